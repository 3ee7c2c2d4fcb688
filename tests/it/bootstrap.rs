//! The bootstrap: its draws depend on their address alone, and it agrees with linearisation where both are right.

use barometer::stats::calibration::{Bounds, CalibrationError, Distance, calibrate};
use barometer::stats::dummies::{Dummies, Margin};
use barometer::stats::influence::ratio;
use barometer::stats::lanes::{LANES, Lanes};
use barometer::stats::linearise::{Clusters, Design, LonelyPsu, Workspace};
use barometer::stats::replicate::{Multipliers, Recalibrator, percentile, variance};
use barometer::stats::rng::Draws;

use crate::toy::{self, close};

fn ids(n: usize) -> Vec<String> {
    (0..n).map(|k| format!("R{k:04}")).collect()
}

#[test]
fn draws_depend_on_their_address_alone() {
    let draws = Draws::new(7, "panel");
    let all = Multipliers::by_person(&draws, &ids(50), 0..40);
    let last = Multipliers::by_person(&draws, &ids(50), 30..40);
    assert!(all.iter().skip(30).eq(last.iter()));

    let mut turned = ids(50);
    turned.rotate_left(11);
    let other = Multipliers::by_person(&draws, &turned, 0..40);
    for (row, turned) in all.iter().zip(other.iter()) {
        // The sum that scales them runs in another order.
        (0..50).for_each(|k| close(turned[(k + 39) % 50], row[k], 1e-14));
    }
    let mut raw = [0.0; 3];
    let unscaled = |draws: &Draws, id: &str| {
        draws.exponentials(id, 5, &mut raw);
        raw
    };
    let mut of = unscaled;
    let here = of(&draws, "R0001");
    assert_eq!(here, of(&draws.clone(), "R0001"));
    for (draws, id) in [(Draws::new(8, "panel"), "R0001"), (Draws::new(7, "2021"), "R0001"), (draws, "R0002")] {
        assert_ne!(here, of(&draws, id));
    }
}

/// A fixed number, so that a change of the generator cannot go unseen.
#[test]
fn the_first_draws_are_these() {
    let mut draws = [0.0; 2];
    Draws::new(2021, "2021").exponentials("R0001", 0, &mut draws);
    assert_eq!(draws, [0.02097354513701326, 0.276262869143282]);
}

#[test]
fn multipliers_are_positive_and_add_up() {
    let draws = Draws::new(1, "2021");
    for row in Multipliers::by_person(&draws, &ids(300), 0..50).iter() {
        assert!(row.iter().all(|m| *m > 0.0));
        close(row.iter().sum(), 300.0, 1e-12);
    }
}

/// Exp(1) has mean 1 and variance 1; a thousand times three hundred draws tell to 1 %.
#[test]
fn exponential_draws() {
    let mut draws = vec![0.0; 200_000];
    Draws::new(3, "x").exponentials("u", 0, &mut draws);
    let mean = draws.iter().sum::<f64>() / draws.len() as f64;
    assert!((mean - 1.0).abs() < 0.01, "{mean}");
    assert!((variance(&draws).unwrap() - 1.0).abs() < 0.03);
    let mut draws = vec![0.0; 50_000];
    for shape in [1.0 / 3.0, 0.5, 0.9] {
        Draws::new(3, "x").gammas("u", shape, 0, &mut draws);
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        assert!((mean / shape - 1.0).abs() < 0.03, "{shape}: {mean}");
        assert!((variance(&draws).unwrap() / shape - 1.0).abs() < 0.06, "{shape}");
    }
}

/// Rao and Wu's variance of a weighted total is m/(m − 1) Σ (e − ē)² within each stratum, what the design gives.
#[test]
fn units_of_other_names_are_drawn_apart_whatever_signs_are_in_them() {
    let persons = [("a", "b/c"), ("a", "b/d"), ("a/b", "c"), ("a/b", "d")];
    let multipliers = Multipliers::by_named_psu(&Draws::new(5, "2021"), &persons, 0..8);
    assert!(multipliers.iter().any(|row| row[0] != row[2]), "two strata share their draws");
}

#[test]
fn pitfall_28_multipliers_by_psu_have_the_design_variance() {
    let persons = toy::persons();
    let strata: Vec<u32> = persons.iter().map(|p| p.stratum).collect();
    let psus: Vec<u32> = persons.iter().map(|p| p.psu).collect();
    let two: Vec<u32> = psus.iter().map(|psu| psu % 2).collect();
    let base = toy::base();
    for (psus, share) in [(psus, 1.0), (two, 0.99 * 0.99)] {
        let clusters = Clusters { strata: strata.clone(), psus, lonely: LonelyPsu::Fail };
        let y: Vec<f64> = persons.iter().map(|p| p.client().unwrap_or(0.0)).collect();
        let influence = barometer::stats::influence::Influence::new((0..24).zip(y.iter().copied()).collect());
        let design = Design::new(&base, &base, None, Some(&clusters)).unwrap();
        let expected = share * design.variance(&influence, &mut Workspace::default());
        let multipliers = Multipliers::by_psu(&Draws::new(5, "2021"), &clusters, 0..4000);
        let total = |row: Vec<f64>| row.iter().zip(&base).zip(&y).map(|((m, d), y)| m * d * y).sum::<f64>();
        let totals: Vec<f64> = multipliers.iter().map(total).collect();
        assert!((variance(&totals).unwrap() / expected - 1.0).abs() < 0.1);
        assert!(multipliers.iter().flatten().all(|m| m > 0.0));
    }
}

/// A wave of 600 with three margins, where the two ways to a standard error must agree within Monte Carlo error.
#[test]
fn pitfall_28_replicates_agree_with_linearisation() {
    let n = 600;
    let uniform = |name: &str| {
        let mut draws = vec![0.0; n];
        Draws::new(11, name).exponentials("u", 0, &mut draws);
        draws.into_iter().map(|e: f64| (-e).exp()).collect::<Vec<f64>>()
    };
    let of = |name: &str, k: f64| uniform(name).iter().map(|u| Some((u * k) as u16)).collect::<Vec<_>>();
    let margins = [
        Margin { categories: of("sex", 2.0), totals: vec![480.0, 520.0] },
        Margin { categories: of("age", 5.0), totals: vec![150.0, 190.0, 210.0, 230.0, 220.0] },
        Margin { categories: of("region", 4.0), totals: vec![260.0, 240.0, 230.0, 270.0] },
    ];
    let base: Vec<f64> = uniform("base").iter().map(|u| 1.0 + u).collect();
    let ages = &margins[1].categories;
    let y: Vec<f64> =
        uniform("y").iter().zip(ages).map(|(u, age)| 100.0 * f64::from(u * 4.0 < f64::from(age.unwrap()))).collect();
    let rows: Vec<(u32, f64, f64)> =
        (0..n as u32).filter(|k| !k.is_multiple_of(3)).map(|k| (k, y[k as usize], 1.0)).collect();

    let dummies = Dummies::new(&margins).unwrap();
    let full = calibrate(&base, &dummies, Distance::Raking, 50).unwrap();
    let design = Design::new(&base, &full.weights, Some(&dummies), None).unwrap();
    let mean = ratio(rows.iter().copied(), &full.weights).unwrap();
    let se = design.variance(&mean.influence, &mut Workspace::default()).sqrt();

    let multipliers = Multipliers::by_person(&Draws::new(1, "2021"), &ids(n), 0..1000);
    let mut recalibrator = Recalibrator::new(&base, &dummies, Distance::Raking, 50, &full.lambda);
    let mut weights = Vec::new();
    let mut means = Vec::new();
    for row in multipliers.iter() {
        let misfit = recalibrator.replicate(&row, &mut weights).unwrap();
        assert!(misfit.value <= 1e-10 && dummies.misfit(&weights).value <= 1e-10);
        means.push(ratio(rows.iter().copied(), &weights).unwrap().value);
    }
    // Four times the Monte Carlo error of 1 000 replicates.
    assert!((variance(&means).unwrap().sqrt() / se - 1.0).abs() < 4.0 / 2000f64.sqrt());
    // A replicate is what a calibration from nothing gives.
    let first = multipliers.iter().next().unwrap();
    let multiplied: Vec<f64> = base.iter().zip(&first).map(|(d, m)| d * m).collect();
    let cold = calibrate(&multiplied, &dummies, Distance::Raking, 50).unwrap().weights;
    recalibrator.replicate(&first, &mut weights).unwrap();
    cold.iter().zip(&weights).for_each(|(c, w)| close(*w, *c, 1e-11));
}

#[test]
fn a_replicate_that_fails_says_so() {
    let (base, dummies, full) = (toy::base(), toy::dummies(), toy::calibrated(Distance::Raking));
    let mut recalibrator = Recalibrator::new(&base, &dummies, Distance::Raking, 50, &full.lambda);
    let mut weights = vec![1.0];
    // Nobody of the last age is left.
    let lost: Vec<f64> = toy::persons().iter().map(|p| if p.age == 2 { 0.0 } else { 1.0 }).collect();
    let error = recalibrator.replicate(&lost, &mut weights).unwrap_err();
    assert!(matches!(error, CalibrationError::NotConverged { .. }), "{error}");
    assert!(weights.is_empty());
}

/// Every distance, with a lane whose margins cannot be met: the others do not notice it, and each replicate is the one that
/// the damped solver finds.
#[test]
fn replicates_side_by_side_are_those_made_one_by_one() {
    let (base, dummies) = (toy::base(), toy::dummies());
    let bounds = Bounds { lower: 0.2, upper: 4.0 };
    let distances = [
        Distance::Raking,
        Distance::Linear,
        Distance::TruncatedLinear(bounds),
        Distance::Logit(bounds),
        Distance::BoundedRaking(bounds),
    ];
    // Draws spread by a tenth: linear weights stay positive.
    let draws = Multipliers::by_person(&Draws::new(4, "2021"), &ids(base.len()), 0..LANES);
    let mut group: Vec<Lanes> =
        draws.groups().next().unwrap().0.iter().map(|m| Lanes(m.0.map(|m| 0.9 + 0.1 * m))).collect();
    for (person, multiplier) in toy::persons().iter().zip(&mut group) {
        multiplier.0[3] = if person.age == 2 { 0.0 } else { 1.0 };
    }
    for distance in distances {
        let full = calibrate(&base, &dummies, distance, 50).unwrap();
        let mut recalibrator = Recalibrator::new(&base, &dummies, distance, 50, &full.lambda);
        let (mut side_by_side, mut alone) = (Vec::new(), Vec::new());
        let found = recalibrator.group(&group, &mut side_by_side);
        for (lane, found) in found.into_iter().enumerate() {
            let multipliers: Vec<f64> = group.iter().map(|m| m.0[lane]).collect();
            let expected = recalibrator.replicate(&multipliers, &mut alone);
            assert_eq!(found.is_ok(), expected.is_ok(), "{distance:?} {lane}");
            assert_eq!(found.is_err(), lane == 3, "{distance:?} {lane}: {found:?}");
            if found.is_ok() {
                let weights = side_by_side.iter().map(|w| w.0[lane]);
                weights.zip(&alone).for_each(|(w, a)| close(w, *a, 1e-11));
            }
        }
        assert!(side_by_side.iter().all(|w| w.0[3].is_nan()), "{distance:?}");
    }
}

/// The lanes that fill up the last group are not replicates.
#[test]
fn a_last_group_that_is_not_full() {
    let draws = Draws::new(1, "2021");
    let some = Multipliers::by_person(&draws, &ids(20), 0..LANES + 3);
    assert_eq!(some.groups().map(|(_, asked)| asked).collect::<Vec<_>>(), [LANES, 3]);
    assert!(some.iter().eq(Multipliers::by_person(&draws, &ids(20), 0..2 * LANES).iter().take(LANES + 3)));
}

/// `quantile(c(3, 1, 4, 1, 5), c(0, .1, .5, 1))`: 1, 1, 3, 5; `var(…)` = 3.2.
#[test]
fn percentiles() {
    let values = [3.0, 1.0, 4.0, 1.0, 5.0];
    for (p, expected) in [(0.0, 1.0), (0.1, 1.0), (0.5, 3.0), (0.9, 4.6), (1.0, 5.0)] {
        close(percentile(&values, p).unwrap(), expected, 1e-15);
    }
    close(variance(&values).unwrap(), 3.2, 1e-15);
    assert_eq!(percentile(&[], 0.5), None);
    assert_eq!(percentile(&[1.0, f64::NAN], 0.5), None);
    assert_eq!(variance(&[1.0]), None);
}
