//! Estimates, variances and intervals against R 4.2.2 and `survey` 4.1-1. The preamble of the R code is in `toy`.

use barometer::stats::calibration::{Bounds, Distance};
use barometer::stats::influence::{Influence, Ratio, ratio};
use barometer::stats::interval::{self, Interval, LevelMethod};
use barometer::stats::kish::kish;
use barometer::stats::linearise::{
    Clusters, Design, DesignError, LonelyPsu, WavePart, Workspace, covariance_over_waves,
};
use barometer::stats::projection::LinearSum;

use crate::toy::{self, close};

/// Client and employee figures of sector A with these weights, and what a design says of them.
struct Gap {
    client: Ratio,
    employee: Ratio,
    se_client: f64,
    se_employee: f64,
    se_gap: f64,
    covariance: f64,
}

fn gap(weights: &[f64], design: &Design) -> Gap {
    let client = ratio(toy::clients('A'), weights).unwrap();
    let employee = ratio(toy::employees('A'), weights).unwrap();
    let difference = Influence::difference(&employee.influence, &client.influence);
    let mut workspace = Workspace::default();
    let mut se = |influence: &Influence| design.variance(influence, &mut workspace).sqrt();
    let (se_client, se_employee, se_gap) = (se(&client.influence), se(&employee.influence), se(&difference));
    let covariance = design.covariance(&employee.influence, &client.influence, &mut workspace);
    Gap { client, employee, se_client, se_employee, se_gap, covariance }
}

fn se(design: &Design, influence: &Influence) -> f64 {
    design.variance(influence, &mut Workspace::default()).sqrt()
}

fn clusters(lonely: LonelyPsu) -> Clusters {
    let persons = toy::persons();
    Clusters {
        strata: persons.iter().map(|p| p.stratum).collect(),
        psus: persons.iter().map(|p| p.psu).collect(),
        lonely,
    }
}

/// ```r
/// x <- cbind(nc = ifelse(ic, 100*t$yc, 0), dc = +ic, ne = ifelse(ie, 100*t$ye, 0), de = +ie)
/// f <- function(des) { r <- svycontrast(svytotal(x, des), list(c = quote(nc/dc), e = quote(ne/de), gap = quote(ne/de - nc/dc)))
///   V <- vcov(r); c(coef(r), sqrt(diag(V)), cov = V[1,2]) }
/// f(cal)
/// ```
#[test]
fn pitfall_01_a_gap_carries_the_covariance_of_its_sides() {
    let calibration = toy::calibrated(Distance::Raking);
    let design = Design::new(&toy::base(), &calibration.weights, Some(&toy::dummies()), None).unwrap();
    let gap = gap(&calibration.weights, &design);
    close(gap.client.value, 61.0632798926746, 1e-12);
    close(gap.employee.value, 52.7269251434091, 1e-12);
    close(gap.employee.value - gap.client.value, -8.3363547492655, 1e-12);
    close(gap.se_client, 11.8519027613348, 1e-11);
    close(gap.se_employee, 13.6103512210636, 1e-11);
    close(gap.se_gap, 12.9352638596319, 1e-11);
    close(gap.covariance, 79.1941041532714, 1e-11);
    // Variances added as if nobody answered on both sides: 40 % too wide.
    close(gap.se_client.hypot(gap.se_employee), 18.0474169737623, 1e-11);
    assert_eq!((gap.client.influence.n_persons(), gap.employee.influence.n_persons()), (15, 10));
    assert_eq!(Influence::n_both(&gap.client.influence, &gap.employee.influence), 7);
}

/// `f(dn)`: the weights taken as fixed.
#[test]
fn pitfall_02_weights_taken_as_fixed_have_another_variance() {
    let calibration = toy::calibrated(Distance::Raking);
    let design = Design::new(&toy::base(), &calibration.weights, None, None).unwrap();
    let gap = gap(&calibration.weights, &design);
    close(gap.se_client, 12.9613631293688, 1e-11);
    close(gap.se_employee, 16.1325866703873, 1e-11);
    close(gap.se_gap, 14.9384877864787, 1e-11);
    close(gap.covariance, 102.549434751072, 1e-11);
}

/// `f(calibrate(d0, forms, pop, calfun = "linear"))` and `calfun = "logit", bounds = c(.6, 1.6)`.
#[test]
fn pitfall_29_close_methods_give_close_gaps() {
    let logit = Distance::Logit(Bounds { lower: 0.6, upper: 1.6 });
    let printed =
        [(Distance::Linear, -8.56035790336814, 13.0082687205561), (logit, -8.43852675635144, 12.968074735395)];
    for (distance, value, se_gap) in printed {
        let calibration = toy::calibrated(distance);
        let design = Design::new(&toy::base(), &calibration.weights, Some(&toy::dummies()), None).unwrap();
        let gap = gap(&calibration.weights, &design);
        close(gap.employee.value - gap.client.value, value, 1e-11);
        close(gap.se_gap, se_gap, 1e-11);
    }
}

/// The regression weights of the residuals are d. R's `rake()` uses 1 (12.9995529019454) and the calibrated weights
/// would give 12.8783429613178: with unequal d the three differ.
#[test]
fn pitfall_03_residuals_are_weighted_by_the_base_weights() {
    let weights = toy::calibrated(Distance::Raking).weights;
    for (q, expected) in [(vec![1.0; 24], 12.9995529019454), (weights.clone(), 12.8783429613178)] {
        let design = Design::new(&q, &weights, Some(&toy::dummies()), None).unwrap();
        close(gap(&weights, &design).se_gap, expected, 1e-11);
    }
}

/// `f(calibrate(str, forms, pop, calfun = "raking", epsilon = 1e-13))`: strata and PSUs with calibration.
#[test]
fn gap_with_strata_and_psus() {
    let calibration = toy::calibrated(Distance::Raking);
    let strata = clusters(LonelyPsu::Fail);
    let design = Design::new(&toy::base(), &calibration.weights, Some(&toy::dummies()), Some(&strata)).unwrap();
    let gap = gap(&calibration.weights, &design);
    close(gap.se_client, 12.981590720662, 1e-11);
    close(gap.se_employee, 12.8678738862363, 1e-11);
    close(gap.se_gap, 17.1552596388218, 1e-11);
    close(gap.covariance, 19.9004713577361, 1e-11);
}

/// `svymean(~I(100*yc), subset(dn, ic))` has 12.9613631293687; filtering the persons first gives 13.1338056956447.
/// `svymean(~I(100*ye), subset(str, !is.na(t$ye) & t$employed == 1 & t$sector_emp == "B"))` has 25.8542925728871.
#[test]
fn pitfall_04_a_domain_is_not_a_filter() {
    let weights = toy::calibrated(Distance::Raking).weights;
    let client = ratio(toy::clients('A'), &weights).unwrap();
    let design = Design::new(&toy::base(), &weights, None, None).unwrap();
    close(se(&design, &client.influence), 12.9613631293687, 1e-11);
    assert_eq!(design.degrees_of_freedom(&client.influence), 14.0);

    let base = toy::base();
    let filtered = |rows: Vec<(u32, f64, f64)>, weights: &[f64], clusters: Option<Clusters>| {
        let present: Vec<usize> = rows.iter().map(|row| row.0 as usize).collect();
        let kept: Vec<f64> = present.iter().map(|&k| weights[k]).collect();
        let pick = |codes: Vec<u32>| present.iter().map(|&k| codes[k]).collect();
        let clusters = clusters.map(|c| Clusters { strata: pick(c.strata), psus: pick(c.psus), lonely: c.lonely });
        let mean = ratio(rows.iter().zip(0..).map(|(row, k)| (k, row.1, 1.0)), &kept).unwrap();
        se(&Design::new(&kept, &kept, None, clusters.as_ref()).unwrap(), &mean.influence)
    };
    close(filtered(toy::clients('A'), &weights, None), 13.1338056956447, 1e-11);

    let design = Design::new(&base, &base, None, Some(&clusters(LonelyPsu::Fail))).unwrap();
    let employee = ratio(toy::employees('B'), &base).unwrap();
    close(employee.value, 60.0, 1e-14);
    close(se(&design, &employee.influence), 25.8542925728871, 1e-11);
    // Five PSUs in three strata.
    assert_eq!(design.degrees_of_freedom(&employee.influence), 2.0);
    close(filtered(toy::employees('B'), &base, Some(clusters(LonelyPsu::Adjust))), 30.8688984074406, 1e-11);
}

/// ```r
/// tl <- t[!(t$stratum == 3 & t$psu > 9),]; options(survey.lonely.psu = "…")
/// svymean(~I(100*yc), svydesign(~psu, strata = ~stratum, weights = ~d, data = tl), na.rm = TRUE)
/// ```
#[test]
fn pitfall_26_a_stratum_with_one_psu() {
    let present: Vec<usize> = (0..24).filter(|&k| clusters(LonelyPsu::Fail).psus[k] <= 9).collect();
    let of = |lonely| {
        let all = clusters(lonely);
        let pick = |codes: &[u32]| present.iter().map(|&k| codes[k]).collect();
        let base: Vec<f64> = present.iter().map(|&k| toy::base()[k]).collect();
        let rows = present.iter().zip(0..).filter_map(|(&k, at)| Some((at, toy::persons()[k].client()?, 1.0)));
        let mean = ratio(rows.collect::<Vec<_>>(), &base).unwrap();
        let clusters = Clusters { strata: pick(&all.strata), psus: pick(&all.psus), lonely };
        Design::new(&base, &base, None, Some(&clusters))
            .map(|design| (mean.value, se(&design, &mean.influence), design.degrees_of_freedom(&mean.influence)))
    };
    assert_eq!(of(LonelyPsu::Fail).unwrap_err(), DesignError::LonelyPsu { stratum: 3 });
    for (lonely, expected) in [
        (LonelyPsu::Certainty, 12.629109232246),
        (LonelyPsu::Adjust, 12.7403610623875),
        (LonelyPsu::Average, 15.4674367624374),
    ] {
        let (mean, se, df) = of(lonely).unwrap();
        close(mean, 61.0, 1e-14);
        close(se, expected, 1e-11);
        assert_eq!(df, 6.0);
    }
}

/// Two rows a person, every third person less favourable on the second one; person 9 has no answer and no row.
/// ```r
/// L2 <- rbind(data.frame(id=t$id,d=t$d,y=t$yc), data.frame(id=t$id,d=t$d,y=ifelse(t$id %% 3 == 0, pmax(0, t$yc - .5), t$yc)))
/// L2 <- L2[!is.na(L2$y),]; svymean(~I(100*y), svydesign(~id, weights=~d, data=L2))
/// ```
/// As independent rows the standard error would be 6.81993141572883.
#[test]
fn pitfall_27_several_rows_of_a_person_are_one_unit() {
    let persons: Vec<toy::Person> = toy::persons().into_iter().filter(|p| p.client().is_some()).collect();
    let ids: Vec<usize> = (0..24).filter(|&k| toy::persons()[k].client().is_some()).map(|k| k + 1).collect();
    let base: Vec<f64> = persons.iter().map(|p| p.base).collect();
    let mut rows = Vec::new();
    for (k, person) in persons.iter().enumerate() {
        let first = person.client().unwrap();
        let second = if ids[k].is_multiple_of(3) { f64::max(0.0, first - 50.0) } else { first };
        rows.extend([(k as u32, first, 1.0), (k as u32, second, 1.0)]);
    }
    let mean = ratio(rows.iter().copied(), &base).unwrap();
    let design = Design::new(&base, &base, None, None).unwrap();
    close(mean.value, 59.9264705882353, 1e-12);
    close(se(&design, &mean.influence), 9.49691000823053, 1e-11);
    // The same rows in another order: a second row may come long after the first.
    rows.reverse();
    close(se(&design, &ratio(rows, &base).unwrap().influence), 9.49691000823053, 1e-11);
}

/// Standard error of a mean of two items; the mean of both standard errors would be 14.206828726922.
/// ```r
/// kk <- complete.cases(t$c1, t$c2) & t$sector_client == "A"
/// Vm <- vcov(svymean(~I(100*(c1>=3)) + I(100*(c2>=3)), subset(dn, kk))); sqrt(sum(Vm))/2
/// ```
#[test]
fn pitfall_19_a_mean_of_items() {
    let weights = toy::calibrated(Distance::Raking).weights;
    let item = |i: usize| {
        let score = move |p: &toy::Person| {
            let codes = p.client_items;
            let complete = p.sector_client == 'A' && codes.iter().all(Option::is_some);
            codes[i].filter(|_| complete).map(|code| if code >= 3 { 100.0 } else { 0.0 })
        };
        ratio(toy::rows(score), &weights).unwrap()
    };
    let (first, second) = (item(0), item(1));
    let design = Design::new(&toy::base(), &weights, None, None).unwrap();
    close(se(&design, &Influence::mean(&[&first.influence, &second.influence])), 12.7626965889934, 1e-11);
    // Neither the mean of the two standard errors nor that of independent items.
    let (first, second) = (se(&design, &first.influence), se(&design, &second.influence));
    close(f64::midpoint(first, second), 14.206828726922, 1e-11);
    close(first.hypot(second) / 2.0, 10.046939999527, 1e-11);
}

/// Seven persons are in both sides of a gap, and the gaps of two sectors share others: two by two they covary as their linear
/// parts do, whatever is declared of the design.
#[test]
fn covariances_of_gaps_are_those_of_their_linear_parts() {
    let calibration = toy::calibrated(Distance::Raking);
    for strata in [None, Some(clusters(LonelyPsu::Fail))] {
        let design = Design::new(&toy::base(), &calibration.weights, Some(&toy::dummies()), strata.as_ref()).unwrap();
        let sides: Vec<[Influence; 2]> = ['A', 'B']
            .map(|sector| {
                [toy::employees(sector), toy::clients(sector)].map(|rows| ratio(rows, &calibration.weights).unwrap())
            })
            .map(|sides| sides.map(|side| side.influence))
            .into();
        let gaps: Vec<Influence> = sides.iter().map(|[e, c]| Influence::difference(e, c)).collect();
        let projections: Vec<_> = gaps.iter().map(|gap| design.project(gap)).collect();
        let sums = sides.iter().zip(&projections).map(|([employee, client], projection)| LinearSum {
            parts: vec![(1.0, employee), (-1.0, client)],
            projection,
        });
        let found = design.covariances(&sums.collect::<Vec<_>>());
        let (covariance, df) = found.get(1, 0).unwrap();
        close(covariance, design.covariance(&gaps[0], &gaps[1], &mut Workspace::default()), 1e-11);
        assert_eq!(df, design.degrees_of_freedom(&Influence::combine([(1.0, &gaps[0]), (1.0, &gaps[1])])));
        assert_eq!(found.get(0, 1), Some((covariance, df)));
    }
}

/// ```r
/// okc <- !is.na(t$yc); x3 <- cbind(na=ifelse(ic,100*t$yc,0), da=+ic, nt=ifelse(okc,100*t$yc,0), dt=+okc)
/// svycontrast(svytotal(x3, cal), list(diff = quote(na/da - nt/dt)))
/// ```
#[test]
fn pitfall_20_a_sector_against_a_total_that_contains_it() {
    let calibration = toy::calibrated(Distance::Raking);
    let design = Design::new(&toy::base(), &calibration.weights, Some(&toy::dummies()), None).unwrap();
    let sector = ratio(toy::clients('A'), &calibration.weights).unwrap();
    let total = ratio(toy::rows(toy::Person::client), &calibration.weights).unwrap();
    close(sector.value - total.value, -1.85412147176616, 1e-11);
    close(se(&design, &total.influence), 9.44920785389587, 1e-11);
    let difference = Influence::difference(&sector.influence, &total.influence);
    close(se(&design, &difference), 6.72051599110186, 1e-11);
    close(se(&design, &sector.influence).hypot(se(&design, &total.influence)), 15.157675551689, 1e-11);
}

/// Persons 10 to 24 answer again, every fourth one more favourably; person 9 has no answer in either wave.
/// ```r
/// B <- t; B$wave <- 2; B$yc <- pmin(1, B$yc + ifelse(B$id %% 4 == 0, .5, 0)); B <- B[B$id > 8,]; C <- t; C$wave <- 1
/// v <- c("id","wave","d","yc"); L <- rbind(C[,v], B[,v]); L <- L[!is.na(L$yc),]
/// m <- svyby(~I(100*yc), ~wave, svydesign(~id, weights=~d, data=L), svymean, covmat=TRUE); svycontrast(m, c(-1,1))
/// ```
/// As independent waves the standard error would be 14.0578786954301.
#[test]
fn pitfall_21_two_waves_of_a_panel() {
    let answers: Vec<(usize, f64, f64)> =
        toy::persons().iter().enumerate().filter_map(|(k, p)| Some((k + 1, p.base, p.client()?))).collect();
    let wave = |after: usize, second: bool| {
        let (mut keys, mut base, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for (key, &(id, d, y)) in answers.iter().enumerate().filter(|(_, a)| a.0 > after) {
            let y = if second && id.is_multiple_of(4) { f64::min(100.0, y + 50.0) } else { y };
            rows.push((keys.len() as u32, y, 1.0));
            keys.push(key as u32);
            base.push(d);
        }
        let mean = ratio(rows, &base).unwrap();
        let mut residuals = Vec::new();
        let design = Design::new(&base, &base, None, None).unwrap();
        design.residuals(&mean.influence, &mut Workspace::default(), &mut residuals);
        (mean.value, keys, residuals)
    };
    let (first, second) = (wave(0, false), wave(8, true));
    close(second.0 - first.0, 3.56334841628959, 1e-11);
    let minus: Vec<f64> = first.2.iter().map(|e| -e).collect();
    let parts = [
        WavePart { keys: &first.1, left: &minus, right: &minus },
        WavePart { keys: &second.1, left: &second.2, right: &second.2 },
    ];
    close(covariance_over_waves(&parts, answers.len()).sqrt(), 5.43806547560418, 1e-11);
}

/// ```r
/// 24*sum(w^2)/sum(w)^2; sum(w)^2/sum(w^2); sum(ic)*sum(w[ic]^2)/sum(w[ic])^2; sum(w[ic])^2/sum(w[ic]^2)
/// ```
#[test]
fn pitfall_15_kish_of_a_wave_and_of_a_domain() {
    let weights = toy::calibrated(Distance::Raking).weights;
    let all = kish(0..24, &weights).unwrap();
    assert_eq!(all.n, 24);
    close(all.deff, 1.09638278597521, 1e-12);
    close(all.n_eff, 21.8901649195929, 1e-12);
    let domain = kish(toy::clients('A').iter().map(|row| row.0), &weights).unwrap();
    assert_eq!(domain.n, 15);
    close(domain.deff, 1.10829879507261, 1e-12);
    close(domain.n_eff, 13.5342563455709, 1e-12);
    // A person with two rows weighs twice: 2²/(2² + 1²) of 3 persons.
    let twice = kish([0, 1, 0], &[1.0, 1.0]).unwrap();
    assert_eq!((twice.n, twice.n_eff), (2, 9.0 / 5.0));
    assert_eq!(kish([], &weights), None);
    assert_eq!(kish([0], &[0.0]), None);
}

/// `qt(p, df)`, `qnorm(.975)`.
#[test]
fn pitfall_24_quantiles_of_t() {
    for (p, df, expected) in [
        (0.975, 1.0, 12.70620473617469),
        (0.975, 2.0, 4.302652729749462),
        (0.975, 3.0, 3.182446305283708),
        (0.975, 5.0, 2.570581835636314),
        (0.975, 9.0, 2.262157162798205),
        (0.975, 14.0, 2.144786687917804),
        (0.975, 30.0, 2.042272456301238),
        (0.975, 199.0, 1.971956544251752),
        (0.975, 1999.0, 1.961151420170561),
        (0.95, 9.0, 1.833112932656237),
        (0.95, 1999.0, 1.645616248187262),
        (0.9995, 4.0, 8.610301581379522),
        (0.8, 7.0, 0.8960296443137646),
        (0.975, f64::INFINITY, 1.959963984540054),
    ] {
        close(interval::t_quantile(p, df), expected, 1e-12);
        close(interval::t_quantile(1.0 - p, df), -expected, 1e-12);
    }
    assert!(interval::t_quantile(0.975, 0.0).is_nan() && interval::t_quantile(1.0, 5.0).is_nan());
}

/// `2*pnorm(-2.1)`, `2*pt(-2.1, 9)`, `2*pt(-2.1, 1999)`, `pt(-0.3, 5)`, `pt(-8, 12)`, `pt(1.7, 3.5, lower = FALSE)`,
/// `pt(-12, 2000)`, `pt(-1e-4, 40)`.
#[test]
fn pitfall_24_p_values_of_t() {
    close(interval::t_two_sided(2.1, f64::INFINITY), 0.03572884112563311, 1e-12);
    close(interval::t_two_sided(-2.1, 9.0), 0.06511828241215192, 1e-12);
    close(interval::t_two_sided(2.1, 1999.0), 0.03585387423793102, 1e-12);
    close(interval::t_upper_tail(0.3, 5.0), 0.3881245211316373, 1e-12);
    close(interval::t_upper_tail(8.0, 12.0), 1.879949112375131e-06, 1e-12);
    close(interval::t_upper_tail(1.7, 3.5), 0.08724036647536386, 1e-12);
    close(interval::t_upper_tail(12.0, 2000.0), 2.182851247608681e-32, 1e-10);
    close(interval::t_upper_tail(1e-4, 40.0), 0.4999603543075978, 1e-12);
    assert!(interval::t_two_sided(f64::NAN, 9.0).is_nan());
    assert_eq!(interval::t_two_sided(0.0, 9.0), 1.0);
    assert_eq!(interval::t_upper_tail(f64::INFINITY, 9.0), 0.0);
}

/// ```r
/// t$b <- +(t$yc >= .99); sd <- svydesign(~1, weights = w, data = t)
/// svyciprop(~b, subset(sd, ic), method = "logit")   # p = 0.537021378931687, SE = 0.140087302344657, df = 14
/// ```
#[test]
fn pitfall_25_interval_of_a_level() {
    let weights = toy::calibrated(Distance::Raking).weights;
    let all_favourable =
        |p: &toy::Person| p.client().filter(|_| p.sector_client == 'A').map(|y| if y >= 99.0 { 100.0 } else { 0.0 });
    let share = ratio(toy::rows(all_favourable), &weights).unwrap();
    let design = Design::new(&toy::base(), &weights, None, None).unwrap();
    let (se, df) = (se(&design, &share.influence), design.degrees_of_freedom(&share.influence));
    close(share.value, 53.7021378931687, 1e-12);
    close(se, 14.0087302344657, 1e-11);
    let (ci, method) = interval::level(share.value, se, 13.5, df, 0.95, true).unwrap();
    assert_eq!(method, LevelMethod::Logit);
    close(ci.low, 25.7290795078355, 1e-11);
    close(ci.high, 79.524102668519, 1e-11);
}

/// ```r
/// wil <- function(p, n, z) (p + z^2/(2*n) + c(-1, 1)*z*sqrt(p*(1-p)/n + z^2/(4*n^2)))/(1 + z^2/n)
/// wil(0.537021378931687, 12.6693684989184, qt(.975, 14)); wil(0.537021378931687, 12.6693684989184, qnorm(.975))
/// wil(1, 13.5342563455709, qt(.975, 14))
/// ```
/// The first is what `svyciprop(method = "wilson")` of `survey` 4.5 gives.
#[test]
fn pitfall_25_wilson_intervals() {
    let (p, n_eff) = (53.7021378931687, 12.6693684989184);
    let with_t = interval::wilson(p, n_eff, 14.0, 0.95).unwrap();
    close(with_t.low, 26.9623063838218, 1e-11);
    close(with_t.high, 78.4696757547594, 1e-11);
    let normal = interval::wilson(p, n_eff, f64::INFINITY, 0.95).unwrap();
    close(normal.low, 28.7739924307682, 1e-11);
    close(normal.high, 76.9075822467949, 1e-11);
    // At 100 % the standard error is zero and the logit interval a point; Wilson's is not.
    let (ci, method) = interval::level(100.0, 0.0, 13.5342563455709, 14.0, 0.95, false).unwrap();
    assert_eq!(method, LevelMethod::Wilson);
    close(ci.low, 74.6331916700365, 1e-11);
    assert_eq!(ci.high, 100.0);
    let (none_favourable, _) = interval::level(0.0, 0.0, 13.5342563455709, 14.0, 0.95, true).unwrap();
    assert_eq!(none_favourable.low, 0.0);
    close(none_favourable.high, 25.3668083299635, 1e-11);
}

#[test]
fn when_a_level_is_tested() {
    assert!(interval::is_testable(50.0, 5, 5));
    assert!(interval::is_testable(5.0, 5, 95) && interval::is_testable(95.0, 95, 5));
    assert!(!interval::is_testable(4.99, 5, 95) && !interval::is_testable(95.01, 95, 5));
    assert!(!interval::is_testable(50.0, 4, 100) && !interval::is_testable(50.0, 100, 4));
    assert!(!interval::is_testable(f64::NAN, 10, 10));
}

#[test]
fn folded_intervals() {
    let folded = |low, high| interval::folded(Interval { low, high });
    assert_eq!(folded(2.0, 5.0), Interval { low: 2.0, high: 5.0 });
    assert_eq!(folded(-5.0, -2.0), Interval { low: 2.0, high: 5.0 });
    assert_eq!(folded(-5.0, 2.0), Interval { low: 0.0, high: 5.0 });
    assert_eq!(folded(-1.0, 2.0), Interval { low: 0.0, high: 2.0 });
}

#[test]
fn no_interval_without_degrees_of_freedom() {
    assert_eq!(interval::symmetric(3.0, 1.0, 0.0, 0.95), None);
    assert_eq!(interval::symmetric(3.0, 0.0, 9.0, 0.95), None);
    assert_eq!(interval::level(50.0, 1.0, 2.0, 0.0, 0.95, true), None);
    let ci = interval::symmetric(3.0, 2.0, 9.0, 0.95).unwrap();
    close(ci.high - ci.low, 4.0 * 2.262157162798205, 1e-12);
}
