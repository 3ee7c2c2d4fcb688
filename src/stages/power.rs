//! Power: what a wave of a planned size can show, before the field.
//!
//! Standard errors are those of shares at the planned level under the planned design effect, s² = deff p (100 − p) / n for
//! one side; a gap has s² = s_c² + s_e² − 2 r s_c s_e, where r is the correlation of the two estimates (people answer on
//! both sides). Waves are independent: a change has √2 times the standard error. Sectors share the persons equally. Tests
//! are at 5 %, one at a time, under the normal approximation; the formulas are those of [`crate::stats::power`].

use serde::Serialize;

use crate::stats::power::{
    demonstrable_margin, detectable, n_for_equivalence, power_of_difference, power_of_equivalence, se_of_gap,
};

/// Level of the tests.
pub const ALPHA: f64 = 0.05;

/// A planned wave and what it is to show.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PlannedWave {
    /// Persons who answer as clients.
    pub clients: f64,
    /// Persons who answer as employees.
    pub employees: f64,
    /// Sectors that share them.
    pub sectors: usize,
    /// Design effect, ≥ 1.
    pub deff: f64,
    /// Margin of symmetry, in points.
    pub delta: f64,
    /// Favourable answers expected on both sides, in percent.
    pub level: f64,
    /// Correlation of the estimates of the two sides, 0 where nobody answers on both.
    pub correlation: f64,
    /// Chance wanted, 0–1.
    pub power: f64,
}

/// What is shown at one place; points, but for the bases and the chances.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Showable {
    /// Persons who answer as clients.
    pub clients: f64,
    /// Persons who answer as employees.
    pub employees: f64,
    /// Standard error of the gap.
    pub se_gap: f64,
    /// Smallest true gap that is shown with the wanted power.
    pub gap: f64,
    /// Smallest margin within which symmetry is shown with the wanted power, where the true gap is zero.
    pub margin: f64,
    /// Chance to show a true gap of `delta`, 0–1.
    pub chance_gap: f64,
    /// Chance to show symmetry within `delta` where the true gap is zero, 0–1.
    pub chance_symmetry: f64,
    /// Smallest change of the clients' level from one wave to the next that is shown with the wanted power.
    pub change_client: f64,
    /// The same of the employees' level.
    pub change_employee: f64,
    /// The same of the gap.
    pub change_gap: f64,
}

/// Persons that showing symmetry within `delta` takes, at one place, where the true gap is zero.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Needed {
    /// On each side, when both sides have as many.
    pub each_side: f64,
    /// Clients, in the planned proportion of clients to employees.
    pub clients: f64,
    /// Employees, in that proportion.
    pub employees: f64,
}

/// What a planned wave can show.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PowerPlan {
    /// The plan.
    pub planned: PlannedWave,
    /// Level of the tests.
    pub alpha: f64,
    /// All respondents.
    pub national: Showable,
    /// One sector of the average size.
    pub sector: Showable,
    /// What showing symmetry takes, nationally or in each sector.
    pub needed: Needed,
}

/// What a planned wave can show, nationally and by sector.
pub fn power(planned: PlannedWave) -> PowerPlan {
    let sectors = planned.sectors as f64;
    PowerPlan {
        planned,
        alpha: ALPHA,
        national: showable(planned, planned.clients, planned.employees),
        sector: showable(planned, planned.clients / sectors, planned.employees / sectors),
        needed: needed(planned),
    }
}

fn showable(planned: PlannedWave, clients: f64, employees: f64) -> Showable {
    let PlannedWave { delta, power, .. } = planned;
    let se_gap = se(planned, clients, employees);
    // One side alone: a gap to a side of infinite size.
    let change = |n| {
        let se_level = se_of_gap(planned.level, n, planned.level, f64::INFINITY, planned.deff);
        detectable(se_level * 2f64.sqrt(), ALPHA, power)
    };
    Showable {
        clients,
        employees,
        se_gap,
        gap: detectable(se_gap, ALPHA, power),
        margin: demonstrable_margin(se_gap, ALPHA, power),
        chance_gap: power_of_difference(delta, se_gap, ALPHA),
        chance_symmetry: power_of_equivalence(0.0, se_gap, delta, ALPHA),
        change_client: change(clients),
        change_employee: change(employees),
        change_gap: detectable(se_gap * 2f64.sqrt(), ALPHA, power),
    }
}

/// Standard error of the gap. With s² ∝ 1/n on each side, the correlation takes off a share of the variance.
fn se(planned: PlannedWave, clients: f64, employees: f64) -> f64 {
    let PlannedWave { level, deff, correlation, .. } = planned;
    let independent = se_of_gap(level, clients, level, employees, deff);
    let shared = 2.0 * correlation * (clients * employees).sqrt() / (clients + employees);
    independent * (1.0 - shared).sqrt()
}

fn needed(planned: PlannedWave) -> Needed {
    let PlannedWave { clients, employees, delta, level, deff, correlation, power, .. } = planned;
    // Two equal sides: the correlation takes off its own share of the variance.
    let each_side = n_for_equivalence(delta, level, deff, ALPHA, power) * (1.0 - correlation);
    // The squared margin goes down as the sizes go up.
    let factor = (demonstrable_margin(se(planned, clients, employees), ALPHA, power) / delta).powi(2);
    Needed { each_side, clients: clients * factor, employees: employees * factor }
}
