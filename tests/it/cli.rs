//! The program as its user meets it: exit codes, what goes to which stream, and an old output that stays whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use barometer::messages::msg;
use barometer::pipeline;
use barometer::progress::{Progress, Silent};

use crate::minimal::Minimal;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
    // English, wherever the tests run.
    command.args(args).env("LC_ALL", "C");
    command
}

/// Runs on the trial survey, from its folder, so that messages name files as its user would.
fn trial(minimal: &Minimal, args: &[&str]) -> Output {
    command(args).current_dir(minimal.root()).output().unwrap()
}

/// A trial survey that publishes: with the report templates of the project.
pub fn publishable() -> Minimal {
    let minimal = Minimal::new();
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/report");
    for entry in fs::read_dir(templates).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        minimal.write(&format!("config/report/{name}"), fs::read(&path).unwrap());
    }
    minimal
}

fn stderr(output: &Output) -> String {
    assert!(output.stdout.is_empty(), "standard output holds {:?}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What `check` says of a trial survey that it refuses with this exit code.
fn refused(minimal: &Minimal, code: i32) -> String {
    let output = trial(minimal, &["check", "pipelines/trial.yaml"]);
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    stderr(&output)
}

#[test]
fn a_sound_survey_is_checked_without_writing() {
    let minimal = publishable();
    let output = trial(&minimal, &["check", "pipelines/trial.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "nothing to refuse in pipelines/trial.yaml\n");
    let left: Vec<_> = fs::read_dir(minimal.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "config, pipelines, waves: {left:?}");
}

#[test]
fn a_text_that_no_cell_of_a_workbook_holds_is_refused() {
    let minimal = publishable();
    for language in ["fr", "en"] {
        let template = minimal.path(&format!("config/report/workbook.{language}.md.j2"));
        let long = fs::read_to_string(&template).unwrap() + "note: " + &"x".repeat(40_000) + "\n";
        fs::write(template, long).unwrap();
    }
    let output = trial(&minimal, &["run", "pipelines/trial.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    let start = "figures/figures.xlsx: a text of 40000 characters\n  expected: at most 32767 characters, which a cell";
    assert!(told.starts_with(start), "{told}");
    assert!(!minimal.path("out/trial").exists());
}

#[test]
fn a_template_is_taken_apart_however_deep_it_goes() {
    let minimal = publishable();
    let template = minimal.path("config/report/report.fr.md.j2");
    let sound = fs::read_to_string(&template).unwrap();
    for deep in ["-".repeat(150_000) + "1", "1".to_owned() + &"|abs".repeat(40_000)] {
        fs::write(&template, format!("{sound}{{{{ {deep} }}}}")).unwrap();
        let output = trial(&minimal, &["check", "pipelines/trial.yaml"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A run keeps to three findings of a rule and file, and says where the others stand: there they are.
#[test]
fn a_run_counts_the_warnings_that_check_tells() {
    let out = tempfile::tempdir().unwrap();
    let told = |args: &[&str]| {
        let output = command(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        stderr(&output)
    };
    let repeated = |told: &str| {
        let of_2014 = told.lines().filter(|line| line.starts_with("fixtures/waves/2014.csv:"));
        of_2014.filter(|line| line.ends_with("items answered in this block")).count()
    };
    let out = out.path().join("out");
    let run = told(&["run", "pipelines/national.yaml", "--out", out.to_str().unwrap()]);
    let counted = run.split_once("fixtures/waves/2014.csv: warning: ").expect("the others are counted").1;
    let (count, rest) = counted.split_once(' ').unwrap();
    let end = "more findings of the rule `straight-liner`\n  hint: `barometer check` tells them one by one\n";
    assert!(rest.starts_with(end), "{rest}");
    let check = told(&["check", "pipelines/national.yaml"]);
    assert_eq!((repeated(&run), repeated(&check)), (3, 3 + count.parse::<usize>().unwrap()));
}

#[test]
fn what_a_sound_configuration_may_not_mean_is_told_and_counted_in_the_page_of_checks() {
    let minimal = publishable();
    let edition = crate::minimal::REGISTRY.split_once("editions:\n").unwrap().1;
    let newer = edition.replace("field_end: 2023", "field_end: 2025").replace("2023", "2024");
    let breaks = "breaks:\n  - { before: \"2023\", reason: { fr: Un panel., en: A panel. } }\n";
    minimal.write("config/registry.yaml", format!("{}{newer}{breaks}", crate::minimal::REGISTRY));
    let output = trial(&minimal, &["run", "pipelines/trial.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    let told = "pipelines/trial.yaml:4:1: note: edition `2024`, the newest of the registry, has no wave here: the report is about edition `2023`
  hint: add an entry `- edition: \"2024\"` under `waves` if its data are there
config/registry.yaml:19:16: warning: the field of edition `2024` lasts 375 days
  hint: correct one of the two dates; in a copied edition the year often stays the old one
config/registry.yaml:25:15: warning: a break before `2023`, the first edition of the registry, which follows on none
  hint: name under `before` the first edition after the break, or remove it
written: out/trial, the report is about edition 2023
";
    assert_eq!(stderr(&output), told);
    let page = fs::read_to_string(minimal.path("out/trial/validation.md")).unwrap();
    for (rule, file) in [
        ("field-long", "config/registry.yaml"),
        ("break-before-first", "config/registry.yaml"),
        ("newest-left-out", "pipelines/trial.yaml"),
    ] {
        let row = |line: &str| line.starts_with(&format!("| `{rule}` |")) && line.ends_with(&format!("`{file}` | 1 |"));
        assert!(page.lines().any(row), "{page}");
    }
}

#[test]
fn a_run_writes_the_folder_of_the_contract() {
    let minimal = publishable();
    let output = trial(&minimal, &["run", "pipelines/trial.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(stderr(&output), "written: out/trial, the report is about edition 2023\n");
    for file in [
        "report.md",
        "validation.md",
        "manifest.json",
        "tables/estimates.parquet",
        "tables/estimates.csv",
        "confidential/answers.parquet",
    ] {
        assert!(minimal.path("out/trial").join(file).is_file(), "{file}");
    }
    let estimates = fs::read_to_string(minimal.path("out/trial/tables/estimates.csv")).unwrap();
    assert!(estimates.lines().skip(1).all(|row| row.ends_with("suppressed")), "eight people are never published");
}

#[test]
fn a_quiet_run_says_nothing() {
    let minimal = publishable();
    let output = trial(&minimal, &["run", "pipelines/trial.yaml", "--quiet"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn a_quiet_refusal_is_told_without_what_refuses_nothing() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", "id,sexe,", "id,genre,");
    minimal.edit("waves/2023.csv", "r1,homme,", "r2,homme,");
    // What only wants a look stands after what refuses, though the header is line 1.
    let loud = refused(&minimal, 1);
    let at = |passage: &str| loud.find(passage).unwrap_or_else(|| panic!("{passage}\n---\n{loud}"));
    assert!(at("no column `sexe`") < at("warning: column `genre` is not read"), "{loud}");
    assert!(loud.ends_with("error: the data are refused: 1 finding, and 1 to look at\n"), "{loud}");
    for format in ["text", "json"] {
        let output = trial(&minimal, &["check", "pipelines/trial.yaml", "--quiet", "--format", format]);
        let quiet = stderr(&output);
        assert!(quiet.contains("no column `sexe`") && !quiet.contains("is not read"), "{quiet}");
    }
}

#[test]
fn the_command_line_decides_over_the_pipeline() {
    let minimal = publishable();
    let output = trial(&minimal, &["run", "pipelines/trial.yaml", "--out", "elsewhere", "--quiet"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(minimal.path("elsewhere/manifest.json").is_file() && !minimal.path("out").exists());
}

#[test]
fn a_wrong_category_is_refused_with_its_cell_and_the_nearest_name() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", "r2,femme", "r2,femmes");
    assert_eq!(
        refused(&minimal, 1),
        "waves/2023.csv:3:sexe: `femmes` is not a category of `sexe`\n  expected: `homme`, `femme`\n  hint: did you mean `femme`?\n\
         error: the data are refused: 1 finding\n"
    );
}

#[test]
fn a_missing_column_is_refused_at_the_header() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", ",c1_adaptation,", ",c1_adaptaton,");
    assert_eq!(
        refused(&minimal, 1),
        "waves/2023.csv:1: no column `c1_adaptation`\n  expected: a column `c1_adaptation`: the answers to item `adaptation`\n  \
         hint: rename the column `c1_adaptaton` of the file to `c1_adaptation` if it is the one, or declare it in `reader:`, \
         `columns: { c1_adaptation: { from: c1_adaptaton } }`\n\
         error: the data are refused: 1 finding\n"
    );
    minimal.edit("waves/2023.csv", ",c1_adaptaton,", ",commentaire,");
    let told = refused(&minimal, 1);
    assert!(told.contains("; if the question is no longer put, give the edition an instrument without"), "{told}");
}

#[test]
fn a_failure_of_the_system_that_can_be_mended_has_a_way_out() {
    use std::io::ErrorKind;
    for kind in [ErrorKind::PermissionDenied, ErrorKind::StorageFull, ErrorKind::ResourceBusy] {
        let error = barometer::error::Error::world(Path::new("waves"), msg!("cannot-read"))(kind.into());
        assert!(error.way_out().is_some(), "{error}");
    }
}

#[test]
fn every_fault_of_a_wave_comes_back_at_once() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", "r3,homme,banque,1,1,non,,,,", "r1,homme,banque,7,1,non,banque,,3,");
    minimal.edit("waves/2023.csv", "r5,homme,banque", "r5,homme,bank");
    let told = refused(&minimal, 1);
    for start in [
        "waves/2023.csv:4:id: `r1` is the id of line 2 too",
        "waves/2023.csv:4:c1_adaptation: `7` is not an answer to item `adaptation`",
        "waves/2023.csv:4:e_secteur: `banque` from someone who is not employed",
        "waves/2023.csv:4:e_adaptation: `3`: an employee answer from someone who is not employed",
        "waves/2023.csv:6:c1_secteur: `bank` is not a sector of edition `2023`",
    ] {
        assert!(told.lines().any(|line| line == start), "{start}\n--- told:\n{told}");
    }
    assert!(told.ends_with("error: the data are refused: 5 findings\n"), "{told}");
}

#[test]
fn a_category_that_nobody_is_in_cannot_be_reached() {
    let minimal = publishable();
    minimal.edit(
        "config/margins/2023.yaml",
        "femme: { share: 0.52, name: { fr: Femmes, en: Women } }",
        "femme: { share: 0.51, name: { fr: Femmes, en: Women } }\n      autre: { share: 0.01, name: { fr: Autre, en: Other } }",
    );
    assert_eq!(
        refused(&minimal, 1),
        "config/margins/2023.yaml:9:7: no respondent of edition `2023` is in category `autre` of `sexe`\n  \
         expected: at least one respondent in every category of the margins\n  \
         hint: merge the category into its neighbour with `merges:`, or check the codes of the wave\n\
         error: the data are refused: 1 finding\n"
    );
}

#[test]
fn a_truncated_file_is_refused_by_its_number_of_interviews_or_fields() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", "r8,femme,banque,2,1,oui,banque,non,1,2\n", "");
    assert!(
        refused(&minimal, 1)
            .starts_with("waves/2023.csv: 7 interviews\n  expected: 8 interviews, as the registry declares\n")
    );
    minimal.edit("waves/2023.csv", "r7,homme,assurance,3,3,oui,banque,non,3,4", "r7,homme,assurance,3");
    assert!(refused(&minimal, 1).starts_with("waves/2023.csv:8: 4 fields\n  expected: 10 fields, as in the header\n"));
}

#[test]
fn a_misspelt_key_is_a_fault_of_the_configuration() {
    let minimal = publishable();
    minimal.edit("pipelines/trial.yaml", "seed: 20190902", "sede: 20190902");
    assert!(refused(&minimal, 2).contains("did you mean `seed`?"));
}

#[test]
fn a_missing_pipeline_is_a_fault_of_the_command_line() {
    let minimal = publishable();
    let output = trial(&minimal, &["run", "pipelines/trail.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("pipelines/trail.yaml: "));
}

#[test]
fn an_unknown_option_is_a_fault_of_the_command_line() {
    assert_eq!(command(&["run", "--ouput", "x"]).output().unwrap().status.code(), Some(2));
}

/// What only shows when the pages are filled is refused by `check` as by `run`, and the place says which value is meant.
#[test]
fn a_check_fills_the_templates() {
    let minimal = publishable();
    let sound = fs::read_to_string(minimal.path("config/report/sector.fr.md.j2")).unwrap();
    minimal.write("config/report/sector.fr.md.j2", sound.replacen("# ", "# {{ nom }} ", 1));
    for command in ["check", "run"] {
        let output = trial(&minimal, &[command, "pipelines/trial.yaml"]);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        let start = "config/report/sector.fr.md.j2:4: the template names `nom`, which the report does not give it (";
        assert!(told.starts_with(start) && told.contains("\n  hint: "), "{told}");
        assert!(!minimal.path("out").exists());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_check_looks_whether_the_output_can_be_written() {
    let minimal = publishable();
    minimal.edit("pipelines/trial.yaml", "../out/trial", "/proc/trial");
    for command in ["check", "run"] {
        let output = trial(&minimal, &[command, "pipelines/trial.yaml"]);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(3), "{told}");
        assert!(told.starts_with("error: /proc/trial: cannot write in the folder `/proc`: "), "{told}");
        assert!(
            told.ends_with("\n  hint: choose another folder with `--out` or under `publish:` in the pipeline\n"),
            "{told}"
        );
    }
    let output = trial(&minimal, &["check", "pipelines/trial.yaml", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&stderr(&output)).unwrap();
    assert!(told["hint"].as_str().unwrap().starts_with("choose another folder"));
}

#[test]
fn findings_can_be_json_lines() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", "r2,femme", "r2,femmes");
    let output = trial(&minimal, &["check", "pipelines/trial.yaml", "--format", "json"]);
    let told = stderr(&output);
    let lines: Vec<serde_json::Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["rule"], "category-unknown");
    assert_eq!(lines[0]["place"]["line"], 3);
    assert_eq!(lines[0]["place"]["column"], "sexe");
}

/// Neither the folder that a project stands in nor the way in which its pipeline is named is in the output.
#[test]
fn the_output_does_not_depend_on_where_the_pipeline_is_named_from() {
    let minimal = publishable();
    let files = ["manifest.json", "report.md", "validation.md", "tables/estimates.parquet"];
    let read = || files.map(|file| fs::read(minimal.path(&format!("out/trial/{file}"))).unwrap());
    assert_eq!(trial(&minimal, &["run", "pipelines/trial.yaml"]).status.code(), Some(0));
    let from_root = read();
    let text = String::from_utf8(from_root[0].clone()).unwrap();
    assert!(
        text.contains(r#""path": "config/codebook.yaml""#) && text.contains(r#""path": "waves/2023.csv""#),
        "{text}"
    );
    let absolute = minimal.path("pipelines/trial.yaml");
    for (folder, pipeline) in [("pipelines", Path::new("trial.yaml")), ("waves", Path::new(&absolute))] {
        let mut run = command(&["run", "--quiet"]);
        assert!(run.arg(pipeline).current_dir(minimal.path(folder)).status().unwrap().success());
        assert!(read() == from_root, "{}", pipeline.display());
    }
}

/// Whoever words the report is an input of it.
#[test]
fn the_templates_are_inputs_of_the_run() {
    let minimal = publishable();
    let manifest = || -> serde_json::Value {
        assert_eq!(trial(&minimal, &["run", "--quiet", "pipelines/trial.yaml"]).status.code(), Some(0));
        serde_json::from_slice(&fs::read(minimal.path("out/trial/manifest.json")).unwrap()).unwrap()
    };
    let report = || {
        let report = fs::read_to_string(minimal.path("out/trial/report.md")).unwrap();
        report.lines().find(|line| line.starts_with("16. ")).unwrap().to_owned()
    };
    let (before, printed) = (manifest(), report());
    let edited = "config/report/caveats.fr.md.j2";
    let text = fs::read_to_string(minimal.path(edited)).unwrap();
    minimal.write(edited, text.replace("# Raisons de se méfier", "# Raisons de douter"));
    let (after, printed_after) = (manifest(), report());
    let digest = |manifest: &serde_json::Value| {
        let inputs = manifest["inputs"].as_array().unwrap().clone();
        inputs.into_iter().find(|input| input["path"] == edited).expect("the template is listed")["sha256"].clone()
    };
    assert_ne!(digest(&before), digest(&after));
    assert_ne!(printed, printed_after, "the fingerprint of the configuration");
    assert_eq!(before["edition"], "2023");
    let figure = before["outputs"].as_array().unwrap().iter().find(|file| file["path"] == "figures/F02/F02.svg");
    assert_eq!(figure.unwrap()["figure"], "F02");
}

#[test]
fn a_refused_run_leaves_the_old_output_whole() {
    let minimal = publishable();
    assert_eq!(trial(&minimal, &["run", "pipelines/trial.yaml"]).status.code(), Some(0));
    let manifest = fs::read(minimal.path("out/trial/manifest.json")).unwrap();
    minimal.edit("waves/2023.csv", "r2,femme", "r2,femmes");
    assert_eq!(trial(&minimal, &["run", "pipelines/trial.yaml"]).status.code(), Some(1));
    assert_eq!(fs::read(minimal.path("out/trial/manifest.json")).unwrap(), manifest);
}

#[test]
fn a_second_run_replaces_the_folder_and_leaves_nothing_beside_it() {
    let minimal = publishable();
    for _ in 0..2 {
        assert_eq!(trial(&minimal, &["run", "pipelines/trial.yaml"]).status.code(), Some(0));
        minimal.write("out/trial/stray.txt", "left by hand");
    }
    fs::remove_file(minimal.path("out/trial/stray.txt")).unwrap();
    assert_eq!(trial(&minimal, &["run", "pipelines/trial.yaml"]).status.code(), Some(0));
    let beside: Vec<_> = fs::read_dir(minimal.path("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(beside.iter().all(|name| name == "trial" || name == ".trial.lock"), "{beside:?}");
}

#[test]
fn a_folder_that_is_not_ours_is_never_replaced() {
    let minimal = publishable();
    minimal.write("precious/thesis.txt", "years of work");
    let output = trial(&minimal, &["run", "pipelines/trial.yaml", "--out", "precious"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).starts_with("precious: the output folder holds files that are not an output of this program\n")
    );
    assert!(minimal.path("precious/thesis.txt").is_file());
}

#[test]
fn what_a_killed_run_left_behind_is_cleared() {
    let minimal = publishable();
    minimal.write("out/.trial.new/report.md", "half written");
    assert_eq!(trial(&minimal, &["run", "pipelines/trial.yaml"]).status.code(), Some(0));
    assert!(!minimal.path("out/.trial.new").exists());
}

/// Interrupts a run once it has asked so often.
struct Interrupting(AtomicUsize);

impl Progress for Interrupting {
    fn stage(&self, _: &'static str, _: usize) {}

    fn step(&self) {}

    fn interrupted(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
    }
}

#[test]
fn an_interrupted_run_leaves_the_old_output_and_nothing_beside_it() {
    let minimal = publishable();
    let plan = minimal.load().unwrap();
    pipeline::run(&plan, &Silent).unwrap();
    minimal.write("out/trial/notes.txt", "of the old run");
    let mut steps = 0;
    while let Err(error) = pipeline::run(&plan, &Interrupting(AtomicUsize::new(steps))) {
        assert_eq!(
            (error.exit_code(), error.to_string().as_str()),
            (130, "interrupted: the output folder is as it was")
        );
        assert!(minimal.path("out/trial/notes.txt").is_file() && minimal.path("out/trial/manifest.json").is_file());
        let left = fs::read_dir(minimal.path("out")).unwrap().map(|entry| entry.unwrap().file_name());
        let left: BTreeSet<_> = left.collect();
        // The lock is that of the old run.
        assert_eq!(left, [".trial.lock".into(), "trial".into()].into(), "after {steps} steps");
        steps += 1;
    }
    // Between stages, before each file and before the swap.
    assert!(steps > 50, "{steps}");
    assert!(!minimal.path("out/trial/notes.txt").exists());
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_run_with_a_word_and_its_exit_code() {
    let out = tempfile::tempdir().unwrap();
    let national = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/national.yaml");
    let interrupted = |signal: &str, wait: u64| {
        let mut run = command(&["run", national.to_str().unwrap(), "--out", out.path().join("out").to_str().unwrap()]);
        let run = run.stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        assert!(Command::new("kill").args([signal, &run.id().to_string()]).status().unwrap().success());
        let ended = run.wait_with_output().unwrap();
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
        Some((ended.status.code()?, String::from_utf8(ended.stderr).unwrap()))
    };
    // On a busy machine the first signal may come before it is listened to; the system then ends the run, without a code.
    for signal in ["-INT", "-HUP"] {
        let heard = [200, 400, 800].into_iter().find_map(|wait| interrupted(signal, wait));
        assert_eq!(heard, Some((130, "error: interrupted: the output folder is as it was\n".to_owned())), "{signal}");
    }
}

/// `nohup` starts a run that is to outlive its terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_run_that_was_told_to_ignore_a_closed_terminal_goes_on() {
    let minimal = publishable();
    let mut run = Command::new("nohup");
    run.arg(env!("CARGO_BIN_EXE_barometer")).args(["run", "pipelines/trial.yaml"]).env("LC_ALL", "C");
    let run = run.current_dir(minimal.root()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    for wait in [100, 50, 50, 50, 50, 100, 200] {
        std::thread::sleep(Duration::from_millis(wait));
        let _ = Command::new("kill").args(["-HUP", &run.id().to_string()]).stderr(Stdio::null()).status();
    }
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(minimal.path("out/trial/manifest.json").is_file());
}

#[test]
fn two_runs_do_not_write_the_same_folder_at_once() {
    let minimal = publishable();
    minimal.write("out/.trial.lock", "");
    let lock = fs::File::options().write(true).open(minimal.path("out/.trial.lock")).unwrap();
    lock.lock().unwrap();
    let output = trial(&minimal, &["run", "pipelines/trial.yaml"]);
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(stderr(&output).contains("another run is writing the same output folder"));
}

#[test]
fn help_and_version_go_to_standard_output_with_an_example() {
    for (args, example) in [
        (vec!["--help"], "Example:"),
        (vec!["run", "--help"], "Example:"),
        (vec!["check", "--help"], "Example:"),
        (vec!["--version"], env!("CARGO_PKG_VERSION")),
    ] {
        let output = command(&args).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains(example), "{args:?}");
    }
}

#[test]
fn a_broken_template_is_refused_before_any_work() {
    let minimal = publishable();
    minimal.write("config/report/report.fr.md.j2", "# {{ title");
    assert!(refused(&minimal, 2).starts_with("config/report/report.fr.md.j2:1"));
}

#[test]
fn a_template_is_text_in_a_file() {
    let minimal = publishable();
    let template = "config/report/report.fr.md.j2";
    let sound = fs::read(minimal.path(template)).unwrap();
    minimal.write(template, b"# Titre\ncaf\xe9");
    let told = refused(&minimal, 2);
    assert!(told.starts_with(&format!("{template}:2:4: a byte that is not UTF-8\n")), "{told}");
    minimal.write(template, vec![b' '; (1 << 20) + 1]);
    assert!(refused(&minimal, 2).contains(&format!("`{template}` has 1048577 bytes")));
    minimal.write(template, sound);
    assert_eq!(trial(&minimal, &["check", "pipelines/trial.yaml"]).status.code(), Some(0));
}

/// A pipe would be waited for, a device has no end.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    use std::os::unix::fs::symlink;
    let pipe = |file: &Path| {
        fs::remove_file(file).unwrap();
        assert!(Command::new("mkfifo").arg(file).status().unwrap().success());
    };
    let minimal = publishable();
    assert_eq!(trial(&minimal, &["run", "pipelines/trial.yaml"]).status.code(), Some(0));
    let lint = || trial(&minimal, &["lint", "--pipeline", "pipelines/trial.yaml"]);
    let not_a_file = |output: Output, file: &str| {
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        let told = stderr(&output);
        assert!(told.starts_with(&format!("{file}: `{file}` is not a file\n")), "{told}");
    };
    for file in ["out/trial/report.md", "out/trial/tables/estimates.parquet"] {
        let kept = fs::read(minimal.path(file)).unwrap();
        pipe(&minimal.path(file));
        not_a_file(lint(), file);
        fs::remove_file(minimal.path(file)).unwrap();
        minimal.write(file, kept);
    }
    minimal.write("out/trial/method.md", b"# M\xe9thode\n");
    let told = stderr(&lint());
    assert!(told.starts_with("out/trial/method.md:1:4: a byte that is not UTF-8\n"), "{told}");
    for template in ["config/report/report.fr.md.j2", "config/report/page.css"] {
        let kept = fs::read(minimal.path(template)).unwrap();
        fs::remove_file(minimal.path(template)).unwrap();
        symlink("/dev/zero", minimal.path(template)).unwrap();
        not_a_file(trial(&minimal, &["check", "pipelines/trial.yaml"]), template);
        pipe(&minimal.path(template));
        not_a_file(trial(&minimal, &["check", "pipelines/trial.yaml"]), template);
        fs::remove_file(minimal.path(template)).unwrap();
        minimal.write(template, kept);
    }
}

#[cfg(unix)]
#[test]
fn the_folder_behind_a_link_is_replaced() {
    use std::os::unix::fs::symlink;
    let minimal = publishable();
    fs::create_dir(minimal.path("disk")).unwrap();
    symlink("disk", minimal.path("link")).unwrap();
    for _ in 0..2 {
        let output = trial(&minimal, &["run", "pipelines/trial.yaml", "--out", "link"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(minimal.path("link").is_symlink() && minimal.path("disk/manifest.json").is_file());
    }
    symlink("nowhere", minimal.path("dangling")).unwrap();
    let output = trial(&minimal, &["run", "pipelines/trial.yaml", "--out", "dangling"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("dangling: the output folder is a link to nothing\n"));
    symlink(".", minimal.path("all")).unwrap();
    let output = trial(&minimal, &["run", "pipelines/trial.yaml", "--out", "all"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("--out: the output folder `all` holds `"));
}
