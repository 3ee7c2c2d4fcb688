//! What a French research assistant reads: whole outputs, word for word. Breaks that do not show: U+00A0 before a colon, U+202F
//! before `?` and `!`.

use std::process::{Command, Output};

use crate::cli::publishable;
use crate::minimal::Minimal;

/// Runs in the folder of a trial survey, in the locale `LC_ALL` and no other.
fn run(minimal: &Minimal, locale: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
    command.args(args).env("LC_ALL", locale).env_remove("LC_MESSAGES").env_remove("LANG").env_remove("LANGUAGE");
    command.current_dir(minimal.root()).output().unwrap()
}

/// What `check` says in a French locale, with breaks that can be seen: `~` for U+00A0 and `_` for U+202F.
fn refused(minimal: &Minimal, code: i32) -> String {
    let output = run(minimal, "fr_FR.UTF-8", &["check", "pipelines/trial.yaml"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(code), 0), "{told}");
    told.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

#[test]
fn a_wrong_category() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", "r2,femme", "r2,femmes");
    assert_eq!(
        refused(&minimal, 1),
        "waves/2023.csv:3:sexe: `femmes` n’est pas une modalité de `sexe`\n  attendu~: `homme`, `femme`\n  \
         piste~: vouliez-vous dire `femme`_?\n\
         erreur~: données refusées~: 1 anomalie\n"
    );
}

#[test]
fn a_category_that_is_no_slip() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", "r2,femme", "r2,masculin");
    minimal.edit("waves/2023.csv", "r4,femme", "r4,");
    assert_eq!(
        refused(&minimal, 1),
        "waves/2023.csv:3:sexe: `masculin` n’est pas une modalité de `sexe`\n  attendu~: `homme`, `femme`\n  \
         piste~: ajouter la modalité à `sexe` dans config/margins/2023.yaml, ou la compter avec une autre par `merges`_; \
         si ce n’est qu’une graphie, la recoder sous `recode` de sa colonne dans `reader:`\n\
         waves/2023.csv:5:sexe: une cellule vide n’est pas une modalité de `sexe`\n  attendu~: `homme`, `femme`\n  \
         piste~: demander la valeur_; si un champ vide en vaut une, le dire sous `recode` de sa colonne dans `reader:`\n\
         erreur~: données refusées~: 2 anomalies\n"
    );
}

#[test]
fn a_missing_column() {
    let minimal = publishable();
    minimal.edit("waves/2023.csv", ",c1_adaptation,", ",c1_adaptaton,");
    assert_eq!(
        refused(&minimal, 1),
        "waves/2023.csv:1: colonne `c1_adaptation` absente\n  attendu~: une colonne `c1_adaptation`~: les réponses à la question `adaptation`\n  \
         piste~: renommer `c1_adaptation` la colonne `c1_adaptaton` du fichier si c’est elle, ou la déclarer dans \
         `reader:`, `columns: { c1_adaptation: { from: c1_adaptaton } }`\n\
         erreur~: données refusées~: 1 anomalie\n"
    );
}

#[test]
fn a_misspelt_key() {
    let minimal = publishable();
    minimal.edit("pipelines/trial.yaml", "seed: 20190902", "sede: 20190902");
    assert_eq!(
        refused(&minimal, 2),
        "pipelines/trial.yaml:3:1: clé inconnue `sede`\n  \
         attendu~: les clés `name`, `config`, `seed`, `waves`, `calibrate`, `replicate`, `publish`\n  \
         piste~: vouliez-vous dire `seed`_?\n\
         erreur~: configuration refusée~: 1 anomalie\n"
    );
}

#[test]
fn a_margin_that_cannot_be_reached() {
    let minimal = publishable();
    minimal.edit(
        "config/margins/2023.yaml",
        "femme: { share: 0.52, name: { fr: Femmes, en: Women } }",
        "femme: { share: 0.51, name: { fr: Femmes, en: Women } }\n      autre: { share: 0.01, name: { fr: Autre, en: Other } }",
    );
    assert_eq!(
        refused(&minimal, 1),
        "config/margins/2023.yaml:9:7: aucun répondant de l’édition `2023` n’est dans la modalité `autre` de `sexe`\n  \
         attendu~: au moins un répondant dans chaque modalité des marges\n  \
         piste~: regrouper la modalité avec sa voisine par `merges:`, ou vérifier les codes de la vague\n\
         erreur~: données refusées~: 1 anomalie\n"
    );
}

#[test]
fn a_missing_file() {
    let minimal = publishable();
    minimal.edit("pipelines/trial.yaml", "../waves/2023.csv", "../waves/2032.csv");
    assert_eq!(
        refused(&minimal, 2),
        "pipelines/trial.yaml:6:11: le fichier de la vague, `waves/2032.csv`, n’existe pas\n  \
         attendu~: un fichier tel que l’institut l’a livré\n  \
         piste~: écrire un chemin qui y mène depuis le dossier de ce fichier, ou l’y mettre\n\
         erreur~: configuration refusée~: 1 anomalie\n"
    );
}

#[test]
fn a_disk_that_refuses() {
    let minimal = publishable();
    minimal.write("occupied", "a file where a folder is wanted");
    let output = run(&minimal, "fr", &["run", "pipelines/trial.yaml", "--out", "occupied/out", "--quiet"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{told}");
    let cause = "ce n’est pas un dossier (erreur 20 du système)";
    let way = "piste\u{a0}: choisir un autre dossier avec `--out`, ou sous `publish:` dans le pipeline";
    assert_eq!(
        told,
        format!("erreur\u{a0}: occupied/out\u{a0}: dossier de sortie inaccessible\u{a0}: {cause}\n  {way}\n")
    );
}

#[test]
fn a_sound_survey() {
    let minimal = publishable();
    let told = |locale: &str, args: &[&str]| String::from_utf8(run(&minimal, locale, args).stderr).unwrap();
    let (french, english) =
        ("rien à refuser dans pipelines/trial.yaml\n", "nothing to refuse in pipelines/trial.yaml\n");
    let check = ["check", "pipelines/trial.yaml"];
    // The locale decides, and `--lang` over it, wherever it stands.
    assert_eq!(told("fr_FR.UTF-8", &check), french);
    assert_eq!(told("C", &check), english);
    assert_eq!(told("de_DE.UTF-8", &check), english);
    assert_eq!(told("C", &["check", "pipelines/trial.yaml", "--lang", "fr"]), french);
    assert_eq!(told("C", &["--lang=fr", "check", "pipelines/trial.yaml"]), french);
    assert_eq!(
        told("C", &["run", "pipelines/trial.yaml", "--lang", "fr"]),
        "résultats écrits dans out/trial\u{202f}; le rapport porte sur l’édition 2023\n"
    );
}

#[test]
fn the_locale_of_messages_is_lc_all_then_lc_messages_then_lang() {
    let minimal = publishable();
    let told = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
        command.args(["check", "nowhere.yaml"]).current_dir(minimal.root());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"] {
            command.env_remove(name);
        }
        String::from_utf8(command.envs(variables.iter().copied()).output().unwrap().stderr).unwrap()
    };
    let is_french = |variables| told(variables).contains("le fichier `nowhere.yaml` n’existe pas");
    assert!(is_french(&[("LANG", "fr_FR.UTF-8")]));
    assert!(is_french(&[("LC_MESSAGES", "fr_FR.UTF-8"), ("LANG", "en_US.UTF-8")]));
    assert!(is_french(&[("LC_ALL", "fr_CA"), ("LC_MESSAGES", "en_US.UTF-8"), ("LANG", "C")]));
    assert!(is_french(&[("LC_ALL", ""), ("LANG", "fr_FR")]), "an empty variable says nothing");
    assert!(!is_french(&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8"), ("LANGUAGE", "fr")]));
    assert!(!is_french(&[("LC_ALL", "POSIX"), ("LANG", "fr_FR.UTF-8")]));
    assert!(!is_french(&[]));
}

#[test]
fn json_carries_the_id_of_the_message_its_values_and_the_words() {
    let minimal = publishable();
    minimal.edit("config/margins/2023.yaml", "share: 0.52", "share: 0.42");
    let output = run(&minimal, "fr_FR.UTF-8", &["check", "pipelines/trial.yaml", "--format", "json"]);
    let told = String::from_utf8(output.stderr).unwrap();
    let finding: serde_json::Value = serde_json::from_str(told.trim_end()).unwrap();
    assert_eq!(finding["rule"], "shares-do-not-sum");
    assert_eq!(finding["message"], "shares-sum");
    assert_eq!(finding["args"], serde_json::json!({ "variable": "sexe", "sum": 0.9 }));
    assert_eq!(finding["problem"], "la somme des proportions de `sexe` est 0,9");
    assert_eq!(finding["expected"], "1, à 0,001 près");
    // A message within a message keeps its id.
    minimal.edit("config/margins/2023.yaml", "share: 0.42", "share: 0.52");
    minimal.edit("pipelines/trial.yaml", "seed: 20190902", "seed: [20190902]");
    let output = run(&minimal, "fr_FR.UTF-8", &["check", "pipelines/trial.yaml", "--format", "json"]);
    let finding: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(finding["problem"], "`seed` est une liste");
    assert_eq!(finding["args"]["what"], serde_json::json!({ "message": "called-name", "args": { "name": "seed" } }));
}

/// Lines of the help that are the same in both languages say nothing that is to be translated.
#[test]
fn the_help_is_french_from_the_first_line_to_the_last() {
    let minimal = publishable();
    let help = |locale: &str, args: &[&str]| {
        let output = run(&minimal, locale, args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let commands: Vec<String> = help("C", &["--help"])
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next().map(str::to_owned))
        .filter(|name| !name.is_empty() && name != "help")
        .collect();
    assert!(commands.len() >= 3, "{commands:?}");
    for command in std::iter::once(None).chain(commands.iter().map(Some)) {
        let args: Vec<&str> = command.iter().map(|name| name.as_str()).chain(["--help"]).collect();
        let (french, english) = (help("fr_FR.UTF-8", &args), help("C", &args));
        let english: Vec<&str> = english.lines().map(str::trim).collect();
        for line in french.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let untranslated = english.contains(&line) && !line.starts_with("barometer ");
            assert!(!untranslated, "`{}` says in both languages: {line}", args.join(" "));
        }
    }
}

#[test]
fn a_command_line_that_is_refused() {
    let minimal = publishable();
    let told = |args: &[&str]| {
        let output = run(&minimal, "fr_FR.UTF-8", args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8(output.stderr).unwrap().replace('\u{a0}', "~").replace('\u{202f}', "_")
    };
    assert_eq!(
        told(&["pouwer"]),
        "erreur~: commande inconnue~: `pouwer`\n  \
         attendu~: l’un des mots suivants~: `run`, `check`, `lint`, `power`, `init`, `schema`\n  \
         piste~: vouliez-vous dire `power`_?\n\n\
         Usage~: barometer [OPTIONS] <COMMANDE>\n\n`--help` en dit plus\n"
    );
    for (written, meant) in [("chekc", "check"), ("chek", "check"), ("lnit", "lint"), ("iint", "init"), ("rnu", "run")]
    {
        assert!(told(&[written]).contains(&format!("\n  piste~: vouliez-vous dire `{meant}`_?\n")), "{written}");
    }
    assert!(!told(&["publish"]).contains("piste"));
    assert!(told(&["schema", "codebok"]).contains("\n  piste~: vouliez-vous dire `codebook`_?\n"));
    assert_eq!(
        told(&["check", "--lang", "de"]),
        "erreur~: `de` ne convient pas à `--lang <LANGUE>`\n  attendu~: `fr` ou `en`\n\n`--help` en dit plus\n"
    );
    assert!(told(&["power", "--clients", "300"]).starts_with("erreur~: il manque une option~: `--employees <N>`\n"));
    let value = told(&["power", "--clients", "1", "--employees", "300"]);
    assert!(value.contains("\n  attendu~: un nombre entier de personnes, au moins 2\n"), "{value}");
}
