//! What every template receives: the barometer, the edition, the rules, as words.

use serde::Serialize;

use super::Provenance;
use super::cells::{PROVISIONAL, beside};
use super::number::decimals_of;
use super::templates::Templates;
use super::view::{DECIMALS, View};
use crate::error::Result;
use crate::stages::symmetry::DEMONSTRATED;
use crate::survey::ids::{EditionId, Measure, Standing};
use crate::survey::registry::Edition;

/// The proportion that asks for the largest sample, in percent.
const HALF: f64 = 50.0;
/// From this many persons on, a level of the topline has one decimal.
pub const ONE_DECIMAL_FROM: i64 = 1000;

/// The barometer, the newest edition and the rules.
#[derive(Clone, Debug, Serialize)]
pub struct Shared {
    /// Title of the barometer.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// What must be said wherever the data are named.
    pub caution: Option<String>,
    /// The newest edition.
    pub edition: EditionWords,
    /// Confidence of the intervals, with `%`.
    pub confidence: String,
    /// Equivalence margin, in points.
    pub delta: String,
    /// Level that separates positive from negative symmetry.
    pub level_cut: String,
    /// Bases below this are suppressed.
    pub suppress_below: String,
    /// Bases below this are flagged.
    pub small_base_below: String,
    /// Largest base that is flagged.
    pub small_base_most: String,
    /// False discovery rate, with `%`.
    pub false_discovery_rate: String,
    /// Name of the favourable share.
    pub measure: String,
    /// Whether the survey asks employees if they manage people.
    pub knows_managers: bool,
    /// Version of this program.
    pub version: String,
    /// Confidence of the interval behind the demonstrated margin, with `%`.
    pub demonstrated: String,
    /// The proportion on which the precision of a group is told, with `%`.
    pub half: String,
    /// From this many answers on, a level of the topline has one decimal.
    pub one_decimal_from: String,
    /// Where the report is published.
    pub address: Option<String>,
    /// Number of the edition as an ordinal.
    pub ordinal: Option<String>,
    /// Version of the report: that of the last correction of the edition, else the first one.
    pub report_version: Option<String>,
    /// Whether the figures may still move, in words.
    pub standing: Option<String>,
    /// `[p]` with a no-break space before when they may; empty otherwise.
    pub provisional: String,
}

/// One edition.
#[derive(Clone, Debug, Serialize)]
pub struct EditionWords {
    /// Label.
    pub label: String,
    /// Days of the field.
    pub field: String,
    /// Year of the end of the field.
    pub year: String,
    /// Persons interviewed.
    pub n: String,
    /// Sectors of the frame.
    pub sectors: usize,
    /// Dimensions of the frame.
    pub dimensions: usize,
}

impl Shared {
    /// The words of a view.
    pub fn new(view: &View<'_>, provenance: &Provenance) -> Self {
        let (rules, numbers) = (&view.plan.rules, view.numbers);
        let percent = |value: f64| numbers.percent(value, decimals_of(value));
        let number = |value: f64| numbers.decimal(value, decimals_of(value));
        let (barometer, technical) = (&view.plan.registry.barometer, &view.edition.technical);
        Self {
            title: view.text(&barometer.title).to_owned(),
            publisher: barometer.publisher.clone(),
            caution: barometer.caution.as_ref().map(|caution| view.text(caution).to_owned()),
            edition: EditionWords::new(view, view.edition_id, view.edition),
            confidence: percent(rules.confidence * 100.0),
            delta: numbers.distance(rules.delta_points, decimals_of(rules.delta_points)),
            level_cut: percent(rules.level_cut_percent),
            suppress_below: number(rules.suppress_below),
            small_base_below: number(rules.small_base_below),
            small_base_most: numbers.decimal(rules.small_base_below - 1.0, DECIMALS),
            false_discovery_rate: percent(rules.false_discovery_rate * 100.0),
            measure: view.label("measure", Measure::Top2.as_str()),
            knows_managers: view.plan.codebook.knows_managers(),
            version: provenance.software_version.clone(),
            demonstrated: numbers.percent(DEMONSTRATED * 100.0, DECIMALS),
            half: numbers.percent(HALF, DECIMALS),
            one_decimal_from: numbers.count(ONE_DECIMAL_FROM),
            address: barometer.address.clone(),
            ordinal: technical.number.and_then(|n| i64::try_from(n).ok()).map(|n| numbers.ordinal(n)),
            report_version: view.plan.registry.version(view.edition_id).map(str::to_owned),
            standing: technical.standing.map(|standing| view.label("standing", standing.as_str())),
            provisional: if technical.standing == Some(Standing::Provisional) {
                beside(PROVISIONAL)
            } else {
                String::new()
            },
        }
    }

    /// How to cite the edition.
    pub fn citation(&self, templates: &Templates) -> Result<String> {
        Ok(templates.render("citation", self)?.trim().to_owned())
    }

    /// The source line of the pages and of the figures of the newest edition.
    pub fn source(&self, templates: &Templates) -> Result<String> {
        self.source_of(std::slice::from_ref(&self.edition), templates)
    }

    /// The source line of a figure that draws these editions, in their order.
    pub fn source_of(&self, editions: &[EditionWords], templates: &Templates) -> Result<String> {
        #[derive(Serialize)]
        struct Source<'s> {
            #[serde(flatten)]
            shared: &'s Shared,
            editions: &'s [EditionWords],
        }
        Ok(templates.render("source", &Source { shared: self, editions })?.trim().to_owned())
    }
}

impl EditionWords {
    /// The words of an edition.
    pub fn new(view: &View<'_>, id: &EditionId, edition: &Edition) -> Self {
        use chrono::Datelike;
        let weighting = view.results.weighting.iter().find(|row| row.edition.edition == *id);
        let n = weighting.map_or(edition.n_respondents as i64, |row| row.n);
        Self {
            label: id.to_string(),
            field: view.numbers.field(edition.field_start, edition.field_end),
            year: edition.field_end.year().to_string(),
            n: view.numbers.count(n),
            sectors: edition.sectors.len(),
            dimensions: edition.instrument.dimensions.len(),
        }
    }
}
