//! The report, the method page, the caveats and the sector pages: results turned into what their templates need.
//!
//! Rust decides which rows, in which order, with which numbers, and how strongly each may be worded; the templates decide on
//! words and on the order of things.

mod absolute_gaps;
mod bases;
mod changes;
mod findings;
mod means;
mod modules;
mod questionnaire;
mod ranges;
mod sector;
mod technical;
mod topline;
mod weighting;
mod working;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::OutputFile;
use super::cells::{self, Cell};
use super::chart::{Figure, Studio, Words};
use super::matrix::{Facts, Matrix, Named};
use super::shared::{EditionWords, Shared};
use super::view::{DECIMALS, View};
use crate::error::Result;
use crate::survey::codebook;
use crate::survey::ids::*;
use absolute_gaps::AbsoluteGaps;
use changes::Changes;
use findings::Findings;
use means::{Composite, EditionCore, composite, composite_words, cores};
use modules::{ModuleWords, modules};
use questionnaire::Questionnaire;
use ranges::Ranges;
use technical::Technical;
use topline::Topline;
use weighting::WeightingMethod;
use working::Working;

/// Pages about the whole edition: path and template.
const PAGES: [(&str, &str); 3] = [("report.md", "report"), ("method.md", "method"), ("caveats.md", "caveats")];

/// What the templates of the report, of the method and of the caveats receive.
#[derive(Serialize)]
struct Report<'r> {
    shared: &'r Shared,
    source: &'r str,
    citation: &'r str,
    /// Every edition of the run, in field order.
    editions: Vec<EditionWords>,
    matrix: &'r Matrix,
    /// The sector cells, counted.
    cells: Facts,
    /// The national dimensions, counted.
    national: Facts,
    /// What the tests establish, nationally and in the sectors.
    class_counts: Vec<ClassCounts>,
    /// Fewest persons behind one of the national dimensions.
    bases: NationalBases,
    /// The national dimensions with the managers.
    dimensions: Vec<DimensionRow>,
    /// Dimensions with the highest and the lowest floor.
    floors: Option<Floors>,
    findings: Findings,
    /// The national pairs, widest first.
    pairs: Vec<PairRow>,
    /// Whether the edition asks pairs that have no favourable share: a percentage, a number.
    other_pairs: bool,
    overestimations: Vec<Overestimation>,
    /// Real or estimated satisfaction of which the newest edition asks one side alone.
    satisfaction: Vec<LoneLevel>,
    /// Managers against the other employees, by dimension.
    managers: Vec<Cell>,
    manager_facts: Facts,
    /// Managers against clients, by dimension: the two ends of the chain of alignment.
    alignment: Vec<Cell>,
    alignment_facts: Facts,
    /// Clients, managers and other employees side by side.
    ranges: Ranges,
    modules: Vec<ModuleWords>,
    changes: Changes,
    composite: Option<Composite>,
    /// The same over the pairs of parallel treatment alone.
    strict: Option<Composite>,
    /// The same over the dimensions that comparable editions share, edition by edition.
    cores: Vec<EditionCore>,
    absolute_gaps: AbsoluteGaps,
    sectors: Vec<SectorLink>,
    technical: Technical,
    weighting_method: WeightingMethod,
    questionnaire: Questionnaire,
    topline: Topline,
    working: Working,
    figures: BTreeMap<&'r str, &'r Words>,
}

/// Cells of one class.
#[derive(Serialize)]
struct ClassCounts {
    label: String,
    national: usize,
    cells: usize,
}

/// Fewest persons behind one of the national dimensions: those that the figures of their means give.
#[derive(Serialize)]
struct NationalBases {
    clients: String,
    employees: String,
}

/// A national dimension.
#[derive(Serialize)]
struct DimensionRow {
    cell: Cell,
    /// Level of the managers, or its mark.
    manager: String,
}

/// The dimensions with the highest and the lowest floor.
#[derive(Serialize)]
struct Floors {
    highest: Cell,
    lowest: Cell,
}

/// A mirror pair with the questions as they were put.
#[derive(Serialize)]
struct PairRow {
    cell: Cell,
    client: String,
    employee: String,
}

/// Real and estimated figures, as the codebook declares them.
#[derive(Serialize)]
struct Overestimation {
    words: EstimateWords,
    /// The real figure and the estimate, all respondents: either side may be shown where the other is hidden.
    real: Option<LoneLevel>,
    estimate: Option<LoneLevel>,
    /// All respondents.
    national: Cell,
    /// Plain mean over the sectors.
    mean: Cell,
    /// The sectors, by descending difference.
    sectors: Vec<Cell>,
    facts: Facts,
}

/// A level of one side.
#[derive(Serialize)]
struct LoneLevel {
    name: String,
    /// With `%`, or its mark.
    value: String,
    interval: String,
    n: String,
    population: String,
}

/// What employees estimate, and against which figure.
#[derive(Serialize)]
struct EstimateWords {
    /// Name of the estimate.
    estimate: String,
    /// Name of the real figure.
    real: String,
    /// How the estimate was scored.
    measure: String,
    /// Whether it is a mean of guessed percentages, and not a share of those who say so.
    guessed: bool,
}

/// A sector page.
#[derive(Serialize)]
struct SectorLink {
    name: String,
    path: String,
    shown: usize,
    suppressed: usize,
    small_base: usize,
    different: usize,
    comparable: usize,
}

/// The report and the sector pages.
pub fn pages(studio: &Studio<'_>, figures: &[Figure]) -> Result<Vec<OutputFile>> {
    let words: BTreeMap<&str, &Words> =
        figures.iter().map(|figure| (figure.words.id.as_str(), &figure.words)).collect();
    let report = Report::new(studio, words.clone())?;
    let page = |(path, template)| Ok(OutputFile::new(path, studio.templates.render(template, &report)?));
    let mut files: Vec<OutputFile> = PAGES.into_iter().map(page).collect::<Result<_>>()?;
    files.extend(sector::pages(studio, &words)?);
    Ok(files)
}

impl<'r> Report<'r> {
    fn new(studio: &'r Studio<'_>, figures: BTreeMap<&'r str, &'r Words>) -> Result<Self> {
        let (view, matrix) = (studio.view, studio.matrix);
        let pairs = cells::ranked_pairs(view)?;
        let managers = against(view, matrix, Contrast::ManagerGap)?;
        let alignment = against(view, matrix, Contrast::AlignmentStep)?;
        let (facts, national) = (Facts::of(matrix.cells()), Facts::of(&matrix.national.cells));
        let technical = Technical::new(studio)?;
        Ok(Self {
            class_counts: class_counts(view, &facts, &national),
            bases: NationalBases::of(view),
            shared: studio.shared,
            source: &studio.source,
            citation: &studio.citation,
            editions: view.editions().map(|(id, edition)| EditionWords::new(view, id, edition)).collect(),
            cells: facts,
            national,
            dimensions: matrix.national.cells.iter().map(|cell| dimension(view, cell)).collect(),
            floors: floors(view, &matrix.national.cells),
            // « Favourable answers » would not be said of every question.
            findings: Findings::new(
                view,
                &matrix.national.cells,
                &pairs,
                if matrix.dimensions.is_empty() { &[] } else { &managers },
            ),
            satisfaction: satisfaction(view),
            pairs: pairs.into_iter().map(|cell| pair(view, cell)).collect(),
            other_pairs: other_pairs(view),
            overestimations: overestimations(view)?,
            manager_facts: Facts::of(&managers),
            managers,
            alignment_facts: Facts::of(&alignment),
            alignment,
            ranges: Ranges::new(view),
            modules: modules(view),
            changes: Changes::new(view, matrix),
            composite: composite(view, SectorId::ALL)?,
            strict: view.strict_composite(SectorId::ALL).map(|row| composite_words(view, row)).transpose()?,
            cores: cores(view)?,
            absolute_gaps: AbsoluteGaps::new(view, studio.matrix),
            sectors: matrix.sectors.iter().map(SectorLink::new).collect(),
            technical,
            weighting_method: WeightingMethod::new(view),
            questionnaire: Questionnaire::new(view),
            topline: Topline::new(view),
            working: Working::new(studio)?,
            matrix,
            figures,
        })
    }
}

impl SectorLink {
    fn new(row: &super::matrix::MatrixRow) -> Self {
        let facts = Facts::of(&row.cells);
        Self {
            name: row.name.clone(),
            path: sector::path(&row.id),
            shown: facts.shown,
            suppressed: facts.suppressed,
            small_base: facts.small_base,
            different: facts.different,
            comparable: facts.comparable,
        }
    }
}

/// The classes in the order of the labels, those that no cell is in left out.
fn class_counts(view: &View<'_>, cells: &Facts, national: &Facts) -> Vec<ClassCounts> {
    let of = |facts: &Facts, label: &str| facts.classes.iter().find(|c| c.label == label).map_or(0, |c| c.count);
    let labels = view.plan.labels.get("class").into_iter().flat_map(|words| words.values());
    let counts = labels.map(|text| view.text(text)).map(|label| ClassCounts {
        label: label.to_owned(),
        national: of(national, label),
        cells: of(cells, label),
    });
    counts.filter(|counts| counts.national + counts.cells > 0).collect()
}

impl NationalBases {
    fn of(view: &View<'_>) -> Self {
        let fewest = |population| {
            let (n, _) = view.fewest(view.edition_id, Measure::Top2, &view.edition.instrument.dimensions, population);
            n.map_or_else(|| super::number::NOT_AVAILABLE.to_owned(), |n| view.numbers.count(n))
        };
        Self { clients: fewest(Population::Client), employees: fewest(Population::Employee) }
    }
}

fn dimension(view: &View<'_>, cell: &Cell) -> DimensionRow {
    let subject = Subject::dimension(&cell.id);
    let row = view.estimate(view.edition_id.as_str(), SectorId::ALL, Population::Manager, &subject, Measure::Top2);
    DimensionRow { cell: cell.clone(), manager: level(view, row).0 }
}

/// A level and its interval as texts, or their marks.
fn level(view: &View<'_>, row: Option<&crate::survey::results::EstimateRow>) -> (String, String) {
    let Some(row) = row else { return (cells::NOT_ASKED.to_owned(), cells::NOT_ASKED.to_owned()) };
    let Some(estimate) = row.estimate else {
        let mark = cells::absence(row.status).to_owned();
        return (mark.clone(), mark);
    };
    let mark = if row.status == Status::SmallBase { cells::beside(cells::SMALL_BASE) } else { String::new() };
    let interval = row.ci_low.zip(row.ci_high).map(|(low, high)| view.numbers.interval(low, high, DECIMALS));
    let interval = interval.unwrap_or_else(|| super::number::NOT_AVAILABLE.to_owned());
    (view.numbers.share(estimate, DECIMALS) + &mark, interval)
}

fn floors(view: &View<'_>, national: &[Cell]) -> Option<Floors> {
    let floor = |cell: &Cell| view.gap(SectorId::ALL, &Subject::dimension(&cell.id))?.floor;
    let mut known: Vec<(f64, &Cell)> = national.iter().filter_map(|cell| Some((floor(cell)?, cell))).collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (lowest, highest) = (known.first()?.1.clone(), known.last()?.1.clone());
    Some(Floors { highest, lowest })
}

fn pair(view: &View<'_>, cell: Cell) -> PairRow {
    let declared = view.plan.codebook.pairs.get(cell.id.as_str());
    let wording = |item: Option<&ItemId>, population| {
        let item = item.and_then(|item| view.plan.codebook.items.get(item));
        let text = item.and_then(|item| item.wording(population));
        text.map_or_else(String::new, |text| view.text(text).to_owned())
    };
    PairRow {
        client: wording(declared.map(|pair| &pair.client), Population::Client),
        employee: wording(declared.map(|pair| &pair.employee), Population::Employee),
        cell,
    }
}

fn other_pairs(view: &View<'_>) -> bool {
    let (codebook, edition) = (&view.plan.codebook, view.edition);
    let scored =
        |item: &ItemId| codebook.items.get(item).is_some_and(|item| codebook.measures(item).contains(&Measure::Top2));
    codebook.pairs.values().any(|pair| {
        let asked =
            edition.asked(&pair.client, Population::Client) && edition.asked(&pair.employee, Population::Employee);
        asked && !scored(&pair.client)
    })
}

/// The over-estimations of which the newest edition asks both sides, with their positions in the codebook.
fn estimates<'v>(view: &View<'v>) -> impl Iterator<Item = (usize, &'v codebook::Overestimation)> {
    let (declared, edition) = (&view.plan.codebook.contrasts.overestimation, view.edition);
    declared.iter().enumerate().filter(|(_, declared)| {
        let [real, estimate] = [&declared.real, &declared.estimate];
        edition.asked(estimate, Population::Employee) && edition.asked(real, Population::Client)
    })
}

/// The satisfactions of the codebook that the newest edition asks, each once, where no over-estimation holds them.
fn satisfaction(view: &View<'_>) -> Vec<LoneLevel> {
    let told: BTreeSet<&ItemId> = estimates(view).flat_map(|(_, of)| [&of.real, &of.estimate]).collect();
    let declared = view.plan.codebook.contrasts.overestimation.iter().flat_map(|of| {
        [(&of.real, Population::Client, of.real_measure), (&of.estimate, Population::Employee, of.estimate_measure)]
    });
    let mut seen = BTreeSet::new();
    let lone = declared.filter(|(item, population, _)| view.edition.asked(item, *population) && !told.contains(item));
    let lone = lone.filter(|(item, ..)| seen.insert(*item));
    lone.filter_map(|(item, population, measure)| LoneLevel::new(view, item, population, measure)).collect()
}

impl LoneLevel {
    /// The national level of one side; none where it was not asked.
    fn new(view: &View<'_>, item: &ItemId, population: Population, measure: Measure) -> Option<Self> {
        let (edition, subject) = (view.edition_id.as_str(), Subject::item(item.as_str()));
        let row = view.estimate(edition, SectorId::ALL, population, &subject, measure)?;
        let mark = if row.status == Status::SmallBase { cells::beside(cells::SMALL_BASE) } else { String::new() };
        let absent = || cells::absence(row.status).to_owned();
        Some(Self {
            name: view.item_name(item.as_str()),
            value: row.estimate.map_or_else(absent, |value| view.numbers.percent(value, DECIMALS) + &mark),
            interval: level(view, Some(row)).1,
            n: row.n.map_or_else(absent, |n| view.numbers.count(n)),
            population: view.label("population", population.as_str()),
        })
    }
}

impl EstimateWords {
    fn new(view: &View<'_>, declared: &codebook::Overestimation) -> Self {
        Self {
            estimate: view.item_name(declared.estimate.as_str()),
            real: view.item_name(declared.real.as_str()),
            measure: view.label("measure", declared.estimate_measure.as_str()),
            guessed: declared.guessed(),
        }
    }
}

fn overestimations(view: &View<'_>) -> Result<Vec<Overestimation>> {
    let mut all = Vec::new();
    for (position, declared) in estimates(view) {
        let cell = |sector: &str| cells::overestimation_cell(view, position, sector);
        let sectors = view.edition.sectors.iter().map(|sector| cell(sector.as_str()));
        let mut sectors: Vec<Cell> = sectors.collect::<Result<_>>()?;
        cells::by_descending_difference(&mut sectors);
        all.push(Overestimation {
            real: LoneLevel::new(view, &declared.real, Population::Client, declared.real_measure),
            estimate: LoneLevel::new(view, &declared.estimate, Population::Employee, declared.estimate_measure),
            words: EstimateWords::new(view, declared),
            national: cell(SectorId::ALL)?,
            mean: cell(SectorId::MEAN_OF_SECTORS)?,
            facts: Facts::of(&sectors),
            sectors,
        });
    }
    Ok(all)
}

/// Managers against somebody else, all respondents, by dimension, the widest difference first; by question where the edition
/// has no dimension.
fn against(view: &View<'_>, matrix: &Matrix, contrast: Contrast) -> Result<Vec<Cell>> {
    let mut cells: Vec<Cell> = if matrix.dimensions.is_empty() {
        let rows = view.results.contrasts.iter().filter(|row| row.contrast == contrast && row.sector.is_all());
        let rows = rows.filter(|row| row.edition.edition == *view.edition_id && PUBLISHED.contains(&row.measure));
        rows.map(|row| {
            // The gap of an alignment is that of a pair, a gap of the employees alone that of a question.
            let pair = contrast == Contrast::AlignmentStep;
            let name = if pair { view.subject_name(&row.subject) } else { view.item_name(&row.subject.id) };
            view.contrast_cell(&row.subject.id, name, SectorId::ALL, Some(row))
        })
        .collect::<Result<_>>()?
    } else {
        let of_dimension = |dimension: &Named| {
            let subject = Subject::dimension(&dimension.id);
            let row = view.contrast(SectorId::ALL, contrast, &subject, Measure::Top2);
            view.contrast_cell(&dimension.id, dimension.name.clone(), SectorId::ALL, row)
        };
        matrix.dimensions.iter().map(of_dimension).collect::<Result<_>>()?
    };
    cells::by_descending_difference(&mut cells);
    Ok(cells)
}

/// The measures that are percentages: of favourable answers, or guessed.
const PUBLISHED: [Measure; 2] = [Measure::Top2, Measure::MeanGuess];
