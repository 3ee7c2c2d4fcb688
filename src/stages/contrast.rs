//! Contrasts: the differences that are not mirror gaps, each with the covariance of its two sides inside.

use super::calibrate::CalibratedWave;
use super::score::{Estimate, Scores, subjects};
use super::symmetry::Difference;
use crate::stats::linearise::{Influence, Workspace};
use crate::survey::codebook::{Codebook, Overestimation};
use crate::survey::ids::{Contrast, Measure, Population, SectorId, Status, Subject};
use crate::survey::registry::Edition;
use crate::survey::results::ContrastRow;
use crate::survey::rules::PublicationRules;

/// What the contrasts of one wave are computed from.
struct Inputs<'a> {
    wave: &'a CalibratedWave,
    scores: &'a Scores,
    edition: &'a Edition,
    codebook: &'a Codebook,
    rules: &'a PublicationRules,
}

/// Rows of the table `contrasts`.
pub fn contrast(
    wave: &CalibratedWave,
    scores: &Scores,
    edition: &Edition,
    codebook: &Codebook,
    rules: &PublicationRules,
) -> Vec<ContrastRow> {
    let inputs = Inputs { wave, scores, edition, codebook, rules };
    let mut workspace = Workspace::default();
    let mut rows = inputs.overestimation(&mut workspace);
    rows.extend(inputs.manager_gap(&mut workspace));
    rows.extend(inputs.within_employee(&mut workspace));
    rows
}

impl Inputs<'_> {
    fn sectors(&self) -> impl Iterator<Item = SectorId> {
        self.edition.sectors.iter().cloned().chain([SectorId::all()])
    }

    fn overestimation(&self, workspace: &mut Workspace) -> Vec<ContrastRow> {
        let mut rows = Vec::new();
        for declared in &self.codebook.contrasts.overestimation {
            let asked = self.edition.asked(&declared.estimate, Population::Employee)
                && self.edition.asked(&declared.real, Population::Client);
            if !asked {
                continue;
            }
            let subject = Subject::item(declared.estimate.as_str());
            let key = |sector| Key {
                sector,
                contrast: Contrast::Overestimation,
                subject: subject.clone(),
                measure: declared.estimate_measure,
            };
            for sector in self.sectors() {
                let (estimate, real) = self.estimate_and_real(declared, &sector);
                rows.push(self.row(key(sector), estimate, real, workspace));
            }
            rows.push(self.mean_of_sectors(key(SectorId::from(SectorId::MEAN_OF_SECTORS)), declared, workspace));
        }
        rows
    }

    fn estimate_and_real(
        &self,
        declared: &Overestimation,
        sector: &SectorId,
    ) -> (Option<&Estimate>, Option<&Estimate>) {
        let estimate = Subject::item(declared.estimate.as_str());
        let real = Subject::item(declared.real.as_str());
        (
            self.scores.get(sector, Population::Employee, &estimate, declared.estimate_measure),
            self.scores.get(sector, Population::Client, &real, declared.real_measure),
        )
    }

    /// Plain mean over every sector of the frame; suppressed when any sector has no figure, because a mean over fewer
    /// sectors would be another figure.
    fn mean_of_sectors(&self, key: Key, declared: &Overestimation, workspace: &mut Workspace) -> ContrastRow {
        let pairs: Option<Vec<(&Estimate, &Estimate)>> = self
            .edition
            .sectors
            .iter()
            .map(|sector| {
                let (estimate, real) = self.estimate_and_real(declared, sector);
                Some((estimate?, real?))
            })
            .collect();
        let Some(pairs) = pairs.filter(|pairs| !pairs.is_empty()) else {
            return key.row(self.wave, Status::Suppressed);
        };
        let mean =
            |side: &dyn Fn(&(&Estimate, &Estimate)) -> f64| pairs.iter().map(side).sum::<f64>() / pairs.len() as f64;
        let left = Influence::mean(&pairs.iter().map(|p| &p.0.influence).collect::<Vec<_>>());
        let right = Influence::mean(&pairs.iter().map(|p| &p.1.influence).collect::<Vec<_>>());
        let n_left = left.n_persons();
        let n_right = right.n_persons();
        let status = self.rules.status(&[n_left as f64, n_right as f64]);
        let mut row = key.row(self.wave, status);
        if status != Status::Suppressed {
            let (l, r) = (mean(&|p| p.0.value), mean(&|p| p.1.value));
            let difference = Difference::of(self.wave, l - r, Influence::difference(&left, &right), workspace);
            self.fill(&mut row, (l, n_left), (r, n_right), &difference);
        }
        row
    }

    fn manager_gap(&self, workspace: &mut Workspace) -> Vec<ContrastRow> {
        let mut rows = Vec::new();
        for subject in subjects(self.edition, self.codebook).iter().filter(|s| s.side == Population::Employee) {
            let measures = subject
                .items
                .first()
                .map_or(&[] as &[Measure], |item| self.codebook.measures(&self.codebook.items[item]));
            for sector in self.sectors() {
                for &measure in measures {
                    let side = |population| self.scores.get(&sector, population, &subject.subject, measure);
                    let key = Key {
                        sector: sector.clone(),
                        contrast: Contrast::ManagerGap,
                        subject: subject.subject.clone(),
                        measure,
                    };
                    rows.push(self.row(key, side(Population::Manager), side(Population::NonManager), workspace));
                }
            }
        }
        rows
    }

    fn within_employee(&self, workspace: &mut Workspace) -> Vec<ContrastRow> {
        let mut rows = Vec::new();
        for (left, right) in &self.codebook.contrasts.within_employee {
            let asked = |item| self.edition.asked(item, Population::Employee);
            if !(asked(left) && asked(right)) {
                continue;
            }
            let measures = self.codebook.measures(&self.codebook.items[left]); // OK because `config` refuses an unknown item
            for sector in self.sectors() {
                for &measure in measures {
                    let side =
                        |item: &str| self.scores.get(&sector, Population::Employee, &Subject::item(item), measure);
                    let subject = Subject::item(&format!("{left}-{right}"));
                    let key = Key { sector: sector.clone(), contrast: Contrast::WithinEmployee, subject, measure };
                    rows.push(self.row(key, side(left.as_str()), side(right.as_str()), workspace));
                }
            }
        }
        rows
    }

    fn row(
        &self,
        key: Key,
        left: Option<&Estimate>,
        right: Option<&Estimate>,
        workspace: &mut Workspace,
    ) -> ContrastRow {
        let (Some(left), Some(right)) = (left, right) else { return key.row(self.wave, Status::Suppressed) };
        let status = self.rules.status(&[left.decisive_base(), right.decisive_base()]);
        let mut row = key.row(self.wave, status);
        if status != Status::Suppressed {
            let difference = Difference::between(self.wave, left, right, workspace);
            self.fill(&mut row, (left.value, left.base.n), (right.value, right.base.n), &difference);
        }
        row
    }

    fn fill(&self, row: &mut ContrastRow, left: (f64, usize), right: (f64, usize), difference: &Difference) {
        let interval = difference.interval(self.rules.confidence);
        row.left = Some(left.0);
        row.right = Some(right.0);
        row.difference = Some(difference.value);
        row.se = Some(difference.se);
        row.df = Some(difference.df);
        row.ci_low = interval.map(|i| i.low);
        row.ci_high = interval.map(|i| i.high);
        row.n_left = Some(left.1 as i64);
        row.n_right = Some(right.1 as i64);
    }
}

/// The key of a row.
struct Key {
    sector: SectorId,
    contrast: Contrast,
    subject: Subject,
    measure: Measure,
}

impl Key {
    /// A row that shows nothing but its keys. The contrasts of this stage are all about employees.
    fn row(self, wave: &CalibratedWave, status: Status) -> ContrastRow {
        ContrastRow {
            edition: wave.key.clone(),
            sector: self.sector,
            contrast: self.contrast,
            population: Population::Employee.as_str().to_owned(),
            subject: self.subject,
            measure: self.measure,
            left: None,
            right: None,
            difference: None,
            se: None,
            df: None,
            ci_low: None,
            ci_high: None,
            p: None,
            q: None,
            n_left: None,
            n_right: None,
            status,
        }
    }
}
