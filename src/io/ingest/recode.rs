//! From the words of a file to those of the survey: names of columns, labels, spellings of a missing answer, decimal commas.
//! Every rewriting is declared; a cell that no declaration covers is refused or left as it is, never guessed.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use indexmap::IndexMap;

use super::named;
use crate::error::{Finding, Findings, Place, nearest};
use crate::messages::{Message, msg};
use crate::plan::{ColumnPlan, Format, Missing, Reader, Values};
use crate::survey::codebook::on_one_line;
use crate::survey::raw::{Described, RawColumn, RawWave, SheetRead, plain_signs};

/// Labels that a finding lists; more are counted.
const LISTED: usize = 12;

/// Gives the columns of a file the names and codes of the survey. Columns that the survey does not read come after them.
/// A column that has been rewritten is let go at once: a wave is never held twice.
pub(super) fn recode(mut raw: RawWave, file: &Path, reader: &Reader) -> Result<RawWave, Vec<Finding>> {
    if let Some(finding) = other_table(&raw, file, reader) {
        return Err(vec![finding]);
    }
    let mut findings = Findings::new(file);
    let decimal_comma = matches!(&reader.format, Format::Csv(csv) if csv.decimal_comma);
    let mut said = Said::new();
    let mut columns = Vec::with_capacity(raw.columns.len());
    let mut notes = raw.notes.clone();
    for (i, plan) in reader.columns.iter().enumerate() {
        let Some(column) = find(&raw, file, plan, &mut findings) else { continue };
        let cells = Cells { raw: &raw, file, plan, column, decimal_comma };
        cells.check_user_missing(&mut findings);
        let again = reader.columns.iter().skip(i + 1).any(|later| later.from == plan.from);
        let as_it_is = !again && cells.stand_for_themselves(&reader.missing);
        if !as_it_is {
            columns.push(cells.rewritten(&reader.missing, &mut said, &mut findings));
        }
        if let Some(done) = raw.columns.iter_mut().find(|column| !again && column.name == plan.from) {
            let mut read = std::mem::replace(done, RawColumn::described(&plan.from, Described::default()));
            if as_it_is {
                read.name.clone_from(&plan.name);
                columns.push(read);
            }
        }
    }
    for column in std::mem::take(&mut raw.columns) {
        if reader.columns.iter().any(|plan| plan.from == column.name) {
            continue;
        }
        match reader.columns.iter().find(|plan| plan.name == column.name) {
            None => columns.push(column),
            Some(plan) => {
                let place = Place { line: raw.header_line, ..Place::file(file) };
                let problem = msg!("read-column-taken-elsewhere", column = &plan.name, from = &plan.from);
                notes.push(Finding::warn("column-unknown", place, problem));
            }
        }
    }
    notes.extend(said.iter().map(|((spelling, dont_know), counts)| missing_note(file, spelling, *dont_know, *counts)));
    if findings.refused() {
        return Err(findings.into_vec());
    }
    Ok(RawWave { columns, notes, ..raw })
}

/// With fewer than one in so many of the columns of the survey, a file is another table.
const ONE_COLUMN_IN: usize = 4;

/// A file that has hardly any column of the survey: what was read is told, rather than every column that is missing.
fn other_table(raw: &RawWave, file: &Path, reader: &Reader) -> Option<Finding> {
    let written = |name: &str| name.trim().to_lowercase();
    let names: HashSet<String> = raw.columns.iter().map(|column| written(&column.name)).collect();
    let (there, absent): (Vec<_>, Vec<_>) =
        reader.columns.iter().partition(|plan| names.contains(&written(&plan.from)));
    let wanted = reader.columns.len();
    if there.len() * ONE_COLUMN_IN >= wanted {
        return None;
    }
    let place = Place { line: raw.header_line, ..Place::file(file) };
    let header = named(raw.columns.iter().map(|column| column.name.as_str()));
    let problem = msg!("read-other-table", there = there.len(), wanted, header);
    let finding = Finding::refuse("column-missing", place, problem);
    let finding =
        finding.expected(msg!("read-expect-names", names = named(absent.iter().map(|plan| plan.from.as_str()))));
    Some(finding.hint(match &raw.sheet {
        Some(SheetRead { name, others }) if !others.is_empty() => {
            msg!("read-hint-other-sheet", sheet = name, others = named(others.iter().map(String::as_str)))
        }
        Some(SheetRead { .. }) => msg!("read-hint-header-row"),
        None => msg!("read-hint-other-table"),
    }))
}

/// Declared spellings of a missing answer, whether they mean « does not know », in how many cells of how many columns.
type Said<'r> = IndexMap<(&'r str, bool), (usize, usize)>;

fn missing_note(file: &Path, spelling: &str, dont_know: bool, (cells, n_columns): (usize, usize)) -> Finding {
    let spelling = if spelling.is_empty() { msg!("read-a-blank") } else { msg!("read-spelling", spelling) };
    let problem = match dont_know {
        true => msg!("read-missing-dont-know", spelling, cells, columns = n_columns),
        false => msg!("read-missing-not-asked", spelling, cells, columns = n_columns),
    };
    Finding::note("missing-declared", Place::file(file), problem)
}

/// The column of a plan. One that stands under its own name is left to validation, which says what it is for.
fn find<'r>(raw: &'r RawWave, file: &Path, plan: &ColumnPlan, findings: &mut Findings) -> Option<&'r RawColumn> {
    let found = raw.column(&plan.from);
    if found.is_none() && plan.from != plan.name {
        let place = Place { line: raw.header_line, ..Place::file(file) };
        let finding = Finding::refuse("column-missing", place, msg!("read-column-not-there", column = &plan.from));
        let finding = finding.expected(msg!("read-expect-source", from = &plan.from, column = &plan.name));
        let names = raw.columns.iter().map(|column| column.name.as_str());
        findings.push(finding.hint_nearest(&plan.from, names, msg!("read-hint-column-source")));
    }
    found
}

/// The cells of one column under its plan.
struct Cells<'a, 'p> {
    raw: &'a RawWave,
    file: &'a Path,
    plan: &'p ColumnPlan,
    column: &'a RawColumn,
    decimal_comma: bool,
}

impl<'p> Cells<'_, 'p> {
    fn place(&self, row: usize) -> Place {
        let line = self.raw.lines.get(row).copied().unwrap_or(row + 1);
        Place::cell(self.file, line, &self.column.name)
    }

    /// Refuses a file that declares an answer of the codebook missing.
    fn check_user_missing(&self, findings: &mut Findings) {
        let declared = &self.column.described.user_missing;
        for code in self.plan.answers.iter().filter(|code| declared.iter().any(|missing| missing.holds(code))) {
            let in_file = match &self.plan.values {
                Values::Codes => code.as_str(),
                // The codes of the file are not those of the survey then.
                Values::Labels(_) | Values::Recode(_) => continue,
            };
            let place = Place::file(self.file);
            let problem = msg!("read-missing-contradicted", code = in_file, column = &self.column.name);
            let finding = Finding::refuse("missing-contradicted", place, problem);
            findings.push(finding.expected(msg!("read-expect-no-answer")).hint(msg!("read-hint-contradicted")));
        }
    }

    /// Whether each cell is the code that it stands for, and no spelling is to be counted.
    fn stand_for_themselves(&self, declared: &IndexMap<String, Missing>) -> bool {
        let ColumnPlan { values, number, missing, .. } = self.plan;
        let not_asked = |(spelling, code): (&String, &String)| {
            spelling.is_empty() && code.is_empty() && !declared.contains_key(spelling)
        };
        *values == Values::Codes && !(*number && self.decimal_comma) && missing.iter().all(not_asked)
    }

    fn rewritten(
        &self,
        declared: &IndexMap<String, Missing>,
        said: &mut Said<'p>,
        findings: &mut Findings,
    ) -> RawColumn {
        let mut counts: IndexMap<(&'p str, bool), usize> = IndexMap::new();
        let described = self.column.described.clone();
        let mut column = RawColumn::described(&self.plan.name, described);
        for (row, cell) in self.column.cells().enumerate() {
            // A blank that means « not asked » is what every file has, and is not worth a word.
            if let Some((spelling, code)) = self.plan.missing.get_key_value(cell)
                && (declared.contains_key(cell) || !code.is_empty())
                && !matches!(&self.plan.values, Values::Recode(codes) if codes.contains_key(cell))
            {
                *counts.entry((spelling, !code.is_empty())).or_default() += 1;
            }
            match self.code(cell) {
                Ok(code) => column.push(&code),
                Err(problem) => {
                    column.push("");
                    findings.push_alike(self.refused(row, cell, problem));
                }
            }
        }
        for (spelling, count) in counts {
            let total = said.entry(spelling).or_default();
            *total = (total.0 + count, total.1 + 1);
        }
        column
    }

    /// What a cell means.
    fn code<'c>(&'c self, cell: &'c str) -> Result<std::borrow::Cow<'c, str>, Fault> {
        use std::borrow::Cow;
        if let Values::Recode(codes) = &self.plan.values {
            let code = codes.get(cell).or_else(|| self.plan.missing.get(cell));
            return code.map(|code| Cow::Borrowed(code.as_str())).ok_or(Fault::Recode);
        }
        if let Some(code) = self.plan.missing.get(cell) {
            return Ok(Cow::Borrowed(code));
        }
        if let Values::Labels(labels) = &self.plan.values {
            let in_file = &self.column.described.value_labels;
            let label = in_file.iter().find(|(code, _)| code == cell).map_or(cell, |(_, label)| label);
            // The names of the survey stand on one line, wherever a label of the file breaks.
            match labels.get(label).or_else(|| labels.get(&on_one_line(label))) {
                Some(code) => return Ok(Cow::Borrowed(code)),
                None if !self.plan.number => return Err(Fault::Label),
                None => {}
            }
        }
        if self.plan.number && self.decimal_comma {
            if cell.contains('.') {
                return Err(Fault::Decimal);
            }
            return Ok(Cow::Owned(cell.replace(',', ".")));
        }
        Ok(Cow::Borrowed(cell))
    }

    fn refused(&self, row: usize, cell: &str, fault: Fault) -> Finding {
        let place = self.place(row);
        let shown = crate::survey::raw::shown(cell);
        let listed = |names: Vec<&str>| {
            let count = names.len().saturating_sub(LISTED);
            let shown: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
            let shown = shown.join(", ");
            if count > 0 { msg!("read-or-more", shown, count) } else { msg!("read-expect-names", names = shown) }
        };
        let value = shown;
        match (fault, &self.plan.values) {
            (Fault::Decimal, _) => Finding::refuse("decimal", place, msg!("read-decimal-dot", value))
                .expected(msg!("read-expect-comma"))
                .hint(msg!("read-hint-decimal")),
            (_, Values::Recode(codes)) => {
                let names = codes.keys().map(String::as_str).collect();
                let problem = msg!("read-no-recode", value, column = &self.plan.name);
                let finding = Finding::refuse("recode-unknown", place, problem).expected(listed(names));
                finding.hint(msg!("read-hint-recode"))
            }
            (_, values) => {
                let names: Vec<&str> = match values {
                    Values::Labels(names) => names.keys().map(String::as_str).collect(),
                    Values::Codes | Values::Recode(_) => Vec::new(),
                };
                let finding =
                    Finding::refuse("label-unknown", place, msg!("read-no-label", value, column = &self.plan.name));
                let finding = finding.expected(listed(names.clone()));
                match other_signs(cell, &names) {
                    Some(hint) => finding.hint(hint),
                    None => match nearest(cell, names) {
                        Some(name) => finding.hint(msg!("read-hint-near-label", name)),
                        None => finding.hint(msg!("read-hint-label")),
                    },
                }
            }
        }
    }
}

/// The way out for a label that only its typographic signs keep from being one of those declared: they look the same.
fn other_signs(cell: &str, names: &[&str]) -> Option<Message> {
    let signs = plain_signs(cell);
    let name = names.iter().find(|name| plain_signs(name) == signs)?;
    let points = |text: &str, other: &str| {
        let only: BTreeSet<char> = text.chars().filter(|c| !other.contains(*c)).collect();
        let only: Vec<String> = only.into_iter().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        if only.is_empty() { msg!("read-no-sign") } else { msg!("read-signs", points = only.join(", ")) }
    };
    Some(msg!("read-hint-signs", name = *name, found = points(cell, name), declared = points(name, cell)))
}

/// Why a cell means nothing.
#[derive(Clone, Copy)]
enum Fault {
    Label,
    Recode,
    Decimal,
}
