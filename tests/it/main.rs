//! One binary for every test that looks at the crate from outside; this page is the index.

/// Identities of the statistics: what must hold for any data, whatever the numbers.
mod identities;
/// Calibration against R's `survey`, value by value.
mod reference_calibration;
/// Estimates, variances and intervals against R's `survey`, value by value.
mod reference_variance;
/// The 24 respondents that the reference tests share.
mod toy;
