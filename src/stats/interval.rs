//! Quantiles, p-values and confidence intervals of levels (0–100), gaps and absolute gaps.

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

/// Quantile of Student's t; `df` > 0, infinity gives the normal. NaN outside 0 < p < 1 or df > 0.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    let _ = (p, df);
    todo!()
}

/// P(T > t), Student's t on `df` > 0 degrees of freedom, infinity gives the normal.
pub fn t_upper_tail(t: f64, df: f64) -> f64 {
    let _ = (t, df);
    todo!()
}

/// Estimate ± t·se. `None` when the standard error or the degrees of freedom are not positive numbers.
pub fn symmetric(estimate: f64, se: f64, df: f64, confidence: f64) -> Option<Interval> {
    let _ = (estimate, se, df, confidence);
    todo!()
}

/// Whether a level may be tested and take the logit interval: 5 ≤ level ≤ 95 and at least five answers on each side.
pub fn is_testable(level: f64, favourable_answers: usize, other_answers: usize) -> bool {
    let _ = (level, favourable_answers, other_answers);
    todo!()
}

/// Interval of a level in percent. Logit when `testable` and 0 < level < 100 and se > 0; Wilson on `n_eff` otherwise.
pub fn level(
    level: f64,
    se: f64,
    n_eff: f64,
    df: f64,
    confidence: f64,
    testable: bool,
) -> Option<(Interval, LevelMethod)> {
    let _ = (level, se, n_eff, df, confidence, testable);
    todo!()
}

/// Interval of |gap| from the interval of the gap: [l, u], [−u, −l] or [0, max(−l, u)].
pub fn folded(gap: Interval) -> Interval {
    let _ = gap;
    todo!()
}
