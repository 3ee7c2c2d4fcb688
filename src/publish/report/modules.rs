//! The modules of the newest edition: the questions that it adds to the others.

use serde::Serialize;

use super::level;
use crate::publish::cells;
use crate::publish::view::View;
use crate::survey::ids::*;

/// A module of the newest edition.
#[derive(Serialize)]
pub struct ModuleWords {
    name: String,
    /// Whether an earlier edition of the run asked it.
    asked_before: bool,
    items: Vec<ModuleItem>,
}

/// A question of a module: the national levels.
#[derive(Serialize)]
pub struct ModuleItem {
    name: String,
    wording: String,
    population: String,
    value: String,
    interval: String,
    n: String,
}

/// Every module that the newest edition asks.
pub fn modules(view: &View<'_>) -> Vec<ModuleWords> {
    let declared = view.edition.modules.iter().filter_map(|id| Some((id, view.plan.registry.modules.get(id)?)));
    declared
        .map(|(id, module)| {
            let before = |(other, edition): (&EditionId, &crate::survey::registry::Edition)| {
                other != view.edition_id && edition.modules.contains(id)
            };
            let clients = module.client.iter().map(|item| (item, Population::Client));
            let employees = module.employee.iter().map(|item| (item, Population::Employee));
            ModuleWords {
                name: view.text(&module.name).to_owned(),
                asked_before: view.editions().any(before),
                items: clients.chain(employees).map(|(item, population)| module_item(view, item, population)).collect(),
            }
        })
        .collect()
}

fn module_item(view: &View<'_>, item: &ItemId, population: Population) -> ModuleItem {
    let declared = view.plan.codebook.items.get(item);
    let measure = declared.and_then(|item| view.plan.codebook.measures(item).first()).copied().unwrap_or(Measure::Top2);
    let subject = Subject::item(item.as_str());
    let row = view.estimate(view.edition_id.as_str(), SectorId::ALL, population, &subject, measure);
    let (value, interval) = level(view, row);
    let n = row.and_then(|row| row.n).map_or_else(|| cells::SUPPRESSED.to_owned(), |n| view.numbers.count(n));
    let wording = declared.and_then(|item| item.wording(population)).map(|text| view.text(text).to_owned());
    ModuleItem {
        name: view.item_name(item.as_str()),
        wording: wording.unwrap_or_default(),
        population: view.label("population", population.as_str()),
        value,
        interval,
        n,
    }
}
