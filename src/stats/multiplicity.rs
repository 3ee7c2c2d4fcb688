//! False discovery rate within a family of tests (Benjamini & Hochberg 1995).

/// Adjusted p-values: q_(i) = min over j ≥ i of p_(j) m / j, at most 1. A missing p-value (`None` or NaN) stays missing
/// and is not counted in m. Same order as the input.
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut present: Vec<(f64, usize)> = Vec::with_capacity(p.len());
    present.extend(p.iter().enumerate().filter_map(|(at, p)| p.filter(|p| !p.is_nan()).map(|p| (p, at))));
    present.sort_by(|a, b| a.0.total_cmp(&b.0));
    let m = present.len() as f64;
    let mut adjusted = vec![None; p.len()];
    let mut smallest: f64 = 1.0;
    for (before, &(p, at)) in present.iter().enumerate().rev() {
        // In this order, as R does: m/m is 1, so that no q falls below its p by rounding.
        smallest = smallest.min(m / (before + 1) as f64 * p);
        // OK because `at` is a position of `p`.
        adjusted[at] = Some(smallest);
    }
    adjusted
}

/// Which of several hypotheses Holm's step-down procedure (1979) rejects at level `alpha`: the chance of one wrong
/// rejection or more is at most `alpha`, whatever the dependence. NaN is never rejected and counts as a hypothesis.
pub fn holm_rejections(p: &[f64], alpha: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    // OK because `order` holds positions of `p`; NaN, of either sign, sorts last.
    let key = |at: usize| if p[at].is_nan() { f64::INFINITY } else { p[at] };
    order.sort_by(|&a, &b| key(a).total_cmp(&key(b)));
    let mut rejected = vec![false; p.len()];
    for (before, at) in order.into_iter().enumerate() {
        let enough = key(at) <= alpha / (p.len() - before) as f64;
        if !enough {
            break;
        }
        rejected[at] = true;
    }
    rejected
}
