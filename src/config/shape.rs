//! The structure of a configuration file: which keys, which of them required, what kind of value under each.
//!
//! A wire struct declares its shape and its serde reading at once, by the macro `wire!`. The shape serves to find *every* fault
//! of structure (see `reader`): serde stops at the first. The same declaration gives the JSON Schema that editors read (see
//! `schema`), where the comment on a field is what an editor shows.

use std::borrow::Cow;

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::document::{Content, Spot};
use crate::messages::{Message, msg};

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

impl Shape {
    /// What a finding says was expected.
    pub(super) fn expected(&self) -> Message {
        match self {
            Self::Leaf(leaf) => leaf.expected(),
            Self::OneOf(words) => one_of(&words()),
            Self::List(_) => msg!("expect-list"),
            Self::Map(..) => msg!("expect-names"),
            Self::Struct(fields) => keys(fields.iter().map(|field| field.key)),
            Self::Tagged { tag, .. } => msg!("expect-tagged", tag = *tag),
            Self::Part(inner) => inner.expected(),
        }
    }

    /// How it is written, for whoever wrote something else.
    pub(super) fn hint(&self) -> Message {
        match self {
            Self::Leaf(leaf) => leaf.hint(),
            Self::OneOf(_) => msg!("hint-one-of-these"),
            Self::List(_) => msg!("hint-list"),
            Self::Map(..) => msg!("hint-names"),
            Self::Struct(_) | Self::Tagged { .. } => msg!("hint-keys"),
            Self::Part(inner) => inner.hint(),
        }
    }

    /// What a finding says was expected where its key is missing: keys are those under it.
    pub(super) fn expected_under(&self, name: &str) -> Message {
        match self {
            Self::Part(inner) => inner.expected_under(name),
            Self::Struct(_) => msg!("expect-key-with", name, keys = self.expected()),
            shape => shape.expected(),
        }
    }

    /// Whether a value is of its kind: a single one, a list, or keys and values.
    pub(super) fn is_like(&self, value: &Content) -> bool {
        match self {
            Self::Part(inner) => inner.is_like(value),
            Self::Leaf(_) | Self::OneOf(_) => matches!(value, Content::Scalar { .. }),
            Self::List(_) => matches!(value, Content::List(_)),
            Self::Map(..) | Self::Struct(_) | Self::Tagged { .. } => matches!(value, Content::Map(_)),
        }
    }

    /// Whether it is a text for people.
    pub(super) fn is_text(&self) -> bool {
        match self {
            Self::Part(inner) => inner.is_text(),
            shape => matches!(shape, Self::Leaf(Leaf::Phrase)),
        }
    }

    /// Whether it is a number that may have decimals.
    pub(super) fn is_number(&self) -> bool {
        match self {
            Self::Part(inner) => inner.is_number(),
            shape => matches!(shape, Self::Leaf(Leaf::Number)),
        }
    }
}

/// One known key.
pub(super) struct Field {
    /// The key.
    pub(super) key: &'static str,
    /// Whether it may not be left out.
    pub(super) required: bool,
    /// What stands under it.
    pub(super) shape: &'static Shape,
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
    pub(super) fn expected(self) -> Message {
        match self {
            Self::Id => msg!("expect-id"),
            Self::Label => msg!("expect-label"),
            Self::Code => msg!("expect-code"),
            Self::Name => msg!("expect-name"),
            Self::Phrase | Self::Raw => msg!("expect-text"),
            Self::Switch => msg!("expect-switch"),
            Self::Count => msg!("expect-whole-number"),
            Self::Number => msg!("expect-number"),
            Self::Date => msg!("expect-date"),
        }
    }

    /// How it is written, for whoever wrote something else.
    pub(super) fn hint(self) -> Message {
        match self {
            Self::Id => msg!("hint-id"),
            Self::Label => msg!("hint-label"),
            Self::Code => msg!("hint-code"),
            Self::Name => msg!("hint-name"),
            Self::Phrase | Self::Raw => msg!("hint-text"),
            Self::Switch => msg!("hint-switch"),
            Self::Count => msg!("hint-whole-number"),
            Self::Number => msg!("hint-number"),
            Self::Date => msg!("hint-date"),
        }
    }

    /// What an editor checks while it is typed, a pattern for texts and dates: never more than `scalar::well_formed`.
    pub(super) fn json_schema(self) -> Schema {
        let pattern = match self {
            Self::Id => "^[a-z][a-z0-9_]*$",
            Self::Label => "^[A-Za-z0-9_-]+$",
            Self::Code | Self::Name => r"^\S(.*\S)?$",
            Self::Phrase => r"\S",
            Self::Date => r"^\d{4}-\d{2}-\d{2}$",
            Self::Raw | Self::Switch | Self::Count | Self::Number => "",
        };
        let mut schema = json_schema!({ "type": "string" });
        if !pattern.is_empty() {
            schema.insert("pattern".to_owned(), pattern.into());
        }
        schema
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
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                Leaf::$name.json_schema()
            }
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

impl<T: JsonSchema> JsonSchema for List<T> {
    fn schema_name() -> Cow<'static, str> {
        Cow::Owned(format!("List_of_{}", T::schema_name()))
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": generator.subschema_for::<T>() })
    }
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

impl<T: JsonSchema> JsonSchema for Part<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// Declares wire structs: the fields once, for serde, for the shape and for the JSON Schema.
macro_rules! wire {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        #[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
        $(#[$doc])*
        #[serde(deny_unknown_fields)]
        pub(in crate::config) struct $name {
            $($(#[$field_doc])* pub(in crate::config) $field: $type,)*
        }

        impl $name {
            /// The known keys.
            pub(in crate::config) const FIELDS: &'static [$crate::config::shape::Field] =
                &[$($crate::config::shape::Field::of::<$type>(stringify!($field)),)*];
        }

        impl $crate::config::shape::Wire for $name {
            const SHAPE: &'static $crate::config::shape::Shape = &$crate::config::shape::Shape::Struct(Self::FIELDS);
        }
    )*};
}
pub(super) use wire;

/// Declares which words a type may be written as.
macro_rules! words {
    ($($(#[$doc:meta])* $type:ty: $words:expr;)*) => {$(
        impl $crate::config::shape::Wire for $type {
            const SHAPE: &'static $crate::config::shape::Shape = &$crate::config::shape::Shape::OneOf(|| $words);
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($type))
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words: Vec<&str> = $words;
                schemars::json_schema!({ "type": "string", "enum": words })
            }
        }
    )*};
}
pub(super) use words;

/// The words a value may be, for `expected:`.
pub(super) fn one_of(words: &[&str]) -> Message {
    match words {
        [name] => msg!("called-name", name),
        [left, right] => msg!("either", left, right),
        _ => msg!("one-of", names = quoted(words.iter().copied())),
    }
}

/// Known keys, for `expected:`.
pub(super) fn keys<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Message {
    msg!("keys", count = names.clone().count(), names = quoted(names))
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
