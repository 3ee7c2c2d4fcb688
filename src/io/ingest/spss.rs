//! SPSS files, compressed or not: cells keep their codes, with what the file says of each variable beside them. Values that
//! the file declares missing stay values; what they mean is declared by the codebook or the reader.

use std::io::Cursor;
use std::path::Path;

use ambers::error::SpssError;
use ambers::{Measure, MissingSpec, Scanner, SpssMetadata, Value};
use arrow57::array::{Array, ArrayRef, AsArray};
use arrow57::compute::cast;
use arrow57::datatypes::{DataType, Float64Type};

use super::limits::Guard;
use super::{broken_off, number_text, said_by_library};
use crate::error::{Finding, Place};
use crate::messages::{Message, msg};
use crate::plan::Limits;
use crate::survey::raw::{Described, RawColumn, RawWave, UserMissing};

/// Bytes of one batch of rows: what is held beside the columns themselves.
const BATCH_BYTES: usize = 16_000_000;

/// Bytes of a dictionary, and its labels: those of five thousand variables with two hundred codes each.
const DICTIONARY_BYTES: usize = 20_000_000;
const DICTIONARY_LABELS: usize = 1_000_000;

/// Reads an SPSS file.
pub(super) fn read(file: &Path, bytes: &[u8], limits: &Limits) -> Result<RawWave, Vec<Finding>> {
    let guard = Guard { file, limits };
    let one = |finding| vec![finding];
    check_byte_order(bytes, file).map_err(one)?;
    let end = check_dictionary(bytes, file).map_err(one)?;
    if bytes.starts_with(b"$FL3") {
        let inflated =
            inflated_bytes(bytes, end).ok_or_else(|| vec![unreadable(file, msg!("read-spss-no-directory"))])?;
        guard.inflated(inflated).map_err(one)?;
    }
    let refuse = |error: SpssError| vec![unreadable(file, said_by_library(cause(&error), &error.to_string()))];
    // The first one holds a copy of the file, and is gone before the second is opened.
    let metadata = Scanner::open(Cursor::new(bytes), 1).map_err(refuse)?.metadata().clone();
    let n_columns = metadata.variable_names.len();
    guard.columns(n_columns, None).map_err(one)?;
    let width: usize = metadata.variable_storage_widths.values().map(|width| width.saturating_add(8)).sum();
    let mut scanner =
        Scanner::open(Cursor::new(bytes), (BATCH_BYTES / width.max(1)).clamp(1, 10_000)).map_err(refuse)?;
    let mut columns: Vec<RawColumn> = metadata.variable_names.iter().map(|name| described(name, &metadata)).collect();
    if columns.is_empty() {
        return Err(vec![unreadable(file, msg!("read-spss-no-variable"))]);
    }
    let mut n_rows = 0;
    while let Some(batch) = scanner.next_batch().map_err(refuse)? {
        let before = n_rows;
        n_rows += batch.num_rows();
        guard.rows(n_rows, n_columns).map_err(one)?;
        if batch.num_columns() != n_columns {
            return Err(vec![unreadable(file, msg!("read-spss-misfit"))]);
        }
        for (column, array) in columns.iter_mut().zip(batch.columns()) {
            append(array, column, guard, before)?;
        }
        guard.inflated(columns.iter().map(RawColumn::bytes).sum()).map_err(one)?;
    }
    let damage = scanner.metadata().warnings.first();
    if let Some(damage) = damage {
        return Err(vec![unreadable(file, said_by_library(cause_of_damage(damage), damage))]);
    }
    Ok(RawWave { lines: (1..=n_rows).collect(), columns, ..RawWave::default() })
}

/// Why the file is not read, by the kind of the error.
fn cause(error: &SpssError) -> Message {
    match error {
        SpssError::Io(error) => broken_off(error),
        SpssError::TruncatedFile { .. } => msg!("read-cut"),
        SpssError::UnsupportedCompression(_) | SpssError::Unsupported(_) => msg!("read-unsupported"),
        SpssError::Encoding(_) => msg!("read-bad-text"),
        SpssError::Arrow(_) => msg!("read-bad-cell"),
        _ => msg!("read-damaged"),
    }
}

/// The same of what the library reads over, by its words: these have no kinds.
fn cause_of_damage(damage: &str) -> Message {
    if damage.starts_with("header d") {
        msg!("read-other-length")
    } else if damage.contains("date/time") {
        msg!("read-bad-date")
    } else {
        msg!("read-damaged")
    }
}

fn unreadable(file: &Path, cause: Message) -> Finding {
    let problem = msg!("read-no-table", format = msg!("read-format-spss"), cause);
    Finding::refuse("file-unreadable", Place::file(file), problem)
        .expected(msg!("read-expect-spss"))
        .hint(msg!("read-hint-save-spss"))
}

/// The library turns the numbers of the dictionary where a big-endian machine wrote them, and not those of the rows: they would
/// be read as others. The number of the header that tells is 2 or 3.
fn check_byte_order(bytes: &[u8], file: &Path) -> Result<(), Finding> {
    const LAYOUT: std::ops::Range<usize> = 64..68;
    match bytes.get(LAYOUT) {
        Some([0, 0, 0, 2 | 3]) => Err(unreadable(file, msg!("read-spss-big-endian"))),
        _ => Ok(()),
    }
}

/// Walks over the dictionary without keeping it. Its records are short, what they are kept as is not: a set of labels is kept
/// once for each of its variables. Returns where it ends.
fn check_dictionary(bytes: &[u8], file: &Path) -> Result<usize, Finding> {
    let (n_bytes, n_labels) = dictionary(bytes).ok_or_else(|| unreadable(file, msg!("read-spss-no-dictionary")))?;
    if n_bytes > DICTIONARY_BYTES || n_labels > DICTIONARY_LABELS {
        let most =
            msg!("read-spss-dictionary-most", megabytes = DICTIONARY_BYTES / 1_000_000, labels = DICTIONARY_LABELS);
        let problem = msg!("read-spss-dictionary", megabytes = n_bytes.div_ceil(1_000_000), labels = n_labels);
        let finding = Finding::refuse("too-large", Place::file(file), problem).expected(most);
        return Err(finding.hint(msg!("read-hint-labels")));
    }
    Ok(n_bytes)
}

/// Bytes of the dictionary, and its labels, each counted for every variable that it is of. `None` when it does not end.
fn dictionary(bytes: &[u8]) -> Option<(usize, usize)> {
    const HEADER: usize = 176;
    let whole = |at: usize| Some(i32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?));
    let size = |at: usize| usize::try_from(whole(at)?).ok();
    let (mut at, mut n_labels) = (HEADER, 0_usize);
    loop {
        let kind = whole(at)?;
        at += 4;
        at = match kind {
            // A variable: 28 bytes, its label, its missing values.
            2 => {
                let label = if whole(at + 4)? == 0 { 0 } else { 4 + size(at + 28)?.checked_next_multiple_of(4)? };
                let missing = usize::try_from(whole(at + 8)?.unsigned_abs()).ok()?;
                at.checked_add(28)?.checked_add(label)?.checked_add(missing.checked_mul(8)?)?
            }
            // Labels, then the variables that they are of.
            3 => {
                let count = size(at)?;
                at += 4;
                for _ in 0..count {
                    let length = usize::from(*bytes.get(at + 8)?);
                    at += 8 + (length + 1).next_multiple_of(8);
                }
                let variables = size(at + 4)?;
                n_labels = n_labels.saturating_add(count.saturating_mul(variables));
                at.checked_add(8)?.checked_add(variables.checked_mul(4)?)?
            }
            // Lines of 80 characters.
            6 => at.checked_add(4)?.checked_add(size(at)?.checked_mul(80)?)?,
            7 => at.checked_add(12)?.checked_add(size(at + 4)?.checked_mul(size(at + 8)?)?)?,
            999 => return Some((at + 4, n_labels)),
            _ => return None,
        };
        if at > bytes.len() {
            return None;
        }
    }
}

/// Bytes that the blocks of a `.zsav` unpack to, by the directory at its end. The header of the blocks follows the dictionary;
/// it holds its own position, and says where the directory stands.
fn inflated_bytes(bytes: &[u8], dictionary_end: usize) -> Option<u64> {
    let long = |at: usize| bytes.get(at..at + 8)?.try_into().ok().map(i64::from_le_bytes);
    let short = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(i32::from_le_bytes);
    let header = dictionary_end;
    if long(header) != i64::try_from(header).ok() {
        return None;
    }
    let trailer = usize::try_from(long(header + 8)?).ok()?;
    let n_blocks = usize::try_from(short(trailer.checked_add(20)?)?).ok()?;
    let first = trailer.checked_add(24)?;
    if first.checked_add(n_blocks.checked_mul(24)?)? > bytes.len() {
        return None;
    }
    let sizes = (0..n_blocks).map(|block| short(first + 24 * block + 16).and_then(|size| u64::try_from(size).ok()));
    sizes.sum()
}

/// A variable, still empty, with what the file says of it.
fn described(name: &str, metadata: &SpssMetadata) -> RawColumn {
    let text = |value: &Value| match value {
        Value::Numeric(number) => number_text(*number),
        Value::String(text) => text.trim_end().to_owned(),
    };
    let labels = metadata.value_labels(name).into_iter().flatten();
    let missing = metadata.variable_missing_values.get(name).into_iter().flatten().map(|spec| match spec {
        MissingSpec::Value(number) => UserMissing::Value(number_text(*number)),
        MissingSpec::Range { lo, hi } => UserMissing::Range(*lo, *hi),
        MissingSpec::StringValue(text) => UserMissing::Value(text.trim_end().to_owned()),
    });
    let described = Described {
        label: metadata.label(name).map(str::to_owned),
        value_labels: labels.map(|(value, label)| (text(value), label.clone())).collect(),
        user_missing: missing.collect(),
        measure: match metadata.measure(name) {
            Some(Measure::Nominal) => Some("nominal"),
            Some(Measure::Ordinal) => Some("ordinal"),
            Some(Measure::Scale) => Some("scale"),
            _ => None,
        },
        format: metadata.format(name).map(str::to_owned),
    };
    RawColumn::described(name, described)
}

fn append(array: &ArrayRef, column: &mut RawColumn, guard: Guard<'_>, before: usize) -> Result<(), Vec<Finding>> {
    let refuse = |error: arrow57::error::ArrowError| {
        vec![unreadable(guard.file, said_by_library(msg!("read-bad-cell"), &error.to_string()))]
    };
    if *array.data_type() == DataType::Float64 {
        array.as_primitive::<Float64Type>().iter().for_each(|cell| match cell {
            Some(number) => column.push(&number_text(number)),
            None => column.push(""),
        });
        return Ok(());
    }
    let text = cast(array, &DataType::Utf8).map_err(refuse)?;
    for (row, cell) in text.as_string::<i32>().iter().enumerate() {
        let cell = cell.unwrap_or_default().trim_end_matches(' ');
        let place = || Place::cell(guard.file, before + row + 1, &column.name);
        guard.field(cell.len(), place).map_err(|finding| vec![finding])?;
        column.push(cell);
    }
    Ok(())
}
