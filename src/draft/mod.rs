//! `barometer init`: delivered files become the draft of a configuration, for whoever knows the survey to correct.
//!
//! `open` reads a file and `long` finds out whether a row is a respondent or an answer; `column` looks at each column, `answers` at what its values are, `blocks` finds which columns are asked of clients and which
//! of employees, `survey` puts the guesses together, `write` writes them down, with words of `words`. What is guessed is marked
//! in the draft with what was seen; what cannot be guessed is left to be filled in and refused by `check` until it is.
//!
//! **Nothing is decided in silence.** Every guess stands under a line `À VÉRIFIER` (`REVIEW` in English) with its reason.

mod answers;
mod blocks;
mod column;
mod long;
mod margins;
mod open;
mod survey;
mod words;
mod write;

use std::path::PathBuf;

use indexmap::IndexMap;

use crate::messages::Language;
use crate::plan::LongBlock;
use crate::survey::codebook::Text;
use crate::survey::raw::{RawWave, UserMissing};

pub use open::open;
pub use write::{PIPELINE, are_shipped};

/// A delivered file, read.
#[derive(Debug)]
pub struct Delivered {
    /// How it was read: keys of `reader:` and their values in YAML.
    pub reader: Vec<(&'static str, String)>,
    /// What was supposed about the reading.
    pub notes: Vec<Text>,
    /// Its cells, one row a respondent.
    pub raw: RawWave,
    /// The client blocks that were made of it, where a row is an answer about a sector.
    pub blocks: Vec<LongBlock>,
    /// What the file says about its columns, by name; empty where the format says nothing.
    pub labels: IndexMap<String, ColumnLabels>,
}

/// What a file says about one of its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnLabels {
    /// What the column is: mostly the question.
    pub label: Option<String>,
    /// Labels of its values, in file order.
    pub values: IndexMap<String, String>,
    /// Values that the file declares to be missing.
    pub missing: Vec<UserMissing>,
}

/// What the draft is for.
#[derive(Clone, Debug)]
pub struct DraftOptions {
    /// Path of each delivered file as the pipeline is to name it, in the order of the files.
    pub paths: Vec<String>,
    /// Language of the comments.
    pub language: Language,
}

/// A drafted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFile {
    /// Path in the drafted folder.
    pub path: PathBuf,
    /// Its content.
    pub text: String,
}

/// Drafts a configuration: every file that `check` needs, templates of the report and schemas of the editors included.
///
/// # Errors
/// A fault of the templates of this program, as text.
pub fn draft(files: &[Delivered], options: &DraftOptions) -> Result<Vec<DraftFile>, String> {
    write::write(&survey::Survey::guess(files), files, options)
}
