//! The command line: what each command does, and how findings are printed.

mod init;
mod schema;

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use barometer::config::{self, Overrides};
use barometer::error::{Error, Finding, Result};
use barometer::messages::{Language, Message, msg};
use barometer::pipeline;
use barometer::progress::{Progress, Silent};
use barometer::stages::power::{self, Needed, PlannedWave, PowerPlan, Showable};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::bar::Bar;
use crate::lang::language;

/// Compute and publish a survey barometer: weights, symmetry indices, trends, tables and report
#[derive(Debug, Parser)]
#[command(version, after_help = "Example:\n  barometer run pipelines/national.yaml --out out/national")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Language of the messages and of the report, instead of the one of the locale and the one of the pipeline
    #[arg(long, value_name = "LANG", global = true)]
    lang: Option<Lang>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the whole batch and replace the output folder
    #[command(after_help = "Example:\n  barometer run pipelines/national.yaml --out essai --lang fr")]
    Run {
        #[command(flatten)]
        options: Options,
        /// Output folder, instead of the one of the pipeline
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Say everything that `run` would refuse; write nothing
    #[command(after_help = "Example:\n  barometer check pipelines/national.yaml --format json")]
    Check {
        #[command(flatten)]
        options: Options,
    },
    /// Say what a planned wave can show, before the field: gaps, symmetry, changes
    #[command(after_help = POWER_HELP)]
    Power(Power),
    /// Draft a configuration from delivered files, every guess marked for review
    #[command(after_help = init::HELP)]
    Init(init::InitCommand),
    /// Print the JSON Schema of a kind of configuration file, or write all of them
    #[command(after_help = schema::HELP)]
    Schema(schema::SchemaCommand),
}

const POWER_HELP: &str = "\
Formulas, for tests at 5 %, one at a time (before any correction for multiplicity), in points:
  one side      se^2 = deff x level x (100 - level) / persons
  a gap         se^2 = se_clients^2 + se_employees^2 - 2 x correlation x se_clients x se_employees
  a change      sqrt(2) se: waves of the same size, other people in each
  shown gap     (z(0.975) + z(power)) se
  symmetry      two one-sided tests: margin = (z(0.95) + z((1 + power) / 2)) se, where the true gap is 0
Assumed: the same level on both sides, as many persons in every sector, each rating one sector.

Example:
  barometer power --clients 2200 --employees 1100 --sectors 9 --deff 1.2 --delta 5";

/// A planned wave.
#[derive(Args, Debug)]
pub struct Power {
    /// Persons who answer as clients
    #[arg(long, value_name = "N", value_parser = persons)]
    clients: f64,
    /// Persons who answer as employees
    #[arg(long, value_name = "N", value_parser = persons)]
    employees: f64,
    /// Sectors that share them equally
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    sectors: u16,
    /// Design effect of the weights
    #[arg(long, default_value_t = 1.0, value_parser = design_effect)]
    deff: f64,
    /// Margin of symmetry, in points
    #[arg(long, value_name = "POINTS", default_value_t = 5.0, value_parser = within_100)]
    delta: f64,
    /// Favourable answers expected, in percent; 50 asks for the largest sample
    #[arg(long, value_name = "PERCENT", default_value_t = 50.0, value_parser = within_100)]
    level: f64,
    /// Correlation of the clients' and the employees' estimate, where people answer on both sides; 0 is the careful choice
    #[arg(long, value_name = "R", default_value_t = 0.0, value_parser = correlation, allow_negative_numbers = true)]
    correlation: f64,
    /// Chance wanted of showing what is there
    #[arg(long, value_name = "SHARE", default_value_t = 0.8, value_parser = chance)]
    power: f64,
    /// How the answer is printed on standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn number(text: &str, expected: &str, fits: impl Fn(f64) -> bool) -> std::result::Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && fits(number) => Ok(number),
        _ => Err(format!("expected {expected}")),
    }
}

fn persons(text: &str) -> std::result::Result<f64, String> {
    number(text, "a whole number of persons, 2 or more", |n| n >= 2.0 && n.fract() == 0.0)
}

fn design_effect(text: &str) -> std::result::Result<f64, String> {
    number(text, "a design effect of 1 or more", |deff| deff >= 1.0)
}

fn within_100(text: &str) -> std::result::Result<f64, String> {
    number(text, "a number between 0 and 100", |points| 0.0 < points && points < 100.0)
}

fn correlation(text: &str) -> std::result::Result<f64, String> {
    number(text, "a correlation between -1 and 1", |r| -1.0 < r && r < 1.0)
}

fn chance(text: &str) -> std::result::Result<f64, String> {
    // Small chances would need the far tail of the test, which the smallest gap leaves out.
    number(text, "a chance from 0.5 to less than 1, 0.8 say", |power| (0.5..1.0).contains(&power))
}

#[derive(Args, Debug)]
pub struct Options {
    /// The pipeline file
    #[arg(default_value = "pipelines/national.yaml")]
    pipeline: PathBuf,
    #[command(flatten)]
    output: Output,
}

/// How a command speaks on standard error.
#[derive(Args, Debug)]
pub struct Output {
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
    /// How findings are printed on standard error
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// JSON, one object a line
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    /// French
    Fr,
    /// English
    En,
}

impl Cli {
    /// Does what the command line says.
    pub fn execute(&self) -> Result<()> {
        self.command.execute(self.lang.map(|lang| match lang {
            Lang::Fr => Language::French,
            Lang::En => Language::English,
        }))
    }
}

impl Command {
    /// How the command speaks of what went wrong.
    pub fn options(&self) -> &Output {
        match self {
            Self::Run { options, .. } | Self::Check { options } => &options.output,
            Self::Init(wanted) => &wanted.output,
            Self::Power(_) | Self::Schema(_) => &Output { quiet: false, format: Format::Text },
        }
    }

    /// Does what the command says; `language` is the one of the report, instead of the one of the pipeline.
    fn execute(&self, language: Option<Language>) -> Result<()> {
        match self {
            Self::Run { options, out } => {
                let overrides = Overrides { out: out.clone(), language };
                let progress = options.output.progress();
                let plan = config::load(&options.pipeline, &overrides)?;
                let warnings = pipeline::run(&plan, &*progress)?;
                drop(progress);
                options.output.print_findings(&warnings);
                options.output.say(&msg!("written", path = &plan.publish.out));
                Ok(())
            }
            Self::Check { options } => {
                let progress = options.output.progress();
                let plan = config::load(&options.pipeline, &Overrides { out: None, language })?;
                let warnings = pipeline::check(&plan, &*progress)?;
                drop(progress);
                options.output.print_findings(&warnings);
                options.output.say(&msg!("nothing-to-refuse", path = &options.pipeline));
                Ok(())
            }
            Self::Power(planned) => planned.execute(),
            Self::Init(wanted) => wanted.execute(),
            Self::Schema(wanted) => wanted.execute(),
        }
    }
}

impl Power {
    fn execute(&self) -> Result<()> {
        let plan = power::power(PlannedWave {
            clients: self.clients,
            employees: self.employees,
            sectors: usize::from(self.sectors),
            deff: self.deff,
            delta: self.delta,
            level: self.level,
            correlation: self.correlation,
            power: self.power,
        });
        let text = match self.format {
            Format::Text => power_table(&plan),
            Format::Json => {
                let json = serde_json::to_string(&plan).map_err(|error| Error::Internal(error.to_string()))?;
                format!("{json}\n")
            }
        };
        print_answer(&text)
    }
}

/// Writes what was asked for on standard output.
fn print_answer(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        // Whoever reads has seen enough (`| head`).
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Error::world(Path::new("standard output"), "cannot write")),
    }
}

/// The answer as an aligned table, points with one decimal, persons rounded up where they are needed.
fn power_table(plan: &PowerPlan) -> String {
    let PowerPlan { planned, alpha, national, sector, needed } = plan;
    let mut text = format!(
        "What a wave shows with a chance of {} (tests at {}, level {} %, design effect {}, correlation {}), in points\n\n",
        percent(planned.power),
        percent(*alpha),
        planned.level,
        planned.deff,
        planned.correlation
    );
    let line = |name: &str, left: &str, right: &str| format!("{name:<42}{left:>14}{right:>16}");
    let head = if planned.sectors > 1 { format!("1 of {} sectors", planned.sectors) } else { String::new() };
    text.push_str(line("", "national", &head).trim_end());
    text.push('\n');
    let names = [
        "clients / employees".to_owned(),
        "standard error of the gap".to_owned(),
        "gap shown".to_owned(),
        format!("  chance to show a gap of {}", planned.delta),
        "margin of symmetry shown (±)".to_owned(),
        format!("  chance to show symmetry within ±{}", planned.delta),
        "change of the gap shown".to_owned(),
        "change of a level, clients / employees".to_owned(),
    ];
    for ((name, left), right) in names.iter().zip(shown(national)).zip(shown(sector)) {
        let right = if planned.sectors > 1 { right } else { String::new() };
        text.push_str(line(name, &left, &right).trim_end());
        text.push('\n');
    }
    let Needed { each_side, clients, employees } = needed;
    text.push_str(&format!(
        "\nTo show symmetry within ±{} with that chance, nationally or in each sector, where the true gap is 0:\n  \
         {} persons on each side, or {} clients and {} employees in the planned proportion\n",
        planned.delta,
        each_side.ceil(),
        clients.ceil(),
        employees.ceil()
    ));
    text
}

/// The lines of the table at one place.
fn shown(at: &Showable) -> [String; 8] {
    let points = |value: f64| format!("{value:.1}");
    [
        format!("{:.0} / {:.0}", at.clients, at.employees),
        points(at.se_gap),
        points(at.gap),
        percent(at.chance_gap),
        points(at.margin),
        percent(at.chance_symmetry),
        points(at.change_gap),
        format!("{} / {}", points(at.change_client), points(at.change_employee)),
    ]
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

impl Output {
    fn progress(&self) -> Box<dyn Progress + std::panic::UnwindSafe> {
        let shown = !self.quiet && self.format == Format::Text && std::io::stderr().is_terminal();
        if shown { Box::new(Bar::new()) } else { Box::new(Silent) }
    }

    /// Prints why the run ended: its findings, then one line that sums up.
    pub fn report(&self, error: &Error) {
        self.print(error.findings());
        match self.format {
            Format::Text => stderr_line(msg!("error", error = error.message()).text(language())),
            Format::Json if error.findings().is_empty() => {
                let message = error.message();
                stderr_line(serde_json::json!({
                    "severity": "refuse",
                    "message": message.id(),
                    "args": message.args(),
                    "problem": message.text(language()),
                }));
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
            let told = finding.told(language());
            match self.format {
                Format::Text => stderr_line(told),
                // A finding holds text and numbers only, so it always serialises; an empty line would still be valid output.
                Format::Json => stderr_line(serde_json::to_string(&told).unwrap_or_default()),
            }
        }
    }

    fn say(&self, message: &Message) {
        if !self.quiet && self.format == Format::Text {
            stderr_line(message.text(language()));
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
    Error::Internal(last.unwrap_or_else(|| msg!("no-further-word").text(language())))
}
