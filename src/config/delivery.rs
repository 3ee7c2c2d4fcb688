//! The section `reader` of a wave: the format and where the table stands in the file. What the columns mean is read by
//! `columns`, once the questionnaire is known.

use indexmap::IndexMap;

use super::Faults;
use super::document::Spot;
use super::shape::{Name, Raw};
use super::wire;
use crate::error::Finding;
use crate::messages::msg;
use crate::plan::{Csv, Format, Headers, Limits, Long, MEGABYTE, Missing, Reader, Shape, Sheet};

/// Encodings offered as hints; every label of the WHATWG list is read.
const COMMON_ENCODINGS: [&str; 9] =
    ["detect", "utf-8", "utf8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be", "macintosh"];

/// The word that asks for a delimiter or an encoding to be found out.
const DETECT: &str = "detect";

/// The keys that every format has.
pub(super) struct Common<'w> {
    long: Option<&'w wire::Long>,
    /// Whether cells hold codes or labels, unless a column says otherwise.
    pub(super) values: wire::CellValues,
    /// Spellings of a missing answer.
    pub(super) missing: Option<&'w IndexMap<Raw, wire::Missing>>,
    /// What the columns of the survey are in the file.
    pub(super) columns: Option<&'w IndexMap<Name, wire::ReaderColumn>>,
    limits: Option<&'w wire::Limits>,
}

/// The keys that every format has, whichever it is.
pub(super) fn common(wire: &wire::Reader) -> Common<'_> {
    macro_rules! common {
        ($reader:expr) => {
            Common {
                long: $reader.long.as_ref(),
                values: $reader.values.unwrap_or(wire::CellValues::Codes),
                missing: $reader.missing.as_ref(),
                columns: $reader.columns.as_ref(),
                limits: $reader.limits.as_ref(),
            }
        };
    }
    match wire {
        wire::Reader::Csv(reader) => common!(reader),
        wire::Reader::Parquet(reader) => common!(reader),
        wire::Reader::Xlsx(reader) => common!(reader),
        wire::Reader::Spss(reader) => common!(reader),
    }
}

/// Reads the section but for its columns.
pub(super) fn reader(wire: &wire::Reader, spot: Spot<'_>, faults: &mut Faults) -> Reader {
    let format = match wire {
        wire::Reader::Csv(wire) => Format::Csv(csv(wire, spot, faults)),
        wire::Reader::Parquet(_) => Format::Parquet,
        wire::Reader::Xlsx(wire) => Format::Xlsx(sheet(wire, spot, faults)),
        wire::Reader::Spss(_) => Format::Spss,
    };
    let Common { long, missing, limits, .. } = common(wire);
    let missing = missing.into_iter().flatten().map(|(spelling, word)| (spelling.to_string(), meaning(*word)));
    Reader {
        format,
        shape: long.map_or(Shape::Wide, |long| Shape::Long(long_of(long))),
        columns: Vec::new(),
        missing: missing.collect(),
        limits: limits.map_or_else(Limits::default, |wire| limits_of(wire, spot.at("limits"), faults)),
    }
}

/// What a missing answer means.
pub(super) fn meaning(word: wire::Missing) -> Missing {
    match word {
        wire::Missing::NotAsked => Missing::NotAsked,
        wire::Missing::DontKnow => Missing::DontKnow,
    }
}

fn csv(wire: &wire::CsvReader, spot: Spot<'_>, faults: &mut Faults) -> Csv {
    let decimal_comma = match wire.decimal.as_deref() {
        None | Some(".") => false,
        Some(",") => true,
        Some(_) => {
            let finding = Finding::refuse("unknown-word", spot.at("decimal").place(), msg!("reader-decimal"));
            faults.push(finding.expected(msg!("reader-expect-decimal")).hint(msg!("hint-decimal")));
            false
        }
    };
    let delimiter = delimiter(wire, spot, faults);
    if decimal_comma && delimiter == Some(b',') && wire.delimiter.is_some() {
        let finding = Finding::refuse("bad-delimiter", spot.at("decimal").place(), msg!("reader-decimal-delimiter"));
        faults.push(finding.expected(msg!("reader-expect-different")).hint(msg!("hint-decimal-delimiter")));
    }
    Csv { delimiter, encoding: encoding(wire, spot, faults), decimal_comma, headers: headers(wire.headers) }
}

fn delimiter(wire: &wire::CsvReader, spot: Spot<'_>, faults: &mut Faults) -> Option<u8> {
    match wire.delimiter.as_deref().unwrap_or(",") {
        DETECT => None,
        written => match written.as_bytes() {
            [byte] if is_delimiter(*byte) => Some(*byte),
            _ => {
                let finding = Finding::refuse("bad-delimiter", spot.at("delimiter").place(), msg!("bad-delimiter"));
                let finding = finding.expected(msg!("expect-delimiter"));
                faults.push(finding.hint(msg!("hint-delimiters")));
                Some(b',')
            }
        },
    }
}

fn encoding(wire: &wire::CsvReader, spot: Spot<'_>, faults: &mut Faults) -> Option<String> {
    let encoding = wire.encoding.as_deref().unwrap_or("utf-8");
    if encoding == DETECT {
        return None;
    }
    if encoding_rs::Encoding::for_label_no_replacement(encoding.as_bytes()).is_none() {
        let problem = msg!("unknown-encoding", encoding);
        let finding = Finding::refuse("unknown-name", spot.at("encoding").place(), problem);
        let finding = finding.expected(msg!("expect-encoding"));
        faults.push(finding.hint_nearest(encoding, COMMON_ENCODINGS, msg!("hint-encoding-detect")));
    }
    Some(encoding.to_ascii_lowercase())
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\'' | b'\r' | b'\n' | b'\0')
}

fn sheet(wire: &wire::XlsxReader, spot: Spot<'_>, faults: &mut Faults) -> Sheet {
    let headers = headers(wire.headers);
    let header_row = wire.header_row.unwrap_or(1);
    if header_row == 0 {
        let finding =
            Finding::refuse("out-of-range", spot.at("header_row").place(), msg!("reader-is-0", key = "header_row"));
        faults.push(finding.expected(msg!("reader-expect-row")).hint(msg!("hint-usual", value = "1")));
    }
    if wire.last_row.is_some_and(|last| last < header_row + headers.n_rows()) {
        let finding = Finding::refuse("out-of-range", spot.at("last_row").place(), msg!("reader-last-row"));
        let expected = msg!("reader-expect-or-more", number = header_row + headers.n_rows());
        faults.push(finding.expected(expected).hint(msg!("hint-last-row")));
    }
    Sheet { sheet: wire.sheet.as_deref().map(str::to_owned), header_row, last_row: wire.last_row, headers }
}

fn headers(wire: Option<wire::Headers>) -> Headers {
    match wire {
        None | Some(wire::Headers::Plain) => Headers::Plain,
        Some(wire::Headers::NamesAndTexts) => Headers::NamesAndTexts,
        Some(wire::Headers::Limesurvey) => Headers::Limesurvey,
        Some(wire::Headers::Qualtrics) => Headers::Qualtrics,
        Some(wire::Headers::Surveymonkey) => Headers::Surveymonkey,
    }
}

fn long_of(wire: &wire::Long) -> Long {
    Long {
        respondent: wire.respondent.to_string(),
        item: wire.item.to_string(),
        value: wire.value.to_string(),
        sector: wire.sector.as_deref().map(str::to_owned),
        n_rows: wire.n_rows,
        blocks: Vec::new(),
    }
}

fn limits_of(wire: &wire::Limits, spot: Spot<'_>, faults: &mut Faults) -> Limits {
    let or = Limits::default();
    for (key, zero, usual) in [
        ("file_mb", wire.file_mb == Some(0), or.file_bytes / MEGABYTE),
        ("inflated_mb", wire.inflated_mb == Some(0), or.inflated_bytes / MEGABYTE),
        ("rows", wire.rows == Some(0), or.rows as u64),
        ("columns", wire.columns == Some(0), or.columns as u64),
        ("cells", wire.cells == Some(0), or.cells as u64),
        ("field_bytes", wire.field_bytes == Some(0), or.field_bytes as u64),
    ] {
        if zero {
            let finding = Finding::refuse("out-of-range", spot.at(key).place(), msg!("reader-is-0", key));
            let usual = msg!("hint-usual", value = usual.to_string());
            faults.push(finding.expected(msg!("reader-expect-at-least-1")).hint(usual));
        }
    }
    let bytes = |written: Option<u64>, or: u64| written.map_or(or, |megabytes| megabytes.saturating_mul(MEGABYTE));
    Limits {
        file_bytes: bytes(wire.file_mb, or.file_bytes),
        inflated_bytes: bytes(wire.inflated_mb, or.inflated_bytes),
        rows: wire.rows.unwrap_or(or.rows),
        columns: wire.columns.unwrap_or(or.columns),
        cells: wire.cells.unwrap_or(or.cells),
        field_bytes: wire.field_bytes.unwrap_or(or.field_bytes),
    }
}
