//! Margins that are the sample's own: weights that meet them correct nothing, which whoever reads the results must know.

use std::path::Path;

use crate::error::{Finding, Place};
use crate::messages::msg;
use crate::stages::calibrate::CalibratedWave;
use crate::survey::margin::{MarginVariable, Margins};

/// Shares of a population never agree with those of a sample this closely; shares copied from the sample do, but for rounding.
const AGREE: f64 = 1e-6;

/// A warning that names the margins whose shares are those that the wave has before calibration, if there are any.
pub fn own_margins(wave: &CalibratedWave, margins: &Margins, margins_file: &Path) -> Option<Finding> {
    let own = margins.variables.iter().enumerate().filter(|(position, variable)| is_own(wave, *position, variable));
    let names: Vec<String> = own.map(|(_, variable)| format!("`{}`", variable.id)).collect();
    if names.is_empty() {
        return None;
    }
    let problem = msg!("margins-own", edition = wave.key.edition.as_str(), names = names.join(", "));
    let finding = Finding::warn("margins-own", Place::file(margins_file), problem);
    Some(finding.expected(msg!("margins-own-expected")).hint(msg!("margins-own-hint")))
}

fn is_own(wave: &CalibratedWave, position: usize, variable: &MarginVariable) -> bool {
    let mut sums = vec![0.0; variable.categories.len()];
    for (respondent, weight) in wave.wave.respondents.iter().zip(&wave.base_weights) {
        let category = respondent.margins.get(position).copied().flatten();
        if let Some(sum) = category.and_then(|category| sums.get_mut(usize::from(category))) {
            *sum += weight;
        }
    }
    let total: f64 = sums.iter().sum();
    total > 0.0
        && sums.iter().zip(&variable.categories).all(|(sum, category)| (sum / total - category.share).abs() < AGREE)
}
