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
use crate::messages::msg;
use crate::survey::codebook::on_one_line;
use crate::survey::ids::{EditionId, InstrumentId, ItemId, ModuleId, Population, SectorId};
use crate::survey::registry::{Barometer, Break, Correction, Edition, Instrument, Module, Registry, Technical};

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
        let corrections = self.corrections();
        let barometer = self.wire.barometer.0.as_ref()?;
        let barometer = Barometer {
            title: barometer.title.clone(),
            publisher: on_one_line(barometer.publisher.trim()),
            caution: barometer.caution.clone(),
            address: barometer.address.as_deref().map(str::trim).map(on_one_line),
        };
        Some(Registry { barometer, instruments, modules, editions, breaks, corrections })
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
            let problem = msg!("dimension-asked", dimension, asked, people = people(side));
            let finding = Finding::refuse("one-sided-dimension", spot.place(), problem);
            self.faults.push(finding.expected(msg!("expect-at-least", count = needed)).hint(msg!("hint-min-items")));
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
            let problem = msg!("side-without-block", count = spot.count(), people = people(side));
            let finding = Finding::refuse("no-block", spot.key_place(), problem);
            self.faults.push(finding.expected(msg!("expect-block-or-no-item", block)).hint(msg!("hint-side-block")));
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
            let finding = Finding::refuse("nothing-declared", section.key_place(), msg!("no-edition-declared"));
            self.faults.push(finding.hint(msg!("hint-declare-one")));
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
                    institute: edition.institute.as_deref().map(str::trim).map(on_one_line),
                    mode: edition.mode.clone(),
                    instrument: asked,
                    modules: named,
                    sectors,
                    employee_base: edition.employee_base.to_string(),
                    panel: edition.panel.as_deref().map(str::to_owned),
                    assumed: edition.assumed.iter().flat_map(List::iter).cloned().collect(),
                    technical: self.technical(edition, spot.at("technical")),
                },
            );
        }
        editions.sort_by(|a, left, b, right| (left.field_start, a).cmp(&(right.field_start, b)));
        self.overlaps(&editions, section);
        self.base_spellings(&editions, section);
        editions
    }

    /// The word for who the employees are is compared letter by letter: one that differs by its case alone would break the series.
    fn base_spellings(&mut self, editions: &IndexMap<EditionId, Edition>, section: Spot<'_>) {
        let mut known: IndexMap<String, &str> = IndexMap::new();
        for (id, edition) in editions {
            let word = edition.employee_base.as_str();
            let first = *known.entry(word.to_lowercase()).or_insert(word);
            if first != word {
                let spot = section.at(id.as_str()).at("employee_base");
                let problem = msg!("value-is", what = spot.called(), value = format!("`{word}`"));
                let finding = Finding::refuse("base-spelling", spot.place(), problem);
                let expected = msg!("expect-same-spelling", word = first);
                self.faults.push(finding.expected(expected).hint(msg!("hint-write", text = first)));
            }
        }
    }

    /// Editions follow each other by their fields: where two overlap, a date is wrong, and a change would be told backwards.
    fn overlaps(&mut self, editions: &IndexMap<EditionId, Edition>, section: Spot<'_>) {
        for ((before, earlier), (after, later)) in editions.iter().zip(editions.iter().skip(1)) {
            if later.field_start > earlier.field_end || earlier.field_end < earlier.field_start {
                continue;
            }
            let problem = msg!(
                "fields-overlap",
                after = after.as_str(),
                start = later.field_start.to_string(),
                before = before.as_str(),
                end = earlier.field_end.to_string(),
                place = section.at(before.as_str()).at("field_end").place().to_string(),
            );
            let finding =
                Finding::refuse("fields-overlap", section.at(after.as_str()).at("field_start").place(), problem);
            self.faults.push(finding.expected(msg!("expect-fields-apart")).hint(msg!("hint-fields-overlap")));
        }
    }

    fn dates_and_number(&mut self, edition: &wire::Edition, spot: Spot<'_>) {
        if edition.field_end < edition.field_start {
            let problem = msg!("field-ends-early", end = edition.field_end.to_string());
            let finding = Finding::refuse("out-of-range", spot.at("field_end").place(), problem);
            let expected = msg!("expect-date-or-later", date = edition.field_start.to_string());
            self.faults.push(finding.expected(expected).hint(msg!("hint-dates")));
        }
        if edition.n_respondents == 0 {
            let problem = msg!("value-is-zero", name = "n_respondents");
            let finding = Finding::refuse("out-of-range", spot.at("n_respondents").place(), problem);
            self.faults.push(finding.expected(msg!("expect-at-least-one")).hint(msg!("hint-n-respondents")));
        }
    }

    /// Sectors of an edition, in the publication order of `sectors.yaml` whatever order they are written in.
    fn sectors(&mut self, list: &List<Name>, spot: Spot<'_>) -> Vec<SectorId> {
        if spot.count() == 0 {
            let finding = Finding::refuse("nothing-declared", spot.key_place(), msg!("edition-without-sector"));
            self.faults.push(finding.expected(msg!("expect-one-sector")).hint(msg!("hint-declare-one")));
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
            let sides = [
                (&mut asked.client, &module.client, Population::Client),
                (&mut asked.employee, &module.employee, Population::Employee),
            ];
            for (asked, added, side) in sides {
                for item in added {
                    if asked.contains(item) {
                        let problem = msg!(
                            "module-repeats-item",
                            module = id.as_str(),
                            item = item.as_str(),
                            people = people(side)
                        );
                        let finding = Finding::refuse("duplicate-name", spot.place(), problem);
                        self.faults.push(finding.expected(msg!("expect-item-once")).hint(msg!("hint-module-item")));
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
                    let problem = msg!("break-concerns-nothing", key);
                    let finding = Finding::refuse("nothing-declared", spot.at(key).key_place(), problem);
                    let finding = finding.expected(msg!("expect-one-or-all", key));
                    self.faults.push(finding.hint(msg!("hint-fill-or-remove")));
                }
            }
            let before = EditionId::from(&*written.before);
            breaks.push(Break { before, items, sectors, reason: written.reason.clone() });
        }
        breaks
    }

    /// What the fiche technique knows of an edition.
    fn technical(&mut self, edition: &wire::Edition, spot: Spot<'_>) -> Technical {
        let Some(written) = &edition.technical else { return Technical::default() };
        if written.published.is_some_and(|published| published < edition.field_end) {
            let finding = Finding::refuse("out-of-range", spot.at("published").place(), msg!("published-early"));
            let expected = msg!("expect-date-or-later", date = edition.field_end.to_string());
            self.faults.push(finding.expected(expected).hint(msg!("hint-dates")));
        }
        if written.number == Some(0) {
            let problem = msg!("value-is-zero", name = "number");
            let finding = Finding::refuse("out-of-range", spot.at("number").place(), problem);
            self.faults.push(finding.expected(msg!("expect-edition-number")).hint(msg!("hint-edition-number")));
        }
        let rate = written.response_rate_percent.filter(|rate| !(0.0..=100.0).contains(rate));
        let minutes = written.median_minutes.filter(|minutes| *minutes <= 0.0 || !minutes.is_finite());
        for (key, value, expected) in [
            ("response_rate_percent", rate, msg!("expect-number-0-100")),
            ("median_minutes", minutes, msg!("expect-minutes")),
        ] {
            if let Some(value) = value {
                let problem = msg!("number-is", name = key, value = value.to_string());
                let finding = Finding::refuse("out-of-range", spot.at(key).place(), problem);
                self.faults.push(finding.expected(expected).hint(msg!("hint-technical")));
            }
        }
        Technical {
            number: written.number,
            published: written.published,
            version: written.version.as_deref().map(str::trim).map(on_one_line),
            standing: written.standing,
            sponsor: written.sponsor.clone(),
            partners: written.partners.clone(),
            funder: written.funder.clone(),
            population: written.population.clone(),
            clients: written.clients.clone(),
            employees: written.employees.clone(),
            frame: written.frame.clone(),
            recruitment: written.recruitment.clone(),
            incentive: written.incentive.clone(),
            median_minutes: written.median_minutes,
            selection: written.selection.clone(),
            quotas: written.quotas.clone(),
            response_rate_percent: written.response_rate_percent,
            cleaning: written.cleaning.clone(),
            limits: written.limits.clone(),
            standard: written.standard.clone(),
            contact: written.contact.clone(),
            consultation: written.consultation.clone(),
        }
    }

    fn corrections(&mut self) -> Vec<Correction> {
        let section = self.root.at("corrections");
        let mut corrections = Vec::new();
        for (spot, written) in self.wire.corrections.iter().flat_map(|list| list.spots(section)) {
            self.edition_names.check(&written.edition, spot.at("edition"), self.faults);
            let sectors = written
                .sectors
                .as_ref()
                .map(|list| self.book.sector_names.check_list(list, spot.at("sectors"), self.faults));
            let dimensions = written
                .dimensions
                .as_ref()
                .map(|list| self.book.dimension_names.check_list(list, spot.at("dimensions"), self.faults));
            corrections.push(Correction {
                edition: EditionId::from(&*written.edition),
                date: written.date,
                version: written.version.as_deref().map(str::trim).map(on_one_line),
                sectors,
                dimensions,
                text: written.text.clone(),
            });
        }
        corrections
    }
}
