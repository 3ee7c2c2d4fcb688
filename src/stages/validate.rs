//! Validation: raw cells → a [`Wave`] that is valid by construction, or every finding at once.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::error::{Finding, Findings, Place};
use crate::survey::codebook::{BlockSector, ClientBlock, Codebook, Flag, Item, Layout, NumberScale, Scale};
use crate::survey::ids::{EditionId, ItemId, Population, SectorId};
use crate::survey::margin::{CROSS, MarginVariable, Margins, Universe};
use crate::survey::raw::{RawColumn, RawWave, plain_number, shown};
use crate::survey::registry::Edition;
use crate::survey::wave::{Answer, Answers, Job, Rating, Respondent, Wave};

/// A wave and what should be looked at in it.
#[derive(Debug)]
pub struct Validated {
    /// The wave.
    pub wave: Wave,
    /// Findings that refuse nothing.
    pub warnings: Vec<Finding>,
}

/// What a wave is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Label of the edition.
    pub id: &'a EditionId,
    /// The edition: what was asked, in which sectors.
    pub edition: &'a Edition,
    /// The margins whose categories the wave must hold.
    pub margins: &'a Margins,
    /// The questionnaire.
    pub codebook: &'a Codebook,
}

/// Turns the cells of one wave file into answers.
///
/// # Errors
/// Every finding of the file, in file order, when at least one of them refuses it.
pub fn validate(raw: &RawWave, frame: Frame<'_>) -> Result<Validated, Vec<Finding>> {
    let mut findings = Findings::new(&raw.file);
    let reader = Reader::new(raw, frame, &mut findings);
    check_size(raw, frame.edition, &mut findings);
    let Some(reader) = reader else { return Err(findings.into_vec()) };
    let mut first_rows = HashMap::new();
    let respondents: Vec<Respondent> =
        (0..raw.n_rows()).map(|row| reader.respondent(row, &mut first_rows, &mut findings)).collect();
    check_base_weights(&respondents, raw, &mut findings);
    if findings.refused() {
        return Err(findings.into_vec());
    }
    Ok(Validated { wave: Wave { edition: frame.id.clone(), respondents }, warnings: findings.into_vec() })
}

fn check_size(raw: &RawWave, edition: &Edition, findings: &mut Findings) {
    if raw.n_rows() != edition.n_respondents {
        findings.push(
            Finding::refuse("interview-count", Place::file(&raw.file), format!("{} interviews", raw.n_rows()))
                .expected(format!("{} interviews, as the registry declares", edition.n_respondents))
                .hint("ask for the complete file, or correct `n_respondents` in the registry"),
        );
    }
}

fn check_base_weights(respondents: &[Respondent], raw: &RawWave, findings: &mut Findings) {
    if !respondents.is_empty() && respondents.iter().all(|r| r.base_weight == 0.0) {
        findings.push(
            Finding::refuse("weight", Place::file(&raw.file), "every base weight is zero")
                .expected("positive base weights")
                .hint("remove `base_weight` from the layout if the wave has none"),
        );
    }
}

/// The columns of one file, found by name.
struct Reader<'a> {
    raw: &'a RawWave,
    frame: Frame<'a>,
    id: &'a RawColumn,
    base_weight: Option<&'a RawColumn>,
    stratum: Option<&'a RawColumn>,
    psu: Option<&'a RawColumn>,
    margins: Vec<Vec<&'a RawColumn>>,
    client_blocks: Vec<Block<'a>>,
    employee: Option<EmployeeColumns<'a>>,
}

/// A sector and one column an item asked; `None` for the items of the codebook that this edition did not ask.
struct Block<'a> {
    sector: SectorCells<'a>,
    answers: Vec<Option<&'a RawColumn>>,
}

/// Where the sector of a block is said.
enum SectorCells<'a> {
    Column(&'a RawColumn),
    Is(&'a SectorId),
}

/// The employee block; the columns that the layout does not declare are `None`.
struct EmployeeColumns<'a> {
    employed: Option<(&'a RawColumn, &'a Flag)>,
    manager: Option<(&'a RawColumn, &'a Flag)>,
    block: Block<'a>,
}

/// Finds columns by name, says which are missing, and remembers which were used.
struct Finder<'a, 'f> {
    raw: &'a RawWave,
    used: Vec<&'a str>,
    /// Names told as missing: a crossed margin shares its columns with others.
    missing: Vec<String>,
    findings: &'f mut Findings,
}

impl<'a> Finder<'a, '_> {
    fn column(&mut self, name: &str, what: &str) -> Option<&'a RawColumn> {
        let found = self.raw.column(name);
        match found {
            Some(column) => self.used.push(&column.name),
            None if self.missing.iter().any(|told| told == name) => {}
            None => {
                self.missing.push(name.to_owned());
                let mut place = Place::file(&self.raw.file);
                place.line = self.raw.header_line;
                let unused = self.raw.columns.iter().map(|c| c.name.as_str()).filter(|n| !self.used.contains(n));
                let finding = Finding::refuse("column-missing", place, format!("no column `{name}`"))
                    .expected(format!("a column `{name}`: {what}"))
                    .hint_nearest(name, unused);
                self.findings.push(finding);
            }
        }
        found
    }

    /// Columns that are read together; every one that is missing is told.
    fn columns(&mut self, names: &[String], what: &str) -> Option<Vec<&'a RawColumn>> {
        let found: Vec<_> = names.iter().map(|name| self.column(name, what)).collect();
        found.into_iter().collect()
    }

    fn block(
        &mut self,
        codebook: &Codebook,
        edition: &Edition,
        population: Population,
        sector: &'a BlockSector,
        prefix: &str,
    ) -> Option<Block<'a>> {
        let sector = match sector {
            BlockSector::Column(name) => self.column(name, "the sector of the block").map(SectorCells::Column),
            BlockSector::Is(sector) => Some(SectorCells::Is(sector)),
        };
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

    /// The employee block; the outer `None` when a column of it is missing.
    fn employee(&mut self, codebook: &'a Codebook, edition: &Edition) -> Option<Option<EmployeeColumns<'a>>> {
        let Some(declared) = &codebook.layout.employee_block else { return Some(None) };
        let mut flag = |flag: &'a Option<Flag>, what: &str| match flag {
            None => Some(None),
            Some(flag) => self.column(&flag.column, what).map(|column| Some((column, flag))),
        };
        let employed = flag(&declared.employed, "whether the respondent is employed");
        let manager = flag(&declared.manager, "whether the respondent manages people");
        let block = self.block(codebook, edition, Population::Employee, &declared.sector, &declared.prefix);
        Some(Some(EmployeeColumns { employed: employed?, manager: manager?, block: block? }))
    }

    fn warn_unused(&mut self) {
        let unused: Vec<&str> =
            self.raw.columns.iter().map(|c| c.name.as_str()).filter(|name| !self.used.contains(name)).collect();
        for name in unused {
            let mut place = Place::file(&self.raw.file);
            place.line = self.raw.header_line;
            self.findings.push(
                Finding::warn("column-unknown", place, format!("column `{name}` is not read"))
                    .expected("a column that the layout, the margins or the items of this edition name")
                    .hint("nothing to do if the column is meant to be left aside"),
            );
        }
    }
}

impl<'a> Reader<'a> {
    fn new(raw: &'a RawWave, frame: Frame<'a>, findings: &mut Findings) -> Option<Self> {
        let Frame { edition, margins, codebook, .. } = frame;
        let layout = &codebook.layout;
        let mut finder = Finder { raw, used: Vec::new(), missing: Vec::new(), findings };
        let id = finder.column(&layout.id, "the respondent's id");
        let base_weight = layout.base_weight.as_deref().map(|name| finder.column(name, "the base weight"));
        let stratum = layout.stratum.as_deref().map(|name| finder.column(name, "the stratum"));
        let psu = layout.psu.as_deref().map(|name| finder.column(name, "the primary sampling unit"));
        let margins: Vec<_> = margins
            .variables
            .iter()
            .map(|v| finder.columns(&v.columns, &format!("margin variable `{}`", v.id)))
            .collect();
        let client_blocks: Vec<_> = surveyed_blocks(layout, edition)
            .map(|b| finder.block(codebook, edition, Population::Client, &b.sector, &b.prefix))
            .collect();
        let employee = finder.employee(codebook, edition);
        finder.warn_unused();
        // A declared column that is missing gives `Some(None)`: the finding is already told, and the reader is not built.
        let declared = |column: Option<Option<&'a RawColumn>>| match column {
            None => Some(None),
            Some(found) => found.map(Some),
        };
        Some(Self {
            raw,
            frame,
            id: id?,
            base_weight: declared(base_weight)?,
            stratum: declared(stratum)?,
            psu: declared(psu)?,
            margins: margins.into_iter().collect::<Option<_>>()?,
            client_blocks: client_blocks.into_iter().collect::<Option<_>>()?,
            employee: employee?,
        })
    }

    fn respondent(&self, row: usize, first_rows: &mut HashMap<&'a str, usize>, findings: &mut Findings) -> Respondent {
        let cursor = Row { reader: self, row };
        Respondent {
            id: cursor.id(first_rows, findings),
            base_weight: cursor.base_weight(findings),
            margins: cursor.margins(findings),
            stratum: cursor.design_code(self.stratum, findings),
            psu: cursor.design_code(self.psu, findings),
            ratings: cursor.ratings(findings),
            job: cursor.job(findings),
        }
    }
}

/// One row under the reader's columns.
struct Row<'a, 'r> {
    reader: &'r Reader<'a>,
    row: usize,
}

impl<'a> Row<'a, '_> {
    fn place(&self, column: &RawColumn) -> Place {
        let raw = self.reader.raw;
        let line = raw.lines.get(self.row).copied().unwrap_or(self.row + 1);
        Place::cell(&raw.file, line, &column.name)
    }

    fn id(&self, first_rows: &mut HashMap<&'a str, usize>, findings: &mut Findings) -> String {
        let column = self.reader.id;
        let id = column.cell(self.row);
        if id.trim().is_empty() {
            findings.push(
                Finding::refuse("id-missing", self.place(column), "no id")
                    .expected("an id that no other respondent has"),
            );
        } else if let Some(&first) = first_rows.get(id) {
            let line = self.reader.raw.lines.get(first).copied().unwrap_or(first + 1);
            findings.push(
                Finding::refuse(
                    "id-duplicate",
                    self.place(column),
                    format!("{} is the id of line {line} too", shown(id)),
                )
                .expected("an id that no other respondent has")
                .hint("remove the row if it was delivered twice"),
            );
        } else {
            first_rows.insert(id, self.row);
        }
        id.to_owned()
    }

    fn base_weight(&self, findings: &mut Findings) -> f64 {
        let Some(column) = self.reader.base_weight else { return 1.0 };
        let cell = column.cell(self.row);
        match plain_number(cell) {
            Some(weight) if weight.is_finite() && weight >= 0.0 => weight,
            _ => {
                findings.push(
                    Finding::refuse("weight", self.place(column), format!("{} is not a weight", shown(cell)))
                        .expected("a finite number, zero or more, with a decimal dot"),
                );
                0.0
            }
        }
    }

    fn margins(&self, findings: &mut Findings) -> Vec<Option<u16>> {
        let variables = self.reader.frame.margins.variables.iter().zip(&self.reader.margins);
        variables.map(|(variable, columns)| self.category(variable, columns, findings)).collect()
    }

    /// The category of one margin; `None` outside its universe, whatever the cells hold there.
    fn category(&self, variable: &MarginVariable, columns: &[&RawColumn], findings: &mut Findings) -> Option<u16> {
        if !self.is_in(variable.universe) {
            return None;
        }
        let cells: Vec<&str> = columns.iter().map(|column| column.cell(self.row)).collect();
        let code = cells.join(CROSS);
        let position = variable.category_of(&code).and_then(|p| u16::try_from(p).ok());
        if position.is_none() {
            let valid = || variable.categories.iter().map(|c| c.code.as_str());
            let place = self.place(guilty(variable, columns, &cells)?);
            let problem = format!("{} is not a category of `{}`", shown(&code), variable.id);
            let finding = Finding::refuse("category-unknown", place, problem).expected(list(valid()));
            findings.push(finding.hint_nearest(&code, valid()));
        }
        position
    }

    /// Whether the person belongs to the universe of a margin. A cell that is neither yes nor no is told where the job is read.
    fn is_in(&self, universe: Universe) -> bool {
        let Some(EmployeeColumns { employed, manager, .. }) = &self.reader.employee else {
            return universe == Universe::All;
        };
        let is_employed = || employed.is_none_or(|(column, flag)| column.cell(self.row) == flag.yes);
        let is_manager = || manager.is_some_and(|(column, flag)| column.cell(self.row) == flag.yes);
        match universe {
            Universe::All => true,
            Universe::Employees => is_employed(),
            Universe::Managers => is_employed() && is_manager(),
        }
    }

    fn design_code(&self, column: Option<&RawColumn>, findings: &mut Findings) -> Option<String> {
        let column = column?;
        let code = column.cell(self.row);
        if code.trim().is_empty() {
            findings.push(
                Finding::refuse("design-missing", self.place(column), "a blank in a column of the sampling design")
                    .expected("a stratum or sampling unit for every respondent"),
            );
        }
        Some(code.to_owned())
    }

    fn ratings(&self, findings: &mut Findings) -> Vec<Rating> {
        let mut ratings: Vec<Rating> = Vec::with_capacity(self.reader.client_blocks.len());
        for block in &self.reader.client_blocks {
            let column = match block.sector {
                SectorCells::Column(column) => column,
                SectorCells::Is(sector) => {
                    if self.any_answer(block) {
                        ratings.push(Rating { sector: sector.clone(), answers: self.answers(block, findings) });
                    }
                    continue;
                }
            };
            let code = column.cell(self.row);
            if code.is_empty() {
                self.refuse_answers(block, "answers about a sector that was not named", findings);
                continue;
            }
            let sector = self.sector(column, false, findings);
            if ratings.iter().any(|rating| rating.sector == sector) {
                findings.push(
                    Finding::refuse(
                        "sector-twice",
                        self.place(column),
                        format!("{} was rated in an earlier block too", shown(code)),
                    )
                    .expected("a different sector in each client block"),
                );
            }
            ratings.push(Rating { sector, answers: self.answers(block, findings) });
        }
        ratings
    }

    fn job(&self, findings: &mut Findings) -> Option<Job> {
        let EmployeeColumns { employed, manager, block } = self.reader.employee.as_ref()?;
        let is_employed = match employed {
            Some((column, flag)) => self.flag(column, flag, findings)?,
            None => true,
        };
        if is_employed {
            Some(Job {
                sector: match block.sector {
                    SectorCells::Column(column) => self.sector(column, true, findings),
                    SectorCells::Is(sector) => sector.clone(),
                },
                manager: manager.and_then(|(column, flag)| self.flag(column, flag, findings)).unwrap_or(false),
                answers: self.answers(block, findings),
            })
        } else {
            if let SectorCells::Column(column) = block.sector {
                self.refuse_routed(column, None, findings);
            }
            if let Some((column, flag)) = manager {
                self.refuse_routed(column, Some(&flag.no), findings);
            }
            self.refuse_answers(block, "an employee answer from someone who is not employed", findings);
            None
        }
    }

    /// Refuses a cell about the job of someone who has none; `harmless` says nothing about a job.
    fn refuse_routed(&self, column: &RawColumn, harmless: Option<&str>, findings: &mut Findings) {
        let code = column.cell(self.row);
        if !code.is_empty() && Some(code) != harmless {
            let problem = format!("{} from someone who is not employed", shown(code));
            findings.push(
                Finding::refuse("routing", self.place(column), problem)
                    .expected("a blank cell")
                    .hint("check the filter of the employee questions with the institute"),
            );
        }
    }

    fn any_answer(&self, block: &Block<'_>) -> bool {
        block.answers.iter().flatten().any(|column| !column.cell(self.row).is_empty())
    }

    fn refuse_answers(&self, block: &Block<'_>, problem: &str, findings: &mut Findings) {
        for column in block.answers.iter().copied().flatten() {
            let code = column.cell(self.row);
            if !code.is_empty() {
                findings.push(
                    Finding::refuse("routing", self.place(column), format!("{}: {problem}", shown(code)))
                        .expected("a blank cell")
                        .hint("check the filter of the question with the institute"),
                );
            }
        }
    }

    fn flag(&self, column: &RawColumn, flag: &Flag, findings: &mut Findings) -> Option<bool> {
        let code = column.cell(self.row);
        if code == flag.yes {
            Some(true)
        } else if code == flag.no {
            Some(false)
        } else {
            let valid = [flag.yes.as_str(), flag.no.as_str()];
            findings.push(
                Finding::refuse(
                    "category-unknown",
                    self.place(column),
                    format!("{} is neither yes nor no", shown(code)),
                )
                .expected(list(valid.into_iter()))
                .hint_nearest(code, valid),
            );
            None
        }
    }

    fn sector(&self, column: &RawColumn, employee: bool, findings: &mut Findings) -> SectorId {
        let code = column.cell(self.row);
        let frame = &self.reader.frame.edition.sectors;
        let sector = SectorId::from(code);
        let known = frame.contains(&sector) || (employee && code == SectorId::OTHER);
        if !known {
            let other = employee.then_some(SectorId::OTHER);
            let valid = || frame.iter().map(SectorId::as_str).chain(other);
            findings.push(
                Finding::refuse(
                    "sector-unknown",
                    self.place(column),
                    format!("{} is not a sector of edition `{}`", shown(code), self.reader.frame.id),
                )
                .expected(list(valid()))
                .hint_nearest(code, valid()),
            );
        }
        sector
    }

    fn answers(&self, block: &Block<'_>, findings: &mut Findings) -> Answers {
        let items = self.reader.frame.codebook.items.iter();
        items.zip(&block.answers).map(|(item, column)| self.answer(item, *column, findings)).collect()
    }

    fn answer(&self, (id, item): (&ItemId, &Item), column: Option<&RawColumn>, findings: &mut Findings) -> Answer {
        let Some(column) = column else { return Answer::NotAsked };
        let code = column.cell(self.row);
        if code.is_empty() {
            return Answer::NotAsked;
        }
        let scale = self.reader.frame.codebook.scale(item);
        parse_answer(scale, code).unwrap_or_else(|| {
            findings.push(off_scale(self.place(column), id, scale, code));
            Answer::NotAsked
        })
    }
}

/// The column to look at: the first whose cell is part of no category, or the first of all when only their crossing is unknown.
fn guilty<'a>(variable: &MarginVariable, columns: &[&'a RawColumn], cells: &[&str]) -> Option<&'a RawColumn> {
    let codes = || variable.categories.iter().flat_map(|c| c.merges.iter().chain([&c.code]));
    let known = |i: usize, cell: &str| codes().any(|code| code.split(CROSS).nth(i) == Some(cell));
    let unknown = cells.iter().enumerate().find(|(i, cell)| !known(*i, cell));
    columns.get(unknown.map_or(0, |(i, _)| i)).copied()
}

fn parse_answer(scale: &Scale, code: &str) -> Option<Answer> {
    match scale {
        Scale::Ordered(scale) => match scale.codes.iter().position(|c| c.code == code) {
            Some(position) => u8::try_from(position).ok().map(Answer::Code),
            None => scale.dont_know.codes.iter().any(|c| c == code).then_some(Answer::DontKnow),
        },
        _ if scale.dont_know().codes.iter().any(|c| c == code) => Some(Answer::DontKnow),
        Scale::Percentage { .. } => number_between(code, 0.0, 100.0).map(Answer::Percent),
        Scale::Number(NumberScale { min, max, .. }) => number_between(code, *min, *max).map(Answer::Number),
    }
}

fn number_between(cell: &str, min: f64, max: f64) -> Option<f64> {
    plain_number(cell).filter(|number| (min..=max).contains(number))
}

/// The client blocks of an edition: a block about one sector is read where the edition surveys it.
fn surveyed_blocks<'a>(layout: &'a Layout, edition: &'a Edition) -> impl Iterator<Item = &'a ClientBlock> {
    layout.client_blocks.iter().filter(|block| match &block.sector {
        BlockSector::Column(_) => true,
        BlockSector::Is(sector) => edition.sectors.contains(sector),
    })
}

fn off_scale(place: Place, id: &ItemId, scale: &Scale, code: &str) -> Finding {
    let problem = format!("{} is not an answer to item `{id}`", shown(code));
    let finding = Finding::refuse("value-off-scale", place, problem);
    match scale {
        Scale::Ordered(scale) => {
            let codes = scale.codes.iter().map(|c| c.code.as_str());
            finding
                .expected(list(codes.chain(scale.dont_know.codes.iter().map(String::as_str)).chain(["blank"])))
                .hint("declare the code under `dont_know` of the scale if it means « ne sait pas »")
        }
        Scale::Percentage { .. } => finding.expected(number_expected(0.0, 100.0)),
        Scale::Number(NumberScale { min, max, .. }) => finding.expected(number_expected(*min, *max)),
    }
}

fn number_expected(min: f64, max: f64) -> String {
    format!("a number from {min} to {max} with a decimal dot, a declared missing code, or blank")
}

fn list<'a>(valid: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = valid.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Answers that were given, by rule and missing reason, for the validation page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NonResponse {
    /// Answered, does not know, blank; one entry an item and population that was asked.
    pub counts: IndexMap<(ItemId, Population), [usize; 3]>,
}

impl NonResponse {
    /// Counts the answers of a wave.
    pub fn of(wave: &Wave, codebook: &Codebook, edition: &Edition) -> Self {
        let mut counts = IndexMap::new();
        for (index, id) in codebook.items.keys().enumerate() {
            for population in [Population::Client, Population::Employee] {
                if edition.asked(id, population) {
                    counts.insert((id.clone(), population), count_answers(wave, index, population));
                }
            }
        }
        Self { counts }
    }
}

fn count_answers(wave: &Wave, index: usize, population: Population) -> [usize; 3] {
    let mut counts = [0; 3];
    let mut count = |answers: &Answers| match answers.get(index) {
        Some(Answer::Code(_) | Answer::Percent(_) | Answer::Number(_)) => counts[0] += 1,
        Some(Answer::DontKnow) => counts[1] += 1,
        Some(Answer::NotAsked) | None => counts[2] += 1,
    };
    for respondent in &wave.respondents {
        match population {
            Population::Client => respondent.ratings.iter().for_each(|rating| count(&rating.answers)),
            _ => respondent.job.iter().for_each(|job| count(&job.answers)),
        }
    }
    counts
}
