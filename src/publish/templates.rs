//! The templates of the report, read from their folder: minijinja, strict (an unknown name is an error), and every text
//! that comes out is typeset in its language.
//!
//! A template holds words and the order of things; it receives numbers as texts, rounded already. An error in a template
//! is the configuration's fault and is located at its file and line. What a page is given, the names of a survey among it, is
//! printed as it is spelt: a star in a name is no emphasis. The other texts (captions, sources) are no Markdown until a page
//! holds them.

use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{StringInput, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, State, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;

use super::literal::literal;
use super::number::Numbers;
use super::typography::typeset;
use crate::error::{Error, Finding, Place, Result, cause};
use crate::io::whole;
use crate::messages::{Message, msg};
use crate::survey::codebook::Language;

/// The template of the HTML page, for both languages; the only one that is HTML and not Markdown.
const PAGE: &str = "page.html.j2";
/// How the templates begin that make texts for pictures and workbooks; the others are pages, or parts of pages.
const TEXTS: [&str; 4] = ["figure_", "source.", "citation.", "workbook."];
/// The look of the HTML page and the end tag that it may not hold.
const STYLE: (&str, &str) = ("page.css", "</style");
/// What the HTML page does, and the end tag that it may not hold.
const SCRIPT: (&str, &str) = ("page.js", "</script");

/// The templates of one language.
pub struct Templates {
    folder: PathBuf,
    environment: Environment<'static>,
    language: Language,
    style: String,
    script: String,
}

impl Templates {
    /// Reads every template of a folder for a language, the files named `*.fr.md.j2` or `*.en.md.j2`, and what the HTML page
    /// is made with: `page.html.j2`, `page.css` and `page.js`.
    pub fn load(folder: &Path, language: Language) -> Result<Self> {
        std::thread::scope(|scope| {
            let deep = std::thread::Builder::new().stack_size(STACK);
            match deep.spawn_scoped(scope, || Self::loaded(folder, language)) {
                Ok(loading) => loading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                // Without a thread, as far as the stack of this one goes.
                Err(_) => Self::loaded(folder, language),
            }
        })
    }

    fn loaded(folder: &Path, language: Language) -> Result<Self> {
        let (style, script) = (String::new(), String::new());
        let mut templates =
            Self { folder: folder.to_owned(), environment: environment(language)?, language, style, script };
        for file in markdown(folder, language)? {
            let source = source(&file)?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let added = templates.environment.add_template_owned(name, source);
            added.map_err(|e| templates.refusal(&e, None))?;
        }
        templates.load_page()?;
        Ok(templates)
    }

    /// The files that a language is loaded from.
    ///
    /// # Errors
    /// [`Error::Config`] when the folder has none of them.
    pub fn files(folder: &Path, language: Language) -> Result<Vec<PathBuf>> {
        let mut files = markdown(folder, language)?;
        files.extend([PAGE, STYLE.0, SCRIPT.0].map(|name| folder.join(name)));
        Ok(files)
    }

    fn load_page(&mut self) -> Result<()> {
        let read = |name: &str| source(&self.folder.join(name));
        let embedded = |(name, end): (&str, &'static str)| {
            // As the reader of HTML counts lines: the policy of the page holds a digest of this text.
            let text = read(name)?.replace("\r\n", "\n");
            match text.to_ascii_lowercase().find(end) {
                Some(at) => Err(ends_early(&self.folder.join(name), text[..at].matches('\n').count() + 1, end)),
                None => Ok(text),
            }
        };
        let (page, style, script) = (read(PAGE)?, embedded(STYLE)?, embedded(SCRIPT)?);
        (self.style, self.script) = (style, script);
        let added = self.environment.add_template_owned(PAGE.to_owned(), page);
        added.map_err(|e| self.refusal(&e, None))
    }

    /// The style sheet of the HTML page.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The script of the HTML page.
    pub fn script(&self) -> &str {
        &self.script
    }

    /// Renders the HTML page. Values are escaped unless they are marked as safe; nothing is typeset: that was done to the
    /// Markdown.
    pub fn page(&self, context: &impl Serialize) -> Result<String> {
        self.rendered(PAGE, context)
    }

    /// Renders a template, `report` say, and typesets the text.
    pub fn render(&self, name: &str, context: &impl Serialize) -> Result<String> {
        let file = format!("{name}.{}.md.j2", self.language.as_str());
        Ok(typeset(&squeezed(&self.rendered(&file, context)?), self.language))
    }

    fn rendered(&self, file: &str, context: &impl Serialize) -> Result<String> {
        let context = Value::from(minijinja::value::Serde(context));
        let rendered = self.environment.get_template(file).and_then(|template| template.render(context.clone()));
        rendered.map_err(|e| self.refusal(&e, Some(&context)))
    }

    /// The place of a template, for findings about what it rendered.
    pub fn place(&self, name: &str) -> Place {
        Place::file(&self.folder.join(format!("{name}.{}.md.j2", self.language.as_str())))
    }

    /// A fault in a template, found when it was read or, with what it was then given, when it was filled.
    fn refusal(&self, error: &minijinja::Error, context: Option<&Value>) -> Error {
        let file = error.name().map_or_else(|| self.folder.clone(), |name| self.folder.join(name));
        let place = match error.line() {
            Some(line) => Place::line(&file, line),
            None => Place::file(&file),
        };
        let fault = match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        };
        let undefined = self.undefined(error);
        let cause = match &undefined {
            Some(name) => msg!("template-undefined-name", name),
            None => cause_of(error.kind()),
        };
        let finding = Finding::refuse("template", place, msg!("template-refused", cause, fault))
            .expected(msg!("expect-template-names"));
        let given = context.and_then(|context| context.try_iter().ok()).into_iter().flatten();
        let given: Vec<String> = given.map(|key| key.to_string()).collect();
        let otherwise = match error.kind() {
            ErrorKind::SyntaxError => msg!("hint-template-syntax"),
            ErrorKind::OutOfFuel => msg!("hint-template-endless"),
            _ => msg!("hint-template-names"),
        };
        let named = undefined.unwrap_or_default();
        Error::Config(vec![finding.hint_nearest(&named, given.iter().map(String::as_str), otherwise)])
    }

    /// The words of the template that stand for nothing, where that is the error.
    fn undefined(&self, error: &minijinja::Error) -> Option<String> {
        let range = error.range().filter(|_| error.kind() == ErrorKind::UndefinedError)?;
        let template = self.environment.get_template(error.name()?).ok()?;
        let named = template.source().get(range)?.trim_matches(|c: char| c.is_whitespace() || "{}-".contains(c));
        (!named.is_empty() && !named.contains('\n')).then(|| named.to_owned())
    }
}

/// Why a template is refused, by the kind of the error.
fn cause_of(kind: ErrorKind) -> Message {
    match kind {
        ErrorKind::UndefinedError => msg!("template-undefined"),
        ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::InvalidDelimiter => msg!("template-syntax"),
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
            msg!("template-unknown")
        }
        ErrorKind::TemplateNotFound | ErrorKind::BadInclude | ErrorKind::UnknownBlock => msg!("template-not-there"),
        ErrorKind::OutOfFuel => msg!("template-endless"),
        _ => msg!("template-other"),
    }
}

/// The work that one page may take, in steps of the engine or pieces of 64 bytes: two hundred times that of the national report,
/// and less than a gibibyte.
const FUEL: u64 = 10_000_000;

/// A template larger than this is some other file.
const LARGEST: u64 = 1 << 18;

/// Room for the engine to take a template apart: it goes down the stack once for every sign and every filter of an expression, of
/// which the largest template holds so many.
const STACK: usize = 512 << 20;

/// Reads the text of a template.
fn source(file: &Path) -> Result<String> {
    match whole::text(file, LARGEST) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err((place, problem))) => {
            let hint = if problem.id() == "not-utf-8" { msg!("hint-save-utf-8") } else { msg!("hint-template-file") };
            Err(refused(place, problem, hint))
        }
        Err(error) => Err(unreadable(file, error)),
    }
}

/// What the system says of a template: that it is not there is for whoever wrote the configuration, the rest is not.
fn unreadable(path: &Path, error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            let problem = msg!("template-unreadable", cause = cause(&error));
            refused(Place::file(path), problem, msg!("hint-template-file"))
        }
        _ => Error::world(path, msg!("cannot-read"))(error),
    }
}

fn refused(place: Place, problem: Message, hint: Message) -> Error {
    let finding = Finding::refuse("template", place, problem).expected(msg!("expect-template"));
    Error::Config(vec![finding.hint(hint)])
}

fn ends_early(path: &Path, line: usize, end: &'static str) -> Error {
    let problem = msg!("embedded-ends-early", end);
    Error::Config(vec![Finding::refuse("template", Place::line(path, line), problem).hint(msg!("hint-template-end"))])
}

fn no_template(folder: &Path, language: Language) -> Error {
    let problem = msg!("no-template", language = language.as_str());
    let expected = msg!("expect-template-files", language = language.as_str());
    let finding = Finding::refuse("template", Place::file(folder), problem).expected(expected);
    Error::Config(vec![finding.hint(msg!("hint-template-file"))])
}

fn environment(language: Language) -> Result<Environment<'static>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(|e| Error::Internal(format!("cannot set the syntax of the templates: {e}")))?;
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(|name| match name {
        PAGE => AutoEscape::Html,
        _ if TEXTS.iter().any(|text| name.starts_with(text)) => AutoEscape::None,
        _ => AutoEscape::Custom("markdown".into()),
    });
    environment.set_formatter(|out, state, value| match state.auto_escape() {
        AutoEscape::Custom(_) if value.kind() == ValueKind::String && !value.is_safe() => {
            out.write_str(&literal(value.as_str().unwrap_or_default())).map_err(minijinja::Error::from)
        }
        AutoEscape::Custom(_) => write!(out, "{value}").map_err(minijinja::Error::from),
        _ => escape_formatter(out, state, value),
    });
    let numbers = Numbers::new(language);
    environment.add_filter("letters", move |n: i64| numbers.in_letters(n, false));
    environment.add_filter("letters_feminine", move |n: i64| numbers.in_letters(n, true));
    environment.add_filter("cell", cell);
    environment
        .add_filter("lower_first", |text: StringInput<'_>| text.preserve_safety(lower_first(text.as_str().to_owned())));
    environment.add_filter("upper_first", |text: StringInput<'_>| text.preserve_safety(upper_first(text.as_str())));
    Ok(environment)
}

/// The text in a cell of a table: on one line, its bars being none of the table's.
fn cell(state: &State, text: StringInput<'_>) -> Value {
    let markdown = matches!(state.auto_escape(), AutoEscape::Custom(_)) && !text.is_safe();
    let text = if markdown { literal(text.as_str()) } else { text.as_str().into() };
    Value::from_safe_string(text.replace('|', "\\|").replace('\n', " "))
}

/// The text with a small first letter, unless the word is an acronym.
pub fn lower_first(text: String) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(characters).collect(),
        _ => text,
    }
}

/// The Markdown templates of a language, by name.
fn markdown(folder: &Path, language: Language) -> Result<Vec<PathBuf>> {
    let suffix = format!(".{}.md.j2", language.as_str());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(|e| unreadable(folder, e))?;
    files.retain(|file| file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with(&suffix)));
    files.sort();
    if files.is_empty() { Err(no_template(folder, language)) } else { Ok(files) }
}

/// The text with a capital first letter.
fn upper_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// No more than one blank line in a row, no blank line at either end, one newline at the end.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if blank && !out.is_empty() {
            out.push('\n');
        }
        blank = false;
        out.push_str(line);
        out.push('\n');
    }
    out
}
