//! The columns of one file, found by name: which are missing, which changed their name, which nothing reads.

use super::Frame;
use super::cells::clean;
use super::report::Report;
use super::rules::Rule;
use crate::error::nearest;
use crate::messages::{Message, msg};
use crate::survey::codebook::{BlockSector, ClientBlock, Flag, Layout, Scale};
use crate::survey::ids::{Population, SectorId};
use crate::survey::raw::{RawColumn, RawWave, shown};
use crate::survey::registry::Edition;

/// The columns that the configuration names.
pub(super) struct Columns<'a> {
    pub(super) id: &'a RawColumn,
    pub(super) wave: Option<&'a RawColumn>,
    pub(super) duration: Option<&'a RawColumn>,
    pub(super) base_weight: Option<&'a RawColumn>,
    pub(super) stratum: Option<&'a RawColumn>,
    pub(super) psu: Option<&'a RawColumn>,
    pub(super) margins: Vec<Vec<&'a RawColumn>>,
    pub(super) client_blocks: Vec<Block<'a>>,
    pub(super) employee: Option<EmployeeColumns<'a>>,
    /// The scale of every question of the codebook.
    pub(super) scales: Vec<&'a Scale>,
    /// Those of `ValidationRules::columns`.
    pub(super) checked: Vec<&'a RawColumn>,
    /// Those of `ValidationRules::implications`: of the condition, of what follows.
    pub(super) implications: Vec<[&'a RawColumn; 2]>,
}

/// A sector and one column an item asked; `None` for the items of the codebook that this edition did not ask.
pub(super) struct Block<'a> {
    pub(super) sector: SectorCells<'a>,
    pub(super) answers: Vec<Option<&'a RawColumn>>,
}

/// Where the sector of a block is said.
#[derive(Clone, Copy)]
pub(super) enum SectorCells<'a> {
    Column(&'a RawColumn),
    Is(&'a SectorId),
}

impl<'a> SectorCells<'a> {
    /// The column that says it, if one does.
    pub(super) fn column(self) -> Option<&'a RawColumn> {
        match self {
            Self::Column(column) => Some(column),
            Self::Is(_) => None,
        }
    }
}

/// The employee block; the columns that the layout does not declare are `None`.
pub(super) struct EmployeeColumns<'a> {
    pub(super) employed: Option<(&'a RawColumn, &'a Flag)>,
    pub(super) manager: Option<(&'a RawColumn, &'a Flag)>,
    pub(super) block: Block<'a>,
}

impl<'a> Columns<'a> {
    /// Every block of answers: those of clients, then that of employees.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Block<'a>> {
        self.client_blocks.iter().chain(self.employee.iter().map(|employee| &employee.block))
    }

    /// Finds every column; `None` when one is missing, all of which are told.
    pub(super) fn find(raw: &'a RawWave, frame: Frame<'a>, report: &mut Report<'_>) -> Option<Self> {
        let layout = &frame.codebook.layout;
        let mut finder = Finder { raw, frame, used: Vec::new(), missing: Vec::new(), report };
        let id = finder.column(&layout.id, msg!("column-of-id"));
        let wave = finder.declared(layout.wave.as_deref(), msg!("column-of-wave"));
        let duration = finder.declared(layout.duration.as_deref(), msg!("column-of-duration"));
        let base_weight = finder.declared(layout.base_weight.as_deref(), msg!("column-of-weight"));
        let stratum = finder.declared(layout.stratum.as_deref(), msg!("column-of-stratum"));
        let psu = finder.declared(layout.psu.as_deref(), msg!("column-of-psu"));
        let margins: Vec<_> = frame
            .margins
            .variables
            .iter()
            .map(|v| finder.columns(&v.columns, &msg!("column-of-margin", variable = v.id.as_str())))
            .collect();
        let client_blocks: Vec<_> = surveyed_blocks(layout, frame.edition)
            .map(|b| finder.block(Population::Client, &b.sector, &b.prefix))
            .collect();
        let employee = finder.employee();
        let checked: Vec<_> =
            frame.rules.columns.iter().map(|c| finder.column(&c.column, msg!("column-to-check"))).collect();
        let implications = finder.implications();
        // Once all columns that are there are known: none of them is another one under a new name.
        std::mem::take(&mut finder.missing).into_iter().for_each(|missing| finder.tell_missing(missing));
        finder.warn_unused();
        Some(Self {
            id: id?,
            wave: wave?,
            duration: duration?,
            base_weight: base_weight?,
            stratum: stratum?,
            psu: psu?,
            margins: margins.into_iter().collect::<Option<_>>()?,
            client_blocks: client_blocks.into_iter().collect::<Option<_>>()?,
            employee: employee?,
            scales: frame.codebook.items.values().map(|item| frame.codebook.scale(item)).collect(),
            checked: checked.into_iter().collect::<Option<_>>()?,
            implications: implications?,
        })
    }
}

/// The client blocks of an edition: a block about one sector is read where the edition surveys it.
fn surveyed_blocks<'a>(layout: &'a Layout, edition: &'a Edition) -> impl Iterator<Item = &'a ClientBlock> {
    layout.client_blocks.iter().filter(|block| match &block.sector {
        BlockSector::Column(_) => true,
        BlockSector::Is(sector) => edition.sectors.contains(sector),
    })
}

/// Finds columns by name, says which are missing, and remembers which were used.
struct Finder<'a, 'f, 'r> {
    raw: &'a RawWave,
    frame: Frame<'a>,
    used: Vec<&'a str>,
    /// Each once: a crossed margin shares its columns with others.
    missing: Vec<Missing>,
    report: &'f mut Report<'r>,
}

/// A column that is not there.
struct Missing {
    name: String,
    /// What it holds.
    what: Message,
    /// The way out when no other column is nearly called so.
    hint: Message,
}

impl<'a> Finder<'a, '_, '_> {
    fn column(&mut self, name: &str, what: Message) -> Option<&'a RawColumn> {
        self.column_or(name, what, msg!("column-missing-hint", name))
    }

    fn column_or(&mut self, name: &str, what: Message, hint: Message) -> Option<&'a RawColumn> {
        let found = self.raw.column(name);
        match found {
            Some(column) => self.used.push(&column.name),
            None if self.missing.iter().any(|missing| missing.name == name) => {}
            None => self.missing.push(Missing { name: name.to_owned(), what, hint }),
        }
        found
    }

    /// Tells a column that is not there, or that is there under nearly its name.
    fn tell_missing(&mut self, Missing { name, what, hint }: Missing) {
        let name = name.as_str();
        let expected = msg!("column-expected", name, what);
        let same = |column: &&RawColumn| clean(&column.name).to_lowercase() == name.to_lowercase();
        if let Some(column) = self.raw.columns.iter().filter(|c| !self.used.contains(&c.name.as_str())).find(same) {
            self.used.push(&column.name);
            let problem = msg!("column-renamed", name, found = shown(&column.name));
            let hint = msg!("column-renamed-hint", name);
            let place = self.report.header();
            self.report.tell(Rule::ColumnRenamed, place, problem, |f| f.expected(expected).hint(hint));
            return;
        }
        let unused: Vec<&str> =
            self.raw.columns.iter().map(|c| c.name.as_str()).filter(|n| !self.used.contains(n)).collect();
        let place = self.report.header();
        let near = nearest(name, unused);
        self.used.extend(near); // it is told here, and need not be told as a column that nothing reads
        let near = near.map(|found| msg!("column-near-hint", name, found));
        self.report.tell(Rule::ColumnMissing, place, msg!("column-missing", name), |f| {
            f.expected(expected).hint(near.unwrap_or(hint))
        });
    }

    /// A column that may be left undeclared: `Some(None)` then, and `None` when it is declared and missing.
    fn declared(&mut self, name: Option<&str>, what: Message) -> Option<Option<&'a RawColumn>> {
        match name {
            None => Some(None),
            Some(name) => self.column(name, what).map(Some),
        }
    }

    /// Columns that are read together; every one that is missing is told.
    fn columns(&mut self, names: &[String], what: &Message) -> Option<Vec<&'a RawColumn>> {
        let found: Vec<_> = names.iter().map(|name| self.column(name, what.clone())).collect();
        found.into_iter().collect()
    }

    fn block(&mut self, population: Population, sector: &'a BlockSector, prefix: &str) -> Option<Block<'a>> {
        let Frame { edition, codebook, .. } = self.frame;
        let sector = match sector {
            BlockSector::Column(name) => self.column(name, msg!("column-of-sector")).map(SectorCells::Column),
            BlockSector::Is(sector) => Some(SectorCells::Is(sector)),
        };
        let answers = codebook.items.iter().map(|(id, item)| {
            edition.asked(id, population).then(|| {
                let (name, item) = (format!("{prefix}{}", item.column), id.as_str());
                let hint = msg!("column-of-item-missing-hint", name = name.as_str(), item);
                self.column_or(&name, msg!("column-of-item", item), hint)
            })
        });
        let answers: Vec<Option<Option<&RawColumn>>> = answers.collect();
        let answers: Option<Vec<_>> = answers
            .into_iter()
            .map(|asked| match asked {
                None => Some(None),
                Some(found) => found.map(Some),
            })
            .collect();
        Some(Block { sector: sector?, answers: answers? })
    }

    /// The employee block; the outer `None` when a column of it is missing.
    fn employee(&mut self) -> Option<Option<EmployeeColumns<'a>>> {
        let Some(declared) = &self.frame.codebook.layout.employee_block else { return Some(None) };
        let mut flag = |flag: &'a Option<Flag>, what: Message| match flag {
            None => Some(None),
            Some(flag) => self.column(&flag.column, what).map(|column| Some((column, flag))),
        };
        let employed = flag(&declared.employed, msg!("column-of-employed"));
        let manager = flag(&declared.manager, msg!("column-of-manager"));
        let block = self.block(Population::Employee, &declared.sector, &declared.prefix);
        Some(Some(EmployeeColumns { employed: employed?, manager: manager?, block: block? }))
    }

    fn implications(&mut self) -> Option<Vec<[&'a RawColumn; 2]>> {
        let what = || msg!("column-of-implication");
        let implications = &self.frame.rules.implications;
        let found: Vec<_> = implications
            .iter()
            .map(|implication| {
                [self.column(&implication.given.column, what()), self.column(&implication.then.column, what())]
            })
            .collect();
        found.into_iter().map(|[given, then]| Some([given?, then?])).collect()
    }

    fn warn_unused(&mut self) {
        let unused: Vec<&str> =
            self.raw.columns.iter().map(|c| c.name.as_str()).filter(|name| !self.used.contains(name)).collect();
        for name in unused {
            let place = self.report.header();
            let hint = self.not_asked(name).unwrap_or_else(|| msg!("column-unknown-hint"));
            self.report.tell(Rule::ColumnUnknown, place, msg!("column-unknown", name = shown(name)), |f| {
                f.expected(msg!("column-unknown-expected")).hint(hint)
            });
        }
    }

    /// The way out for a column of answers to a question of the codebook that the edition does not ask: the list of its
    /// instrument may lack it.
    fn not_asked(&self, name: &str) -> Option<Message> {
        let Frame { id, edition, codebook, .. } = self.frame;
        let clients = surveyed_blocks(&codebook.layout, edition).map(|block| (&block.prefix, Population::Client));
        let employees = codebook.layout.employee_block.iter().map(|block| (&block.prefix, Population::Employee));
        clients.chain(employees).find_map(|(prefix, population)| {
            let column = name.strip_prefix(prefix.as_str())?;
            let not_asked = codebook.items.iter().filter(|(item, _)| !edition.asked(item, population));
            let (item, _) = not_asked.into_iter().find(|(_, item)| item.column == column)?;
            let (item, edition, list) = (item.as_str(), id.as_str(), population.as_str());
            Some(msg!("column-not-asked-hint", item, edition, list))
        })
    }
}
