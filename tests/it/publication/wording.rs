//! What the pages say of what they print: marks explained where they stand, units named, nothing denied on one page that
//! another one establishes.

use std::collections::BTreeMap;

use barometer::plan::Plan;
use barometer::publish::number::Numbers;
use barometer::survey::codebook::Language;
use barometer::survey::ids::{Contrast, Measure, Population, Status};
use barometer::survey::results::EstimateRow;

use super::prose::{LANGUAGES, pages, printed_changes, render, rows};
use super::sample;
use crate::national::national;

/// The pages of the national run in both languages, and those of the sample before and after its tests.
fn every_page() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for language in LANGUAGES {
        all.extend(pages(language).iter().map(|(path, page)| (format!("{language:?} {path}"), page.clone())));
        let plan = sample::plan();
        let plan = Plan { publish: barometer::plan::PublishOptions { language, ..plan.publish.clone() }, ..plan };
        for results in [sample::results(), sample::tested()] {
            all.extend(
                render(&results, &plan).into_iter().map(|(path, page)| (format!("{language:?} sample {path}"), page)),
            );
        }
    }
    all
}

/// How often a mark stands in a text, and how often it is explained there: « [bf] : base faible ».
fn uses(text: &str, mark: &str) -> (usize, usize) {
    let explained = |rest: &str| rest.trim_start_matches(['\u{a0}', '\u{202f}', ' ']).starts_with(':');
    let after = || text.match_indices(mark).map(|(at, _)| &text[at + mark.len()..]);
    (after().filter(|rest| !explained(rest)).count(), after().filter(|rest| explained(rest)).count())
}

#[test]
fn a_mark_is_explained_where_it_is_used_and_nowhere_else() {
    let mut explained = 0;
    for (path, page) in every_page() {
        for section in page.split("\n#") {
            for mark in ["[bf]", "[masq]", "[so]", "[nd]", "[rupt]", "[ns]", "[a]", "[b]", "[r]"] {
                let (used, told) = uses(section, mark);
                let title = section.lines().next().unwrap();
                assert!(told == 0 || used > 0, "{path}: {mark} is explained in « {title} » and stands nowhere there");
                explained += told;
            }
        }
    }
    assert!(explained > 200, "{explained} legends read");
}

/// The over-estimations of a sector that the tables hold, as the pages print them.
fn overestimations(sector: &str, language: Language) -> Vec<(String, Option<bool>)> {
    let n = national();
    let numbers = Numbers::new(language);
    let rows = n.results.contrasts.iter().filter(|row| {
        let here = row.edition.edition.as_str() == "2023" && row.sector.as_str() == sector;
        here && row.contrast == Contrast::Overestimation && row.status != Status::Suppressed
    });
    let rows = rows.map(|row| {
        let significant = row.q.map(|q| q < n.plan.rules.false_discovery_rate);
        (numbers.interval(row.ci_low.unwrap(), row.ci_high.unwrap(), 0), significant)
    });
    rows.collect()
}

#[test]
fn every_overestimation_stands_on_its_sector_page_and_none_is_denied() {
    let (mut denied, mut told) = (0, 0);
    for language in LANGUAGES {
        let (denial, claim) = match language {
            Language::French => {
                ("Ils ne disent pas si les collaborateurs se trompent", "estiment la satisfaction de leurs")
            }
            Language::English => {
                ("They do not say whether employees are wrong", "estimate their clients’ satisfaction")
            }
        };
        for sector in &national().plan.registry.editions["2023"].sectors {
            let page = &pages(language)[&format!("sectors/{sector}.md")];
            let all = overestimations(sector.as_str(), language);
            let known = all.iter().filter(|(_, significant)| *significant == Some(true)).count();
            for (interval, significant) in &all {
                let said: Vec<&str> =
                    page.lines().filter(|line| line.starts_with("- ") && line.contains(interval)).collect();
                assert!(
                    said.iter().any(|line| line.contains(claim) == (*significant == Some(true))),
                    "{sector}: {interval}"
                );
                assert!(rows(page).iter().any(|(_, cells)| cells[1] == interval), "{sector}: {interval}");
            }
            assert_eq!(page.contains(denial), known == 0 && !all.is_empty(), "{sector}");
            (denied, told) = (denied + usize::from(page.contains(denial)), told + known);
        }
        let essentials = pages(language)["report.md"].split("\n## 2. ").next().unwrap();
        for (interval, _) in overestimations("all", language) {
            assert!(essentials.contains(&interval), "{interval} is not among the findings");
        }
    }
    assert!(denied > 0 && told > 10, "{denied} denied, {told} told");
}

#[test]
fn a_masked_comparison_does_not_hide_what_may_be_said_of_one_side() {
    for (language, title, denial) in [
        (Language::French, "\n## Face aux autres secteurs", "aucune dimension"),
        (Language::English, "\n## Against the other sectors", "no dimension"),
    ] {
        let page = &pages(language)["sectors/immobilier.md"];
        let (before, after) = page.split_once(title).unwrap();
        let of_clients = rows(after).iter().filter(|(_, cells)| cells[1].contains("pt")).count();
        assert!(of_clients > 10, "{after}");
        assert!(!before.contains(denial), "{before}");
        let alone = ["ses clients seuls peut être imprimé", "its clients alone may be printed"];
        assert!(alone.iter().any(|words| before.contains(words)), "{before}");
    }
}

#[test]
fn a_sector_that_was_not_surveyed_is_no_break_in_a_series() {
    let results = &national().results;
    let absent = |sector: &str| {
        let mut rows = results.trends.iter().filter(|row| row.sector.as_str() == sector);
        rows.any(|row| {
            row.edition_to.edition.as_str() == "2023"
                && row.reason.as_deref() == Some("secteur absent de l’édition 2022")
        })
    };
    let page = |sector: &str| &pages(Language::French)[&format!("sectors/{sector}.md")];
    for sector in ["sante", "tourisme"] {
        assert!(absent(sector));
        let change = page(sector).split("\n## Évolution").nth(1).unwrap();
        assert!(change.contains("| [so] |") && !change.contains("[rupt]"), "{change}");
        assert!(change.contains("Secteur absent de l’édition\u{a0}2022"), "{change}");
    }
    assert!(!absent("banque"));
    // A declared break is still called one.
    let mut plan = sample::plan();
    plan.waves.retain(|wave| ["2016", "2021"].contains(&wave.edition.as_str()));
    assert!(render(&sample::tested(), &plan)["report.md"].contains("| [rupt] |"));
}

#[test]
fn the_changes_are_counted_that_the_table_prints() {
    let count = printed_changes();
    for language in LANGUAGES {
        let section =
            pages(language)["report.md"].split("\n## 10. ").nth(1).unwrap().split("\n## 11. ").next().unwrap();
        let table = rows(section);
        let changes = table.iter().filter(|(header, _)| header.len() == 5 && header[1] == "Clients");
        let cells = changes.flat_map(|(_, cells)| &cells[1..]).filter(|cell| cell.contains("pt"));
        assert_eq!(cells.count(), count);
        let words =
            [format!("sur les {count} que le tableau teste"), format!("of the {count} changes tested in the table")];
        assert!(words.iter().any(|words| section.contains(words)), "{section}");
    }
}

#[test]
fn the_observed_signs_add_up_to_the_dimensions() {
    for language in LANGUAGES {
        let section = pages(language)["report.md"].split("\n## 2. ").nth(1).unwrap().split("\n## 3. ").next().unwrap();
        let all: BTreeMap<&str, Vec<usize>> = rows(section)
            .into_iter()
            .filter(|(header, _)| header.len() == 3)
            .map(|(_, cells)| (cells[0], cells[1..].iter().map(|n| n.parse().unwrap()).collect()))
            .collect();
        let count =
            |names: [&str; 2]| names.iter().find_map(|name| all.get(name)).cloned().expect("a row of the table");
        let published = count(["dont publié", "published"]);
        let signs = [
            count([
                "Écart observé positif (clients moins favorables)",
                "Observed gap above zero (clients less favourable)",
            ]),
            count([
                "Écart observé négatif (collaborateurs moins favorables)",
                "Observed gap below zero (employees less favourable)",
            ]),
            count(["Écart observé nul à l’affichage", "Observed gap displayed as 0"]),
        ];
        for column in 0..2 {
            assert_eq!(signs.iter().map(|sign| sign[column]).sum::<usize>(), published[column], "{all:?}");
        }
    }
}

#[test]
fn the_sample_is_called_one_of_quotas_where_the_registry_says_so() {
    let mut plan = sample::plan();
    for language in LANGUAGES {
        plan.publish.language = language;
        let bare = render(&sample::tested(), &plan);
        let mut told = plan.clone();
        told.registry.editions["2023"].technical.quotas = Some(sample::text("sexe et âge"));
        let told = render(&sample::tested(), &told);
        let mut drawn = plan.clone();
        drawn.codebook.layout.stratum = Some("strate".to_owned());
        let drawn = render(&sample::tested(), &drawn);
        let [quotas, strata] = match language {
            Language::French => ["chantillon par quotas", "chantillon stratifié"],
            Language::English => ["uota sample", "tratified sample"],
        };
        for path in ["report.md", "caveats.md"] {
            assert!(!bare[path].contains(quotas) && !bare[path].contains(strata), "{path}");
            assert!(told[path].contains(quotas) && !told[path].contains(strata), "{path}");
            assert!(drawn[path].contains(strata) && !drawn[path].contains(quotas), "{path}");
        }
    }
    let limits = render(&sample::tested(), &sample::plan())["report.md"].clone();
    let limits = limits.lines().find(|line| line.starts_with("14. **")).unwrap().to_owned();
    assert!(
        limits.contains("Limites déclarées\u{a0}: non renseigné.") && !limits.contains(". Non renseigné"),
        "{limits}"
    );
}

#[test]
fn a_percentage_of_answers_is_not_said_to_be_one_of_persons() {
    let n = national();
    for (language, persons) in [
        (Language::French, ["% des collaborateurs", "% des clients", "% des managers"]),
        (Language::English, ["% of employees", "% of clients", "% of managers"]),
    ] {
        let names: Vec<String> =
            n.plan.codebook.dimensions.values().map(|d| format!("- **{}", d.name.in_language(language))).collect();
        let report = &pages(language)["report.md"];
        let about: Vec<&str> =
            report.lines().filter(|line| names.iter().any(|name| line.starts_with(name.as_str()))).collect();
        assert!(about.len() > 3);
        for line in about {
            let line = line.replace('\u{202f}', "");
            assert!(!persons.iter().any(|words| line.contains(words)), "{line}");
        }
    }
}

#[test]
fn a_question_is_not_said_to_be_answered_as_french_never_does() {
    for (path, page) in pages(Language::French) {
        assert!(!page.contains("répondues"), "{path}");
    }
    assert!(pages(Language::French)["report.md"].contains("moyenne des questions qui ont une réponse"));
}

/// « Clients are more favourable than employees (50% against 31%) » can be read either way: each number stands with its side.
#[test]
fn a_gap_in_words_names_the_side_of_each_level() {
    let n = national();
    let mut found = 0;
    for language in LANGUAGES {
        let employees = if language == Language::French { "collaborateurs" } else { "employees" };
        let gaps = n.results.symmetry.iter().filter(|row| row.measure == Measure::Top2 && row.client.is_some());
        for row in gaps.filter(|row| row.edition.edition.as_str() == "2023" && !row.sector.is_all()) {
            let Some(dimension) = n.plan.codebook.dimensions.get(&*row.subject.id) else { continue };
            let opening = format!("- {}", dimension.name.in_language(language));
            let page = &pages(language)[&format!("sectors/{}.md", row.sector)];
            let said = page.lines().find(|line| line.starts_with(&opening) && line.contains("(clients "));
            let Some(said) = said.map(|line| line.replace(['\u{a0}', '\u{202f}'], "").replace(' ', "")) else {
                continue;
            };
            let (client, employee) = (row.client.unwrap().round(), row.employee.unwrap().round());
            assert!(said.contains(&format!("(clients{client}%,{employees}{employee}%")), "{}: {said}", row.sector);
            found += 1;
        }
    }
    assert!(found > 40, "{found}");
}

/// The strict index, over the dimensions where each side judges how it is treated, stands beside the one over all of them.
#[test]
fn the_key_figures_give_the_strict_index_too() {
    let strict = national().results.composites.iter().find(|row| {
        (row.composite.as_str(), row.pairs.as_str(), row.measure) == ("dimensions", "strict", Measure::Top2)
            && row.edition.edition.as_str() == "2023"
            && row.sector.is_all()
    });
    let symmetry = format!("{:.0}", strict.unwrap().symmetry.unwrap());
    for (language, words) in LANGUAGES.into_iter().zip(["au sens strict", "in the strict sense"]) {
        let report = &pages(language)["report.md"];
        let row = report.lines().find(|line| line.starts_with('|') && line.contains(words)).unwrap();
        assert_eq!(row.split('|').nth(2).unwrap().trim(), symmetry, "{row}");
    }
}

/// « −5 pts [ns] » beside « [−9 ; −1] » would contradict itself: [b] says that the interval alone excludes 0.
#[test]
fn a_change_that_its_interval_alone_tells_from_0_is_marked() {
    let (mut marked, mut others) = (0, 0);
    for page in pages(Language::French).values() {
        for (_, cells) in rows(page) {
            for cell in cells.iter().filter(|cell| cell.contains("[ns]")) {
                let Some(interval) = cell.split('[').find(|part| part.contains(" ;") || part.contains("\u{202f};"))
                else {
                    continue;
                };
                let ends: Vec<f64> = interval
                    .trim_end_matches([']', ' '])
                    .split(';')
                    .map(|end| {
                        end.replace('−', "-")
                            .replace(',', ".")
                            .replace(['\u{a0}', '\u{202f}', ' '], "")
                            .parse()
                            .unwrap()
                    })
                    .collect();
                let excludes = ends[0] > 0.0 || ends[1] < 0.0;
                assert_eq!(cell.contains("[b]"), excludes, "{cell}");
                *(if excludes { &mut marked } else { &mut others }) += 1;
            }
        }
    }
    assert!(marked > 5 && others > 100, "{marked}, {others}");
}

/// A change of a level stands with the two levels that it is the difference of, and the persons behind the later one.
#[test]
fn the_widest_change_says_from_which_level_to_which() {
    let n = national();
    let level = |edition: &str| {
        let wanted = |row: &&EstimateRow| {
            let here = row.edition.edition.as_str() == edition && row.sector.is_all() && row.measure == Measure::Top2;
            here && row.population == Population::Employee && &*row.subject.id == "satisfaction_estimee"
        };
        n.results.estimates.iter().find(wanted).unwrap()
    };
    let (from, to) = (level("2022"), level("2023"));
    for (language, words) in LANGUAGES.into_iter().zip(["De {from} % à {to} %", "From {from}% to {to}%"]) {
        let numbers = Numbers::new(language);
        let words = words.replace("{from}", &numbers.share(from.estimate.unwrap(), 0));
        let words = words.replace("{to}", &numbers.share(to.estimate.unwrap(), 0)).replace(' ', "");
        let report = pages(language)["report.md"].replace(['\u{a0}', '\u{202f}', ' '], "");
        let said = report.split(&words).nth(1).unwrap_or_else(|| panic!("{words}"));
        let base = numbers.count(to.n.unwrap()).replace(['\u{a0}', '\u{202f}'], "");
        assert!(said.lines().next().unwrap().contains(&base), "{said:.200}");
    }
}
