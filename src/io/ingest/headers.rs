//! The rows above the first respondent: one row of names, or the two or three that survey tools write.

use std::collections::HashMap;
use std::path::Path;

use crate::error::{Finding, Findings, Place};
use crate::messages::{Message, msg};
use crate::plan::Headers;
use crate::survey::raw::{Described, RawColumn};

/// What SurveyMonkey writes under a question that has no options.
const NO_OPTION: [&str; 3] = ["", "Response", "Open-Ended Response"];

/// Bytes of a column name: a longer one is a file read in the wrong encoding or by the wrong delimiter.
const LONGEST_NAME: usize = 1_000;

/// What stands in every cell of the third row of Qualtrics.
const IMPORT_ID: &str = "{\"ImportId\"";

/// Name of a column, and the question that it answers where the file says it.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its name.
    pub(super) name: String,
    /// Text of the question.
    pub(super) label: Option<String>,
}

impl Header {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), label: None }
    }

    fn asked(name: &str, label: &str) -> Self {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { name: name.to_owned(), label: Some(label).filter(|label| !label.is_empty()) }
    }

    /// A column of this name.
    pub(super) fn column<'a>(self, cells: impl Iterator<Item = Option<&'a str>>) -> RawColumn {
        let described = Described { label: self.label, ..Described::default() };
        let mut column = RawColumn::described(&self.name, described);
        cells.for_each(|cell| column.push(cell.unwrap_or_default()));
        column
    }
}

/// The top of a table.
pub(super) struct Top<'a> {
    /// The file.
    pub(super) file: &'a Path,
    /// Line and cells of each header row, as many cells in each.
    pub(super) rows: Vec<(usize, Vec<String>)>,
    /// The rows below, two at most, which look like header rows when the shape is not the declared one.
    pub(super) below: Vec<Vec<String>>,
    /// The declared shape.
    pub(super) shape: Headers,
    /// The delimiter, in delimited text.
    pub(super) delimiter: Option<u8>,
}

impl Top<'_> {
    /// Names and questions of the columns; every fault goes to `findings`.
    pub(super) fn headers(&self, findings: &mut Findings) -> Vec<Header> {
        let Some((line, names)) = self.rows.first() else {
            let finding = Finding::refuse("file-empty", Place::file(self.file), msg!("read-file-is-empty"));
            findings.push(finding.expected(msg!("read-expect-header-and-rows")).hint(msg!("read-hint-ask-again")));
            return Vec::new();
        };
        if self.rows.len() < self.shape.n_rows() {
            let wanted = self.shape.n_rows();
            let (found, shape) = (self.rows.len(), self.shape.as_str());
            let problem = msg!("read-header-rows-lacking", found, wanted, shape);
            let finding = Finding::refuse("header-shape", Place::line(self.file, *line), problem);
            findings.push(finding.expected(msg!("read-expect-header-rows")).hint(msg!("read-hint-header-rows")));
            return Vec::new();
        }
        if let Some(finding) = self.other_shape() {
            findings.push(finding);
            return Vec::new();
        }
        let below = |row: usize| self.rows.get(row).map(|(_, cells)| cells.as_slice()).unwrap_or_default();
        let headers: Vec<Header> = match self.shape {
            Headers::Plain => names.iter().map(|name| Header::named(name)).collect(),
            Headers::Limesurvey => names.iter().map(|name| limesurvey(name)).collect(),
            Headers::NamesAndTexts | Headers::Qualtrics => {
                names.iter().zip(below(1)).map(|(name, text)| Header::asked(name, text)).collect()
            }
            Headers::Surveymonkey => surveymonkey(names, below(1)),
        };
        self.check(*line, &headers, findings);
        headers
    }

    /// A finding when the rows are those of another shape than the declared one.
    fn other_shape(&self) -> Option<Finding> {
        let line = |row: usize| self.rows.get(row).map_or(1, |(line, _)| *line);
        let import_ids = |cells: &[String]| cells.iter().filter(|cell| cell.starts_with(IMPORT_ID)).count();
        let refuse = |row: usize, problem: Message, hint: Message| {
            let finding = Finding::refuse("header-shape", Place::line(self.file, line(row)), problem);
            Some(finding.expected(msg!("read-expect-header-rows")).hint(hint))
        };
        if self.shape == Headers::Qualtrics {
            let (_, third) = self.rows.get(2)?;
            let found = import_ids(third);
            if found == third.len() {
                return None;
            }
            let problem = msg!("read-import-ids-lacking", found, count = third.len());
            return refuse(2, problem, msg!("read-hint-qualtrics-rows"));
        }
        let all = self.rows.iter().map(|(_, cells)| cells.as_slice()).chain(self.below.iter().map(Vec::as_slice));
        if all.clone().any(|cells| import_ids(cells) > 0) {
            let hint = msg!("read-hint-declare-headers", shape = Headers::Qualtrics.as_str());
            return refuse(0, msg!("read-import-ids-found"), hint);
        }
        let second =
            if self.shape.n_rows() == 1 { self.below.first() } else { self.rows.get(1).map(|(_, cells)| cells) };
        let second = second.map(Vec::as_slice);
        let responses = second.unwrap_or_default().iter().filter(|c| NO_OPTION[1..].contains(&c.as_str())).count();
        if self.shape == Headers::Surveymonkey && responses == 0 {
            return refuse(1, msg!("read-responses-lacking"), msg!("read-hint-surveymonkey-rows"));
        }
        if self.shape != Headers::Surveymonkey && responses > 0 {
            let hint = msg!("read-hint-declare-headers", shape = Headers::Surveymonkey.as_str());
            return refuse(0, msg!("read-responses-found"), hint);
        }
        None
    }

    fn check(&self, line: usize, headers: &[Header], findings: &mut Findings) {
        if let Some(finding) = self.one_column(line, headers) {
            return findings.push(finding); // its name is a whole row: whatever else is wrong with it says nothing
        }
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (i, Header { name, .. }) in headers.iter().enumerate() {
            if name.trim().is_empty() {
                let place = Place::cell(self.file, line, i + 1);
                let finding = Finding::refuse("column-unnamed", place, msg!("read-column-without-name"));
                let finding = finding.expected(msg!("read-expect-name-in-header"));
                findings.push(finding.hint(msg!("read-hint-name-column")));
            } else if name.len() > LONGEST_NAME {
                let place = Place::cell(self.file, line, i + 1);
                let problem = msg!("read-name-too-long", count = name.len());
                let finding = Finding::refuse("column-name", place, problem);
                let finding = finding.expected(msg!("read-expect-short-name", count = LONGEST_NAME));
                findings.push(finding.hint(msg!("read-hint-shorten")));
            } else if let Some(first) = first.get(name.as_str()) {
                let problem = msg!("read-column-named-as", column = i + 1, first = first + 1);
                let finding = Finding::refuse("column-duplicate", Place::cell(self.file, line, short(name)), problem);
                findings.push(finding.expected(msg!("read-expect-names-once")).hint(msg!("read-hint-rename-column")));
            } else {
                first.insert(name, i);
            }
        }
    }

    /// A header of one column that holds another delimiter.
    fn one_column(&self, line: usize, headers: &[Header]) -> Option<Finding> {
        let (delimiter, [only]) = (self.delimiter?, headers) else { return None };
        let others = [b',', b';', b'\t', b'|'].into_iter().filter(|&other| other != delimiter).map(char::from);
        let other = others.into_iter().find(|&other| only.name.contains(other))?;
        let problem = msg!("read-one-single-column", name = short(&only.name));
        let finding = Finding::refuse("delimiter", Place::line(self.file, line), problem);
        let finding = finding
            .expected(msg!("read-expect-separated", delimiter = char::from(delimiter).escape_default().to_string()));
        Some(finding.hint(msg!("read-hint-declare-delimiter", delimiter = other.escape_default().to_string())))
    }
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

/// `G01Q02[SQ001]. The question`, or the code alone.
fn limesurvey(written: &str) -> Header {
    match written.split_once(". ") {
        Some((code, text)) if !code.contains(char::is_whitespace) => Header::asked(code, text),
        _ => Header::named(written),
    }
}

/// A question stands above its first option only; an option makes a column of its own.
fn surveymonkey(questions: &[String], options: &[String]) -> Vec<Header> {
    let mut question = "";
    let headers = questions.iter().zip(options).map(|(written, option)| {
        if !written.is_empty() {
            question = written;
        }
        match (NO_OPTION.contains(&option.as_str()), written.is_empty()) {
            (true, false) => Header::asked(written, written),
            (true, true) => Header::named(""),
            (false, _) => {
                Header { name: format!("{question} [{option}]"), label: Some(format!("{question} {option}")) }
            }
        }
    });
    headers.collect()
}
