//! The disk: reading wave files ([`ingest`]) and the tables of an earlier run ([`tables`]), swapping the output folder in whole
//! ([`atomic`]), the [`manifest`], paths [`relative`] to it, and whatever is read [`whole`].

pub mod atomic;
pub mod ingest;
pub mod manifest;
pub mod relative;
pub mod tables;
pub mod whole;
