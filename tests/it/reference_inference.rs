//! Tests, classes, multiplicity, ranks, slopes and power against R 4.2.2 or by hand.

use barometer::stats::interval::Interval;
use barometer::stats::multiplicity::{benjamini_hochberg, holm_rejections};
use barometer::stats::power;
use barometer::stats::rank::{Coverage, Rank, ranks};
use barometer::stats::symmetry::{
    Class, Evidence, LessFavourable, adjusted_gap, classify, demonstrated_margin, folded_normal_mean, noise_floor,
    p_difference, p_equivalence, p_minimum_effect,
};
use barometer::stats::trend::{detectable_change, slope};

use crate::toy::close;

/// ```r
/// 2*pt(-abs(g/s), df); pt((abs(g)-5)/s, df, lower=F) + pt((abs(g)+5)/s, df, lower=F)
/// max(pt((g-5)/s, df), pt((g+5)/s, df, lower=F))
/// ```
#[test]
fn three_tests_of_a_gap() {
    for (gap, se, df, expected) in [
        (-8.3363547492655, 12.9352638596319, 17.0, [0.527873579670055, 0.558271477642795, 0.600220177990163]),
        (1.5, 2.0, 900.0, [0.453450714218896, 0.960368890380853, 0.040229543726883]),
    ] {
        for sign in [1.0, -1.0] {
            close(p_difference(sign * gap, se, df).unwrap(), expected[0], 1e-12);
            close(p_minimum_effect(sign * gap, se, df, 5.0).unwrap(), expected[1], 1e-12);
            close(p_equivalence(sign * gap, se, df, 5.0).unwrap(), expected[2], 1e-12);
        }
    }
    for (se, df) in [(0.0, 9.0), (f64::NAN, 9.0), (2.0, 0.0)] {
        assert_eq!(p_difference(1.0, se, df), None);
        assert_eq!(p_minimum_effect(1.0, se, df, 5.0), None);
        assert_eq!(p_equivalence(1.0, se, df, 5.0), None);
    }
    assert_eq!(p_minimum_effect(0.0, 2.0, 9.0, 5.0), Some(1.0));
    assert_eq!(demonstrated_margin(Interval { low: -11.0, high: 3.0 }), 11.0);
}

const SYMMETRIC: Evidence = Evidence {
    suppressed: false,
    testable: true,
    gap: 1.0,
    gap_interval: Some(Interval { low: -2.0, high: 4.0 }),
    level_interval: Some(Interval { low: 51.0, high: 58.0 }),
    q_equivalence: Some(0.01),
    q_minimum_effect: Some(0.9),
    q_difference: Some(0.5),
};

#[test]
fn classes_in_their_order() {
    let class = |evidence: &Evidence| classify(evidence, 50.0, 0.05).code();
    let level = |low, high| Evidence { level_interval: Some(Interval { low, high }), ..SYMMETRIC };
    assert_eq!(class(&SYMMETRIC), "SYM_POS");
    assert_eq!(class(&level(40.0, 49.9)), "SYM_NEG");
    assert_eq!(class(&level(49.0, 52.0)), "SYM_MED");
    assert_eq!(class(&level(50.0, 52.0)), "SYM_MED");
    assert_eq!(class(&Evidence { suppressed: true, testable: false, ..SYMMETRIC }), "MASQUE");
    assert_eq!(class(&Evidence { testable: false, ..SYMMETRIC }), "NON_TESTE");
    assert_eq!(class(&Evidence { q_difference: None, ..SYMMETRIC }), "NON_TESTE");

    let wide =
        Evidence { q_equivalence: Some(0.6), gap_interval: Some(Interval { low: 3.0, high: 25.0 }), ..SYMMETRIC };
    let strong = Evidence { gap: 14.0, q_minimum_effect: Some(0.049), q_difference: Some(0.001), ..wide };
    assert_eq!(class(&strong), "ASYM_FORTE_CLI");
    assert_eq!(class(&Evidence { gap: -14.0, ..strong }), "ASYM_FORTE_COL");
    let plain = Evidence { q_minimum_effect: Some(0.05), ..strong };
    assert_eq!(class(&plain), "ASYM_CLI");
    assert_eq!(classify(&Evidence { gap: -14.0, ..plain }, 50.0, 0.05), Class::Asymmetry(LessFavourable::Employees));
    let unsure = Evidence { q_difference: Some(0.05), ..plain };
    assert_eq!(class(&unsure), "IND_CONF");
    assert_eq!(class(&Evidence { gap_interval: Some(Interval { low: 0.0, high: 25.0 }), ..unsure }), "IND");
    assert_eq!(class(&Evidence { gap_interval: None, ..unsure }), "IND");
}

/// `s*sqrt(2/pi)*exp(-mu^2/(2*s^2)) + mu*(1-2*pnorm(-mu/s))` with s = 4.
#[test]
fn pitfall_18_mean_of_a_folded_gap() {
    for (mean, expected) in
        [(0.0, 3.19153824321146), (2.0, 3.58237245921045), (-4.0, 4.66652376470149), (8.0, 8.06792562093464)]
    {
        close(folded_normal_mean(mean, 4.0), expected, 1e-13);
    }
    assert_eq!(folded_normal_mean(-3.0, 0.0), 3.0);
    close(noise_floor([(0.5, 4.0), (0.5, 4.0)]), 3.19153824321146, 1e-14);
    assert_eq!(adjusted_gap([(0.5, 5.0, 4.0), (0.5, -5.0, 4.0)]), 3.0);
    assert_eq!(adjusted_gap([(0.5, 1.0, 4.0), (0.5, -1.0, 4.0)]), 0.0);
    assert!(adjusted_gap([(1.0, f64::NAN, 4.0)]).is_nan());
}

/// `p.adjust(p, "BH")`, the 25 p-values of Benjamini and Hochberg's kind; `p.adjust(c(.01, NA, .02, .03), "BH")`.
#[test]
fn pitfall_23_false_discovery_rate() {
    let p = [
        0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341,
        0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
    ];
    let expected = [
        0.025,
        0.1,
        0.21,
        0.21,
        0.21,
        0.25,
        0.264285714285714,
        0.491071428571429,
        0.491071428571429,
        0.491071428571429,
        0.491071428571429,
        0.491071428571429,
        0.491071428571429,
        0.491071428571429,
        0.5328125,
        0.5328125,
        0.564705882352941,
        0.781578947368421,
        0.781578947368421,
        0.87,
        0.907142857142857,
        0.986,
        0.986,
        0.986,
        0.986,
    ];
    let mut given: Vec<Option<f64>> = p.into_iter().map(Some).collect();
    for (q, expected) in benjamini_hochberg(&given).iter().zip(expected) {
        close(q.unwrap(), expected, 1e-14);
    }
    given.reverse();
    for (q, expected) in benjamini_hochberg(&given).iter().rev().zip(expected) {
        close(q.unwrap(), expected, 1e-14);
    }
    assert_eq!(
        benjamini_hochberg(&[Some(0.01), None, Some(0.02), Some(0.03)]),
        [Some(0.03), None, Some(0.03), Some(0.03)]
    );
    assert_eq!(benjamini_hochberg(&[Some(f64::NAN), Some(0.04)]), [None, Some(0.04)]);
    assert!(benjamini_hochberg(&[]).is_empty());
    // p.adjust(p, "holm")[1:3]: 0.025, 0.192, 0.897.
    let rejected = holm_rejections(&p, 0.2);
    assert_eq!(rejected.iter().filter(|r| **r).count(), 2);
    assert_eq!(holm_rejections(&[f64::NAN, 0.02, 0.04], 0.05), [false, false, false]);
}

/// Four estimates with a standard error of 1 for each difference, on infinite degrees of freedom, by hand.
/// Holm at 5 % over three comparisons: 2.394, 2.241, 1.960; over six pairs: 2.638, 2.576, 2.498, 2.394, 2.241, 1.960.
#[test]
fn ranks_by_pairwise_tests() {
    let of = |estimates: &[f64], coverage| ranks(estimates, |_, _| Some((1.0, f64::INFINITY)), 0.95, coverage);
    let rank = |rank, low, high| Rank { rank, low, high };
    let estimates = [0.0, 4.2, 2.1, 9.0];
    // The third one: 6.9 passes, then 2.1 < 2.241 ends it. The others pass three times, the last 2.1 ≥ 1.960.
    let marginal = of(&estimates, Coverage::Marginal);
    assert_eq!(marginal, [rank(4, 4, 4), rank(2, 2, 2), rank(3, 2, 4), rank(1, 1, 1)]);
    // All pairs: 9.0, 6.9, 4.8, 4.2 pass, then 2.1 < 2.241 ends it.
    let simultaneous = of(&estimates, Coverage::Simultaneous);
    assert_eq!(simultaneous, [rank(4, 3, 4), rank(2, 2, 3), rank(3, 2, 4), rank(1, 1, 1)]);
    // Ties share the better rank, and nothing tells them apart.
    assert_eq!(of(&[5.0, 5.0], Coverage::Marginal), [rank(1, 1, 2), rank(1, 1, 2)]);
    let untested = ranks(&[1.0, 50.0], |_, _| None, 0.95, Coverage::Marginal);
    assert_eq!(untested, [rank(2, 1, 2), rank(1, 1, 2)]);
    assert!(of(&[], Coverage::Marginal).is_empty());
}

/// ```r
/// t <- c(2017.3,2018.4,2020.8,2023.4) - 2020; y <- c(-8,-6.5,-9,-4); v <- c(4,5,3,6); S <- diag(v); S[2,3] <- S[3,2] <- 1.2
/// X <- cbind(1,t); W <- diag(1/v); C <- solve(t(X)%*%W%*%X)%*%t(X)%*%W; (C%*%y)[2]; sqrt((C%*%S%*%t(C))[2,2])
/// (qt(.975, 500) + qt(.8, 500))*3
/// ```
#[test]
fn slope_of_four_waves() {
    let times = [2017.3, 2018.4, 2020.8, 2023.4];
    #[rustfmt::skip]
    let covariance = [
        4.0, 0.0, 0.0, 0.0,
        0.0, 5.0, 1.2, 0.0,
        0.0, 1.2, 3.0, 0.0,
        0.0, 0.0, 0.0, 6.0,
    ];
    let line = slope(&times, &[-8.0, -6.5, -9.0, -4.0], &covariance).unwrap();
    close(line.slope, 0.366040489982723, 1e-11);
    close(line.se, 0.462220703511897, 1e-11);
    assert!(line.coefficients.iter().sum::<f64>().abs() < 1e-12);
    close(detectable_change(3.0, 500.0), 8.42118163086262, 1e-12);
    assert_eq!(slope(&[2020.0], &[1.0], &[1.0]), None);
    assert_eq!(slope(&[2020.0, 2020.0], &[1.0, 2.0], &[1.0, 0.0, 0.0, 1.0]), None);
    assert_eq!(slope(&[2020.0, 2021.0], &[1.0, 2.0], &[1.0, 0.0, 0.0, 0.0]), None);
}

/// ```r
/// (qnorm(.975) + qnorm(.8))*4.51*sqrt(2); 1.2*5000/(c(5, 8, 10)/(qnorm(.95) + qnorm(.9)))^2
/// 2*pnorm(5/2 - qnorm(.95)) - 1; pnorm(10/6.1 - qnorm(.975)) + pnorm(-10/6.1 - qnorm(.975))
/// ```
#[test]
fn pitfall_23_what_a_sample_can_show() {
    close(power::detectable(4.51 * 2f64.sqrt(), 0.05, 0.80), 17.868799550313, 1e-12);
    for (delta, n) in [(5.0, 2055.32336416031), (8.0, 802.860689125123), (10.0, 513.830841040078)] {
        close(power::n_for_equivalence(delta, 50.0, 1.2, 0.05, 0.80), n, 1e-12);
        let se = power::se_of_gap(50.0, n, 50.0, n, 1.2);
        close(power::power_of_equivalence(0.0, se, delta, 0.05), 0.80, 1e-12);
        close(power::demonstrable_margin(se, 0.05, 0.80), delta, 1e-12);
    }
    close(power::power_of_equivalence(0.0, 2.0, 5.0, 0.05), 0.607529880030988, 1e-12);
    close(power::power_of_difference(10.0, 6.1, 0.05), 0.374408827335319, 1e-12);
    assert_eq!(power::power_of_equivalence(0.0, 6.1, 5.0, 0.05), 0.0);
    let n = power::n_for_difference(10.0, 50.0, 1.2, 0.05, 0.80);
    close(power::detectable(power::se_of_gap(50.0, n, 50.0, n, 1.2), 0.05, 0.80), 10.0, 1e-12);
}
