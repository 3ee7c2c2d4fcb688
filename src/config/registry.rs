//! `registry.yaml`: the editions, what each asked, and the breaks between them.

use indexmap::IndexMap;

use super::Faults;
use super::codebook::Book;
use super::document::{Document, Spot};
use super::items::people;
use super::names::Names;
use super::reader;
use super::shape::{List, Name};
use super::wire;
use crate::error::Finding;
use crate::survey::ids::{EditionId, InstrumentId, ItemId, ModuleId, Population, SectorId};
use crate::survey::registry::{Barometer, Break, Edition, Instrument, Module, Registry};

/// Reads the registry; the names of the editions come with it, for the pipeline.
pub(super) fn read(document: Option<&Document>, book: &Book, faults: &mut Faults) -> (Option<Registry>, Names) {
    let root = document.map(Document::root);
    let names = Names::under("edition", root, "editions");
    let wire = document.and_then(|document| reader::read::<wire::Registry>(document, faults));
    let registry = match (root, &wire) {
        (Some(root), Some(wire)) => Reading { root, wire, book, edition_names: &names, faults }.registry(),
        _ => None,
    };
    (registry, names)
}

struct Reading<'a, 'f> {
    root: Spot<'a>,
    wire: &'a wire::Registry,
    book: &'a Book,
    edition_names: &'a Names,
    faults: &'f mut Faults,
}

impl Reading<'_, '_> {
    fn registry(mut self) -> Option<Registry> {
        let instruments = self.instruments();
        let modules = self.modules();
        let editions = self.editions(&instruments, &modules);
        let breaks = self.breaks();
        let barometer = self.wire.barometer.0.as_ref()?;
        let barometer = Barometer {
            title: barometer.title.clone(),
            publisher: barometer.publisher.to_string(),
            caution: barometer.caution.clone(),
        };
        Some(Registry { barometer, instruments, modules, editions, breaks })
    }

    fn instruments(&mut self) -> IndexMap<InstrumentId, Instrument> {
        let mut instruments = IndexMap::new();
        for (id, instrument) in &self.wire.instruments {
            let spot = self.root.at("instruments").at(id);
            let client = self.asked(&instrument.client, Population::Client, spot.at("client"));
            let employee = self.asked(&instrument.employee, Population::Employee, spot.at("employee"));
            let written = spot.at("dimensions");
            let dimensions = self.book.dimension_names.check_list(&instrument.dimensions, written, self.faults);
            for (element, name) in instrument.dimensions.spots(written) {
                let sides = [(&client, Population::Client, "client"), (&employee, Population::Employee, "employee")];
                for (items, side, key) in sides {
                    if spot.at(key).count() == items.len() {
                        self.computable(name, items, side, element);
                    }
                }
            }
            instruments.insert(InstrumentId::from(&**id), Instrument { client, employee, dimensions });
        }
        instruments
    }

    /// A dimension that an instrument computes has items enough on a side, or nobody would ever get a score.
    fn computable(&mut self, dimension: &str, items: &[ItemId], side: Population, spot: Spot<'_>) {
        let Some(known) = self.book.dimensions.get(dimension) else { return };
        let asked = items.iter().filter(|item| known.items.contains(item)).count();
        // More than all its items is a fault of the codebook, and told there.
        let put = |item: &&ItemId| self.book.items.read.get(*item).is_some_and(|item| item.wording(side).is_some());
        let needed = known.min_items.min(known.items.iter().filter(put).count());
        if asked < needed {
            let problem = format!("the dimension `{dimension}` has {asked} of its items put to {} here", people(side));
            let finding = Finding::refuse("one-sided-dimension", spot.place(), problem);
            self.faults.push(finding.expected(format!("at least {needed}")));
        }
    }

    fn modules(&mut self) -> IndexMap<ModuleId, Module> {
        let mut modules = IndexMap::new();
        for (id, module) in self.wire.modules.iter().flatten() {
            let spot = self.root.at("modules").at(id);
            let client = self.asked(&module.client, Population::Client, spot.at("client"));
            let employee = self.asked(&module.employee, Population::Employee, spot.at("employee"));
            modules.insert(ModuleId::from(&**id), Module { name: module.name.clone(), client, employee });
        }
        modules
    }

    fn asked(&mut self, list: &List<Name>, side: Population, spot: Spot<'_>) -> Vec<ItemId> {
        let (has_block, block) = match side {
            Population::Client => (self.book.sides.client, "client_blocks"),
            Population::Employee | Population::Manager | Population::NonManager => {
                (self.book.sides.employee, "employee_block")
            }
        };
        if !has_block && spot.count() > 0 {
            let problem =
                format!("{} items are put to {}, who have no block in the layout", spot.count(), people(side));
            let finding = Finding::refuse("no-block", spot.key_place(), problem);
            self.faults.push(finding.expected(format!("`{block}` in the layout of `codebook.yaml`, or no item here")));
        }
        for (element, item) in list.spots(spot) {
            self.book.items.check_wording(item, side, element, self.faults);
        }
        self.book.items.names.check_list(list, spot, self.faults)
    }

    fn editions(
        &mut self,
        instruments: &IndexMap<InstrumentId, Instrument>,
        modules: &IndexMap<ModuleId, Module>,
    ) -> IndexMap<EditionId, Edition> {
        let section = self.root.at("editions");
        if section.count() == 0 {
            self.faults.push(Finding::refuse("nothing-declared", section.key_place(), "no edition is declared"));
        }
        let instrument_names = Names::under("instrument", Some(self.root), "instruments");
        let module_names = Names::under_optional("module", self.root, "modules");
        let mut editions: IndexMap<EditionId, Edition> = IndexMap::new();
        for (label, edition) in &self.wire.editions {
            let spot = section.at(label);
            self.dates_and_number(edition, spot);
            instrument_names.check(&edition.instrument, spot.at("instrument"), self.faults);
            let named: Vec<ModuleId> = match &edition.modules {
                Some(list) => module_names.check_list(list, spot.at("modules"), self.faults),
                None => Vec::new(),
            };
            let sectors = self.sectors(&edition.sectors, spot.at("sectors"));
            let instrument = instruments.get(&*edition.instrument).cloned();
            let asked = self.with_modules(instrument, &named, modules, spot.at("modules"));
            editions.insert(
                EditionId::from(&**label),
                Edition {
                    field_start: edition.field_start,
                    field_end: edition.field_end,
                    n_respondents: edition.n_respondents,
                    institute: edition.institute.as_deref().map(str::to_owned),
                    mode: edition.mode.clone(),
                    instrument: asked,
                    modules: named,
                    sectors,
                    employee_base: edition.employee_base.to_string(),
                    panel: edition.panel.as_deref().map(str::to_owned),
                    assumed: edition.assumed.iter().flat_map(List::iter).cloned().collect(),
                },
            );
        }
        editions.sort_by(|a, left, b, right| (left.field_start, a).cmp(&(right.field_start, b)));
        editions
    }

    fn dates_and_number(&mut self, edition: &wire::Edition, spot: Spot<'_>) {
        if edition.field_end < edition.field_start {
            let problem = format!("`field_end` {} is before `field_start`", edition.field_end);
            let finding = Finding::refuse("out-of-range", spot.at("field_end").place(), problem);
            self.faults.push(finding.expected(format!("{} or later", edition.field_start)));
        }
        if edition.n_respondents == 0 {
            let finding = Finding::refuse("out-of-range", spot.at("n_respondents").place(), "`n_respondents` is 0");
            self.faults.push(finding.expected("at least 1"));
        }
    }

    /// Sectors of an edition, in the publication order of `sectors.yaml` whatever order they are written in.
    fn sectors(&mut self, list: &List<Name>, spot: Spot<'_>) -> Vec<SectorId> {
        if spot.count() == 0 {
            self.faults.push(Finding::refuse("nothing-declared", spot.key_place(), "the edition has no sector"));
        }
        let mut sectors: Vec<SectorId> = self.book.sector_names.check_list(list, spot, self.faults);
        sectors.sort_by_key(|sector| self.book.sectors.get_index_of(sector));
        sectors
    }

    /// The items in force: those of the instrument, then those of each module.
    fn with_modules(
        &mut self,
        instrument: Option<Instrument>,
        named: &[ModuleId],
        modules: &IndexMap<ModuleId, Module>,
        spot: Spot<'_>,
    ) -> Instrument {
        let no_items = Instrument { client: Vec::new(), employee: Vec::new(), dimensions: Vec::new() };
        let mut asked = instrument.unwrap_or(no_items);
        for (id, module) in named.iter().filter_map(|id| Some((id, modules.get(id)?))) {
            let sides =
                [(&mut asked.client, &module.client, "clients"), (&mut asked.employee, &module.employee, "employees")];
            for (asked, added, people) in sides {
                for item in added {
                    if asked.contains(item) {
                        let problem = format!("the module `{id}` puts `{item}` to {people} a second time");
                        let finding = Finding::refuse("duplicate-name", spot.place(), problem);
                        self.faults
                            .push(finding.expected("each item once in the instrument and modules of an edition"));
                    } else {
                        asked.push(item.clone());
                    }
                }
            }
        }
        asked
    }

    fn breaks(&mut self) -> Vec<Break> {
        let mut breaks = Vec::new();
        let section = self.root.at("breaks");
        for (spot, written) in self.wire.breaks.iter().flat_map(|list| list.spots(section)) {
            self.edition_names.check(&written.before, spot.at("before"), self.faults);
            let items: Option<Vec<ItemId>> = written
                .items
                .as_ref()
                .map(|list| self.book.items.names.check_list(list, spot.at("items"), self.faults));
            let sectors: Option<Vec<SectorId>> = written
                .sectors
                .as_ref()
                .map(|list| self.book.sector_names.check_list(list, spot.at("sectors"), self.faults));
            for (key, length) in [("items", items.as_ref().map(Vec::len)), ("sectors", sectors.as_ref().map(Vec::len))]
            {
                if length == Some(0) {
                    let problem = format!("the break concerns no {key}");
                    let finding = Finding::refuse("nothing-declared", spot.at(key).key_place(), problem);
                    self.faults.push(finding.expected(format!("at least one; leave `{key}` out to mean all")));
                }
            }
            let before = EditionId::from(&*written.before);
            breaks.push(Break { before, items, sectors, reason: written.reason.clone() });
        }
        breaks
    }
}
