//! What is published: numbers as they are written, tables as they are read back, a report and figures without a gap.

mod linted;
mod mutated;
mod numbers;
mod prose;
mod registry;
pub mod sample;
mod sentences;
mod unusual;
mod wording;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use arrow::array::{Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::DataType;
use barometer::error::Error;
use barometer::plan::{Bounds, CalibrationMethod, LonelyPsu, Plan, Trim};
use barometer::publish::chart::{ALT_LIMIT, theme};
use barometer::publish::number::Numbers;
use barometer::publish::suppression::masked;
use barometer::publish::{self, OutputFile, tables};
use barometer::survey::codebook::Language;
use barometer::survey::ids::Status;
use barometer::survey::results::{MarginRow, Results};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// The Markdown pages of the sample, before and after its tests, with their paths.
fn pages() -> Vec<(String, String)> {
    let all = [sample::results(), sample::tested()].into_iter().flat_map(|results| files(&results, &sample::plan()));
    let pages = all.filter(|file| file.path.extension().is_some_and(|extension| extension == "md"));
    pages.map(|file| (file.path.to_string_lossy().into_owned(), String::from_utf8(file.bytes).unwrap())).collect()
}

/// Every file of a run of the sample.
fn files(results: &Results, plan: &Plan) -> Vec<OutputFile> {
    let files =
        publish::write(&masked(results.clone()), plan, sample::confidential, &sample::provenance(), &|_| Ok(()))
            .unwrap();
    // With BAROMETER_SAMPLE=folder the sample is kept, to be looked at.
    if let Ok(folder) = std::env::var("BAROMETER_SAMPLE") {
        for file in &files {
            let path = Path::new(&folder).join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.bytes).unwrap();
        }
    }
    files
}

fn published() -> BTreeMap<String, Vec<u8>> {
    by_path(files(&sample::results(), &sample::plan()))
}

fn by_path(files: Vec<OutputFile>) -> BTreeMap<String, Vec<u8>> {
    files.into_iter().map(|file| (file.path.to_string_lossy().into_owned(), file.bytes)).collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

fn read(bytes: &[u8]) -> (BTreeMap<String, String>, RecordBatch) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::copy_from_slice(bytes)).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata().cloned().unwrap_or_default();
    let metadata = metadata.into_iter().map(|kv| (kv.key, kv.value.unwrap_or_default())).collect();
    let schema = reader.schema().clone();
    let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
    (metadata, arrow::compute::concat_batches(&schema, &batches).unwrap())
}

fn column<'a, T: 'static>(batch: &'a RecordBatch, name: &str) -> &'a T {
    batch.column_by_name(name).unwrap().as_any().downcast_ref().unwrap()
}

#[test]
fn files_come_in_path_order_and_twice_the_same() {
    let first = files(&sample::results(), &sample::plan());
    let paths: Vec<_> = first.iter().map(|file| &file.path).collect();
    assert!(paths.is_sorted());
    assert!(paths.windows(2).all(|pair| pair[0] != pair[1]), "a path comes twice");
    assert!(paths.iter().all(|path| path.is_relative()));
    assert_eq!(first, files(&sample::results(), &sample::plan()));
}

#[test]
fn every_table_is_there_in_both_formats() {
    let files = published();
    for table in ["estimates", "symmetry", "contrasts", "composites", "trends", "slopes", "margins", "weighting"] {
        for extension in ["parquet", "csv"] {
            assert!(files.contains_key(&format!("tables/{table}.{extension}")), "{table}.{extension}");
        }
    }
    assert!(files.contains_key("confidential/answers.parquet"));
    assert!(files.contains_key("confidential/respondents.parquet"));
}

#[test]
fn a_table_reads_back_with_its_types_its_descriptions_and_its_origin() {
    let files = published();
    let (metadata, batch) = read(&files["tables/symmetry.parquet"]);
    assert_eq!(metadata["run"], "essai");
    assert_eq!(metadata["seed"], "20190902");
    assert_eq!(metadata["software"], "barometer 0.1.0");
    assert!(metadata["inputs"].contains("fixtures/waves/2023.csv"));
    assert!(metadata["caution"].starts_with("Données synthétiques"), "the caution goes with the numbers");
    let schema = batch.schema();
    let described = tables::symmetry();
    assert_eq!(schema.fields().len(), described.columns.len());
    for (field, column) in schema.fields().iter().zip(&described.columns) {
        assert_eq!(field.name(), &column.name);
        assert_eq!(field.metadata()["description"], column.description);
        assert!(!column.description.is_empty());
    }
    let kind = |name: &str| schema.field_with_name(name).unwrap().data_type().clone();
    assert_eq!(kind("edition"), DataType::Utf8);
    assert_eq!(kind("field_start"), DataType::Date32);
    assert_eq!(kind("gap"), DataType::Float64);
    assert_eq!(kind("n_client"), DataType::Int64);
    let gap: &Float64Array = column(&batch, "gap");
    let expected = &sample::results().symmetry;
    assert_eq!(gap.len(), expected.len());
    assert_eq!(gap.value(0), expected[0].gap.unwrap(), "numbers are not rounded");
}

#[test]
fn the_microdata_leave_no_trace_of_the_run_and_have_a_column_a_margin_variable() {
    let files = published();
    let (metadata, batch) = read(&files["confidential/respondents.parquet"]);
    assert!(["run", "inputs", "caution"].iter().all(|key| !metadata.contains_key(*key)));
    let schema = batch.schema();
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let expected = [
        "edition",
        "field_start",
        "field_end",
        "respondent",
        "base_weight",
        "weight",
        "sexe",
        "age2",
        "employed",
        "manager",
    ];
    assert_eq!(names, expected);
    let age: &StringArray = column(&batch, "age2");
    assert!(age.is_null(0));
    let (_, answers) = read(&files["confidential/answers.parquet"]);
    let reason: &StringArray = column(&answers, "missing_reason");
    assert!(reason.is_null(0));
    assert_eq!(reason.value(1), "dont_know");
}

#[test]
fn rows_that_are_made_as_they_are_written_read_back_like_rows_that_are_kept() {
    let margins = sample::results().margins;
    let rows: Vec<_> = (0..20_000).map(|n| MarginRow { n, ..margins[n as usize % margins.len()].clone() }).collect();
    let kept = publish::parquet::bytes(&tables::margins(), &rows, None).unwrap();
    for persons in [vec![], vec![0], vec![1, 0, 8_191, 8_192, 3], vec![19_999]] {
        let mut rest = rows.iter().cloned();
        let mut some: Vec<Vec<_>> = persons.iter().map(|count| rest.by_ref().take(*count).collect()).collect();
        some.push(rest.collect());
        let streamed = publish::parquet::streamed(&tables::margins(), some.into_iter(), None).unwrap();
        assert_eq!(read(&streamed), read(&kept), "{persons:?}");
    }
    let nothing = publish::parquet::streamed(&tables::margins(), std::iter::empty::<Vec<_>>(), None).unwrap();
    assert_eq!(read(&nothing).1.num_rows(), 0);
}

#[test]
fn the_margins_stand_by_key_in_their_table_and_as_declared_in_the_report() {
    let mut results = sample::results();
    results.margins.reverse();
    let files = by_path(files(&results, &sample::plan()));
    let (_, batch) = read(&files["tables/margins.parquet"]);
    let [variables, categories]: [&StringArray; 2] = ["variable", "category"].map(|name| column(&batch, name));
    let keys: Vec<_> = variables.iter().zip(categories).collect();
    let in_one_edition = keys.len() / sample::plan().waves.len();
    assert!(keys.chunks(in_one_edition).all(|keys| keys.is_sorted() && keys.len() == 4), "{keys:?}");
    let report = text(&files, "report.md");
    assert!(report.find("| Hommes |").unwrap() < report.find("| Femmes |").unwrap());
}

#[test]
fn a_suppressed_row_keeps_its_keys_and_loses_every_number() {
    assert!(sample::results().symmetry.iter().any(|row| row.status == Status::Suppressed && row.gap.is_some()));
    for (path, bytes) in published() {
        if !path.starts_with("tables/") || !path.ends_with(".parquet") {
            continue;
        }
        let (_, batch) = read(&bytes);
        let Some(status) = batch.column_by_name("status") else { continue };
        let status: &StringArray = status.as_any().downcast_ref().unwrap();
        for row in (0..batch.num_rows()).filter(|row| status.value(*row) == "suppressed") {
            for (field, values) in batch.schema().fields().iter().zip(batch.columns()) {
                let number = matches!(field.data_type(), DataType::Float64 | DataType::Int64);
                assert_eq!(values.is_null(row), number || values.is_null(row), "{path}: {}", field.name());
                assert!(!number || values.is_null(row), "{path}: {} survives in row {row}", field.name());
                assert!(field.name() != "sector" || !values.is_null(row));
            }
        }
    }
}

#[test]
fn no_hidden_number_comes_out_in_a_text_or_a_figure() {
    // The suppressed sector of the sample has 22 employees; none of its levels may stand in its files.
    let files = published();
    let page = text(&files, "sectors/tourisme.md");
    assert!(page.contains("[masq]") && !page.contains("pts"), "{page}");
    let numbers = text(&files, "figures/F07.tourisme/F07.tourisme.csv");
    for line in numbers.lines().skip(1) {
        assert!(line.contains(",masq,") && line.contains("[masq]"), "{line}");
    }
    for line in text(&files, "figures/F02/F02.csv").lines().filter(|line| line.contains(",tourisme,")) {
        assert!(line.contains(",top2,,,,,,masq,"), "{line}");
    }
}

#[test]
fn a_csv_table_gives_the_floats_back() {
    let files = published();
    let csv = text(&files, "tables/estimates.csv");
    let mut lines = csv.lines();
    assert_eq!(
        lines.next().unwrap().split(',').take(4).collect::<Vec<_>>(),
        ["edition", "field_start", "field_end", "sector"]
    );
    let (_, batch) = read(&files["tables/estimates.parquet"]);
    let estimate: &Float64Array = column(&batch, "estimate");
    let n: &Int64Array = column(&batch, "n");
    for (row, line) in lines.enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[8].parse::<f64>().ok(), estimate.is_valid(row).then(|| estimate.value(row)));
        assert_eq!(cells[13].parse::<i64>().ok(), n.is_valid(row).then(|| n.value(row)));
        assert!(!cells[8].contains(' '));
    }
}

#[test]
fn a_number_that_is_not_finite_stops_the_run() {
    let mut results = sample::results();
    results.estimates[0].se = Some(f64::NAN);
    let error =
        publish::write(&masked(results), &sample::plan(), sample::confidential, &sample::provenance(), &|_| Ok(()))
            .unwrap_err();
    assert!(matches!(&error, Error::Internal(fault) if fault.contains("estimates.se")), "{error}");
}

#[test]
fn a_gap_that_no_reader_can_find_again_stops_the_run() {
    let mut results = sample::results();
    let row = results
        .symmetry
        .iter_mut()
        .rfind(|row| row.sector.as_str() == "banque" && &*row.subject.id == "ecoute")
        .unwrap();
    row.gap = row.gap.map(|gap| gap + 3.0);
    let error =
        publish::write(&masked(results), &sample::plan(), sample::confidential, &sample::provenance(), &|_| Ok(()))
            .unwrap_err();
    assert!(matches!(error, Error::Internal(_)), "{error}");
}

#[test]
fn no_page_has_a_plain_space_where_french_wants_a_no_break_one() {
    for (path, page) in pages() {
        assert_eq!(publish::typography::plain_spaces(&page), [], "{path}");
        assert!(!page.contains(" %") && !page.contains("none") && !page.contains("undefined"), "{path}");
    }
}

#[test]
fn every_cell_of_the_matrix_has_a_value_or_a_mark() {
    let files = published();
    let plan = sample::plan();
    let report = text(&files, "report.md");
    let edition = &plan.registry.editions["2023"];
    let section = report.split("\n## 3. ").nth(1).unwrap().split("\n## 4. ").next().unwrap();
    for sector in &edition.sectors {
        let name = &plan.codebook.sectors[sector].name.fr;
        let rows: Vec<&str> = section.lines().filter(|line| line.starts_with(&format!("| {name} |"))).collect();
        assert_eq!(rows.len(), 2, "{name}: gaps and levels");
        for row in rows {
            let cells: Vec<&str> = row.trim_matches('|').split('|').skip(1).map(str::trim).collect();
            assert_eq!(cells.len(), edition.instrument.dimensions.len(), "{row}");
            assert!(cells.iter().all(|cell| !cell.is_empty()), "{row}");
        }
    }
    for dimension in &edition.instrument.dimensions {
        assert!(section.contains(&plan.codebook.dimensions[dimension].name.fr));
    }
    assert!(!report.contains("jamais mesuré"), "a sector outside the edition has no row");
}

#[test]
fn every_line_of_a_table_has_as_many_cells_as_its_header() {
    for (path, page) in pages() {
        let mut columns = None;
        for line in page.lines() {
            if !line.starts_with('|') {
                columns = None;
                continue;
            }
            let cells = line.replace("\\|", "").matches('|').count();
            assert_eq!(*columns.get_or_insert(cells), cells, "{path}: {line}");
        }
    }
}

#[test]
fn a_table_that_uses_a_mark_is_followed_by_its_legend() {
    for (path, page) in pages() {
        let sections: Vec<&str> = page.split("\n#").collect();
        for section in sections {
            for mark in ["[bf]", "[masq]", "[so]", "[nd]", "[rupt]", "[ns]", "[a]"] {
                let used = section.lines().any(|line| line.starts_with('|') && line.contains(mark));
                let explained = section.lines().any(|line| !line.starts_with('|') && line.contains(mark));
                assert!(!used || explained, "{path}: {mark} in {}", section.lines().next().unwrap());
            }
        }
    }
}

#[test]
fn every_figure_has_its_picture_its_numbers_and_its_words() {
    let files = published();
    let ids: Vec<&str> = files
        .keys()
        .filter_map(|path| Some(path.strip_prefix("figures/")?.split_once('/')?.0))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    for id in ["F02", "F03", "F04", "F05", "F06", "F07.banque", "F07.tourisme", "F08", "F09", "F09.dimensions"] {
        assert!(ids.contains(&id), "{id}");
    }
    for id in ids {
        let svg = text(&files, &format!("figures/{id}/{id}.svg"));
        let words: serde_json::Value = serde_json::from_slice(&files[&format!("figures/{id}/{id}.json")]).unwrap();
        let alt = words["alt"].as_str().unwrap();
        assert!((1..=ALT_LIMIT).contains(&alt.chars().count()), "{id}: {alt}");
        assert!(
            svg.contains(r#"role="img""#) && svg.contains("<title") && svg.contains("<desc") && svg.contains("viewBox")
        );
        assert!(svg.contains("<text") && !svg.contains("NaN") && !svg.contains("inf"), "{id}");
        assert!(!svg.contains(" %") && !svg.contains("-0<"), "{id}");
        for key in ["title", "subtitle", "caption", "source"] {
            assert!(!words[key].as_str().unwrap().is_empty(), "{id}: {key}");
        }
        assert!(words["source"].as_str().unwrap().contains("synthétiques"), "{id}");
        let csv = text(&files, &format!("figures/{id}/{id}.csv"));
        assert!(
            csv.lines().count() > 1 && csv.starts_with("edition,field_start,field_end,sector_id,sector_fr,"),
            "{id}"
        );
    }
}

#[test]
fn nothing_is_drawn_outside_a_figure() {
    for (path, bytes) in published().into_iter().filter(|(path, _)| path.ends_with(".svg")) {
        let svg = String::from_utf8(bytes).unwrap();
        let attribute = |line: &str, name: &str| -> Option<f64> {
            line.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok()
        };
        let size = svg.lines().next().unwrap();
        let (width, height) = (attribute(size, "width").unwrap(), attribute(size, "height").unwrap());
        assert_eq!(width, theme::WIDTH);
        for line in svg.lines() {
            for (name, most) in
                [("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height), ("y1", height)]
            {
                let value = attribute(line, name).unwrap_or(0.0);
                assert!((0.0..=most).contains(&value), "{path}: {line}");
            }
        }
    }
}

#[test]
fn classes_and_tests_are_used_once_they_are_there() {
    let files = by_path(files(&sample::tested(), &sample::plan()));
    let page = text(&files, "sectors/banque.md");
    assert!(page.contains("| Lecture |") && page.contains("asymétrie forte, clients moins favorables"), "{page}");
    assert!(page.contains("Indice de symétrie") && page.contains("±\u{202f}31"), "{page}");
    assert!(!page.contains("avant prise en compte du nombre de comparaisons"), "{page}");
    let report = text(&files, "report.md");
    assert!(report.contains("[ns]") && report.contains("▲"), "{report}");
}

#[test]
fn the_range_of_three_groups_is_printed_with_its_floor_and_without_a_promise() {
    let report = text(&published(), "report.md");
    let section =
        report.split("\n### Clients, collaborateurs et managers").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = sample::results().ranges;
    let national = rows.iter().filter(|row| row.edition.edition.as_str() == "2023" && row.sector.is_all());
    let table: Vec<&str> =
        section.lines().skip_while(|l| !l.starts_with('|')).take_while(|l| l.starts_with('|')).collect();
    let lines = &table[2..];
    // One line a subject below the header, dimensions and pairs in one table.
    assert_eq!(lines.len(), national.clone().count());
    let row = national.clone().find(|row| &*row.subject.id == "confiance").unwrap();
    let line = lines.iter().find(|line| line.starts_with("| Confiance |")).unwrap();
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    let printed = |value: Option<f64>| Numbers::new(Language::French).decimal(value.unwrap(), 0);
    assert_eq!(cells[1..4], [printed(row.client), printed(row.non_manager), printed(row.manager)]);
    assert!(cells[4].starts_with(&printed(row.range)) && cells[6] == "3\u{202f}pts", "{line}");
    assert!(cells[5].starts_with(&format!("[{}", printed(row.range_low))), "{line}");
    assert_eq!(cells[7], printed(row.symmetry));
    assert!(section.contains("ne garantit aucun taux de couverture"));
    // The sectors: hidden ones keep their line, and no number of theirs comes out.
    let of_sectors: Vec<&str> = section.split("S₃ par secteur").nth(1).unwrap().lines().collect();
    let sectors = &sample::plan().registry.editions["2023"].sectors;
    assert_eq!(of_sectors.iter().filter(|line| line.starts_with('|')).count(), 2 + sectors.len(), "{section}");
    let hidden: Vec<&&str> = of_sectors.iter().filter(|line| line.contains("[masq] |")).collect();
    let marked = |line: &str| line.trim_matches('|').split('|').skip(1).all(|cell| cell.trim() == "[masq]");
    assert!(hidden.len() == 3 && hidden.iter().all(|line| marked(line)), "{section}");
    assert!(section.contains("| Banque |"), "{section}");
}

#[test]
fn no_sector_with_enough_managers_is_said_in_words() {
    let mut results = sample::results();
    results.ranges.iter_mut().filter(|row| !row.sector.is_all()).for_each(|row| row.status = Status::Suppressed);
    let report = text(&by_path(files(&results, &sample::plan())), "report.md");
    assert!(report.contains("Par secteur, aucune étendue n’est publiable"), "{report}");
    assert!(!report.contains("S₃ par secteur"));
}

#[test]
fn the_size_of_the_gaps_is_printed_with_its_floor_and_without_a_promise() {
    let report = text(&by_path(files(&sample::tested(), &sample::plan())), "report.md");
    let section = report.split("\n### Taille moyenne des écarts").nth(1).unwrap().split("\n## ").next().unwrap();
    let line = section.lines().find(|line| line.starts_with("| **Ensemble des répondants** |")).unwrap();
    let pts = |n: &str| format!("{n}\u{202f}pts");
    for cell in [pts("11"), "[9\u{202f};\u{a0}14]".to_owned(), pts("5"), pts("10"), "[8\u{202f};\u{a0}12]".to_owned()] {
        assert!(line.contains(&format!("| {cell} |")), "{cell} in {line}");
    }
    assert!(section.contains("ne garantissent aucun taux de couverture"));
    let hidden = section.lines().find(|line| line.contains("Tourisme")).unwrap();
    assert!(hidden.contains("[masq]") && !hidden.contains("pts"), "{hidden}");
}

#[test]
fn the_weighting_is_described_as_the_plan_has_it() {
    let section = |plan: &Plan| {
        let report = text(&by_path(files(&sample::results(), plan)), "report.md");
        report.split("\n### Redressement de chaque édition").nth(1).unwrap().split("\n## ").next().unwrap().to_owned()
    };
    let mut plan = sample::plan();
    let raking = section(&plan);
    assert!(raking.contains("raking ratio") && raking.contains("n’est pas borné") && raking.contains("écrêté"));
    assert!(raking.contains("| 2023 | 1\u{202f}000 | 3 |") && raking.contains("| 2016 | 0 (sans objet) | 0 |"));
    plan.calibrate.method = CalibrationMethod::Logit;
    plan.calibrate.bounds = Some(Bounds { lower: 0.4, upper: 2.25 });
    plan.codebook.layout.stratum = Some("strate".to_owned());
    plan.calibrate.lonely_psu = LonelyPsu::Average;
    let logit = section(&plan);
    assert!(logit.contains("logistique") && logit.contains("de 0,4 à 2,25"), "{logit}");
    assert!(logit.contains("dans la strate") && logit.contains("contribution moyenne des autres strates"), "{logit}");
    plan.calibrate.method = CalibrationMethod::Raking;
    plan.calibrate.bounds = None;
    plan.calibrate.trim = Some(Trim { cap: 3.5, max_rounds: 40, max_misfit: 0.001 });
    let trimmed = section(&plan);
    assert!(trimmed.contains("3,5 fois le poids moyen") && trimmed.contains("40 fois au plus"), "{trimmed}");
    assert!(trimmed.contains("0,10\u{202f}%"), "{trimmed}");
    for (method, word) in [
        (CalibrationMethod::Linear, "est linéaire"),
        (CalibrationMethod::TruncatedLinear, "linéaire tronqué"),
        (CalibrationMethod::BoundedRaking, "raking ratio borné"),
    ] {
        plan.calibrate.trim = None;
        plan.calibrate.method = method;
        plan.calibrate.bounds = method.is_bounded().then_some(Bounds { lower: 0.5, upper: 2.0 });
        let text = section(&plan);
        assert!(text.contains(word) && text.contains("de 0,5 à 2") == method.is_bounded(), "{text}");
    }
}

#[test]
fn an_unknown_name_in_a_template_is_located() {
    let folder = tempfile::tempdir().unwrap();
    let plan = sample::plan();
    for entry in fs::read_dir(&plan.templates).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let broken = folder.path().join("source.fr.md.j2");
    fs::write(&broken, "Source : {{ title }}\n{{ titre }}\n").unwrap();
    let plan = Plan { templates: folder.path().to_owned(), ..plan };
    let error =
        publish::write(&masked(sample::results()), &plan, sample::confidential, &sample::provenance(), &|_| Ok(()))
            .unwrap_err();
    let finding = &error.findings()[0];
    assert_eq!(error.exit_code(), 2);
    assert_eq!(finding.place.to_string(), format!("{}:2", broken.display()));
}

#[test]
fn a_language_without_templates_is_refused() {
    let mut plan = sample::plan();
    plan.templates = tempfile::tempdir().unwrap().path().to_owned();
    fs::create_dir_all(&plan.templates).unwrap();
    plan.publish.language = Language::English;
    let error =
        publish::write(&masked(sample::results()), &plan, sample::confidential, &sample::provenance(), &|_| Ok(()))
            .unwrap_err();
    assert_eq!(error.exit_code(), 2);
    assert!(error.findings()[0].problem.to_string().contains("`en`"));
    fs::remove_dir_all(&plan.templates).unwrap();
}

/// The Markdown pages of results, by path.
pub fn pages_of(results: &Results, plan: &Plan) -> std::collections::BTreeMap<String, String> {
    prose::render(results, plan)
}
