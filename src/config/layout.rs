//! The section `layout` of `codebook.yaml`: where things stand in a wave file, each column with one meaning.

use std::collections::BTreeMap;

use super::Faults;
use super::document::Spot;
use super::items::Items;
use super::wire;
use crate::error::{Finding, Place};
use crate::survey::codebook::{ClientBlock, EmployeeBlock, Flag, Layout};
use crate::survey::ids::Population;

/// Reads the layout; `root` is the place of the codebook.
pub(super) fn read(wire: &wire::Layout, root: Spot<'_>, items: &Items, faults: &mut Faults) -> Layout {
    let spot = root.at("layout");
    let blocks = spot.at("client_blocks");
    if blocks.count() == 0 {
        let finding = Finding::refuse("nothing-declared", blocks.key_place(), "no client block is declared");
        faults.push(finding.expected("at least one rated sector a respondent"));
    }
    let employee = &wire.employee_block;
    let place = spot.at("employee_block");
    let layout = Layout {
        id: wire.id.to_string(),
        wave: wire.wave.as_deref().map(str::to_owned),
        duration: wire.duration.as_deref().map(str::to_owned),
        base_weight: wire.base_weight.as_deref().map(str::to_owned),
        stratum: wire.stratum.as_deref().map(str::to_owned),
        psu: wire.psu.as_deref().map(str::to_owned),
        client_blocks: wire
            .client_blocks
            .iter()
            .map(|block| ClientBlock { sector: block.sector.to_string(), prefix: block.prefix.to_string() })
            .collect(),
        employee_block: EmployeeBlock {
            employed: flag(&employee.employed, place.at("employed"), faults),
            sector: employee.sector.to_string(),
            manager: flag(&employee.manager, place.at("manager"), faults),
            prefix: employee.prefix.to_string(),
        },
    };
    one_meaning(columns(wire, root, items), faults);
    layout
}

fn flag(wire: &wire::Flag, spot: Spot<'_>, faults: &mut Faults) -> Flag {
    if wire.yes == wire.no {
        let problem = format!("the code `{}` means yes and no", &*wire.yes);
        let finding = Finding::refuse("duplicate-code", spot.at("no").place(), problem);
        faults.push(finding.expected("two different codes"));
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
    let employee = &wire.employee_block;
    columns.push((employee.employed.column.to_string(), block.at("employed").at("column")));
    columns.push((employee.sector.to_string(), block.at("sector")));
    columns.push((employee.manager.column.to_string(), block.at("manager").at("column")));
    let mut prefixes = vec![(Population::Employee, &employee.prefix, block.at("prefix"))];
    for (spot, block) in wire.client_blocks.spots(spot.at("client_blocks")) {
        columns.push((block.sector.to_string(), spot.at("sector")));
        prefixes.push((Population::Client, &block.prefix, spot.at("prefix")));
    }
    for (side, prefix, spot) in prefixes {
        for (id, item) in items.read.iter().filter(|(_, item)| item.wording(side).is_some()) {
            let named = root.at("items").at(id.as_str()).find("column");
            columns.push((format!("{}{}", &**prefix, item.column), named.unwrap_or(spot)));
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
                let problem = format!("the column `{column}` has two meanings, the other at {earlier}");
                faults.push(
                    Finding::refuse("duplicate-column", place.clone(), problem).expected("one column, one meaning"),
                );
                said.push(place);
            }
        }
    }
}
