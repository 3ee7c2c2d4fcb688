//! Delivery formats: one small survey in fourteen files gives one wave, and what is not as declared is refused by name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use barometer::config::{self, Overrides};
use barometer::error::{Finding, Severity};
use barometer::io::ingest;
use barometer::plan::{Plan, Reader, WavePlan};
use barometer::stages::validate::{Frame, validate};
use barometer::survey::wave::Wave;
use tempfile::TempDir;

use crate::minimal::{self, PUBLICATION};

#[path = "../../fixtures/deliver/binary.rs"]
mod binary;
#[path = "../../fixtures/deliver/people.rs"]
mod people;
#[path = "../../fixtures/deliver/texts.rs"]
mod texts;

/// The folder of the delivery fixtures.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/delivery")
}

/// Names of the delivered files.
pub fn files() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The reader section beside a file.
pub fn reader_of(name: &str) -> String {
    fs::read_to_string(fixtures().join("readers").join(format!("{name}.yaml"))).unwrap()
}

/// The survey of the fixtures, with one file and one reader section.
pub struct Trial {
    folder: TempDir,
    /// The plan.
    pub plan: Plan,
}

impl Trial {
    /// Loads the survey with a reader section and the bytes of a file.
    pub fn new(reader: &str, bytes: &[u8]) -> Self {
        Self::load(reader, bytes).unwrap_or_else(|error| panic!("{:#?}", error.findings()))
    }

    fn load(reader: &str, bytes: &[u8]) -> Result<Self, barometer::error::Error> {
        let folder = TempDir::new().unwrap();
        let write = |file: &str, content: &[u8]| {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        };
        let survey = |name: &str| fs::read(fixtures().join("survey").join(name)).unwrap();
        write("config/codebook.yaml", &survey("codebook.yaml"));
        write("config/registry.yaml", &survey("registry.yaml"));
        write("config/margins/2023.yaml", &survey("margins.yaml"));
        let sectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/sectors.yaml");
        write("config/sectors.yaml", &fs::read(sectors).unwrap());
        write("config/publication.yaml", PUBLICATION.as_bytes());
        write("config/labels.yaml", minimal::labels().as_bytes());
        write("config/report/empty", b"");
        write("wave", bytes);
        let reader: String = reader.lines().map(|line| format!("      {line}\n")).collect();
        let pipeline = format!(
            "name: trial\nconfig: config\nseed: 1\nwaves:\n  - edition: \"2023\"\n    file: wave\n    reader:\n{reader}    \
             margins: config/margins/2023.yaml\npublish: {{ out: out }}\n"
        );
        write("pipeline.yaml", pipeline.as_bytes());
        let plan = config::load(&folder.path().join("pipeline.yaml"), &Overrides::default())?;
        Ok(Self { folder, plan })
    }

    /// A path below its folder.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// The wave to load.
    pub fn wave(&self) -> &WavePlan {
        &self.plan.waves[0]
    }

    /// Puts other bytes in the place of the file.
    pub fn deliver(&self, bytes: &[u8]) {
        fs::write(self.folder.path().join("wave"), bytes).unwrap();
    }

    /// Reads and validates the file: the wave and what was noted, or the findings that refuse it.
    pub fn read(&self) -> Result<(Wave, Vec<Finding>), Vec<Finding>> {
        let wave = self.wave();
        let raw = ingest::read(wave).map_err(|error| error.findings().to_vec())?;
        let edition = &self.plan.registry.editions[&wave.edition];
        let (id, margins, codebook, rules) = (&wave.edition, &wave.margins, &self.plan.codebook, &self.plan.validation);
        let frame = Frame { id, edition, margins, codebook, rules, sha256: wave.sha256.as_deref(), wave: &wave.wave };
        let valid = validate(&raw, frame, None)?;
        Ok((valid.wave, raw.notes.into_iter().chain(valid.warnings).collect()))
    }

    /// What it is refused for, as printed, with the file named `wave`; empty when it is not.
    pub fn refusal(&self) -> String {
        let Err(findings) = self.read() else { return String::new() };
        minimal::every_one_has_a_way_out(&findings);
        told(&findings).replace(&format!("{}/", self.folder.path().display()), "")
    }
}

fn told(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What a configuration is refused for.
fn configuration(reader: &str) -> String {
    match Trial::load(reader, b"x") {
        Ok(_) => String::new(),
        Err(error) => error.findings().iter().map(|finding| format!("{}: {}", finding.rule, finding.problem)).collect(),
    }
}

fn delivered(name: &str) -> Vec<u8> {
    fs::read(fixtures().join(name)).unwrap()
}

/// Refusal of a delivered file after a change of its text.
fn changed(name: &str, change: impl FnOnce(String) -> String) -> String {
    let text = change(String::from_utf8(delivered(name)).unwrap());
    Trial::new(&reader_of(name), text.as_bytes()).refusal()
}

#[test]
fn every_file_has_a_reader_and_every_reader_a_file() {
    let readers: BTreeSet<String> = fs::read_dir(fixtures().join("readers"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().trim_end_matches(".yaml").to_owned())
        .collect();
    assert_eq!(readers, files().into_iter().collect());
    assert_eq!(readers.len(), 14);
}

#[test]
fn the_generator_writes_the_delivered_bytes() {
    let table = people::read(&fixtures().join("../waves/2023.csv")).unwrap();
    for (name, bytes) in texts::all(&table).into_iter().chain(binary::all(&table).unwrap()) {
        assert!(bytes == delivered(name), "{name}: run `make fixtures`");
    }
}

#[test]
fn every_format_gives_the_same_wave() {
    let expected = Trial::new(&reader_of("codes.csv"), &delivered("codes.csv")).read().unwrap().0;
    assert_eq!(expected.respondents.len(), 60);
    for name in files() {
        let (wave, _) =
            Trial::new(&reader_of(&name), &delivered(&name)).read().unwrap_or_else(|f| panic!("{name}:\n{}", told(&f)));
        for (found, expected) in wave.respondents.iter().zip(&expected.respondents) {
            assert_eq!(format!("{found:?}"), format!("{expected:?}"), "{name}");
        }
        assert_eq!(wave.respondents.len(), 60, "{name}");
    }
}

#[test]
fn what_was_found_out_is_noted() {
    let notes = |name: &str| {
        let (_, notes) = Trial::new(&reader_of(name), &delivered(name)).read().unwrap();
        let notes = notes.iter().filter(|note| note.severity == Severity::Note);
        notes.map(|note| format!("{}: {}", note.rule, note.problem)).collect::<Vec<_>>()
    };
    assert_eq!(notes("codes.csv"), [""; 0]);
    assert_eq!(
        notes("excel_sep.csv"),
        ["encoding-detected: the encoding was found to be UTF-8, as its byte order mark says"]
    );
    assert_eq!(
        notes("workbook.xlsx"),
        ["rows-after-table: 1 value is not read: it stands below row 65, which is blank, from A66 on"]
    );
    let told = notes("spss_export.csv");
    assert!(told[0].starts_with("missing-declared: `#NUL!` is read as “not asked”: "), "{told:?}");
    let detected = Trial::new("format: csv\ndelimiter: detect\nencoding: detect\n", &delivered("codes.csv"));
    let found = detected.read().unwrap().1;
    let rules: Vec<&str> = found.iter().filter(|f| f.severity == Severity::Note).map(|note| note.rule).collect();
    assert_eq!(rules, ["encoding-detected", "delimiter-detected"]);
}

#[test]
fn a_description_holds_what_the_file_declares() {
    let trial = Trial::new("format: spss", &delivered("spss.sav"));
    let raw = ingest::describe(&trial.wave().file, &trial.wave().reader).unwrap();
    let column = raw.column("c_reclamations").unwrap();
    assert_eq!(column.described.label.as_deref(), Some("Réclamations prises à cœur"));
    assert_eq!(column.described.value_labels[3], ("4".to_owned(), "Oui, tout à fait d’accord".to_owned()));
    assert!(column.described.user_missing[0].holds("9"));
    assert_eq!(column.described.measure, Some("ordinal"));
    let (names, kinds): (Vec<String>, Vec<Option<&str>>) = files()
        .into_iter()
        .map(|name| {
            let kind = ingest::format_of(&delivered(&name)).map(|format| format.as_str());
            (name, kind)
        })
        .unzip();
    assert_eq!(kinds.iter().flatten().count(), names.len(), "{names:?} {kinds:?}");
    let found = ingest::describe(
        &fixtures().join("excel_windows_1252.csv"),
        &Reader::of(ingest::format_of(&delivered("excel_windows_1252.csv")).unwrap()),
    );
    let rules: Vec<&str> = found.unwrap().notes.iter().map(|note| note.rule).collect();
    assert_eq!(rules, ["encoding-detected", "delimiter-detected"]);
}

#[test]
fn a_file_of_another_kind_is_told_by_what_it_is() {
    let cases: [(&str, &[u8], &str); 9] = [
        ("format: csv", b"\x1f\x8b\x08\x00", "wave: the file is compressed by gzip"),
        (
            "format: csv",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
            "wave: the file is a Git LFS pointer",
        ),
        ("format: csv", b"\xef\xbb\xbf <!DOCTYPE HTML><html>", "wave: the file is a web page"),
        (
            "format: xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "wave: the file is an old Excel workbook (.xls), or one with",
        ),
        ("format: parquet", b"id,sexe\n1,2\n", "wave: the file is text"),
        ("format: spss", b"PK\x03\x04....xl/workbook.xml", "wave: the file is an Excel workbook"),
        ("format: csv", b"PAR1", "wave: the file is Parquet"),
        ("format: csv", b"", "wave: the file is empty"),
        ("format: xlsx", b"\x00\x01\x02\x03", "wave: the file is damaged, or of a kind"),
    ];
    for (reader, bytes, expected) in cases {
        let told = Trial::new(reader, bytes).refusal();
        assert!(told.starts_with(expected), "{told}");
        assert!(told.contains("hint: "), "{told}");
    }
    let mut turned = delivered("spss.sav");
    turned[64..68].reverse();
    let told = Trial::new("format: spss", &turned).refusal();
    assert!(told.contains("the order of bytes of a big-endian machine") && told.contains("hint: "), "{told}");
}

#[test]
fn text_that_is_not_as_declared_is_refused_at_its_line() {
    let start = |told: &str, expected: &str| assert!(told.starts_with(expected), "{told}\n  wanted: {expected}");
    // Encodings.
    let latin = delivered("excel_windows_1252.csv");
    start(&Trial::new("format: csv\ndelimiter: \";\"", &latin).refusal(), "wave:1: a byte that is not UTF-8");
    let utf16 = delivered("unicode_text.txt");
    start(&Trial::new("format: csv", &utf16).refusal(), "wave:1: the byte order mark says UTF-16LE");
    start(&Trial::new("format: csv", &utf16[2..]).refusal(), "wave:1: a NUL byte");
    start(&Trial::new("format: csv\nencoding: utf-16le", &utf16[..401]).refusal(), "wave:");
    let undefined = [b"id;\x81\n".as_slice()].concat();
    start(
        &Trial::new("format: csv\nencoding: windows-1252", &undefined).refusal(),
        "wave:1: a byte that is not windows-1252",
    );
    // Delimiters.
    start(&changed("codes.csv", |t| t.replace(',', ";")), "wave:1: one single column");
    start(&changed("codes.csv", |t| format!("sep=;\n{t}")), "wave:1: the first line says that the delimiter is `;`");
    assert_eq!(changed("codes.csv", |t| format!("sep=,\n{t}")), "");
    let wide = format!("{}\n", "colonne;".repeat(200));
    let told = Trial::new("format: csv", wide.as_bytes()).refusal();
    assert!(told.ends_with("hint: declare `delimiter: \";\"` under `reader:`"), "{told}");
    let both = b"a;b,c\n1;2,3\n";
    start(&Trial::new("format: csv\ndelimiter: detect", both).refusal(), "wave:1: the delimiter may be `;` or `,`");
    start(
        &changed("excel_sep.csv", |t| t.replacen("1,078125", "1.078125", 1)),
        "wave:4:poids: `1.078125` has a decimal dot",
    );
}

#[test]
fn a_quote_is_told_where_it_is_opened() {
    let quoted = |row: usize, from: &str, to: &str| {
        changed("codes.csv", |text| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines[row] = lines[row].replacen(from, to, 1);
            lines.join("\n") + "\n"
        })
    };
    assert_eq!(
        quoted(10, "2023-", "\"2023-"),
        "wave:11:1: a quote that is opened here is never closed\n  expected: a quote at the end of the field, and the \
         quotes in it doubled\n  hint: remove the quote, or close it; export the file again if there are many"
    );
    assert!(quoted(10, "2023-", "20\"23-").starts_with("wave:11:1: a quote inside a field that is not quoted"));
    let told = changed("codes.csv", |text| text.replacen("2023-", "\"2023-", 1).replacen(",oui,", ",\"oui\",", 1));
    assert!(told.starts_with("wave:2:1: a quote that is opened here closes in the middle of a field"), "{told}");
    assert!(
        quoted(10, ",1,", ",\"1\n\",").starts_with("wave:11:"),
        "a line break inside a field keeps the lines right"
    );
}

#[test]
fn header_rows_that_nobody_declared_are_named() {
    let plain = |name: &str| Trial::new("format: csv", &delivered(name)).refusal();
    assert!(plain("qualtrics.csv").contains("declare `headers: qualtrics`"), "{}", plain("qualtrics.csv"));
    assert!(plain("surveymonkey.csv").contains("declare `headers: surveymonkey`"), "{}", plain("surveymonkey.csv"));
    let other = |headers: &str| {
        let reader = reader_of("codes.csv") + &format!("headers: {headers}\n");
        Trial::new(&reader, &delivered("codes.csv")).refusal()
    };
    assert!(
        other("qualtrics").starts_with("wave:3: 0 of 15 columns have an import id in the third row"),
        "{}",
        other("qualtrics")
    );
    assert!(other("surveymonkey").starts_with("wave:2: no column has `Response`"), "{}", other("surveymonkey"));
    let texts = changed("codes.csv", |text| {
        let (header, rest) = text.split_once('\n').unwrap();
        format!("{header}\n{}\n{rest}", people::QUESTIONS.map(|q| format!("\"{q}\"")).join(","))
    });
    assert!(texts.contains("wave:2:"), "{texts}");
}

#[test]
fn labels_and_codes_are_never_mixed() {
    let reader = reader_of("unicode_text.txt").replace("values: labels", "values: codes");
    let codes = Trial::new(&reader, &delivered("unicode_text.txt")).refusal();
    let once = "wave:2:sexe: the column `sexe` holds labels instead of codes (60 cells, of which this is the first)";
    assert!(codes.contains(once) && codes.contains("hint: declare `values: labels` under `reader:`"), "{codes}");
    assert!(codes.lines().filter(|line| line.starts_with("wave:")).count() < 30, "{codes}");
    let labels = Trial::new("format: csv\nvalues: labels", &delivered("codes.csv")).refusal();
    assert!(
        labels.starts_with("wave:2:sexe: `1` is no label of `sexe` (")
            && labels.contains(" cells, of which this is the first)\n  expected: `Hommes`, `Men`, `Homme`"),
        "{labels}"
    );
    let sign = changed("qualtrics.csv", |text| text.replace("Plutôt d’accord", "Plutôt d'accord"));
    assert!(sign.contains("it has U+0027 where `Plutôt d’accord` has U+2019"), "{sign}");
    let slip = changed("qualtrics.csv", |text| text.replacen("Plutôt d’accord", "Plutot d’accord", 1));
    assert!(slip.contains("hint: did you mean `Plutôt d’accord`?"), "{slip}");
    let renamed = changed("surveymonkey.csv", |text| text.replacen("Sexe du répondant", "Sexe du repondant", 1));
    assert!(
        renamed.contains("no column `Sexe du répondant`") && renamed.contains("did you mean `Sexe du repondant`?"),
        "{renamed}"
    );
    let box_of = changed("limesurvey.csv", |text| text.replacen("\"Y\"", "\"X\"", 1));
    assert!(box_of.contains("`X` is not under `recode` of"), "{box_of}");
}

#[test]
fn another_table_is_told_by_what_was_read() {
    let reader = reader_of("workbook.xlsx");
    let told = |from: &str, to: &str| Trial::new(&reader.replace(from, to), &delivered("workbook.xlsx")).refusal();
    let start = "wave:1: none of the 15 expected columns is there; the header that was read is ";
    let sheets = "\n  hint: declare under `reader:` the sheet of the data by `sheet:` (the one that was read is `Lisez-moi`, \
                  the others are `Réponses`), or the row of its header by `header_row:`";
    let other = told("sheet: Réponses\nheader_row: 4", "sheet: Lisez-moi");
    assert!(other.starts_with(&format!("{start}`Une ligne par répondant`\n")) && other.ends_with(sheets), "{other}");
    let title = told("header_row: 4", "header_row: 1");
    assert!(title.starts_with(&format!("{start}`Baromètre, vague 2023`\n")), "{title}");
    let text = changed("codes.csv", |_| "code,libelle\n1,Oui\n".to_owned());
    assert!(text.starts_with(&format!("{start}`code`, `libelle`\n")), "{text}");
}

/// A spreadsheet writes a row that was emptied as delimiters and nothing else.
#[test]
fn an_emptied_row_is_a_blank_line() {
    let blank = format!("{}\n", ",".repeat(14));
    assert_eq!(changed("codes.csv", |text| text + &blank.repeat(3)), "");
    assert_eq!(changed("codes.csv", |text| text + blank.trim_end()), "");
    let inside = delivered("codes.csv");
    let text = String::from_utf8(inside).unwrap().replacen("\n2023", &format!("\n{blank}2023"), 1);
    let notes = Trial::new("format: csv", text.as_bytes()).read().unwrap().1;
    let lines = notes.iter().filter(|note| note.severity == Severity::Note).map(|note| (note.rule, note.place.line));
    assert_eq!(lines.collect::<Vec<_>>(), [("blank-line", Some(2))]);
    let long = String::from_utf8(delivered("long.csv")).unwrap().replacen("\n2023", "\n,,,,,,,,\n2023", 1);
    let notes = Trial::new(&reader_of("long.csv"), long.as_bytes()).read().unwrap().1;
    let lines: Vec<_> = notes.iter().filter(|note| note.rule == "blank-line").map(|note| note.place.line).collect();
    assert_eq!(lines, [Some(2)], "{}", told(&notes));
    let surplus = changed("codes.csv", |text| {
        let last = text.lines().last().unwrap().replacen("2023-", "total-", 1);
        format!("{text}{last}\n")
    });
    assert!(surplus.contains("hint: look for the surplus (a line of totals, empty lines"), "{surplus}");
}

#[test]
fn a_long_file_that_contradicts_itself_is_refused() {
    let told = |from: &str, to: &str| changed("long.csv", |text| text.replacen(from, to, 1));
    assert!(told(",adaptation,", ",reclamations,").contains(": a second answer to the same question"));
    let weight = changed("long.csv", |text| {
        let at = text.match_indices(",0.5,").nth(1).unwrap().0;
        format!("{},0.75,{}", &text[..at], &text[at + 5..])
    });
    assert!(weight.starts_with("wave:3:poids: not what the same respondent has in line 2"), "{weight}");
    assert!(told(",question,", ",item,").contains("no column `question`"));
    assert!(told(",note,", ",,").contains("an answer to no item"));
}

#[test]
fn a_file_that_declares_an_answer_missing_is_refused() {
    let trial = Trial::new("format: spss", &delivered("spss.sav"));
    let mut raw = ingest::describe(&trial.wave().file, &trial.wave().reader).unwrap();
    assert!(trial.read().is_ok());
    raw.columns.iter_mut().for_each(|column| column.described.user_missing.clear());
    // The same file under a codebook whose scale counts 9 as an answer.
    let (folder, plan) = (trial.folder, trial.plan);
    let codebook = folder.path().join("config/codebook.yaml");
    let text = fs::read_to_string(&codebook).unwrap();
    let text = text.replacen(
        "    favourable: [\"3\", \"4\"]",
        "      - { code: \"9\", fr: Neuf, en: Nine }\n    favourable: [\"9\"]",
        1,
    );
    let text = text.replacen(
        "most_favourable: [\"4\"]\n    dont_know: [\"9\"]\n    dont_know_labels: [Ne sait pas]",
        "most_favourable: [\"9\"]",
        1,
    );
    fs::write(&codebook, text).unwrap();
    drop(plan);
    let plan = config::load(&folder.path().join("pipeline.yaml"), &Overrides::default()).unwrap();
    let told = Trial { folder, plan }.refusal();
    assert!(told.starts_with("wave: the file declares `9` of the column `c_reclamations` missing"), "{told}");
}

#[test]
fn a_reader_is_checked_before_any_file_is_read() {
    let columns = |entry: &str| configuration(&format!("format: csv\ncolumns:\n  {entry}"));
    assert_eq!(columns("sex: { from: a }"), "unknown-name: unknown column of the survey `sex`");
    assert_eq!(columns("sexe: { recode: { a: \"7\" } }"), "unknown-name: `7` is not a code of the column `sexe`");
    assert_eq!(columns("sexe: { values: labels, recode: { a: \"1\" } }"), "reader-column: `recode` beside `values`");
    assert_eq!(
        columns("sexe: { missing: { \"\": dont_know } }"),
        "reader-column: the column `sexe` has no code for “does not know”"
    );
    assert_eq!(
        configuration("format: csv\ndelimiter: \",\"\ndecimal: \",\""),
        "bad-delimiter: the decimal mark is the delimiter"
    );
    assert_eq!(
        configuration("format: xlsx\nheader_row: 4\nlast_row: 4"),
        "out-of-range: `last_row` is above the first row"
    );
    assert_eq!(configuration("format: csv\nlimits: { rows: 0 }"), "out-of-range: `rows` is 0");
    assert_eq!(configuration("format: csv\nencoding: utf-9"), "unknown-name: unknown encoding `utf-9`");
}

#[test]
fn utf_8_that_is_declared_as_something_else_is_doubted() {
    let text = String::from_utf8(delivered("codes.csv")).unwrap();
    let said = |i| if i == 0 { "commentaire" } else { "déjà répondu" };
    let text: String = text.lines().enumerate().map(|(i, line)| format!("{line},{}\n", said(i))).collect();
    let reader = format!("{}encoding: windows-1252\n", reader_of("codes.csv"));
    let doubts = |bytes: &[u8]| -> Vec<String> {
        let (_, notes) = Trial::new(&reader, bytes).read().unwrap();
        notes.iter().filter(|note| note.rule == "encoding").map(|note| note.problem.to_string()).collect()
    };
    assert_eq!(
        doubts(text.as_bytes()),
        ["declared as windows-1252, the file is also UTF-8 without a fault, which does not happen by chance"]
    );
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(doubts(&latin), [] as [String; 0]);
}
