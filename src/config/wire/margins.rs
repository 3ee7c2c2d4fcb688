//! The margins of an edition as they are written.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::config::shape::{Code, Id, List, Name, Phrase, wire};
use crate::survey::codebook::Text;

wire! {
    /// The population that one edition is weighted to.
    struct Margins {
        /// Persons in the reference population.
        population_total: f64,
        /// Persons in each part of it that a margin is about (optional).
        universe_totals: Option<UniverseTotals>,
        /// Where the totals come from, as printed.
        source: Text,
        /// One entry a margin, by id.
        variables: IndexMap<Id, MarginVariable>,
    }

    /// Persons of the population in each universe.
    struct UniverseTotals {
        /// Persons who answer as employees (optional).
        employees: Option<f64>,
        /// Those of them who manage people (optional).
        managers: Option<f64>,
    }

    /// A margin.
    struct MarginVariable {
        /// Column of the wave file (optional, the id of the variable).
        column: Option<Name>,
        /// The two or more columns that are crossed, instead of `column` (optional).
        columns: Option<List<Name>>,
        /// Whom the margin is about (optional, `all`).
        universe: Option<MarginUniverse>,
        /// Its name in the report.
        name: Text,
        /// Categories by the code of the wave file, in quotes; codes of a crossed margin joined by ` x `.
        categories: IndexMap<Code, MarginCategory>,
    }

    /// A category: its share or its count.
    struct MarginCategory {
        /// Other codes of the wave file counted with this one (optional).
        merges: Option<List<Code>>,
        /// Range of numbers instead of codes, both ends in it, where the file holds a number (optional).
        range: Option<List<f64>>,
        /// Labels of a file for this category, beside its name (optional).
        aliases: Option<List<Phrase>>,
        /// Its share of the universe, from 0 to 1 (or `count`, in every category of the file).
        #[schemars(range(min = 0, max = 1))]
        share: Option<f64>,
        /// Persons in it (or `share`, in every category of the file).
        count: Option<f64>,
        /// Its name in the report.
        name: Text,
    }
}

/// Whom a margin is about.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::config) enum MarginUniverse {
    All,
    Employees,
    Managers,
}
