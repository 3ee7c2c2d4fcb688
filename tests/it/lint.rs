//! `barometer lint`: the shipped claims are refuted where they are wrong and nowhere else, every rule has its specimen, and a
//! run does not publish a report that its tables refute.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use barometer::config::{self, Overrides};
use barometer::error::{Error, Finding, Severity};
use barometer::lint::report::{Page, Written, report};
use barometer::lint::rule::Rule;
use barometer::lint::{self, Survey};
use barometer::messages::Language;
use barometer::pipeline;
use barometer::plan::{LintPlan, Plan};
use barometer::progress::Silent;
use barometer::publish::number::round;
use barometer::survey::ids::{Status, SubjectType};
use barometer::survey::lexicon::Vocabulary;
use barometer::survey::results::{Results, SymmetryRow};

use crate::minimal::every_one_has_a_way_out;
use crate::national::national;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn plan(claims: &[PathBuf]) -> Result<LintPlan, Error> {
    config::load_lint(&root().join("pipelines/national.yaml"), &Overrides::default(), claims)
}

fn shipped(file: &str) -> LintPlan {
    plan(&[root().join("fixtures/claims").join(file)]).unwrap_or_else(|error| panic!("{:#?}", error.findings()))
}

fn survey(plan: &LintPlan) -> Survey<'_> {
    Survey { codebook: &plan.codebook, registry: &plan.registry, rules: &plan.rules, lexicon: &plan.lexicon }
}

/// What the tables of the national run say of claims.
fn held(plan: &LintPlan) -> Vec<Finding> {
    plan.claims.iter().flat_map(|claims| lint::claims(claims, survey(plan), Some(&national().results))).collect()
}

/// The statement that a finding is about.
fn statement(finding: &Finding) -> String {
    let problem = finding.problem.to_string();
    let name = problem.split('`').nth(1).unwrap_or_default();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// A claims file of a test, in a folder that goes away.
fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("claims.yaml");
    fs::write(&file, text).unwrap();
    (folder, file)
}

#[test]
fn the_articles_are_refuted_where_they_are_wrong_and_nowhere_else() {
    let plan = shipped("articles.yaml");
    // They stand alone: nothing of an output folder is needed.
    let Err(Error::Text(findings)) = pipeline::lint(&plan) else { panic!("the articles have four known mistakes") };
    let of = |severity| -> Vec<(String, &str)> {
        findings.iter().filter(|f| f.severity == severity).map(|f| (statement(f), f.rule)).collect()
    };
    let refuted = [
        ("SF-023", "gap-parts"),
        ("SF-032", "gap-parts"),
        ("SF-035", "ranking-order"),
        ("SF-059", "ranking-incomplete"),
    ];
    assert_eq!(of(Severity::Refuse), refuted.map(|(id, rule)| (id.to_owned(), rule)));
    assert_eq!(of(Severity::Warn), [("SF-081".to_owned(), "implied-term")]);
    assert_eq!(findings.len(), 5);
    let missing = findings.iter().find(|f| f.rule == "ranking-incomplete").unwrap();
    assert!(missing.problem.to_string().contains("without `telephonie_fai`"), "{missing}");
    assert!(plan.claims[0].claims.len() > 50);
}

#[test]
fn every_rule_fires_once_and_on_its_specimen() {
    let plan = shipped("specimens.yaml");
    let held = held(&plan);
    every_one_has_a_way_out(&held);
    let mut fired: Vec<(&str, String)> = held.iter().map(|f| (f.rule, statement(f))).collect();
    fired.sort();
    let mut rules: Vec<(&str, String)> = Rule::EVERY.iter().map(|rule| (rule.name(), rule.name().to_owned())).collect();
    rules.sort();
    assert_eq!(fired, rules, "a specimen a rule in fixtures/claims/specimens.yaml, and no finding besides");
}

#[test]
fn a_finding_stands_at_the_line_of_its_claim() {
    let plan = shipped("specimens.yaml");
    let text = fs::read_to_string(root().join("fixtures/claims/specimens.yaml")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for finding in held(&plan) {
        let line = finding.place.line.unwrap();
        let above = lines[..line].iter().rev().find_map(|line| line.trim().strip_prefix("- id: ")).unwrap();
        assert_eq!(above, statement(&finding), "{finding}");
        let column: usize = finding.place.column.as_ref().unwrap().parse().unwrap();
        let at: String = lines[line - 1].chars().skip(column - 1).collect();
        assert!(at.starts_with("{ kind:") || at.starts_with("kind:"), "{finding}: {at}");
    }
}

/// Every figure of the replay as a claim on the tables, moved by some units.
fn replay(moved: f64) -> (String, usize) {
    #[derive(serde::Deserialize)]
    struct Row {
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
    let mut text = "statements:\n".to_owned();
    let mut reader = csv::Reader::from_path(root().join("fixtures/replay.csv")).unwrap();
    let rows: Vec<Row> = reader.deserialize().map(Result::unwrap).collect();
    for (i, row) in rows.iter().enumerate() {
        let (kind, population) = match (row.table.as_str(), row.column.as_str()) {
            ("estimates", _) => ("level".to_owned(), row.population.as_str()),
            ("contrasts", _) => (format!("gap, contrast: {}", row.contrast), row.population.as_str()),
            ("symmetry", "gap") => ("gap".to_owned(), ""),
            ("symmetry", "level") => ("level".to_owned(), "both"),
            ("symmetry", side) => ("level".to_owned(), side),
            (table, _) => panic!("table {table}"),
        };
        let population = if population.is_empty() { String::new() } else { format!("population: {population}, ") };
        let (edition, sector, subject, measure) = (&row.edition, &row.sector, &row.subject, &row.measure);
        write!(
            text,
            "  - id: r{i}\n    source: replay\n    quote: replayed\n    small_base_said: true\n    edition: \"{edition}\"\n    \
             claims:\n      - {{ kind: {kind}, value: {}, cell: {{ sector: {sector}, {population}subject: {subject}, \
             measure: {measure} }} }}\n",
            row.value + moved
        )
        .unwrap();
    }
    (text, rows.len())
}

#[test]
fn every_replayed_figure_passes_and_is_refuted_one_unit_off() {
    let (text, count) = replay(0.0);
    let (_folder, file) = written(&text);
    let plan = plan(&[file]).unwrap_or_else(|error| panic!("{:#?}", error.findings()));
    assert_eq!(plan.claims[0].claims.len(), count);
    assert_eq!(held(&plan), []);
    for moved in [-1.0, 1.0] {
        let (text, _) = replay(moved);
        let (_folder, file) = written(&text);
        let plan = self::plan(&[file]).unwrap();
        let findings = held(&plan);
        let refuted: BTreeSet<String> = findings.iter().filter(|f| f.rule == "number-differs").map(statement).collect();
        assert_eq!(refuted.len(), count, "{findings:#?}");
    }
}

#[test]
fn numbers_compare_at_the_decimals_they_are_printed_with() {
    let satisfaction = |value: &str| {
        let (_folder, file) = written(&format!(
            "statements:\n  - id: one\n    source: trial\n    quote: satisfaction\n    edition: \"2019\"\n    claims: \
             [{{ kind: level, value: {value}, cell: {{ population: client, subject: satisfaction }} }}]\n"
        ));
        held(&plan(&[file]).unwrap()).len()
    };
    let results = &national().results;
    let cell = results.estimates.iter().find(|r| {
        let keys = (r.edition.edition.as_str(), r.sector.is_all(), r.population.as_str());
        keys == ("2019", true, "client") && &*r.subject.id == "satisfaction" && r.measure.as_str() == "top2"
    });
    let value = cell.unwrap().estimate.unwrap();
    assert_eq!(satisfaction(&format!("{value:.0}")), 0);
    assert_eq!(satisfaction(&format!("{value:.1}")), 0);
    assert_eq!(satisfaction(&format!("{value:.2}")), 0);
    assert_eq!(satisfaction(&format!("{:.2}", value + 0.01)), 1, "two printed decimals are two promised decimals");
    assert_eq!(satisfaction(&format!("{:.1}", value + 0.1)), 1);
}

#[test]
fn a_difference_may_be_off_its_displayed_terms_by_what_rounding_explains() {
    let findings = |left: &str, right: &str, gap: &str| {
        let (_folder, file) = written(&format!(
            "alone: true\nstatements:\n  - id: terms\n    source: trial\n    quote: terms\n    claims:\n      - {{ kind: level, \
             value: {left} }}\n      - {{ kind: level, value: {right} }}\n      - {{ kind: gap, value: {gap}, left: terms.1, \
             right: terms.2 }}\n"
        ));
        held(&plan(&[file]).unwrap()).len()
    };
    for (left, right, gap, wrong) in [
        ("62", "50", "12", 0),
        ("62", "50", "11", 0),
        ("62", "50", "13", 0),
        ("62", "50", "14", 1),
        ("62", "50", "10", 1),
        ("50", "62", "-12", 0),
        ("50", "62", "12", 1),
        ("62.4", "50.1", "12.4", 0),
        ("62.4", "50.1", "12.5", 1),
        ("62.4", "50.1", "12", 0),
    ] {
        assert_eq!(findings(left, right, gap), wrong, "{left} − {right} = {gap}");
    }
}

#[test]
fn a_claims_file_is_refused_whole_at_line_and_column() {
    let (_folder, file) = written(
        "statements:\n  - id: one\n    source: trial\n    quote: five mistakes\n    edition: \"2020\"\n    claims:\n      \
         - { kind: levle, value: 50 }\n      - { kind: gap, value: 5, left: two, cell: { subject: reclamation } }\n      \
         - { kind: share, fraction: 3/2, figur: one.2 }\n      - { kind: strength, words: netement plus }\n",
    );
    let error = plan(std::slice::from_ref(&file)).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    let printed: Vec<String> = error.findings().iter().map(ToString::to_string).collect();
    let printed = printed.join("\n").replace(&format!("{}:", file.display()), "");
    for expected in [
        "5:14: unknown edition `2020`",
        "7:17: `kind` is `levle`",
        "did you mean `level`?",
        "8:38: unknown claim `two`",
        "8:60: unknown subject `reclamation`\n",
        "did you mean `reclamations`?",
        "9:34: `fraction` is `3/2`",
        "9:39: unknown key `figur`",
        "did you mean `figure`?",
        "10:34: no word of the lexicon in `netement plus`",
        "did you mean `nettement`?",
    ] {
        assert!(printed.contains(expected), "{expected}\n{printed}");
    }
}

#[test]
fn a_figure_of_the_tables_needs_the_keys_of_its_cell() {
    let (_folder, file) = written(
        "statements:\n  - id: one\n    source: trial\n    quote: no keys\n    claims:\n      - { kind: level, value: 50 }\n      \
         - { kind: change, value: 5 }\n  - id: two\n    source: trial\n    quote: a rank of a level\n    edition: \"2023\"\n    \
         claims: [{ kind: rank, value: 0, ranking: one.1 }]\n",
    );
    let error = plan(&[file]).unwrap_err();
    let rules: Vec<(usize, &str)> = error.findings().iter().map(|f| (f.place.line.unwrap(), f.rule)).collect();
    let missing = "missing-key";
    let lines = [(6, missing), (6, missing), (6, missing), (7, missing), (7, missing), (7, missing), (7, missing)];
    assert_eq!(rules[..7], lines, "{:#?}", error.findings());
    assert_eq!(rules[7..], [(12, "out-of-range"), (12, "wrong-reference")], "{:#?}", error.findings());
}

/// The tables as they stand in an output folder.
pub fn in_folder(results: &Results) -> tempfile::TempDir {
    use barometer::publish::{parquet, tables};
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: Vec<u8>| {
        fs::create_dir_all(folder.path().join("tables")).unwrap();
        fs::write(folder.path().join(format!("tables/{name}.parquet")), bytes).unwrap();
    };
    write("estimates", parquet::bytes(&tables::estimates(), &results.estimates, None).unwrap());
    write("symmetry", parquet::bytes(&tables::symmetry(), &results.symmetry, None).unwrap());
    write("contrasts", parquet::bytes(&tables::contrasts(), &results.contrasts, None).unwrap());
    write("composites", parquet::bytes(&tables::composites(), &results.composites, None).unwrap());
    write("trends", parquet::bytes(&tables::trends(), &results.trends, None).unwrap());
    write("weighting", parquet::bytes(&tables::weighting(), &results.weighting, None).unwrap());
    folder
}

#[test]
fn the_tables_are_read_back_as_they_were_written() {
    let mut written = Results::clone(&barometer::publish::suppression::masked(national().results.clone()));
    for row in &mut written.composites {
        // What the report alone prints has no column.
        (row.mean_absolute_gap_low, row.mean_absolute_gap_high) = (None, None);
        (row.adjusted_gap_low, row.adjusted_gap_high) = (None, None);
    }
    let folder = in_folder(&written);
    let read = barometer::io::tables::read(folder.path()).unwrap();
    assert!(format!("{:?}", read.estimates) == format!("{:?}", written.estimates), "estimates");
    assert!(format!("{:?}", read.symmetry) == format!("{:?}", written.symmetry), "symmetry");
    assert!(format!("{:?}", read.contrasts) == format!("{:?}", written.contrasts), "contrasts");
    assert!(format!("{:?}", read.composites) == format!("{:?}", written.composites), "composites");
    assert!(format!("{:?}", read.trends) == format!("{:?}", written.trends), "trends");
    assert!(format!("{:?}", read.weighting) == format!("{:?}", written.weighting), "weighting");
    fs::write(folder.path().join("tables/trends.parquet"), "no table").unwrap();
    let error = barometer::io::tables::read(folder.path()).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(error.findings()[0].to_string().contains("trends.parquet: cannot be read as a table"), "{:?}", error);
    fs::remove_file(folder.path().join("tables/estimates.parquet")).unwrap();
    let error = barometer::io::tables::read(folder.path()).unwrap_err();
    assert!(error.findings()[0].to_string().contains("hint: run `barometer run` first"), "{:?}", error);
}

pub fn command(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
    let output = command.args(arguments).env("LC_ALL", "C").current_dir(root()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_exit_code_says_who_must_act() {
    let (code, stdout, stderr) = command(&["lint", "fixtures/claims/articles.yaml"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.ends_with("error: the text is refuted: 4 findings, and 1 doubt\n"), "{stderr}");
    // The readme shows what is really printed.
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let excerpt = readme.split("$ barometer lint fixtures/claims/articles.yaml\n").nth(1).unwrap();
    let lines: Vec<&str> = excerpt.split("```").next().unwrap().lines().filter(|line| *line != "…").collect();
    assert!(lines.len() >= 4);
    for line in lines {
        assert!(stderr.lines().any(|printed| printed == line), "not printed: {line}");
    }

    let (code, stdout, stderr) = command(&["lint", "fixtures/claims/articles.yaml", "--format", "json"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    let rules: Vec<(String, String)> = stderr
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|finding| (finding["rule"].as_str().unwrap().to_owned(), finding["severity"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(rules.len(), 5);
    assert_eq!(rules[4], ("implied-term".to_owned(), "warn".to_owned()));

    let doubt = "alone: true\nstatements:\n  - id: a\n    source: trial\n    quote: 70 %\n    claims: [{ kind: level, value: 70 }]\n  \
                 - id: b\n    source: trial\n    quote: 28 points\n    claims: [{ kind: gap, value: 28, right: a }]\n";
    let (_folder, file) = written(doubt);
    let (code, _, stderr) = command(&["lint", file.to_str().unwrap()]);
    assert_eq!(code, 0, "a doubt refutes nothing: {stderr}");
    assert!(
        stderr.contains(":10:14: warning: `b` (28 points): ") && stderr.ends_with("2 claims, none refuted\n"),
        "{stderr}"
    );

    let (code, _, stderr) = command(&["lint", "fixtures/claims/nothing.yaml"]);
    assert_eq!(code, 2, "{stderr}");
    let empty = tempfile::tempdir().unwrap();
    let tables = empty.path().to_str().unwrap();
    let (code, _, stderr) = command(&["lint", "fixtures/claims/specimens.yaml", "--tables", tables]);
    assert_eq!(code, 2, "no tables: {stderr}");
    assert!(stderr.contains("hint: run `barometer run` first"), "{stderr}");
}

/// What the tables of the national run say of the claims of one sentence about 2023.
fn held_of(claims: &str) -> Vec<Finding> {
    let (_folder, file) = written(&format!(
        "statements:\n  - id: one\n    source: trial\n    quote: trial\n    edition: \"2023\"\n    claims: [{claims}]\n"
    ));
    held(&plan(&[file]).unwrap_or_else(|error| panic!("{:#?}", error.findings())))
}

fn rules(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_rank_is_among_those_that_have_one() {
    let of = |r: &&SymmetryRow, sector: bool| {
        (r.edition.edition.as_str(), r.measure.as_str(), r.sector.is_all()) == ("2023", "top2", !sector)
            && r.subject.subject_type == SubjectType::Dimension
            && (!sector || &*r.subject.id == "facilitation")
    };
    let published = |r: &&SymmetryRow| r.status != Status::Suppressed;
    let rows = &national().results.symmetry;
    let sectors: Vec<&SymmetryRow> = rows.iter().filter(|r| of(r, true)).collect();
    assert_eq!((sectors.len(), sectors.iter().copied().filter(published).count()), (14, 13));
    let among = |among: usize, row: &SymmetryRow, by: &str, rank: i64| {
        let cell = format!(
            "sector: {}{}",
            row.sector,
            if by == "gap" { format!(", subject: {}", row.subject.id) } else { String::new() }
        );
        let claim = format!("{{ kind: rank, by: {by}, value: {rank}, among: {among}, cell: {{ {cell} }} }}");
        rules(&held_of(&claim)).contains(&"count-differs")
    };
    let bank = *sectors.iter().find(|r| r.sector.as_str() == "banque").unwrap();
    assert!(!among(13, bank, "gap", bank.rank.unwrap()));
    assert!(among(14, bank, "gap", bank.rank.unwrap()), "what is suppressed has no rank");
    assert!(!among(13, bank, "adjusted_gap", 3) && among(14, bank, "adjusted_gap", 3));
    let national = gap_of("facilitation");
    assert_eq!(rows.iter().filter(|r| of(r, false)).count(), 11);
    assert!(!among(11, national, "gap", 1) && among(14, national, "gap", 1), "dimensions stand among dimensions");
    let hidden = held_of("{ kind: rank, value: 3, among: 14, cell: { sector: banque, subject: facilitation } }");
    let among = hidden.iter().find(|finding| finding.rule == "count-differs").unwrap();
    assert_eq!(among.expected.as_ref().unwrap().to_string(), "among 13");
}

#[test]
fn a_printed_ranking_has_the_sectors_that_are_published() {
    let n = national();
    let ranked = |left_out: &[&str]| {
        let sectors = n.plan.registry.editions["2023"].sectors.iter().map(|id| id.as_str());
        let sectors: Vec<&str> = sectors.filter(|id| !left_out.contains(id)).collect();
        let claim = |id: &&str| {
            let row = n.results.symmetry.iter().find(|r| {
                (r.edition.edition.as_str(), r.sector.as_str(), r.measure.as_str()) == ("2023", *id, "top2")
                    && &*r.subject.id == "facilitation"
            });
            let gap = row.unwrap().gap.map_or(0.0, f64::round);
            (gap.abs(), format!("{{ kind: gap, value: {gap:.0}, cell: {{ sector: {id}, subject: facilitation }} }}"))
        };
        let mut claims: Vec<(f64, String)> = sectors.iter().map(claim).collect();
        claims.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let names: Vec<String> = (1..=claims.len()).map(|at| format!("one.{at}")).collect();
        let claims: Vec<String> = claims.into_iter().map(|(_, claim)| claim).collect();
        let ranking = format!("{{ kind: ranking, over: sectors, entries: [{}] }}", names.join(", "));
        let mut found = rules(&held_of(&format!("{}, {ranking}", claims.join(", "))));
        found.retain(|rule| *rule != "small-base-unsaid");
        found
    };
    assert_eq!(ranked(&["immobilier"]), [""; 0]);
    assert_eq!(ranked(&[]), ["base-too-small"]);
    assert_eq!(ranked(&["immobilier", "banque"]), ["ranking-incomplete"]);
}

#[test]
fn what_is_suppressed_is_said_to_be() {
    let told = |claim: &str| {
        let found = held_of(claim);
        assert_eq!(rules(&found), ["base-too-small"], "{found:#?}");
        (found[0].problem.to_string(), found[0].expected.as_ref().unwrap().to_string())
    };
    let (problem, expected) = told("{ kind: gap, value: 5, cell: { sector: mean_of_sectors } }");
    assert!(problem.ends_with(": a mean of which a sector is suppressed"), "{problem}");
    assert_eq!(expected, "a mean over sectors that are all published");
    for cell in ["sector: immobilier, subject: facilitation", "sector: immobilier"] {
        let by = if cell.contains("subject") { "gap" } else { "floor" };
        let (problem, expected) = told(&format!("{{ kind: rank, by: {by}, value: 3, cell: {{ {cell} }} }}"));
        assert!(problem.ends_with(": a figure on fewer than 30 answers"), "{problem}");
        assert_eq!(expected, "a figure on 30 answers or more on each side");
    }
}

#[test]
fn a_word_has_the_direction_of_its_change() {
    let fell =
        "{ kind: change, value: -12, since: \"2022\", statistic: employee, cell: { subject: satisfaction_estimee } }";
    let said = |words: &str| {
        let found = held_of(&format!("{fell}, {{ kind: strength, words: {words}, figure: one.1 }}"));
        (rules(&found), found.first().map(|finding| finding.problem.to_string()).unwrap_or_default())
    };
    assert_eq!(said("recule").0, [""; 0]);
    assert_eq!(said("falls").0, [""; 0]);
    let (found, problem) = said("progresse");
    assert_eq!(found, ["direction-reversed"]);
    assert!(problem.ends_with("“progresse” said of a fall"), "{problem}");
    assert_eq!(said("is on the rise").0, ["direction-reversed"]);
    // A gap that changes may grow on either side of nothing.
    let gap = "{ kind: change, value: -3, since: \"2022\", statistic: gap, cell: { subject: facilitation } }";
    let found = held_of(&format!("{gap}, {{ kind: strength, words: progresse, figure: one.1 }}"));
    assert!(!rules(&found).contains(&"direction-reversed"), "{found:#?}");
}

#[test]
fn a_finding_speaks_the_language_of_its_reader_and_of_the_words_found() {
    let words = |words: &str| {
        let found = held_of(&format!("{{ kind: strength, words: {words}, cell: {{ subject: consideration }} }}"));
        found[0].expected.as_ref().unwrap().to_string()
    };
    assert!(words("clearly").contains("`more … than`") && !words("clearly").contains("plus … que"));
    assert!(words("nettement").contains("`plus … que`") && !words("nettement").contains("more … than"));

    let plan = shipped("specimens.yaml");
    let held = held(&plan);
    let broken = held.iter().find(|finding| finding.rule == "break-crossed").unwrap();
    let reason = &plan.registry.breaks.iter().find(|b| b.reason.en.contains("78%")).unwrap().reason;
    assert!(broken.problem.text(Language::English).ends_with(&reason.en), "{broken}");
    assert!(broken.problem.text(Language::French).ends_with(&reason.fr), "{broken}");
    let json = serde_json::to_value(broken.told(Language::English)).unwrap();
    assert!(json["problem"].as_str().unwrap().ends_with(&reason.en), "{json}");
}

#[test]
fn a_misspelt_key_is_one_mistake() {
    let (_folder, file) = written(
        "statements:\n  - id: one\n    source: trial\n    quote: trial\n    edition: \"2023\"\n    claims: [{ kind: level, value: \
         50, cell: { population: clients, subject: satisfaction } }]\n",
    );
    let error = plan(std::slice::from_ref(&file)).unwrap_err();
    let printed: Vec<String> = error.findings().iter().map(ToString::to_string).collect();
    assert!(printed.len() == 1 && printed[0].contains("did you mean `client`?"), "{printed:#?}");
    assert_eq!(error.to_string(), "the claims file is refused: 1 finding");
    assert_eq!(error.exit_code(), 2);
    // A fault of the survey is none of the claims file.
    let error = config::load_lint(&root().join("pipelines/nothing.yaml"), &Overrides::default(), &[file]).unwrap_err();
    assert!(error.to_string().starts_with("the configuration is refused"), "{error}");
}

#[test]
fn a_text_is_gone_through_from_its_beginning_to_its_end() {
    let (_folder, file) = written(
        "alone: true\nstatements:\n  - id: a\n    source: trial\n    quote: 70 %\n    claims: [{ kind: level, value: 70 }]\n  \
         - id: b\n    source: trial\n    quote: 28 points\n    claims: [{ kind: gap, value: 28, right: a }]\n  \
         - id: c\n    source: trial\n    quote: 120 %\n    claims: [{ kind: level, value: 120 }]\n",
    );
    let (code, _, stderr) = command(&["lint", file.to_str().unwrap()]);
    assert_eq!(code, 1);
    let doubt = stderr.find(":10:14: warning: `b`").unwrap();
    let refuted = stderr.find(":14:14: `c`").unwrap();
    assert!(doubt < refuted, "{stderr}");
}

/// What the checker of reports says of a passage, on the page of the whole or of a sector.
fn said_of(page: &str, passage: &str) -> Vec<(Option<usize>, &'static str)> {
    let n = national();
    let Plan { codebook, registry, rules, lexicon, labels, .. } = &n.plan;
    let survey = Survey { codebook, registry, rules, lexicon };
    let written = Written { survey, labels, language: Language::French, results: &n.results };
    let path = Path::new(page);
    let found = report(&[Page { path, text: passage }], written);
    found.into_iter().map(|finding| (finding.place.line, finding.rule)).collect()
}

fn gap_of(subject: &str) -> &'static SymmetryRow {
    let mut rows = national().results.symmetry.iter();
    let row = rows.find(|r| {
        let keys = (r.edition.edition.as_str(), r.sector.is_all(), r.measure.as_str());
        keys == ("2023", true, "top2") && &*r.subject.id == subject
    });
    row.unwrap()
}

fn shown(value: Option<f64>) -> i128 {
    round(value.unwrap(), 0).unwrap().units()
}

/// The tables of the edition of the report do not have the levels of another one, and a number alone may be anything.
#[test]
fn a_level_of_another_edition_and_a_number_alone_are_not_refuted() {
    for sound in [
        "Banque, confiance : 41\u{202f}% des clients en 2022.",
        "Dans la banque, on vise 60\u{202f}% sur la confiance l’an prochain.",
    ] {
        assert_eq!(said_of("report.md", sound), [], "{sound}");
    }
    let row = national().results.symmetry.iter().find(|r| {
        let keys = (r.edition.edition.as_str(), r.sector.as_str(), r.measure.as_str(), &*r.subject.id);
        keys == ("2023", "banque", "top2", "confiance")
    });
    let (client, gap) = (shown(row.unwrap().client), shown(row.unwrap().gap));
    let beside =
        |client: i128| format!("Banque, confiance : {client}\u{202f}% des clients, écart de {gap}\u{202f}pts.");
    assert_eq!(said_of("report.md", &beside(client)), []);
    assert_eq!(said_of("report.md", &beside(client + 9)), [(Some(1), "number-differs")]);
}

#[test]
fn a_table_of_the_report_is_held_against_its_own_terms_and_the_results() {
    let row = gap_of("facilitation");
    let (client, employee, gap) = (shown(row.client), shown(row.employee), shown(row.gap));
    let table = |client: i128, employee: i128, gap: i128, class: &str| {
        format!(
            "| Dimension | Clients (%) | Collab. (%) | Écart | Lecture |\n|---|---:|---:|---:|---|\n| Facilitation et \
             adaptabilité | {client} | {employee} | +{gap}\u{202f}pts | {class} |\n"
        )
    };
    let class = "asymétrie forte, clients moins favorables";
    assert_eq!(row.class.as_deref(), Some("ASYM_FORTE_CLI"));
    assert_eq!(said_of("report.md", &table(client, employee, gap, class)), []);
    assert_eq!(said_of("report.md", &table(client + 1, employee + 1, gap, class)), [(Some(3), "number-differs")]);
    let off = said_of("report.md", &table(client, employee, gap + 3, class));
    assert_eq!(off, [(Some(3), "gap-parts"), (Some(3), "number-differs")]);
    let weaker = table(client, employee, gap, "indéterminé");
    assert_eq!(said_of("report.md", &weaker), [(Some(3), "word-too-strong")]);
    // A distance of nothing is no difference between the two percentages of its row.
    let distance = "| Groupes | Clients (%) | Autres (%) | Étendue | Plancher de bruit |\n|---|---:|---:|---:|---:|\n| Tous | 62 \
                    | 60 | 26\u{202f}pts | 0\u{202f}pt |\n";
    assert_eq!(said_of("report.md", distance), []);
    // The same figures on the page of a sector are those of no cell of it.
    assert_eq!(said_of("sectors/banque.md", &table(client, employee, gap, class)), [(Some(3), "number-differs")]);
}

/// A table of a figure of the dimensions of an edition, one of them moved by a point.
fn of_dimensions(header: &str, edition: &str, rows: usize, moved: usize) -> String {
    let n = national();
    let mut table = format!("| Dimension | {header} |\n|---|---:|\n");
    let of_edition = |r: &&SymmetryRow| {
        (r.edition.edition.as_str(), r.sector.is_all(), r.measure.as_str()) == (edition, true, "top2")
            && n.plan.codebook.dimensions.contains_key(&*r.subject.id)
    };
    for (at, row) in n.results.symmetry.iter().filter(of_edition).take(rows).enumerate() {
        let name = n.plan.codebook.dimensions[&*row.subject.id].name.in_language(Language::French);
        writeln!(table, "| {name} | {} |", shown(row.client) + i128::from(at == moved)).unwrap();
    }
    table
}

#[test]
fn a_column_is_bound_by_many_rows_and_not_by_a_few() {
    assert_eq!(said_of("report.md", &of_dimensions("Clients (%)", "2023", 11, usize::MAX)), []);
    assert_eq!(said_of("report.md", &of_dimensions("Clients (%)", "2023", 11, 4)), [(Some(7), "number-differs")]);
    // Four small numbers may be anything: a count that three rows have in common with some figure by chance.
    assert_eq!(said_of("report.md", &of_dimensions("Clients (%)", "2023", 4, 2)), []);
    // Last year’s column is another one, however little has changed since.
    assert_eq!(said_of("report.md", &of_dimensions("Clients 2022 (%)", "2022", 11, usize::MAX)), []);
}

#[test]
fn a_sentence_may_go_on_with_other_figures_of_its_cell() {
    let row = gap_of("facilitation");
    let (client, employee, gap) = (shown(row.client), shown(row.employee), shown(row.gap));
    let sentence = |employee: i128, more: &str| {
        format!(
            "Facilitation et adaptabilité : {client}\u{202f}% des clients, {employee}\u{202f}% des collaborateurs, soit              +{gap}\u{202f}pts{more}.\n"
        )
    };
    assert_eq!(said_of("report.md", &sentence(employee, "")), []);
    assert!(said_of("report.md", &sentence(employee + 2, "")).contains(&(Some(1), "number-differs")));
    // « chez les clients » says whose percentage it is as « des clients » does: the two may not be exchanged.
    let answers = |one: i128, two: i128| {
        format!(
            "Facilitation et adaptabilité : {one}\u{202f}% de réponses favorables chez les collaborateurs, {two}\u{202f}% chez les \
             clients, soit +{gap}\u{202f}pts.\n"
        )
    };
    assert_eq!(said_of("report.md", &answers(employee, client)), []);
    assert!(said_of("report.md", &answers(client, employee)).contains(&(Some(1), "number-differs")));
    let steps = national().results.contrasts.iter().find(|r| {
        (r.edition.edition.as_str(), r.sector.is_all(), r.measure.as_str()) == ("2023", true, "top2")
            && (r.contrast.as_str(), &*r.subject.id) == ("alignment_step", "facilitation")
            && r.difference.is_some_and(|d| shown(Some(d)) != gap)
    });
    let step = shown(steps.unwrap().difference);
    let more = format!(" ; écart des managers : +{step}\u{202f}pts");
    assert_eq!(said_of("report.md", &sentence(employee, &more)), []);
    // The text of a picture stands between brackets, and is no interval.
    let picture = |step: i128| {
        let name = "facilitation et adaptabilité, ";
        let text = format!("ensemble des répondants. Le plus haut : {name}+{step}\u{202f}pts");
        format!("![Cascade, {text}.](figures/F10/F10.svg)\n")
    };
    assert_eq!(said_of("report.md", &picture(step)), []);
    assert_eq!(said_of("report.md", &picture(step + 50)), [(Some(1), "number-differs")]);
}

#[test]
fn a_sentence_of_the_report_is_held_against_the_test_of_its_gap() {
    let row = gap_of("consideration");
    let gap = shown(row.gap);
    assert_eq!(row.class.as_deref(), Some("ASYM_CLI"));
    let sentence = |words: &str| format!("Titre\n\n- {words}\u{a0}: considération, +{gap}\u{202f}pts.\n");
    assert_eq!(said_of("report.md", &sentence("La différence est établie")), []);
    assert_eq!(said_of("report.md", &sentence("Ils semblent plus favorables")), []);
    let too_strong = [(Some(3), "word-too-strong")];
    assert_eq!(said_of("report.md", &sentence("Ils sont nettement plus favorables")), too_strong);
    assert_eq!(said_of("report.md", &sentence("La différence n’est pas établie")), too_strong);
    assert_eq!(said_of("report.md", &sentence("Les deux côtés sont comparables")), too_strong);
    // A name that prints another figure is not spoken of: « valeurs » and « confiance » are common words.
    let other = format!("La différence est nettement visible\u{a0}: considération, +{}\u{202f}pts.", gap + 9);
    assert_eq!(said_of("report.md", &other), []);
    let terms =
        "- 70\u{202f}% des uns, 50\u{202f}% des autres. Écart\u{a0}: +17\u{202f}pts [a], IC [15\u{202f};\u{a0}19].";
    assert_eq!(said_of("report.md", terms), [(Some(1), "gap-parts")]);
    assert_eq!(said_of("report.md", &terms.replace("+17", "+21")), []);
    assert_eq!(said_of("report.md", "Les clients sont globalement satisfaits."), [(Some(1), "word-without-figure")]);
    assert_eq!(said_of("report.md", "Globalement, 52\u{202f}% des clients sont satisfaits."), []);
}

#[test]
fn each_clause_answers_for_its_own_words() {
    let strong = gap_of("facilitation");
    let plain = gap_of("consideration");
    let sentence = |one: &str, two: &str| {
        format!(
            "{one}\u{a0}: facilitation et adaptabilité, +{}\u{202f}pts, IC [15\u{202f};\u{a0}20]\u{202f}; {two}\u{a0}: considération, \
             +{}\u{202f}pts.",
            shown(strong.gap),
            shown(plain.gap)
        )
    };
    let (markedly, established) = ("L’écart est marqué", "la différence est établie");
    assert_eq!(said_of("report.md", &sentence(markedly, established)), []);
    assert_eq!(said_of("report.md", &sentence(established, markedly)), [(Some(1), "word-too-strong")]);
}

#[test]
fn a_table_of_the_sectors_has_all_of_them_and_no_change_crosses_a_break() {
    let n = national();
    let edition = &n.plan.registry.editions["2023"];
    let names: Vec<&str> = edition.sectors.iter().map(|id| n.plan.codebook.sectors[id].name.fr.as_str()).collect();
    let table = |names: &[&str]| {
        let rows: Vec<String> = names.iter().map(|name| format!("| {name} | +3\u{202f}pts |\n")).collect();
        format!("| Secteur | Écart |\n|---|---:|\n{}", rows.concat())
    };
    assert_eq!(said_of("report.md", &table(&names)), []);
    assert_eq!(said_of("report.md", &table(&names[1..])), [(Some(1), "ranking-incomplete")]);
    assert_eq!(said_of("report.md", &table(&names[..4])), [], "a choice of four is no ranking of fourteen");

    let change = |from: &str, to: &str, figure: &str| {
        format!("De l’édition {from} à l’édition {to}, la satisfaction des clients évolue de {figure}.")
    };
    assert_eq!(said_of("report.md", &change("2022", "2023", "−3\u{202f}pts")), []);
    assert_eq!(said_of("report.md", &change("2016", "2019", "−3\u{202f}pts")), [(Some(1), "break-crossed")]);
    assert_eq!(said_of("report.md", &change("2016", "2019", "[rupt]")), []);
    let columns = "| | 2014 → 2016 | 2016 → 2019 |\n|---|---|---|\n| Satisfaction | +2\u{202f}pts | [rupt] |\n";
    assert_eq!(said_of("report.md", columns), []);
    let crossed = columns.replace("[rupt]", "▼ −2\u{202f}pts");
    assert_eq!(said_of("report.md", &crossed), [(Some(3), "break-crossed")]);
}

/// A run of the newest wave with its templates changed.
fn run_with(from: &str, to: &str) -> (Result<Vec<Finding>, Error>, bool) {
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("report");
    fs::create_dir_all(&templates).unwrap();
    let mut found = 0;
    for entry in fs::read_dir(root().join("config/report")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        found += text.matches(from).count();
        fs::write(templates.join(path.file_name().unwrap()), text.replace(from, to)).unwrap();
    }
    assert!(found > 0, "no template holds `{from}`");
    let whole = &national().plan;
    let mut plan = Plan { waves: vec![whole.waves.last().unwrap().clone()], templates, ..whole.clone() };
    plan.replicate.replicates = 100;
    plan.publish.out = folder.path().join("out");
    let outcome = pipeline::run(&plan, &Silent);
    (outcome, plan.publish.out.exists())
}

#[test]
fn a_run_stops_before_it_publishes_what_its_tables_refute() {
    // Every point in every sentence and table: no difference is that of its terms any more.
    let (outcome, published) = run_with(".difference }}", ".difference | replace(\"+\", \"+3\") }}");
    let error = outcome.unwrap_err();
    assert_eq!(error.exit_code(), 2, "the templates are configuration");
    let Error::Config(found) = error else { panic!("{error}") };
    assert!(found.len() > 20, "all of them: {}", found.len());
    let first = found[0].to_string();
    assert!(first.starts_with("report.md:") && first.contains("a difference of 3"), "{first}");
    assert!(first.contains("hint: mend the template in `"), "{first}");
    assert!(!published, "nothing is written");
}

/// The check infers what a line is about. Of templates that nobody changed it may only doubt: whoever runs a survey could not mend
/// them.
#[test]
fn a_run_with_the_templates_of_the_program_is_not_stopped_by_a_doubt() {
    let folder = tempfile::tempdir().unwrap();
    for (name, from) in [("config", "config"), ("config/report", "config/report"), ("config/margins", "config/margins")]
    {
        fs::create_dir_all(folder.path().join(name)).unwrap();
        for entry in fs::read_dir(root().join(from)).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                fs::copy(entry.path(), folder.path().join(name).join(entry.file_name())).unwrap();
            }
        }
    }
    // A word of the report itself.
    let lexicon = folder.path().join("config/lexicon.yaml");
    let text = fs::read_to_string(&lexicon).unwrap();
    let changed = text.replace("globalement", "terrain");
    assert_ne!(text, changed);
    fs::write(&lexicon, changed).unwrap();
    let pipeline = fs::read_to_string(root().join("pipelines/national.yaml")).unwrap();
    let fixtures = format!("{}/", root().join("fixtures").display());
    fs::create_dir(folder.path().join("pipelines")).unwrap();
    let file = folder.path().join("pipelines/national.yaml");
    fs::write(&file, pipeline.replace("../fixtures/", &fixtures).replace("replicates: 1000", "replicates: 100"))
        .unwrap();
    let mut plan = config::load(&file, &Overrides::default()).unwrap();
    plan.publish.out = folder.path().join("out");
    let doubts = |found: &[Finding]| found.iter().filter(|finding| finding.rule == "word-without-figure").count();
    let told = pipeline::run(&plan, &Silent).unwrap();
    assert!(doubts(&told) > 0 && told.iter().all(|finding| finding.severity != Severity::Refuse));
    assert!(plan.publish.out.join("report.md").exists());

    // The same word where somebody changed a template.
    let template = folder.path().join("config/report/report.fr.md.j2");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, format!("{text}\n")).unwrap();
    let error = pipeline::run(&plan, &Silent).unwrap_err();
    assert_eq!((error.exit_code(), doubts(error.findings())), (2, error.findings().len()));
}

#[test]
fn words_are_found_whole_and_the_longest_counts() {
    let lexicon = &national().plan.lexicon;
    let found = |text: &str| -> Vec<String> { lexicon.find(text).iter().map(|found| found.group.id.clone()).collect() };
    assert_eq!(found("La différence n'est pas établie"), ["open"]);
    assert_eq!(found("la DIFFÉRENCE\u{a0}est établie"), ["established"]);
    assert_eq!(found("incomparables"), [""; 0]);
    assert_eq!(found("plus nombreux que les clients"), ["established"]);
    assert_eq!(found("plus nombreux"), [""; 0]);
    assert_eq!(found("nettement plus nombreux que les clients"), ["strong", "established"]);
}

#[test]
fn a_phrase_stands_where_all_its_words_do() {
    let vocabulary = Vocabulary::new(["un", "Deux\u{a0}trois", "un … trois", "→", "l’un", "…"]);
    let found = |text: &str| -> Vec<(usize, usize, usize)> {
        vocabulary.find(text).iter().map(|place| (place.phrase, place.from, place.to)).collect()
    };
    assert_eq!(found("un deux un"), [(0, 0, 2), (0, 8, 10)]);
    assert_eq!(found("un deux trois"), [(0, 0, 2), (1, 3, 13), (2, 0, 13)]);
    assert_eq!(found("trois un, deuxtrois, aucun"), [(0, 6, 8)]);
    assert_eq!(found("1 → 2 l'un"), [(0, 10, 12), (3, 2, 5), (4, 8, 12)]);
    assert_eq!(found(""), []);
}
