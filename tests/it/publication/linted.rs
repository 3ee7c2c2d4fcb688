//! The report of the national run as whoever edits it may leave it: numbers in hidden cells, differences the other way round,
//! another language than the one of the reader.

use std::fs;
use std::path::Path;

use barometer::digest::sha256_hex;
use barometer::lint::Survey;
use barometer::lint::report::{Page, Written, report};
use barometer::plan::Plan;
use barometer::publish::suppression::masked;
use barometer::survey::codebook::Language;
use barometer::survey::ids::{Contrast, Measure, Population, SectorId, Status, Subject};
use barometer::survey::results::{ContrastRow, Results};

use super::mutated::{replaced, said};
use super::prose::pages;
use super::sample;
use crate::lint::{command, in_folder};
use crate::national::national;

const LANGUAGES: [Language; 2] = [Language::French, Language::English];

/// The sector of 2023 whose two sides are not published together.
const HIDDEN: &str = "immobilier";

/// The rules that a page breaks, with their lines.
fn broken(path: &str, text: &str, language: Language) -> Vec<(usize, &'static str)> {
    said(path, text, language).iter().map(|finding| (finding.place.line.unwrap(), finding.rule)).collect()
}

/// An output folder of the national run in one language, with some of its report in other words.
fn folder(language: Language, from: &str, to: &str) -> tempfile::TempDir {
    let folder = in_folder(&Results::clone(&masked(national().results.clone())));
    for (path, text) in pages(language) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace(from, to)).unwrap();
    }
    let manifest = serde_json::json!({ "language": language.as_str() });
    fs::write(folder.path().join("manifest.json"), manifest.to_string()).unwrap();
    folder
}

#[test]
fn a_report_is_read_in_the_language_of_its_manifest() {
    for language in LANGUAGES {
        for (changed, expected) in [("+18\u{202f}pts", 0), ("+19\u{202f}pts", 1)] {
            let folder = folder(language, "+18\u{202f}pts", changed);
            let tables = folder.path().to_str().unwrap();
            for messages in [&[][..], &["--lang", "fr"], &["--lang", "en"]] {
                let (code, _, stderr) = command(&[&["lint", "--tables", tables], messages].concat());
                assert_eq!(code, expected, "{language:?} {changed} {messages:?}: {stderr}");
            }
            // Where no manifest says it, the command line does; the pipeline is in French.
            fs::remove_file(folder.path().join("manifest.json")).unwrap();
            let (code, _, stderr) = command(&["lint", "--tables", tables, "--lang", language.as_str()]);
            assert_eq!(code, expected, "{language:?} {changed}, no manifest: {stderr}");
        }
    }
    let folder = folder(Language::English, "", "");
    fs::remove_file(folder.path().join("manifest.json")).unwrap();
    let (code, ..) = command(&["lint", "--tables", folder.path().to_str().unwrap()]);
    assert_eq!(code, 1, "an English report is no French one");
}

#[test]
fn no_number_stands_in_a_hidden_cell() {
    const MARK: &str = "[masq]";
    let codebook = &national().plan.codebook;
    for language in LANGUAGES {
        let sector = codebook.sectors[HIDDEN].name.in_language(language);
        let dimension = codebook.dimensions["confiance"].name.in_language(language);
        let mut cells = 0;
        for (path, page) in pages(language) {
            let row = if Path::new(path).file_stem().unwrap() == HIDDEN { dimension } else { sector };
            let of_row = |line: &&str| line.starts_with(&format!("| {row} |"));
            for (line, text) in page.lines().enumerate().filter(|(_, line)| of_row(line)) {
                let header = page.lines().take(line).collect::<Vec<_>>();
                let rule = header.iter().rposition(|line| line.starts_with("|---")).unwrap();
                let header: Vec<&str> = header[rule - 1].split('|').collect();
                let own: Vec<&str> = text.split('|').collect();
                for (at, cell) in own.iter().enumerate().filter(|(_, cell)| cell.contains(MARK)) {
                    // In a column of intervals a number alone is an end of none.
                    let number = match (header[at].contains("95"), language) {
                        (false, _) => "97",
                        (true, Language::French) => "[−97\u{202f};\u{a0}97]",
                        (true, Language::English) => "[−97, 97]",
                    };
                    let mut changed = own.clone();
                    let filled = cell.replace(MARK, number);
                    changed[at] = &filled;
                    let changed = changed.join("|");
                    let found = broken(path, &replaced(page, line, &changed), language);
                    // What one side alone has elsewhere in the tables differs from it; the rest is hidden.
                    let told = |(at, rule): &(usize, &str)| {
                        *at == line + 1 && ["base-too-small", "number-differs"].contains(rule)
                    };
                    assert!(!found.is_empty() && found.iter().all(told), "{path}:{}: {changed}: {found:?}", line + 1);
                    cells += 1;
                }
            }
        }
        assert!(cells > 40, "{cells} hidden cells");
    }
}

#[test]
fn a_row_and_a_sentence_about_a_hidden_cell_are_refused() {
    let page = "sectors/immobilier.md";
    let table = |row: &str| {
        let header = "| Dimension | Clients (%) | Collab. (%) | Écart | IC à 95 % | Symétrie | Plancher (%) |";
        format!("{header}\n|---|---|---|---|---|---|---|\n| Confiance | {row} |\n")
    };
    let french = |path: &str, text: &str| broken(path, text, Language::French);
    let hidden = |line: usize| vec![(line, "base-too-small")];
    assert_eq!(french(page, &table("35 | 61 | +26\u{202f}pts | [16\u{202f};\u{a0}36] | 74 | 35")), hidden(3));
    for column in 1..6 {
        let cells: Vec<String> =
            (0..6).map(|at| if at == column { "+7\u{202f}pts" } else { "[masq]" }.to_owned()).collect();
        assert_eq!(french(page, &table(&cells.join(" | "))), hidden(3), "column {column}");
    }
    assert_eq!(french(page, &table("[masq] | [masq] | [masq] | [masq] | [masq] | [masq]")), []);
    let english = |text: &str| broken("report.md", text, Language::English);
    assert_eq!(english("- Property, trust: clients 35%, employees 61%; gap +26\u{202f}pts.\n"), hidden(1));
    assert_eq!(english("- Property: trust, 61% of employees.\n"), hidden(1));
    assert_eq!(french(page, "- Confiance : 61\u{202f}% des collaborateurs.\n"), hidden(1));

    // Thresholds, counts, an edition before, and what is published of the clients alone.
    assert_eq!(english("- Property: trust, fewer than 30 clients; 99 answers are few; 11 of 14 dimensions.\n"), []);
    assert!(!english("- Property: trust, 61% of employees in edition 2022.\n").contains(&(1, "base-too-small")));
    let others = national().results.contrasts.iter().find(|r| {
        let keys = (r.edition.edition.as_str(), r.sector.as_str(), r.contrast.as_str(), r.population.as_str());
        keys == ("2023", HIDDEN, "sector_vs_others", "client")
            && (&*r.subject.id, r.measure.as_str()) == ("confiance", "top2")
    });
    let difference = others.unwrap().difference.unwrap();
    assert!(difference < -5.0);
    let sentence = |difference: f64| format!("- Property: trust, clients −{:.0}\u{202f}pts.\n", -difference);
    assert_eq!(english(&sentence(difference)), []);
    assert_eq!(english(&sentence(difference - 30.0)), hidden(1));
}

#[test]
fn managers_are_compared_where_the_gap_with_clients_is_hidden() {
    let n = national();
    let mut results = n.results.clone();
    let of = |edition: &str, sector: &SectorId, subject: &Subject| {
        edition == "2023" && sector.is_all() && &*subject.id == "confiance"
    };
    for row in results.symmetry.iter_mut().filter(|r| of(r.edition.edition.as_str(), &r.sector, &r.subject)) {
        row.status = Status::Suppressed;
    }
    for row in results.estimates.iter_mut().filter(|r| of(r.edition.edition.as_str(), &r.sector, &r.subject)) {
        row.status = if row.population == Population::Client { Status::Suppressed } else { row.status };
    }
    let results = Results::clone(&masked(results));
    let gap = results.contrasts.iter().find(|r| {
        of(r.edition.edition.as_str(), &r.sector, &r.subject)
            && (r.contrast, r.measure) == (Contrast::ManagerGap, Measure::Top2)
    });
    let [managers, others, gap] = [|r: &ContrastRow| r.left, |r: &ContrastRow| r.right, |r: &ContrastRow| r.difference]
        .map(|of| of(gap.unwrap()).unwrap());
    let told = |gap: f64| {
        let text = format!(
            "| Dimension | Managers (%) | Autres collaborateurs (%) | Écart |\n|---|---|---|---|\n| Confiance | {managers:.0} | \
             {others:.0} | +{gap:.0}\u{202f}pts |\n"
        );
        let pages = [Page { path: Path::new("report.md"), text: &text }];
        let Plan { codebook, registry, rules, lexicon, labels, .. } = &n.plan;
        let survey = Survey { codebook, registry, rules, lexicon };
        let found = report(&pages, Written { survey, labels, language: Language::French, results: &results });
        found.iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert!(gap > 0.5);
    assert_eq!(told(gap), Vec::<&str>::new());
    assert!(told(gap + 30.0).contains(&"base-too-small"));
}

/// The digests of the manifest say what nobody touched since the run.
#[test]
fn what_is_not_of_the_run_is_told() {
    let folder = folder(Language::French, "[15\u{202f};\u{a0}20]", "[15\u{202f};\u{a0}21]");
    let tables = folder.path().to_str().unwrap();
    let lint = || command(&["lint", "--tables", tables]);
    let manifest = |files: &[(&str, &str)]| {
        let outputs = files.iter().map(|(path, digest)| serde_json::json!({ "path": path, "sha256": digest }));
        let manifest = serde_json::json!({ "language": "fr", "outputs": outputs.collect::<Vec<_>>() });
        fs::write(folder.path().join("manifest.json"), manifest.to_string()).unwrap();
    };
    let digest = |path: &str| sha256_hex(&fs::read(folder.path().join(path)).unwrap());
    // A number that the run wrote, and held against more tables than it publishes, is not held against fewer.
    let (report, symmetry) = (digest("report.md"), digest("tables/symmetry.parquet"));
    let pages = pages(Language::French).keys().map(|path| (path.as_str(), digest(path))).collect::<Vec<_>>();
    let mut untouched: Vec<(&str, &str)> = pages.iter().map(|(path, digest)| (*path, digest.as_str())).collect();
    untouched.push(("tables/symmetry.parquet", &symmetry));
    manifest(&untouched);
    assert_eq!(lint().0, 0, "{}", lint().2);
    manifest(&[("report.md", &symmetry)]);
    assert_eq!(lint().0, 1, "a page that was edited");
    manifest(&[("report.md", &report), ("tables/symmetry.parquet", &report)]);
    let (code, _, told) = lint();
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("symmetry.parquet: the table is not the one that the run wrote"), "{told}");
}

#[test]
fn a_page_is_mended_by_what_its_rule_is_about() {
    let stronger = ("clients are more favourable than employees", "clients are clearly more favourable than employees");
    for ((from, to), rule) in [
        (stronger, "use words that the class allows"),
        (
            ("| Property | [masq] |", "| Property | 9 |"),
            "take the figure out of the text: the tables do not publish it",
        ),
        (("+18\u{202f}pts", "+19\u{202f}pts"), "put the figure of the tables into the page, or run again"),
    ] {
        let folder = folder(Language::English, from, to);
        let (code, _, stderr) = command(&["lint", "--tables", folder.path().to_str().unwrap()]);
        assert_eq!(code, 1, "{to}");
        assert!(stderr.contains(&format!("  hint: {rule}")), "{to}: {stderr}");
    }
}

#[test]
fn an_arrow_and_a_sign_are_those_of_the_change() {
    for language in LANGUAGES {
        let page = &pages(language)["report.md"];
        let falls = |line: &&str| line.contains("▼ −12\u{202f}pts");
        let lines: Vec<(usize, &str)> = page.lines().enumerate().filter(|(_, line)| falls(line)).collect();
        let row = lines.iter().filter(|(_, line)| line.starts_with('|')).count();
        assert!(row > 0 && row < lines.len(), "{language:?}: a sentence and a row");
        for (line, text) in lines {
            for turned in ["▲ +12", "▲ −12", "▼ +12"] {
                let changed = text.replace("▼ −12", turned);
                let found = broken("report.md", &replaced(page, line, &changed), language);
                assert!(found.contains(&(line + 1, "direction-reversed")), "{changed}: {found:?}");
            }
        }
    }
    let french = |text: &str| broken("report.md", text, Language::French);
    let gap = "Confiance : un écart de −12\u{202f}pts.\n";
    let value = national().results.symmetry.iter().find(|r| {
        (r.edition.edition.as_str(), r.sector.is_all(), r.measure.as_str()) == ("2023", true, "top2")
            && &*r.subject.id == "confiance"
    });
    let value = format!("{:.0}", value.unwrap().gap.unwrap());
    assert!(!value.starts_with('-'), "{value}");
    assert_eq!(french(&gap.replace("−12", &format!("+{value}"))), []);
    assert_eq!(french(&gap.replace("12", &value)), [(1, "direction-reversed")]);
}

/// A name may hold a number, or be that of something else: the report is then held against what it names for sure, and passes.
#[test]
fn names_that_could_be_misread_refute_no_report() {
    let renamed = |id: &str, name: &str| {
        let mut plan = national().plan.clone();
        plan.codebook.sectors.get_mut(id).unwrap().name = sample::text(name);
        plan
    };
    let old = renamed("tourisme", "Banque");
    let mut redefined = old.clone();
    redefined.registry.editions["2023"].sectors.retain(|sector| sector.as_str() != "tourisme");
    let mut results = national().results.clone();
    let plans = [renamed("banque", "100 % bio"), renamed("banque", "Marques (+5 pts)"), renamed("banque", "Managers")];
    for plan in plans {
        assert_eq!(refuted(&plan, &results), [""; 0], "{}", plan.codebook.sectors["banque"].name.fr);
    }
    // A sector of an earlier edition, merged since, keeps its name.
    results.estimates.retain(|row| row.sector.as_str() != "tourisme");
    results.symmetry.retain(|row| row.sector.as_str() != "tourisme");
    results.contrasts.retain(|row| row.sector.as_str() != "tourisme");
    results.composites.retain(|row| row.sector.as_str() != "tourisme");
    results.trends.retain(|row| row.sector.as_str() != "tourisme");
    assert_eq!(refuted(&redefined, &results), [""; 0]);
}

fn refuted(plan: &Plan, results: &Results) -> Vec<String> {
    let rendered = super::prose::render(results, plan);
    let pages: Vec<Page<'_>> = rendered.iter().map(|(path, text)| Page { path: Path::new(path), text }).collect();
    let Plan { codebook, registry, rules, lexicon, labels, .. } = plan;
    let survey = Survey { codebook, registry, rules, lexicon };
    let findings =
        report(&pages, Written { survey, labels, language: plan.publish.language, results: &masked(results.clone()) });
    findings.iter().map(ToString::to_string).collect()
}
