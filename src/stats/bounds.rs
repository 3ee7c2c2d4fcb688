//! Which bounds on w/d can be met at all: linear programmes beside the calibration, solved only when it has failed.
//!
//! Persons with the same categories may take the same ratio: the average of ratios within bounds is within them, so one
//! variable a pattern is enough.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::calibration::Bounds;
use super::dummies::{Category, Dummies};

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

/// A category whose total no weights ≥ 0 give while the categories of every other variable have theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfReach {
    /// The category.
    pub category: Category,
    /// Its total, in persons.
    pub total: f64,
    /// The nearest total that some weights give, in persons, to about 1e-7 of the largest total.
    pub nearest: f64,
}

/// The categories that contradict the other variables; none where the margins can be met, or where more than one
/// variable would have to change.
pub fn out_of_reach(dummies: &Dummies, mass: &[f64]) -> Vec<OutOfReach> {
    let slack = EXACT * scale(dummies);
    let beyond = |(position, &(category, total)): (usize, &(Category, f64))| {
        let reach = |direction| reach(dummies, mass, position, direction);
        let most = reach(OptimizationDirection::Maximize).filter(|most| *most < total - slack);
        let nearest = most.or_else(|| reach(OptimizationDirection::Minimize).filter(|least| *least > total + slack));
        nearest.map(|nearest| OutOfReach { category, total, nearest })
    };
    dummies.categories().iter().enumerate().filter_map(beyond).collect()
}

/// The smallest or the largest total of a category, by its position, that weights ≥ 0 give while the other variables are met;
/// `None` where it has no limit, or they cannot be met.
fn reach(dummies: &Dummies, mass: &[f64], position: usize, direction: OptimizationDirection) -> Option<f64> {
    let scale = scale(dummies);
    let mut problem = Problem::new(direction);
    let counted = |cells: &[usize], mass: f64| if cells.contains(&position) { mass / scale } else { 0.0 };
    let cells = dummies.pattern_cells().zip(mass);
    let ratios: Vec<Variable> =
        cells.map(|(cells, &mass)| problem.add_var(counted(cells, mass), (0.0, f64::INFINITY))).collect();
    let variable = dummies.categories().get(position)?.0.variable;
    let others = dummies.categories().iter().map(|(category, total)| (category.variable != variable).then_some(*total));
    let others: Vec<Option<f64>> = others.collect();
    add_rows(&mut problem, dummies.pattern_cells(), &others, scale, mass, &ratios, None);
    let solution = problem.solve().ok()?.into_solution().ok()?;
    Some(solution.objective() * scale)
}

/// How far off the programmes may be, as a share of the largest total: ten times the tolerance that they hold their rows to.
const EXACT: f64 = 1e-6;

/// One scale for all rows, the largest total: with a scale each, rare categories spread the coefficients over so many orders of
/// magnitude that the programme gives up on margins that contradict each other.
fn scale(dummies: &Dummies) -> f64 {
    dummies.totals().iter().copied().fold(0.0, f64::max)
}

/// One row a kept column: Σ mass · (variable + common) over its patterns = total.
fn add_margins(
    problem: &mut Problem,
    dummies: &Dummies,
    mass: &[f64],
    variables: &[Variable],
    common: Option<Variable>,
) {
    let totals: Vec<Option<f64>> = dummies.totals().iter().copied().map(Some).collect();
    add_rows(problem, dummies.pattern_columns(), &totals, scale(dummies), mass, variables, common);
}

/// One row for each position that has a total, from the positions that each pattern belongs to.
fn add_rows<'a>(
    problem: &mut Problem,
    positions: impl Iterator<Item = &'a [usize]>,
    totals: &[Option<f64>],
    scale: f64,
    mass: &[f64],
    variables: &[Variable],
    common: Option<Variable>,
) {
    let mut rows: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); totals.len()];
    let mut sums = vec![0.0; totals.len()];
    for ((positions, &mass), &variable) in positions.zip(mass).zip(variables) {
        for &position in positions {
            // OK because the positions of a pattern have a total each.
            let share = mass / scale;
            rows[position].push((variable, share));
            sums[position] += share;
        }
    }
    for ((mut row, sum), total) in rows.into_iter().zip(sums).zip(totals) {
        let Some(total) = total else { continue };
        row.extend(common.map(|common| (common, sum)));
        problem.add_constraint(row, ComparisonOp::Eq, total / scale);
    }
}
