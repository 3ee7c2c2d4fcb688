//! `report.html`: the whole report in one page that needs no other file and no network.
//!
//! It is made from the finished Markdown pages and figures, so that it says what they say: a chapter for every page, the
//! report first, then the others in the order in which the report leads to them. Words, look and behaviour of the page stand
//! in `page.html.j2`, `page.css` and `page.js` beside the other templates.
//!
//! Nothing that comes from data or labels is trusted: raw HTML is escaped, links lead where [`links`] lets them, and a
//! policy in the page allows no script but its own and no request at all.

mod anchor;
mod links;
mod markdown;
mod picture;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use minijinja::Value;
use serde::Serialize;

use self::links::{Links, beside};
use self::markdown::{Heading, Page};
use super::templates::Templates;
use super::{OutputFile, picture_of};
use crate::digest::sha256_base64;
use crate::error::{Error, Result};
use crate::plan::Plan;

/// The page that all others are reached from.
const REPORT: &str = "report.md";
/// What stands before the edition in the title of a page.
const TITLE_END: &str = " — ";

/// What the template of the page receives.
#[derive(Serialize)]
struct Document {
    language: &'static str,
    version: &'static str,
    /// Title of the report.
    title: String,
    /// The element that forbids requests and foreign scripts.
    policy: Value,
    /// The element with the look.
    style: Value,
    /// The element with the behaviour.
    script: Value,
    /// Whether a link leads to a file beside the page.
    beside: bool,
    chapters: Vec<Chapter>,
}

/// One page of the report.
#[derive(Serialize)]
struct Chapter {
    /// Folder of its Markdown; empty at the root.
    folder: String,
    anchor: String,
    /// Its title without the edition.
    title: String,
    /// Its sections, for the table of contents.
    sections: Vec<Section>,
    body: Value,
}

/// A section of a chapter.
#[derive(Serialize)]
struct Section {
    anchor: String,
    title: String,
}

/// The report as one HTML page, from the other files of the output folder; the PNG that are drawn from them need not be there yet.
///
/// # Errors
/// The template of the page, its style or its script is missing or at fault.
pub fn page(plan: &Plan, files: &[OutputFile]) -> Result<OutputFile> {
    let language = plan.publish.language;
    let templates = Templates::load(&plan.templates, language)?;
    let texts = texts(files)?;
    let pictures = texts.iter().filter(|(path, _)| path.ends_with(".svg")).map(|(path, svg)| (*path, *svg)).collect();
    let public = files.iter().filter_map(|file| Some((file.path.to_str()?, file.bytes.as_slice())));
    let public = public.filter(|(path, _)| !path.starts_with("confidential/"));
    let drawn: Vec<PathBuf> = files.iter().filter_map(|file| picture_of(&file.path)).collect();
    let drawn = drawn.iter().filter_map(|picture| Some((picture.to_str()?, &[] as &[u8])));
    let mut links = Links::new(public.chain(drawn).collect(), pictures);
    let mut pages = in_reading_order(&texts);
    links.give_anchors(&mut pages);
    let chapters: Vec<Chapter> = pages
        .iter()
        .enumerate()
        .map(|(position, page)| Chapter {
            folder: page.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
            anchor: links.page(page.path).unwrap_or_default().to_owned(),
            title: page.headings.first().map_or(page.path, |heading| short(&heading.title)).to_owned(),
            sections: page.headings.iter().filter(|heading| heading.level == 2).map(Section::new).collect(),
            body: Value::from_safe_string(page.html(&mut links, usize::from(position > 0), language)),
        })
        .collect();
    let title = pages.first().and_then(|page| page.headings.first()).map_or("", |heading| &heading.title);
    let (style, script) = (templates.style(), templates.script());
    let document = Document {
        language: language.as_str(),
        version: env!("CARGO_PKG_VERSION"),
        title: title.to_owned(),
        policy: Value::from_safe_string(policy(style, script)),
        style: Value::from_safe_string(format!("<style>{style}</style>")),
        script: Value::from_safe_string(format!("<script>{script}</script>")),
        beside: links.leaves_the_page,
        chapters,
    };
    Ok(OutputFile::new("report.html", templates.page(&document)?))
}

/// The Markdown pages and the pictures, by path.
fn texts(files: &[OutputFile]) -> Result<BTreeMap<&str, &str>> {
    let mut texts = BTreeMap::new();
    for file in files {
        let Some(path) = file.path.to_str().filter(|path| path.ends_with(".md") || path.ends_with(".svg")) else {
            continue;
        };
        let text = std::str::from_utf8(&file.bytes);
        texts.insert(path, text.map_err(|e| Error::Internal(format!("{path} is not UTF-8: {e}")))?);
    }
    Ok(texts)
}

/// The report, the pages in folders (the sectors), the pages beside the report; each lot in the order in which the report
/// leads to them, then those that it does not name.
fn in_reading_order<'t>(texts: &BTreeMap<&'t str, &'t str>) -> Vec<Page<'t>> {
    let mut read: BTreeMap<&str, Page<'t>> = texts
        .iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .map(|(path, text)| (*path, Page::new(path, text)))
        .collect();
    let mut order: Vec<&'t str> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let linked: Vec<String> = match read.get(REPORT) {
        Some(report) => report.targets().filter_map(|target| beside(REPORT, target)).collect(),
        None => Vec::new(),
    };
    let linked = linked.iter().filter_map(|path| read.get(path.as_str()).map(|page| page.path));
    let every = read.get(REPORT).map(|page| page.path).into_iter().chain(linked).chain(read.values().map(|p| p.path));
    for path in every {
        if seen.insert(path) {
            order.push(path);
        }
    }
    order.sort_by_key(|path| (*path != REPORT, !path.contains('/')));
    order.into_iter().filter_map(|path| read.remove(path)).collect()
}

impl Section {
    fn new(heading: &Heading) -> Self {
        Self { anchor: heading.anchor.clone(), title: heading.title.clone() }
    }
}

/// A title without the edition behind it.
fn short(title: &str) -> &str {
    title.split(TITLE_END).next().unwrap_or(title)
}

/// No request, no form, no other base, and no style or script but these: a label that slipped through could still do
/// nothing.
fn policy(style: &str, script: &str) -> String {
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">",
        sha256_base64(style.as_bytes()),
        sha256_base64(script.as_bytes())
    )
}
