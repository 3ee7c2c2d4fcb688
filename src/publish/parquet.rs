//! Tables as Parquet through arrow: plain UTF-8 text, float64, int64, date32 and boolean columns, zstd, a description in
//! the metadata of every field, and the provenance in the file's key-value metadata.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Date32Type, Field, Schema};
use chrono::NaiveDate;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::Origin;
use super::tables::{Gather, Kind, Table};
use crate::error::{Error, Result};

/// Rows turned into arrays at a time: few enough to be still in the cache when the last column reads them.
const BATCH_ROWS: usize = 1 << 12;

/// The bytes of a table; without an origin for the microdata, which leave no trace outside their folder.
pub fn bytes<R>(table: &Table<'_, R>, rows: &[R], origin: Option<Origin<'_>>) -> Result<Vec<u8>> {
    streamed(table, rows.chunks(BATCH_ROWS), origin)
}

/// The bytes of a table whose rows are made as they are written, some at a time, and not kept.
pub fn streamed<R>(
    table: &Table<'_, R>,
    batches: impl Iterator<Item = impl AsRef<[R]>>,
    origin: Option<Origin<'_>>,
) -> Result<Vec<u8>> {
    let fault = |e: &dyn std::fmt::Display| Error::Internal(format!("cannot write `{}` as Parquet: {e}", table.name));
    let schema = Arc::new(schema(table));
    let level = ZstdLevel::try_new(3).map_err(|e| fault(&e))?;
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_key_value_metadata(origin.map(|origin| key_values(table, origin)).transpose()?);
    if origin.is_none() {
        // Nobody looks for a few of the microdata: they are read whole.
        properties = properties.set_statistics_enabled(EnabledStatistics::None);
    }
    for column in table.columns.iter().filter(|column| !column.repeats) {
        let path = ColumnPath::from(column.name.as_str());
        properties = properties.set_column_dictionary_enabled(path, false);
    }
    let properties = properties.build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, Arc::clone(&schema), Some(properties)).map_err(|e| fault(&e))?;
    for rows in batches {
        let arrays = table.columns.iter().map(|column| table.values(column, rows.as_ref(), Arrays));
        let arrays = arrays.collect::<Result<_>>()?;
        let batch = RecordBatch::try_new(Arc::clone(&schema), arrays).map_err(|e| fault(&e))?;
        writer.write(&batch).map_err(|e| fault(&e))?;
    }
    writer.close().map_err(|e| fault(&e))?;
    Ok(bytes)
}

fn schema<R>(table: &Table<'_, R>) -> Schema {
    let field = |column: &super::tables::Column<'_, R>| {
        let metadata = HashMap::from([("description".to_owned(), column.description.clone())]);
        Field::new(&column.name, data_type(column.kind()), column.nullable).with_metadata(metadata)
    };
    Schema::new(table.columns.iter().map(field).collect::<Vec<_>>())
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Number => DataType::Float64,
        Kind::Count => DataType::Int64,
        Kind::Date => DataType::Date32,
        Kind::Flag => DataType::Boolean,
    }
}

/// An array of the values of a column.
struct Arrays;

impl Gather for Arrays {
    type Gathered = ArrayRef;

    fn texts<'r>(self, values: impl Iterator<Item = Option<&'r str>>) -> ArrayRef {
        Arc::new(StringArray::from_iter(values))
    }

    fn numbers(self, values: impl Iterator<Item = Option<f64>>) -> ArrayRef {
        Arc::new(Float64Array::from_iter(values))
    }

    fn counts(self, values: impl Iterator<Item = Option<i64>>) -> ArrayRef {
        Arc::new(Int64Array::from_iter(values))
    }

    fn dates(self, values: impl Iterator<Item = NaiveDate>) -> ArrayRef {
        Arc::new(Date32Array::from_iter_values(values.map(Date32Type::from_naive_date)))
    }

    fn flags(self, values: impl Iterator<Item = Option<bool>>) -> ArrayRef {
        Arc::new(BooleanArray::from_iter(values))
    }
}

fn key_values<R>(table: &Table<'_, R>, origin: Origin<'_>) -> Result<Vec<KeyValue>> {
    let Origin { provenance, caution } = origin;
    let inputs = serde_json::to_string(&provenance.inputs)
        .map_err(|e| Error::Internal(format!("cannot write the inputs as JSON: {e}")))?;
    let caution = caution.map(|caution| ("caution", caution.to_owned()));
    let told = [
        ("table", table.name.to_owned()),
        ("grain", table.grain.to_owned()),
        ("software", format!("barometer {}", provenance.software_version)),
        ("run", provenance.run.clone()),
        ("seed", provenance.seed.to_string()),
        ("configuration_sha256", provenance.configuration_sha256.clone()),
        ("inputs", inputs),
    ];
    Ok(told.into_iter().chain(caution).map(|(key, value)| KeyValue::new(key.to_owned(), value)).collect())
}
