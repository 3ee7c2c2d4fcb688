//! Barometer.
pub mod error;
pub mod io;
pub mod plan;
pub mod progress;
pub mod stages;
pub mod survey;
