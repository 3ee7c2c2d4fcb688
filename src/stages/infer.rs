//! Families of tests: the p-values of a table → adjusted p-values, family by family.
//!
//! A family is what a reader looks over at once: one published matrix. In every table it holds one edition (or pair of
//! editions), one measure, one type of subject, and either the whole-frame rows or the sector rows; a table with several
//! contrasts, populations or statistics has a family for each. A missing p-value stays missing and is not counted.

use std::collections::BTreeMap;

use crate::stats::multiplicity::benjamini_hochberg;
use crate::survey::ids::SectorId;

/// Writes the adjusted p-values (Benjamini & Hochberg) of every family of a table.
pub fn adjust<R, K: Ord>(
    rows: &mut [R],
    family: impl Fn(&R) -> K,
    p: impl Fn(&R) -> Option<f64>,
    write: impl Fn(&mut R, Option<f64>),
) {
    let mut families: BTreeMap<K, (Vec<usize>, Vec<Option<f64>>)> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let (places, values) = families.entry(family(row)).or_default();
        places.push(at);
        values.push(p(row));
    }
    for (places, values) in families.values() {
        for (&at, q) in places.iter().zip(benjamini_hochberg(values)) {
            write(&mut rows[at], q); // OK because the places are positions of `rows`
        }
    }
}

/// Whether a row speaks of the whole frame (all respondents, or a mean over sectors) rather than of one sector: national
/// rows and sector rows are different tables for the reader, hence different families.
pub fn is_national(sector: &SectorId) -> bool {
    [SectorId::ALL, SectorId::MEAN_OF_SECTORS, SectorId::WEIGHTED_SECTORS].contains(&sector.as_str())
}
