//! Validation as its user meets it: each rule has a file that breaks it alone, a severity that may be lowered or not, and a line in
//! `validation.md`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use barometer::config::{self, Overrides};
use barometer::digest::sha256_hex;
use barometer::error::{Error, Finding, Severity};
use barometer::messages::Language;
use barometer::pipeline::{self, Prepared};
use barometer::plan::Plan;
use barometer::progress::Silent;
use barometer::stages::validate::rules::Rule;
use tempfile::TempDir;

use crate::minimal::every_one_has_a_way_out;

#[path = "../../fixtures/generate/faulty.rs"]
mod faulty;
#[allow(dead_code)] // the generator of the waves uses more of it
#[path = "../../fixtures/generate/random.rs"]
mod random;

const SOUND: [&str; 2] = ["earlier", "sound"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/faulty")
}

/// A copy of `fixtures/faulty` that can be run, with the words and templates of the shipped configuration.
struct Trial(TempDir);

impl Trial {
    fn new() -> Self {
        let trial = Self(TempDir::new().unwrap());
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
        copy(&folder(), trial.0.path());
        copy(&shipped.join("report"), &trial.0.path().join("config/report"));
        fs::copy(shipped.join("labels.yaml"), trial.0.path().join("config/labels.yaml")).unwrap();
        trial
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// Replaces a passage that stands once in a file.
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
        fs::write(self.path(file), text.replace(from, to)).unwrap();
    }

    /// Adds rules to `config/validation.yaml`.
    fn rules(&self, rules: &str) {
        let text = self.read("config/validation.yaml");
        fs::write(self.path("config/validation.yaml"), format!("{text}rules:\n{rules}")).unwrap();
    }

    fn load(&self) -> Result<Plan, Error> {
        config::load(&self.path("pipeline.yaml"), &Overrides::default())
    }

    /// The wave of 2023 read from the file of a rule.
    fn with(rule: &str) -> Self {
        let trial = Self::new();
        trial.edit("pipeline.yaml", "sound.csv", &format!("{rule}.csv"));
        trial
    }

    /// What `check` finds and how it ends, waves weighed.
    fn weigh(&self) -> (Vec<Finding>, Option<Prepared>) {
        let plan = self.load().unwrap_or_else(|error| panic!("{:?}", error.findings()));
        match pipeline::weigh(&plan, &Silent) {
            Ok(prepared) => (prepared.warnings.clone(), Some(prepared)),
            Err(error) => (error.findings().to_vec(), None),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// `rule,severity,line,column` of every finding that a file must give, by the rule that names the file.
fn expected() -> Vec<(String, String)> {
    let text = fs::read_to_string(folder().join("expected.csv")).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("file,rule,severity,line,column"));
    lines
        .map(|line| line.split_once(',').map(|(file, finding)| (file.to_owned(), finding.to_owned())).unwrap())
        .collect()
}

fn as_expected(finding: &Finding) -> String {
    let line = finding.place.line.map_or(String::new(), |line| line.to_string());
    let column = finding.place.column.as_deref().unwrap_or_default();
    format!("{},{},{line},{column}", finding.rule, finding.severity.as_str())
}

#[test]
fn every_rule_has_a_file_and_every_file_a_rule() {
    let mut files: BTreeSet<String> = BTreeSet::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            files.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    let mut rules: BTreeSet<String> = Rule::EVERY.iter().map(|rule| rule.name.to_owned()).collect();
    let told: BTreeSet<String> = expected().into_iter().map(|(file, _)| file).collect();
    assert_eq!(told, rules, "files of expected.csv on the left");
    rules.extend(SOUND.map(str::to_owned));
    rules.insert("expected".to_owned());
    assert_eq!(files, rules, "files on the left, rules on the right");
}

#[test]
fn the_files_come_from_their_generator() {
    for (name, text) in faulty::files() {
        assert!(
            fs::read_to_string(folder().join(&name)).unwrap() == text,
            "{name}: run `cargo run --example generate`"
        );
    }
}

/// Each file gives the findings of `expected.csv`, at their places, and no others.
#[test]
fn each_file_breaks_its_rule_and_no_other() {
    let mut wrong = String::new();
    for definition in Rule::EVERY {
        let trial = Trial::with(definition.name);
        if definition.rule == Rule::FileChanged {
            let pin = sha256_hex(&fs::read(folder().join("sound.csv")).unwrap());
            trial.edit("pipeline.yaml", "file-changed.csv,", &format!("file-changed.csv, sha256: \"{pin}\","));
        }
        let (findings, prepared) = trial.weigh();
        let found: Vec<String> = findings.iter().map(as_expected).collect();
        let wanted: Vec<String> =
            expected().into_iter().filter(|(file, _)| file == definition.name).map(|(_, finding)| finding).collect();
        if found != wanted {
            let _ = writeln!(wrong, "{}\n  wanted {wanted:?}\n  found  {found:?}\n  {findings:?}", definition.name);
        }
        let refused = findings.iter().any(|finding| finding.severity == Severity::Refuse);
        assert_eq!(prepared.is_none(), refused, "{}", definition.name);
        every_one_has_a_way_out(&findings);
        for finding in &findings {
            assert!(finding.expected.is_some(), "{finding}");
            assert!(finding.to_string().chars().count() < 600, "{finding}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_sound_waves_break_no_rule() {
    let (findings, prepared) = Trial::new().weigh();
    assert_eq!(findings, []);
    for counts in prepared.unwrap().counts {
        assert!(Rule::EVERY.iter().all(|definition| counts.of(definition.rule) == 0));
    }
}

#[test]
fn the_shipped_configuration_lists_every_rule_with_its_default() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/validation.yaml");
    let text = fs::read_to_string(shipped).unwrap();
    let listed: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_once(": { severity"))
        .map(|(rule, _)| rule)
        .collect();
    let rules: Vec<&str> = Rule::EVERY.iter().map(|definition| definition.name).collect();
    assert_eq!(listed, rules);
    for definition in Rule::EVERY {
        let line =
            text.lines().find(|line| line.trim_start().starts_with(&format!("{}: {{", definition.name))).unwrap();
        assert_eq!(line.contains("# guards"), definition.guards, "{line}");
    }
    let plan =
        config::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/national.yaml"), &Overrides::default());
    assert_eq!(plan.unwrap().validation, Default::default());
}

/// The table of `config/README.md` has a line for every rule, with its default severity and threshold.
#[test]
fn the_readme_has_a_line_for_every_rule() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("config/README.md")).unwrap();
    for definition in Rule::EVERY {
        let start = format!("| `{}` | ", definition.name);
        let line =
            readme.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{}", definition.name));
        let severity = if definition.guards { "guards" } else { definition.severity.as_str() };
        assert!(line.starts_with(&format!("{start}{severity}")), "{line}");
        if let Some(threshold) = definition.threshold {
            assert!(line.contains(&format!("`{}: {}`", threshold.key, threshold.default)), "{line}");
        }
    }
}

mod configured {
    //! What `validation.yaml` may say, and what becomes of it.

    use super::*;

    #[track_caller]
    fn refused(rules: &str, expected: &str) {
        let trial = Trial::new();
        trial.rules(rules);
        let error = trial.load().unwrap_err();
        assert_eq!(error.exit_code(), 2);
        let findings: Vec<String> = error.findings().iter().map(ToString::to_string).collect();
        assert_eq!(findings.join("\n").replace(&format!("{}/", trial.0.path().display()), ""), expected);
    }

    #[test]
    fn a_rule_that_guards_cannot_be_lowered() {
        refused(
            "  id-duplicate: { severity: warn }\n",
            "config/validation.yaml:11:29: the rule `id-duplicate` cannot be lowered to `warn`\n  expected: `refuse`\n  \
             hint: it guards correctness: without it figures would be wrong and nobody would know; correct the file",
        );
    }

    #[test]
    fn an_unknown_rule_is_refused_with_the_nearest() {
        refused(
            "  straight-linner: { severity: note }\n",
            &format!(
                "config/validation.yaml:11:3: unknown rule `straight-linner`\n  expected: one of {} names\n  \
                 hint: did you mean `straight-liner`?",
                Rule::EVERY.len()
            ),
        );
    }

    #[test]
    fn nobody_is_excluded_by_a_rule() {
        refused(
            "  speeder: { severity: exclude }\n",
            "config/validation.yaml:11:24: `severity` is `exclude`\n  expected: one of `refuse`, `warn`, `note`\n  \
             hint: write one of these words; config/README.md says what each means",
        );
    }

    #[test]
    fn a_threshold_is_the_rules_own_and_in_its_range() {
        refused(
            "  speeder: { above: 0.3 }\n  straight-liner: { at_least: 1.5 }\n  id-missing: { below: 3 }\n",
            "config/validation.yaml:11:14: the rule `speeder` has no `above`\n  expected: `severity` or `below`\n  \
             hint: leave the key out, or move it to where it belongs; config/README.md lists the keys of each file\n\
             config/validation.yaml:12:31: `at_least` is 1.5\n  expected: a whole number from 2 to 1000000\n  \
             hint: the usual value is `8`\n\
             config/validation.yaml:13:17: the rule `id-missing` has no `below`\n  expected: `severity` alone\n  \
             hint: leave the key out, or move it to where it belongs; config/README.md lists the keys of each file",
        );
    }

    #[test]
    fn a_digest_is_one() {
        let trial = Trial::new();
        trial.edit("pipeline.yaml", "sound.csv,", "sound.csv, sha256: abc,");
        assert!(trial.load().unwrap_err().findings()[0].problem.to_string().contains("`abc` is not a SHA-256"));
    }

    /// A lowered rule lets the wave through: the answers that nobody should have given are left aside, and counted.
    #[test]
    fn a_lowered_routing_leaves_the_answers_aside() {
        let trial = Trial::with("routing-employee");
        trial.rules("  routing-employee: { severity: warn }\n");
        let (findings, prepared) = trial.weigh();
        let found: Vec<(&str, Severity)> = findings.iter().map(|finding| (finding.rule, finding.severity)).collect();
        assert_eq!(found, [("routing-employee", Severity::Warn)]);
        let prepared = prepared.unwrap();
        assert_eq!(prepared.counts[1].of(Rule::RoutingEmployee), 1);
        let line = findings[0].place.line.unwrap();
        assert!(prepared.waves[1].wave.respondents[line - 2].job.is_none());
    }

    #[test]
    fn a_lowered_weight_of_zero_counts_for_nobody() {
        let trial = Trial::with("weight-zero");
        trial.rules("  weight-zero: { severity: note }\n");
        let (findings, prepared) = trial.weigh();
        assert_eq!((findings.len(), findings[0].severity), (1, Severity::Note));
        assert_eq!(prepared.unwrap().waves[1].wave.respondents[8].base_weight, 0.0);
    }

    #[test]
    fn a_raised_rule_refuses() {
        let trial = Trial::with("straight-liner");
        trial.rules("  straight-liner: { severity: refuse }\n");
        assert!(trial.weigh().1.is_none());
    }

    #[test]
    fn a_threshold_moves_what_is_told() {
        let trial = Trial::with("straight-liner");
        trial.rules("  straight-liner: { at_least: 9 }\n");
        assert_eq!(trial.weigh().0, []);
    }
}

/// Past fifty findings of a rule the rest is counted: in the text, in JSON, and for the page.
#[test]
fn fifty_are_told_and_the_rest_counted() {
    let trial = Trial::new();
    let text = trial.read("sound.csv");
    let (mut header, mut rows) = (String::new(), String::new());
    for (i, line) in text.lines().enumerate() {
        if i == 0 {
            header = format!("{line}\n")
        } else {
            // Each is another: what a column repeats is told once.
            let _ = writeln!(rows, "{}", line.replace("Homme", &format!("M{i}")).replace("Femme", &format!("F{i}")));
        }
    }
    let twice = rows.replace("2023-0", "2023-1").replace(",M", ",N").replace(",F", ",G");
    fs::write(trial.path("sound.csv"), header + &rows + &twice).unwrap();
    let (findings, _) = trial.weigh();
    let of_rule: Vec<&Finding> = findings.iter().filter(|finding| finding.rule == "category-unknown").collect();
    assert_eq!((of_rule.len(), of_rule.iter().map(|finding| finding.count).sum::<usize>()), (51, 96));
    let surplus = serde_json::to_value(of_rule[50].told(Language::English)).unwrap();
    assert_eq!((surplus["count"].as_u64(), surplus["severity"].as_str()), (Some(46), Some("refuse")));
    let told = serde_json::to_value(of_rule[0].told(Language::French)).unwrap();
    assert_eq!(told["place"]["line"], 2);
    assert_eq!(told["place"]["column"], "sexe");
    assert_eq!(told["count"], 1);
}

/// What one mend is for is told once: a category that the margins do not have, and where to add it.
#[test]
fn what_a_column_repeats_is_told_once_and_counted() {
    let trial = Trial::new();
    let text = trial.read("sound.csv").replace("Homme", "M");
    fs::write(trial.path("sound.csv"), &text).unwrap();
    let findings = trial.weigh().0;
    let [only] = findings.as_slice() else { panic!("{findings:?}") };
    let count = text.matches(",M,").count();
    assert!(count > 1 && only.count == count, "{only:?}");
    let told = serde_json::to_value(only.told(Language::English)).unwrap();
    let words = told["problem"].as_str().unwrap();
    assert!(words.ends_with(&format!(" ({count} cells, of which this is the first)")), "{words}");
    assert_eq!((told["message"].as_str(), told["count"].as_u64()), (Some(only.problem.id()), Some(count as u64)));
    assert!(only.problem.id() != "repeated" && told["args"].get("problem").is_none(), "{told}");
    let file = trial.path("config/margins.yaml");
    assert!(only.hint.as_ref().unwrap().to_string().contains(&format!("to `sexe` in {}", file.display())), "{only}");
}

/// A question that stands in the codebook and in the data, and in no list of the registry, is told by its name: nobody should
/// think that the column was meant to be left aside.
#[test]
fn a_question_that_no_instrument_asks_is_named() {
    let trial = Trial::new();
    trial.edit("config/registry.yaml", "q7, q8]", "q7]");
    trial.edit("config/registry.yaml", "q8, part]", "q8]");
    let findings = trial.weigh().0;
    let told = |column: &str| {
        let of_column = |f: &&Finding| {
            f.rule == "column-unknown" && f.problem.to_string().contains(column) && f.place.file.ends_with("sound.csv")
        };
        let finding = findings.iter().find(of_column).unwrap_or_else(|| panic!("{column}: {findings:?}"));
        finding.hint.as_ref().unwrap().to_string()
    };
    assert_eq!(
        told("c2_q8"),
        "it is item `q8` of the codebook, which the instrument of edition `2023` does not ask of clients: if it was \
         asked, add it to the list `client` of that instrument in registry.yaml"
    );
    assert_eq!(
        told("e_part"),
        "it is item `part` of the codebook, which the instrument of edition `2023` does not ask of employees: if it was \
         asked, add it to the list `employee` of that instrument in registry.yaml"
    );
}

/// An answer that no scale has is never taken for the code next to it.
#[test]
fn no_answer_is_made_up() {
    let findings = Trial::with("value-off-scale").weigh().0;
    assert!(findings[0].hint.as_ref().unwrap().to_string().starts_with("check the value"), "{findings:?}");
}

/// Zero says that a rule was checked: one that has nothing to look at counts nothing.
#[test]
fn a_rule_without_anything_to_look_at_is_not_said_to_be_checked() {
    let rules = || Rule::EVERY.iter().map(|definition| definition.rule);
    let trial = Trial::new();
    let plan = trial.load().unwrap();
    let idle = |plan: &Plan, pinned| -> BTreeSet<&str> {
        let idle = rules().filter(|rule| !rule.has_matter(&plan.codebook.layout, &plan.validation, pinned));
        idle.map(|rule| rule.name()).collect()
    };
    assert_eq!(idle(&plan, false), BTreeSet::from(["file-changed"]));
    assert!(idle(&plan, true).is_empty());
    let mut bare = plan.clone();
    let layout = &mut bare.codebook.layout;
    (layout.wave, layout.duration, layout.base_weight, layout.stratum) = (None, None, None, None);
    bare.validation.implications.clear();
    let mut expected: BTreeSet<&str> =
        rules().map(|rule| rule.name()).filter(|name| name.starts_with("weight-")).collect();
    expected.extend(["wave-missing", "wave-wrong", "contradiction", "psu-in-strata", "speeder"]);
    assert_eq!(idle(&bare, true), expected);
}

/// A side of the questionnaire that nobody answers on is told, and the run goes on without it.
#[test]
fn a_side_without_anybody_is_told() {
    let trial = Trial::new();
    let text = trial.read("sound.csv");
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let nobody = text.lines().enumerate().map(|(i, line)| {
        let cells = line.split(',').zip(&header).map(|(cell, column)| match *column {
            _ if i == 0 => cell,
            "en_emploi" => "non",
            column if column.starts_with("e_") => "",
            _ => cell,
        });
        cells.collect::<Vec<_>>().join(",") + "\n"
    });
    fs::write(trial.path("sound.csv"), nobody.collect::<String>()).unwrap();
    let told: Vec<String> = trial.weigh().0.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|told| told.contains("nobody answers as an employee in edition")), "{told:?}");
}

/// `validation.md` has every rule, with zeros, and nothing of a respondent.
#[test]
fn the_page_counts_every_rule_and_shows_nobody() {
    let trial = Trial::with("straight-liner");
    let plan = trial.load().unwrap();
    pipeline::run(&plan, &Silent).unwrap();
    let page = fs::read_to_string(trial.path("out/validation.md")).unwrap();
    for definition in Rule::EVERY {
        let line = page.lines().find(|line| line.starts_with(&format!("| `{}` |", definition.name)));
        let found = match definition.rule {
            Rule::StraightLiner => "| 0 | 1 |",
            Rule::FileChanged => "| — | — |",
            _ => "| 0 | 0 |",
        };
        assert!(line.is_some_and(|line| line.ends_with(found)), "{}: {line:?}", definition.name);
    }
    assert!(
        page.contains(
            "| `straight-liner` | même réponse à toutes les questions d’un bloc, en nombre de questions (au moins 8) | alerte |"
        ),
        "{page}"
    );
    // Nobody counts nine zeros.
    assert!(page.contains("(au-dessus de 10⁹)") && page.contains("(en dessous de 10⁻⁹)"), "{page}");
    for respondent in trial.read("straight-liner.csv").lines().skip(1) {
        let id = respondent.split(',').next().unwrap();
        assert!(!page.contains(id), "{id}");
    }
}

/// Rows of one wave that are the copy of another, in the questionnaires of the national survey.
mod copies {
    use barometer::io::ingest;
    use barometer::stages::validate::{Frame, validate};

    use super::*;

    /// Items of a short questionnaire.
    const SHORT: [&str; 2] = ["satisfaction", "reclamations"];

    /// What `row-copied` tells of the wave of 2023 with this text, when it asks all its items or those of `SHORT`.
    fn told(text: &str, short: bool) -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let plan = config::load(&root.join("pipelines/national.yaml"), &Overrides::default()).unwrap();
        let folder = TempDir::new().unwrap();
        let mut wave = plan.waves.iter().find(|wave| wave.edition.as_str() == "2023").unwrap().clone();
        wave.file = folder.path().join("wave.csv");
        fs::write(&wave.file, text).unwrap();
        let mut edition = plan.registry.editions[&wave.edition].clone();
        if short {
            edition.instrument.client.retain(|item| SHORT.contains(&item.as_str()));
            edition.instrument.employee.retain(|item| SHORT.contains(&item.as_str()));
        }
        let frame = Frame {
            id: &wave.edition,
            edition: &edition,
            margins: &wave.margins,
            codebook: &plan.codebook,
            rules: &plan.validation,
            sha256: None,
            wave: &wave.wave,
        };
        let found = validate(&ingest::read(&wave).unwrap(), frame, None).unwrap_or_else(|found| panic!("{found:?}"));
        let copied = found.warnings.iter().filter(|finding| finding.rule == "row-copied");
        copied.map(|f| format!("{}: {}\n{}", f.place.line.unwrap(), f.problem, f.expected.as_ref().unwrap())).collect()
    }

    fn wave() -> Vec<Vec<String>> {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/waves/2023.csv")).unwrap();
        text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    fn text(rows: &[Vec<String>]) -> String {
        rows.iter().map(|row| row.join(",") + "\n").collect()
    }

    #[test]
    fn a_copy_is_found_in_a_long_questionnaire() {
        let mut rows = wave();
        assert_eq!(told(&text(&rows), false), [] as [String; 0]);
        // All that the person of line 51 answered, said by the one of line 901; who they are stays.
        let first = rows[0].iter().position(|column| column == "en_emploi").unwrap();
        let (from, to) = rows.split_at_mut(900);
        to[0][first..].clone_from_slice(&from[50][first..]);
        let told = told(&text(&rows), false);
        let [only] = told.as_slice() else { panic!("{told:?}") };
        assert!(
            only.starts_with("901: the answers of line 51, under another id\nanswers of this person: by chance"),
            "{only}"
        );
        assert!(only.ends_with("fewer than 1 in 1000000 waves like this one"), "{only}");
    }

    #[test]
    fn people_who_agree_by_chance_are_not_told() {
        let rows = wave();
        // Many share all the answers to a short questionnaire, the sectors that they rate and work in included.
        let columns: Vec<usize> = (0..rows[0].len())
            .filter(|at| {
                let (prefix, stem) = rows[0][*at].split_once('_').unwrap_or_default();
                ["c1", "c2", "c3", "e"].contains(&prefix) && (stem == "secteur" || SHORT.contains(&stem))
            })
            .collect();
        let mut seen = BTreeSet::new();
        let answers = |row: &Vec<String>| columns.iter().map(|at| row[*at].clone()).collect::<Vec<_>>();
        let equal = rows[1..].iter().filter(|row| !seen.insert(answers(row))).count();
        assert!(equal > 100, "{equal}");
        assert_eq!(told(&text(&rows), true), [] as [String; 0]);
    }
}
