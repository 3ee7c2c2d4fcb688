//! How each item was answered: by how many, and whether all alike.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::Frame;
use super::columns::Columns;
use super::report::Report;
use super::rules::Rule;
use crate::messages::{Arg, msg};
use crate::survey::codebook::Codebook;
use crate::survey::ids::{ItemId, Population, SectorId};
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
        let tallies = Tally::of(&wave.respondents, codebook.items.len());
        let mut counts = IndexMap::new();
        for (id, tallies) in codebook.items.keys().zip(&tallies) {
            for (population, tally) in POPULATIONS.into_iter().zip(tallies) {
                if edition.asked(id, population) {
                    counts.insert((id.clone(), population), tally.counts);
                }
            }
        }
        Self { counts }
    }
}

/// Whose answers are counted.
const POPULATIONS: [Population; 2] = [Population::Client, Population::Employee];

/// The answers to one item by one population.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Answered, does not know, blank.
    counts: [usize; 3],
    /// The first answer, by its bits.
    first: Option<u64>,
    /// Whether another answer differs from it.
    differs: bool,
}

impl Tally {
    /// Item by item, of [`POPULATIONS`]; a client counts once a rating.
    fn of(respondents: &[Respondent], n_items: usize) -> Vec<[Self; 2]> {
        let mut tallies = vec![[Self::default(); 2]; n_items];
        let mut add = |population: usize, answers: &Answers| {
            for (index, tally) in tallies.iter_mut().enumerate() {
                tally[population].add(answers.get(index).copied().unwrap_or(Answer::NotAsked)); // OK because it is 0 or 1
            }
        };
        for respondent in respondents {
            respondent.ratings.iter().for_each(|rating| add(0, &rating.answers));
            respondent.job.iter().for_each(|job| add(1, &job.answers));
        }
        tallies
    }

    fn add(&mut self, answer: Answer) {
        let bits = match answer {
            Answer::Code(position) => u64::from(position),
            Answer::Percent(number) | Answer::Number(number) => number.to_bits(),
            Answer::DontKnow(_) => return self.counts[1] += 1,
            Answer::NotAsked => return self.counts[2] += 1,
        };
        self.counts[0] += 1;
        self.differs |= *self.first.get_or_insert(bits) != bits;
    }
}

/// Tells the sectors of the edition that nobody answers about, as a client or as an employee, and a side of the instrument that
/// nobody answers on.
pub(super) fn check_sectors(respondents: &[Respondent], frame: Frame<'_>, report: &mut Report<'_>) {
    let jobs = respondents.iter().filter_map(|respondent| respondent.job.as_ref()).map(|job| &job.sector);
    let ratings = respondents.iter().flat_map(|respondent| &respondent.ratings).map(|rating| &rating.sector);
    let answered: HashSet<&SectorId> = ratings.clone().chain(jobs.clone()).collect();
    for (population, nobody, problem) in [
        (Population::Client, ratings.clone().next().is_none(), msg!("clients-none", edition = frame.id.as_str())),
        (Population::Employee, jobs.clone().next().is_none(), msg!("employees-none", edition = frame.id.as_str())),
    ] {
        if nobody && frame.codebook.items.keys().any(|item| frame.edition.asked(item, population)) {
            report.tell(Rule::SectorEmpty, report.file(), problem, |f| {
                f.expected(msg!("side-empty-expected")).hint(msg!("side-empty-hint"))
            });
        }
    }
    for sector in frame.edition.sectors.iter().filter(|sector| !answered.contains(sector)) {
        let problem = msg!("sector-empty", sector = sector.as_str(), edition = frame.id.as_str());
        report.tell(Rule::SectorEmpty, report.file(), problem, |f| {
            f.expected(msg!("sector-empty-expected")).hint(msg!("sector-empty-hint"))
        });
    }
}

/// Tells items that nobody or few answered, and items that everybody answered alike.
pub(super) fn check(respondents: &[Respondent], columns: &Columns<'_>, frame: Frame<'_>, report: &mut Report<'_>) {
    let items = &frame.codebook.items;
    for (index, (id, tallies)) in items.keys().zip(Tally::of(respondents, items.len())).enumerate() {
        for (population, tally) in POPULATIONS.into_iter().zip(tallies) {
            let block = match population {
                Population::Client => columns.client_blocks.first(),
                _ => columns.employee.as_ref().map(|employee| &employee.block),
            };
            let Some(column) = block.and_then(|block| block.answers.get(index).copied().flatten()) else { continue };
            let [answered, dont_know, blank] = tally.counts;
            if answered + dont_know == 0 && blank > 0 {
                let problem = msg!("item-unanswered", count = blank, item = id.as_str());
                report.tell(Rule::ItemUnanswered, report.column(column), problem, |f| {
                    f.expected(msg!("item-unanswered-expected")).hint(msg!("item-unanswered-hint"))
                });
                continue;
            }
            nonresponse(id, tally.counts, column, report);
            if answered > 1 && !tally.differs {
                let problem = msg!("item-constant", count = answered, item = id.as_str());
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
