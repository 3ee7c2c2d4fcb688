//! One binary for every test that looks at the crate from outside; this page is the index.

/// The bootstrap: draws by address, and agreement with linearisation.
mod bootstrap;
/// Identities of the statistics: what must hold for any data, whatever the numbers.
mod identities;
/// Calibration against R's `survey`, value by value.
mod reference_calibration;
/// Tests, classes, multiplicity, ranks, slopes and power against R or by hand.
mod reference_inference;
/// Estimates, variances and intervals against R's `survey`, value by value.
mod reference_variance;
/// The 24 respondents that the reference tests share.
mod toy;
