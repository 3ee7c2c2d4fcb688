//! Indices: what both sides of a mirror give in one sector, by one measure. Computed once for every table that builds on
//! them: symmetry, composites, trends and slopes.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::calibrate::CalibratedWave;
use super::joined;
use super::score::{Estimate, Scores};
use super::symmetry::{MirrorSubject, mirrors};
use crate::stats::influence::Influence;
use crate::stats::interval::{self, Interval};
use crate::stats::linearise::Workspace;
use crate::stats::projection::{Linear, LinearSum, OfTwo, Projection};
use crate::survey::codebook::Codebook;
use crate::survey::ids::{Measure, Population, SectorId, Subject};
use crate::survey::registry::Edition;

/// A combination of estimates of one wave, in points.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// Left minus right.
    pub value: f64,
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom, over the union of both domains.
    pub df: f64,
}

impl Difference {
    /// Left minus right, the covariance of the two inside.
    pub fn between(wave: &CalibratedWave, left: &Estimate, right: &Estimate, workspace: &mut Workspace) -> Self {
        let OfTwo { difference, df, .. } = wave.design.of_two(left.linear(), right.linear(), workspace);
        Self { value: left.value - right.value, se: difference.sqrt(), df }
    }

    /// Any smooth function of estimates, from its value and its linear part.
    pub fn of(wave: &CalibratedWave, value: f64, influence: &Influence, workspace: &mut Workspace) -> Self {
        let se = wave.design.variance(influence, workspace).sqrt();
        Self { value, se, df: wave.design.degrees_of_freedom(influence) }
    }

    /// Σ factor × gap.
    pub fn of_gaps<'g>(
        wave: &CalibratedWave,
        gaps: impl Iterator<Item = (f64, &'g Gap<'g>)> + Clone,
        workspace: &mut Workspace,
    ) -> Self {
        let influence = Influence::combine(gaps.clone().flat_map(|(factor, gap)| gap.parts(factor)));
        let projections: Vec<(f64, &Projection)> = gaps.clone().map(|(f, gap)| (f, &gap.projection)).collect();
        let (projection, square) = (Projection::combine(&projections), wave.design.square(&influence));
        let linear = Linear { influence: &influence, square, projection: &projection };
        Self {
            value: gaps.map(|(factor, gap)| factor * gap.difference.value).sum(),
            se: wave.design.variance_of(linear, workspace).sqrt(),
            df: wave.design.degrees_of_freedom(&influence),
        }
    }

    /// Symmetric t interval at a confidence in 0–1.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        interval::symmetric(self.value, self.se, self.df, confidence)
    }
}

/// A gap that is combined or compared with others: with its linear part, which is that of its two sides.
#[derive(Clone, Debug)]
pub struct Gap<'a> {
    /// Employee minus client.
    pub difference: Difference,
    client: &'a Estimate,
    employee: &'a Estimate,
    /// The part of it that belongs to the margins.
    projection: Projection,
}

impl<'a> Gap<'a> {
    /// Client, then employee.
    pub fn sides(&self) -> [&'a Estimate; 2] {
        [self.client, self.employee]
    }

    /// factor × gap as a sum of estimates.
    pub fn parts(&self, factor: f64) -> [(f64, &'a Influence); 2] {
        [(factor, &self.employee.influence), (-factor, &self.client.influence)]
    }

    /// What its covariances need.
    pub fn linear_sum(&self) -> LinearSum<'_> {
        LinearSum { parts: self.parts(1.0).to_vec(), projection: &self.projection }
    }
}

/// The symmetry indices of one cell; unrounded, in percent and points.
#[derive(Clone, Debug)]
pub struct Indices<'a> {
    /// Employee minus client.
    pub gap: Gap<'a>,
    /// (client + employee) / 2.
    pub level: Difference,
    /// The less favourable side.
    pub floor: f64,
    /// Persons who answered on both sides.
    pub n_both: usize,
}

impl<'a> Indices<'a> {
    /// From the two sides of a mirror.
    pub fn of(wave: &CalibratedWave, client: &'a Estimate, employee: &'a Estimate, workspace: &mut Workspace) -> Self {
        let OfTwo { difference, sum, df, n_both } = wave.design.of_two(employee.linear(), client.linear(), workspace);
        let difference = Difference { value: employee.value - client.value, se: difference.sqrt(), df };
        let projection = Projection::combine(&[(1.0, &employee.projection), (-1.0, &client.projection)]);
        Self {
            gap: Gap { difference, client, employee, projection },
            level: Difference { value: f64::midpoint(client.value, employee.value), se: sum.sqrt() / 2.0, df },
            floor: client.value.min(employee.value),
            n_both,
        }
    }

    /// 100 − |gap|.
    pub fn symmetry(&self) -> f64 {
        100.0 - self.gap.difference.value.abs()
    }
}

/// The indices of every mirror of a wave, in every sector and in all, by every measure: where both sides have a score.
#[derive(Clone, Debug, Default)]
pub struct WaveIndices<'a>(BTreeMap<(Subject, SectorId, Measure), Indices<'a>>);

impl<'a> WaveIndices<'a> {
    /// From the estimates of the wave.
    pub fn new(wave: &CalibratedWave, scores: &'a Scores, edition: &Edition, codebook: &Codebook) -> Self {
        let of_mirror = |workspace: &mut Workspace, mirror: &MirrorSubject| {
            let mut found = Vec::new();
            for sector in edition.sectors.iter().cloned().chain([SectorId::all()]) {
                for &measure in mirror.measures {
                    let client = scores.get(&sector, Population::Client, &mirror.client, measure);
                    let employee = scores.get(&sector, Population::Employee, &mirror.employee, measure);
                    if let (Some(client), Some(employee)) = (client, employee) {
                        let indices = Indices::of(wave, client, employee, workspace);
                        found.push(((mirror.subject.clone(), sector.clone(), measure), indices));
                    }
                }
            }
            found
        };
        let mirrors = mirrors(edition, codebook);
        let found: Vec<_> = mirrors.par_iter().map_init(Workspace::default, of_mirror).collect();
        Self(joined(found).into_iter().collect())
    }

    /// The indices of a mirror; `None` when a side has no score.
    pub fn get(&self, mirror: &Subject, sector: &SectorId, measure: Measure) -> Option<&Indices<'a>> {
        self.0.get(&(mirror.clone(), sector.clone(), measure))
    }
}
