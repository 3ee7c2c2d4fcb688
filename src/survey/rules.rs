//! Publication rules: the thresholds that decide what is printed and how it is called.

use super::ids::Status;

/// Everything `config/publication.yaml` declares. Points and percentages are on 0–100.
#[derive(Clone, Debug)]
pub struct PublicationRules {
    /// A base below this is suppressed.
    pub suppress_below: f64,
    /// A base below this is flagged as small.
    pub small_base_below: f64,
    /// Equivalence margin, in points.
    pub delta_points: f64,
    /// Level that separates positive from negative symmetry, in percent.
    pub level_cut_percent: f64,
    /// Confidence of the intervals, in 0–1.
    pub confidence: f64,
    /// False discovery rate within a published matrix, in 0–1.
    pub false_discovery_rate: f64,
}

impl PublicationRules {
    /// Status of a row whose sides have these bases (the smaller of n and effective n on each side).
    /// A base that is not a number is suppressed.
    pub fn status(&self, bases: &[f64]) -> Status {
        let below = |limit: f64| bases.iter().any(|b| b.is_nan() || *b < limit);
        if bases.is_empty() || below(self.suppress_below) {
            Status::Suppressed
        } else if below(self.small_base_below) {
            Status::SmallBase
        } else {
            Status::Published
        }
    }
}
