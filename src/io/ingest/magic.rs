//! What the first bytes of a file say it is, whatever its name: each of the usual mix-ups gets a message of its own.

use std::path::Path;

use crate::error::{Finding, Place};
use crate::messages::{Message, msg};
use crate::plan::{Csv, Format, Sheet};

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Text,
    Parquet,
    Xlsx,
    Spss,
    OpenDocument,
    OtherZip,
    Ole,
    Gzip,
    OtherCompressed,
    LfsPointer,
    Html,
    Pdf,
    Binary,
}

/// Bytes that are looked at.
const HEAD: usize = 4096;
/// The same at the end of an archive.
const TAIL: usize = 65_536;

/// Kinds by the bytes that they begin with.
const SIGNATURES: [(&[u8], Kind); 14] = [
    (b"PAR1", Kind::Parquet),
    (b"$FL2", Kind::Spss),
    (b"$FL3", Kind::Spss),
    (b"PK\x05\x06", Kind::OtherZip),
    (b"\xd0\xcf\x11\xe0", Kind::Ole),
    (b"\x1f\x8b", Kind::Gzip),
    (b"BZh", Kind::OtherCompressed),
    (b"\xfd7zXZ", Kind::OtherCompressed),
    (b"7z\xbc\xaf", Kind::OtherCompressed),
    (b"Rar!", Kind::OtherCompressed),
    (b"\x28\xb5\x2f\xfd", Kind::OtherCompressed),
    (b"version https://git-lfs", Kind::LfsPointer),
    (b"%PDF-", Kind::Pdf),
    (b"<?xml", Kind::Html),
];

impl Kind {
    /// What a file is.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        if head.is_empty() {
            return Self::Empty;
        }
        if head.starts_with(b"PK\x03\x04") {
            // The directory of an archive stands at its end.
            let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or(bytes);
            let holds = |part: &[u8]| [head, tail].iter().any(|b| b.windows(part.len()).any(|window| window == part));
            return match () {
                () if head.windows(12).any(|window| window == b"opendocument") => Self::OpenDocument,
                () if holds(b"xl/workbook") || holds(b"xl/worksheets") => Self::Xlsx,
                () => Self::OtherZip,
            };
        }
        if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
            return *kind;
        }
        let text: String = head.iter().take(256).map(|b| char::from(b.to_ascii_lowercase())).collect();
        let text = text.trim_start_matches("\u{ef}\u{bb}\u{bf}").trim_start();
        match () {
            () if text.starts_with("<!doctype html") || text.starts_with("<html") => Self::Html,
            () if head.contains(&0) => Self::Binary,
            () => Self::Text,
        }
    }

    /// What it is, in words, and the way out.
    fn described(self) -> (Message, Message) {
        match self {
            Self::Empty => (msg!("read-kind-empty"), msg!("read-hint-ask-again")),
            Self::Text => (msg!("read-kind-text"), msg!("read-hint-kind-text")),
            Self::Parquet => (msg!("read-kind-parquet"), msg!("read-hint-kind-parquet")),
            Self::Xlsx => (msg!("read-kind-workbook"), msg!("read-hint-kind-workbook")),
            Self::Spss => (msg!("read-kind-spss"), msg!("read-hint-kind-spss")),
            Self::OpenDocument => (msg!("read-kind-opendocument"), msg!("read-hint-kind-opendocument")),
            Self::OtherZip => (msg!("read-kind-zip"), msg!("read-hint-kind-zip")),
            Self::Ole => (msg!("read-kind-xls"), msg!("read-hint-kind-xls")),
            Self::Gzip => (msg!("read-kind-gzip"), msg!("read-hint-unpack")),
            Self::OtherCompressed => (msg!("read-kind-compressed"), msg!("read-hint-unpack")),
            Self::LfsPointer => (msg!("read-kind-lfs"), msg!("read-hint-kind-lfs")),
            Self::Html => (msg!("read-kind-html"), msg!("read-hint-kind-html")),
            Self::Pdf => (msg!("read-kind-pdf"), msg!("read-hint-kind-pdf")),
            Self::Binary => (msg!("read-kind-unknown"), msg!("read-hint-ask-again")),
        }
    }
}

/// Refuses a file that is not what the reader declares.
pub(super) fn check(file: &Path, bytes: &[u8], format: &Format) -> Result<(), Finding> {
    let kind = Kind::of(bytes);
    let wanted = match format {
        Format::Csv(_) => Kind::Text,
        Format::Parquet => Kind::Parquet,
        Format::Xlsx(_) => Kind::Xlsx,
        Format::Spss => Kind::Spss,
    };
    // UTF-16 has a NUL in every other byte; whether they belong there is seen when it is decoded.
    if kind == wanted || (wanted == Kind::Text && kind == Kind::Binary) {
        return Ok(());
    }
    let (problem, hint) = kind.described();
    let rule = if kind == Kind::Empty { "file-empty" } else { "file-kind" };
    let expected = match format {
        Format::Csv(_) => msg!("read-expect-text-table"),
        Format::Parquet => msg!("read-expect-parquet"),
        Format::Xlsx(_) => msg!("read-expect-workbook"),
        Format::Spss => msg!("read-expect-spss"),
    };
    Err(Finding::refuse(rule, Place::file(file), problem).expected(expected).hint(hint))
}

/// The format of a file by its first bytes, with nothing declared; `None` when it is none that is read.
pub(super) fn format(bytes: &[u8]) -> Option<Format> {
    match Kind::of(bytes) {
        // UTF-16 text has NUL bytes; its byte order mark tells it from other binary files.
        Kind::Binary if !(bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")) => None,
        Kind::Text | Kind::Binary => Some(Format::Csv(Csv { delimiter: None, encoding: None, ..Csv::default() })),
        Kind::Parquet => Some(Format::Parquet),
        Kind::Xlsx => Some(Format::Xlsx(Sheet::default())),
        Kind::Spss => Some(Format::Spss),
        _ => None,
    }
}
