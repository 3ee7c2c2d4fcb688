//! A configuration is read whole or refused with every fault, each at its line and column.

use std::fs;
use std::path::{Path, PathBuf};

use barometer::config::{self, Overrides};
use barometer::plan::{Csv, Format, Plan};
use barometer::survey::codebook::Language;
use barometer::survey::ids::Mirror;
use proptest::prelude::*;

use crate::minimal::{self, Minimal};

const CODEBOOK: &str = "config/codebook.yaml";
const SECTORS: &str = "config/sectors.yaml";
const REGISTRY: &str = "config/registry.yaml";
const PUBLICATION: &str = "config/publication.yaml";
const LABELS: &str = "config/labels.yaml";
const MARGINS: &str = "config/margins/2023.yaml";
const PIPELINE: &str = "pipelines/trial.yaml";

/// The minimal configuration with passages replaced (file, from, to) is refused with exactly these findings.
#[track_caller]
fn refused(edits: &[(&str, &str, &str)], expected: &str) {
    let minimal = Minimal::new();
    for (file, from, to) in edits {
        minimal.edit(file, from, to);
    }
    assert_eq!(minimal.refusal(), expected.trim());
}

/// The minimal configuration with one file written anew is refused with exactly these findings.
#[track_caller]
fn refused_file(file: &str, content: &[u8], expected: &str) {
    let minimal = Minimal::new();
    minimal.write(file, content);
    assert_eq!(minimal.refusal(), expected.trim());
}

fn loaded(minimal: &Minimal) -> Plan {
    assert_eq!(minimal.refusal(), "");
    minimal.load().unwrap()
}

mod sound {
    //! What a sound configuration becomes.

    use super::*;

    #[test]
    fn the_minimal_configuration_loads() {
        let minimal = Minimal::new();
        let plan = loaded(&minimal);
        assert_eq!((plan.name.as_str(), plan.seed), ("trial", 20190902));
        let items: Vec<&str> = plan.codebook.items.keys().map(|item| item.as_str()).collect();
        assert_eq!(items, ["adaptation", "engagements"]);
        assert_eq!(plan.codebook.items["adaptation"].column, "adaptation");
        assert_eq!(plan.codebook.dimensions["facilitation"].min_items, 1);
        assert_eq!(plan.codebook.pairs["adaptation"].name.en, "Adaptation");
        let wave = &plan.waves[0];
        assert_eq!(wave.reader.format, Format::Csv(Csv::default()));
        assert_eq!(wave.margins.variables[0].categories[1].share, 0.52);
        assert_eq!((plan.calibrate.max_iterations, plan.publish.language), (50, Language::French));
        assert_eq!(plan.templates, minimal.path("config/report"));
        let read: Vec<PathBuf> = [PIPELINE, CODEBOOK, SECTORS, REGISTRY, PUBLICATION, LABELS, MARGINS]
            .iter()
            .map(|file| minimal.path(file))
            .collect();
        let opened: Vec<&Path> = plan.configuration_files.iter().map(|read| read.file.as_path()).collect();
        assert_eq!(opened, read);
    }

    #[test]
    fn the_command_line_says_more_than_the_pipeline() {
        let overrides = Overrides { out: Some(PathBuf::from("elsewhere/./x/..")), language: Some(Language::English) };
        let plan = config::load(&Minimal::new().pipeline(), &overrides).unwrap();
        assert_eq!(plan.publish.out, PathBuf::from("elsewhere"));
        assert_eq!(plan.publish.language, Language::English);
    }

    #[test]
    fn a_reader_reaches_every_column_that_is_read() {
        let minimal = Minimal::new();
        minimal.edit(CODEBOOK, "  id: id\n", "  id: id\n  wave: vague\n  duration: duree\n");
        let checked = "columns:\n  age: { from: 18, to: 99 }\nimplications:\n  - { given: { column: poste, is: [chef] }, then: { column: anciennete, at_least: 0, at_most: 60 } }\n";
        minimal.write("config/validation.yaml", checked);
        let from = |column: &str| format!("{column}: {{ from: {} }}", column.to_uppercase());
        let columns = ["vague", "duree", "age", "poste", "anciennete"];
        let reader =
            format!("reader: {{ format: csv, decimal: \",\", columns: {{ {} }} }}", columns.map(from).join(", "));
        minimal.edit(PIPELINE, "reader: { format: csv }", &reader);
        let plan = loaded(&minimal);
        let read = |name: &&str| plan.waves[0].reader.columns.iter().find(|column| column.name == **name).unwrap();
        let read: Vec<(&str, bool)> =
            columns.iter().map(read).map(|column| (column.from.as_str(), column.number)).collect();
        let expected = [("VAGUE", false), ("DUREE", true), ("AGE", true), ("POSTE", false), ("ANCIENNETE", true)];
        assert_eq!(read, expected);
    }

    #[test]
    fn waves_and_editions_stand_in_field_order() {
        let minimal = Minimal::new();
        let registry = minimal::REGISTRY.split_once("  \"2023\":").unwrap();
        let earlier = registry.1.replace("2023-03", "2014-10").replace("[assurance, banque]", "[banque, assurance]");
        minimal.write(REGISTRY, format!("{}  \"2023\":{}  \"1999\":{earlier}", registry.0, registry.1));
        minimal.write("waves/1999.csv", minimal::WAVE);
        let wave = minimal::PIPELINE.split_once("waves:\n").unwrap().1.split_once("publish:").unwrap().0;
        let earlier = wave.replace("\"2023\"", "\"1999\"").replace("2023.csv", "1999.csv");
        minimal.edit(PIPELINE, "publish:", &format!("{earlier}publish:"));
        let plan = loaded(&minimal);
        let editions: Vec<&str> = plan.registry.editions.keys().map(|edition| edition.as_str()).collect();
        let waves: Vec<&str> = plan.waves.iter().map(|wave| wave.edition.as_str()).collect();
        assert_eq!((editions, waves), (vec!["1999", "2023"], vec!["1999", "2023"]));
        let sectors: Vec<&str> = plan.registry.editions["1999"].sectors.iter().map(|sector| sector.as_str()).collect();
        assert_eq!(sectors, ["assurance", "banque"], "publication order, whatever the order in the registry");
    }

    #[test]
    fn a_dimension_is_parallel_when_all_its_pairs_are() {
        let minimal = Minimal::new();
        let mirror = |minimal: &Minimal| loaded(minimal).codebook.dimensions["facilitation"].mirror;
        minimal.edit(
            CODEBOOK,
            "  engagements: { mirror: same_object }",
            "  engagements: { mirror: parallel_treatment }",
        );
        assert_eq!(mirror(&minimal), Mirror::SameObject);
        minimal.edit(CODEBOOK, "  adaptation: { mirror: same_object }", "  adaptation: { mirror: parallel_treatment }");
        assert_eq!(mirror(&minimal), Mirror::ParallelTreatment);
    }

    #[test]
    fn shares_that_miss_1_by_a_rounding_are_rescaled() {
        let minimal = Minimal::new();
        minimal.edit(MARGINS, "share: 0.48", "share: 0.4795");
        let variable = &loaded(&minimal).waves[0].margins.variables[0];
        assert_eq!(variable.categories[0].share, 0.4795 / 0.9995);
    }

    #[test]
    fn counts_become_shares() {
        let minimal = Minimal::new();
        minimal.edit(MARGINS, "share: 0.48", "count: 12750000");
        minimal.edit(MARGINS, "share: 0.52", "count: 38250000");
        let variable = &loaded(&minimal).waves[0].margins.variables[0];
        assert_eq!((variable.categories[0].share, variable.categories[1].share), (0.25, 0.75));
    }

    #[test]
    fn modules_add_their_items_to_the_instrument() {
        let minimal = Minimal::new();
        minimal.edit(REGISTRY, "    employee: [adaptation, engagements]", "    employee: [adaptation]");
        minimal.edit(
            REGISTRY,
            "editions:",
            "modules:\n  plus: { name: { fr: a, en: b }, client: [], employee: [engagements] }\neditions:",
        );
        minimal.edit(REGISTRY, "    sectors:", "    modules: [plus]\n    sectors:");
        let plan = loaded(&minimal);
        let asked: Vec<&str> =
            plan.registry.editions["2023"].instrument.employee.iter().map(|item| item.as_str()).collect();
        assert_eq!(asked, ["adaptation", "engagements"]);
    }

    #[test]
    fn files_from_another_editor_load() {
        let minimal = Minimal::new();
        minimal.write(SECTORS, format!("\u{feff}---\r\n{}", minimal::SECTORS.replace('\n', "\r\n")));
        assert_eq!(loaded(&minimal).codebook.sectors.len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_folder_is_left_by_its_own_parent() {
        let minimal = Minimal::new();
        fs::create_dir(minimal.path("links")).unwrap();
        fs::create_dir(minimal.path("links/deep")).unwrap();
        std::os::unix::fs::symlink(minimal.path("pipelines"), minimal.path("links/deep/linked")).unwrap();
        let plan = config::load(&minimal.path("links/deep/linked/trial.yaml"), &Overrides::default()).unwrap();
        assert!(plan.waves[0].file.ends_with("linked/../waves/2023.csv"), "{}", plan.waves[0].file.display());
    }
}

mod structure {
    //! Keys, types and YAML itself.

    use super::*;

    #[test]
    fn an_unknown_key_with_the_nearest_known_one() {
        refused(
            &[(CODEBOOK, "    most_favourable: [", "    most_favorable: [")],
            "
config/codebook.yaml:19:5: unknown key `most_favorable`
  expected: the keys `type`, `codes`, `favourable`, `most_favourable`, `dont_know`, `dont_know_labels`
  hint: did you mean `most_favourable`?",
        );
    }

    /// Too far from it to be a slip of the keyboard, and yet there is no other that it could be.
    #[test]
    fn a_key_in_french() {
        refused(
            &[
                (SECTORS, "assurance: { name:", "assurance: { nom:"),
                (SECTORS, "banque: { name: { fr: Banque, en: Banking } }", "banque: { nom: Banque }"),
                (PIPELINE, "seed: 20190902", "graine: 20190902"),
            ],
            "
pipelines/trial.yaml:3:1: unknown key `graine`
  expected: the keys `name`, `config`, `seed`, `waves`, `calibrate`, `replicate`, `publish`
  hint: did you mean `seed`?
config/sectors.yaml:2:16: unknown key `nom`
  expected: the keys `name`, `weight`
  hint: did you mean `name`?
config/sectors.yaml:3:3: `banque` lacks the key `name`
  expected: `name`, with the keys `fr`, `en`
  hint: write `name: …` there
config/sectors.yaml:3:13: unknown key `nom`
  expected: the keys `name`, `weight`
  hint: leave the key out, or move it to where it belongs; config/README.md lists the keys of each file",
        );
    }

    #[test]
    fn every_unknown_key_of_every_file() {
        refused(
            &[
                (PIPELINE, "seed: 20190902", "seed: 20190902\nsead: 1"),
                (SECTORS, "  banque: {", "  banque: { colour: red,"),
                (PUBLICATION, "confidence:", "level: 0.95\nconfidence:"),
            ],
            "
pipelines/trial.yaml:4:1: unknown key `sead`
  expected: the keys `name`, `config`, `seed`, `waves`, `calibrate`, `replicate`, `publish`
  hint: leave the key out, or move it to where it belongs; config/README.md lists the keys of each file
config/sectors.yaml:3:13: unknown key `colour`
  expected: the keys `name`, `weight`
  hint: leave the key out, or move it to where it belongs; config/README.md lists the keys of each file
config/publication.yaml:5:1: unknown key `level`
  expected: the keys `suppress_below`, `small_base_below`, `delta_points`, `level_cut_percent`, `confidence`, `false_discovery_rate`
  hint: leave the key out, or move it to where it belongs; config/README.md lists the keys of each file",
        );
    }

    #[test]
    fn a_duplicate_key_with_the_place_of_the_first() {
        refused(
            &[(
                REGISTRY,
                "    n_respondents: 8",
                "    n_respondents: 8\n    n_respondents: 9\n    field_end: 2023-03-11",
            )],
            "
config/registry.yaml:14:5: duplicate key `n_respondents`, first at config/registry.yaml:13:5
  expected: each key once
  hint: keep one of the two
config/registry.yaml:15:5: duplicate key `field_end`, first at config/registry.yaml:12:5
  expected: each key once
  hint: keep one of the two",
        );
    }

    /// The block of the last edition, copied for the next one: throwing one of the two away is not what was meant.
    #[test]
    fn an_edition_that_was_copied() {
        refused(
            &[(REGISTRY, "    employee_base: contact\n", "    employee_base: contact\n  \"2023\": { institute: x }\n")],
            "
config/registry.yaml:17:3: duplicate key `2023`, first at config/registry.yaml:10:3
  expected: each key once
  hint: if one of the two was copied to make a new one, give it its own name; otherwise keep one of the two",
        );
    }

    #[test]
    fn missing_keys() {
        refused(
            &[
                (CODEBOOK, "  engagements:\n    scale: accord\n", "  engagements:\n"),
                (SECTORS, "{ fr: Assurance, en: Insurance }", "{ fr: Assurance }"),
                (PIPELINE, "seed: 20190902\n", ""),
            ],
            "
pipelines/trial.yaml:1:1: the file lacks the key `seed`
  expected: a whole number
  hint: write `seed: …` there
config/codebook.yaml:28:3: `engagements` lacks the key `scale`
  expected: a name
  hint: write `scale: …` there
config/sectors.yaml:2:16: `name` lacks the key `en`
  expected: a text
  hint: write `en: …` there",
        );
    }

    #[test]
    fn wrong_types() {
        refused(
            &[
                (REGISTRY, "n_respondents: 8", "n_respondents: \"8\""),
                (REGISTRY, "client: [adaptation, engagements]", "client: adaptation"),
                (REGISTRY, "title: { fr: Baromètre d’essai, en: Trial barometer }", "title: Barometer"),
                (PUBLICATION, "confidence: 0.95", "confidence: 0,95"),
                (PUBLICATION, "delta_points: 5", "delta_points: .inf"),
            ],
            "
config/registry.yaml:2:10: `title` is `Barometer`
  expected: the keys `fr`, `en`
  hint: write these keys, one a line, each with its value
config/registry.yaml:6:13: `client` is `adaptation`
  expected: a list
  hint: write `[a, b]`, or one element a line after a dash
config/registry.yaml:13:20: `n_respondents` is `8`
  expected: a whole number
  hint: remove the quotes
config/publication.yaml:3:15: `delta_points` is `.inf`
  expected: a number
  hint: write the number in digits, with a point before decimals and no quotes: `0.95` say
config/publication.yaml:5:13: `confidence` is `0,95`
  expected: a number
  hint: write `0.95`, with a point",
        );
    }

    /// Between braces a comma ends a value; the number is read as it was meant, so that the sum of the shares stands.
    #[test]
    fn a_decimal_comma_between_braces() {
        refused(
            &[(MARGINS, "share: 0.48", "share: 0,478081694"), (MARGINS, "share: 0.52", "share: 0,521918306")],
            "
config/margins/2023.yaml:7:23: `share` is `0,478081694`
  expected: a number
  hint: write `0.478081694`, with a point
config/margins/2023.yaml:8:23: `share` is `0,521918306`
  expected: a number
  hint: write `0.521918306`, with a point",
        );
        // A key of digits that no number precedes is no half of one.
        refused(
            &[(MARGINS, "femme: { share: 0.52,", "femme: { share: 0.52, 5,")],
            "
config/margins/2023.yaml:8:29: unknown key `5`
  expected: the keys `merges`, `range`, `aliases`, `share`, `count`, `name`
  hint: leave the key out, or move it to where it belongs; config/README.md lists the keys of each file",
        );
    }

    #[test]
    fn dates_that_are_none() {
        let order = "write the year first, then month and day, two digits each";
        for (date, hint) in [
            ("01/03/2023", order),
            ("2023-02-30", "correct the month or the day: there is no such day"),
            ("2023-3-1", order),
            ("2023-03-01T00:00:00", order),
        ] {
            refused(
                &[(REGISTRY, "field_start: 2023-03-01", &format!("field_start: {date}"))],
                &format!(
                    "config/registry.yaml:11:18: `field_start` is `{date}`\n  expected: a date as `2014-10-17`\n  \
                     hint: {hint}"
                ),
            );
        }
    }

    #[test]
    fn numbers_with_blanks() {
        refused(
            &[(MARGINS, "population_total: 51000000", "population_total: 51\u{a0}000 000")],
            "
config/margins/2023.yaml:1:19: `population_total` is `51\u{a0}000 000`
  expected: a number
  hint: write `51000000`, without blanks",
        );
    }

    /// Between braces a comma ends a text.
    #[test]
    fn a_text_with_a_comma_outside_quotes() {
        refused(
            &[(SECTORS, "{ fr: Assurance, en: Insurance }", "{ fr: Assurance, et le reste, en: Insurance }")],
            "
config/sectors.yaml:2:39: unknown key `et le reste`
  expected: the keys `fr`, `en`
  hint: put a text that has a comma in quotes: `fr: \"Assurance, et le reste…\"`",
        );
    }

    #[test]
    fn quotes_of_a_word_processor() {
        refused(
            &[(PIPELINE, "edition: \"2023\"", "edition: “2023”"), (REGISTRY, "  \"2023\":", "  “2023”:")],
            "
pipelines/trial.yaml:5:14: `“2023”` is in curly quotes
  expected: a name
  hint: write `\"2023\"`
config/registry.yaml:10:3: `“2023”` is in curly quotes
  expected: an edition label in quotes: letters, digits, `_` and `-`
  hint: write `\"2023\"`",
        );
    }

    /// What a reader of YAML blames on the line below.
    #[test]
    fn a_colon_without_its_blank() {
        refused(
            &[(PIPELINE, "edition: \"2023\"", "edition:\"2023\"")],
            "
pipelines/trial.yaml:5:13: a colon right against the value of `edition`
  expected: ordinary blanks before a key and after its colon
  hint: write `edition: \"2023\"`",
        );
        refused(
            &[(PIPELINE, "file: ../waves", "file:\u{a0}../waves")],
            "
pipelines/trial.yaml:6:10: the character U+00A0
  expected: ordinary blanks before a key and after its colon
  hint: put an ordinary blank in its place",
        );
        refused(
            &[(PIPELINE, "    file: ../waves", "  \u{a0} file: ../waves")],
            "
pipelines/trial.yaml:6:3: the character U+00A0
  expected: ordinary blanks before a key and after its colon
  hint: put an ordinary blank in its place",
        );
    }

    /// A reader of YAML notices the tab at the end of the value before.
    #[test]
    fn a_tab_where_it_stands() {
        for (from, to, place) in [
            ("    n_respondents: 8", "\tn_respondents: 8", "13:1"),
            ("    n_respondents: 8", "  \tn_respondents: 8", "13:3"),
            ("    n_respondents: 8", "\n\tn_respondents: 8", "14:1"),
            ("    field_start", "\tfield_start", "11:1"),
        ] {
            let minimal = Minimal::new();
            minimal.edit(REGISTRY, from, to);
            let told = minimal.refusal();
            let expected =
                format!("config/registry.yaml:{place}: not valid YAML: a tab, where only spaces may stand (");
            assert!(told.starts_with(&expected), "{to}: {told}");
        }
    }

    #[test]
    fn a_colon_that_is_missing() {
        for (from, to, place, meant) in [
            ("n_respondents: 8", "n_respondents 8", "13:5", "n_respondents: 8"),
            ("n_respondents: 8", "n_respondents 8 # a: b\n\n    # c", "13:5", "n_respondents: 8"),
            ("publisher: Essai", "publisher L’essai", "3:3", "publisher: L’essai"),
            ("editions:", "editions", "9:1", "editions:"),
            ("employee_base: contact", "employee_base contact", "16:5", "employee_base: contact"),
        ] {
            let minimal = Minimal::new();
            minimal.edit(REGISTRY, from, to);
            let told = minimal.refusal();
            let (problem, hint) = told.split_once('\n').unwrap_or_default();
            assert!(
                problem.starts_with(&format!("config/registry.yaml:{place}: not valid YAML: a key with")),
                "{told}"
            );
            assert_eq!(hint, format!("  hint: write `{meant}`"), "{to}");
        }
    }

    #[test]
    fn a_dash_that_is_missing() {
        let minimal = Minimal::new();
        let again = "    edition: \"2024\"\n    file: ../waves/2024.csv\npublish:";
        minimal.edit(PIPELINE, "publish:", again);
        let told = minimal.refusal();
        assert!(told.contains("; if a new element of the list begins here, put the `- ` that is missing"), "{told}");
    }

    #[test]
    fn texts_that_say_nothing() {
        refused(
            &[(SECTORS, "{ fr: Assurance, en: Insurance }", "{ fr: \" \", en: }")],
            "
config/sectors.yaml:2:28: `fr` is empty
  expected: a text
  hint: write the text, in quotes when it has a comma or a colon
config/sectors.yaml:2:33: `en` is empty
  expected: a text
  hint: write the text, in quotes when it has a comma or a colon",
        );
    }

    /// What stood under a key that may be left out was deleted, and the key forgotten.
    #[test]
    fn a_key_left_empty() {
        refused(
            &[(
                REGISTRY,
                "    employee_base: contact",
                "    assumed:\n    modules: ~\n    institute:\n    employee_base:",
            )],
            "
config/registry.yaml:16:5: `assumed` is empty
  expected: a list
  hint: write `[a, b]`, or one element a line after a dash; when there is nothing to say, delete the key itself
config/registry.yaml:17:5: `modules` is empty
  expected: a list
  hint: write `[a, b]`, or one element a line after a dash; when there is nothing to say, delete the key itself
config/registry.yaml:18:5: `institute` is empty
  expected: a text
  hint: write the text, in quotes when it has a comma or a colon; when there is nothing to say, delete the key itself
config/registry.yaml:19:5: `employee_base` is empty
  expected: a name
  hint: write the name as it is declared, without blanks around it",
        );
    }

    #[test]
    fn codes_are_never_guessed() {
        refused(
            &[
                (CODEBOOK, "{ code: \"1\",", "{ code: 1,"),
                (
                    CODEBOOK,
                    "employed: { column: en_emploi, \"yes\": \"oui\", \"no\": \"non\" }",
                    "employed: { column: en_emploi, \"yes\": oui, \"no\": no }",
                ),
                (REGISTRY, "  \"2023\":", "  2023:"),
                (MARGINS, "      homme: {", "      010: {"),
                (MARGINS, "      femme: {", "      \"no\": { merges: [Off],"),
                (PIPELINE, "edition: \"2023\"", "edition: 2023"),
            ],
            "
pipelines/trial.yaml:5:14: `edition` is `2023` without quotes
  expected: a name
  hint: write `\"2023\"`
config/codebook.yaml:6:54: `no` is `no` without quotes
  expected: a code in quotes
  hint: write `\"no\"`
config/codebook.yaml:14:17: `code` is `1` without quotes
  expected: a code in quotes
  hint: write `\"1\"`
config/registry.yaml:10:3: `2023` is not in quotes
  expected: an edition label in quotes: letters, digits, `_` and `-`
  hint: write `\"2023\"`",
        );
    }

    #[test]
    fn codes_of_margins_are_never_guessed() {
        refused(
            &[
                (MARGINS, "      homme: {", "      010: {"),
                (MARGINS, "      femme: {", "      \"no\": { merges: [Off],"),
            ],
            "
config/margins/2023.yaml:7:7: `010` is not in quotes
  expected: a code in quotes
  hint: write `\"010\"`
config/margins/2023.yaml:8:24: an element of `merges` is `Off` without quotes
  expected: a code in quotes
  hint: write `\"Off\"`",
        );
    }

    #[test]
    fn no_and_yes_are_words_of_a_text() {
        let minimal = Minimal::new();
        minimal.edit(CODEBOOK, "fr: Plutôt d’accord, en: Agree", "fr: Oui, en: Yes");
        assert_eq!(minimal.refusal(), "");
    }

    #[test]
    fn two_sectors_that_a_reader_cannot_tell_apart() {
        refused(
            &[(
                SECTORS,
                "{ name: { fr: Banque, en: Banking } }",
                "{ name: { fr: Banque, en: \"insu\u{200b}rance\" } }",
            )],
            "
config/sectors.yaml:3:19: `banque` is printed as “insu\u{200b}rance”, as `assurance` is
  expected: a name of its own in each language, case and accents aside
  hint: tell the two apart in `name`: readers of the report see nothing else of them",
        );
        refused(
            &[(SECTORS, "{ name: { fr: Banque, en: Banking } }", "{ name: { fr: assu rancé, en: Banking } }")],
            "
config/sectors.yaml:3:19: `banque` is printed as “assu rancé”, as `assurance` is
  expected: a name of its own in each language, case and accents aside
  hint: tell the two apart in `name`: readers of the report see nothing else of them",
        );
        refused(
            &[(SECTORS, "{ name: { fr: Banque, en: Banking } }", "{ name: { fr: All, en: Banking } }")],
            "
config/sectors.yaml:3:19: `banque` is printed as “All”, as `all` is
  expected: a name of its own in each language, case and accents aside
  hint: tell the two apart in `name`: readers of the report see nothing else of them",
        );
    }

    #[test]
    fn a_file_that_is_too_large_to_be_a_configuration() {
        refused_file(
            SECTORS,
            "# \n".repeat(400_000).as_bytes(),
            "
pipelines/trial.yaml:2:9: `config/sectors.yaml` has 1200000 bytes
  expected: a YAML file of 1048576 bytes at most
  hint: see whether it is the file that was meant; data and lists of thousands of entries belong elsewhere",
        );
    }

    #[test]
    fn anchors_aliases_merges_and_tags() {
        refused(
            &[
                (REGISTRY, "client: [adaptation, engagements]", "client: &all [adaptation, engagements]"),
                (REGISTRY, "employee: [adaptation, engagements]", "employee: *all"),
                (REGISTRY, "n_respondents: 8", "n_respondents: !!int 8"),
                (REGISTRY, "  publisher: Essai", "  <<: { publisher: Essai }\n  publisher: Essai"),
            ],
            "
config/registry.yaml:3:3: a key that is not a text
  expected: a name as key
  hint: merge keys (`<<`) are not read
config/registry.yaml:7:18: a YAML anchor (`&name`)
  expected: plain YAML
  hint: remove the anchor and write the value out wherever it is meant
config/registry.yaml:8:15: a YAML alias (`*name`)
  expected: plain YAML
  hint: write the value out
config/registry.yaml:14:26: a YAML tag (`!name`)
  expected: plain YAML
  hint: remove the tag",
        );
    }

    #[test]
    fn a_billion_laughs() {
        let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (name, of) in "bcdefghi".chars().zip("abcdefgh".chars()) {
            bomb.push_str(&format!(
                "{name}: &{name} [*{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}]\n"
            ));
        }
        let minimal = Minimal::new();
        minimal.write(SECTORS, format!("{}{bomb}", minimal::SECTORS));
        let refusal = minimal.refusal();
        assert!(refusal.starts_with("config/sectors.yaml:4:1: unknown key `a`\n"), "{refusal}");
        assert!(refusal.ends_with("config/sectors.yaml: 31 more findings of the rule `yaml-feature`"), "{refusal}");
    }

    #[test]
    fn syntax() {
        refused(
            &[(REGISTRY, "sectors: [assurance, banque]", "sectors: [assurance, banque")],
            "
config/registry.yaml:17:1: not valid YAML: a comma or a bracket is missing in a list or in keys between brackets or braces (the library says: while parsing a flow sequence, expected ',' or ']')
  hint: look there and just above for a quote, a comma, a bracket or a colon that is missing",
        );
    }

    #[test]
    fn files_that_are_no_yaml_files() {
        for empty in [b"".as_slice(), b"# nothing\n"] {
            refused_file(
                SECTORS,
                empty,
                "
config/sectors.yaml:1:1: the file is empty
  hint: write the file anew, from the one that is shipped or from an earlier version",
            );
        }
        refused_file(
            SECTORS,
            b"- assurance\n",
            "
config/sectors.yaml:1:1: the file is a list
  expected: the key `sectors`
  hint: write these keys, one a line, each with its value",
        );
        refused_file(
            SECTORS,
            b"sectors:\n  \xe9: 1\n",
            "
config/sectors.yaml:2:3: a byte that is not UTF-8
  expected: a text file in UTF-8
  hint: save the file again with the encoding UTF-8",
        );
        refused_file(
            SECTORS,
            "[".repeat(100).as_bytes(),
            "
config/sectors.yaml:1:33: lists and mappings nested too deeply
  expected: plain YAML
  hint: nest less deeply",
        );
    }

    #[test]
    fn two_documents() {
        let minimal = Minimal::new();
        minimal.write(SECTORS, format!("{}---\nsectors: {{}}\n", minimal::SECTORS));
        assert_eq!(
            minimal.refusal(),
            "config/sectors.yaml:4:1: a second YAML document\n  expected: plain YAML\n  \
             hint: one document a file: remove the line `---`"
        );
    }

    #[test]
    fn three_faults_in_three_files_come_back_at_once() {
        refused(
            &[
                (CODEBOOK, "  engagements:\n    scale: accord", "  engagements:\n    scale: acord"),
                (REGISTRY, "publisher: Essai", "publischer: Essai"),
                (MARGINS, "share: 0.48", "share: 0.47"),
            ],
            "
config/codebook.yaml:29:12: unknown scale `acord`
  expected: `accord`
  hint: did you mean `accord`?
config/registry.yaml:3:3: unknown key `publischer`
  expected: the keys `title`, `publisher`, `caution`, `address`
  hint: did you mean `publisher`?
config/margins/2023.yaml:6:5: the shares of `sexe` add up to 0.99
  expected: 1, or at most 0.001 from it
  hint: compare each category with the source: one may be missing, or a figure miscopied",
        );
    }
}

mod meaning {
    //! Names that must exist and numbers in their range.

    use super::*;

    #[test]
    fn misspelt_names() {
        refused(
            &[
                (
                    CODEBOOK,
                    "    dimension: facilitation\n    name: { fr: Eng",
                    "    dimension: facilitatoin\n    name: { fr: Eng",
                ),
                (CODEBOOK, "  engagements: { mirror: same_object }", "  engagements: { mirror: same_objet }"),
                (CODEBOOK, "  adaptation: { mirror: same_object }", "  adaptatio: { mirror: same_object }"),
                (REGISTRY, "employee: [adaptation, engagements]", "employee: [adaptaton, engagements, engagements]"),
                (REGISTRY, "sectors: [assurance, banque]", "sectors: [assurances, banque]"),
                (REGISTRY, "instrument: attitudes", "instrument: atitudes\n    modules: [crise]"),
                (PIPELINE, "edition: \"2023\"", "edition: \"2032\""),
                (PIPELINE, "{ format: csv }", "{ format: csv, delimiter: \"||\", encoding: utf9 }"),
            ],
            "
pipelines/trial.yaml:5:14: unknown edition `2032`
  expected: `2023`
  hint: correct the name, or declare it under `editions:` in config/registry.yaml
pipelines/trial.yaml:7:39: not a delimiter
  expected: one ASCII character that is no letter, digit, quote or line end
  hint: `\",\"`, `\";\"` and `\"\\t\"` are the usual ones; `detect` finds it out
pipelines/trial.yaml:7:55: unknown encoding `utf9`
  expected: a label of the WHATWG list, `utf-8` or `windows-1252` say, or `detect`
  hint: write `detect` to have it found out
config/codebook.yaml:30:16: unknown dimension `facilitatoin`
  expected: `facilitation`
  hint: did you mean `facilitation`?
config/codebook.yaml:35:3: unknown item `adaptatio`
  expected: `adaptation` or `engagements`
  hint: did you mean `adaptation`?
config/codebook.yaml:36:26: `mirror` is `same_objet`
  expected: `parallel_treatment` or `same_object`
  hint: did you mean `same_object`?
config/registry.yaml:7:16: unknown item `adaptaton`
  expected: `adaptation` or `engagements`
  hint: did you mean `adaptation`?
config/registry.yaml:7:40: the item `engagements` stands twice in `employee`
  expected: each name once
  hint: keep one of the two
config/registry.yaml:14:17: unknown instrument `atitudes`
  expected: `attitudes`
  hint: did you mean `attitudes`?
config/registry.yaml:15:15: unknown module `crise`
  expected: none: config/registry.yaml declares no module
  hint: correct the name, or declare it under `modules:` in config/registry.yaml
config/registry.yaml:16:15: unknown sector `assurances`
  expected: `assurance` or `banque`
  hint: did you mean `assurance`?",
        );
    }

    #[test]
    fn readers() {
        refused(
            &[(PIPELINE, "{ format: csv }", "{ format: cvs }")],
            "
pipelines/trial.yaml:7:23: `format` is `cvs`
  expected: one of `csv`, `parquet`, `xlsx`, `spss`
  hint: did you mean `csv`?",
        );
        refused(
            &[(PIPELINE, "{ format: csv }", "{ format: parquet, delimiter: \";\" }")],
            "
pipelines/trial.yaml:7:32: unknown key `delimiter`
  expected: the keys `format`, `long`, `values`, `missing`, `columns`, `limits`
  hint: leave the key out, or move it to where it belongs; config/README.md lists the keys of each file",
        );
    }

    #[test]
    fn ids() {
        refused(
            &[
                (SECTORS, "  banque:", "  autre:"),
                (SECTORS, "  assurance:", "  Assurance-1:"),
                (REGISTRY, "sectors: [assurance, banque]", "sectors: [autre]"),
            ],
            "
config/sectors.yaml:2:3: `Assurance-1` cannot be used here
  expected: an id: a small letter, then small letters, digits and `_`
  hint: write it like `grande_distribution`
config/sectors.yaml:3:3: the id `autre` is reserved
  expected: another id: the tables use this one themselves
  hint: give it another id wherever it is used",
        );
    }

    #[test]
    fn scales() {
        refused(
            &[
                (CODEBOOK, "    favourable: [\"3\", \"4\"]\n", "    favourable: [\"2\", \"4\"]\n"),
                (CODEBOOK, "most_favourable: [\"4\"]", "most_favourable: [\"3\", \"4\"]"),
                (CODEBOOK, "dont_know: [\"9\"]", "dont_know: [\"4\", \"9\", \"9\"]"),
            ],
            "
config/codebook.yaml:18:17: `favourable` is [2, 4] of the codes [1, 2, 3, 4]
  expected: the last codes of the scale: at least one, and not all
  hint: order `codes` from the least to the most favourable, then name the last ones
config/codebook.yaml:19:23: the code `3` is most favourable, but not favourable
  expected: some of the codes under `favourable`
  hint: add it under `favourable`, or remove it here
config/codebook.yaml:20:17: the code `4` is also an answer of the scale
  expected: a code that is not on the scale
  hint: take the code out of `dont_know`, or out of the answers
config/codebook.yaml:20:27: the code `9` stands twice in `dont_know`
  hint: keep one of the two",
        );
        refused(
            &[(CODEBOOK, "    favourable: [\"3\", \"4\"]\n", "    favourable: [\"5\", \"4\"]\n")],
            "
config/codebook.yaml:18:18: unknown code `5`
  expected: one of `1`, `2`, `3`, `4`
  hint: write one of these codes, or add it under `codes`",
        );
        refused(
            &[(CODEBOOK, "{ code: \"2\"", "{ code: \"1\"")],
            "
config/codebook.yaml:15:17: the code `1` stands twice
  expected: each code once
  hint: keep one of the two",
        );
        refused(
            &[(
                CODEBOOK,
                "items:",
                "  part: { type: percentage, dont_know: [\"99\"] }\n  mot: { type: ordered, codes: [{ code: a, fr: a, en: a }], favourable: [a], most_favourable: [] }\nitems:",
            )],
            "
config/codebook.yaml:21:41: the code `99` is also an answer
  expected: a code outside 0–100, for these are the answers
  hint: take the code out of `dont_know`, or out of the answers
config/codebook.yaml:22:25: the scale `mot` has 1 code
  expected: 2 to 255 codes, from the least to the most favourable
  hint: two answers make a scale, one does not; an answer in figures is `type: number`",
        );
    }

    #[test]
    fn sides() {
        refused(
            &[(CODEBOOK, "    employee: { fr: \"Nous nous adaptons aux clients\", en: We adapt to clients }\n", "")],
            "
config/codebook.yaml:34:15: the item `adaptation` is not put to employees
  expected: an item of the codebook with a wording under `employee`
  hint: add that wording to the item, or do not name it here
config/registry.yaml:7:16: the item `adaptation` is not put to employees
  expected: an item of the codebook with a wording under `employee`
  hint: add that wording to the item, or do not name it here",
        );
        refused(
            &[(CODEBOOK, "    definition:", "    min_items: 3\n    definition:")],
            "
config/codebook.yaml:40:16: `min_items` is 3, and 2 of its items are put to clients
  expected: at most 2
  hint: lower `min_items`, or put more items of the dimension",
        );
        refused(
            &[
                (CODEBOOK, "    definition:", "    min_items: 2\n    definition:"),
                (REGISTRY, "client: [adaptation, engagements]", "client: [adaptation]"),
            ],
            "
config/registry.yaml:8:18: the dimension `facilitation` has 1 of its items put to clients here
  expected: at least 2
  hint: lower `min_items`, or put more items of the dimension",
        );
    }

    #[test]
    fn pairs_share_a_scale() {
        refused(
            &[
                (CODEBOOK, "items:", "  part: { type: percentage }\nitems:"),
                (
                    CODEBOOK,
                    "  engagements:\n    scale: accord\n    dimension: facilitation\n",
                    "  engagements:\n    scale: part\n",
                ),
                (
                    CODEBOOK,
                    "  adaptation: { mirror: same_object }",
                    "  x: { mirror: same_object, client: adaptation, employee: engagements }",
                ),
            ],
            "
config/codebook.yaml:35:3: the two items of the pair `x` have the scales `accord` and `part`
  expected: the same scale on both sides
  hint: give both items the same scale, or remove the pair",
        );
    }

    #[test]
    fn a_column_has_one_meaning() {
        refused(
            &[(
                CODEBOOK,
                "    - { sector: c1_secteur, prefix: c1_ }",
                "    - { sector: c1_secteur, prefix: c1_ }\n    - { sector: c2_secteur, prefix: c1_ }",
            )],
            "
config/codebook.yaml:5:37: the column `c1_adaptation` has two meanings, the other at config/codebook.yaml:4:37
  expected: one column, one meaning
  hint: correct one of the two names or prefixes",
        );
    }

    #[test]
    fn contrasts_and_pillars() {
        let section = "contrasts:
  overestimation:
    - { estimate: adaptation, real: engagements, real_measure: mean_guess }
    - { estimate: adaptation, reel: engagements }
  within_employee:
    - { left: adaptation, right: adaptation }
pillars:
  dimensions: { name: { fr: a, en: b }, dimensions: [facilitation] }
  autre: { name: { fr: c, en: d }, dimensions: [facilitation, facilitatio] }
dimensions:
";
        refused(
            &[(CODEBOOK, "dimensions:\n", section)],
            "
config/codebook.yaml:39:64: the measure `mean_guess` does not apply to the item `engagements`
  expected: `real_measure` one of `top2`, `top1`, `mean100`
  hint: write a measure that the item has, or name another item
config/codebook.yaml:40:31: unknown key `reel`
  expected: the keys `estimate`, `estimate_measure`, `real`, `real_measure`
  hint: did you mean `real`?
config/codebook.yaml:42:34: an item is compared with itself
  expected: two items
  hint: name another item, or remove the comparison
config/codebook.yaml:44:3: the id `dimensions` is reserved
  expected: another id: the tables use this one themselves
  hint: give it another id wherever it is used
config/codebook.yaml:45:49: the dimension `facilitation` is already in the pillar `dimensions`
  expected: each dimension in one pillar at most
  hint: keep one of the two
config/codebook.yaml:45:63: unknown dimension `facilitatio`
  expected: `facilitation`
  hint: did you mean `facilitation`?",
        );
    }

    #[test]
    fn comparisons_that_cannot_be_told_apart() {
        let section = "contrasts:
  overestimation:
    - { estimate: adaptation, real: engagements }
    - { estimate: adaptation, real: engagements, estimate_measure: top1 }
    - { estimate: adaptation, real: adaptation }
  within_employee:
    - { left: adaptation, right: engagements }
    - { left: engagements, right: adaptation }
    - { left: adaptation, right: engagements }
dimensions:
";
        refused(
            &[(CODEBOOK, "dimensions:\n", section)],
            "
config/codebook.yaml:41:19: the comparison of `adaptation` stands twice
  expected: each comparison once: an estimate, on one measure, with one item of clients
  hint: name another item, or remove the comparison
config/codebook.yaml:45:15: the comparison of `adaptation` stands twice
  expected: each comparison once: an estimate, on one measure, with one item of clients
  hint: name another item, or remove the comparison",
        );
    }

    #[test]
    fn a_margin_that_bears_the_name_of_a_column_of_respondents() {
        refused(
            &[(MARGINS, "  sexe:", "  weight:\n    column: sexe")],
            "
config/margins/2023.yaml:4:3: the id `weight` is reserved
  expected: another id: the tables use this one themselves
  hint: give it another id wherever it is used",
        );
    }

    #[test]
    fn editions_and_breaks() {
        let section = "breaks:
  - { before: \"2032\", items: [adaptatio], sectors: [], reason: { fr: a, en: b } }
instruments:";
        refused(
            &[
                (REGISTRY, "instruments:", section),
                (REGISTRY, "field_end: 2023-03-10", "field_end: 2022-03-10"),
                (REGISTRY, "n_respondents: 8", "n_respondents: 0"),
            ],
            "
config/registry.yaml:5:15: unknown edition `2032`
  expected: `2023`
  hint: correct the name, or declare it under `editions:` in config/registry.yaml
config/registry.yaml:5:31: unknown item `adaptatio`
  expected: `adaptation` or `engagements`
  hint: did you mean `adaptation`?
config/registry.yaml:5:43: the break concerns no sectors
  expected: at least one; leave `sectors` out to mean all
  hint: write at least one name, or remove the entry
config/registry.yaml:14:16: `field_end` 2022-03-10 is before `field_start`
  expected: 2023-03-01 or later
  hint: correct one of the two dates; in a copied edition the year often stays the old one
config/registry.yaml:15:20: `n_respondents` is 0
  expected: at least 1
  hint: write the number of interviews that the institute announced",
        );
    }

    /// A copied edition of which one date was left as it was, and the word of its employees written otherwise.
    #[test]
    fn editions_whose_fields_overlap() {
        let copied = "\"2024\":
    field_start: 2023-03-10
    field_end: 2024-03-20
    n_respondents: 8
    instrument: attitudes
    sectors: [assurance, banque]
    employee_base: Contact
  \"2023\":";
        refused(
            &[(REGISTRY, "\"2023\":", copied)],
            "
config/registry.yaml:11:18: edition `2024` is in the field from 2023-03-10, edition `2023` until 2023-03-10 (config/registry.yaml:19:16)
  expected: a field that begins after that of the edition before has ended
  hint: compare the dates of both editions with their field reports: editions follow each other by them
config/registry.yaml:16:20: `employee_base` is `Contact`
  expected: `contact`, as in an earlier edition: editions with another word are not compared on employee figures
  hint: write `contact`",
        );
    }

    #[test]
    fn shares_that_do_not_add_up_to_1() {
        refused(
            &[(MARGINS, "share: 0.48", "share: 0.4789")],
            "
config/margins/2023.yaml:6:5: the shares of `sexe` add up to 0.9989
  expected: 1, or at most 0.001 from it
  hint: compare each category with the source: one may be missing, or a figure miscopied",
        );
    }

    #[test]
    fn a_percentage_is_shown_as_a_share() {
        for (share, hint) in [
            ("47.85", "write 47.85 % as 0.4785"),
            ("1.2", "write 1.2 % as 0.012"),
            ("50.0", "write 50 % as 0.5"),
            ("99.999", "write 99.999 % as 0.99999"),
            ("100", "write 100 % as 1"),
            ("24000000", "correct the share; persons stand under `count`, in all categories of the file"),
        ] {
            let minimal = Minimal::new();
            minimal.edit(MARGINS, "share: 0.48", &format!("share: {share}"));
            let told = minimal.refusal();
            assert_eq!(told.lines().find_map(|line| line.strip_prefix("  hint: ")), Some(hint), "{told}");
        }
    }

    /// Of a category that stands twice, one share is not read: the sum says nothing.
    #[test]
    fn a_category_that_stands_twice() {
        refused(
            &[(MARGINS, "femme: {", "homme: {")],
            "
config/margins/2023.yaml:8:7: duplicate key `homme`, first at config/margins/2023.yaml:7:7
  expected: each key once
  hint: if one of the two was copied to make a new one, give it its own name; otherwise keep one of the two",
        );
    }

    #[test]
    fn counts_that_disagree_with_the_total() {
        refused(
            &[(MARGINS, "share: 0.48", "count: 24000000"), (MARGINS, "share: 0.52", "count: 26000000")],
            "
config/margins/2023.yaml:6:5: the counts of `sexe` add up to 50000000
  expected: the population total, 51000000
  hint: compare each category with the source: one may be missing, or a figure miscopied",
        );
    }

    #[test]
    fn a_misspelt_share_is_told_once() {
        refused(
            &[(MARGINS, "share: 0.48", "shre: 0.48")],
            "
config/margins/2023.yaml:7:16: unknown key `shre`
  expected: the keys `merges`, `range`, `aliases`, `share`, `count`, `name`
  hint: did you mean `share`?",
        );
    }

    #[test]
    fn margins_of_two_kinds_or_out_of_range() {
        refused(
            &[(MARGINS, "share: 0.48", "count: 24000000")],
            "
config/margins/2023.yaml:7:16: the category `homme` has a `count`
  expected: `share`, as the other categories of the file
  hint: give shares only, or counts only, in the whole file",
        );
        refused(
            &[(MARGINS, "share: 0.48", "merges: [femme, x, x], share: 48"), (MARGINS, "share: 0.52", "share: 0")],
            "
config/margins/2023.yaml:7:25: the code `femme` already stands for a category of `sexe`
  expected: each code in one category
  hint: take the code out of one of the two categories
config/margins/2023.yaml:7:35: the code `x` already stands for a category of `sexe`
  expected: each code in one category
  hint: take the code out of one of the two categories
config/margins/2023.yaml:7:46: `share` is 48
  expected: a share of the population, at most 1
  hint: write 48 % as 0.48
config/margins/2023.yaml:8:23: `share` is 0
  expected: more than 0
  hint: merge a category that nobody is in with its neighbour by `merges`",
        );
    }

    #[test]
    fn rules_out_of_range() {
        refused(
            &[
                (PUBLICATION, "suppress_below: 30", "suppress_below: 300"),
                (PUBLICATION, "delta_points: 5", "delta_points: 100"),
                (PUBLICATION, "confidence: 0.95", "confidence: 95"),
            ],
            "
config/publication.yaml:2:19: `small_base_below` is 100
  expected: at least `suppress_below`, 300
  hint: the usual value is `100`
config/publication.yaml:3:15: `delta_points` is 100
  expected: points between 0 and 100
  hint: the usual value is `5`
config/publication.yaml:5:13: `confidence` is 95
  expected: a share from 0.5 to less than 1, 0.95 say
  hint: the usual value is `0.95`",
        );
    }

    #[test]
    fn labels() {
        refused(
            &[(LABELS, "  top1:", "  topp1:"), (LABELS, "  IND: { fr: IND, en: IND }\n", ""), (LABELS, "mirror:\n", "miror:\n")],
            "
config/labels.yaml:8:3: unknown key `topp1`
  expected: one of `mean100`, `mean_guess`, `top1`, `top2`
  hint: did you mean `top1`?
config/labels.yaml:11:1: unknown group `miror`
  expected: one of `population`, `measure`, `mirror`, `status`, `contrast`, `statistic`, `standing`, `sector_key`, `class`, `trend_reason`
  hint: did you mean `mirror`?
config/labels.yaml:38:1: `class` lacks the key `IND`
  expected: `{ fr: …, en: … }` for every word of the tables
  hint: copy its line from the `labels.yaml` that comes with the program",
        );
    }
}

mod files {
    //! Files that are not there, at the place that names them.

    use super::*;

    #[test]
    fn margins_and_waves() {
        refused(
            &[
                (PIPELINE, "../config/margins/2023.yaml", "../config/margins/2024.yaml"),
                (PIPELINE, "../waves/2023.csv", "../waves/2024.csv"),
            ],
            "
pipelines/trial.yaml:6:11: the wave file `waves/2024.csv` is not there
  expected: a file as the institute delivered it
  hint: write a path that leads to it from the folder of this file, or put it there
pipelines/trial.yaml:8:14: the file `config/margins/2024.yaml` is not there
  expected: a YAML file
  hint: copy the margins of another edition there and write the shares and the source of this one, or correct the path",
        );
        refused(
            &[(PIPELINE, "../waves/2023.csv", "../data/2023.csv")],
            "
pipelines/trial.yaml:6:11: the wave file `data/2023.csv` is not there
  expected: a file as the institute delivered it
  hint: the folder `data` is not there either; paths start from the folder of this file: correct this one",
        );
        refused(
            &[
                (PIPELINE, "../waves/2023.csv", "waves/2023.csv"),
                (PIPELINE, "../config/margins/2023.yaml", "../confg/margins/2023.yaml"),
            ],
            "
pipelines/trial.yaml:6:11: the wave file `pipelines/waves/2023.csv` is not there
  expected: a file as the institute delivered it
  hint: paths start from the folder of this file: write `../waves/2023.csv`
pipelines/trial.yaml:8:14: the file `confg/margins/2023.yaml` is not there
  expected: a YAML file
  hint: did you mean `config`?",
        );
        refused(
            &[(PIPELINE, "../waves/2023.csv", "../waves")],
            "
pipelines/trial.yaml:6:11: `waves` is not a file
  expected: a file as the institute delivered it
  hint: write a path that leads to it from the folder of this file, or put it there",
        );
    }

    #[test]
    fn the_configuration() {
        refused(
            &[(PIPELINE, "config: ../config", "config: ../confg")],
            "
pipelines/trial.yaml:2:9: the configuration folder `confg` is not there
  hint: did you mean `config`?",
        );
        let minimal = Minimal::new();
        fs::rename(minimal.path(REGISTRY), minimal.path("config/registre.yaml")).unwrap();
        fs::remove_dir(minimal.path("config/report")).unwrap();
        assert_eq!(
            minimal.refusal(),
            "pipelines/trial.yaml:2:9: the folder of the report templates `config/report` is not there\n  \
             hint: put it back in `config`, from the one that is shipped or from an earlier version\n\
             pipelines/trial.yaml:2:9: the file `config/registry.yaml` is not there\n  \
             expected: a YAML file\n  \
             hint: rename `registre.yaml` to `registry.yaml` if it is the one"
        );
    }

    #[test]
    fn the_pipeline() {
        let minimal = Minimal::new();
        fs::rename(minimal.pipeline(), minimal.path("pipelines/trail.yaml")).unwrap();
        assert_eq!(
            minimal.refusal(),
            "pipelines/trial.yaml: the file `pipelines/trial.yaml` is not there\n  expected: a YAML file\n  hint: did you mean `trail.yaml`?"
        );
        let told = |path: &str| {
            let error = config::load(&minimal.path(path), &Overrides::default()).unwrap_err();
            error.findings()[0].hint.as_ref().unwrap().to_string()
        };
        assert_eq!(told("pipeline/trial.yaml"), "did you mean `pipelines`?");
        let from_here =
            "write a path that leads to it from the current folder, or run the command from the root of the project";
        assert_eq!((told("nope.yaml"), told("no/where.yaml")), (from_here.to_owned(), from_here.to_owned()));
    }

    #[test]
    fn a_wave_twice() {
        let again = "  - { edition: \"2023\", file: ../waves/2023.csv, reader: { format: csv }, margins: ../config/margins/2023.yaml }\npublish:";
        refused(
            &[(PIPELINE, "publish:", again)],
            "
pipelines/trial.yaml:9:16: the edition `2023` a second time, first at pipelines/trial.yaml:5:14
  expected: each edition in one wave
  hint: correct the edition of one of the two waves, or remove it
pipelines/trial.yaml:9:30: the file `waves/2023.csv` a second time, first at pipelines/trial.yaml:6:11
  expected: a file of its own for each edition
  hint: correct the path of one of the two waves",
        );
    }

    #[test]
    fn an_output_folder_that_holds_inputs() {
        refused(
            &[(PIPELINE, "../out/trial", "../config")],
            "
pipelines/trial.yaml:9:17: the output folder `config` holds `config/codebook.yaml`
  expected: a folder of its own, for it is replaced whole
  hint: choose another folder with `--out` or under `publish:` in the pipeline",
        );
        let minimal = Minimal::new();
        let overrides = Overrides { out: Some(minimal.root().to_owned()), language: None };
        let error = config::load(&minimal.pipeline(), &overrides).unwrap_err();
        let root = minimal.root().display();
        assert_eq!(
            error.findings()[0].to_string(),
            format!(
                "--out: the output folder `{root}` holds `{root}/pipelines/trial.yaml`\n  \
                 expected: a folder of its own, for it is replaced whole\n  \
                 hint: choose another folder with `--out` or under `publish:` in the pipeline"
            )
        );
    }
}

mod anything {
    //! Whatever stands in a file, the answer is a plan or findings.

    use super::*;

    /// One blow to a text: cut it, flip a bit, swap two lines, put something in, take something out.
    #[derive(Clone, Debug)]
    enum Blow {
        Cut(prop::sample::Index),
        Flip(prop::sample::Index, u8),
        Swap(prop::sample::Index, prop::sample::Index),
        Put(prop::sample::Index, &'static str),
        Take(prop::sample::Index, usize),
    }

    fn blow() -> impl Strategy<Value = Blow> {
        let any_index = any::<prop::sample::Index>;
        const BITS: &[&str] = &[
            "[", "{", "]", "}", ",", ": ", "- ", "? ", "\"", "'", "|", ">", "&a ", "*a ", "!t ", "<<: ", "\t", "\n",
            "\r", "#", "---\n", "...\n", "%", "\u{feff}", "\0", "\u{85}", "\\", "\u{301}", "1e999", "~",
        ];
        prop_oneof![
            any_index().prop_map(Blow::Cut),
            (any_index(), 0..8u8).prop_map(|(at, bit)| Blow::Flip(at, bit)),
            (any_index(), any_index()).prop_map(|(a, b)| Blow::Swap(a, b)),
            (any_index(), prop::sample::select(BITS)).prop_map(|(at, text)| Blow::Put(at, text)),
            (any_index(), 1..40usize).prop_map(|(at, length)| Blow::Take(at, length)),
        ]
    }

    fn struck(mut bytes: Vec<u8>, blow: &Blow) -> Vec<u8> {
        if bytes.is_empty() {
            return bytes;
        }
        let length = bytes.len();
        match blow {
            Blow::Cut(at) => bytes.truncate(at.index(length)),
            Blow::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
            Blow::Swap(a, b) => {
                let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
                let count = lines.len();
                lines.swap(a.index(count), b.index(count));
                bytes = lines.join(&b'\n');
            }
            Blow::Put(at, text) => drop(bytes.splice(at.index(length)..at.index(length), text.bytes())),
            Blow::Take(at, taken) => drop(bytes.drain(at.index(length)..(at.index(length) + taken).min(length))),
        }
        bytes
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn is_read_or_refused(
            file in prop::sample::select(&[CODEBOOK, SECTORS, REGISTRY, PUBLICATION, LABELS, MARGINS, PIPELINE][..]),
            blows in prop::collection::vec(blow(), 1..4),
        ) {
            let minimal = Minimal::new();
            let bytes = blows.iter().fold(fs::read(minimal.path(file)).unwrap(), struck);
            minimal.write(file, &bytes);
            match minimal.load() {
                Ok(_) => {}
                Err(error) => {
                    prop_assert_eq!(error.exit_code(), 2, "{}", error);
                    prop_assert!(!error.findings().is_empty());
                    for finding in error.findings() {
                        prop_assert!(finding.to_string().lines().count() <= 3, "{}", finding);
                    }
                }
            }
        }
    }
}
