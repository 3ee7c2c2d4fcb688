//! Limits of a delivered file: what is too large is refused in bounded memory, with a short message.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::readers::{Trial, fixtures, reader_of};

/// The refusal, which must be short whatever was in the file.
fn refusal(reader: &str, bytes: &[u8]) -> String {
    let told = Trial::new(reader, bytes).refusal();
    assert!(told.len() < 500, "{} bytes: {:.300}", told.len(), told);
    told
}

/// The first line of a refusal, for a table that the survey then refuses for want of its columns.
fn first(reader: &str, bytes: &[u8]) -> String {
    Trial::new(reader, bytes).refusal().lines().next().unwrap_or_default().to_owned()
}

fn codes() -> String {
    std::fs::read_to_string(fixtures().join("codes.csv")).unwrap()
}

#[test]
fn a_huge_field_is_told_at_its_line() {
    let text = codes();
    let (at, _) = text.match_indices('\n').nth(4).unwrap();
    let huge = format!("{}{}{}", &text[..=at], "x".repeat(3_000_000), &text[at + 1..]);
    let told = refusal("format: csv", huge.as_bytes());
    assert!(told.starts_with("wave:6:1: a field of more than 32767 bytes\n  expected: at most 32767 bytes"), "{told}");
    let quoted = format!("{}\"{}\"{}", &text[..=at], "x\n".repeat(1_500_000), &text[at + 1..]);
    assert!(refusal("format: csv", quoted.as_bytes()).starts_with("wave:6:1: "));
}

#[test]
fn a_line_without_end_is_refused_by_its_columns() {
    let told = refusal("format: csv", "1,".repeat(2_000_000).as_bytes());
    assert!(told.starts_with("wave:1: more than 5000 columns"), "{told}");
    let detected = refusal("format: csv\ndelimiter: detect", "1,".repeat(2_000_000).as_bytes());
    assert!(detected.starts_with("wave:1: no delimiter gives"), "{detected}");
    let unbroken = refusal("format: csv", "1".repeat(4_000_000).as_bytes());
    assert!(unbroken.starts_with("wave:1:1: a field of more than 32767 bytes"), "{unbroken}");
}

#[test]
fn each_limit_can_be_declared() {
    let told = |limit: &str| refusal(&format!("format: csv\nlimits: {{ {limit} }}"), codes().as_bytes());
    assert!(told("rows: 59").starts_with("wave: more than 59 rows"), "{}", told("rows: 59"));
    assert!(told("columns: 14").starts_with("wave:1: more than 14 columns"));
    assert!(told("cells: 899").starts_with("wave: more than 899 cells"));
    assert!(told("field_bytes: 9").contains("a field of more than 9 bytes"));
    assert_eq!(told("rows: 60, columns: 15, cells: 900, file_mb: 1"), "");
    let large = refusal("format: csv\nlimits: { file_mb: 1 }", &vec![b'a'; 1_000_001]);
    assert!(large.starts_with("wave: the file has 2 MB\n  expected: at most 1 MB"), "{large}");
    for (name, format) in [("spss.sav", "spss"), ("spss_compressed.zsav", "spss"), ("typed.parquet", "parquet")] {
        let bytes = std::fs::read(fixtures().join(name)).unwrap();
        let told = |limit: &str| refusal(&format!("format: {format}\nlimits: {{ {limit} }}"), &bytes);
        assert!(told("rows: 59").starts_with("wave: more than 59 rows"), "{name}: {}", told("rows: 59"));
        assert!(told("columns: 14").starts_with("wave: more than 14 columns"), "{name}");
        assert_eq!(told("rows: 60, columns: 15"), "", "{name}");
    }
}

#[test]
fn a_stray_cell_at_the_far_end_costs_nothing() {
    let with = |row: u32, column: u16, reader: &str| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "id").unwrap();
        sheet.write(1, 0, "a").unwrap();
        sheet.write(row, column, "x").unwrap();
        first(reader, &workbook.save_to_buffer().unwrap())
    };
    assert_eq!(with(2, 16_383, "format: xlsx"), "wave:3: a value in XFD3, beside the table");
    assert_eq!(with(1, 5, "format: xlsx"), "wave:2: a value in F2, beside the table");
    assert_eq!(with(0, 16_383, "format: xlsx"), "wave:1: more than 5000 columns");
    let far = with(1_048_575, 16_383, "format: xlsx\nlast_row: 1048576");
    assert_eq!(far, "wave:1048576: a value in XFD1048576, beside the table");
    // Below the table it is left aside, with a note; what is read is then refused by the survey, not for the cell.
    assert!(!with(1_048_575, 16_383, "format: xlsx").contains("XFD"));
}

#[test]
fn an_error_of_a_formula_is_told_by_its_cell() {
    let mut bytes = Cursor::new(Vec::new());
    let original = std::fs::read(fixtures().join("workbook.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(original)).unwrap();
    let mut writer = ZipWriter::new(&mut bytes);
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let sheet = String::from_utf8(text).unwrap();
            let from = sheet.find("<c r=\"D7\">").unwrap();
            let to = from + sheet[from..].find("</c>").unwrap() + 4;
            text = format!("{}<c r=\"D7\" t=\"e\"><v>#N/A</v></c>{}", &sheet[..from], &sheet[to..]).into_bytes();
        }
        writer.write_all(&text).unwrap();
    }
    writer.finish().unwrap();
    let told = refusal(&reader_of("workbook.xlsx"), &bytes.into_inner());
    assert!(told.starts_with("wave:7:Âge: the cell D7 holds the error `#N/A`"), "{told}");
}

#[test]
fn a_bomb_is_refused_before_it_is_kept() {
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = ZipWriter::new(&mut bytes);
    writer.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    let megabyte = vec![b' '; 1_000_000];
    (0..40).for_each(|_| writer.write_all(&megabyte).unwrap());
    writer.finish().unwrap();
    let mut bytes = bytes.into_inner();
    assert!(bytes.len() < 100_000);
    let reader = "format: xlsx\nlimits: { inflated_mb: 20 }";
    let told = refusal(reader, &bytes);
    assert!(told.starts_with("wave: the file unpacks to 40 MB or more\n  expected: at most 20 MB"), "{told}");
    // A directory that lies about the size is found out while it is unpacked.
    let size = 40_000_000_u32.to_le_bytes();
    for at in (0..bytes.len() - 4).rev() {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
    }
    let told = refusal(reader, &bytes);
    assert!(told.starts_with("wave: the file unpacks to 20 MB") || told.starts_with("wave: cannot be read"), "{told}");
    // The blocks of a compressed SPSS file say their sizes in a directory at the end.
    let mut zsav = std::fs::read(fixtures().join("spss_compressed.zsav")).unwrap();
    let entry = zsav.len() - 8;
    zsav[entry..entry + 4].copy_from_slice(&2_000_000_000_u32.to_le_bytes());
    let told = refusal("format: spss", &zsav);
    assert!(told.starts_with("wave: the file unpacks to 2000 MB or more"), "{told}");
}
