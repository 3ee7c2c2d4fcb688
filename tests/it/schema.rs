//! The JSON Schemas of the configuration files: the committed ones are those of the code, the shipped files name and meet them,
//! and what they refuse the reader refuses too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use barometer::config::{self, FileKind, Overrides};
use regex::Regex;
use serde_json::Value;

use crate::minimal::{self, Minimal};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema(kind: FileKind) -> Value {
    serde_json::from_str(&kind.schema()).unwrap()
}

/// Every YAML file of the project with its kind and its schema; that of a reader section alone is a part of its kind's.
fn shipped() -> Vec<(PathBuf, FileKind, Value)> {
    let mut paths = Vec::new();
    for folder in ["config", "pipelines", "fixtures", "benches", "docs"] {
        yaml_below(&root().join(folder), &mut paths);
    }
    paths.retain(|path| !path.ends_with(OF_THE_GENERATOR));
    let with_schema = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let named = text.lines().next().unwrap().strip_prefix("# yaml-language-server: $schema=");
        let named = named.unwrap_or_else(|| panic!("{path:?} names no schema in its first line"));
        let (file, part) = named.split_once('#').unwrap_or((named, ""));
        let file = fs::canonicalize(path.parent().unwrap().join(file)).unwrap();
        let of_kind = |kind: &FileKind| file == fs::canonicalize(committed().join(kind.schema_file())).unwrap();
        let kind = FileKind::EVERY.into_iter().find(of_kind).unwrap_or_else(|| panic!("{path:?} names another schema"));
        let mut schema = schema(kind);
        if !part.is_empty() {
            let inner = schema.pointer(part).unwrap_or_else(|| panic!("{path:?}: no {part}")).clone();
            let definitions = schema["$defs"].take();
            schema = inner;
            schema["$defs"] = definitions;
        }
        (path, kind, schema)
    };
    paths.into_iter().map(with_schema).collect()
}

/// Read by the generator of the waves and by nothing that a user runs; its schema is the generator's own.
const OF_THE_GENERATOR: &str = "fixtures/targets.yaml";

#[allow(dead_code)] // the generator reads the file by it
#[path = "../../fixtures/generate/targets.rs"]
mod targets;

fn committed() -> PathBuf {
    root().join("config/schema")
}

fn yaml_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            yaml_below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            found.push(path);
        }
    }
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    }
}

/// A validator of the keywords that the schemas use; an unknown keyword fails, so that none is passed over.
struct Validator<'s> {
    root: &'s Value,
    faults: Vec<String>,
}

impl Validator<'_> {
    fn faults(schema: &Value, value: &Value) -> Vec<String> {
        let mut validator = Validator { root: schema, faults: Vec::new() };
        validator.check(schema, value, "");
        validator.faults
    }

    fn refuse(&mut self, at: &str, what: impl std::fmt::Display) {
        self.faults.push(format!("{at}: {what}"));
    }

    fn check(&mut self, schema: &Value, value: &Value, at: &str) {
        for (keyword, rule) in schema.as_object().expect("a schema is an object") {
            match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" | "default" | "additionalProperties" => {}
                "$ref" => {
                    let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    let root = self.root;
                    self.check(&root["$defs"][name], value, at);
                }
                "type" => {
                    let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                    if !types.iter().any(|kind| is_of(value, kind.as_str().unwrap())) {
                        self.refuse(at, format!("is no {rule}"));
                    }
                }
                "enum" if !rule.as_array().unwrap().contains(value) => self.refuse(at, format!("none of {rule}")),
                "const" if rule != value => self.refuse(at, format!("is not {rule}")),
                "enum" | "const" => {}
                "pattern" => {
                    let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                    if value.as_str().is_some_and(|text| !pattern.is_match(text)) {
                        self.refuse(at, format!("does not match {rule}"));
                    }
                }
                "minimum" if value.as_f64().is_some_and(|n| n < rule.as_f64().unwrap()) => self.refuse(at, "too small"),
                "maximum" if value.as_f64().is_some_and(|n| n > rule.as_f64().unwrap()) => self.refuse(at, "too large"),
                "minimum" | "maximum" => {}
                "items" => {
                    for (i, element) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, element, &format!("{at}/{i}"));
                    }
                }
                "required" => {
                    for key in rule.as_array().unwrap().iter().filter_map(Value::as_str) {
                        if value.as_object().is_some_and(|object| !object.contains_key(key)) {
                            self.refuse(at, format!("lacks {key}"));
                        }
                    }
                }
                "properties" | "patternProperties" => {}
                "propertyNames" => {
                    for key in value.as_object().into_iter().flat_map(|object| object.keys()) {
                        self.check(rule, &Value::from(key.as_str()), &format!("{at}/{key}"));
                    }
                }
                "oneOf" => {
                    let fits = |choice: &&Value| {
                        let mut inner = Validator { root: self.root, faults: Vec::new() };
                        inner.check(choice, value, at);
                        inner.faults.is_empty()
                    };
                    if rule.as_array().unwrap().iter().filter(fits).count() != 1 {
                        self.refuse(at, "fits not one choice");
                    }
                }
                other => panic!("the validator does not know the keyword {other}"),
            }
        }
        self.properties(schema, value, at);
    }

    fn properties(&mut self, schema: &Value, value: &Value, at: &str) {
        for (key, inner) in value.as_object().into_iter().flatten() {
            let at = format!("{at}/{key}");
            let named = schema.get("properties").and_then(|known| known.get(key));
            let patterns = schema.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
            let matched =
                patterns.filter(|(pattern, _)| Regex::new(pattern).unwrap().is_match(key)).map(|(_, rule)| rule);
            let rules: Vec<&Value> = named.into_iter().chain(matched).collect();
            let others = schema.get("additionalProperties").filter(|others| rules.is_empty() && others.is_object());
            let rules: Vec<&Value> = rules.into_iter().chain(others).collect();
            if rules.is_empty() && schema.get("additionalProperties") == Some(&Value::Bool(false)) {
                self.refuse(&at, "unknown key");
            }
            rules.into_iter().for_each(|rule| self.check(rule, inner, &at));
        }
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_code() {
    let folder = committed();
    for kind in FileKind::EVERY {
        let committed = fs::read_to_string(folder.join(kind.schema_file())).unwrap_or_default();
        assert!(committed == kind.schema(), "run `barometer schema --out config/schema`: {kind} is not up to date");
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), FileKind::EVERY.len(), "a schema of no kind of file");
}

#[test]
fn every_shipped_file_names_its_schema_and_meets_it() {
    let shipped = shipped();
    for (path, _, schema) in &shipped {
        let text = fs::read_to_string(path).unwrap();
        assert_eq!(Validator::faults(schema, &yaml(&text)), [] as [String; 0], "{path:?}");
    }
    for kind in FileKind::EVERY {
        let in_config =
            shipped.iter().any(|(path, of, _)| *of == kind && path.to_string_lossy().contains(kind.as_str()));
        assert!(in_config, "no file of the kind {kind} is shipped");
    }
}

/// Every mapping of a value, by its path.
fn mappings(value: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(object) => {
            found.push(path.clone());
            for (key, inner) in object {
                path.push(key.clone());
                mappings(inner, path, found);
                path.pop();
            }
        }
        Value::Array(elements) => {
            for (i, inner) in elements.iter().enumerate() {
                path.push(i.to_string());
                mappings(inner, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

#[test]
fn an_unknown_key_fails_the_schema_wherever_it_stands() {
    for (path, _, schema) in shipped() {
        let whole = yaml(&fs::read_to_string(&path).unwrap());
        let mut places = Vec::new();
        mappings(&whole, &mut Vec::new(), &mut places);
        // One place of a kind is enough: a thousand items are one shape.
        let mut seen = std::collections::BTreeSet::new();
        for place in places {
            let shape: Vec<&str> =
                place.iter().enumerate().map(|(i, key)| if i % 2 == 0 { key.as_str() } else { "" }).collect();
            if !seen.insert(format!("{shape:?}")) {
                continue;
            }
            let mut misspelt = whole.clone();
            let pointer: String = place.iter().map(|key| format!("/{key}")).collect();
            let object = misspelt.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
            // Where any name may stand, no list may stand under it.
            object.insert("Mispelt key".to_owned(), Value::Array(Vec::new()));
            let faults = Validator::faults(&schema, &misspelt);
            assert!(!faults.is_empty(), "{path:?}: a key unknown at {pointer}/ passes");
        }
    }
}

/// Changes of the minimal configuration that the schema finds, and so does the reader.
#[test]
fn the_schema_and_the_reader_refuse_the_same() {
    let changes = [
        (
            "config/codebook.yaml",
            FileKind::Codebook,
            minimal::CODEBOOK,
            "scale: accord\n    dimension",
            "scal: accord\n    dimension",
        ),
        ("config/codebook.yaml", FileKind::Codebook, minimal::CODEBOOK, "type: ordered", "type: orderd"),
        ("config/codebook.yaml", FileKind::Codebook, minimal::CODEBOOK, "\"3\", \"4\"]", "3, \"4\"]"),
        (
            "config/codebook.yaml",
            FileKind::Codebook,
            minimal::CODEBOOK,
            "adaptation: { mirror: same_object }",
            "adaptation: { mirror: same }",
        ),
        ("config/sectors.yaml", FileKind::Sectors, minimal::SECTORS, "  assurance:", "  Assurance:"),
        ("config/registry.yaml", FileKind::Registry, minimal::REGISTRY, "n_respondents: 8", "n_respondents: huit"),
        ("config/registry.yaml", FileKind::Registry, minimal::REGISTRY, "2023-03-01", "01/03/2023"),
        ("config/margins/2023.yaml", FileKind::Margins, minimal::MARGINS, "share: 0.48", "share: -0.48"),
        (
            "config/margins/2023.yaml",
            FileKind::Margins,
            minimal::MARGINS,
            "source: { fr: Recensement, en: Census }",
            "source: Census",
        ),
        ("config/publication.yaml", FileKind::Publication, minimal::PUBLICATION, "confidence: 0.95", "confidence: 95"),
        ("pipelines/trial.yaml", FileKind::Pipeline, minimal::PIPELINE, "seed: 20190902", "seed: -1"),
        ("pipelines/trial.yaml", FileKind::Pipeline, minimal::PIPELINE, "format: csv", "format: cvs"),
        (
            "pipelines/trial.yaml",
            FileKind::Pipeline,
            minimal::PIPELINE,
            "publish: { out: ../out/trial }",
            "publish: {}",
        ),
    ];
    for (file, kind, text, from, to) in changes {
        let schema = schema(kind);
        assert_eq!(Validator::faults(&schema, &yaml(text)), [] as [String; 0], "{file}");
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert!(!Validator::faults(&schema, &yaml(&changed)).is_empty(), "{file}: `{to}` passes the schema");
        let minimal = Minimal::new();
        minimal.write(file, changed);
        assert_ne!(minimal.refusal(), "", "{file}: `{to}` passes the reader");
    }
    let labels = minimal::labels();
    let faults = |text: &str| Validator::faults(&schema(FileKind::Labels), &yaml(text));
    assert_eq!(faults(&labels), [] as [String; 0]);
    assert!(!faults(&labels.replacen("client: {", "clients: {", 1)).is_empty());
    assert!(!faults(&labels.replacen("population:", "populations:", 1)).is_empty());
}

/// The lexicon and claims, one change each of a file that both accept.
#[test]
fn the_schema_and_the_reader_refuse_the_same_words_and_claims() {
    let trial = |folder: &Path, text: &str| {
        fs::write(folder.join("claims.yaml"), text).unwrap();
        let lint = config::load_lint(
            &root().join("pipelines/national.yaml"),
            &Overrides::default(),
            &[folder.join("claims.yaml")],
        );
        lint.err().map_or_else(String::new, |error| error.findings().iter().map(|f| format!("{f}\n")).collect())
    };
    let folder = tempfile::TempDir::new().unwrap();
    let claims = "alone: true\nstatements:\n  - id: a\n    source: trial\n    quote: 70 %, one in three\n    claims:\n      \
                  - { kind: level, value: 70, cell: { population: client, measure: top1 } }\n      \
                  - { kind: rank, value: 1, over: sectors, by: floor }\n      - { kind: share, fraction: 1/3, than: more }\n      \
                  - { kind: strength, words: nettement, class: IND, figure: a.1 }\n";
    let faults = |kind, text: &str| Validator::faults(&schema(kind), &yaml(text));
    assert_eq!((faults(FileKind::Claims, claims), trial(folder.path(), claims)), (vec![], String::new()));
    for (from, to) in [
        ("alone: true", "alone: oui"),
        ("source: trial", "sources: trial"),
        ("kind: level", "kind: levels"),
        ("kind: level, ", ""),
        ("population: client", "population: clients"),
        ("measure: top1", "measure: top3"),
        ("cell: {", "cells: {"),
        ("value: 1,", "value: 0,"),
        ("value: 1,", "value: first,"),
        ("over: sectors", "over: items"),
        ("by: floor", "by: level"),
        ("1/3", "third"),
        ("than: more", "than: most"),
        ("class: IND", "class: CLEAR"),
    ] {
        let changed = claims.replacen(from, to, 1);
        assert_ne!(changed, claims, "{from}");
        assert_ne!(faults(FileKind::Claims, &changed), [] as [String; 0], "`{to}` passes the schema");
        assert_ne!(trial(folder.path(), &changed), "", "`{to}` passes the reader");
    }

    let lexicon = fs::read_to_string(root().join("config/lexicon.yaml")).unwrap();
    for (from, to) in [
        ("words:", "word:"),
        ("  strong:", "  Strong:"),
        ("about: change", "about: changes"),
        ("[IND, IND_CONF, NON_TESTE]", "[IND, IND_CONFIRME]"),
        ("needs_figure: true", "needs_figure: oui"),
        ("    fr: [semble", "    french: [semble"),
        ("[seem, seems]", "seem"),
    ] {
        let changed = lexicon.replacen(from, to, 1);
        assert_ne!(changed, lexicon, "{from}");
        assert_ne!(faults(FileKind::Lexicon, &changed), [] as [String; 0], "`{to}` passes the schema");
        let minimal = Minimal::new();
        minimal.write("config/lexicon.yaml", changed);
        assert_ne!(minimal.refusal(), "", "`{to}` passes the reader");
    }
}

/// Keys of a schema that say nothing of what they mean.
fn undescribed(value: &Value, path: &str, found: &mut Vec<String>) {
    let Some(object) = value.as_object() else {
        value.as_array().into_iter().flatten().for_each(|inner| undescribed(inner, path, found));
        return;
    };
    for (key, inner) in object {
        let path = format!("{path}/{key}");
        for (name, property) in inner.as_object().filter(|_| key == "properties").into_iter().flatten() {
            // The word that tells variants apart, and the words of labels.yaml, explain themselves.
            let said = property.get("description").or(property.get("const")).or(property.get("$ref"));
            if said.is_none() {
                found.push(format!("{path}/{name}"));
            }
        }
        undescribed(inner, &path, found);
    }
}

#[test]
fn an_editor_can_say_what_every_key_means() {
    let mut found = Vec::new();
    for kind in FileKind::EVERY {
        undescribed(&schema(kind), kind.as_str(), &mut found);
    }
    assert_eq!(found, [] as [String; 0]);
}

#[test]
fn the_command_prints_one_schema_or_writes_them_all() {
    let barometer = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_barometer")).args(args).output().unwrap();
    let printed = barometer(&["schema", "registry"]);
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), FileKind::Registry.schema());
    let folder = tempfile::TempDir::new().unwrap();
    let out = folder.path().join("new/schema");
    assert_eq!(barometer(&["schema", "--out", out.to_str().unwrap()]).status.code(), Some(0));
    for kind in FileKind::EVERY {
        assert_eq!(fs::read_to_string(out.join(kind.schema_file())).unwrap(), kind.schema());
    }
    // Written again, nothing is in the way and nothing is left behind.
    assert_eq!(barometer(&["schema", "--out", out.to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(fs::read_dir(out.parent().unwrap()).unwrap().count(), 1);
    assert_eq!(barometer(&["schema"]).status.code(), Some(2));
    assert_eq!(barometer(&["schema", "codebok"]).status.code(), Some(2));
}

#[test]
fn the_targets_of_the_generator_meet_their_schema() {
    let folder = root().join("fixtures");
    let committed = fs::read_to_string(folder.join("targets.schema.json")).unwrap_or_default();
    assert!(committed == targets::schema(), "run `cargo run --example generate`: the schema is not up to date");
    let text = fs::read_to_string(root().join(OF_THE_GENERATOR)).unwrap();
    assert_eq!(text.lines().next(), Some("# yaml-language-server: $schema=targets.schema.json"));
    let schema: Value = serde_json::from_str(&committed).unwrap();
    assert_eq!(Validator::faults(&schema, &yaml(&text)), [] as [String; 0]);
    for (from, to) in
        [("seed:", "sede:"), ("sector_scale:", "sector_scal:"), ("tilt:", "tlt:"), ("person:", "persons:")]
    {
        assert!(!Validator::faults(&schema, &yaml(&text.replacen(from, to, 1))).is_empty(), "`{to}` passes");
    }
    let mut found = Vec::new();
    undescribed(&schema, "targets", &mut found);
    assert_eq!(found, [] as [String; 0]);
}
