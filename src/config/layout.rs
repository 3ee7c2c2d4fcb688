//! The section `layout` of `codebook.yaml`: where things stand in a wave file, each column with one meaning.

use std::collections::BTreeMap;

use super::Faults;
use super::document::Spot;
use super::items::Items;
use super::names::Names;
use super::shape::Name;
use super::wire;
use crate::error::{Finding, Place};
use crate::messages::msg;
use crate::survey::codebook::{BlockSector, ClientBlock, EmployeeBlock, Flag, Layout};
use crate::survey::ids::{Population, SectorId};

/// Reads the layout; `root` is the place of the codebook.
pub(super) fn read(wire: &wire::Layout, root: Spot<'_>, items: &Items, sectors: &Names, faults: &mut Faults) -> Layout {
    let spot = root.at("layout");
    let blocks = spot.at("client_blocks");
    let client_blocks: Vec<ClientBlock> = (wire.client_blocks.iter().flat_map(|list| list.spots(blocks)))
        .map(|(spot, block)| ClientBlock {
            sector: sector(block.sector.as_ref(), block.sector_is.as_ref(), spot, sectors, false, faults),
            prefix: block.prefix.as_deref().unwrap_or_default().to_owned(),
        })
        .collect();
    if blocks.count() == 0 && wire.employee_block.is_none() {
        let finding = Finding::refuse("nothing-declared", spot.key_place(), msg!("no-block"));
        faults.push(finding.expected(msg!("expect-block")).hint(msg!("hint-block")));
    }
    one_sector_once(&client_blocks, blocks, faults);
    let layout = Layout {
        id: wire.id.to_string(),
        wave: wire.wave.as_deref().map(str::to_owned),
        duration: wire.duration.as_deref().map(str::to_owned),
        base_weight: wire.base_weight.as_deref().map(str::to_owned),
        stratum: wire.stratum.as_deref().map(str::to_owned),
        psu: wire.psu.as_deref().map(str::to_owned),
        client_blocks,
        employee_block: wire.employee_block.as_ref().map(|wire| {
            let place = spot.at("employee_block");
            EmployeeBlock {
                employed: wire.employed.as_ref().map(|wire| flag(wire, place.at("employed"), faults)),
                sector: sector(wire.sector.as_ref(), wire.sector_is.as_ref(), place, sectors, true, faults),
                manager: wire.manager.as_ref().map(|wire| flag(wire, place.at("manager"), faults)),
                prefix: wire.prefix.as_deref().unwrap_or_default().to_owned(),
            }
        }),
    };
    one_meaning(columns(wire, root, items), faults);
    layout
}

/// The sector of a block: a column of the file says it, or the configuration itself.
fn sector(
    column: Option<&Name>,
    constant: Option<&Name>,
    spot: Spot<'_>,
    sectors: &Names,
    employee: bool,
    faults: &mut Faults,
) -> BlockSector {
    let (place, problem) = match (column, constant) {
        (Some(column), None) => return BlockSector::Column(column.to_string()),
        (None, Some(id)) => {
            if !(employee && &**id == SectorId::OTHER) {
                sectors.check(id, spot.at("sector_is"), faults);
            }
            return BlockSector::Is(SectorId::from(&**id));
        }
        (None, None) => (spot.key_place(), msg!("block-without-sector")),
        (Some(_), Some(_)) => (spot.at("sector_is").key_place(), msg!("block-sector-twice")),
    };
    let finding = Finding::refuse("block-sector", place, problem);
    faults.push(finding.expected(msg!("expect-block-sector")).hint(msg!("hint-block-sector")));
    BlockSector::Column(String::new())
}

/// Reports a sector that two blocks are declared to be about.
fn one_sector_once(blocks: &[ClientBlock], section: Spot<'_>, faults: &mut Faults) {
    for (i, block) in blocks.iter().enumerate() {
        let BlockSector::Is(sector) = &block.sector else { continue };
        if blocks[..i].iter().any(|earlier| earlier.sector == block.sector) {
            let place = section.nth(i).at("sector_is").place();
            let finding = Finding::refuse("duplicate-name", place, msg!("second-block", sector = sector.as_str()));
            faults.push(finding.expected(msg!("expect-sector-in-one-block")).hint(msg!("hint-second-block")));
        }
    }
}

fn flag(wire: &wire::Flag, spot: Spot<'_>, faults: &mut Faults) -> Flag {
    if wire.yes == wire.no {
        let problem = msg!("yes-is-no", code = &*wire.yes);
        let finding = Finding::refuse("duplicate-code", spot.at("no").place(), problem);
        faults.push(finding.expected(msg!("expect-two-codes")).hint(msg!("hint-two-codes")));
    }
    Flag { column: wire.column.to_string(), yes: wire.yes.to_string(), no: wire.no.to_string() }
}

/// Every column that a wave may have, but for the margins, with the place that names it.
fn columns<'a>(wire: &'a wire::Layout, root: Spot<'a>, items: &Items) -> Vec<(String, Spot<'a>)> {
    let spot = root.at("layout");
    let block = spot.at("employee_block");
    let mut columns = vec![(wire.id.to_string(), spot.at("id"))];
    for (column, key) in [
        (&wire.wave, "wave"),
        (&wire.duration, "duration"),
        (&wire.base_weight, "base_weight"),
        (&wire.stratum, "stratum"),
        (&wire.psu, "psu"),
    ] {
        columns.extend(column.iter().map(|column| (column.to_string(), spot.at(key))));
    }
    let mut prefixes = Vec::new();
    if let Some(employee) = &wire.employee_block {
        for (flag, key) in [(&employee.employed, "employed"), (&employee.manager, "manager")] {
            columns.extend(flag.iter().map(|flag| (flag.column.to_string(), block.at(key).at("column"))));
        }
        columns.extend(employee.sector.iter().map(|sector| (sector.to_string(), block.at("sector"))));
        prefixes.push((Population::Employee, &employee.prefix, block));
    }
    for (spot, block) in wire.client_blocks.iter().flat_map(|list| list.spots(spot.at("client_blocks"))) {
        columns.extend(block.sector.iter().map(|sector| (sector.to_string(), spot.at("sector"))));
        prefixes.push((Population::Client, &block.prefix, spot));
    }
    for (side, prefix, spot) in prefixes {
        for (id, item) in items.read.iter().filter(|(_, item)| item.wording(side).is_some()) {
            let named = root.at("items").at(id.as_str()).find("column");
            let prefix_spot = spot.find("prefix").unwrap_or(spot);
            let prefix = prefix.as_deref().unwrap_or_default();
            columns.push((format!("{prefix}{}", item.column), named.unwrap_or(prefix_spot)));
        }
    }
    columns
}

/// Reports a column that stands for two things: mostly a prefix or an item that was copied and not changed.
fn one_meaning(columns: Vec<(String, Spot<'_>)>, faults: &mut Faults) {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    let mut said: Vec<Place> = Vec::new();
    for (column, spot) in columns {
        let place = spot.place();
        match first.get(&column) {
            None => drop(first.insert(column, place)),
            // A prefix that stands twice doubles every item; saying so once is enough.
            Some(_) if said.contains(&place) => {}
            Some(earlier) => {
                let problem = msg!("column-two-meanings", column, first = earlier.to_string());
                let finding = Finding::refuse("duplicate-column", place.clone(), problem);
                faults.push(finding.expected(msg!("expect-one-meaning")).hint(msg!("hint-column-meanings")));
                said.push(place);
            }
        }
    }
}
