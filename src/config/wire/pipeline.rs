//! A run as it is written, and how its files are read.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::shape::{Code, List, Name, Part, Phrase, Raw, Shape, Wire, wire};
use crate::plan::CalibrationMethod;
use crate::survey::codebook::Language;

wire! {
    /// One run: its waves, its options, its output.
    struct Pipeline {
        /// Name of the run.
        name: Part<Name>,
        /// Folder of the configuration, from the folder of this file.
        config: Part<Phrase>,
        /// Of every random number: the same inputs and seed give the same files.
        seed: Part<u64>,
        /// The waves, one entry an edition.
        waves: Part<List<Wave>>,
        /// How the weights are made to meet the margins (optional).
        calibrate: Option<Calibrate>,
        /// How often the weights are drawn again (optional).
        replicate: Option<Replicate>,
        /// Where the output goes, and in which language.
        publish: Part<Publish>,
    }

    /// A wave to load.
    struct Wave {
        /// Label of an edition of the registry.
        edition: Name,
        /// The wave file, from the folder of this file.
        file: Phrase,
        /// How the file is read.
        reader: Reader,
        /// File of the margins, from the folder of this file.
        margins: Phrase,
        /// Code of the wave in the column `wave` of the layout (optional).
        wave: Option<Code>,
        /// SHA-256 that the file must have (optional).
        sha256: Option<Name>,
    }

    /// Text with a delimiter.
    struct CsvReader {
        /// What stands between two fields (optional, a comma).
        delimiter: Option<Raw>,
        /// Encoding, a label of the WHATWG list (optional, `utf-8`).
        encoding: Option<Name>,
        /// Decimal mark of its numbers: `"."` or `","` (optional, a dot).
        decimal: Option<Raw>,
        /// The rows above the first respondent (optional, `plain`: one row of names).
        headers: Option<Headers>,
        /// One row an answer instead of one row a respondent (optional).
        long: Option<Long>,
        /// Whether cells hold the codes of the survey or labels (optional, `codes`).
        values: Option<CellValues>,
        /// Spellings of a missing answer, and what each means (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// What single columns of the survey are in this file (optional).
        columns: Option<IndexMap<Name, ReaderColumn>>,
        /// How large the file may be (optional).
        limits: Option<Limits>,
    }

    /// Apache Parquet.
    struct ParquetReader {
        /// One row an answer instead of one row a respondent (optional).
        long: Option<Long>,
        /// Whether cells hold the codes of the survey or labels (optional, `codes`).
        values: Option<CellValues>,
        /// Spellings of a missing answer, and what each means (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// What single columns of the survey are in this file (optional).
        columns: Option<IndexMap<Name, ReaderColumn>>,
        /// How large the file may be (optional).
        limits: Option<Limits>,
    }

    /// A sheet of an Excel workbook.
    struct XlsxReader {
        /// Name of the sheet (optional, the first one).
        sheet: Option<Raw>,
        /// Row of the header, from 1 (optional, 1).
        header_row: Option<usize>,
        /// Last row of the table (optional: it ends at the first blank row).
        last_row: Option<usize>,
        /// The rows above the first respondent (optional, `plain`: one row of names).
        headers: Option<Headers>,
        /// One row an answer instead of one row a respondent (optional).
        long: Option<Long>,
        /// Whether cells hold the codes of the survey or labels (optional, `codes`).
        values: Option<CellValues>,
        /// Spellings of a missing answer, and what each means (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// What single columns of the survey are in this file (optional).
        columns: Option<IndexMap<Name, ReaderColumn>>,
        /// How large the file may be (optional).
        limits: Option<Limits>,
    }

    /// SPSS, compressed or not.
    struct SpssReader {
        /// One row an answer instead of one row a respondent (optional).
        long: Option<Long>,
        /// Whether cells hold the codes of the survey or labels (optional, `codes`).
        values: Option<CellValues>,
        /// Spellings of a missing answer, and what each means (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// What single columns of the survey are in this file (optional).
        columns: Option<IndexMap<Name, ReaderColumn>>,
        /// How large the file may be (optional).
        limits: Option<Limits>,
    }

    /// A file of one row an answer.
    struct Long {
        /// Column of the respondent's id.
        respondent: Raw,
        /// Column that says which item a row answers.
        item: Raw,
        /// Column of the answer.
        value: Raw,
        /// Column of the sector that the answer is about (optional).
        sector: Option<Raw>,
        /// Rows of the file: another number is refused (optional).
        n_rows: Option<usize>,
    }

    /// What one column of the survey is in the file.
    struct ReaderColumn {
        /// Its name in the file (optional, the same).
        from: Option<Raw>,
        /// Whether its cells hold codes or labels (optional, as the reader says).
        values: Option<CellValues>,
        /// Its own spellings of a missing answer (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// Spellings of this file, each with the code of the survey that it stands for (optional).
        recode: Option<IndexMap<Raw, Code>>,
    }

    /// How large a file may be.
    struct Limits {
        /// Megabytes of the file (optional, 150).
        file_mb: Option<u64>,
        /// Megabytes that a compressed file may take when it is unpacked, a text when it is decoded, all cells together (optional, 250).
        inflated_mb: Option<u64>,
        /// Respondents (optional, 20000).
        rows: Option<usize>,
        /// Columns of the table (optional, 5000).
        columns: Option<usize>,
        /// Rows times columns (optional, 20000000).
        cells: Option<usize>,
        /// Bytes of one field (optional, 32767).
        field_bytes: Option<usize>,
    }

    /// How the weights are made to meet the margins.
    struct Calibrate {
        /// The distance (optional, `raking`).
        method: Option<CalibrationMethod>,
        /// `[L, U]` with 0 ≤ L < 1 < U, for the bounded methods alone.
        bounds: Option<List<f64>>,
        /// A cap on the weights, for `raking` alone (optional).
        trim: Option<Trim>,
        /// Newton iterations before the run is refused (optional, 50).
        #[schemars(range(min = 1, max = 10000))]
        max_iterations: Option<usize>,
        /// What to do with a stratum that has a single sampling unit (optional, `fail`).
        lonely_psu: Option<LonelyPsu>,
    }

    /// A cap on the weights.
    struct Trim {
        /// Largest weight, in mean weights of the wave.
        #[schemars(range(min = 1))]
        cap: f64,
        /// Rounds of capping and raking again (optional, 500).
        #[schemars(range(min = 1, max = 100000))]
        max_rounds: Option<usize>,
        /// What the margins may miss afterwards, relative (optional, 1e-10).
        max_misfit: Option<f64>,
    }

    /// How often the weights of each wave are drawn again for the ranks of the sectors.
    struct Replicate {
        /// Number of replicates, from 100 to 10000 (optional, 1000).
        #[schemars(range(min = 100, max = 10000))]
        replicates: Option<usize>,
    }

    /// Where the output goes, and in which language.
    struct Publish {
        /// The output folder, replaced whole; from the folder of this file.
        out: Phrase,
        /// Language of the report (optional, `fr`).
        language: Option<Language>,
    }
}

/// What to do with a stratum that has a single sampling unit.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum LonelyPsu {
    Fail,
    Certainty,
    Adjust,
    Average,
}

/// How to read a wave file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "format", rename_all = "snake_case")]
pub(in crate::config) enum Reader {
    Csv(CsvReader),
    Parquet(ParquetReader),
    Xlsx(XlsxReader),
    Spss(SpssReader),
}

impl Wire for Reader {
    const SHAPE: &'static Shape = &Shape::Tagged {
        tag: "format",
        variants: &[
            ("csv", CsvReader::FIELDS),
            ("parquet", ParquetReader::FIELDS),
            ("xlsx", XlsxReader::FIELDS),
            ("spss", SpssReader::FIELDS),
        ],
    };
}

/// The rows above the first respondent.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Headers {
    Plain,
    NamesAndTexts,
    Limesurvey,
    Qualtrics,
    Surveymonkey,
}

/// Whether cells hold codes or labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum CellValues {
    Codes,
    Labels,
}

/// What a missing answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum Missing {
    NotAsked,
    DontKnow,
}
