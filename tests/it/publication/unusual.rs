//! Surveys that are unusual but legitimate: without dimensions, with one side alone, with one sector, with everything hidden,
//! with scales of another kind. What the pages say of them must be true, and no table may be empty.

use std::collections::BTreeMap;

use barometer::plan::Plan;
use barometer::survey::codebook::{DontKnow, Language, NumberScale, Scale};
use barometer::survey::ids::{Contrast, ItemId, Measure, ScaleId, SectorId, Status, Subject, SubjectType};
use barometer::survey::results::{Results, TrendRow};

use super::prose::{LANGUAGES, render, rows};
use super::sample;

const SATISFACTION: [&str; 2] = ["satisfaction", "satisfaction_estimee"];

/// The sample in both languages, typed with ordinary spaces.
pub(super) fn told(results: &Results, plan: &Plan) -> [BTreeMap<String, String>; 2] {
    LANGUAGES.map(|language| {
        let mut plan = plan.clone();
        plan.publish.language = language;
        let plain = |page: String| page.replace(['\u{a0}', '\u{202f}'], " ");
        render(results, &plan).into_iter().map(|(path, page)| (path, plain(page))).collect()
    })
}

/// A section of a page, from its heading to the next one of the same depth.
pub(super) fn section<'p>(page: &'p str, number: &str) -> &'p str {
    let page = page.split(&format!("\n## {number}. ")).nth(1).unwrap();
    page.split("\n## ").next().unwrap()
}

pub(super) fn below<'p>(page: &'p str, heading: &str) -> &'p str {
    page.split(heading).nth(1).unwrap_or_else(|| panic!("{heading}")).split("\n#").next().unwrap()
}

/// Titles, subtitles and text alternatives of a figure in both languages.
pub(super) fn figure(results: &Results, plan: &Plan, id: &str) -> [serde_json::Value; 2] {
    LANGUAGES.map(|language| {
        let mut plan = plan.clone();
        plan.publish.language = language;
        let files = super::by_path(super::files(results, &plan));
        serde_json::from_slice(&files[&format!("figures/{id}/{id}.json")]).unwrap()
    })
}

/// The sample as a survey that only has questions.
fn without_dimensions() -> (Results, Plan) {
    let (mut results, mut plan) = (sample::tested(), sample::plan());
    plan.registry.editions.values_mut().for_each(|edition| edition.instrument.dimensions.clear());
    let item = |subject: &Subject| subject.subject_type == SubjectType::Item;
    results.estimates.retain(|row| item(&row.subject));
    results.symmetry.retain(|row| item(&row.subject));
    results.contrasts.retain(|row| item(&row.subject));
    results.ranges.retain(|row| item(&row.subject));
    // The changes of a pair, after those of satisfaction.
    let pair = |row: &TrendRow| TrendRow { subject: Subject::item("reclamations"), ..row.clone() };
    let pairs: Vec<TrendRow> =
        results.trends.iter().filter(|row| &*row.subject.id == "facilitation").map(pair).collect();
    results.trends.retain(|row| item(&row.subject));
    results.trends.extend(pairs);
    results.composites.clear();
    (results, plan)
}

/// The same, where satisfaction is not estimated, or is not asked at all.
fn without_estimate(asked: &[&str]) -> (Results, Plan) {
    let (mut results, mut plan) = without_dimensions();
    let dropped = |id: &str| SATISFACTION.contains(&id) && !asked.contains(&id);
    for edition in plan.registry.editions.values_mut() {
        edition.instrument.client.retain(|item| !dropped(item.as_str()));
        edition.instrument.employee.retain(|item| !dropped(item.as_str()));
    }
    results.estimates.retain(|row| !dropped(&row.subject.id));
    results.trends.retain(|row| !dropped(&row.subject.id));
    results.contrasts.retain(|row| row.contrast != Contrast::Overestimation);
    (results, plan)
}

/// Where everything rests on too few answers.
pub(super) fn hidden() -> Results {
    let mut results = sample::tested();
    results.estimates.iter_mut().for_each(|row| row.status = Status::Suppressed);
    results.symmetry.iter_mut().for_each(|row| row.status = Status::Suppressed);
    results.contrasts.iter_mut().for_each(|row| row.status = Status::Suppressed);
    results.composites.iter_mut().for_each(|row| row.status = Status::Suppressed);
    results.trends.iter_mut().for_each(|row| row.status = Status::Suppressed);
    results.ranges.iter_mut().for_each(|row| row.status = Status::Suppressed);
    results
}

fn one_sector() -> (Results, Plan) {
    let (mut results, mut plan) = (sample::tested(), sample::plan());
    let kept = |sector: &SectorId| ["banque", "all", "mean_of_sectors"].contains(&sector.as_str());
    plan.registry.editions.values_mut().for_each(|edition| edition.sectors.retain(kept));
    results.estimates.retain(|row| kept(&row.sector));
    results.symmetry.retain(|row| kept(&row.sector));
    results.contrasts.retain(|row| kept(&row.sector));
    results.composites.retain(|row| kept(&row.sector));
    results.trends.retain(|row| kept(&row.sector));
    results.ranges.retain(|row| kept(&row.sector));
    (results, plan)
}

/// No table stops after its header, and no heading of a sector page stands above nothing.
fn nothing_is_empty(pages: &BTreeMap<String, String>, what: &str) {
    for (path, page) in pages.iter().filter(|(path, _)| *path != "validation.md") {
        let lines: Vec<&str> = page.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1).copied().unwrap_or_default();
            assert!(!line.starts_with("|---") || next.starts_with('|'), "{what}, {path}: {}", lines[at - 1]);
        }
        let mut headings = page.split("\n## ").skip(1);
        assert!(headings.all(|section| section.lines().skip(1).any(|line| !line.is_empty())), "{what}, {path}");
    }
}

#[test]
fn an_edition_without_dimensions_has_no_empty_table() {
    let surveys = [
        ("questions", without_dimensions()),
        ("clients’ satisfaction", without_estimate(&SATISFACTION[..1])),
        ("no satisfaction", without_estimate(&[])),
    ];
    for (what, (results, plan)) in surveys {
        for pages in told(&results, &plan) {
            nothing_is_empty(&pages, what);
        }
    }
}

/// Their questions were asked and published: nothing is masked.
#[test]
fn without_dimensions_the_bases_are_those_of_the_questions() {
    let (results, plan) = without_dimensions();
    for (pages, heads) in told(&results, &plan).iter().zip([
        ["### Effectifs par secteur", "### Précision par référence", "2 056", "1 104", "sur une question"],
        ["### Sample sizes by sector", "### Precision by reference", "2,056", "1,104", "on a question"],
    ]) {
        let [sizes, precision, clients, employees, question] = heads;
        let sizes = below(&pages["report.md"], sizes);
        let bases = rows(sizes);
        assert_eq!(bases[0].1[1..3], [clients, employees], "{sizes}");
        assert!(sizes.contains(question), "{sizes}");
        let masked = bases.iter().filter(|(_, cells)| cells.contains(&"[masq]")).count();
        assert_eq!(masked, 1, "tourisme alone: {sizes}");
        // All, clients, employees, managers, and the smallest sector.
        assert_eq!(rows(below(&pages["report.md"], precision)).len(), 5);
        assert!(!section(&pages["report.md"], "12").contains("dont [masq]"));
    }
    // Without any pair, nobody knows who answered on both sides.
    let (mut results, plan) = without_dimensions();
    results.symmetry.clear();
    for (pages, words) in told(&results, &plan).iter().zip(["répondu des deux côtés", "answered on both sides"]) {
        for page in ["report.md", "caveats.md"] {
            assert!(!pages[page].contains(&format!("[nd] {words}")) && !pages[page].contains(words), "{page}");
        }
    }
}

#[test]
fn without_dimensions_the_managers_are_compared_on_questions() {
    let (mut results, plan) = without_dimensions();
    let [few, none] = [
        ["nombre de managers interrogés ne permet", "Too few managers were"],
        ["Aucune comparaison des managers", "No comparison of managers"],
    ];
    for ((pages, few), head) in told(&results, &plan).iter().zip(few).zip(["Managers (%)", "Managers (%)"]) {
        let managers = section(&pages["report.md"], "8");
        let compared = rows(managers).iter().filter(|(header, _)| header[0] == "Question" && header[1] == head).count();
        assert!(compared == 8 && !managers.contains(few), "{managers}");
    }
    results.contrasts.retain(|row| row.contrast != Contrast::ManagerGap);
    for (pages, [few, none]) in told(&results, &plan).iter().zip([[few[0], none[0]], [few[1], none[1]]]) {
        let managers = section(&pages["report.md"], "8");
        assert!(managers.contains(none) && !managers.contains(few), "{managers}");
    }
}

#[test]
fn without_dimensions_a_sector_page_says_where_its_figures_are() {
    let (results, plan) = without_dimensions();
    for (pages, [nothing, before, gaps, changes]) in told(&results, &plan).iter().zip([
        [
            "Aucune comparaison des deux côtés",
            "Aucune édition antérieure",
            "`tables/symmetry.csv`",
            "`tables/trends.csv`",
        ],
        ["No comparison of the two sides", "No earlier edition", "`tables/symmetry.csv`", "`tables/trends.csv`"],
    ]) {
        let page = &pages["sectors/banque.md"];
        assert!(!page.contains(nothing) && !page.contains(before), "{page}");
        assert!(page.contains(gaps) && page.contains(changes), "{page}");
        // Of a sector that no earlier edition has, it is true.
        assert!(pages["sectors/sante.md"].contains(before));
    }
}

#[test]
fn without_dimensions_the_changes_are_those_of_the_questions() {
    let (results, plan) = without_dimensions();
    for (pages, nothing) in told(&results, &plan).iter().zip(["Aucun chiffre n’est comparable", "No figure is"]) {
        let changes = section(&pages["report.md"], "10");
        let names = ["Dimension ou question", "Dimension or question"];
        let followed = rows(changes).iter().filter(|(header, _)| names.contains(&header[0])).count();
        assert_eq!(followed, 3, "two satisfactions and a pair: {changes}");
        assert!(!changes.contains(nothing));
    }
}

#[test]
fn a_satisfaction_that_one_side_alone_is_asked_is_a_key_figure() {
    let (results, plan) = without_estimate(&SATISFACTION[..1]);
    for (pages, unit) in told(&results, &plan).iter().zip([" %", "%"]) {
        let figures = rows(section(&pages["report.md"], "2"));
        assert_eq!(figures.len(), 1);
        assert!(figures[0].1[1].ends_with(unit) && figures[0].1[3].contains(" clients"), "{figures:?}");
    }
    let (results, plan) = without_estimate(&[]);
    for (pages, words) in told(&results, &plan).iter().zip(["n’a pas de chiffre clé", "has no key figure"]) {
        let section = section(&pages["report.md"], "2");
        assert!(section.contains(words) && !section.contains('|'), "{section}");
    }
}

/// An edition without replicates has no interval of a range: there is no column for it.
#[test]
fn ranges_without_replicates_have_no_interval() {
    let (mut results, plan) = without_dimensions();
    for (pages, column) in told(&results, &plan).iter().zip(["Intervalle central", "of the replicates"]) {
        assert!(section(&pages["report.md"], "8").contains(column));
    }
    results.ranges.iter_mut().for_each(|row| (row.range_low, row.range_high) = (None, None));
    for (pages, column) in told(&results, &plan).iter().zip(["réplications", "replicates"]) {
        let managers = section(&pages["report.md"], "8");
        assert!(!managers.contains(column) && !managers.contains("[nd]"), "{managers}");
        assert!(rows(managers).iter().any(|(header, cells)| header.len() == 8 && header.len() == cells.len()));
    }
}

#[test]
fn a_subtitle_does_not_print_the_mark_of_a_missing_base() {
    let (results, plan) = without_dimensions();
    let mut sectors = sample::tested();
    let national = |sector: &SectorId| ["all", "mean_of_sectors"].contains(&sector.as_str());
    sectors.contrasts.iter_mut().filter(|row| !national(&row.sector)).for_each(|row| row.status = Status::Suppressed);
    for (id, results, plan) in
        [("F01", &results, &plan), ("F08", &sectors, &sample::plan()), ("F04", &hidden(), &sample::plan())]
    {
        for figure in figure(results, plan, id) {
            let subtitle = figure["subtitle"].as_str().unwrap();
            assert!(!subtitle.contains('['), "{subtitle}");
            assert_eq!(subtitle.contains("056"), id != "F04", "{subtitle}");
        }
    }
}

#[test]
fn nothing_is_said_of_0_cells_nor_of_0_tests() {
    let (results, plan) = without_dimensions();
    for (pages, words) in told(&results, &plan)
        .iter()
        .zip([["Pour 0", "Avec 0", "fiches secteurs]"], ["For 0", "With 0", "sector pages]"]])
    {
        assert!(!pages["caveats.md"].contains(words[0]) && !pages["caveats.md"].contains(words[1]));
        assert!(!section(&pages["report.md"], "4").contains(words[2]));
    }
}

/// A scale may count one answer as favourable, or three.
#[test]
fn a_favourable_share_counts_no_answers_in_its_name() {
    let labels = crate::national::national();
    for language in LANGUAGES {
        let mut plan = labels.plan.clone();
        plan.publish.language = language;
        for measure in ["top2", "top1"] {
            let label = plan.label("measure", measure);
            assert!(!label.contains(['(', ')']), "{label}");
        }
    }
    for (pages, words) in
        told(&sample::tested(), &sample::plan()).iter().zip(["réponses favorables", "favourable answers"])
    {
        let measurement = pages["report.md"].lines().find(|line| line.starts_with("11. **M")).unwrap();
        assert!(measurement.contains(words) && measurement.contains("section 13"), "{measurement}");
    }
}

#[test]
fn pairs_without_favourable_share_are_not_said_to_be_missing() {
    let mut plan = sample::plan();
    let percentage = Scale::Percentage { dont_know: DontKnow { codes: Vec::new(), labels: Vec::new() } };
    plan.codebook.scales.insert(ScaleId::from("pourcentage"), percentage);
    plan.codebook.items.get_mut(&ItemId::from("sante")).unwrap().scale = ScaleId::from("pourcentage");
    let mut results = sample::tested();
    results
        .symmetry
        .iter_mut()
        .filter(|row| &*row.subject.id == "sante")
        .for_each(|row| row.measure = Measure::MeanGuess);
    let mut others = results.clone();
    others.symmetry.retain(|row| row.subject.subject_type == SubjectType::Dimension || &*row.subject.id == "sante");
    let seven = [
        "Les 7 paires publiées de questions en miroir à part favorable",
        "The 7 published pairs of mirrored questions",
    ];
    let none = ["Aucune paire de questions à part favorable", "No pair of questions scored by favourable share"];
    for (results, words) in [(&results, seven), (&others, none)] {
        for (pages, words) in told(results, &plan).iter().zip(words) {
            let section = section(&pages["report.md"], "5");
            assert!(section.contains(words) && section.contains("`tables/symmetry.csv`"), "{section}");
        }
    }
    for pages in told(&sample::tested(), &sample::plan()) {
        assert!(!section(&pages["report.md"], "5").contains("symmetry.csv"), "no such pair");
    }
}

#[test]
fn a_number_is_not_said_to_be_a_percentage() {
    let mut plan = sample::plan();
    let dont_know = DontKnow { codes: Vec::new(), labels: Vec::new() };
    let scale = Scale::Number(NumberScale { min: -2.5, max: 24.0, dont_know: dont_know.clone() });
    plan.codebook.scales.insert(ScaleId::from("heures"), scale);
    plan.codebook.scales.insert(ScaleId::from("part"), Scale::Percentage { dont_know });
    for (pages, words) in told(&sample::tested(), &plan).iter().zip([
        ["`heures` : un nombre de −2,5 à 24.", "`part` : un pourcentage de 0 à 100."],
        ["`heures`: a number from −2.5 to 24.", "`part`: a percentage from 0 to 100."],
    ]) {
        let questionnaire = section(&pages["report.md"], "13");
        assert!(words.iter().all(|words| questionnaire.contains(words)), "{questionnaire:.600}");
    }
}

#[test]
fn what_cannot_be_said_leaves_out_cells_that_are_not_there() {
    let mut established = sample::tested();
    established.symmetry.iter_mut().for_each(|row| row.class = Some("ASYM_FORTE_CLI".to_owned()));
    let words = ["rien n’est établi, et une", "nothing is established, and a"];
    let (with, without) = (told(&sample::tested(), &sample::plan()), told(&established, &sample::plan()));
    for ((with, without), words) in with.iter().zip(&without).zip(words) {
        assert!(with["report.md"].contains(words) && !without["report.md"].contains(words));
    }
}

#[test]
fn what_is_all_hidden_is_not_counted_nor_called_incomparable() {
    for (pages, words) in told(&hidden(), &sample::plan()).iter().zip([
        ["de 0 dimension", "des 0 cases", "Aucun chiffre n’est comparable", "Aucune évolution entre ces deux éditions"],
        ["of 0 dimension", "of the 0 ", "No figure is comparable", "No change between these two editions"],
    ]) {
        let report = &pages["report.md"];
        assert!(words[..3].iter().all(|words| !report.contains(words)), "{words:?}");
        assert!(section(report, "10").contains(words[3]));
        assert!(!section(report, "2").contains("[masq] %") && !section(report, "2").contains("[masq]%"));
        for number in ["4", "6"] {
            let dimensions = rows(section(report, number));
            let dimensions = dimensions.iter().filter(|(header, _)| header[0] == "Dimension");
            assert!(dimensions.clone().count() > 5 && dimensions.clone().all(|(_, cells)| !cells.contains(&"[nd]")));
        }
    }
}

#[test]
fn a_difference_without_test_is_not_called_not_established() {
    for (pages, [essentials, words, tested]) in told(&sample::results(), &sample::plan()).iter().zip([
        ["\n## 1. ", "la différence n’est pas établie", "n’est pas testée"],
        ["\n## 1. ", "the difference is not established", "is not tested"],
    ]) {
        let essentials = pages["report.md"].split(essentials).nth(1).unwrap().split("\n## ").next().unwrap();
        assert!(!essentials.contains(words), "{essentials}");
        let page = &pages["sectors/banque.md"];
        let said = page.split("\n## ").find(|section| section.contains(tested)).unwrap();
        assert!(!said.contains("n’est pas établie") && !said.contains("not established"), "{said}");
    }
}

#[test]
fn a_sector_alone_has_no_rank_and_no_others() {
    let (results, plan) = one_sector();
    for (pages, words) in told(&results, &plan).iter().zip([
        ["sur 1.", "sur 1 |", "diffère-t-il des autres", "Quel secteur est le premier"],
        ["out of 1.", "of 1 |", "differ from the others", "Which sector is first"],
    ]) {
        let pages = ["sectors/banque.md", "report.md"].map(|path| &pages[path]);
        assert!(words.iter().all(|words| !pages.iter().any(|page| page.contains(words))), "{}", pages[0]);
    }
    let alt = |figure: serde_json::Value| figure["alt"].as_str().unwrap().to_owned();
    let alone = figure(&results, &plan, "F08").map(alt);
    let several = figure(&sample::tested(), &sample::plan(), "F08").map(alt);
    for ((alone, several), words) in alone.iter().zip(&several).zip(["La plus basse", "Lowest"]) {
        assert!(!alone.contains(words) && several.contains(words), "{alone}");
    }
}

#[test]
fn one_of_a_kind_is_singular() {
    let (mut results, plan) = (sample::tested(), sample::plan());
    results
        .symmetry
        .retain(|row| row.subject.subject_type == SubjectType::Dimension || &*row.subject.id == "reclamations");
    let one = |row: &barometer::survey::results::SymmetryRow| {
        (row.sector.as_str(), &*row.subject.id) == ("immobilier", "ecoute")
    };
    let small = |status| if status == Status::SmallBase { Status::Published } else { status };
    for row in results.symmetry.iter_mut() {
        row.status = if one(row) { row.status } else { small(row.status) };
    }
    for (pages, words) in told(&results, &plan).iter().zip([
        [
            "Les 1 ",
            "1 cases",
            "Une seule paire",
            "1 case a une base faible",
            "1 case sur 154 repose",
            "1 paire de questions",
        ],
        [
            "The 1 ",
            "1 cells",
            "A single published pair",
            "1 cell has a small base",
            "1 cell out of 154 rests",
            "1 pair of questions",
        ],
    ]) {
        let (report, caveats) = (&pages["report.md"], &pages["caveats.md"]);
        assert!(words[..2].iter().all(|words| !report.contains(words) && !caveats.contains(words)), "{words:?}");
        let found = [report, report, caveats, report].into_iter().zip(&words[2..]);
        for (page, words) in found {
            assert!(page.contains(words), "{words}");
        }
    }
    let (mut alone, plain) = without_dimensions();
    alone.trends.retain(|row| &*row.subject.id == "satisfaction");
    alone.weighting.iter_mut().for_each(|row| row.iterations = 1);
    for (pages, words) in told(&alone, &plain).iter().zip([
        ["sur la seule que le tableau teste", "1 itération ;"],
        ["of the only one tested in the table", "1 iteration;"],
    ]) {
        assert!(words.iter().all(|words| pages["report.md"].contains(words)), "{words:?}");
    }
    // French has no plural of nothing.
    results.symmetry.iter_mut().for_each(|row| row.status = Status::Published);
    let french = &told(&results, &plan)[usize::from(LANGUAGES[0] != Language::French)]["report.md"];
    assert!(french.contains("Aucune case n’a de base faible, aucune n’est masquée."));
}
