//! `barometer init`: the draft of a delivered survey runs, says what it guessed, asks for what it cannot know, and overwrites
//! nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use barometer::config::{self, Overrides};
use barometer::draft;
use barometer::plan::Plan;
use barometer::survey::codebook::Scale;
use tempfile::TempDir;

/// A folder in which a user works.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        for (name, bytes) in files {
            fs::write(desk.path(name), bytes).unwrap();
        }
        desk
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
        command.args(args).env("LC_ALL", "C.UTF-8").current_dir(self.folder.path()).output().unwrap()
    }

    /// Standard error of a command that ends with this code.
    #[track_caller]
    fn told(&self, code: i32, args: &[&str]) -> String {
        let output = self.run(args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}\n{told}");
        assert!(output.stdout.is_empty());
        told
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    fn plan(&self) -> Plan {
        config::load(&self.path("draft/pipelines/draft.yaml"), &Overrides::default()).unwrap()
    }
}

const CHECK: [&str; 2] = ["check", "draft/pipelines/draft.yaml"];
const RUN: [&str; 2] = ["run", "draft/pipelines/draft.yaml"];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/waves").join(name)).unwrap()
}

#[test]
fn a_shipped_wave_without_its_configuration_is_understood_again() {
    let desk = Desk::with(&[("2014.csv", &fixture("2014.csv")), ("2022.parquet", &fixture("2022.parquet"))]);
    assert_eq!(
        desk.told(0, &["init", "2014.csv", "2022.parquet"]),
        "written: draft\nnext: barometer check draft/pipelines/draft.yaml\n"
    );
    let drafted = desk.plan();
    let shipped =
        config::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/national.yaml"), &Overrides::default())
            .unwrap();
    let layout = &drafted.codebook.layout;
    assert_eq!(format!("{layout:?}"), format!("{:?}", shipped.codebook.layout));
    let editions = ["2014", "2022"];
    assert_eq!(drafted.waves.iter().map(|wave| wave.edition.as_str()).collect::<Vec<_>>(), editions);
    for edition in editions {
        let (drafted_edition, known) = (&drafted.registry.editions[edition], &shipped.registry.editions[edition]);
        let sorted = |ids: Vec<&str>| {
            let mut ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
            ids.sort();
            ids
        };
        assert_eq!(drafted_edition.n_respondents, known.n_respondents);
        for list in [
            |i: &barometer::survey::registry::Instrument| i.client.clone(),
            |i: &barometer::survey::registry::Instrument| i.employee.clone(),
        ] {
            let (drafted, known) = (list(&drafted_edition.instrument), list(&known.instrument));
            assert_eq!(
                sorted(drafted.iter().map(|id| id.as_str()).collect()),
                sorted(known.iter().map(|id| id.as_str()).collect()),
                "{edition}"
            );
        }
        assert_eq!(
            sorted(drafted_edition.sectors.iter().map(|id| id.as_str()).collect()),
            sorted(known.sectors.iter().map(|id| id.as_str()).collect())
        );
    }
    for (id, item) in &drafted.codebook.items {
        let known = &shipped.codebook.items[id];
        match (drafted.codebook.scale(item), shipped.codebook.scale(known)) {
            (Scale::Ordered(drafted), Scale::Ordered(known)) => {
                let codes = |scale: &barometer::survey::codebook::OrderedScale| {
                    scale.codes.iter().map(|c| (c.code.clone(), c.favourable, c.most_favourable)).collect::<Vec<_>>()
                };
                assert_eq!((codes(drafted), &drafted.dont_know.codes), (codes(known), &known.dont_know.codes), "{id}");
            }
            (Scale::Percentage { .. }, Scale::Percentage { .. }) => {}
            other => panic!("{id}: {other:?}"),
        }
    }
    let told = desk.told(0, &CHECK);
    for edition in editions {
        let warned = format!(
            "draft/config/margins/{edition}.yaml: warning: the margins of edition `{edition}` are the shares of the sample itself: `sexe`, `age5`, `region`, `pcs8`"
        );
        assert!(told.contains(&warned), "{told}");
    }
    desk.told(0, &RUN);
    let report = desk.text("draft/out/draft/report.md");
    assert!(
        report.contains("Draft, not reviewed") && report.contains("TO REPLACE"),
        "the draft shows in what it publishes"
    );
}

/// A foreign-looking delivery: semicolons, Windows-1252, labels for answers, a blank prefix for nothing, ages, dates, weights.
fn foreign() -> Vec<u8> {
    let answers =
        ["Tout à fait d'accord", "Plutôt d'accord", "Plutôt pas d'accord", "Pas du tout d'accord", "Ne sait pas"];
    let sectors = ["banque", "energie"];
    let mut text = "NumQuest;Date;Sexe;Âge;Pond;Secteur_client;cli.écoute;cli.délais;cli.avenir;Salarié(e);Secteur_emploi;sal.écoute;sal.délais;sal.équipe;Commentaire\r\n".to_owned();
    for i in 0..240_usize {
        let employed = i % 3 != 0;
        let job = |k: usize| if employed { answers[(i / 2 + k) % 4] } else { "" };
        text.push_str(&format!(
            "N{:04};{:02}/03/2024;{};{};{}.{};{};{};{};{};{};{};{};{};{};{}\r\n",
            i,
            1 + i % 20,
            if i % 2 == 0 { "Femme" } else { "Homme" },
            18 + (i * 7) % 70,
            1 + i % 2,
            25 + i % 50,
            sectors[i % 2],
            answers[i % 5],
            answers[(i + 1) % 4],
            1 + i % 7,
            if employed { "Oui" } else { "Non" },
            if employed { sectors[(i / 2) % 2] } else { "" },
            job(0),
            job(1),
            job(2),
            if i % 9 == 0 { "rien à dire ; merci" } else { "" }.replace(';', ","),
        ));
    }
    encoding_rs_1252(&text)
}

/// Windows-1252 of a text that needs nothing beyond Latin-1.
fn encoding_rs_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn a_foreign_survey_runs_from_its_draft() {
    let desk = Desk::with(&[("livraison_mars.csv", &foreign())]);
    desk.told(0, &["init", "livraison_mars.csv", "--lang", "fr"]);
    let codebook = desk.text("draft/config/codebook.yaml");
    for line in [
        "  id: NumQuest",
        "  base_weight: Pond",
        "    - { sector: Secteur_client, prefix: cli. }",
        "    sector: Secteur_emploi",
        "    prefix: sal.",
        "    employed: { column: \"Salarié(e)\", \"yes\": \"Oui\", \"no\": \"Non\" }",
        "  # À VÉRIFIER : 240 valeurs différentes sur 240 lignes, aucune vide",
        "    dont_know: [\"Ne sait pas\"] # À VÉRIFIER : codes hors échelle",
    ] {
        assert!(codebook.lines().any(|l| l == line), "{line}\n---\n{codebook}");
    }
    let plan = desk.plan();
    let Scale::Ordered(scale) = plan.codebook.scale(&plan.codebook.items["ecoute"]) else { panic!("{codebook}") };
    let codes: Vec<&str> = scale.codes.iter().map(|code| code.code.as_str()).collect();
    assert_eq!(codes, ["Pas du tout d'accord", "Plutôt pas d'accord", "Plutôt d'accord", "Tout à fait d'accord"]);
    let Scale::Ordered(marks) = plan.codebook.scale(&plan.codebook.items["avenir"]) else { panic!("{codebook}") };
    assert_eq!(marks.codes.len(), 7);
    assert_eq!(plan.codebook.pairs.keys().map(|id| id.as_str()).collect::<Vec<_>>(), ["ecoute", "delais"]);
    let edition = &plan.registry.editions["2024"];
    assert_eq!(
        (edition.field_start.to_string(), edition.field_end.to_string()),
        ("2024-03-01".into(), "2024-03-20".into())
    );
    let margins = &plan.waves[0].margins.variables;
    assert_eq!(margins.iter().map(|margin| margin.id.as_str()).collect::<Vec<_>>(), ["sexe", "age"]);
    assert_eq!(margins[1].categories[1].range, Some((25.0, 34.0)));
    assert!(codebook.contains("#   Commentaire — "), "what is left aside is told\n{codebook}");
    let told = desk.told(0, &["check", "draft/pipelines/draft.yaml", "--lang", "fr"]);
    assert!(told.contains("sont les parts de l’échantillon lui-même"), "{told}");
    desk.told(0, &RUN);
    let symmetry = desk.text("draft/out/draft/tables/symmetry.csv");
    assert!(
        symmetry.lines().filter(|row| row.starts_with("2024,")).count() >= 6,
        "two pairs, two sectors and all\n{symmetry}"
    );
}

#[test]
fn what_cannot_be_guessed_is_asked_for() {
    let desk = Desk::with(&[("notes.csv", b"a,b\n1,x\n1,x\n")]);
    desk.told(0, &["init", "notes.csv"]);
    let told = desk.told(2, &CHECK);
    for start in [
        "draft/config/codebook.yaml:18:1: no item is declared",
        "draft/config/registry.yaml:20:18: `field_start` is `À COMPLÉTER`\n  expected: a date as `2014-10-17`",
        "draft/config/registry.yaml:21:16: `field_end` is `À COMPLÉTER`",
        "draft/config/margins/notes.yaml:6:1: no margin variable is declared\n  expected: one variable or more under `variables`",
    ] {
        assert!(told.contains(start), "{start}\n---\n{told}");
    }
    assert!(desk.text("draft/config/codebook.yaml").contains("  id: À COMPLÉTER"));
}

#[test]
fn odd_labels_survive_the_draft() {
    let odd = ["no", "010", "a: b", "#1", "\"q\"", "l'une, l'autre", "[x]", "null", "- y", "\u{feff}bom", "{z}", "1e3"];
    let mut csv = "id,sexe,q1\n".to_owned();
    for (i, label) in odd.iter().cycle().take(60).enumerate() {
        csv.push_str(&format!("r{i},\"{}\",{}\n", label.replace('"', "\"\""), 1 + i % 4));
    }
    let desk = Desk::with(&[("2024.csv", csv.as_bytes())]);
    desk.told(0, &["init", "2024.csv"]);
    let plan = desk.plan();
    let mut codes: Vec<&str> = plan.waves[0].margins.variables[0].categories.iter().map(|c| c.code.as_str()).collect();
    codes.sort_unstable();
    let mut expected = odd.to_vec();
    expected.sort_unstable();
    assert_eq!(codes, expected);
    desk.told(0, &CHECK);
}

#[test]
fn nothing_is_overwritten_unless_asked() {
    let desk = Desk::with(&[("2014.csv", &fixture("2014.csv"))]);
    fs::create_dir_all(desk.path("draft/config")).unwrap();
    fs::write(desk.path("draft/config/codebook.yaml"), "mine").unwrap();
    fs::write(desk.path("draft/notes.txt"), "mine too").unwrap();
    let told = desk.told(2, &["init", "2014.csv"]);
    assert!(told.starts_with("draft/config/codebook.yaml: the file is there already\n"), "{told}");
    assert_eq!(fs::read_dir(desk.path("draft")).unwrap().count(), 2, "nothing was written");
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 2, "nothing stays beside");
    desk.told(0, &["init", "2014.csv", "--force"]);
    assert!(desk.text("draft/config/codebook.yaml").contains("layout:"));
    assert_eq!(desk.text("draft/notes.txt"), "mine too");
}

#[test]
fn a_draft_that_cannot_be_written_leaves_all_as_it_was() {
    let desk = Desk::with(&[("2014.csv", &fixture("2014.csv"))]);
    fs::create_dir_all(desk.path("draft/config")).unwrap();
    fs::write(desk.path("draft/config/codebook.yaml"), "mine").unwrap();
    // Where the folder of the pipelines should be there is a file.
    fs::write(desk.path("draft/pipelines"), "in the way").unwrap();
    desk.told(3, &["init", "2014.csv", "--force"]);
    assert_eq!(desk.text("draft/config/codebook.yaml"), "mine");
    assert_eq!(fs::read_dir(desk.path("draft/config")).unwrap().count(), 1);
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 2, "nothing stays beside");
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_its_place() {
    let desk = Desk::with(&[("short.csv", b"id,q\n1,2\n3\n"), ("empty.csv", b"id,q\n")]);
    assert!(desk.told(1, &["init", "short.csv"]).starts_with("short.csv:3: 1 field\n"));
    assert!(desk.told(1, &["init", "empty.csv"]).starts_with("empty.csv: the file has no respondent\n"));
    assert!(desk.told(2, &["init", "gone.csv"]).starts_with("gone.csv: no such file\n"));
    assert!(!desk.path("draft").exists());
}

#[test]
fn the_draft_holds_every_template_of_the_report_and_every_schema() {
    let desk = Desk::with(&[("2014.csv", &fixture("2014.csv"))]);
    desk.told(0, &["init", "2014.csv"]);
    for folder in ["config/report", "config/schema"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let entry = entry.unwrap();
            let drafted = desk.text(&format!("draft/{folder}/{}", entry.file_name().to_str().unwrap()));
            assert_eq!(drafted, fs::read_to_string(entry.path()).unwrap(), "{:?}", entry.path());
        }
    }
}

/// What the committed delivery files of every format become; they hold the same interviews.
#[test]
fn every_delivery_format_is_opened() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/delivery");
    let mut formats = std::collections::BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().unwrap_or_default().to_str().unwrap().to_owned();
        if !["csv", "sav", "zsav", "xlsx", "parquet"].contains(&extension.as_str()) {
            continue;
        }
        let opened = draft::open(&path).unwrap_or_else(|error| panic!("{path:?}: {:?}", error.findings()));
        assert!(opened.raw.n_rows() > 1 && opened.raw.columns.len() > 2, "{path:?}");
        formats.insert(opened.reader[0].1.clone());
    }
    assert_eq!(formats.into_iter().collect::<Vec<_>>(), ["csv", "parquet", "spss", "xlsx"]);
}

#[test]
fn a_draft_is_the_same_every_time() {
    let desk = Desk::with(&[("livraison_mars.csv", &foreign())]);
    desk.told(0, &["init", "livraison_mars.csv", "--out", "a"]);
    desk.told(0, &["init", "livraison_mars.csv", "--out", "b"]);
    for file in ["config/codebook.yaml", "config/margins/2024.yaml", "config/registry.yaml", "pipelines/draft.yaml"] {
        assert_eq!(desk.text(&format!("a/{file}")), desk.text(&format!("b/{file}")));
    }
}

/// The rows of a table of a run, without the columns that the number of replicates or the names of files could move.
fn estimates(desk: &Desk, folder: &str) -> Vec<String> {
    let table = desk.text(&format!("{folder}/out/draft/tables/estimates.csv"));
    table.lines().map(str::to_owned).collect()
}

/// The committed delivery with one row an answer, and the same interviews with one row a respondent.
#[test]
fn one_row_an_answer_is_recognised_and_drafted_like_one_row_a_respondent() {
    let delivery = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/delivery");
    let read = |name: &str| fs::read(delivery.join(name)).unwrap();
    let desk = Desk::with(&[("2023.csv", &read("long.csv")), ("large_2023.csv", &read("codes.csv"))]);
    desk.told(0, &["init", "2023.csv", "--lang", "fr"]);
    let pipeline = desk.text("draft/pipelines/draft.yaml");
    for line in [
        "    # À VÉRIFIER : une ligne par réponse : 540 lignes de 60 répondants (« repondant »), question dans « question », réponse dans « reponse »",
        "    # À VÉRIFIER : les secteurs de « secteur » donnent les blocs `c1_`, déclarés dans codebook.yaml",
        "    # À VÉRIFIER : `n_rows` est le nombre de lignes comptées : demandez à l’institut celui qu’il annonce",
        "    reader: { format: csv, delimiter: \",\", encoding: utf-8, long: { respondent: repondant, item: question, value: reponse, \
         sector: secteur, n_rows: 540 } }",
    ] {
        assert!(pipeline.lines().any(|l| l == line), "{line}\n---\n{pipeline}");
    }
    let codebook = desk.text("draft/config/codebook.yaml");
    for line in [
        "  id: repondant",
        "  base_weight: poids",
        "    - { sector: c1_secteur, prefix: c1_ }",
        "    sector: e_secteur",
        "    prefix: e_",
        "    employed: { column: en_emploi, \"yes\": \"oui\", \"no\": \"non\" }",
        "    manager: { column: e_manager, \"yes\": \"oui\", \"no\": \"non\" }",
    ] {
        assert!(codebook.lines().any(|l| l == line), "{line}\n---\n{codebook}");
    }
    assert_eq!(desk.plan().registry.editions["2023"].n_respondents, 60);
    // Every guess of the file is marked: what is read is read again once the marks are gone.
    for file in ["config/codebook.yaml", "config/registry.yaml", "config/margins/2023.yaml", "pipelines/draft.yaml"] {
        let reviewed: Vec<String> = desk
            .text(&format!("draft/{file}"))
            .lines()
            .filter(|line| !line.trim_start().starts_with("# À VÉRIFIER"))
            .map(str::to_owned)
            .collect();
        fs::write(desk.path(&format!("draft/{file}")), reviewed.join("\n") + "\n").unwrap();
    }
    desk.told(0, &CHECK);
    desk.told(0, &RUN);
    desk.told(0, &["init", "large_2023.csv", "--out", "large"]);
    desk.told(0, &["run", "large/pipelines/draft.yaml"]);
    let (long, wide) = (estimates(&desk, "draft"), estimates(&desk, "large"));
    assert!(long.len() > 20, "{long:?}");
    assert_eq!(long, wide);
    // A file that was cut is not one that was announced.
    let text = String::from_utf8(read("long.csv")).unwrap();
    let cut: Vec<&str> = text.lines().take(500).collect();
    fs::write(desk.path("2023.csv"), cut.join("\n") + "\n").unwrap();
    assert!(desk.told(1, &CHECK).contains("2023.csv: 499 rows"), "{}", desk.told(1, &CHECK));
}

/// Sectors as people write them: the draft gives them ids, and says in the pipeline which is which.
#[test]
fn sectors_that_are_no_ids_are_recoded() {
    let text = "id,sexe,secteur,q1,q2\n".to_owned()
        + &(0..240)
            .map(|i| {
                let sector = ["Banque & assurance", "Énergie", "3"][i % 3];
                format!("r{i},{},{sector},{},{}\n", ["F", "H"][i / 3 % 2], 1 + i % 4, 1 + i / 2 % 4)
            })
            .collect::<String>();
    let desk = Desk::with(&[("2024.csv", text.as_bytes())]);
    desk.told(0, &["init", "2024.csv"]);
    let pipeline = desk.text("draft/pipelines/draft.yaml");
    let recode = "      columns:\n        # REVIEW: the sectors of the file, and their id in sectors.yaml\n        secteur:\n          recode:\n            \
                  \"Banque & assurance\": \"banque_assurance\"\n            \"Énergie\": \"energie\"\n            \"3\": \"q_3\"\n";
    assert!(pipeline.contains(recode), "{pipeline}");
    let sectors = desk.text("draft/config/sectors.yaml");
    assert!(
        sectors.contains("  banque_assurance: { name: { fr: \"Banque & assurance\", en: \"Banque & assurance\" } }"),
        "{sectors}"
    );
    desk.told(0, &CHECK);
    desk.told(0, &RUN);
    let sectors: std::collections::BTreeSet<String> =
        estimates(&desk, "draft").iter().skip(1).filter_map(|row| row.split(',').nth(3).map(str::to_owned)).collect();
    for sector in ["all", "banque_assurance", "energie", "q_3"] {
        assert!(sectors.contains(sector), "{sectors:?}");
    }
    // A sector that nobody had seen when the draft was made is refused where it stands.
    fs::write(desk.path("2024.csv"), text.replacen(",Énergie,", ",Transport,", 1)).unwrap();
    let told = desk.told(1, &CHECK);
    assert!(told.starts_with("2024.csv:3:secteur: `Transport` is not under `recode` of `secteur`\n"), "{told}");
}

/// What LimeSurvey exports as « codes »: nothing but their numbers says an order.
#[test]
fn numbered_codes_are_a_scale_in_the_order_of_their_numbers() {
    let mut csv = "id,sexe,G02Q03\n".to_owned();
    for i in 0..60 {
        csv.push_str(&format!("r{i},{},AO{:02}\n", ["F", "H"][i % 2], 1 + (i * 7 + i / 3) % 10));
    }
    let desk = Desk::with(&[("2024.csv", csv.as_bytes())]);
    desk.told(0, &["init", "2024.csv"]);
    let plan = desk.plan();
    let Scale::Ordered(scale) = plan.codebook.scale(&plan.codebook.items["g02q03"]) else { panic!() };
    let codes: Vec<&str> = scale.codes.iter().map(|code| code.code.as_str()).collect();
    assert_eq!(codes, ["AO01", "AO02", "AO03", "AO04", "AO05", "AO06", "AO07", "AO08", "AO09", "AO10"]);
    let codebook = desk.text("draft/config/codebook.yaml");
    assert!(
        codebook
            .contains("# REVIEW: 10 numbered codes, in the order of their numbers (columns: 1) — direction supposed"),
        "{codebook}"
    );
    desk.told(0, &CHECK);
}

/// What a table program writes of codes: zeros before, decimals behind. The draft takes them as they are spelt, or its own file
/// would be refused.
#[test]
fn codes_are_drafted_as_they_are_spelt() {
    let mut csv = "id,sexe,age,q1,q2\n".to_owned();
    for i in 0..60 {
        let (sex, age) = (["F", "H"][i % 2], 20.5 + i as f64);
        csv.push_str(&format!("r{i},{sex},{age},{:02},{}.0\n", 1 + i % 4, 1 + i % 5));
    }
    let desk = Desk::with(&[("2024.csv", csv.as_bytes())]);
    desk.told(0, &["init", "2024.csv"]);
    let plan = desk.plan();
    let codes = |item: &str| {
        let Scale::Ordered(scale) = plan.codebook.scale(&plan.codebook.items[item]) else { panic!("{item}") };
        scale.codes.iter().map(|code| code.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(codes("q1"), ["01", "02", "03", "04"]);
    assert_eq!(codes("q2"), ["1.0", "2.0", "3.0", "4.0", "5.0"]);
    let margins: Vec<&str> = plan.waves[0].margins.variables.iter().map(|margin| margin.id.as_str()).collect();
    assert_eq!(margins, ["sexe"], "24.5 would fall between two ranges of whole years");
    desk.told(0, &CHECK);
}

#[test]
fn codes_that_no_scale_counts_to_are_numbers() {
    let mut csv = "id,sexe,q1\n".to_owned();
    for i in 0..60 {
        let far = [i64::MIN, i64::MAX, 0][i % 3];
        csv.push_str(&format!("r{i},{},{far}\n", ["F", "H"][i % 2]));
    }
    let desk = Desk::with(&[("2024.csv", csv.as_bytes())]);
    desk.told(0, &["init", "2024.csv"]);
}

#[test]
fn a_delivered_file_is_a_file_and_is_named_once() {
    let desk = Desk::with(&[("notes.csv", b"a,b\n1,x\n1,x\n")]);
    fs::create_dir(desk.path("delivery")).unwrap();
    assert_eq!(
        desk.told(2, &["init", "delivery"]),
        "delivery: `delivery` is not a file\n  expected: a delivered file\n  hint: put the file there, or correct its path \
         where it is named\nerror: the configuration is refused: 1 finding\n"
    );
    assert_eq!(
        desk.told(2, &["init", "notes.csv", "delivery/../notes.csv"]),
        "delivery/../notes.csv: the file `delivery/../notes.csv` a second time\n  expected: each delivered file once\n  \
         hint: leave the second one out, or name the file of the other wave\nerror: the configuration is refused: 1 finding\n"
    );
    assert!(!desk.path("draft").exists());
}

/// Whoever opens a pipe waits until somebody writes.
#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let desk = Desk::with(&[]);
    assert!(Command::new("mkfifo").arg(desk.path("pipe.csv")).status().unwrap().success());
    assert!(desk.told(2, &["init", "pipe.csv"]).starts_with("pipe.csv: `pipe.csv` is not a file\n"));
}
