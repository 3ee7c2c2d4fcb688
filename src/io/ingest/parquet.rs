//! Apache Parquet: every column cast to text, rows numbered from 1.

use std::path::Path;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::compute::{cast, concat};
use arrow::datatypes::DataType;
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::error::{Finding, Place};
use crate::survey::raw::{RawColumn, RawWave};

/// Reads a Parquet file.
pub fn read(file: &Path, bytes: &[u8]) -> Result<RawWave, Vec<Finding>> {
    let refuse = |what: String| vec![unreadable(file, &what)];
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(Bytes::copy_from_slice(bytes)).map_err(|e| refuse(e.to_string()))?;
    let schema = builder.schema().clone();
    let reader = builder.build().map_err(|e| refuse(e.to_string()))?;
    let batches: Vec<RecordBatch> = reader.collect::<Result<_, _>>().map_err(|e| refuse(e.to_string()))?;
    let n_rows = batches.iter().map(RecordBatch::num_rows).sum();
    let mut findings = Vec::new();
    let mut columns = Vec::with_capacity(schema.fields().len());
    for (i, field) in schema.fields().iter().enumerate() {
        if schema.fields()[..i].iter().any(|other| other.name() == field.name()) {
            findings.push(Finding::refuse(
                "column-duplicate",
                Place::file(file),
                format!("two columns are named `{}`", field.name()),
            ));
        }
        match as_text(&batches, i) {
            Ok(text) => columns.push(RawColumn::new(field.name(), text.as_string::<i32>().iter())),
            Err(_) => findings.push(
                Finding::refuse(
                    "column-type",
                    Place::file(file),
                    format!("column `{}` has the type {}", field.name(), field.data_type()),
                )
                .expected("text, numbers, booleans or dates"),
            ),
        }
    }
    if findings.is_empty() {
        Ok(RawWave { lines: (1..=n_rows).collect(), columns, ..RawWave::default() })
    } else {
        Err(findings)
    }
}

fn unreadable(file: &Path, what: &str) -> Finding {
    let first_line = what.lines().next().unwrap_or_default();
    Finding::refuse("file-unreadable", Place::file(file), format!("cannot be read as Parquet: {first_line}"))
        .expected("an Apache Parquet file")
        .hint("check `format:` under `reader:`, or ask for the file again")
}

fn as_text(batches: &[RecordBatch], column: usize) -> Result<ArrayRef, arrow::error::ArrowError> {
    let parts: Vec<ArrayRef> =
        batches.iter().map(|batch| cast(batch.column(column), &DataType::Utf8)).collect::<Result<_, _>>()?;
    match parts.as_slice() {
        [] => Ok(arrow::array::new_empty_array(&DataType::Utf8)),
        [only] => Ok(only.clone()),
        _ => concat(&parts.iter().map(|part| part.as_ref() as &dyn Array).collect::<Vec<_>>()),
    }
}
