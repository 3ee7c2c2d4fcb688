//! Long-run slopes over waves whose variances and covariances are known, and the smallest change that can be detected.

use super::interval::t_quantile;

/// A straight line through the waves.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// Change per unit of time.
    pub slope: f64,
    /// Its standard error, from the waves' own variances and covariances.
    pub se: f64,
    /// slope = Σ coefficient · value, the coefficients adding up to 0: combine influences with them.
    pub coefficients: Vec<f64>,
}

/// Weighted least squares slope of values on times, each wave weighted by 1/variance; the standard error is
/// √(c' Σ c) with the known covariance matrix Σ (row by row, n² numbers), not the scatter around the line.
///
/// `None` with fewer than two waves, with equal times, or with a variance that is not a positive number.
pub fn slope(times: &[f64], values: &[f64], covariance: &[f64]) -> Option<Slope> {
    let n = times.len();
    if n < 2 || values.len() != n || covariance.len() != n * n {
        return None;
    }
    // OK because the matrix has n² numbers.
    let weights: Vec<f64> = (0..n).map(|i| 1.0 / covariance[i * n + i]).collect();
    if !weights.iter().all(|w| *w > 0.0 && w.is_finite()) {
        return None;
    }
    let total: f64 = weights.iter().sum();
    let centre = times.iter().zip(&weights).map(|(t, w)| w * t).sum::<f64>() / total;
    let spread: f64 = times.iter().zip(&weights).map(|(t, w)| w * (t - centre) * (t - centre)).sum();
    let coefficients: Vec<f64> = times.iter().zip(&weights).map(|(t, w)| w * (t - centre) / spread).collect();
    // The coefficients add up to 0: without what all values share, a slope near 0 keeps its digits.
    let slope: f64 = coefficients.iter().zip(values).map(|(c, y)| c * (y - values[0])).sum(); // OK: n ≥ 2
    let rows = covariance.chunks_exact(n).zip(&coefficients);
    let variance: f64 = rows.map(|(row, c)| c * row.iter().zip(&coefficients).map(|(v, b)| v * b).sum::<f64>()).sum();
    let se = variance.sqrt();
    (slope.is_finite() && se.is_finite()).then_some(Slope { slope, se, coefficients })
}

/// Smallest true change that a two-sided 5 % test finds in 80 % of cases: (t at .975 + t at .80) · se, the unit of `se`.
pub fn detectable_change(se: f64, df: f64) -> f64 {
    (t_quantile(0.975, df) + t_quantile(0.80, df)) * se
}
