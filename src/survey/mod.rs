//! The vocabulary of the survey, valid by construction: what the configuration declares and what a wave holds.
//!
//! Nothing here reads a file or computes a statistic. `config` builds the codebook, the registry, the margins and the
//! publication rules; `stages::validate` builds the [`wave::Wave`]; the stages fill [`results::Results`].

pub mod claims;
pub mod codebook;
pub mod folding;
pub mod ids;
pub mod lexicon;
pub mod margin;
pub mod raw;
pub mod registry;
pub mod results;
pub mod rules;
pub mod wave;
