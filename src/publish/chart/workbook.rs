//! The workbooks of the figures: one in the folder of each, and one of all with a page to read first.

use super::wording::Wording;
use super::{Figure, Studio};
use crate::error::Result;
use crate::publish::sheet::{Sheet, Value};
use crate::publish::xlsx::{self, Properties, Tab};

/// What every workbook shares: its words, its title, its day.
pub struct Workbooks {
    wording: Wording,
    title: String,
    publisher: String,
    caution: Option<String>,
    source: String,
    citation: String,
    created: chrono::NaiveDate,
}

impl Workbooks {
    /// Reads the words of the workbooks. They bear the last day of the field: a run has no other day.
    pub fn new(studio: &Studio<'_>) -> Result<Self> {
        let shared = studio.shared;
        Ok(Self {
            wording: Wording::render(studio.templates, "workbook", shared)?,
            title: studio.set(&shared.title),
            publisher: shared.publisher.clone(),
            caution: shared.caution.as_ref().map(|caution| studio.set(caution)),
            source: studio.source.clone(),
            citation: studio.citation.clone(),
            created: studio.view.edition.field_end,
        })
    }

    /// The workbook of a figure: its data, then its notes and its source.
    pub fn figure(&self, figure: &Figure) -> Result<Vec<u8>> {
        let notes = self.notes(figure);
        let names = xlsx::tab_names([self.wording.key("data"), self.wording.key("notes")]);
        let tabs: Vec<Tab<'_>> =
            names.into_iter().zip([&figure.sheet, &notes]).map(|(name, sheet)| Tab { name, sheet }).collect();
        let id = &figure.words.id;
        xlsx::bytes(&format!("figures/{id}/{id}.xlsx"), &tabs, &self.properties(&figure.words.title))
    }

    /// The workbook of all figures: a page to read first, then the data of each.
    pub fn all(&self, figures: &[Figure]) -> Result<Vec<u8>> {
        let wanted = std::iter::once(self.wording.key("readme")).chain(figures.iter().map(|f| f.words.id.as_str()));
        let names = xlsx::tab_names(wanted);
        let readme = self.readme(figures, &names);
        let sheets = std::iter::once(&readme).chain(figures.iter().map(|figure| &figure.sheet));
        let tabs: Vec<Tab<'_>> = names.iter().cloned().zip(sheets).map(|(name, sheet)| Tab { name, sheet }).collect();
        xlsx::bytes("figures/figures.xlsx", &tabs, &self.properties(&self.title))
    }

    fn properties<'p>(&'p self, title: &'p str) -> Properties<'p> {
        Properties { title, publisher: &self.publisher, created: self.created }
    }

    fn row(&self, key: &str, text: impl Into<String>) -> Vec<Value> {
        vec![Value::text(self.wording.key(key)), Value::text(text)]
    }

    fn heads(&self) -> Vec<String> {
        vec![self.wording.key("field").to_owned(), self.wording.key("content").to_owned()]
    }

    fn notes(&self, figure: &Figure) -> Sheet {
        let words = &figure.words;
        let mut rows = vec![
            self.row("figure", &words.id),
            self.row("title", &words.title),
            self.row("subtitle", &words.subtitle),
            self.row("caption", &words.caption),
            self.row("alt", &words.alt),
            self.row("measure", &words.measure),
        ];
        for base in &words.base {
            let head = format!("{} ({})", self.wording.key("base"), base.population);
            let range = [base.n_min, base.n_max].map(|n| n.to_string());
            let text = if base.n_min == base.n_max { range.into_iter().next_back() } else { Some(range.join("–")) };
            rows.push(vec![Value::text(head), Value::text(text.unwrap_or_default())]);
        }
        rows.extend(words.notes.iter().map(|note| self.row("note", note)));
        rows.extend(words.breaks.iter().map(|b| {
            let of = b.of.as_ref().map_or_else(String::new, |of| format!(" ({of})"));
            self.row("break", format!("{}{of} – {}", b.edition, b.reason))
        }));
        for question in &words.questions {
            let sides = [("client", &question.client), ("employee", &question.employee)];
            for (key, text) in sides.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))) {
                let head = format!("{} ({})", self.wording.key(key), question.item);
                rows.push(vec![Value::text(head), Value::text(text)]);
            }
        }
        rows.push(vec![Value::text(self.wording.key("delta")), Value::Number(words.delta_points)]);
        rows.push(self.row("source", &words.source));
        rows.push(self.row("citation", &words.citation));
        rows.push(self.row("version", &words.software_version));
        Sheet { header: self.heads(), rows }
    }

    /// What the workbook holds: where it comes from, what the columns are, which tab shows what.
    fn readme(&self, figures: &[Figure], tabs: &[String]) -> Sheet {
        let mut rows = vec![self.row("title", &self.title), self.row("source", &self.source)];
        rows.push(self.row("citation", &self.citation));
        rows.extend(self.caution.as_ref().map(|caution| self.row("caution", caution)));
        rows.extend(self.wording.notes.iter().map(|note| self.row("note", note)));
        for (figure, tab) in figures.iter().zip(tabs.iter().skip(1)) {
            let text = format!("{} – {}", figure.words.title, figure.words.caption);
            rows.push(vec![Value::text(tab), Value::text(text)]);
        }
        Sheet { header: self.heads(), rows }
    }
}
