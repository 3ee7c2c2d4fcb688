//! Identities of the statistics: what must hold for any data, whatever the numbers.

use barometer::stats::calibration::{Bounds, Distance, calibrate, scale_to_total};
use barometer::stats::dummies::{Dummies, Margin};
use barometer::stats::influence::{Influence, ratio};
use barometer::stats::linearise::{Design, Workspace};
use proptest::prelude::*;

use crate::toy::{self, close};

/// Persons of a random wave with its margins, whose totals come from weights that meet them: feasible by construction.
#[derive(Clone, Debug)]
struct Wave {
    base: Vec<f64>,
    /// Weights that meet the margins, 0.6 to 1.6 times the base weights.
    truth: Vec<f64>,
    margins: Vec<Margin>,
    client: Vec<Option<f64>>,
    employee: Vec<Option<f64>>,
}

impl Wave {
    fn rows(scores: &[Option<f64>]) -> Vec<(u32, f64, f64)> {
        scores.iter().zip(0..).filter_map(|(score, k)| Some((k, (*score)?, 1.0))).collect()
    }
}

/// Category of a person in four margins of up to 5 categories, the last one over a subpopulation.
type Traits = (u16, u16, u16, Option<u16>);

fn wave() -> impl Strategy<Value = Wave> {
    let score = || prop::option::of(prop::sample::select(vec![0.0, 50.0, 100.0]));
    let traits = (0..2u16, 0..5u16, 0..4u16, prop::option::of(0..3u16));
    let person = (traits, 0.2..5.0f64, 0.6..1.6f64, score(), score());
    prop::collection::vec(person, 60..300).prop_map(|persons| {
        let pick = |of: fn(Traits) -> Option<u16>| persons.iter().map(|p| of(p.0)).collect::<Vec<_>>();
        let base: Vec<f64> = persons.iter().map(|p| p.1).collect();
        let truth: Vec<f64> = persons.iter().map(|p| p.1 * p.2).collect();
        let margins = [pick(|t| Some(t.0)), pick(|t| Some(t.1)), pick(|t| Some(t.2)), pick(|t| t.3)];
        let margins = margins.into_iter().map(|categories| margin(categories, &truth)).collect();
        let (client, employee) = persons.iter().map(|p| (p.3, p.4)).unzip();
        Wave { base, truth, margins, client, employee }
    })
}

/// A margin with the totals of these weights, its categories renumbered so that none is empty.
fn margin(categories: Vec<Option<u16>>, weights: &[f64]) -> Margin {
    let mut present: Vec<u16> = categories.iter().flatten().copied().collect();
    present.sort_unstable();
    present.dedup();
    let renumbered: Vec<Option<u16>> =
        categories.iter().map(|c| c.map(|c| present.binary_search(&c).unwrap() as u16)).collect();
    let mut totals = vec![0.0; present.len()];
    for (category, w) in renumbered.iter().zip(weights) {
        if let Some(category) = category {
            totals[usize::from(*category)] += w;
        }
    }
    Margin { categories: renumbered, totals }
}

fn gap_and_se(wave: &Wave, weights: &[f64], dummies: &Dummies) -> Option<(f64, f64, f64)> {
    let (client, employee) = (ratio(Wave::rows(&wave.client), weights)?, ratio(Wave::rows(&wave.employee), weights)?);
    let design = Design::new(&wave.base, weights, Some(dummies), None).unwrap();
    let mut workspace = Workspace::default();
    let gap = Influence::difference(&employee.influence, &client.influence);
    let back = Influence::difference(&client.influence, &employee.influence);
    let se = design.variance(&gap, &mut workspace).sqrt();
    let covariance = design.covariance(&client.influence, &employee.influence, &mut workspace);
    let sum = design.variance(&client.influence, &mut workspace) + design.variance(&employee.influence, &mut workspace);
    assert_eq!(se, design.variance(&back, &mut workspace).sqrt(), "swapping the sides changes the sign alone");
    assert!((sum - 2.0 * covariance - se * se).abs() <= 1e-11 * sum, "variance of a difference");
    Some((employee.value - client.value, se, design.degrees_of_freedom(&gap)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn raking_meets_every_margin(wave in wave()) {
        let dummies = Dummies::new(&wave.margins).unwrap();
        let calibration = calibrate(&wave.base, &dummies, Distance::Raking, 50).unwrap();
        for (margin, categories) in wave.margins.iter().zip(0..) {
            for (total, category) in margin.totals.iter().zip(0u16..) {
                let members = margin.categories.iter().zip(&calibration.weights).filter(|(c, _)| **c == Some(category));
                let sum: f64 = members.map(|(_, w)| w).sum();
                prop_assert!((sum - total).abs() <= 1e-12 * total.max(1.0), "margin {categories}, category {category}");
            }
        }
        prop_assert!(calibration.misfit.value <= 1e-13, "{:?}", calibration.misfit);
        prop_assert!(calibration.weights.iter().all(|w| *w > 0.0));
    }

    #[test]
    fn bounded_distances_meet_every_margin_within_their_bounds(wave in wave()) {
        let dummies = Dummies::new(&wave.margins).unwrap();
        // The true ratios lie between 0.6 and 1.6, so that a solution exists.
        let bounds = Bounds { lower: 0.55, upper: 1.7 };
        for distance in [Distance::TruncatedLinear(bounds), Distance::Logit(bounds), Distance::BoundedRaking(bounds)] {
            let calibration = calibrate(&wave.base, &dummies, distance, 200);
            prop_assert!(calibration.is_ok(), "{distance:?}: {calibration:?}");
            let calibration = calibration.unwrap();
            prop_assert!(calibration.misfit.value <= 1e-11, "{distance:?}: {:?}", calibration.misfit);
            prop_assert!(calibration.g_min >= bounds.lower - 1e-12 && calibration.g_max <= bounds.upper + 1e-12);
        }
    }

    /// Weights that meet the margins already stay as they are.
    #[test]
    fn a_calibrated_wave_does_not_move(wave in wave()) {
        let dummies = Dummies::new(&wave.margins).unwrap();
        for distance in [Distance::Raking, Distance::Linear, Distance::Logit(Bounds { lower: 0.5, upper: 2.0 })] {
            let calibration = calibrate(&wave.truth, &dummies, distance, 50).unwrap();
            prop_assert!(calibration.weights.iter().zip(&wave.truth).all(|(w, d)| (w / d - 1.0).abs() <= 1e-12));
        }
    }

    #[test]
    fn the_standard_error_of_a_margin_is_zero(wave in wave()) {
        let dummies = Dummies::new(&wave.margins).unwrap();
        let weights = calibrate(&wave.base, &dummies, Distance::Raking, 50).unwrap().weights;
        let design = Design::new(&wave.base, &weights, Some(&dummies), None).unwrap();
        let fixed = Design::new(&wave.base, &weights, None, None).unwrap();
        let mut workspace = Workspace::default();
        for margin in &wave.margins {
            for category in 0..margin.totals.len() as u16 {
                let present = |c: &Option<u16>| if *c == Some(category) { 100.0 } else { 0.0 };
                let members = margin.categories.iter().zip(0..).filter(|(c, _)| c.is_some());
                let rows: Vec<_> = members.map(|(c, k)| (k, present(c), 1.0)).collect();
                let share = ratio(rows, &weights).unwrap();
                let naive = fixed.variance(&share.influence, &mut workspace).sqrt();
                let se = design.variance(&share.influence, &mut workspace).sqrt();
                prop_assert!(se <= 3e-15 * naive.max(share.value), "{se:e} against {naive:e}");
            }
        }
    }

    #[test]
    fn scaling_the_weights_changes_nothing(wave in wave(), factor in 0.001..10000.0f64) {
        let dummies = Dummies::new(&wave.margins).unwrap();
        let weights = calibrate(&wave.base, &dummies, Distance::Raking, 50).unwrap().weights;
        let mut scaled = wave.clone();
        scaled.base.iter_mut().for_each(|d| *d *= factor);
        let rescaled = calibrate(&scaled.base, &dummies, Distance::Raking, 50).unwrap().weights;
        prop_assert!(rescaled.iter().zip(&weights).all(|(w, v)| (w / v - 1.0).abs() <= 1e-12));
        let total: f64 = wave.margins[0].totals.iter().sum();
        let to_total = scale_to_total(&scaled.base, total).unwrap();
        prop_assert!((to_total.iter().sum::<f64>() / total - 1.0).abs() <= 1e-13);
        let multiple: Vec<f64> = weights.iter().map(|w| w * factor).collect();
        if let (Some(a), Some(b)) = (gap_and_se(&wave, &weights, &dummies), gap_and_se(&scaled, &multiple, &dummies)) {
            prop_assert!((a.0 - b.0).abs() <= 1e-10 && (a.1 - b.1).abs() <= 1e-10 && a.2 == b.2, "{a:?} {b:?}");
        }
    }

    #[test]
    fn the_order_of_persons_changes_nothing(wave in wave(), shift in 1usize..50) {
        let turned = |v: &[Option<f64>]| { let mut v = v.to_vec(); v.rotate_left(shift); v };
        let turned_numbers = |v: &[f64]| { let mut v = v.to_vec(); v.rotate_left(shift); v };
        let mut other = wave.clone();
        (other.base, other.truth) = (turned_numbers(&wave.base), turned_numbers(&wave.truth));
        (other.client, other.employee) = (turned(&wave.client), turned(&wave.employee));
        other.margins.iter_mut().for_each(|margin| margin.categories.rotate_left(shift));
        let of = |wave: &Wave| {
            let dummies = Dummies::new(&wave.margins).unwrap();
            let weights = calibrate(&wave.base, &dummies, Distance::Raking, 50).unwrap().weights;
            (gap_and_se(wave, &weights, &dummies), weights)
        };
        let ((first, weights), (second, others)) = (of(&wave), of(&other));
        prop_assert!(turned_numbers(&weights).iter().zip(&others).all(|(w, v)| (w / v - 1.0).abs() <= 1e-12));
        if let (Some(a), Some(b)) = (first, second) {
            prop_assert!((a.0 - b.0).abs() <= 1e-11 && (a.1 - b.1).abs() <= 1e-11 * a.1.max(1.0) && a.2 == b.2, "{a:?} {b:?}");
        }
    }
}

/// `SE(svymean(~I(sex == 1), cal))` is 1.8e-17 in R; with the weights taken as fixed it is 0.10974279382468.
#[test]
fn pitfall_02_the_standard_error_of_the_share_of_men_is_zero() {
    let calibration = toy::calibrated(Distance::Raking);
    let men = ratio(toy::rows(|p| Some(if p.sex == 0 { 1.0 } else { 0.0 })), &calibration.weights).unwrap();
    let mut workspace = Workspace::default();
    let design = Design::new(&toy::base(), &calibration.weights, Some(&toy::dummies()), None).unwrap();
    assert!(design.variance(&men.influence, &mut workspace).sqrt() <= 1e-16);
    let fixed = Design::new(&toy::base(), &calibration.weights, None, None).unwrap();
    close(fixed.variance(&men.influence, &mut workspace).sqrt(), 0.10974279382468, 1e-11);
}

/// A unanimous domain has its answer exactly, and no spread at all.
#[test]
fn a_unanimous_domain_is_exact() {
    let weights: Vec<f64> = (1..=24).map(|k| 0.1 + 1.0 / f64::from(k)).collect();
    let all = ratio((0..24).map(|k| (k, 100.0, 1.0)).collect::<Vec<_>>(), &weights).unwrap();
    assert_eq!(all.value, 100.0);
    assert!(all.influence.entries().all(|entry| entry.1 == 0.0));
    assert_eq!(all.influence.n_persons(), 24);
}

#[test]
fn influences_add_up() {
    let (a, b) = (Influence::new(vec![(3, 1.0), (1, 2.0), (3, 4.0)]), Influence::new(vec![(1, -2.0), (2, 1.0)]));
    let entries = |of: &Influence| of.entries().collect::<Vec<_>>();
    assert_eq!(entries(&a), [(1, 2.0), (3, 5.0)]);
    // Person 1 stays, although the values cancel: degrees of freedom count persons.
    assert_eq!(entries(&Influence::combine([(1.0, &a), (1.0, &b)])), [(1, 0.0), (2, 1.0), (3, 5.0)]);
    assert_eq!(Influence::mean(&[&a, &b]), Influence::combine([(0.5, &a), (0.5, &b)]));
    assert_eq!(entries(&Influence::combine([(2.0, &a), (-1.0, &b)])), [(1, 6.0), (2, -1.0), (3, 10.0)]);
    assert_eq!(Influence::n_both(&a, &b), 1);
}
