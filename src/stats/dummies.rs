//! Margins as columns: the 0/1 indicators that calibration and its variance share.
//!
//! Every category of every margin is a candidate column. A column that is a linear combination of the ones before it is
//! left out, so that the kept columns span exactly the intercept and all the dummies and the matrix has full rank: the
//! first margin keeps its K categories (they add up to the intercept), a later one over the same persons keeps K − 1.
//! A margin over a subpopulation (employees, say) is zero outside it.
//!
//! Persons with the same categories share a *pattern*. Sums over persons become sums over patterns, of which a wave has
//! several times fewer.

use std::collections::HashMap;

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

/// Margins over the same persons must add up to the same total, to this relative difference.
const TOTALS_AGREE: f64 = 1e-9;

/// A column that keeps at most this share of its squared length, once the columns before it are taken out, follows from
/// them. The matrix holds counts, so that a column that does not follow keeps at least about 1/n.
const FOLLOWS: f64 = 1e-9;

/// Indicator matrix of the margins, with their totals.
#[derive(Clone, Debug)]
pub struct Dummies {
    /// Pattern of each person.
    pattern: Vec<u32>,
    /// Kept columns that are 1 in each pattern, ascending.
    columns: Rows,
    /// Every category that a pattern belongs to, dropped ones too, as positions in `categories`, ascending.
    cells: Rows,
    /// Every category with its total, margin by margin.
    categories: Vec<(Category, f64)>,
    /// Kept columns, as positions in `categories`.
    kept: Vec<usize>,
    /// Totals of the kept columns.
    totals: Vec<f64>,
}

/// Rows of indices, one after the other: row i is `indices[starts[i]..starts[i + 1]]`.
#[derive(Clone, Debug)]
struct Rows {
    starts: Vec<usize>,
    indices: Vec<usize>,
}

impl Rows {
    fn new() -> Self {
        Self { starts: vec![0], indices: Vec::new() }
    }

    fn push(&mut self, row: impl IntoIterator<Item = usize>) {
        self.indices.extend(row);
        self.starts.push(self.indices.len());
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn row(&self, at: usize) -> &[usize] {
        // OK because `starts` has one more entry than there are rows.
        &self.indices[self.starts[at]..self.starts[at + 1]]
    }

    fn iter(&self) -> impl Iterator<Item = &[usize]> {
        // OK because `starts` ascends from 0 to the number of indices, and a window of two has two.
        self.starts.windows(2).map(|ends| &self.indices[ends[0]..ends[1]])
    }
}

impl Dummies {
    /// Builds the columns and checks the totals.
    pub fn new(margins: &[Margin]) -> Result<Self, MarginError> {
        check_totals(margins)?;
        let mut categories = Vec::new();
        let mut firsts = Vec::with_capacity(margins.len());
        for (variable, margin) in margins.iter().enumerate() {
            firsts.push(categories.len());
            let of = |(category, &total)| (Category { variable, category }, total);
            categories.extend(margin.totals.iter().enumerate().map(of));
        }
        let (pattern, cells) = patterns(margins, &firsts)?;
        check_universes(margins)?;
        let kept = independent(&counts(&pattern, &cells, categories.len()), &categories)?;
        let mut column_of = vec![None; categories.len()];
        for (column, &position) in kept.iter().enumerate() {
            // OK because `kept` holds positions in `categories`.
            column_of[position] = Some(column);
        }
        let mut columns = Rows::new();
        for row in cells.iter() {
            columns.push(row.iter().filter_map(|&position| column_of[position]));
        }
        let totals = kept.iter().map(|&position| categories[position].1).collect();
        Ok(Self { pattern, columns, cells, categories, kept, totals })
    }

    /// Persons of the wave.
    pub fn n_persons(&self) -> usize {
        self.pattern.len()
    }

    /// Kept columns.
    pub fn n_columns(&self) -> usize {
        self.kept.len()
    }

    /// Distinct patterns.
    pub fn n_patterns(&self) -> usize {
        self.columns.len()
    }

    /// Totals of the kept columns, in persons.
    pub fn totals(&self) -> &[f64] {
        &self.totals
    }

    /// Every category with its total, margin by margin, dropped ones too.
    pub fn categories(&self) -> &[(Category, f64)] {
        &self.categories
    }

    /// The category that a kept column stands for.
    pub fn category_of_column(&self, column: usize) -> Category {
        // OK because columns are counted by `kept`, which holds positions in `categories`.
        self.categories[self.kept[column]].0
    }

    /// Pattern of each person, in respondent order.
    pub fn patterns(&self) -> &[u32] {
        &self.pattern
    }

    /// Kept columns that are 1 for a person, ascending.
    pub fn columns_of(&self, person: usize) -> &[usize] {
        // OK because a person below `n_persons` has a pattern, and patterns are below `n_patterns`.
        self.columns.row(self.pattern[person] as usize)
    }

    /// Kept columns that are 1, pattern by pattern.
    pub fn pattern_columns(&self) -> impl Iterator<Item = &[usize]> {
        self.columns.iter()
    }

    /// Categories that a pattern belongs to, as positions in [`Self::categories`], pattern by pattern.
    pub fn pattern_cells(&self) -> impl Iterator<Item = &[usize]> {
        self.cells.iter()
    }

    /// Summed value of the persons of each pattern, in respondent order.
    pub fn sum_by_pattern(&self, values: &[f64], sums: &mut Vec<f64>) {
        sums.clear();
        sums.resize(self.n_patterns(), 0.0);
        for (&pattern, value) in self.pattern.iter().zip(values) {
            // OK because pattern numbers are below `n_patterns`.
            sums[pattern as usize] += value;
        }
    }

    /// Summed weight of every category, aligned with [`Self::categories`], from the weight of each pattern.
    pub fn achieved_by_pattern(&self, pattern_weights: &[f64], achieved: &mut Vec<f64>) {
        achieved.clear();
        achieved.resize(self.categories.len(), 0.0);
        for (cells, weight) in self.pattern_cells().zip(pattern_weights) {
            for &position in cells {
                // OK because cells are positions in `categories`.
                achieved[position] += weight;
            }
        }
    }

    /// Summed weight of every category, aligned with [`Self::categories`].
    pub fn achieved(&self, weights: &[f64]) -> Vec<f64> {
        let (mut sums, mut achieved) = (Vec::new(), Vec::new());
        self.sum_by_pattern(weights, &mut sums);
        self.achieved_by_pattern(&sums, &mut achieved);
        achieved
    }

    /// Largest relative misfit of these weights over all categories.
    pub fn misfit(&self, weights: &[f64]) -> Misfit {
        self.misfit_of(&self.achieved(weights))
    }

    /// Largest relative misfit of sums aligned with [`Self::categories`]; a NaN is the largest of all.
    pub fn misfit_of(&self, achieved: &[f64]) -> Misfit {
        let mut worst = Misfit { value: 0.0, category: Category { variable: 0, category: 0 } };
        for (&(category, total), sum) in self.categories.iter().zip(achieved) {
            let value = (sum - total).abs() / total.max(1.0);
            if value.is_nan() {
                return Misfit { value, category };
            }
            if value > worst.value {
                worst = Misfit { value, category };
            }
        }
        worst
    }

    /// Σ mass · x x' over patterns, packed lower triangle: the Gram matrix of the kept columns.
    pub fn gram(&self, pattern_mass: &[f64], packed: &mut Vec<f64>) {
        packed.clear();
        packed.resize(self.n_columns() * (self.n_columns() + 1) / 2, 0.0);
        for (columns, &mass) in self.columns.iter().zip(pattern_mass) {
            add_products(columns, mass, packed);
        }
    }
}

/// Adds `mass` to the products of every two columns of a row, in a packed lower triangle.
fn add_products(columns: &[usize], mass: f64, packed: &mut [f64]) {
    for (at, &i) in columns.iter().enumerate() {
        // OK because columns ascend, so that j ≤ i and the element stands in the triangle.
        for &j in &columns[..=at] {
            packed[i * (i + 1) / 2 + j] += mass;
        }
    }
}

/// Every total is a positive number and every margin covers the same persons.
fn check_totals(margins: &[Margin]) -> Result<(), MarginError> {
    let expected = margins.first().ok_or(MarginError::NoMargin)?.categories.len();
    for (variable, margin) in margins.iter().enumerate() {
        let found = margin.categories.len();
        if margin.totals.is_empty() {
            return Err(MarginError::NoMargin);
        }
        if found != expected {
            return Err(MarginError::Length { variable, found, expected });
        }
        for (category, &total) in margin.totals.iter().enumerate() {
            if !(total > 0.0 && total.is_finite()) {
                return Err(MarginError::TotalNotPositive { category: Category { variable, category }, total });
            }
        }
    }
    Ok(())
}

/// Numbers the distinct combinations of categories in order of appearance.
fn patterns(margins: &[Margin], firsts: &[usize]) -> Result<(Vec<u32>, Rows), MarginError> {
    let n = margins.first().map_or(0, |margin| margin.categories.len());
    let mut numbers: HashMap<Vec<usize>, u32> = HashMap::new();
    let mut cells = Rows::new();
    let mut seen: Vec<Vec<bool>> = margins.iter().map(|margin| vec![false; margin.totals.len()]).collect();
    let mut pattern = Vec::with_capacity(n);
    let mut row = Vec::with_capacity(margins.len());
    for person in 0..n {
        row.clear();
        for (variable, margin) in margins.iter().enumerate() {
            // OK because `check_totals` gave every margin n persons, and `firsts` and `seen` have one entry a margin.
            let Some(category) = margin.categories[person].map(usize::from) else { continue };
            let Some(mark) = seen[variable].get_mut(category) else {
                return Err(MarginError::UnknownCategory { person, category: Category { variable, category } });
            };
            *mark = true;
            row.push(firsts[variable] + category);
        }
        let next = numbers.len() as u32;
        let number = *numbers.entry(row.clone()).or_insert(next);
        if number == next {
            cells.push(row.iter().copied());
        }
        pattern.push(number);
    }
    for (variable, marks) in seen.iter().enumerate() {
        if let Some(category) = marks.iter().position(|mark| !mark) {
            return Err(MarginError::EmptyCategory { category: Category { variable, category } });
        }
    }
    Ok((pattern, cells))
}

/// Margins over the same persons add up to the same total.
fn check_universes(margins: &[Margin]) -> Result<(), MarginError> {
    let total = |margin: &Margin| margin.totals.iter().sum::<f64>();
    for (second, later) in margins.iter().enumerate() {
        for (first, earlier) in margins.iter().enumerate().take(second) {
            let mut both = earlier.categories.iter().zip(&later.categories);
            let (first_total, second_total) = (total(earlier), total(later));
            let agree = (first_total - second_total).abs() <= TOTALS_AGREE * first_total.max(second_total);
            if !agree && both.all(|(a, b)| a.is_some() == b.is_some()) {
                return Err(MarginError::TotalsDisagree { first, second, first_total, second_total });
            }
        }
    }
    Ok(())
}

/// Persons in every two categories, packed lower triangle.
fn counts(pattern: &[u32], cells: &Rows, n_categories: usize) -> Vec<f64> {
    let mut persons = vec![0.0; cells.len()];
    for &number in pattern {
        // OK because pattern numbers count the rows of `cells`.
        persons[number as usize] += 1.0;
    }
    let mut packed = vec![0.0; n_categories * (n_categories + 1) / 2];
    for (row, &count) in cells.iter().zip(&persons) {
        add_products(row, count, &mut packed);
    }
    packed
}

/// Positions of the categories that do not follow from the ones before them. One that does must have the total that
/// they imply, else no weights can meet all the margins.
fn independent(counts: &[f64], categories: &[(Category, f64)]) -> Result<Vec<usize>, MarginError> {
    let mut factor = Cholesky::default();
    let mut kept: Vec<usize> = Vec::new();
    for (position, &(category, total)) in categories.iter().enumerate() {
        // OK because `counts` is the packed triangle over `categories`, and kept positions are below `position`.
        let row = &counts[position * (position + 1) / 2..][..=position];
        let mut products: Vec<f64> = kept.iter().map(|&k| row[k]).collect();
        products.push(row[position]);
        if factor.append(&products, FOLLOWS).is_ok() {
            kept.push(position);
            continue;
        }
        products.pop();
        factor.solve(&mut products);
        let terms = kept.iter().zip(&products).map(|(&k, coefficient)| coefficient * categories[k].1);
        let (implied, size) = terms.fold((0.0, 0.0), |(sum, size), term| (sum + term, size + f64::abs(term)));
        if (implied - total).abs() > TOTALS_AGREE * total.max(size) {
            return Err(MarginError::Collinear { category, total, implied });
        }
    }
    Ok(kept)
}
