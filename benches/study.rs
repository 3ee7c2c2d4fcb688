//! A simulation study: do the intervals cover, do the tests keep their level, does the bootstrap agree with linearisation?
//!
//! `make study` writes `docs/study.md`. A population whose true figures are known exactly is sampled out of proportion again
//! and again; every sample is raked to its margins and estimated with the functions that the pipeline uses.
//!
//! The population: sex × age cells; every person has an effect that shifts all their answers, so that a person's answers as
//! a client and as an employee are correlated. An answer is favourable when α + β(cell) + τ·person + noise > 0 with normal
//! person and noise, so the true share of a domain is a weighted mean of Φ((α + β)/√(1 + τ²)).

use std::fmt::Write;

use barometer::stats::calibration::{Distance, calibrate, scale_to_total};
use barometer::stats::dummies::{Dummies, Margin};
use barometer::stats::influence::{Influence, ratio};
use barometer::stats::interval::{Interval, is_testable, level, symmetric};
use barometer::stats::kish::kish;
use barometer::stats::linearise::{Design, Workspace};
use barometer::stats::multiplicity::benjamini_hochberg;
use barometer::stats::replicate::{Multipliers, Recalibrator, percentile, variance};
use barometer::stats::rng::Draws;
use barometer::stats::symmetry::{p_difference, p_equivalence};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, Normal};

const SAMPLES: usize = 2_000;
const BOOTSTRAP_SAMPLES: usize = 200;
const REPLICATES: usize = 400;
const PERSONS: usize = 2_000;
const SECTORS: usize = 9;
const DIMENSIONS: usize = 11;
const SEED: u64 = 20_231_122;
const DELTA: f64 = 5.0;
const PERSON_EFFECT: f64 = 0.8;
const POPULATION: f64 = 51_000_000.0;

/// Shares of the population by sex and by age; independent, so that the product of the margins is the population.
const SEX: [f64; 2] = [0.48, 0.52];
const AGE: [f64; 5] = [0.11, 0.15, 0.24, 0.24, 0.26];
/// How likely a person of each category is to be sampled, relative to the others.
const SEX_SAMPLED: [f64; 2] = [1.0, 1.4];
const AGE_SAMPLED: [f64; 5] = [0.6, 0.8, 1.0, 1.5, 1.1];
/// Shift of the answers by age, and share employed by age.
const AGE_EFFECT: [f64; 5] = [-0.25, -0.1, 0.0, 0.1, 0.2];
const EMPLOYED: [f64; 5] = [0.45, 0.8, 0.85, 0.65, 0.05];

/// What is known of the population: α by side, sector and dimension, and the true share that it leads to.
struct World {
    alpha: Vec<[[f64; 2]; DIMENSIONS]>,
    truth: Vec<[[f64; 2]; DIMENSIONS]>,
    national: [[f64; 2]; DIMENSIONS],
}

fn normal() -> Normal {
    Normal::standard()
}

/// True share in percent of a side whose answers have this α.
fn share(alpha: f64, employee: bool) -> f64 {
    let scale = (1.0 + PERSON_EFFECT * PERSON_EFFECT).sqrt();
    let (mut sum, mut mass) = (0.0, 0.0);
    for (age, population) in AGE.iter().enumerate() {
        let weight = population * if employee { EMPLOYED[age] } else { 1.0 };
        sum += weight * normal().cdf((alpha + AGE_EFFECT[age]) / scale);
        mass += weight;
    }
    100.0 * sum / mass
}

/// The α that gives a true share, by bisection.
fn alpha_for(percent: f64, employee: bool) -> f64 {
    let (mut low, mut high) = (-6.0, 6.0);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if share(middle, employee) < percent { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

impl World {
    /// From the wanted client share and gap of each sector and dimension, in percent and points.
    fn new(wanted: impl Fn(usize, usize) -> (f64, f64)) -> Self {
        let mut world = Self { alpha: Vec::new(), truth: Vec::new(), national: [[0.0; 2]; DIMENSIONS] };
        for sector in 0..SECTORS {
            let mut alpha = [[0.0; 2]; DIMENSIONS];
            let mut truth = [[0.0; 2]; DIMENSIONS];
            for dimension in 0..DIMENSIONS {
                let (client, gap) = wanted(sector, dimension);
                truth[dimension] = [client, client + gap];
                alpha[dimension] = [alpha_for(client, false), alpha_for(client + gap, true)];
                for (sum, share) in world.national[dimension].iter_mut().zip(truth[dimension]) {
                    *sum += share / SECTORS as f64;
                }
            }
            world.alpha.push(alpha);
            world.truth.push(truth);
        }
        world
    }
}

/// One row of answers: the person, the sector and the score of each dimension.
struct Row {
    person: u32,
    sector: usize,
    scores: [f64; DIMENSIONS],
}

/// A sample with its weights.
struct Sample {
    sides: [Vec<Row>; 2],
    base: Vec<f64>,
    dummies: Dummies,
    lambda: Vec<f64>,
    weights: Vec<f64>,
    design: Design,
    ids: Vec<String>,
}

/// Uniform in (0, 1).
fn uniform(rng: &mut ChaCha8Rng) -> f64 {
    ((rng.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

fn gauss(rng: &mut ChaCha8Rng) -> f64 {
    normal().inverse_cdf(uniform(rng))
}

fn pick(weights: &[f64], rng: &mut ChaCha8Rng) -> usize {
    let mut left = uniform(rng) * weights.iter().sum::<f64>();
    weights
        .iter()
        .position(|w| {
            left -= w;
            left < 0.0
        })
        .unwrap_or(weights.len() - 1)
}

impl Sample {
    fn draw(world: &World, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(SEED);
        rng.set_stream(stream);
        let mut sides = [Vec::new(), Vec::new()];
        let (mut sexes, mut ages) = (Vec::new(), Vec::new());
        for person in 0..PERSONS as u32 {
            let sex = pick(&[SEX[0] * SEX_SAMPLED[0], SEX[1] * SEX_SAMPLED[1]], &mut rng);
            let age = pick(&std::array::from_fn::<f64, 5, _>(|a| AGE[a] * AGE_SAMPLED[a]), &mut rng);
            let effect = AGE_EFFECT[age] + PERSON_EFFECT * gauss(&mut rng);
            let answer = |alpha: f64, rng: &mut ChaCha8Rng| if alpha + effect + gauss(rng) > 0.0 { 100.0 } else { 0.0 };
            let first = pick(&[1.0; SECTORS], &mut rng);
            let second = (first + 1 + pick(&[1.0; SECTORS - 1], &mut rng)) % SECTORS;
            for sector in [first, second] {
                let scores = std::array::from_fn(|d| answer(world.alpha[sector][d][0], &mut rng));
                sides[0].push(Row { person, sector, scores });
            }
            if uniform(&mut rng) < EMPLOYED[age] {
                let sector = pick(&[1.0; SECTORS], &mut rng);
                let scores = std::array::from_fn(|d| answer(world.alpha[sector][d][1], &mut rng));
                sides[1].push(Row { person, sector, scores });
            }
            sexes.push(Some(sex as u16));
            ages.push(Some(age as u16));
        }
        let totals = |shares: &[f64]| shares.iter().map(|s| s * POPULATION).collect();
        let margins =
            [Margin { categories: sexes, totals: totals(&SEX) }, Margin { categories: ages, totals: totals(&AGE) }];
        let dummies = Dummies::new(&margins).expect("every category has respondents");
        let base = scale_to_total(&vec![1.0; PERSONS], POPULATION).expect("positive weights");
        let found = calibrate(&base, &dummies, Distance::Raking, 50).expect("the margins can be met");
        let design = Design::new(&base, &found.weights, Some(&dummies), None).expect("two persons");
        let ids = (0..PERSONS).map(|p| p.to_string()).collect();
        Self { sides, base, dummies, lambda: found.lambda, weights: found.weights, design, ids }
    }

    fn rows(
        &self,
        side: usize,
        sector: Option<usize>,
        dimension: usize,
    ) -> impl Iterator<Item = (u32, f64, f64)> + Clone {
        let rows = self.sides[side].iter().filter(move |row| sector.is_none_or(|s| s == row.sector));
        rows.map(move |row| (row.person, row.scores[dimension], 1.0))
    }

    fn estimate(&self, side: usize, sector: Option<usize>, dimension: usize, workspace: &mut Workspace) -> Estimate {
        let rows = || self.rows(side, sector, dimension);
        let found = ratio(rows(), &self.weights).expect("the domain has people");
        let base = kish(rows().map(|row| row.0), &self.weights).expect("the domain has people");
        let favourable = rows().filter(|row| row.1 > 0.0).count();
        Estimate {
            value: found.value,
            se: self.design.variance(&found.influence, workspace).sqrt(),
            df: self.design.degrees_of_freedom(&found.influence),
            n_eff: base.n_eff,
            testable: is_testable(found.value, favourable, rows().count() - favourable),
            influence: found.influence,
        }
    }

    fn combined(&self, value: f64, influence: Influence, workspace: &mut Workspace) -> Estimate {
        let se = self.design.variance(&influence, workspace).sqrt();
        let df = self.design.degrees_of_freedom(&influence);
        Estimate { value, se, df, n_eff: f64::NAN, testable: true, influence }
    }

    fn gap(&self, sector: Option<usize>, dimension: usize, workspace: &mut Workspace) -> (Estimate, [Estimate; 2]) {
        let sides = [0, 1].map(|side| self.estimate(side, sector, dimension, workspace));
        let influence = Influence::difference(&sides[1].influence, &sides[0].influence);
        (self.combined(sides[1].value - sides[0].value, influence, workspace), sides)
    }
}

struct Estimate {
    value: f64,
    se: f64,
    df: f64,
    n_eff: f64,
    testable: bool,
    influence: Influence,
}

impl Estimate {
    fn level_interval(&self) -> Interval {
        level(self.value, self.se, self.n_eff, self.df, 0.95, self.testable).expect("an interval").0
    }

    fn interval(&self) -> Interval {
        symmetric(self.value, self.se, self.df, 0.95).expect("an interval")
    }
}

/// Hits among trials.
#[derive(Clone, Copy, Default)]
struct Tally {
    hits: u64,
    trials: u64,
}

impl Tally {
    fn add(&mut self, hit: bool) {
        self.hits += u64::from(hit);
        self.trials += 1;
    }

    fn merge(self, other: Self) -> Self {
        Self { hits: self.hits + other.hits, trials: self.trials + other.trials }
    }

    fn percent(self) -> f64 {
        100.0 * self.hits as f64 / self.trials as f64
    }
}

fn covers(interval: Interval, truth: f64) -> bool {
    interval.low <= truth && truth <= interval.high
}

const FAMILIES: [&str; 8] = [
    "levels, national",
    "levels, sector",
    "gaps, national",
    "gaps, sector",
    "signed mean gap over 11 dimensions, national",
    "signed mean gap over 11 dimensions, sector",
    "changes of gaps between two waves, national",
    "changes of gaps between two waves, sector",
];

/// Coverage of every family in one pair of samples.
fn coverage(world: &World, stream: u64) -> [Tally; 8] {
    let mut workspace = Workspace::default();
    let [now, then] = [2 * stream, 2 * stream + 1].map(|s| Sample::draw(world, s));
    let mut tallies = [Tally::default(); 8];
    for sector in (0..SECTORS).map(Some).chain([None]) {
        let regional = usize::from(sector.is_some());
        let (mut gaps, mut true_mean) = (Vec::new(), 0.0);
        for dimension in 0..DIMENSIONS {
            let truth = sector.map_or(world.national[dimension], |s| world.truth[s][dimension]);
            let (gap, sides) = now.gap(sector, dimension, &mut workspace);
            let (before, _) = then.gap(sector, dimension, &mut workspace);
            for side in 0..2 {
                tallies[regional].add(covers(sides[side].level_interval(), truth[side]));
            }
            tallies[2 + regional].add(covers(gap.interval(), truth[1] - truth[0]));
            let se = (gap.se * gap.se + before.se * before.se).sqrt();
            let change = symmetric(gap.value - before.value, se, gap.df + before.df, 0.95).expect("an interval");
            tallies[6 + regional].add(covers(change, 0.0));
            true_mean += (truth[1] - truth[0]) / DIMENSIONS as f64;
            gaps.push(gap);
        }
        let mean = gaps.iter().map(|g| g.value).sum::<f64>() / DIMENSIONS as f64;
        let influence = Influence::mean(&gaps.iter().map(|g| &g.influence).collect::<Vec<_>>());
        tallies[4 + regional].add(covers(now.combined(mean, influence, &mut workspace).interval(), true_mean));
    }
    tallies
}

/// False claims of symmetry at the margin (national), and the false discovery proportion of a sector matrix in which half the
/// gaps are nil; over one sample each.
fn errors(margin: &World, mixed: &World, stream: u64) -> (Tally, f64) {
    let mut workspace = Workspace::default();
    let sample = Sample::draw(margin, stream);
    let mut claims = Tally::default();
    for dimension in 0..DIMENSIONS {
        let (gap, _) = sample.gap(None, dimension, &mut workspace);
        claims.add(p_equivalence(gap.value, gap.se, gap.df, DELTA).is_some_and(|p| p < 0.05));
    }
    let sample = Sample::draw(mixed, stream);
    let mut p = Vec::new();
    for sector in 0..SECTORS {
        for dimension in 0..DIMENSIONS {
            let (gap, _) = sample.gap(Some(sector), dimension, &mut workspace);
            p.push(p_difference(gap.value, gap.se, gap.df));
        }
    }
    let discovered: Vec<usize> = benjamini_hochberg(&p)
        .iter()
        .enumerate()
        .filter(|(_, q)| q.is_some_and(|q| q < 0.05))
        .map(|(i, _)| i)
        .collect();
    let nil = |i: &usize| {
        (mixed.truth[i / DIMENSIONS][i % DIMENSIONS][1] - mixed.truth[i / DIMENSIONS][i % DIMENSIONS][0]).abs() < 1e-6
    };
    let wrong = discovered.iter().filter(|i| nil(i)).count();
    (claims, if discovered.is_empty() { 0.0 } else { wrong as f64 / discovered.len() as f64 })
}

/// What the bootstrap says of one sample: its SE over the linearised one for gaps and the mean gap of each sector, and
/// whether the percentile interval of the mean |gap| covers.
struct Bootstrapped {
    ratios: Vec<f64>,
    absolute: Tally,
    excess: f64,
}

fn bootstrap(world: &World, stream: u64) -> Bootstrapped {
    let mut workspace = Workspace::default();
    let sample = Sample::draw(world, stream);
    let draws = Draws::new(SEED, &format!("study-{stream}"));
    let mut recalibrator = Recalibrator::new(&sample.base, &sample.dummies, Distance::Raking, 50, &sample.lambda);
    let mut weights = Vec::new();
    let mut replicates: Vec<[[f64; DIMENSIONS]; SECTORS]> = Vec::new();
    for multipliers in Multipliers::by_person(&draws, &sample.ids, 0..REPLICATES).iter() {
        recalibrator.replicate(&multipliers, &mut weights).expect("positive multipliers can be calibrated");
        replicates.push(gap_matrix(&sample, &weights));
    }
    let mut out = Bootstrapped { ratios: Vec::new(), absolute: Tally::default(), excess: 0.0 };
    for sector in 0..SECTORS {
        let mut observed = 0.0;
        for dimension in 0..DIMENSIONS {
            let (gap, _) = sample.gap(Some(sector), dimension, &mut workspace);
            let values: Vec<f64> = replicates.iter().map(|r| r[sector][dimension]).collect();
            out.ratios.push(variance(&values).expect("replicates").sqrt() / gap.se);
            observed += gap.value.abs() / DIMENSIONS as f64;
        }
        let truth = world.truth[sector].iter().map(|t| (t[1] - t[0]).abs()).sum::<f64>() / DIMENSIONS as f64;
        let means: Vec<f64> =
            replicates.iter().map(|r| r[sector].iter().map(|g| g.abs()).sum::<f64>() / DIMENSIONS as f64).collect();
        let interval = Interval {
            low: percentile(&means, 0.025).expect("replicates"),
            high: percentile(&means, 0.975).expect("replicates"),
        };
        out.absolute.add(covers(interval, truth));
        out.excess += (observed - truth) / SECTORS as f64;
    }
    out
}

fn gap_matrix(sample: &Sample, weights: &[f64]) -> [[f64; DIMENSIONS]; SECTORS] {
    let mut sums = [[[0.0; DIMENSIONS]; SECTORS]; 2];
    let mut mass = [[0.0; SECTORS]; 2];
    for (side, rows) in sample.sides.iter().enumerate() {
        for row in rows {
            let weight = weights[row.person as usize];
            mass[side][row.sector] += weight;
            for (sum, score) in sums[side][row.sector].iter_mut().zip(&row.scores) {
                *sum += weight * score;
            }
        }
    }
    std::array::from_fn(|s| std::array::from_fn(|d| sums[1][s][d] / mass[1][s] - sums[0][s][d] / mass[0][s]))
}

/// The cells of the matrix of the test of false discoveries that have no gap.
fn is_nil(sector: usize, dimension: usize) -> bool {
    (sector + dimension).is_multiple_of(2)
}

fn nil_gaps() -> usize {
    (0..SECTORS).map(|s| (0..DIMENSIONS).filter(|&d| is_nil(s, d)).count()).sum()
}

/// Employees that a sample has of a sector, on average.
fn employees_of_a_sector() -> f64 {
    let sampled: Vec<f64> = AGE.iter().zip(AGE_SAMPLED).map(|(share, rate)| share * rate).collect();
    let employed: f64 = sampled.iter().zip(EMPLOYED).map(|(share, employed)| share * employed).sum();
    PERSONS as f64 * employed / sampled.iter().sum::<f64>() / SECTORS as f64
}

fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (mean, (variance(values).unwrap_or(f64::NAN) / values.len() as f64).sqrt())
}

fn main() {
    let spread = World::new(|s, d| (40.0 + 2.0 * d as f64 + s as f64, [-6.0, 0.0, 4.0, 9.0, 15.0, 20.0][(s + d) % 6]));
    let margin = World::new(|s, d| (40.0 + 2.0 * d as f64 + s as f64, DELTA));
    let mixed = World::new(|s, d| (45.0 + d as f64, if is_nil(s, d) { 0.0 } else { 22.0 }));
    let symmetric_world = World::new(|s, d| (42.0 + 2.0 * d as f64 + s as f64, 0.0));
    let covered: Vec<[Tally; 8]> = (0..SAMPLES as u64).into_par_iter().map(|i| coverage(&spread, i)).collect();
    let wrong: Vec<(Tally, f64)> =
        (0..SAMPLES as u64).into_par_iter().map(|i| errors(&margin, &mixed, 10_000 + i)).collect();
    let drawn = |world: &World, first: u64| -> Vec<Bootstrapped> {
        (0..BOOTSTRAP_SAMPLES as u64).into_par_iter().map(|i| bootstrap(world, first + i)).collect()
    };
    let page = page(&covered, &wrong, &drawn(&symmetric_world, 20_000), &drawn(&spread, 30_000));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/study.md");
    std::fs::write(file, &page).expect("docs/ can be written");
    print!("{page}");
}

fn page(covered: &[[Tally; 8]], wrong: &[(Tally, f64)], near: &[Bootstrapped], far: &[Bootstrapped]) -> String {
    let mut page = format!(
        "# Simulation study\n\n`make study` writes this page (seed {SEED}). {SAMPLES} samples of {PERSONS} persons drawn out of proportion from a \
         population whose true figures are known, each raked to sex and age; {SECTORS} sectors, {DIMENSIONS} dimensions, two sectors rated a \
         person, client and employee answers of one person correlated. A sector has {:.0} clients and {:.0} employees on average; the sectors of an \
         edition with more of them have fewer, and their intervals cover a little less.\n\n## Do 95 % intervals cover?\n\n\
         | family | coverage (%) | Monte Carlo SE | intervals |\n|---|---:|---:|---:|\n",
        2.0 * PERSONS as f64 / SECTORS as f64,
        employees_of_a_sector()
    );
    for (family, name) in FAMILIES.iter().enumerate() {
        let all = covered.iter().fold(Tally::default(), |sum, t| sum.merge(t[family]));
        let each: Vec<f64> = covered.iter().map(|t| t[family].percent()).collect();
        let _ = writeln!(page, "| {name} | {:.2} | {:.2} | {} |", all.percent(), mean_and_error(&each).1, all.trials);
    }
    let claims: Vec<f64> = wrong.iter().map(|w| w.0.percent()).collect();
    let discoveries: Vec<f64> = wrong.iter().map(|w| 100.0 * w.1).collect();
    let (nil, cells) = (nil_gaps(), SECTORS * DIMENSIONS);
    let (claim, claim_error) = mean_and_error(&claims);
    let (discovery, discovery_error) = mean_and_error(&discoveries);
    let _ = write!(
        page,
        "\n## Do the tests keep their level?\n\n| error | observed (%) | Monte Carlo SE | promised |\n|---|---:|---:|---|\n\
         | symmetry claimed by a test taken alone although the true national gap is exactly {DELTA} points | {claim:.2} | {claim_error:.2} | \
         5 % |\n\
         | false discoveries among differences called in a sector matrix, {nil} of whose {cells} gaps are nil (Benjamini–Hochberg) | \
         {discovery:.2} | {discovery_error:.2} | at most {:.2} % |\n\n\
         Benjamini and Hochberg promise 5 % times the share of the gaps that are nil, of tests that keep their level exactly: those of \
         sectors do so as nearly as the intervals above cover.\n",
        5.0 * nil as f64 / cells as f64
    );
    let ratios: Vec<f64> =
        near.iter().chain(far).map(|b| b.ratios.iter().sum::<f64>() / b.ratios.len() as f64).collect();
    let (ratio, ratio_error) = mean_and_error(&ratios);
    let _ = write!(
        page,
        "\n## Does the bootstrap agree with linearisation?\n\nBootstrap SE over linearised SE of sector gaps, {} samples of {REPLICATES} \
         re-calibrated replicates: {ratio:.4} on average (Monte Carlo SE {ratio_error:.4}), {:.1} % below 1 and not by chance.\n\n## What cannot cover\n\nThe mean |gap| is folded: it is never below its noise. Its percentile interval over 11 \
         dimensions:\n\n| truth, {BOOTSTRAP_SAMPLES} samples each | coverage of the 95 % percentile interval (%) | Monte Carlo SE | mean absolute gap, observed − true \
         (points) | Monte Carlo SE |\n|---|---:|---:|---:|---:|\n",
        near.len() + far.len(),
        100.0 * (1.0 - ratio)
    );
    for (name, samples) in [("perfect symmetry", near), ("gaps from −6 to +20 points", far)] {
        let all = samples.iter().fold(Tally::default(), |sum, b| sum.merge(b.absolute));
        let each: Vec<f64> = samples.iter().map(|b| b.absolute.percent()).collect();
        let (excess, error) = mean_and_error(&samples.iter().map(|b| b.excess).collect::<Vec<_>>());
        let covered = mean_and_error(&each).1;
        let _ = writeln!(page, "| {name} | {:.1} | {covered:.1} | {excess:+.2} | {error:.2} |", all.percent());
    }
    page.push_str("\nThis is why the mean |gap| is printed with its noise floor and its adjusted value, and with an interval for which no coverage is claimed.\n");
    page.push_str(
        "\n## What is not simulated\n\nSelection depends on the calibrated variables alone, everybody answers, answers are favourable or not, and \
         shares are far from 0 and 100 %: nothing here tells of bias by who refuses, of scales, or of the cells that are not tested. Rank \
         intervals, ranges and the adjusted gap are not simulated.\n",
    );
    page
}
