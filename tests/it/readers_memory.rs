//! The memory that the program takes for files at the default limits, and for small ones that would unpack to gigabytes. The
//! program runs as its user runs it, in a process of its own; what counts is the most that the process ever held.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow::array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Int32Type, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::readers::{Trial, fixtures};

/// What no file may make the program take, in kilobytes: one gibibyte.
const MOST_KB: u64 = 1_048_576;

/// What a refusal of a small file may take: less, because no more of it is unpacked than the limit of 250 MB, in a text that grows
/// by copies.
const LITTLE_KB: u64 = 700_000;

/// How long any file may take.
const MOST_TIME: Duration = Duration::from_secs(60);

/// One run of the program.
struct Ran {
    peak_kb: u64,
    said: String,
}

/// `barometer check` on a wave file, with the templates that are shipped.
fn check(trial: &Trial) -> Ran {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/report");
    for entry in fs::read_dir(shipped).unwrap().map(|entry| entry.unwrap()) {
        fs::copy(entry.path(), trial.path("config/report").join(entry.file_name())).unwrap();
    }
    let said = trial.path("said");
    let mut child = Command::new(env!("CARGO_BIN_EXE_barometer"))
        .args(["--lang", "en", "check"])
        .arg(trial.path("pipeline.yaml"))
        .stdout(Stdio::null())
        .stderr(fs::File::create(&said).unwrap())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let (started, mut peak_kb) = (Instant::now(), 0);
    let ended = loop {
        // The kernel keeps the peak itself, so that only what a process takes in its last milliseconds could be missed.
        let text = fs::read_to_string(&status).unwrap_or_default();
        let held = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = held.and_then(|held| held.trim().trim_end_matches(" kB").parse().ok());
        peak_kb = peak_kb.max(held.unwrap_or(0));
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        if started.elapsed() > MOST_TIME {
            child.kill().unwrap();
            panic!("longer than {MOST_TIME:?}");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let said = fs::read_to_string(said).unwrap();
    assert!(ended.code().is_some_and(|code| code <= 1), "{ended}: {said}");
    assert!(peak_kb > 0, "no peak in {status}");
    println!("{:>7} kB in {:>5.1?}: {}", peak_kb, started.elapsed(), said.lines().next().unwrap_or_default());
    Ran { peak_kb, said }
}

/// A file is read without taking more than a gibibyte.
fn fits(reader: &str, bytes: &[u8]) -> Ran {
    let ran = check(&Trial::new(reader, bytes));
    assert!(ran.peak_kb <= MOST_KB, "{} kB: {:.300}", ran.peak_kb, ran.said);
    ran
}

/// A small file is refused in few words before it takes any memory.
fn refused(reader: &str, bytes: &[u8], problem: &str) {
    assert!(bytes.len() < 4_000_000, "{} bytes", bytes.len());
    let ran = fits(reader, bytes);
    assert!(ran.said.contains(problem), "{:.300}", ran.said);
    assert!(ran.peak_kb <= LITTLE_KB, "{} kB: {:.300}", ran.peak_kb, ran.said);
}

/// The delivered wave of codes, again and again up to a number of respondents, with further columns of a cell.
fn repeated(n_rows: usize, further: usize, cell: &str) -> String {
    let text = fs::read_to_string(fixtures().join("codes.csv")).unwrap();
    let mut lines = text.lines();
    let mut out = lines.next().unwrap().to_owned();
    (0..further).for_each(|i| write!(out, ",x{i}").unwrap());
    let rows: Vec<&str> = lines.map(|line| line.split_once(',').unwrap().1).collect();
    let tail = format!(",{cell}").repeat(further);
    for row in 0..n_rows {
        write!(out, "\nr{row},{}{tail}", rows[row % rows.len()]).unwrap();
    }
    out + "\n"
}

#[test]
fn as_many_respondents_as_are_allowed() {
    let trial = Trial::new("format: csv", repeated(20_000, 0, "").as_bytes());
    let registry = fs::read_to_string(trial.path("config/registry.yaml")).unwrap();
    fs::write(trial.path("config/registry.yaml"), registry.replace("n_respondents: 60", "n_respondents: 20000"))
        .unwrap();
    let ran = check(&trial);
    assert!(ran.peak_kb <= MOST_KB, "{} kB", ran.peak_kb);
    assert!(ran.said.contains("nothing to refuse"), "{}", ran.said);
}

#[test]
fn as_many_cells_as_are_allowed() {
    // 4,000 columns of 5,000 respondents: twenty million cells.
    let ran = fits("format: csv", repeated(5_000, 3_985, "1").as_bytes());
    assert!(!ran.said.contains("more than"), "{:.300}", ran.said);
}

#[test]
fn a_text_that_grows_when_it_is_decoded() {
    // A euro sign is one byte of Windows-1252 and three of UTF-8; 149 MB, just under what a file may have.
    let line = [b"r,".as_slice(), &[0x80; 29_000], b"\n"].concat();
    let bytes = [b"id,avis\n".as_slice(), &line.repeat(149_000_000 / line.len())].concat();
    let ran = fits("{ format: csv, encoding: windows-1252, limits: { field_bytes: 100000 } }", &bytes);
    assert!(ran.said.contains("unpacks to"), "{:.300}", ran.said);
}

#[test]
fn a_text_that_a_dictionary_of_parquet_holds_once_for_many_cells() {
    let text = "x".repeat(32_000);
    let values: ArrayRef = Arc::new(StringArray::from(vec![text.as_str()]));
    let keys = Int32Array::from(vec![0; 20_000]);
    let cells: ArrayRef = Arc::new(DictionaryArray::<Int32Type>::try_new(keys, values).unwrap());
    let kind = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let fields: Vec<Field> = (0..100).map(|i| Field::new(format!("x{i}"), kind.clone(), false)).collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), vec![cells; 100]).unwrap();
    let mut bytes = Vec::new();
    // Without the schema of arrow the columns are plain texts for whoever reads them.
    let options = ArrowWriterOptions::new().with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(&mut bytes, batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    refused("format: parquet", &bytes, "the file unpacks to");
}

#[test]
fn a_text_that_a_workbook_holds_once_for_many_cells() {
    let mut sheet =
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>".to_owned();
    for row in 1..=20_000 {
        write!(
            sheet,
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c><c r=\"B{row}\" t=\"s\"><v>1</v></c></row>"
        )
        .unwrap();
    }
    sheet += "</sheetData></worksheet>";
    let strings = format!(
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>a</t></si><si><t>{}</t></si></sst>",
        "x".repeat(32_000)
    );
    let original = fs::read(fixtures().join("workbook.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(original)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        let text = match name.as_str() {
            "xl/worksheets/sheet1.xml" => sheet.as_bytes(),
            "xl/sharedStrings.xml" => strings.as_bytes(),
            _ => &text,
        };
        writer.write_all(text).unwrap();
    }
    refused("format: xlsx", &writer.finish().unwrap().into_inner(), "the file unpacks to 250 MB");
}

/// An SPSS file of as many numbers as variables, whose one set of labels is that of all of them.
fn labelled(n_variables: i32, n_labels: i32) -> Vec<u8> {
    let mut bytes = b"$FL2".to_vec();
    let mut put = |part: &[u8]| bytes.extend_from_slice(part);
    put(&[b' '; 60]);
    for number in [2, n_variables, 1, 0, 0] {
        put(&i32::to_le_bytes(number)); // layout, size of a case, compression, weight, cases
    }
    put(&f64::to_le_bytes(100.0));
    put(&[b' '; 84]);
    for i in 0..n_variables {
        [2, 0, 0, 0, 0x50800, 0x50800].into_iter().for_each(|number: i32| put(&number.to_le_bytes()));
        put(format!("V{i:<7}").as_bytes());
    }
    [3, n_labels].into_iter().for_each(|number: i32| put(&number.to_le_bytes()));
    for i in 0..n_labels {
        put(&f64::from(i).to_le_bytes());
        put(b"\x07a label");
    }
    [4, n_variables].into_iter().for_each(|number: i32| put(&number.to_le_bytes()));
    (1..=n_variables).for_each(|i| put(&i.to_le_bytes()));
    [999, 0].into_iter().for_each(|number: i32| put(&number.to_le_bytes()));
    bytes
}

#[test]
fn labels_that_are_those_of_thousands_of_variables() {
    refused("format: spss", &labelled(4_000, 50_000), "a dictionary of 1 MB and 200000000 labels");
    refused("format: spss", &labelled(100_000, 1), "more than 5000 columns");
    // As many as are allowed are read: the file is refused for what the survey misses in it.
    let ran = fits("format: spss", &labelled(4_000, 250));
    assert!(ran.said.contains("column"), "{:.300}", ran.said);
}
