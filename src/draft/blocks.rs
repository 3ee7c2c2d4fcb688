//! Which columns are asked of clients and which of employees: prefixes that stand before the same names.

use std::collections::{BTreeMap, BTreeSet};

use super::Delivered;
use super::answers::guess;
use super::column::Column;
use super::words::{CLIENT, EMPLOYEE, SECTOR, folded, speaks_of};
use crate::plan::LongBlock;
use crate::survey::codebook::Text;

/// Two prefixes face each other when they stand before this many same names.
const SAME_NAMES: usize = 2;

/// A block of answers: the columns that begin with a prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The prefix, empty when the file has none.
    pub(super) prefix: String,
    /// The column that says the sector.
    pub(super) sector: Option<String>,
}

/// The blocks of a survey.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// Blocks of clients.
    pub(super) client: Vec<Block>,
    /// The block of employees.
    pub(super) employee: Option<Block>,
    /// What was seen.
    pub(super) why: Text2,
}

/// Reasons in both languages, none at first.
pub(super) type Text2 = Option<Text>;

impl Blocks {
    /// Finds the blocks among the columns.
    pub(super) fn find(columns: &[Column<'_>], files: &[Delivered]) -> Self {
        let stems = stems(columns);
        let family = family(&stems);
        let made =
            files.iter().map(|file| file.blocks.as_slice()).max_by_key(|blocks| blocks.len()).unwrap_or_default();
        if !made.is_empty() {
            return Self::of_answers(made, &stems, &family, columns, files);
        }
        if family.is_empty() {
            return Self::alone(columns);
        }
        let mut blocks = Self::default();
        let (mut clients, mut employees, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for prefix in &family {
            let word = bare(prefix);
            if EMPLOYEE.contains(&word.as_str()) {
                employees.push(prefix);
            } else if CLIENT.contains(&word.as_str()) {
                clients.push(prefix);
            } else {
                others.push(prefix);
            }
        }
        // A block that is repeated under a number is about one rated sector after the other.
        match (clients.is_empty(), employees.is_empty()) {
            (_, false) => clients.append(&mut others),
            (false, true) => employees.append(&mut others),
            (true, true) => {
                let repeated = |prefix: &str| others.iter().filter(|other| bare(other) == bare(prefix)).count() > 1;
                let single = others.iter().rposition(|prefix| !repeated(prefix));
                employees.extend(single.map(|position| others.remove(position)));
                clients.append(&mut others);
            }
        }
        // One block of employees is all that a layout has; further ones are left to whoever reads the draft.
        let block = |prefix: &str| Block { prefix: prefix.to_owned(), sector: sector_of(prefix, columns, files) };
        blocks.client = clients.iter().map(|prefix| block(prefix)).collect();
        blocks.employee = employees.first().map(|prefix| block(prefix));
        let seen: Vec<String> = family.iter().map(|prefix| format!("`{prefix}` ({})", stems[*prefix].len())).collect();
        blocks.why = Some(super::answers::text(
            format!("mêmes noms de colonnes derrière les préfixes {}", seen.join(", ")),
            format!("the same column names behind the prefixes {}", seen.join(", ")),
        ));
        blocks
    }

    /// Blocks made of rows that are answers: those about a sector are the clients', the others are left to the employees.
    fn of_answers(
        made: &[LongBlock],
        stems: &BTreeMap<&str, BTreeSet<&str>>,
        family: &[&str],
        columns: &[Column<'_>],
        files: &[Delivered],
    ) -> Self {
        let is_made = |name: &str| made.iter().any(|block| block.sector == name || name.starts_with(&block.prefix));
        let client =
            made.iter().map(|block| Block { prefix: block.prefix.clone(), sector: Some(block.sector.clone()) });
        let others = || family.iter().copied().filter(|prefix| !is_made(prefix));
        let facing = others().find(|prefix| EMPLOYEE.contains(&bare(prefix).as_str())).or(others().next());
        let employee = match facing {
            Some(prefix) => Some(Block { prefix: prefix.to_owned(), sector: sector_of(prefix, columns, files) }),
            None => {
                // The same questions without a sector, and without a prefix.
                let asked =
                    |name: &str| made.iter().any(|block| stems.get(&*block.prefix).is_some_and(|s| s.contains(name)));
                let same = columns.iter().filter(|column| asked(column.name)).count();
                let own = |column: &&Column<'_>| column.speaks_of(SECTOR) && is_list(column) && !is_made(column.name);
                let sector = columns.iter().find(own).map(|column| column.name.to_owned());
                (same >= SAME_NAMES).then(|| Block { prefix: String::new(), sector })
            }
        };
        let seen: Vec<String> = made.iter().map(|block| format!("`{}`", block.prefix)).collect();
        let why = super::answers::text(
            format!("blocs de clients {} : les réponses sur un secteur", seen.join(", ")),
            format!("blocks of clients {}: the answers about a sector", seen.join(", ")),
        );
        Self { client: client.collect(), employee, why: Some(why) }
    }

    /// No prefixes face each other: one side, whose columns have their whole names.
    fn alone(columns: &[Column<'_>]) -> Self {
        let sector = columns.iter().find(|column| column.speaks_of(SECTOR) && is_list(column));
        let block = Block { prefix: String::new(), sector: sector.map(|column| column.name.to_owned()) };
        Self { client: vec![block], ..Self::default() }
    }

    /// Name of a column within its block.
    pub(super) fn stem<'c>(&self, name: &'c str) -> Option<(&'c str, Side)> {
        let stem = |block: &Block| name.strip_prefix(block.prefix.as_str()).filter(|stem| !stem.is_empty());
        let employee = self.employee.iter().filter_map(stem).map(|stem| (stem, Side::Employee));
        let client = self.client.iter().filter_map(stem).map(|stem| (stem, Side::Client));
        // The longest prefix has the column; of equal ones that of the employees.
        client.chain(employee).min_by_key(|(stem, side)| (stem.len(), *side == Side::Client))
    }
}

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Client,
    Employee,
}

/// A word of a prefix without its number: `c` of `c1_`.
fn bare(prefix: &str) -> String {
    folded(prefix).chars().filter(|c| c.is_ascii_alphabetic()).collect()
}

/// Whether a column holds one of a few things.
pub(super) fn is_list(column: &Column<'_>) -> bool {
    (2..=60).contains(&column.counts.len()) && column.counts.len() * 2 <= column.n_filled().max(4)
}

/// Names behind each prefix that a column may have, of the columns that look like questions.
fn stems<'c>(columns: &[Column<'c>]) -> BTreeMap<&'c str, BTreeSet<&'c str>> {
    let mut stems: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for column in columns.iter().filter(|column| guess(column, true).is_some()) {
        for at in splits(column.name) {
            let (prefix, stem) = column.name.split_at(at);
            stems.entry(prefix).or_default().insert(stem);
        }
    }
    stems
}

/// Where a name may be cut: behind its first two separators, or before its first digit when it has none.
fn splits(name: &str) -> Vec<usize> {
    let separators: Vec<usize> = name
        .char_indices()
        .filter(|(_, c)| matches!(c, '_' | '.' | '-' | ' ' | ':'))
        .map(|(at, c)| at + c.len_utf8())
        .filter(|at| *at < name.len())
        .take(2)
        .collect();
    if !separators.is_empty() {
        return separators;
    }
    name.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0).into_iter().collect()
}

/// The prefixes that stand before the same names: the group of them that covers most columns, by name.
fn family<'c>(stems: &BTreeMap<&'c str, BTreeSet<&'c str>>) -> Vec<&'c str> {
    let faces = |a: &str, b: &str| {
        let shared = stems[a].intersection(&stems[b]).count();
        a != b && shared >= SAME_NAMES && shared * 2 >= stems[a].len().min(stems[b].len())
    };
    let mut best: (usize, Vec<&str>) = (0, Vec::new());
    for start in stems.keys() {
        let mut group = vec![*start];
        group.extend(stems.keys().copied().filter(|other| faces(start, other)));
        // Of two cuts of one name (`c1_` and `c1_q_`) the shorter one holds the other's columns.
        let inner = |prefix: &&str| !group.iter().any(|other| other != prefix && prefix.starts_with(other));
        let group: Vec<&str> = group.iter().filter(|prefix| inner(prefix)).copied().collect();
        let size = group.iter().map(|prefix| stems[prefix].len()).sum();
        if group.len() > 1 && size > best.0 {
            best = (size, group);
        }
    }
    best.1.sort_unstable();
    best.1
}

/// The column that says the sector of a block: one of the block itself, else the one that is filled where the block is answered.
fn sector_of(prefix: &str, columns: &[Column<'_>], files: &[Delivered]) -> Option<String> {
    let about = |column: &&Column<'_>| column.speaks_of(SECTOR) && is_list(column);
    let own = |column: &&Column<'_>| column.name.strip_prefix(prefix).is_some_and(|stem| speaks_of(stem, SECTOR));
    if let Some(column) = columns.iter().filter(about).find(own) {
        return Some(column.name.to_owned());
    }
    let fit = |column: &Column<'_>| {
        let (mut answered, mut covered, mut agreed) = (0_usize, 0_usize, 0_usize);
        for (i, file) in files.iter().enumerate() {
            let Some(sector) = column.in_files[i] else { continue };
            let block: Vec<_> = file.raw.columns.iter().filter(|column| column.name.starts_with(prefix)).collect();
            for row in 0..file.raw.n_rows() {
                let (said, answers) =
                    (!sector.cell(row).is_empty(), block.iter().any(|column| !column.cell(row).is_empty()));
                answered += usize::from(answers);
                covered += usize::from(answers && said);
                agreed += usize::from(answers == said);
            }
        }
        // An answer about no sector would be refused.
        (answered > 0 && covered * 100 >= answered * 99).then_some(agreed)
    };
    let fits = columns.iter().filter(about).filter_map(|column| Some((fit(column)?, column)));
    // The first of those that fit equally well.
    fits.rev().max_by_key(|(agreed, _)| *agreed).map(|(_, column)| column.name.to_owned())
}
