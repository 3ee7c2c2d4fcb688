//! Rows of the two tables that are never published: the answers and the respondents, one row a person.

use std::borrow::Cow;
use std::fmt;

use crate::survey::ids::{ItemId, Population, SectorId, VariableId};
use crate::survey::results::EditionKey;

/// The microdata of a run.
pub struct Confidential<'w> {
    /// Rows of `confidential/answers`, sorted by key, those of some persons at a time: there are so many that they are made as
    /// they are written.
    pub answers: Box<dyn Iterator<Item = Vec<AnswerRow<'w>>> + 'w>,
    /// Margin variables of the run: one text column each in `confidential/respondents`, in this order.
    pub margin_variables: Vec<VariableId>,
    /// Rows of `confidential/respondents`, sorted by key.
    pub respondents: Vec<RespondentRow<'w>>,
}

/// One answer. Every item that the person was asked has a row, answered or not.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct AnswerRow<'w> {
    pub edition: &'w EditionKey,
    pub respondent: &'w str,
    pub population: Population,
    pub sector: &'w SectorId,
    pub item: &'w ItemId,
    pub answer: ScoredAnswer<'w>,
}

/// What was answered and how it scores.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct ScoredAnswer<'w> {
    pub code: Option<Cow<'w, str>>,
    pub top2: Option<f64>,
    pub top1: Option<f64>,
    pub mean100: Option<f64>,
    pub missing_reason: Option<MissingReason>,
}

/// Why an answer has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MissingReason {
    /// Asked, no opinion.
    DontKnow,
    /// Not asked, or left blank.
    NotAsked,
}

impl MissingReason {
    /// The word of the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DontKnow => "dont_know",
            Self::NotAsked => "not_asked",
        }
    }
}

impl fmt::Display for MissingReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One person.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct RespondentRow<'w> {
    pub edition: &'w EditionKey,
    pub respondent: &'w str,
    pub base_weight: f64,
    pub weight: f64,
    /// Category code of each of [`Confidential::margin_variables`]; `None` where the edition has no such variable.
    pub margins: Vec<Option<&'w str>>,
    pub employed: bool,
    /// `None` for those not employed.
    pub manager: Option<bool>,
    pub stratum: Option<&'w str>,
    pub psu: Option<&'w str>,
}
