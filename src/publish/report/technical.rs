//! The fiche technique: how the newest edition was made, weighted and computed. What the configuration does not say stays
//! empty, and the template prints that it is not documented.

use serde::Serialize;

use super::bases::{Base, Precision, bases, precision, precisions};
use crate::error::Result;
use crate::publish::cells;
use crate::publish::chart::Studio;
use crate::publish::number::NOT_AVAILABLE;
use crate::publish::view::View;
use crate::survey::codebook::Text;
use crate::survey::ids::EditionId;
use crate::survey::registry;
use crate::survey::results::{MarginRow, WeightingRow};

/// What the sixteen headings need.
#[derive(Serialize)]
pub struct Technical {
    /// First and last day of the field.
    pub field: String,
    /// What the registry says of the edition, word for word.
    pub told: Told,
    /// Institute.
    pub institute: Option<String>,
    /// Mode of collection.
    pub mode: Option<String>,
    /// Where the population totals come from.
    pub population_source: Option<String>,
    /// Persons of the reference population.
    pub population_total: Option<String>,
    /// Who the employees are, in the registry's word.
    pub employee_base: String,
    /// Panel whose members are matched.
    pub panel: Option<String>,
    /// Questions put to clients.
    pub client_questions: usize,
    /// Questions put to employees.
    pub employee_questions: usize,
    /// Interviews.
    pub n: String,
    /// Persons who answered on both sides; none where no pair of questions tells, or where they are too few to say.
    pub n_both: Option<String>,
    /// Replicates behind the ranks.
    pub replicates: String,
    /// Answers by sector.
    pub bases: Vec<Base>,
    /// Diagnostics of the weighting.
    pub weighting: Option<Weighting>,
    /// The same for every edition.
    pub weightings: Vec<Weighting>,
    /// Precision of each group, and of the smallest published sector.
    pub precisions: Vec<Precision>,
    /// Margins before and after.
    pub margins: Vec<Margin>,
    /// Names of the margin variables.
    pub variables: Vec<String>,
    /// Breaks of the registry.
    pub breaks: Vec<Break>,
    /// Editions of the run whose employees are not those of the edition before it.
    pub other_bases: Vec<OtherBase>,
    /// Corrections of every edition of the run, in the order of the registry.
    pub corrections: Vec<CorrectionWords>,
    /// Facts assumed rather than known, by edition.
    pub assumed: Vec<Assumed>,
    /// How many such facts there are.
    pub assumed_facts: usize,
    /// Entries of the fiche technique that nothing fills.
    pub unknown: usize,
    /// Name of the run.
    pub run: String,
    /// Seed of the random numbers.
    pub seed: String,
    /// SHA-256 of the configuration.
    pub configuration: String,
}

/// What the registry says of how the edition was made; nothing where it says nothing.
#[derive(Serialize)]
#[allow(missing_docs, reason = "the fields are those of `survey::registry::Technical`, described there")]
pub struct Told {
    pub published: Option<String>,
    pub version: Option<String>,
    pub sponsor: Option<String>,
    pub partners: Option<String>,
    pub funder: Option<String>,
    pub population: Option<String>,
    pub clients: Option<String>,
    pub employees: Option<String>,
    pub frame: Option<String>,
    pub recruitment: Option<String>,
    pub incentive: Option<String>,
    pub median_minutes: Option<String>,
    pub selection: Option<String>,
    pub quotas: Option<String>,
    pub response_rate: Option<String>,
    pub cleaning: Option<String>,
    pub limits: Option<String>,
    pub standard: Option<String>,
    pub contact: Option<String>,
    pub consultation: Option<String>,
}

/// A correction.
#[derive(Serialize)]
pub struct CorrectionWords {
    /// Edition corrected.
    pub edition: String,
    /// Day.
    pub date: String,
    /// Version that it brought.
    pub version: Option<String>,
    /// Names of the sectors and dimensions whose cells moved.
    pub concerned: Vec<String>,
    /// What was wrong and what it became.
    pub text: String,
}

/// Diagnostics of one weighting.
#[derive(Clone, Serialize)]
pub struct Weighting {
    /// Edition.
    pub edition: String,
    /// Interviews.
    pub n: String,
    /// Effective sample size.
    pub n_eff: String,
    /// Design effect.
    pub deff: String,
    /// Smallest ratio of calibrated to base weight.
    pub g_min: String,
    /// Largest ratio.
    pub g_max: String,
    /// Iterations.
    pub iterations: String,
    /// Half-width of the interval of a proportion of 50 %, all respondents.
    pub precision: String,
}

/// One category.
#[derive(Serialize)]
pub struct Margin {
    /// Name of the variable; empty where it is that of the row above.
    pub variable: String,
    /// Name of the category.
    pub category: String,
    /// Share in the population.
    pub target: String,
    /// Share of the respondents.
    pub before: String,
    /// Share with the calibrated weights.
    pub after: String,
    /// Respondents.
    pub n: String,
}

/// A break.
#[derive(Serialize)]
pub struct Break {
    /// First edition after it.
    pub before: String,
    /// Why.
    pub reason: String,
    /// Names of the items that it is about; of none where it is about all.
    pub items: Vec<String>,
    /// Names of the sectors, likewise.
    pub sectors: Vec<String>,
}

/// Two editions that do not mean the same people by employees, and that in words.
#[derive(Serialize)]
pub struct OtherBase {
    /// The earlier edition.
    pub from: String,
    /// The later one.
    pub to: String,
    /// The reason that the table of changes gives.
    pub reason: String,
}

/// What is assumed about one edition.
#[derive(Serialize)]
pub struct Assumed {
    /// Edition.
    pub edition: String,
    /// Facts.
    pub facts: Vec<String>,
}

impl Technical {
    /// The fiche technique of the newest edition.
    pub fn new(studio: &Studio<'_>) -> Result<Self> {
        let view = studio.view;
        let (edition, numbers) = (view.edition, view.numbers);
        let (bases, assumed) = (bases(studio), assumed(view));
        let wave = view.plan.waves.iter().find(|wave| wave.edition == *view.edition_id);
        let weightings: Vec<Weighting> = view.results.weighting.iter().map(|row| Weighting::new(view, row)).collect();
        Ok(Self {
            field: numbers.field(edition.field_start, edition.field_end),
            told: Told::new(view, &edition.technical),
            corrections: corrections(view),
            institute: edition.institute.clone(),
            mode: edition.mode.as_ref().map(|mode| view.text(mode).to_owned()),
            population_source: wave.map(|wave| view.text(&wave.margins.source).to_owned()),
            population_total: wave.map(|wave| numbers.decimal(wave.margins.population_total, 0)),
            employee_base: edition.employee_base.clone(),
            panel: edition.panel.clone(),
            client_questions: edition.instrument.client.len(),
            employee_questions: edition.instrument.employee.len(),
            n: studio.shared.edition.n.clone(),
            n_both: bases
                .first()
                .map(|base| base.both.clone())
                .filter(|both| both != NOT_AVAILABLE && both != cells::SUPPRESSED),
            replicates: numbers.count(i64::try_from(view.plan.replicate.replicates).unwrap_or(i64::MAX)),
            bases,
            weighting: weightings.iter().find(|row| row.edition == view.edition_id.as_str()).cloned(),
            weightings,
            precisions: precisions(view),
            margins: margins(view, view.edition_id),
            variables: wave
                .map(|wave| wave.margins.variables.iter().map(|v| view.text(&v.name).to_owned()).collect())
                .unwrap_or_default(),
            breaks: breaks(view),
            other_bases: other_bases(view),
            assumed_facts: assumed.iter().map(|edition| edition.facts.len()).sum(),
            assumed,
            unknown: unknown(edition),
            run: studio.provenance.run.clone(),
            seed: studio.provenance.seed.to_string(),
            configuration: studio.provenance.configuration_sha256.clone(),
        })
    }
}

impl Told {
    fn new(view: &View<'_>, technical: &registry::Technical) -> Self {
        let text = |text: &Option<Text>| text.as_ref().map(|text| view.text(text).to_owned());
        Self {
            published: technical.published.map(|day| view.numbers.date(day)),
            version: technical.version.clone(),
            sponsor: text(&technical.sponsor),
            partners: text(&technical.partners),
            funder: text(&technical.funder),
            population: text(&technical.population),
            clients: text(&technical.clients),
            employees: text(&technical.employees),
            frame: text(&technical.frame),
            recruitment: text(&technical.recruitment),
            incentive: text(&technical.incentive),
            median_minutes: technical.median_minutes.map(|minutes| view.numbers.decimal(minutes, 0)),
            selection: text(&technical.selection),
            quotas: text(&technical.quotas),
            response_rate: technical.response_rate_percent.map(|rate| view.numbers.percent(rate, decimals(rate))),
            cleaning: text(&technical.cleaning),
            limits: text(&technical.limits),
            standard: text(&technical.standard),
            contact: text(&technical.contact),
            consultation: text(&technical.consultation),
        }
    }
}

/// Decimals of a rate, one at most: none that nobody gave.
fn decimals(rate: f64) -> usize {
    usize::from(rate.fract() != 0.0)
}

/// Entries that the registry leaves empty.
fn unknown(edition: &registry::Edition) -> usize {
    let registry::Technical {
        number,
        published,
        version,
        standing,
        sponsor,
        partners,
        funder,
        population,
        clients,
        employees,
        frame,
        recruitment,
        incentive,
        median_minutes,
        selection: _, // the program says what it knows of it
        quotas,
        response_rate_percent,
        cleaning,
        limits,
        standard,
        contact,
        consultation,
    } = &edition.technical;
    let texts = [
        sponsor,
        partners,
        funder,
        population,
        clients,
        employees,
        frame,
        recruitment,
        incentive,
        quotas,
        cleaning,
        limits,
        standard,
        contact,
        consultation,
        &edition.mode,
    ];
    let others = [
        number.is_none(),
        published.is_none(),
        version.is_none(),
        standing.is_none(),
        median_minutes.is_none(),
        response_rate_percent.is_none(),
        edition.institute.is_none(),
    ];
    texts.iter().filter(|text| text.is_none()).count() + others.iter().filter(|empty| **empty).count()
}

fn corrections(view: &View<'_>) -> Vec<CorrectionWords> {
    let in_run = |edition: &EditionId| view.editions().any(|(id, _)| id == edition);
    let corrections = view.plan.registry.corrections.iter().filter(|correction| in_run(&correction.edition));
    corrections
        .map(|correction| {
            let sectors = correction.sectors.iter().flatten().map(|id| view.sector_name(id.as_str()));
            let dimensions = correction.dimensions.iter().flatten().map(|id| view.dimension_name(id.as_str()));
            CorrectionWords {
                edition: correction.edition.to_string(),
                date: view.numbers.date(correction.date),
                version: correction.version.clone(),
                concerned: sectors.chain(dimensions).collect(),
                text: view.text(&correction.text).to_owned(),
            }
        })
        .collect()
}

impl Weighting {
    fn new(view: &View<'_>, row: &WeightingRow) -> Self {
        let numbers = view.numbers;
        Self {
            edition: row.edition.edition.to_string(),
            n: numbers.count(row.n),
            n_eff: numbers.decimal(row.n_eff, 0),
            deff: numbers.decimal(row.deff, 2),
            g_min: numbers.decimal(row.g_min, 2),
            g_max: numbers.decimal(row.g_max, 2),
            iterations: numbers.count(row.iterations),
            precision: precision(numbers, row.n_eff, view.plan.rules.confidence),
        }
    }
}

fn margins(view: &View<'_>, edition: &EditionId) -> Vec<Margin> {
    let numbers = view.numbers;
    let declared = view.plan.waves.iter().find(|wave| wave.edition == *edition).map(|wave| &wave.margins);
    let mut before = None;
    let rows = view.results.margins.iter().filter(|row| row.edition.edition == *edition);
    rows.map(|row| {
        let variable = declared.and_then(|margins| margins.variables.iter().find(|v| v.id == row.variable));
        let category = variable.and_then(|v| v.categories.iter().find(|c| c.code == row.category));
        let new = before.replace(&row.variable) != Some(&row.variable);
        let name = variable.map_or(row.variable.as_str(), |v| view.text(&v.name));
        Margin {
            variable: if new { name.to_owned() } else { String::new() },
            category: category.map_or(row.category.as_str(), |c| view.text(&c.name)).to_owned(),
            target: numbers.share(row.target_share, 1),
            before: numbers.share(row.unweighted_share, 1),
            after: numbers.share(if met(row) { row.target_share } else { row.weighted_share }, 1),
            n: numbers.count(row.n),
        }
    })
    .collect()
}

/// Whether a calibrated share is its target but for the last digits, which would round a tie the other way.
fn met(row: &MarginRow) -> bool {
    const DIGITS: f64 = 1e-9;
    (row.weighted_share - row.target_share).abs() <= DIGITS * row.target_share
}

fn breaks(view: &View<'_>) -> Vec<Break> {
    let words = |b: &registry::Break| Break {
        before: b.before.to_string(),
        reason: view.text(&b.reason).to_owned(),
        items: b.items.iter().flatten().map(|id| view.item_name(id.as_str())).collect(),
        sectors: b.sectors.iter().flatten().map(|id| view.sector_name(id.as_str())).collect(),
    };
    view.plan.registry.breaks.iter().map(words).collect()
}

fn other_bases(view: &View<'_>) -> Vec<OtherBase> {
    let editions: Vec<_> = view.editions().collect();
    let differ = editions.windows(2).filter_map(|pair| match pair {
        [(from, before), (to, after)] if before.employee_base != after.employee_base => Some((from, to)),
        _ => None,
    });
    let reason = view.plan.trend_reasons().employee_base;
    differ.map(|(from, to)| OtherBase { from: from.to_string(), to: to.to_string(), reason: reason.clone() }).collect()
}

fn assumed(view: &View<'_>) -> Vec<Assumed> {
    view.editions()
        .filter(|(_, edition)| !edition.assumed.is_empty())
        .map(|(id, edition)| Assumed {
            edition: id.to_string(),
            facts: edition.assumed.iter().map(|fact| view.text(fact).to_owned()).collect(),
        })
        .collect()
}
