//! Influence: the linear part of an estimate, person by person, and the estimates that start with one.

use std::sync::Arc;

/// The linear part of an estimate, person by person: the value z_k for every person with a row in the domain (zero
/// included, since degrees of freedom count persons), ascending by person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Influence {
    /// Shared by the estimates of one domain.
    persons: Arc<[u32]>,
    values: Vec<f64>,
}

/// A ratio of weighted sums, R = Σ w a / Σ w b.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratio {
    /// R.
    pub value: f64,
    /// z = Σ_rows (a − R b) / Σ w b.
    pub influence: Influence,
    /// Σ w² z².
    pub square: f64,
    /// Σ w b, the weighted base when b = 1.
    pub weighted_base: f64,
    /// Number of rows.
    pub rows: usize,
}

/// Ratio of weighted sums over rows (person, a, b), in respondent order, several rows a person allowed.
///
/// `None` when Σ w b is not a positive number (no row, no weight). Where every b is positive, R is kept within the
/// smallest and the largest a/b, so that a unanimous domain has exactly its answer and an influence of exactly zero.
pub fn ratio<I>(rows: I, weights: &[f64]) -> Option<Ratio>
where
    I: IntoIterator<Item = (u32, f64, f64)>,
    I::IntoIter: Clone,
{
    let [found] = ratios(rows.into_iter().map(|(person, a, b)| (person, [a], b)), weights)?;
    Some(found)
}

/// Several [`ratio`]s with one denominator over the same rows (person, each a, b), in one pass. `None` when any has none.
pub fn ratios<I, const N: usize>(rows: I, weights: &[f64]) -> Option<[Ratio; N]>
where
    I: Iterator<Item = (u32, [f64; N], f64)> + Clone,
{
    let (mut above, mut below, mut n_rows) = ([0.0; N], 0.0, 0);
    let (mut low, mut high, mut all_positive) = ([f64::INFINITY; N], [f64::NEG_INFINITY; N], true);
    let (mut last, mut ascending, mut n_persons) = (None, true, 0);
    for (person, a, b) in rows.clone() {
        let w = *weights.get(person as usize)?;
        above.iter_mut().zip(a).for_each(|(above, a)| *above += w * a);
        below += w * b;
        n_rows += 1;
        all_positive &= b > 0.0;
        if b > 0.0 && w > 0.0 {
            // OK to drop a NaN here because it stays in `above`.
            for (lane, a) in a.iter().enumerate() {
                let quotient = a / b; // OK below because a, low and high have N elements
                low[lane] = if quotient < low[lane] { quotient } else { low[lane] };
                high[lane] = if quotient > high[lane] { quotient } else { high[lane] };
            }
        }
        ascending &= last <= Some(person);
        n_persons += usize::from(last != Some(person));
        last = Some(person);
    }
    let raw = above.map(|above| above / below);
    if !(below > 0.0 && raw.iter().all(|raw| raw.is_finite())) {
        return None;
    }
    let within = |lane: usize| {
        let (raw, low, high) = (raw[lane], low[lane], high[lane]); // OK because there are N of each
        if all_positive && low <= high { raw.clamp(low, high) } else { raw }
    };
    let values: [f64; N] = std::array::from_fn(within);
    let linear = rows.map(|(person, a, b)| {
        let mut z = a;
        z.iter_mut().zip(values).for_each(|(z, value)| *z = (*z - value * b) / below);
        (person, z)
    });
    let influences = if ascending && n_persons == n_rows {
        let persons: Arc<[u32]> = linear.clone().map(|(person, _)| person).collect();
        let lane = |lane: usize| linear.clone().map(|(_, z)| z[lane]).collect(); // OK because there are N of them
        std::array::from_fn(|at| Influence { persons: Arc::clone(&persons), values: lane(at) })
    } else if ascending {
        Influence::of_ascending(linear, n_persons)
    } else {
        let mut entries: Vec<_> = linear.collect();
        entries.sort_by_key(|entry| entry.0);
        Influence::of_ascending(entries.into_iter(), n_rows)
    };
    let squares = squares(&influences, weights);
    let mut values = values.into_iter().zip(squares);
    Some(influences.map(|influence| {
        let (value, square) = values.next().unwrap_or((f64::NAN, f64::NAN)); // there is one for every influence
        Ratio { value, influence, square, weighted_base: below, rows: n_rows }
    }))
}

/// Σ w² z² of several influences on the same persons, side by side: one alone would wait for each of its additions.
fn squares<const N: usize>(influences: &[Influence; N], weights: &[f64]) -> [f64; N] {
    let mut squares = [0.0; N];
    let Some(Influence { persons, .. }) = influences.first() else { return squares };
    for (at, &person) in persons.iter().enumerate() {
        for (square, of) in squares.iter_mut().zip(influences) {
            let wz = weights[person as usize] * of.values[at]; // OK because all have the same persons, positions in the wave
            *square += wz * wz;
        }
    }
    squares
}

impl Influence {
    /// From (person, z) pairs in any order; the values of a person that comes several times are added.
    pub fn new(mut entries: Vec<(u32, f64)>) -> Self {
        if !entries.is_sorted_by_key(|entry| entry.0) {
            entries.sort_by_key(|entry| entry.0);
        }
        let n_entries = entries.len();
        let [influence] = Self::of_ascending(entries.into_iter().map(|(person, z)| (person, [z])), n_entries);
        influence
    }

    /// Several on the same rows (person, each z), ascending by person; the values of a person that comes several times are
    /// added. There is room for so many persons.
    fn of_ascending<const N: usize>(rows: impl Iterator<Item = (u32, [f64; N])>, room: usize) -> [Self; N] {
        let mut persons: Vec<u32> = Vec::with_capacity(room);
        let mut values: [Vec<f64>; N] = std::array::from_fn(|_| Vec::with_capacity(room));
        for (person, z) in rows {
            if persons.last() == Some(&person) {
                values
                    .iter_mut()
                    .zip(z)
                    .filter_map(|(values, z)| Some((values.last_mut()?, z)))
                    .for_each(|(v, z)| *v += z);
            } else {
                persons.push(person);
                values.iter_mut().zip(z).for_each(|(values, z)| values.push(z));
            }
        }
        let persons: Arc<[u32]> = persons.into();
        values.map(|values| Self { persons: Arc::clone(&persons), values })
    }

    /// (person, z), ascending by person.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (u32, f64)> + Clone {
        self.persons.iter().copied().zip(self.values.iter().copied())
    }

    /// Persons with a row in the domain.
    pub fn n_persons(&self) -> usize {
        self.persons.len()
    }

    /// `left` − `right`, on the union of the persons.
    pub fn difference(left: &Self, right: &Self) -> Self {
        Self::combine([(1.0, left), (-1.0, right)])
    }

    /// Σ factor × part, on the union of the persons.
    pub fn combine<'a>(parts: impl IntoIterator<Item = (f64, &'a Self)>) -> Self {
        let parts: Vec<(f64, &Self)> = parts.into_iter().collect();
        let last = parts.iter().filter_map(|(_, part)| part.persons.last()).max();
        let length = last.map_or(0, |last| *last as usize + 1);
        let mut sums = vec![(0.0, false); length];
        for (factor, part) in parts {
            for (person, z) in part.entries() {
                let (sum, present) = &mut sums[person as usize]; // OK because no person is above the last one
                *sum += factor * z;
                *present = true;
            }
        }
        let n_persons = sums.iter().filter(|(_, present)| *present).count();
        let (mut persons, mut values) = (Vec::with_capacity(n_persons), Vec::with_capacity(n_persons));
        for (person, (sum, _)) in (0..).zip(&sums).filter(|(_, (_, present))| *present) {
            persons.push(person);
            values.push(*sum);
        }
        Self { persons: persons.into(), values }
    }

    /// Plain mean of several, on the union of the persons.
    pub fn mean(parts: &[&Self]) -> Self {
        let share = 1.0 / parts.len() as f64;
        Self::combine(parts.iter().map(|part| (share, *part)))
    }

    /// Every person present in either, ascending, with the value of each.
    pub fn union<'a>(left: &'a Self, right: &'a Self) -> impl Iterator<Item = (u32, Option<f64>, Option<f64>)> + 'a {
        let (mut in_left, mut in_right) = (0, 0);
        std::iter::from_fn(move || {
            let person = match (left.persons.get(in_left), right.persons.get(in_right)) {
                (Some(l), Some(r)) => *l.min(r),
                (Some(one), None) | (None, Some(one)) => *one,
                (None, None) => return None,
            };
            Some((person, left.next_if(person, &mut in_left), right.next_if(person, &mut in_right)))
        })
    }

    /// The value at a position, where it is that of this person: then the next one has its turn.
    fn next_if(&self, person: u32, at: &mut usize) -> Option<f64> {
        if self.persons.get(*at) != Some(&person) {
            return None;
        }
        let z = self.values.get(*at).copied();
        *at += 1;
        z
    }

    /// Persons present in both.
    pub fn n_both(left: &Self, right: &Self) -> usize {
        Self::union(left, right).filter(|(_, l, r)| l.is_some() && r.is_some()).count()
    }
}
