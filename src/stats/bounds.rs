//! Which bounds on w/d can be met at all: linear programmes beside the calibration, solved only when it has failed.
//!
//! Persons with the same categories may take the same ratio: the average of ratios within bounds is within them, so one
//! variable a pattern is enough.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::calibration::Bounds;
use super::dummies::Dummies;

/// The narrowest bounds, the smallest upper − lower, within which some weights meet the margins: 0 ≤ lower ≤ 1 ≤ upper.
/// `mass` is the summed base weight of each pattern. `None` when no weights ≥ 0 meet the margins.
///
/// Exact to about 1e-9: round outwards before asking for them.
pub fn tightest_bounds(dummies: &Dummies, mass: &[f64]) -> Option<Bounds> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    // Ratio of a pattern = lower + excess, 0 ≤ excess ≤ width: one row a pattern, where two bounds would take two.
    let lower = problem.add_var(0.0, (0.0, 1.0));
    let width = problem.add_var(1.0, (0.0, f64::INFINITY));
    problem.add_constraint([(lower, 1.0), (width, 1.0)], ComparisonOp::Ge, 1.0);
    let mut excesses = Vec::with_capacity(mass.len());
    for _ in mass {
        let excess = problem.add_var(0.0, (0.0, f64::INFINITY));
        problem.add_constraint([(excess, 1.0), (width, -1.0)], ComparisonOp::Le, 0.0);
        excesses.push(excess);
    }
    add_margins(&mut problem, dummies, mass, &excesses, Some(lower));
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let (lower, width) = (solution.var_value(lower), solution.var_value(width));
    Some(Bounds { lower, upper: lower + width })
}

/// Whether some weights within these bounds meet the margins, to about 1e-9. `None` when the programme cannot tell.
pub fn is_feasible(dummies: &Dummies, mass: &[f64], bounds: Bounds) -> Option<bool> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let ratios: Vec<Variable> = mass.iter().map(|_| problem.add_var(0.0, (bounds.lower, bounds.upper))).collect();
    add_margins(&mut problem, dummies, mass, &ratios, None);
    match problem.solve() {
        Ok(_) => Some(true),
        Err(microlp::Error::Infeasible) => Some(false),
        Err(_) => None,
    }
}

/// One row a kept column: Σ mass · (variable + common) over its patterns = total, divided by the total.
fn add_margins(
    problem: &mut Problem,
    dummies: &Dummies,
    mass: &[f64],
    variables: &[Variable],
    common: Option<Variable>,
) {
    let mut rows: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); dummies.n_columns()];
    let mut sums = vec![0.0; dummies.n_columns()];
    for ((columns, &mass), &variable) in dummies.pattern_columns().zip(mass).zip(variables) {
        for &column in columns {
            // OK because the columns of a pattern are below `n_columns`.
            let share = mass / dummies.totals()[column];
            rows[column].push((variable, share));
            sums[column] += share;
        }
    }
    for (mut row, sum) in rows.into_iter().zip(sums) {
        row.extend(common.map(|common| (common, sum)));
        problem.add_constraint(row, ComparisonOp::Eq, 1.0);
    }
}
