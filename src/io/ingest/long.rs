//! One row an answer made into one row a respondent. The columns that the reader does not name are about the respondent, and
//! must say the same in all of the respondent's rows.

use std::path::Path;

use indexmap::{IndexMap, IndexSet};

use super::limits::Guard;
use crate::error::{Finding, Findings, Place};
use crate::messages::msg;
use crate::plan::Long;
use crate::survey::raw::{RawColumn, RawWave};

/// The columns that a long file is read by.
struct Keys<'r> {
    respondent: &'r RawColumn,
    item: &'r RawColumn,
    value: &'r RawColumn,
    sector: Option<&'r RawColumn>,
    others: Vec<&'r RawColumn>,
}

/// One respondent: the first row, and the answers by the name of their wide column.
#[derive(Default)]
struct Person<'r> {
    first_row: usize,
    /// Sectors in the order of the file.
    sectors: Vec<&'r str>,
    /// Row of the answer to each wide column, by the position of its name.
    answers: IndexMap<u32, usize>,
}

/// Makes a long table wide; the line of a respondent is that of the first of the rows.
pub(super) fn widen(raw: &RawWave, long: &Long, guard: Guard<'_>) -> Result<RawWave, Vec<Finding>> {
    let mut findings = Findings::new(guard.file);
    let counted = count(raw, long, guard.file, &mut findings);
    let Some(keys) = keys(raw, long, guard.file, &mut findings) else { return Err(findings.into_vec()) };
    let mut people: IndexMap<&str, Person<'_>> = IndexMap::new();
    let mut names: IndexSet<String> = IndexSet::new();
    for row in 0..raw.n_rows() {
        let person = people.entry(keys.respondent.cell(row)).or_insert(Person { first_row: row, ..Person::default() });
        let place = |column: &RawColumn| Place::cell(guard.file, line_of(raw, row), &column.name);
        for column in &keys.others {
            let (here, first) = (column.cell(row), column.cell(person.first_row));
            if here != first {
                let line = line_of(raw, person.first_row);
                let problem = msg!("read-long-differs", line);
                let finding = Finding::refuse("long-inconsistent", place(column), problem);
                findings.push(finding.expected(msg!("read-expect-same-in-rows")).hint(msg!("read-hint-which-row")));
            }
        }
        let Some(name) = person.column(&keys, row, long, &place, &mut findings) else { continue };
        let column = match names.get_index_of(&name) {
            Some(position) => position,
            None => names.insert_full(name).0,
        };
        guard.columns(names.len(), raw.header_line).map_err(|finding| vec![finding])?;
        let column = u32::try_from(column).unwrap_or(u32::MAX); // OK because columns are limited to far fewer
        if person.answers.insert(column, row).is_some() {
            let finding = Finding::refuse("long-twice", place(keys.item), msg!("read-answered-twice"));
            findings.push(finding.expected(msg!("read-expect-one-row")).hint(msg!("read-hint-which-row")));
        }
    }
    if findings.refused() {
        return Err(findings.into_vec());
    }
    let mut wide = lay(raw, &keys, long, (&people, &names), guard)?;
    wide.notes.extend(counted);
    Ok(wide)
}

/// Compares the rows with the declared number: respondents who lost some of theirs look like any other.
fn count(raw: &RawWave, long: &Long, file: &Path, findings: &mut Findings) -> Option<Finding> {
    let found = raw.n_rows();
    match long.n_rows {
        Some(declared) if declared == found => None,
        Some(declared) => {
            let finding = Finding::refuse("answer-count", Place::file(file), msg!("read-n-rows", count = found));
            let finding = finding.expected(msg!("read-expect-n-rows", count = declared));
            findings.push(finding.hint(msg!("read-hint-n-rows")));
            None
        }
        None => {
            let problem = msg!("read-n-rows-undeclared", count = found);
            Some(Finding::warn("answer-count", Place::file(file), problem).hint(msg!("read-hint-declare-n-rows")))
        }
    }
}

fn line_of(raw: &RawWave, row: usize) -> usize {
    raw.lines.get(row).copied().unwrap_or(row + 1)
}

fn keys<'r>(raw: &'r RawWave, long: &Long, file: &Path, findings: &mut Findings) -> Option<Keys<'r>> {
    let mut column = |name: &str, key: &str| {
        let found = raw.column(name);
        if found.is_none() {
            let place = Place { line: raw.header_line, ..Place::file(file) };
            let finding = Finding::refuse("column-missing", place, msg!("read-column-not-there", column = name));
            let finding = finding.expected(msg!("read-expect-long-column", key));
            let names = raw.columns.iter().map(|column| column.name.as_str());
            findings.push(finding.hint_nearest(name, names, msg!("read-hint-column-source")));
        }
        found
    };
    let respondent = column(&long.respondent, "respondent");
    let (item, value) = (column(&long.item, "item"), column(&long.value, "value"));
    let sector = long.sector.as_deref().map(|name| column(name, "sector"));
    let named = [Some(&long.respondent), Some(&long.item), Some(&long.value), long.sector.as_ref()];
    let is_named = |column: &&RawColumn| named.iter().flatten().any(|name| **name == column.name);
    Some(Keys {
        respondent: respondent?,
        item: item?,
        value: value?,
        sector: match sector {
            None => None,
            Some(found) => Some(found?),
        },
        others: raw.columns.iter().filter(|column| !is_named(column)).collect(),
    })
}

impl<'r> Person<'r> {
    /// The wide column of a row: the item, after the prefix of the block of its sector if it has one.
    fn column(
        &mut self,
        keys: &Keys<'r>,
        row: usize,
        long: &Long,
        place: &dyn Fn(&RawColumn) -> Place,
        findings: &mut Findings,
    ) -> Option<String> {
        let item = keys.item.cell(row);
        if item.is_empty() {
            let finding = Finding::refuse("long-item", place(keys.item), msg!("read-answer-to-no-item"));
            findings.push(finding.expected(msg!("read-expect-item")).hint(msg!("read-hint-answer-item")));
            return None;
        }
        let Some((column, sector)) = keys.sector.map(|column| (column, column.cell(row))) else {
            return Some(item.to_owned());
        };
        if sector.is_empty() {
            return Some(item.to_owned());
        }
        let position = self.sectors.iter().position(|known| *known == sector).unwrap_or_else(|| {
            self.sectors.push(sector);
            self.sectors.len() - 1
        });
        let Some(block) = long.blocks.get(position) else {
            let most = long.blocks.len();
            let finding = Finding::refuse("long-sectors", place(column), msg!("read-more-sectors", count = most));
            findings.push(finding.expected(msg!("read-expect-sectors")).hint(msg!("read-hint-more-blocks")));
            return None;
        };
        Some(format!("{}{item}", block.prefix))
    }
}

fn lay(
    raw: &RawWave,
    keys: &Keys<'_>,
    long: &Long,
    (people, names): (&IndexMap<&str, Person<'_>>, &IndexSet<String>),
    guard: Guard<'_>,
) -> Result<RawWave, Vec<Finding>> {
    let blocks = if keys.sector.is_some() { long.blocks.as_slice() } else { &[] };
    let n_columns = 1 + keys.others.len() + blocks.len() + names.len();
    let checked = guard.columns(n_columns, raw.header_line).and_then(|()| guard.rows(people.len(), n_columns));
    checked.map_err(|finding| vec![finding])?;
    let mut columns = vec![RawColumn::new(&keys.respondent.name, people.keys().map(|id| Some(*id)))];
    for other in &keys.others {
        let mut column = RawColumn::described(&other.name, other.described.clone());
        people.values().for_each(|person| column.push(other.cell(person.first_row)));
        columns.push(column);
    }
    for (i, block) in blocks.iter().enumerate() {
        columns.push(RawColumn::new(&block.sector, people.values().map(|person| person.sectors.get(i).copied())));
    }
    for (position, name) in (0_u32..).zip(names) {
        let answer = |person: &Person<'_>| Some(keys.value.cell(*person.answers.get(&position)?));
        columns.push(RawColumn::new(name, people.values().map(answer)));
    }
    let mut findings = Findings::new(guard.file);
    for (i, column) in columns.iter().enumerate() {
        if columns[..i].iter().any(|other| other.name == column.name) {
            let problem = msg!("read-item-and-column", column = &column.name);
            let finding = Finding::refuse("column-duplicate", Place::file(guard.file), problem);
            findings.push(finding.hint(msg!("read-hint-rename-column")));
        }
    }
    if findings.refused() {
        return Err(findings.into_vec());
    }
    let lines = people.values().map(|person| line_of(raw, person.first_row)).collect();
    Ok(RawWave {
        header_line: raw.header_line,
        lines,
        blank_lines: raw.blank_lines.clone(),
        columns,
        notes: raw.notes.clone(),
        sheet: raw.sheet.clone(),
        ..RawWave::default()
    })
}
