//! What the registry says and what the rules count reaches the pages as it is: how people were selected, what a break is about,
//! which version is printed, what nothing checked.

use std::collections::BTreeMap;

use barometer::plan::Plan;
use barometer::publish::number::Numbers;
use barometer::survey::codebook::Language;
use barometer::survey::ids::{Contrast, ItemId, Measure, Population, SectorId, Status, SubjectType};
use barometer::survey::registry::Correction;
use barometer::survey::results::EstimateRow;

use super::prose::{LANGUAGES, pages, render, rows};
use super::sample;
use crate::national::national;

#[test]
fn the_selection_in_words_takes_the_place_of_what_quotas_would_say() {
    let mut plan = sample::plan();
    let technical = &mut plan.registry.editions["2023"].technical;
    technical.quotas = Some(sample::text("aucun"));
    technical.selection = Some(sample::text("Échantillon aléatoire tiré dans l'annuaire."));
    let pages = render(&sample::tested(), &plan);
    let report = &pages["report.md"];
    assert!(report.contains("**Échantillon.** Échantillon aléatoire tiré dans l’annuaire\u{a0}: les intervalles"));
    assert!(pages["caveats.md"].contains("échantillon aléatoire tiré dans l’annuaire. Les intervalles supposent"));
    for path in ["report.md", "caveats.md"] {
        assert!(!pages[path].contains("chantillon par quotas"), "{path}");
        assert!(!pages[path].contains("Personne ne connaît leur probabilité"), "{path}");
    }
}

#[test]
fn a_break_says_what_it_is_about() {
    let mut plan = sample::plan();
    let plain = |plan: &Plan| {
        let pages = render(&sample::tested(), plan).into_iter();
        pages.map(|(path, page)| (path, page.replace(['\u{a0}', '\u{202f}'], " "))).collect::<BTreeMap<_, _>>()
    };
    let everywhere = plain(&plan);
    plan.registry.breaks[0].sectors = Some(vec![SectorId::from("banque"), SectorId::from("energie")]);
    plan.registry.breaks[0].items = Some(vec![ItemId::from("satisfaction")]);
    let limited = plain(&plan);
    let scope = "(question : satisfaction des clients) (secteurs : banque, énergie)";
    for (path, before) in [("report.md", "avant l’édition 2021"), ("caveats.md", "Avant l’édition 2021")] {
        assert!(everywhere[path].contains(&format!("{before} :")), "{path}");
        assert!(limited[path].contains(&format!("{before} {scope} :")), "{path}");
    }
    let listed = |report: &str| {
        let section =
            report.split("\n### Ruptures de série").nth(1).unwrap().split("\n### ").next().unwrap().to_owned();
        rows(&section)[0].1[0].to_owned()
    };
    assert_eq!(listed(&everywhere["report.md"]), "2021");
    assert_eq!(listed(&limited["report.md"]), format!("2021 {scope}"));
}

#[test]
fn the_version_is_that_of_the_last_correction_and_the_publication_keeps_its_own() {
    let mut plan = sample::plan();
    plan.registry.editions["2023"].technical.version = Some("1.0".to_owned());
    plan.registry.editions["2023"].technical.published = chrono::NaiveDate::from_ymd_opt(2023, 3, 1);
    let day = |month, day| chrono::NaiveDate::from_ymd_opt(2023, month, day).unwrap();
    let correction = |edition: &str, date, version: Option<&str>| Correction {
        edition: edition.into(),
        date,
        version: version.map(str::to_owned),
        sectors: None,
        dimensions: None,
        text: sample::text("Un chiffre était faux"),
    };
    plan.registry.corrections = vec![
        correction("2023", day(5, 3), Some("1.2")),
        correction("2023", day(4, 3), Some("1.1")),
        correction("2023", day(6, 3), None),
        correction("2022", day(7, 3), Some("9.9")),
    ];
    let report = &render(&sample::tested(), &plan)["report.md"];
    assert!(report.lines().take(4).any(|line| line.contains("version du rapport\u{a0}: 1.2")), "the title line");
    assert!(report.lines().any(|line| line.starts_with("Citer") && line.contains("1.2")), "the citation");
    let log = report.split("\n### Corrections").nth(1).unwrap();
    assert!(log.contains("| 2023 | 1.0 | Publication"), "{log}");
}

/// A share of 47.85 % that the calibration meets but for its last digits would round the other way.
#[test]
fn a_margin_that_is_met_is_printed_as_its_target() {
    let mut results = sample::tested();
    let row = results.margins.iter_mut().find(|row| row.edition.edition.as_str() == "2023").unwrap();
    (row.target_share, row.weighted_share) = (47.85, 47.849_999_999_999_94);
    let far = results.margins.iter_mut().filter(|row| row.edition.edition.as_str() == "2023").nth(1).unwrap();
    (far.target_share, far.weighted_share) = (52.15, 52.0);
    let report = &render(&results, &sample::plan())["report.md"];
    let section = report.split("\n### Marges avant et après").nth(1).unwrap().split("\n### ").next().unwrap();
    let printed: Vec<[&str; 2]> = rows(section).iter().map(|(_, cells)| [cells[2], cells[4]]).collect();
    assert_eq!(printed[..2], [["47,9", "47,9"], ["52,2", "52,0"]]);
}

/// What is not compared between two editions is counted by what it is.
#[test]
fn questions_are_counted_apart_from_dimensions() {
    let n = national();
    let count = |of: SubjectType| {
        let rows = n.results.trends.iter().filter(|row| row.sector.is_all() && !row.comparable);
        let rows = rows.filter(|row| row.edition_to.edition.as_str() == "2019" && row.subject.subject_type == of);
        let broken = rows.filter(|row| row.reason.as_ref().unwrap().starts_with("La satisfaction publiée passe"));
        broken.map(|row| &row.subject).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!(count(SubjectType::Dimension), 0);
    let told = format!("| {} questions |", count(SubjectType::Item));
    assert!(
        pages(Language::French)["report.md"].lines().any(|line| line.contains("passe de 78") && line.ends_with(&told))
    );
}

/// A difference whose interval excludes 0 and whose test does not bears its mark wherever a sector page prints it.
#[test]
fn an_over_estimation_that_its_interval_alone_shows_is_marked_so() {
    let n = national();
    let (mut found, alpha) = (0, n.plan.rules.false_discovery_rate);
    for row in n.results.contrasts.iter().filter(|row| row.edition.edition.as_str() == "2023") {
        let alone = row.ci_low.zip(row.ci_high).is_some_and(|(low, high)| low > 0.0 || high < 0.0)
            && row.q.is_some_and(|q| q >= alpha);
        let sector = row.sector.as_str();
        let page = format!("sectors/{sector}.md");
        if row.contrast != Contrast::Overestimation || !alone || !pages(Language::French).contains_key(&page) {
            continue;
        }
        found += 1;
        for language in LANGUAGES {
            let page = &pages(language)[&page];
            let marked = page.lines().filter(|line| line.contains("[ns][b]") && line.to_lowercase().contains("satisf"));
            assert_eq!(marked.count(), 2, "the table and the sentence of {sector}: {page}");
        }
    }
    assert!(found > 1, "{found} such differences");
}

/// Of a sector whose two sides may not be compared, the base of the side that the page does print.
#[test]
fn a_side_that_may_be_printed_alone_has_its_base() {
    let n = national();
    let here = |population| {
        let rows = n.results.estimates.iter().filter(|row| row.measure == Measure::Top2);
        let of = move |row: &&EstimateRow| row.sector.as_str() == "immobilier" && row.population == population;
        rows.filter(of)
            .filter(|row| row.edition.edition.as_str() == "2023" && row.subject.subject_type == SubjectType::Dimension)
    };
    let hidden = here(Population::Employee).all(|row| row.status == Status::Suppressed);
    assert!(hidden, "the fixtures hide the employees of this sector");
    let clients: Vec<i64> = here(Population::Client).filter_map(|row| row.n).collect();
    let (least, most) = (clients.iter().min().unwrap(), clients.iter().max().unwrap());
    for language in LANGUAGES {
        let base = Numbers::new(language).range(&least.to_string(), &most.to_string());
        let page = &pages(language)["sectors/immobilier.md"];
        let bases: Vec<_> = rows(page).into_iter().filter(|(header, _)| header[0].starts_with("Base ")).collect();
        assert_eq!(bases.len(), 1, "the clients alone");
        assert_eq!(bases[0].1[..2], ["Clients", base.as_str()]);
    }
}

/// A threshold is what the configuration says, to the last digit: a margin of 2.5 points is not one of 3.
#[test]
fn thresholds_are_printed_as_they_are() {
    let mut plan = sample::plan();
    let rules = &mut plan.rules;
    (rules.delta_points, rules.level_cut_percent) = (2.5, 47.5);
    (rules.confidence, rules.false_discovery_rate) = (0.999, 0.025);
    let pages = render(&sample::tested(), &plan);
    let mut found = [0; 4];
    for page in pages.values() {
        let page = page.replace(['\u{a0}', '\u{202f}'], " ");
        for (found, words) in found.iter_mut().zip(["± 2,5 pts", "47,5 %", "IC à 99,9 %", "découvertes de 2,5 %"]) {
            *found += page.matches(words).count();
        }
        for rounded in ["± 3 pts", "± 2 pts", "IC à 100 %"] {
            assert!(!page.contains(rounded), "{rounded}");
        }
    }
    assert!(found.iter().all(|found| *found > 0), "{found:?}");
}
