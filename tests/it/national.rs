//! The national barometer on its shipped waves: the published figures come back, identities hold, and neither threads nor
//! locale nor time zone change a byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use barometer::config::{self, Overrides};
use barometer::error::Error;
use barometer::pipeline::{self, Prepared};
use barometer::plan::Plan;
use barometer::progress::Silent;
use barometer::survey::ids::{Contrast, Population, Status, Subject};
use barometer::survey::results::Results;

/// The run of the shipped pipeline, in memory.
pub struct National {
    pub plan: Plan,
    pub prepared: Prepared,
    pub results: Results,
}

/// Computed once for every test that looks at it.
pub fn national() -> &'static National {
    static NATIONAL: OnceLock<National> = OnceLock::new();
    NATIONAL.get_or_init(|| {
        let plan = config::load(&root().join("pipelines/national.yaml"), &Overrides::default()).unwrap();
        let prepared = pipeline::prepare(&plan, &Silent).unwrap();
        let results = pipeline::analyse(&plan, &prepared, &Silent);
        National { plan, prepared, results }
    })
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn weights_meet_every_margin() {
    let n = national();
    assert_eq!(n.results.weighting.len(), 6);
    for row in &n.results.weighting {
        assert!(row.misfit <= 1e-10, "{}: {}", row.edition.edition, row.misfit);
        assert!(
            row.g_max > 1.5 && row.n_eff < 0.97 * row.n as f64,
            "the sample must be unbalanced for weighting to matter"
        );
    }
    for row in &n.results.margins {
        assert!((row.weighted_share - row.target_share).abs() < 1e-8, "{} {}", row.variable, row.category);
    }
    for wave in &n.prepared.waves {
        assert!(wave.weights.iter().all(|w| *w > 0.0));
    }
}

/// With all its margins: a programme that tells a handful of persons may give up on two thousand.
#[test]
fn a_margin_that_the_others_forbid_is_told_with_the_share_that_they_allow() {
    let mut plan = config::load(&root().join("pipelines/national.yaml"), &Overrides::default()).unwrap();
    plan.waves.retain(|wave| wave.edition.as_str() == "2023");
    let margins = &mut plan.waves[0].margins.variables;
    let jobs = margins.iter_mut().find(|variable| variable.id.as_str() == "pcs8").unwrap();
    let retired = jobs.categories.iter().find(|category| category.code == "retraites").unwrap().share;
    for category in &mut jobs.categories {
        category.share = match category.code.as_str() {
            "retraites" => 0.6,
            _ => category.share * 0.4 / (1.0 - retired),
        };
    }
    let Error::Data(findings) = pipeline::weigh(&plan, &Silent).unwrap_err() else { panic!("not of the data") };
    let told: Vec<String> = findings.iter().map(|finding| finding.to_string()).collect();
    assert!(findings.iter().all(|finding| finding.rule == "margin-unreachable"), "{told:#?}");
    // Nobody under fifty is retired, and 51.34 % are fifty or older.
    assert!(
        told.iter()
            .any(|line| line.contains("`retraites`") && line.contains("60.00 %") && line.contains("at most 51.34 %")),
        "{told:#?}"
    );
}

#[test]
fn rows_stand_by_their_key_and_no_two_have_the_same() {
    fn rising<R, K: Ord>(rows: &[R], key: impl Fn(&R) -> K) -> bool {
        rows.windows(2).all(|pair| key(&pair[0]) < key(&pair[1]))
    }
    let results = &national().results;
    let subject = |subject: &Subject| (subject.subject_type, subject.id.to_string());
    assert!(rising(&results.estimates, |r| {
        (r.edition.clone(), r.sector.clone(), r.population, subject(&r.subject), r.measure)
    }));
    assert!(rising(&results.symmetry, |r| (r.edition.clone(), r.sector.clone(), subject(&r.subject), r.measure)));
    assert!(rising(&results.contrasts, |r| {
        (r.edition.clone(), r.sector.clone(), r.contrast, r.population.clone(), r.subject.id.clone(), r.measure)
    }));
    assert!(rising(&results.slopes, |r| (r.sector.clone(), subject(&r.subject), r.measure, r.statistic)));
    assert!(rising(&results.trends, |r| {
        let editions = (r.edition_from.clone(), r.edition_to.clone());
        (r.sector.clone(), subject(&r.subject), r.measure, r.statistic, editions)
    }));
}

#[test]
fn a_gap_is_the_difference_of_its_two_levels() {
    let mut levels = BTreeMap::new();
    for row in &national().results.estimates {
        levels.insert((row.edition.clone(), row.sector.clone(), row.population, row.subject.clone(), row.measure), row);
    }
    let codebook = &national().plan.codebook;
    let mut compared = 0;
    for row in national().results.symmetry.iter().filter(|r| r.status != Status::Suppressed) {
        let (client, employee, gap) = (row.client.unwrap(), row.employee.unwrap(), row.gap.unwrap());
        assert_eq!(gap, employee - client);
        assert_eq!(row.symmetry.unwrap(), 100.0 - gap.abs());
        assert_eq!(row.floor.unwrap(), client.min(employee));
        assert!((row.floor.unwrap() - (row.level.unwrap() - gap.abs() / 2.0)).abs() < 1e-9);
        assert!(row.ci_low.unwrap() <= gap && gap <= row.ci_high.unwrap());
        assert!(row.floor_low.unwrap() <= row.floor.unwrap() && row.floor.unwrap() <= row.floor_high.unwrap());
        let pair = codebook.pairs.get(&*row.subject.id);
        let subject = |item: &str| barometer::survey::ids::Subject { id: item.into(), ..row.subject.clone() };
        let of = |population, item: &str| {
            let key = (row.edition.clone(), row.sector.clone(), population, subject(item), row.measure);
            levels[&key].estimate.unwrap()
        };
        let (c, e) = pair.map_or((&*row.subject.id, &*row.subject.id), |p| (p.client.as_str(), p.employee.as_str()));
        assert_eq!(client, of(Population::Client, c));
        assert_eq!(employee, of(Population::Employee, e));
        compared += 1;
    }
    assert!(compared > 1000, "{compared} rows");
}

#[test]
fn suppressed_rows_hold_no_number() {
    let results = &national().results;
    let hidden = results.estimates.iter().filter(|r| r.status == Status::Suppressed);
    let mut count = 0;
    for row in hidden {
        let numbers = [row.estimate, row.se, row.df, row.ci_low, row.ci_high, row.n_eff, row.deff];
        assert!(numbers.iter().all(Option::is_none) && row.n.is_none());
        count += 1;
    }
    assert!(count > 0, "one sector of an edition is too small on purpose");
    for row in results.symmetry.iter().filter(|r| r.status == Status::Suppressed) {
        assert!(row.gap.is_none() && row.client.is_none() && row.employee.is_none() && row.n_client.is_none());
    }
}

#[test]
fn no_change_crosses_a_break() {
    let trends = &national().results.trends;
    let broken: Vec<_> = trends.iter().filter(|r| r.edition_from.edition.as_str() == "2016").collect();
    assert!(!broken.is_empty());
    for row in broken {
        assert!(!row.comparable && row.change.is_none() && row.reason.is_some(), "{row:?}");
    }
    let compared =
        trends.iter().filter(|r| r.edition_from.edition.as_str() == "2022" && r.comparable && r.sector.is_all());
    assert!(compared.count() > 50);
    let dropped = trends.iter().filter(|r| r.sector.as_str() == "ecommerce" && r.edition_to.edition.as_str() == "2023");
    assert!(dropped.clone().count() > 0);
    assert!(dropped.into_iter().all(|r| !r.comparable), "the sector left the frame in 2023");
}

#[test]
fn a_mean_over_sectors_is_the_mean_of_the_sectors() {
    let n = national();
    let rows =
        |edition: &'static str| n.results.contrasts.iter().filter(move |r| r.edition.edition.as_str() == edition);
    let over =
        || rows("2016").filter(|r| r.contrast == Contrast::Overestimation && &*r.subject.id == "satisfaction_estimee");
    let sectors: Vec<f64> = over()
        .filter(|r| !r.sector.is_all() && r.sector.as_str() != "mean_of_sectors")
        .map(|r| r.difference.unwrap())
        .collect();
    let mean = over().find(|r| r.sector.as_str() == "mean_of_sectors").unwrap();
    assert_eq!(sectors.len(), 8);
    let small = over().any(|r| !r.sector.is_all() && r.sector != mean.sector && r.status == Status::SmallBase);
    assert_eq!((small, mean.status), (true, Status::SmallBase), "it rests on its smallest sector");
    assert!((mean.difference.unwrap() - sectors.iter().sum::<f64>() / 8.0).abs() < 1e-9);
}

#[test]
fn two_runs_give_the_same_bytes_on_any_threads_locale_and_time_zone() {
    let folder = tempfile::tempdir().unwrap();
    let run = |name: &str, settings: &[(&str, &str)]| {
        let out = folder.path().join(name);
        let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
        command.args(["run", "pipelines/national.yaml", "--quiet", "--out", out.to_str().unwrap()]);
        let status = command.envs(settings.iter().copied()).current_dir(root()).status().unwrap();
        assert!(status.success());
        files(&out)
    };
    let one = run("one", &[("RAYON_NUM_THREADS", "1"), ("POLARS_MAX_THREADS", "1"), ("LC_ALL", "C"), ("TZ", "UTC")]);
    let four = run(
        "four",
        &[
            ("RAYON_NUM_THREADS", "4"),
            ("POLARS_MAX_THREADS", "4"),
            ("LC_ALL", "fr_FR.UTF-8"),
            ("TZ", "Pacific/Auckland"),
        ],
    );
    assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(four[path] == *bytes, "{} differs", path.display());
    }
    assert!(one.len() > 40, "{} files", one.len());
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// One published figure of `fixtures/replay.csv` and where it must be found.
#[derive(serde::Deserialize)]
struct Replay {
    edition: String,
    table: String,
    sector: String,
    population: String,
    contrast: String,
    subject: String,
    measure: String,
    column: String,
    value: f64,
}

#[test]
fn every_published_figure_comes_back_at_display_rounding() {
    let mut reader = csv::Reader::from_path(root().join("fixtures/replay.csv")).unwrap();
    let rows: Vec<Replay> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 36);
    for row in rows {
        let found = figure(&row);
        let at = format!("{} {} {} {} {}", row.edition, row.table, row.sector, row.subject, row.column);
        assert_eq!(found.round(), row.value, "{at}: {found}");
    }
}

fn figure(wanted: &Replay) -> f64 {
    let results = &national().results;
    let same = |edition: &str, sector: &str, subject: &str, measure: &str| {
        edition == wanted.edition && sector == wanted.sector && subject == wanted.subject && measure == wanted.measure
    };
    let found = match wanted.table.as_str() {
        "estimates" => results.estimates.iter().find_map(|r| {
            let here = same(r.edition.edition.as_str(), r.sector.as_str(), &r.subject.id, r.measure.as_str());
            (here && r.population.as_str() == wanted.population).then_some(r.estimate)
        }),
        "contrasts" => results.contrasts.iter().find_map(|r| {
            let here = same(r.edition.edition.as_str(), r.sector.as_str(), &r.subject.id, r.measure.as_str());
            (here && r.contrast.as_str() == wanted.contrast && r.population == wanted.population)
                .then_some(r.difference)
        }),
        "symmetry" => results.symmetry.iter().find_map(|r| {
            let here = same(r.edition.edition.as_str(), r.sector.as_str(), &r.subject.id, r.measure.as_str());
            let column = match wanted.column.as_str() {
                "client" => r.client,
                "employee" => r.employee,
                "gap" => r.gap,
                "level" => r.level,
                other => panic!("column {other}"),
            };
            here.then_some(column)
        }),
        other => panic!("table {other}"),
    };
    found.flatten().unwrap_or_else(|| panic!("{} {} is not in the tables", wanted.table, wanted.subject))
}

#[test]
fn the_readme_shows_the_real_report() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
    command.args(["run", "pipelines/national.yaml", "--quiet", "--out", out.to_str().unwrap()]);
    assert!(command.current_dir(root()).status().unwrap().success());
    let report = fs::read_to_string(out.join("report.md")).unwrap();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let excerpt = readme.split("<!-- excerpt").nth(1).unwrap().split("<!-- end").next().unwrap();
    let lines: Vec<&str> = excerpt.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    assert!(lines.len() > 5);
    for line in lines {
        assert!(report.lines().any(|printed| printed == line), "not in the report: {line}");
    }
    let figure = fs::read(out.join("figures/F04/F04.svg")).unwrap();
    assert!(fs::read(root().join("docs/F04.svg")).unwrap() == figure, "copy out/national/figures/F04/F04.svg to docs/");
}

/// Where nobody is asked whether they manage people, nobody is published as somebody who does not.
#[test]
fn without_a_question_on_managers_there_are_no_figures_of_managers() {
    let n = national();
    let mut plan = n.plan.clone();
    plan.codebook.layout.employee_block.as_mut().unwrap().manager = None;
    let results = pipeline::analyse(&plan, &n.prepared, &Silent);
    let managers = [Population::Manager, Population::NonManager];
    assert!(n.results.estimates.iter().any(|row| managers.contains(&row.population)));
    assert!(results.estimates.iter().all(|row| !managers.contains(&row.population)));
    let of_managers = [Contrast::ManagerGap, Contrast::AlignmentStep];
    assert!(results.contrasts.iter().all(|row| !of_managers.contains(&row.contrast)));
    let employees = |results: &Results| -> Vec<_> {
        results.estimates.iter().filter(|row| row.population == Population::Employee).map(|row| row.estimate).collect()
    };
    assert!(employees(&results) == employees(&n.results), "employees are who they were");
    let pages = crate::publication::pages_of(&results, &plan);
    let section = pages["report.md"].split("\n## 8. ").nth(1).unwrap().split("\n## 9. ").next().unwrap().to_owned();
    assert!(section.contains("ne demande pas qui encadre") && !section.contains("ne permet de publier"), "{section}");
    assert!(!pages["report.md"].contains("| Managers (%) |"));
}
