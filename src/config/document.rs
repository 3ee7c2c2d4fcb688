//! A YAML file as it was written: its keys and values as a tree in which each knows its line and column.
//!
//! `serde_yaml` forgets where a value stood once it has read it, and points at the wrong line for duplicate keys and inside
//! tagged values. This tree, built on the events of `saphyr_parser`, is what every finding of the configuration is located
//! with: those of the structure and those found later, when names and numbers are checked against each other.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use super::{Faults, syntax};
use crate::error::{Finding, Place};
use crate::messages::{Message, msg};

/// Deeper nesting than any configuration needs; beyond it a file is refused, so that no reader of the tree exhausts its stack.
const DEPTH_LIMIT: usize = 32;

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    /// The line.
    pub(super) line: usize,
    /// The character in it.
    pub(super) column: usize,
}

impl From<Marker> for Mark {
    fn from(marker: Marker) -> Self {
        Self { line: marker.line(), column: marker.col() + 1 }
    }
}

/// A value and where it begins.
#[derive(Debug)]
struct Node {
    mark: Mark,
    content: Content,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Content {
    /// A text, a number, a date, a yes or no: what it is depends on what is expected there.
    Scalar {
        /// The text, quotes removed.
        text: String,
        /// Written without quotes, so that a reader of YAML may take it for something else than text.
        plain: bool,
    },
    /// A list.
    List(Elements),
    /// Keys and values, each key once.
    Map(Entries),
    /// A thing that this program does not read (an alias, say); its finding is already written.
    Refused,
}

/// Elements of a list.
#[derive(Debug)]
pub(super) struct Elements(Vec<Node>);

/// Entries of a mapping, in file order.
#[derive(Debug, Default)]
pub(super) struct Entries {
    by_key: IndexMap<String, Entry>,
    /// A key was written twice; the second is not among them.
    repeated: bool,
}

/// A key's place and its value.
#[derive(Debug)]
struct Entry {
    mark: Mark,
    plain: bool,
    value: Node,
}

/// One file, read.
#[derive(Debug)]
pub(super) struct Document {
    /// The file, as the user would name it.
    pub(super) path: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// Whether its YAML is without a finding.
    pub(super) sound: bool,
    root: Node,
}

impl Document {
    /// Reads the bytes of a file. What is wrong with its YAML goes to `faults`; `None` when there is then nothing to go on with.
    pub(super) fn read(path: PathBuf, bytes: Vec<u8>, faults: &mut Faults) -> Option<Self> {
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                faults.push(not_utf8(&path, error.as_bytes(), error.utf8_error().valid_up_to()));
                return None;
            }
        };
        // A byte order mark is invisible in an editor, so it counts neither as text nor as a column.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let known = faults.len();
        unprintable(&path, &text, faults);
        let root = Builder { path: &path, faults, open: Vec::new(), root: None }.build(&text)?;
        Some(Self { path, text, sound: faults.len() == known, root })
    }

    /// The whole file.
    pub(super) fn root(&self) -> Spot<'_> {
        Spot {
            path: &self.path,
            name: "",
            key: self.root.mark,
            plain_key: false,
            element: false,
            absent: false,
            node: &self.root,
        }
    }
}

fn not_utf8(path: &Path, bytes: &[u8], valid_up_to: usize) -> Finding {
    let before = String::from_utf8_lossy(bytes.get(..valid_up_to).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Finding::refuse("not-utf-8", Place::cell(path, line, column), msg!("not-utf-8"))
        .expected(msg!("expect-utf-8"))
        .hint(msg!("hint-save-utf-8"))
}

/// Reports the characters that YAML does not allow; an editor shows none of them, and the readers of YAML disagree about them.
fn unprintable(path: &Path, text: &str, faults: &mut Faults) {
    let allowed = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | '\u{85}') || !(c.is_control() || "\u{feff}\u{fffe}\u{ffff}".contains(c))
    };
    for (line, content) in text.split('\n').enumerate() {
        for (column, character) in content.chars().enumerate().filter(|(_, c)| !allowed(*c)) {
            let place = Place::cell(path, line + 1, column + 1);
            let problem = msg!("invisible-character", code = format!("U+{:04X}", u32::from(character)));
            let finding = Finding::refuse("yaml-syntax", place, problem).expected(msg!("expect-readable-text"));
            faults.push(finding.hint(msg!("hint-invisible-character")));
        }
    }
}

/// One value of a document, with the key that names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'a> {
    path: &'a Path,
    name: &'a str,
    key: Mark,
    plain_key: bool,
    element: bool,
    /// Left out: only the place is meant, not the value around it.
    absent: bool,
    node: &'a Node,
}

impl<'a> Spot<'a> {
    /// What the value is.
    pub(super) fn content(self) -> &'a Content {
        &self.node.content
    }

    /// The text of a single value.
    pub(super) fn text(self) -> Option<&'a str> {
        match &self.node.content {
            Content::Scalar { text, .. } if !self.absent => Some(text),
            _ => None,
        }
    }

    /// The file.
    pub(super) fn path(self) -> &'a Path {
        self.path
    }

    /// The key that names the value; for an element the key that names its list.
    pub(super) fn name(self) -> &'a str {
        self.name
    }

    /// Whether the key was written without quotes.
    pub(super) fn plain_key(self) -> bool {
        self.plain_key
    }

    /// What a finding calls the value.
    pub(super) fn called(self) -> Message {
        match (self.name, self.element) {
            ("", true) => msg!("called-element"),
            ("", false) => msg!("called-file"),
            (name, true) => msg!("called-element-of", name),
            (name, false) => msg!("called-name", name),
        }
    }

    /// Whether nothing was written, or what YAML takes for nothing.
    pub(super) fn says_nothing(self) -> bool {
        matches!(&self.node.content, Content::Scalar { text, plain: true } if is_nothing(text))
    }

    /// Where the value begins; where its key stands when nothing was written.
    pub(super) fn place(self) -> Place {
        match self.says_nothing() {
            true => self.key_place(),
            false => Place::cell(self.path, self.node.mark.line, self.node.mark.column),
        }
    }

    /// Where the key that names the value stands; where it begins for an element of a list.
    pub(super) fn key_place(self) -> Place {
        Place::cell(self.path, self.key.line, self.key.column)
    }

    /// The value under a key.
    pub(super) fn find(self, key: &str) -> Option<Spot<'a>> {
        let Content::Map(entries) = &self.node.content else { return None };
        if self.absent {
            return None;
        }
        let (name, entry) = entries.by_key.get_key_value(key)?;
        Some(self.entry(name, entry))
    }

    /// The value under a key. Where the key is left out, nothing, at the place of the value around it: there a default is
    /// spoken of.
    pub(super) fn at(self, key: &str) -> Spot<'a> {
        self.find(key).unwrap_or(Spot { absent: true, ..self })
    }

    /// The element at a position, or this value when there is none.
    pub(super) fn nth(self, position: usize) -> Spot<'a> {
        self.elements().nth(position).unwrap_or(self)
    }

    /// How many entries a mapping or a list has; 0 for anything else.
    pub(super) fn count(self) -> usize {
        match &self.node.content {
            _ if self.absent => 0,
            Content::Map(entries) => entries.by_key.len(),
            Content::List(elements) => elements.0.len(),
            Content::Scalar { .. } | Content::Refused => 0,
        }
    }

    /// Whether a key of this mapping was written twice, so that part of it is not known.
    pub(super) fn is_repeated(self) -> bool {
        matches!(&self.node.content, Content::Map(entries) if !self.absent && entries.repeated)
    }

    /// The values under each key, in file order; none when this is not a mapping.
    pub(super) fn entries(self) -> impl Iterator<Item = Spot<'a>> {
        let entries = match &self.node.content {
            Content::Map(entries) if !self.absent => Some(&entries.by_key),
            _ => None,
        };
        entries.into_iter().flatten().map(move |(name, entry)| self.entry(name, entry))
    }

    /// The elements in file order; none when this is not a list.
    pub(super) fn elements(self) -> impl Iterator<Item = Spot<'a>> {
        let nodes = match &self.node.content {
            Content::List(elements) if !self.absent => elements.0.as_slice(),
            _ => &[],
        };
        nodes.iter().map(move |node| Spot {
            key: node.mark,
            plain_key: false,
            element: true,
            absent: false,
            node,
            ..self
        })
    }

    fn entry(self, name: &'a str, entry: &'a Entry) -> Spot<'a> {
        Spot {
            path: self.path,
            name,
            key: entry.mark,
            plain_key: entry.plain,
            element: false,
            absent: false,
            node: &entry.value,
        }
    }
}

/// Whether an unquoted text is YAML for "nothing".
pub(super) fn is_nothing(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}

/// Builds the tree from events with a stack of its own, so that no depth of nesting can exhaust the program's.
struct Builder<'b> {
    path: &'b Path,
    faults: &'b mut Faults,
    open: Vec<Open>,
    root: Option<Node>,
}

/// A list or a mapping that is not closed yet.
enum Open {
    List { mark: Mark, elements: Vec<Node> },
    Map { mark: Mark, entries: Entries, key: Option<Key> },
}

/// A key that waits for its value; without a name when it was refused.
struct Key {
    name: Option<String>,
    mark: Mark,
    plain: bool,
}

impl Builder<'_> {
    fn build(mut self, text: &str) -> Option<Node> {
        let mut documents = 0;
        for event in Parser::new_from_str(text) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let mark = Mark::from(*error.marker());
                    let finding = syntax::refusal(text, mark, error.info(), |mark| self.place(mark));
                    self.faults.push(finding);
                    return None;
                }
            };
            if let Event::DocumentStart(_) = event {
                documents += 1;
                if documents == 2 {
                    self.refuse(span, msg!("yaml-second-document"), msg!("hint-one-document"));
                    break;
                }
            }
            if !self.event(event, span) {
                return None;
            }
        }
        if self.root.is_none() {
            let place = Place::cell(self.path, 1, 1);
            let finding = Finding::refuse("empty-file", place, msg!("file-is-empty"));
            self.faults.push(finding.hint(msg!("hint-empty-file")));
        }
        self.root
    }

    /// Takes one event; `false` when the rest is not worth reading.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        let mark = Mark::from(span.start);
        self.refuse_features(&event, span);
        match event {
            Event::Alias(_) => self.put(Node { mark, content: Content::Refused }),
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                self.put(Node { mark, content: Content::Scalar { text: text.into_owned(), plain } });
            }
            Event::SequenceStart(..) => self.open.push(Open::List { mark, elements: Vec::new() }),
            Event::MappingStart(..) => self.open.push(Open::Map { mark, entries: Entries::default(), key: None }),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List { mark, elements }) => {
                    self.put(Node { mark, content: Content::List(Elements(elements)) });
                }
                Some(Open::Map { mark, entries, .. }) => {
                    self.put(Node { mark, content: Content::Map(entries) });
                }
                None => {}
            },
            _ => {}
        }
        if self.open.len() > DEPTH_LIMIT {
            self.refuse(span, msg!("yaml-too-deep"), msg!("hint-nest-less"));
            return false;
        }
        true
    }

    /// Anchors, aliases and tags: short ways of writing that hide what a file says, and the way to make a small file enormous.
    fn refuse_features(&mut self, event: &Event<'_>, span: Span) {
        let (anchor, tag) = match event {
            Event::Alias(_) => return self.refuse(span, msg!("yaml-alias"), msg!("hint-write-out")),
            Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                (*anchor, tag.is_some())
            }
            _ => return,
        };
        if anchor != 0 {
            self.refuse(span, msg!("yaml-anchor"), msg!("hint-no-anchor"));
        }
        if tag {
            self.refuse(span, msg!("yaml-tag"), msg!("hint-no-tag"));
        }
    }

    fn refuse(&mut self, span: Span, problem: Message, hint: Message) {
        let place = self.place(Mark::from(span.start));
        self.faults
            .push(Finding::refuse("yaml-feature", place, problem).expected(msg!("expect-plain-yaml")).hint(hint));
    }

    /// Puts a finished value where it belongs: under the key that waits, as the next key, in the list, or as the whole file.
    fn put(&mut self, node: Node) {
        let in_list = matches!(self.open.as_slice(), [.., Open::List { .. }, Open::Map { .. }]);
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { elements, .. }) => elements.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                None => {
                    let mark = node.mark;
                    let (name, plain) = match node.content {
                        Content::Scalar { text, plain } if !(plain && (is_nothing(&text) || text == "<<")) => {
                            (Some(text), plain)
                        }
                        _ => (None, false),
                    };
                    let refused = name.is_none();
                    *key = Some(Key { name, mark, plain });
                    if refused {
                        let place = self.place(mark);
                        let finding = Finding::refuse("yaml-feature", place, msg!("key-not-text"));
                        self.faults.push(finding.expected(msg!("expect-name-as-key")).hint(msg!("hint-no-merge-key")));
                    }
                }
                Some(Key { name: None, .. }) => {}
                Some(Key { name: Some(name), mark, plain }) => {
                    match entries.by_key.get(&name).map(|first| first.mark) {
                        None => {
                            entries.by_key.insert(name, Entry { mark, plain, value: node });
                        }
                        Some(first) => {
                            entries.repeated = true;
                            let problem = msg!("duplicate-key", name, first = self.place(first).to_string());
                            let finding = Finding::refuse("duplicate-key", self.place(mark), problem);
                            let hint = match &node.content {
                                _ if in_list => msg!("hint-keep-one-or-dash"),
                                // What has keys of its own (an edition, an item) is copied to be changed, and its name is forgotten.
                                Content::Map(_) => msg!("hint-rename-or-keep-one"),
                                _ => msg!("hint-keep-one"),
                            };
                            self.faults.push(finding.expected(msg!("expect-key-once")).hint(hint));
                        }
                    }
                }
            },
        }
    }

    fn place(&self, mark: Mark) -> Place {
        Place::cell(self.path, mark.line, mark.column)
    }
}
