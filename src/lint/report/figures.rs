//! The figures of the tables, each with the row that it stands in: what a number of the report may be.

use std::collections::BTreeMap;
use std::fmt;

use crate::survey::ids::{Contrast, EditionId, Measure, Population, SectorId, Statistic, Status, Subject, SubjectType};
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
    /// A rank, a number of dimensions, persons that no sentence names: nothing that a sentence is held against.
    Count,
    /// An index: nothing that a sentence is held against.
    Index,
}

/// One figure of a row.
#[derive(Clone, Copy, Debug)]
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

impl Figure {
    /// Whether it counts persons or places.
    pub fn counts(&self) -> bool {
        matches!(self.kind, Kind::Persons | Kind::Count)
    }

    /// Whether it is a difference, or an end of its interval: its sign says something.
    pub fn has_direction(&self) -> bool {
        self.kind == Kind::Bound || matches!(self.name, "gap" | "difference" | "change" | "mean_gap")
    }
}

/// A table, with what tells its rows of one cell apart, but for the measure; in the order of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source<'r> {
    /// The largest bases of a sector.
    Bases,
    /// Means over the dimensions: which, and of which pairs.
    Composites(&'r str, &'r str),
    /// A contrast, and whose it is.
    Contrasts(Contrast, &'r str),
    /// Levels, of one population or of whichever.
    Estimates(Option<Population>),
    /// Ranges.
    Ranges,
    /// Mirror gaps.
    Symmetry,
    /// Changes of a figure since an edition.
    Trends(Statistic, &'r str),
}

impl fmt::Display for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bases => f.write_str("bases"),
            Self::Composites(composite, pairs) => write!(f, "composites, {composite} of {pairs} pairs"),
            Self::Contrasts(contrast, population) => write!(f, "contrasts, {contrast} of {population}"),
            Self::Estimates(Some(population)) => write!(f, "estimates of {population}"),
            Self::Estimates(None) => f.write_str("estimates"),
            Self::Ranges => f.write_str("ranges"),
            Self::Symmetry => f.write_str("symmetry"),
            Self::Trends(statistic, since) => write!(f, "trends, {statistic} since {since}"),
        }
    }
}

/// What rows of the tables may have in common: numbers that stand for names and are in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Of the source.
    pub source: usize,
    /// Of the id of the subject; 0 for none.
    pub subject: usize,
}

/// One row of the tables, of the edition that the report is about.
#[derive(Clone, Debug)]
pub struct Record<'r> {
    /// Its sector.
    pub sector: &'r SectorId,
    /// Its question or dimension; none for a mean over the dimensions.
    pub subject: Option<&'r Subject>,
    /// How answers score.
    pub measure: Measure,
    /// Its table.
    pub source: Source<'r>,
    /// Its source and its subject as numbers.
    pub group: Group,
    /// Whether its base is too small for any of its figures to be printed.
    pub hidden: bool,
    /// Its figures; those that do not exist are left out, and so are all of a hidden row.
    pub figures: Vec<Figure>,
}

impl Record<'_> {
    /// Its population, in the table of levels.
    pub fn population(&self) -> Option<Population> {
        match self.source {
            Source::Estimates(of) => of,
            _ => None,
        }
    }

    /// Whether it is a change since an earlier edition.
    pub fn is_change(&self) -> bool {
        matches!(self.source, Source::Trends(..))
    }
}

/// The rows of a sector about one subject, or about none.
#[derive(Debug, Default)]
pub struct Cell<'r> {
    /// In the order of the tables.
    pub rows: Vec<Record<'r>>,
    /// Their figures by value: the index of their row, their index in it.
    by_value: Vec<(f64, usize, usize)>,
    /// How many count nothing, of the levels of one population and in all.
    n_measured: BTreeMap<Option<Population>, usize>,
}

impl<'r> Cell<'r> {
    /// Sorts the figures and counts what was measured.
    fn index(&mut self) {
        self.by_value.reserve_exact(self.rows.iter().map(|row| row.figures.len()).sum());
        for (at, row) in self.rows.iter().enumerate() {
            self.by_value.extend(row.figures.iter().enumerate().map(|(which, figure)| (figure.value, at, which)));
        }
        self.by_value.sort_unstable_by(|(one, ..), (other, ..)| one.total_cmp(other));
        for row in &self.rows {
            let n = row.figures.iter().filter(|figure| !figure.counts()).count();
            for of in [None].into_iter().chain(row.population().map(Some)) {
                *self.n_measured.entry(of).or_default() += n;
            }
        }
    }

    /// The number of the id of the subject; 0 for none.
    pub fn subject(&self) -> usize {
        self.rows.first().map_or(0, |row| row.group.subject)
    }

    /// How many figures count nothing, of the levels of one population or in all.
    pub fn n_measured(&self, of: Option<Population>) -> usize {
        self.n_measured.get(&of).copied().unwrap_or_default()
    }

    /// The figures near a value: all that are within [`NEAR`] of it.
    pub fn near(&self, value: f64) -> impl Iterator<Item = (&Record<'r>, &Figure)> {
        let from = self.by_value.partition_point(|(one, ..)| *one < value - NEAR);
        let near = self.by_value.iter().skip(from).take_while(move |(one, ..)| *one <= value + NEAR);
        near.filter_map(|(_, at, which)| {
            let row = self.rows.get(*at)?;
            Some((row, row.figures.get(*which)?))
        })
    }
}

/// Every row, by sector and subject.
#[derive(Debug, Default)]
pub struct Figures<'r> {
    sectors: BTreeMap<&'r SectorId, BTreeMap<Option<&'r Subject>, Cell<'r>>>,
    /// Mirror gaps of every edition on the favourable share.
    gaps: BTreeMap<&'r SectorId, BTreeMap<&'r Subject, Vec<&'r SymmetryRow>>>,
    /// The number of the levels of whichever population.
    pub levels: usize,
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

impl<'r> Figures<'r> {
    /// The figures of one edition, and those of the changes up to it.
    pub fn of(results: &'r Results, edition: &EditionId) -> Self {
        let mut figures = Self::default();
        let own = |key: &EditionKey| key.edition == *edition;
        results.estimates.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(estimate(r)));
        results.symmetry.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(symmetry(r)));
        results.contrasts.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(contrast(r)));
        results.composites.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(composite(r)));
        results.trends.iter().filter(|r| own(&r.edition_to)).for_each(|r| figures.push(trend(r)));
        results.ranges.iter().filter(|r| own(&r.edition)).for_each(|r| figures.push(range(r)));
        figures.bases(results.symmetry.iter().filter(|r| own(&r.edition)));
        figures.number();
        figures.sectors.values_mut().flat_map(BTreeMap::values_mut).for_each(Cell::index);
        let shown = |r: &&SymmetryRow| r.measure == Measure::Top2 && r.status != Status::Suppressed;
        for row in results.symmetry.iter().filter(shown) {
            figures.gaps.entry(&row.sector).or_default().entry(&row.subject).or_default().push(row);
        }
        figures
    }

    /// The largest bases of the dimensions of each sector.
    fn bases(&mut self, rows: impl Iterator<Item = &'r SymmetryRow>) {
        let mut most: BTreeMap<&SectorId, [Option<i64>; 3]> = BTreeMap::new();
        for row in rows.filter(|r| r.subject.subject_type == SubjectType::Dimension && r.measure == Measure::Top2) {
            let own = most.entry(&row.sector).or_default();
            let shown = row.status != Status::Suppressed;
            let bases = [row.n_client, row.n_employee, row.n_both].map(|n| n.filter(|_| shown));
            own.iter_mut().zip(bases).for_each(|(own, n)| *own = (*own).max(n));
        }
        for (sector, bases) in most {
            let names = [("n_client", CLIENT), ("n_employee", EMPLOYEE), ("n_both", None)];
            let figure = |((name, of), n): ((&'static str, Option<Population>), Option<i64>)| {
                Some(Figure { name, kind: Kind::Persons, of, value: n? as f64 })
            };
            self.push(Record {
                sector,
                subject: None,
                measure: Measure::Top2,
                source: Source::Bases,
                group: Group::default(),
                hidden: bases.iter().all(Option::is_none),
                figures: names.into_iter().zip(bases).filter_map(figure).collect(),
            });
        }
    }

    /// Gives the rows their numbers.
    fn number(&mut self) {
        fn id<'s>(subject: &Option<&'s Subject>) -> &'s str {
            subject.map_or("", |subject| &*subject.id)
        }
        let cells = || self.sectors.values().flatten();
        let subjects = in_order([""].into_iter().chain(cells().map(|(subject, _)| id(subject))));
        let levels = Source::Estimates(None);
        let of_rows = cells().flat_map(|(_, cell)| &cell.rows).map(|row| row.source);
        let sources = in_order([levels].into_iter().chain(of_rows));
        let number_of_source = |source: &Source<'_>| sources.get(source).copied().unwrap_or_default();
        self.levels = number_of_source(&levels);
        for (subject, cell) in self.sectors.values_mut().flatten() {
            let subject = subjects.get(id(subject)).copied().unwrap_or_default();
            for row in &mut cell.rows {
                row.group = Group { source: number_of_source(&row.source), subject };
            }
        }
    }

    fn push(&mut self, mut record: Record<'r>) {
        if record.hidden {
            record.figures.clear();
        }
        let sector = self.sectors.entry(record.sector).or_default();
        sector.entry(record.subject).or_default().rows.push(record);
    }

    /// The rows of a sector, subject by subject; of some subjects alone where any are given.
    pub fn cells<'f>(&'f self, sector: &SectorId, subjects: &'f [&'f Subject]) -> impl Iterator<Item = &'f Cell<'r>> {
        let own = self.sectors.get(sector);
        let some = subjects.iter().filter_map(move |subject| own?.get(&Some(*subject)));
        let every = own.filter(|_| subjects.is_empty()).into_iter().flat_map(BTreeMap::values);
        some.chain(every)
    }

    /// The rows of a sector; of some subjects alone where any are given.
    pub fn rows<'f>(&'f self, sector: &SectorId, subjects: &'f [&'f Subject]) -> impl Iterator<Item = &'f Record<'r>> {
        self.cells(sector, subjects).flat_map(|cell| &cell.rows)
    }

    /// The gaps of a subject in a sector: every edition, on the favourable share.
    pub fn gaps(&self, sector: &SectorId, subject: &Subject) -> &[&'r SymmetryRow] {
        self.gaps.get(sector).and_then(|own| own.get(subject)).map_or(&[], Vec::as_slice)
    }
}

/// Numbers from 0 on, in the order of what they stand for.
fn in_order<T: Ord>(names: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut numbers: BTreeMap<T, usize> = BTreeMap::new();
    // One by one: there are few, and many are alike.
    for name in names {
        numbers.insert(name, 0);
    }
    numbers.values_mut().zip(0..).for_each(|(number, next)| *number = next);
    numbers
}

/// Figures that are rounded alike to whole numbers, or more finely, are nearer than this.
pub const NEAR: f64 = 0.6;

const CLIENT: Option<Population> = Some(Population::Client);
const EMPLOYEE: Option<Population> = Some(Population::Employee);
const MANAGER: Option<Population> = Some(Population::Manager);
const OTHERS: Option<Population> = Some(Population::NonManager);

fn estimate(r: &EstimateRow) -> Record<'_> {
    let of = Some(r.population);
    Record {
        sector: &r.sector,
        subject: Some(&r.subject),
        measure: r.measure,
        source: Source::Estimates(of),
        group: Group::default(),
        hidden: r.status == Status::Suppressed,
        figures: figures!(r: estimate Percent of; ci_low Bound None; ci_high Bound None; n Persons of; n_eff Count None;),
    }
}

fn symmetry(r: &SymmetryRow) -> Record<'_> {
    Record {
        sector: &r.sector,
        subject: Some(&r.subject),
        measure: r.measure,
        source: Source::Symmetry,
        group: Group::default(),
        hidden: r.status == Status::Suppressed,
        figures: figures!(r:
            client Percent CLIENT; employee Percent EMPLOYEE; gap Points None; ci_low Bound None; ci_high Bound None;
            se_gap Points None; symmetry Index None; level Percent None; level_low Bound None; level_high Bound None;
            floor Percent None; floor_low Bound None; floor_high Bound None; demonstrated_margin Points None;
            rank Count None; rank_low Count None; rank_high Count None;
            n_client Persons CLIENT; n_employee Persons EMPLOYEE; n_both Count None;
        ),
    }
}

fn contrast(r: &ContrastRow) -> Record<'_> {
    let [left, right] = match r.contrast {
        Contrast::Overestimation => [EMPLOYEE, CLIENT],
        Contrast::ManagerGap => [MANAGER, OTHERS],
        Contrast::AlignmentStep => [MANAGER, CLIENT],
        _ => [None, None],
    };
    Record {
        sector: &r.sector,
        subject: Some(&r.subject),
        measure: r.measure,
        source: Source::Contrasts(r.contrast, &r.population),
        group: Group::default(),
        hidden: r.status == Status::Suppressed,
        figures: figures!(r:
            left Percent left; right Percent right; difference Points None; se Points None;
            ci_low Bound None; ci_high Bound None; n_left Persons left; n_right Persons right;
        ),
    }
}

fn composite(r: &CompositeRow) -> Record<'_> {
    Record {
        sector: &r.sector,
        subject: None,
        measure: r.measure,
        source: Source::Composites(&r.composite, &r.pairs),
        group: Group::default(),
        hidden: r.status == Status::Suppressed,
        figures: figures!(r:
            mean_gap Points None; ci_low Bound None; ci_high Bound None; mean_absolute_gap Points None;
            mean_absolute_gap_low Bound None; mean_absolute_gap_high Bound None; noise_floor Points None;
            adjusted_gap Points None; adjusted_gap_low Bound None; adjusted_gap_high Bound None;
            symmetry Index None; floor Percent None; rank Count None; rank_low Count None; rank_high Count None;
            rank_floor Count None; rank_floor_low Count None; rank_floor_high Count None; n_dimensions Count None;
        ),
    }
}

fn trend(r: &TrendRow) -> Record<'_> {
    Record {
        sector: &r.sector,
        subject: Some(&r.subject),
        measure: r.measure,
        source: Source::Trends(r.statistic, r.edition_from.edition.as_str()),
        group: Group::default(),
        // An incomparable change is suppressed too, for another reason.
        hidden: r.status == Status::Suppressed && r.comparable,
        figures: figures!(r:
            change Points None; ci_low Bound None; ci_high Bound None; se Points None; detectable Points None;
        ),
    }
}

fn range(r: &RangeRow) -> Record<'_> {
    Record {
        sector: &r.sector,
        subject: Some(&r.subject),
        measure: r.measure,
        source: Source::Ranges,
        group: Group::default(),
        hidden: r.status == Status::Suppressed,
        figures: figures!(r:
            client Percent CLIENT; non_manager Percent OTHERS; manager Percent MANAGER; range Points None;
            range_low Bound None; range_high Bound None; noise_floor Points None; symmetry Index None;
            n_client Persons CLIENT; n_non_manager Persons OTHERS; n_manager Persons MANAGER;
        ),
    }
}
