//! Opening a delivered file of which nothing is known yet: its format by its first bytes, where its table begins, what its
//! cells are, whether a row is a respondent or an answer. What was supposed is noted in the draft.

use std::path::Path;

use indexmap::IndexMap;

use super::answers::text;
use super::{ColumnLabels, Delivered};
use crate::config::yaml;
use crate::error::{Error, Finding, Place, Result};
use crate::io::ingest;
use crate::messages::msg;
use crate::plan::{Csv, Format, Headers, Long, Reader, Shape, Sheet};
use crate::survey::codebook::Text;
use crate::survey::raw::{RawColumn, RawWave, plain_number};

/// Rows of a sheet that may hold its header.
const HEADER_WITHIN: usize = 15;

/// Opens a delivered file.
///
/// # Errors
/// Those of [`ingest::describe`], and [`Error::Data`] for a file without respondents or of a format that is not read.
pub fn open(file: &Path) -> Result<Delivered> {
    let (format, mut raw) = table(file)?;
    if raw.n_rows() == 0 {
        let finding = Finding::refuse("file-empty", Place::file(file), msg!("file-no-respondent"));
        let finding = finding.expected(msg!("file-no-respondent-expected"));
        return Err(Error::Data(vec![finding.hint(msg!("read-hint-ask-again"))]));
    }
    let mut notes = notes(&format);
    let mut reader = keys(&format);
    let mut blocks = Vec::new();
    if let Some((long, wide)) = widened(file, &format, &raw) {
        reader.push(("long", keys_of_long(&long)));
        notes.extend(seen_long(&long, &wide));
        (raw, blocks) = (wide, long.blocks);
    }
    if matches!(format, Format::Csv(_)) && decimal_commas(&mut raw) {
        reader.push(("decimal", yaml::quoted(",")));
        notes.push(text("des nombres à virgule", "numbers with a decimal comma"));
    }
    let described = raw.columns.iter().filter(|column| column.described != Default::default());
    let labels = described.map(|column| {
        let said = &column.described;
        let values: IndexMap<String, String> = said.value_labels.iter().cloned().collect();
        (column.name.clone(), ColumnLabels { label: said.label.clone(), values, missing: said.user_missing.clone() })
    });
    Ok(Delivered { reader, notes, labels: labels.collect(), raw, blocks })
}

/// One row a respondent, of a file that has one row an answer; `None` when it has not, or cannot be read so.
fn widened(file: &Path, format: &Format, raw: &RawWave) -> Option<(Long, RawWave)> {
    let long = super::long::find(raw)?;
    let reader = Reader { shape: Shape::Long(long.clone()), ..Reader::of(format.clone()) };
    let wide = ingest::describe(file, &reader).ok()?;
    Some((long, wide))
}

/// The section `long` of the reader.
fn keys_of_long(long: &Long) -> String {
    let named = [("respondent", &long.respondent), ("item", &long.item), ("value", &long.value)];
    let named = named.into_iter().chain(long.sector.iter().map(|sector| ("sector", sector)));
    let mut keys: Vec<String> = named.map(|(key, column)| format!("{key}: {}", yaml::text(column))).collect();
    keys.extend(long.n_rows.map(|n| format!("n_rows: {n}")));
    format!("{{ {} }}", keys.join(", "))
}

/// Why a row was taken for an answer, and what was made of it.
fn seen_long(long: &Long, wide: &RawWave) -> Vec<Text> {
    let (rows, people) = (long.n_rows.unwrap_or(0), wide.n_rows());
    let Long { respondent, item, value, .. } = long;
    let mut notes = vec![text(
        format!(
            "une ligne par réponse : {rows} lignes de {people} répondants (« {respondent} »), question dans « {item} », réponse dans « {value} »"
        ),
        format!(
            "one row an answer: {rows} rows of {people} respondents (`{respondent}`), question in `{item}`, answer in `{value}`"
        ),
    )];
    if let Some(sector) = &long.sector {
        let blocks: Vec<String> = long.blocks.iter().map(|block| format!("`{}`", block.prefix)).collect();
        let blocks = blocks.join(", ");
        notes.push(text(
            format!("les secteurs de « {sector} » donnent les blocs {blocks}, déclarés dans codebook.yaml"),
            format!("the sectors of `{sector}` make the blocks {blocks}, declared in codebook.yaml"),
        ));
    }
    notes.push(text(
        "`n_rows` est le nombre de lignes comptées : demandez à l’institut celui qu’il annonce",
        "`n_rows` is the number of rows counted: ask the institute for the one it announces",
    ));
    notes
}

/// The format in full and the table: with the first shape of header that fits.
fn table(file: &Path) -> Result<(Format, RawWave)> {
    let read = |format: Format| Ok((format.clone(), ingest::describe(file, &Reader::of(format))?));
    match ingest::find_out(file)? {
        Format::Csv(csv) => {
            let shaped = |headers| read(Format::Csv(Csv { headers, ..csv.clone() }));
            let plain = shaped(Headers::Plain);
            let any = |seen: fn(&RawColumn) -> bool| plain.as_ref().is_ok_and(|(_, raw)| raw.columns.iter().any(seen));
            let others: &[Headers] = if any(|column| column.cell(1).starts_with("{\"ImportId\"")) || plain.is_err() {
                &[Headers::Qualtrics, Headers::Surveymonkey]
            } else if any(|column| column.cell(0) == "Response") {
                &[Headers::Surveymonkey]
            } else if any(|column| column.name.contains("[SQ")) {
                &[Headers::Limesurvey]
            } else {
                &[]
            };
            others.iter().find_map(|headers| shaped(*headers).ok()).map_or(plain, Ok)
        }
        Format::Xlsx(sheet) => {
            let first = read(Format::Xlsx(sheet.clone()));
            let mut best: Option<(Format, RawWave)> = None;
            // A title above the table has fewer cells than the header.
            for header_row in 1..=HEADER_WITHIN {
                let Ok(tried) = read(Format::Xlsx(Sheet { header_row, ..sheet.clone() })) else { continue };
                let wider = |(_, known): &(Format, RawWave)| tried.1.columns.len() > known.columns.len();
                if tried.1.n_rows() > 0 && best.as_ref().is_none_or(wider) {
                    best = Some(tried);
                }
            }
            best.map_or(first, Ok)
        }
        other => read(other),
    }
}

/// Keys and values of the section `reader`, as YAML.
fn keys(format: &Format) -> Vec<(&'static str, String)> {
    let mut keys = vec![("format", format.as_str().to_owned())];
    match format {
        Format::Csv(csv) => {
            keys.extend(csv.delimiter.map(|delimiter| ("delimiter", yaml::quoted(&char::from(delimiter).to_string()))));
            keys.extend(csv.encoding.iter().map(|encoding| ("encoding", yaml::text(encoding))));
            keys.extend((csv.headers != Headers::Plain).then(|| ("headers", csv.headers.as_str().to_owned())));
        }
        Format::Xlsx(sheet) if sheet.header_row > 1 => keys.push(("header_row", sheet.header_row.to_string())),
        Format::Xlsx(_) | Format::Parquet | Format::Spss => {}
    }
    keys
}

fn notes(format: &Format) -> Vec<Text> {
    match format {
        Format::Csv(_) => vec![text(
            "encodage, séparateur et en-têtes trouvés dans le fichier",
            "encoding, delimiter and headers found in the file",
        )],
        Format::Xlsx(_) => vec![text(
            "première feuille ; l’en-tête est la ligne la plus large des premières",
            "first sheet; the header is the widest of the first rows",
        )],
        Format::Parquet | Format::Spss => Vec::new(),
    }
}

/// Puts a decimal dot into the columns of numbers with a comma; whether there were any.
fn decimal_commas(raw: &mut RawWave) -> bool {
    let n_rows = raw.n_rows();
    let mut any = false;
    for column in &mut raw.columns {
        let cells: Vec<&str> = (0..n_rows).map(|row| column.cell(row)).collect();
        let commas = cells.iter().any(|cell| cell.contains(','));
        let number =
            |cell: &&str| cell.is_empty() || (!cell.contains('.') && plain_number(&cell.replace(',', ".")).is_some());
        if commas && cells.iter().all(number) {
            any = true;
            let dotted: Vec<String> = cells.iter().map(|cell| cell.replace(',', ".")).collect();
            let mut with_dots = RawColumn::described(&column.name, column.described.clone());
            dotted.iter().for_each(|cell| with_dots.push(cell));
            *column = with_dots;
        }
    }
    any
}
