//! What a survey seems to be, each guess with what was seen.

mod guessing;
mod questions;

use serde::Serialize;

use super::answers::Answers;
use super::margins::MarginsDraft;
use crate::survey::codebook::Text;

/// What was found and why.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Found {
    /// The column; `None` when none will do.
    pub(super) column: Option<String>,
    /// What was seen.
    pub(super) why: Text,
}

/// A column of yes and no.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FlagDraft {
    column: String,
    yes: String,
    no: String,
    why: Text,
}

/// A block of answers.
#[derive(Clone, Debug, Serialize)]
pub(super) struct BlockDraft {
    prefix: String,
    /// Column of the sector, or the id of the only one.
    sector: Option<String>,
    sector_is: Option<String>,
}

/// A scale.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ScaleDraft {
    pub(super) id: String,
    kind: &'static str,
    codes: Vec<(String, String)>,
    favourable: Vec<String>,
    most_favourable: Vec<String>,
    dont_know: Vec<String>,
    min: String,
    max: String,
    why: Text,
    n_columns: usize,
    sure: bool,
    #[serde(skip)]
    answers: Answers,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ItemDraft {
    pub(super) id: String,
    scale: String,
    column: Option<String>,
    name: String,
    client: Option<String>,
    employee: Option<String>,
    seen: Text,
    #[serde(skip)]
    stem: String,
}

/// Two items that seem to face each other.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PairDraft {
    id: String,
    client: Option<String>,
    employee: Option<String>,
    why: Text,
}

/// An edition.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EditionDraft {
    pub(super) label: String,
    label_why: Text,
    field: Option<(String, String)>,
    field_why: Text,
    n_respondents: usize,
    instrument: String,
    sectors: Vec<String>,
    pub(super) margins: MarginsDraft,
    /// Codes of sector columns that are no ids, with the id of each.
    pub(super) recodes: Vec<(String, Vec<(String, String)>)>,
}

/// An item list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct InstrumentDraft {
    id: String,
    client: Vec<String>,
    employee: Vec<String>,
}

/// A column that the draft does not use.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Aside {
    column: String,
    seen: Text,
}

/// The survey as it seems to be.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Survey {
    id: Found,
    base_weight: Found,
    client_blocks: Vec<BlockDraft>,
    employee_block: Option<BlockDraft>,
    blocks_why: Text,
    employed: Option<FlagDraft>,
    manager: Option<FlagDraft>,
    scales: Vec<ScaleDraft>,
    items: Vec<ItemDraft>,
    pairs: Vec<PairDraft>,
    alike: Vec<PairDraft>,
    sectors: Vec<(String, String)>,
    sectors_why: Text,
    instruments: Vec<InstrumentDraft>,
    pub(super) editions: Vec<EditionDraft>,
    aside: Vec<Aside>,
}
