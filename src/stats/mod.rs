//! The statistics: slices in, numbers out. Nothing here knows a sector, a wave or a file, and nothing does input or output.
//!
//! Reading order: [`dummies`] turns margins into columns, [`calibration`] finds the weights ([`bounds`] says why it
//! cannot, [`trim`] caps them), every estimate carries its [`influence`], from
//! which [`linearise`] makes its variance ([`projection`] makes covariances cheap), [`kish`] and [`interval`] say how much it is worth. [`symmetry`],
//! [`multiplicity`], [`rank`] and [`trend`] draw conclusions; [`replicate`] (with the draws of [`rng`], several replicates
//! side by side in the [`lanes`] of the processor) is the bootstrap for what linearisation cannot do; [`power`] says what a sample could show, [`coincidence`] how often people agree by chance.
//!
//! Sums run in respondent order; nothing is parallel; the same input gives the same bits.

pub mod bounds;
pub mod calibration;
pub mod cholesky;
pub mod coincidence;
pub mod dummies;
pub mod influence;
pub mod interval;
pub mod kish;
pub mod lanes;
pub mod linearise;
pub mod multiplicity;
mod newton;
pub mod power;
pub mod projection;
pub mod rank;
pub mod replicate;
pub mod rng;
pub mod symmetry;
pub mod trend;
pub mod trim;
