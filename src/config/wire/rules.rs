//! What is decided once for all editions, as it is written: thresholds, rules of validation, labels.

use indexmap::IndexMap;

use crate::config::shape::{Code, List, Name, Part, wire};
use crate::error::Severity;
use crate::survey::codebook::Text;

wire! {
    /// Thresholds and error rates: decided before results are seen.
    struct Publication {
        /// A base under this is hidden.
        #[schemars(range(min = 1))]
        suppress_below: Part<f64>,
        /// A base under this carries the mark of small bases.
        #[schemars(range(min = 0))]
        small_base_below: Part<f64>,
        /// Largest gap, in points, that still counts as symmetry.
        #[schemars(range(min = 0, max = 100))]
        delta_points: Part<f64>,
        /// Level, in percent, that separates positive symmetry from negative symmetry.
        #[schemars(range(min = 0, max = 100))]
        level_cut_percent: Part<f64>,
        /// Confidence of every interval, 0.95 for 95 %.
        #[schemars(range(min = 0.5, max = 1))]
        confidence: Part<f64>,
        /// Share of false discoveries accepted within one published matrix, 0.05 for 5 %.
        #[schemars(range(min = 0, max = 1))]
        false_discovery_rate: Part<f64>,
    }
}

wire! {
    /// Rules by which the waves are checked, and what single columns must hold.
    struct Validation {
        /// Rules of the program that are graver, milder or at another threshold here, by name (optional).
        rules: Option<IndexMap<Name, ValidationRule>>,
        /// Columns that are checked and not used, by name (optional).
        columns: Option<IndexMap<Name, CheckedColumn>>,
        /// What follows from what (optional).
        implications: Option<List<Implication>>,
    }

    /// A rule: how grave, and its threshold.
    struct ValidationRule {
        /// How grave it is (optional, as the program has it).
        severity: Option<Severity>,
        /// Threshold: told above it (optional).
        above: Option<f64>,
        /// Threshold: told below it (optional).
        below: Option<f64>,
        /// Threshold: told from it on (optional).
        at_least: Option<f64>,
    }

    /// A column that is checked and not used.
    struct CheckedColumn {
        /// The codes that it may hold (optional).
        codes: Option<List<Code>>,
        /// Smallest number that it may hold (optional).
        from: Option<f64>,
        /// Largest number that it may hold (optional).
        to: Option<f64>,
        /// Whether it may be blank (optional).
        blank: Option<bool>,
    }

    /// What follows from what.
    struct Implication {
        /// The condition.
        given: Condition,
        /// What must hold wherever the condition does.
        then: Condition,
    }

    /// A condition on a cell.
    struct Condition {
        /// The column.
        column: Name,
        /// The codes of which it holds one (optional).
        is: Option<List<Code>>,
        /// A number that it reaches (optional).
        at_least: Option<f64>,
        /// A number that it does not pass (optional).
        at_most: Option<f64>,
        /// Whether it is blank (optional).
        blank: Option<bool>,
    }
}

/// `labels.yaml`: texts by group and key.
pub(in crate::config) type Labels = IndexMap<Name, IndexMap<Name, Text>>;
