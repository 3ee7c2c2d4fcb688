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
/// every person of the wave. `None` when the domain is empty or has no weight.
pub fn kish(persons: impl IntoIterator<Item = u32>, weights: &[f64]) -> Option<Kish> {
    let _ = (persons, weights);
    todo!()
}
