//! Changes up to the newest edition, and why some figures are not compared.

use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

use crate::publish::cells::{self, beside};
use crate::publish::matrix::Matrix;
use crate::publish::number::{Agreement, agreement};
use crate::publish::view::{DECIMALS, View};
use crate::stages::comparable::Incomparable;
use crate::survey::ids::*;
use crate::survey::results::{EditionKey, TrendRow};

/// Both editions have the figure, and a break, another employee base or other questions stand between the two.
const BREAK: &str = "[rupt]";

/// Columns of the national table; a sector page prints the first three.
pub const COLUMNS: [Statistic; 4] = [Statistic::Client, Statistic::Employee, Statistic::Gap, Statistic::Floor];

/// The national changes.
#[derive(Serialize)]
pub struct Changes {
    /// Label of the edition before the newest one; none when the run has one edition.
    pub from: Option<String>,
    /// Label of the newest edition.
    pub to: String,
    /// Real and estimated satisfaction, then one row a dimension.
    pub rows: Vec<ChangeRow>,
    /// Established changes among those of the rows.
    pub significant: usize,
    /// Changes of the rows with a number.
    pub count: usize,
    /// Changes of the rows that too few answers hide.
    pub hidden: usize,
    /// Whether the rows have a change of a mean percentage.
    pub guessed: bool,
    /// The smallest change that could have been shown, one entry a column of the table; empty before any test.
    pub detectable: Vec<Detectable>,
    /// The widest change that may feed a sentence: its test says so, and its base is not small.
    pub widest: Option<Widest>,
    /// Figures of the rows that are compared under a condition, gathered by condition.
    pub conditions: Vec<Condition>,
    /// Figures that are not compared, over all editions, with their reasons.
    pub not_compared: Vec<NotCompared>,
}

/// The changes of one subject.
#[derive(Serialize)]
pub struct ChangeRow {
    /// Name of the subject.
    pub name: String,
    /// Change of the clients.
    pub client: Change,
    /// Change of the employees.
    pub employee: Change,
    /// Change of the gap.
    pub gap: Change,
    /// Change of the floor.
    pub floor: Change,
}

impl ChangeRow {
    /// The changes that a sector page prints, with their figure.
    pub fn of_a_sector(&self) -> [(Statistic, &Change); 3] {
        [(Statistic::Client, &self.client), (Statistic::Employee, &self.employee), (Statistic::Gap, &self.gap)]
    }
}

/// One change, as texts or as a mark.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// `+2 pts`, or the mark that stands for it.
    pub text: String,
    /// Its interval, or the mark.
    pub interval: String,
    /// Marks beside it.
    pub marks: String,
    /// Note beside them, of a gap whose sides stand before it.
    pub note: String,
    /// Whether its adjusted test says that it is not 0.
    pub significant: Option<bool>,
    /// Why it is not compared, or under what condition it is.
    pub reason: Option<String>,
    /// Label of the earlier edition.
    pub from: Option<String>,
}

/// The smallest change of one figure that a table could show with 80 % power, from its most precise row to its least precise one.
#[derive(Serialize)]
pub struct Detectable {
    /// Name of the figure.
    pub statistic: String,
    /// On the most precise row.
    pub least: String,
    /// On the least precise row.
    pub most: String,
}

/// The detectable changes of a table: the columns that it prints, over the subjects that it prints.
pub fn detectable(view: &View<'_>, sector: &str, subjects: &[Subject], columns: &[Statistic]) -> Vec<Detectable> {
    let sizes = |statistic| {
        let rows = subjects.iter().filter_map(move |subject| view.change(sector, subject, statistic));
        rows.filter_map(|row| row.detectable)
    };
    let entry = |&statistic: &Statistic| {
        let least = sizes(statistic).min_by(f64::total_cmp)?;
        let most = sizes(statistic).max_by(f64::total_cmp)?;
        let size = |points| view.numbers.distance(points, DECIMALS);
        let statistic = view.label("statistic", statistic.as_str());
        Some(Detectable { statistic, least: size(least), most: size(most) })
    };
    columns.iter().filter_map(entry).collect()
}

/// The widest national change.
#[derive(Serialize)]
pub struct Widest {
    /// Name of the subject.
    pub name: String,
    /// Name of the statistic.
    pub statistic: String,
    /// The change.
    pub change: Change,
    /// The two levels; none for a gap, and where the change is not that of the published levels.
    pub levels: Option<ChangedLevels>,
}

/// The levels that make a change.
#[derive(Serialize)]
pub struct ChangedLevels {
    /// Name of the population.
    pub population: String,
    /// In the earlier edition, without `%`.
    pub from: String,
    /// In the later one.
    pub to: String,
    /// Persons behind the later one.
    pub n: String,
}

/// Figures that are compared under one condition.
#[derive(Serialize)]
pub struct Condition {
    /// The condition.
    pub reason: String,
    /// Names of the subjects.
    pub names: Vec<String>,
}

/// Figures of two editions that are not compared, for one reason.
#[derive(Serialize)]
pub struct NotCompared {
    /// Earlier edition.
    pub from: String,
    /// Later edition.
    pub to: String,
    /// The reason.
    pub reason: String,
    /// Names of the subjects.
    pub names: Vec<String>,
    /// How many of them are questions.
    pub questions: usize,
    /// How many are dimensions.
    pub dimensions: usize,
}

impl Changes {
    /// The national changes of a view.
    pub fn new(view: &View<'_>, matrix: &Matrix) -> Self {
        let subjects = subjects(view, matrix);
        let rows: Vec<ChangeRow> = subjects.iter().map(|subject| row(view, SectorId::ALL, subject)).collect();
        let followed = || {
            let rows = view.changes(SectorId::ALL);
            rows.filter(|row| subjects.contains(&row.subject) && COLUMNS.contains(&row.statistic))
        };
        let compared: Vec<&TrendRow> = followed().filter(|row| row.comparable && row.change.is_some()).collect();
        Self {
            from: view.changes(SectorId::ALL).next().map(|row| row.edition_from.edition.to_string()),
            to: view.edition_id.to_string(),
            significant: compared.iter().filter(|row| view.significant(row.q) == Some(true)).count(),
            rows,
            count: compared.len(),
            hidden: followed().filter(|row| row.comparable && row.status == Status::Suppressed).count(),
            guessed: compared.iter().any(|row| row.measure == Measure::MeanGuess),
            detectable: detectable(view, SectorId::ALL, &subjects, &COLUMNS),
            widest: widest(view, &compared),
            conditions: conditions(view, &compared),
            not_compared: not_compared(view),
        }
    }
}

/// Real and estimated satisfaction, each once and as far as an edition asks it, then the dimensions; without any dimension, every
/// question and every pair that is followed.
fn subjects(view: &View<'_>, matrix: &Matrix) -> Vec<Subject> {
    let declared = view.plan.codebook.contrasts.overestimation.iter();
    let satisfaction: IndexSet<&ItemId> = declared.flat_map(|declared| [&declared.real, &declared.estimate]).collect();
    let items = satisfaction.into_iter().map(|item| Subject::item(item.as_str()));
    let followed = |subject: &Subject| view.changes(SectorId::ALL).any(|row| row.subject == *subject);
    let items = items.filter(followed);
    if matrix.dimensions.is_empty() {
        let others = view.changes(SectorId::ALL).map(|row| row.subject.clone());
        return items.chain(others).collect::<IndexSet<Subject>>().into_iter().collect();
    }
    items.chain(matrix.dimensions.iter().map(|dimension| Subject::dimension(&dimension.id))).collect()
}

/// The changes of one subject in one sector.
pub fn row(view: &View<'_>, sector: &str, subject: &Subject) -> ChangeRow {
    let found = |statistic| view.change(sector, subject, statistic);
    let of = |statistic| change(view, found(statistic));
    let value = |statistic| found(statistic).filter(|row| row.comparable)?.change;
    let mut gap = of(Statistic::Gap);
    gap.note = across([value(Statistic::Client), value(Statistic::Employee), value(Statistic::Gap)], &gap.marks);
    ChangeRow {
        name: view.subject_name(subject),
        client: of(Statistic::Client),
        employee: of(Statistic::Employee),
        gap,
        floor: of(Statistic::Floor),
    }
}

/// The note of a difference that a reader can work out along its row, clients then employees then employees − clients: that of
/// a rounding, where the two printed before it make another number.
pub fn across([client, employee, gap]: [Option<f64>; 3], marks: &str) -> String {
    match client.zip(employee).zip(gap) {
        Some(((client, employee), gap)) if agreement(employee, client, gap, DECIMALS) == Agreement::Rounding => {
            cells::after(marks, beside(cells::BEFORE_ROUNDING))
        }
        _ => String::new(),
    }
}

/// One change as texts.
pub fn change(view: &View<'_>, row: Option<&TrendRow>) -> Change {
    let Some(row) = row else { return Change::marked(cells::NOT_ASKED, None, None) };
    let from = Some(row.edition_from.edition.to_string());
    if !row.comparable {
        let mark = if is_absence(view, row) { cells::NOT_ASKED } else { BREAK };
        return Change::marked(mark, row.reason.clone(), from);
    }
    let Some(value) = row.change else {
        return Change::marked(cells::absence(row.status), row.reason.clone(), from);
    };
    let significant = view.significant(row.q);
    let mut marks = String::new();
    if row.status == Status::SmallBase {
        marks.push_str(cells::SMALL_BASE);
    }
    if significant == Some(false) {
        marks.push_str(cells::NOT_SIGNIFICANT);
        if row.ci_low.zip(row.ci_high).is_some_and(|(low, high)| low > 0.0 || high < 0.0) {
            marks.push_str(cells::ALONE);
        }
    }
    let arrow = match significant {
        Some(true) if value > 0.0 => "▲ ",
        Some(true) => "▼ ",
        _ => "",
    };
    let interval = row.ci_low.zip(row.ci_high).map(|(low, high)| view.numbers.interval(low, high, DECIMALS));
    Change {
        text: format!("{arrow}{}", view.numbers.points(value, DECIMALS)),
        interval: interval.unwrap_or_else(|| crate::publish::number::NOT_AVAILABLE.to_owned()),
        marks: beside(&marks),
        note: String::new(),
        significant,
        reason: row.reason.clone(),
        from,
    }
}

/// Whether one of the two editions lacks the sector or the question: there is nothing to compare, and no break either.
fn is_absence(view: &View<'_>, row: &TrendRow) -> bool {
    let reasons = view.plan.trend_reasons();
    let editions = [&row.edition_from.edition, &row.edition_to.edition];
    let absences = editions
        .into_iter()
        .flat_map(|edition| [Incomparable::SectorAbsent(edition.clone()), Incomparable::NotAsked(edition.clone())]);
    absences.into_iter().any(|absence| row.reason.as_ref() == Some(&absence.text(&reasons)))
}

impl Change {
    fn marked(mark: &str, reason: Option<String>, from: Option<String>) -> Self {
        Self {
            text: mark.to_owned(),
            interval: mark.to_owned(),
            marks: String::new(),
            note: String::new(),
            significant: None,
            reason,
            from,
        }
    }
}

/// The widest change of a level or a gap among those that may feed a sentence.
fn widest(view: &View<'_>, compared: &[&TrendRow]) -> Option<Widest> {
    let spoken = |row: &&&TrendRow| {
        let wanted = [Statistic::Client, Statistic::Employee, Statistic::Gap].contains(&row.statistic);
        wanted && row.status == Status::Published && view.significant(row.q) == Some(true)
    };
    let width = |row: &TrendRow| row.change.map_or(0.0, f64::abs);
    let mut best: Option<&TrendRow> = None;
    for row in compared.iter().filter(spoken) {
        if best.is_none_or(|other| width(row) > width(other)) {
            best = Some(row);
        }
    }
    best.map(|row| Widest {
        name: view.subject_name(&row.subject),
        statistic: view.label("statistic", row.statistic.as_str()),
        change: change(view, Some(row)),
        levels: changed_levels(view, row),
    })
}

fn changed_levels(view: &View<'_>, row: &TrendRow) -> Option<ChangedLevels> {
    let population = match row.statistic {
        Statistic::Client => Population::Client,
        Statistic::Employee => Population::Employee,
        _ => return None,
    };
    if row.reason.is_some() {
        return None; // computed again on what both editions have
    }
    let level = |edition: &EditionKey| {
        let of = view.estimate(edition.edition.as_str(), row.sector.as_str(), population, &row.subject, row.measure)?;
        Some((view.numbers.share(of.estimate?, DECIMALS), view.numbers.count(of.n?)))
    };
    let ((from, _), (to, n)) = (level(&row.edition_from)?, level(&row.edition_to)?);
    Some(ChangedLevels { population: view.label("population", population.as_str()), from, to, n })
}

/// Under what condition some figures are compared.
fn conditions(view: &View<'_>, compared: &[&TrendRow]) -> Vec<Condition> {
    gathered(compared.iter().filter_map(|row| Some((row.reason.clone()?, view.subject_name(&row.subject)))))
}

/// Reasons, each once, with the names of what they are about.
pub fn gathered(reasons: impl Iterator<Item = (String, String)>) -> Vec<Condition> {
    let mut gathered: IndexMap<String, IndexSet<String>> = IndexMap::new();
    for (reason, name) in reasons {
        gathered.entry(reason).or_default().insert(name);
    }
    gathered.into_iter().map(|(reason, names)| Condition { reason, names: names.into_iter().collect() }).collect()
}

/// The national figures that are not compared, over every pair of editions, gathered by reason.
fn not_compared(view: &View<'_>) -> Vec<NotCompared> {
    let mut gathered: IndexMap<(&EditionId, &EditionId, String), IndexSet<&Subject>> = IndexMap::new();
    for row in view.results.trends.iter().filter(|row| row.sector.is_all() && !row.comparable) {
        let key = (&row.edition_from.edition, &row.edition_to.edition, row.reason.clone().unwrap_or_default());
        gathered.entry(key).or_default().insert(&row.subject);
    }
    let position = |id: &EditionId| view.plan.registry.editions.get_index_of(id);
    gathered.sort_by(|(_, a, _), _, (_, b, _), _| position(a).cmp(&position(b)));
    let told = |((from, to, reason), subjects): ((&EditionId, &EditionId, String), IndexSet<&Subject>)| {
        let of = |subject_type| subjects.iter().filter(|subject| subject.subject_type == subject_type).count();
        NotCompared {
            from: from.to_string(),
            to: to.to_string(),
            reason,
            questions: of(SubjectType::Item),
            dimensions: of(SubjectType::Dimension),
            names: subjects.iter().map(|subject| view.subject_name(subject)).collect(),
        }
    };
    gathered.into_iter().map(told).collect()
}
