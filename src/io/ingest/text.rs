//! Bytes to text, strictly: a byte that the encoding does not know is refused, never replaced.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::{Finding, Place};
use crate::messages::msg;

/// Text of a file, and what was found out about it.
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub(super) text: String,
    /// The encoding that it was read with.
    pub(super) encoding: &'static Encoding,
    /// The encoding in words, where it was not declared, or what speaks against the declared one.
    pub(super) note: Option<Finding>,
}

/// Decodes a file; `label` is the declared encoding, `None` to find it out. The bytes are taken, so that they and the text
/// are not kept both.
pub(super) fn decode(file: &Path, bytes: Vec<u8>, label: Option<&str>) -> Result<Decoded, Finding> {
    let mark = Encoding::for_bom(&bytes);
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = match (declared, mark) {
        (Some(declared), Some((marked, _))) if !agrees(declared, marked) => {
            return Err(contradicted(file, declared, marked));
        }
        (_, Some((marked, _))) => marked,
        (Some(declared), None) => declared,
        (None, None) if std::str::from_utf8(&bytes).is_ok() => UTF_8,
        (None, None) => WINDOWS_1252,
    };
    let body = bytes.get(mark.map_or(0, |(_, length)| length)..).unwrap_or_default();
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && let Some(position) = body.iter().position(|&byte| byte == 0) {
        return Err(nul(file, lines_before(body, position), encoding));
    }
    let utf_8_too =
        declared.is_some() && !wide && encoding != UTF_8 && !body.is_ascii() && std::str::from_utf8(body).is_ok();
    let text = if encoding == UTF_8 {
        let length = body.len();
        in_utf8(bytes, length)
            .map_err(|(body, valid)| bad_byte(file, lines_before(&body, valid), encoding, label.is_some()))?
    } else {
        let (text, had_errors) = encoding.decode_without_bom_handling(body);
        if had_errors {
            let line = 1 + text.split('\u{fffd}').next().unwrap_or_default().matches('\n').count();
            return Err(bad_byte(file, line, encoding, label.is_some()));
        }
        text.into_owned()
    };
    if let Some(position) = text.bytes().position(|byte| byte == 0) {
        return Err(nul(file, lines_before(text.as_bytes(), position), encoding));
    }
    // The C1 controls are what Windows-1252 makes of the five bytes that it does not define.
    if encoding == WINDOWS_1252
        && let Some(position) = text.char_indices().find(|(_, c)| ('\u{80}'..='\u{9f}').contains(c)).map(|(at, _)| at)
    {
        return Err(bad_byte(file, lines_before(text.as_bytes(), position), encoding, label.is_some()));
    }
    if utf_8_too {
        let problem = msg!("read-also-utf-8", encoding = encoding.name());
        let hint = msg!("read-hint-declare-encoding", encoding = "utf-8");
        let note = Some(Finding::warn("encoding", Place::file(file), problem).hint(hint));
        return Ok(Decoded { text, encoding, note });
    }
    let note = label.is_none().then(|| {
        let encoding = encoding.name();
        let problem = match mark {
            Some(_) => msg!("read-encoding-marked", encoding),
            None => msg!("read-encoding-found", encoding),
        };
        let hint = msg!("read-hint-declare-found-encoding", encoding = encoding.to_ascii_lowercase());
        Finding::note("encoding-detected", Place::file(file), problem).hint(hint)
    });
    Ok(Decoded { text, encoding, note })
}

/// The last `length` bytes as text, in the memory that they stand in; or those bytes, and how many of them are text.
fn in_utf8(mut bytes: Vec<u8>, length: usize) -> Result<String, (Vec<u8>, usize)> {
    bytes.drain(..bytes.len().saturating_sub(length));
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        (error.into_bytes(), valid)
    })
}

/// Whether a byte order mark is what a declared encoding may begin with.
fn agrees(declared: &'static Encoding, marked: &'static Encoding) -> bool {
    // `utf-16` names the little-endian one in the list; the mark then says which it is.
    declared == marked || (declared == UTF_16LE && marked == UTF_16BE)
}

fn contradicted(file: &Path, declared: &'static Encoding, marked: &'static Encoding) -> Finding {
    let problem = msg!("read-mark-disagrees", encoding = marked.name());
    Finding::refuse("encoding", Place::line(file, 1), problem)
        .expected(msg!("read-expect-declared-encoding", encoding = declared.name()))
        .hint(msg!("read-hint-declare-encoding", encoding = marked.name().to_ascii_lowercase()))
}

fn bad_byte(file: &Path, line: usize, encoding: &'static Encoding, is_declared: bool) -> Finding {
    let name = encoding.name();
    let finding = Finding::refuse("encoding", Place::line(file, line), msg!("read-byte-unknown", encoding = name))
        .expected(msg!("read-expect-encoding", encoding = name));
    match (encoding == UTF_8, is_declared) {
        (true, _) => finding.hint(msg!("read-hint-excel-encoding")),
        (false, true) => finding.hint(msg!("read-hint-written-encoding")),
        (false, false) => finding.hint(msg!("read-hint-encoding-unknown")),
    }
}

fn nul(file: &Path, line: usize, encoding: &'static Encoding) -> Finding {
    let finding = Finding::refuse("file-not-text", Place::line(file, line), msg!("read-nul-byte"));
    finding.expected(msg!("read-expect-encoding", encoding = encoding.name())).hint(msg!("read-hint-nul"))
}

fn lines_before(bytes: &[u8], position: usize) -> usize {
    let before = bytes.get(..position).unwrap_or(bytes);
    let feeds = before.iter().filter(|&&byte| byte == b'\n').count();
    1 + if feeds == 0 { before.iter().filter(|&&byte| byte == b'\r').count() } else { feeds }
}
