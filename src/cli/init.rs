//! `barometer init`: the draft of a configuration from what was delivered.

use std::path::{Path, PathBuf};

use barometer::draft::{self, DraftOptions};
use barometer::error::{Error, Finding, Place, Result};
use barometer::io::atomic::{self, Existing};
use barometer::io::relative::relative;
use barometer::messages::msg;
use clap::Args;

use super::Output;
use crate::help::example;
use crate::lang::{language, said};

/// The end of its help.
pub fn help() -> String {
    let drafted = example("barometer init livraison/barometre_2024.sav --out essai");
    format!("{}\n\n{drafted}", said(&msg!("help-init-more")))
}

/// What is to be drafted, and where.
#[derive(Args, Debug)]
pub struct InitCommand {
    #[arg(value_name = said(&msg!("value-file")), required = true, help = said(&msg!("help-init-files")))]
    files: Vec<PathBuf>,
    #[arg(long, value_name = said(&msg!("value-folder")), default_value = "draft", help = said(&msg!("help-init-out")))]
    out: PathBuf,
    #[arg(long, help = said(&msg!("help-init-force")))]
    force: bool,
    #[command(flatten)]
    pub output: Output,
}

impl InitCommand {
    /// Reads the files, drafts, writes all or nothing.
    pub fn execute(&self) -> Result<()> {
        self.each_once()?;
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
        let paths = self.files.iter().map(|file| relative(pipelines, file)).collect();
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

    /// A file that is named twice would be two waves with the same respondents.
    fn each_once(&self) -> Result<()> {
        let real = |file: &PathBuf| std::fs::canonicalize(file).unwrap_or_else(|_| file.clone());
        let files: Vec<PathBuf> = self.files.iter().map(real).collect();
        let twice = |i: &usize| files.iter().take(*i).any(|earlier| *earlier == files[*i]);
        let refused = |file: &PathBuf| {
            Finding::refuse("duplicate-name", Place::file(file), msg!("init-file-twice", path = file))
                .expected(msg!("init-expect-file-once"))
                .hint(msg!("init-hint-file-once"))
        };
        let found: Vec<Finding> = (0..files.len()).filter(twice).map(|i| refused(&self.files[i])).collect();
        if found.is_empty() { Ok(()) } else { Err(Error::Config(found)) }
    }
}
