//! What is said of a wave that cannot be weighted: at the margins, or at the option of the pipeline that must change.

use std::path::Path;

use super::{CalibrateOptions, Shown, Trim, codes, outwards};
use crate::error::{Finding, Place};
use crate::messages::{Arg, Message, msg};
use crate::stats::bounds::{OutOfReach, is_feasible, out_of_reach, tightest_bounds};
use crate::stats::calibration::{Bounds, CalibrationError};
use crate::stats::dummies::{Category, Dummies, MarginError, Misfit};
use crate::stats::linearise::DesignError;
use crate::survey::margin::Margins;
use crate::survey::raw::shown;
use crate::survey::results::EditionKey;
use crate::survey::wave::Wave;

/// A relative misfit as people read it: in percent, to three digits.
fn percent(misfit: f64) -> Arg {
    let percent = 100.0 * misfit;
    if (0.001..1e6).contains(&percent) {
        // OK because such a number has at most five zeros after the point, and log10 of it is small.
        let decimals = (2 - percent.log10().floor() as i32).max(0) as usize;
        Arg::decimal(percent, decimals)
    } else {
        Arg::Decimal(format!("{percent:.2e}"))
    }
}

/// Puts names on the positions that the statistics speak of.
pub(super) struct Names<'a> {
    pub(super) margins: &'a Margins,
    pub(super) file: &'a Path,
    pub(super) key: &'a EditionKey,
    pub(super) options: &'a CalibrateOptions,
}

impl Names<'_> {
    fn place(&self) -> Place {
        Place::file(self.file)
    }

    fn category(&self, at: Category) -> Message {
        let variable = self.margins.variables.get(at.variable);
        let category = variable.and_then(|v| v.categories.get(at.category));
        match (variable, category) {
            (Some(variable), Some(category)) => {
                msg!("category-of", category = &category.code, variable = variable.id.as_str())
            }
            _ => msg!("category-at", category = at.category + 1, variable = at.variable + 1),
        }
    }

    fn category_place(&self, at: Category) -> Place {
        let category = self.margins.variables.get(at.variable).and_then(|v| v.categories.get(at.category));
        category.map_or_else(|| self.place(), |c| c.place.clone())
    }

    fn variable(&self, at: usize) -> Message {
        let variable = self.margins.variables.get(at);
        variable.map_or_else(|| msg!("margin-at", variable = at + 1), |v| msg!("called-name", name = v.id.as_str()))
    }

    pub(super) fn margin_finding(&self, error: &MarginError) -> Finding {
        let edition = self.key.edition.as_str();
        match error {
            MarginError::EmptyCategory { category } => self.empty_category(*category),
            MarginError::TotalsDisagree { first, second, first_total, second_total } => {
                let problem = msg!(
                    "margin-totals",
                    first = self.variable(*first),
                    first_total = Arg::Decimal(first_total.to_string()),
                    second = self.variable(*second),
                    second_total = Arg::Decimal(second_total.to_string()),
                );
                Finding::refuse("margin-totals", self.place(), problem)
                    .expected(msg!("expect-same-totals"))
                    .hint(msg!("hint-same-totals"))
            }
            MarginError::Collinear { category, total, implied } => {
                let problem = msg!(
                    "category-implied",
                    edition,
                    category = self.category(*category),
                    implied = Arg::decimal(*implied, 2),
                    total = Arg::decimal(*total, 2),
                );
                Finding::refuse("margin-collinear", self.category_place(*category), problem)
                    .expected(msg!("expect-joint-margins"))
                    .hint(msg!("hint-merge-two"))
            }
            other => Finding::refuse("margin", self.place(), msg!("edition-fault", edition, fault = other.to_string()))
                .hint(msg!("hint-weights-or-margins")),
        }
    }

    fn empty_category(&self, category: Category) -> Finding {
        let problem = msg!("category-empty", edition = self.key.edition.as_str(), category = self.category(category));
        Finding::refuse("margin-unreachable", self.category_place(category), problem)
            .expected(msg!("expect-respondent-each"))
            .hint(msg!("hint-merge-or-check"))
    }

    pub(super) fn base_finding(&self, error: &CalibrationError) -> Finding {
        let problem = msg!("edition-fault", edition = self.key.edition.as_str(), fault = self.fault(error));
        Finding::refuse("calibration", self.place(), problem).hint(msg!("hint-weights-or-margins"))
    }

    pub(super) fn weightless(&self) -> Finding {
        Finding::refuse("weights", self.place(), msg!("weights-all-zero")).hint(msg!("hint-weights-or-margins"))
    }

    /// An error of the statistics as part of a message; those that `config` and `stages::validate` rule out stay in English.
    fn fault(&self, error: &CalibrationError) -> Message {
        match error {
            CalibrationError::ZeroWeights => msg!("base-weights-all-zero"),
            CalibrationError::NotConverged { misfit, .. } | CalibrationError::Infeasible { misfit, .. } => {
                self.missed(*misfit)
            }
            other => msg!("verbatim", text = other.to_string()),
        }
    }

    /// A category that is missed, with how far and where it stands.
    fn missed(&self, misfit: Misfit) -> Message {
        let place = self.category_place(misfit.category).to_string();
        msg!("category-missed", category = self.category(misfit.category), place, percent = percent(misfit.value))
    }

    /// No weights at all can meet the margins; `misfit` is what a search was left with.
    fn contradiction(&self, misfit: Misfit) -> Finding {
        let problem = msg!(
            "margins-contradict",
            edition = self.key.edition.as_str(),
            category = self.category(misfit.category),
            percent = percent(misfit.value),
        );
        Finding::refuse("margin-unreachable", self.category_place(misfit.category), problem)
            .expected(msg!("expect-reachable-margins"))
            .hint(msg!("hint-contradiction"))
    }

    /// No weights at all can meet a category and the other variables.
    fn out_of_reach(&self, beyond: OutOfReach) -> Finding {
        let OutOfReach { category, total, nearest } = beyond;
        let of_universe = 100.0 / self.margins.variables.get(category.variable).map_or(f64::NAN, |v| v.total);
        // Two decimals, on the side that can be met.
        let (limit, nearest) = match nearest < total {
            true => ("most", (nearest * of_universe * 100.0).floor() / 100.0),
            false => ("least", (nearest * of_universe * 100.0).ceil() / 100.0),
        };
        let problem = msg!(
            "margin-out-of-reach",
            edition = self.key.edition.as_str(),
            category = self.category(category),
            asked = Arg::decimal(total * of_universe, 2),
            limit,
            nearest = Arg::decimal(nearest, 2),
        );
        Finding::refuse("margin-unreachable", self.category_place(category), problem)
            .expected(msg!("expect-reachable-share", limit, nearest = Arg::decimal(nearest, 2)))
            .hint(msg!("hint-out-of-reach"))
    }

    pub(super) fn cap_finding(&self, trim: Trim, error: &CalibrationError) -> Finding {
        let (edition, cap) = (self.key.edition.as_str(), Arg::Decimal(trim.cap.to_string()));
        let problem = msg!("cap-fails", edition, cap, fault = self.fault(error));
        Finding::refuse("trim", self.options.places.trim.clone(), problem).hint(msg!("hint-raise-cap"))
    }

    pub(super) fn misfit_finding(&self, trim: Trim, rounds: usize, misfit: Misfit) -> Finding {
        let (edition, cap) = (self.key.edition.as_str(), Arg::Decimal(trim.cap.to_string()));
        let problem = msg!("cap-misses", cap, edition, rounds, missed = self.missed(misfit));
        Finding::refuse("trim", self.options.places.trim.clone(), problem)
            .expected(msg!(
                "expect-misfit",
                percent = Arg::Decimal(format!("{:e}", 100.0 * trim.max_misfit)),
                misfit = format!("{:e}", trim.max_misfit),
            ))
            .hint(msg!("hint-cap-misfit"))
    }

    pub(super) fn design_finding(&self, error: &DesignError, wave: &Wave) -> Finding {
        let edition = self.key.edition.as_str();
        let lonely = |problem| {
            Finding::refuse("lonely-psu", self.options.places.lonely_psu.clone(), problem)
                .expected(msg!("expect-two-units"))
        };
        let stratum = match error {
            DesignError::LonelyPsu { stratum } => stratum,
            DesignError::NothingToAverage => {
                return lonely(msg!("lonely-every", edition)).hint(msg!("hint-lonely-every"));
            }
            other => {
                let problem = msg!("edition-fault", edition, fault = other.to_string());
                return Finding::refuse("design", self.place(), problem).hint(msg!("hint-weights-or-margins"));
            }
        };
        let strata = codes(wave.respondents.iter().map(|r| r.stratum.as_deref()));
        let person = strata.and_then(|strata| strata.iter().position(|code| code == stratum));
        let named = person.and_then(|person| wave.respondents.get(person)?.stratum.as_deref());
        let problem = match named {
            Some(code) => msg!("lonely-stratum", stratum = shown(code), edition),
            None => msg!("lonely-edition", edition),
        };
        lonely(problem).hint(msg!("hint-lonely"))
    }
}

/// A calibration that gave no weights, with what is needed to say why.
pub(super) struct Failure<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) dummies: &'a Dummies,
    pub(super) base: &'a [f64],
}

impl Failure<'_> {
    pub(super) fn findings(&self, error: &CalibrationError) -> Vec<Finding> {
        match error {
            CalibrationError::NotConverged { misfit, .. } if self.is_contradiction() => self.contradiction(*misfit),
            CalibrationError::Infeasible { tightest: None, misfit, .. } if self.is_contradiction() => {
                self.contradiction(*misfit)
            }
            _ => vec![self.finding(error)],
        }
    }

    fn finding(&self, error: &CalibrationError) -> Finding {
        let (names, edition) = (self.names, self.names.key.edition.as_str());
        match error {
            CalibrationError::EmptyCategory { category } => names.empty_category(*category),
            CalibrationError::NotConverged { iterations, misfit } => self.not_converged(*iterations, *misfit),
            CalibrationError::Infeasible { bounds, tightest, misfit } => self.infeasible(*bounds, *tightest, *misfit),
            CalibrationError::NegativeWeights { count, .. } => self.negative(*count),
            CalibrationError::Collinear { category } => {
                let problem = msg!("category-redundant", edition, category = names.category(*category));
                Finding::refuse("margin-collinear", names.category_place(*category), problem)
                    .expected(msg!("expect-independent-margins"))
                    .hint(msg!("hint-drop-variable"))
            }
            other => names.base_finding(other),
        }
    }

    fn mass(&self) -> Vec<f64> {
        let mut mass = Vec::new();
        self.dummies.sum_by_pattern(self.base, &mut mass);
        mass
    }

    /// Whether it is certain that no weights of zero or more meet the margins.
    fn is_contradiction(&self) -> bool {
        let any = Bounds { lower: 0.0, upper: f64::INFINITY };
        is_feasible(self.dummies, &self.mass(), any) == Some(false)
    }

    /// No weights at all meet the margins: every category that contradicts the other variables, or that which the search
    /// missed most.
    fn contradiction(&self, misfit: Misfit) -> Vec<Finding> {
        let beyond = out_of_reach(self.dummies, &self.mass());
        match beyond.is_empty() {
            true => vec![self.names.contradiction(misfit)],
            false => beyond.into_iter().map(|beyond| self.names.out_of_reach(beyond)).collect(),
        }
    }

    /// The search gave up, and there may be something to find.
    fn not_converged(&self, iterations: usize, misfit: Misfit) -> Finding {
        let edition = self.names.key.edition.as_str();
        let problem = msg!("not-converged", edition, iterations, missed = self.names.missed(misfit));
        let finding = Finding::refuse("not-converged", self.names.options.places.max_iterations.clone(), problem);
        match tightest_bounds(self.dummies, &self.mass()) {
            Some(tightest) => {
                let bounds = &outwards(tightest).to_string();
                let finding = finding.expected(msg!("expect-iterations", bounds));
                finding.hint(msg!("hint-iterations-or-bounds", bounds))
            }
            None => finding.hint(msg!("hint-iterations-or-merge")),
        }
    }

    /// The bounds are too tight.
    fn infeasible(&self, bounds: Bounds, tightest: Option<Bounds>, misfit: Misfit) -> Finding {
        let (bounds, edition) = (Shown(bounds).to_string(), self.names.key.edition.as_str());
        let problem = match tightest {
            None => msg!("bounds-infeasible", bounds, edition),
            Some(tightest) => {
                msg!("bounds-infeasible-tightest", bounds, edition, tightest = outwards(tightest).to_string())
            }
        };
        Finding::refuse("bounds-infeasible", self.names.options.places.bounds.clone(), problem)
            .expected(msg!("expect-feasible-bounds", missed = self.names.missed(misfit)))
            .hint(msg!("hint-widen-bounds"))
    }

    fn negative(&self, count: usize) -> Finding {
        let edition = self.names.key.edition.as_str();
        let problem = msg!("negative-weights", count, total = self.base.len(), edition);
        let finding = Finding::refuse("negative-weights", self.names.options.places.method.clone(), problem)
            .expected(msg!("expect-weights-from-zero"));
        match tightest_bounds(self.dummies, &self.mass()) {
            Some(tightest) => finding.hint(msg!("hint-bounded-method", bounds = outwards(tightest).to_string())),
            None if self.is_contradiction() => finding.hint(msg!("hint-no-weights")),
            None => finding.hint(msg!("hint-raking")),
        }
    }
}
