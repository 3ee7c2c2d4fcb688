//! Sentences that would be false of some survey: of two sectors, of large thresholds, of a wide margin, of two editions that
//! are alike.

use std::collections::BTreeMap;

use barometer::plan::{Bounds, CalibrationMethod, Plan, Trim};
use barometer::survey::ids::{Population, SectorId, Status, SubjectType};
use barometer::survey::results::Results;

use super::prose::{LANGUAGES, pages};
use super::sample;
use super::unusual::{below, figure, hidden, section, told};
use crate::national::national;

/// The sample in French and in English.
fn usual() -> [BTreeMap<String, String>; 2] {
    told(&sample::tested(), &sample::plan())
}

/// A text of a figure in French and in English, typed with ordinary spaces.
fn words(results: &Results, plan: &Plan, id: &str, key: &str) -> [String; 2] {
    figure(results, plan, id).map(|figure| match &figure[key] {
        serde_json::Value::String(text) => text.replace(['\u{a0}', '\u{202f}'], " "),
        several => several.to_string().replace(['\u{a0}', '\u{202f}'], " "),
    })
}

/// The sample where no sector may show both sides, and all respondents may.
fn without_sectors() -> Results {
    let mut results = sample::tested();
    results.symmetry.iter_mut().filter(|row| !row.sector.is_all()).for_each(|row| row.status = Status::Suppressed);
    results
}

/// The sample where every gap is shown not to be 0, and to be small as well.
fn small_but_not_zero() -> Results {
    let mut results = sample::tested();
    for row in &mut results.symmetry {
        (row.q_difference, row.class) = (Some(0.001), Some("SYM_MED".to_owned()));
    }
    results
}

#[test]
fn a_place_that_is_certain_is_not_said_to_be_missing() {
    let mut certain = sample::tested();
    certain.composites.iter_mut().for_each(|row| (row.rank_low, row.rank_high) = (row.rank, row.rank));
    let pages = told(&certain, &sample::plan());
    for ((certain, usual), [denied, wide, place]) in pages.iter().zip(&usual()).zip([
        ["Ils ne donnent pas de place", "va de 1 à 13 sur 13.", "parfois une seule place"],
        ["They do not give the sector one place", "runs from 1 to 13 out of 13.", "sometimes a single place"],
    ]) {
        let [certain, usual] = [certain, usual].map(|pages| &pages["sectors/banque.md"]);
        assert!(!certain.contains(denied) && certain.contains(place), "{certain}");
        assert!(usual.contains(denied) && usual.contains(wide), "{usual}");
    }
}

#[test]
fn a_small_base_is_told_from_one_that_is_masked() {
    for (pages, words) in usual().iter().zip([
        ["reposent, d’un côté au moins, sur une base de 30 à 99 réponses.", "Aucune case n’est publiée"],
        ["rest, on one side at least, on a base of 30 to 99 answers.", "No cell is published"],
    ]) {
        assert!(pages["caveats.md"].contains(words[0]) && !pages["caveats.md"].contains(words[1]), "{words:?}");
    }
    for (pages, [none, small]) in told(&hidden(), &sample::plan())
        .iter()
        .zip([["Aucune case n’est publiée", "n’a de base faible"], ["No cell is published", "has a small base"]])
    {
        let bases = pages["caveats.md"].split("\n## ").nth(2).unwrap();
        assert!(bases.contains(none) && !bases.contains(small), "{bases}");
    }
}

#[test]
fn the_tests_of_the_map_are_those_of_the_cells_that_are_tested() {
    for (language, [words, condition, cells]) in LANGUAGES.into_iter().zip([
        ["un test par case publiée et testée", "même si rien ne différait", "autant de tests que de cases"],
        ["one test for each published and tested cell", "even if nothing differed", "as many tests as it has cells"],
    ]) {
        let method = &pages(language)["method.md"];
        assert!(method.contains(words) && method.contains(condition) && !method.contains(cells), "{method}");
    }
}

#[test]
fn of_sectors_that_are_all_hidden_the_row_of_all_respondents_is_still_explained() {
    let (results, plan) = (without_sectors(), sample::plan());
    for id in ["F02", "F03"] {
        for (title, [cell, of_sector]) in
            words(&results, &plan, id, "title").iter().zip([["case", "case de secteur"], ["cell", "cell of a sector"]])
        {
            assert!(title.contains(cell) && title.contains(of_sector), "{title}");
        }
    }
    for (notes, [framed, bold]) in words(&results, &plan, "F02", "notes")
        .iter()
        .zip([["Établie : compte tenu", "Chiffre en gras"], ["Established: given", "Figure in bold"]])
    {
        assert!(notes.contains(framed) && !notes.contains(bold), "{notes}");
    }
    for notes in words(&hidden(), &plan, "F02", "notes") {
        assert!(!notes.contains("Établie") && !notes.contains("Chiffre en gras"), "nothing is drawn: {notes}");
        assert!(!notes.contains("Established") && !notes.contains("Figure in bold"), "nothing is drawn: {notes}");
    }
    for (pages, [national, sectors]) in told(&results, &plan).iter().zip([
        ["comparaisons (ensemble des répondants : 11).", "secteurs :"],
        ["comparisons (all respondents: 11).", "sectors:"],
    ]) {
        let map = section(&pages["report.md"], "3");
        assert!(map.contains(national) && !map.contains(sectors) && map.contains("| **+"), "{map}");
    }
}

/// Of a comparison that is hidden, the side that is shown elsewhere keeps its value, its interval and its base together.
#[test]
fn a_side_is_shown_whole_or_not_at_all() {
    let mut results = sample::tested();
    let estimate = |id: &str| id == "satisfaction_estimee";
    for row in results.estimates.iter_mut().filter(|row| row.sector.is_all() && estimate(&row.subject.id)) {
        row.status = Status::Suppressed;
    }
    results
        .contrasts
        .iter_mut()
        .filter(|row| estimate(&row.subject.id))
        .for_each(|row| row.status = Status::Suppressed);
    for (pages, people) in
        told(&results, &sample::plan()).iter().zip([["clients", "collaborateurs"], ["clients", "employees"]])
    {
        let figures = section(&pages["report.md"], "2");
        let line = |people: &str| {
            let end = format!(" {people} |");
            let found = figures.lines().find(|line| line.ends_with(&end) && line.to_lowercase().contains("satisf"));
            found.unwrap_or_else(|| panic!("{figures}")).matches("[masq]").count()
        };
        assert_eq!(people.map(line), [0, 3], "{figures}");
    }
}

/// Two numbers of two editions are not set against each other in a title, and a change stands beside a level.
#[test]
fn a_title_of_two_editions_names_each() {
    let mut results = sample::tested();
    let newest = |edition: &str| edition == "2023";
    for row in results.estimates.iter_mut().filter(|row| row.sector.is_all() && newest(row.edition.edition.as_str())) {
        if &*row.subject.id == "satisfaction_estimee" {
            row.status = Status::Suppressed;
        }
    }
    for (title, named) in words(&results, &sample::plan(), "F09", "title")
        .iter()
        .zip([["(édition 2023)", "(édition 2022)"], ["(edition 2023)", "(edition 2022)"]])
    {
        assert!(named.iter().all(|named| title.contains(named)), "{title}");
    }
}

/// Where the employees alone are others than before, the break is said to be theirs, and the technical note says it.
#[test]
fn a_base_of_employees_that_changes_is_told_as_theirs() {
    let (mut results, mut plan) = (sample::tested(), sample::plan());
    let newest = plan.registry.editions.last_mut().unwrap().1;
    newest.employee_base = "in_contact".to_owned();
    let reason = plan.trend_reasons().employee_base;
    for row in results.trends.iter_mut().filter(|row| row.statistic.as_str() == "employee") {
        (row.comparable, row.change, row.reason) = (false, None, Some(reason.clone()));
    }
    for (breaks, whose) in
        words(&results, &plan, "F09", "notes").iter().zip(["2023 (collaborateurs)", "2023 (collaborateurs (en))"])
    {
        assert!(breaks.contains(whose), "{breaks}");
    }
    for (pages, words) in
        told(&results, &plan).iter().zip(["leurs chiffres ne sont pas comparés", "their figures are not compared"])
    {
        assert!(pages["report.md"].contains(words), "{words}");
    }
    for (pages, words) in usual().iter().zip(["leurs chiffres ne sont pas comparés", "their figures are not compared"])
    {
        assert!(!pages["report.md"].contains(words), "{words}");
    }
}

/// Replicates that are all alike are no certainty.
#[test]
fn an_interval_of_no_width_is_not_printed() {
    let mut results = sample::tested();
    for row in &mut results.composites {
        row.mean_absolute_gap_low = row.mean_absolute_gap;
        row.mean_absolute_gap_high = row.mean_absolute_gap;
    }
    for (alike, usual) in told(&results, &sample::plan()).iter().zip(&usual()) {
        let rows = |page: &str| section(page, "4").lines().filter(|line| line.contains("| [nd] |")).count();
        assert!(rows(&alike["report.md"]) > rows(&usual["report.md"]), "{}", section(&alike["report.md"], "4"));
    }
}

/// A gap may be shown both to be small and not to be 0: what counts asymmetries does not count differences.
#[test]
fn a_difference_that_is_a_symmetry_is_not_denied() {
    let (results, plan) = (small_but_not_zero(), sample::plan());
    for (pages, [established, bold, denied]) in told(&results, &plan).iter().zip([
        ["Asymétrie établie", "écart dont le test établit qu’il n’est pas nul", "ifférence établie"],
        ["Asymmetry established", "a gap that the test establishes not to be zero", "ifference established"],
    ]) {
        let report = &pages["report.md"];
        assert!(report.contains(bold) && report.contains("| **+"), "{report:.400}");
        for number in ["2", "3", "11"] {
            let section = section(report, number);
            assert!(!section.contains(denied), "{section}");
            assert_eq!(section.contains(established), number != "3", "{section}");
        }
        let page = &pages["sectors/banque.md"];
        assert!(!page.contains("ucune différence n’est établie sur") && !page.contains("No difference is"), "{page}");
        assert!(!page.contains(" ne présente de différence établie"), "{page}");
    }
    for id in ["F04", "F07.banque"] {
        for (title, [none, denied]) in words(&results, &plan, id, "title")
            .iter()
            .zip([["aucune asymétrie établie", "aucune différence"], ["no asymmetry established", "no difference"]])
        {
            assert!(title.contains(none) && !title.contains(denied), "{title}");
            assert!(!title.contains("aucun écart établi") && !title.contains("no gap established"), "{title}");
        }
    }
}

#[test]
fn what_is_neither_established_is_not_said_to_be_the_rest() {
    for (hidden, usual, rest) in told(&hidden(), &sample::plan())
        .iter()
        .zip(&usual())
        .zip(["les autres dimensions publiées sont indéterminées ou non testées", "the other published dimensions are"])
        .map(|((hidden, usual), rest)| (section(&hidden["report.md"], "11"), section(&usual["report.md"], "11"), rest))
    {
        assert!(usual.contains(rest), "{usual}");
        assert!(
            !hidden.contains(rest) && !hidden.contains("le reste est") && !hidden.contains("the rest is"),
            "{hidden}"
        );
    }
}

#[test]
fn managers_stand_apart_in_one_table_and_count_in_the_chain() {
    let n = national();
    for (pages, [apart, chain, denied]) in told(&n.results, &n.plan).iter().zip([
        ["Dans le tableau qui suit, les managers", "les collaborateurs comprennent les managers", "non à un ensemble"],
        ["In the table that follows, managers", "employees include managers", "not with a whole"],
    ]) {
        let managers = section(&pages["report.md"], "8");
        assert!(managers.contains(apart) && managers.contains(chain) && !managers.contains(denied), "{managers}");
    }
}

#[test]
fn a_title_counts_every_asymmetry_and_says_how_many_are_strong() {
    let mut results = sample::tested();
    let dimensions = results
        .symmetry
        .iter_mut()
        .filter(|row| row.subject.subject_type == SubjectType::Dimension && row.edition.edition.as_str() == "2023");
    let classes = ["ASYM_FORTE_CLI", "ASYM_CLI", "ASYM_CLI", "SYM_POS", "IND"];
    let mut sectors: BTreeMap<SectorId, usize> = BTreeMap::new();
    for row in dimensions {
        let at = sectors.entry(row.sector.clone()).or_default();
        row.class = Some(classes[(*at).min(classes.len() - 1)].to_owned());
        *at += 1;
    }
    for id in ["F04", "F07.banque"] {
        for (title, words) in words(&results, &sample::plan(), id, "title").iter().zip([
            "asymétrie établie sur trois dimensions sur 11, dont une avec un écart marqué",
            "asymmetry established on three dimensions out of 11, one of them with a marked gap",
        ]) {
            assert!(title.contains(words), "{title}");
        }
    }
    let symmetric = words(&results, &sample::plan(), "F04", "title");
    assert!(symmetric[0].ends_with(" ; symétrie établie sur une"), "{symmetric:?}");
    for row in results.symmetry.iter_mut().filter(|row| row.class.as_deref() == Some("ASYM_CLI")) {
        row.class = Some("IND".to_owned());
    }
    let title = words(&results, &sample::plan(), "F04", "title");
    assert!(title[0].contains("établie sur une dimension sur 11, avec un écart marqué"), "{title:?}");
}

#[test]
fn the_method_of_the_weights_is_in_the_language_of_the_report() {
    let mut plan = sample::plan();
    plan.calibrate.trim = Some(Trim { cap: 1.85, max_rounds: 40, max_misfit: 0.0 });
    let mut results = sample::tested();
    results.weighting.iter_mut().for_each(|row| row.method = "raking, no weight above 1.85 means".to_owned());
    for (pages, cap) in told(&results, &plan).iter().zip([
        "Calage sur marges (raking ratio), 6 itérations ; rapports de poids de 0,61 à 2,37 ; plafonnement : 1,85 fois le poids moyen ;",
        "Calibration to margins (raking), 6 iterations; calibration factors from 0.61 to 2.37; cap: 1.85 times the mean weight;",
    ]) {
        assert!(pages["report.md"].contains(cap));
        assert!(!pages["report.md"].contains("no weight above"));
    }
    plan.calibrate.method = CalibrationMethod::TruncatedLinear;
    plan.calibrate.bounds = Some(Bounds { lower: 0.3, upper: 3.0 });
    results.weighting.iter_mut().for_each(|row| row.method = "truncated_linear [0.3, 3]".to_owned());
    for (pages, row) in told(&results, &plan)
        .iter()
        .zip(["| 2023 | linéaire tronqué, bornes 0,3 et 3 |", "| 2023 | truncated linear, bounds 0.3 and 3 |"])
    {
        assert!(pages["report.md"].contains(row) && !pages["report.md"].contains("truncated_linear"));
    }
}

#[test]
fn an_edition_whose_date_is_unknown_is_not_said_to_be_published() {
    let mut plan = sample::plan();
    let log =
        |page: &BTreeMap<String, String>| section(&page["report.md"], "15").split("\n### ").last().unwrap().to_owned();
    for (pages, [unknown, denied, row]) in told(&sample::tested(), &plan).iter().zip([
        ["la date de publication n’est pas renseignée", "depuis la publication", "| Publication"],
        ["the date of publication is not documented", "since publication", "| Publication"],
    ]) {
        let log = log(pages);
        assert!(log.contains(unknown) && !log.contains(denied) && !log.contains(row), "{log}");
    }
    plan.registry.editions["2023"].technical.published = chrono::NaiveDate::from_ymd_opt(2023, 3, 1);
    for (pages, [told, row]) in told(&sample::tested(), &plan).iter().zip([
        ["Aucune correction depuis la publication.", "| 1er mars 2023 | 2023 |"],
        ["No correction since publication.", "| 1 March 2023 | 2023 |"],
    ]) {
        let log = log(pages);
        assert!(log.contains(told) && log.contains(row), "{log}");
    }
}

#[test]
fn a_mean_that_does_not_move_has_no_range() {
    let n = national();
    let mut results = n.results.clone();
    for row in results.composites.iter_mut().filter(|row| row.sector.is_all() && row.mean_gap.is_some()) {
        (row.mean_gap, row.ci_low, row.ci_high, row.floor) = (Some(8.0), Some(7.0), Some(9.0), Some(50.0));
    }
    for (alt, [still, moving]) in words(&results, &n.plan, "F09.composites", "alt").iter().zip([
        ["écart moyen +8 pts à chaque édition", "+8 pts et +8"],
        ["mean gap +8 pts in every edition", "+8 pts and +8"],
    ]) {
        assert!(alt.contains(still) && !alt.contains(moving) && !alt.contains("entre +8"), "{alt}");
        assert!(!alt.contains("between +8"), "{alt}");
    }
}

#[test]
fn a_masked_number_of_persons_counts_nobody() {
    for pages in told(&hidden(), &sample::plan()) {
        for path in ["report.md", "caveats.md"] {
            let said = ["dont [masq]", "[masq] personnes", "of whom [masq]", "[masq] persons"];
            assert!(!said.iter().any(|words| pages[path].contains(words)), "{path}");
        }
    }
}

#[test]
fn a_caption_names_the_managers_that_the_figure_shows() {
    let mut results = sample::tested();
    for row in results.estimates.iter_mut().filter(|row| row.population == Population::Manager) {
        row.status = Status::Suppressed;
    }
    let plan = sample::plan();
    let (with, without) = (words(&sample::tested(), &plan, "F04", "caption"), words(&results, &plan, "F04", "caption"));
    assert!(with.iter().all(|caption| caption.contains("managers")), "{with:?}");
    assert!(!without.iter().any(|caption| caption.contains("anagers")), "{without:?}");
    for (alt, masked) in
        words(&hidden(), &plan, "F04", "alt").iter().zip(["Dimensions masquées : 11.", "Suppressed dimensions: 11."])
    {
        assert!(alt.contains(masked), "{alt}");
    }
}

/// 100 − |gap| grows as the gap shrinks.
#[test]
fn symmetry_is_not_called_a_distance() {
    for (pages, [is, is_not]) in usual()
        .iter()
        .zip([["Elle mesure une proximité", "C’est une distance"], ["It measures closeness", "It is a distance"]])
    {
        let definitions = below(&pages["report.md"], "\n### D");
        assert!(definitions.contains(is) && !definitions.contains(is_not), "{definitions}");
    }
}

/// The changes and the differences from the other sectors stand in a row, clients, employees and the gap between the two: a
/// reader subtracts along it, and finds what is printed or why not.
#[test]
fn a_gap_along_a_row_is_what_a_reader_finds_or_says_why_not() {
    let n = national();
    let number = |cell: &str| -> Option<i64> {
        let (digits, _) = cell.trim().trim_start_matches(['▲', '▼', ' ']).split_once(" pt")?;
        digits.replace('−', "-").parse().ok()
    };
    let [pages, _] = told(&n.results, &n.plan);
    let (mut exact, mut rounded) = (0, 0);
    for (path, page) in &pages {
        let sections: Vec<&str> = match path.as_str() {
            "report.md" => vec![section(page, "10")],
            path if path.starts_with("sectors/") => {
                page.split("\n## ").filter(|s| s.starts_with("Face aux") || s.starts_with("Évolution")).collect()
            }
            _ => Vec::new(),
        };
        for line in sections.iter().flat_map(|section| section.lines()).filter(|line| line.starts_with("| ")) {
            let cells: Vec<&str> = line.split('|').collect();
            // Beside each other, or each with its interval behind it.
            let [client, employee, gap] = match cells.len() {
                8.. => [2, 4, 6],
                _ => [2, 3, 4],
            }
            .map(|at| cells.get(at).copied().unwrap_or_default());
            let cell = gap;
            let (Some(client), Some(employee), Some(gap)) = (number(client), number(employee), number(gap)) else {
                continue;
            };
            assert_eq!(cell.contains("[a]"), employee - client != gap, "{path}: {line}");
            *(if cell.contains("[a]") { &mut rounded } else { &mut exact }) += 1;
        }
    }
    assert!(exact > 150 && rounded > 40, "{exact} {rounded}");
}

#[test]
fn pairs_of_one_displayed_size_are_tied() {
    for (pages, tied) in usual().iter().zip([" ex æquo", ", tied"]) {
        let table = section(&pages["report.md"], "5");
        let rows = table.lines().filter(|line| line.starts_with('|') && line.contains(" pt"));
        let rows: Vec<Vec<&str>> = rows.map(|line| line.split('|').map(str::trim).collect()).collect();
        let size = |row: &[&str]| row[6].split(' ').next().unwrap().trim_start_matches(['+', '−']).to_owned();
        assert!(rows.len() > 3);
        for (at, row) in rows.iter().enumerate() {
            let alike = rows.iter().filter(|other| size(other) == size(row)).count();
            let first = rows.iter().position(|other| size(other) == size(row)).unwrap() + 1;
            assert_eq!(row[1], format!("{first}{}", if alike > 1 { tied } else { "" }), "{at}: {row:?}");
        }
    }
}
