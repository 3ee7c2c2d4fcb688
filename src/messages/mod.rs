//! What the program says to its user, in French and in English: one catalogue of texts, two Fluent files, and the typed
//! [`Message`] that names one of them. A message is made where the fault is found and put into words where it is printed, so
//! that nothing below the command line knows a language. The files are part of the binary: messages are needed before any
//! configuration is found.
//!
//! `tests/it/messages.rs` holds the source and the two files together: an id or a variable that is not in all three fails.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// Language of the report, and of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// French.
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The word of the configuration and of the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }
}

/// A message: its id in the catalogue and what stands in its blanks. Made by [`msg!`]; displayed in English, in the language
/// of the user by [`Message::text`]; serialised as `{ "message": id, "args": { … } }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Message(Box<Written>);

/// What a message is; behind a box, so that a finding with three messages is still cheap to hand on.
#[derive(Clone, Debug, PartialEq)]
struct Written {
    id: &'static str,
    args: Vec<(&'static str, Arg)>,
}

/// What stands in a blank of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A text that is the same in every language: a name, a value as it was found.
    Text(String),
    /// How many: the message chooses between singular and plural by it.
    Count(u64),
    /// A number already rounded, as Rust writes it; with a comma in French.
    Decimal(String),
    /// A part of a message that has words of its own.
    Message(Message),
    /// A text that the configuration holds in both languages.
    Bilingual {
        /// In French.
        fr: String,
        /// In English.
        en: String,
    },
}

/// Makes a [`Message`]: the id, then `name = value` for each blank, or `name` alone for a variable of that name.
#[macro_export]
#[doc(hidden)]
macro_rules! __msg {
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::messages::Message::new(
            $id,
            vec![$({
                $(let $name = $value;)?
                (stringify!($name), $crate::messages::Arg::from($name))
            }),*],
        )
    };
}
#[doc(inline)]
pub use __msg as msg;

impl Message {
    /// What [`msg!`] writes.
    pub fn new(id: &'static str, args: Vec<(&'static str, Arg)>) -> Self {
        Self(Box::new(Written { id, args }))
    }

    /// Its name in the catalogue.
    pub fn id(&self) -> &'static str {
        self.0.id
    }

    /// The message in words.
    pub fn text(&self, language: Language) -> String {
        let bundle = catalogue(language);
        let Some(pattern) = bundle.get_message(self.0.id).and_then(|message| message.value()) else {
            return self.without_words();
        };
        let mut args = FluentArgs::with_capacity(self.0.args.len());
        for (name, arg) in &self.0.args {
            args.set(*name, arg.fluent(language));
        }
        // A blank that the catalogue knows and the message does not is printed as `{$name}`: no reason to lose the message.
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// What is left to say when the catalogue lacks the message, which a test rules out.
    fn without_words(&self) -> String {
        let args: Vec<String> = self.0.args.iter().map(|(name, arg)| format!("{name} = {arg}")).collect();
        if args.is_empty() { self.0.id.to_owned() } else { format!("{} ({})", self.0.id, args.join(", ")) }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut message = serializer.serialize_struct("Message", 2)?;
        message.serialize_field("message", self.0.id)?;
        message.serialize_field("args", &self.args())?;
        message.end()
    }
}

/// The blanks of a message and what stands in them, serialised as a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Args<'a>(&'a [(&'static str, Arg)]);

impl Message {
    /// What stands in its blanks, for programs that read findings.
    pub fn args(&self) -> Args<'_> {
        Args(&self.0.args)
    }
}

impl Serialize for Args<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, arg) in self.0 {
            map.serialize_entry(name, arg)?;
        }
        map.end()
    }
}

impl Arg {
    /// A number rounded to so many decimals.
    pub fn decimal(value: f64, decimals: usize) -> Self {
        Self::Decimal(format!("{value:.decimals$}"))
    }

    /// The value in words.
    pub fn text(&self, language: Language) -> String {
        match self.fluent(language) {
            FluentValue::String(text) => text.into_owned(),
            _ => self.to_string(),
        }
    }

    fn fluent(&self, language: Language) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            // Fluent counts in f64; what it would round is written out.
            Self::Count(count) if *count > (1 << 53) => FluentValue::from(count.to_string()),
            Self::Count(count) => FluentValue::from(*count),
            Self::Decimal(number) if language == Language::French => FluentValue::from(number.replace('.', ",")),
            Self::Decimal(number) => FluentValue::from(number.as_str()),
            Self::Message(message) => FluentValue::from(message.text(language)),
            Self::Bilingual { fr, .. } if language == Language::French => FluentValue::from(fr.as_str()),
            Self::Bilingual { en, .. } => FluentValue::from(en.as_str()),
        }
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Decimal(text) | Self::Bilingual { en: text, .. } => f.write_str(text),
            Self::Count(count) => write!(f, "{count}"),
            Self::Message(message) => write!(f, "{message}"),
        }
    }
}

impl Serialize for Arg {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Decimal(number) => match number.parse::<f64>() {
                Ok(number) => serializer.serialize_f64(number),
                Err(_) => serializer.serialize_str(number),
            },
            Self::Message(message) => message.serialize(serializer),
            Self::Bilingual { fr, en } => serializer.collect_map([("fr", fr), ("en", en)]),
        }
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

macro_rules! texts_and_counts {
    (texts: $($text:ty),*; counts: $($count:ty),*) => {
        $(impl From<$text> for Arg {
            fn from(text: $text) -> Self {
                Self::Text(text.to_string())
            }
        })*
        $(impl From<$count> for Arg {
            fn from(count: $count) -> Self {
                Self::Count(count as u64)
            }
        })*
    };
}
texts_and_counts! { texts: &str, &&str, &String, Cow<'_, str>, char, std::path::Display<'_>; counts: usize, u64, u32, u16, u8 }

impl From<&Path> for Arg {
    fn from(path: &Path) -> Self {
        Self::Text(path.display().to_string())
    }
}

impl From<&PathBuf> for Arg {
    fn from(path: &PathBuf) -> Self {
        Self::from(path.as_path())
    }
}

type Bundle = FluentBundle<FluentResource>;

static FRENCH: LazyLock<Bundle> = LazyLock::new(|| bundle("fr", include_str!("fr.ftl")));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle("en", include_str!("en.ftl")));

fn catalogue(language: Language) -> &'static Bundle {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

fn bundle(language: &str, texts: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
    // Marks of direction around every blank would be copied along with a name.
    bundle.set_use_isolating(false);
    // A faulty file is impossible past the tests; should there be one, its sound messages are kept.
    let texts = FluentResource::try_new(texts.to_owned()).unwrap_or_else(|(sound, _)| sound);
    if bundle.add_resource(texts).is_err() {
        debug_assert!(false, "the catalogue `{language}` names a message twice");
    }
    bundle
}
