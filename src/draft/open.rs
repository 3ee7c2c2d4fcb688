//! Opening a delivered file of which nothing is known yet: its format by its name and first bytes, its encoding and delimiter
//! by what it holds. What was supposed is noted in the draft.

use std::path::Path;

use indexmap::IndexMap;

use super::Delivered;
use super::answers::text;
use crate::config::yaml;
use crate::error::{Error, Finding, Place, Result};
use crate::io::ingest;
use crate::messages::{Message, msg};
use crate::plan::Reader;

/// Opens a delivered file.
///
/// # Errors
/// Those of [`ingest::read_file`], and [`Error::Data`] for a file without rows or of a format that is not read.
pub fn open(file: &Path) -> Result<Delivered> {
    let bytes = ingest::bytes_of(file, msg!("delivered-file"))?;
    let refuse = |rule, problem: Message, expected: Message| {
        Err(Error::Data(vec![Finding::refuse(rule, Place::file(file), problem).expected(expected)]))
    };
    let mut notes = Vec::new();
    let reader = if bytes.starts_with(b"PAR1") {
        Reader::Parquet
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"$FL2") || bytes.starts_with(b"$FL3") {
        return refuse("format-unknown", msg!("format-unknown"), msg!("format-unknown-expected"));
    } else {
        let encoding = encoding(&bytes);
        let delimiter = delimiter(&bytes);
        notes.push(text(
            format!(
                "séparateur « {} » et encodage {encoding}, trouvés dans le fichier",
                char::from(delimiter).escape_default()
            ),
            format!(
                "delimiter `{}` and encoding {encoding}, found in the file",
                char::from(delimiter).escape_default()
            ),
        ));
        Reader::Csv { delimiter, encoding: encoding.to_owned() }
    };
    let raw = ingest::read_file(file, &bytes, &reader)?;
    if raw.n_rows() == 0 {
        return refuse("file-empty", msg!("file-no-respondent"), msg!("file-no-respondent-expected"));
    }
    let written = match &reader {
        Reader::Parquet => "format: parquet".to_owned(),
        Reader::Csv { delimiter, encoding } => format!(
            "format: csv, delimiter: {}, encoding: {}",
            yaml::quoted(&char::from(*delimiter).to_string()),
            yaml::text(encoding)
        ),
    };
    Ok(Delivered { reader: written, notes, raw, labels: IndexMap::new() })
}

/// UTF-8 when the bytes are, UTF-16 by its mark, and what Excel writes in France otherwise.
fn encoding(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        _ if std::str::from_utf8(bytes).is_ok() => "utf-8",
        _ => "windows-1252",
    }
}

/// The usual delimiter that stands most often in the first line, outside quotes.
fn delimiter(bytes: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for &byte in bytes.iter().take_while(|&&byte| byte != b'\n') {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(byte == *delimiter && !quoted);
        }
    }
    // The first of those that stand equally often.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(delimiter, _)| *delimiter)
}
