//! The confidential tables: what each respondent answered and weighs, for whoever recomputes the numbers.

use std::borrow::Cow;

use super::{AnswerRow, Confidential, MissingReason, RespondentRow, ScoredAnswer};
use crate::plan::Plan;
use crate::stages::calibrate::CalibratedWave;
use crate::survey::codebook::{Codebook, OrderedScale, Scale, ScaleCode};
use crate::survey::ids::{ItemId, Measure, Population, SectorId, VariableId};
use crate::survey::margin::Margins;
use crate::survey::registry::Edition;
use crate::survey::wave::{Answer, Answers, Rating, Respondent};

/// Rows of the confidential tables, waves in field order, those of a wave by key: not in the order of the delivery.
pub fn confidential<'w>(waves: &'w [CalibratedWave], plan: &'w Plan) -> Confidential<'w> {
    let mut margin_variables: Vec<VariableId> = Vec::new();
    for variable in plan.waves.iter().flat_map(|wave| &wave.margins.variables) {
        if !margin_variables.contains(&variable.id) {
            margin_variables.push(variable.id.clone());
        }
    }
    let mut respondents = Vec::new();
    for (wave, planned) in waves.iter().zip(&plan.waves) {
        let weights = wave.base_weights.iter().zip(&wave.weights);
        let mut weighted: Vec<_> = wave.wave.respondents.iter().zip(weights).collect();
        weighted.sort_unstable_by_key(|(respondent, _)| respondent.id.as_str());
        for (respondent, (base_weight, weight)) in weighted {
            respondents.push(RespondentRow {
                edition: &wave.key,
                respondent: &respondent.id,
                base_weight: *base_weight,
                weight: *weight,
                margins: margin_codes(respondent, &planned.margins, &margin_variables),
                employed: respondent.job.is_some(),
                manager: respondent.job.as_ref().map(|job| job.manager),
                stratum: respondent.stratum.as_deref(),
                psu: respondent.psu.as_deref(),
            });
        }
    }
    let answers = waves.iter().zip(&plan.waves).flat_map(|(wave, planned)| {
        let edition = &plan.registry.editions[&planned.edition]; // OK because `config` refuses a wave without edition
        answer_rows(wave, edition, &plan.codebook)
    });
    Confidential { answers: Box::new(answers), margin_variables, respondents }
}

fn margin_codes<'w>(respondent: &Respondent, margins: &'w Margins, columns: &[VariableId]) -> Vec<Option<&'w str>> {
    let code = |id: &VariableId| {
        let position = margins.variables.iter().position(|v| v.id == *id)?;
        let category = (*respondent.margins.get(position)?)?;
        let category = margins.variables[position].categories.get(usize::from(category))?; // OK because `position` found it
        Some(category.code.as_str())
    };
    columns.iter().map(code).collect()
}

/// Persons whose answers are made at a time: few enough for all to be still in the cache when the last column reads them.
const PERSONS: usize = 64;

/// The answers of a wave, some persons at a time.
fn answer_rows<'w>(
    wave: &'w CalibratedWave,
    edition: &'w Edition,
    codebook: &'w Codebook,
) -> impl Iterator<Item = Vec<AnswerRow<'w>>> {
    let [client, employee] =
        [Population::Client, Population::Employee].map(|population| asked(population, edition, codebook));
    let mut respondents: Vec<&'w Respondent> = wave.wave.respondents.iter().collect();
    respondents.sort_unstable_by_key(|respondent| respondent.id.as_str());
    let n_chunks = respondents.len().div_ceil(PERSONS);
    (0..n_chunks).map(move |chunk| {
        let respondents = &respondents[chunk * PERSONS..respondents.len().min((chunk + 1) * PERSONS)]; // OK because of `n_chunks`
        let n_asked = |r: &&Respondent| r.ratings.len() * client.len() + r.job.iter().len() * employee.len();
        let mut rows = Vec::with_capacity(respondents.iter().map(n_asked).sum());
        for respondent in respondents {
            let mut add = |population, sector: &'w SectorId, answers: &Answers, asked: &[Asked<'w>]| {
                rows.extend(asked.iter().map(|item| AnswerRow {
                    edition: &wave.key,
                    respondent: &respondent.id,
                    population,
                    sector,
                    item: item.id,
                    answer: item.scored(answers[item.position]), // OK because a wave has an answer an item of the codebook
                }));
            };
            let mut ratings: Vec<&'w Rating> = respondent.ratings.iter().collect();
            ratings.sort_unstable_by_key(|rating| &rating.sector); // no sector is rated twice
            for rating in ratings {
                add(Population::Client, &rating.sector, &rating.answers, &client);
            }
            if let Some(job) = &respondent.job {
                add(Population::Employee, &job.sector, &job.answers, &employee);
            }
        }
        rows
    })
}

/// An item that a population was asked.
struct Asked<'w> {
    id: &'w ItemId,
    reversed: bool,
    /// Its position in [`Answers`].
    position: usize,
    scale: &'w Scale,
    /// What each code of an ordered scale says and scores: the same for everybody who gives it.
    codes: Vec<ScoredAnswer<'w>>,
}

fn asked<'w>(population: Population, edition: &Edition, codebook: &'w Codebook) -> Vec<Asked<'w>> {
    let items = codebook.items.iter().enumerate().filter(|(_, (id, _))| edition.asked(id, population));
    let asked = items.map(|(position, (id, item))| {
        let scale = codebook.scale(item);
        let codes = if let Scale::Ordered(scale) = scale { scored_codes(scale, item.reversed) } else { Vec::new() };
        Asked { id, reversed: item.reversed, position, scale, codes }
    });
    let mut asked: Vec<Asked<'w>> = asked.collect();
    asked.sort_unstable_by_key(|item| item.id);
    asked
}

fn scored_codes<'w>(scale: &'w OrderedScale, reversed: bool) -> Vec<ScoredAnswer<'w>> {
    let scored = |(position, code): (usize, &'w ScaleCode)| {
        let score = |measure| scale.score(position, measure, reversed);
        ScoredAnswer {
            code: Some(Cow::Borrowed(code.code.as_str())),
            top2: score(Measure::Top2),
            top1: score(Measure::Top1),
            mean100: score(Measure::Mean100),
            missing_reason: None,
        }
    };
    scale.codes.iter().enumerate().map(scored).collect()
}

impl<'w> Asked<'w> {
    fn scored(&self, answer: Answer) -> ScoredAnswer<'w> {
        let missing = |code, reason| ScoredAnswer { code, missing_reason: Some(reason), ..ScoredAnswer::default() };
        let number = |answer: f64, mean100| ScoredAnswer {
            code: Some(Cow::Owned(answer.to_string())),
            mean100,
            ..ScoredAnswer::default()
        };
        match (answer, self.scale) {
            (Answer::Code(position), Scale::Ordered(_)) => self.codes[usize::from(position)].clone(), // OK because a wave is valid
            (Answer::Percent(percent), _) => number(percent, Some(percent)),
            (Answer::Number(answer), Scale::Number(scale)) => number(answer, Some(scale.score(answer, self.reversed))),
            (Answer::Number(answer), _) => number(answer, None),
            (Answer::DontKnow(position), scale) => missing(
                scale.dont_know().codes.get(usize::from(position)).map(|code| Cow::Borrowed(code.as_str())),
                MissingReason::DontKnow,
            ),
            (Answer::NotAsked | Answer::Code(_), _) => missing(None, MissingReason::NotAsked),
        }
    }
}
