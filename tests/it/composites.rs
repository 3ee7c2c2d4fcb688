//! Composites and the replicates behind their ranks: each formula by hand, the bootstrap against linearisation, and draws
//! that neither threads nor the order of the respondents change.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use barometer::config::{self, Overrides};
use barometer::pipeline::{self, Prepared};
use barometer::plan::{CalibrateOptions, Plan};
use barometer::progress::Silent;
use barometer::stages::calibrate::{CalibratedWave, calibrate};
use barometer::stages::composite::{CompositeRules, common_core, composite};
use barometer::stages::indices::WaveIndices;
use barometer::stages::replicate::{ReplicateOptions, Replicates, Replication, replicate};
use barometer::stages::score::{Cell, Scores, score};
use barometer::stages::symmetry::symmetry;
use barometer::stats::calibration::{self, Distance};
use barometer::stats::influence::{Influence, ratio};
use barometer::stats::linearise::{Design, Workspace};
use barometer::stats::replicate::{Multipliers, percentile, variance};
use barometer::stats::rng::Draws;
use barometer::stats::symmetry::MEAN_ABSOLUTE_NORMAL;
use barometer::survey::codebook::{Codebook, Text};
use barometer::survey::ids::{EditionId, Measure, Population, SectorId, Status, Subject};
use barometer::survey::registry::{Break, Edition};
use barometer::survey::results::{CompositeRow, SymmetryRow};
use barometer::survey::rules::PublicationRules;
use barometer::survey::wave::{Answer, Answers};

use crate::minimal::{self, Minimal};
use crate::national::national;
use crate::toy::{self, close};

/// One edition of the national run, which has eleven dimensions and eleven sectors, none of them hidden.
pub struct Case {
    pub plan: Plan,
    pub prepared: Prepared,
    pub scores: Scores,
}

pub fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/national.yaml");
        let mut plan = config::load(&file, &Overrides::default()).unwrap();
        plan.waves.retain(|wave| wave.edition.as_str() == "2022");
        let prepared = pipeline::prepare(&plan, &Silent).unwrap();
        let edition = &plan.registry.editions["2022"];
        let scores = score(&prepared.waves[0], edition, &plan.codebook);
        Case { plan, prepared, scores }
    })
}

impl Case {
    pub fn wave(&self) -> &CalibratedWave {
        &self.prepared.waves[0]
    }

    pub fn edition(&self) -> &Edition {
        &self.plan.registry.editions["2022"]
    }

    fn indices(&self) -> WaveIndices<'_> {
        WaveIndices::new(self.wave(), &self.scores, self.edition(), &self.plan.codebook)
    }

    fn rows(&self, codebook: &Codebook, rules: &PublicationRules) -> Vec<CompositeRow> {
        let with = CompositeRules { id: &EditionId::from("2022"), registry: &self.plan.registry, codebook, rules };
        composite(self.wave(), &self.indices(), self.edition(), &self.prepared.replicates[0], with)
    }

    fn published(&self) -> Vec<CompositeRow> {
        self.rows(&self.plan.codebook, &self.plan.rules)
    }

    /// The gaps of the dimensions that are published one by one.
    fn dimensions(&self) -> BTreeMap<(SectorId, Measure), Vec<SymmetryRow>> {
        let Plan { codebook, rules, .. } = &self.plan;
        let mut gaps: BTreeMap<(SectorId, Measure), Vec<SymmetryRow>> = BTreeMap::new();
        for row in symmetry(self.wave(), &self.indices(), self.edition(), codebook, rules) {
            if row.subject == Subject::dimension(&row.subject.id) {
                gaps.entry((row.sector.clone(), row.measure)).or_default().push(row);
            }
        }
        gaps
    }

    fn replication(&self, replicates: usize) -> Replication<'_> {
        Replication {
            edition: self.edition(),
            codebook: &self.plan.codebook,
            calibrate: &self.plan.calibrate,
            margins_file: &self.plan.waves[0].margins_file,
            options: ReplicateOptions { replicates },
            seed: self.plan.seed,
        }
    }
}

fn pick<'a>(rows: &'a [CompositeRow], sector: &str, composite: &str, pairs: &str) -> &'a CompositeRow {
    let wanted = |r: &&CompositeRow| {
        (r.sector.as_str(), r.composite.as_str(), r.pairs.as_str(), r.measure)
            == (sector, composite, pairs, Measure::Top2)
    };
    rows.iter().find(wanted).unwrap_or_else(|| panic!("no {composite} {pairs} of {sector}"))
}

#[test]
fn every_formula_by_hand() {
    let (rows, gaps) = (case().published(), case().dimensions());
    let mut compared = 0;
    for row in rows.iter().filter(|r| r.composite == "dimensions" && r.pairs == "all") {
        let Some(cells) = gaps.get(&(row.sector.clone(), row.measure)) else { continue };
        assert_eq!((cells.len(), row.n_dimensions), (11, Some(11)));
        let mean = |of: &dyn Fn(&SymmetryRow) -> f64| cells.iter().map(of).sum::<f64>() / 11.0;
        let gap = |r: &SymmetryRow| r.gap.unwrap();
        close(row.mean_gap.unwrap(), mean(&gap), 1e-11);
        close(row.mean_absolute_gap.unwrap(), mean(&|r| gap(r).abs()), 1e-12);
        close(row.symmetry.unwrap(), 100.0 - mean(&|r| gap(r).abs()), 1e-13);
        close(row.noise_floor.unwrap(), mean(&|r| MEAN_ABSOLUTE_NORMAL * r.se_gap.unwrap()), 1e-12);
        let square = mean(&|r| gap(r).powi(2) - r.se_gap.unwrap().powi(2));
        assert!((row.adjusted_gap.unwrap() - square.max(0.0).sqrt()).abs() < 1e-9);
        close(row.floor.unwrap(), mean(&|r| r.client.unwrap()).min(mean(&|r| r.employee.unwrap())), 1e-13);
        let (low, high) = (row.ci_low.unwrap(), row.ci_high.unwrap());
        // Symmetric around the mean gap, and shorter than the mean of the intervals of its parts.
        assert!((f64::midpoint(low, high) - row.mean_gap.unwrap()).abs() < 1e-9);
        assert!(high - low < mean(&|r| r.ci_high.unwrap() - r.ci_low.unwrap()));
        compared += 1;
    }
    assert_eq!(compared, 3 * 12, "eleven sectors and the country, three measures");
}

/// A gap that is nothing but its noise adjusts to zero, never below.
#[test]
fn noise_adjusts_to_nothing() {
    let rows = case().published();
    assert!(rows.iter().filter_map(|r| r.adjusted_gap).all(|gap| gap >= 0.0));
    let gaps = case().dimensions();
    let cells = gaps.values().next().unwrap();
    let adjusted = |factor: f64| {
        let parts = cells.iter().map(|r| (1.0 / 11.0, factor * r.se_gap.unwrap(), r.se_gap.unwrap()));
        barometer::stats::symmetry::adjusted_gap(parts)
    };
    assert_eq!((adjusted(0.0), adjusted(0.99)), (0.0, 0.0));
    assert!(adjusted(1.01) > 0.0);
}

#[test]
fn the_variance_is_that_of_the_combined_influence() {
    let (rows, case) = (case().published(), case());
    let sector = &case.edition().sectors[2];
    let mut workspace = Workspace::default();
    let gaps: Vec<Influence> = case
        .edition()
        .instrument
        .dimensions
        .iter()
        .map(|id| {
            let of = |side| case.scores.get(sector, side, &Subject::dimension(id.as_str()), Measure::Top2).unwrap();
            Influence::difference(&of(Population::Employee).influence, &of(Population::Client).influence)
        })
        .collect();
    let mut sum = 0.0;
    for left in &gaps {
        for right in &gaps {
            sum += case.wave().design.covariance(left, right, &mut workspace) / 121.0;
        }
    }
    close(pick(&rows, sector.as_str(), "dimensions", "all").se_gap.unwrap(), sum.sqrt(), 1e-10);
}

/// ```r
/// # after the preamble of `toy`: the mean of two gaps, 0.3 × item 1 + 0.7 × item 2, in sector A
/// b <- function(x) ifelse(is.na(x), 0, 100 * (x >= 3)); i <- function(x, d) as.numeric(!is.na(x) & d)
/// dc <- t$sector_client == "A"; de <- t$employed == 1 & t$sector_emp == "A"; de[is.na(de)] <- FALSE
/// cal <- update(cal, nc1 = b(t$c1) * i(t$c1, dc), dc1 = i(t$c1, dc), nc2 = b(t$c2) * i(t$c2, dc), dc2 = i(t$c2, dc),
///   ne1 = b(t$e1) * i(t$e1, de), de1 = i(t$e1, de), ne2 = b(t$e2) * i(t$e2, de), de2 = i(t$e2, de))
/// s <- svytotal(~nc1 + dc1 + nc2 + dc2 + ne1 + de1 + ne2 + de2, cal)
/// svycontrast(s, quote(0.3 * (ne1/de1 - nc1/dc1) + 0.7 * (ne2/de2 - nc2/dc2)))
/// ```
#[test]
fn a_weighted_mean_of_two_gaps_against_r() {
    let calibration = toy::calibrated(Distance::Raking);
    let design = Design::new(&toy::base(), &calibration.weights, Some(&toy::dummies()), None).unwrap();
    let score = |code: Option<u8>| code.map(|code| if code >= 3 { 100.0 } else { 0.0 });
    let gap = |item: usize| {
        let clients = toy::rows(|p| score(p.client_items[item]).filter(|_| p.sector_client == 'A'));
        let employees = toy::rows(|p| score(p.employee_items[item]).filter(|_| p.sector_employee == Some('A')));
        let (c, e) = (ratio(clients, &calibration.weights).unwrap(), ratio(employees, &calibration.weights).unwrap());
        (e.value - c.value, Influence::difference(&e.influence, &c.influence))
    };
    let ((first, left), (second, right)) = (gap(0), gap(1));
    close(0.3 * first + 0.7 * second, -15.6498678405577, 1e-11);
    let combined = Influence::combine([(0.3, &left), (0.7, &right)]);
    close(design.variance(&combined, &mut Workspace::default()).sqrt(), 15.0221545042863, 1e-11);
}

#[test]
fn the_bootstrap_agrees_with_linearisation() {
    let (rows, case) = (case().published(), case());
    let made = &case.prepared.replicates[0];
    assert_eq!((made.succeeded(), made.failed()), (1000, 0));
    for sector in &case.edition().sectors {
        let mut gaps = vec![0.0; made.succeeded()];
        for id in &case.edition().instrument.dimensions {
            let of = |population| levels(made, sector, population, id.as_str());
            let sides = of(Population::Employee).iter().zip(of(Population::Client));
            gaps.iter_mut().zip(sides).for_each(|(sum, (e, c))| *sum += (e - c) / 11.0);
        }
        let ratio = variance(&gaps).unwrap().sqrt() / pick(&rows, sector.as_str(), "dimensions", "all").se_gap.unwrap();
        // Four times the Monte Carlo error of 1 000 replicates.
        assert!((ratio - 1.0).abs() < 4.0 / 2000f64.sqrt(), "{sector}: {ratio}");
        let centre = gaps.iter().sum::<f64>() / gaps.len() as f64;
        let row = pick(&rows, sector.as_str(), "dimensions", "all");
        assert!((centre - row.mean_gap.unwrap()).abs() < 0.25 * row.se_gap.unwrap(), "{sector}: {centre}");
    }
}

fn levels<'r>(made: &'r Replicates, sector: &SectorId, population: Population, dimension: &str) -> &'r [f64] {
    let (subject, sector) = (Subject::dimension(dimension), sector.clone());
    made.levels(&Cell { subject, measure: Measure::Top2, population, sector }).unwrap()
}

/// The same percentiles by hand, from the levels of the replicates; the noise is that of the published standard errors.
#[test]
fn percentiles_of_the_size_of_the_gaps_by_hand() {
    let (rows, case) = (case().published(), case());
    let made = &case.prepared.replicates[0];
    let gaps = case.dimensions();
    let mut compared = 0;
    for sector in case.edition().sectors.iter().cloned().chain([SectorId::all()]) {
        let (mut sizes, mut squares) = (vec![0.0; 1000], vec![0.0; 1000]);
        for id in &case.edition().instrument.dimensions {
            let of = |population| levels(made, &sector, population, id.as_str());
            for (at, (e, c)) in of(Population::Employee).iter().zip(of(Population::Client)).enumerate() {
                sizes[at] += (e - c).abs() / 11.0;
                squares[at] += (e - c).powi(2) / 11.0;
            }
        }
        let row = pick(&rows, sector.as_str(), "dimensions", "all");
        let noise: f64 = gaps[&(sector, Measure::Top2)].iter().map(|r| r.se_gap.unwrap().powi(2) / 11.0).sum();
        let adjusted: Vec<f64> = squares.iter().map(|square| (square - 2.0 * noise).max(0.0).sqrt()).collect();
        for (values, low, high) in [
            (&sizes, row.mean_absolute_gap_low, row.mean_absolute_gap_high),
            (&adjusted, row.adjusted_gap_low, row.adjusted_gap_high),
        ] {
            assert!((percentile(values, 0.025).unwrap() - low.unwrap()).abs() < 1e-9);
            assert!((percentile(values, 0.975).unwrap() - high.unwrap()).abs() < 1e-9);
        }
        // The replicates of the adjusted gap spread around it; those of the mean size lie above, by folding alone.
        let median = percentile(&adjusted, 0.5).unwrap();
        assert!((median - row.adjusted_gap.unwrap()).abs() < 0.5 * row.se_gap.unwrap(), "{median} {row:?}");
        assert!(percentile(&sizes, 0.5).unwrap() > row.mean_absolute_gap.unwrap(), "{row:?}");
        compared += 1;
    }
    assert_eq!(compared, 12);
    let over = pick(&rows, "mean_of_sectors", "dimensions", "all");
    assert!(over.mean_absolute_gap_low < over.mean_absolute_gap && over.adjusted_gap_low < over.adjusted_gap);
    assert!(over.mean_absolute_gap_high.unwrap() - over.mean_absolute_gap_low.unwrap() < 5.0);
}

/// Employees are managers and others, and all respondents the sectors and those of none: what is added up in parts is what
/// the weights of the replicate give at once.
#[test]
fn the_levels_of_a_replicate_by_hand() {
    let case = case();
    let (wave, made) = (case.wave(), &case.prepared.replicates[0]);
    let ids: Vec<&str> = wave.wave.respondents.iter().map(|r| r.id.as_str()).collect();
    let draws = Draws::new(case.plan.seed, "wave 2022");
    let multipliers = Multipliers::by_person(&draws, &ids, 5..6);
    let weights: Vec<f64> =
        wave.base_weights.iter().zip(multipliers.iter().next().unwrap()).map(|(d, m)| d * m).collect();
    let dummies = wave.design.dummies().unwrap();
    let weights = calibration::calibrate(&weights, dummies, Distance::Raking, 50).unwrap().weights;
    let item = &case.plan.codebook.items;
    let dimension = &case.plan.codebook.dimensions["autonomie"];
    let of_items = |names: &[&str], answers: &Answers| {
        let score = |name: &&str| match answers.get(item.get_index_of(*name)?)? {
            Answer::Code(code) => Some(if *code >= 2 { 100.0 } else { 0.0 }),
            _ => None,
        };
        let scores: Vec<f64> = names.iter().filter_map(score).collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
    };
    let names: Vec<&str> = dimension.items.iter().map(|item| item.as_str()).collect();
    let mut compared = 0;
    let sectors = [case.edition().sectors[3].clone(), SectorId::all()];
    let subjects =
        [(Subject::dimension("autonomie"), names.as_slice()), (Subject::item("initiative"), &["initiative"])];
    for (subject, names) in subjects {
        for (sector, population) in sectors.iter().flat_map(|s| Population::EVERY.iter().map(move |p| (s, *p))) {
            let (mut sum, mut base) = (0.0, 0.0);
            for (person, w) in wave.wave.respondents.iter().zip(&weights) {
                let client = person.ratings.iter().filter(|_| population == Population::Client);
                let client = client.map(|r| (&r.sector, &r.answers));
                let job = person.job.iter().filter(|job| match population {
                    Population::Client => false,
                    Population::Employee => true,
                    Population::Manager => job.manager,
                    Population::NonManager => !job.manager,
                });
                let job = job.map(|j| (&j.sector, &j.answers));
                for (_, answers) in client.chain(job).filter(|(place, _)| sector.is_all() || *place == sector) {
                    if let Some(score) = of_items(names, answers) {
                        sum += w * score;
                        base += w;
                    }
                }
            }
            let (subject, sector) = (subject.clone(), sector.clone());
            let cell = Cell { subject, measure: Measure::Top2, population, sector };
            if let Some(levels) = made.levels(&cell) {
                close(levels[5], sum / base, 1e-9);
                compared += 1;
            }
        }
    }
    // An item has its three separate groups over all respondents, a dimension all four populations everywhere.
    assert_eq!(compared, 8 + 3);
}

#[test]
fn threads_change_no_replicate() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let made = replicate(case().wave(), &case().replication(130)).unwrap();
            let Plan { registry, codebook, rules, .. } = &case().plan;
            let with = CompositeRules { id: &EditionId::from("2022"), registry, codebook, rules };
            let rows = composite(case().wave(), &case().indices(), case().edition(), &made, with);
            (made, format!("{rows:?}"))
        })
    };
    let (one, four) = (on(1), on(4));
    assert!(one == four);
    // The first replicates are the same whatever their number.
    let dimension = case().edition().instrument.dimensions[0].as_str();
    let sector = &case().edition().sectors[0];
    let of = |made| levels(made, sector, Population::Client, dimension);
    assert_eq!(of(&one.0), &of(&case().prepared.replicates[0])[..130]);
}

#[test]
fn the_order_of_the_respondents_changes_no_replicate() {
    let case = case();
    let (wave, planned) = (case.wave(), &case.plan.waves[0]);
    let mut turned = wave.wave.clone();
    turned.respondents.reverse();
    let turned =
        calibrate(turned, wave.key.clone(), &planned.margins, &planned.margins_file, &case.plan.calibrate).unwrap();
    let with = case.replication(100);
    let (one, other) = (replicate(wave, &with).unwrap(), replicate(&turned, &with).unwrap());
    for sector in &case.edition().sectors {
        for id in &case.edition().instrument.dimensions {
            for side in [Population::Client, Population::Employee] {
                let pairs =
                    levels(&one, sector, side, id.as_str()).iter().zip(levels(&other, sector, side, id.as_str()));
                pairs.for_each(|(a, b)| close(*a, *b, 1e-9));
            }
        }
    }
}

/// Drawing with replacement would lose the only man of the sample in a third of the replicates.
#[test]
fn pitfall_05_a_category_of_one_person_survives_every_replicate() {
    let minimal = Minimal::new();
    minimal.write("waves/2023.csv", minimal::WAVE.replace(",homme,", ",femme,").replace("r1,femme,", "r1,homme,"));
    let plan = minimal.load().unwrap();
    let prepared = pipeline::prepare(&plan, &Silent).unwrap();
    let made = &prepared.replicates[0];
    assert_eq!((made.succeeded(), made.failed()), (1000, 0));
    // Eight respondents are too few to publish anything.
    let rows = pipeline::analyse(&plan, &prepared, &Silent).composites;
    assert!(!rows.is_empty() && rows.iter().all(|r| r.status == Status::Suppressed && r.mean_gap.is_none()));
}

#[test]
fn too_many_failed_replicates_refuse_the_run() {
    let hasty = CalibrateOptions { max_iterations: 1, ..case().plan.calibrate.clone() };
    let with = Replication { calibrate: &hasty, ..case().replication(100) };
    let found = replicate(case().wave(), &with).unwrap_err();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "replicates-failed");
    assert!(found[0].problem.to_string().contains("100 of 100 bootstrap replicates of edition `2022`"), "{}", found[0]);
    assert!(found[0].hint.is_some());
}

/// Four respondents of a sex who draw less than a tenth of the weight would need more than five times as much each, which
/// the bounds forbid: a few replicates in a thousand.
#[test]
fn a_few_failed_replicates_are_left_out_counted_and_told() {
    let minimal = Minimal::new();
    let options = "calibrate: { method: truncated_linear, bounds: [0, 5] }\npublish:";
    minimal.edit("pipelines/trial.yaml", "publish:", options);
    let plan = minimal.load().unwrap();
    let prepared = pipeline::prepare(&plan, &Silent).unwrap();
    let made = &prepared.replicates[0];
    let failed = made.failed();
    assert!((1..=10).contains(&failed), "{failed}");
    assert_eq!(made.succeeded(), 1000 - failed);
    let told: Vec<_> = prepared.warnings.iter().filter(|w| w.rule == "replicates-failed").collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].problem.to_string().starts_with(&format!("{failed} of 1000 bootstrap replicates")), "{}", told[0]);
    let row = &pipeline::analyse(&plan, &prepared, &Silent).replicates[0];
    assert_eq!((row.edition.edition.as_str(), row.replicates, row.failed), ("2023", 1000, failed as i64));
}

#[test]
fn an_edition_without_dimensions_makes_no_replicate() {
    let counts: Vec<(&str, i64, i64)> =
        national().results.replicates.iter().map(|r| (r.edition.edition.as_str(), r.replicates, r.failed)).collect();
    let made = |edition| (edition, 1000, 0);
    assert_eq!(counts[..2], [("2014", 0, 0), ("2016", 0, 0)]);
    assert_eq!(counts[2..], [made("2019"), made("2021"), made("2022"), made("2023")]);
}

#[test]
fn ranks_lie_within_their_intervals() {
    let rows = case().published();
    let mut groups: BTreeMap<_, Vec<&CompositeRow>> = BTreeMap::new();
    for row in &rows {
        let sector = case().edition().sectors.contains(&row.sector);
        assert_eq!(row.rank.is_some(), sector && row.status != Status::Suppressed, "{row:?}");
        if sector {
            groups.entry((&row.composite, &row.pairs, row.measure)).or_default().push(row);
        }
    }
    let mut narrower = 0;
    for group in groups.values() {
        let n = group.len() as i64;
        for row in group {
            let smaller = group.iter().filter(|r| r.adjusted_gap < row.adjusted_gap).count() as i64;
            let higher = group.iter().filter(|r| r.floor > row.floor).count() as i64;
            assert_eq!((row.rank, row.rank_floor), (Some(1 + smaller), Some(1 + higher)));
            assert!(1 <= row.rank_low.unwrap() && row.rank_low <= row.rank && row.rank <= row.rank_high);
            assert!(row.rank_floor_low <= row.rank_floor && row.rank_floor <= row.rank_floor_high);
            assert!(row.rank_high.unwrap() <= n && row.rank_floor_high.unwrap() <= n);
            narrower += i64::from(row.rank_floor_low > Some(1) || row.rank_floor_high < Some(n));
        }
    }
    assert!(narrower > 0, "some floors are told apart");
}

#[test]
fn a_mean_over_the_sectors_is_the_mean_of_its_rows() {
    let rows = case().published();
    let sectors: Vec<&CompositeRow> =
        case().edition().sectors.iter().map(|s| pick(&rows, s.as_str(), "dimensions", "strict")).collect();
    let mean = |of: fn(&CompositeRow) -> Option<f64>| {
        sectors.iter().map(|r| of(r).unwrap()).sum::<f64>() / sectors.len() as f64
    };
    let over = pick(&rows, "mean_of_sectors", "dimensions", "strict");
    close(over.mean_gap.unwrap(), mean(|r| r.mean_gap), 1e-11);
    close(over.mean_absolute_gap.unwrap(), mean(|r| r.mean_absolute_gap), 1e-11);
    close(over.noise_floor.unwrap(), mean(|r| r.noise_floor), 1e-11);
    assert!(over.se_gap.unwrap() < mean(|r| r.se_gap) && over.rank.is_none());
    assert!(over.n_dimensions.unwrap() < 11, "strict leaves dimensions out");
    assert!(!rows.iter().any(|r| r.sector.as_str() == "weighted_sectors"), "no sector has a weight");
    // A mean beside all its parts but one would give that one away.
    let strictest = PublicationRules { suppress_below: 60.0, ..case().plan.rules.clone() };
    let rows = case().rows(&case().plan.codebook, &strictest);
    let hidden = case().edition().sectors.iter().filter(|s| {
        let row = pick(&rows, s.as_str(), "dimensions", "all");
        row.status == Status::Suppressed && row.mean_gap.is_none() && row.n_dimensions.is_none() && row.rank.is_none()
    });
    let hidden = hidden.count();
    assert!(0 < hidden && hidden < 11, "{hidden}");
    assert_eq!(pick(&rows, "mean_of_sectors", "dimensions", "all").status, Status::Suppressed);
}

#[test]
fn weights_of_sectors_and_dimensions() {
    let (plain, rules) = (case().published(), &case().plan.rules);
    let with = |dimension: &dyn Fn(usize) -> f64, sector: &dyn Fn(usize) -> f64| {
        let mut codebook = case().plan.codebook.clone();
        codebook.dimensions.values_mut().enumerate().for_each(|(at, d)| d.weight = Some(dimension(at)));
        codebook.sectors.values_mut().enumerate().for_each(|(at, s)| s.weight = Some(sector(at)));
        case().rows(&codebook, rules)
    };
    let equal = with(&|_| 1.0 / 11.0, &|_| 3.0);
    for row in &plain {
        let same = |r: &&CompositeRow| {
            (&r.sector, &r.composite, &r.pairs, r.measure) == (&row.sector, &row.composite, &row.pairs, row.measure)
        };
        let found = equal.iter().find(same).unwrap();
        assert!((found.mean_gap.unwrap() - row.mean_gap.unwrap()).abs() < 1e-11);
        assert!((found.se_gap.unwrap() - row.se_gap.unwrap()).abs() < 1e-11);
        assert!((found.adjusted_gap.unwrap() - row.adjusted_gap.unwrap()).abs() < 1e-6);
    }
    let of = |rows: &[CompositeRow], sector| pick(rows, sector, "dimensions", "all").mean_gap.unwrap();
    close(of(&equal, "weighted_sectors"), of(&equal, "mean_of_sectors"), 1e-11);

    // Twice the weights are the same weights; other weights are another mean.
    let (once, twice) = (with(&|at| 1.0 + at as f64, &|_| 1.0), with(&|at| 2.0 + 2.0 * at as f64, &|_| 9.0));
    close(of(&once, "banque"), of(&twice, "banque"), 1e-12);
    let gaps = &case().dimensions()[&(SectorId::from("banque"), Measure::Top2)];
    let weight = |r: &SymmetryRow| 1.0 + case().plan.codebook.dimensions.get_index_of(&*r.subject.id).unwrap() as f64;
    let sum: f64 = gaps.iter().map(weight).sum();
    let by_hand: f64 = gaps.iter().map(|r| weight(r) * r.gap.unwrap() / sum).sum();
    close(of(&once, "banque"), by_hand, 1e-11);
    let by_turnover = with(&|_| 1.0, &|at| if at == 0 { 1e9 } else { 1.0 });
    let first = case().edition().sectors[0].as_str();
    assert!((of(&by_turnover, "weighted_sectors") - of(&by_turnover, first)).abs() < 1e-5);
}

#[test]
fn the_common_core_is_what_a_stretch_shares() {
    let Plan { registry, codebook, .. } = &case().plan;
    let core = |id: &str| common_core(&EditionId::from(id), registry, codebook);
    assert!(core("2014").is_empty() && core("2016").is_empty(), "no dimension yet");
    let shared = core("2019");
    assert_eq!(shared.len(), 10);
    assert!(!shared.iter().any(|d| d.as_str() == "rse"), "the dimension joined in 2022");
    for id in ["2021", "2022", "2023"] {
        assert_eq!(core(id), shared, "{id}");
    }
    let reason = Text { fr: "Rupture".to_owned(), en: "Break".to_owned() };
    let with_break = |items| {
        let mut registry = registry.clone();
        let reason = reason.clone();
        registry.breaks.push(Break { before: EditionId::from("2022"), items, sectors: None, reason });
        move |id: &str| common_core(&EditionId::from(id), &registry, codebook)
    };
    let split = with_break(None);
    assert_eq!((split("2021").len(), split("2022").len(), split("2023").len()), (10, 11, 11));
    let one = codebook.dimensions[&shared[0]].items[0].clone();
    let reworded = with_break(Some(vec![one]));
    assert_eq!(reworded("2021"), shared[1..]);
    let mut other_base = registry.clone();
    other_base.editions.get_mut("2023").unwrap().employee_base = "contact".to_owned();
    assert_eq!(common_core(&EditionId::from("2023"), &other_base, codebook).len(), 11);
    // The composite of a dimension more is another composite.
    let rows = case().published();
    let n = |composite| pick(&rows, "banque", composite, "all").n_dimensions;
    assert_eq!((n("dimensions"), n("common_core")), (Some(11), Some(10)));
}

#[test]
fn options_and_weights_are_checked() {
    let refusal = |edits: &[(&str, &str, &str)]| {
        let minimal = Minimal::new();
        edits.iter().for_each(|(file, from, to)| minimal.edit(file, from, to));
        minimal.refusal()
    };
    let pipeline = |line: &str| refusal(&[("pipelines/trial.yaml", "publish:", &format!("{line}\npublish:"))]);
    assert_eq!(pipeline("replicate: { replicates: 200 }"), "");
    assert_eq!(
        pipeline("replicate: { replicates: 99 }"),
        "pipelines/trial.yaml:9:26: `replicates` is 99\n  expected: 100 to 10000\n  hint: the usual value is `1000`"
    );
    let insurance = ("config/sectors.yaml", "en: Insurance } }", "en: Insurance }, weight: 12.5 }");
    assert_eq!(
        refusal(&[insurance]),
        "config/sectors.yaml:3:3: `banque` has no `weight` while others have one\n  expected: a weight everywhere, or nowhere\n  \
         hint: write a weight above 0 for each, or remove every `weight` so that all count alike"
    );
    assert_eq!(refusal(&[insurance, ("config/sectors.yaml", "en: Banking } }", "en: Banking }, weight: 0.5 }")]), "");
    let negative = refusal(&[insurance, ("config/sectors.yaml", "en: Banking } }", "en: Banking }, weight: -1 }")]);
    assert!(negative.starts_with("config/sectors.yaml:3:56: `weight` is -1\n  expected: a number above 0\n  hint: "));
    let dimension = |weight: &str| {
        let with = format!("en: Facilitation }}\n    weight: {weight}\n    definition:");
        refusal(&[("config/codebook.yaml", "en: Facilitation }\n    definition:", &with)])
    };
    assert_eq!(dimension("1"), "");
    let short = dimension("0.9");
    assert!(short.contains("the weights add up to 0.900\n  expected: 1, or at most 0.001 from it"), "{short}");
}
