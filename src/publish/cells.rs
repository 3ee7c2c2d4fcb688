//! Rows turned into what a reader sees: texts already rounded, or the mark that stands for them.
//!
//! Marks are letters in brackets: `[bf]` small base, `[masq]` suppressed, `[nd]` not available, `[so]` not asked,
//! `[ns]` not significant, `[rupt]` break in the series, `[r]` revised since publication, `[a]` difference computed before
//! rounding, `[b]` interval that excludes 0 where the adjusted test does not.

use serde::Serialize;

use super::number::{Agreement, NBSP, NOT_AVAILABLE, agreement};
use super::view::{DECIMALS, View};
use crate::error::{Error, Result};
use crate::survey::ids::{Mirror, SectorId, Status, Subject};
use crate::survey::results::*;

/// Suppressed: too few answers.
pub const SUPPRESSED: &str = "[masq]";
/// Small base: fewer answers than the rules want for a figure without reserve.
pub const SMALL_BASE: &str = "[bf]";
/// Not asked, or outside the frame of the edition.
pub const NOT_ASKED: &str = "[so]";
/// Not significant after the false discovery rate.
pub const NOT_SIGNIFICANT: &str = "[ns]";
/// The difference was computed before rounding.
pub const BEFORE_ROUNDING: &str = "[a]";

/// The edition may still move.
pub const PROVISIONAL: &str = "[p]";
/// Moved by a correction since the edition was published.
pub const REVISED: &str = "[r]";
/// The interval excludes 0, but the test adjusted for the number of comparisons does not.
pub const ALONE: &str = "[b]";

/// How strongly a difference may be worded. The templates have one wording for each; nothing else decides on words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// The difference is more than the margin of symmetry.
    Strong,
    /// There is a difference.
    Established,
    /// The interval excludes 0, the adjusted test does not.
    Tentative,
    /// The difference is less than the margin of symmetry.
    Comparable,
    /// Nothing is established.
    Open,
    /// No test was made.
    Untested,
}

/// Who is less favourable, from the displayed gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LessFavourable {
    /// Clients.
    Client,
    /// Employees.
    Employee,
    /// The displayed gap is 0.
    Neither,
}

/// One difference with its two sides: a mirror gap, an over-estimation, managers against non-managers. Every text holds
/// a number or the mark that stands for it.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// Id of the sector or of the subject, as the row of a table needs it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of the sector, `all` included.
    pub sector: String,
    /// Whether there are numbers.
    pub shown: bool,
    /// Word of `status`; `absent` when there is no row.
    pub status: &'static str,
    /// Second term: the clients of a gap, the real satisfaction of an over-estimation. Without `%`.
    pub right: String,
    /// First term: the employees of a gap, the estimate of an over-estimation. Without `%`.
    pub left: String,
    /// First − second, in points.
    pub difference: String,
    /// The same without unit.
    pub signed: String,
    /// Confidence interval of the difference.
    pub interval: String,
    /// Marks beside the numbers: `[bf]`, `[ns]`; empty when there are none, with a no-break space before when there are.
    pub marks: String,
    /// `[a]` when the reader's subtraction gives another number; with a no-break space before where no mark stands there.
    pub note: String,
    /// Persons behind the second and the first term.
    pub n_right: String,
    /// Persons behind the first term.
    pub n_left: String,
    /// Whether the interval excludes 0; none without interval.
    pub excludes_zero: Option<bool>,
    /// Whether the adjusted test says that the difference is not 0; none until it is tested.
    pub significant: Option<bool>,
    /// Who is less favourable; none without numbers.
    pub less_favourable: Option<LessFavourable>,
    /// How strongly the difference may be worded.
    pub strength: Strength,
    /// Whether the unrounded difference is above 0: the first term is the higher one.
    pub left_higher: bool,
    /// The unrounded difference, for sorting and drawing.
    #[serde(skip)]
    pub value: Option<f64>,
    /// What only a mirror gap has.
    pub gap: Option<GapIndices>,
}

/// The indices of a mirror gap.
#[derive(Clone, Debug, Serialize)]
pub struct GapIndices {
    /// 100 − |gap|.
    pub symmetry: String,
    /// Mean of the two sides.
    pub level: String,
    /// The unrounded level, for drawing.
    #[serde(skip)]
    pub level_value: Option<f64>,
    /// The less favourable of the two sides.
    pub floor: String,
    /// Smallest margin for which symmetry would be accepted; none until it is tested.
    pub demonstrated_margin: Option<String>,
    /// Class of the gap; none until it is tested.
    pub class: Option<Class>,
    /// What the two sides judge.
    pub mirror: Mirror,
    /// Its name.
    pub mirror_name: String,
    /// Rank interval in its matrix, `1–3` say; none until it is computed.
    pub rank: Option<String>,
}

/// A class of the gap.
#[derive(Clone, Debug, Serialize)]
pub struct Class {
    /// Code of the table.
    pub code: String,
    /// Words of the report.
    pub label: String,
    /// `[b]` with a no-break space before, where the interval alone excludes 0.
    pub mark: String,
}

/// The numbers of a difference, wherever they come from.
struct Difference {
    left: Option<f64>,
    right: Option<f64>,
    difference: Option<f64>,
    ci_low: Option<f64>,
    ci_high: Option<f64>,
    q: Option<f64>,
    n_left: Option<i64>,
    n_right: Option<i64>,
    status: Status,
}

impl View<'_> {
    /// A mirror gap of the newest edition.
    pub fn gap_cell(&self, sector: &str, subject: &Subject) -> Result<Cell> {
        let id = subject.id.to_string();
        let name = self.subject_name(subject);
        let sector_name = self.sector_name(sector);
        let Some(row) = self.gap(sector, subject) else {
            return Ok(Cell { sector: sector_name, ..self.absent(id, name, sector, Some(subject)) });
        };
        let numbers = Difference {
            left: row.employee,
            right: row.client,
            difference: row.gap,
            ci_low: row.ci_low,
            ci_high: row.ci_high,
            q: row.q_difference,
            n_left: row.n_employee,
            n_right: row.n_client,
            status: row.status,
        };
        let gap = Some(self.gap_indices(row));
        let mut cell = Cell { sector: sector_name, gap, ..self.cell(id, name, &numbers)? };
        if cell.shown && self.revised(sector, subject) {
            cell.marks = beside(&format!("{}{REVISED}", cell.marks.trim_start()));
            cell.note = after(&cell.marks, cell.note);
        }
        cell.strength = cell.strength();
        Ok(cell)
    }

    /// A comparison of the newest edition, or the mark of its absence.
    pub fn contrast_cell(&self, id: &str, name: String, sector: &str, row: Option<&ContrastRow>) -> Result<Cell> {
        let Some(row) = row else { return Ok(self.absent(id.to_owned(), name, sector, None)) };
        let numbers = Difference {
            left: row.left,
            right: row.right,
            difference: row.difference,
            ci_low: row.ci_low,
            ci_high: row.ci_high,
            q: row.q,
            n_left: row.n_left,
            n_right: row.n_right,
            status: row.status,
        };
        self.cell(id.to_owned(), name, &numbers)
    }

    fn gap_indices(&self, row: &SymmetryRow) -> GapIndices {
        let absent = absence(row.status);
        let share = |value: Option<f64>| value.map_or(absent.to_owned(), |v| self.numbers.share(v, DECIMALS));
        let class = row.class.as_ref().filter(|_| row.status != Status::Suppressed);
        GapIndices {
            symmetry: row.symmetry.map_or(absent.to_owned(), |v| self.numbers.decimal(v, DECIMALS)),
            level: share(row.level),
            level_value: row.level,
            floor: share(row.floor),
            demonstrated_margin: row.demonstrated_margin.map(|v| self.numbers.plus_minus(v, DECIMALS)),
            class: class.map(|code| Class {
                mark: if code == "IND_CONF" { beside(ALONE) } else { String::new() },
                code: code.clone(),
                label: self.label("class", code),
            }),
            mirror: row.mirror,
            mirror_name: self.label("mirror", row.mirror.as_str()),
            rank: row.rank_low.zip(row.rank_high).map(|(low, high)| rank_interval(low, high)),
        }
    }

    /// The cell of a row that is not there: outside the frame of the edition, or simply missing.
    fn absent(&self, id: String, name: String, sector: &str, subject: Option<&Subject>) -> Cell {
        let whole = sector == "all" || sector == "mean_of_sectors" || sector == "weighted_sectors";
        let known_sector = whole || self.edition.sectors.iter().any(|s| s.as_str() == sector);
        let known_subject = subject.is_none_or(|subject| self.asked(subject));
        let mark = if known_sector && known_subject { NOT_AVAILABLE } else { NOT_ASKED };
        Cell::marked(id, name, mark, "absent")
    }

    /// Whether the newest edition asks a dimension, or both sides of a mirror pair.
    fn asked(&self, subject: &Subject) -> bool {
        use crate::survey::ids::{Population, SubjectType};
        match (subject.subject_type, self.plan.codebook.pairs.get(&*subject.id)) {
            (SubjectType::Dimension, _) => {
                self.edition.instrument.dimensions.iter().any(|dimension| dimension.as_str() == &*subject.id)
            }
            (SubjectType::Item, Some(pair)) => {
                self.edition.asked(&pair.client, Population::Client)
                    && self.edition.asked(&pair.employee, Population::Employee)
            }
            (SubjectType::Item, None) => true,
        }
    }

    fn cell(&self, id: String, name: String, numbers: &Difference) -> Result<Cell> {
        let absent = absence(numbers.status);
        let mut cell = Cell::marked(id, name, absent, numbers.status.as_str());
        let Some(difference) = numbers.difference else { return Ok(cell) };
        let share = |value: Option<f64>| value.map_or(NOT_AVAILABLE.to_owned(), |v| self.numbers.share(v, DECIMALS));
        let count = |n: Option<i64>| n.map_or(NOT_AVAILABLE.to_owned(), |n| self.numbers.count(n));
        cell.shown = true;
        (cell.left, cell.right) = (share(numbers.left), share(numbers.right));
        (cell.n_left, cell.n_right) = (count(numbers.n_left), count(numbers.n_right));
        cell.difference = self.numbers.points(difference, DECIMALS);
        cell.signed = self.numbers.signed(difference, DECIMALS);
        if let Some((low, high)) = numbers.ci_low.zip(numbers.ci_high) {
            cell.interval = self.numbers.interval(low, high, DECIMALS);
            cell.excludes_zero = Some(low > 0.0 || high < 0.0);
        }
        cell.significant = self.significant(numbers.q);
        let mut marks = String::new();
        if numbers.status == Status::SmallBase {
            marks.push_str(SMALL_BASE);
        }
        if cell.significant == Some(false) {
            marks.push_str(NOT_SIGNIFICANT);
        }
        cell.marks = beside(&marks);
        cell.note = after(&cell.marks, self.difference_note(numbers, difference, &cell.name)?);
        cell.value = Some(difference);
        cell.less_favourable = Some(less_favourable(&cell.signed));
        cell.left_higher = difference > 0.0;
        cell.strength = cell.strength();
        Ok(cell)
    }

    /// `[a]` when the reader's subtraction gives one point more or less; more than that is a fault and stops the run.
    fn difference_note(&self, numbers: &Difference, difference: f64, name: &str) -> Result<String> {
        let (Some(left), Some(right)) = (numbers.left, numbers.right) else { return Ok(String::new()) };
        match agreement(left, right, difference, DECIMALS) {
            Agreement::Exact => Ok(String::new()),
            Agreement::Rounding => Ok(beside(BEFORE_ROUNDING)),
            Agreement::Wrong => {
                Err(Error::Internal(format!("`{name}`: {left} − {right} is published as a difference of {difference}")))
            }
        }
    }
}

impl Cell {
    /// A cell without numbers: one mark stands for all of them.
    pub fn marked(id: String, name: String, mark: &str, status: &'static str) -> Self {
        let text = || mark.to_owned();
        Self {
            id,
            name,
            sector: String::new(),
            shown: false,
            status,
            right: text(),
            left: text(),
            difference: text(),
            signed: text(),
            interval: text(),
            marks: String::new(),
            note: String::new(),
            n_right: text(),
            n_left: text(),
            excludes_zero: None,
            significant: None,
            less_favourable: None,
            strength: Strength::Untested,
            left_higher: false,
            value: None,
            gap: None,
        }
    }

    /// The class of a mirror gap that has one.
    pub fn class(&self) -> Option<&Class> {
        self.gap.as_ref()?.class.as_ref()
    }

    /// How strongly the difference may be worded: by its class, else by its adjusted test.
    fn strength(&self) -> Strength {
        match (self.class().map(|class| class.code.as_str()), self.significant) {
            _ if !self.shown => Strength::Untested,
            (Some(code), _) if code.starts_with("ASYM_FORTE") => Strength::Strong,
            (Some(code), _) if code.starts_with("ASYM") => Strength::Established,
            (Some(code), _) if code.starts_with("SYM") => Strength::Comparable,
            (Some("IND_CONF"), _) => Strength::Tentative,
            (Some("IND"), _) => Strength::Open,
            (Some(_), _) | (None, None) => Strength::Untested,
            (None, Some(true)) => Strength::Established,
            (None, Some(false)) if self.excludes_zero == Some(true) => Strength::Tentative,
            (None, Some(false)) => Strength::Open,
        }
    }

    /// Whether the difference is established: by its class, else by its adjusted test, else by its interval alone.
    pub fn established(&self) -> Option<bool> {
        match self.class() {
            Some(class) => Some(class.code.starts_with("ASYM") || class.code.starts_with("SYM")),
            None => self.significant.or(self.excludes_zero),
        }
    }

    /// Whether the base is small.
    pub fn small_base(&self) -> bool {
        self.status == Status::SmallBase.as_str()
    }

    /// Whether the numbers are suppressed.
    pub fn suppressed(&self) -> bool {
        self.status == Status::Suppressed.as_str()
    }
}

/// The national gaps of the mirror pairs of the newest edition that have numbers, the widest first.
pub fn ranked_pairs(view: &View<'_>) -> Result<Vec<Cell>> {
    let all = SectorId::all();
    let pairs = view.plan.codebook.pairs.keys();
    let mut cells: Vec<Cell> =
        pairs.map(|pair| view.gap_cell(all.as_str(), &Subject::item(pair.as_str()))).collect::<Result<_>>()?;
    cells.retain(|cell| cell.shown);
    let width = |cell: &Cell| cell.value.map_or(0.0, f64::abs);
    cells.sort_by(|a, b| width(b).total_cmp(&width(a)).then_with(|| a.name.cmp(&b.name)));
    Ok(cells)
}

/// The over-estimation of a sector, as the codebook declares it at a position; the cell bears the sector's name.
pub fn overestimation_cell(view: &View<'_>, position: usize, sector: &str) -> Result<Cell> {
    view.contrast_cell(sector, view.sector_name(sector), sector, view.overestimation(position, sector))
}

/// Cells by descending difference; those without numbers last, in their own order.
pub fn by_descending_difference(cells: &mut [Cell]) {
    cells.sort_by(|a, b| match (a.value, b.value) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}

/// What stands for a missing number of a row.
pub fn absence(status: Status) -> &'static str {
    if status == Status::Suppressed { SUPPRESSED } else { NOT_AVAILABLE }
}

/// Marks set beside a number: a no-break space, then the marks; nothing when there are none.
pub fn beside(marks: &str) -> String {
    if marks.is_empty() { String::new() } else { format!("{NBSP}{marks}") }
}

/// A note that stands behind some marks: they close up.
pub fn after(marks: &str, note: String) -> String {
    if marks.is_empty() { note } else { note.trim_start().to_owned() }
}

fn less_favourable(signed: &str) -> LessFavourable {
    match signed.chars().next() {
        Some('+') => LessFavourable::Client,
        Some(super::number::MINUS) => LessFavourable::Employee,
        _ => LessFavourable::Neither,
    }
}

/// A rank and how far it may be from it: `1–3`, or `2` when it is certain.
pub fn rank_interval(low: i64, high: i64) -> String {
    if low == high { low.to_string() } else { format!("{low}–{high}") }
}
