//! The traps that survey software is known to fall into, by number. Every one has a test whose name bears its number
//! (`pitfall_07_…`), most of them beside the code's other reference tests; those that had no better place stand here, with
//! the list itself and a test that the list is whole. Numbers are those of R 4.2.2 and `survey` 4.1-1.
//!
//! | no. | trap | where |
//! |---|---|---|
//! | 01 | the gap of two sides that share respondents needs their covariance | `reference_variance` |
//! | 02 | weights taken as fixed after a calibration | `reference_variance`, `identities` |
//! | 03 | the regression of the residuals under unequal base weights | `reference_variance` |
//! | 04 | a domain filtered instead of estimated | `reference_variance` |
//! | 05 | a category that is empty, in the sample or in a replicate | `reference_calibration`, `composites` |
//! | 06 | margins that disagree on the total | `reference_calibration` |
//! | 07 | convergence judged by the last step, or on the scale of the totals | here |
//! | 08 | a total of zero, or near it | here |
//! | 09 | the distances of CALMAR and what their bounds allow | `reference_calibration` |
//! | 10 | negative linear weights | `reference_calibration` |
//! | 11 | bounds read before the base weights are scaled | `reference_calibration` |
//! | 12 | weights trimmed after the calibration | `reference_calibration` |
//! | 13 | five ways to average answers when some are missing | `toy_survey` |
//! | 14 | boxes, means and reversed questions | `toy_survey` |
//! | 15 | Kish's design effect, by domain | `reference_variance` |
//! | 16 | suppression on weighted counts, or on one side alone | here |
//! | 17 | the difference of rounded numbers | `publication::numbers` |
//! | 18 | the mean of a size is biased by its noise | `reference_inference` |
//! | 19 | standard errors averaged instead of estimates combined | `reference_variance` |
//! | 20 | a part against a whole that contains it | `reference_variance` |
//! | 21 | persons who answer two waves | `reference_variance`, `panels` |
//! | 22 | a trend over a changed set of questions | `toy_survey` |
//! | 23 | many comparisons | `reference_inference` |
//! | 24 | t or normal | `reference_variance` |
//! | 25 | intervals of a share near 0 or 100 % | `reference_variance` |
//! | 26 | a stratum with a single sampling unit | `reference_variance` |
//! | 27 | a respondent who rates several sectors | `reference_variance` |
//! | 28 | what a bootstrap resamples, calibrates again and divides by | `bootstrap` |
//! | 29 | redundant margins, close methods, and other small things | `reference_calibration`, `reference_variance` |
//!
//! What of them is no test of ours, and why:
//!
//! - Counts over twelve simulated waves (how many verdicts, cells or tests change in 02, 16, 17, 23, 28): the waves are not
//!   ours. What they show is measured on our own samples in `docs/study.md`.
//! - The distances of the same intervals that we do not publish (Wald, likelihood, arcsine, beta in 25), Holm and
//!   Benjamini–Yekutieli adjusted p-values (23; Holm decides on ranks without being printed), the design effect of an
//!   estimate (15; we publish Kish's), the conventions of replicate variances that centre on the full estimate (28).
//! - Faults of other programs (the stop of `rake` in 05, `force = TRUE`, `compress` in 28, the list calls that drop a
//!   calibration in 02): there is nothing of ours to run. That ours refuses or gives the right answer is tested.
//! - What only prose can do (29): that a quota sample has no inclusion probabilities stands in every report.

use std::collections::BTreeMap;

use barometer::stats::calibration::{Distance, calibrate};
use barometer::stats::dummies::{Dummies, MarginError};
use barometer::survey::ids::{Measure, Population, SectorId, Status, Subject};
use barometer::survey::results::Results;

use crate::toy::{self, close};
use crate::toy_survey::{results, survey, variable};

/// The list of the module, held against the tests that there are.
#[test]
fn every_number_has_a_test_where_the_list_says() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for module in ["", "publication"] {
        for entry in std::fs::read_dir(folder.join(module)).unwrap() {
            let path = entry.unwrap().path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".rs")) else { continue };
            let name = if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") };
            let text = std::fs::read_to_string(&path).unwrap();
            for number in text.split("#[test]\nfn pitfall_").skip(1).filter_map(|after| after.get(..2)?.parse().ok()) {
                found.entry(number).or_default().push(name.clone());
            }
        }
    }
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), (1..=29).collect::<Vec<_>>());
    let page = std::fs::read_to_string(folder.join("pitfalls.rs")).unwrap();
    for (number, modules) in found {
        let line = page.lines().find(|line| line.starts_with(&format!("//! | {number:02} |"))).unwrap();
        for module in modules {
            let said =
                if module == "pitfalls" { line.ends_with("| here |") } else { line.contains(&format!("`{module}`")) };
            assert!(said, "{number} has a test in {module}: {line}");
        }
    }
}

/// `rake` with its default criterion, the change of a table entry by less than 1, says that it converged with the margins
/// in thousands missed by 8.9e-3, in hundreds by 6.1e-5, and in tens of millions by 2e-11:
/// ```r
/// for (k in c(24/380, 1, 1e5)) { p <- lapply(pop, function(m) { m$Freq <- m$Freq*k; m })
///   w <- weights(rake(svydesign(~1, weights = ~I(d*k*380/360), data = t), forms, p))
///   print(max(abs(tapply(w, t$sex, sum)/p[[1]]$Freq - 1), abs(tapply(w, t$age, sum)/p[[2]]$Freq - 1))) }
/// ```
/// Ours looks at the misfit of every category, and the scale of the totals changes nothing.
#[test]
fn pitfall_07_convergence_is_the_misfit_that_is_left_on_any_scale() {
    let (sex, age) = ([176.0, 204.0], [110.0, 130.0, 140.0]);
    let expected = toy::calibrated(Distance::Raking).weights;
    for scale in [24.0 / 380.0, 1.0, 1e5, 53.4e6 / 380.0] {
        let totals = |shares: &[f64]| shares.iter().map(|total| total * scale).collect::<Vec<f64>>();
        let dummies = Dummies::new(&toy::margins(&totals(&sex), &totals(&age))).unwrap();
        let base: Vec<f64> = toy::base().iter().map(|d| d * scale * 380.0 / 360.0).collect();
        let calibration = calibrate(&base, &dummies, Distance::Raking, 50).unwrap();
        let (sums, all) = (dummies.achieved(&calibration.weights), totals(&sex).into_iter().chain(totals(&age)));
        let mut categories = 0;
        for (sum, total) in sums.iter().zip(all) {
            assert!((sum / total - 1.0).abs() <= 1e-12, "{scale}: {sum} for {total}");
            categories += 1;
        }
        assert_eq!(categories, 5);
        assert!(calibration.misfit.value <= 1e-12);
        for (w, r) in calibration.weights.iter().zip(&expected) {
            close(*w, r * scale, 1e-11);
        }
    }
}

/// ```r
/// p <- pop; p[[2]]$Freq <- c(250 - z, 130, z)      # z = 1e-3, 1e-6
/// tapply(weights(calibrate(d0, forms, p, calfun = "raking", epsilon = 1e-13, maxit = 500))/t$d, paste0(t$sex, t$age), mean)
/// ```
/// A relative misfit would divide by nothing, or ask for more digits than there are: below a total of 1 it is absolute. A
/// total of zero is refused, which a ratio of weights could only meet by leaving out persons who are there.
#[test]
fn pitfall_08_a_total_near_zero_is_met_and_zero_is_refused() {
    let printed = [
        (
            1e-3,
            [
                2.21093961898952,
                1.20884299127597,
                8.58551461702106e-06,
                1.97534339931656,
                1.08002950560831,
                7.67064802797979e-06,
            ],
        ),
        (
            1e-6,
            [
                2.21094724755761,
                1.20884224439963,
                8.58550908144906e-09,
                1.9753523136051,
                1.0800299857431,
                7.67065122531107e-09,
            ],
        ),
    ];
    for (z, ratios) in printed {
        let dummies = Dummies::new(&toy::margins(&[176.0, 204.0], &[250.0 - z, 130.0, z])).unwrap();
        let calibration = calibrate(&toy::base(), &dummies, Distance::Raking, 100).unwrap();
        assert!(calibration.misfit.value <= 1e-10, "{:?}", calibration.misfit);
        for (person, w) in toy::persons().iter().zip(&calibration.weights) {
            let expected = ratios[usize::from(person.sex) * 3 + usize::from(person.age)];
            // R stops at 7e-9 of the smallest total.
            close(w / person.base, expected, if person.age == 2 { 1e-7 } else { 1e-11 });
        }
    }
    let error = Dummies::new(&toy::margins(&[176.0, 204.0], &[250.0, 130.0, 0.0])).unwrap_err();
    assert!(matches!(error, MarginError::TotalNotPositive { .. }), "{error}");
}

/// Status of the favourable share of the dimension on one side, or of the gap.
fn status(results: &Results, sector: &str, population: Option<Population>) -> Status {
    let here = |s: &SectorId, subject: &Subject, measure: Measure| {
        s.as_str() == sector && *subject == Subject::dimension("facilitation") && measure == Measure::Top2
    };
    match population {
        Some(population) => {
            let wanted = results.estimates.iter().filter(|r| here(&r.sector, &r.subject, r.measure));
            wanted.clone().find(|r| r.population == population).unwrap().status
        }
        None => results.symmetry.iter().find(|r| here(&r.sector, &r.subject, r.measure)).unwrap().status,
    }
}

/// Sector A has 15 clients, worth 13.534 (`sum(w[ic])^2/sum(w[ic]^2)`), and 10 employees. Neither the weights that they stand
/// for nor the larger side decides.
#[test]
fn pitfall_16_suppression_goes_by_persons_on_the_smaller_side() {
    let margins = variable("sexe", &[176.0, 204.0]) + &variable("age", &[110.0, 130.0, 140.0]);
    let with = |suppress_below: &str, population_total: &str| {
        let minimal = survey(&margins);
        minimal.edit("config/publication.yaml", "suppress_below: 1\n", &format!("suppress_below: {suppress_below}\n"));
        minimal.edit("config/publication.yaml", "small_base_below: 2\n", "small_base_below: 15\n");
        minimal.edit(
            "config/margins/2023.yaml",
            "population_total: 380",
            &format!("population_total: {population_total}"),
        );
        results(&minimal)
    };
    let (clients, employees) = (Some(Population::Client), Some(Population::Employee));
    for population_total in ["380", "53400000"] {
        // Fifteen clients would pass a limit of 14; their effective number does not.
        let results = with("14", population_total);
        assert_eq!(status(&results, "assurance", clients), Status::Suppressed);
        let results = with("13", population_total);
        assert_eq!(status(&results, "assurance", clients), Status::SmallBase);
        // A gap needs both sides.
        assert_eq!(status(&results, "assurance", employees), Status::Suppressed);
        assert_eq!(status(&results, "assurance", None), Status::Suppressed);
        assert_eq!(status(&results, "all", clients), Status::Published);
        let results = with("5", population_total);
        assert_eq!(status(&results, "assurance", None), Status::SmallBase);
        // The mean of two sectors, beside the one that is shown, would give the hidden one away.
        let of = |results: &Results, sector: &str| {
            let row = results.composites.iter().find(|r| r.sector.as_str() == sector && r.measure == Measure::Top2);
            row.unwrap().status
        };
        assert_eq!(of(&results, "assurance"), Status::SmallBase);
        assert_eq!((of(&results, "banque"), of(&results, "mean_of_sectors")), (Status::Suppressed, Status::Suppressed));
    }
}
