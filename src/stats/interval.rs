//! Quantiles, p-values and confidence intervals of levels (0–100), gaps and absolute gaps.
//!
//! Degrees of freedom are those of the estimate's own domain; infinity stands for the normal distribution.

use std::cell::RefCell;
use std::collections::HashMap;

use statrs::distribution::{Continuous, ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::beta_reg;
use statrs::function::gamma::gamma_ur;

use super::replicate;

/// An interval, low ≤ high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// How the interval of a level was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelMethod {
    /// Logit transform with the design standard error.
    Logit,
    /// Wilson's score interval on the effective number of persons.
    Wilson,
}

/// A level outside these percentages is not tested.
pub const TESTABLE_LEVELS: std::ops::RangeInclusive<f64> = 5.0..=95.0;
/// A level with fewer answers than this on a side is not tested.
pub const TESTABLE_ANSWERS: usize = 5;

/// P(T > t), Student's t on `df` > 0 degrees of freedom, infinity gives the normal. NaN for any other `df`.
///
/// Good to some thirteen digits, in the far tail too: small arguments go through the complement, because df/(df + t²)
/// has lost t by then.
pub fn t_upper_tail(t: f64, df: f64) -> f64 {
    let usable = df > 0.0 && !t.is_nan();
    if !usable {
        return f64::NAN;
    }
    let square = t * t;
    let outside = if square == 0.0 {
        0.5
    } else if square.is_infinite() {
        0.0
    } else if df.is_infinite() {
        // The library's own normal tail has ten digits, its incomplete gamma function fourteen.
        0.5 * gamma_ur(0.5, square / 2.0)
    } else if square < 1.0 {
        0.5 - 0.5 * beta_reg(0.5, df / 2.0, square / (df + square))
    } else {
        0.5 * beta_reg(df / 2.0, 0.5, df / (df + square))
    };
    if t >= 0.0 { outside } else { 1.0 - outside }
}

/// Two-sided p-value of |T| ≥ |t|, in 0–1.
pub fn t_two_sided(t: f64, df: f64) -> f64 {
    // The tail is at most one half, so that the sum cannot pass 1.
    2.0 * t_upper_tail(t.abs(), df)
}

/// Quantile of Student's t; `df` > 0, infinity gives the normal. NaN outside 0 < p < 1 or df > 0.
///
/// A run asks for few different quantiles a great many times: each thread keeps those it has computed. What is kept is what
/// would be computed again, so that threads change no bit.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if !(p > 0.0 && p < 1.0 && df > 0.0) {
        return f64::NAN;
    }
    if p < 0.5 {
        return -t_quantile(1.0 - p, df);
    }
    QUANTILES
        .with_borrow_mut(|known| *known.entry((p.to_bits(), df.to_bits())).or_insert_with(|| upper_quantile(p, df)))
}

thread_local! {
    /// Quantiles by the bits of p and df.
    static QUANTILES: RefCell<HashMap<(u64, u64), f64>> = RefCell::default();
}

/// Quantile at 0.5 ≤ p < 1.
fn upper_quantile(p: f64, df: f64) -> f64 {
    let normal = Normal::standard().inverse_cdf(p);
    if df.is_infinite() {
        return normal;
    }
    let Ok(law) = StudentsT::new(0.0, 1.0, df) else { return f64::NAN };
    // Newton on the tail, which is better known than the library's quantile and faster to come by.
    let mut t = if df < EXPANDABLE { law.inverse_cdf(p) } else { near_normal(normal, df) };
    for _ in 0..20 {
        let step = (t_upper_tail(t, df) - (1.0 - p)) / law.pdf(t);
        if !step.is_finite() {
            return t;
        }
        t += step;
        // What is left after a step of Newton is of the order of its square.
        if step.abs() <= 1e-9 * t.abs() {
            return t;
        }
    }
    t
}

/// From these degrees of freedom on a quantile is near that of the normal, where Newton takes one or two steps.
const EXPANDABLE: f64 = 10.0;

/// Student's quantile from the normal one, by its expansion in 1/df (Fisher & Cornish 1960).
fn near_normal(z: f64, df: f64) -> f64 {
    let square = z * z;
    let polynomial = |coefficients: &[f64]| coefficients.iter().fold(0.0, |sum, c| sum * square + c);
    let terms = [
        polynomial(&[1.0, 1.0]) / 4.0,
        polynomial(&[5.0, 16.0, 3.0]) / 96.0,
        polynomial(&[3.0, 19.0, 17.0, -15.0]) / 384.0,
        polynomial(&[79.0, 776.0, 1482.0, -1920.0, -945.0]) / 92_160.0,
    ];
    z + z * terms.iter().rev().fold(0.0, |sum, term| (sum + term) / df)
}

/// Quantile of a two-sided interval of this confidence, in 0–1: t at (1 + confidence)/2.
pub fn two_sided_quantile(confidence: f64, df: f64) -> f64 {
    t_quantile((1.0 + confidence) / 2.0, df)
}

/// Estimate ± t·se. `None` when the standard error or the degrees of freedom are not positive numbers.
pub fn symmetric(estimate: f64, se: f64, df: f64, confidence: f64) -> Option<Interval> {
    let half = two_sided_quantile(confidence, df) * se;
    let usable = se > 0.0 && half.is_finite() && estimate.is_finite();
    usable.then_some(Interval { low: estimate - half, high: estimate + half })
}

/// Whether a level may be tested and take the logit interval: 5 ≤ level ≤ 95 and at least five answers on each side.
pub fn is_testable(level: f64, favourable_answers: usize, other_answers: usize) -> bool {
    TESTABLE_LEVELS.contains(&level) && favourable_answers.min(other_answers) >= TESTABLE_ANSWERS
}

/// Interval of a level in percent, in 0–100.
///
/// Logit with the design standard error where the level is `testable` (see [`is_testable`]), lies inside 0–100 and its
/// standard error is positive; Wilson on `n_eff` otherwise, which stays honest at 0 and 100 % where the logit collapses
/// to a point. `None` where neither exists (degrees of freedom 0, say).
pub fn level(
    level: f64,
    se: f64,
    n_eff: f64,
    df: f64,
    confidence: f64,
    testable: bool,
) -> Option<(Interval, LevelMethod)> {
    if testable
        && se > 0.0
        && let Some(interval) = logit(level, se, df, confidence)
    {
        return Some((interval, LevelMethod::Logit));
    }
    wilson(level, n_eff, df, confidence).map(|interval| (interval, LevelMethod::Wilson))
}

/// Logit interval of a level in percent: logit(p) ± t·se/(p(1 − p)), transformed back. `None` outside 0 < level < 100
/// or without a standard error.
pub fn logit(level: f64, se: f64, df: f64, confidence: f64) -> Option<Interval> {
    let p = level / 100.0;
    let half = two_sided_quantile(confidence, df) * (se / 100.0) / (p * (1.0 - p));
    let centre = (p / (1.0 - p)).ln();
    let back = |v: f64| 100.0 / (1.0 + (-v).exp());
    let usable = p > 0.0 && p < 1.0 && half >= 0.0 && half.is_finite();
    usable.then(|| Interval { low: back(centre - half), high: back(centre + half) })
}

/// Wilson's score interval (1927) of a level in percent on an effective number of persons, with the t quantile on `df`
/// (pass infinity for the normal): wider than the textbook's where the domain is small.
///
/// The variance is taken as p(1 − p)/n_eff, an upper limit for scores that also take values between 0 and 100.
pub fn wilson(level: f64, n_eff: f64, df: f64, confidence: f64) -> Option<Interval> {
    let (p, z) = (level / 100.0, two_sided_quantile(confidence, df));
    let z2 = z * z / n_eff;
    let half = (p * (1.0 - p) * z2 + z2 * z2 / 4.0).sqrt();
    let (low, high) = ((p + z2 / 2.0 - half) / (1.0 + z2), (p + z2 / 2.0 + half) / (1.0 + z2));
    let usable = (0.0..=1.0).contains(&p) && n_eff > 0.0 && low.is_finite() && high.is_finite();
    // At 0 and 100 % one end is the level itself, which rounding could miss.
    let low = if p <= 0.0 { 0.0 } else { low.max(0.0) };
    let high = if p >= 1.0 { 1.0 } else { high.min(1.0) };
    usable.then_some(Interval { low: 100.0 * low, high: 100.0 * high })
}

/// Interval of |gap| from the interval of the gap: [l, u], [−u, −l] or [0, max(−l, u)]. Coverage is at least that of the
/// gap's interval whatever the truth.
pub fn folded(gap: Interval) -> Interval {
    if gap.low > 0.0 {
        gap
    } else if gap.high < 0.0 {
        Interval { low: -gap.high, high: -gap.low }
    } else {
        Interval { low: 0.0, high: (-gap.low).max(gap.high) }
    }
}

/// Percentile interval of replicates: the middle `confidence` (0–1) of them. `None` where one is missing or not a number.
pub fn percentiles(replicates: &[f64], confidence: f64) -> Option<Interval> {
    let outside = (1.0 - confidence) / 2.0;
    replicate::percentiles(replicates, [outside, 1.0 - outside]).map(|[low, high]| Interval { low, high })
}
