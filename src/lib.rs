//! Barometer.
pub mod error;
pub mod io;
pub mod pipeline;
pub mod plan;
pub mod progress;
pub mod publish;
pub mod stages;
pub mod stats;
pub mod survey;
