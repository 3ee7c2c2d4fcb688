//! How each item was answered: by how many, and whether all alike.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::Frame;
use super::columns::Columns;
use super::report::Report;
use super::rules::Rule;
use crate::messages::{Arg, msg};
use crate::survey::codebook::Codebook;
use crate::survey::ids::{ItemId, Population};
use crate::survey::raw::RawColumn;
use crate::survey::registry::Edition;
use crate::survey::wave::{Answer, Answers, Respondent, Wave};

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
                    counts.insert((id.clone(), population), count_answers(&wave.respondents, index, population));
                }
            }
        }
        Self { counts }
    }
}

/// The answers to one item by one population; one entry a rating for clients.
fn each_answer(respondents: &[Respondent], index: usize, population: Population, mut look: impl FnMut(Answer)) {
    let mut look = |answers: &Answers| look(answers.get(index).copied().unwrap_or(Answer::NotAsked));
    for respondent in respondents {
        match population {
            Population::Client => respondent.ratings.iter().for_each(|rating| look(&rating.answers)),
            _ => respondent.job.iter().for_each(|job| look(&job.answers)),
        }
    }
}

fn count_answers(respondents: &[Respondent], index: usize, population: Population) -> [usize; 3] {
    let mut counts = [0; 3];
    each_answer(respondents, index, population, |answer| match answer {
        Answer::Code(_) | Answer::Percent(_) | Answer::Number(_) => counts[0] += 1,
        Answer::DontKnow => counts[1] += 1,
        Answer::NotAsked => counts[2] += 1,
    });
    counts
}

/// Tells items that many left unanswered, and items that everybody answered alike.
pub(super) fn check(respondents: &[Respondent], columns: &Columns<'_>, frame: Frame<'_>, report: &mut Report<'_>) {
    for (index, id) in frame.codebook.items.keys().enumerate() {
        for population in [Population::Client, Population::Employee] {
            let block = match population {
                Population::Client => columns.client_blocks.first(),
                _ => columns.employee.as_ref().map(|employee| &employee.block),
            };
            let Some(column) = block.and_then(|block| block.answers.get(index).copied().flatten()) else { continue };
            let counts = count_answers(respondents, index, population);
            nonresponse(id, counts, column, report);
            let mut different = HashSet::new();
            each_answer(respondents, index, population, |answer| match answer {
                Answer::Code(position) => drop(different.insert(u64::from(position))),
                Answer::Percent(number) | Answer::Number(number) => drop(different.insert(number.to_bits())),
                Answer::DontKnow | Answer::NotAsked => {}
            });
            if different.len() == 1 && counts[0] > 1 {
                let problem = msg!("item-constant", count = counts[0], item = id.as_str());
                report.tell(Rule::ItemConstant, report.column(column), problem, |f| {
                    f.expected(msg!("answers-expected")).hint(msg!("item-constant-hint"))
                });
            }
        }
    }
}

fn nonresponse(id: &ItemId, [answered, dont_know, blank]: [usize; 3], column: &RawColumn, report: &mut Report<'_>) {
    let (without, all) = (dont_know + blank, answered + dont_know + blank);
    let above = report.threshold(Rule::ItemNonresponse);
    if without as f64 > above * all as f64 {
        let problem = msg!("item-nonresponse", without, count = all, item = id.as_str(), dont_know, blank);
        report.tell(Rule::ItemNonresponse, report.column(column), problem, |f| {
            f.expected(msg!("item-nonresponse-expected", percent = Arg::decimal(100.0 * above, 0)))
                .hint(msg!("item-nonresponse-hint"))
        });
    }
}
