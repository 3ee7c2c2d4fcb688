//! Population margins: the totals that the calibrated weights of one wave must meet.

use super::codebook::Text;
use super::ids::VariableId;
use super::raw::plain_number;
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

/// One margin variable: a column of the wave, or several crossed, and the share of each category in its universe.
#[derive(Clone, Debug)]
pub struct MarginVariable {
    /// Id, and column of the wave file unless `column` or `columns` say otherwise.
    pub id: VariableId,
    /// Columns of the wave file: one, or those of a crossed margin.
    pub columns: Vec<String>,
    /// Whom the margin is about.
    pub universe: Universe,
    /// Persons of the population in the universe.
    pub total: f64,
    /// Its name in the report.
    pub name: Text,
    /// Categories in declared order.
    pub categories: Vec<MarginCategory>,
}

/// Stands between the codes of a crossed category.
pub const CROSS: &str = " x ";

/// Whom a margin is about; the others take no part in it, whatever their cells hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Universe {
    /// The whole population.
    #[default]
    All,
    /// Those who answer as employees.
    Employees,
    /// Those of them who manage people.
    Managers,
}

impl Universe {
    /// Every universe, from the widest on.
    pub const EVERY: [Self; 3] = [Self::All, Self::Employees, Self::Managers];

    /// The word of the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Employees => "employees",
            Self::Managers => "managers",
        }
    }
}

/// One category of a margin variable.
#[derive(Clone, Debug)]
pub struct MarginCategory {
    /// As it stands in the file, after recoding; of a crossed margin the codes with [`CROSS`] between them.
    pub code: String,
    /// Codes of the file that are merged into this category (Corsica with its neighbour, say).
    pub merges: Vec<String>,
    /// Numbers of the file that are in this category, both ends included (ages, say); `None` where the file holds codes.
    pub range: Option<(f64, f64)>,
    /// Labels of a file for this category, beside its name.
    pub aliases: Vec<String>,
    /// Its name in the report.
    pub name: Text,
    /// Share of the universe, in 0–1.
    pub share: f64,
    /// Where the margins file declares it, for findings of later stages.
    pub place: Place,
}

impl MarginVariable {
    /// Position of the category that a code or number of the file stands for; the codes of a crossed margin come joined by
    /// [`CROSS`].
    pub fn category_of(&self, code: &str) -> Option<usize> {
        self.categories.iter().position(|c| match c.range {
            None => c.code == code || c.merges.iter().any(|m| m == code),
            Some((from, to)) => plain_number(code).is_some_and(|number| (from..=to).contains(&number)),
        })
    }
}
