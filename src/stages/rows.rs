//! Rows of scores: what one side of a wave answered → for each subject its rows by sector, with a score by every measure.

use super::calibrate::CalibratedWave;
use super::score::ScoredSubject;
use crate::survey::codebook::{Codebook, NumberScale, Scale};
use crate::survey::ids::{ItemId, Measure, Population, SectorId};
use crate::survey::registry::Edition;
use crate::survey::wave::{Answer, Answers, Job, Rating};

/// Measures that one pass over the respondents scores.
pub(super) const AT_ONCE: usize = 3;

/// The scores of a person as the client of one sector, or as an employee, by up to [`AT_ONCE`] measures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) person: u32,
    manager: bool,
    pub(super) scores: [f64; AT_ONCE],
}

impl Row {
    pub(super) fn belongs_to(&self, population: Population) -> bool {
        match population {
            Population::Client | Population::Employee => true,
            Population::Manager => self.manager,
            Population::NonManager => !self.manager,
        }
    }
}

/// What a wave answered, side by side; found once for all its subjects.
pub(super) struct Answered<'a> {
    clients: Blocks<'a>,
    employees: Blocks<'a>,
}

impl<'a> Answered<'a> {
    pub(super) fn new(wave: &'a CalibratedWave, edition: &'a Edition, codebook: &Codebook) -> Self {
        let [clients, employees] = [Population::Client, Population::Employee]
            .map(|side| Blocks::new(wave, edition, codebook, side, |item| edition.asked(item, side)));
        Self { clients, employees }
    }

    /// One of the two.
    pub(super) fn of(&self, side: Population) -> &Blocks<'a> {
        if side == Population::Client { &self.clients } else { &self.employees }
    }
}

/// What one side of a wave answered, in respondent order.
pub(super) struct Blocks<'a> {
    pub(super) wave: &'a CalibratedWave,
    /// The frame.
    pub(super) sectors: &'a [SectorId],
    blocks: Vec<Block>,
    /// How many of the blocks are about each sector of the frame.
    in_sector: Vec<usize>,
    /// By item of the codebook, its answer in each block; none for an item that is not wanted.
    columns: Vec<Vec<Answer>>,
}

/// A person as the client of one sector, or as an employee.
struct Block {
    person: u32,
    manager: bool,
    /// Position of the sector in the frame; `None` outside it.
    sector: Option<usize>,
}

impl<'a> Blocks<'a> {
    /// With the answers to the items that are wanted, gathered item by item: a subject then reads them side by side instead
    /// of a few out of every person's.
    pub(super) fn new(
        wave: &'a CalibratedWave,
        edition: &'a Edition,
        codebook: &Codebook,
        side: Population,
        wanted: impl Fn(&ItemId) -> bool,
    ) -> Self {
        let wanted: Vec<usize> =
            (0..).zip(codebook.items.keys()).filter(|(_, id)| wanted(id)).map(|(at, _)| at).collect();
        let respondents = &wave.wave.respondents;
        let n_blocks = match side {
            Population::Client => respondents.iter().map(|respondent| respondent.ratings.len()).sum(),
            _ => respondents.iter().filter(|respondent| respondent.job.is_some()).count(),
        };
        let mut this = Self {
            wave,
            sectors: &edition.sectors,
            blocks: Vec::with_capacity(n_blocks),
            in_sector: vec![0; edition.sectors.len()],
            columns: vec![Vec::new(); codebook.items.len()],
        };
        wanted.iter().for_each(|&item| this.columns[item].reserve_exact(n_blocks)); // OK here and below: there is one an item
        for (person, respondent) in (0_u32..).zip(respondents) {
            if side == Population::Client {
                for Rating { sector, answers } in &respondent.ratings {
                    this.push(person, false, sector, answers, &wanted);
                }
            } else if let Some(Job { sector, manager, answers }) = &respondent.job {
                this.push(person, *manager, sector, answers, &wanted);
            }
        }
        this
    }

    fn push(&mut self, person: u32, manager: bool, sector: &SectorId, answers: &Answers, wanted: &[usize]) {
        let sector = self.sectors.iter().position(|of_frame| of_frame == sector);
        if let Some(n_blocks) = sector.and_then(|at| self.in_sector.get_mut(at)) {
            *n_blocks += 1;
        }
        self.blocks.push(Block { person, manager, sector });
        for &item in wanted {
            self.columns[item].push(answers.get(item).copied().unwrap_or(Answer::NotAsked));
        }
    }

    /// Persons of the wave.
    pub(super) fn n_persons(&self) -> usize {
        self.wave.weights.len()
    }
}

/// The rows of one subject, in respondent order inside each list.
pub(super) struct Domains {
    /// By sector of the frame, then all of them.
    pub(super) by_sector: Vec<(SectorId, Vec<Row>)>,
    /// Those of no sector of the frame, which count in `all` alone.
    pub(super) outside: Vec<Row>,
}

impl Domains {
    /// A person who answered enough items has a score by every measure.
    pub(super) fn new(blocks: &Blocks<'_>, scorer: &Scorer) -> Self {
        let (mut all, mut outside) = (Vec::with_capacity(blocks.blocks.len()), Vec::new());
        let sectors = blocks.sectors.iter().cloned().zip(blocks.in_sector.iter().map(|&n| Vec::with_capacity(n)));
        let mut by_sector: Vec<(SectorId, Vec<Row>)> = sectors.collect();
        for (block, sums) in blocks.blocks.iter().zip(scorer.sums(blocks)) {
            let Some(scores) = sums.means(scorer.least) else { continue };
            let row = Row { person: block.person, manager: block.manager, scores };
            all.push(row);
            let of_sector = block.sector.and_then(|at| by_sector.get_mut(at));
            of_sector.map_or(&mut outside, |(_, rows)| rows).push(row);
        }
        by_sector.push((SectorId::all(), all));
        Self { by_sector, outside }
    }
}

/// Scores of each code of each item of a subject by up to [`AT_ONCE`] measures, looked up once.
pub(super) struct Scorer {
    items: Vec<(usize, ItemScores)>,
    n_measures: usize,
    /// Answers that a score takes.
    least: usize,
}

enum ItemScores {
    Codes(Vec<[f64; AT_ONCE]>),
    Percentage,
    Number { scale: NumberScale, reversed: bool },
}

impl Scorer {
    pub(super) fn new(codebook: &Codebook, subject: &ScoredSubject, measures: &[Measure]) -> Self {
        let items = subject.items.iter().filter_map(|id| {
            let (index, _, item) = codebook.items.get_full(id)?;
            let scores = match codebook.scale(item) {
                Scale::Percentage { .. } => ItemScores::Percentage,
                Scale::Number(scale) => ItemScores::Number { scale: scale.clone(), reversed: item.reversed },
                Scale::Ordered(scale) => {
                    let score = |code, measure| scale.score(code, measure, item.reversed).unwrap_or(f64::NAN);
                    let by_measure = |code| lanes(measures.len(), |at| score(code, measures[at])); // OK: below their number
                    ItemScores::Codes((0..scale.codes.len()).map(by_measure).collect())
                }
            };
            Some((index, scores))
        });
        Self { items: items.collect(), n_measures: measures.len(), least: subject.min_items.max(1) }
    }

    /// The scores of every block over the items of the subject, item by item.
    fn sums(&self, blocks: &Blocks<'_>) -> Vec<Sums> {
        let mut sums = vec![Sums::default(); blocks.blocks.len()];
        for (item, scores) in &self.items {
            let Some(column) = blocks.columns.get(*item) else { continue };
            let answers = sums.iter_mut().zip(column);
            match scores {
                ItemScores::Codes(codes) => answers.for_each(|(sums, answer)| {
                    if let Answer::Code(code) = answer
                        && let Some(scores) = codes.get(usize::from(*code))
                    {
                        sums.add(*scores);
                    }
                }),
                ItemScores::Percentage => answers.for_each(|(sums, answer)| {
                    if let Answer::Percent(percent) = answer {
                        sums.add(lanes(self.n_measures, |_| *percent));
                    }
                }),
                ItemScores::Number { scale, reversed } => answers.for_each(|(sums, answer)| {
                    if let Answer::Number(number) = answer {
                        let score = scale.score(*number, *reversed);
                        sums.add(lanes(self.n_measures, |_| score));
                    }
                }),
            }
        }
        sums
    }
}

/// Sums over the items that a block answered.
#[derive(Clone, Copy, Default)]
struct Sums {
    scores: [f64; AT_ONCE],
    answered: u32,
}

impl Sums {
    fn add(&mut self, scores: [f64; AT_ONCE]) {
        self.scores.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
        self.answered += 1;
    }

    /// Mean over the items answered, by each measure; `None` with fewer of them than `least`.
    fn means(&self, least: usize) -> Option<[f64; AT_ONCE]> {
        (self.answered as usize >= least).then(|| self.scores.map(|sum| sum / f64::from(self.answered)))
    }
}

/// The values of the first measures, by position; 0 for those that there are not.
fn lanes(n_measures: usize, value: impl Fn(usize) -> f64) -> [f64; AT_ONCE] {
    std::array::from_fn(|at| if at < n_measures { value(at) } else { 0.0 })
}
