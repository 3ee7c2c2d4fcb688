//! Tables as Parquet through arrow: plain UTF-8 text, float64, int64, date32 and boolean columns, zstd, a description in
//! the metadata of every field, and the provenance in the file's key-value metadata.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, ArrowPrimitiveType, BooleanArray, Date32Array, PrimitiveBuilder, RecordBatch, StringBuilder,
};
use arrow::datatypes::{DataType, Field, Float64Type, Int64Type, Schema};
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
/// Room for a text: few are longer.
const TEXT_BYTES: usize = 16;

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
    // What repeats is in dictionaries and the rest are digits of numbers: a higher level takes longer and saves nearly nothing.
    let level = ZstdLevel::try_new(1).map_err(|e| fault(&e))?;
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        // They let a reader skip row groups or pages: a published table has one group, and the microdata are read whole.
        .set_statistics_enabled(EnabledStatistics::None)
        .set_key_value_metadata(origin.map(|origin| key_values(table, origin)).transpose()?);
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
        let rows = values.size_hint().0;
        let mut array = StringBuilder::with_capacity(rows, rows * TEXT_BYTES);
        array.extend(values);
        Arc::new(array.finish())
    }

    fn numbers(self, values: impl Iterator<Item = Option<f64>>) -> ArrayRef {
        primitive::<Float64Type>(values)
    }

    fn counts(self, values: impl Iterator<Item = Option<i64>>) -> ArrayRef {
        primitive::<Int64Type>(values)
    }

    fn dates(self, values: impl Iterator<Item = NaiveDate>) -> ArrayRef {
        Arc::new(Date32Array::from_iter_values(values.map(|day| day.to_epoch_days())))
    }

    fn flags(self, values: impl Iterator<Item = Option<bool>>) -> ArrayRef {
        Arc::new(BooleanArray::from_iter(values))
    }
}

/// An array whose room is taken once.
fn primitive<T: ArrowPrimitiveType>(values: impl Iterator<Item = Option<T::Native>>) -> ArrayRef {
    let mut array = PrimitiveBuilder::<T>::with_capacity(values.size_hint().0);
    array.extend(values);
    Arc::new(array.finish())
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
