//! The disk: reading wave files ([`ingest`]), swapping the output folder in whole ([`atomic`]) and hashing ([`digest`]).

pub mod atomic;
pub mod digest;
pub mod ingest;
