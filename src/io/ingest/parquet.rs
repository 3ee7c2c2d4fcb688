//! Apache Parquet: every column cast to text, rows numbered from 1. What the footer says of the size is checked before
//! anything is unpacked.

use std::path::Path;
use std::sync::Arc;

use arrow::array::{AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, FieldRef, Float64Type, Schema, SchemaRef};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;

use super::limits::Guard;
use super::{number_text, said_by_library};
use crate::error::{Finding, Findings, Place};
use crate::messages::{Message, msg};
use crate::plan::Limits;
use crate::survey::raw::{Described, RawColumn, RawWave};

/// Bytes of the texts of one batch of rows, at the most that the footer lets expect.
const BATCH_BYTES: usize = 64_000_000;

/// Reads a Parquet file, one column after the other.
pub(super) fn read(file: &Path, bytes: Vec<u8>, limits: &Limits) -> Result<RawWave, Vec<Finding>> {
    let guard = Guard { file, limits };
    let refuse = |error: ParquetError| vec![unreadable(file, said_by_library(cause(&error), &error.to_string()))];
    let bytes = Bytes::from(bytes);
    let footer = ArrowReaderMetadata::load(&bytes, ArrowReaderOptions::new()).map_err(refuse)?;
    let n_rows = check_size(footer.metadata(), guard).map_err(|finding| vec![finding])?;
    check_whole(footer.metadata(), &bytes, file).map_err(|finding| vec![finding])?;
    let mut columns = columns_of(file, footer.schema())?;
    let viewed = ArrowReaderOptions::new().with_schema(viewed(footer.schema()));
    let footer = ArrowReaderMetadata::try_new(footer.metadata().clone(), viewed).map_err(refuse)?;
    let mut kept = 0;
    for (i, column) in columns.iter_mut().enumerate() {
        column.reserve(n_rows);
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(bytes.clone(), footer.clone());
        let builder = builder.with_projection(ProjectionMask::leaves(footer.parquet_schema(), [i]));
        let reader = builder.with_batch_size(rows_at_once(footer.metadata(), i)).build();
        let mut n_read = 0;
        for batch in reader.map_err(refuse)? {
            let batch = batch.map_err(|error| refuse(error.into()))?;
            append(&batch, column, guard, n_read)?;
            n_read += batch.num_rows();
            guard.inflated(column.bytes().saturating_add(kept)).map_err(|finding| vec![finding])?;
        }
        if n_read != n_rows {
            return Err(vec![unreadable(file, msg!("read-parquet-misfit"))]);
        }
        kept += column.bytes();
    }
    Ok(RawWave { lines: (1..=n_rows).collect(), columns, ..RawWave::default() })
}

/// Why the file is not read, by the kind of the error.
fn cause(error: &ParquetError) -> Message {
    match error {
        ParquetError::EOF(_) | ParquetError::NeedMoreData(_) | ParquetError::NeedMoreDataRange(_) => msg!("read-cut"),
        ParquetError::NYI(_) => msg!("read-unsupported"),
        _ => msg!("read-damaged"),
    }
}

/// The schema with views for texts: a text that a dictionary holds once for many rows is then in memory once.
fn viewed(schema: &Schema) -> SchemaRef {
    let view = |field: &FieldRef| match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View)),
        _ => field.clone(),
    };
    Arc::new(Schema::new_with_metadata(schema.fields().iter().map(view).collect::<Vec<_>>(), schema.metadata().clone()))
}

/// Rows of one batch of a column: fewer where one cell may be long, as those that share their beginning are written once.
fn rows_at_once(metadata: &ParquetMetaData, column: usize) -> usize {
    let sizes = metadata
        .row_groups()
        .iter()
        .filter_map(|group| group.columns().get(column)?.uncompressed_size().try_into().ok());
    let longest: usize = sizes.max().unwrap_or(0);
    (BATCH_BYTES / longest.max(1)).clamp(1, 1024)
}

fn unreadable(file: &Path, cause: Message) -> Finding {
    let problem = msg!("read-no-table", format = msg!("read-format-parquet"), cause);
    Finding::refuse("file-unreadable", Place::file(file), problem)
        .expected(msg!("read-expect-parquet"))
        .hint(msg!("read-hint-check-format"))
}

/// Rows, columns and unpacked bytes by the footer; the number of rows.
fn check_size(metadata: &ParquetMetaData, guard: Guard<'_>) -> Result<usize, Finding> {
    let columns = metadata.file_metadata().schema_descr().num_columns();
    guard.columns(columns, None)?;
    let rows = metadata.row_groups().iter().map(|group| u64::try_from(group.num_rows()).unwrap_or(u64::MAX));
    let rows = rows.fold(0, u64::saturating_add);
    let rows = usize::try_from(rows).unwrap_or(usize::MAX);
    guard.rows(rows, columns)?;
    let chunks = metadata.row_groups().iter().flat_map(|group| group.columns());
    let bytes = chunks.map(|chunk| u64::try_from(chunk.uncompressed_size()).unwrap_or(u64::MAX));
    guard.inflated(bytes.fold(0, u64::saturating_add)).map(|()| rows)
}

/// What the footer describes ends where the footer begins: bytes lost or doubled in between shift what is read, and nothing
/// else would tell.
fn check_whole(metadata: &ParquetMetaData, bytes: &[u8], file: &Path) -> Result<(), Finding> {
    let refuse = || unreadable(file, msg!("read-parquet-misfit"));
    let length = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    let footer = bytes.len().checked_sub(8).and_then(length).ok_or_else(refuse)?;
    let begins = (bytes.len() as u64).checked_sub(8 + u64::from(footer)).ok_or_else(refuse)?;
    let end = |offset: Option<i64>, length: Option<i32>| {
        let (offset, length) = (u64::try_from(offset?).ok()?, u64::try_from(length?).ok()?);
        offset.checked_add(length)
    };
    let chunks = metadata.row_groups().iter().flat_map(|group| group.columns());
    let ends = chunks.flat_map(|chunk| {
        let (start, length) = chunk.byte_range();
        [
            start.checked_add(length),
            end(chunk.column_index_offset(), chunk.column_index_length()),
            end(chunk.offset_index_offset(), chunk.offset_index_length()),
            end(chunk.bloom_filter_offset(), chunk.bloom_filter_length()),
        ]
    });
    match ends.flatten().max() {
        Some(end) if end != begins => Err(refuse()),
        _ => Ok(()),
    }
}

/// The columns, still empty; every name that stands twice and every type that is no cell is told.
fn columns_of(file: &Path, schema: &Schema) -> Result<Vec<RawColumn>, Vec<Finding>> {
    let mut findings = Findings::new(file);
    let mut columns: Vec<RawColumn> = Vec::with_capacity(schema.fields().len());
    for field in schema.fields() {
        if columns.iter().any(|other| other.name == *field.name()) {
            let problem = msg!("read-named-twice", column = field.name());
            let finding = Finding::refuse("column-duplicate", Place::file(file), problem);
            findings.push(finding.expected(msg!("read-expect-names-once")).hint(msg!("read-hint-rename-column")));
        }
        if !is_cell(field.data_type()) {
            let problem = msg!("read-column-of-type", column = field.name(), kind = field.data_type().to_string());
            let finding = Finding::refuse("column-type", Place::file(file), problem);
            findings.push(finding.expected(msg!("read-expect-cells")).hint(msg!("read-hint-column-type")));
        }
        let described = Described { format: Some(field.data_type().to_string()), ..Described::default() };
        columns.push(RawColumn::described(field.name(), described));
    }
    if findings.refused() { Err(findings.into_vec()) } else { Ok(columns) }
}

fn is_cell(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_cell(values),
        kind => {
            kind.is_numeric()
                || kind.is_temporal()
                || matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
                || matches!(kind, DataType::Boolean | DataType::Null)
        }
    }
}

fn append(
    batch: &RecordBatch,
    column: &mut RawColumn,
    guard: Guard<'_>,
    rows_before: usize,
) -> Result<(), Vec<Finding>> {
    let refuse = |error: arrow::error::ArrowError| {
        vec![unreadable(guard.file, said_by_library(msg!("read-bad-cell"), &error.to_string()))]
    };
    let Some(array) = batch.columns().first() else { return Ok(()) };
    if array.data_type().is_floating() {
        let numbers = cast(array, &DataType::Float64).map_err(refuse)?;
        numbers.as_primitive::<Float64Type>().iter().for_each(|cell| match cell {
            Some(number) => column.push(&number_text(number)),
            None => column.push(""),
        });
        return Ok(());
    }
    let text = cast(array, &DataType::Utf8View).map_err(refuse)?;
    for (row, cell) in text.as_string_view().iter().enumerate() {
        let cell = cell.unwrap_or_default();
        let place = || Place::cell(guard.file, rows_before + row + 1, &column.name);
        guard.field(cell.len(), place).map_err(|finding| vec![finding])?;
        column.push(cell);
    }
    Ok(())
}
