//! The registry of editions: when each was in the field, what it asked, and what may be compared with what.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::codebook::Text;
use super::ids::{DimensionId, EditionId, InstrumentId, ItemId, ModuleId, Population, SectorId};

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
}

impl Registry {
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
