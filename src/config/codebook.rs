//! `codebook.yaml` and `sectors.yaml`: what the questionnaire is, every name in it checked.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::Faults;
use super::contrasts::Known;
use super::document::{Document, Spot};
use super::items::{Items, people};
use super::names::{Names, Printed};
use super::reader;
use super::wire;
use super::{layout, scales, weights};
use crate::error::Finding;
use crate::messages::msg;
use crate::survey::codebook::{Codebook, Contrasts, Dimension, Item, Layout, MirrorPair, Pillar, Scale, Sector};
use crate::survey::ids::{DimensionId, ItemId, Mirror, PairId, PillarId, Population, ScaleId, SectorId};

/// Keys of the tables that stand for more than one sector.
pub(super) const RESERVED_SECTORS: [&str; 4] =
    [SectorId::ALL, SectorId::MEAN_OF_SECTORS, SectorId::WEIGHTED_SECTORS, SectorId::OTHER];

/// Composites that are not pillars.
const RESERVED_PILLARS: [&str; 2] = ["dimensions", "common_core"];

/// What the two files declare. While a file has faults, its sound entries alone; the names are complete in any case.
#[derive(Debug)]
pub(super) struct Book {
    /// The items.
    pub(super) items: Items,
    /// Names of the dimensions.
    pub(super) dimension_names: Names,
    /// The dimensions.
    pub(super) dimensions: IndexMap<DimensionId, Dimension>,
    /// Names of the sectors.
    pub(super) sector_names: Names,
    /// The sectors.
    pub(super) sectors: IndexMap<SectorId, Sector>,
    /// Sides that the layout has a block for; both while it could not be read.
    pub(super) sides: Sides,
    rest: Rest,
}

/// Who has a block in the layout.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    /// Clients.
    pub(super) client: bool,
    /// Employees.
    pub(super) employee: bool,
}

/// What only the codebook itself needs.
#[derive(Debug, Default)]
struct Rest {
    scales: IndexMap<ScaleId, Scale>,
    pairs: IndexMap<PairId, MirrorPair>,
    pillars: IndexMap<PillarId, Pillar>,
    contrasts: Contrasts,
    layout: Option<Layout>,
}

impl Book {
    /// The codebook, once there is no finding.
    pub(super) fn finish(self) -> Option<Codebook> {
        let Rest { scales, pairs, pillars, contrasts, layout } = self.rest;
        let (items, dimensions, sectors) = (self.items.read, self.dimensions, self.sectors);
        Some(Codebook { scales, items, pairs, dimensions, pillars, sectors, contrasts, layout: layout? })
    }
}

/// Reads the two files; a file that could not be opened declares nothing and refuses no name.
pub(super) fn read(codebook: Option<&Document>, sectors: Option<&Document>, faults: &mut Faults) -> Book {
    let root = codebook.map(Document::root);
    let wire = codebook.and_then(|document| reader::read::<wire::Codebook>(document, faults));
    let mut book = Book {
        items: Items::unknown(),
        dimension_names: Names::under("dimension", root, "dimensions"),
        dimensions: IndexMap::new(),
        sector_names: Names::under("sector", sectors.map(Document::root), "sectors"),
        sectors: sectors.map(|document| read_sectors(document, faults)).unwrap_or_default(),
        sides: Sides { client: true, employee: true },
        rest: Rest::default(),
    };
    if let (Some(root), Some(wire)) = (root, &wire) {
        let scales = scales::read(&wire.scales, root.at("scales"), faults);
        book.items = Items::read(&wire.items, root, &scales, faults);
        let pairs = pairs(wire, root.at("mirror_pairs"), &book.items, faults);
        book.dimensions = dimensions(wire, root.at("dimensions"), &book.items, &pairs, faults);
        let pillars = pillars(wire, root.at("pillars"), &book.dimension_names, faults);
        let known = Known { items: &book.items, scales: &scales };
        let contrasts = known.read(wire.contrasts.as_ref(), root.at("contrasts"), faults);
        let layout =
            wire.layout.0.as_ref().map(|wire| layout::read(wire, root, &book.items, &book.sector_names, faults));
        if let Some(layout) = &layout {
            book.sides = Sides { client: !layout.client_blocks.is_empty(), employee: layout.employee_block.is_some() };
        }
        book.rest = Rest { scales, pairs, pillars, contrasts, layout };
    }
    book
}

fn read_sectors(document: &Document, faults: &mut Faults) -> IndexMap<SectorId, Sector> {
    let Some(wire) = reader::read::<wire::Sectors>(document, faults) else { return IndexMap::new() };
    let section = document.root().at("sectors");
    check_reserved(section, &RESERVED_SECTORS, faults);
    if section.count() == 0 {
        let finding = Finding::refuse("nothing-declared", section.key_place(), msg!("no-sector-declared"));
        faults.push(finding.hint(msg!("hint-declare-one")));
    }
    weights::check(section, wire.sectors.iter().map(|(id, sector)| (&**id, sector.weight)), weights::Sum::Any, faults);
    let sectors = wire.sectors.into_iter();
    sectors.map(|(id, sector)| (SectorId::from(&*id), Sector { name: sector.name, weight: sector.weight })).collect()
}

pub(super) fn check_reserved(section: Spot<'_>, reserved: &[&str], faults: &mut Faults) {
    for entry in section.entries().filter(|entry| reserved.contains(&entry.name())) {
        let problem = msg!("reserved-id", id = entry.name());
        let finding = Finding::refuse("reserved-id", entry.key_place(), problem);
        faults.push(finding.expected(msg!("expect-other-id")).hint(msg!("hint-rename-id")));
    }
}

fn pairs(wire: &wire::Codebook, section: Spot<'_>, items: &Items, faults: &mut Faults) -> IndexMap<PairId, MirrorPair> {
    let mut pairs = IndexMap::new();
    for (id, pair) in &wire.mirror_pairs {
        let spot = section.at(id);
        let client = pair.client.as_deref().unwrap_or(id);
        let employee = pair.employee.as_deref().unwrap_or(id);
        paired(client, Population::Client, "client", spot, items, faults);
        // Both sides left out name one item; when it does not exist once is enough to say so.
        if items.names.has(employee) || pair.client.is_some() || pair.employee.is_some() {
            paired(employee, Population::Employee, "employee", spot, items, faults);
        }
        if items.names.declares(id) && client != &**id && employee != &**id {
            let problem = msg!("ambiguous-pair-id", pair = &**id);
            let finding = Finding::refuse("ambiguous-id", spot.key_place(), problem);
            faults.push(finding.expected(msg!("expect-pair-id")).hint(msg!("hint-rename-id")));
        }
        let (Some(client_item), Some(employee_item)) = (items.read.get(client), items.read.get(employee)) else {
            continue;
        };
        if client_item.scale != employee_item.scale {
            let (client, employee) = (client_item.scale.as_str(), employee_item.scale.as_str());
            let problem = msg!("scales-differ", pair = &**id, client, employee);
            let finding = Finding::refuse("scales-differ", spot.key_place(), problem);
            faults.push(finding.expected(msg!("expect-same-scale")).hint(msg!("hint-same-scale")));
        }
        let name = pair.name.clone().unwrap_or_else(|| client_item.name.clone());
        let (client, employee) = (ItemId::from(client), ItemId::from(employee));
        pairs.insert(PairId::from(&**id), MirrorPair { client, employee, mirror: pair.mirror, name });
    }
    pairs
}

/// Checks one item of the pair at `spot`; an item left out is the one with the pair's id.
fn paired(item: &str, side: Population, key: &str, spot: Spot<'_>, items: &Items, faults: &mut Faults) {
    match spot.find(key) {
        Some(named) => items.check_asked(item, side, named, faults),
        None => {
            items.names.check_key(spot, faults);
            items.check_wording(item, side, spot, faults);
        }
    }
}

fn dimensions(
    wire: &wire::Codebook,
    section: Spot<'_>,
    items: &Items,
    pairs: &IndexMap<PairId, MirrorPair>,
    faults: &mut Faults,
) -> IndexMap<DimensionId, Dimension> {
    let mut dimensions = IndexMap::new();
    Printed::default().check(section, wire.dimensions.iter().map(|(id, dimension)| (&**id, &dimension.name)), faults);
    weights::check(section, wire.dimensions.iter().map(|(id, d)| (&**id, d.weight)), weights::Sum::One, faults);
    for (id, dimension) in &wire.dimensions {
        let spot = section.at(id);
        let of_dimension = |item: &Item| item.dimension.as_ref().is_some_and(|named| named.as_str() == &**id);
        let min_items = dimension.min_items.unwrap_or(1);
        if min_items == 0 {
            let finding = Finding::refuse(
                "out-of-range",
                spot.at("min_items").place(),
                msg!("value-is-zero", name = "min_items"),
            );
            faults.push(finding.expected(msg!("expect-at-least-one")).hint(msg!("hint-usual", value = "1")));
        }
        if items.complete {
            let asked =
                |side| items.read.values().filter(|item| of_dimension(item) && item.wording(side).is_some()).count();
            let sides = [Population::Client, Population::Employee].map(|side| (side, asked(side)));
            enough_items(sides, min_items, spot, faults);
        }
        let inside = |item: &ItemId| items.read.get(item).is_some_and(of_dimension);
        let read = Dimension {
            name: dimension.name.clone(),
            definition: dimension.definition.clone(),
            mirror: mirror_of(pairs.values().filter(|pair| inside(&pair.client) && inside(&pair.employee))),
            min_items,
            weight: dimension.weight,
            items: items.read.iter().filter(|(_, item)| of_dimension(item)).map(|(id, _)| id.clone()).collect(),
        };
        dimensions.insert(DimensionId::from(&**id), read);
    }
    dimensions
}

/// A dimension compares clients and employees, so that each side has items enough for a score.
fn enough_items(sides: [(Population, usize); 2], min_items: usize, spot: Spot<'_>, faults: &mut Faults) {
    for (side, _) in sides.iter().filter(|(_, asked)| *asked == 0) {
        let problem = msg!("dimension-one-sided", dimension = spot.name(), people = people(*side));
        let finding = Finding::refuse("one-sided-dimension", spot.key_place(), problem);
        faults.push(finding.expected(msg!("expect-item-each-side")).hint(msg!("hint-one-sided")));
    }
    let fewest = sides.into_iter().min_by_key(|(_, asked)| *asked).filter(|(_, asked)| (1..min_items).contains(asked));
    if let Some((side, asked)) = fewest {
        let problem = msg!("min-items-too-many", min_items, asked, people = people(side));
        let finding = Finding::refuse("out-of-range", spot.at("min_items").place(), problem);
        faults.push(finding.expected(msg!("expect-at-most", count = asked)).hint(msg!("hint-min-items")));
    }
}

/// `parallel_treatment` when every pair is, and there is one: only then does a dimension compare how each side is treated.
fn mirror_of<'p>(pairs: impl Iterator<Item = &'p MirrorPair>) -> Mirror {
    let mut mirrors = pairs.map(|pair| pair.mirror).peekable();
    let parallel = mirrors.peek().is_some() && mirrors.all(|mirror| mirror == Mirror::ParallelTreatment);
    if parallel { Mirror::ParallelTreatment } else { Mirror::SameObject }
}

fn pillars(
    wire: &wire::Codebook,
    section: Spot<'_>,
    dimension_names: &Names,
    faults: &mut Faults,
) -> IndexMap<PillarId, Pillar> {
    check_reserved(section, &RESERVED_PILLARS, faults);
    Printed::default().check(section, wire.pillars.iter().flatten().map(|(id, pillar)| (&**id, &pillar.name)), faults);
    let mut pillar_of: BTreeMap<&str, &str> = BTreeMap::new();
    let mut pillars = IndexMap::new();
    for (id, pillar) in wire.pillars.iter().flatten() {
        let spot = section.at(id).at("dimensions");
        if spot.count() == 0 {
            let problem = msg!("pillar-empty", pillar = &**id);
            let finding = Finding::refuse("nothing-declared", spot.key_place(), problem);
            faults.push(finding.hint(msg!("hint-fill-or-remove")));
        }
        let dimensions = dimension_names.check_list(&pillar.dimensions, spot, faults);
        for (element, dimension) in pillar.dimensions.spots(spot) {
            match pillar_of.insert(dimension, id) {
                Some(other) if other != &**id => {
                    let problem = msg!("dimension-in-two-pillars", dimension = &**dimension, pillar = other);
                    let finding = Finding::refuse("duplicate-name", element.place(), problem);
                    faults.push(finding.expected(msg!("expect-one-pillar")).hint(msg!("hint-keep-one")));
                }
                _ => {}
            }
        }
        pillars.insert(PillarId::from(&**id), Pillar { name: pillar.name.clone(), dimensions });
    }
    pillars
}
