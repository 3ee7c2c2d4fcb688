//! Barometer.
pub mod error;
pub mod plan;
pub mod publish;
pub mod survey;
