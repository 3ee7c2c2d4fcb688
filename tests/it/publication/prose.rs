//! The pages as a publisher receives them, read back: every number of the prose stands in a table, every strong word has its
//! test, both languages say the same things.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use barometer::plan::Plan;
use barometer::publish;
use barometer::publish::suppression::masked;
use barometer::survey::codebook::Language;
use barometer::survey::ids::{Measure, SectorId, Standing, Statistic, Status, Subject};
use barometer::survey::registry::{Correction, Technical};
use barometer::survey::results::{Results, SymmetryRow, TrendRow};

use super::sample;
use crate::minimal::Minimal;
use crate::national::national;

pub(super) const LANGUAGES: [Language; 2] = [Language::French, Language::English];

/// The Markdown pages of the national run in one language, by path.
pub(super) fn pages(language: Language) -> &'static BTreeMap<String, String> {
    static PAGES: [OnceLock<BTreeMap<String, String>>; 2] = [OnceLock::new(), OnceLock::new()];
    PAGES[usize::from(language == Language::English)].get_or_init(|| {
        let n = national();
        let (mut plan, mut results) = (n.plan.clone(), n.results.clone());
        plan.publish.language = language;
        if language == Language::English {
            // The reasons of the shared run are in French.
            results
                .trends
                .iter_mut()
                .for_each(|row| row.reason = row.reason.as_ref().map(|_| "not comparable".to_owned()));
        }
        render(&results, &plan)
    })
}

pub(super) fn render(results: &Results, plan: &Plan) -> BTreeMap<String, String> {
    let files =
        publish::write(&masked(results.clone()), plan, sample::confidential, &sample::provenance(), &|_| Ok(()))
            .unwrap();
    let pages = files.into_iter().filter(|file| file.path.extension().is_some_and(|e| e == "md"));
    pages.map(|file| (file.path.to_string_lossy().into_owned(), String::from_utf8(file.bytes).unwrap())).collect()
}

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Interval,
    Percent,
    Points,
    Plain,
}

/// The numbers of a text as they are printed, sign and decimals included, with their unit.
fn numbers(text: &str, language: Language) -> Vec<(Kind, String)> {
    let line: Vec<char> = text.chars().collect();
    let (group, point) = if language == Language::French { ('\u{202f}', ',') } else { (',', '.') };
    let at = |i: usize| line.get(i).copied().unwrap_or('\n');
    let digits = |from: usize| line[from.min(line.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let (mut found, mut i) = (Vec::new(), 0);
    while i < line.len() {
        if at(i) == '[' && (at(i + 1) == '−' || at(i + 1).is_ascii_digit()) {
            let end = line[i..].iter().position(|c| *c == ']').map_or(line.len(), |n| i + n + 1);
            found.push((Kind::Interval, line[i..end].iter().collect()));
            i = end;
            continue;
        }
        let before = if i == 0 { ' ' } else { at(i - 1) };
        let signed = ['+', '−'].contains(&at(i)) && at(i + 1).is_ascii_digit() && !before.is_alphanumeric();
        let starts =
            at(i).is_ascii_digit() && !before.is_alphanumeric() && !['.', ',', '_', '–', '-', group].contains(&before);
        if !signed && !starts {
            i += 1;
            continue;
        }
        let mut end = i + usize::from(signed);
        end += digits(end);
        while at(end) == group && digits(end + 1) == 3 {
            end += 4;
        }
        if at(end) == point && at(end + 1).is_ascii_digit() {
            end += 1 + digits(end + 1);
        }
        let space = usize::from(['\u{202f}', '\u{a0}', ' '].contains(&at(end)));
        let unit: String = line[(end + space).min(line.len())..].iter().take(2).collect();
        let kind = if unit.starts_with('%') {
            Kind::Percent
        } else if unit == "pt" {
            Kind::Points
        } else {
            Kind::Plain
        };
        if !at(end).is_alphabetic() {
            found.push((kind, line[i..end].iter().collect()));
        }
        i = end;
    }
    found
}

/// The rows of the tables of a page, each with the header of its table; headers are no rows.
pub(super) fn rows(page: &str) -> Vec<(Vec<&str>, Vec<&str>)> {
    let (mut header, mut rows): (Option<Vec<&str>>, _) = (None, Vec::new());
    for line in page.lines() {
        if !line.starts_with('|') {
            header = None;
            continue;
        }
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let header = header.get_or_insert_with(|| cells.clone()).clone();
        if !line.starts_with("|---") && cells != header {
            rows.push((header, cells));
        }
    }
    rows
}

/// Every number that the tables of a page display, as a reader may quote it.
fn displayed(page: &str, language: Language) -> BTreeSet<(Kind, String)> {
    let mut all = BTreeSet::new();
    for (header, cells) in rows(page) {
        let heads = header.iter().map(|head| (&"", *head));
        for (head, cell) in header.iter().zip(cells).chain(heads) {
            for (kind, number) in numbers(cell, language) {
                // A column headed « (%) » holds percentages; a signed number of the map is in points.
                if head.contains('%') {
                    all.insert((Kind::Percent, number.clone()));
                }
                if number.starts_with(['+', '−', '0']) {
                    all.insert((Kind::Points, number.clone()));
                }
                all.insert((Kind::Plain, number.clone()));
                all.insert((kind, number));
            }
        }
    }
    all
}

/// The lines of a page that are neither a table nor a heading, without code, links and numbers of lists, sections, figures.
fn prose(page: &str) -> Vec<String> {
    let lines = page.lines().filter(|line| !line.starts_with('|') && !line.starts_with('#'));
    lines.map(plain).filter(|line| !line.trim().is_empty()).collect()
}

fn plain(line: &str) -> String {
    let mut text: String = line.split('`').step_by(2).collect();
    while let Some((from, length)) = text.find("](").and_then(|at| Some((at + 1, text[at + 1..].find(')')? + 1))) {
        text.replace_range(from..from + length, "");
    }
    let item = text.trim_start();
    let numbered =
        item.find(". ").filter(|end| !item[..*end].is_empty() && item[..*end].bytes().all(|b| b.is_ascii_digit()));
    let mut text = numbered.map_or(text.clone(), |end| item[end + 2..].to_owned());
    for word in ["Section ", "section ", "Section\u{a0}", "section\u{a0}"] {
        while let Some(at) = text.find(word) {
            let digits = text[at + word.len()..].bytes().take_while(u8::is_ascii_digit).count();
            text.replace_range(at..at + word.len() + digits, "");
        }
    }
    text
}

/// Numbers that are no results: thresholds of the configuration, and constants of the method.
fn constants(plan: &Plan, language: Language) -> BTreeSet<String> {
    let write = publish::number::Numbers::new(language);
    let rules = &plan.rules;
    let edition = &plan.registry.editions["2023"];
    let population = plan.waves.last().unwrap().margins.population_total;
    let mut all: BTreeSet<String> = [
        rules.delta_points,
        rules.level_cut_percent,
        rules.suppress_below,
        rules.small_base_below,
        rules.small_base_below - 1.0,
        100.0 * rules.confidence,
        100.0 * rules.false_discovery_rate,
        edition.instrument.client.len() as f64,
        edition.instrument.employee.len() as f64,
        plan.replicate.replicates as f64,
        1000.0,     // from here on the topline has a decimal
        80.0,       // power of the smallest change that could be shown
        100.0,      // 100 − |gap|
        0.0,        // the interval excludes 0
        1.0,        // starting weights are 1; a bootstrap that loses more than 1 % stops
        50.0,       // Newton iterations at most
        10.0,       // 10⁻¹⁰
        population, // of the margins
    ]
    .into_iter()
    .map(|constant| write.decimal(constant, 0))
    .collect();
    all.insert(sample::provenance().seed.to_string());
    // Changes that the table of section 10 prints: no table counts them.
    all.insert(write.decimal(printed_changes() as f64, 0));
    // Numbers in the words of the registry and of the margins are the configuration's own.
    let mut words: Vec<String> =
        plan.registry.breaks.iter().map(|b| b.reason.in_language(language).to_owned()).collect();
    words.push(plan.waves.last().unwrap().margins.source.in_language(language).to_owned());
    for edition in plan.registry.editions.values() {
        words.extend(edition.assumed.iter().map(|fact| fact.in_language(language).to_owned()));
    }
    let items = plan.codebook.items.values().flat_map(|item| [&item.client, &item.employee]).flatten();
    words.extend(items.map(|text| text.in_language(language).to_owned()));
    all.extend(words.iter().flat_map(|text| numbers(text, language)).map(|(_, number)| number));
    all
}

/// The national changes up to the newest edition that section 10 prints with a number.
pub(super) fn printed_changes() -> usize {
    let n = national();
    let declared = &n.plan.codebook.contrasts.overestimation;
    let items: Vec<&str> = declared.iter().flat_map(|d| [d.real.as_str(), d.estimate.as_str()]).collect();
    let dimensions = &n.plan.registry.editions["2023"].instrument.dimensions;
    let printed = |row: &&TrendRow| {
        let id = &*row.subject.id;
        let subject = items.contains(&id) || dimensions.iter().any(|dimension| dimension.as_str() == id);
        let measure = [Measure::Top2, Measure::MeanGuess].contains(&row.measure);
        subject && row.statistic != Statistic::Level && measure && row.change.is_some()
    };
    let national =
        n.results.trends.iter().filter(|row| row.sector.is_all() && row.edition_to.edition.as_str() == "2023");
    national.filter(printed).count()
}

#[test]
fn every_number_in_the_prose_is_displayed_in_a_table() {
    let mut compared = 0;
    for language in LANGUAGES {
        let constants = constants(&national().plan, language);
        let report = displayed(&pages(language)["report.md"], language);
        for (path, page) in pages(language) {
            let own = displayed(page, language);
            for line in prose(page) {
                for (kind, number) in numbers(&line, language) {
                    compared += 1;
                    let shown = own.contains(&(kind, number.clone())) || report.contains(&(kind, number.clone()));
                    assert!(shown || constants.contains(&number), "{path}: {kind:?} {number} in no table: {line}");
                }
            }
        }
    }
    assert!(compared > 2000, "{compared} numbers read");
}

#[test]
fn the_numbers_of_a_text_are_read_as_they_are_printed() {
    let french =
        "52\u{202f}% des clients, +2\u{202f}pts, IC [−1\u{202f};\u{a0}5], 2\u{202f}037 personnes, 12,5 et F08, 1er";
    let expected = [
        (Kind::Percent, "52"),
        (Kind::Points, "+2"),
        (Kind::Interval, "[−1\u{202f};\u{a0}5]"),
        (Kind::Plain, "2\u{202f}037"),
        (Kind::Plain, "12,5"),
    ];
    assert_eq!(numbers(french, Language::French), expected.map(|(kind, text)| (kind, text.to_owned())));
    let english = "52% of clients, −2\u{202f}pts, CI [−1, 5], 2,037 persons, 12.5";
    let expected = [
        (Kind::Percent, "52"),
        (Kind::Points, "−2"),
        (Kind::Interval, "[−1, 5]"),
        (Kind::Plain, "2,037"),
        (Kind::Plain, "12.5"),
    ];
    assert_eq!(numbers(english, Language::English), expected.map(|(kind, text)| (kind, text.to_owned())));
}

/// The words of a page that claim something about a cell, by the strength that allows them.
fn claims(language: Language) -> [(&'static str, &'static str); 4] {
    match language {
        Language::French => [
            ("strong", "nettement"),
            ("established", "plus favorables que"),
            ("tentative", "semblent plus favorables que"),
            ("comparable", "comparables, à ±"),
        ],
        Language::English => [
            ("strong", "markedly"),
            ("established", "more favourable than"),
            ("tentative", "seem more favourable than"),
            ("comparable", "comparable, to within ±"),
        ],
    }
}

/// How strongly a class allows its cell to be worded.
fn strength(class: &str) -> &'static str {
    match class {
        "ASYM_FORTE_CLI" | "ASYM_FORTE_COL" => "strong",
        "ASYM_CLI" | "ASYM_COL" => "established",
        "SYM_POS" | "SYM_NEG" | "SYM_MED" => "comparable",
        "IND_CONF" => "tentative",
        _ => "open",
    }
}

/// The gaps of a page by the name that its sentences give them: those of a sector, or the national dimensions and pairs.
fn cells(path: &str, language: Language) -> BTreeMap<String, &'static SymmetryRow> {
    let n = national();
    let sector = path.strip_prefix("sectors/").map_or("all", |file| file.trim_end_matches(".md"));
    let rows = n.results.symmetry.iter().filter(|row| {
        row.edition.edition.as_str() == "2023" && row.sector.as_str() == sector && row.measure == Measure::Top2
    });
    let mut named = BTreeMap::new();
    for row in rows {
        let id = &*row.subject.id;
        let dimension = n.plan.codebook.dimensions.get(id).filter(|_| row.subject == Subject::dimension(id));
        let name = match (dimension, n.plan.codebook.pairs.get(id)) {
            (Some(dimension), _) => dimension.name.in_language(language).to_owned(),
            (None, Some(pair)) => pair.name.in_language(language).to_lowercase(),
            (None, None) => continue,
        };
        let typed = publish::typography::typeset(&name, language);
        named.insert(typed, row);
    }
    named
}

/// The name that a sentence of findings opens with: « - **Confiance : … », « - Confiance : … », « … « confiance » : … ».
fn opening(line: &str) -> Option<String> {
    let text = line.strip_prefix("- ")?.trim_start_matches("**");
    if let Some((_, rest)) = text.split_once(['«', '“']) {
        let name = rest.split(['»', '”']).next()?;
        return Some(name.trim_matches(['\u{202f}', ' ']).to_lowercase());
    }
    Some(text.split_once(':')?.0.trim_end_matches(['\u{a0}', ' ']).to_owned())
}

#[test]
fn no_word_is_stronger_than_the_class_of_its_cell() {
    let mut seen = BTreeMap::new();
    for language in LANGUAGES {
        for (path, page) in pages(language) {
            let cells = cells(path, language);
            for line in
                prose(page).iter().filter(|line| !line.starts_with("- **Sur ") && !line.starts_with("- **Out of "))
            {
                let Some((said, _)) = claims(language).into_iter().rev().find(|(_, words)| line.contains(words)) else {
                    continue;
                };
                // Managers have a test of their own and no class.
                if line.contains("autres collaborateurs") || line.contains("other employees") {
                    assert_eq!(said, "established", "{path}: {line}");
                    continue;
                }
                let name = opening(line).unwrap_or_else(|| panic!("{path}: a claim about nothing: {line}"));
                let row = cells.get(&name).unwrap_or_else(|| panic!("{path}: `{name}` is no cell of the page: {line}"));
                let said = if line.contains(claims(language)[0].1) { "strong" } else { said };
                assert_eq!(said, strength(row.class.as_deref().unwrap()), "{path}: {line}");
                assert!(said != "tentative" || path.starts_with("sectors/"), "{path}: not in a headline: {line}");
                if ["strong", "established"].contains(&said) {
                    let clients = line.contains("les clients sont") || line.contains("clients are ");
                    assert_eq!(clients, row.gap.unwrap() < 0.0, "{path}: the wrong way round: {line}");
                }
                *seen.entry(said).or_insert(0) += 1;
            }
        }
    }
    assert!(
        seen["strong"] > 20 && seen["established"] > 20 && seen["tentative"] > 20 && seen["comparable"] >= 2,
        "{seen:?}"
    );
}

#[test]
fn words_that_no_test_allows_are_nowhere_in_the_prose() {
    for (language, words) in [
        (Language::French, ["exactement", "identique", "globalement", "similaire", "un Français sur"]),
        (Language::English, ["exactly", "identical", "overall", "similar", "one in two"]),
    ] {
        for (path, page) in pages(language) {
            for line in prose(page) {
                assert!(!words.iter().any(|word| line.contains(word)), "{path}: {line}");
            }
        }
    }
}

#[test]
fn the_first_page_has_five_to_eight_findings_whose_tests_passed() {
    for (language, start, end) in [
        (Language::French, "\n## 1. ", "\n> **Ce qu’on ne peut pas dire"),
        (Language::English, "\n## 1. ", "\n> **What cannot"),
    ] {
        let report = &pages(language)["report.md"];
        let section = report.split(start).nth(1).unwrap().split(end).next().unwrap();
        let findings: Vec<&str> = section.lines().filter(|line| line.starts_with("- ")).collect();
        assert!((5..=8).contains(&findings.len()), "{section}");
        for finding in findings {
            assert!(!finding.contains("[bf]"), "a small base makes no headline: {finding}");
            let established = ["n’est pas établie", "is not established"].iter().any(|words| finding.contains(words));
            assert!(established || !finding.contains("[ns]"), "{finding}");
        }
        let box_ = report.split(end).nth(1).unwrap().split("\n## 2. ").next().unwrap();
        assert!(box_.lines().filter(|line| line.starts_with("> - ")).count() >= 3, "{box_}");
    }
}

#[test]
fn every_sector_and_dimension_stands_in_every_matrix_with_its_value_or_a_mark() {
    let n = national();
    let edition = &n.plan.registry.editions["2023"];
    for language in LANGUAGES {
        let numbers = publish::number::Numbers::new(language);
        let report = &pages(language)["report.md"];
        let section = report.split("\n## 3. ").nth(1).unwrap().split("\n## 4. ").next().unwrap();
        let all = rows(section);
        for sector in &edition.sectors {
            let name =
                publish::typography::typeset(n.plan.codebook.sectors[sector].name.in_language(language), language);
            let own: Vec<_> = all.iter().filter(|(_, cells)| cells[0] == name).collect();
            assert_eq!(own.len(), 2, "{name}: gaps and levels");
            for (matrix, (header, cells)) in own.into_iter().enumerate() {
                assert_eq!(cells.len(), edition.instrument.dimensions.len() + 1, "{name}");
                for dimension in &edition.instrument.dimensions {
                    let head = publish::typography::typeset(
                        n.plan.codebook.dimensions[dimension].name.in_language(language),
                        language,
                    );
                    let column = header.iter().position(|cell| *cell == head).unwrap_or_else(|| panic!("{head}"));
                    let row = gap(sector, dimension.as_str());
                    let expected = match (matrix, row.gap, row.level) {
                        (0, Some(gap), _) => numbers.signed(gap, 0),
                        (1, _, Some(level)) => numbers.share(level, 0),
                        _ => "[masq]".to_owned(),
                    };
                    let printed = cells[column].replace("**", "");
                    let printed = printed.split(['\u{a0}', ' ']).next().unwrap();
                    assert_eq!(printed, expected, "{name}, {head}");
                    let small = row.status == Status::SmallBase;
                    assert_eq!(cells[column].contains("[bf]"), small, "{name}, {head}: {}", cells[column]);
                }
            }
            let page = &pages(language)[&format!("sectors/{sector}.md")];
            for dimension in &edition.instrument.dimensions {
                let head = publish::typography::typeset(
                    n.plan.codebook.dimensions[dimension].name.in_language(language),
                    language,
                );
                assert!(
                    rows(page).iter().any(|(_, cells)| cells[0] == head && cells.iter().all(|cell| !cell.is_empty()))
                );
            }
        }
    }
}

fn gap(sector: &SectorId, dimension: &str) -> &'static SymmetryRow {
    let found = national().results.symmetry.iter().find(|row| {
        row.edition.edition.as_str() == "2023"
            && row.sector == *sector
            && row.subject == Subject::dimension(dimension)
            && row.measure == Measure::Top2
    });
    found.unwrap()
}

#[test]
fn a_printed_gap_is_what_a_reader_finds_or_says_why_not() {
    let mut compared = 0;
    for language in LANGUAGES {
        for (path, page) in pages(language) {
            for (header, cells) in rows(page) {
                let column = |names: &[&str]| header.iter().position(|head| names.contains(head));
                let left =
                    column(&["Collaborateurs (%)", "Collab. (%)", "Employees (%)", "Estimation (%)", "Estimate (%)"]);
                let right = column(&["Clients (%)"]);
                let gap = column(&["Écart", "Gap", "Surestimation", "Over-estimation"]);
                let (Some(left), Some(right), Some(gap)) = (left, right, gap) else { continue };
                let first = |at: usize| numbers(cells[at], language).first().map(|(_, number)| value(number));
                let (Some(left), Some(right), Some(printed)) = (first(left), first(right), first(gap)) else {
                    continue;
                };
                let off = (left - right - printed).abs();
                assert!(off <= 1, "{path}: {cells:?}");
                assert_eq!(off == 1, cells[gap].contains("[a]"), "{path}: {cells:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 400, "{compared} gaps read");
}

fn value(number: &str) -> i64 {
    number.replace('−', "-").replace(['+', '\u{202f}', ','], "").parse().unwrap()
}

#[test]
fn no_change_is_printed_across_a_break() {
    let mut plan = sample::plan();
    plan.waves.retain(|wave| ["2016", "2021"].contains(&wave.edition.as_str()));
    for language in LANGUAGES {
        plan.publish.language = language;
        let pages = render(&sample::tested(), &plan);
        let report =
            pages["report.md"].split("\n## 10. ").nth(1).unwrap().split("\n## 11. ").next().unwrap().to_owned();
        let mut sections = pages["sectors/banque.md"].split("\n## ");
        let sector = sections.find(|s| s.starts_with("Évolution") || s.starts_with("Change")).unwrap().to_owned();
        let table: Vec<_> = rows(&report).into_iter().filter(|(header, _)| header.contains(&"Clients")).collect();
        assert!(table.len() >= 10, "{report}");
        for (_, cells) in table {
            assert!(cells[1..].iter().all(|cell| ["[rupt]", "[so]"].contains(cell)), "{cells:?}");
        }
        assert!(report.contains("[rupt]\u{a0}:") || report.contains("[rupt]:"), "{report}");
        for section in [report, sector] {
            assert!(!section.contains(['▲', '▼']), "{section}");
            let in_points =
                |cell: &str| cell.split(|c: char| !c.is_alphabetic()).any(|word| word == "pt" || word == "pts");
            assert!(rows(&section).iter().all(|(_, cells)| !cells.iter().any(|cell| in_points(cell))), "{section}");
        }
    }
}

#[test]
fn two_renderings_give_the_same_bytes_in_both_languages() {
    let mut plan = sample::plan();
    for language in LANGUAGES {
        plan.publish.language = language;
        let all = || {
            publish::write(&masked(sample::tested()), &plan, sample::confidential, &sample::provenance(), &|_| Ok(()))
                .unwrap()
        };
        assert_eq!(all(), all());
    }
}

#[test]
fn english_pages_are_english() {
    let plan = &national().plan;
    // Names that are French in both languages.
    let publisher = &plan.registry.barometer.publisher;
    let mut french: Vec<String> = plan
        .waves
        .iter()
        .flat_map(|wave| &wave.margins.variables)
        .flat_map(|v| &v.categories)
        .map(|c| c.name.en.clone())
        .collect();
    french.push(publisher.clone());
    for (path, page) in pages(Language::English) {
        for raw in page.lines() {
            let mut line = plain(raw);
            french.iter().for_each(|name| line = line.replace(name.as_str(), ""));
            assert!(!line.contains(['«', '»', 'é', 'è', 'ê', 'à', 'ç', '\'']), "{path}: {line}");
            assert!(!line.contains("\u{202f}%") && !raw.contains("\u{a0}:") && !raw.contains(" :"), "{path}: {line}");
            let words = line.split(|c: char| !c.is_alphabetic());
            let odd =
                words.into_iter().find(|word| ["les", "des", "est", "pour", "sur", "IC", "une", "dans"].contains(word));
            assert!(odd.is_none(), "{path}: {odd:?} in {line}");
            for (kind, number) in
                numbers(&line, Language::French).into_iter().filter(|(kind, _)| *kind != Kind::Interval)
            {
                let decimal = number.split_once(',').is_some_and(|(_, fraction)| fraction.len() != 3);
                assert!(!decimal, "{path}: {kind:?} {number} in {line}");
            }
        }
    }
    // The same pages hold the same sections.
    for (path, page) in pages(Language::French) {
        let count = |page: &str| page.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(count(page), count(&pages(Language::English)[path]), "{path}");
    }
}

#[test]
fn templates_of_both_languages_hold_the_same_slots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/report");
    let slots = |name: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let parts = text.split('{').skip(1).filter(|part| part.starts_with(['{', '%']));
        // What is between quotes is words.
        let slot = |part: &str| part.split(['}']).next().unwrap().split('"').step_by(2).collect::<Vec<_>>().join("…");
        parts.map(|part| slot(part).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    for name in ["report", "sector", "method", "caveats", "validation", "macros", "citation", "source"] {
        let [french, english] = [slots(&format!("{name}.fr.md.j2")), slots(&format!("{name}.en.md.j2"))];
        assert!(!french.is_empty());
        let odd: Vec<_> = french.symmetric_difference(&english).collect();
        assert!(odd.is_empty(), "{name}: {odd:?}");
    }
    let names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    for name in names.iter().filter(|name| name.ends_with(".fr.md.j2")) {
        assert!(names.contains(&name.replace(".fr.", ".en.")), "{name} has no English twin");
    }
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    for language in LANGUAGES {
        let n = national();
        let plan =
            Plan { publish: barometer::plan::PublishOptions { language, ..n.plan.publish.clone() }, ..n.plan.clone() };
        let files =
            publish::write(&masked(n.results.clone()), &plan, sample::confidential, &sample::provenance(), &|_| Ok(()))
                .unwrap();
        let mut known: BTreeSet<String> = files.iter().map(|file| file.path.to_string_lossy().into_owned()).collect();
        known.insert("validation.md".to_owned());
        for (path, page) in pages(language) {
            let anchors: BTreeSet<String> = page.lines().filter(|line| line.starts_with('#')).map(anchor).collect();
            for target in page.split("](").skip(1).map(|part| part.split(')').next().unwrap()) {
                if let Some(wanted) = target.strip_prefix('#') {
                    assert!(anchors.contains(wanted), "{path}: #{wanted} in {anchors:?}");
                } else {
                    let file = target.trim_start_matches("../").split('#').next().unwrap();
                    assert!(known.contains(file), "{path} links to {target}");
                }
            }
        }
    }
}

/// The anchor of a heading, as Markdown readers make it.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A registry that says everything of the newest edition of the sample.
fn told(plan: &mut Plan) {
    let text = |words: &str| Some(sample::text(words));
    let edition = plan.registry.editions.get_mut("2023").unwrap();
    edition.institute = Some("Institut d’essai".to_owned());
    edition.technical = Technical {
        number: Some(8),
        published: chrono::NaiveDate::from_ymd_opt(2023, 3, 1),
        version: Some("1.1".to_owned()),
        standing: Some(Standing::Provisional),
        sponsor: text("un commanditaire"),
        partners: text("des partenaires"),
        funder: text("un financeur"),
        population: text("des résidents"),
        clients: text("des clients"),
        employees: text("des collaborateurs"),
        frame: text("une base de sondage"),
        recruitment: text("un recrutement"),
        incentive: text("une gratification"),
        median_minutes: Some(11.4),
        selection: text("un tirage"),
        quotas: text("des quotas"),
        response_rate_percent: Some(12.34),
        cleaning: text("des exclusions"),
        limits: text("des limites"),
        standard: text("une norme"),
        contact: text("un contact"),
        consultation: text("une consultation"),
    };
    plan.registry.barometer.address = Some("https://exemple.fr".to_owned());
    plan.registry.corrections = vec![Correction {
        edition: barometer::survey::ids::EditionId::from("2023"),
        date: chrono::NaiveDate::from_ymd_opt(2023, 4, 3).unwrap(),
        version: Some("1.2".to_owned()),
        sectors: Some(vec![SectorId::from("banque")]),
        dimensions: Some(vec![barometer::survey::ids::DimensionId::from("confiance")]),
        text: sample::text("Un chiffre était faux"),
    }];
}

fn sheet(report: &str) -> String {
    report.split("\n## 12. ").nth(1).unwrap().split("\n### ").next().unwrap().to_owned()
}

#[test]
fn the_fiche_technique_has_its_sixteen_headings_and_says_what_it_does_not_know() {
    let mut plan = sample::plan();
    let bare = sheet(&render(&sample::tested(), &plan)["report.md"]);
    for number in 1..=16 {
        assert!(bare.contains(&format!("\n{number}. **")), "{number}: {bare}");
    }
    let unknown = |sheet: &str| sheet.matches("non renseigné").count();
    assert!(unknown(&bare) >= 20, "{bare}");
    told(&mut plan);
    let full = sheet(&render(&sample::tested(), &plan)["report.md"]);
    // What is left is the panel: the sample has none.
    assert_eq!(unknown(&full), 1, "{full}");
    let words = [
        "8e",
        "1er\u{a0}mars\u{a0}2023",
        "1.2",
        "provisoire",
        "un commanditaire",
        "des partenaires",
        "un financeur",
        "Des résidents",
        "des clients",
        "des collaborateurs",
        "une base de sondage",
        "un recrutement",
        "une gratification",
        "11 min",
        "Un tirage",
        "des quotas",
        "12,3\u{202f}%",
        "des exclusions",
        "es limites",
        "une norme",
        "un contact",
        "une consultation",
        "Institut d’essai",
    ];
    for word in words {
        assert!(full.contains(word), "{word} in {full}");
    }
}

#[test]
fn a_correction_marks_its_cells_and_a_provisional_edition_its_titles() {
    let mut plan = sample::plan();
    let before = render(&sample::tested(), &plan);
    assert!(before.values().all(|page| !page.contains("[r]") && !page.contains("[p]")));
    told(&mut plan);
    let pages = render(&sample::tested(), &plan);
    let report = &pages["report.md"];
    let map = report.split("\n## 3. ").nth(1).unwrap().split("\n## 4. ").next().unwrap();
    let marked =
        |page: &str| rows(page).iter().flat_map(|(_, cells)| cells.clone()).filter(|cell| cell.contains("[r]")).count();
    assert_eq!(marked(map), 2, "one gap and its level: {map}");
    assert!(map.contains("[r]\u{a0}: révisé"), "{map}");
    assert!(pages["sectors/banque.md"].contains("[r]") && !pages["sectors/energie.md"].contains("[r]"));
    let log = report.split("\n### Corrections").nth(1).unwrap();
    assert!(log.contains("| 3\u{a0}avril\u{a0}2023 | 2023 | 1.2 | Un chiffre était faux"), "{log}");
    for path in ["report.md", "method.md", "caveats.md", "sectors/banque.md"] {
        assert!(pages[path].lines().next().unwrap().ends_with("[p]"), "{path}");
    }
    assert!(
        report.contains("[p]\u{a0}: provisoire")
            && report.contains("https://exemple.fr")
            && report.contains("8e édition")
    );
}

#[test]
fn the_registry_reads_what_the_fiche_technique_prints_and_refuses_what_cannot_be() {
    let minimal = Minimal::new();
    let registry = fs::read_to_string(minimal.path("config/registry.yaml")).unwrap();
    let end = registry.lines().find_map(|line| line.trim().strip_prefix("field_end: ")).unwrap().to_owned();
    let after = |technical: &str, corrections: &str| {
        let line = format!("    field_end: {end}\n");
        assert_eq!(registry.matches(&line).count(), 1, "{registry}");
        let edited = registry.replace(&line, &format!("{line}    technical: {technical}\n"));
        minimal.write("config/registry.yaml", format!("{}\ncorrections:\n  - {corrections}\n", edited.trim_end()));
    };
    let sound = "{ edition: \"2023\", date: 2023-06-01, sectors: [banque], dimensions: [facilitation], text: { fr: a, en: b } }";
    after("{ number: 3, published: 2024-01-02, version: \"1.0\", standing: final, median_minutes: 9.5 }", sound);
    let plan = minimal.load().unwrap();
    let technical = &plan.registry.editions["2023"].technical;
    assert_eq!((technical.number, technical.standing), (Some(3), Some(Standing::Final)));
    let correction = &plan.registry.corrections[0];
    assert!(correction.moved("banque", "facilitation") && !correction.moved("assurance", "facilitation"));
    after(
        "{ number: 0, published: 1999-01-01, standing: finale, median_minutes: 0, response_rate_percent: 101 }",
        "{ edition: \"2024\", date: 2023-06-01, sectors: [banques], text: { fr: a, en: b } }",
    );
    let refusal = minimal.refusal();
    for fault in ["finale", "2024", "banques"] {
        assert!(refusal.contains(fault), "{fault}: {refusal}");
    }
    after("{ number: 0, published: 1999-01-01, median_minutes: 0, response_rate_percent: 101 }", sound);
    let refusal = minimal.refusal();
    for fault in ["`number` is 0", "`published` is before", "`median_minutes` is 0", "`response_rate_percent` is 101"] {
        assert!(refusal.contains(fault), "{fault}: {refusal}");
    }
}

#[test]
fn the_method_page_recomputes_what_it_publishes() {
    let n = national();
    let page = &pages(Language::English)["method.md"];
    let value = |label: &str| -> f64 {
        let all = rows(page);
        let exact = all.iter().find(|(_, cells)| cells[0] == label);
        let (_, cells) = exact.or_else(|| all.iter().find(|(_, cells)| cells[0].starts_with(label))).unwrap();
        let (_, text) = numbers(cells[1], Language::English).into_iter().next().unwrap();
        text.replace('−', "-").replace([',', '+'], "").parse().unwrap()
    };
    let close = |a: f64, b: f64, slack: f64, what: &str| assert!((a - b).abs() <= slack, "{what}: {a} against {b}");
    close(
        value("Design effect: persons"),
        value("Persons interviewed") / value("Effective sample size: what"),
        0.006,
        "deff",
    );
    close(
        value("Half-width"),
        value("Student’s t quantile, two-sided 95%") * value("Published standard error, which"),
        0.06,
        "half-width",
    );
    close(value("False alarms"), 0.05 * value("Tests of the map"), 0.051, "false alarms");
    let raw = value("p-value of the cell") * value("Tests of the map") / value("Position among");
    let cells = rows(page);
    let (_, shown) = cells.iter().find(|(_, cells)| cells[0].contains('×') && cells[0].contains('/')).unwrap();
    close(raw, shown[1].parse().unwrap(), 0.0003, "p × m / k");
    assert!(value("Adjusted value") <= shown[1].parse::<f64>().unwrap());
    close(value("Noise floor"), value("Mean standard error ×"), 0.051, "noise floor");
    close(value("Smallest detectable"), value("Sum of Student") * value("Standard error"), 0.06, "detectable");
    // The adjusted value of the page is that of the table.
    let q = n.results.symmetry.iter().filter_map(|row| row.q_difference);
    let shown = value("Adjusted value");
    assert!(q.into_iter().any(|q| (q - shown).abs() < 0.00006), "{shown}");
}

#[test]
fn a_sector_page_answers_before_it_tabulates() {
    let n = national();
    let mut answered = 0;
    for language in LANGUAGES {
        let numbers = publish::number::Numbers::new(language);
        let (order, question) = match language {
            Language::French => (
                [
                    "En une minute",
                    "Ce que disent les chiffres",
                    "Ce qu’ils ne disent pas",
                    "Ce que l’on peut imprimer",
                    "Dimension par dimension",
                ],
                "| Où en est le secteur",
            ),
            Language::English => (
                [
                    "In one minute",
                    "What the figures say",
                    "What they do not say",
                    "What may be printed",
                    "Dimension by dimension",
                ],
                "| Where does the sector stand?",
            ),
        };
        for sector in &n.plan.registry.editions["2023"].sectors {
            let page = &pages(language)[&format!("sectors/{sector}.md")];
            let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).take(5).collect();
            assert_eq!(headings, order, "{sector}");
            let mean = n.results.composites.iter().find(|row| {
                row.edition.edition.as_str() == "2023"
                    && row.sector == *sector
                    && (row.composite.as_str(), row.pairs.as_str(), row.measure) == ("dimensions", "all", Measure::Top2)
            });
            let mean = mean.filter(|row| row.status != Status::Suppressed);
            let answer = page.lines().find(|line| line.starts_with(question));
            assert_eq!(answer.is_some(), mean.is_some(), "{sector}");
            for (answer, row) in answer.into_iter().zip(mean) {
                let gap = numbers.points(row.mean_gap.unwrap(), 0);
                let interval = numbers.interval(row.ci_low.unwrap(), row.ci_high.unwrap(), 0);
                assert!(answer.contains(&gap) && answer.contains(&interval), "{sector}: {answer}");
                assert_eq!(answer.contains("[bf]"), row.status == Status::SmallBase, "{sector}: {answer}");
                answered += 1;
            }
        }
    }
    assert_eq!(answered, 2 * 13, "one sector is hidden");
}
