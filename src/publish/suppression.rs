//! What a suppressed row may still say: its keys and its status, and no number at all.
//!
//! [`masked`] is applied once, before anything is written or drawn, and nothing is written from results that are not
//! [`Masked`], so that no table, figure or sentence downstream can let a hidden number out. Each row is taken apart without `..`: a new field does not compile until it is declared kept
//! or hidden.

use std::ops::Deref;

use crate::survey::ids::Status;
use crate::survey::results::*;

/// Results that may be shown: without the numbers of the suppressed rows.
#[derive(Clone, Debug)]
pub struct Masked(Results);

impl Deref for Masked {
    type Target = Results;
    fn deref(&self) -> &Results {
        &self.0
    }
}

/// The results with every number of the suppressed rows taken out.
pub fn masked(mut results: Results) -> Masked {
    results.estimates.iter_mut().filter(|row| row.status == Status::Suppressed).for_each(hide_estimate);
    results.symmetry.iter_mut().filter(|row| row.status == Status::Suppressed).for_each(hide_symmetry);
    results.contrasts.iter_mut().filter(|row| row.status == Status::Suppressed).for_each(hide_contrast);
    results.composites.iter_mut().filter(|row| row.status == Status::Suppressed).for_each(hide_composite);
    results.trends.iter_mut().filter(|row| row.status == Status::Suppressed).for_each(hide_trend);
    results.slopes.iter_mut().filter(|row| row.status == Status::Suppressed).for_each(hide_slope);
    results.ranges.iter_mut().filter(|row| row.status == Status::Suppressed).for_each(hide_range);
    Masked(results)
}

/// Takes a row apart, keeps the first fields and empties the second.
macro_rules! hide {
    ($row:expr, $type:ident, keep: $($kept:ident)+, hide: $($hidden:ident)+) => {
        let $type { $($kept: _,)+ $($hidden,)+ } = $row;
        $(*$hidden = None;)+
    };
}

fn hide_estimate(row: &mut EstimateRow) {
    hide!(row, EstimateRow, keep: edition sector population subject measure status,
        hide: estimate se df ci_low ci_high n n_eff deff);
}

fn hide_symmetry(row: &mut SymmetryRow) {
    hide!(row, SymmetryRow, keep: edition sector subject measure mirror class status,
        hide: client employee gap se_gap df ci_low ci_high p_difference q_difference p_minimum_effect q_minimum_effect
        p_equivalence q_equivalence symmetry level level_low level_high floor floor_low floor_high demonstrated_margin
        rank rank_low rank_high n_client n_employee n_both);
}

fn hide_contrast(row: &mut ContrastRow) {
    hide!(row, ContrastRow, keep: edition sector contrast population subject measure status,
        hide: left right difference se df ci_low ci_high p q n_left n_right);
}

fn hide_composite(row: &mut CompositeRow) {
    hide!(row, CompositeRow, keep: edition sector composite pairs measure status,
        hide: mean_gap se_gap ci_low ci_high mean_absolute_gap mean_absolute_gap_low mean_absolute_gap_high noise_floor
        adjusted_gap adjusted_gap_low adjusted_gap_high symmetry floor rank rank_low rank_high rank_floor rank_floor_low
        rank_floor_high n_dimensions);
}

fn hide_trend(row: &mut TrendRow) {
    hide!(row, TrendRow, keep: sector subject measure statistic edition_from edition_to comparable reason status,
        hide: change se df ci_low ci_high p q detectable);
}

fn hide_slope(row: &mut SlopeRow) {
    hide!(row, SlopeRow, keep: sector subject measure statistic since_edition status,
        hide: slope_per_year se ci_low ci_high p q n_editions);
}

fn hide_range(row: &mut RangeRow) {
    hide!(row, RangeRow, keep: edition sector subject measure status,
        hide: client non_manager manager range range_low range_high noise_floor symmetry n_client n_non_manager n_manager);
}
