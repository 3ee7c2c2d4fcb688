//! Kish's effective number of persons (Kish 1965), what a base is worth under unequal weights.

/// A base of persons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kish {
    /// Persons with a row in the domain.
    pub n: usize,
    /// (ΣW)²/ΣW², at most n, where W is the summed weight of a person's rows.
    pub n_eff: f64,
    /// n / n_eff, ≥ 1.
    pub deff: f64,
}

/// Base of a domain from the person of each of its rows (several rows a person allowed, any order) and the weight of
/// every person of the wave. `None` when the domain is empty, has no weight or a weight that is not a number.
pub fn kish(persons: impl IntoIterator<Item = u32>, weights: &[f64]) -> Option<Kish> {
    let mut rows: Vec<u32> = persons.into_iter().collect();
    if !rows.is_sorted() {
        rows.sort_unstable();
    }
    let (mut n, mut sum, mut sum_of_squares) = (0usize, 0.0, 0.0);
    for person in rows.chunk_by(|a, b| a == b) {
        // OK because a chunk is never empty; a person without a weight ends the sum as `None`.
        let weight = weights.get(person[0] as usize)? * person.len() as f64;
        n += 1;
        sum += weight;
        sum_of_squares += weight * weight;
    }
    let n_eff = sum * sum / sum_of_squares;
    (n_eff.is_finite() && n_eff > 0.0).then(|| Kish { n, n_eff, deff: n as f64 / n_eff })
}
