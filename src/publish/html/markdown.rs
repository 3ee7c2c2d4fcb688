//! One page of Markdown → a chapter of HTML.
//!
//! What is not known to be harmless comes out as text: raw HTML is escaped, pictures other than the figures of the run
//! become their words, links that lead outside what [`Links`] allows lose their target.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::links::{Links, Target};
use super::picture;
use super::table::{Cell, Table, mark_length};
use crate::survey::codebook::Language;

/// A page that has been read.
pub struct Page<'p> {
    /// Path below the output folder.
    pub path: &'p str,
    events: Vec<Event<'p>>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
}

/// A heading.
pub struct Heading {
    /// 1 to 6, as in the Markdown.
    pub level: usize,
    /// Its text.
    pub title: String,
    /// Its id in the whole document.
    pub anchor: String,
}

impl<'p> Page<'p> {
    /// Reads a page; its headings have no anchors yet.
    pub fn new(path: &'p str, text: &'p str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let events: Vec<Event<'p>> = TextMergeStream::new(Parser::new_ext(text, options)).collect();
        let mut headings = Vec::new();
        for (position, event) in events.iter().enumerate() {
            if let Event::Start(Tag::Heading { level, .. }) = event {
                let title = plain(events.get(position..end_of(&events, position)).unwrap_or_default());
                headings.push(Heading { level: *level as usize, title, anchor: String::new() });
            }
        }
        Self { path, events, headings }
    }

    /// The targets of its links, in order.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        self.events.iter().filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(&**dest_url),
            _ => None,
        })
    }

    /// The targets of its pictures, in order.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.events.iter().filter_map(|event| match event {
            Event::Start(Tag::Image { dest_url, .. }) => Some(&**dest_url),
            _ => None,
        })
    }

    /// The page as HTML; every heading is `deeper` levels below where the Markdown has it.
    pub fn html(&self, links: &mut Links<'_>, deeper: usize, language: Language) -> String {
        let writer = Writer {
            page: self,
            links,
            language,
            deeper,
            out: String::new(),
            closing: Vec::new(),
            headings: 0,
            plain_words: 0,
        };
        writer.finish()
    }
}

/// What one page becomes.
struct Writer<'w, 'l> {
    page: &'w Page<'w>,
    links: &'w mut Links<'l>,
    language: Language,
    deeper: usize,
    out: String,
    /// What closes the elements that are open, outermost first.
    closing: Vec<String>,
    /// Headings written so far.
    headings: usize,
    /// How many of the open elements are no place for a link to a figure: headings, captions, links.
    plain_words: usize,
}

impl Writer<'_, '_> {
    fn finish(mut self) -> String {
        self.run(0..self.page.events.len());
        self.out
    }

    /// Writes some events. Elements may nest as deep as they like: only tables and captions come back here, and neither
    /// holds another.
    fn run(&mut self, range: Range<usize>) {
        let page = self.page;
        let mut at = range.start;
        while let Some(event) = page.events.get(at).filter(|_| at < range.end) {
            at = match event {
                Event::Start(Tag::Paragraph) => self.paragraph(at),
                Event::Start(Tag::Table(alignments)) => self.table(at, alignments),
                Event::Start(Tag::Image { .. }) => self.image(at),
                Event::Start(tag) => {
                    self.open(tag);
                    at + 1
                }
                Event::End(tag) => {
                    self.close(*tag);
                    at + 1
                }
                event => {
                    self.inline(event);
                    at + 1
                }
            };
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let (opening, closing): (String, String) = match tag {
            Tag::Heading { level, .. } => self.heading(*level as usize),
            Tag::BlockQuote(_) => ("<div class=\"note\" role=\"note\">\n".into(), "</div>\n".into()),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                ("<pre tabindex=\"0\"><code>".into(), "</code></pre>\n".into())
            }
            Tag::HtmlBlock => ("<p>".into(), "</p>\n".into()),
            Tag::List(None) => ("<ul>\n".into(), "</ul>\n".into()),
            Tag::List(Some(1)) => ("<ol>\n".into(), "</ol>\n".into()),
            Tag::List(Some(first)) => (format!("<ol start=\"{first}\">\n"), "</ol>\n".into()),
            Tag::Item => ("<li>".into(), "</li>\n".into()),
            Tag::Emphasis => ("<em>".into(), "</em>".into()),
            Tag::Strong => ("<strong>".into(), "</strong>".into()),
            Tag::Link { dest_url, .. } => {
                self.plain_words += 1;
                match self.links.resolve(self.page.path, dest_url) {
                    Some(target) => (self.link(&target), "</a>".into()),
                    None => (String::new(), String::new()),
                }
            }
            Tag::FootnoteDefinition(name) => {
                let id = self.links.footnote(self.page.path, name);
                (format!("<div class=\"footnote\" id=\"{id}\"><sup>{}</sup>\n", escaped(name)), "</div>\n".into())
            }
            _ => (String::new(), String::new()),
        };
        self.out.push_str(&opening);
        self.closing.push(closing);
    }

    /// The opening tag of a link.
    fn link(&mut self, target: &Target) -> String {
        match target {
            Target::Address(address) => format!("<a href=\"{}\">", escaped(address)),
            Target::Carried { name, address } => {
                format!("<a download=\"{}\" href=\"{}\">", escaped(name), escaped(address))
            }
            Target::Beside(path) => {
                self.links.leaves_the_page = true;
                format!("<a class=\"file\" href=\"{}\">", escaped(path))
            }
        }
    }

    fn close(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::Link | TagEnd::Heading(_)) {
            self.plain_words = self.plain_words.saturating_sub(1);
        }
        if let Some(closing) = self.closing.pop() {
            self.out.push_str(&closing);
        }
    }

    fn heading(&mut self, level: usize) -> (String, String) {
        self.plain_words += 1;
        let level = (level + self.deeper).min(6);
        let anchor = self.page.headings.get(self.headings).map_or("", |heading| heading.anchor.as_str());
        self.headings += 1;
        let link = format!("<a class=\"anchor\" href=\"#{anchor}\" aria-hidden=\"true\" tabindex=\"-1\">#</a>");
        (format!("<h{level} id=\"{anchor}\">"), format!("{link}</h{level}>\n"))
    }

    fn inline(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                let _ = write!(self.out, "<code>{}</code>", escaped(code));
            }
            Event::Html(html) | Event::InlineHtml(html) => self.out.push_str(&escaped(html)),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::FootnoteReference(name) => {
                let id = self.links.footnote(self.page.path, name);
                let _ = write!(self.out, "<sup><a href=\"#{id}\">{}</a></sup>", escaped(name));
            }
            _ => {}
        }
    }

    /// Text: marks are set small, and the name of a figure leads to it.
    fn text(&mut self, text: &str) {
        let linked = if self.plain_words == 0 { self.links.mentions(text) } else { Vec::new() };
        let mut from = 0;
        for (range, anchor) in linked {
            self.marked(text.get(from..range.start).unwrap_or_default());
            let name = escaped(text.get(range.clone()).unwrap_or_default());
            let _ = write!(self.out, "<a href=\"#{anchor}\">{name}</a>");
            from = range.end;
        }
        self.marked(text.get(from..).unwrap_or_default());
    }

    fn marked(&mut self, text: &str) {
        let mut rest = text;
        while let Some(start) = rest.find('[') {
            let (before, from) = rest.split_at(start);
            self.out.push_str(&escaped(before));
            // Marks that follow each other are one run, which no line breaks.
            let mut length = 0;
            while let more @ 1.. = mark_length(from.get(length..).unwrap_or_default()) {
                length += more;
            }
            let (mark, after) = from.split_at(length.max(1));
            if mark.len() > 1 {
                let _ = write!(self.out, "<span class=\"mark\">{mark}</span>");
            } else {
                self.out.push('[');
            }
            rest = after;
        }
        self.out.push_str(&escaped(rest));
    }

    /// A paragraph; one that is a picture is a figure, with the emphasised paragraph behind it as its caption.
    fn paragraph(&mut self, at: usize) -> usize {
        let events = &self.page.events;
        let end = end_of(events, at);
        let inside = events.get(at + 1..end).unwrap_or_default();
        if let Some(Event::Start(Tag::Image { dest_url, .. })) = inside.first()
            && end_of(events, at + 1) + 1 == end
            && let Some((anchor, svg)) = self.links.figure(self.page.path, dest_url)
        {
            return self.figure(end + 1, &anchor, svg);
        }
        let class = if is_links_only(inside) { " class=\"links\"" } else { "" };
        let _ = write!(self.out, "<p{class}>");
        self.closing.push("</p>\n".to_owned());
        at + 1
    }

    fn figure(&mut self, next: usize, anchor: &str, svg: &str) -> usize {
        let events = &self.page.events;
        let end = end_of(events, next);
        let is_caption = matches!(events.get(next), Some(Event::Start(Tag::Paragraph)))
            && matches!(events.get(next + 1), Some(Event::Start(Tag::Emphasis)))
            && end_of(events, next + 1) + 1 == end;
        let picture = picture::inline(svg, anchor);
        let _ = write!(self.out, "<figure id=\"{anchor}\">\n<div class=\"picture\" tabindex=\"0\">{picture}</div>\n");
        let after = if is_caption {
            self.out.push_str("<figcaption>");
            self.plain_words += 1;
            self.run(next + 2..end - 1);
            self.plain_words -= 1;
            self.out.push_str("</figcaption>\n");
            end + 1
        } else {
            next
        };
        self.out.push_str("</figure>\n");
        after
    }

    /// A picture inside a sentence, or one that is no figure of the run: its words.
    fn image(&mut self, at: usize) -> usize {
        let end = end_of(&self.page.events, at);
        let words = plain(self.page.events.get(at..end).unwrap_or_default());
        self.out.push_str(&escaped(&words));
        end + 1
    }

    fn table(&mut self, at: usize, alignments: &[Alignment]) -> usize {
        let page = self.page;
        let end = end_of(&page.events, at);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut position = at + 1;
        while position < end {
            match page.events.get(position) {
                Some(Event::Start(Tag::TableHead | Tag::TableRow)) => rows.push(Vec::new()),
                Some(Event::Start(Tag::TableCell)) => {
                    let close = end_of(&page.events, position);
                    let cell = self.cell(position + 1..close);
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                    position = close;
                }
                _ => {}
            }
            position += 1;
        }
        let mut rows = rows.into_iter();
        let right = alignments.iter().map(|alignment| *alignment == Alignment::Right).collect();
        let table = Table { right, head: rows.next().unwrap_or_default(), rows: rows.collect() };
        let heading = self.headings.checked_sub(1).and_then(|last| page.headings.get(last));
        table.write(heading.map_or("", |heading| &heading.anchor), self.language, &mut self.out);
        end + 1
    }

    fn cell(&mut self, range: Range<usize>) -> Cell {
        let events = self.page.events.get(range.clone()).unwrap_or_default();
        let text = plain(events);
        let bold = matches!(events.first(), Some(Event::Start(Tag::Strong)))
            && end_of(&self.page.events, range.start) + 1 == range.end;
        let before = std::mem::take(&mut self.out);
        self.run(range);
        Cell { html: std::mem::replace(&mut self.out, before), text, bold }
    }
}

/// Where the element that starts at a position ends; past the last event when it does not.
fn end_of(events: &[Event<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (position, event) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return position;
        }
    }
    events.len()
}

/// The words of some events.
fn plain(events: &[Event<'_>]) -> String {
    let mut out = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// Whether a paragraph holds links and what separates them, and no words of its own: it is of no use on paper.
fn is_links_only(events: &[Event<'_>]) -> bool {
    let mut depth = 0_usize;
    let mut links = 0_usize;
    for event in events {
        match event {
            Event::Start(Tag::Link { .. }) => (depth, links) = (depth + 1, links + 1),
            Event::End(TagEnd::Link) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 && text.chars().any(char::is_alphanumeric) => return false,
            Event::Text(_) | Event::SoftBreak => {}
            _ if depth == 0 => return false,
            _ => {}
        }
    }
    links > 0
}

/// Text as it may stand in an element or between the double quotes of an attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '<', '>', '"']) {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").into()
    } else {
        text.into()
    }
}
