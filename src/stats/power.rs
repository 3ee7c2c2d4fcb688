//! What a sample can show, before it is drawn: closed forms under the normal approximation.
//!
//! Gaps, margins and standard errors in points; levels in percent; `alpha`, `power` in 0–1. Sample sizes are persons on
//! each side, before rounding up.

use super::interval::{t_quantile, t_upper_tail};

fn z(p: f64) -> f64 {
    t_quantile(p, f64::INFINITY)
}

fn upper(z: f64) -> f64 {
    t_upper_tail(z, f64::INFINITY)
}

/// Standard error of a gap between two independent sides of `n_client` and `n_employee` persons, at these levels, under
/// the design effect `deff`.
pub fn se_of_gap(client: f64, n_client: f64, employee: f64, n_employee: f64, deff: f64) -> f64 {
    (deff * (client * (100.0 - client) / n_client + employee * (100.0 - employee) / n_employee)).sqrt()
}

/// Smallest true gap (or change) that a two-sided test of level `alpha` finds with this power.
pub fn detectable(se: f64, alpha: f64, power: f64) -> f64 {
    (z(1.0 - alpha / 2.0) + z(power)) * se
}

/// Smallest margin within which symmetry is shown with this power, where the true gap is zero.
pub fn demonstrable_margin(se: f64, alpha: f64, power: f64) -> f64 {
    (z(1.0 - alpha) + z((1.0 + power) / 2.0)) * se
}

/// Chance that a two-sided test of level `alpha` finds a true gap.
pub fn power_of_difference(gap: f64, se: f64, alpha: f64) -> f64 {
    let cut = z(1.0 - alpha / 2.0);
    upper(cut - gap / se) + upper(cut + gap / se)
}

/// Chance that two one-sided tests of level `alpha` show |gap| < `delta` where the true gap is `gap`.
pub fn power_of_equivalence(gap: f64, se: f64, delta: f64, alpha: f64) -> f64 {
    let cut = z(1.0 - alpha);
    let inside = 1.0 - upper((delta - gap) / se - cut) - upper((delta + gap) / se - cut);
    if inside < 0.0 { 0.0 } else { inside }
}

/// Persons on each side to find a true gap with this power, both levels near `level`.
pub fn n_for_difference(gap: f64, level: f64, deff: f64, alpha: f64, power: f64) -> f64 {
    n_for_se(gap.abs() / (z(1.0 - alpha / 2.0) + z(power)), level, deff)
}

/// Persons on each side to show |gap| < `delta` with this power, where the true gap is zero and both levels are near
/// `level`.
pub fn n_for_equivalence(delta: f64, level: f64, deff: f64, alpha: f64, power: f64) -> f64 {
    n_for_se(delta / (z(1.0 - alpha) + z((1.0 + power) / 2.0)), level, deff)
}

fn n_for_se(se: f64, level: f64, deff: f64) -> f64 {
    deff * 2.0 * level * (100.0 - level) / (se * se)
}
