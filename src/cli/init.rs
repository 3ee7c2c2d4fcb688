//! `barometer init`: the draft of a configuration from what was delivered.

use std::path::{Path, PathBuf};

use barometer::draft::{self, DraftOptions};
use barometer::error::{Error, Result};
use barometer::io::atomic::{self, Existing};
use barometer::messages::msg;
use clap::Args;

use super::Output;
use crate::lang::language;

pub const HELP: &str = "\
It looks at what the files hold (a column without a value twice, numbers with decimals under a name that speaks of
weights, the same names behind two prefixes, codes in a row) and writes a folder with `config/` and `pipelines/`.
Each guess stands under a line `À VÉRIFIER` (`REVIEW`) that says what was seen; what cannot be guessed is named
`À COMPLÉTER`, and `check` refuses it until it is filled in. Margins are the sample's own until they are replaced.

Examples:
  barometer init livraison/barometre_2024.csv --out essai
  barometer init 2023.csv 2024.parquet --lang en
  barometer check essai/pipelines/draft.yaml";

/// What is to be drafted, and where.
#[derive(Args, Debug)]
pub struct InitCommand {
    /// The delivered files, one an edition
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The folder to write, created if need be
    #[arg(long, value_name = "DIR", default_value = "draft")]
    out: PathBuf,
    /// Overwrite the files of an earlier draft
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    pub output: Output,
}

impl InitCommand {
    /// Reads the files, drafts, writes all or nothing.
    pub fn execute(&self) -> Result<()> {
        let mut files = Vec::new();
        let mut findings = Vec::new();
        for file in &self.files {
            match draft::open(file) {
                Ok(opened) => files.push(opened),
                Err(Error::Data(found)) => findings.extend(found),
                Err(other) => return Err(other),
            }
        }
        if !findings.is_empty() {
            return Err(Error::Data(findings));
        }
        let pipelines = self.out.join(draft::PIPELINE);
        let pipelines = pipelines.parent().unwrap_or(Path::new("."));
        let paths = self.files.iter().map(|file| atomic::relative(pipelines, file)).collect();
        let drafted = draft::draft(&files, &DraftOptions { paths, language: language() }).map_err(Error::Internal)?;
        let written: Vec<(PathBuf, Vec<u8>)> =
            drafted.into_iter().map(|file| (file.path, file.text.into_bytes())).collect();
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        atomic::add_files(&self.out, &written, existing)?;
        let pipeline = self.out.join(draft::PIPELINE);
        self.output.say(&msg!("written", path = &self.out));
        self.output.say(&msg!("draft-next", pipeline = &pipeline));
        Ok(())
    }
}
