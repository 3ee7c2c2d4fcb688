//! Composites: the gaps of several dimensions in one figure, by sector and over the sectors, with ranks of the sectors.
//!
//! Every row is one formula over weighted cells (sector × dimension), the weights adding up to 1. A row of a sector has its
//! dimensions for cells; `mean_of_sectors` and `weighted_sectors` have every cell of every sector, with the product of the
//! two weights. Dimensions weigh the same unless the codebook says otherwise; within a composite the weights of its
//! dimensions are divided by their sum, and `n_dimensions` says how many they are.
//!
//! **A composite is whole or suppressed.** Where one of its cells is suppressed or missing so is the row: a mean over the
//! other dimensions (or sectors) would be another figure, and set beside its parts would give the hidden one away.
//!
//! **`common_core`** is the dimensions that every edition of a stretch asks by the same items. A stretch runs between two
//! breaks and keeps one base of employees; it is read in the registry, not in the run, so that the composite of an edition
//! does not depend on which waves are loaded. It is the one composite to follow over time: `dimensions` may change length.
//!
//! **Ranks** compare the published sectors two by two, with the bootstrap for the standard error of each difference, the
//! covariance of sectors that share respondents inside. `rank` goes by adjusted gap, 1 for the smallest (the most
//! symmetric). Its square Σ w (G² − Var) is compared: the same order, but smooth where the root is not. Resampled gaps
//! are noisier than gaps, so that small squares vary a little too much in the bootstrap: the intervals err on the wide
//! side. `rank_floor` goes by floor, 1 for the highest.
//!
//! **Intervals of what has no linear part.** The mean absolute gap and the adjusted gap have percentile intervals of the
//! bootstrap. A mean of sizes is pushed up by noise, in the sample and again in each replicate: where the gaps are small its
//! interval lies above the truth, and no confidence is claimed for it. In the adjusted gap of a replicate the noise is taken
//! out twice, that of the sample and that of the resampling, so that the replicates spread around the estimate.

use rayon::prelude::*;

use super::calibrate::CalibratedWave;
use super::indices::{Difference, Gap, WaveIndices};
use super::joined;
use super::replicate::Replicates;
use super::score::{Cell, Estimate};
use super::symmetry::{MirrorSubject, mirrors};
use crate::stats::interval::{self, Interval};
use crate::stats::linearise::Workspace;
use crate::stats::rank::{Coverage, Rank, ranks};
use crate::stats::replicate::variance;
use crate::stats::symmetry::{adjusted_gap, noise_floor};
use crate::survey::codebook::{Codebook, Dimension};
use crate::survey::ids::{
    DimensionId, EditionId, ItemId, Measure, Mirror, Population, SectorId, Status, Subject, SubjectType,
};
use crate::survey::registry::{Edition, Registry};
use crate::survey::results::CompositeRow;
use crate::survey::rules::PublicationRules;

/// The composite of every dimension of the edition.
pub const DIMENSIONS: &str = "dimensions";
/// The composite of the dimensions that a stretch of comparable editions shares.
pub const COMMON_CORE: &str = "common_core";
/// Every mirror pair.
pub const ALL_PAIRS: &str = "all";
/// Only dimensions whose pairs are all of [`Mirror::ParallelTreatment`].
pub const STRICT_PAIRS: &str = "strict";

/// What decides on the composites of one edition.
#[derive(Clone, Copy, Debug)]
pub struct CompositeRules<'a> {
    /// Label of the edition.
    pub id: &'a EditionId,
    /// The editions and their breaks.
    pub registry: &'a Registry,
    /// The questionnaire.
    pub codebook: &'a Codebook,
    /// The publication rules.
    pub rules: &'a PublicationRules,
}

/// Rows of the table `composites`.
pub fn composite(
    wave: &CalibratedWave,
    indices: &WaveIndices<'_>,
    edition: &Edition,
    replicates: &Replicates,
    with: CompositeRules<'_>,
) -> Vec<CompositeRow> {
    let dimensions: Vec<MirrorSubject> = mirrors(edition, with.codebook)
        .into_iter()
        .filter(|mirror| mirror.subject.subject_type == SubjectType::Dimension)
        .collect();
    let table = Table { wave, edition, replicates, with, indices };
    let rows: Vec<Vec<CompositeRow>> = definitions(edition, &dimensions, with)
        .par_iter()
        .map_init(Workspace::default, |workspace, definition| table.rows(definition, workspace))
        .collect();
    joined(rows)
}

/// The dimensions that an edition shares with every edition comparable with it: see the module.
pub fn common_core(id: &EditionId, registry: &Registry, codebook: &Codebook) -> Vec<DimensionId> {
    let stretch = stretch(id, registry);
    let Some(edition) = registry.editions.get(id) else { return Vec::new() };
    let broken = |dimension: &Dimension| {
        // A break of all items ends the stretch; one of some sectors is told where their changes would be.
        let inside = registry.breaks.iter().filter(|b| b.sectors.is_none() && later_in(&stretch, &b.before));
        inside.filter_map(|b| b.items.as_ref()).flatten().any(|item| dimension.items.contains(item))
    };
    let shared = |id: &&DimensionId| {
        let Some(dimension) = codebook.dimensions.get(*id) else { return false };
        let same = |(_, other): &(&EditionId, &Edition)| {
            other.instrument.dimensions.contains(id) && asked(other, dimension) == asked(edition, dimension)
        };
        stretch.iter().all(same) && !broken(dimension)
    };
    edition.instrument.dimensions.iter().filter(shared).cloned().collect()
}

/// Whether nothing separates the composites of two editions, so that their common cores are the same dimensions.
pub fn same_stretch(one: &EditionId, other: &EditionId, registry: &Registry) -> bool {
    stretch(one, registry).iter().any(|(id, _)| *id == other)
}

/// Whether a break before this edition lies between two editions of the stretch.
fn later_in(stretch: &[(&EditionId, &Edition)], id: &EditionId) -> bool {
    stretch.iter().skip(1).any(|(other, _)| *other == id)
}

/// Items of a dimension that an edition asked of clients and of employees.
fn asked<'d>(edition: &Edition, dimension: &'d Dimension) -> [Vec<&'d ItemId>; 2] {
    [Population::Client, Population::Employee]
        .map(|side| dimension.items.iter().filter(|item| edition.asked(item, side)).collect())
}

/// The editions around one, in field order, up to the next break of all items, change of the base of employees or edition
/// without dimensions on either side.
fn stretch<'r>(id: &EditionId, registry: &'r Registry) -> Vec<(&'r EditionId, &'r Edition)> {
    let editions: Vec<(&EditionId, &Edition)> = registry.editions.iter().collect();
    let unbroken = |earlier: &(&EditionId, &Edition), later: &(&EditionId, &Edition)| {
        let broken = registry.breaks.iter().any(|b| b.before == *later.0 && b.items.is_none() && b.sectors.is_none());
        let computed = !earlier.1.instrument.dimensions.is_empty() && !later.1.instrument.dimensions.is_empty();
        !broken && computed && earlier.1.employee_base == later.1.employee_base
    };
    let holds = |stretch: &&[(&EditionId, &Edition)]| stretch.iter().any(|(other, _)| *other == id);
    editions.chunk_by(unbroken).find(holds).unwrap_or_default().to_vec()
}

/// A composite: which dimensions, at which weights.
struct Definition {
    /// Composite and pairs: more than one name where two of them are made of the same dimensions.
    names: Vec<(String, &'static str)>,
    measure: Measure,
    /// Dimensions of the frame with their weights, which add up to 1.
    dimensions: Vec<(Subject, f64)>,
}

/// Every composite of an edition that has a dimension.
fn definitions(edition: &Edition, dimensions: &[MirrorSubject], with: CompositeRules<'_>) -> Vec<Definition> {
    let core = common_core(with.id, with.registry, with.codebook);
    let mut named: Vec<(&str, &[DimensionId])> =
        vec![(DIMENSIONS, &edition.instrument.dimensions), (COMMON_CORE, &core)];
    named.extend(with.codebook.pillars.iter().map(|(id, pillar)| (id.as_str(), pillar.dimensions.as_slice())));
    let mut definitions: Vec<Definition> = Vec::new();
    for (composite, of) in named {
        for pairs in [ALL_PAIRS, STRICT_PAIRS] {
            let members: Vec<&MirrorSubject> = dimensions
                .iter()
                .filter(|d| of.iter().any(|id| id.as_str() == &*d.subject.id))
                .filter(|d| pairs == ALL_PAIRS || d.mirror == Mirror::ParallelTreatment)
                .collect();
            // A measure that one of the dimensions has not would leave it out.
            let common = |m: &&Measure| members.iter().all(|member| member.measures.contains(m));
            for &measure in members.first().map_or(&[] as &[Measure], |first| first.measures).iter().filter(common) {
                let (name, dimensions) = ((composite.to_owned(), pairs), weighted(&members, with.codebook));
                let same = |d: &&mut Definition| d.measure == measure && d.dimensions == dimensions;
                match definitions.iter_mut().find(same) {
                    Some(known) => known.names.push(name),
                    None => definitions.push(Definition { names: vec![name], measure, dimensions }),
                }
            }
        }
    }
    definitions
}

/// The weights of some dimensions, divided by their sum.
fn weighted(members: &[&MirrorSubject], codebook: &Codebook) -> Vec<(Subject, f64)> {
    let weight = |m: &MirrorSubject| codebook.dimensions.get(&*m.subject.id).and_then(|d| d.weight).unwrap_or(1.0);
    let sum: f64 = members.iter().map(|m| weight(m)).sum();
    members.iter().map(|m| (m.subject.clone(), weight(m) / sum)).collect()
}

/// What the rows of one wave are made from.
struct Table<'a> {
    wave: &'a CalibratedWave,
    edition: &'a Edition,
    replicates: &'a Replicates,
    with: CompositeRules<'a>,
    indices: &'a WaveIndices<'a>,
}

impl<'a> Table<'a> {
    /// The sectors with their ranks, then the whole frame in its two or three senses; once for each name.
    fn rows(&self, definition: &Definition, workspace: &mut Workspace) -> Vec<CompositeRow> {
        let of_sector = |sector| self.row(definition, sector, &[(sector, 1.0)], workspace);
        let (mut rows, replicated): (Vec<_>, Vec<_>) = self.edition.sectors.iter().map(of_sector).unzip();
        self.rank(definition, &mut rows, replicated);
        let all = SectorId::all();
        rows.push(self.row(definition, &all, &[(&all, 1.0)], workspace).0);
        let equal: Vec<f64> = vec![1.0; self.edition.sectors.len()];
        let mean = SectorId::from(SectorId::MEAN_OF_SECTORS);
        rows.push(self.row(definition, &mean, &self.over_sectors(&equal), workspace).0);
        let configured = |id| self.with.codebook.sectors.get(id).and_then(|sector| sector.weight);
        // Without weights there is no such figure, and no row of it.
        if let Some(weights) = self.edition.sectors.iter().map(configured).collect::<Option<Vec<f64>>>() {
            let weighted = SectorId::from(SectorId::WEIGHTED_SECTORS);
            rows.push(self.row(definition, &weighted, &self.over_sectors(&weights), workspace).0);
        }
        let mut named = Vec::with_capacity(definition.names.len() * rows.len());
        for (composite, pairs) in &definition.names {
            let (composite, pairs) = (composite.as_str(), *pairs);
            named.extend(rows.iter().map(|row| CompositeRow {
                composite: composite.to_owned(),
                pairs: pairs.to_owned(),
                ..row.clone()
            }));
        }
        named
    }

    /// Every sector of the frame with its share of these weights.
    fn over_sectors(&self, weights: &[f64]) -> Vec<(&SectorId, f64)> {
        let sum: f64 = weights.iter().sum();
        self.edition.sectors.iter().zip(weights).map(|(sector, weight)| (sector, weight / sum)).collect()
    }

    /// The gaps of some sectors, each with its weight; `None` when one is missing.
    fn gaps(&self, definition: &Definition, over: &[(&SectorId, f64)]) -> Option<Vec<(f64, &'a Gap<'a>)>> {
        let cells = over.iter().flat_map(|over| definition.dimensions.iter().map(move |dimension| (over, dimension)));
        let gaps = cells.map(|((sector, share), (subject, weight))| {
            Some((weight * share, &self.indices.get(subject, sector, definition.measure)?.gap))
        });
        gaps.collect::<Option<Vec<_>>>().filter(|gaps| !gaps.is_empty())
    }

    /// The row of a sector, or of some of them with shares that add up to 1, and the replicates of what it shows.
    fn row(
        &self,
        definition: &Definition,
        sector: &SectorId,
        over: &[(&SectorId, f64)],
        workspace: &mut Workspace,
    ) -> (CompositeRow, Option<Replicated>) {
        let mut row = self.keys_only(definition, sector.clone());
        let Some(gaps) = self.gaps(definition, over) else { return (row, None) };
        let bases = |(_, gap): &(f64, &Gap<'_>)| gap.sides().map(Estimate::decisive_base);
        row.status = self.with.rules.status(&gaps.iter().flat_map(bases).collect::<Vec<f64>>());
        if row.status == Status::Suppressed {
            return (row, None);
        }
        self.fill(&mut row, &gaps, workspace);
        let replicated = self.replicated(definition, over);
        if let Some(replicated) = &replicated {
            self.fill_percentiles(&mut row, replicated, &gaps);
        }
        row.n_dimensions = i64::try_from(definition.dimensions.len()).ok();
        (row, replicated)
    }

    /// Intervals of the mean absolute gap and of the adjusted gap: see the module.
    fn fill_percentiles(&self, row: &mut CompositeRow, replicated: &Replicated, gaps: &[(f64, &Gap<'_>)]) {
        let Replicated { absolutes, squares } = replicated;
        let noise: f64 = gaps.iter().map(|(weight, gap)| weight * gap.difference.se.powi(2)).sum();
        let adjusted: Vec<f64> = squares.iter().map(|square| f64::max(square - 2.0 * noise, 0.0).sqrt()).collect();
        let interval = |replicates: &[f64]| interval::percentiles(replicates, self.with.rules.confidence);
        (row.mean_absolute_gap_low, row.mean_absolute_gap_high) = ends(interval(absolutes));
        (row.adjusted_gap_low, row.adjusted_gap_high) = ends(interval(&adjusted));
    }

    fn fill(&self, row: &mut CompositeRow, gaps: &[(f64, &Gap<'_>)], workspace: &mut Workspace) {
        let mean = |value: &dyn Fn(&Gap<'_>) -> f64| gaps.iter().map(|(weight, gap)| weight * value(gap)).sum::<f64>();
        let gap = Difference::of_gaps(self.wave, gaps.iter().copied(), workspace);
        let interval = gap.interval(self.with.rules.confidence);
        let absolute = mean(&|gap| gap.difference.value.abs());
        let noisy = |(weight, gap): &(f64, &Gap<'_>)| (*weight, gap.difference.value, gap.difference.se);
        row.mean_gap = Some(gap.value);
        row.se_gap = Some(gap.se);
        row.ci_low = interval.map(|i| i.low);
        row.ci_high = interval.map(|i| i.high);
        row.mean_absolute_gap = Some(absolute);
        row.noise_floor = Some(noise_floor(gaps.iter().map(noisy).map(|(weight, _, se)| (weight, se))));
        row.adjusted_gap = Some(adjusted_gap(gaps.iter().map(noisy)));
        row.symmetry = Some(100.0 - absolute);
        let [client, employee] = [0, 1].map(|side| mean(&|gap: &Gap<'_>| gap.sides()[side].value)); // OK: a gap has two sides
        row.floor = Some(client.min(employee));
    }

    /// Ranks the published sectors among themselves.
    fn rank(&self, definition: &Definition, rows: &mut [CompositeRow], replicated: Vec<Option<Replicated>>) {
        let mut ranked = Vec::new();
        let published = rows.iter_mut().zip(replicated).filter(|(row, _)| row.status != Status::Suppressed);
        for (row, replicated) in published {
            let (Some(gap), Some(floor)) = (row.adjusted_gap, row.floor) else { continue };
            let Some(gaps) = self.gaps(definition, &[(&row.sector, 1.0)]) else { continue };
            let df = gaps.iter().map(|(_, gap)| gap.difference.df).fold(f64::INFINITY, f64::min);
            let squares = replicated.map(|replicated| replicated.squares).unwrap_or_default();
            let floors = self.floors(definition, &row.sector);
            // The smallest gap comes first, and the highest floor.
            ranked.push((row, Ranked { symmetry: -gap * gap, floor, df, squares, floors }));
        }
        let sectors: Vec<&Ranked> = ranked.iter().map(|(_, ranked)| ranked).collect();
        let confidence = self.with.rules.confidence;
        let by_gap = ranks_of(&sectors, |s| s.symmetry, |s| &s.squares, confidence);
        let by_floor = ranks_of(&sectors, |s| s.floor, |s| &s.floors, confidence);
        let count = |rank: usize| i64::try_from(rank).ok();
        for ((row, _), (gap, floor)) in ranked.into_iter().zip(by_gap.into_iter().zip(by_floor)) {
            (row.rank, row.rank_low, row.rank_high) = (count(gap.rank), count(gap.low), count(gap.high));
            row.rank_floor = count(floor.rank);
            (row.rank_floor_low, row.rank_floor_high) = (count(floor.low), count(floor.high));
        }
    }

    /// Σ w |G| and Σ w G² of some sectors in every replicate. The noise that the adjusted gap takes out is the same number
    /// in each of them, and leaves a difference between two sectors as spread as it was.
    fn replicated(&self, definition: &Definition, over: &[(&SectorId, f64)]) -> Option<Replicated> {
        let [mut absolutes, mut squares] = std::array::from_fn(|_| vec![0.0; self.replicates.succeeded()]);
        for (sector, share) in over {
            for (subject, weight) in &definition.dimensions {
                let weight = weight * share;
                let [clients, employees] = self.levels(definition.measure, subject, sector)?;
                let sums = absolutes.iter_mut().zip(&mut squares);
                for ((absolute, square), (client, employee)) in sums.zip(clients.iter().zip(employees)) {
                    let gap = employee - client;
                    *absolute += weight * gap.abs();
                    *square += weight * gap * gap;
                }
            }
        }
        Some(Replicated { absolutes, squares })
    }

    /// The floor of a sector in every replicate; none where a level has none.
    fn floors(&self, definition: &Definition, sector: &SectorId) -> Vec<f64> {
        let [mut clients, mut employees] = std::array::from_fn(|_| vec![0.0; self.replicates.succeeded()]);
        let add = |sums: &mut [f64], weight: f64, of: &[f64]| {
            sums.iter_mut().zip(of).for_each(|(sum, level)| *sum += weight * level);
        };
        for (subject, weight) in &definition.dimensions {
            let Some(levels) = self.levels(definition.measure, subject, sector) else { return Vec::new() };
            add(&mut clients, *weight, levels[0]); // OK: a gap has two sides
            add(&mut employees, *weight, levels[1]);
        }
        clients.iter().zip(&employees).map(|(client, employee)| client.min(*employee)).collect()
    }

    /// The levels of clients and of employees in every replicate.
    fn levels(&self, measure: Measure, subject: &Subject, sector: &SectorId) -> Option<[&'a [f64]; 2]> {
        let levels = |population| {
            let (subject, sector) = (subject.clone(), sector.clone());
            self.replicates.levels(&Cell { subject, measure, population, sector })
        };
        Some([levels(Population::Client)?, levels(Population::Employee)?])
    }

    /// A row that shows nothing but its keys, the names of the composite still to come.
    fn keys_only(&self, definition: &Definition, sector: SectorId) -> CompositeRow {
        CompositeRow {
            edition: self.wave.key.clone(),
            sector,
            composite: String::new(),
            pairs: String::new(),
            measure: definition.measure,
            mean_gap: None,
            se_gap: None,
            ci_low: None,
            ci_high: None,
            mean_absolute_gap: None,
            mean_absolute_gap_low: None,
            mean_absolute_gap_high: None,
            noise_floor: None,
            adjusted_gap: None,
            adjusted_gap_low: None,
            adjusted_gap_high: None,
            symmetry: None,
            floor: None,
            rank: None,
            rank_low: None,
            rank_high: None,
            rank_floor: None,
            rank_floor_low: None,
            rank_floor_high: None,
            n_dimensions: None,
            status: Status::Suppressed,
        }
    }
}

/// A sector in a ranking: the estimates, greatest first, and their replicates.
struct Ranked {
    symmetry: f64,
    floor: f64,
    df: f64,
    squares: Vec<f64>,
    floors: Vec<f64>,
}

/// One number a replicate.
struct Replicated {
    absolutes: Vec<f64>,
    squares: Vec<f64>,
}

fn ends(interval: Option<Interval>) -> (Option<f64>, Option<f64>) {
    interval.map_or((None, None), |interval| (Some(interval.low), Some(interval.high)))
}

/// Ranks by one estimate, each difference with the standard error of its replicates and the fewer degrees of freedom of
/// the two sectors.
fn ranks_of(
    sectors: &[&Ranked],
    estimate: impl Fn(&Ranked) -> f64,
    replicates: impl Fn(&Ranked) -> &Vec<f64>,
    confidence: f64,
) -> Vec<Rank> {
    let estimates: Vec<f64> = sectors.iter().map(|s| estimate(s)).collect();
    let mut differences = Vec::new();
    let difference = |i: usize, j: usize| {
        let (left, right) = (sectors.get(i)?, sectors.get(j)?);
        differences.clear();
        differences.extend(replicates(left).iter().zip(replicates(right)).map(|(l, r)| l - r));
        Some((variance(&differences)?.sqrt(), left.df.min(right.df)))
    };
    ranks(&estimates, difference, confidence, Coverage::Marginal)
}
