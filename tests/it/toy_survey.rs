//! The 24 respondents through the whole pipeline: what the stages make of them is what R makes of them.

use barometer::pipeline::{self};
use barometer::progress::Silent;
use barometer::survey::ids::{Measure, Population, Statistic};
use barometer::survey::results::{EstimateRow, Results};

use crate::minimal::Minimal;
use crate::toy::{ROWS, close};

const MARGINS: &str = "config/margins/2023.yaml";

/// The wave file; `items` client and employee items are kept, one or two.
fn wave(items: usize) -> String {
    let sector = |code: &str| match code {
        "A" => "assurance",
        "B" => "banque",
        _ => "",
    };
    let names = ["adaptation", "engagements"];
    let block = |prefix: &str| names[..items].iter().map(|n| format!(",{prefix}{n}")).collect::<String>();
    let mut text =
        format!("id,sexe,age,poids,c1_secteur{},en_emploi,e_secteur,e_manager{}\n", block("c1_"), block("e_"));
    for row in ROWS.lines() {
        let f: Vec<&str> = row.split(',').collect();
        let employed = f[7] == "1";
        let client = f[9..9 + items].iter().map(|code| format!(",{code}")).collect::<String>();
        let employee = f[11..11 + items].iter().map(|code| format!(",{}", if employed { code } else { "" }));
        let (job, manager) = if employed { ("oui", "non") } else { ("non", "") };
        text.push_str(&format!("{},s{},a{},{},{}{client}", f[0], f[3], f[4], f[5], sector(f[6])));
        text.push_str(&format!(",{job},{},{manager}{}\n", sector(f[8]), employee.collect::<String>()));
    }
    text
}

/// A trial survey of the 24, everything published, with these margins.
pub fn survey(variables: &str) -> Minimal {
    let minimal = Minimal::new();
    minimal.edit("config/codebook.yaml", "  id: id\n", "  id: id\n  base_weight: poids\n");
    minimal.edit("config/publication.yaml", "suppress_below: 30", "suppress_below: 1");
    minimal.edit("config/publication.yaml", "small_base_below: 100", "small_base_below: 2");
    minimal.edit("config/registry.yaml", "n_respondents: 8", "n_respondents: 24");
    minimal
        .write(MARGINS, format!("population_total: 380\nsource: {{ fr: Essai, en: Trial }}\nvariables:\n{variables}"));
    // Two dozen people and two questions: a wave is bound to look like the one before it.
    minimal.write("config/validation.yaml", "rules:\n  wave-resent: { severity: note }\n");
    minimal.write("waves/2023.csv", wave(2));
    minimal
}

pub fn variable(id: &str, counts: &[f64]) -> String {
    let total: f64 = counts.iter().sum();
    let mut text = format!("  {id}:\n    name: {{ fr: {id}, en: {id} }}\n    categories:\n");
    for (i, count) in counts.iter().enumerate() {
        let code = format!("{}{}", &id[..1], i + 1);
        text.push_str(&format!("      {code}: {{ share: {}, name: {{ fr: {code}, en: {code} }} }}\n", count / total));
    }
    text
}

pub fn results(minimal: &Minimal) -> Results {
    let plan = minimal.load().unwrap();
    let mut prepared = pipeline::weigh(&plan, &Silent).unwrap();
    // Too small a survey for a thousand replicates; the ranks that they make are not what is looked at here.
    prepared.replicates = prepared.waves.iter().map(|_| Default::default()).collect();
    pipeline::analyse(&plan, &prepared, &Silent)
}

fn level(results: &Results, population: Population, subject: &str, measure: Measure) -> EstimateRow {
    let found = |r: &&EstimateRow| {
        r.sector.as_str() == "assurance"
            && r.population == population
            && &*r.subject.id == subject
            && r.measure == measure
    };
    results.estimates.iter().find(found).unwrap().clone()
}

/// `r <- svycontrast(svytotal(x, cal), list(c = quote(nc/dc), e = quote(ne/de), gap = quote(ne/de - nc/dc)))` with
/// `x <- cbind(nc = ifelse(ic, 100 * t$yc, 0), dc = +ic, ne = ifelse(ie, 100 * t$ye, 0), de = +ie)`
#[test]
fn the_gap_of_a_sector_is_that_of_r_with_its_covariance_and_calibration() {
    let margins = variable("sexe", &[176.0, 204.0]) + &variable("age", &[110.0, 130.0, 140.0]);
    let results = results(&survey(&margins));
    let row = results
        .symmetry
        .iter()
        .find(|r| r.sector.as_str() == "assurance" && &*r.subject.id == "facilitation" && r.measure == Measure::Top2);
    let row = row.unwrap();
    close(row.client.unwrap(), 61.0632798926746, 1e-11);
    close(row.employee.unwrap(), 52.7269251434091, 1e-11);
    close(row.gap.unwrap(), -8.3363547492655, 1e-10);
    close(row.se_gap.unwrap(), 12.9352638596319, 1e-11);
    assert_eq!((row.n_client, row.n_employee, row.n_both), (Some(15), Some(10), Some(7)));
    let client = level(&results, Population::Client, "facilitation", Measure::Top2);
    close(client.se.unwrap(), 11.8519027613348, 1e-11);
    // Kish's figures of the domain: `15 * sum(w[ic]^2) / sum(w[ic])^2`
    close(client.deff.unwrap(), 1.10829879507261, 1e-12);
    close(client.n_eff.unwrap(), 13.5342563455709, 1e-12);
}

/// Margins that the base weights already meet, so that they stay as they are: `tapply(t$d, t$sex, sum)` is 185, 175.
fn uncalibrated() -> Minimal {
    let of = |sex: &str| {
        ROWS.lines()
            .map(|r| r.split(',').collect::<Vec<_>>())
            .filter(|f| f[3] == sex)
            .map(|f| f[5].parse::<f64>().unwrap())
            .sum::<f64>()
    };
    survey(&variable("sexe", &[of("1"), of("2")]))
}

/// `weighted.mean(A$yc, A$d, na.rm = TRUE)` with `A <- t[t$sector_client == "A", ]`: the mean over respondents of what each
/// answered. Pooled items would give 65.85, the mean of the items' shares 65.95, "does not know" counted as not
/// favourable 56.25, complete answers alone 68.42.
#[test]
fn pitfall_13_a_dimension_is_the_mean_of_the_respondents_over_what_each_answered() {
    let results = results(&uncalibrated());
    let dimension = level(&results, Population::Client, "facilitation", Measure::Top2).estimate.unwrap();
    close(dimension, 63.636363636364, 1e-12);
    for other in [65.853658536585, 65.952380952381, 56.25, 68.421052631579] {
        assert!((dimension - other).abs() > 1.0);
    }
}

/// `weighted.mean(A$c1 >= 3, A$d, na.rm = T)`, `weighted.mean(A$c1 == 4, …)`, `(weighted.mean(A$c1, …) - 1) / 3`, times 100.
#[test]
fn pitfall_14_an_item_has_three_measures() {
    let results = results(&uncalibrated());
    let item = |measure| level(&results, Population::Client, "adaptation", measure).estimate.unwrap();
    close(item(Measure::Top2), 61.904761904762, 1e-12);
    close(item(Measure::Top1), 28.571428571429, 1e-12);
    close(item(Measure::Mean100), 59.523809523810, 1e-12);
}

/// A question that is read backwards: `weighted.mean(5 - A$c1 >= 3, A$d, na.rm = T)`, `5 - A$c1 == 4`,
/// `(4 - weighted.mean(A$c1, …)) / 3`, times 100.
#[test]
fn pitfall_14_a_reversed_item_is_read_backwards() {
    let minimal = uncalibrated();
    minimal.edit(
        "config/codebook.yaml",
        "  adaptation:\n    scale: accord\n",
        "  adaptation:\n    scale: accord\n    reversed: true\n",
    );
    let results = results(&minimal);
    let item = |measure| level(&results, Population::Client, "adaptation", measure).estimate.unwrap();
    close(item(Measure::Top2), 38.09523809524, 1e-12);
    close(item(Measure::Top1), 11.90476190476, 1e-12);
    close(item(Measure::Mean100), 40.4761904761905, 1e-12);
}

/// A wave without some of its columns.
fn without(wave: &str, columns: &[&str]) -> String {
    let header: Vec<&str> = wave.lines().next().unwrap().split(',').collect();
    let kept = |line: &str| {
        let cells = line.split(',').zip(&header).filter(|(_, column)| !columns.contains(column)).map(|(cell, _)| cell);
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    wave.lines().map(kept).collect()
}

/// Two waves of the same persons and answers; the second has an instrument that asks these questions only.
fn answered_twice(client: &str, employee: &str) -> Minimal {
    let minimal = uncalibrated();
    let second = format!(
        "  moins:\n    client: [{client}]\n    employee: [{employee}]\n    dimensions: [facilitation]\neditions:\n"
    );
    minimal.edit("config/registry.yaml", "editions:\n", &second);
    let second = "  \"2024\":\n    field_start: 2024-03-01\n    field_end: 2024-03-10\n    n_respondents: 24\n    instrument: moins\n    sectors: [assurance, banque]\n    employee_base: contact\n";
    let registry = std::fs::read_to_string(minimal.path("config/registry.yaml")).unwrap();
    minimal.write("config/registry.yaml", registry + second);
    let asked = [("c1_", client), ("e_", employee)];
    let columns = asked.iter().flat_map(|(block, items)| {
        let dropped = ["adaptation", "engagements"].into_iter().filter(|item| !items.contains(item));
        dropped.map(move |item| format!("{block}{item}"))
    });
    let columns: Vec<String> = columns.collect();
    minimal.write("waves/2024.csv", without(&wave(2), &columns.iter().map(String::as_str).collect::<Vec<_>>()));
    // The same people answer twice, on purpose.
    minimal.write("config/validation.yaml", "rules: { wave-resent: { severity: note } }\n");
    minimal.edit(
        "pipelines/trial.yaml",
        "publish:",
        "  - edition: \"2024\"\n    file: ../waves/2024.csv\n    margins: ../config/margins/2023.yaml\n    reader: { format: csv }\npublish:",
    );
    minimal
}

/// One question fewer: the share falls from 63.64 to 61.90 by composition alone. On the common question nothing changed.
#[test]
fn pitfall_22_a_dimension_whose_questions_changed_is_compared_on_the_common_ones() {
    let results = results(&answered_twice("adaptation", "adaptation"));
    let of = |edition: &str| {
        let found = |r: &&EstimateRow| {
            r.edition.edition.as_str() == edition
                && r.sector.as_str() == "assurance"
                && r.population == Population::Client
                && &*r.subject.id == "facilitation"
                && r.measure == Measure::Top2
        };
        results.estimates.iter().find(found).unwrap().estimate.unwrap()
    };
    close(of("2024") - of("2023"), -1.731601731602, 1e-11);
    let row = results.trends.iter().find(|r| {
        r.sector.as_str() == "assurance"
            && &*r.subject.id == "facilitation"
            && r.measure == Measure::Top2
            && r.statistic == Statistic::Client
    });
    let row = row.unwrap();
    assert!(row.comparable && row.change.unwrap().abs() < 1e-12, "{row:?}");
    assert_eq!(row.reason.as_deref(), Some("common_items"));
}

/// A question that employees alone are no longer asked: the change of the gap is that of both sides on the questions of each that
/// stayed, so that nothing changed.
#[test]
fn pitfall_22_a_question_dropped_on_one_side_is_left_out_of_the_gap_on_that_side() {
    let results = results(&answered_twice("adaptation, engagements", "adaptation"));
    let rows = results.trends.iter().filter(|row| &*row.subject.id == "facilitation" && row.measure == Measure::Top2);
    let two_sided = [Statistic::Gap, Statistic::Level, Statistic::Floor];
    let mut compared = 0;
    for row in rows.filter(|row| row.change.is_some()) {
        assert!(row.change.unwrap().abs() < 1e-12, "{row:?}");
        let recomputed = row.statistic == Statistic::Employee || two_sided.contains(&row.statistic);
        assert_eq!(row.reason.as_deref(), recomputed.then_some("common_items"), "{row:?}");
        compared += usize::from(two_sided.contains(&row.statistic));
    }
    assert!(compared >= 3, "{compared}");
}

/// Employees are asked another question, clients the same: the two gaps have no question of the employees in common.
#[test]
fn pitfall_22_a_gap_without_a_common_question_on_one_side_is_not_compared() {
    let minimal = answered_twice("adaptation", "engagements");
    minimal.edit("config/registry.yaml", "employee: [adaptation, engagements]", "employee: [adaptation]");
    minimal.write("waves/2023.csv", without(&wave(2), &["e_engagements"]));
    let results = results(&minimal);
    let gaps =
        results.trends.iter().filter(|row| &*row.subject.id == "facilitation" && row.statistic == Statistic::Gap);
    let gaps: Vec<_> = gaps.collect();
    assert!(!gaps.is_empty());
    for row in gaps {
        assert!(!row.comparable && row.change.is_none(), "{row:?}");
        assert_eq!(row.reason.as_deref(), Some("no_common_item"), "{row:?}");
    }
}
