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

impl Kish {
    /// The base that decides on publication: the smaller of n and effective n.
    pub fn decisive(&self) -> f64 {
        self.n_eff.min(self.n as f64)
    }
}

/// Base of a domain from the person of each of its rows (several rows a person allowed, any order) and the weight of
/// every person of the wave. `None` when the domain is empty, has no weight or a weight that is not a number.
pub fn kish<I>(persons: I, weights: &[f64]) -> Option<Kish>
where
    I: IntoIterator<Item = u32>,
    I::IntoIter: Clone,
{
    let persons = persons.into_iter();
    if persons.clone().is_sorted() {
        return sorted(persons, weights);
    }
    let mut rows: Vec<u32> = persons.collect();
    rows.sort_unstable();
    sorted(rows.into_iter(), weights)
}

/// The same for persons in ascending order.
fn sorted(persons: impl Iterator<Item = u32>, weights: &[f64]) -> Option<Kish> {
    let (mut n, mut sum, mut sum_of_squares) = (0usize, 0.0, 0.0);
    let (mut last, mut of_last) = (None, 0.0);
    for person in persons {
        // A person without a weight ends the sum as `None`.
        let weight = weights.get(person as usize)?;
        if last != Some(person) {
            sum_of_squares += of_last * of_last;
            (last, of_last) = (Some(person), 0.0);
            n += 1;
        }
        of_last += weight;
        sum += weight;
    }
    sum_of_squares += of_last * of_last;
    Kish::from_sums(n, sum, sum_of_squares)
}

impl Kish {
    /// From the persons, ΣW and ΣW². `None` for a base without weight.
    pub fn from_sums(n: usize, sum: f64, sum_of_squares: f64) -> Option<Self> {
        let n_eff = sum * sum / sum_of_squares;
        (n_eff.is_finite() && n_eff > 0.0).then(|| Self { n, n_eff, deff: n as f64 / n_eff })
    }
}
