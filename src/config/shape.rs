//! The structure of a configuration file: which keys, which of them required, what kind of value under each.
//!
//! A wire struct declares its shape and its serde reading at once, by the macro `wire!`. The shape serves to find *every* fault
//! of structure: serde stops at the first. A sound file is then read by `serde_yaml`; of a file with faults the sound parts
//! are read, so that its names and numbers are checked in the same go.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use serde_yaml::{Mapping, Value};

use super::Faults;
use super::document::{Content, Document, Spot, is_nothing};
use crate::error::{Finding, nearest};

/// What may stand somewhere in a file.
pub(super) enum Shape {
    /// A single value.
    Leaf(Leaf),
    /// One of a few words.
    OneOf(fn() -> Vec<&'static str>),
    /// A list of one kind of element.
    List(&'static Shape),
    /// Names chosen by the writer, each over one kind of value.
    Map(Leaf, &'static Shape),
    /// Known keys.
    Struct(&'static [Field]),
    /// Known keys that depend on the word under one of them.
    Tagged {
        /// The key of the word.
        tag: &'static str,
        /// The words and the other keys of each.
        variants: &'static [(&'static str, &'static [Field])],
    },
    /// A value whose faults leave the values beside it readable.
    Part(&'static Shape),
}

/// One known key.
pub(super) struct Field {
    key: &'static str,
    required: bool,
    shape: &'static Shape,
}

impl Field {
    /// The key of a field of a wire struct.
    pub(super) const fn of<T: Wire>(key: &'static str) -> Self {
        Self { key, required: T::REQUIRED, shape: T::SHAPE }
    }
}

/// A single value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    Id,
    Label,
    Code,
    Name,
    Phrase,
    Raw,
    Switch,
    Count,
    Number,
    Date,
}

impl Leaf {
    /// What a finding says was expected.
    fn expected(self) -> &'static str {
        match self {
            Self::Id => "an id: a small letter, then small letters, digits and `_`",
            Self::Label => "an edition label in quotes: letters, digits, `_` and `-`",
            Self::Code => "a code in quotes",
            Self::Name => "a name",
            Self::Phrase | Self::Raw => "a text",
            Self::Switch => "`true` or `false`",
            Self::Count => "a whole number",
            Self::Number => "a number",
            Self::Date => "a date as `2014-10-17`",
        }
    }
}

/// A type that a value of a file is read into.
pub(super) trait Wire: DeserializeOwned {
    /// What it accepts.
    const SHAPE: &'static Shape;
    /// Whether the key that holds it may be left out.
    const REQUIRED: bool = true;
}

impl<T: Wire> Wire for Option<T> {
    const SHAPE: &'static Shape = T::SHAPE;
    const REQUIRED: bool = false;
}

impl<K: TextLeaf + std::hash::Hash + Eq, V: Wire> Wire for IndexMap<K, V> {
    const SHAPE: &'static Shape = &Shape::Map(K::LEAF, V::SHAPE);
}

macro_rules! values {
    ($($type:ty: $leaf:ident;)*) => {$(
        impl Wire for $type {
            const SHAPE: &'static Shape = &Shape::Leaf(Leaf::$leaf);
        }
    )*};
}
values! { bool: Switch; usize: Count; u64: Count; f64: Number; NaiveDate: Date; }

/// A text of one of the kinds of [`Leaf`].
pub(super) trait TextLeaf: DeserializeOwned {
    /// The kind.
    const LEAF: Leaf;
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
        #[serde(transparent)]
        pub(super) struct $name(String);

        impl TextLeaf for $name {
            const LEAF: Leaf = Leaf::$name;
        }
        impl Wire for $name {
            const SHAPE: &'static Shape = &Shape::Leaf(Leaf::$name);
        }
        impl std::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

texts! {
    /// An id where it is declared.
    Id;
    /// The label of an edition where it is declared.
    Label;
    /// A code of the data.
    Code;
    /// An id where it is used, a column, any word that is compared letter by letter.
    Name;
    /// A text for people, or a path.
    Phrase;
    /// A text in which a blank counts.
    Raw;
}

/// A list; an element with faults is left out and keeps its position.
#[derive(Debug, Deserialize)]
#[serde(transparent, bound = "T: Wire")]
pub(super) struct List<T>(Vec<Option<T>>);

impl<T: Wire> Wire for List<T> {
    const SHAPE: &'static Shape = &Shape::List(T::SHAPE);
}

impl<T> List<T> {
    /// The sound elements and where they stand; `spot` is the place of the list.
    pub(super) fn spots<'a>(&'a self, spot: Spot<'a>) -> impl Iterator<Item = (Spot<'a>, &'a T)> {
        self.0.iter().enumerate().filter_map(move |(i, element)| Some((spot.nth(i), element.as_ref()?)))
    }

    /// The sound elements.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }
}

/// A required value whose faults leave the values beside it readable; `None` when it has any.
#[derive(Debug, Deserialize)]
#[serde(transparent, bound = "T: Wire")]
pub(super) struct Part<T>(pub(super) Option<T>);

impl<T: Wire> Wire for Part<T> {
    const SHAPE: &'static Shape = &Shape::Part(T::SHAPE);
}

/// Declares wire structs: the fields once, for serde and for the shape.
macro_rules! wire {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $($(#[$field_doc])* pub(super) $field: $type,)*
        }

        impl $name {
            /// The known keys.
            pub(super) const FIELDS: &'static [$crate::config::shape::Field] =
                &[$($crate::config::shape::Field::of::<$type>(stringify!($field)),)*];
        }

        impl $crate::config::shape::Wire for $name {
            const SHAPE: &'static $crate::config::shape::Shape = &$crate::config::shape::Shape::Struct(Self::FIELDS);
        }
    )*};
}
pub(super) use wire;

/// Reads a document into its wire struct; every fault of structure goes to `faults`, and the sound parts are read all the same.
/// `None` when nothing of it can be used.
pub(super) fn read<T: Wire>(document: &Document, faults: &mut Faults) -> Option<T> {
    let known = faults.len();
    let sound_parts = Reader { faults }.value(document.root(), T::SHAPE);
    let outcome = if document.sound && faults.len() == known {
        serde_path_to_error::deserialize(serde_yaml::Deserializer::from_str(&document.text))
    } else {
        serde_path_to_error::deserialize(sound_parts?)
    };
    outcome
        .map_err(|error| {
            // The shape accepts no more than serde does, so this speaks only if the two ever disagree.
            let spot = error.path().iter().fold(document.root(), |spot, segment| match segment {
                Segment::Seq { index } => spot.nth(*index),
                Segment::Map { key } => spot.at(key),
                Segment::Enum { .. } | Segment::Unknown => spot,
            });
            faults.push(Finding::refuse("unreadable-value", spot.place(), error.inner().to_string()));
        })
        .ok()
}

struct Reader<'f> {
    faults: &'f mut Faults,
}

impl Reader<'_> {
    /// The value at a place as far as it is sound; `None` when it is not.
    fn value(&mut self, spot: Spot<'_>, shape: &Shape) -> Option<Value> {
        match (shape, spot.content()) {
            (Shape::Part(inner), _) => Some(self.value(spot, inner).unwrap_or(Value::Null)),
            (_, Content::Refused) => None,
            (Shape::Leaf(leaf), Content::Scalar { text, plain }) => self.leaf(spot, *leaf, text, *plain),
            (Shape::OneOf(words), Content::Scalar { text, plain }) if !(*plain && is_nothing(text)) => {
                self.word(spot, &words(), text)
            }
            (Shape::List(inner), Content::List(_)) => {
                let elements = spot.elements().map(|element| self.value(element, inner).unwrap_or(Value::Null));
                Some(Value::Sequence(elements.collect()))
            }
            (Shape::Map(key, inner), Content::Map(_)) => Some(Value::Mapping(self.entries(spot, *key, inner))),
            (Shape::Struct(fields), Content::Map(_)) => self.fields(spot, fields, None),
            (Shape::Tagged { tag, variants }, Content::Map(_)) => self.tagged(spot, tag, variants),
            (shape, _) => {
                let expected = match shape {
                    Shape::Leaf(leaf) => leaf.expected().to_owned(),
                    Shape::OneOf(words) => one_of(&words()),
                    Shape::List(_) => "a list".to_owned(),
                    Shape::Map(..) => "names with a value each".to_owned(),
                    Shape::Struct(fields) => keys(fields.iter().map(|field| field.key)),
                    Shape::Tagged { tag, .. } => format!("keys and values, among them `{tag}`"),
                    Shape::Part(_) => String::new(),
                };
                self.wrong(spot, expected)
            }
        }
    }

    fn entries(&mut self, spot: Spot<'_>, key: Leaf, inner: &Shape) -> Mapping {
        let mut mapping = Mapping::new();
        for entry in spot.entries() {
            self.key(entry, key);
            if let Some(value) = self.value(entry, inner) {
                mapping.insert(Value::String(entry.name().to_owned()), value);
            }
        }
        mapping
    }

    /// Checks a name chosen by the writer. A badly formed one is still a name, so that those who use it are not reported too.
    fn key(&mut self, entry: Spot<'_>, leaf: Leaf) {
        let name = entry.name();
        let refuse =
            |problem: String| Finding::refuse("bad-name", entry.key_place(), problem).expected(leaf.expected());
        let finding = if entry.plain_key() && reads_as_other(name) {
            Finding::refuse("unquoted-code", entry.key_place(), format!("`{name}` is not in quotes"))
                .expected(leaf.expected())
                .hint(format!("write `\"{name}\"`"))
        } else if !well_formed(name, leaf) {
            refuse(format!("`{name}` cannot be used here"))
        } else {
            return;
        };
        self.faults.push(finding);
    }

    /// Reads known keys; `tag` is a key and its word that were read already.
    fn fields(&mut self, spot: Spot<'_>, fields: &[Field], tag: Option<(&str, &str)>) -> Option<Value> {
        let known: Vec<&str> = tag.iter().map(|(key, _)| *key).chain(fields.iter().map(|field| field.key)).collect();
        let mut meant = BTreeSet::new();
        for entry in spot.entries().filter(|entry| !known.contains(&entry.name())) {
            // A key cannot be meant that is already there.
            let absent = known.iter().copied().filter(|key| spot.find(key).is_none());
            let finding = Finding::refuse("unknown-key", entry.key_place(), format!("unknown key `{}`", entry.name()));
            let finding = finding.expected(keys(known.iter().copied()));
            meant.extend(nearest(entry.name(), absent.clone()));
            self.faults.push(finding.hint_nearest(entry.name(), absent));
        }
        let mut mapping = Mapping::new();
        let mut sound = true;
        mapping.extend(tag.map(|(key, word)| (Value::from(key), Value::from(word))));
        for field in fields {
            let value = match spot.find(field.key) {
                Some(value) => self.value(value, field.shape),
                None if !field.required => continue,
                None => {
                    if !meant.contains(field.key) {
                        let problem = format!("{} lacks the key `{}`", spot.called(), field.key);
                        self.faults.push(Finding::refuse("missing-key", spot.key_place(), problem));
                    }
                    matches!(field.shape, Shape::Part(_)).then_some(Value::Null)
                }
            };
            match value {
                Some(value) => drop(mapping.insert(Value::from(field.key), value)),
                None => sound = false,
            }
        }
        sound.then_some(Value::Mapping(mapping))
    }

    fn tagged(&mut self, spot: Spot<'_>, tag: &str, variants: &[(&'static str, &[Field])]) -> Option<Value> {
        let words: Vec<&'static str> = variants.iter().map(|(word, _)| *word).collect();
        let Some(entry) = spot.find(tag) else {
            let problem = format!("{} lacks the key `{tag}`", spot.called());
            self.faults.push(Finding::refuse("missing-key", spot.key_place(), problem).expected(one_of(&words)));
            return None;
        };
        let Content::Scalar { text, .. } = entry.content() else { return self.wrong(entry, one_of(&words)) };
        let (word, fields) = match variants.iter().find(|(word, _)| word == text) {
            Some(variant) => variant,
            None => return self.word(entry, &words, text),
        };
        self.fields(spot, fields, Some((tag, word)))
    }

    fn word(&mut self, spot: Spot<'_>, words: &[&'static str], text: &str) -> Option<Value> {
        if words.contains(&text) {
            return Some(Value::from(text));
        }
        let finding = Finding::refuse("unknown-word", spot.place(), format!("{} is `{text}`", spot.called()));
        self.faults.push(finding.expected(one_of(words)).hint_nearest(text, words.iter().copied()));
        None
    }

    fn leaf(&mut self, spot: Spot<'_>, leaf: Leaf, text: &str, plain: bool) -> Option<Value> {
        if plain && is_nothing(text) {
            return self.wrong(spot, leaf.expected().to_owned());
        }
        let value = match leaf {
            Leaf::Id | Leaf::Label | Leaf::Code | Leaf::Name | Leaf::Phrase | Leaf::Raw => {
                return self.text(spot, leaf, text, plain);
            }
            Leaf::Switch => match text {
                "true" if plain => Some(Value::Bool(true)),
                "false" if plain => Some(Value::Bool(false)),
                _ => None,
            },
            Leaf::Count => plain.then(|| whole_number(text)).flatten().map(Value::from),
            Leaf::Number => plain.then(|| number(text)).flatten().map(Value::from),
            Leaf::Date => date(text).then(|| Value::from(text)),
        };
        if value.is_some() {
            return value;
        }
        let finding = Finding::refuse("wrong-type", spot.place(), holds(spot)).expected(leaf.expected());
        let with_point = text.replace(',', ".");
        let finding = match leaf {
            Leaf::Count | Leaf::Number if !plain => finding.hint("remove the quotes"),
            Leaf::Number if number(&with_point).is_some() => finding.hint(format!("write `{with_point}`")),
            _ => finding,
        };
        self.faults.push(finding);
        None
    }

    fn text(&mut self, spot: Spot<'_>, leaf: Leaf, text: &str, plain: bool) -> Option<Value> {
        let ambiguous = match leaf {
            Leaf::Phrase | Leaf::Raw => reads_as_value(text),
            _ => reads_as_other(text),
        };
        let refuse = |rule, problem: String| Finding::refuse(rule, spot.place(), problem).expected(leaf.expected());
        let finding = if plain && ambiguous {
            refuse("unquoted-code", format!("{} is `{text}` without quotes", spot.called()))
                .hint(format!("write `\"{text}\"`"))
        } else if text.trim().is_empty() && leaf != Leaf::Raw {
            refuse("empty-text", format!("{} is empty", spot.called()))
        } else if !well_formed(text, leaf) {
            refuse("bad-name", format!("{} is `{}`", spot.called(), shortened(text)))
        } else {
            return Some(Value::from(text));
        };
        self.faults.push(finding);
        None
    }

    fn wrong(&mut self, spot: Spot<'_>, expected: String) -> Option<Value> {
        self.faults.push(Finding::refuse("wrong-type", spot.place(), holds(spot)).expected(expected));
        None
    }
}

fn holds(spot: Spot<'_>) -> String {
    let what = match spot.content() {
        Content::Scalar { text, plain: true } if is_nothing(text) => return format!("{} is empty", spot.called()),
        Content::Scalar { text, .. } => format!("`{}`", shortened(text)),
        Content::List(_) => "a list".to_owned(),
        Content::Map(_) => "keys and values".to_owned(),
        Content::Refused => "something unreadable".to_owned(),
    };
    format!("{} is {what}", spot.called())
}

/// A text short enough for a message of one line.
fn shortened(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect();
    if text.chars().count() > 40 { format!("{line}…") } else { line }
}

/// The words a value may be, for `expected:`.
pub(super) fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [one] => one.clone(),
        [left, right] => format!("{left} or {right}"),
        _ => format!("one of {}", quoted.join(", ")),
    }
}

fn keys<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    format!("the keys {}", names.join(", "))
}

fn well_formed(text: &str, leaf: Leaf) -> bool {
    match leaf {
        Leaf::Id => {
            text.starts_with(|c: char| c.is_ascii_lowercase())
                && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        }
        Leaf::Label => !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-'),
        Leaf::Code | Leaf::Name => !text.is_empty() && text.trim() == text && !text.contains(char::is_control),
        _ => true,
    }
}

/// Whether some reader of YAML would take an unquoted text for a number, a date, a yes or no, or nothing. Codes are compared
/// letter by letter with the cells of a data file, so that none of them may depend on the reader.
fn reads_as_other(text: &str) -> bool {
    const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];
    let number_like = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.chars().all(|c| c.is_ascii_hexdigit() || "_.,:+-xXoOtTzZ ".contains(c));
    number_like || is_nothing(text) || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)) || reads_as_value(text)
}

/// Whether `serde_yaml` takes an unquoted text for a number, a truth value or nothing.
fn reads_as_value(text: &str) -> bool {
    let body = text.trim_start_matches(['+', '-']);
    let float = text.contains(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
    let radix = ["0x", "0o", "0b"].iter().any(|prefix| body.starts_with(prefix));
    let words = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN", "true", "True", "TRUE", "false", "False", "FALSE"];
    float || radix || is_nothing(text) || words.contains(&body)
}

fn whole_number(text: &str) -> Option<u64> {
    let leading_zero = text.len() > 1 && text.starts_with('0');
    (text.bytes().all(|b| b.is_ascii_digit()) && !leading_zero).then(|| text.parse().ok()).flatten()
}

/// A number as every reader of YAML reads it: no leading zero or plus, digits on both sides of the point.
fn number(text: &str) -> Option<f64> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let whole = body.split(['.', 'e', 'E']).next().unwrap_or_default();
    let digit_ends = body.starts_with(|c: char| c.is_ascii_digit()) && body.ends_with(|c: char| c.is_ascii_digit());
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    let value: f64 = text.parse().ok()?;
    (digit_ends && !leading_zero && value.is_finite()).then_some(value)
}

fn date(text: &str) -> bool {
    let digits = |(i, b): (usize, u8)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(digits) && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}
