//! Contrasts: the differences that are not mirror gaps, each with the covariance of its two sides inside.
//!
//! A difference is tested where every level behind it may be. The family of a test is edition × contrast × population ×
//! measure × type of subject × {national rows | sector rows}, where « national » includes the mean of sectors: one published
//! matrix.
//!
//! `alignment_step` (manager − client) and the gap (employee − client) share their client side, so that the steps of the
//! chain add up: (manager − employee) + (employee − client) = manager − client. `sector_vs_others` compares a sector with
//! the other sectors of the frame pooled ([`super::others`]), without the employees outside the frame.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::calibrate::CalibratedWave;
use super::indices::Difference;
use super::infer::{adjust, is_national};
use super::joined;
use super::others::{Frame, Sides};
use super::score::{Estimate, ScoredSubject, Scores, subjects};
use super::symmetry::{MirrorSubject, mirrors};
use crate::stats::influence::Influence;
use crate::stats::linearise::Workspace;
use crate::stats::symmetry::p_difference;
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
    let within_sectors = || {
        let workspace = &mut Workspace::default();
        vec![
            inputs.overestimation(workspace),
            inputs.manager_gap(workspace),
            inputs.within_employee(workspace),
            inputs.alignment_step(workspace),
        ]
    };
    let (mut lists, between_sectors) = rayon::join(within_sectors, || inputs.sector_vs_others());
    lists.extend(between_sectors);
    let mut rows = joined(lists);
    let family = |r: &ContrastRow| {
        let what = (r.edition.clone(), r.contrast, r.population.clone());
        (what, r.measure, r.subject.subject_type, is_national(&r.sector))
    };
    adjust(&mut rows, family, |r| r.p, |r, q| r.q = q);
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
                population: EMPLOYEES,
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

    /// Plain mean over every sector of the frame; suppressed when any sector is, because a mean over fewer sectors would be
    /// another figure and a mean over all of them would give the hidden one away by subtraction.
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
        let pairs = pairs.unwrap_or_default();
        // As in a composite every cell counts the same, and the smallest decides.
        let bases: Vec<f64> =
            pairs.iter().flat_map(|(left, right)| [left.decisive_base(), right.decisive_base()]).collect();
        let status = self.rules.status(&bases);
        let mut row = key.row(self.wave, status);
        if status == Status::Suppressed {
            return row;
        }
        let mean =
            |side: &dyn Fn(&(&Estimate, &Estimate)) -> f64| pairs.iter().map(side).sum::<f64>() / pairs.len() as f64;
        let left = Influence::mean(&pairs.iter().map(|p| &p.0.influence).collect::<Vec<_>>());
        let right = Influence::mean(&pairs.iter().map(|p| &p.1.influence).collect::<Vec<_>>());
        let (l, r) = (mean(&|p| p.0.value), mean(&|p| p.1.value));
        let difference = Difference::of(self.wave, l - r, &Influence::difference(&left, &right), workspace);
        let testable = pairs.iter().all(|(left, right)| left.testable && right.testable);
        self.fill(&mut row, (l, left.n_persons()), (r, right.n_persons()), &difference, testable);
        row
    }

    fn manager_gap(&self, workspace: &mut Workspace) -> Vec<ContrastRow> {
        let mut rows = Vec::new();
        if !self.codebook.knows_managers() {
            return rows;
        }
        for subject in subjects(self.edition, self.codebook).iter().filter(|s| s.side == Population::Employee) {
            let measures = subject.measures(self.codebook);
            for sector in self.sectors() {
                for &measure in measures {
                    let side = |population| self.scores.get(&sector, population, &subject.subject, measure);
                    let key = Key {
                        sector: sector.clone(),
                        contrast: Contrast::ManagerGap,
                        population: EMPLOYEES,
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
                    let key = Key {
                        sector: sector.clone(),
                        contrast: Contrast::WithinEmployee,
                        population: EMPLOYEES,
                        subject,
                        measure,
                    };
                    rows.push(self.row(key, side(left.as_str()), side(right.as_str()), workspace));
                }
            }
        }
        rows
    }

    fn alignment_step(&self, workspace: &mut Workspace) -> Vec<ContrastRow> {
        let mut rows = Vec::new();
        if !self.codebook.knows_managers() {
            return rows;
        }
        for mirror in mirrors(self.edition, self.codebook) {
            for sector in self.sectors() {
                for &measure in mirror.measures {
                    let managers = self.scores.get(&sector, Population::Manager, &mirror.employee, measure);
                    let clients = self.scores.get(&sector, Population::Client, &mirror.client, measure);
                    let (sector, subject) = (sector.clone(), mirror.subject.clone());
                    let contrast = Contrast::AlignmentStep;
                    let key = Key { sector, contrast, population: MANAGERS, subject, measure };
                    rows.push(self.row(key, managers, clients, workspace));
                }
            }
        }
        rows
    }

    /// Every sector against the others, side by side and gap by gap.
    fn sector_vs_others(&self) -> Vec<Vec<ContrastRow>> {
        let subjects = subjects(self.edition, self.codebook);
        let found: Vec<Vec<_>> = subjects.par_iter().map(|subject| self.frames(subject)).collect();
        let frames: BTreeMap<(Population, Subject, Measure), Frame<'_>> = joined(found).into_iter().collect();
        let listed: Vec<_> = frames.iter().collect();
        let of_side = |workspace: &mut Workspace,
                       ((side, subject, measure), frame): &(&(_, Subject, _), &Frame<'_>)| {
            let population = if *side == Population::Client { CLIENTS } else { EMPLOYEES };
            let keys = self.against_others(population, subject, *measure).enumerate();
            keys.map(|(at, key)| self.side_row(key, frame, at, workspace)).collect::<Vec<_>>()
        };
        let of_gap = |workspace: &mut Workspace, mirror: &MirrorSubject| {
            let mut rows = Vec::new();
            for &measure in mirror.measures {
                let frame = |side, subject: &Subject| frames.get(&(side, subject.clone(), measure));
                let sides =
                    frame(Population::Client, &mirror.client).zip(frame(Population::Employee, &mirror.employee));
                let sides = sides.map(|(client, employee)| Sides::new(client, employee));
                let keys = self.against_others(GAP, &mirror.subject, measure).enumerate();
                rows.extend(keys.map(|(at, key)| match &sides {
                    Some(sides) => self.gap_row(key, sides, at, workspace),
                    None => key.row(self.wave, Status::Suppressed),
                }));
            }
            rows
        };
        let mut rows: Vec<Vec<ContrastRow>> = listed.par_iter().map_init(Workspace::default, of_side).collect();
        let mirrors = mirrors(self.edition, self.codebook);
        rows.par_extend(mirrors.par_iter().map_init(Workspace::default, of_gap));
        rows
    }

    /// The sectors of the frame by one subject on one side, by every measure.
    fn frames(&self, scored: &ScoredSubject) -> Vec<((Population, Subject, Measure), Frame<'_>)> {
        let measures = scored.measures(self.codebook);
        let frame = |&measure: &Measure| {
            let of_sector = |sector| self.scores.get(sector, scored.side, &scored.subject, measure);
            let estimates: Vec<Option<&Estimate>> = self.edition.sectors.iter().map(of_sector).collect();
            ((scored.side, scored.subject.clone(), measure), Frame::new(self.wave, &estimates))
        };
        measures.iter().map(frame).collect()
    }

    /// The keys of every sector against the others.
    fn against_others(
        &self,
        population: &'static str,
        subject: &Subject,
        measure: Measure,
    ) -> impl Iterator<Item = Key> {
        let contrast = Contrast::SectorVsOthers;
        let key = move |sector: &SectorId| Key {
            sector: sector.clone(),
            contrast,
            population,
            subject: subject.clone(),
            measure,
        };
        self.edition.sectors.iter().map(key)
    }

    /// A level of a sector minus that of the others; suppressed where either has no answer.
    fn side_row(&self, key: Key, frame: &Frame<'_>, at: usize, workspace: &mut Workspace) -> ContrastRow {
        let Some(side) = frame.compared(at) else { return key.row(self.wave, Status::Suppressed) };
        let status = self.rules.status(&side.bases());
        let mut row = key.row(self.wave, status);
        if status != Status::Suppressed {
            let difference = frame.difference(side, workspace);
            let (left, right) = ((side.own.value, side.own.base.n), (side.value, side.base.n));
            self.fill(&mut row, left, right, &difference, side.is_testable());
        }
        row
    }

    /// The gap of a sector minus that of the others, each from its clients and its employees; the numbers of persons are
    /// those with a row on either side.
    fn gap_row(&self, key: Key, sides: &Sides<'_>, at: usize, workspace: &mut Workspace) -> ContrastRow {
        let Some(of) = sides.compared(at) else { return key.row(self.wave, Status::Suppressed) };
        let [client, employee] = of;
        let status = self.rules.status(&[client.bases(), employee.bases()].concat());
        let mut row = key.row(self.wave, status);
        if status != Status::Suppressed {
            let (difference, [n_own, n_others]) = sides.difference(of, workspace);
            let left = (employee.own.value - client.own.value, n_own);
            let right = (employee.value - client.value, n_others);
            self.fill(&mut row, left, right, &difference, client.is_testable() && employee.is_testable());
        }
        row
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
            let testable = left.testable && right.testable;
            self.fill(&mut row, (left.value, left.base.n), (right.value, right.base.n), &difference, testable);
        }
        row
    }

    fn fill(
        &self,
        row: &mut ContrastRow,
        left: (f64, usize),
        right: (f64, usize),
        difference: &Difference,
        testable: bool,
    ) {
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
        row.p = p_difference(difference.value, difference.se, difference.df).filter(|_| testable);
    }
}

/// The key of a row.
#[derive(Clone)]
struct Key {
    sector: SectorId,
    contrast: Contrast,
    population: &'static str,
    subject: Subject,
    measure: Measure,
}

/// Populations of the column `population`.
const EMPLOYEES: &str = "employee";
const MANAGERS: &str = "manager";
const CLIENTS: &str = "client";
/// A difference of gaps (employee − client) has no single population.
const GAP: &str = "gap";

impl Key {
    /// A row that shows nothing but its keys.
    fn row(self, wave: &CalibratedWave, status: Status) -> ContrastRow {
        ContrastRow {
            edition: wave.key.clone(),
            sector: self.sector,
            contrast: self.contrast,
            population: self.population.to_owned(),
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
