//! One respondent: the ratings and the job, every answer on its scale and put to the person it was meant for.

use super::Frame;
use super::cells::{Fault, code_fault, is_number, list, number, off_range, off_scale, undeclared};
use super::columns::{Block, Columns, EmployeeColumns, SectorCells};
use super::report::{Report, plain};
use super::rules::Rule;
use crate::messages::{Message, msg};
use crate::survey::codebook::{Flag, NumberScale, Scale};
use crate::survey::ids::{ItemId, SectorId};
use crate::survey::raw::{RawColumn, shown};
use crate::survey::wave::{Answer, Answers, Job, Rating};

/// One row under the columns of its file.
pub(super) struct Row<'a, 'c> {
    pub(super) columns: &'c Columns<'a>,
    pub(super) frame: Frame<'c>,
    pub(super) row: usize,
}

impl Row<'_, '_> {
    /// The sectors that the respondent rates as a client.
    pub(super) fn ratings(&self, report: &mut Report<'_>) -> Vec<Rating> {
        let mut ratings: Vec<Rating> = Vec::with_capacity(self.columns.client_blocks.len());
        for block in &self.columns.client_blocks {
            let column = match block.sector {
                SectorCells::Column(column) => column,
                SectorCells::Is(sector) => {
                    if self.any_answer(block) {
                        ratings.push(Rating { sector: sector.clone(), answers: self.answers(block, report) });
                    }
                    continue;
                }
            };
            let code = column.cell(self.row);
            if code.is_empty() {
                self.refuse_answers(Rule::RoutingClient, block, report);
                continue;
            }
            let sector = self.sector(column, false, report);
            if ratings.iter().any(|rating| rating.sector == sector) {
                let problem = msg!("sector-twice", sector = shown(code));
                report.tell(Rule::SectorTwice, report.cell(self.row, column), problem, |f| {
                    f.expected(msg!("sector-twice-expected")).hint(msg!("sector-twice-hint"))
                });
            }
            ratings.push(Rating { sector, answers: self.answers(block, report) });
        }
        ratings
    }

    /// The job of the respondent, if there is one.
    pub(super) fn job(&self, report: &mut Report<'_>) -> Option<Job> {
        let EmployeeColumns { employed, manager, block } = self.columns.employee.as_ref()?;
        let is_employed = match employed {
            Some((column, flag)) => self.flag(column, flag, report)?,
            None => true,
        };
        if is_employed {
            return Some(Job {
                sector: match block.sector {
                    SectorCells::Column(column) => self.sector(column, true, report),
                    SectorCells::Is(sector) => sector.clone(),
                },
                manager: manager.and_then(|(column, flag)| self.flag(column, flag, report)).unwrap_or(false),
                answers: self.answers(block, report),
            });
        }
        if let SectorCells::Column(column) = block.sector {
            self.refuse_routed(column, None, report);
        }
        if let Some((column, flag)) = manager {
            self.refuse_routed(column, Some(&flag.no), report);
        }
        self.refuse_answers(Rule::RoutingEmployee, block, report);
        None
    }

    /// Tells a cell about the job of someone who has none; `harmless` says nothing about a job.
    fn refuse_routed(&self, column: &RawColumn, harmless: Option<&str>, report: &mut Report<'_>) {
        let code = column.cell(self.row);
        if !code.is_empty() && Some(code) != harmless {
            let problem = msg!("routing-job", cell = shown(code));
            report.tell(Rule::RoutingEmployee, report.cell(self.row, column), problem, |f| {
                f.expected(msg!("blank-cell")).hint(msg!("routing-job-hint"))
            });
        }
    }

    fn any_answer(&self, block: &Block<'_>) -> bool {
        block.answers.iter().flatten().any(|column| !column.cell(self.row).is_empty())
    }

    fn refuse_answers(&self, rule: Rule, block: &Block<'_>, report: &mut Report<'_>) {
        for column in block.answers.iter().copied().flatten() {
            let code = column.cell(self.row);
            if !code.is_empty() {
                let problem = match rule {
                    Rule::RoutingClient => msg!("routing-client", cell = shown(code)),
                    _ => msg!("routing-employee", cell = shown(code)),
                };
                report.tell(rule, report.cell(self.row, column), problem, |f| {
                    f.expected(msg!("blank-cell")).hint(msg!("routing-hint"))
                });
            }
        }
    }

    fn flag(&self, column: &RawColumn, flag: &Flag, report: &mut Report<'_>) -> Option<bool> {
        let code = column.cell(self.row);
        if code == flag.yes {
            return Some(true);
        } else if code == flag.no {
            return Some(false);
        }
        let valid = [flag.yes.as_str(), flag.no.as_str()].into_iter();
        let fault = code_fault(code, valid.clone(), undeclared());
        self.tell(fault, column, msg!("flag-unknown", cell = shown(code)), list(valid), report);
        None
    }

    fn sector(&self, column: &RawColumn, employee: bool, report: &mut Report<'_>) -> SectorId {
        let code = column.cell(self.row);
        let frame = &self.frame.edition.sectors;
        let sector = SectorId::from(code);
        let known = frame.contains(&sector) || (employee && code == SectorId::OTHER);
        if !known {
            let valid = frame.iter().map(SectorId::as_str).chain(employee.then_some(SectorId::OTHER));
            let problem = msg!("sector-unknown", cell = shown(code), edition = self.frame.id.as_str());
            let outside = Fault::new(Rule::SectorUnknown, msg!("hint-sector-undeclared"));
            let declared = frame.iter().filter_map(|id| self.frame.codebook.sectors.get(id));
            let names = declared.flat_map(|sector| [sector.name.fr.as_str(), sector.name.en.as_str()]);
            let fault = code_fault(code, valid.clone(), outside).or_label(code, names);
            self.tell(fault, column, problem, list(valid), report);
        }
        sector
    }

    fn answers(&self, block: &Block<'_>, report: &mut Report<'_>) -> Answers {
        let items = self.frame.codebook.items.keys().zip(&self.columns.scales);
        items.zip(&block.answers).map(|((id, scale), column)| self.answer(id, scale, *column, report)).collect()
    }

    fn answer(&self, id: &ItemId, scale: &Scale, column: Option<&RawColumn>, report: &mut Report<'_>) -> Answer {
        let Some(column) = column else { return Answer::NotAsked };
        let cell = column.cell(self.row);
        if cell.is_empty() {
            return Answer::NotAsked;
        }
        parse(scale, cell).unwrap_or_else(|fault| {
            let problem = msg!("answer-unknown", cell = shown(cell), item = id.as_str());
            match fault.is_label {
                true => self.tell(fault, column, problem, expected(scale), report),
                // Each is the answer of one person, to be asked for again.
                false => report.tell(fault.rule, report.cell(self.row, column), problem, |f| {
                    f.expected(expected(scale)).hint(fault.hint)
                }),
            }
            Answer::NotAsked
        })
    }

    fn tell(&self, fault: Fault, column: &RawColumn, problem: Message, expected: Message, report: &mut Report<'_>) {
        let problem = if fault.is_label { msg!("labels-for-codes", column = &column.name) } else { problem };
        report
            .tell_alike(fault.rule, report.cell(self.row, column), problem, |f| f.expected(expected).hint(fault.hint));
    }
}

fn parse(scale: &Scale, cell: &str) -> Result<Answer, Fault> {
    let dont_know = &scale.dont_know().codes;
    if let Some(position) = dont_know.iter().position(|code| code == cell) {
        return Ok(Answer::DontKnow(u16::try_from(position).unwrap_or(u16::MAX)));
    }
    match scale {
        Scale::Ordered(scale) => {
            if let Some(position) = scale.codes.iter().position(|c| c.code == cell)
                && let Ok(position) = u8::try_from(position)
            {
                return Ok(Answer::Code(position));
            }
            let codes = || scale.codes.iter().map(|c| c.code.as_str());
            // Where the codes are numbers a cell may be badly written as a number, too.
            let labels = scale.codes.iter().flat_map(|c| {
                let own = [c.label.fr.as_str(), c.label.en.as_str()];
                own.into_iter().chain(c.aliases.iter().map(String::as_str))
            });
            let labels = labels.chain(scale.dont_know.labels.iter().map(String::as_str));
            let fault = code_fault(cell, codes().chain(dont_know.iter().map(String::as_str)), off_scale());
            let fault = fault.or_label(cell, labels);
            match number(cell) {
                Err(badly) if fault.rule == Rule::ValueOffScale && !fault.is_label && codes().all(is_number) => {
                    Err(badly)
                }
                _ => Err(fault),
            }
        }
        Scale::Percentage { .. } => number_between(cell, 0.0, 100.0).map(Answer::Percent),
        Scale::Number(NumberScale { min, max, .. }) => number_between(cell, *min, *max).map(Answer::Number),
    }
    .map_err(|fault| fault.or_label(cell, scale.dont_know().labels.iter().map(String::as_str)))
}

fn number_between(cell: &str, min: f64, max: f64) -> Result<f64, Fault> {
    let number = number(cell)?;
    if (min..=max).contains(&number) { Ok(number) } else { Err(off_range(cell)) }
}

fn expected(scale: &Scale) -> Message {
    match scale {
        Scale::Ordered(scale) => {
            let codes = scale.codes.iter().map(|c| c.code.as_str());
            msg!("or-blank", expected = list(codes.chain(scale.dont_know.codes.iter().map(String::as_str))))
        }
        Scale::Percentage { .. } => number_expected(0.0, 100.0),
        Scale::Number(NumberScale { min, max, .. }) => number_expected(*min, *max),
    }
}

fn number_expected(min: f64, max: f64) -> Message {
    msg!("number-expected", min = plain(min), max = plain(max))
}
