//! The figures: each a folder with its picture (SVG, and PNG drawn from it), its numbers (CSV, XLSX) and its words (JSON).
//!
//! A picture is drawn once from the masked results; its title states what the numbers say and comes, like every other
//! word, from the figure's template.

mod context;
mod dumbbell;
mod editions;
mod figures;
pub mod font;
mod frame;
mod heatmap;
mod keyfigures;
mod overview;
mod points;
mod quadrant;
mod ranking;
mod spans;
mod svg;
pub mod theme;
mod trend;
mod waterfall;
mod wording;
mod workbook;

use std::collections::BTreeSet;

use serde::Serialize;

use super::cells::Cell;
use super::matrix::Matrix;
use super::shared::Shared;
use super::sheet::Sheet;
use super::templates::Templates;
use super::typography::typeset;
use super::view::View;
use super::{OutputFile, Provenance};
use crate::error::{Error, Result};
use crate::survey::ids::ItemId;
use crate::survey::registry::Edition;
use context::BreakWords;
use points::Point;
use svg::Canvas;
pub use wording::ALT_LIMIT;
use wording::Wording;
pub use workbook::Workbooks;

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its words.
    pub words: Words,
    svg: String,
    sheet: Sheet,
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
    /// How the answers were scored, in words.
    pub measure: String,
    /// The same as the column `box` of the data has it, each once.
    #[serde(rename = "box")]
    pub boxes: Vec<String>,
    /// Persons behind the figure.
    pub base: Vec<Base>,
    /// Notes, in order.
    pub notes: Vec<String>,
    /// The questions as they were put; those of its dimensions for a figure about dimensions.
    pub questions: Vec<Question>,
    /// Breaks that the figure draws.
    breaks: Vec<BreakWords>,
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
    /// Id of the dimension that it feeds.
    pub dimension: Option<String>,
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

/// What a figure is made of before it is drawn.
struct Parts<'p> {
    id: &'p str,
    wording: Wording,
    points: &'p [Point],
    questions: Vec<Question>,
    breaks: Vec<BreakWords>,
    source: Option<String>,
}

impl<'p> Parts<'p> {
    fn new(id: &'p str, wording: Wording, points: &'p [Point]) -> Self {
        Self { id, wording, points, questions: Vec::new(), breaks: Vec::new(), source: None }
    }
}

/// Every figure of the newest edition, in id order.
pub fn figures(studio: &Studio<'_>) -> Result<Vec<Figure>> {
    let mut all = Vec::new();
    all.extend(overview::key_figures(studio)?);
    if !studio.matrix.dimensions.is_empty() {
        all.push(figures::gaps(studio)?);
        all.push(figures::levels(studio)?);
        all.push(figures::national(studio)?);
        all.extend(overview::quadrant(studio)?);
        all.extend(overview::alignment(studio)?);
    }
    all.extend(figures::asymmetries(studio)?);
    all.extend(figures::overestimation(studio)?);
    all.extend(editions::satisfaction_trend(studio)?);
    all.extend(editions::composite_trends(studio)?);
    all.extend(editions::dimension_trends(studio)?);
    if !studio.matrix.dimensions.is_empty() {
        for row in &studio.matrix.sectors {
            all.push(figures::sector(studio, row)?);
        }
    }
    all.sort_by(|a, b| a.words.id.cmp(&b.words.id));
    Ok(all)
}

impl Figure {
    /// The files of its folder, but for the PNG that is drawn from the SVG.
    pub fn files(&self, workbooks: &Workbooks) -> Result<Vec<OutputFile>> {
        let path = |end: &str| format!("figures/{id}/{id}{end}", id = self.words.id);
        let mut json = serde_json::to_vec_pretty(&self.words)
            .map_err(|e| Error::Internal(format!("cannot write the words of a figure as JSON: {e}")))?;
        json.push(b'\n');
        let mut files = vec![
            OutputFile::new(path(".json"), json),
            OutputFile::new(path(".svg"), self.svg.clone()),
            OutputFile::new(path(".xlsx"), workbooks.figure(self)?),
        ];
        for (dialect, bytes) in super::csv::sheet(&self.sheet)? {
            files.push(OutputFile::new(path(&format!("{}.csv", dialect.suffix())), bytes));
        }
        Ok(files)
    }
}

impl Studio<'_> {
    /// Draws a figure and gathers what goes into its files.
    fn figure(&self, parts: Parts<'_>, draw: impl FnOnce(&mut Canvas, &Wording, &str) -> f64) -> Result<Figure> {
        let Parts { id, wording, points, questions, breaks, source } = parts;
        let source = source.unwrap_or_else(|| self.source.clone());
        let mut canvas = Canvas::new(id);
        let height = draw(&mut canvas, &wording, &source);
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
            source,
            citation: self.citation.clone(),
            measure: self.shared.measure.clone(),
            boxes: points
                .iter()
                .map(|point| point.measure)
                .collect::<BTreeSet<_>>()
                .iter()
                .map(ToString::to_string)
                .collect(),
            base: bases(points),
            notes: wording.notes,
            questions,
            breaks,
            edition,
            delta_points: self.view.plan.rules.delta_points,
            software_version: self.provenance.software_version.clone(),
        };
        Ok(Figure { words, svg, sheet: points::sheet(points, self.view) })
    }

    /// A name of the configuration as it is set: it was typed with ordinary spaces and apostrophes.
    fn set(&self, name: &str) -> String {
        typeset(name, self.view.language())
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

    /// Smallest and largest number of persons of one side, as words: `de 248 à 262`; of cells that show nothing, none.
    fn base_words(&self, cells: &[Cell], points: &[Point], population: &str) -> String {
        let shown = if cells.iter().any(|cell| cell.shown) { points } else { &[] };
        self.persons(shown, population)
    }

    /// The same of points, each with its own base.
    fn persons(&self, points: &[Point], population: &str) -> String {
        match bases(points).into_iter().find(|base| base.population == population) {
            Some(base) if base.n_min == base.n_max => self.view.numbers.count(base.n_max),
            Some(base) => {
                let [low, high] = [base.n_min, base.n_max].map(|n| self.view.numbers.count(n));
                self.view.numbers.range(&low, &high)
            }
            None => super::number::NOT_AVAILABLE.to_owned(),
        }
    }

    /// The wordings of items, in the given order.
    fn questions<'i>(&self, items: impl IntoIterator<Item = &'i str>) -> Vec<Question> {
        items.into_iter().filter_map(|item| self.question(item)).collect()
    }

    /// The wordings of the items behind the dimensions of the newest edition.
    fn dimension_questions(&self) -> Vec<Question> {
        self.questions_of(self.view.edition, self.matrix.dimensions.iter().map(|named| named.id.as_str()))
    }

    /// The wordings of the items behind some dimensions in one edition.
    fn questions_of<'i>(&self, edition: &Edition, dimensions: impl Iterator<Item = &'i str>) -> Vec<Question> {
        let declared = dimensions.filter_map(|id| self.view.plan.codebook.dimensions.get(id));
        let asked = declared.flat_map(|dimension| &dimension.items).filter(|item| edition.asked_of_anybody(item));
        self.questions(asked.map(ItemId::as_str))
    }

    fn question(&self, item: &str) -> Option<Question> {
        let declared = self.view.plan.codebook.items.get(item)?;
        let text = |text: &crate::survey::codebook::Text| self.set(self.view.text(text));
        Some(Question {
            item: item.to_owned(),
            dimension: declared.dimension.as_ref().map(ToString::to_string),
            client: declared.client.as_ref().map(text),
            employee: declared.employee.as_ref().map(text),
        })
    }
}

/// Persons by population over the points that have a number.
fn bases(points: &[Point]) -> Vec<Base> {
    let mut bases: Vec<Base> = Vec::new();
    for point in points.iter().filter(|point| point.value.is_some()) {
        let Some(n) = point.n else { continue };
        match bases.iter_mut().find(|base| base.population == point.population) {
            Some(base) => (base.n_min, base.n_max) = (base.n_min.min(n), base.n_max.max(n)),
            None => bases.push(Base { population: point.population.to_owned(), n_min: n, n_max: n }),
        }
    }
    bases
}
