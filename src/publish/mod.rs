//! Results → bytes: the tables (Parquet and CSV), the figures (SVG with their numbers) and the report (Markdown).
//!
//! [`write`] is pure but for reading the report's templates: it returns every file of the output folder but the manifest
//! and the validation report, in path order, and touches no disk. Two runs with the same inputs give the same bytes:
//! nothing here reads a clock, a locale or an environment variable.
//!

mod confidential;

use std::path::PathBuf;

use crate::error::Result;
use crate::plan::Plan;
use crate::survey::results::Results;

pub use confidential::{AnswerRow, Confidential, MissingReason, RespondentRow};

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

/// Every file of the output folder but the manifest and the validation report, in path order.
pub fn write(
    _results: &Results,
    _plan: &Plan,
    _confidential: &Confidential,
    _provenance: &Provenance,
) -> Result<Vec<OutputFile>> {
    Ok(Vec::new())
}
