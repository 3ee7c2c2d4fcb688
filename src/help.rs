//! The help and the refusals of the command line in the language of the user: clap's own words are English alone. What each
//! command and option says stands beside it in `cli`.

use std::error::Error as _;
use std::fmt;

use barometer::error::nearest;
use barometer::messages::{Message, msg};
use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error, FromArgMatches};

use crate::cli::Cli;
use crate::lang::said;

/// Exit code of the contract for a command line that is refused.
const REFUSED: i32 = 2;

/// Reads the command line. Where there is nothing to do, prints the help or what is wrong, and ends the process.
pub fn parse() -> Cli {
    let mut command = in_words(Cli::command());
    command.build();
    if let Some(help) = command.find_subcommand_mut("help") {
        *help = std::mem::take(help).about(said(&msg!("help-help")));
    }
    let matches = command.try_get_matches_from(std::env::args_os());
    matches.and_then(|matches| Cli::from_arg_matches(&matches)).unwrap_or_else(|error| match refusal(&error) {
        Some(text) => {
            eprintln!("{text}");
            std::process::exit(REFUSED)
        }
        // The help, the version, and an output that nobody reads.
        None => error.exit(),
    })
}

/// An example of a command, for the end of its help.
pub fn example(command: &str) -> String {
    said(&msg!("help-example", command))
}

/// What a value parser expected; its text is the end of a message.
#[derive(Debug)]
pub struct Expected(pub Message);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&said(&self.0))
    }
}

impl std::error::Error for Expected {}

/// Headings, defaults and lists of values from the catalogue, for a command and those below it.
fn in_words(command: Command) -> Command {
    let header = Styles::styled();
    let header = header.get_header();
    let usage = said(&msg!("heading-usage"));
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .display_order(901)
        .action(ArgAction::Help)
        .help(said(&msg!("help-help")));
    let version = Arg::new("version").short('V').long("version").display_order(902).action(ArgAction::Version);
    let command = match command.get_version() {
        Some(_) => command.disable_version_flag(true).arg(version.help(said(&msg!("help-version")))),
        None => command,
    };
    command
        .disable_help_flag(true)
        .arg(help)
        .help_template(format!(
            "{{about-with-newline}}\n{header}{usage}{header:#} {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .subcommand_help_heading(said(&msg!("heading-commands")))
        .subcommand_value_name(said(&msg!("value-command")))
        .mut_args(arg_in_words)
        .mut_subcommands(in_words)
}

fn arg_in_words(arg: Arg) -> Arg {
    let heading = if arg.is_positional() { msg!("heading-arguments") } else { msg!("heading-options") };
    let arg = arg.help_heading(said(&heading));
    if !arg.get_action().takes_values() {
        return arg;
    }
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !values.is_empty() {
        help = said(&msg!("help-values", help, values = values.join(", ")));
    }
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !defaults.is_empty() {
        help = said(&msg!("help-default", help, value = defaults.join(" ")));
    }
    arg.help(help).hide_default_value(true).hide_possible_values(true)
}

/// What is wrong with a command line; `None` where clap is to speak.
fn refusal(error: &Error) -> Option<String> {
    let problem = problem(error)?;
    let mut text = said(&msg!("error", error = problem));
    let mut line = |message: Message| text.push_str(&format!("\n  {}", said(&message)));
    let expected = error.source().and_then(|source| source.downcast_ref::<Expected>());
    if let Some(Expected(expected)) = expected {
        line(msg!("finding-expected", expected = expected.clone()));
    }
    match words(error, ContextKind::ValidValue).as_slice() {
        [] => {}
        [left, right] => line(msg!("finding-expected", expected = msg!("either", left, right))),
        values => line(msg!("finding-expected", expected = msg!("one-of", names = quoted(values)))),
    }
    if error.kind() == ErrorKind::InvalidSubcommand {
        line(msg!("finding-expected", expected = msg!("one-of", names = quoted(&commands()))));
    }
    if let Some(name) = meant(error) {
        line(msg!("finding-hint", hint = msg!("hint-nearest", name)));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim_start_matches("Usage:").trim();
        text.push_str(&format!("\n\n{} {usage}", said(&msg!("heading-usage"))));
    }
    Some(format!("{text}\n\n{}", said(&msg!("try-help"))))
}

fn problem(error: &Error) -> Option<Message> {
    let first = |kind| words(error, kind).into_iter().next();
    let option = first(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => msg!("unknown-argument", argument = option?),
        ErrorKind::InvalidSubcommand => msg!("unknown-command", name = first(ContextKind::InvalidSubcommand)?),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match first(ContextKind::InvalidValue)? {
            value if value.is_empty() => msg!("value-needed", option = option?),
            value => msg!("bad-value", value, option = option?),
        },
        ErrorKind::MissingRequiredArgument => {
            let missing = words(error, ContextKind::InvalidArg);
            let (count, names) = (missing.len(), quoted(&missing));
            match missing.iter().all(|name| name.starts_with('<')) {
                true => msg!("arguments-missing", count, names),
                false => msg!("options-missing", count, names),
            }
        }
        ErrorKind::ArgumentConflict => match (option?, first(ContextKind::PriorArg)?) {
            (option, other) if option == other => msg!("option-twice", option),
            (option, other) => msg!("options-conflict", option, other),
        },
        ErrorKind::NoEquals | ErrorKind::TooFewValues => msg!("value-needed", option = option?),
        ErrorKind::TooManyValues => match first(ContextKind::InvalidValue) {
            Some(value) => msg!("value-too-many", value, option = option?),
            None => msg!("values-wrong", option = option?),
        },
        ErrorKind::WrongNumberOfValues => msg!("values-wrong", option = option?),
        ErrorKind::MissingSubcommand => msg!("command-missing"),
        ErrorKind::InvalidUtf8 => msg!("argument-not-text"),
        // The help and the version are no faults, and are in the words of the catalogue; what is left is said by the system.
        _ => return None,
    })
}

fn commands() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// The name that was meant, by the measure that the keys of the configuration have; clap's own looks at how names begin, and takes
/// `chekc` for `schema`. Options are clap's: those of the command at hand are not known here.
fn meant(error: &Error) -> Option<String> {
    let (written, valid) = match error.kind() {
        ErrorKind::InvalidSubcommand => (ContextKind::InvalidSubcommand, commands()),
        ErrorKind::InvalidValue => (ContextKind::InvalidValue, words(error, ContextKind::ValidValue)),
        _ => return words(error, ContextKind::SuggestedArg).into_iter().next(),
    };
    let written = words(error, written).into_iter().next()?;
    nearest(&written, valid.iter().map(String::as_str)).map(str::to_owned)
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The words of one kind that clap has about a fault.
fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}
