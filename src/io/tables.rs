//! The tables and the report of an earlier run, read back from its output folder: what a published text is held against.
//!
//! Only the tables that hold figures are read; the slopes and the margins stay empty.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type};
use bytes::Bytes;
use chrono::NaiveDate;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::atomic::MANIFEST;
use super::whole;
use crate::digest::sha256_hex;
use crate::error::{Error, Finding, Place, Result};
use crate::messages::{Language, Message, msg};
use crate::survey::ids::{Contrast, EditionId, Measure, Mirror, Population, SectorId, Statistic, Status, Subject};
use crate::survey::results::*;

/// Reads the tables of an output folder.
///
/// # Errors
/// [`Error::Config`] when the folder holds no such tables or others than its manifest says, [`Error::World`] when they cannot be
/// read.
pub fn read(out: &Path) -> Result<Results> {
    let said = Said::of(out);
    Ok(Results {
        estimates: rows(out, &said, "estimates", estimate)?,
        symmetry: rows(out, &said, "symmetry", symmetry)?,
        contrasts: rows(out, &said, "contrasts", contrast)?,
        composites: rows(out, &said, "composites", composite)?,
        trends: rows(out, &said, "trends", trend)?,
        weighting: rows(out, &said, "weighting", weighting)?,
        ..Results::default()
    })
}

/// A page, or a manifest, larger than this is none of ours.
const LARGEST_PAGE: u64 = 64 << 20;
/// A table larger than this is none of ours.
const LARGEST_TABLE: u64 = 1 << 30;

/// The pages that say something in figures, but for those of the sectors.
pub const READ: [&str; 3] = ["report.md", "method.md", "caveats.md"];

/// Reads the report of an output folder: [`READ`], then the pages of the sectors by name.
///
/// # Errors
/// [`Error::Config`] when the folder has no report, [`Error::World`] when it cannot be read.
pub fn pages(out: &Path) -> Result<Vec<(PathBuf, String)>> {
    let page = |path: PathBuf| match whole::text(&path, LARGEST_PAGE) {
        Ok(Ok(text)) => Ok((path, text)),
        Ok(Err((place, problem))) => Err(unreadable(place, problem, msg!("expect-own-page"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(refused(&path, msg!("file-not-there"))),
        Err(error) => Err(Error::world(&path, msg!("cannot-read"))(error)),
    };
    let mut pages = READ.iter().map(|name| page(out.join(name))).collect::<Result<Vec<_>>>()?;
    let folder = out.join("sectors");
    let mut sectors = Vec::new();
    let entries = match std::fs::read_dir(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        entries => Some(entries.map_err(Error::world(&folder, msg!("cannot-read")))?),
    };
    for entry in entries.into_iter().flatten() {
        sectors.push(entry.map_err(Error::world(&folder, msg!("cannot-read")))?.path());
    }
    sectors.sort();
    for path in sectors.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        pages.push(page(path)?);
    }
    Ok(pages)
}

/// What the manifest of an output folder says of it; nothing where there is no such word.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Said {
    /// The language of the report.
    pub language: Option<Language>,
    #[serde(default)]
    outputs: Vec<SaidFile>,
}

#[derive(Debug, serde::Deserialize)]
struct SaidFile {
    path: String,
    sha256: String,
}

impl Said {
    /// Reads the manifest.
    pub fn of(out: &Path) -> Self {
        let manifest = whole::bytes(&out.join(MANIFEST), LARGEST_PAGE).ok().and_then(std::result::Result::ok);
        manifest.and_then(|manifest| serde_json::from_slice(&manifest).ok()).unwrap_or_default()
    }

    /// Whether a file below the folder holds the bytes that the run wrote; `None` where the manifest does not know it.
    pub fn is_of_the_run(&self, path: &str, bytes: &[u8]) -> Option<bool> {
        let said = self.outputs.iter().find(|file| file.path == path)?;
        Some(said.sha256 == sha256_hex(bytes))
    }
}

fn empty(column: &str) -> String {
    format!("a cell of the column `{column}` is empty")
}

/// Reads one table, row by row.
fn rows<R>(out: &Path, said: &Said, name: &str, read: fn(&Row<'_>) -> Read<R>) -> Result<Vec<R>> {
    let file = out.join("tables").join(format!("{name}.parquet"));
    let held = whole::bytes(&file, LARGEST_TABLE).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => refused(&file, msg!("file-not-there")),
        _ => Error::world(&file, msg!("cannot-read"))(error),
    })?;
    let bytes = held.map_err(|(place, problem)| unreadable(place, problem, msg!("expect-own-table")))?;
    if said.is_of_the_run(&format!("tables/{name}.parquet"), &bytes) == Some(false) {
        return Err(refused(&file, msg!("table-changed")));
    }
    let fault = |what: &dyn std::fmt::Display| {
        let what = what.to_string();
        refused(&file, msg!("table-unreadable", fault = what.lines().next().unwrap_or_default()))
    };
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)).map_err(|e| fault(&e))?;
    let batches = reader.build().map_err(|e| fault(&e))?;
    let mut rows = Vec::new();
    for batch in batches {
        let batch = batch.map_err(|e| fault(&e))?;
        let schema = batch.schema();
        let names = schema.fields().iter().map(|field| field.name().as_str());
        let columns: Columns<'_> = names.zip(batch.columns().iter().map(AsRef::as_ref)).collect();
        for position in 0..batch.num_rows() {
            rows.push(read(&Row { columns: &columns, position }).map_err(|what| fault(&what))?);
        }
    }
    Ok(rows)
}

fn refused(file: &Path, problem: Message) -> Error {
    unreadable(Place::file(file), problem, msg!("expect-own-table"))
}

fn unreadable(place: Place, problem: Message, expected: Message) -> Error {
    let finding = Finding::refuse("tables-missing", place, problem).expected(expected);
    Error::Config(vec![finding.hint(msg!("hint-run-first"))])
}

/// A value, or what is wrong with its column.
type Read<T> = std::result::Result<T, String>;

/// The columns of a batch by name.
type Columns<'b> = HashMap<&'b str, &'b dyn Array>;

/// One row of a table.
struct Row<'b> {
    columns: &'b Columns<'b>,
    position: usize,
}

impl Row<'_> {
    fn column(&self, name: &str, kind: &DataType) -> Read<&dyn Array> {
        let column = self.columns.get(name).ok_or_else(|| format!("the column `{name}` is missing"))?;
        if column.data_type() != kind {
            return Err(format!("the column `{name}` has the type {}, not {kind}", column.data_type()));
        }
        Ok(*column)
    }

    fn optional_text(&self, name: &str) -> Read<Option<&str>> {
        let column = self.column(name, &DataType::Utf8)?;
        Ok((!column.is_null(self.position)).then(|| column.as_string::<i32>().value(self.position)))
    }

    fn text(&self, name: &str) -> Read<&str> {
        self.optional_text(name)?.ok_or_else(|| empty(name))
    }

    /// A column whose cell here holds something.
    fn present(&self, name: &str, kind: &DataType) -> Read<&dyn Array> {
        let column = self.column(name, kind)?;
        if column.is_null(self.position) { Err(empty(name)) } else { Ok(column) }
    }

    fn number(&self, name: &str) -> Read<Option<f64>> {
        let column = self.column(name, &DataType::Float64)?;
        Ok((!column.is_null(self.position)).then(|| column.as_primitive::<Float64Type>().value(self.position)))
    }

    fn count(&self, name: &str) -> Read<Option<i64>> {
        let column = self.column(name, &DataType::Int64)?;
        Ok((!column.is_null(self.position)).then(|| column.as_primitive::<Int64Type>().value(self.position)))
    }

    fn date(&self, name: &str) -> Read<NaiveDate> {
        let column = self.present(name, &DataType::Date32)?;
        let days = column.as_primitive::<Date32Type>().value(self.position);
        Date32Type::to_naive_date_opt(days).ok_or_else(|| format!("the column `{name}` holds {days} as a day"))
    }

    fn flag(&self, name: &str) -> Read<bool> {
        Ok(self.present(name, &DataType::Boolean)?.as_boolean().value(self.position))
    }

    /// A word of a closed list.
    fn word<T: Copy>(&self, name: &str, every: &[T], as_str: fn(T) -> &'static str) -> Read<T> {
        let word = self.text(name)?;
        let found = every.iter().find(|value| as_str(**value) == word).copied();
        found.ok_or_else(|| format!("the column `{name}` holds `{word}`"))
    }

    fn edition(&self, suffix: &str) -> Read<EditionKey> {
        Ok(EditionKey {
            edition: EditionId::from(self.text(&format!("edition{suffix}"))?),
            field_start: self.date(&format!("field_start{suffix}"))?,
            field_end: self.date(&format!("field_end{suffix}"))?,
        })
    }

    fn sector(&self) -> Read<SectorId> {
        self.text("sector").map(SectorId::from)
    }

    fn subject(&self) -> Read<Subject> {
        let id = self.text("subject")?;
        Ok(if self.text("subject_type")? == "dimension" { Subject::dimension(id) } else { Subject::item(id) })
    }

    fn measure(&self) -> Read<Measure> {
        self.word("measure", Measure::EVERY, Measure::as_str)
    }

    fn status(&self) -> Read<Status> {
        self.word("status", Status::EVERY, Status::as_str)
    }
}

fn estimate(row: &Row<'_>) -> Read<EstimateRow> {
    Ok(EstimateRow {
        edition: row.edition("")?,
        sector: row.sector()?,
        population: row.word("population", Population::EVERY, Population::as_str)?,
        subject: row.subject()?,
        measure: row.measure()?,
        estimate: row.number("estimate")?,
        se: row.number("se")?,
        df: row.number("df")?,
        ci_low: row.number("ci_low")?,
        ci_high: row.number("ci_high")?,
        n: row.count("n")?,
        n_eff: row.number("n_eff")?,
        deff: row.number("deff")?,
        status: row.status()?,
    })
}

fn symmetry(row: &Row<'_>) -> Read<SymmetryRow> {
    Ok(SymmetryRow {
        edition: row.edition("")?,
        sector: row.sector()?,
        subject: row.subject()?,
        measure: row.measure()?,
        mirror: row.word("mirror", Mirror::EVERY, Mirror::as_str)?,
        client: row.number("client")?,
        employee: row.number("employee")?,
        gap: row.number("gap")?,
        se_gap: row.number("se_gap")?,
        df: row.number("df")?,
        ci_low: row.number("ci_low")?,
        ci_high: row.number("ci_high")?,
        p_difference: row.number("p_difference")?,
        q_difference: row.number("q_difference")?,
        p_minimum_effect: row.number("p_minimum_effect")?,
        q_minimum_effect: row.number("q_minimum_effect")?,
        p_equivalence: row.number("p_equivalence")?,
        q_equivalence: row.number("q_equivalence")?,
        symmetry: row.number("symmetry")?,
        level: row.number("level")?,
        level_low: row.number("level_low")?,
        level_high: row.number("level_high")?,
        floor: row.number("floor")?,
        floor_low: row.number("floor_low")?,
        floor_high: row.number("floor_high")?,
        demonstrated_margin: row.number("demonstrated_margin")?,
        class: row.optional_text("class")?.map(str::to_owned),
        rank: row.count("rank")?,
        rank_low: row.count("rank_low")?,
        rank_high: row.count("rank_high")?,
        n_client: row.count("n_client")?,
        n_employee: row.count("n_employee")?,
        n_both: row.count("n_both")?,
        status: row.status()?,
    })
}

fn contrast(row: &Row<'_>) -> Read<ContrastRow> {
    Ok(ContrastRow {
        edition: row.edition("")?,
        sector: row.sector()?,
        contrast: row.word("contrast", Contrast::EVERY, Contrast::as_str)?,
        population: row.text("population")?.to_owned(),
        subject: row.subject()?,
        measure: row.measure()?,
        left: row.number("left")?,
        right: row.number("right")?,
        difference: row.number("difference")?,
        se: row.number("se")?,
        df: row.number("df")?,
        ci_low: row.number("ci_low")?,
        ci_high: row.number("ci_high")?,
        p: row.number("p")?,
        q: row.number("q")?,
        n_left: row.count("n_left")?,
        n_right: row.count("n_right")?,
        status: row.status()?,
    })
}

fn composite(row: &Row<'_>) -> Read<CompositeRow> {
    Ok(CompositeRow {
        edition: row.edition("")?,
        sector: row.sector()?,
        composite: row.text("composite")?.to_owned(),
        pairs: row.text("pairs")?.to_owned(),
        measure: row.measure()?,
        mean_gap: row.number("mean_gap")?,
        se_gap: row.number("se_gap")?,
        ci_low: row.number("ci_low")?,
        ci_high: row.number("ci_high")?,
        mean_absolute_gap: row.number("mean_absolute_gap")?,
        // The report alone prints these intervals: the table has no column for them.
        mean_absolute_gap_low: None,
        mean_absolute_gap_high: None,
        noise_floor: row.number("noise_floor")?,
        adjusted_gap: row.number("adjusted_gap")?,
        adjusted_gap_low: None,
        adjusted_gap_high: None,
        symmetry: row.number("symmetry")?,
        floor: row.number("floor")?,
        rank: row.count("rank")?,
        rank_low: row.count("rank_low")?,
        rank_high: row.count("rank_high")?,
        rank_floor: row.count("rank_floor")?,
        rank_floor_low: row.count("rank_floor_low")?,
        rank_floor_high: row.count("rank_floor_high")?,
        n_dimensions: row.count("n_dimensions")?,
        status: row.status()?,
    })
}

fn trend(row: &Row<'_>) -> Read<TrendRow> {
    Ok(TrendRow {
        sector: row.sector()?,
        subject: row.subject()?,
        measure: row.measure()?,
        statistic: row.word("statistic", Statistic::EVERY, Statistic::as_str)?,
        edition_from: row.edition("_from")?,
        edition_to: row.edition("_to")?,
        change: row.number("change")?,
        se: row.number("se")?,
        df: row.number("df")?,
        ci_low: row.number("ci_low")?,
        ci_high: row.number("ci_high")?,
        p: row.number("p")?,
        q: row.number("q")?,
        detectable: row.number("detectable")?,
        comparable: row.flag("comparable")?,
        reason: row.optional_text("reason")?.map(str::to_owned),
        status: row.status()?,
    })
}

fn weighting(row: &Row<'_>) -> Read<WeightingRow> {
    let number = |name: &str| row.number(name)?.ok_or_else(|| format!("a cell of the column `{name}` is empty"));
    let count = |name: &str| row.count(name)?.ok_or_else(|| format!("a cell of the column `{name}` is empty"));
    Ok(WeightingRow {
        edition: row.edition("")?,
        method: row.text("method")?.to_owned(),
        population_total: number("population_total")?,
        n: count("n")?,
        n_eff: number("n_eff")?,
        deff: number("deff")?,
        g_min: number("g_min")?,
        g_max: number("g_max")?,
        iterations: count("iterations")?,
        misfit: number("misfit")?,
    })
}
