//! The figures of the tables, each with the row that it stands in: what a number of the report may be.

use std::collections::BTreeMap;

use crate::survey::ids::{Contrast, EditionId, Measure, Population, SectorId, Subject, SubjectType};
use crate::survey::results::*;

/// What a figure is in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A percentage.
    Percent,
    /// A difference or a distance in points.
    Points,
    /// An end of an interval.
    Bound,
    /// Persons.
    Persons,
    /// A rank, an index, a number of dimensions: nothing that a sentence is held against.
    Other,
}

/// One figure of a row.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its column.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Whose it is, where it is that of one population.
    pub of: Option<Population>,
    /// Unrounded.
    pub value: f64,
}

/// One row of the tables, of the edition that the report is about.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its sector.
    pub sector: SectorId,
    /// Its question or dimension; none for a mean over the dimensions.
    pub subject: Option<Subject>,
    /// Its population, in the table of levels.
    pub population: Option<Population>,
    /// How answers score.
    pub measure: Measure,
    /// Its table, with what tells rows of one cell apart, but for the measure.
    pub table: String,
    /// Whether it is a change since an earlier edition.
    pub is_change: bool,
    /// Its figures; those that do not exist are left out.
    pub figures: Vec<Figure>,
}

/// Every row, by sector and subject.
#[derive(Debug, Default)]
pub struct Figures {
    by_cell: BTreeMap<SectorId, BTreeMap<Option<Subject>, Vec<Record>>>,
}

/// The figures of a row: `name: kind of whom = value`.
macro_rules! figures {
    ($row:ident: $($name:ident $kind:ident $of:expr;)+) => {
        [$((stringify!($name), Kind::$kind, $of, $row.$name.map(|value| value as f64)),)+]
            .into_iter()
            .filter_map(|(name, kind, of, value)| Some(Figure { name, kind, of, value: value? }))
            .collect()
    };
}

impl Figures {
    /// The figures of one edition, and those of the changes up to it.
    pub fn of(results: &Results, edition: &EditionId) -> Self {
        let mut figures = Self::default();
        let own = |key: &EditionKey| key.edition == *edition;
        results.estimates.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(estimate(r)));
        results.symmetry.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(symmetry(r)));
        results.contrasts.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(contrast(r)));
        results.composites.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(composite(r)));
        results.trends.iter().filter(|r| own(&r.edition_to)).for_each(|r| figures.push(trend(r)));
        results.ranges.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(range(r)));
        figures.bases(results.symmetry.iter().filter(|r| own(&r.edition)));
        figures
    }

    /// The largest bases of the dimensions of each sector.
    fn bases<'r>(&mut self, rows: impl Iterator<Item = &'r SymmetryRow>) {
        let mut most: BTreeMap<&SectorId, [Option<i64>; 3]> = BTreeMap::new();
        for row in rows.filter(|r| r.subject.subject_type == SubjectType::Dimension && r.measure == Measure::Top2) {
            let own = most.entry(&row.sector).or_default();
            let bases = [row.n_client, row.n_employee, row.n_both];
            own.iter_mut().zip(bases).for_each(|(own, n)| *own = (*own).max(n));
        }
        for (sector, bases) in most {
            let names = [("n_client", CLIENT), ("n_employee", EMPLOYEE), ("n_both", None)];
            let figure = |((name, of), n): ((&'static str, Option<Population>), Option<i64>)| {
                Some(Figure { name, kind: Kind::Persons, of, value: n? as f64 })
            };
            self.push(Record {
                sector: sector.clone(),
                subject: None,
                population: None,
                measure: Measure::Top2,
                table: "bases".to_owned(),
                is_change: false,
                figures: names.into_iter().zip(bases).filter_map(figure).collect(),
            });
        }
    }

    fn push(&mut self, record: Record) {
        let own = self.by_cell.entry(record.sector.clone()).or_default();
        own.entry(record.subject.clone()).or_default().push(record);
    }

    /// The rows of a sector; of some subjects alone where any are given.
    pub fn rows<'f>(&'f self, sector: &SectorId, subjects: &[Subject]) -> impl Iterator<Item = &'f Record> + use<'f> {
        let own = self.by_cell.get(sector);
        let of = |subject: &Subject| own.and_then(|own| own.get(&Some(subject.clone())));
        let cells: Vec<&'f Vec<Record>> = match subjects {
            [] => own.into_iter().flat_map(BTreeMap::values).collect(),
            some => some.iter().filter_map(of).collect(),
        };
        cells.into_iter().flatten()
    }
}

const CLIENT: Option<Population> = Some(Population::Client);
const EMPLOYEE: Option<Population> = Some(Population::Employee);
const MANAGER: Option<Population> = Some(Population::Manager);
const OTHERS: Option<Population> = Some(Population::NonManager);

fn estimate(r: &EstimateRow) -> Record {
    let of = Some(r.population);
    Record {
        sector: r.sector.clone(),
        subject: Some(r.subject.clone()),
        population: of,
        measure: r.measure,
        table: format!("estimates of {}", r.population.as_str()),
        is_change: false,
        figures: figures!(r: estimate Percent of; ci_low Bound None; ci_high Bound None; n Persons of; n_eff Other None;),
    }
}

fn symmetry(r: &SymmetryRow) -> Record {
    Record {
        sector: r.sector.clone(),
        subject: Some(r.subject.clone()),
        population: None,
        measure: r.measure,
        table: "symmetry".to_owned(),
        is_change: false,
        figures: figures!(r:
            client Percent CLIENT; employee Percent EMPLOYEE; gap Points None; ci_low Bound None; ci_high Bound None;
            se_gap Points None; symmetry Other None; level Percent None; level_low Bound None; level_high Bound None;
            floor Percent None; floor_low Bound None; floor_high Bound None; demonstrated_margin Points None;
            rank Other None; rank_low Other None; rank_high Other None;
            n_client Persons CLIENT; n_employee Persons EMPLOYEE; n_both Other None;
        ),
    }
}

fn contrast(r: &ContrastRow) -> Record {
    let [left, right] = match r.contrast {
        Contrast::Overestimation => [EMPLOYEE, CLIENT],
        Contrast::ManagerGap => [MANAGER, OTHERS],
        Contrast::AlignmentStep => [MANAGER, CLIENT],
        _ => [None, None],
    };
    Record {
        sector: r.sector.clone(),
        subject: Some(r.subject.clone()),
        population: None,
        measure: r.measure,
        table: format!("contrasts, {} of {}", r.contrast.as_str(), r.population),
        is_change: false,
        figures: figures!(r:
            left Percent left; right Percent right; difference Points None; se Points None;
            ci_low Bound None; ci_high Bound None; n_left Persons left; n_right Persons right;
        ),
    }
}

fn composite(r: &CompositeRow) -> Record {
    Record {
        sector: r.sector.clone(),
        subject: None,
        population: None,
        measure: r.measure,
        table: format!("composites, {} of {} pairs", r.composite, r.pairs),
        is_change: false,
        figures: figures!(r:
            mean_gap Points None; ci_low Bound None; ci_high Bound None; mean_absolute_gap Points None;
            mean_absolute_gap_low Bound None; mean_absolute_gap_high Bound None; noise_floor Points None;
            adjusted_gap Points None; adjusted_gap_low Bound None; adjusted_gap_high Bound None;
            symmetry Other None; floor Percent None; rank Other None; rank_low Other None; rank_high Other None;
            rank_floor Other None; rank_floor_low Other None; rank_floor_high Other None; n_dimensions Other None;
        ),
    }
}

fn trend(r: &TrendRow) -> Record {
    Record {
        sector: r.sector.clone(),
        subject: Some(r.subject.clone()),
        population: None,
        measure: r.measure,
        table: format!("trends, {} since {}", r.statistic.as_str(), r.edition_from.edition.as_str()),
        is_change: true,
        figures: figures!(r:
            change Points None; ci_low Bound None; ci_high Bound None; se Points None; detectable Points None;
        ),
    }
}

fn range(r: &RangeRow) -> Record {
    Record {
        sector: r.sector.clone(),
        subject: Some(r.subject.clone()),
        population: None,
        measure: r.measure,
        table: "ranges".to_owned(),
        is_change: false,
        figures: figures!(r:
            client Percent CLIENT; non_manager Percent OTHERS; manager Percent MANAGER; range Points None;
            range_low Bound None; range_high Bound None; noise_floor Points None; symmetry Other None;
            n_client Persons CLIENT; n_non_manager Persons OTHERS; n_manager Persons MANAGER;
        ),
    }
}
