//! The columns of one file, found by name: which are missing, which changed their name, which nothing reads.

use super::Frame;
use super::cells::{clean, shown};
use super::report::Report;
use super::rules::Rule;
use crate::survey::codebook::EmployeeBlock;
use crate::survey::ids::Population;
use crate::survey::raw::{RawColumn, RawWave};

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
    pub(super) employed: &'a RawColumn,
    pub(super) manager: &'a RawColumn,
    pub(super) employee: Block<'a>,
    /// Those of `ValidationRules::columns`.
    pub(super) checked: Vec<&'a RawColumn>,
    /// Those of `ValidationRules::implications`: of the condition, of what follows.
    pub(super) implications: Vec<[&'a RawColumn; 2]>,
}

/// A sector column and one column an item asked; `None` for the items of the codebook that this edition did not ask.
pub(super) struct Block<'a> {
    pub(super) sector: &'a RawColumn,
    pub(super) answers: Vec<Option<&'a RawColumn>>,
}

impl<'a> Columns<'a> {
    /// Finds every column; `None` when one is missing, all of which are told.
    pub(super) fn find(raw: &'a RawWave, frame: Frame<'_>, report: &mut Report<'_>) -> Option<Self> {
        let layout = &frame.codebook.layout;
        let mut finder = Finder { raw, frame, used: Vec::new(), missing: Vec::new(), report };
        let id = finder.column(&layout.id, "the respondent's id");
        let wave = finder.declared(layout.wave.as_deref(), "the wave");
        let duration = finder.declared(layout.duration.as_deref(), "the duration of the interview");
        let base_weight = finder.declared(layout.base_weight.as_deref(), "the base weight");
        let stratum = finder.declared(layout.stratum.as_deref(), "the stratum");
        let psu = finder.declared(layout.psu.as_deref(), "the primary sampling unit");
        let margins: Vec<_> = frame
            .margins
            .variables
            .iter()
            .map(|v| finder.columns(&v.columns, &format!("margin variable `{}`", v.id)))
            .collect();
        let blocks = &layout.client_blocks;
        let client_blocks: Vec<_> =
            blocks.iter().map(|b| finder.block(Population::Client, &b.sector, &b.prefix)).collect();
        let EmployeeBlock { employed, sector, manager, prefix } = &layout.employee_block;
        let employed = finder.column(&employed.column, "whether the respondent is employed");
        let manager = finder.column(&manager.column, "whether the respondent manages people");
        let employee = finder.block(Population::Employee, sector, prefix);
        let checked: Vec<_> =
            frame.rules.columns.iter().map(|c| finder.column(&c.column, "a column to be checked")).collect();
        let implications = finder.implications();
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
            employed: employed?,
            manager: manager?,
            employee: employee?,
            checked: checked.into_iter().collect::<Option<_>>()?,
            implications: implications?,
        })
    }
}

/// Finds columns by name, says which are missing, and remembers which were used.
struct Finder<'a, 'f, 'c, 'r> {
    raw: &'a RawWave,
    frame: Frame<'c>,
    used: Vec<&'a str>,
    /// Names told as missing: a crossed margin shares its columns with others.
    missing: Vec<String>,
    report: &'f mut Report<'r>,
}

impl<'a> Finder<'a, '_, '_, '_> {
    fn column(&mut self, name: &str, what: &str) -> Option<&'a RawColumn> {
        let found = self.raw.column(name);
        match found {
            Some(column) => self.used.push(&column.name),
            None if self.missing.iter().any(|told| told == name) => {}
            None => {
                self.missing.push(name.to_owned());
                self.tell_missing(name, what);
            }
        }
        found
    }

    /// Tells a column that is not there, or that is there under nearly its name.
    fn tell_missing(&mut self, name: &str, what: &str) {
        let expected = format!("a column `{name}`: {what}");
        let same = |column: &&RawColumn| clean(&column.name).to_lowercase() == name.to_lowercase();
        if let Some(column) = self.raw.columns.iter().filter(|c| !self.used.contains(&c.name.as_str())).find(same) {
            self.used.push(&column.name);
            let problem = format!("the column `{name}` is called {}", shown(&column.name));
            let hint = format!("rename it to `{name}`, without blanks around and in these letters, small and capital");
            let place = self.report.header();
            self.report.tell(Rule::ColumnRenamed, place, problem, |f| f.expected(expected).hint(hint));
            return;
        }
        let unused: Vec<&str> =
            self.raw.columns.iter().map(|c| c.name.as_str()).filter(|n| !self.used.contains(n)).collect();
        let place = self.report.header();
        self.report.tell(Rule::ColumnMissing, place, format!("no column `{name}`"), |f| {
            f.expected(expected).hint_nearest(name, unused)
        });
    }

    /// A column that may be left undeclared: `Some(None)` then, and `None` when it is declared and missing.
    fn declared(&mut self, name: Option<&str>, what: &str) -> Option<Option<&'a RawColumn>> {
        match name {
            None => Some(None),
            Some(name) => self.column(name, what).map(Some),
        }
    }

    /// Columns that are read together; every one that is missing is told.
    fn columns(&mut self, names: &[String], what: &str) -> Option<Vec<&'a RawColumn>> {
        let found: Vec<_> = names.iter().map(|name| self.column(name, what)).collect();
        found.into_iter().collect()
    }

    fn block(&mut self, population: Population, sector: &str, prefix: &str) -> Option<Block<'a>> {
        let Frame { edition, codebook, .. } = self.frame;
        let sector = self.column(sector, "the sector of the block");
        let answers = codebook.items.iter().map(|(id, item)| {
            edition
                .asked(id, population)
                .then(|| self.column(&format!("{prefix}{}", item.column), &format!("the answers to item `{id}`")))
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

    fn implications(&mut self) -> Option<Vec<[&'a RawColumn; 2]>> {
        let what = "a column that another one must agree with";
        let implications = &self.frame.rules.implications;
        let found: Vec<_> = implications
            .iter()
            .map(|implication| {
                [self.column(&implication.given.column, what), self.column(&implication.then.column, what)]
            })
            .collect();
        found.into_iter().map(|[given, then]| Some([given?, then?])).collect()
    }

    fn warn_unused(&mut self) {
        let unused: Vec<&str> =
            self.raw.columns.iter().map(|c| c.name.as_str()).filter(|name| !self.used.contains(name)).collect();
        for name in unused {
            let place = self.report.header();
            self.report.tell(Rule::ColumnUnknown, place, format!("column {} is not read", shown(name)), |f| {
                f.expected("a column that the layout, the margins or the items of this edition name")
                    .hint("nothing to do if the column is meant to be left aside")
            });
        }
    }
}
