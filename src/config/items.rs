//! The section `items` of `codebook.yaml`, and the question whether an item is put to clients or to employees.

use indexmap::IndexMap;

use super::Faults;
use super::document::Spot;
use super::names::Names;
use super::shape::Id;
use super::wire;
use crate::error::Finding;
use crate::messages::{Message, msg};
use crate::survey::codebook::{Item, Scale};
use crate::survey::ids::{DimensionId, ItemId, Population, ScaleId};

/// The items of the codebook: those that could be read, and the names of all.
#[derive(Debug)]
pub(super) struct Items {
    /// Names of all items.
    pub(super) names: Names,
    /// The items that could be read, in questionnaire order.
    pub(super) read: IndexMap<ItemId, Item>,
    /// Whether every item could be read: what is said about all of them needs that.
    pub(super) complete: bool,
}

/// Who a side is, in a message.
pub(super) fn people(side: Population) -> Message {
    match side {
        Population::Client => msg!("people-clients"),
        Population::Employee | Population::Manager | Population::NonManager => msg!("people-employees"),
    }
}

impl Items {
    /// Nothing known: every name passes.
    pub(super) fn unknown() -> Self {
        Self { names: Names::under("item", None, "items"), read: IndexMap::new(), complete: false }
    }

    /// Reads the items; `root` is the place of the codebook.
    pub(super) fn read(
        wire: &IndexMap<Id, wire::Item>,
        root: Spot<'_>,
        scales: &IndexMap<ScaleId, Scale>,
        faults: &mut Faults,
    ) -> Self {
        let section = root.at("items");
        if section.count() == 0 {
            let finding = Finding::refuse("nothing-declared", section.key_place(), msg!("no-item-declared"));
            faults.push(finding.hint(msg!("hint-declare-one")));
        }
        let scale_names = Names::under("scale", Some(root), "scales");
        let dimension_names = Names::under("dimension", Some(root), "dimensions");
        let read = wire.iter().map(|(id, item)| {
            let spot = section.at(id);
            scale_names.check(&item.scale, spot.at("scale"), faults);
            if item.client.is_none() && item.employee.is_none() {
                let problem = msg!("no-wording", item = &**id);
                let finding = Finding::refuse("no-wording", spot.key_place(), problem);
                faults.push(finding.expected(msg!("expect-wording")).hint(msg!("hint-wording")));
            }
            if let Some(dimension) = &item.dimension {
                dimension_names.check(dimension, spot.at("dimension"), faults);
                check_scored(id, scales.get(&*item.scale), spot.at("dimension"), faults);
            }
            (ItemId::from(&**id), item_of(id, item))
        });
        let read: IndexMap<ItemId, Item> = read.collect();
        Self { names: Names::under("item", Some(root), "items"), complete: read.len() == section.count(), read }
    }

    /// Reports an item that does not exist or that a side is not asked.
    pub(super) fn check_asked(&self, item: &str, side: Population, spot: Spot<'_>, faults: &mut Faults) {
        self.names.check(item, spot, faults);
        self.check_wording(item, side, spot, faults);
    }

    /// Reports an item that a side is not asked.
    pub(super) fn check_wording(&self, item: &str, side: Population, spot: Spot<'_>, faults: &mut Faults) {
        if self.read.get(item).is_some_and(|known| known.wording(side).is_none()) {
            let problem = msg!("item-not-put-to", item, people = people(side));
            let finding = Finding::refuse("no-wording", spot.place(), problem);
            let finding = finding.expected(msg!("expect-item-with-wording", side = side.as_str()));
            faults.push(finding.hint(msg!("hint-item-side")));
        }
    }
}

fn check_scored(id: &str, scale: Option<&Scale>, spot: Spot<'_>, faults: &mut Faults) {
    if let Some(Scale::Percentage { .. } | Scale::Number(_)) = scale {
        let problem = match scale {
            Some(Scale::Number(_)) => msg!("number-in-dimension", item = id),
            _ => msg!("percentage-in-dimension", item = id),
        };
        let finding = Finding::refuse("measure-not-applicable", spot.place(), problem);
        faults.push(finding.expected(msg!("expect-ordered-scale")).hint(msg!("hint-no-dimension")));
    }
}

fn item_of(id: &str, wire: &wire::Item) -> Item {
    Item {
        scale: ScaleId::from(&*wire.scale),
        reversed: wire.reversed.unwrap_or(false),
        dimension: wire.dimension.as_deref().map(DimensionId::from),
        client: wire.client.clone(),
        employee: wire.employee.clone(),
        name: wire.name.clone(),
        column: wire.column.as_deref().unwrap_or(id).to_owned(),
    }
}
