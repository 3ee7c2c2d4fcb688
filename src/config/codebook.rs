//! `codebook.yaml` and `sectors.yaml`: what the questionnaire is, every name in it checked.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::Faults;
use super::document::{Document, Spot};
use super::names::Names;
use super::shape::{self, Id};
use super::wire;
use crate::error::Finding;
use crate::survey::codebook::{
    ClientBlock, Codebook, Contrasts, Dimension, EmployeeBlock, Flag, Item, Layout, MirrorPair, Overestimation, Pillar,
    Scale, Sector,
};
use crate::survey::ids::{DimensionId, ItemId, Measure, Mirror, PairId, PillarId, Population, ScaleId, SectorId};

/// Keys of the tables that stand for more than one sector.
pub(super) const RESERVED_SECTORS: [&str; 4] =
    [SectorId::ALL, SectorId::MEAN_OF_SECTORS, SectorId::WEIGHTED_SECTORS, SectorId::OTHER];

/// Composites that are not pillars.
const RESERVED_PILLARS: [&str; 2] = ["dimensions", "common_core"];

/// What the two files declare. While a file has faults, its sound entries alone; the names are complete in any case.
#[derive(Debug)]
pub(super) struct Book {
    /// Names of the items.
    pub(super) item_names: Names,
    /// Names of the dimensions.
    pub(super) dimension_names: Names,
    /// Names of the sectors.
    pub(super) sector_names: Names,
    /// The sectors.
    pub(super) sectors: IndexMap<SectorId, Sector>,
    /// What `codebook.yaml` declares.
    pub(super) parts: Parts,
}

/// What `codebook.yaml` declares.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The items.
    pub(super) items: IndexMap<ItemId, Item>,
    /// The dimensions.
    pub(super) dimensions: IndexMap<DimensionId, Dimension>,
    scales: IndexMap<ScaleId, Scale>,
    pairs: IndexMap<PairId, MirrorPair>,
    pillars: IndexMap<PillarId, Pillar>,
    contrasts: Contrasts,
    layout: Option<Layout>,
}

impl Book {
    /// The codebook, once there is no finding.
    pub(super) fn finish(self) -> Option<Codebook> {
        let Parts { items, dimensions, scales, pairs, pillars, contrasts, layout } = self.parts;
        let sectors = self.sectors;
        Some(Codebook { scales, items, pairs, dimensions, pillars, sectors, contrasts, layout: layout? })
    }

    /// Reports an item that does not exist or that a side is not asked.
    pub(super) fn check_asked(&self, item: &str, side: Population, spot: Spot<'_>, faults: &mut Faults) {
        self.item_names.check(item, spot, faults);
        check_wording(&self.parts.items, item, side, spot, faults);
    }
}

/// Reads the two files; a file that could not be opened declares nothing and refuses no name.
pub(super) fn read(codebook: Option<&Document>, sectors: Option<&Document>, faults: &mut Faults) -> Book {
    let root = codebook.map(Document::root);
    let wire = codebook.and_then(|document| shape::read::<wire::Codebook>(document, faults));
    let parts = match (root, &wire) {
        (Some(root), Some(wire)) => Reading::new(root, wire, faults).parts(),
        _ => Parts::default(),
    };
    Book {
        item_names: Names::under("item", root, "items"),
        dimension_names: Names::under("dimension", root, "dimensions"),
        sector_names: Names::under("sector", sectors.map(Document::root), "sectors"),
        sectors: sectors.map(|document| read_sectors(document, faults)).unwrap_or_default(),
        parts,
    }
}

fn read_sectors(document: &Document, faults: &mut Faults) -> IndexMap<SectorId, Sector> {
    let section = document.root().at("sectors");
    check_reserved(section, &RESERVED_SECTORS, faults);
    let wire = shape::read::<wire::Sectors>(document, faults);
    if wire.as_ref().is_some_and(|wire| wire.sectors.is_empty()) && section.count() == 0 {
        faults.push(Finding::refuse("nothing-declared", section.key_place(), "no sector is declared"));
    }
    let sectors = wire.map(|wire| wire.sectors).unwrap_or_default();
    sectors.into_iter().map(|(id, sector)| (SectorId::from(&*id), Sector { name: sector.name })).collect()
}

fn check_reserved(section: Spot<'_>, reserved: &[&str], faults: &mut Faults) {
    for entry in section.entries().filter(|entry| reserved.contains(&entry.name())) {
        let problem = format!("the id `{}` is reserved", entry.name());
        let finding = Finding::refuse("reserved-id", entry.key_place(), problem);
        faults.push(finding.expected("another id: the tables use this one themselves"));
    }
}

/// Who a side is, in a message.
pub(super) fn people(side: Population) -> &'static str {
    match side {
        Population::Client => "clients",
        Population::Employee | Population::Manager | Population::NonManager => "employees",
    }
}

fn check_wording(items: &IndexMap<ItemId, Item>, item: &str, side: Population, spot: Spot<'_>, faults: &mut Faults) {
    if items.get(item).is_some_and(|known| known.wording(side).is_none()) {
        let problem = format!("the item `{item}` is not put to {}", people(side));
        let finding = Finding::refuse("no-wording", spot.place(), problem);
        faults.push(finding.expected(format!("an item of the codebook with a wording under `{side}`")));
    }
}

/// The reading of one `codebook.yaml`.
struct Reading<'a, 'f> {
    root: Spot<'a>,
    wire: &'a wire::Codebook,
    scale_names: Names,
    item_names: Names,
    dimension_names: Names,
    faults: &'f mut Faults,
}

impl<'a, 'f> Reading<'a, 'f> {
    fn new(root: Spot<'a>, wire: &'a wire::Codebook, faults: &'f mut Faults) -> Self {
        Self {
            root,
            wire,
            scale_names: Names::under("scale", Some(root), "scales"),
            item_names: Names::under("item", Some(root), "items"),
            dimension_names: Names::under("dimension", Some(root), "dimensions"),
            faults,
        }
    }

    fn parts(mut self) -> Parts {
        let scales = super::scales::read(&self.wire.scales, self.root.at("scales"), self.faults);
        let items = self.items(&scales);
        let pairs = self.pairs(&items);
        let dimensions = self.dimensions(&items, &pairs);
        let pillars = self.pillars();
        let contrasts = self.contrasts(&items, &scales);
        let layout = self.layout(&items);
        Parts { items, dimensions, scales, pairs, pillars, contrasts, layout }
    }

    /// Whether every entry of a section could be read: what is said about a section as a whole needs them all.
    fn complete<T>(&self, section: &str, read: &IndexMap<Id, T>) -> bool {
        self.root.at(section).count() == read.len()
    }

    fn items(&mut self, scales: &IndexMap<ScaleId, Scale>) -> IndexMap<ItemId, Item> {
        let section = self.root.at("items");
        let wire = self.wire;
        if section.count() == 0 {
            self.faults.push(Finding::refuse("nothing-declared", section.key_place(), "no item is declared"));
        }
        let read = wire.items.iter().map(|(id, item)| {
            let spot = section.at(id);
            self.scale_names.check(&item.scale, spot.at("scale"), self.faults);
            if item.client.is_none() && item.employee.is_none() {
                let problem = format!("the item `{}` has no wording", &**id);
                let finding = Finding::refuse("no-wording", spot.key_place(), problem);
                self.faults.push(finding.expected("a wording under `client`, `employee` or both"));
            }
            if let Some(dimension) = &item.dimension {
                self.dimension_names.check(dimension, spot.at("dimension"), self.faults);
                if let Some(Scale::Percentage { .. }) = scales.get(&*item.scale) {
                    let problem = format!("the item `{}` is a percentage and has a dimension", &**id);
                    let finding = Finding::refuse("measure-not-applicable", spot.at("dimension").place(), problem);
                    self.faults
                        .push(finding.expected("an ordered scale, for dimensions are scored from ordered answers"));
                }
            }
            let read = Item {
                scale: ScaleId::from(&*item.scale),
                reversed: item.reversed.unwrap_or(false),
                dimension: item.dimension.as_deref().map(DimensionId::from),
                client: item.client.clone(),
                employee: item.employee.clone(),
                name: item.name.clone(),
                column: item.column.as_deref().unwrap_or(id).to_owned(),
            };
            (ItemId::from(&**id), read)
        });
        read.collect()
    }

    fn pairs(&mut self, items: &IndexMap<ItemId, Item>) -> IndexMap<PairId, MirrorPair> {
        let section = self.root.at("mirror_pairs");
        let wire = self.wire;
        let mut pairs = IndexMap::new();
        for (id, pair) in &wire.mirror_pairs {
            let spot = section.at(id);
            let client = pair.client.as_deref().unwrap_or(id);
            let employee = pair.employee.as_deref().unwrap_or(id);
            for (item, side, key) in
                [(client, Population::Client, "client"), (employee, Population::Employee, "employee")]
            {
                // A defaulted item is spoken of where the pair is named.
                match spot.find(key) {
                    Some(named) => self.item_names.check(item, named, self.faults),
                    None => self.item_names.check_key(spot, self.faults),
                }
                check_wording(items, item, side, spot.at(key), self.faults);
            }
            if self.item_names.iter().any(|item| item == &**id) && client != &**id && employee != &**id {
                let problem = format!("the pair `{}` has the id of an item that is not in it", &**id);
                let finding = Finding::refuse("ambiguous-id", spot.key_place(), problem);
                self.faults.push(finding.expected("the id of one of its two items, or one that no item has"));
            }
            let (Some(client_item), Some(employee_item)) = (items.get(client), items.get(employee)) else { continue };
            if client_item.scale != employee_item.scale {
                let scales = format!("`{}` and `{}`", client_item.scale, employee_item.scale);
                let problem = format!("the two items of the pair `{}` have the scales {scales}", &**id);
                let finding = Finding::refuse("scales-differ", spot.key_place(), problem);
                self.faults.push(finding.expected("the same scale on both sides"));
            }
            let name = pair.name.clone().unwrap_or_else(|| client_item.name.clone());
            let (client, employee) = (ItemId::from(client), ItemId::from(employee));
            pairs.insert(PairId::from(&**id), MirrorPair { client, employee, mirror: pair.mirror, name });
        }
        pairs
    }

    fn dimensions(
        &mut self,
        items: &IndexMap<ItemId, Item>,
        pairs: &IndexMap<PairId, MirrorPair>,
    ) -> IndexMap<DimensionId, Dimension> {
        let section = self.root.at("dimensions");
        let items_complete = self.complete("items", &self.wire.items);
        let mut dimensions = IndexMap::new();
        for (id, dimension) in &self.wire.dimensions {
            let spot = section.at(id);
            let of_dimension = |item: &Item| item.dimension.as_ref().is_some_and(|named| named.as_str() == &**id);
            let min_items = dimension.min_items.unwrap_or(1);
            if min_items == 0 {
                let finding = Finding::refuse("out-of-range", spot.at("min_items").place(), "`min_items` is 0");
                self.faults.push(finding.expected("at least 1"));
            }
            for side in [Population::Client, Population::Employee].into_iter().filter(|_| items_complete) {
                let asked = items.values().filter(|item| of_dimension(item) && item.wording(side).is_some()).count();
                let finding = if asked == 0 {
                    let problem = format!("the dimension `{}` has no item put to {}", &**id, people(side));
                    Finding::refuse("one-sided-dimension", spot.key_place(), problem)
                        .expected("at least one item on each side, for clients and employees are compared")
                } else if min_items > asked {
                    let problem =
                        format!("`min_items` is {min_items}, but {asked} of its items are put to {}", people(side));
                    Finding::refuse("out-of-range", spot.at("min_items").place(), problem)
                        .expected(format!("at most {asked}"))
                } else {
                    continue;
                };
                self.faults.push(finding);
            }
            let inside = |item: &ItemId| items.get(item).is_some_and(of_dimension);
            let read = Dimension {
                name: dimension.name.clone(),
                definition: dimension.definition.clone(),
                mirror: mirror_of(pairs.values().filter(|pair| inside(&pair.client) && inside(&pair.employee))),
                min_items,
                items: items.iter().filter(|(_, item)| of_dimension(item)).map(|(id, _)| id.clone()).collect(),
            };
            dimensions.insert(DimensionId::from(&**id), read);
        }
        dimensions
    }

    fn pillars(&mut self) -> IndexMap<PillarId, Pillar> {
        let section = self.root.at("pillars");
        check_reserved(section, &RESERVED_PILLARS, self.faults);
        let mut pillar_of: BTreeMap<&str, &str> = BTreeMap::new();
        let mut pillars = IndexMap::new();
        for (id, pillar) in self.wire.pillars.iter().flatten() {
            let spot = section.at(id).at("dimensions");
            let dimensions = self.dimension_names.check_list(&pillar.dimensions, spot, self.faults);
            if spot.count() == 0 {
                let problem = format!("the pillar `{}` has no dimension", &**id);
                self.faults.push(Finding::refuse("nothing-declared", spot.key_place(), problem));
            }
            for (element, dimension) in pillar.dimensions.spots(spot) {
                match pillar_of.insert(dimension, id) {
                    Some(other) if other != &**id => {
                        let problem = format!("the dimension `{}` is already in the pillar `{other}`", &**dimension);
                        let finding = Finding::refuse("duplicate-name", element.place(), problem);
                        self.faults.push(finding.expected("each dimension in one pillar at most"));
                    }
                    _ => {}
                }
            }
            pillars.insert(PillarId::from(&**id), Pillar { name: pillar.name.clone(), dimensions });
        }
        pillars
    }

    fn contrasts(&mut self, items: &IndexMap<ItemId, Item>, scales: &IndexMap<ScaleId, Scale>) -> Contrasts {
        let mut contrasts = Contrasts::default();
        let section = self.root.at("contrasts");
        let Some(wire) = &self.wire.contrasts else { return contrasts };
        for (spot, contrast) in wire.overestimation.iter().flat_map(|list| list.spots(section.at("overestimation"))) {
            let estimate_measure = contrast.estimate_measure.unwrap_or(Measure::Top2);
            let real_measure = contrast.real_measure.unwrap_or(Measure::Top2);
            let sides = [
                (&contrast.estimate, Population::Employee, "estimate", estimate_measure, "estimate_measure"),
                (&contrast.real, Population::Client, "real", real_measure, "real_measure"),
            ];
            for (item, side, key, measure, measure_key) in sides {
                self.item_names.check(item, spot.at(key), self.faults);
                check_wording(items, item, side, spot.at(key), self.faults);
                let scale = items.get(&**item).and_then(|item| scales.get(&item.scale));
                let place = spot.find(measure_key).unwrap_or(spot.at(key));
                self.measure(item, scale, measure, measure_key, place);
            }
            contrasts.overestimation.push(Overestimation {
                estimate: ItemId::from(&*contrast.estimate),
                estimate_measure,
                real: ItemId::from(&*contrast.real),
                real_measure,
            });
        }
        for (spot, contrast) in wire.within_employee.iter().flat_map(|list| list.spots(section.at("within_employee"))) {
            for (item, key) in [(&contrast.left, "left"), (&contrast.right, "right")] {
                self.item_names.check(item, spot.at(key), self.faults);
                check_wording(items, item, Population::Employee, spot.at(key), self.faults);
            }
            let scale = |item: &str| items.get(item).and_then(|item| scales.get(&item.scale)).map(measures);
            let (left, right) = (scale(&contrast.left), scale(&contrast.right));
            let finding = |problem: &str| Finding::refuse("bad-contrast", spot.at("right").place(), problem);
            if contrast.left == contrast.right {
                self.faults.push(finding("an item is compared with itself").expected("two items"));
            } else if left.is_some() && right.is_some() && left != right {
                let finding = finding("an ordered scale is compared with a percentage");
                self.faults.push(finding.expected("two items with the same measures"));
            }
            contrasts.within_employee.push((ItemId::from(&*contrast.left), ItemId::from(&*contrast.right)));
        }
        contrasts
    }

    fn measure(&mut self, item: &str, scale: Option<&Scale>, measure: Measure, key: &str, spot: Spot<'_>) {
        let Some(measures) = scale.map(measures) else { return };
        if !measures.contains(&measure) {
            let words: Vec<&str> = measures.iter().map(|measure| measure.as_str()).collect();
            let problem = format!("the measure `{measure}` does not apply to the item `{item}`");
            let finding = Finding::refuse("measure-not-applicable", spot.place(), problem);
            self.faults.push(finding.expected(format!("`{key}:` {}", shape::one_of(&words))));
        }
    }

    fn layout(&mut self, items: &IndexMap<ItemId, Item>) -> Option<Layout> {
        let wire = self.wire.layout.0.as_ref()?;
        let spot = self.root.at("layout");
        let (blocks, block) = (spot.at("client_blocks"), spot.at("employee_block"));
        if blocks.count() == 0 {
            let finding = Finding::refuse("nothing-declared", blocks.key_place(), "no client block is declared");
            self.faults.push(finding.expected("at least one rated sector a respondent"));
        }
        for key in ["employed", "manager"] {
            let flag = if key == "employed" { &wire.employee_block.employed } else { &wire.employee_block.manager };
            if flag.yes == flag.no {
                let problem = format!("`{}` means yes and no", &*flag.yes);
                let finding = Finding::refuse("duplicate-code", block.at(key).at("no").place(), problem);
                self.faults.push(finding.expected("two different codes"));
            }
        }
        let flag = |flag: &wire::Flag| Flag {
            column: flag.column.to_string(),
            yes: flag.yes.to_string(),
            no: flag.no.to_string(),
        };
        let layout = Layout {
            id: wire.id.to_string(),
            base_weight: wire.base_weight.as_deref().map(str::to_owned),
            stratum: wire.stratum.as_deref().map(str::to_owned),
            psu: wire.psu.as_deref().map(str::to_owned),
            client_blocks: wire
                .client_blocks
                .iter()
                .map(|block| ClientBlock { sector: block.sector.to_string(), prefix: block.prefix.to_string() })
                .collect(),
            employee_block: EmployeeBlock {
                employed: flag(&wire.employee_block.employed),
                sector: wire.employee_block.sector.to_string(),
                manager: flag(&wire.employee_block.manager),
                prefix: wire.employee_block.prefix.to_string(),
            },
        };
        self.columns(&layout, items);
        Some(layout)
    }

    /// Every column of a wave file has one meaning: a prefix or an item's column copied and not changed is found here.
    fn columns(&mut self, layout: &Layout, items: &IndexMap<ItemId, Item>) {
        let spot = self.root.at("layout");
        let block = spot.at("employee_block");
        let mut columns: Vec<(String, Spot<'_>)> = vec![(layout.id.clone(), spot.at("id"))];
        for (column, key) in [(&layout.base_weight, "base_weight"), (&layout.stratum, "stratum"), (&layout.psu, "psu")]
        {
            columns.extend(column.iter().map(|column| (column.clone(), spot.at(key))));
        }
        columns.push((layout.employee_block.employed.column.clone(), block.at("employed").at("column")));
        columns.push((layout.employee_block.sector.clone(), block.at("sector")));
        columns.push((layout.employee_block.manager.column.clone(), block.at("manager").at("column")));
        let sound_blocks =
            self.wire.layout.0.iter().flat_map(|wire| wire.client_blocks.spots(spot.at("client_blocks")));
        let mut prefixes = vec![(Population::Employee, layout.employee_block.prefix.as_str(), block.at("prefix"))];
        for (block, wire) in sound_blocks {
            columns.push((wire.sector.to_string(), block.at("sector")));
            prefixes.push((Population::Client, &wire.prefix, block.at("prefix")));
        }
        for (side, prefix, spot) in prefixes {
            for (id, item) in items.iter().filter(|(_, item)| item.wording(side).is_some()) {
                let named = self.root.at("items").at(id.as_str()).find("column");
                columns.push((format!("{prefix}{}", item.column), named.unwrap_or(spot)));
            }
        }
        let mut first: BTreeMap<String, Spot<'_>> = BTreeMap::new();
        let mut said = Vec::new();
        for (column, spot) in columns {
            match first.get(&column) {
                None => drop(first.insert(column, spot)),
                // A prefix that stands twice doubles every item; saying so once is enough.
                Some(_) if said.contains(&spot.place()) => {}
                Some(earlier) => {
                    said.push(spot.place());
                    let problem = format!("the column `{column}` has two meanings, the other at {}", earlier.place());
                    let finding = Finding::refuse("duplicate-column", spot.place(), problem);
                    self.faults.push(finding.expected("a column for each meaning"));
                }
            }
        }
    }
}

/// `parallel_treatment` when every pair is, and there is one: only then does a dimension compare how each side is treated.
fn mirror_of<'p>(pairs: impl Iterator<Item = &'p MirrorPair>) -> Mirror {
    let mut mirrors = pairs.map(|pair| pair.mirror).peekable();
    let parallel = mirrors.peek().is_some() && mirrors.all(|mirror| mirror == Mirror::ParallelTreatment);
    if parallel { Mirror::ParallelTreatment } else { Mirror::SameObject }
}

fn measures(scale: &Scale) -> &'static [Measure] {
    match scale {
        Scale::Ordered(_) => &[Measure::Top2, Measure::Top1, Measure::Mean100],
        Scale::Percentage { .. } => &[Measure::MeanGuess],
    }
}
