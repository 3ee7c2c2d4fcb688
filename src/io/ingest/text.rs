//! Bytes to text, strictly: a byte that the encoding does not know is refused, never replaced.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::{Finding, Place};

/// Text of a file, and what was found out about it.
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub(super) text: String,
    /// The encoding that it was read with.
    pub(super) encoding: &'static Encoding,
    /// The encoding in words, where it was not declared.
    pub(super) note: Option<Finding>,
}

/// Decodes a file; `label` is the declared encoding, `None` to find it out.
pub(super) fn decode(file: &Path, bytes: &[u8], label: Option<&str>) -> Result<Decoded, Finding> {
    let mark = Encoding::for_bom(bytes);
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = match (declared, mark) {
        (Some(declared), Some((marked, _))) if !agrees(declared, marked) => {
            return Err(contradicted(file, declared, marked));
        }
        (_, Some((marked, _))) => marked,
        (Some(declared), None) => declared,
        (None, None) if std::str::from_utf8(bytes).is_ok() => UTF_8,
        (None, None) => WINDOWS_1252,
    };
    let body = bytes.get(mark.map_or(0, |(_, length)| length)..).unwrap_or_default();
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && let Some(position) = body.iter().position(|&byte| byte == 0) {
        return Err(nul(file, lines_before(body, position), encoding));
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    if had_errors {
        let line = match std::str::from_utf8(body) {
            Err(error) if encoding == UTF_8 => lines_before(body, error.valid_up_to()),
            _ => 1 + text.split('\u{fffd}').next().unwrap_or_default().matches('\n').count(),
        };
        return Err(bad_byte(file, line, encoding, label.is_some()));
    }
    if let Some(position) = text.bytes().position(|byte| byte == 0) {
        return Err(nul(file, lines_before(text.as_bytes(), position), encoding));
    }
    // The C1 controls are what Windows-1252 makes of the five bytes that it does not define.
    if encoding == WINDOWS_1252
        && let Some(position) = text.char_indices().find(|(_, c)| ('\u{80}'..='\u{9f}').contains(c)).map(|(at, _)| at)
    {
        return Err(bad_byte(file, lines_before(text.as_bytes(), position), encoding, label.is_some()));
    }
    let note = label.is_none().then(|| {
        let marked = if mark.is_some() { ", as its byte order mark says" } else { "" };
        let problem = format!("the encoding was found to be {}{marked}", encoding.name());
        let label = encoding.name().to_ascii_lowercase();
        let hint = format!("declare `encoding: {label}` under `reader:` so that the next file cannot differ unnoticed");
        Finding::note("encoding-detected", Place::file(file), problem).hint(hint)
    });
    Ok(Decoded { text: text.into_owned(), encoding, note })
}

/// Whether a byte order mark is what a declared encoding may begin with.
fn agrees(declared: &'static Encoding, marked: &'static Encoding) -> bool {
    // `utf-16` names the little-endian one in the list; the mark then says which it is.
    declared == marked || (declared == UTF_16LE && marked == UTF_16BE)
}

fn contradicted(file: &Path, declared: &'static Encoding, marked: &'static Encoding) -> Finding {
    let problem = format!("the byte order mark says {}", marked.name());
    Finding::refuse("encoding", Place::line(file, 1), problem)
        .expected(format!("text in {}, as the reader declares", declared.name()))
        .hint(format!("declare `encoding: {}` under `reader:`", marked.name().to_ascii_lowercase()))
}

fn bad_byte(file: &Path, line: usize, encoding: &'static Encoding, is_declared: bool) -> Finding {
    let finding =
        Finding::refuse("encoding", Place::line(file, line), format!("a byte that is not {}", encoding.name()))
            .expected(format!("text in {}", encoding.name()));
    match (encoding == UTF_8, is_declared) {
        (true, _) => finding.hint("declare `encoding: windows-1252` under `reader:` if the file comes from Excel"),
        (false, true) => finding.hint("declare the encoding that the file was written in"),
        (false, false) => finding.hint("declare `encoding:` under `reader:`: it cannot be found out"),
    }
}

fn nul(file: &Path, line: usize, encoding: &'static Encoding) -> Finding {
    let problem = "a NUL byte: the file is not text in the declared encoding";
    let hint = "an interrupted copy pads a file with NUL bytes, and UTF-16 has one in two: ask for the file again, or declare \
                `encoding: utf-16le` under `reader:`";
    let finding = Finding::refuse("file-not-text", Place::line(file, line), problem);
    finding.expected(format!("text in {}", encoding.name())).hint(hint)
}

fn lines_before(bytes: &[u8], position: usize) -> usize {
    let before = bytes.get(..position).unwrap_or(bytes);
    let feeds = before.iter().filter(|&&byte| byte == b'\n').count();
    1 + if feeds == 0 { before.iter().filter(|&&byte| byte == b'\r').count() } else { feeds }
}
