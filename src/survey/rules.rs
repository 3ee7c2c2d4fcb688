//! Publication rules: the thresholds that decide what is printed and how it is called.

use super::ids::Status;

/// A base is a quotient of sums of weights: one that stands at a limit may come out a rounding below it.
const ROUNDING: f64 = 1e-9;

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
        let below = |limit: f64| bases.iter().any(|b| b.is_nan() || *b < limit * (1.0 - ROUNDING));
        if bases.is_empty() || below(self.suppress_below) {
            Status::Suppressed
        } else if below(self.small_base_below) {
            Status::SmallBase
        } else {
            Status::Published
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 equal weights make a base of 30, whatever rounding makes of (Σw)²/Σw².
    #[test]
    fn a_base_at_a_limit_is_not_below_it() {
        let rules = PublicationRules {
            suppress_below: 30.0,
            small_base_below: 100.0,
            delta_points: 5.0,
            level_cut_percent: 50.0,
            confidence: 0.95,
            false_discovery_rate: 0.05,
        };
        for n in [30usize, 100] {
            let at = if n == 30 { Status::SmallBase } else { Status::Published };
            for weight in (1..2_000).map(|i| f64::from(i) / 977.0) {
                let (sum, squares) =
                    (0..n).fold((0.0, 0.0), |(sum, squares), _| (sum + weight, squares + weight * weight));
                assert_eq!(rules.status(&[n as f64, sum * sum / squares]), at, "{n} times {weight}");
            }
            assert!(rules.status(&[n as f64 - 0.001]) != at);
        }
    }
}
