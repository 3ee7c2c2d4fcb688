//! Trim and recalibrate: cap the weights, meet the margins again, until both hold or the rounds run out. Capping last,
//! and saying what the margins then miss, never a cap that the weights do not keep.

use super::calibration::{CalibrationError, Distance, calibrate};
use super::dummies::{Dummies, Misfit};

/// Capped weights and what the cap costs.
#[derive(Clone, Debug)]
pub struct Trimmed {
    /// Weights, none above the cap.
    pub weights: Vec<f64>,
    /// Rounds of capping and calibrating again.
    pub rounds: usize,
    /// Persons at the cap.
    pub capped: usize,
    /// Largest relative misfit that is left, and where.
    pub misfit: Misfit,
}

/// Excess over the cap that counts as rounding, relative.
const AT_THE_CAP: f64 = 1e-12;

/// Raking to the margins with no weight above `cap` (> 0, in persons), in at most `max_rounds` rounds. A cap that the
/// margins do not allow ends with a misfit that is not small: it is for the caller to refuse.
///
/// Bounds inside the calibration ([`Distance::Logit`] and its kin) do the same in one go, and better; this is for a cap
/// on the weight itself.
pub fn trim_and_recalibrate(
    base: &[f64],
    dummies: &Dummies,
    cap: f64,
    max_iterations: usize,
    max_rounds: usize,
) -> Result<Trimmed, CalibrationError> {
    let usable = cap > 0.0;
    if !usable {
        return Err(CalibrationError::InvalidCap { cap });
    }
    let mut weights = calibrate(base, dummies, Distance::Raking, max_iterations)?.weights;
    let mut rounds = 0;
    while rounds < max_rounds && weights.iter().any(|w| *w > cap * (1.0 + AT_THE_CAP)) {
        weights.iter_mut().for_each(|w| *w = w.min(cap));
        weights = calibrate(&weights, dummies, Distance::Raking, max_iterations)?.weights;
        rounds += 1;
    }
    let capped = weights.iter().filter(|w| **w >= cap * (1.0 - AT_THE_CAP)).count();
    weights.iter_mut().for_each(|w| *w = w.min(cap));
    Ok(Trimmed { rounds, capped, misfit: dummies.misfit(&weights), weights })
}
