//! Population margins: the totals that the calibrated weights of one wave must meet.

use super::codebook::Text;
use super::ids::VariableId;
use crate::error::Place;

/// The margins of one edition, checked: shares add up to 1 in each variable and every share is positive.
#[derive(Clone, Debug)]
pub struct Margins {
    /// Persons in the reference population.
    pub population_total: f64,
    /// Where the totals come from, for the fiche technique.
    pub source: Text,
    /// One entry a margin variable.
    pub variables: Vec<MarginVariable>,
}

/// One margin variable: a column of the wave and the share of each category in the population.
#[derive(Clone, Debug)]
pub struct MarginVariable {
    /// Id, and column of the wave file unless `column` says otherwise.
    pub id: VariableId,
    /// Column of the wave file.
    pub column: String,
    /// Its name in the report.
    pub name: Text,
    /// Categories in declared order.
    pub categories: Vec<MarginCategory>,
}

/// One category of a margin variable.
#[derive(Clone, Debug)]
pub struct MarginCategory {
    /// As it stands in the file, after recoding.
    pub code: String,
    /// Codes of the file that are merged into this category (Corsica with its neighbour, say).
    pub merges: Vec<String>,
    /// Its name in the report.
    pub name: Text,
    /// Share of the population, in 0–1.
    pub share: f64,
    /// Where the margins file declares it, for findings of later stages.
    pub place: Place,
}

impl MarginVariable {
    /// Position of the category that a code of the file stands for.
    pub fn category_of(&self, code: &str) -> Option<usize> {
        self.categories.iter().position(|c| c.code == code || c.merges.iter().any(|m| m == code))
    }
}
