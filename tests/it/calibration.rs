//! Calibration as its user meets it: the section `calibrate` of a pipeline, margins of a universe and crossed margins, and
//! what is said when there are no weights.

use barometer::pipeline::{Prepared, weigh};
use barometer::progress::Silent;
use barometer::publish::{self, AnswerRow, MissingReason};

use crate::minimal::{Minimal, WAVE, every_one_has_a_way_out};
use crate::toy::close;

const PIPELINE: &str = "pipelines/trial.yaml";
const MARGINS: &str = "config/margins/2023.yaml";

/// Two crossed variables for everybody, one for the employees alone.
const CROSSED: &str = r#"population_total: 1000
universe_totals: { employees: 700 }
source: { fr: Recensement, en: Census }
variables:
  sexe_secteur:
    columns: [sexe, c1_secteur]
    name: { fr: Sexe et secteur, en: Sex and sector }
    categories:
      homme x assurance: { share: 0.22, name: { fr: a, en: a } }
      homme x banque: { share: 0.26, name: { fr: b, en: b } }
      femme x assurance: { share: 0.27, name: { fr: c, en: c } }
      femme x banque: { share: 0.25, name: { fr: d, en: d } }
  encadrement:
    column: e_manager
    universe: employees
    name: { fr: Encadrement, en: Management }
    categories:
      "oui": { share: 0.3, name: { fr: e, en: e } }
      "non": { share: 0.7, name: { fr: f, en: f } }
"#;

/// Two variables over everybody, in which the four cells have two respondents each.
fn two_variables(homme: f64, assurance: f64) -> String {
    let (femme, banque) = (1.0 - homme, 1.0 - assurance);
    format!(
        "population_total: 1000
source: {{ fr: Recensement, en: Census }}
variables:
  sexe:
    name: {{ fr: Sexe, en: Sex }}
    categories:
      homme: {{ share: {homme}, name: {{ fr: a, en: a }} }}
      femme: {{ share: {femme}, name: {{ fr: b, en: b }} }}
  secteur:
    column: c1_secteur
    name: {{ fr: Secteur, en: Sector }}
    categories:
      assurance: {{ share: {assurance}, name: {{ fr: c, en: c }} }}
      banque: {{ share: {banque}, name: {{ fr: d, en: d }} }}
"
    )
}

/// The trial survey with these options of the stage.
fn with(options: &str) -> Minimal {
    let minimal = Minimal::new();
    minimal.edit(PIPELINE, "publish:", &format!("calibrate: {{ {options} }}\npublish:"));
    minimal
}

fn prepared(minimal: &Minimal) -> Prepared {
    weigh(&minimal.load().unwrap(), &Silent).unwrap()
}

/// Why there are no weights, as printed, the paths from the folder on.
fn told(minimal: &Minimal) -> String {
    let error = weigh(&minimal.load().unwrap(), &Silent).unwrap_err();
    assert_eq!(error.exit_code(), 1, "{error}");
    every_one_has_a_way_out(error.findings());
    let findings: Vec<String> = error.findings().iter().map(ToString::to_string).collect();
    findings.join("\n").replace(&format!("{}/", minimal.root().display()), "")
}

/// ```r
/// t <- read.csv("waves/2023.csv"); t$cell <- paste(t$sexe, t$c1_secteur); t$d <- 1000 / 8
/// t$m1 <- as.numeric(t$en_emploi == "oui" & t$e_manager == "oui"); t$m0 <- as.numeric(t$en_emploi == "oui" & t$e_manager == "non")
/// pop <- c(270, 250, 220, 260, .3 * 700, .7 * 700)
/// names(pop) <- colnames(model.matrix(~ 0 + cell + m1 + m0, t))
/// weights(calibrate(svydesign(~1, weights = ~d, data = t), ~ 0 + cell + m1 + m0, pop, epsilon = 1e-13, maxit = 200, ...))
/// ```
/// with `...` = calfun = "raking" | "linear" | "logit", bounds = c(.4, 1.8). R 4.2.2, survey 4.1-1.
#[test]
fn crossed_and_employee_margins_weigh_as_in_r() {
    let references = [
        (
            "method: raking",
            [
                98.2978723404255,
                117.1698113207547,
                147.1698113207547,
                111.7021276595745,
                112.8301886792453,
                152.8301886792453,
                121.7021276595745,
                138.2978723404255,
            ],
        ),
        ("method: linear", [97.5, 117.5, 147.5, 112.5, 112.5, 152.5, 122.5, 137.5]),
        (
            "method: logit, bounds: [0.4, 1.8]",
            [
                98.0323654474857,
                117.4402220616376,
                147.4402220616377,
                111.9676345525143,
                112.5597779383623,
                152.5597779383624,
                121.9676345525143,
                138.0323654474857,
            ],
        ),
    ];
    for (options, expected) in references {
        let minimal = with(options);
        minimal.write(MARGINS, CROSSED);
        for (weight, r) in prepared(&minimal).waves[0].weights.iter().zip(expected) {
            close(*weight, r, 1e-12);
        }
    }
}

#[test]
fn weights_meet_every_margin_in_its_universe_whatever_the_method() {
    for (options, method) in [
        ("max_iterations: 50", "raking"),
        ("method: linear", "linear"),
        ("method: truncated_linear, bounds: [0.7, 1.3]", "truncated_linear [0.7, 1.3]"),
        ("method: logit, bounds: [0, 2.5]", "logit [0, 2.5]"),
        ("method: bounded_raking, bounds: [0.75, 1.25]", "bounded_raking [0.75, 1.25]"),
        ("trim: { cap: 1.25 }", "raking, no weight above 1.25 means"),
    ] {
        let minimal = with(options);
        minimal.write(MARGINS, CROSSED);
        let wave = &prepared(&minimal).waves[0];
        close(wave.weights.iter().sum(), 1000.0, 1e-9);
        let employees = wave.wave.respondents.iter().zip(&wave.weights).filter(|(r, _)| r.job.is_some());
        close(employees.map(|(_, w)| w).sum(), 700.0, 1e-9);
        assert_eq!(wave.margin_rows.len(), 6);
        for row in &wave.margin_rows {
            close(row.weighted_share, row.target_share, 1e-9);
        }
        let managers = &wave.margin_rows[4];
        assert_eq!((managers.category.as_str(), managers.n, managers.target_share), ("oui", 2, 30.0));
        close(managers.unweighted_share, 100.0 * 2.0 / 6.0, 1e-12);
        assert_eq!(wave.weighting_row.method, method);
    }
}

#[test]
fn a_crossed_margin_has_a_column_and_is_empty_outside_its_universe() {
    let minimal = Minimal::new();
    minimal.write(MARGINS, CROSSED);
    let plan = minimal.load().unwrap();
    let waves = weigh(&plan, &Silent).unwrap().waves;
    let tables = publish::confidential(&waves, &plan);
    let columns: Vec<&str> = tables.margin_variables.iter().map(|id| id.as_str()).collect();
    assert_eq!(columns, ["sexe_secteur", "encadrement"]);
    assert_eq!(tables.respondents[0].margins, [Some("homme x assurance"), Some("oui")]);
    assert_eq!(tables.respondents[2].margins, [Some("homme x banque"), None]);
}

#[test]
fn the_microdata_stand_by_key_and_not_in_the_order_of_the_delivery() {
    let minimal = Minimal::new();
    let mut lines: Vec<&str> = WAVE.lines().collect();
    lines[1..].reverse();
    minimal.write("waves/2023.csv", lines.join("\n") + "\n");
    let plan = minimal.load().unwrap();
    let waves = weigh(&plan, &Silent).unwrap().waves;
    assert_eq!(waves[0].wave.respondents[0].id, "r8");
    let tables = publish::confidential(&waves, &plan);
    let persons: Vec<&str> = tables.respondents.iter().map(|row| row.respondent).collect();
    assert_eq!(persons, ["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8"]);
    let weight = |id: &str| waves[0].weights[waves[0].wave.respondents.iter().position(|r| r.id == id).unwrap()];
    assert!(tables.respondents.iter().all(|row| row.weight == weight(row.respondent)));
    let answers: Vec<AnswerRow<'_>> = tables.answers.flatten().collect();
    assert!(answers.len() > 20);
    assert!(answers.is_sorted_by_key(|row| (row.respondent, row.population, row.sector, row.item)));
}

#[test]
fn the_microdata_keep_the_code_by_which_nobody_knew() {
    let minimal = Minimal::new();
    minimal.edit("config/codebook.yaml", r#"dont_know: ["9"]"#, r#"dont_know: ["9", "8"]"#);
    minimal.edit("waves/2023.csv", "r5,homme,banque,9,2", "r5,homme,banque,9,8");
    let plan = minimal.load().unwrap();
    let waves = weigh(&plan, &Silent).unwrap().waves;
    let answers = publish::confidential(&waves, &plan).answers.flatten();
    let unknown = answers.filter(|row| row.answer.missing_reason == Some(MissingReason::DontKnow));
    let codes: Vec<String> = unknown.map(|row| format!("{} {:?}", row.respondent, row.answer.code)).collect();
    assert_eq!(codes, ["r2 Some(\"9\")", "r5 Some(\"9\")", "r5 Some(\"8\")"]);
}

#[test]
fn a_cap_that_the_margins_allow_is_held() {
    let minimal = with("trim: { cap: 1.8 }");
    minimal.write(MARGINS, two_variables(0.3, 0.3));
    let wave = &prepared(&minimal).waves[0];
    close(wave.weights.iter().copied().fold(0.0, f64::max), 1.8 * 125.0, 1e-9);
    assert!(wave.weighting_row.misfit <= 1e-10);
    close(wave.weighting_row.g_max, 1.8, 1e-9);
}

#[test]
fn a_cap_that_the_margins_do_not_allow_is_refused_unless_the_misfit_is_accepted() {
    assert_eq!(
        told(&with("trim: { cap: 1.02 }")),
        "pipelines/trial.yaml:9:20: with no weight above 1.02 means the margins of edition `2023` are not met after 500 rounds: category `femme` of `sexe`, config/margins/2023.yaml:8:7, is off by 1.92 %
  expected: a misfit of at most 1e-8 %, `max_misfit: 1e-10`
  hint: raise `cap` or `max_rounds`, or accept the misfit with `max_misfit`; the table `weighting` reports it"
    );
    let wave = &prepared(&with("trim: { cap: 1.02, max_rounds: 1, max_misfit: 0.02 }")).waves[0];
    close(wave.weighting_row.misfit, 1.0 - 1.02 / 1.04, 1e-12);
    close(wave.weighting_row.g_max, 1.02, 1e-12);
}

#[test]
fn bounds_that_cannot_be_met_come_with_the_tightest_that_can() {
    for method in ["truncated_linear", "logit", "bounded_raking"] {
        let place = "calibrate: { method: , bounds: [".len() + method.len();
        assert_eq!(
            told(&with(&format!("method: {method}, bounds: [0.97, 1.03]"))),
            format!(
                "pipelines/trial.yaml:9:{place}: no weights within [0.97, 1.03] meet the margins of edition `2023`; the tightest that can: [0.95, 1.05]
  expected: bounds that the margins allow: category `homme` of `sexe`, config/margins/2023.yaml:7:7, is off by 1.04 %
  hint: widen `bounds`, or merge that category into its neighbour with `merges:`"
            )
        );
    }
}

#[test]
fn margins_that_contradict_each_other_are_told_from_a_slow_search() {
    for options in ["method: raking", "method: logit, bounds: [0, 9]"] {
        let minimal = with(options);
        // Only men are out of work: three in ten cannot be when one in ten is a man.
        minimal.edit("waves/2023.csv", "r6,femme", "r6,homme");
        minimal.write(MARGINS, two_variables(0.1, 0.5).replace("c1_secteur", "en_emploi"));
        minimal.edit(MARGINS, "assurance: { share: 0.5", "\"oui\": { share: 0.7");
        minimal.edit(MARGINS, "banque: { share: 0.5", "\"non\": { share: 0.3");
        let edge = |line: usize, category: &str, asked: u8, limit: &str| {
            format!(
                "config/margins/2023.yaml:{line}:7: no weights of zero or more meet the margins of edition `2023`: category {category} is to be {asked}.00 %, and is at {limit} in this sample once the other variables are met
  expected: {}, or other shares of the other variables
  hint: check these shares against their source; if they are right, merge categories with `merges:`, or leave out one of the variables",
                limit.split_once(' ').map(|(side, share)| format!("{share} at {side}")).unwrap()
            )
        };
        let expected = [
            edge(7, "`homme` of `sexe`", 10, "least 30.00 %"),
            edge(8, "`femme` of `sexe`", 90, "most 70.00 %"),
            edge(13, "`oui` of `secteur`", 70, "least 90.00 %"),
            edge(14, "`non` of `secteur`", 30, "most 10.00 %"),
        ];
        assert_eq!(told(&minimal), expected.join("\n"));
    }
}

#[test]
fn a_search_that_stops_early_says_that_there_is_something_to_find() {
    assert_eq!(
        told(&with("max_iterations: 1")),
        "pipelines/trial.yaml:9:30: the weights of edition `2023` do not meet the margins after 1 iteration: category `homme` of `sexe`, config/margins/2023.yaml:7:7, is off by 0.0822 %
  expected: as many iterations as it takes: weights within [0.95, 1.05] of the base weights do meet them
  hint: raise `max_iterations`, or choose `method: truncated_linear` with `bounds: [0.95, 1.05]`"
    );
}

#[test]
fn negative_linear_weights_are_counted_and_bounds_advised() {
    let minimal = with("method: linear");
    minimal.write(MARGINS, two_variables(0.05, 0.2));
    assert_eq!(
        told(&minimal),
        "pipelines/trial.yaml:9:22: 2 of the 8 linear weights of edition `2023` are negative
  expected: weights of zero or more
  hint: choose `method: truncated_linear` or `logit` with `bounds: [0.09, 3.11]` or wider, or `method: raking`"
    );
}

#[test]
fn a_lonely_sampling_unit_is_refused_or_treated_as_asked() {
    let stratified = |minimal: &Minimal| {
        minimal.edit("config/codebook.yaml", "  id: id\n", "  id: id\n  stratum: strate\n");
        let lines = WAVE.lines().map(|line| match line.split(',').next() {
            Some("id") => format!("{line},strate\n"),
            Some("r8") => format!("{line},sud\n"),
            _ => format!("{line},nord\n"),
        });
        minimal.write("waves/2023.csv", lines.collect::<String>());
    };
    let minimal = with("method: raking");
    stratified(&minimal);
    assert_eq!(
        told(&minimal),
        "pipelines/trial.yaml:9:12: the stratum `sud` of edition `2023` has a single sampling unit
  expected: two sampling units or more in every stratum, without which the stratum has no variance
  hint: merge the stratum with its neighbour in the wave file, or choose `lonely_psu: adjust`, `average` or `certainty`"
    );
    for policy in ["certainty", "adjust", "average"] {
        let minimal = with(&format!("lonely_psu: {policy}"));
        stratified(&minimal);
        assert_eq!(prepared(&minimal).waves[0].weights.len(), 8);
        assert_eq!(minimal.load().unwrap().method()["lonely_psu"], policy);
    }
}

/// Where every stratum has one unit there is nothing to average over.
#[test]
fn lonely_units_alone_have_no_average() {
    let minimal = with("lonely_psu: average");
    minimal.edit("config/codebook.yaml", "  id: id\n", "  id: id\n  stratum: strate\n");
    let lines = WAVE.lines().map(|line| match line.split(',').next() {
        Some("id") => format!("{line},strate\n"),
        Some(id) => format!("{line},{id}\n"),
        None => String::new(),
    });
    minimal.write("waves/2023.csv", lines.collect::<String>());
    let said = told(&minimal);
    assert!(
        said.starts_with("pipelines/trial.yaml:9:26: in edition `2023` every stratum has a single sampling unit"),
        "{said}"
    );
    assert!(said.contains("hint: merge strata"), "{said}");
}

#[test]
fn a_crossing_without_category_is_refused_at_the_guilty_cell() {
    let minimal = Minimal::new();
    minimal.write(MARGINS, CROSSED);
    minimal.edit("waves/2023.csv", "r2,femme", "r2,femmes");
    minimal.edit(
        MARGINS,
        "homme x assurance: { share: 0.22,",
        "homme x assurance: { merges: [homme x banque], share: 0.48,",
    );
    minimal.edit(MARGINS, "      homme x banque: { share: 0.26, name: { fr: b, en: b } }\n", "");
    minimal.edit(MARGINS, "      femme x assurance: { share: 0.27, name: { fr: c, en: c } }\n", "");
    minimal.edit(MARGINS, "femme x banque: { share: 0.25", "femme x banque: { share: 0.52");
    assert_eq!(
        told(&minimal),
        "waves/2023.csv:3:sexe: `femmes x assurance` is not a category of `sexe_secteur`
  expected: `homme x assurance`, `femme x banque`
  hint: did you mean `homme x assurance`?
waves/2023.csv:7:sexe: `femme x assurance` is not a category of `sexe_secteur`
  expected: `homme x assurance`, `femme x banque`
  hint: did you mean `homme x assurance`?"
    );
}

#[test]
fn options_are_refused_where_they_stand() {
    for (options, expected) in [
        (
            "method: logit",
            "pipelines/trial.yaml:9:22: the method `logit` lacks `bounds`
  expected: `bounds: [L, U]` beside it, `[0.3, 3]` say
  hint: add `bounds`, or choose `method: raking`, which needs none",
        ),
        (
            "bounds: [0.3, 3]",
            "pipelines/trial.yaml:9:14: the method `raking` has no bounds
  hint: leave `bounds` out, or choose as `method` one of `truncated_linear`, `logit`, `bounded_raking`",
        ),
        (
            "method: logit, bounds: [1.2, 3]",
            "pipelines/trial.yaml:9:37: `bounds` is [1.2, 3]
  expected: two numbers [L, U] with 0 ≤ L < 1 < U
  hint: they bound the ratio of calibrated to base weight, which is 1 on average",
        ),
        (
            "method: logit, bounds: [0.5]",
            "pipelines/trial.yaml:9:37: `bounds` is [0.5]
  expected: two numbers [L, U] with 0 ≤ L < 1 < U
  hint: they bound the ratio of calibrated to base weight, which is 1 on average",
        ),
        (
            "method: logit, bounds: [a, 3]",
            "pipelines/trial.yaml:9:38: an element of `bounds` is `a`
  expected: a number
  hint: write the number in digits, with a point before decimals and no quotes: `0.95` say",
        ),
        (
            "method: rakin, lonely_psu: ajust",
            "pipelines/trial.yaml:9:22: `method` is `rakin`
  expected: one of `raking`, `linear`, `truncated_linear`, `logit`, `bounded_raking`
  hint: did you mean `raking`?
pipelines/trial.yaml:9:41: `lonely_psu` is `ajust`
  expected: one of `fail`, `certainty`, `adjust`, `average`
  hint: did you mean `adjust`?",
        ),
        (
            "method: linear, trim: { cap: 0.5, max_rounds: 0, max_misfit: 2 }",
            "pipelines/trial.yaml:9:30: `trim` beside the method `linear`
  expected: `method: raking`
  hint: the bounded methods cap the ratio of calibrated to base weight by `bounds`
pipelines/trial.yaml:9:43: `cap` is 0.5
  expected: more than 1: it counts mean weights
  hint: the usual value is `4`
pipelines/trial.yaml:9:60: `max_rounds` is 0
  expected: at least 1
  hint: the usual value is `500`
pipelines/trial.yaml:9:75: `max_misfit` is 2
  expected: a relative misfit from 1e-10, the default, to less than 1, 0.001 say
  hint: the usual value is `1e-10`",
        ),
        (
            "bound: [0.3, 3]",
            "pipelines/trial.yaml:9:14: unknown key `bound`
  expected: the keys `method`, `bounds`, `trim`, `max_iterations`, `lonely_psu`
  hint: did you mean `bounds`?",
        ),
    ] {
        assert_eq!(with(options).refusal(), expected);
    }
}

#[test]
fn universes_and_crossings_are_refused_where_they_stand() {
    for (from, to, expected) in [
        (
            "universe_totals: { employees: 700 }\n",
            "",
            "config/margins/2023.yaml:14:15: the universe `employees` has no total
  expected: `universe_totals: { employees: … }` at the top of the file, in persons
  hint: write that total, or remove `universe`",
        ),
        (
            "employees: 700",
            "employees: 1700, managers: 1800",
            "config/margins/2023.yaml:2:31: `employees` is 1700
  expected: at most `population_total`, 1000
  hint: compare both totals with the source of the margins
config/margins/2023.yaml:2:47: `managers` is 1800
  expected: at most `employees`, 1700
  hint: compare both totals with the source of the margins",
        ),
        (
            "universe: employees",
            "universe: employes",
            "config/margins/2023.yaml:15:15: `universe` is `employes`
  expected: one of `all`, `employees`, `managers`
  hint: did you mean `employees`?",
        ),
        (
            "columns: [sexe, c1_secteur]",
            "columns: [sexe]",
            "config/margins/2023.yaml:6:5: `columns` of `sexe_secteur` crosses nothing
  expected: two columns or more
  hint: write a single one as `column`",
        ),
        (
            "columns: [sexe, c1_secteur]",
            "columns: [sexe, sexe]\n    column: sexe",
            "config/margins/2023.yaml:6:5: `sexe_secteur` has both `column` and `columns`
  expected: one of them
  hint: keep `columns` to cross several columns, `column` for one
config/margins/2023.yaml:6:21: the column `sexe` stands twice in `columns`
  hint: keep one of the two",
        ),
        (
            "femme x banque:",
            "femme × banque:",
            "config/margins/2023.yaml:12:7: `femme × banque` does not name one code each of sexe, c1_secteur
  expected: `… x …`, the codes in the order of `columns`
  hint: put one blank on each side of the `x`: `homme x 18_24` say",
        ),
    ] {
        let minimal = Minimal::new();
        minimal.write(MARGINS, CROSSED);
        minimal.edit(MARGINS, from, to);
        assert_eq!(minimal.refusal(), expected);
    }
}

#[test]
fn counts_of_a_universe_add_up_to_its_total() {
    let minimal = Minimal::new();
    let counts = ["0.22", "0.26", "0.27", "0.25"].iter().fold(CROSSED.to_owned(), |text, share| {
        text.replace(&format!("share: {share},"), &format!("count: {},", share.parse::<f64>().unwrap() * 1000.0))
    });
    let counts = counts.replace("share: 0.3", "count: 210").replace("share: 0.7", "count: 480");
    minimal.write(MARGINS, counts);
    assert_eq!(
        minimal.refusal(),
        "config/margins/2023.yaml:17:5: the counts of `encadrement` add up to 690
  expected: the total of its universe, 700
  hint: compare each category with the source: one may be missing, or a figure miscopied"
    );
    minimal.edit(MARGINS, "count: 480", "count: 490");
    close(prepared(&minimal).waves[0].weights[0], 98.2978723404255, 1e-12);
}
