//! Gap, symmetry and their three tests: difference, minimum effect, equivalence; and the class that they lead to.
//!
//! The gap is employees minus clients, in points: a positive gap says that clients are the less favourable side. With
//! t = gap/se on the estimate's own degrees of freedom (infinity gives the normal). Every test is `None` where the
//! standard error or the degrees of freedom are not positive numbers.

use super::interval::{Interval, t_two_sided, t_upper_tail};

/// E|X| of a centred normal X of standard deviation 1, √(2/π).
pub const MEAN_ABSOLUTE_NORMAL: f64 = 0.797_884_560_802_865_4;

/// Test of gap = 0: two-sided p-value.
pub fn p_difference(gap: f64, se: f64, df: f64) -> Option<f64> {
    number(t_two_sided(gap / se, df), se)
}

/// Test of |gap| ≤ `delta` points (Murphy & Myors 1999, in its exact form for a t statistic): P(T > (|g| − δ)/se) +
/// P(T > (|g| + δ)/se), the chance of so large a gap, either way, where the true one is δ.
pub fn p_minimum_effect(gap: f64, se: f64, df: f64, delta: f64) -> Option<f64> {
    let size = gap.abs();
    number(t_upper_tail((size - delta) / se, df) + t_upper_tail((size + delta) / se, df), se)
}

/// Test of |gap| ≥ `delta` points by two one-sided tests (Schuirmann 1987): the larger p-value. Below 5 % exactly where
/// the 90 % interval lies inside ±δ.
pub fn p_equivalence(gap: f64, se: f64, df: f64, delta: f64) -> Option<f64> {
    number(t_upper_tail((delta - gap.abs()) / se, df), se)
}

fn number(p: f64, se: f64) -> Option<f64> {
    (se > 0.0 && p.is_finite()).then_some(p.min(1.0))
}

/// The smallest margin, in points, for which symmetry would be accepted: the larger end, in size, of the 90 % interval
/// of the gap.
pub fn demonstrated_margin(gap90: Interval) -> f64 {
    // OK because an interval has no NaN.
    gap90.low.abs().max(gap90.high.abs())
}

/// What a cell is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Base too small.
    Suppressed,
    /// A level outside 5–95 % or fewer than five answers on a side; no standard error.
    NotTested,
    /// Symmetry shown, level above the cut.
    PositiveSymmetry,
    /// Symmetry shown, level below the cut.
    NegativeSymmetry,
    /// Symmetry shown, level on neither side of the cut.
    MediumSymmetry,
    /// A gap larger than δ shown.
    StrongAsymmetry(LessFavourable),
    /// A gap shown.
    Asymmetry(LessFavourable),
    /// The interval of the gap leaves zero out, the test among its family does not.
    ToConfirm,
    /// Neither a gap nor symmetry shown.
    Undetermined,
}

/// The less favourable side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LessFavourable {
    /// The gap is positive.
    Clients,
    /// The gap is negative.
    Employees,
}

impl Class {
    /// The code of the tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Suppressed => "MASQUE",
            Self::NotTested => "NON_TESTE",
            Self::PositiveSymmetry => "SYM_POS",
            Self::NegativeSymmetry => "SYM_NEG",
            Self::MediumSymmetry => "SYM_MED",
            Self::StrongAsymmetry(LessFavourable::Clients) => "ASYM_FORTE_CLI",
            Self::StrongAsymmetry(LessFavourable::Employees) => "ASYM_FORTE_COL",
            Self::Asymmetry(LessFavourable::Clients) => "ASYM_CLI",
            Self::Asymmetry(LessFavourable::Employees) => "ASYM_COL",
            Self::ToConfirm => "IND_CONF",
            Self::Undetermined => "IND",
        }
    }
}

/// What the class of a cell is decided on.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// A side's base is too small to publish.
    pub suppressed: bool,
    /// Both levels may be tested.
    pub testable: bool,
    /// Gap, in points.
    pub gap: f64,
    /// Interval of the gap.
    pub gap_interval: Option<Interval>,
    /// Interval of the level, in percent.
    pub level_interval: Option<Interval>,
    /// Adjusted p-value of equivalence.
    pub q_equivalence: Option<f64>,
    /// Adjusted p-value of the minimum effect.
    pub q_minimum_effect: Option<f64>,
    /// Adjusted p-value of the difference.
    pub q_difference: Option<f64>,
}

/// The class of a cell: the first rule that holds, in the order of [`Class`]. `level_cut` in percent,
/// `false_discovery_rate` in 0–1. A cell without its three tests is [`Class::NotTested`].
pub fn classify(evidence: &Evidence, level_cut: f64, false_discovery_rate: f64) -> Class {
    if evidence.suppressed {
        return Class::Suppressed;
    }
    let tests = (evidence.q_equivalence, evidence.q_minimum_effect, evidence.q_difference);
    let ((Some(equivalence), Some(minimum), Some(difference)), true) = (tests, evidence.testable) else {
        return Class::NotTested;
    };
    let side = if evidence.gap > 0.0 { LessFavourable::Clients } else { LessFavourable::Employees };
    if equivalence < false_discovery_rate {
        match evidence.level_interval {
            Some(level) if level.low > level_cut => Class::PositiveSymmetry,
            Some(level) if level.high < level_cut => Class::NegativeSymmetry,
            _ => Class::MediumSymmetry,
        }
    } else if minimum < false_discovery_rate {
        Class::StrongAsymmetry(side)
    } else if difference < false_discovery_rate {
        Class::Asymmetry(side)
    } else if evidence.gap_interval.is_some_and(|gap| gap.low > 0.0 || gap.high < 0.0) {
        Class::ToConfirm
    } else {
        Class::Undetermined
    }
}

/// E|X| of X normal with this mean and standard deviation ≥ 0 (folded normal, Leone, Nelson & Nottingham 1961): what a
/// gap of `mean` points shows on average, once its sign is dropped.
pub fn folded_normal_mean(mean: f64, sd: f64) -> f64 {
    if sd == 0.0 {
        return mean.abs();
    }
    let ratio = mean / sd;
    let inside = 1.0 - 2.0 * t_upper_tail(ratio, f64::INFINITY);
    sd * MEAN_ABSOLUTE_NORMAL * (-ratio * ratio / 2.0).exp() + mean * inside
}

/// Mean |gap| that would be observed without any true asymmetry: Σ weight · √(2/π) · se over (weight, se), the weights
/// adding up to 1.
pub fn noise_floor(parts: impl IntoIterator<Item = (f64, f64)>) -> f64 {
    parts.into_iter().map(|(weight, se)| weight * MEAN_ABSOLUTE_NORMAL * se).sum()
}

/// Range of three levels, largest minus smallest, that would be observed on average without any true difference: half the
/// sum of E|left − right| over the three pairs, from the standard errors of their differences. Exact for normal levels,
/// whatever their covariance, because the range of three numbers is half the sum of their distances.
pub fn range_noise_floor(ses: [f64; 3]) -> f64 {
    ses.iter().sum::<f64>() * MEAN_ABSOLUTE_NORMAL / 2.0
}

/// Size of the gaps with the noise taken out, √max(0, Σ weight (gap² − se²)) over (weight, gap, se), the weights adding
/// up to 1. NaN stays NaN.
pub fn adjusted_gap(parts: impl IntoIterator<Item = (f64, f64, f64)>) -> f64 {
    let square: f64 = parts.into_iter().map(|(weight, gap, se)| weight * (gap * gap - se * se)).sum();
    if square < 0.0 { 0.0 } else { square.sqrt() }
}
