//! The publisher's calculator: what a text says in figures, held against the tables, the registry and itself.
//!
//! [`claims`] checks a text whose figures were bound to cells in a claims file; [`report`] checks the Markdown that a run is
//! about to publish, whose figures it finds by itself. Both speak in [`rule::Rule`]s.
//!
//! Numbers compare at the decimals they are printed with, rounded half away from zero. A difference is computed on unrounded
//! figures and then rounded, so that it may be off the subtraction of its displayed terms by what rounding explains, one
//! unit of its last digit; more than that is a mistake.

mod cells;
mod claims;
mod ranking;
mod registry;
pub mod report;
pub mod rule;
mod strength;
mod words;

pub use claims::claims;

use crate::survey::codebook::Codebook;
use crate::survey::lexicon::Lexicon;
use crate::survey::registry::Registry;
use crate::survey::rules::PublicationRules;

/// What the configuration says: the part of it that texts are held against.
#[derive(Clone, Copy, Debug)]
pub struct Survey<'a> {
    /// What the questionnaire is.
    pub codebook: &'a Codebook,
    /// The editions.
    pub registry: &'a Registry,
    /// The publication rules.
    pub rules: &'a PublicationRules,
    /// Words of strength.
    pub lexicon: &'a Lexicon,
}

/// What is left of a comparison of floating-point numbers that are equal in decimal.
const NOTHING: f64 = 1e-9;
