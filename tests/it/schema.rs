//! The JSON Schemas of the configuration files: the committed ones are those of the code, the shipped files name and meet them,
//! and what they refuse the reader refuses too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use barometer::config::FileKind;
use regex::Regex;
use serde_json::Value;

use crate::minimal::{self, Minimal};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema(kind: FileKind) -> Value {
    serde_json::from_str(&kind.schema()).unwrap()
}

/// Every configuration file that the project ships, with its kind.
fn shipped() -> Vec<(PathBuf, FileKind)> {
    let mut files = Vec::new();
    for kind in FileKind::EVERY {
        match kind {
            FileKind::Margins => files.extend(yaml_in("config/margins").into_iter().map(|path| (path, kind))),
            FileKind::Pipeline => files.extend(yaml_in("pipelines").into_iter().map(|path| (path, kind))),
            _ => files.push((root().join(format!("config/{kind}.yaml")), kind)),
        }
    }
    files
}

fn yaml_in(folder: &str) -> Vec<PathBuf> {
    let paths = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
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
                "$schema" | "$defs" | "title" | "description" | "format" | "additionalProperties" => {}
                "$ref" => {
                    let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    let root = self.root;
                    self.check(&root["$defs"][name], value, at);
                }
                "type" => {
                    let is = match rule.as_str().unwrap() {
                        "object" => value.is_object(),
                        "array" => value.is_array(),
                        "string" => value.is_string(),
                        "boolean" => value.is_boolean(),
                        "number" => value.is_number(),
                        "integer" => value.is_u64() || value.is_i64(),
                        other => panic!("unknown type {other}"),
                    };
                    if !is {
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
            if rules.is_empty() && schema.get("additionalProperties") == Some(&Value::Bool(false)) {
                self.refuse(&at, "unknown key");
            }
            rules.into_iter().for_each(|rule| self.check(rule, inner, &at));
        }
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_code() {
    let folder = root().join("config/schema");
    for kind in FileKind::EVERY {
        let committed = fs::read_to_string(folder.join(kind.schema_file())).unwrap_or_default();
        assert!(committed == kind.schema(), "run `barometer schema --out config/schema`: {kind} is not up to date");
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), FileKind::EVERY.len(), "a schema of no kind of file");
}

#[test]
fn every_shipped_file_names_its_schema_and_meets_it() {
    for (path, kind) in shipped() {
        let text = fs::read_to_string(&path).unwrap();
        let named = text.lines().next().unwrap().strip_prefix("# yaml-language-server: $schema=");
        let named = path.parent().unwrap().join(named.unwrap_or_else(|| panic!("{path:?} names no schema")));
        assert_eq!(
            fs::canonicalize(named).unwrap(),
            fs::canonicalize(root().join("config/schema").join(kind.schema_file())).unwrap(),
            "{path:?}"
        );
        assert_eq!(Validator::faults(&schema(kind), &yaml(&text)), [] as [String; 0], "{path:?}");
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
    for (path, kind) in shipped() {
        let whole = yaml(&fs::read_to_string(&path).unwrap());
        let schema = schema(kind);
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
            object.insert("Mispelt key".to_owned(), Value::from("x"));
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

#[test]
fn an_editor_can_say_what_every_key_means() {
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
