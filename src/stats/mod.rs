//! The statistics: slices in, numbers out. Nothing here knows a sector, a wave or a file, and nothing does input or output.
//!
//! Reading order: [`dummies`] turns margins into columns, [`calibration`] finds the weights, [`linearise`] gives every
//! estimate its influence and its variance, [`kish`] and [`interval`] say how much it is worth.
//!
//! Sums run in respondent order; nothing is parallel; the same input gives the same bits.

pub mod calibration;
pub mod cholesky;
pub mod dummies;
pub mod interval;
pub mod kish;
pub mod linearise;
