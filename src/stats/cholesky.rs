//! Cholesky factor of a small symmetric positive definite matrix, that says which column made it fail.

/// The lower factor of A = LL', row by row, n(n+1)/2 numbers.
#[derive(Clone, Debug, Default)]
pub struct Cholesky {
    n: usize,
    /// Row i starts at i(i+1)/2.
    lower: Vec<f64>,
}

/// The pivot that is not positive: column `column` is a combination of the columns before it.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("column {column} is a combination of the columns before it")]
pub struct SingularPivot {
    /// Position of the column.
    pub column: usize,
}

impl Cholesky {
    /// Factors the packed lower triangle `packed` (row by row, n(n+1)/2 numbers). A pivot that keeps at most `tolerance`
    /// (1e-12 say) of its diagonal element, or is NaN, is a failure and names its column.
    pub fn factor(packed: &[f64], n: usize, tolerance: f64) -> Result<Self, SingularPivot> {
        let mut this = Self::default();
        this.refactor(packed, n, tolerance)?;
        Ok(this)
    }

    /// As [`Self::factor`], into the memory of an earlier factor. After a failure the factor holds the columns before it.
    pub fn refactor(&mut self, packed: &[f64], n: usize, tolerance: f64) -> Result<(), SingularPivot> {
        self.n = 0;
        self.lower.clear();
        // OK because row i of a packed triangle is its elements i(i+1)/2 to i(i+1)/2 + i.
        (0..n).try_for_each(|i| self.append(&packed[i * (i + 1) / 2..][..=i], tolerance))
    }

    /// Adds one column to the matrix: its products with the columns so far, then with itself (n + 1 numbers). On failure
    /// the factor is unchanged.
    pub fn append(&mut self, products: &[f64], tolerance: f64) -> Result<(), SingularPivot> {
        let n = self.n;
        let start = self.lower.len();
        self.lower.extend_from_slice(products);
        let (before, row) = self.lower.split_at_mut(start);
        let mut offset = 0;
        for j in 0..n {
            // OK because j < n, the row has n + 1 numbers and row j of the factor has j + 1.
            let (l, pivot) = (&before[offset..offset + j], before[offset + j]);
            row[j] = (row[j] - dot(l, &row[..j])) / pivot;
            offset += j + 1;
        }
        let diagonal = row[n];
        let rest = diagonal - dot(&row[..n], &row[..n]);
        // Written so that NaN fails.
        if rest > 0.0 && rest > tolerance * diagonal {
            row[n] = rest.sqrt();
            self.n += 1;
            Ok(())
        } else {
            self.lower.truncate(start);
            Err(SingularPivot { column: n })
        }
    }

    /// Number of columns.
    pub fn size(&self) -> usize {
        self.n
    }

    /// Solves A x = b in place; `b` has n numbers.
    pub fn solve(&self, b: &mut [f64]) {
        self.solve_lanes(b.as_chunks_mut::<1>().0);
    }

    /// As [`Self::solve`], for several right-hand sides at once: `b` has n rows of one number each.
    pub fn solve_lanes<const N: usize>(&self, b: &mut [[f64; N]]) {
        // OK because row i of the factor starts at i(i+1)/2, has i + 1 numbers, and `b` has n.
        for i in 0..self.n {
            let row = &self.lower[i * (i + 1) / 2..][..=i];
            let mut products = [0.0; N];
            for (l, x) in row.iter().zip(&b[..i]) {
                for (product, x) in products.iter_mut().zip(x) {
                    *product += l * x;
                }
            }
            for (x, product) in b[i].iter_mut().zip(products) {
                *x = (*x - product) / row[i];
            }
        }
        for i in (0..self.n).rev() {
            let row = &self.lower[i * (i + 1) / 2..][..=i];
            let solved = b[i].map(|x| x / row[i]);
            b[i] = solved;
            for (x, l) in b[..i].iter_mut().zip(row) {
                for (x, solved) in x.iter_mut().zip(solved) {
                    *x -= l * solved;
                }
            }
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
