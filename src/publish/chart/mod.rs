//! The figures: each a folder with its picture (SVG), its numbers (CSV) and its words (JSON).
//!
//! A picture is drawn once from the masked results; its title states what the numbers say and comes, like every other
//! word, from the figure's template.

mod dumbbell;
mod figures;
mod frame;
mod heatmap;
mod points;
mod ranking;
mod svg;
pub mod theme;
mod trend;
mod wording;

use serde::Serialize;

use super::cells::Cell;
use super::matrix::Matrix;
use super::shared::Shared;
use super::templates::Templates;
use super::typography::typeset;
use super::view::View;
use super::{OutputFile, Provenance};
use crate::error::{Error, Result};
use points::Point;
use svg::Canvas;
pub use wording::ALT_LIMIT;
use wording::Wording;

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its words.
    pub words: Words,
    svg: String,
    csv: Vec<u8>,
}

/// What is said of a figure, in its JSON file and around it in the report.
#[derive(Clone, Debug, Serialize)]
pub struct Words {
    /// Id, stable from one edition to the next.
    pub id: String,
    /// The finding.
    pub title: String,
    /// Measure, population, edition, base.
    pub subtitle: String,
    /// How to read it.
    pub caption: String,
    /// Text alternative, [`ALT_LIMIT`] characters at most.
    pub alt: String,
    /// Source line.
    pub source: String,
    /// How to cite the edition.
    pub citation: String,
    /// How the answers were scored.
    pub measure: String,
    /// Persons behind the figure.
    pub base: Vec<Base>,
    /// Notes, in order.
    pub notes: Vec<String>,
    /// The questions as they were put, for a figure about single questions.
    pub questions: Vec<Question>,
    /// The edition.
    pub edition: EditionStamp,
    /// Equivalence margin, in points.
    pub delta_points: f64,
    /// Version of this program.
    pub software_version: String,
}

/// Persons of one population behind a figure: the smallest and the largest number over its points.
#[derive(Clone, Debug, Serialize)]
pub struct Base {
    /// Whose.
    pub population: String,
    /// Smallest number of persons.
    pub n_min: i64,
    /// Largest number of persons.
    pub n_max: i64,
}

/// A question as it was put to both sides.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Id of the item.
    pub item: String,
    /// To clients.
    pub client: Option<String>,
    /// To employees.
    pub employee: Option<String>,
}

/// An edition with its field dates as ISO days.
#[derive(Clone, Debug, Serialize)]
pub struct EditionStamp {
    /// Label.
    pub label: String,
    /// First day of the field.
    pub field_start: String,
    /// Last day of the field.
    pub field_end: String,
}

/// What the builders of figures share.
pub struct Studio<'a> {
    /// The results.
    pub view: &'a View<'a>,
    /// The templates.
    pub templates: &'a Templates,
    /// Words of the edition and of the rules.
    pub shared: &'a Shared,
    /// Sectors × dimensions.
    pub matrix: &'a Matrix,
    /// Source line.
    pub source: String,
    /// How to cite the edition.
    pub citation: String,
    /// Where the numbers come from.
    pub provenance: &'a Provenance,
}

/// Every figure of the newest edition, in id order.
pub fn figures(studio: &Studio<'_>) -> Result<Vec<Figure>> {
    let mut all = Vec::new();
    if !studio.matrix.dimensions.is_empty() {
        all.push(figures::gaps(studio)?);
        all.push(figures::levels(studio)?);
        all.push(figures::national(studio)?);
    }
    all.extend(figures::asymmetries(studio)?);
    all.extend(figures::overestimation(studio)?);
    all.extend(figures::satisfaction_trend(studio)?);
    all.extend(figures::dimension_trends(studio)?);
    if !studio.matrix.dimensions.is_empty() {
        for row in &studio.matrix.sectors {
            all.push(figures::sector(studio, row)?);
        }
    }
    all.sort_by(|a, b| a.words.id.cmp(&b.words.id));
    Ok(all)
}

impl Figure {
    /// The files of its folder.
    pub fn files(&self) -> Result<Vec<OutputFile>> {
        let path = |extension: &str| format!("figures/{id}/{id}.{extension}", id = self.words.id);
        let mut json = serde_json::to_vec_pretty(&self.words)
            .map_err(|e| Error::Internal(format!("cannot write the words of a figure as JSON: {e}")))?;
        json.push(b'\n');
        Ok(vec![
            OutputFile::new(path("csv"), self.csv.clone()),
            OutputFile::new(path("json"), json),
            OutputFile::new(path("svg"), self.svg.clone()),
        ])
    }
}

impl Studio<'_> {
    /// Draws a figure and gathers its files.
    fn figure(
        &self,
        id: &str,
        wording: Wording,
        points: &[Point],
        questions: Vec<Question>,
        draw: impl FnOnce(&mut Canvas, &Wording, &str) -> f64,
    ) -> Result<Figure> {
        let mut canvas = Canvas::new(id);
        let height = draw(&mut canvas, &wording, &self.source);
        let svg = canvas.finish(height, &wording.title, &wording.alt, self.view.language().as_str());
        let edition = EditionStamp {
            label: self.view.edition_id.to_string(),
            field_start: self.view.edition.field_start.to_string(),
            field_end: self.view.edition.field_end.to_string(),
        };
        let words = Words {
            id: id.to_owned(),
            title: wording.title,
            subtitle: wording.subtitle,
            caption: wording.caption,
            alt: wording.alt,
            source: self.source.clone(),
            citation: self.citation.clone(),
            measure: self.shared.measure.clone(),
            base: bases(points),
            notes: wording.notes,
            questions,
            edition,
            delta_points: self.view.plan.rules.delta_points,
            software_version: self.provenance.software_version.clone(),
        };
        Ok(Figure { words, svg: typeset_names(&svg, self), csv: points::csv(points, self.view)? })
    }

    /// Writes a percentage of an axis.
    fn percent(&self) -> impl Fn(f64) -> String + use<> {
        let numbers = self.view.numbers;
        move |value| numbers.percent(value, 0)
    }

    /// Writes a signed number of an axis.
    fn signed(&self) -> impl Fn(f64) -> String + use<> {
        let numbers = self.view.numbers;
        move |value| numbers.signed(value, 0)
    }

    /// Smallest and largest number of persons of one side, as words: `248–262`.
    fn base_words(&self, cells: &[Cell], points: &[Point], statistic: &str) -> String {
        let of = bases(points).into_iter().find(|base| base.population == statistic);
        match of.filter(|_| cells.iter().any(|cell| cell.shown)) {
            Some(base) if base.n_min == base.n_max => self.view.numbers.count(base.n_max),
            Some(base) => {
                format!("{}–{}", self.view.numbers.count(base.n_min), self.view.numbers.count(base.n_max))
            }
            None => super::number::NOT_AVAILABLE.to_owned(),
        }
    }

    fn question(&self, item: &str) -> Option<Question> {
        let declared = self.view.plan.codebook.items.get(item)?;
        let text = |text: &crate::survey::codebook::Text| typeset(self.view.text(text), self.view.language());
        Some(Question {
            item: item.to_owned(),
            client: declared.client.as_ref().map(text),
            employee: declared.employee.as_ref().map(text),
        })
    }
}

/// Names come from the configuration with ordinary spaces and apostrophes; a picture is typeset like the text.
fn typeset_names(svg: &str, studio: &Studio<'_>) -> String {
    let language = studio.view.language();
    let mut out = String::with_capacity(svg.len());
    for line in svg.split_inclusive('\n') {
        match line.split_once('>').filter(|_| line.starts_with("<text")) {
            Some((tag, text)) => {
                out.push_str(tag);
                out.push('>');
                out.push_str(&typeset(text, language));
            }
            None => out.push_str(line),
        }
    }
    out
}

/// Persons by statistic over the points that have a number.
fn bases(points: &[Point]) -> Vec<Base> {
    let mut bases: Vec<Base> = Vec::new();
    for point in points.iter().filter(|point| point.value.is_some()) {
        let Some(n) = point.n else { continue };
        match bases.iter_mut().find(|base| base.population == point.statistic) {
            Some(base) => (base.n_min, base.n_max) = (base.n_min.min(n), base.n_max.max(n)),
            None => bases.push(Base { population: point.statistic.to_owned(), n_min: n, n_max: n }),
        }
    }
    bases
}
