//! The YAML files as they are written: one struct a mapping, nothing checked beyond its structure. Private to `config`; the
//! types of `survey` and `plan` are made from these by the module of each file.

mod codebook;
mod margins;
mod pipeline;
mod registry;
mod rules;

use super::shape::{Field, Phrase, Shape, Wire, words};
use crate::error::Severity;
use crate::plan::CalibrationMethod;
use crate::survey::codebook::{Language, Text};
use crate::survey::ids::{Measure, Mirror, Standing};
use crate::survey::margin::Universe;

pub(super) use codebook::*;
pub(super) use margins::*;
pub(super) use pipeline::*;
pub(super) use registry::*;
pub(super) use rules::*;

impl Wire for Text {
    const SHAPE: &'static Shape = &Shape::Struct(&[Field::of::<Phrase>("fr"), Field::of::<Phrase>("en")]);
}

words! {
    /// What the two sides of a pair judge.
    Mirror: Mirror::EVERY.iter().map(|mirror| mirror.as_str()).collect();
    /// How an answer becomes a number on 0–100.
    Measure: Measure::EVERY.iter().map(|measure| measure.as_str()).collect();
    /// Language of the report.
    Language: vec![Language::French.as_str(), Language::English.as_str()];
    /// The distance between calibrated and base weights.
    CalibrationMethod: CalibrationMethod::EVERY.iter().map(|method| method.as_str()).collect();
    /// What to do with a stratum that has a single sampling unit.
    LonelyPsu: vec!["fail", "certainty", "adjust", "average"];
    /// The rows above the first respondent.
    Headers: crate::plan::Headers::EVERY.iter().map(|headers| headers.as_str()).collect();
    /// Whether cells hold codes or labels.
    CellValues: vec!["codes", "labels"];
    /// What a missing answer means.
    Missing: vec!["not_asked", "dont_know"];
    /// Whom a margin is about.
    MarginUniverse: Universe::EVERY.iter().map(|universe| universe.as_str()).collect();
    /// Whether the figures of an edition may still change.
    Standing: Standing::EVERY.iter().map(|standing| standing.as_str()).collect();
    /// How grave a rule is.
    Severity: Severity::EVERY.iter().map(|severity| severity.as_str()).collect();
}
