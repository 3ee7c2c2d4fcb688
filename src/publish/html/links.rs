//! Where a link of the Markdown leads in the page: to an anchor, to the data of a figure, which the page carries, to another
//! file of the output folder, to `https:` or `mailto:`, or nowhere.

use std::collections::BTreeMap;
use std::ops::Range;

use super::anchor::{Anchors, key, slug};
use super::markdown::Page;
use crate::digest::base64;

/// Largest file that the page carries, in bytes: the data of a figure of forty sectors and thirty dimensions stay below.
const CARRIED: usize = 512 * 1024;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To an anchor of the page, to `https:` or to `mailto:`.
    Address(String),
    /// To the data of a figure, saved under this name from inside the page.
    Carried {
        /// Name of the file.
        name: String,
        /// `data:` address with its bytes.
        address: String,
    },
    /// To a file that is beside the page, as long as the page stays in its folder.
    Beside(String),
}

/// What the links of a document may lead to.
pub struct Links<'l> {
    anchors: Anchors,
    /// The anchors of every page, by path.
    pages: BTreeMap<&'l str, Headings>,
    /// Pictures that can be drawn into the page, by path.
    pictures: BTreeMap<&'l str, &'l str>,
    /// Figures that stand in a page, by id.
    figures: BTreeMap<String, Figure>,
    /// Files that the reader has beside the page.
    files: BTreeMap<&'l str, &'l [u8]>,
    /// Ids of the footnotes, by page and name.
    footnotes: BTreeMap<(String, String), String>,
    /// Whether a link leads beside the page.
    pub leaves_the_page: bool,
}

/// The anchors of one page.
struct Headings {
    /// Of the page itself.
    page: String,
    /// Of its headings, by the key of their titles.
    by_key: BTreeMap<String, String>,
}

/// A figure that stands in a page.
struct Figure {
    anchor: String,
    drawn: bool,
}

impl<'l> Links<'l> {
    /// Links among files of the output folder; `pictures` are the SVG figures among them.
    pub fn new(files: BTreeMap<&'l str, &'l [u8]>, pictures: BTreeMap<&'l str, &'l str>) -> Self {
        let (pages, figures, footnotes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { anchors: Anchors::new(), pages, pictures, figures, files, footnotes, leaves_the_page: false }
    }

    /// Gives every page, every heading and every figure its anchor. The first page is the report itself: the anchors of its
    /// sections need no prefix.
    pub fn give_anchors(&mut self, pages: &mut [Page<'l>]) {
        let own: Vec<String> = pages.iter().map(|page| self.anchors.take(&slug(stem(page.path)))).collect();
        for (position, (page, own)) in pages.iter_mut().zip(own).enumerate() {
            let mut by_key = BTreeMap::new();
            for (number, heading) in page.headings.iter_mut().enumerate() {
                heading.anchor = match (number, position) {
                    (0, _) => own.clone(),
                    (_, 0) => self.anchors.take(&slug(&heading.title)),
                    _ => self.anchors.take(&format!("{own}-{}", slug(&heading.title))),
                };
                by_key.entry(key(&heading.title)).or_insert_with(|| heading.anchor.clone());
            }
            self.pages.insert(page.path, Headings { page: own, by_key });
        }
        for page in pages.iter() {
            for path in page.pictures().filter_map(|target| beside(page.path, target)) {
                let id = figure_id(&path).to_owned();
                if self.pictures.contains_key(path.as_str()) && !self.figures.contains_key(&id) {
                    let anchor = self.anchors.take(&format!("figure-{}", slug(&id)));
                    self.figures.insert(id, Figure { anchor, drawn: false });
                }
            }
        }
    }

    /// The anchor of a page.
    pub fn page(&self, path: &str) -> Option<&str> {
        self.pages.get(path).map(|headings| headings.page.as_str())
    }

    /// Where a link on a page leads; `None` when it may not be followed or leads to nothing.
    pub fn resolve(&self, page: &str, target: &str) -> Option<Target> {
        let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if let Some(scheme) = scheme {
            let safe = matches!(scheme.as_str(), "https" | "mailto") && !target.chars().any(char::is_control);
            return safe.then(|| Target::Address(target.to_owned()));
        }
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let path = if path.is_empty() { page.to_owned() } else { beside(page, path)? };
        match self.pages.get(path.as_str()) {
            Some(headings) if fragment.is_empty() => Some(Target::Address(format!("#{}", headings.page))),
            Some(headings) => headings.by_key.get(&key(fragment)).map(|anchor| Target::Address(format!("#{anchor}"))),
            None => self.files.get(path.as_str()).map(|bytes| file(path, bytes)),
        }
    }

    /// The picture that an image on a page shows and the anchor where it stands; `None` when it is no figure of the run.
    pub fn figure(&mut self, page: &str, target: &str) -> Option<(String, &'l str)> {
        let path = beside(page, target)?;
        let svg = *self.pictures.get(path.as_str())?;
        let figure = self.figures.get_mut(figure_id(&path))?;
        let again = std::mem::replace(&mut figure.drawn, true);
        let anchor = if again { self.anchors.take(&figure.anchor) } else { figure.anchor.clone() };
        Some((anchor, svg))
    }

    /// Where a text names figures of the page, and their anchors.
    pub fn mentions(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let in_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
        let mut found = Vec::new();
        let mut from = 0;
        for word in text.split_inclusive(|c: char| !in_name(c)) {
            let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if let Some(figure) = self.figures.get(name) {
                found.push((from..from + name.len(), figure.anchor.clone()));
            }
            from += word.len();
        }
        found
    }

    /// The id of a footnote of a page.
    pub fn footnote(&mut self, page: &str, name: &str) -> String {
        let named = (page.to_owned(), name.to_owned());
        if let Some(id) = self.footnotes.get(&named) {
            return id.clone();
        }
        let id = self.anchors.take(&format!("{}-note-{}", slug(stem(page)), slug(name)));
        self.footnotes.insert(named, id.clone());
        id
    }
}

/// A file of the output folder: carried by the page when it is the data of a figure.
fn file(path: String, bytes: &[u8]) -> Target {
    let name = path.rsplit_once('/').map_or(path.as_str(), |(_, name)| name);
    if path.starts_with("figures/") && name.ends_with(".csv") && bytes.len() <= CARRIED {
        let address = format!("data:text/csv;charset=utf-8;base64,{}", base64(bytes));
        return Target::Carried { name: name.to_owned(), address };
    }
    Target::Beside(path)
}

/// A path as it is written on a page, from the output folder on; `None` when it leaves it.
pub fn beside(page: &str, target: &str) -> Option<String> {
    let odd = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\\' | ':' | '?');
    if target.starts_with('/') || target.chars().any(odd) {
        return None;
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path without its extension.
fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// The id of a figure from the path of its picture.
fn figure_id(path: &str) -> &str {
    stem(path.rsplit_once('/').map_or(path, |(_, name)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links() -> Links<'static> {
        let data: &[u8] = b"a,b\n";
        let files = ["report.md", "sectors/banque.md", "figures/F02/F02.csv", "tables/trends.csv"];
        let mut links = Links::new(files.into_iter().map(|file| (file, data)).collect(), BTreeMap::new());
        let mut pages = [
            Page::new("report.md", "# Titre\n\n## 1. L’essentiel\n\n## Évolution\n"),
            Page::new("sectors/banque.md", "# Banque\n\n## Évolution\n"),
        ];
        links.give_anchors(&mut pages);
        links
    }

    #[test]
    fn links_lead_to_anchors_and_to_the_files_beside_the_page() {
        let links = links();
        for (page, target, expected) in [
            ("report.md", "#1-lessentiel", "#l-essentiel"),
            ("report.md", "sectors/banque.md", "#sectors-banque"),
            ("report.md", "sectors/banque.md#évolution", "#sectors-banque-evolution"),
            ("sectors/banque.md", "../report.md", "#report"),
            ("sectors/banque.md", "../report.md#évolution", "#evolution"),
            ("report.md", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            ("report.md", "mailto:a@example.org", "mailto:a@example.org"),
        ] {
            let address = Target::Address(expected.to_owned());
            assert_eq!(links.resolve(page, target), Some(address), "{page}: {target}");
        }
    }

    #[test]
    fn the_data_of_a_figure_are_in_the_page_and_other_files_beside_it() {
        let links = links();
        let address = "data:text/csv;charset=utf-8;base64,YSxiCg==".to_owned();
        let carried = Target::Carried { name: "F02.csv".to_owned(), address };
        assert_eq!(links.resolve("sectors/banque.md", "../figures/F02/F02.csv"), Some(carried));
        let beside = Target::Beside("tables/trends.csv".to_owned());
        assert_eq!(links.resolve("report.md", "tables/trends.csv"), Some(beside));
        assert_eq!(
            file("figures/F02/F02.csv".to_owned(), &[b'a'; CARRIED + 1]),
            Target::Beside("figures/F02/F02.csv".into())
        );
    }

    #[test]
    fn a_link_that_is_not_known_to_be_harmless_leads_nowhere() {
        let links = links();
        for target in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "http://example.org",
            "//example.org/x",
            "/etc/passwd",
            "../../etc/passwd",
            "..\\secret",
            "nowhere.md",
            "#nowhere",
            "https://example.org/\u{1}",
        ] {
            assert_eq!(links.resolve("sectors/banque.md", target), None, "{target}");
        }
    }
}
