//! The command line: what each command does, and how findings are printed.

mod init;
mod schema;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use barometer::config::{self, Overrides};
use barometer::error::{Error, Finding, Place, Result, Severity};
use barometer::messages::{Arg, Language, Message, msg};
use barometer::pipeline;
use barometer::plan::Plan;
use barometer::progress::{Progress, Silent};
use barometer::publish::number::Numbers;
use barometer::stages::power::{self, Needed, PlannedWave, PowerPlan, Showable};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::bar::Bar;
use crate::help::{Expected, example};
use crate::interrupt::Interruptible;
use crate::lang::{language, said};

/// The whole command line. Its help comes from the catalogue of messages.
#[derive(Debug, Parser)]
#[command(version, about = said(&msg!("help-about")))]
#[command(after_help = example("barometer run pipelines/national.yaml --out out/national"))]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[arg(long, global = true, display_order = 900, value_name = said(&msg!("value-language")), help = said(&msg!("help-lang")))]
    lang: Option<Lang>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the whole batch and replace the output folder.
    #[command(about = said(&msg!("help-run")))]
    #[command(after_help = example("barometer run pipelines/national.yaml --out essai --lang fr"))]
    Run {
        #[command(flatten)]
        options: Options,
        #[arg(long, value_name = said(&msg!("value-folder")), help = said(&msg!("help-out")))]
        out: Option<PathBuf>,
    },
    /// Say everything that `run` would refuse; write nothing.
    #[command(about = said(&msg!("help-check")))]
    #[command(after_help = example("barometer check pipelines/national.yaml --format json"))]
    Check {
        #[command(flatten)]
        options: Options,
    },
    /// Hold a text against the tables.
    #[command(about = said(&msg!("help-lint")), after_help = lint_help())]
    Lint(Lint),
    /// Say what a planned wave can show, before the field.
    #[command(about = said(&msg!("help-power")), after_help = formulas())]
    Power(Power),
    /// Draft a configuration from delivered files, every guess marked for review.
    #[command(about = said(&msg!("help-init")), after_help = init::help())]
    Init(init::InitCommand),
    /// Print the JSON Schema of a kind of configuration file, or write all of them.
    #[command(about = said(&msg!("help-schema")), after_help = schema::help())]
    Schema(schema::SchemaCommand),
}

fn formulas() -> String {
    let planned = example("barometer power --clients 2200 --employees 1100 --sectors 9 --deff 1.2 --delta 5");
    format!("{}\n\n{planned}", said(&msg!("help-formulas")))
}

fn lint_help() -> String {
    let claims = example("barometer lint fixtures/claims/articles.yaml");
    format!("{}\n\n{claims}", said(&msg!("help-lint-more")))
}

/// A text to check.
#[derive(Args, Debug)]
pub struct Lint {
    #[arg(value_name = said(&msg!("value-claims")), help = said(&msg!("help-claims")))]
    claims: Vec<PathBuf>,
    #[arg(long, default_value = "pipelines/national.yaml")]
    #[arg(value_name = said(&msg!("value-file")), help = said(&msg!("help-lint-pipeline")))]
    pipeline: PathBuf,
    #[arg(long, value_name = said(&msg!("value-folder")), help = said(&msg!("help-tables")))]
    tables: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// A planned wave.
#[derive(Args, Debug)]
pub struct Power {
    #[arg(long, value_name = "N", value_parser = persons, help = said(&msg!("help-clients")))]
    clients: f64,
    #[arg(long, value_name = "N", value_parser = persons, help = said(&msg!("help-employees")))]
    employees: f64,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = sectors, help = said(&msg!("help-sectors")))]
    sectors: u16,
    #[arg(long, default_value_t = 1.0, value_parser = design_effect, help = said(&msg!("help-deff")))]
    deff: f64,
    #[arg(long, value_name = "POINTS", default_value_t = 5.0, value_parser = within_100)]
    #[arg(help = said(&msg!("help-delta")))]
    delta: f64,
    #[arg(long, value_name = said(&msg!("value-percent")), default_value_t = 50.0, value_parser = within_100)]
    #[arg(help = said(&msg!("help-level")))]
    level: f64,
    #[arg(long, value_name = "R", default_value_t = 0.0, value_parser = correlation, allow_negative_numbers = true)]
    #[arg(help = said(&msg!("help-correlation")))]
    correlation: f64,
    #[arg(long, value_name = said(&msg!("value-share")), default_value_t = 0.8, value_parser = chance)]
    #[arg(help = said(&msg!("help-chance")))]
    power: f64,
    #[arg(long, value_enum, default_value_t = Format::Text, help = said(&msg!("help-format-answer")))]
    format: Format,
}

fn number(text: &str, expected: Message, fits: impl Fn(f64) -> bool) -> std::result::Result<f64, Expected> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && fits(number) => Ok(number),
        _ => Err(Expected(expected)),
    }
}

fn persons(text: &str) -> std::result::Result<f64, Expected> {
    number(text, msg!("expect-number-of-persons"), |n| n >= 2.0 && n.fract() == 0.0)
}

fn sectors(text: &str) -> std::result::Result<u16, Expected> {
    let most = msg!("expect-number-of-sectors");
    number(text, most, |n| (1.0..=1000.0).contains(&n) && n.fract() == 0.0).map(|n| n as u16) // OK because 1000 fits
}

fn design_effect(text: &str) -> std::result::Result<f64, Expected> {
    number(text, msg!("expect-design-effect"), |deff| deff >= 1.0)
}

fn within_100(text: &str) -> std::result::Result<f64, Expected> {
    number(text, msg!("expect-between-0-and-100"), |points| 0.0 < points && points < 100.0)
}

fn correlation(text: &str) -> std::result::Result<f64, Expected> {
    number(text, msg!("expect-correlation"), |r| -1.0 < r && r < 1.0)
}

fn chance(text: &str) -> std::result::Result<f64, Expected> {
    // Small chances would need the far tail of the test, which the smallest gap leaves out.
    number(text, msg!("expect-chance"), |power| (0.5..1.0).contains(&power))
}

#[derive(Args, Debug)]
pub struct Options {
    #[arg(default_value = "pipelines/national.yaml", help = said(&msg!("help-pipeline")))]
    pipeline: PathBuf,
    #[command(flatten)]
    output: Output,
}

/// How a command speaks on standard error.
#[derive(Args, Debug)]
pub struct Output {
    #[arg(long, short, help = said(&msg!("help-quiet")))]
    quiet: bool,
    #[arg(long, value_enum, default_value_t = Format::Text, help = said(&msg!("help-format-findings")))]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Lang {
    Fr,
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
            Self::Lint(lint) => &lint.output,
            Self::Power(_) | Self::Schema(_) => &Output { quiet: false, format: Format::Text },
        }
    }

    /// Does what the command says; `language` is the one of the report, instead of the one of the pipeline.
    fn execute(&self, language: Option<Language>) -> Result<()> {
        match self {
            Self::Run { options, out } => {
                let overrides = Overrides { out: out.clone(), language };
                let progress = Interruptible::new(options.output.progress());
                let plan = config::load(&options.pipeline, &overrides)?;
                let warnings = with_notes(&plan, pipeline::run(&plan, &progress)?);
                drop(progress);
                options.output.print_summary(&warnings);
                let newest = plan.waves.last().map_or("", |wave| wave.edition.as_str()); // no plan is without a wave
                options.output.say(&msg!("written-edition", path = &plan.publish.out, edition = newest));
                Ok(())
            }
            Self::Check { options } => {
                let progress = options.output.progress();
                let plan = config::load(&options.pipeline, &Overrides { out: None, language })?;
                let warnings = with_notes(&plan, pipeline::check(&plan, &*progress)?);
                drop(progress);
                options.output.print_findings(&warnings);
                options.output.say(&msg!("nothing-to-refuse", path = &options.pipeline));
                Ok(())
            }
            Self::Lint(lint) => lint.execute(language),
            Self::Power(planned) => planned.execute(),
            Self::Init(wanted) => wanted.execute(),
            Self::Schema(wanted) => wanted.execute(),
        }
    }
}

/// What is to be told of a run that nothing refuses: of its configuration, then of its data.
fn with_notes(plan: &Plan, of_data: Vec<Finding>) -> Vec<Finding> {
    plan.notes.iter().cloned().chain(of_data).collect()
}

impl Lint {
    fn execute(&self, language: Option<Language>) -> Result<()> {
        let overrides = Overrides { out: self.tables.clone(), language };
        let plan = config::load_lint(&self.pipeline, &overrides, &self.claims)?;
        let doubts = pipeline::lint(&plan)?;
        self.output.print_findings(&doubts);
        let claims: usize = plan.claims.iter().map(|file| file.claims.len()).sum();
        self.output.say(&match claims {
            0 => msg!("lint-report-passed", path = &plan.out),
            count => msg!("lint-passed", count),
        });
        Ok(())
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
        written => {
            let stdout = said(&msg!("standard-output"));
            written.map_err(Error::world(Path::new(&stdout), msg!("cannot-write")))
        }
    }
}

/// The answer as an aligned table, points with one decimal, persons rounded up where they are needed.
fn power_table(plan: &PowerPlan) -> String {
    let PowerPlan { planned, alpha, national, sector, needed } = plan;
    let as_given = |number: f64| Arg::Decimal(number.to_string());
    let mut text = said(&msg!(
        "power-title",
        power = Arg::decimal(100.0 * planned.power, 0),
        alpha = Arg::decimal(100.0 * alpha, 0),
        level = as_given(planned.level),
        deff = as_given(planned.deff),
        correlation = as_given(planned.correlation),
    ));
    text.push_str("\n\n");
    let one_sector = msg!("power-sector", count = planned.sectors);
    let head = if planned.sectors > 1 { said(&one_sector) } else { String::new() };
    push_line(&mut text, "", &said(&msg!("power-national")), &head);
    let delta = || as_given(planned.delta);
    let names = [
        msg!("power-persons"),
        msg!("power-se"),
        msg!("power-gap"),
        msg!("power-chance-gap", delta = delta()),
        msg!("power-margin"),
        msg!("power-chance-symmetry", delta = delta()),
        msg!("power-change-gap"),
        msg!("power-change-level"),
    ];
    for (i, ((name, left), right)) in names.iter().zip(shown(national)).zip(shown(sector)).enumerate() {
        let indent = if DETAILS.contains(&i) { "  " } else { "" };
        let right = if planned.sectors > 1 { right } else { String::new() };
        push_line(&mut text, &format!("{indent}{}", said(name)), &left, &right);
    }
    let Needed { each_side, clients, employees } = needed;
    let persons = |number: &f64| Arg::Text(Numbers::new(language()).decimal(number.ceil(), 0));
    let (each_side, clients, employees) = (persons(each_side), persons(clients), persons(employees));
    let needed = said(&msg!("power-needed", delta = delta(), each_side, clients, employees));
    format!("{text}\n{needed}\n")
}

/// Lines of the table that are about the line above.
const DETAILS: [usize; 2] = [3, 5];

fn push_line(text: &mut String, name: &str, left: &str, right: &str) {
    text.push_str(format!("{name:<42}{left:>14}{right:>18}").trim_end());
    text.push('\n');
}

/// The lines of the table at one place.
fn shown(at: &Showable) -> [String; 8] {
    let points = |value: f64| Arg::decimal(value, 1).text(language());
    let persons = |number: f64| Numbers::new(language()).decimal(number, 0);
    let percent = |share: f64| said(&msg!("power-percent", percent = Arg::decimal(100.0 * share, 0)));
    [
        format!("{} / {}", persons(at.clients), persons(at.employees)),
        points(at.se_gap),
        points(at.gap),
        percent(at.chance_gap),
        points(at.margin),
        percent(at.chance_symmetry),
        points(at.change_gap),
        format!("{} / {}", points(at.change_client), points(at.change_employee)),
    ]
}

impl Output {
    fn progress(&self) -> Box<dyn Progress + std::panic::UnwindSafe> {
        let shown = !self.quiet && self.format == Format::Text && std::io::stderr().is_terminal();
        if shown { Box::new(Bar::new()) } else { Box::new(Silent) }
    }

    /// Prints why the run ended: its findings, then one line that sums up.
    pub fn report(&self, error: &Error) {
        let findings = error.findings();
        match self.quiet {
            true => self.print(findings.iter().filter(|finding| refuses(finding))),
            // Whoever mends a text goes through it from its beginning to its end.
            false if matches!(error, Error::Text(_)) => self.print_in_order(findings),
            false => self.print(findings),
        }
        match self.format {
            Format::Text => {
                stderr_line(said(&msg!("error", error = error.message())));
                if let Some(hint) = error.way_out() {
                    stderr_line(format!("  {}", said(&msg!("finding-hint", hint = hint.clone()))));
                }
            }
            Format::Json if error.findings().is_empty() => {
                let message = error.message();
                let mut line = serde_json::json!({
                    "severity": "refuse",
                    "message": message.id(),
                    "args": message.args(),
                    "problem": said(&message),
                });
                if let Some(hint) = error.way_out() {
                    line["hint"] = said(hint).into();
                }
                stderr_line(line);
            }
            Format::Json => {}
        }
    }

    fn print_findings(&self, findings: &[Finding]) {
        if !self.quiet {
            self.print(findings);
        }
    }

    /// A run says the first few findings of each rule and file and counts the rest, which `check` and `validation.md` have; programs
    /// get them all.
    fn print_summary(&self, findings: &[Finding]) {
        const SAID: usize = 3;
        if self.format == Format::Json {
            return self.print_findings(findings);
        }
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut said: Vec<Finding> = Vec::new();
        for finding in findings {
            let count = counts.entry((finding.rule, &finding.place.file)).or_default();
            *count += finding.count;
            if *count <= SAID {
                said.push(finding.clone());
            }
        }
        for ((rule, file), count) in counts.into_iter().filter(|(_, count)| *count > SAID) {
            let first = findings.iter().find(|finding| finding.rule == rule && finding.place.file == file);
            let Some(first) = first else { continue };
            let problem = msg!("more-findings", count = count - SAID, rule);
            let place = Place { line: None, column: None, ..first.place.clone() };
            let hint = Some(msg!("hint-check-tells"));
            said.push(Finding { problem, place, expected: None, hint, ..first.clone() });
        }
        self.print_findings(&said);
    }

    /// People read first what refuses, then what only wants a look, each in file order; programs sort for themselves.
    fn print<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>) {
        let mut findings: Vec<&Finding> = findings.into_iter().collect();
        if self.format == Format::Text {
            findings.sort_by_key(|finding| !refuses(finding));
        }
        self.print_in_order(findings);
    }

    fn print_in_order<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>) {
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
            stderr_line(said(message));
        }
    }
}

fn refuses(finding: &Finding) -> bool {
    finding.severity == Severity::Refuse
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
    Error::Internal(last.unwrap_or_else(|| said(&msg!("no-further-word"))))
}
