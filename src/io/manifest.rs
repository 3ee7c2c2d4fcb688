//! The manifest: every input and every output with its SHA-256, and the choices that made the numbers. No clock and no
//! machine name in it, so that two runs of the same inputs give the same bytes.

use std::path::Path;

use serde::Serialize;

/// What `manifest.json` holds.
#[derive(Debug, Serialize)]
pub struct Manifest {
    /// Name of the run.
    pub run: String,
    /// Name and version of this program.
    pub software: String,
    /// Seed of the run's random numbers.
    pub seed: u64,
    /// Language of the report.
    pub language: String,
    /// Label of the edition that the report is about.
    pub edition: Option<String>,
    /// Version of the report, where the registry tells it.
    pub version: Option<String>,
    /// `provisional` or `final`, where the registry tells it.
    pub status: Option<String>,
    /// A caution that goes with the numbers wherever they are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
    /// Editions in field order.
    pub editions: Vec<ManifestEdition>,
    /// Choices of method.
    pub method: serde_json::Value,
    /// Files that were read.
    pub inputs: Vec<ManifestFile>,
    /// Files that were written, this one excepted.
    pub outputs: Vec<ManifestFile>,
}

/// An edition of the run.
#[derive(Debug, Serialize)]
pub struct ManifestEdition {
    /// Label.
    pub edition: String,
    /// First day of the field.
    pub field_start: String,
    /// Last day of the field.
    pub field_end: String,
    /// Persons.
    pub n_respondents: usize,
}

/// A file and its digest.
#[derive(Debug, Serialize)]
pub struct ManifestFile {
    /// Path: of an input below the folder that holds all inputs, of an output below the output folder.
    pub path: String,
    /// Id of the figure that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Size.
    pub bytes: usize,
}

impl ManifestFile {
    /// A file of the output folder, with `/` between the parts of its path.
    pub fn of(path: &Path, sha256: &str, bytes: usize) -> Self {
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let figure = match parts.as_slice() {
            [folder, id, _] if folder == "figures" => Some(id.to_string()),
            _ => None,
        };
        Self { path: parts.join("/"), figure, sha256: sha256.to_owned(), bytes }
    }
}

impl Manifest {
    /// The bytes of `manifest.json`.
    ///
    /// # Errors
    /// None in practice: the manifest holds texts and numbers only.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
