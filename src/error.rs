//! What can go wrong, by who must act: [`Finding`]s with their place, and the [`Error`] that ends a run with its exit code.

use std::fmt;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::messages::{Args, Language, Message, msg};

/// Where a finding stands. Displayed as `file`, `file:line`, `file:line:column`; the column is a number in a
/// configuration file and the column's name in a data file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// File, as the user would name it.
    pub file: String,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column: a number from 1, or a column name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(path: &Path) -> Self {
        Self { file: path.display().to_string(), line: None, column: None }
    }

    /// A line of a file.
    pub fn line(path: &Path, line: usize) -> Self {
        Self { line: Some(line), ..Self::file(path) }
    }

    /// A cell or a character of a file.
    pub fn cell(path: &Path, line: usize, column: impl fmt::Display) -> Self {
        Self { column: Some(column.to_string()), ..Self::line(path, line) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ":{column}")?;
        }
        Ok(())
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Said, nothing more.
    Note,
    /// Published, but somebody should look.
    Warn,
    /// Nothing is published.
    Refuse,
}

impl Severity {
    /// Every severity, from the gravest on.
    pub const EVERY: [Self; 3] = [Self::Refuse, Self::Warn, Self::Note];

    /// The word of the configuration and of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Refuse => "refuse",
        }
    }
}

/// One problem: where, what was found, what was expected, the way out. Displayed in English; [`Finding::told`] has the words
/// of the user's language.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// Name of the rule, in kebab-case.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// What was found.
    pub problem: Message,
    /// What was expected.
    pub expected: Option<Message>,
    /// The nearest valid name, or the way out.
    pub hint: Option<Message>,
    /// How many findings it stands for: 1, all that say the same of a column, of which it has the first place, or all those of a
    /// rule that are counted and not told, which have no place in the file.
    pub count: usize,
}

impl Finding {
    /// A finding that refuses its file.
    pub fn refuse(rule: &'static str, place: Place, problem: impl Into<Message>) -> Self {
        Self { place, rule, severity: Severity::Refuse, problem: problem.into(), expected: None, hint: None, count: 1 }
    }

    /// A finding that is said without refusing anything.
    pub fn warn(rule: &'static str, place: Place, problem: impl Into<Message>) -> Self {
        Self { severity: Severity::Warn, ..Self::refuse(rule, place, problem) }
    }

    /// A finding that is only said: something that was found out rather than declared.
    pub fn note(rule: &'static str, place: Place, problem: impl Into<Message>) -> Self {
        Self { severity: Severity::Note, ..Self::refuse(rule, place, problem) }
    }

    /// Says what was expected.
    pub fn expected(mut self, expected: impl Into<Message>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Says the way out.
    pub fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says the way out: the nearest of the valid names, or where none is near another one.
    pub fn hint_nearest<'a>(
        self,
        found: &str,
        valid: impl IntoIterator<Item = &'a str>,
        otherwise: impl Into<Message>,
    ) -> Self {
        match nearest(found, valid) {
            Some(name) => self.hint(msg!("hint-nearest", name)),
            None => self.hint(otherwise),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told(Language::English).fmt(f)
    }
}

impl Finding {
    /// The finding in words, for [`fmt::Display`] or as JSON.
    pub fn told(&self, language: Language) -> Told<'_> {
        let words = |message: &Message| message.text(language);
        let problem = words(&self.problem);
        let problem = match (self.count, self.place.line) {
            (2.., Some(_)) => msg!("repeated", problem, count = self.count).text(language),
            _ => problem,
        };
        Told {
            place: &self.place,
            rule: self.rule,
            severity: self.severity,
            count: self.count,
            message: self.problem.id(),
            args: self.problem.args(),
            problem,
            expected: self.expected.as_ref().map(words),
            hint: self.hint.as_ref().map(words),
            language,
        }
    }
}

/// A finding in the words of one language. `message` and `args` say the problem to programs, `problem` to people.
#[derive(Clone, Debug, Serialize)]
pub struct Told<'a> {
    place: &'a Place,
    rule: &'static str,
    severity: Severity,
    count: usize,
    message: &'static str,
    args: Args<'a>,
    problem: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip)]
    language: Language,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `file:line:column: ` is the same in every language: editors jump to it.
        match self.severity {
            Severity::Refuse => write!(f, "{}: {}", self.place, self.problem)?,
            mild => {
                let marked = msg!("finding-marked", severity = mild.as_str(), problem = self.problem.as_str());
                write!(f, "{}: {}", self.place, marked.text(self.language))?;
            }
        }
        if let Some(expected) = &self.expected {
            write!(f, "\n  {}", msg!("finding-expected", expected).text(self.language))?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  {}", msg!("finding-hint", hint).text(self.language))?;
        }
        Ok(())
    }
}

/// Collects the findings of one file in file order; past [`Findings::TOLD`] of one rule they are counted, not told.
#[derive(Debug)]
pub struct Findings {
    file: PathBuf,
    told: Vec<Finding>,
    counts: IndexMap<(&'static str, Severity), usize>,
}

impl Findings {
    /// Findings of one rule that are told one by one.
    pub const TOLD: usize = 50;

    /// No findings yet, of one file.
    pub fn new(file: &Path) -> Self {
        Self { file: file.to_owned(), told: Vec::new(), counts: IndexMap::new() }
    }

    /// Adds one, or counts it with the one of the same rule, column and words: what a column repeats is told once, at its first
    /// line.
    pub fn push_alike(&mut self, finding: Finding) {
        let same = |told: &&mut Finding| {
            told.rule == finding.rule
                && told.severity == finding.severity
                && told.place.column == finding.place.column
                && told.problem == finding.problem
        };
        match self.told.iter_mut().find(same) {
            Some(told) => told.count += finding.count,
            None => self.push(finding),
        }
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        let count = self.counts.entry((finding.rule, finding.severity)).or_default();
        *count += 1;
        if *count <= Self::TOLD {
            self.told.push(finding);
        }
    }

    /// Whether any of them refuses the file.
    pub fn refused(&self) -> bool {
        self.counts.keys().any(|(_, severity)| *severity == Severity::Refuse)
    }

    /// All of them: by line, each rule's surplus counted at the end.
    pub fn into_vec(self) -> Vec<Finding> {
        let mut all = self.told;
        all.sort_by_key(|finding| finding.place.line);
        for ((rule, severity), count) in self.counts {
            if count > Self::TOLD {
                let surplus = count - Self::TOLD;
                let problem = msg!("more-findings", count = surplus, rule);
                let finding = Finding::refuse(rule, Place::file(&self.file), problem);
                all.push(Finding { severity, count: surplus, ..finding });
            }
        }
        all
    }
}

/// A shorter name is one letter away from too many others.
const SHORTEST_NEAR: usize = 3;

/// The valid name closest to what was found, if it is close enough to be a slip of the keyboard. Of two as close, the one with the
/// same letters: `lnit` is `lint` with two letters swapped rather than `init` with another letter. Digits are no letters: with
/// other ones a name is of another year, another question, another answer.
pub fn nearest<'a>(found: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.trim().to_lowercase();
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let own = letters(&found);
    let rank = |name: &'a str| {
        let lower = name.to_lowercase();
        (strsim::damerau_levenshtein(&found, &lower), letters(&lower) != own, name)
    };
    let near = |(distance, _, name): &(usize, bool, &str)| {
        let length = name.chars().count();
        *distance == 0 || length >= SHORTEST_NEAR && *distance * 3 <= length
    };
    valid.into_iter().filter(|name| digits(name) == digits(&found)).map(rank).filter(near).min().map(|(.., name)| name)
}

/// Why a run ended without an output. Displayed in English; [`Error::message`] has the words of the user's language.
#[derive(Debug)]
pub enum Error {
    /// The data are refused: whoever delivered or prepared them must act.
    Data(Vec<Finding>),
    /// The command line or the configuration is refused: whoever wrote it must act.
    Config(Vec<Finding>),
    /// A claims file is refused: whoever wrote it must act.
    Claims(Vec<Finding>),
    /// A published text is refuted: whoever wrote it must act.
    Text(Vec<Finding>),
    /// The world failed: disk, permissions, a file in use.
    World {
        /// The file or folder.
        path: PathBuf,
        /// What was being done, "cannot write" say.
        action: Message,
        /// What the system said.
        cause: Message,
        /// The way out, where there is one within the reach of this program's user.
        hint: Option<Message>,
    },
    /// Whoever started the run ended it.
    Interrupted,
    /// A fault of this program, never of its user.
    Internal(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for Error {}

/// How many of them refuse, those included that are counted and not told.
fn refusals(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity == Severity::Refuse).map(|finding| finding.count).sum()
}

/// How many they are, those included that are counted and not told.
fn counted(findings: &[Finding]) -> usize {
    findings.iter().map(|finding| finding.count).sum()
}

impl Error {
    /// The exit code of a program that Ctrl-C ended, as shells know it.
    pub const INTERRUPTED: u8 = 130;

    /// One line that sums up why the run ended.
    pub fn message(&self) -> Message {
        match self {
            // What refuses nothing is told with what does, and counted apart.
            Self::Data(findings) => {
                let count = refusals(findings);
                msg!("data-refused", count, others = counted(findings) - count)
            }
            Self::Config(findings) => msg!("config-refused", count = counted(findings)),
            Self::Claims(findings) => msg!("claims-refused", count = counted(findings)),
            Self::Text(findings) => {
                // Doubts are told with the refutations, and counted apart.
                let count = refusals(findings);
                msg!("text-refuted", count, doubts = counted(findings) - count)
            }
            Self::World { path, action, cause, .. } => {
                msg!("world-failed", path, action = action.clone(), cause = cause.clone())
            }
            Self::Interrupted => msg!("interrupted"),
            Self::Internal(fault) => msg!("internal-fault", fault),
        }
    }

    /// The exit code of the contract.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Data(_) | Self::Text(_) => 1,
            Self::Config(_) | Self::Claims(_) => 2,
            Self::World { .. } | Self::Internal(_) => 3,
            Self::Interrupted => Self::INTERRUPTED,
        }
    }

    /// The findings that it carries, in file order.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Data(findings) | Self::Config(findings) | Self::Claims(findings) | Self::Text(findings) => findings,
            Self::World { .. } | Self::Interrupted | Self::Internal(_) => &[],
        }
    }

    /// A failure of the world at a path; meant for `map_err`.
    pub fn world(path: &Path, action: impl Into<Message>) -> impl FnOnce(std::io::Error) -> Self {
        move |error| {
            let hint = way_out(error.kind());
            Self::World { path: path.to_owned(), action: action.into(), cause: cause(&error), hint }
        }
    }

    /// Says the way out of a failure of the world; the findings of other errors have their own.
    pub fn hint(mut self, way: impl Into<Message>) -> Self {
        if let Self::World { hint, .. } = &mut self {
            *hint = Some(way.into());
        }
        self
    }

    /// The way out, for errors without findings.
    pub fn way_out(&self) -> Option<&Message> {
        match self {
            Self::World { hint, .. } => hint.as_ref(),
            _ => None,
        }
    }
}

/// The way out of a failure of the system that its user can mend, wherever it happens.
fn way_out(kind: std::io::ErrorKind) -> Option<Message> {
    use std::io::ErrorKind as Kind;
    match kind {
        Kind::PermissionDenied => Some(msg!("hint-rights")),
        Kind::StorageFull | Kind::QuotaExceeded => Some(msg!("hint-free-space")),
        Kind::ResourceBusy | Kind::ExecutableFileBusy => Some(msg!("hint-close-it")),
        _ => None,
    }
}

/// What the system says went wrong: in our words where they are the usual ones, else with its own, which are English.
pub fn cause(error: &std::io::Error) -> Message {
    use std::io::ErrorKind as Kind;
    let cause = match error.kind() {
        Kind::NotFound => msg!("system-not-found"),
        Kind::PermissionDenied => msg!("system-denied"),
        Kind::StorageFull => msg!("system-full"),
        Kind::QuotaExceeded => msg!("system-quota"),
        Kind::ReadOnlyFilesystem => msg!("system-read-only"),
        Kind::NotADirectory => msg!("system-not-a-folder"),
        Kind::IsADirectory => msg!("system-is-a-folder"),
        Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::WouldBlock => msg!("system-busy"),
        Kind::Interrupted => msg!("system-interrupted"),
        _ => return msg!("system-other", text = error.to_string()),
    };
    match error.raw_os_error() {
        Some(code) => msg!("system-code", cause, code = code.to_string()),
        None => cause,
    }
}

/// Result of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;
