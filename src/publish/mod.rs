//! Results → bytes: the tables (Parquet and CSV), the figures (SVG and PNG with their numbers) and the report (Markdown, and
//! one HTML page made from it).
//!
//! [`write()`] is pure but for reading the report's templates and for what its outlet does: it returns the files of the output
//! folder in path order, [`pictures()`] and [`page()`] those that are made of them. Two runs with the same inputs give the same bytes:
//! nothing here reads a clock, a locale or an environment variable.
//!
//! Reading order: [`tables`] and [`suppression`] (what is written, what is hidden), [`number`] (all rounding), then
//! `cells` and `matrix` (rows as a reader sees them), [`chart`] and `report` (what is drawn and said of them), and `html`,
//! which makes one page of what the others wrote.

mod cells;
pub mod chart;
mod confidential;
pub mod csv;
mod html;
pub mod literal;
mod matrix;
mod microdata;
pub mod number;
pub mod parquet;
pub mod png;
mod report;
mod shared;
pub mod sheet;
pub mod suppression;
pub mod tables;
pub mod templates;
pub mod typography;
mod validation;
mod view;
pub mod xlsx;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::digest::ReadFile;
use crate::digest::sha256_hex;
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::survey::results::MarginRow;
use suppression::Masked;
use tables::Table;

pub use confidential::{AnswerRow, Confidential, MissingReason, RespondentRow, ScoredAnswer};
pub use html::page;
pub use microdata::confidential;
pub use validation::validation_page;

/// One file of the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Path below the output folder, with `/` between its parts.
    pub path: PathBuf,
    /// Its content.
    pub bytes: Vec<u8>,
    /// SHA-256 of its content in hexadecimal: made with the file, on whatever thread makes it.
    pub sha256: String,
}

impl OutputFile {
    /// A file at a path below the output folder.
    pub fn new(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self { path: path.into(), sha256: sha256_hex(&bytes), bytes }
    }
}

/// Takes every file of a run as soon as it is made, each once, from many threads. What it refuses ends the run.
pub type Outlet<'o> = dyn Fn(&OutputFile) -> Result<()> + Sync + 'o;

/// Where the numbers come from: what the tables carry in their metadata and the report in its fiche technique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Version of this program.
    pub software_version: String,
    /// Name of the run.
    pub run: String,
    /// Seed of its random numbers.
    pub seed: u64,
    /// SHA-256 over the configuration files, in hexadecimal.
    pub configuration_sha256: String,
    /// The files that were read, in the order of the manifest.
    pub inputs: Vec<InputFile>,
}

/// What a published table says of itself in its metadata.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'o> {
    /// Where the numbers come from.
    pub provenance: &'o Provenance,
    /// A caution that goes with the numbers wherever they are named.
    pub caution: Option<&'o str>,
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct InputFile {
    /// Where it was read.
    #[serde(skip)]
    pub file: PathBuf,
    /// Its name in the output.
    pub path: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Length.
    #[serde(skip)]
    pub bytes: usize,
}

impl InputFile {
    /// A file that has no other name than its path yet.
    pub fn new(read: ReadFile) -> Self {
        let ReadFile { file, sha256, bytes } = read;
        Self { path: file.display().to_string(), file, sha256, bytes }
    }
}

/// Every file of the output folder but the manifest, the validation report, the HTML page and the [`pictures`] as PNG, in path
/// order. `microdata` makes the rows of the confidential tables, beside the rest; `outlet` is given what is made while the rest is.
pub fn write<'w>(
    results: &Masked,
    plan: &Plan,
    microdata: impl FnOnce() -> Confidential<'w> + Send,
    provenance: &Provenance,
    outlet: &Outlet<'_>,
) -> Result<Vec<OutputFile>> {
    let caution = plan.registry.barometer.caution.as_ref();
    let origin = Origin { provenance, caution: caution.map(|text| text.in_language(plan.publish.language)) };
    let (mut confidential, mut tables) = (None, None);
    let pages = rayon::in_place_scope(|pool| {
        // The longest task first.
        pool.spawn(|_| confidential = Some(confidential_tables(microdata(), plan, outlet)));
        pool.spawn(|_| tables = Some(published_tables(results, origin, outlet)));
        pages_and_figures(results, plan, provenance, outlet)
    });
    let no_table = || Error::Internal("a table was not made".to_owned());
    let mut files = tables.ok_or_else(no_table)??;
    files.extend(confidential.ok_or_else(no_table)??);
    files.extend(pages?);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// The picture of every SVG among these files as PNG, the largest first.
pub fn pictures(files: &[OutputFile], outlet: &Outlet<'_>) -> Result<Vec<OutputFile>> {
    let mut drawings: Vec<(&OutputFile, PathBuf)> =
        files.iter().filter_map(|file| Some((file, picture_of(&file.path)?))).collect();
    let picture = |(svg, picture): &(&OutputFile, PathBuf)| {
        let text = std::str::from_utf8(&svg.bytes);
        let text = text.map_err(|e| Error::Internal(format!("{} is no text: {e}", svg.path.display())))?;
        made(OutputFile::new(picture, self::png::bytes(text)?), outlet)
    };
    drawings.sort_by_key(|(svg, _)| Reverse(svg.bytes.len()));
    in_turn(drawings.iter(), picture).into_iter().collect()
}

/// Where the picture of an SVG goes; `None` for any other file.
fn picture_of(path: &Path) -> Option<PathBuf> {
    path.extension().filter(|end| *end == "svg").map(|_| path.with_extension("png"))
}

/// Something that makes one or more files.
type Task<'a> = Box<dyn Fn() -> Result<Vec<OutputFile>> + Send + Sync + 'a>;

fn published_tables(results: &Masked, origin: Origin<'_>, outlet: &Outlet<'_>) -> Result<Vec<OutputFile>> {
    fn each<'a, R: Sync>(
        table: fn() -> Table<'static, R>,
        rows: &'a [R],
        origin: Origin<'a>,
        outlet: &'a Outlet<'a>,
    ) -> [Task<'a>; 2] {
        let file =
            move |end: &str, bytes| made(OutputFile::new(format!("tables/{}{end}", table().name), bytes), outlet);
        let texts = move || {
            let texts = self::csv::bytes(&table(), rows)?.into_par_iter();
            let texts = texts.map(|(dialect, bytes)| file(&format!("{}.csv", dialect.suffix()), bytes));
            texts.collect::<Vec<_>>().into_iter().collect()
        };
        let parquet = move || Ok(vec![file(".parquet", self::parquet::bytes(&table(), rows, Some(origin))?)?]);
        [Box::new(texts), Box::new(parquet)]
    }
    let margins = by_key(&results.margins);
    let tables = [
        each(tables::trends, &results.trends, origin, outlet),
        each(tables::contrasts, &results.contrasts, origin, outlet),
        each(tables::estimates, &results.estimates, origin, outlet),
        each(tables::symmetry, &results.symmetry, origin, outlet),
        each(tables::composites, &results.composites, origin, outlet),
        each(tables::slopes, &results.slopes, origin, outlet),
        each(tables::margins, &margins, origin, outlet),
        each(tables::weighting, &results.weighting, origin, outlet),
    ];
    let written = in_turn(tables.into_iter().flatten(), |task| task());
    written.into_iter().collect::<Result<Vec<_>>>().map(|files| files.into_iter().flatten().collect())
}

/// Does what is to be done in this order, each by whoever is free: of tasks that take many times as long as others the longest
/// should come first. Returns what comes of them in the same order.
fn in_turn<T: Send, R: Send>(tasks: impl Iterator<Item = T> + Send, run: impl Fn(T) -> R + Sync) -> Vec<R> {
    let done: BTreeMap<usize, R> = tasks.enumerate().par_bridge().map(|(at, task)| (at, run(task))).collect();
    done.into_values().collect()
}

/// The margins by key: the report keeps the order in which the categories are declared.
fn by_key(margins: &[MarginRow]) -> Vec<MarginRow> {
    let mut margins = margins.to_vec();
    margins.sort_by(|a, b| (&a.edition, &a.variable, &a.category).cmp(&(&b.edition, &b.variable, &b.category)));
    margins
}

/// The file, once the outlet has taken it.
fn made(file: OutputFile, outlet: &Outlet<'_>) -> Result<OutputFile> {
    outlet(&file)?;
    Ok(file)
}

fn confidential_tables(confidential: Confidential<'_>, plan: &Plan, outlet: &Outlet<'_>) -> Result<Vec<OutputFile>> {
    let Confidential { answers, margin_variables, respondents } = confidential;
    let answers = self::parquet::streamed(&tables::answers(), answers, None)?;
    let respondents = self::parquet::bytes(&tables::respondents(&margin_variables, plan), &respondents, None)?;
    Ok(vec![
        made(OutputFile::new("confidential/answers.parquet", answers), outlet)?,
        made(OutputFile::new("confidential/respondents.parquet", respondents), outlet)?,
    ])
}

fn pages_and_figures(
    results: &Masked,
    plan: &Plan,
    provenance: &Provenance,
    outlet: &Outlet<'_>,
) -> Result<Vec<OutputFile>> {
    let view = view::View::new(results, plan)?;
    let templates = templates::Templates::load(&plan.templates, plan.publish.language)?;
    let shared = shared::Shared::new(&view, provenance);
    let matrix = matrix::Matrix::new(&view)?;
    let studio = chart::Studio {
        source: shared.source(&templates)?,
        citation: shared.citation(&templates)?,
        view: &view,
        templates: &templates,
        shared: &shared,
        matrix: &matrix,
        provenance,
    };
    let figures = chart::figures(&studio)?;
    let workbooks = chart::Workbooks::new(&studio)?;
    let pages = report::pages(&studio, &figures)?.into_iter().map(|page| made(page, outlet));
    let mut files = pages.collect::<Result<Vec<_>>>()?;
    // A workbook waits for threads of its own: here, on the calling thread, which in a run is none of the pool's.
    for figure in &figures {
        for file in figure.files(&workbooks)? {
            files.push(made(file, outlet)?);
        }
    }
    files.push(made(OutputFile::new("figures/figures.xlsx", workbooks.all(&figures)?), outlet)?);
    Ok(files)
}
