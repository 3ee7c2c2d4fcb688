//! Reads a document by its shape: every fault of structure, and the sound parts all the same.

use std::collections::BTreeSet;

use serde_path_to_error::Segment;
use serde_yaml::{Mapping, Value};

use super::Faults;
use super::document::{Content, Document, Spot, is_nothing};
use super::scalar::{
    FIRST_YEAR, beyond_whole_numbers, date, day, number, reads_as_other, reads_as_value, unpublishable, well_formed,
    whole_number, written_as_date,
};
use super::shape::{Field, Leaf, Shape, Wire, keys, one_of};
use super::syntax::not_yaml;
use crate::error::{Finding, Place, nearest};
use crate::messages::{Message, msg};

/// Reads a document into its wire struct; every fault of structure goes to `faults`, and the sound parts are read all the same.
/// `None` when nothing of it can be used.
pub(super) fn read<T: Wire>(document: &Document, faults: &mut Faults) -> Option<T> {
    let known = faults.len();
    let sound_parts = Reader { faults }.value(document.root(), T::SHAPE);
    let read = if document.sound && faults.len() == known {
        serde_yaml::from_str(&document.text).map_err(|error| syntax(document, &error))
    } else {
        Ok(sound_parts?)
    };
    let outcome = read.and_then(|value: Value| {
        serde_path_to_error::deserialize(value).map_err(|error| disagreement(document, &error))
    });
    outcome.map_err(|finding| faults.push(finding)).ok()
}

/// A text that `serde_yaml` cannot read, where it stopped.
fn syntax(document: &Document, error: &serde_yaml::Error) -> Finding {
    let place = match error.location() {
        Some(location) => Place::cell(&document.path, location.line(), location.column()),
        None => document.root().place(),
    };
    not_yaml(place, &error.to_string())
}

/// The two readers of YAML disagree about some texts that nobody writes on purpose (a colon that was swallowed by a line
/// above); such a file is refused at the value that is not what it was taken for.
fn disagreement(document: &Document, error: &serde_path_to_error::Error<serde_yaml::Error>) -> Finding {
    let spot = error.path().iter().fold(document.root(), |spot, segment| match segment {
        Segment::Seq { index } => spot.nth(*index),
        Segment::Map { key } => spot.at(key),
        Segment::Enum { .. } | Segment::Unknown => spot,
    });
    not_yaml(spot.place(), &error.inner().to_string())
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
            (shape, _) => self.wrong(spot, shape.expected(), shape.hint()),
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
            |problem: Message| Finding::refuse("bad-name", entry.key_place(), problem).expected(leaf.expected());
        let straight = curly(name).filter(|_| entry.plain_key());
        let finding = if let Some(inside) = straight {
            Finding::refuse("unquoted-code", entry.key_place(), msg!("curly-quotes", text = shortened(name)))
                .expected(leaf.expected())
                .hint(msg!("hint-write", text = format!("\"{}\"", shortened(inside))))
        } else if entry.plain_key() && reads_as_other(name) {
            Finding::refuse("unquoted-code", entry.key_place(), msg!("not-in-quotes", name))
                .expected(leaf.expected())
                .hint(msg!("hint-write", text = format!("\"{name}\"")))
        } else if !well_formed(name, leaf) {
            refuse(msg!("bad-name", name = shortened(name))).hint(leaf.hint())
        } else if let Some(finding) = too_long(entry.key_place(), name) {
            finding
        } else {
            return;
        };
        self.faults.push(finding);
    }

    /// Reads known keys; `tag` is a key and its word that were read already.
    fn fields(&mut self, spot: Spot<'_>, fields: &[Field], tag: Option<(&str, &str)>) -> Option<Value> {
        let known: Vec<&str> = tag.iter().map(|(key, _)| *key).chain(fields.iter().map(|field| field.key)).collect();
        let cut: Vec<Cut<'_>> = fields.iter().filter_map(|field| Cut::of(spot, field)).collect();
        let mut meant = BTreeSet::new();
        let unknown = |entry: &Spot<'_>| !known.contains(&entry.name()) && cut.iter().all(|c| c.rest != entry.name());
        let unknown: Vec<Spot<'_>> = spot.entries().filter(unknown).collect();
        let sole = only_missing(spot, fields, &unknown);
        for entry in unknown {
            // A key cannot be meant that is already there.
            let absent = known.iter().copied().filter(|key| spot.find(key).is_none());
            let finding = Finding::refuse("unknown-key", entry.key_place(), msg!("unknown-key", name = entry.name()));
            let finding = finding.expected(keys(known.iter().copied()));
            if let Some((key, text)) = torn(spot, fields, entry) {
                let whole = format!("{key}: \"{text}, {}…\"", entry.name());
                self.faults.push(finding.hint(msg!("hint-comma-in-text", text = whole)));
                continue;
            }
            let near = nearest(entry.name(), absent).or(sole);
            meant.extend(near);
            self.faults.push(finding.hint(near.map_or(msg!("hint-leave-key-out"), |name| msg!("hint-nearest", name))));
        }
        let mut mapping = Mapping::new();
        let mut sound = true;
        mapping.extend(tag.map(|(key, word)| (Value::from(key), Value::from(word))));
        for field in fields {
            let value = match spot.find(field.key) {
                Some(value) => match cut.iter().find(|cut| cut.key == field.key) {
                    Some(cut) => self.joined(value, cut),
                    // Emptied, a key that may be left out has to go itself.
                    None if !field.required && value.says_nothing() => {
                        let hint = msg!("hint-or-delete-key", hint = field.shape.hint());
                        self.wrong(value, field.shape.expected(), hint)
                    }
                    None => self.value(value, field.shape),
                },
                None if !field.required => continue,
                None => {
                    if !meant.contains(field.key) {
                        let problem = msg!("lacks", what = spot.called(), kind = "key", name = field.key);
                        let finding = Finding::refuse("missing-key", spot.key_place(), problem);
                        let finding = finding.expected(field.shape.expected_under(field.key));
                        self.faults.push(finding.hint(msg!("hint-add-key", name = field.key)));
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
            let problem = msg!("lacks", what = spot.called(), kind = "key", name = tag);
            let finding = Finding::refuse("missing-key", spot.key_place(), problem).expected(one_of(&words));
            self.faults.push(finding.hint(msg!("hint-add-key", name = tag)));
            return None;
        };
        let Content::Scalar { text, .. } = entry.content() else {
            return self.wrong(entry, one_of(&words), msg!("hint-one-of-these"));
        };
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
        let finding = Finding::refuse(
            "unknown-word",
            spot.place(),
            msg!("value-is", what = spot.called(), value = format!("`{text}`")),
        );
        let finding = finding.expected(one_of(words));
        self.faults.push(finding.hint_nearest(text, words.iter().copied(), msg!("hint-one-of-these")));
        None
    }

    /// A number that was cut in two at its decimal comma, told once and read as it was meant.
    fn joined(&mut self, spot: Spot<'_>, cut: &Cut<'_>) -> Option<Value> {
        let problem = msg!("value-is", what = spot.called(), value = format!("`{},{}`", cut.whole, cut.rest));
        let with_point = format!("{}.{}", cut.whole, cut.rest);
        let read = number(&with_point).map(Value::from);
        let finding = Finding::refuse("wrong-type", spot.place(), problem).expected(Leaf::Number.expected());
        self.faults.push(finding.hint(msg!("hint-decimal-point", number = with_point)));
        read
    }

    fn leaf(&mut self, spot: Spot<'_>, leaf: Leaf, text: &str, plain: bool) -> Option<Value> {
        if plain && is_nothing(text) {
            return self.wrong(spot, leaf.expected(), leaf.hint());
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
            Leaf::Count | Leaf::Number if plain && beyond_whole_numbers(text) => {
                return self.out_of_range(spot, msg!("expect-fewer-digits"), msg!("hint-fewer-digits"));
            }
            Leaf::Date if day(text).is_some() && !date(text) => {
                let expected = msg!("expect-date-from", year = FIRST_YEAR.to_string());
                return self.out_of_range(spot, expected, msg!("hint-year"));
            }
            Leaf::Count => plain.then(|| whole_number(text)).flatten().map(Value::from),
            Leaf::Number => plain.then(|| number(text)).flatten().map(Value::from),
            Leaf::Date => date(text).then(|| Value::from(text)),
        };
        if value.is_some() {
            return value;
        }
        let finding = Finding::refuse("wrong-type", spot.place(), holds(spot)).expected(leaf.expected());
        let with_point = text.replace(',', ".");
        let closed_up: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let finding = match leaf {
            Leaf::Count | Leaf::Number if !plain => finding.hint(msg!("hint-no-quotes")),
            Leaf::Number if number(&with_point).is_some() => {
                finding.hint(msg!("hint-decimal-point", number = with_point))
            }
            Leaf::Count | Leaf::Number if number(&closed_up).is_some() => {
                finding.hint(msg!("hint-closed-up", number = closed_up))
            }
            Leaf::Date if written_as_date(text) => finding.hint(msg!("hint-no-such-day")),
            _ => finding.hint(leaf.hint()),
        };
        self.faults.push(finding);
        None
    }

    fn text(&mut self, spot: Spot<'_>, leaf: Leaf, text: &str, plain: bool) -> Option<Value> {
        let ambiguous = match leaf {
            Leaf::Phrase | Leaf::Raw => reads_as_value(text),
            _ => reads_as_other(text),
        };
        let refuse = |rule, problem: Message| Finding::refuse(rule, spot.place(), problem).expected(leaf.expected());
        // A text for people may be a quotation.
        let straight = curly(text).filter(|_| plain && !matches!(leaf, Leaf::Phrase | Leaf::Raw));
        let finding = if let Some(inside) = straight {
            refuse("unquoted-code", msg!("curly-quotes", text = shortened(text)))
                .hint(msg!("hint-write", text = format!("\"{}\"", shortened(inside))))
        } else if plain && ambiguous {
            refuse("unquoted-code", msg!("value-without-quotes", what = spot.called(), value = text))
                .hint(msg!("hint-write", text = format!("\"{text}\"")))
        } else if text.trim().is_empty() && leaf != Leaf::Raw {
            refuse("empty-text", msg!("value-is-empty", what = spot.called())).hint(leaf.hint())
        } else if !well_formed(text, leaf) {
            let problem = msg!("value-is", what = spot.called(), value = format!("`{}`", shortened(text)));
            refuse("bad-name", problem).hint(leaf.hint())
        } else if let Some(finding) = unprintable(spot, leaf, text).or_else(|| too_long(spot.place(), text)) {
            finding
        } else {
            return Some(Value::from(text));
        };
        self.faults.push(finding);
        None
    }

    fn out_of_range(&mut self, spot: Spot<'_>, expected: Message, hint: Message) -> Option<Value> {
        self.faults.push(Finding::refuse("out-of-range", spot.place(), holds(spot)).expected(expected).hint(hint));
        None
    }

    fn wrong(&mut self, spot: Spot<'_>, expected: Message, hint: Message) -> Option<Value> {
        self.faults.push(Finding::refuse("wrong-type", spot.place(), holds(spot)).expected(expected).hint(hint));
        None
    }
}

/// A number with a decimal comma between braces, where a comma ends a value: `{ share: 0,48 }` is the key `share` with 0 and
/// a key `48` with nothing.
struct Cut<'a> {
    key: &'static str,
    whole: &'a str,
    rest: &'a str,
}

impl<'a> Cut<'a> {
    fn of(spot: Spot<'a>, field: &Field) -> Option<Self> {
        let number = spot.find(field.key).filter(|_| field.shape.is_number())?;
        let rest = spot.entries().skip_while(|entry| entry.name() != field.key).nth(1)?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match (number.content(), rest.content()) {
            (Content::Scalar { text: whole, plain: true }, Content::Scalar { text: nothing, plain: true })
                if digits(whole) && digits(rest.name()) && rest.plain_key() && is_nothing(nothing) =>
            {
                Some(Self { key: field.key, whole, rest: rest.name() })
            }
            _ => None,
        }
    }
}

/// The required key that an unknown one stands for, however it is spelt (in another language, say): the only one that is
/// missing, where no other key is unknown and the value is of its kind.
fn only_missing(spot: Spot<'_>, fields: &[Field], unknown: &[Spot<'_>]) -> Option<&'static str> {
    let mut missing = fields.iter().filter(|field| field.required && spot.find(field.key).is_none());
    match (unknown, missing.next(), missing.next()) {
        ([entry], Some(field), None) => field.shape.is_like(entry.content()).then_some(field.key),
        _ => None,
    }
}

/// The text, and its key, that unquoted commas tore: what follows a comma is then a key without a value.
fn torn<'a>(spot: Spot<'a>, fields: &[Field], rest: Spot<'a>) -> Option<(&'a str, String)> {
    let is_rest = |entry: &Spot<'_>| {
        // Keys on one line stand between braces.
        entry.says_nothing() && entry.plain_key() && entry.key_place().line == rest.key_place().line
    };
    let mut before: Vec<Spot<'a>> = spot.entries().take_while(|entry| entry.name() != rest.name()).collect();
    let parts = before.iter().rev().take_while(|entry| is_rest(entry)).count();
    let parts = before.split_off(before.len() - parts);
    let start = before.last().filter(|start| start.key_place().line == rest.key_place().line)?;
    let is_text = fields.iter().any(|field| field.key == start.name() && field.shape.is_text());
    let Content::Scalar { text, plain: true } = start.content() else { return None };
    let whole = parts.iter().fold(text.clone(), |whole, part| format!("{whole}, {}", part.name()));
    (is_rest(&rest) && is_text).then_some((start.name(), whole))
}

/// What stands between quotes that a word processor made curly, which YAML takes for letters.
fn curly(text: &str) -> Option<&str> {
    const CURLY: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‚'];
    let inside = text.strip_prefix(CURLY)?.strip_suffix(CURLY)?.trim();
    (!inside.is_empty()).then_some(inside)
}

fn holds(spot: Spot<'_>) -> Message {
    let what = spot.called();
    match spot.content() {
        Content::Scalar { text, plain: true } if is_nothing(text) => msg!("value-is-empty", what),
        Content::Scalar { text, .. } => msg!("value-is", what, value = format!("`{}`", shortened(text))),
        Content::List(_) => msg!("value-is-a-list", what),
        Content::Map(_) => msg!("value-is-a-mapping", what),
        Content::Refused => msg!("value-is-unreadable", what),
    }
}

/// A text for people with a character that no picture, page or workbook can hold.
fn unprintable(spot: Spot<'_>, leaf: Leaf, text: &str) -> Option<Finding> {
    let character = text.chars().find(|c| unpublishable(*c)).filter(|_| leaf == Leaf::Phrase)?;
    let problem = msg!("value-holds-character", what = spot.called(), code = format!("U+{:04X}", u32::from(character)));
    let finding = Finding::refuse("bad-text", spot.place(), problem).expected(msg!("expect-readable-text"));
    Some(finding.hint(msg!("hint-invisible-character")))
}

/// A cell of a workbook holds 32,767 characters, some of which others stand beside; no text of a survey needs a third of them.
const LONGEST_TEXT: usize = 10_000;

fn too_long(place: Place, text: &str) -> Option<Finding> {
    let characters = text.chars().count();
    let long =
        (characters > LONGEST_TEXT).then(|| Finding::refuse("text-too-long", place, msg!("text-long", characters)))?;
    Some(long.expected(msg!("expect-shorter-text", most = LONGEST_TEXT)).hint(msg!("hint-shorter-text")))
}

/// A text short enough for a message of one line.
fn shortened(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect();
    if text.chars().count() > 40 { format!("{line}…") } else { line }
}

#[cfg(test)]
mod tests {
    //! The sound parts of the tree are what `serde_yaml` reads from the text.

    use std::path::PathBuf;

    use chrono::NaiveDate;
    use indexmap::IndexMap;

    use super::*;
    use crate::config::shape::{Code, Id, Label, List, Name, Part, Phrase, Raw, wire};
    use crate::survey::codebook::Text;
    use crate::survey::ids::Mirror;

    wire! {
        #[expect(dead_code, reason = "compared as a whole")]
        struct Everything {
            ids: IndexMap<Id, Text>,
            editions: IndexMap<Label, NaiveDate>,
            codes: IndexMap<Code, List<Code>>,
            name: Name,
            phrase: Part<Phrase>,
            raw: Raw,
            folded: Phrase,
            switch: bool,
            count: usize,
            large: u64,
            numbers: List<f64>,
            mirror: Mirror,
            absent: Option<Phrase>,
        }
    }

    const TEXT: &str = r#"# a comment
ids: { un: { fr: L’un, en: 'It''s one' }, deux_2: { fr: Non, en: "a \"b\" \u00e9" } }
editions: { "2014": 2014-10-17, b-1: "2020-02-29" }
codes:
  "010": ["1", 'no', oui, "0x1", "~", "1e3"]
  corse: []
name: c1_secteur
phrase: 18-24 ans, par exemple
raw: "\t"
folded: >-
  en deux
  lignes
switch: true
count: 0
large: 18446744073709551615
numbers: [0, 5, 0.05, 1.5e3, 1E-3, -0.25]
mirror: same_object
"#;

    #[test]
    fn the_tree_and_the_text_read_the_same() {
        let mut faults = Faults::new();
        let document = Document::read(PathBuf::from("x.yaml"), TEXT.into(), &mut faults).unwrap();
        let parts = Reader { faults: &mut faults }.value(document.root(), Everything::SHAPE).unwrap();
        assert_eq!(faults, []);
        let from_tree: Everything = serde_yaml::from_value(parts).unwrap();
        let text: Value = serde_yaml::from_str(TEXT).unwrap();
        let from_text: Everything = serde_yaml::from_value(text).unwrap();
        assert_eq!(format!("{from_tree:#?}"), format!("{from_text:#?}"));
    }
}
