//! `labels.yaml`: the words of the report, all of them and no other.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Faults;
use super::codebook::RESERVED_SECTORS;
use super::document::{Document, Spot};
use super::names::Names;
use super::reader;
use super::shape;
use super::wire;
use crate::error::Finding;
use crate::messages::msg;
use crate::plan::Labels;
use crate::survey::codebook::Text;
use crate::survey::ids::{Contrast, Measure, Mirror, Population, Standing, Statistic, Status};

/// Classes of a mirror pair, as the table `symmetry` writes them.
pub(super) const CLASSES: [&str; 11] = [
    "MASQUE",
    "SYM_POS",
    "SYM_NEG",
    "SYM_MED",
    "ASYM_FORTE_CLI",
    "ASYM_FORTE_COL",
    "ASYM_CLI",
    "ASYM_COL",
    "IND_CONF",
    "IND",
    "NON_TESTE",
];

/// Why two figures are not compared, the fields of `stages::trend::Reasons`.
const TREND_REASONS: [&str; 5] = ["sector_absent", "not_asked", "employee_base", "common_items", "no_common_item"];

/// Every group and its keys.
fn required() -> [(&'static str, Vec<&'static str>); 10] {
    [
        ("population", Population::EVERY.iter().map(|word| word.as_str()).collect()),
        ("measure", Measure::EVERY.iter().map(|word| word.as_str()).collect()),
        ("mirror", Mirror::EVERY.iter().map(|word| word.as_str()).collect()),
        ("status", Status::EVERY.iter().map(|word| word.as_str()).collect()),
        ("contrast", Contrast::EVERY.iter().map(|word| word.as_str()).collect()),
        ("statistic", Statistic::EVERY.iter().map(|word| word.as_str()).collect()),
        ("standing", Standing::EVERY.iter().map(|word| word.as_str()).collect()),
        ("sector_key", RESERVED_SECTORS.to_vec()),
        ("class", CLASSES.to_vec()),
        ("trend_reason", TREND_REASONS.to_vec()),
    ]
}

/// `labels.yaml` as its schema describes it.
pub(super) struct Words;

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Labels")
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Text>();
        let closed = |keys: &[&str], properties: serde_json::Map<String, serde_json::Value>, what: &str| {
            json_schema!({
                "description": what,
                "type": "object",
                "properties": properties,
                "required": keys,
                "additionalProperties": false,
            })
        };
        let groups = required();
        let properties = groups.iter().map(|(group, keys)| {
            let words = keys.iter().map(|key| ((*key).to_owned(), text.clone().to_value())).collect();
            ((*group).to_owned(), closed(keys, words, "Words of one fixed list of the tables, by key.").to_value())
        });
        let names: Vec<&str> = groups.iter().map(|(group, _)| *group).collect();
        closed(&names, properties.collect(), "The words of the report for the fixed lists of the tables: all of them.")
    }
}

/// Reads the words of the report.
pub(super) fn read(document: &Document, faults: &mut Faults) -> Option<Labels> {
    let wire = reader::read::<wire::Labels>(document, faults)?;
    let root = document.root();
    let required = required();
    complete(root, "group", required.iter().map(|(group, _)| *group), faults);
    for (group, keys) in &required {
        if let Some(written) = root.find(group) {
            complete(written, "key", keys.iter().copied(), faults);
        }
    }
    let group = |(name, texts): (_, indexmap::IndexMap<shape::Name, _>)| {
        (text(&name), texts.into_iter().map(|(key, label)| (text(&key), label)).collect())
    };
    Some(wire.into_iter().map(group).collect())
}

fn text(name: &shape::Name) -> String {
    name.to_string()
}

/// Reports the names that are not known, then those that are missing and were not meant by one of them.
fn complete<'n>(
    section: Spot<'_>,
    kind: &'static str,
    known: impl Iterator<Item = &'n str> + Clone,
    faults: &mut Faults,
) {
    let names = Names::closed(kind, known.clone());
    for entry in section.entries() {
        names.check_key(entry, faults);
    }
    let unknown: Vec<&str> = section.entries().map(|entry| entry.name()).filter(|name| !names.has(name)).collect();
    for missing in known.filter(|name| section.find(name).is_none()) {
        if !unknown.iter().any(|name| crate::error::nearest(name, [missing]).is_some()) {
            let problem = msg!("lacks", what = section.called(), kind, name = missing);
            let finding = Finding::refuse("missing-key", section.key_place(), problem);
            faults.push(finding.expected(msg!("expect-words")).hint(msg!("hint-labels")));
        }
    }
}
