//! The JSON Schema (draft 2020-12) of every configuration file, for editors that complete and check while typing.
//!
//! It is made from the wire structs, so that it cannot say anything else than what is read; committed beside the files it is
//! about, and named in the first line of each of them.

use std::borrow::Cow;
use std::fmt;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::claims;
use super::labels;
use super::lexicon;
use super::shape::{Leaf, Phrase};
use super::wire;
use crate::stages::validate::rules::Rule;
use crate::survey::codebook::Text;

/// A kind of configuration file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `codebook.yaml`.
    Codebook,
    /// `sectors.yaml`.
    Sectors,
    /// `registry.yaml`.
    Registry,
    /// `margins/<edition>.yaml`.
    Margins,
    /// `publication.yaml`.
    Publication,
    /// `labels.yaml`.
    Labels,
    /// `validation.yaml`.
    Validation,
    /// `lexicon.yaml`.
    Lexicon,
    /// A claims file, for `barometer lint`.
    Claims,
    /// A file of the folder `pipelines`.
    Pipeline,
}

impl FileKind {
    /// Every kind.
    pub const EVERY: [Self; 10] = [
        Self::Codebook,
        Self::Sectors,
        Self::Registry,
        Self::Margins,
        Self::Publication,
        Self::Labels,
        Self::Validation,
        Self::Lexicon,
        Self::Claims,
        Self::Pipeline,
    ];

    /// The word of the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Codebook => "codebook",
            Self::Sectors => "sectors",
            Self::Registry => "registry",
            Self::Margins => "margins",
            Self::Publication => "publication",
            Self::Labels => "labels",
            Self::Validation => "validation",
            Self::Lexicon => "lexicon",
            Self::Claims => "claims",
            Self::Pipeline => "pipeline",
        }
    }

    /// Name of its schema file.
    pub fn schema_file(self) -> String {
        format!("{self}.schema.json")
    }

    /// Its JSON Schema as it is committed: indented, with a newline at the end.
    pub fn schema(self) -> String {
        let mut settings = SchemaSettings::draft2020_12();
        settings.transforms.push(Box::new(NothingIsNotAValue));
        let generator = settings.into_generator();
        let mut schema = match self {
            Self::Codebook => generator.into_root_schema_for::<wire::Codebook>(),
            Self::Sectors => generator.into_root_schema_for::<wire::Sectors>(),
            Self::Registry => generator.into_root_schema_for::<wire::Registry>(),
            Self::Margins => generator.into_root_schema_for::<wire::Margins>(),
            Self::Publication => generator.into_root_schema_for::<wire::Publication>(),
            Self::Labels => generator.into_root_schema_for::<labels::Words>(),
            Self::Validation => generator.into_root_schema_for::<wire::Validation>(),
            Self::Lexicon => generator.into_root_schema_for::<lexicon::File>(),
            Self::Claims => claims::root_schema(generator),
            Self::Pipeline => generator.into_root_schema_for::<wire::Pipeline>(),
        };
        if let Some(Value::Object(rules)) = schema.pointer_mut("/properties/rules") {
            let names: Vec<&str> = Rule::EVERY.iter().map(|definition| definition.name).collect();
            rules.insert("propertyNames".to_owned(), serde_json::json!({ "enum": names }));
        }
        // What a reader of the file looks for stands first.
        let mut ordered = serde_json::Map::new();
        let object = schema.as_object().cloned().unwrap_or_default();
        let first = ["$schema", "title", "description"];
        ordered.extend(first.iter().filter_map(|key| Some(((*key).to_owned(), object.get(*key)?.clone()))));
        ordered.extend(object.into_iter().filter(|(key, _)| !first.contains(&key.as_str())));
        format!("{:#}\n", Value::Object(ordered))
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Text")
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut phrase = |description: &str| {
            let mut schema = generator.subschema_for::<Phrase>();
            schema.insert("description".to_owned(), description.into());
            schema
        };
        json_schema!({
            "description": "A text in both languages.",
            "type": "object",
            "properties": { "fr": phrase("In French."), "en": phrase("In English.") },
            "required": ["fr", "en"],
            "additionalProperties": false,
        })
    }
}

/// A key is left out or has a value: what schemars allows beside an optional value, `null`, is refused by the reader. Widths
/// of numbers (`"format": "uint"`) are this program's own business.
#[derive(Clone, Debug)]
struct NothingIsNotAValue;

impl Transform for NothingIsNotAValue {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        // Not every editor knows the format of dates.
        match object.get("format").and_then(Value::as_str) {
            Some("date") => object.extend(Leaf::Date.json_schema().as_object().cloned().unwrap_or_default()),
            Some(_) => drop(object.remove("format")),
            None => {}
        }
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|word| word != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(words)) = object.get_mut("enum") {
            words.retain(|word| !word.is_null());
        }
        let is_null = |choice: &Value| choice.get("type").is_some_and(|word| word == "null");
        if let Some(Value::Array(choices)) = object.get_mut("anyOf")
            && choices.iter().any(is_null)
        {
            choices.retain(|choice| !is_null(choice));
            if let [Value::Object(only)] = choices.as_slice() {
                let only = only.clone();
                object.remove("anyOf");
                object.extend(only);
            }
        }
    }
}
