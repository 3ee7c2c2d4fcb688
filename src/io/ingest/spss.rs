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

/// Reads an SPSS file.
pub(super) fn read(file: &Path, bytes: &[u8], limits: &Limits) -> Result<RawWave, Vec<Finding>> {
    let guard = Guard { file, limits };
    let one = |finding| vec![finding];
    if bytes.starts_with(b"$FL3") {
        let inflated = inflated_bytes(bytes).ok_or_else(|| vec![unreadable(file, msg!("read-spss-no-directory"))])?;
        guard.inflated(inflated).map_err(one)?;
    }
    let refuse = |error: SpssError| vec![unreadable(file, said_by_library(cause(&error), &error.to_string()))];
    let first = Scanner::open(Cursor::new(bytes), 1).map_err(refuse)?;
    let metadata = first.metadata().clone();
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

/// Bytes that the blocks of a `.zsav` unpack to, by the directory at its end. The header of the blocks is the one place of a
/// file that holds its own position; it says where the directory stands. `None` when there is not exactly one such place.
fn inflated_bytes(bytes: &[u8]) -> Option<u64> {
    let long = |at: usize| bytes.get(at..at + 8)?.try_into().ok().map(i64::from_le_bytes);
    let short = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(i32::from_le_bytes);
    // The dictionary ends with a record of the type 999.
    let after_dictionary = |at: &usize| at.checked_sub(8).and_then(short) == Some(999);
    let is_header = |at: &usize| long(*at) == i64::try_from(*at).ok() && after_dictionary(at);
    let mut headers = (8..bytes.len()).filter(is_header);
    let (Some(header), None) = (headers.next(), headers.next()) else { return None };
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
