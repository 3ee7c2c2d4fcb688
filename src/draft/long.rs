//! One row an answer, recognised: which column names the respondent, which the question, which the answer, which the sector.
//!
//! The rows of one respondent are alike but for the question and the answer, and for the sector where the file has one; and no
//! respondent answers a question about a sector twice. A table of one row a respondent looks otherwise: mostly it has a column
//! with a value of its own in every row, or more columns that change.

use std::collections::{HashMap, HashSet};

use super::column::with_day;
use super::words::{ANSWER, ID, QUESTION, SECTOR, WAVE, speaks_of};
use crate::plan::{Long, LongBlock};
use crate::survey::raw::{RawColumn, RawWave};

/// More different questions than this are no questionnaire.
const MOST_QUESTIONS: usize = 2_000;

/// More different sectors than this are none.
const MOST_SECTORS: usize = 60;

/// A column as codes: its cells numbered in order of appearance.
struct Coded<'a> {
    column: &'a RawColumn,
    codes: Vec<u32>,
    n_codes: usize,
    complete: bool,
}

impl<'a> Coded<'a> {
    fn of(column: &'a RawColumn, n_rows: usize) -> Self {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut complete = true;
        let mut codes = Vec::with_capacity(n_rows);
        for cell in (0..n_rows).map(|row| column.cell(row)) {
            complete = complete && !cell.trim().is_empty();
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX); // OK because a file has fewer rows
            codes.push(*known.entry(cell).or_insert(next));
        }
        Self { column, codes, n_codes: known.len(), complete }
    }

    fn speaks_of(&self, words: &[&str]) -> bool {
        speaks_of(&self.column.name, words)
    }

    /// Each of its values stands in two rows and more, on average.
    fn repeats(&self) -> bool {
        self.n_codes > 1 && self.n_codes * 2 <= self.codes.len()
    }
}

/// How a file of one row an answer is read, when it looks like one.
pub(super) fn find(raw: &RawWave) -> Option<Long> {
    let n_rows = raw.n_rows();
    let columns: Vec<Coded<'_>> = raw.columns.iter().map(|column| Coded::of(column, n_rows)).collect();
    // A value of its own for every row is the id of a row, and the row a respondent.
    if columns.iter().any(|column| column.complete && column.n_codes == n_rows) {
        return None;
    }
    let mut respondents: Vec<&Coded<'_>> =
        columns.iter().filter(|column| column.complete && column.repeats() && !column.speaks_of(WAVE)).collect();
    respondents.sort_by_key(|column| !column.speaks_of(ID)); // the sort is stable: file order among equals
    respondents.into_iter().find_map(|respondent| arranged(respondent, &columns))
}

/// The roles of the columns that change among the rows of a respondent.
fn arranged(respondent: &Coded<'_>, columns: &[Coded<'_>]) -> Option<Long> {
    let others = columns.iter().filter(|column| column.column.name != respondent.column.name);
    let changing: Vec<&Coded<'_>> = others.filter(|column| changes(respondent, column)).take(4).collect();
    if !(2..=3).contains(&changing.len()) {
        return None;
    }
    let question = |column: &&&Coded<'_>| {
        let of_time = column.speaks_of(WAVE) || column.column.cells().all(|cell| with_day(None, cell).is_some());
        let of_people = column.speaks_of(ID) && !column.speaks_of(QUESTION);
        column.complete && column.repeats() && column.n_codes <= MOST_QUESTIONS && !of_time && !of_people
    };
    let mut items: Vec<&&Coded<'_>> = changing.iter().filter(question).collect();
    items.sort_by_key(|column| !column.speaks_of(QUESTION));
    items.into_iter().find_map(|item| {
        let rest: Vec<&Coded<'_>> =
            changing.iter().filter(|other| other.column.name != item.column.name).copied().collect();
        let (value, sector) = match rest.as_slice() {
            [value] => (value, None),
            [a, b] => {
                let (sector, value) = sector_and_value(a, b)?;
                (value, Some(sector))
            }
            _ => return None,
        };
        let keys: Vec<&Coded<'_>> = [respondent, item].into_iter().chain(sector.copied()).collect();
        once(&keys).then(|| long(respondent, item, value, sector.copied()))
    })
}

/// Of two columns the sector and the answer: by their names, else the one of fewer values is the sector.
fn sector_and_value<'c, 'a>(
    a: &'c &'c Coded<'a>,
    b: &'c &'c Coded<'a>,
) -> Option<(&'c &'c Coded<'a>, &'c &'c Coded<'a>)> {
    let (sector, value) = match (a.speaks_of(SECTOR), b.speaks_of(SECTOR)) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ if a.speaks_of(ANSWER) => (b, a),
        _ if b.speaks_of(ANSWER) => (a, b),
        _ if a.n_codes <= b.n_codes => (a, b),
        _ => (b, a),
    };
    (sector.n_codes <= MOST_SECTORS).then_some((sector, value))
}

/// Whether a column has two values for some respondent.
fn changes(respondent: &Coded<'_>, column: &Coded<'_>) -> bool {
    let mut first: Vec<Option<u32>> = vec![None; respondent.n_codes];
    respondent.codes.iter().zip(&column.codes).any(|(person, code)| {
        *first[*person as usize].get_or_insert(*code) != *code // OK because codes count the values
    })
}

/// Whether no two rows agree in all of these columns.
fn once(keys: &[&Coded<'_>]) -> bool {
    let n_rows = keys.first().map_or(0, |key| key.codes.len());
    let mut seen = HashSet::with_capacity(n_rows);
    (0..n_rows).all(|row| seen.insert(keys.iter().map(|key| key.codes[row]).collect::<Vec<u32>>()))
}

/// The reading of these columns, with a block for each of the sectors that one respondent rates at most.
fn long(respondent: &Coded<'_>, item: &Coded<'_>, value: &Coded<'_>, sector: Option<&Coded<'_>>) -> Long {
    let n_blocks = sector.map_or(0, |sector| {
        let mut of_person: Vec<HashSet<u32>> = vec![HashSet::new(); respondent.n_codes];
        for (row, person) in respondent.codes.iter().enumerate().filter(|(row, _)| !sector.column.cell(*row).is_empty())
        {
            of_person[*person as usize].insert(sector.codes[row]); // OK because codes count the values
        }
        of_person.iter().map(HashSet::len).max().unwrap_or(0)
    });
    let name = |coded: &Coded<'_>| coded.column.name.clone();
    Long {
        respondent: name(respondent),
        item: name(item),
        value: name(value),
        sector: sector.map(name),
        n_rows: Some(respondent.codes.len()),
        blocks: (1..=n_blocks)
            .map(|n| LongBlock { sector: format!("c{n}_secteur"), prefix: format!("c{n}_") })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(header: &str, rows: &[&str]) -> RawWave {
        let columns = header.split(',').enumerate().map(|(i, name)| {
            RawColumn::new(name, rows.iter().map(|row| row.split(',').nth(i)).collect::<Vec<_>>().into_iter())
        });
        RawWave { columns: columns.collect(), lines: (1..=rows.len()).collect(), ..RawWave::default() }
    }

    #[test]
    fn the_columns_are_told_apart() {
        let rows = ["a,F,q1,3", "a,F,q2,3", "a,F,q3,1", "b,H,q1,3", "b,H,q2,2", "b,H,q3,3"];
        let long = find(&table("qui,sexe,quoi,combien", &rows)).unwrap();
        assert_eq!((&*long.respondent, &*long.item, &*long.value), ("qui", "quoi", "combien"));
        assert_eq!((long.sector, long.n_rows, long.blocks.len()), (None, Some(6), 0));
    }

    #[test]
    fn sectors_make_blocks() {
        let rows = ["a,x,q1,3", "a,x,q2,3", "a,y,q1,2", "a,y,q2,2", "a,,e_q1,1", "b,y,q1,4", "b,y,q2,3", "b,,e_q1,2"];
        let long = find(&table("id,secteur,item,valeur", &rows)).unwrap();
        assert_eq!((&*long.item, long.sector.as_deref(), &*long.value), ("item", Some("secteur"), "valeur"));
        assert_eq!(long.blocks.iter().map(|block| block.prefix.as_str()).collect::<Vec<_>>(), ["c1_", "c2_"]);
    }

    #[test]
    fn what_is_not_one_row_an_answer_is_left_alone() {
        for (header, rows) in [
            // A respondent a row.
            ("id,sexe,q1,q2", &["1,F,3,2", "2,F,3,4", "3,H,1,4", "4,H,2,2"][..]),
            // A respondent a row, without an id.
            ("sexe,q1,q2", &["F,3,2", "F,3,2", "F,3,4", "H,1,4", "H,2,2", "H,2,2"]),
            // A panel of one question: the wave is no question.
            ("id,vague,q1", &["a,2022,3", "a,2023,3", "b,2022,1", "b,2023,2"]),
            // A question answered twice.
            ("id,item,valeur", &["a,q1,3", "a,q1,2", "b,q1,1", "b,q2,2"]),
            ("a,b", &["1,x", "1,x"]),
        ] {
            assert_eq!(find(&table(header, rows)), None, "{header}");
        }
    }
}
