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
    /// Factors the packed lower triangle `a` (row by row, n(n+1)/2 numbers). A pivot that keeps at most `tolerance`
    /// (relative, 1e-12 say) of its diagonal element, or is NaN, is a failure and names its column.
    pub fn factor(a: &[f64], n: usize, tolerance: f64) -> Result<Self, SingularPivot> {
        let mut this = Self { n, lower: a.to_vec() };
        this.factor_in_place(tolerance)?;
        Ok(this)
    }

    /// As [`Self::factor`], into the memory of an earlier factor.
    pub fn refactor(&mut self, a: &[f64], n: usize, tolerance: f64) -> Result<(), SingularPivot> {
        self.n = n;
        self.lower.clear();
        self.lower.extend_from_slice(a);
        self.factor_in_place(tolerance)
    }

    fn factor_in_place(&mut self, tolerance: f64) -> Result<(), SingularPivot> {
        // OK because every index below is at most n(n+1)/2 − 1, the length that the callers give.
        let a = &mut self.lower;
        for i in 0..self.n {
            let row_i = i * (i + 1) / 2;
            for j in 0..=i {
                let row_j = j * (j + 1) / 2;
                let diagonal = a[row_i + j];
                let mut sum = diagonal;
                for k in 0..j {
                    sum -= a[row_i + k] * a[row_j + k];
                }
                if i == j {
                    // Negated so that NaN fails.
                    if !(sum > tolerance * diagonal && sum > 0.0) {
                        return Err(SingularPivot { column: i });
                    }
                    a[row_i + i] = sum.sqrt();
                } else {
                    a[row_i + j] = sum / a[row_j + j];
                }
            }
        }
        Ok(())
    }

    /// Number of columns.
    pub fn size(&self) -> usize {
        self.n
    }

    /// Solves A x = b in place; `b` has n numbers.
    pub fn solve(&self, b: &mut [f64]) {
        // OK because `lower` has n(n+1)/2 numbers and the callers give n of `b`.
        let l = &self.lower;
        for i in 0..self.n {
            let row = i * (i + 1) / 2;
            let mut sum = b[i];
            for k in 0..i {
                sum -= l[row + k] * b[k];
            }
            b[i] = sum / l[row + i];
        }
        for i in (0..self.n).rev() {
            let row = i * (i + 1) / 2;
            b[i] /= l[row + i];
            let solved = b[i];
            for k in 0..i {
                b[k] -= l[row + k] * solved;
            }
        }
    }
}
