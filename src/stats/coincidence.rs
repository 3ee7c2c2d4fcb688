//! How likely a row of answers is, judged by the answers of everybody: what tells a copy from two people who agree by chance.
//!
//! Items are not independent: who is content with one thing is content with the next, and whoever was not asked a block left all
//! of it blank. The joint distribution is therefore that of a forest (Chow and Liu, 1968): each item depends on one other
//! item at most, the edges being those with the largest mutual information, less the penalty of BIC, so that an item with
//! many values does not explain everything (Edwards, de Abreu and Labouriau, 2010).
//!
//! Of the n(n − 1)/2 pairs of n honest rows, those that are equal in a row no likelier than x are at most
//! n(n − 1)/2 · P(x) on average: Σ P(y)² over such rows y is at most P(x). What tells pairs for which that number is
//! below a bound tells, over all honest waves, fewer pairs a wave than the bound.

/// Rows from which the edges are chosen: enough for that, and the work does not grow with the wave.
const SAMPLE: usize = 5_000;

/// Two columns of up to this many pairs of levels are counted in a table, others by sorting.
const TABLE: usize = 4_096;

/// Expected number of equal pairs, among as many honest rows, in a row no likelier than each of `rows`; 0 and more.
///
/// `columns` holds one code a row for each item, from 0 on without gaps; all columns have the same length. A blank is a code
/// like any other.
pub fn expected_pairs(columns: &[Vec<u32>], rows: &[usize]) -> Vec<f64> {
    let n = columns.first().map_or(0, Vec::len);
    let levels: Vec<usize> = columns.iter().map(|column| levels(column)).collect();
    let parents = forest(columns, &levels);
    let mut logs = vec![0.0; rows.len()];
    for (column, parent) in columns.iter().zip(&parents) {
        let given = parent.map(|parent| &columns[parent]);
        for (log, probability) in logs.iter_mut().zip(conditional(column, given, rows)) {
            *log += probability.ln();
        }
    }
    let pairs = n as f64 * (n as f64 - 1.0) / 2.0;
    logs.into_iter().map(|log: f64| pairs * log.exp()).collect()
}

fn levels(column: &[u32]) -> usize {
    column.iter().max().map_or(0, |highest| *highest as usize + 1)
}

/// The share of a row's code among the rows that have the same code in the other column, for each row asked.
fn conditional(column: &[u32], given: Option<&Vec<u32>>, rows: &[usize]) -> Vec<f64> {
    let known = |row: usize| given.map_or(0, |given| given[row]);
    let key = |row: usize| (u64::from(known(row)) << 32) | u64::from(column[row]);
    let mut joint: Vec<u64> = (0..column.len()).map(key).collect();
    joint.sort_unstable();
    let count = |from: u64, to: u64| joint.partition_point(|k| *k <= to) - joint.partition_point(|k| *k < from);
    let share = |row: &usize| {
        let all = u64::from(known(*row)) << 32;
        count(key(*row), key(*row)) as f64 / count(all, all | u64::from(u32::MAX)) as f64
    };
    rows.iter().map(share).collect()
}

/// For each column the one it depends on, if any: the edges of largest penalised information that close no circle (Prim).
fn forest(columns: &[Vec<u32>], levels: &[usize]) -> Vec<Option<usize>> {
    let n = columns.first().map_or(0, Vec::len);
    let size = n.min(SAMPLE);
    let sample: Vec<usize> = (0..size).map(|i| i * n / size).collect();
    let mut parents = vec![None; columns.len()];
    let mut best: Vec<(f64, Option<usize>)> = vec![(0.0, None); columns.len()];
    let mut outside: Vec<usize> = (0..columns.len()).collect();
    while !outside.is_empty() {
        // The first of those that gain equally much.
        let mut next = 0;
        for position in 1..outside.len() {
            if best[outside[position]].0 > best[outside[next]].0 {
                next = position;
            }
        }
        let added = outside.remove(next);
        parents[added] = best[added].1;
        for other in &outside {
            let gain = information(&columns[added], &columns[*other], [levels[added], levels[*other]], &sample);
            if gain > best[*other].0 {
                best[*other] = (gain, Some(added));
            }
        }
    }
    parents
}

/// Mutual information of two columns in nats, less the penalty of BIC for what their joint table has more than their margins.
fn information(left: &[u32], right: &[u32], [n_left, n_right]: [usize; 2], sample: &[usize]) -> f64 {
    let n = sample.len() as f64;
    let (mut in_left, mut in_right) = (vec![0_u32; n_left], vec![0_u32; n_right]);
    for row in sample {
        in_left[left[*row] as usize] += 1;
        in_right[right[*row] as usize] += 1;
    }
    let term = |i: usize, j: usize, count: u32| {
        let count = f64::from(count);
        count / n * (count * n / (f64::from(in_left[i]) * f64::from(in_right[j]))).ln()
    };
    let mut sum = 0.0;
    if n_left * n_right <= TABLE {
        let mut table = vec![0_u32; n_left * n_right];
        sample.iter().for_each(|row| table[left[*row] as usize * n_right + right[*row] as usize] += 1);
        for (at, count) in table.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            sum += term(at / n_right, at % n_right, count);
        }
    } else {
        let mut pairs: Vec<(u32, u32)> = sample.iter().map(|row| (left[*row], right[*row])).collect();
        pairs.sort_unstable();
        for equal in pairs.chunk_by(|a, b| a == b) {
            let count = u32::try_from(equal.len()).unwrap_or(u32::MAX); // OK because the sample is small
            sum += term(equal[0].0 as usize, equal[0].1 as usize, count);
        }
    }
    let more = (n_left.saturating_sub(1) * n_right.saturating_sub(1)) as f64;
    sum - more * n.ln() / (2.0 * n)
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    use super::*;

    /// Uniform draws on 0–1.
    fn uniform(rng: &mut ChaCha8Rng) -> f64 {
        f64::from(rng.next_u32()) / f64::from(u32::MAX)
    }

    /// Answers 0–3 of `n` people to `items` items that all lean towards one opinion of the person.
    fn people(n: usize, items: usize, lean: f64, seed: u64) -> Vec<Vec<u32>> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let normal = |rng: &mut ChaCha8Rng| (0..12).map(|_| uniform(rng)).sum::<f64>() - 6.0;
        let mut columns = vec![Vec::with_capacity(n); items];
        for _ in 0..n {
            let opinion = normal(&mut rng);
            for column in &mut columns {
                let said = lean * opinion + (1.0 - lean * lean).sqrt() * normal(&mut rng);
                column.push([-1.0, 0.0, 1.0].iter().map(|cut| u32::from(said > *cut)).sum());
            }
        }
        columns
    }

    /// Rows equal to an earlier one, leaving out those of one code, and how many pairs as unlikely are expected.
    fn equal_rows(columns: &[Vec<u32>]) -> Vec<f64> {
        let mut seen = std::collections::HashSet::new();
        let row = |i: usize| columns.iter().map(|column| column[i]).collect::<Vec<u32>>();
        let straight = |row: &[u32]| row.iter().all(|code| *code == row[0]);
        let rows: Vec<usize> =
            (0..columns[0].len()).filter(|i| !straight(&row(*i))).filter(|i| !seen.insert(row(*i))).collect();
        expected_pairs(columns, &rows)
    }

    #[test]
    fn independent_items_multiply() {
        // Two balanced items that have nothing to do with each other: a quarter of the rows each, 6 pairs of 4 rows.
        let columns = [vec![0, 0, 1, 1], vec![0, 1, 0, 1]];
        for expected in expected_pairs(&columns, &[0, 1, 2, 3]) {
            assert!((expected - 6.0 / 4.0).abs() < 1e-12, "{expected}");
        }
    }

    #[test]
    fn a_copied_item_adds_nothing() {
        let mut columns = people(1_000, 6, 0.5, 3);
        let rows: Vec<usize> = (0..50).collect();
        let before = expected_pairs(&columns, &rows);
        columns.push(columns[2].clone());
        for (before, after) in before.iter().zip(expected_pairs(&columns, &rows)) {
            assert!((before - after).abs() < 1e-9 * before, "{before} {after}");
        }
    }

    #[test]
    fn many_values_explain_nothing() {
        // A number of its own for everybody, and an item: were the item explained by it, the item would say nothing.
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let item: Vec<u32> = (0..500).map(|_| rng.next_u32() % 4).collect();
        let columns = [(0..500).collect(), item];
        assert_eq!(forest(&columns, &[500, 4]), [None, None]);
    }

    #[test]
    fn honest_people_agree_as_often_as_they_do() {
        // Short questionnaires: many agree by chance, none of them is told. Long ones: hardly anybody agrees.
        for (items, lean, least) in [(8, 0.5, 100), (8, 0.85, 500), (15, 0.85, 20), (30, 0.7, 0), (60, 0.7, 0)] {
            let equal = equal_rows(&people(3_000, items, lean, 11));
            assert!(equal.len() >= least, "{items} items: {} equal rows", equal.len());
            let told = equal.iter().filter(|expected| **expected < 0.01).count();
            assert_eq!(told, 0, "{items} items, lean {lean}");
        }
    }

    #[test]
    fn a_copy_in_a_long_questionnaire_is_found() {
        for lean in [0.3, 0.5, 0.7] {
            let mut columns = people(3_000, 40, lean, 17);
            for column in &mut columns {
                column[2_000] = column[10];
            }
            let equal = equal_rows(&columns);
            assert!(equal.len() == 1 && equal[0] < 0.01, "lean {lean}: {equal:?}");
        }
    }

    #[test]
    fn no_answers_are_no_fault() {
        assert_eq!(expected_pairs(&[], &[]), [] as [f64; 0]);
        assert_eq!(expected_pairs(&[vec![0]], &[0]), [0.0]);
    }
}
