//! Results → bytes: the tables (Parquet and CSV), the figures (SVG and PNG with their numbers) and the report (Markdown, and
//! one HTML page made from it).
//!
//! [`write()`] is pure but for reading the report's templates: it returns every file of the output folder but the manifest,
//! the validation report and the HTML page, in path order, and touches no disk. Two runs with the same inputs give the same bytes:
//! nothing here reads a clock, a locale or an environment variable.
//!
//! Reading order: [`tables`] and [`suppression`] (what is written, what is hidden), [`number`] (all rounding), then
//! `cells` and `matrix` (rows as a reader sees them), [`chart`] and `report` (what is drawn and said of them), and `html`,
//! which makes [one page](page) of what the others wrote.

mod cells;
pub mod chart;
mod confidential;
pub mod csv;
mod html;
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

use std::path::PathBuf;

use rayon::prelude::*;

use crate::error::Result;
use crate::plan::Plan;
use crate::survey::results::Results;
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
}

impl OutputFile {
    /// A file at a path below the output folder.
    pub fn new(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

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

/// One input.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct InputFile {
    /// As the user would name it.
    pub path: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Every file of the output folder but the manifest, the validation report and the HTML page, in path order. `microdata` makes the rows of
/// the confidential tables, beside the rest.
pub fn write<'w>(
    results: &Results,
    plan: &Plan,
    microdata: impl FnOnce() -> Confidential<'w> + Send,
    provenance: &Provenance,
) -> Result<Vec<OutputFile>> {
    let results = suppression::masked(results);
    let (tables, (microdata, pages)) = rayon::join(
        || published_tables(&results, provenance),
        || rayon::join(|| confidential_tables(microdata(), plan), || pages_and_figures(&results, plan, provenance)),
    );
    let mut files = tables?;
    files.extend(microdata?);
    files.extend(pages?);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn published_tables(results: &Results, provenance: &Provenance) -> Result<Vec<OutputFile>> {
    fn each<R: Sync>(table: fn() -> Table<'static, R>, rows: &[R], provenance: &Provenance) -> Result<Vec<OutputFile>> {
        let (texts, parquet) =
            rayon::join(|| self::csv::bytes(&table(), rows), || self::parquet::bytes(&table(), rows, Some(provenance)));
        let file = |end: &str, bytes| OutputFile::new(format!("tables/{}{end}", table().name), bytes);
        let mut files = vec![file(".parquet", parquet?)];
        files.extend(texts?.into_iter().map(|(dialect, bytes)| file(&format!("{}.csv", dialect.suffix()), bytes)));
        Ok(files)
    }
    type Task<'a> = Box<dyn Fn() -> Result<Vec<OutputFile>> + Sync + 'a>;
    let tables: [Task<'_>; 8] = [
        Box::new(|| each(tables::contrasts, &results.contrasts, provenance)),
        Box::new(|| each(tables::trends, &results.trends, provenance)),
        Box::new(|| each(tables::estimates, &results.estimates, provenance)),
        Box::new(|| each(tables::symmetry, &results.symmetry, provenance)),
        Box::new(|| each(tables::composites, &results.composites, provenance)),
        Box::new(|| each(tables::slopes, &results.slopes, provenance)),
        Box::new(|| each(tables::margins, &results.margins, provenance)),
        Box::new(|| each(tables::weighting, &results.weighting, provenance)),
    ];
    let written: Vec<Result<Vec<OutputFile>>> = tables.par_iter().map(|write| write()).collect();
    let mut files = Vec::new();
    for table in written {
        files.extend(table?);
    }
    Ok(files)
}

fn confidential_tables(confidential: Confidential<'_>, plan: &Plan) -> Result<Vec<OutputFile>> {
    let Confidential { answers, margin_variables, respondents } = confidential;
    let answers = self::parquet::streamed(&tables::answers(), answers, None)?;
    let respondents = self::parquet::bytes(&tables::respondents(&margin_variables, plan), &respondents, None)?;
    Ok(vec![
        OutputFile::new("confidential/answers.parquet", answers),
        OutputFile::new("confidential/respondents.parquet", respondents),
    ])
}

fn pages_and_figures(results: &Results, plan: &Plan, provenance: &Provenance) -> Result<Vec<OutputFile>> {
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
    let (pages, (folders, all)) = rayon::join(
        || report::pages(&studio, &figures),
        || {
            rayon::join(
                || figures.par_iter().map(|figure| figure.files(&workbooks)).collect::<Vec<Result<Vec<OutputFile>>>>(),
                || workbooks.all(&figures),
            )
        },
    );
    let mut files = pages?;
    for folder in folders {
        files.extend(folder?);
    }
    files.push(OutputFile::new("figures/figures.xlsx", all?));
    Ok(files)
}
