//! What no survey means: refused where it is written, rather than by a workbook or a picture at the end of a run.

use crate::minimal::Minimal;

const CODEBOOK: &str = "config/codebook.yaml";
const SECTORS: &str = "config/sectors.yaml";
const REGISTRY: &str = "config/registry.yaml";
const MARGINS: &str = "config/margins/2023.yaml";

/// The minimal configuration with one passage replaced is refused with exactly these findings.
#[track_caller]
fn refused((file, from, to): (&str, &str, &str), expected: &str) {
    let minimal = Minimal::new();
    minimal.edit(file, from, to);
    assert_eq!(minimal.refusal(), expected.trim());
}

/// The minimal configuration with one passage replaced loads.
#[track_caller]
fn loads((file, from, to): (&str, &str, &str)) -> barometer::plan::Plan {
    let minimal = Minimal::new();
    minimal.edit(file, from, to);
    assert_eq!(minimal.refusal(), "");
    minimal.load().unwrap()
}

#[test]
fn years_that_no_workbook_counts() {
    refused(
        (REGISTRY, "field_start: 2023-03-01", "field_start: 0223-03-01"),
        "
config/registry.yaml:11:18: `field_start` is `0223-03-01`
  expected: a date from the year 1900 on, as `2014-10-17`
  hint: correct the year: a digit of it is missing or wrong",
    );
    let minimal = Minimal::new();
    minimal.edit(REGISTRY, "field_end: 2023-03-10", "field_end: 2023-03-10\n    technical: { published: 0023-06-01 }");
    let text = std::fs::read_to_string(minimal.path(REGISTRY)).unwrap();
    let corrections = "corrections:\n  - { edition: \"2023\", date: 1023-07-01, text: { fr: Une, en: One } }\n";
    minimal.write(REGISTRY, format!("{text}{corrections}"));
    let told = minimal.refusal();
    assert!(told.contains("`published` is `0023-06-01`") && told.contains("`date` is `1023-07-01`"), "{told}");
    loads((REGISTRY, "field_start: 2023-03-01", "field_start: 1900-01-01"));
}

#[test]
fn characters_that_no_picture_holds() {
    for (escape, code) in [
        ("\\e", "U+001B"),
        ("\\0", "U+0000"),
        ("\\x01", "U+0001"),
        ("\\a", "U+0007"),
        ("\\x0c", "U+000C"),
        ("\\uFFFE", "U+FFFE"),
        ("\\uFFFF", "U+FFFF"),
    ] {
        let told = format!(
            "config/sectors.yaml:2:43: `en` holds the character {code}
  expected: text that can be read
  hint: delete this invisible character"
        );
        refused((SECTORS, "en: Insurance", &format!("en: \"Insu{escape}rance\"")), &told);
    }
    // Wherever a text stands: a title, a publisher, a wording, the label of a code, a source, a code.
    for (file, from, to) in [
        (REGISTRY, "publisher: ", "publisher: \"A\\eB\" #"),
        (CODEBOOK, "en: It adapts to me", "en: \"It \\e adapts\""),
        (CODEBOOK, "en: Strongly disagree", "en: \"Strongly \\uFFFF disagree\""),
        (CODEBOOK, "dont_know: [\"9\"]", "dont_know: [\"9\\uFFFE\"]"),
    ] {
        let minimal = Minimal::new();
        let text = std::fs::read_to_string(minimal.path(file)).unwrap();
        assert!(text.contains(from), "`{from}` in {file}");
        minimal.write(file, text.replacen(from, to, 1));
        let told = minimal.refusal();
        assert!(told.contains("the character U+") || told.contains("is `9\u{fffe}`"), "{to}: {told}");
    }
}

#[test]
fn texts_that_no_cell_holds() {
    let name = |characters: usize| format!("en: {}", "x".repeat(characters));
    loads((SECTORS, "en: Insurance", &name(10_000)));
    refused(
        (SECTORS, "en: Insurance", &name(10_001)),
        "
config/sectors.yaml:2:43: a text of 10001 characters
  expected: at most 10000 characters
  hint: shorten the text; what it says at length has its place in the report",
    );
}

#[test]
fn a_name_stands_on_one_line() {
    let plan = loads((SECTORS, "en: Insurance", "en: \"Insurance\\n\\n# Injected heading\""));
    assert_eq!(plan.codebook.sectors[0].name.en, "Insurance # Injected heading");
    let plan = loads((SECTORS, "en: Insurance", "en: \"Insurance\\u202f?\\n \\u00a0(all)\""));
    assert_eq!(plan.codebook.sectors[0].name.en, "Insurance\u{202f}? \u{a0}(all)");
    let plan = loads((CODEBOOK, "en: Strongly disagree", "en: \"Strongly\\n# disagree\""));
    let barometer::survey::codebook::Scale::Ordered(scale) = &plan.codebook.scales[0] else { panic!("not ordered") };
    assert_eq!(scale.codes[0].label.en, "Strongly # disagree");
}

#[test]
fn whole_numbers_of_too_many_digits() {
    let expected = "
  expected: a number of at most 19 digits
  hint: write the number itself, in persons or in interviews: one of so many digits was repeated or pasted twice";
    for number in ["18446744073709551616", "99999999999999999999"] {
        let told = format!("config/registry.yaml:13:20: `n_respondents` is `{number}`{expected}");
        refused((REGISTRY, "n_respondents: 8", &format!("n_respondents: {number}")), &told);
        let told = format!("config/margins/2023.yaml:1:19: `population_total` is `{number}`{expected}");
        refused((MARGINS, "population_total: 51000000", &format!("population_total: {number}")), &told);
    }
}
