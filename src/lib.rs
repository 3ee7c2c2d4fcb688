//! Barometer.
pub mod error;
pub mod plan;
pub mod stats;
pub mod survey;
