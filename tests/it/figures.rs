//! The figures as files: complete folders, pictures where nothing overlaps or is cut, the same bytes twice, workbooks and CSV
//! that hold numbers as numbers and run nothing.

mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::OnceLock;

use barometer::plan::Plan;
use barometer::publish::chart::{ALT_LIMIT, font, theme};
use barometer::publish::suppression::masked;
use barometer::publish::{self, csv, png as picture, xlsx};
use barometer::survey::codebook::{Language, Text};
use barometer::survey::ids::{EditionId, Measure, Population, Status};
use barometer::survey::registry::Break;
use barometer::survey::results::{CompositeRow, Results, TrendRow};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use resvg::usvg::{self, roxmltree};

use crate::national::national;
use crate::publication::sample;

/// Files below the output folder, by path.
type Files = BTreeMap<String, Vec<u8>>;

fn write(results: &Results, plan: &Plan) -> Files {
    let mut files =
        publish::write(&masked(results.clone()), plan, sample::confidential, &sample::provenance(), &|_| Ok(()))
            .unwrap();
    files.extend(publish::pictures(&files, &|_| Ok(())).unwrap());
    files.into_iter().map(|file| (file.path.to_string_lossy().into_owned(), file.bytes)).collect()
}

/// The sample once it is tested, and the national run.
fn outputs() -> &'static [(&'static str, Files); 2] {
    static OUTPUTS: OnceLock<[(&str, Files); 2]> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        let n = national();
        [("sample", write(&sample::tested(), &sample::plan())), ("national", write(&n.results, &n.plan))]
    })
}

/// Ids of the figures of an output.
fn ids(files: &Files) -> BTreeSet<String> {
    files.keys().filter_map(|path| Some(path.strip_prefix("figures/")?.split_once('/')?.0.to_owned())).collect()
}

fn file<'f>(files: &'f Files, id: &str, end: &str) -> &'f [u8] {
    let path = format!("figures/{id}/{id}{end}");
    files.get(&path).unwrap_or_else(|| panic!("{path} is missing"))
}

fn text<'f>(files: &'f Files, id: &str, end: &str) -> &'f str {
    std::str::from_utf8(file(files, id, end)).unwrap()
}

fn words(files: &Files, id: &str) -> serde_json::Value {
    serde_json::from_slice(file(files, id, ".json")).unwrap()
}

/// The sample in English.
fn english() -> Files {
    let mut plan = sample::plan();
    plan.publish.language = Language::English;
    write(&sample::tested(), &plan)
}

/// Every figure of both outputs: whose, which, all files.
fn every() -> impl Iterator<Item = (String, String, &'static Files)> {
    outputs().iter().flat_map(|(name, files)| ids(files).into_iter().map(move |id| (format!("{name} {id}"), id, files)))
}

/// Records of a CSV, header first.
fn records(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The columns of a CSV by name.
fn columns(bytes: &[u8], delimiter: u8) -> BTreeMap<String, Vec<String>> {
    let records = records(bytes, delimiter);
    let column = |position: usize| records[1..].iter().map(|record| record[position].clone()).collect();
    records[0].iter().enumerate().map(|(position, name)| (name.clone(), column(position))).collect()
}

/// A figure with a number says on how many persons it rests.
#[test]
fn every_figure_with_a_number_has_a_base() {
    for (name, files) in outputs() {
        for id in ids(files) {
            let shows = columns(file(files, &id, ".csv"), b',')["estimate"].iter().any(|cell| !cell.is_empty());
            let base = words(files, &id)["base"].as_array().unwrap().len();
            assert_eq!(base > 0, shows, "{name} {id}");
        }
    }
}

#[test]
fn every_figure_of_the_list_is_drawn() {
    let ids = ids(&outputs()[1].1);
    for id in ["F01", "F02", "F03", "F04", "F05", "F06", "F08", "F09", "F09.composites", "F09.dimensions", "F10"] {
        assert!(ids.contains(id), "{id}");
    }
    for sector in &national().plan.registry.editions["2023"].sectors {
        assert!(ids.contains(&format!("F07.{sector}")), "{sector}");
    }
}

/// Every edition that the data of a figure hold is in its source line, and no other.
#[test]
fn the_source_line_names_the_editions_that_are_drawn() {
    for (name, id, files) in every() {
        let drawn: BTreeSet<String> = columns(file(files, &id, ".csv"), b',')["edition"].iter().cloned().collect();
        let said = words(files, &id)["source"].as_str().unwrap().to_owned();
        // A year is in the days of the field, too: what is named stands before them.
        let named = &said[said.find("dition").unwrap()..];
        let end = [" (", ", terrain", ", fieldwork"].iter().filter_map(|end| named.find(end)).min().unwrap();
        let named = &named[..end];
        for edition in national().plan.registry.editions.keys() {
            assert_eq!(named.contains(edition.as_str()), drawn.contains(edition.as_str()), "{name}: {said}");
        }
    }
}

#[test]
fn every_folder_is_complete() {
    for (name, id, files) in every() {
        let folder: BTreeSet<&str> =
            files.keys().filter_map(|path| path.strip_prefix(&format!("figures/{id}/{id}"))).collect();
        let expected = ["-excel-fr.csv", ".csv", ".json", ".png", ".svg", ".xlsx"];
        assert_eq!(folder, BTreeSet::from(expected), "{name}");
        let words = words(files, &id);
        for key in ["id", "title", "subtitle", "caption", "alt", "source", "citation", "measure", "software_version"] {
            assert!(!words[key].as_str().unwrap().is_empty(), "{name}: {key}");
        }
        assert_eq!(words["id"], id);
        assert_eq!(words["delta_points"], 5.0);
        assert!(words["box"].as_array().unwrap().iter().any(|measure| measure == "top2"), "{name}");
        assert!(!words["notes"].as_array().unwrap().is_empty(), "{name}");
        let questions = words["questions"].as_array().unwrap();
        assert!(questions.iter().any(|question| question["employee"].is_string()), "{name}");
        let numbers = columns(file(files, &id, ".csv"), b',');
        if numbers["estimate"].iter().any(|number| !number.is_empty()) && id != "F03" {
            assert!(words["base"][0]["n_max"].as_i64().unwrap() >= 30, "{name}");
        }
    }
    let breaks = words(&outputs()[1].1, "F09")["breaks"].clone();
    assert_eq!(breaks[0]["edition"], "2019");
}

#[test]
fn the_data_of_a_figure_have_the_columns_that_are_promised() {
    for (name, id, files) in every() {
        let columns = columns(file(files, &id, ".csv"), b',');
        for column in [
            "edition",
            "field_start",
            "field_end",
            "sector_id",
            "sector_fr",
            "dimension_id",
            "dimension_fr",
            "population",
            "box",
            "estimate",
            "ci_low",
            "ci_high",
            "n",
            "n_eff",
            "flag",
            "class",
            "displayed_fr",
        ] {
            assert!(columns.contains_key(column), "{name}: {column}");
        }
        for (row, flag) in columns["flag"].iter().enumerate() {
            let hidden = flag.split(' ').any(|flag| ["masq", "nd", "so"].contains(&flag));
            for column in ["estimate", "ci_low", "ci_high", "n", "n_eff"] {
                assert!(!hidden || columns[column][row].is_empty(), "{name}: {column} of a hidden row");
            }
            assert_eq!(columns["estimate"][row].is_empty(), hidden, "{name}: row {row}, {flag}");
            assert!(!columns["displayed_fr"][row].is_empty(), "{name}: row {row}");
        }
    }
}

/// What a figure over the editions is drawn with: segments by colour, dashed rules (that of the legend included), hatched
/// areas, and the discs of differences.
struct Drawn {
    segments: BTreeMap<String, usize>,
    rules: usize,
    hatched: usize,
    discs: Vec<[f64; 2]>,
}

fn drawn(svg: &str) -> Drawn {
    let document = roxmltree::Document::parse(svg).unwrap();
    let mut drawn = Drawn { segments: BTreeMap::new(), rules: 0, hatched: 0, discs: Vec::new() };
    for node in document.descendants() {
        let at = |name: &str| node.attribute(name).map(|value| value.parse::<f64>().unwrap());
        let is = |name: &str, value: &str| node.attribute(name) == Some(value);
        match node.tag_name().name() {
            "line" if node.has_attribute("stroke-dasharray") => drawn.rules += 1,
            "line" if is("stroke-width", "2") && at("x1") != at("x2") => {
                *drawn.segments.entry(node.attribute("stroke").unwrap().to_owned()).or_default() += 1;
            }
            "path" if is("fill", theme::HATCH) => drawn.hatched += 1,
            "circle" if is("fill", theme::Group::Difference.mark()) => {
                drawn.discs.push([at("cx").unwrap(), at("cy").unwrap()]);
            }
            _ => {}
        }
    }
    drawn
}

/// The means of all respondents over the dimensions that comparable editions share, in field order.
fn cores(results: &mut Results) -> Vec<&mut CompositeRow> {
    let rows = results.composites.iter_mut().filter(|row| row.sector.is_all() && row.measure == Measure::Top2);
    rows.filter(|row| row.composite == "common_core" && row.pairs == "all").collect()
}

#[test]
fn the_means_over_the_editions_are_those_of_their_table_and_stand_on_their_dates() {
    let (n, files) = (national(), &outputs()[1].1);
    let mut results = n.results.clone();
    let rows = cores(&mut results);
    let columns = columns(file(files, "F09.composites", ".csv"), b',');
    let number = |edition: &str, population: &str, column: &str| {
        let row = (0..columns["edition"].len())
            .find(|row| columns["edition"][*row] == edition && columns["population"][*row] == population);
        columns[column][row.unwrap()].parse::<f64>().ok()
    };
    let editions: Vec<&str> = rows.iter().map(|row| row.edition.edition.as_str()).collect();
    assert_eq!(editions, ["2019", "2021", "2022", "2023"]);
    for row in &rows {
        let edition = row.edition.edition.as_str();
        for (population, value) in [("mean_gap", row.mean_gap), ("floor", row.floor), ("noise_floor", row.noise_floor)]
        {
            assert!(value.is_some());
            assert_eq!(number(edition, population, "estimate"), value, "{edition} {population}");
        }
        assert_eq!(number(edition, "mean_gap", "ci_low"), row.ci_low);
        assert_eq!(number(edition, "mean_gap", "ci_high"), row.ci_high);
        let [client, employee] =
            ["mean_client", "mean_employee"].map(|side| number(edition, side, "estimate").unwrap());
        assert!((employee - client - row.mean_gap.unwrap()).abs() < 1e-9, "{edition}");
        assert_eq!(client.min(employee), row.floor.unwrap(), "{edition}");
    }
    let drawn = drawn(text(files, "F09.composites", ".svg"));
    assert_eq!((drawn.discs.len(), drawn.rules, drawn.hatched), (8, 0, 0));
    assert_eq!(drawn.segments, BTreeMap::from([(theme::Group::Difference.mark().to_owned(), 6)]));
    // In both panels a disc stands as high as its figure and as far right as its date, on one scale.
    let middle = |row: &CompositeRow| {
        let [start, end] = [row.edition.field_start, row.edition.field_end];
        (start + (end - start) / 2 - rows[0].edition.field_start).num_days() as f64
    };
    let slope = |discs: &[[f64; 2]], values: &[f64]| (discs[1][1] - discs[3][1]) / (values[1] - values[3]);
    let gaps: Vec<f64> = rows.iter().map(|row| row.mean_gap.unwrap()).collect();
    let scale = slope(&drawn.discs[..4], &gaps);
    assert!(scale < 0.0);
    for (discs, values) in
        [(&drawn.discs[..4], gaps), (&drawn.discs[4..], rows.iter().map(|row| row.floor.unwrap()).collect())]
    {
        let days: Vec<f64> = rows.iter().map(|row| middle(row)).collect();
        for at in 1..4 {
            let height = (values[at] - values[0]) * scale;
            assert!((discs[at][1] - discs[0][1] - height).abs() < 0.2, "{:?} {values:?}", discs);
            let across = (days[at] - days[0]) / (days[3] - days[0]) * (discs[3][0] - discs[0][0]);
            assert!((discs[at][0] - discs[0][0] - across).abs() < 0.2, "{:?} {days:?}", discs);
        }
    }
}

/// The break of the registry, though the edition that begins after it is not in the run.
#[test]
fn a_break_is_named_by_its_own_edition() {
    let n = national();
    let (mut plan, mut results) = (n.plan.clone(), n.results.clone());
    let here = |edition: &EditionId| edition.as_str() != "2019";
    plan.waves.retain(|wave| here(&wave.edition));
    results.estimates.retain(|row| here(&row.edition.edition));
    results.composites.retain(|row| here(&row.edition.edition));
    results.trends.retain(|row| here(&row.edition_from.edition) && here(&row.edition_to.edition));
    let files = write(&results, &plan);
    let said = words(&files, "F09");
    assert_eq!(said["breaks"].as_array().unwrap().len(), 1);
    assert_eq!(said["breaks"][0]["edition"], "2019");
    assert!(said["alt"].as_str().unwrap().contains("avant l’édition\u{a0}2019"), "{}", said["alt"]);
}

/// What F05 prints under a name is in its data: the rank interval of the gap.
#[test]
fn the_ranks_of_the_asymmetries_are_in_their_data() {
    for (name, files) in outputs() {
        let data = columns(file(files, "F05", ".csv"), b',');
        let displayed = data.iter().find(|(name, _)| name.starts_with("displayed_")).unwrap().1;
        let ranks = data["population"].iter().zip(displayed).filter(|(population, _)| *population == "rank");
        for (_, rank) in ranks.clone() {
            assert!(text(files, "F05", ".svg").contains(&format!("rang\u{a0}{rank}")), "{name} {rank}");
        }
        assert!(ranks.count() > 5, "{name}");
    }
}

#[test]
fn a_hidden_edition_keeps_its_place_and_only_a_break_has_a_rule() {
    let n = national();
    let (mut plan, mut results) = (n.plan.clone(), n.results.clone());
    plan.registry.breaks.push(Break {
        before: EditionId::from("2023"),
        items: None,
        sectors: None,
        reason: Text { fr: "Une autre\néchelle.".to_owned(), en: "Another scale.".to_owned() },
    });
    cores(&mut results)[1].status = Status::Suppressed;
    let declared = plan.codebook.contrasts.overestimation[0].clone();
    for row in &mut results.estimates {
        let item = [&declared.real, &declared.estimate].into_iter().any(|item| item.as_str() == &*row.subject.id);
        if item && row.edition.edition.as_str() == "2021" && row.sector.is_all() {
            row.status = Status::Suppressed;
        }
    }
    let files = write(&results, &plan);
    // 2019, 2021 hidden, 2022, and 2023 after a break: no two are joined. One rule a panel and one in the legend.
    let means = drawn(text(&files, "F09.composites", ".svg"));
    assert_eq!((means.discs.len(), means.rules, means.segments.len()), (6, 3, 0));
    assert_eq!(means.hatched, 3, "one strip a panel and one in the legend");
    let said = words(&files, "F09.composites");
    assert!(said["alt"].as_str().unwrap().contains("Masqué\u{a0}: édition\u{a0}2021."), "{}", said["alt"]);
    assert_eq!(said["breaks"], serde_json::json!([{ "edition": "2023", "reason": "Une autre échelle.", "of": null }]));
    assert!(
        said["title"].as_str().unwrap().contains("édition\u{a0}2023") && !said["title"].to_string().contains("depuis")
    );
    let flags = columns(file(&files, "F09.composites", ".csv"), b',');
    let masked = flags["edition"].iter().zip(&flags["flag"]).filter(|(_, flag)| *flag == "masq");
    assert!(masked.clone().count() == 5 && masked.into_iter().all(|(edition, _)| edition == "2021"));
    // Satisfaction: 2014–2016, a break, 2019, 2021 hidden, 2022–2023 (its changes were computed without the new break).
    let satisfaction = drawn(text(&files, "F09", ".svg"));
    assert_eq!(satisfaction.rules, 2, "the break before 2019, and the legend");
    assert_eq!(satisfaction.segments.values().copied().collect::<Vec<_>>(), [2, 2]);
    assert_eq!(satisfaction.hatched, 2, "the strip of 2021, and the legend");
    for id in ["F09", "F09.composites", "F09.dimensions"] {
        assert_eq!(collisions(text(&files, id, ".svg")), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn several_breaks_are_told_in_the_plural() {
    let n = national();
    let mut plan = n.plan.clone();
    let said = |plan: &Plan| words(&write(&n.results, plan), "F09.composites")["alt"].as_str().unwrap().to_owned();
    for edition in ["2022", "2023"] {
        plan.registry.breaks.push(Break {
            before: EditionId::from(edition),
            items: None,
            sectors: None,
            reason: Text { fr: "Un autre panel".to_owned(), en: "Another panel".to_owned() },
        });
        // A reason without its full stop does not run into the next one.
        let report = String::from_utf8(write(&n.results, &plan)["report.md"].clone()).unwrap();
        assert!(report.contains(&format!("avant l’édition\u{a0}{edition}\u{a0}: un autre panel.")), "{report}");
        let breaks =
            ["Rupture de série avant l’édition\u{a0}2022.", "Ruptures de série avant les éditions 2022 et 2023."];
        let told = breaks[plan.registry.breaks.len() - 2];
        assert!(said(&plan).contains(told), "{}", said(&plan));
    }
    plan.publish.language = Language::English;
    assert!(said(&plan).contains("Breaks in the series before editions 2022 and 2023."), "{}", said(&plan));
}

#[test]
fn a_dimension_that_loses_a_question_is_not_joined_with_the_level_it_had() {
    let n = national();
    let (mut plan, mut results) = (n.plan.clone(), n.results.clone());
    let asked = &mut plan.registry.editions["2023"].instrument;
    for items in [&mut asked.client, &mut asked.employee] {
        items.retain(|item| item.as_str() != "equite");
    }
    let reason = plan.trend_reasons().common_items;
    let latest = |row: &&mut TrendRow| &*row.subject.id == "valeurs" && row.edition_to.edition.as_str() == "2023";
    results.trends.iter_mut().filter(latest).for_each(|row| row.reason = Some(reason.clone()));
    let files = write(&results, &plan);
    let segments = |files: &Files| drawn(text(files, "F09.dimensions", ".svg")).segments.into_values().sum::<usize>();
    assert_eq!(segments(&files) + 2, segments(&outputs()[1].1), "clients and employees");
    let notes = words(&files, "F09.dimensions")["notes"].to_string();
    assert!(notes.contains("Sans segment avant l’édition\u{a0}2023") && notes.contains("\u{a0}: valeurs."), "{notes}");
    let report = String::from_utf8(files["report.md"].clone()).unwrap();
    let changes = report.split("\n## 10. ").nth(1).unwrap().split("\n## 11. ").next().unwrap();
    let condition = "\n- Recalculé sur les questions communes aux deux éditions\u{a0}: valeurs.\n";
    assert!(changes.contains(condition), "{changes}");
    let definition = report.lines().find(|line| line.starts_with("- **Valeurs**")).unwrap();
    assert!(definition.ends_with("Questions\u{a0}: valeurs tenues."), "{definition}");
    // The means leave the dimension out, and so does the list of their questions.
    let dimensions = |id: &str| -> BTreeSet<String> {
        let questions = words(&files, id)["questions"].as_array().unwrap().clone();
        questions.iter().map(|question| question["dimension"].as_str().unwrap().to_owned()).collect()
    };
    let missing: Vec<String> =
        dimensions("F09.dimensions").difference(&dimensions("F09.composites")).cloned().collect();
    assert_eq!(missing, ["rse", "valeurs"]);
}

#[test]
fn no_number_of_a_series_is_struck_through_by_another() {
    let n = national();
    let mut results = n.results.clone();
    let declared = &n.plan.codebook.contrasts.overestimation[0];
    for (item, half) in [(&declared.real, 1.5), (&declared.estimate, 6.0)] {
        let rows = results.estimates.iter_mut().filter(|row| row.sector.is_all() && *row.subject.id == *item.as_str());
        for row in rows.filter(|row| row.measure == Measure::Top2 && row.population != Population::Manager) {
            // The same level on both sides, one interval within the other.
            (row.estimate, row.ci_low, row.ci_high) = (Some(56.0), Some(56.0 - half), Some(56.0 + half));
        }
    }
    let files = write(&results, &n.plan);
    let svg = text(&files, "F09", ".svg");
    assert_eq!(struck(svg), Vec::<String>::new());
    assert_eq!(collisions(svg), Vec::<String>::new());
    for id in ["F09", "F09.composites"] {
        assert_eq!(struck(text(&outputs()[1].1, id, ".svg")), Vec::<String>::new(), "{id}");
    }
}

/// The texts that a whisker runs through.
fn struck(svg: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let whiskers = document.descendants().filter(|node| node.attribute("stroke-width") == Some("1.8"));
    let at = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
    let whiskers: Vec<[f64; 3]> = whiskers
        .filter(|node| node.attribute("x1") == node.attribute("x2"))
        .map(|node| [at(&node, "x1"), at(&node, "y1").min(at(&node, "y2")), at(&node, "y1").max(at(&node, "y2"))])
        .collect();
    assert!(whiskers.len() >= 4);
    let through = |label: &Label| {
        let [[left, top], _, [right, bottom], _] = label.corners;
        // A digit has neither accent nor descender: its ink is lower than its line.
        whiskers.iter().any(|[x, from, to]| left < *x && *x < right && *from < bottom - 2.0 && *to > top + 2.0)
    };
    labels(svg).into_iter().filter(through).map(|label| label.text).collect()
}

#[test]
fn editions_soon_after_one_another_are_told_apart() {
    let n = national();
    let mut plan = n.plan.clone();
    for (edition, day) in [("2019", (2019, 9, 2)), ("2021", (2019, 10, 7)), ("2022", (2019, 11, 18))] {
        let edition = &mut plan.registry.editions[edition];
        edition.field_start = chrono::NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        edition.field_end = edition.field_start + chrono::Days::new(8);
    }
    let files = write(&n.results, &plan);
    for id in ["F09", "F09.composites", "F09.dimensions"] {
        assert_eq!(collisions(text(&files, id, ".svg")), Vec::<String>::new(), "{id}");
    }
    for (id, panels) in [("F09", 1), ("F09.composites", 2)] {
        let svg = text(&files, id, ".svg");
        for edition in ["2019", "2021", "2022", "2023"] {
            assert_eq!(svg.matches(&format!(">{edition}</text>")).count(), panels, "{id} {edition}");
        }
    }
}

/// Numbers of a text, signed: `−3`, `+18`, `46`, `0,5`.
fn numbers(text: &str) -> Vec<(String, usize)> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut open = false;
    for (position, (at, character)) in characters.iter().enumerate() {
        let after = characters.get(position + 1).map(|(_, c)| *c);
        let decimal = open && *character == ',' && after.is_some_and(|c| c.is_ascii_digit());
        let sign = ['+', '−'].contains(character) && after.is_some_and(|c| c.is_ascii_digit());
        let thousand = open && *character == '\u{202f}' && after.is_some_and(|c| c.is_ascii_digit());
        if character.is_ascii_digit() || decimal || sign || thousand {
            if !open {
                found.push((String::new(), *at));
            }
            found.last_mut().unwrap().0.push(*character);
            found.last_mut().unwrap().1 = at + character.len_utf8();
            open = true;
        } else {
            open = false;
        }
    }
    found
}

#[test]
fn a_text_alternative_is_short_and_says_only_displayed_numbers() {
    let mut checked = 0;
    for (name, id, files) in every() {
        let words = words(files, &id);
        let alt = words["alt"].as_str().unwrap();
        assert!((40..=ALT_LIMIT).contains(&alt.chars().count()), "{name}: {alt}");
        let displayed = columns(file(files, &id, ".csv"), b',')["displayed_fr"].clone();
        let displayed: BTreeSet<String> =
            displayed.iter().flat_map(|text| numbers(text)).map(|(number, _)| number).collect();
        for (number, end) in numbers(alt) {
            let (before, after) = (&alt[..end - number.len()], alt[end..].trim_start());
            let is_count = ["secteurs", "dimensions", "paires"].iter().any(|word| after.starts_with(word))
                || ["édition\u{a0}", "masquées\u{a0}: ", "masqués\u{a0}: "].iter().any(|word| before.ends_with(word));
            assert!(displayed.contains(&number) || is_count, "{name}: {number} in {alt}");
            checked += usize::from(!is_count);
        }
    }
    assert!(checked > 60, "{checked} numbers");
}

/// A figure of a small base is never a headline: the title of its sector counts dimensions and prints no gap.
#[test]
fn the_title_of_a_small_base_prints_no_gap() {
    let titles: Vec<String> = every()
        .filter(|(_, id, _)| id.starts_with("F07."))
        .map(|(_, id, files)| words(files, &id)["title"].as_str().unwrap().to_owned())
        .filter(|title| title.contains("(base faible)"))
        .collect();
    assert!(titles.len() > 5, "{titles:?}");
    assert!(titles.iter().all(|title| !title.contains("\u{202f}pt")), "{titles:#?}");
}

#[test]
fn two_writings_give_the_same_bytes() {
    let again = write(&sample::tested(), &sample::plan());
    let first = &outputs()[0].1;
    assert_eq!(again.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>());
    for (path, bytes) in first {
        assert!(again[path] == *bytes, "{path}");
    }
    for end in [".png", ".xlsx", ".svg"] {
        assert!(first.keys().filter(|path| path.ends_with(end)).count() > 10, "{end}");
    }
}

/// Corners of a text, in order, once it is turned.
type Corners = [[f64; 2]; 4];

struct Label {
    text: String,
    corners: Corners,
}

/// The texts of a picture, laid out with the font of the program.
fn labels(svg: &str) -> Vec<Label> {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(font::REGULAR.to_vec());
    fonts.load_font_data(font::BOLD.to_vec());
    let options = usvg::Options { fontdb: std::sync::Arc::new(fonts), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let mut labels = Vec::new();
    let mut groups = vec![tree.root()];
    while let Some(group) = groups.pop() {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => groups.push(group),
                usvg::Node::Text(text) => labels.push(label(text)),
                _ => {}
            }
        }
    }
    labels
}

fn label(text: &usvg::Text) -> Label {
    let area = text.bounding_box();
    let words: String = text.chunks().iter().map(usvg::TextChunk::text).collect();
    // The box of a line has room for accents on capitals and for descenders: ink is a little smaller.
    let (left, top, right, bottom) = (area.left(), area.top() + 2.0, area.right(), area.bottom() - 2.0);
    let turn = text.abs_transform();
    let corners = [[left, top], [right, top], [right, bottom], [left, bottom]].map(|[x, y]| {
        let mut point = resvg::tiny_skia::Point::from_xy(x, y);
        turn.map_point(&mut point);
        [f64::from(point.x), f64::from(point.y)]
    });
    Label { text: words, corners }
}

/// Whether two turned boxes share more than a hair: no side of either keeps them apart.
fn overlap(one: &Corners, other: &Corners) -> bool {
    let sides = |corners: &Corners| {
        [0, 1].map(|side| [corners[side + 1][0] - corners[side][0], corners[side + 1][1] - corners[side][1]])
    };
    let range = |corners: &Corners, axis: [f64; 2]| {
        let length = axis[0].hypot(axis[1]).max(1e-9);
        let along = corners.map(|[x, y]| (x * axis[0] + y * axis[1]) / length);
        (along.iter().copied().fold(f64::INFINITY, f64::min), along.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    };
    sides(one).into_iter().chain(sides(other)).all(|axis| {
        let ((a, b), (c, d)) = (range(one, axis), range(other, axis));
        b - c > 0.3 && d - a > 0.3
    })
}

/// What is wrong with the texts of a picture.
fn collisions(svg: &str) -> Vec<String> {
    let labels = labels(svg);
    let size = roxmltree::Document::parse(svg).unwrap();
    let side = |name: &str| size.root_element().attribute(name).unwrap().parse::<f64>().unwrap();
    let (width, height) = (side("width"), side("height"));
    let mut wrong = Vec::new();
    for (position, label) in labels.iter().enumerate() {
        let inside = |[x, y]: &[f64; 2]| (0.0..=width).contains(x) && (0.0..=height).contains(y);
        if !label.corners.iter().all(inside) {
            wrong.push(format!("`{}` leaves the picture", label.text));
        }
        for other in &labels[position + 1..] {
            if overlap(&label.corners, &other.corners) {
                wrong.push(format!("`{}` runs into `{}`", label.text, other.text));
            }
        }
    }
    wrong
}

#[test]
fn no_text_runs_into_another_or_out_of_its_picture() {
    let mut texts = 0;
    for (name, id, files) in every() {
        let svg = text(files, &id, ".svg");
        assert_eq!(collisions(svg), Vec::<String>::new(), "{name}");
        let stray: Vec<String> = labels(svg).into_iter().map(|l| l.text).filter(|text| text.starts_with('·')).collect();
        assert!(stray.is_empty(), "{name}: a separator begins a line: {stray:?}");
        texts += labels(svg).len();
    }
    assert!(texts > 1000, "{texts} texts");
    let two = r#"<svg xmlns="http://www.w3.org/2000/svg" width="100" height="30" font-family="Liberation Sans"><text x="2" y="20" font-size="12">one</text><text x="12" y="20" font-size="12">two</text></svg>"#;
    assert_eq!(collisions(two), ["`one` runs into `two`"]);
}

#[test]
fn long_names_wrap() {
    let mut plan = sample::plan();
    let long = |fr: &str| Text { fr: fr.to_owned(), en: fr.to_owned() };
    plan.codebook.sectors["banque"].name =
        long("Banque de détail, banque en ligne, crédit à la consommation et services de paiement");
    plan.codebook.dimensions["ecoute"].name =
        long("Écoute, feedback et prise en compte effective des suggestions des uns et des autres");
    plan.codebook.pairs["adaptation"].name =
        long("Adaptation aux attentes de chacun, y compris quand elles changent en cours de route");
    let files = write(&sample::tested(), &plan);
    for id in ids(&files) {
        assert_eq!(collisions(text(&files, &id, ".svg")), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn the_figures_are_as_complete_in_english() {
    let (english, french) = (english(), &outputs()[0].1);
    assert_eq!(ids(&english), ids(french));
    for id in ids(&english) {
        assert_eq!(collisions(text(&english, &id, ".svg")), Vec::<String>::new(), "{id}");
        let words = words(&english, &id);
        let alt = words["alt"].as_str().unwrap();
        assert!((40..=ALT_LIMIT).contains(&alt.chars().count()), "{id}: {alt}");
        let displayed = columns(file(&english, &id, ".csv"), b',')["displayed_en"].join("|");
        for (number, end) in numbers(alt) {
            let points = alt[end..].starts_with("\u{202f}pt");
            assert!(!points || displayed.contains(&number), "{id}: {number} in {alt}");
        }
        assert!(!words["title"].as_str().unwrap().contains(" de "), "{id}");
    }
    assert_eq!(open(file(&english, "F02", ".xlsx")).sheet_names(), ["Data", "Notes and source"]);
}

#[test]
fn both_languages_name_the_same_things_in_a_figure() {
    let folder = sample::plan().templates;
    let keys = |path: &std::path::Path| -> BTreeSet<String> {
        let template = std::fs::read_to_string(path).unwrap();
        template.lines().filter_map(|line| Some(line.strip_prefix("key.")?.split_once(':')?.0.to_owned())).collect()
    };
    let mut compared = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".fr.md.j2") else { continue };
        if stem.starts_with("figure_") || stem == "workbook" {
            assert_eq!(keys(&path), keys(&folder.join(format!("{stem}.en.md.j2"))), "{stem}");
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared}");
}

#[test]
fn a_picture_is_well_formed_and_says_what_it_shows() {
    for (name, id, files) in every() {
        let svg = text(files, &id, ".svg");
        let document = roxmltree::Document::parse(svg).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        assert_eq!(root.attribute("lang"), Some("fr"), "{name}");
        let width = format!("0 0 {} ", theme::WIDTH);
        assert!(root.attribute("viewBox").unwrap().starts_with(&width), "{name}");
        assert!(root.attribute("font-family").unwrap().starts_with(&format!("'{}', ", font::FAMILY)), "{name}");
        let words = words(files, &id);
        let child = |tag: &str| root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)));
        let labelled = root.attribute("aria-labelledby").unwrap();
        for (tag, key) in [("title", "title"), ("desc", "alt")] {
            let node = child(tag).unwrap();
            assert_eq!(node.text(), words[key].as_str(), "{name}");
            assert!(labelled.split(' ').any(|id| Some(id) == node.attribute("id")), "{name}");
        }
        for node in document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text"))) {
            for character in node.text().unwrap_or_default().chars() {
                assert!(font::draws(character), "{name}: the font lacks `{character}`");
            }
        }
    }
}

#[test]
fn colours_are_legible_whatever_they_stand_on() {
    let (text, mark) = (4.5, 3.0);
    for group in theme::Group::EVERY {
        for ground in [theme::PAPER, theme::BAND] {
            assert!(
                theme::contrast(group.mark(), ground) >= if ground == theme::PAPER { mark } else { 2.7 },
                "{group:?}"
            );
        }
        assert!(theme::contrast(group.text(), theme::PAPER) >= text, "{group:?}");
    }
    assert!(theme::contrast(theme::Group::Difference.mark(), theme::BAND) >= mark);
    for ink in [theme::INK, theme::MUTED] {
        assert!(theme::contrast(ink, theme::PAPER) >= text && theme::contrast(ink, theme::BAND) >= text);
    }
    for colour in [theme::RULE, theme::HATCH, theme::STEPS[0], theme::STEPS[1]] {
        assert!(theme::contrast(colour, theme::PAPER) >= mark, "{colour}");
    }
    for shade in theme::GAPS.shades.iter().chain(theme::LEVELS.shades) {
        assert!(theme::contrast(shade.fill, shade.text) >= text, "{shade:?}");
    }
    assert!((theme::contrast("#000000", "#FFFFFF") - 21.0).abs() < 1e-9);
}

#[test]
fn every_colour_of_a_text_is_one_of_the_theme() {
    let texts: BTreeSet<&str> =
        theme::Group::EVERY.iter().map(|group| group.text()).chain([theme::INK, theme::MUTED]).collect();
    for (name, id, files) in every() {
        let document = roxmltree::Document::parse(text(files, &id, ".svg")).unwrap();
        let heatmap = ["F02", "F03"].contains(&id.as_str());
        for node in document.descendants().filter(|node| node.tag_name().name() == "text") {
            let fill = node.attribute("fill").unwrap();
            assert!(texts.contains(fill) || heatmap && fill == theme::PAPER, "{name}: {fill}");
        }
    }
}

#[test]
fn a_png_is_its_svg_at_twice_the_size() {
    for (name, id, files) in every() {
        let bytes = file(files, &id, ".png");
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        let document = roxmltree::Document::parse(text(files, &id, ".svg")).unwrap();
        let height: u32 = document.root_element().attribute("height").unwrap().parse().unwrap();
        assert_eq!((frame.width, frame.height), (2 * theme::WIDTH as u32, 2 * height), "{name}");
        assert!(frame.width >= 1600);
        assert_eq!(frame.color_type, png::ColorType::Rgb, "{name}: no transparency");
        let dark = pixels.chunks_exact(3).filter(|pixel| pixel.iter().all(|channel| *channel < 80)).count();
        assert!(dark * 200 > pixels.len() / 3, "{name}: the texts are not drawn");
    }
    assert!(picture::bytes("<svg").is_err());
}

/// The day of an Excel number.
fn day_of(serial: f64) -> String {
    let zero = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    (zero + chrono::Duration::days(serial as i64)).to_string()
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

#[test]
fn a_workbook_holds_the_numbers_of_its_csv_as_numbers() {
    for (name, id, files) in every() {
        let mut workbook = open(file(files, &id, ".xlsx"));
        assert_eq!(workbook.sheet_names(), ["Données", "Notes et source"], "{name}");
        let data = workbook.worksheet_range("Données").unwrap();
        let expected = records(file(files, &id, ".csv"), b',');
        assert_eq!(data.height(), expected.len(), "{name}");
        for (row, (cells, record)) in data.rows().zip(&expected).enumerate() {
            for (cell, (column, text)) in cells.iter().zip(expected[0].iter().zip(record)) {
                let numeric = ["estimate", "ci_low", "ci_high", "n", "n_eff"].contains(&column.as_str()) && row > 0;
                match cell {
                    Data::Empty => assert!(text.is_empty(), "{name}: {column} {text}"),
                    Data::Float(number) => {
                        assert!(numeric && text.parse() == Ok(*number), "{name}: {column} {number} {text}");
                    }
                    Data::DateTime(day) => {
                        assert_eq!(day_of(day.as_f64()), *text, "{name}");
                    }
                    Data::String(words) => {
                        assert!(!numeric && *words == text.trim_start_matches('\''), "{name}: {text}")
                    }
                    other => panic!("{name}: {other:?}"),
                }
            }
        }
        let notes = workbook.worksheet_range("Notes et source").unwrap();
        let said: Vec<String> = notes.rows().map(|row| row[1].to_string()).collect();
        let words = words(files, &id);
        for key in ["title", "caption", "alt", "source", "citation"] {
            assert!(said.iter().any(|text| Some(text.as_str()) == words[key].as_str()), "{name}: {key}");
        }
    }
}

#[test]
fn one_workbook_has_a_tab_a_figure_and_a_page_to_read_first() {
    for (name, files) in outputs() {
        let mut workbook = open(&files["figures/figures.xlsx"]);
        let expected: Vec<String> = std::iter::once("À lire".to_owned()).chain(ids(files)).collect();
        assert_eq!(workbook.sheet_names(), expected, "{name}");
        let first = workbook.worksheet_range("À lire").unwrap();
        let titles: String = first.rows().map(|row| row[1].to_string()).collect();
        for id in ids(files) {
            assert!(titles.contains(words(files, &id)["title"].as_str().unwrap()), "{name} {id}");
            assert_eq!(workbook.worksheet_range(&id).unwrap().height(), records(file(files, &id, ".csv"), b',').len());
        }
    }
}

#[test]
fn names_of_tabs_are_short_legal_and_different() {
    let long = "F07.un_secteur_dont_le_nom_est_trop_long_a";
    let names = xlsx::tab_names([long, &format!("{}b", &long[..41]), "a/b:c[d]*?", "", "F07.x", "f07.X"]);
    assert_eq!(names[2], "a_b_c_d___");
    assert!(names.iter().all(|name| (1..=31).contains(&name.chars().count())), "{names:?}");
    assert_eq!(names.iter().map(|name| name.to_lowercase()).collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
}

#[test]
fn a_french_excel_reads_the_same_numbers() {
    for (name, files) in outputs() {
        let plain: Vec<&String> =
            files.keys().filter(|path| path.ends_with(".csv") && !path.ends_with("-excel-fr.csv")).collect();
        assert!(plain.iter().any(|path| path.starts_with("tables/")), "{name}");
        for path in plain {
            let french = &files[&path.replace(".csv", "-excel-fr.csv")];
            assert!(french.starts_with("\u{feff}".as_bytes()), "{path}: no byte order mark");
            let (plain, french) = (records(&files[path], b','), records(&french[3..], b';'));
            assert_eq!(plain.len(), french.len(), "{path}");
            for (one, other) in plain.iter().flatten().zip(french.iter().flatten()) {
                let same = match one.parse::<f64>() {
                    Ok(number) => other.replace(',', ".").parse() == Ok(number) && !other.contains('.'),
                    Err(_) if one == "true" || one == "false" => *other == if one == "true" { "VRAI" } else { "FAUX" },
                    Err(_) => one == other,
                };
                assert!(same, "{name} {path}: {one} {other}");
            }
        }
    }
}

#[test]
fn a_text_that_a_spreadsheet_would_run_is_inert_and_a_number_is_not_touched() {
    for (text, safe) in [
        ("=1+1", "'=1+1"),
        ("+18 pts", "'+18 pts"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("−3 pts", "−3 pts"),
        ("Banque = assurance", "Banque = assurance"),
        ("", ""),
    ] {
        assert_eq!(csv::inert(text), safe);
    }
}

#[test]
fn hostile_names_run_nothing_and_break_nothing() {
    let mut plan = sample::plan();
    let hostile = |fr: &str| Text { fr: fr.to_owned(), en: fr.to_owned() };
    plan.codebook.sectors["banque"].name = hostile("=HYPERLINK(\"http://x\";\"y\")");
    plan.codebook.sectors["sante"].name = hostile("@SUM(1+1)*cmd|' /C calc'!A0");
    plan.codebook.sectors["energie"].name = hostile("<script>alert(1)</script> & \"Co\"");
    plan.codebook.dimensions["ecoute"].name = hostile("+1+1");
    plan.codebook.dimensions["valeurs"].name = hostile("-2+3");
    let mut results = sample::tested();
    results.trends[0].reason = Some("=1+1;\"deux\"\nlignes".to_owned());
    results.trends[1].reason = Some("\t@A1".to_owned());
    let files = write(&results, &plan);
    let mut negative = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".csv")) {
        let french = path.ends_with("-excel-fr.csv");
        let records = if french { records(&bytes[3..], b';') } else { records(bytes, b',') };
        for cell in records.iter().flatten() {
            let number = cell.replace(',', ".").parse::<f64>().is_ok();
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            assert!(number || !runs, "{path}: {cell}");
            negative += usize::from(number && runs);
        }
    }
    assert!(negative > 100, "true numbers keep their sign: {negative}");
    for id in ids(&files) {
        let mut workbook = open(file(&files, &id, ".xlsx"));
        for tab in workbook.sheet_names() {
            assert!(workbook.worksheet_formula(&tab).unwrap().used_cells().next().is_none(), "{id} {tab}");
        }
        let document = roxmltree::Document::parse(text(&files, &id, ".svg")).unwrap();
        assert!(document.descendants().all(|node| node.tag_name().name() != "script"), "{id}");
    }
    assert!(text(&files, "F07.banque", ".csv").contains("'=HYPERLINK"));
}

/// The texts of a picture from top to bottom, with the abscissa of each.
fn texts(svg: &str) -> Vec<(f64, f64, String)> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let at = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
    let nodes = document.descendants().filter(|node| node.tag_name().name() == "text");
    let mut texts: Vec<_> =
        nodes.map(|node| (at(&node, "x"), at(&node, "y"), node.text().unwrap_or_default().to_owned())).collect();
    texts.sort_by(|a, b| a.1.total_cmp(&b.1));
    texts
}

#[test]
fn a_step_bears_the_marks_that_its_numbers_call_for() {
    let files = &outputs()[1].1;
    let texts = texts(text(files, "F10", ".svg"));
    let columns = columns(file(files, "F10", ".csv"), b',');
    let value =
        |row: usize| columns["displayed_fr"][row].split('\u{a0}').next().unwrap().trim_start_matches('\'').to_owned();
    let (mut noted, mut open) = (0, 0);
    for step in ["manager_step", "gap"] {
        for row in (0..columns["population"].len()).filter(|row| columns["population"][*row] == step) {
            // The step of the dimension: its number in a column, its marks right below it.
            let marks = format!(
                "{}{}",
                if columns["flag"][row].contains("ns") { "[ns]" } else { "" },
                if columns["diff_note"][row].is_empty() { "" } else { "[a]" }
            );
            let number = value(row);
            let drawn = |(x, y, shown): &(f64, f64, String)| {
                let below = |(other, under, text): &&(f64, f64, String)| {
                    other == x && (under - y - 13.0).abs() < 0.1 && text.starts_with('[')
                };
                let found = texts.iter().find(below).map(|(_, _, text)| text.replace(['\u{a0}', ' '], ""));
                *shown == number && found.unwrap_or_default() == marks
            };
            assert!(texts.iter().any(drawn), "{step} {number} {marks}");
            noted += usize::from(marks.contains("[a]"));
            open += usize::from(marks.contains("[ns]"));
        }
    }
    assert!(noted > 1 && open > 1, "{noted} noted, {open} open");
    let notes = words(files, "F10")["notes"].to_string();
    assert!(notes.contains("[a]") && notes.contains("[ns]"), "{notes}");
}

#[test]
fn the_notes_of_a_figure_explain_its_marks_and_no_other() {
    for (name, id, files) in every().filter(|(_, id, _)| !["F02", "F03"].contains(&id.as_str())) {
        let svg = text(files, &id, ".svg");
        let document = roxmltree::Document::parse(svg).unwrap();
        let texts = || document.descendants().filter(|node| node.tag_name().name() == "text").filter_map(|n| n.text());
        for mark in ["[a]", "[ns]"] {
            let note = format!("{mark}\u{a0}:");
            let told = words(files, &id)["notes"].to_string().contains(&note);
            let used = texts().any(|text| text.contains(mark) && !text.contains(&note));
            assert_eq!(told, used, "{name}: {mark}");
        }
    }
}

#[test]
fn a_chart_of_levels_says_that_its_axis_is_cut() {
    let n = national();
    let mut plan = n.plan.clone();
    for (language, words_of) in [(Language::French, "ne part pas de 0"), (Language::English, "does not start at 0")] {
        plan.publish.language = language;
        let files = write(&n.results, &plan);
        for id in ["F01", "F04", "F06", "F07.banque", "F08", "F09", "F09.composites", "F09.dimensions", "F10"] {
            let words = words(&files, id);
            let said = [&words["subtitle"], &words["notes"]].iter().any(|text| text.to_string().contains(words_of));
            assert!(said, "{id}");
        }
    }
}

#[test]
fn a_range_over_the_editions_is_not_told_as_a_move() {
    let files = &outputs()[1].1;
    for key in ["title", "alt"] {
        let words = words(files, "F09.composites")[key].as_str().unwrap().to_owned();
        assert!(words.contains("entre +") && !words.contains(" de +"), "{words}");
    }
}

#[test]
fn a_step_up_and_a_step_down_differ_without_their_colours() {
    let svg = text(&outputs()[1].1, "F10", ".svg");
    let [positive, negative] = theme::STEPS;
    assert!(svg.matches(&format!("fill=\"{positive}\"")).count() > 10);
    assert!(svg.matches(&format!("fill=\"none\" stroke=\"{negative}\"")).count() > 1);
    assert!(!svg.contains(&format!("fill=\"{negative}\"")));
}

#[test]
fn a_hidden_cell_is_hatched_and_a_small_base_is_hollow() {
    let files = &outputs()[0].1;
    assert!(drawn(text(files, "F02", ".svg")).hatched > 1);
    assert!(drawn(text(files, "F07.tourisme", ".svg")).hatched >= 11);
    let hollow = |id: &str| {
        let document = roxmltree::Document::parse(text(files, id, ".svg")).unwrap();
        let mark = |node: &roxmltree::Node<'_, '_>| {
            node.attribute("fill") == Some(theme::PAPER)
                && node.attribute("stroke") == Some(theme::Group::Employee.mark())
        };
        document.descendants().filter(mark).count()
    };
    assert!(hollow("F07.energie") > 10, "84 employees");
    assert_eq!(hollow("F07.banque"), 0, "128 employees");
}
