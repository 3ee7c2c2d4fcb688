//! Barometer.
pub mod error;
pub mod plan;
pub mod survey;
