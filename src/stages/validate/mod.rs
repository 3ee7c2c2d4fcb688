//! Validation: raw cells → a [`Wave`] that is valid by construction, or every finding at once.
//!
//! One file a family of rules; [`rules`] lists them all, with what the configuration may say of each.

mod answers;
mod cells;
mod checks;
mod columns;
mod conduct;
mod file;
mod ids;
mod items;
mod margins;
mod report;
pub mod rules;
mod weights;

pub use file::resent;
pub use items::NonResponse;
pub use report::Counts;
pub use rules::ValidationRules;

use crate::error::Finding;
use crate::survey::codebook::Codebook;
use crate::survey::ids::EditionId;
use crate::survey::margin::Margins;
use crate::survey::raw::RawWave;
use crate::survey::registry::Edition;
use crate::survey::wave::{Respondent, Wave};
use answers::Row;
use columns::Columns;
use report::Report;
use rules::Rule;

/// A wave and what should be looked at in it.
#[derive(Debug)]
pub struct Validated {
    /// The wave.
    pub wave: Wave,
    /// Findings that refuse nothing.
    pub warnings: Vec<Finding>,
    /// How often each rule found something.
    pub counts: Counts,
}

/// What a wave is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Label of the edition.
    pub id: &'a EditionId,
    /// The edition: what was asked, in which sectors.
    pub edition: &'a Edition,
    /// The margins whose categories the wave must hold.
    pub margins: &'a Margins,
    /// The questionnaire.
    pub codebook: &'a Codebook,
    /// How grave each rule is, and what else is checked.
    pub rules: &'a ValidationRules,
    /// SHA-256 that the file must have, where it is pinned.
    pub sha256: Option<&'a str>,
    /// What the column of the wave must hold, where the layout has one.
    pub wave: &'a str,
}

/// Turns the cells of one wave file into answers. `resent` is what [`resent`] says of the wave.
///
/// # Errors
/// Every finding of the file, in file order, when at least one of them refuses it.
pub fn validate(raw: &RawWave, frame: Frame<'_>, resent: Option<Finding>) -> Result<Validated, Vec<Finding>> {
    let mut report = Report::new(raw, &frame.rules.set);
    if let Some(Finding { place, problem, expected, hint, .. }) = resent {
        report.tell(Rule::WaveResent, place, problem, |f| Finding { expected, hint, ..f });
    }
    let columns = Columns::find(raw, frame, &mut report);
    file::check(raw, frame, &mut report);
    let Some(columns) = columns else { return Err(report.finish().0) };
    if let Some(column) = columns.wave {
        file::check_wave(raw, column, frame.wave, &mut report);
    }
    ids::check(raw, columns.id, &mut report);
    let respondents: Vec<Respondent> =
        (0..raw.n_rows()).map(|row| respondent(row, &columns, frame, &mut report)).collect();
    if let Some(column) = columns.base_weight {
        let weights: Vec<f64> = respondents.iter().map(|r| r.base_weight).collect();
        weights::check_all(raw, column, &weights, &mut report);
    }
    if let (Some(stratum), Some(psu)) = (columns.stratum, columns.psu) {
        weights::check_units(raw, stratum, psu, &mut report);
    }
    checks::check(raw, &columns, frame, &mut report);
    conduct::check(raw, &columns, &mut report);
    if !report.refused() {
        items::check_sectors(&respondents, frame, &mut report);
        items::check(&respondents, &columns, frame, &mut report);
        margins::check_sizes(&respondents, &columns, frame, &mut report);
    }
    let refused = report.refused();
    let (warnings, counts) = report.finish();
    if refused {
        return Err(warnings);
    }
    Ok(Validated { wave: Wave { edition: frame.id.clone(), respondents }, warnings, counts })
}

fn respondent(row: usize, columns: &Columns<'_>, frame: Frame<'_>, report: &mut Report<'_>) -> Respondent {
    let cursor = Row { columns, frame, row };
    Respondent {
        id: columns.id.cell(row).to_owned(),
        base_weight: columns.base_weight.map_or(1.0, |column| weights::base_weight(row, column, report)),
        margins: margins::categories(row, columns, frame, report),
        stratum: weights::design_code(row, columns.stratum, report),
        psu: weights::design_code(row, columns.psu, report),
        ratings: cursor.ratings(report),
        job: cursor.job(report),
    }
}
