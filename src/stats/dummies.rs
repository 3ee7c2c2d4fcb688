//! Margins as columns: the 0/1 indicators that calibration and its variance share.
//!
//! Every category of every margin is a candidate column. A column that is a linear combination of the ones before it is
//! left out, so that the kept columns span exactly the intercept and all the dummies and the matrix has full rank: the
//! first margin keeps its K categories (they add up to the intercept), a later one over the same persons keeps K − 1.
//! A margin over a subpopulation (employees, say) is zero outside it.
//!
//! Persons with the same categories share a *pattern*. Sums over persons become sums over patterns, of which a wave has
//! several times fewer.

use super::cholesky::Cholesky;

/// One margin variable as the solver sees it.
#[derive(Clone, Debug)]
pub struct Margin {
    /// Category of each person, in respondent order; `None` = outside the subpopulation of this margin.
    pub categories: Vec<Option<u16>>,
    /// Population total of each category, in persons, > 0.
    pub totals: Vec<f64>,
}

/// A category by position: which margin variable, which of its categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Category {
    /// Position of the margin variable.
    pub variable: usize,
    /// Position of the category within it.
    pub category: usize,
}

/// The largest relative misfit over all categories, |Σ w x − T| / max(T, 1), and where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Misfit {
    /// Relative misfit, ≥ 0; NaN when a weight is not a number.
    pub value: f64,
    /// The guilty category.
    pub category: Category,
}

/// Why margins cannot be used, before any weight is looked at.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MarginError {
    /// No margin, or a margin without category.
    #[error("there is no margin to calibrate to")]
    NoMargin,
    /// The margins do not describe the same persons: lengths differ.
    #[error("margin {variable} covers {found} persons, not {expected}")]
    Length {
        /// Position of the margin variable.
        variable: usize,
        /// Persons it covers.
        found: usize,
        /// Persons of the first margin.
        expected: usize,
    },
    /// A person's category has no total.
    #[error("person {person} has category {} of margin {}, which has no total", category.category, category.variable)]
    UnknownCategory {
        /// Position of the person.
        person: usize,
        /// The category.
        category: Category,
    },
    /// A total that is zero, negative, NaN or infinite.
    #[error("the total of category {} of margin {} is {total}", category.category, category.variable)]
    TotalNotPositive {
        /// The category.
        category: Category,
        /// Its total.
        total: f64,
    },
    /// A category of the target has no respondent.
    #[error("category {} of margin {} has no respondent", category.category, category.variable)]
    EmptyCategory {
        /// The category.
        category: Category,
    },
    /// Two margins over the same persons do not add up to the same total (relative 1e-9).
    #[error("margins {first} and {second} add up to {first_total} and {second_total}")]
    TotalsDisagree {
        /// Position of the earlier margin.
        first: usize,
        /// Position of the later margin.
        second: usize,
        /// Sum of the earlier one.
        first_total: f64,
        /// Sum of the later one.
        second_total: f64,
    },
    /// A category is determined by the ones before it in the sample, with another total than they imply.
    #[error("category {} of margin {} follows from the others, which imply {implied}, not {total}", category.category, category.variable)]
    Collinear {
        /// The category.
        category: Category,
        /// Its total.
        total: f64,
        /// The total that the earlier categories imply.
        implied: f64,
    },
}

/// Indicator matrix of the margins, with their totals.
#[derive(Clone, Debug)]
pub struct Dummies {
    /// Pattern of each person.
    pattern: Vec<u32>,
    /// Column indices of pattern p: `columns[starts[p]..starts[p + 1]]`, ascending.
    starts: Vec<u32>,
    columns: Vec<u32>,
    /// All categories of pattern p, dropped ones too, as positions in `categories`: same layout.
    all_starts: Vec<u32>,
    all_cells: Vec<u32>,
    /// Every category with its total, margin by margin.
    categories: Vec<(Category, f64)>,
    /// Kept columns, as positions in `categories`.
    kept: Vec<u32>,
    /// Totals of the kept columns.
    totals: Vec<f64>,
}

impl Dummies {
    /// Builds the columns and checks the totals.
    pub fn new(margins: &[Margin]) -> Result<Self, MarginError> {
        let _ = (margins, Cholesky::default());
        todo!()
    }

    /// Persons of the wave.
    pub fn n_persons(&self) -> usize {
        self.pattern.len()
    }

    /// Kept columns.
    pub fn n_columns(&self) -> usize {
        self.kept.len()
    }

    /// Totals of the kept columns, in persons.
    pub fn totals(&self) -> &[f64] {
        &self.totals
    }

    /// Every category with its total, margin by margin, dropped ones too.
    pub fn categories(&self) -> &[(Category, f64)] {
        &self.categories
    }

    /// Summed weight of every category, aligned with [`Self::categories`].
    pub fn achieved(&self, weights: &[f64]) -> Vec<f64> {
        let _ = (weights, &self.all_starts, &self.all_cells);
        todo!()
    }

    /// Largest relative misfit of these weights over all categories.
    pub fn misfit(&self, weights: &[f64]) -> Misfit {
        let _ = (weights, &self.starts, &self.columns);
        todo!()
    }
}
