//! What no survey means: refused where it is written, rather than by a workbook or a picture at the end of a run.

use crate::minimal::Minimal;

const CODEBOOK: &str = "config/codebook.yaml";
const SECTORS: &str = "config/sectors.yaml";
const REGISTRY: &str = "config/registry.yaml";
const PUBLICATION: &str = "config/publication.yaml";
const MARGINS: &str = "config/margins/2023.yaml";
const PIPELINE: &str = "pipelines/trial.yaml";

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
  hint: shorten it: of so many digits, some were repeated or pasted twice";
    for number in ["18446744073709551616", "99999999999999999999"] {
        let told = format!("config/registry.yaml:13:20: `n_respondents` is `{number}`{expected}");
        refused((REGISTRY, "n_respondents: 8", &format!("n_respondents: {number}")), &told);
        let told = format!("config/margins/2023.yaml:1:19: `population_total` is `{number}`{expected}");
        refused((MARGINS, "population_total: 51000000", &format!("population_total: {number}")), &told);
    }
}

#[test]
fn populations_larger_than_mankind() {
    for (number, shown) in [("1e13", "10000000000000"), ("100000000001", "100000000001"), ("1e300", "1e300")] {
        let told = format!(
            "config/margins/2023.yaml:1:19: `population_total` is {shown}
  expected: at most 100000000000 persons
  hint: write the number in digits, without blanks: `51000000` say"
        );
        refused((MARGINS, "population_total: 51000000", &format!("population_total: {number}")), &told);
    }
    loads((MARGINS, "population_total: 51000000", "population_total: 1e11"));
}

#[test]
fn ranges_of_numbers_that_hold_no_answer() {
    let scales = |min: &str, max: &str| format!("scales:\n  heures: {{ type: number, min: {min}, max: {max} }}\n");
    for (min, max) in [("-1e308", "1e308"), ("0", "1e-300"), ("0", "2e12"), ("1", "1.0000000001"), ("-2e12", "0")] {
        let minimal = Minimal::new();
        minimal.edit(CODEBOOK, "scales:\n", &scales(min, max));
        let told = minimal.refusal();
        assert!(told.contains("the range of `heures` goes from "), "{min}, {max}: {told}");
        assert!(told.contains("expected: two numbers from -1e12 to 1e12, at least 1e-9 apart"), "{min}, {max}: {told}");
    }
    loads((CODEBOOK, "scales:\n", &scales("-1e12", "1e12")));
}

#[test]
fn bounds_that_bound_nothing() {
    let bounds = |bounds: &str| format!("calibrate: {{ method: truncated_linear, bounds: [{bounds}] }}\npublish:");
    for (written, shown) in [("1e-39, 30", "1e-39, 30"), ("0.5, 1e7", "0.5, 10000000")] {
        let told = format!(
            "pipelines/trial.yaml:9:48: `bounds` is [{shown}]
  expected: L of 0 or at least 0.000001, U of at most 1000000
  hint: they bound the ratio of calibrated to base weight, which is 1 on average"
        );
        refused((PIPELINE, "publish:", &bounds(written)), &told);
    }
    loads((PIPELINE, "publish:", &bounds("0, 1e6")));
}

#[test]
fn repetitions_that_nobody_waits_for() {
    refused(
        (PIPELINE, "publish:", "calibrate: { max_iterations: 10001, trim: { cap: 4, max_rounds: 100001 } }\npublish:"),
        "
pipelines/trial.yaml:9:30: `max_iterations` is 10001
  expected: at most 10000
  hint: the usual value is `50`
pipelines/trial.yaml:9:65: `max_rounds` is 100001
  expected: at most 100000
  hint: the usual value is `500`",
    );
}

#[test]
fn a_confidence_that_is_an_error_rate_and_a_base_of_nobody() {
    refused(
        (PUBLICATION, "confidence: 0.95", "confidence: 0.05"),
        "
config/publication.yaml:5:13: `confidence` is 0.05
  expected: a share from 0.5 to less than 1, 0.95 say
  hint: the usual value is `0.95`",
    );
    refused(
        (PUBLICATION, "suppress_below: 30", "suppress_below: 0.5"),
        "
config/publication.yaml:1:17: `suppress_below` is 0.5
  expected: 1 person or more
  hint: the usual value is `30`",
    );
}
