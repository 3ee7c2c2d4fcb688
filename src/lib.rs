//! Barometer.
pub mod error;
pub mod io;
pub mod plan;
pub mod survey;
