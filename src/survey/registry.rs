//! The registry of editions: when each was in the field, what it asked, and what may be compared with what.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::codebook::Text;
use super::ids::{DimensionId, EditionId, InstrumentId, ItemId, ModuleId, Population, SectorId, Standing};

/// Everything `config/registry.yaml` declares, editions in field order.
#[derive(Clone, Debug)]
pub struct Registry {
    /// Title of the barometer and who publishes it.
    pub barometer: Barometer,
    /// Item lists in force.
    pub instruments: IndexMap<InstrumentId, Instrument>,
    /// Rotating modules.
    pub modules: IndexMap<ModuleId, Module>,
    /// Editions in field order.
    pub editions: IndexMap<EditionId, Edition>,
    /// Breaks between editions.
    pub breaks: Vec<Break>,
    /// What was corrected after publication, in the order of the file.
    pub corrections: Vec<Correction>,
}

impl Registry {
    /// Version of the report of an edition: that of its last correction, else the one that was published first.
    pub fn version(&self, id: &EditionId) -> Option<&str> {
        let corrections = self.corrections.iter().filter(|correction| correction.edition == *id);
        let last =
            corrections.filter(|correction| correction.version.is_some()).max_by_key(|correction| correction.date);
        let first = || self.editions.get(id)?.technical.version.as_deref();
        last.and_then(|correction| correction.version.as_deref()).or_else(first)
    }

    /// The first break between two editions, the earlier one first, that concerns any of these items and this sector;
    /// without a sector, all respondents.
    pub fn break_between(
        &self,
        from: &EditionId,
        to: &EditionId,
        items: &[ItemId],
        sector: Option<&SectorId>,
    ) -> Option<&Break> {
        let position = |id: &EditionId| self.editions.get_index_of(id);
        let (from, to) = (position(from), position(to));
        self.breaks.iter().find(|b| {
            let between = position(&b.before) > from && position(&b.before) <= to;
            let item = b.items.as_ref().is_none_or(|broken| broken.iter().any(|item| items.contains(item)));
            let place = match (&b.sectors, sector) {
                (None, _) => true,
                (Some(broken), Some(sector)) => broken.contains(sector),
                (Some(_), None) => false,
            };
            between && item && place
        })
    }
}

/// The barometer itself, for titles, source lines and citations.
#[derive(Clone, Debug)]
pub struct Barometer {
    /// Its title.
    pub title: Text,
    /// Who publishes it.
    pub publisher: String,
    /// A sentence that must stand wherever the data are named (synthetic data, say).
    pub caution: Option<Text>,
    /// Where the report is published, for the citation.
    pub address: Option<String>,
}

/// An item list in force in one or more editions.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Items asked of clients.
    pub client: Vec<ItemId>,
    /// Items asked of employees.
    pub employee: Vec<ItemId>,
    /// Dimensions computed.
    pub dimensions: Vec<DimensionId>,
}

/// A rotating module: items added to the instrument of the editions that name it.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name.
    pub name: Text,
    /// Items asked of clients.
    pub client: Vec<ItemId>,
    /// Items asked of employees.
    pub employee: Vec<ItemId>,
}

/// One edition.
#[derive(Clone, Debug)]
pub struct Edition {
    /// First day of the field.
    pub field_start: NaiveDate,
    /// Last day of the field.
    pub field_end: NaiveDate,
    /// Declared number of interviews.
    pub n_respondents: usize,
    /// Institute, when known.
    pub institute: Option<String>,
    /// Mode of collection, when known.
    pub mode: Option<Text>,
    /// The items in force: instrument and modules together.
    pub instrument: Instrument,
    /// Modules asked.
    pub modules: Vec<ModuleId>,
    /// Sectors of the frame, in publication order.
    pub sectors: Vec<SectorId>,
    /// Who the employees of this edition are; two editions with different bases are not compared on employee figures.
    pub employee_base: String,
    /// Panel whose members are matched by id across the editions that name it.
    pub panel: Option<String>,
    /// Facts that are assumed rather than known.
    pub assumed: Vec<Text>,
    /// How it was made, for the fiche technique.
    pub technical: Technical,
}

/// How an edition was made and published, as far as it is known. The fiche technique prints it; nothing is computed from it.
#[derive(Clone, Debug, Default)]
pub struct Technical {
    /// Number of the edition, from 1.
    pub number: Option<usize>,
    /// Day of publication, not before the end of the field.
    pub published: Option<NaiveDate>,
    /// Version of the report.
    pub version: Option<String>,
    /// Whether the figures may still move.
    pub standing: Option<Standing>,
    /// Who ordered the survey.
    pub sponsor: Option<Text>,
    /// Partners.
    pub partners: Option<Text>,
    /// Who paid.
    pub funder: Option<Text>,
    /// Reference population.
    pub population: Option<Text>,
    /// Who counts as a client.
    pub clients: Option<Text>,
    /// Who counts as an employee.
    pub employees: Option<Text>,
    /// Sampling frame.
    pub frame: Option<Text>,
    /// How respondents were recruited.
    pub recruitment: Option<Text>,
    /// What they got for answering.
    pub incentive: Option<Text>,
    /// Median length of the interview, in minutes.
    pub median_minutes: Option<f64>,
    /// How the respondents were selected, where the quotas or the design do not say it.
    pub selection: Option<Text>,
    /// Quotas: variables, source and date.
    pub quotas: Option<Text>,
    /// Response or participation rate, in percent.
    pub response_rate_percent: Option<f64>,
    /// What was excluded before delivery, with counts and rules.
    pub cleaning: Option<Text>,
    /// Known limits.
    pub limits: Option<Text>,
    /// Standard that the institute holds.
    pub standard: Option<Text>,
    /// Whom to write to.
    pub contact: Option<Text>,
    /// How the data may be consulted.
    pub consultation: Option<Text>,
}

/// A correction of a published edition. One that names sectors or dimensions marks their cells as revised.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The edition corrected.
    pub edition: EditionId,
    /// Day of the correction.
    pub date: NaiveDate,
    /// Version that it brought.
    pub version: Option<String>,
    /// Sectors whose cells moved; all those of `dimensions` when `None`.
    pub sectors: Option<Vec<SectorId>>,
    /// Dimensions whose cells moved; all those of `sectors` when `None`.
    pub dimensions: Option<Vec<DimensionId>>,
    /// What was wrong and what it became, as printed.
    pub text: Text,
}

impl Correction {
    /// Whether it says that a cell moved.
    pub fn moved(&self, sector: &str, dimension: &str) -> bool {
        let sectors = self.sectors.as_ref().map(|all| all.iter().any(|id| id.as_str() == sector));
        let dimensions = self.dimensions.as_ref().map(|all| all.iter().any(|id| id.as_str() == dimension));
        (sectors.is_some() || dimensions.is_some()) && sectors.unwrap_or(true) && dimensions.unwrap_or(true)
    }
}

impl Edition {
    /// Whether a population was asked an item.
    pub fn asked(&self, item: &ItemId, population: Population) -> bool {
        let list = match population {
            Population::Client => &self.instrument.client,
            Population::Employee | Population::Manager | Population::NonManager => &self.instrument.employee,
        };
        list.contains(item)
    }

    /// Whether clients or employees were asked an item.
    pub fn asked_of_anybody(&self, item: &ItemId) -> bool {
        [Population::Client, Population::Employee].iter().any(|side| self.asked(item, *side))
    }
}

/// A break: figures before and after it are not compared.
#[derive(Clone, Debug)]
pub struct Break {
    /// First edition after the break.
    pub before: EditionId,
    /// Items it concerns; all when `None`.
    pub items: Option<Vec<ItemId>>,
    /// Sectors it concerns; all when `None`.
    pub sectors: Option<Vec<SectorId>>,
    /// Why, as printed.
    pub reason: Text,
}
