//! The confidential tables: what each respondent answered and weighs, for whoever recomputes the numbers.

use std::sync::Arc;

use super::{AnswerRow, Confidential, MissingReason, RespondentRow};
use crate::plan::Plan;
use crate::stages::calibrate::CalibratedWave;
use crate::survey::codebook::{Codebook, Item, Scale};
use crate::survey::ids::{ItemId, Measure, Population, SectorId, VariableId};
use crate::survey::margin::Margins;
use crate::survey::registry::Edition;
use crate::survey::wave::{Answer, Answers, Respondent};

/// Rows of the confidential tables, waves in field order, respondents in file order.
pub fn confidential(waves: &[CalibratedWave], plan: &Plan) -> Confidential {
    let mut margin_variables: Vec<VariableId> = Vec::new();
    for variable in plan.waves.iter().flat_map(|wave| &wave.margins.variables) {
        if !margin_variables.contains(&variable.id) {
            margin_variables.push(variable.id.clone());
        }
    }
    let mut tables = Confidential { margin_variables, ..Confidential::default() };
    for (wave, planned) in waves.iter().zip(&plan.waves) {
        let edition = &plan.registry.editions[&planned.edition]; // OK because `config` refuses a wave without edition
        let weights = wave.base_weights.iter().zip(&wave.weights);
        for (respondent, (base_weight, weight)) in wave.wave.respondents.iter().zip(weights) {
            let id: Arc<str> = Arc::from(respondent.id.as_str());
            answer_rows(&mut tables.answers, wave, respondent, &id, &plan.codebook, edition);
            let margins = margin_codes(respondent, &planned.margins, &tables.margin_variables);
            tables.respondents.push(RespondentRow {
                edition: wave.key.clone(),
                respondent: id,
                base_weight: *base_weight,
                weight: *weight,
                margins,
                employed: respondent.job.is_some(),
                manager: respondent.job.as_ref().map(|job| job.manager),
                stratum: respondent.stratum.as_deref().map(Arc::from),
                psu: respondent.psu.as_deref().map(Arc::from),
            });
        }
    }
    tables
}

fn margin_codes(respondent: &Respondent, margins: &Margins, columns: &[VariableId]) -> Vec<Option<Arc<str>>> {
    let code = |id: &VariableId| {
        let position = margins.variables.iter().position(|v| v.id == *id)?;
        let category = (*respondent.margins.get(position)?)?;
        let category = margins.variables[position].categories.get(usize::from(category))?; // OK because `position` found it
        Some(Arc::from(category.code.as_str()))
    };
    columns.iter().map(code).collect()
}

fn answer_rows(
    rows: &mut Vec<AnswerRow>,
    wave: &CalibratedWave,
    respondent: &Respondent,
    id: &Arc<str>,
    codebook: &Codebook,
    edition: &Edition,
) {
    let mut add = |population, sector: &SectorId, answers: &Answers| {
        for ((item_id, item), answer) in codebook.items.iter().zip(answers) {
            if edition.asked(item_id, population) {
                rows.push(answer_row(wave, id, population, sector, (item_id, item), *answer, codebook));
            }
        }
    };
    for rating in &respondent.ratings {
        add(Population::Client, &rating.sector, &rating.answers);
    }
    if let Some(job) = &respondent.job {
        add(Population::Employee, &job.sector, &job.answers);
    }
}

fn answer_row(
    wave: &CalibratedWave,
    id: &Arc<str>,
    population: Population,
    sector: &SectorId,
    (item_id, item): (&ItemId, &Item),
    answer: Answer,
    codebook: &Codebook,
) -> AnswerRow {
    let (code, missing_reason) = match (answer, codebook.scale(item)) {
        (Answer::Code(position), Scale::Ordered(scale)) => {
            (scale.codes.get(usize::from(position)).map(|c| Arc::from(c.code.as_str())), None)
        }
        (Answer::Percent(number) | Answer::Number(number), _) => (Some(Arc::from(number.to_string())), None),
        (Answer::DontKnow, scale) => (first_dont_know(scale), Some(MissingReason::DontKnow)),
        (Answer::NotAsked | Answer::Code(_), _) => (None, Some(MissingReason::NotAsked)),
    };
    let score = |measure| match (answer, codebook.scale(item)) {
        (Answer::Code(position), Scale::Ordered(scale)) => scale.score(usize::from(position), measure, item.reversed),
        (Answer::Percent(percent), _) => (measure == Measure::Mean100).then_some(percent),
        (Answer::Number(answer), Scale::Number(scale)) => {
            (measure == Measure::Mean100).then(|| scale.score(answer, item.reversed))
        }
        _ => None,
    };
    AnswerRow {
        edition: wave.key.clone(),
        respondent: id.clone(),
        population,
        sector: sector.clone(),
        item: item_id.clone(),
        code,
        top2: score(Measure::Top2),
        top1: score(Measure::Top1),
        mean100: score(Measure::Mean100),
        missing_reason,
    }
}

fn first_dont_know(scale: &Scale) -> Option<Arc<str>> {
    scale.dont_know().codes.first().map(|code| Arc::from(code.as_str()))
}
