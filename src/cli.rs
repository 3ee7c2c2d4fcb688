//! The command line: what each command does, and how findings are printed.

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use barometer::config::{self, Overrides};
use barometer::error::{Error, Finding, Result};
use barometer::pipeline;
use barometer::progress::{Progress, Silent};
use barometer::survey::codebook::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::bar::Bar;

/// Compute and publish a survey barometer: weights, symmetry indices, trends, tables and report
#[derive(Debug, Parser)]
#[command(version, after_help = "Example:\n  barometer run pipelines/national.yaml --out out/national")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the whole batch and replace the output folder
    #[command(after_help = "Example:\n  barometer run pipelines/national.yaml --out /tmp/essai --lang fr")]
    Run {
        #[command(flatten)]
        options: Options,
        /// Output folder, instead of the one of the pipeline
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Language of the report, instead of the one of the pipeline
        #[arg(long, value_name = "LANG")]
        lang: Option<Lang>,
    },
    /// Say everything that `run` would refuse; write nothing
    #[command(after_help = "Example:\n  barometer check pipelines/national.yaml --format json")]
    Check {
        #[command(flatten)]
        options: Options,
    },
}

#[derive(Args, Debug)]
pub struct Options {
    /// The pipeline file
    #[arg(default_value = "pipelines/national.yaml")]
    pipeline: PathBuf,
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
    /// How findings are printed on standard error
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// `file:line:column: problem`, what was expected, a hint
    Text,
    /// One JSON object a line
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    /// French
    Fr,
    /// English
    En,
}

impl Command {
    /// The options that every command has.
    pub fn options(&self) -> &Options {
        match self {
            Self::Run { options, .. } | Self::Check { options } => options,
        }
    }

    /// Does what the command says.
    pub fn execute(&self) -> Result<()> {
        let options = self.options();
        let progress = options.progress();
        match self {
            Self::Run { out, lang, .. } => {
                let language = lang.map(|lang| match lang {
                    Lang::Fr => Language::French,
                    Lang::En => Language::English,
                });
                let plan = config::load(&options.pipeline, &Overrides { out: out.clone(), language })?;
                let warnings = pipeline::run(&plan, &*progress)?;
                drop(progress);
                options.print_findings(&warnings);
                options.say(format_args!("written: {}", plan.publish.out.display()));
            }
            Self::Check { .. } => {
                let plan = config::load(&options.pipeline, &Overrides::default())?;
                let warnings = pipeline::check(&plan, &*progress)?;
                drop(progress);
                options.print_findings(&warnings);
                options.say(format_args!("nothing to refuse in {}", options.pipeline.display()));
            }
        }
        Ok(())
    }
}

impl Options {
    fn progress(&self) -> Box<dyn Progress + std::panic::UnwindSafe> {
        let shown = !self.quiet && self.format == Format::Text && std::io::stderr().is_terminal();
        if shown { Box::new(Bar::new()) } else { Box::new(Silent) }
    }

    /// Prints why the run ended: its findings, then one line that sums up.
    pub fn report(&self, error: &Error) {
        self.print(error.findings());
        match self.format {
            Format::Text => stderr_line(format_args!("error: {error}")),
            Format::Json if error.findings().is_empty() => {
                stderr_line(serde_json::json!({ "severity": "refuse", "problem": error.to_string() }));
            }
            Format::Json => {}
        }
    }

    fn print_findings(&self, findings: &[Finding]) {
        if !self.quiet {
            self.print(findings);
        }
    }

    fn print(&self, findings: &[Finding]) {
        for finding in findings {
            match self.format {
                Format::Text => stderr_line(finding),
                // A finding holds text and numbers only, so it always serialises; an empty line would still be valid output.
                Format::Json => stderr_line(serde_json::to_string(finding).unwrap_or_default()),
            }
        }
    }

    fn say(&self, line: impl Display) {
        if !self.quiet && self.format == Format::Text {
            stderr_line(line);
        }
    }
}

/// Standard error may be closed; that is no reason to fail.
fn stderr_line(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Keeps what a panic says instead of printing it: a reader that panics becomes a finding, anything else one short line.
pub fn record_panics() {
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = Some(info.to_string());
        }
    }));
}

/// The error for a panic that reached `main`.
pub fn internal_fault() -> Error {
    let last = LAST_PANIC.lock().ok().and_then(|mut last| last.take());
    Error::Internal(last.unwrap_or_else(|| "no further word".to_owned()))
}
