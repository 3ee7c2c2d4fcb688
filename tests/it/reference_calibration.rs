//! Calibration against R 4.2.2 and `survey` 4.1-1. The R code stands beside each number; its preamble is in `toy`.

use barometer::stats::bounds::out_of_reach;
use barometer::stats::calibration::{Bounds, CalibrationError, Distance, calibrate, scale_to_total};
use barometer::stats::dummies::{Category, Dummies, Margin, MarginError};
use barometer::stats::trim::trim_and_recalibrate;

use crate::toy::{self, close};

/// w, with `calfun = "raking"`, then "linear", then `calfun = "logit", bounds = c(.6, 1.6)`.
const RAKING: [f64; 24] = [
    10.4796194102753,
    8.05570665284402,
    10.4796194102753,
    10.1135656810697,
    10.1135656810697,
    13.1566756072249,
    13.1460117802165,
    10.1053683736282,
    20.2107367472564,
    16.111413305688,
    20.9592388205505,
    26.3133512144498,
    20.2271313621395,
    20.2107367472564,
    26.292023560433,
    16.111413305688,
    15.1703485216046,
    19.7190176703248,
    15.1580525604423,
    12.083559979266,
    15.7194291154129,
    19.7350134108373,
    15.1580525604423,
    15.1703485216046,
];
const LINEAR: [f64; 24] = [
    10.6983603932359,
    7.87061812880036,
    10.6983603932359,
    10.1978399834817,
    10.1978399834817,
    13.0255822479173,
    13.0097550492388,
    10.1820127848032,
    20.3640255696064,
    15.7412362576007,
    21.3967207864719,
    26.0511644958346,
    20.3956799669635,
    20.3640255696064,
    26.0195100984775,
    15.7412362576007,
    15.2967599752226,
    19.5146325738582,
    15.2730191772048,
    11.8059271932005,
    16.0475405898539,
    19.538373371876,
    15.2730191772048,
    15.2967599752226,
];
const LOGIT: [f64; 24] = [
    10.5793286173402,
    7.97133732378976,
    10.5793286173402,
    10.1526381590463,
    10.1526381590463,
    13.0958961970389,
    13.0849243817673,
    10.1397300352558,
    20.2794600705116,
    15.9426746475795,
    21.1586572346803,
    26.1917923940778,
    20.3052763180927,
    20.2794600705116,
    26.1698487635347,
    15.9426746475795,
    15.2289572385695,
    19.627386572651,
    15.2095950528837,
    11.9570059856846,
    15.8689929260102,
    19.6438442955584,
    15.2095950528837,
    15.2289572385695,
];

const WIDE: Bounds = Bounds { lower: 0.55, upper: 1.7 };

#[test]
fn weights_of_three_distances() {
    let logit = Distance::Logit(Bounds { lower: 0.6, upper: 1.6 });
    for (distance, expected) in [(Distance::Raking, RAKING), (Distance::Linear, LINEAR), (logit, LOGIT)] {
        let calibration = toy::calibrated(distance);
        for (w, r) in calibration.weights.iter().zip(expected) {
            close(*w, r, 1e-12);
        }
        assert!(calibration.misfit.value <= 1e-14, "{:?}", calibration.misfit);
    }
}

/// `attr(w, "eta")`: intercept, sex 2, age 2, age 3. Ours keeps both sexes and leaves out the last age: the intercept of
/// R is our sex 1 + age 1.
#[test]
fn multipliers_of_raking() {
    let lambda = toy::calibrated(Distance::Raking).lambda;
    let [sex1, sex2, age1, age2] = lambda[..] else { panic!("{} columns", lambda.len()) };
    close(sex1 + age1, 0.0468472694259864, 1e-11);
    close(sex2 - sex1, -0.2630516211667563, 1e-11);
    close(age2 - age1, 0.2274969181322323, 1e-11);
    close(-age1, 0.2266860635274871, 1e-11);
}

/// ```r
/// popx <- list(data.frame(sexf=factor(1:2),Freq=c(190,190)), data.frame(agef=factor(1:3),Freq=c(90,110,180)))
/// cl <- paste0(t$sex, t$age)
/// tapply(weights(calibrate(d0, forms, popx, epsilon=1e-12, maxit=500, ...)) / t$d, cl, mean)
/// ```
/// with `...` = calfun="linear" | "raking" | "linear", bounds=c(.55,1.7) | "logit", bounds=c(.55,1.7) | c(.58,1.6) |
/// c(.3,2.5). `survey` compares u, not e^u, with the bounds of raking and finds no solution for [.58, 1.6]; those ratios
/// come from a Newton with the right derivative, and solve the equations exactly.
#[test]
fn pitfall_09_ratios_of_the_calmar_family() {
    let bounds = |lower, upper| Bounds { lower, upper };
    let printed = [
        (
            Distance::Linear,
            [1.007698693287, 1.246109568376, 1.744480917607, 0.531947259526, 0.770358134615, 1.268729483846],
        ),
        (
            Distance::Raking,
            [0.929277081595, 1.221290400680, 1.865148721815, 0.598304007881, 0.786313313849, 1.200853843979],
        ),
        (Distance::TruncatedLinear(WIDE), [0.986363636364, 1.316666666667, 1.7, 0.55, 0.725, 1.29375]),
        (Distance::TruncatedLinear(bounds(0.58, 1.6)), [0.950909090909, 1.46, 1.6, 0.58, 0.632857142857, 1.35]),
        (
            Distance::Logit(WIDE),
            [0.952178662382, 1.386150395880, 1.672297905654, 0.578925747215, 0.680331888363, 1.309332428070],
        ),
        (
            Distance::Logit(bounds(0.58, 1.6)),
            [0.946042964222, 1.468323030131, 1.597624458042, 0.584117491812, 0.627506623488, 1.351336242351],
        ),
        (
            Distance::Logit(bounds(0.3, 2.5)),
            [0.951760241760, 1.257918307009, 1.801041397507, 0.579279795434, 0.762766802637, 1.236914213902],
        ),
        (Distance::BoundedRaking(WIDE), [0.986363636364, 1.316666666667, 1.7, 0.55, 0.725, 1.29375]),
        (Distance::BoundedRaking(bounds(0.58, 1.6)), [0.950909090909, 1.46, 1.6, 0.58, 0.632857142857, 1.35]),
    ];
    let dummies = Dummies::new(&toy::margins(&[190.0, 190.0], &[90.0, 110.0, 180.0])).unwrap();
    for (distance, ratios) in printed {
        let calibration = calibrate(&toy::base(), &dummies, distance, 100).unwrap();
        for (person, w) in toy::persons().iter().zip(&calibration.weights) {
            let expected = ratios[usize::from(person.sex) * 3 + usize::from(person.age)];
            assert!((w / person.base - expected).abs() <= 5e-12, "{distance:?}: {} for {expected}", w / person.base);
        }
        assert!(calibration.misfit.value <= 1e-13, "{distance:?}: {:?}", calibration.misfit);
    }
}

/// `weights(calibrate(d0, forms, popn, calfun="linear"))/t$d` with sex (330, 50), age (20, 60, 300): −0.842692983528 in
/// women of the first age, −0.340006657874 in those of the second. Nine persons.
#[test]
fn pitfall_10_negative_linear_weights_are_refused() {
    let dummies = Dummies::new(&toy::margins(&[330.0, 50.0], &[20.0, 60.0, 300.0])).unwrap();
    let error = calibrate(&toy::base(), &dummies, Distance::Linear, 50).unwrap_err();
    let negative = |p: &&toy::Person| p.sex == 1 && p.age < 2;
    let count = toy::persons().iter().filter(negative).count();
    assert_eq!(error, CalibrationError::NegativeWeights { count, person: 1 });
    assert!(calibrate(&toy::base(), &dummies, Distance::Raking, 50).is_ok());
}

/// R's `calibrate(force = TRUE)` lets the reference age absorb the 20 persons in silence.
#[test]
fn pitfall_05_a_category_without_respondent_is_named() {
    let error = Dummies::new(&toy::margins(&[176.0, 204.0], &[110.0, 130.0, 120.0, 20.0])).unwrap_err();
    assert_eq!(error, MarginError::EmptyCategory { category: Category { variable: 1, category: 3 } });
}

#[test]
fn a_category_without_base_weight_is_named() {
    let base: Vec<f64> = toy::persons().iter().map(|p| if p.age == 2 { 0.0 } else { p.base }).collect();
    let error = calibrate(&base, &toy::dummies(), Distance::Raking, 50).unwrap_err();
    assert_eq!(error, CalibrationError::EmptyCategory { category: Category { variable: 1, category: 2 } });
}

/// R's `rake` converges in silence to the last margin, its `calibrate` to the first.
#[test]
fn pitfall_06_margins_that_disagree_are_refused() {
    let error = Dummies::new(&toy::margins(&[176.0, 204.0], &[110.0, 130.0, 160.0])).unwrap_err();
    let (first_total, second_total) = (380.0, 400.0);
    assert_eq!(error, MarginError::TotalsDisagree { first: 0, second: 1, first_total, second_total });
}

#[test]
fn totals_must_be_positive_numbers() {
    for total in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let error = Dummies::new(&toy::margins(&[380.0, total], &[110.0, 130.0, 140.0])).unwrap_err();
        assert!(matches!(error, MarginError::TotalNotPositive { category: Category { variable: 0, category: 1 }, .. }));
    }
}

#[test]
fn base_weights_must_be_weights() {
    for weight in [-1.0, f64::NAN, f64::INFINITY] {
        let mut base = toy::base();
        base[5] = weight;
        let error = calibrate(&base, &toy::dummies(), Distance::Raking, 50).unwrap_err();
        assert!(matches!(error, CalibrationError::InvalidWeight { person: 5, .. }));
        assert!(scale_to_total(&base, 380.0).is_err());
    }
    let error = calibrate(&[0.0; 24], &toy::dummies(), Distance::Raking, 50).unwrap_err();
    assert_eq!(error, CalibrationError::ZeroWeights);
}

/// With d = 1 the ratios would have to be near 16: R's `calibrate(logit, bounds = c(.5, 2))` dies there with "missing
/// value where TRUE/FALSE needed". Scaled first, the same bounds hold.
#[test]
fn pitfall_11_bounds_are_read_after_scaling() {
    let logit = Distance::Logit(Bounds { lower: 0.5, upper: 2.0 });
    let unscaled = calibrate(&[1.0; 24], &toy::dummies(), logit, 50).unwrap_err();
    assert!(matches!(unscaled, CalibrationError::NotConverged { .. } | CalibrationError::Infeasible { .. }));
    let scaled = scale_to_total(&[1.0; 24], 380.0).unwrap();
    let calibration = calibrate(&scaled, &toy::dummies(), logit, 50).unwrap();
    assert!(calibration.g_min > 0.5 && calibration.g_max < 2.0);
}

#[test]
fn bounds_must_hold_one() {
    for (lower, upper) in [(1.0, 2.0), (-0.1, 2.0), (0.5, 1.0), (0.5, f64::NAN)] {
        let distance = Distance::BoundedRaking(Bounds { lower, upper });
        let error = calibrate(&toy::base(), &toy::dummies(), distance, 50).unwrap_err();
        assert!(matches!(error, CalibrationError::InvalidBounds { .. }));
    }
}

#[test]
fn too_few_iterations_give_no_weights() {
    let error = calibrate(&toy::base(), &toy::dummies(), Distance::Raking, 2).unwrap_err();
    assert!(matches!(error, CalibrationError::NotConverged { iterations: 2, .. }));
}

/// A margin that repeats another under other totals: no weights can meet both.
#[test]
fn collinear_margins_are_named() {
    let mut margins = toy::margins(&[176.0, 204.0], &[110.0, 130.0, 140.0]);
    // Young women and men as one category each, everybody else as the rest: cells that sex and age do not imply.
    let mut crossed = margins[0].clone();
    crossed.categories = toy::persons().iter().map(|p| Some(if p.age == 0 { p.sex } else { 2 })).collect();
    crossed.totals = vec![50.0, 61.0, 269.0];
    margins.push(crossed);
    let error = Dummies::new(&margins).unwrap_err();
    let MarginError::Collinear { category, total, implied } = error else { panic!("{error}") };
    assert_eq!(category, Category { variable: 2, category: 1 });
    assert_eq!(total, 61.0);
    close(implied, 60.0, 1e-12);
}

/// The same margin with totals that agree is redundant, and harmless.
#[test]
fn pitfall_29_redundant_margins_that_agree_are_dropped() {
    let mut margins = toy::margins(&[176.0, 204.0], &[110.0, 130.0, 140.0]);
    margins.push(margins[1].clone());
    let dummies = Dummies::new(&margins).unwrap();
    assert_eq!(dummies.n_columns(), 4);
    let twice = calibrate(&toy::base(), &dummies, Distance::Raking, 50).unwrap();
    for (w, r) in twice.weights.iter().zip(RAKING) {
        close(*w, r, 1e-12);
    }
}

const SUBPOPULATION: [f64; 24] = [
    8.62208845600643,
    9.4119722569539,
    8.62208845600643,
    11.3190178456137,
    11.6225611908989,
    10.6471574647109,
    14.797743477662,
    11.7470405372615,
    18.0139712479089,
    14.0562197917285,
    23.0932237962553,
    27.7723526086084,
    17.3576026556375,
    24.1241244281986,
    22.099548220614,
    18.3323245520623,
    13.0182019917282,
    22.196615216493,
    13.5104784359317,
    10.5421648437964,
    17.3199178471915,
    20.8292644564563,
    13.5104784359317,
    17.4338417863484,
];

/// Margins over employees alone: the dummies are zero outside them, and the others still move.
/// ```r
/// t$emp <- +(t$employed == 1); t$es <- t$emp * (t$sector_emp == "A")
/// x <- model.matrix(~ sexf + agef + emp + es, t)
/// calibrate(d0, ~ sexf + agef + emp + es, c(380, 204, 130, 140, 240, 150), calfun = "raking", epsilon = 1e-12)
/// ```
#[test]
fn a_margin_over_a_subpopulation() {
    let mut margins = toy::margins(&[176.0, 204.0], &[110.0, 130.0, 140.0]);
    let sector = |p: &toy::Person| p.sector_employee.map(|s| if s == 'A' { 0 } else { 1 });
    margins.push(Margin { categories: toy::persons().iter().map(sector).collect(), totals: vec![150.0, 90.0] });
    let dummies = Dummies::new(&margins).unwrap();
    assert_eq!(dummies.n_columns(), 6);
    let calibration = calibrate(&toy::base(), &dummies, Distance::Raking, 50).unwrap();
    for (w, r) in calibration.weights.iter().zip(SUBPOPULATION) {
        close(*w, r, 1e-11);
    }
}

/// The linear programme of R's `icarus` gives L = 0.585365853658536, U = 1.53387533875339; [0.6, 1.5] cannot be met, and
/// `survey` says no more than "Calibration failed".
#[test]
fn pitfall_09_bounds_that_cannot_be_met() {
    let dummies = Dummies::new(&toy::margins(&[190.0, 190.0], &[90.0, 110.0, 180.0])).unwrap();
    let asked = Bounds { lower: 0.6, upper: 1.5 };
    for distance in [Distance::TruncatedLinear(asked), Distance::Logit(asked), Distance::BoundedRaking(asked)] {
        let error = calibrate(&toy::base(), &dummies, distance, 100).unwrap_err();
        let CalibrationError::Infeasible { bounds, tightest: Some(tightest), .. } = error else { panic!("{error:?}") };
        assert_eq!(bounds, asked);
        close(tightest.lower, 0.585365853658536, 1e-9);
        close(tightest.upper, 1.53387533875339, 1e-9);
    }
    // A little outside the narrowest bounds there are weights.
    let bounds = Bounds { lower: 0.5853, upper: 1.5339 };
    for distance in [Distance::TruncatedLinear(bounds), Distance::Logit(bounds), Distance::BoundedRaking(bounds)] {
        let calibration = calibrate(&toy::base(), &dummies, distance, 200).unwrap();
        assert!(calibration.g_min >= bounds.lower - 1e-12 && calibration.g_max <= bounds.upper + 1e-12);
    }
}

/// No weights ≥ 0 at all: nobody is both of the first sex and of another age than the first.
#[test]
fn margins_that_no_weights_meet() {
    let categories = |of: [u16; 4]| of.map(Some).to_vec();
    let margins = [
        Margin { categories: categories([0, 0, 1, 1]), totals: vec![60.0, 40.0] },
        Margin { categories: categories([0, 0, 0, 1]), totals: vec![50.0, 50.0] },
    ];
    let dummies = Dummies::new(&margins).unwrap();
    let bounded = Distance::BoundedRaking(Bounds { lower: 0.0, upper: 10.0 });
    let error = calibrate(&[25.0; 4], &dummies, bounded, 100).unwrap_err();
    assert!(matches!(error, CalibrationError::Infeasible { tightest: None, .. }), "{error:?}");
    let error = calibrate(&[25.0; 4], &dummies, Distance::Raking, 100).unwrap_err();
    assert!(matches!(error, CalibrationError::NotConverged { .. }), "{error:?}");
    let edges: Vec<(usize, usize, f64)> = out_of_reach(&dummies, &[25.0; 4])
        .into_iter()
        .map(|beyond| (beyond.category.variable, beyond.category.category, beyond.nearest.round()))
        .collect();
    // The last person is of the second sex and alone of the other age.
    assert_eq!(edges, [(0, 0, 50.0), (0, 1, 50.0), (1, 0, 60.0), (1, 1, 40.0)]);
}

/// Capped at 20 after the calibration, the weights add up to 365.786782 and the sexes to 162.435386 and 203.351395.
#[test]
fn pitfall_12_trimming_meets_the_margins_again() {
    let capped: Vec<f64> = toy::calibrated(Distance::Raking).weights.iter().map(|w| w.min(20.0)).collect();
    let sexes: Vec<f64> = toy::dummies().achieved(&capped).into_iter().take(2).collect();
    assert!((sexes[0] - 162.435386).abs() < 1e-6 && (sexes[1] - 203.351395).abs() < 1e-6);

    let trimmed = trim_and_recalibrate(&toy::base(), &toy::dummies(), 22.0, 50, 500).unwrap();
    assert!(trimmed.weights.iter().all(|w| *w <= 22.0));
    assert!(trimmed.misfit.value <= 1e-10, "{trimmed:?}");
    assert!(trimmed.rounds > 1 && trimmed.capped >= 2);
    // 24 persons at 15 make 360 of 380: the cap wins, and the misfit is told.
    let short = trim_and_recalibrate(&toy::base(), &toy::dummies(), 15.0, 50, 50).unwrap();
    assert!(short.weights.iter().all(|w| *w <= 15.0) && short.misfit.value > 0.01);
    assert!(trim_and_recalibrate(&toy::base(), &toy::dummies(), f64::NAN, 50, 50).is_err());
}
