//! What a figure says of what it draws: marks that it explains, values that it may quote, axes that it calls cut, and marks that
//! hide no other.

use barometer::survey::ids::{Contrast, SectorId, SubjectType};
use barometer::survey::registry::Correction;
use barometer::survey::results::{ContrastRow, EstimateRow, SymmetryRow};

use super::*;

const NEWEST: &str = "2023";

fn estimates(results: &mut Results, population: Population) -> impl Iterator<Item = &mut EstimateRow> {
    let here = move |row: &EstimateRow| row.sector.is_all() && row.edition.edition.as_str() == NEWEST;
    results.estimates.iter_mut().filter(move |row| here(row) && row.population == population)
}

/// The gaps of all respondents, by dimension.
fn national_gaps(results: &mut Results) -> impl Iterator<Item = &mut SymmetryRow> {
    let here = |row: &SymmetryRow| row.sector.is_all() && row.edition.edition.as_str() == NEWEST;
    let shown = |row: &SymmetryRow| row.subject.subject_type == SubjectType::Dimension && row.measure == Measure::Top2;
    results.symmetry.iter_mut().filter(move |row| here(row) && shown(row))
}

fn contrasts(results: &mut Results, contrast: Contrast) -> impl Iterator<Item = &mut ContrastRow> {
    let here = move |row: &ContrastRow| row.contrast == contrast && row.edition.edition.as_str() == NEWEST;
    results.contrasts.iter_mut().filter(move |row| here(row))
}

/// Managers less clients, all respondents, by dimension.
fn chain(results: &mut Results) -> impl Iterator<Item = &mut ContrastRow> {
    let shown = |row: &ContrastRow| row.subject.subject_type == SubjectType::Dimension && row.measure == Measure::Top2;
    contrasts(results, Contrast::AlignmentStep).filter(move |row| row.sector.is_all() && shown(row))
}

/// The national run where every figure of all respondents has one status.
fn of_status(status: Status) -> Results {
    let mut results = national().results.clone();
    let all = SectorId::all();
    results.estimates.iter_mut().filter(|row| row.sector == all).for_each(|row| row.status = status);
    results.symmetry.iter_mut().filter(|row| row.sector == all).for_each(|row| row.status = status);
    results.contrasts.iter_mut().filter(|row| row.sector == all).for_each(|row| row.status = status);
    results.composites.iter_mut().filter(|row| row.sector == all).for_each(|row| row.status = status);
    results
}

/// A run in both languages.
fn both(results: &Results, plan: &Plan) -> [Files; 2] {
    [Language::French, Language::English].map(|language| {
        let mut plan = plan.clone();
        plan.publish.language = language;
        write(results, &plan)
    })
}

fn title(files: &Files, id: &str) -> String {
    words(files, id)["title"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

fn notes(files: &Files, id: &str) -> String {
    words(files, id)["notes"].to_string().replace(['\u{a0}', '\u{202f}'], " ")
}

/// Marks that a figure prints and does not explain, or explains and does not print.
fn unexplained(files: &Files) -> Vec<String> {
    let mut wrong = Vec::new();
    for id in ids(files).into_iter().filter(|id| !["F02", "F03"].contains(&id.as_str())) {
        let document = roxmltree::Document::parse(text(files, &id, ".svg")).unwrap();
        let texts = || document.descendants().filter(|node| node.tag_name().name() == "text").filter_map(|n| n.text());
        let notes = words(files, &id)["notes"].to_string();
        for mark in ["[a]", "[bf]", "[masq]", "[ns]", "[nd]", "[so]", "[r]"] {
            let note = |text: &str| [":", "\u{a0}:"].iter().any(|colon| text.contains(&format!("{mark}{colon}")));
            let used = texts().any(|text| text.contains(mark) && !note(text));
            if note(&notes) != used {
                wrong.push(format!("{id}: {mark} is {}", if used { "not explained" } else { "not printed" }));
            }
        }
    }
    wrong
}

#[test]
fn every_mark_of_a_figure_is_explained_beside_it() {
    let n = national();
    let mut revised = n.results.clone();
    let mut plan = n.plan.clone();
    plan.registry.corrections = vec![Correction {
        edition: EditionId::from(NEWEST),
        date: chrono::NaiveDate::from_ymd_opt(2023, 4, 3).unwrap(),
        version: Some("1.2".to_owned()),
        sectors: Some(vec![SectorId::from("banque")]),
        dimensions: None,
        text: sample::text("Un chiffre était faux"),
    }];
    // One dimension hidden, one of whose steps rests on a small base.
    national_gaps(&mut revised).nth(1).unwrap().status = Status::Suppressed;
    chain(&mut revised).nth(2).unwrap().status = Status::Suppressed;
    national_gaps(&mut revised).nth(3).unwrap().status = Status::SmallBase;
    for files in both(&revised, &plan) {
        assert!(text(&files, "F07.banque", ".svg").contains("[r]"));
        assert!(text(&files, "F10", ".svg").contains("[masq]") && text(&files, "F10", ".svg").contains("[bf]"));
        assert_eq!(unexplained(&files), Vec::<String>::new());
    }
    for status in [Status::SmallBase, Status::Suppressed] {
        for files in both(&of_status(status), &n.plan) {
            assert_eq!(unexplained(&files), Vec::<String>::new(), "{status:?}");
        }
    }
}

#[test]
fn the_chain_of_alignment_quotes_an_established_difference_and_counts_what_it_shows() {
    let n = national();
    let mut results = n.results.clone();
    let mut rows: Vec<&mut ContrastRow> = chain(&mut results).collect();
    rows.sort_by(|a, b| b.difference.unwrap().abs().total_cmp(&a.difference.unwrap().abs()));
    rows.iter_mut().for_each(|row| row.q = Some(0.001));
    rows[0].q = Some(0.8);
    let name = |row: &ContrastRow| n.plan.codebook.dimensions[&*row.subject.id].name.fr.to_lowercase();
    let (widest, second) = (name(rows[0]), name(rows[1]));
    let count = rows.len();
    rows[count - 1].status = Status::Suppressed;
    let said = title(&write(&results, &n.plan), "F10").to_lowercase();
    assert!(said.contains(&format!("({second})")) && !said.contains(&widest), "{said}");
    assert!(said.contains(&format!("sur {} dimensions sur {} publiées", count - 2, count - 1)), "{said}");
    chain(&mut results).filter(|row| row.q == Some(0.8)).for_each(|row| row.q = Some(0.001));
    let said = title(&write(&results, &n.plan), "F10");
    assert!(said.contains(&format!("sur les {} dimensions publiées sur {count}", count - 1)), "{said}");
}

#[test]
fn no_title_quotes_a_value_of_a_small_base() {
    for files in both(&of_status(Status::SmallBase), &national().plan) {
        for id in ["F01", "F05", "F08", "F10"] {
            let said = title(&files, id);
            assert!(!said.contains(" pt") && !said.contains('%'), "{id}: {said}");
            assert!(said.contains("(base faible)") || said.contains("(small base)"), "{id}: {said}");
        }
    }
}

#[test]
fn a_number_of_an_earlier_edition_does_not_stand_at_the_newest_one() {
    let n = national();
    let mut results = n.results.clone();
    estimates(&mut results, Population::Employee).for_each(|row| row.status = Status::Suppressed);
    for files in both(&results, &n.plan) {
        let svg = text(&files, "F09.dimensions", ".svg");
        let document = roxmltree::Document::parse(svg).unwrap();
        let numbers = |group: theme::Group| -> Vec<f64> {
            let nodes = document.descendants().filter(|node| {
                node.tag_name().name() == "text"
                    && node.attribute("fill") == Some(group.text())
                    && node.text().is_some_and(|text| text.parse::<i64>().is_ok())
            });
            nodes.map(|node| node.attribute("x").unwrap().parse().unwrap()).collect()
        };
        let (clients, employees) = (numbers(theme::Group::Client), numbers(theme::Group::Employee));
        assert_eq!((clients.len(), employees.len()), (11, 11));
        assert!(clients.iter().zip(&employees).all(|(client, employee)| client - employee > 15.0));
        assert_eq!(collisions(svg), Vec::<String>::new());
        let alt = words(&files, "F09.dimensions")["alt"].to_string();
        assert!(alt.contains("dernier point") || alt.contains("last published point"), "{alt}");
    }
    assert!(words(&outputs()[1].1, "F09.dimensions")["alt"].to_string().contains("l’édition\u{a0}2023"));
}

#[test]
fn the_managers_of_a_figure_have_their_base_or_are_said_to_be_hidden() {
    let n = national();
    let files = &outputs()[1].1;
    let base = words(files, "F04")["base"].as_array().unwrap().clone();
    let managers = base.iter().find(|base| base["population"] == "manager").unwrap();
    let subtitle = words(files, "F04")["subtitle"].as_str().unwrap().to_owned();
    assert!(subtitle.contains(&managers["n_max"].to_string()) && subtitle.contains("managers"), "{subtitle}");
    assert!(!notes(files, "F04").contains("Managers masqués"));
    let mut results = n.results.clone();
    let ecoute = |row: &&mut EstimateRow| &*row.subject.id == "ecoute";
    estimates(&mut results, Population::Manager).filter(ecoute).for_each(|row| row.status = Status::Suppressed);
    let told = notes(&write(&results, &n.plan), "F04");
    let name = n.plan.codebook.dimensions["ecoute"].name.fr.to_lowercase();
    assert!(told.to_lowercase().contains(&format!("managers masqués, moins de 30 réponses : {name}.")), "{told}");
    estimates(&mut results, Population::Manager).for_each(|row| row.status = Status::Suppressed);
    for (files, words) in both(&results, &n.plan).iter().zip(["toutes les dimensions", "all dimensions"]) {
        assert!(notes(files, "F04").contains(words), "{}", notes(files, "F04"));
    }
}

#[test]
fn an_axis_that_starts_at_0_is_not_called_cut() {
    let n = national();
    let said = |files: &Files, id: &str| {
        let words = words(files, id);
        [&words["subtitle"], &words["notes"]].map(ToString::to_string).join(" ").contains("ne part pas de 0")
    };
    let hidden = write(&of_status(Status::Suppressed), &n.plan);
    assert!(!said(&hidden, "F04"));
    assert!(words(&hidden, "F04")["notes"].to_string().contains("[masq]"));
    // The same gaps, at the foot of the scale.
    let mut low = n.results.clone();
    let least = |values: Vec<Option<f64>>| values.into_iter().flatten().fold(f64::INFINITY, f64::min) - 1.0;
    let foot = least(national_gaps(&mut low).flat_map(|row| [row.client, row.employee]).collect());
    for row in national_gaps(&mut low) {
        for value in [&mut row.client, &mut row.employee] {
            *value = value.map(|value| value - foot);
        }
    }
    let lowest = least(contrasts(&mut low, Contrast::Overestimation).flat_map(|row| [row.left, row.right]).collect());
    let lower = |row: &mut ContrastRow, foot: f64| {
        for value in [&mut row.left, &mut row.right] {
            *value = value.map(|value| value - foot);
        }
    };
    chain(&mut low).for_each(|row| lower(row, foot));
    contrasts(&mut low, Contrast::Overestimation).for_each(|row| lower(row, lowest));
    let files = write(&low, &n.plan);
    for id in ["F04", "F06", "F08", "F10"] {
        assert!(!said(&files, id), "{id}");
        assert!(text(&files, id, ".svg").contains(">0\u{202f}%</text>"), "{id}");
        assert!(said(&outputs()[1].1, id), "{id}");
    }
}

#[test]
fn long_words_break_and_wide_intervals_leave_room_for_their_numbers() {
    let mut plan = sample::plan();
    let long = |fr: &str| Text { fr: fr.to_owned(), en: fr.to_owned() };
    plan.codebook.sectors["banque"].name = long("Électricité/gaz/eau/assainissement");
    plan.codebook.sectors["sante"].name = long("Hôtellerie-restauration-loisirs");
    plan.codebook.sectors["energie"].name = long(&"Gouvernementalisation".repeat(3));
    plan.codebook.dimensions["ecoute"].name = long(&"Anticonstitutionnellement".repeat(3));
    plan.codebook.dimensions["valeurs"].name = long("Valeurs/éthique/transparence/responsabilité");
    plan.codebook.pairs["adaptation"].name = long(&"Incompréhensibilité".repeat(3));
    let mut results = sample::tested();
    for row in contrasts(&mut results, Contrast::Overestimation) {
        (row.ci_low, row.ci_high) = (Some(-88.0), Some(90.0));
    }
    for files in both(&results, &plan) {
        for id in ids(&files) {
            assert_eq!(collisions(text(&files, &id, ".svg")), Vec::<String>::new(), "{id}");
        }
        let names = texts(text(&files, "F08", ".svg"));
        assert!(names.iter().any(|(_, _, text)| text == "Électricité/gaz/eau/"), "{names:?}");
    }
}

#[test]
fn the_hatch_of_a_hidden_row_is_seen_on_either_side_of_its_words() {
    let mut results = of_status(Status::Published);
    results.contrasts.iter_mut().filter(|row| !row.sector.is_all()).for_each(|row| row.status = Status::Suppressed);
    chain(&mut results).nth(1).unwrap().status = Status::Suppressed;
    for files in both(&results, &national().plan) {
        for id in ["F08", "F10"] {
            let document = roxmltree::Document::parse(text(&files, id, ".svg")).unwrap();
            let at = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
            let papers: Vec<[f64; 3]> = document
                .descendants()
                .filter(|node| node.tag_name().name() == "rect" && node.attribute("fill") == Some(theme::PAPER))
                .filter(|node| node.has_attribute("x") && at(node, "width") > 60.0)
                .map(|node| [at(&node, "x"), at(&node, "y"), at(&node, "width")])
                .collect();
            // The area of the stripes, then the ground of the words.
            let beside = |pair: &&[[f64; 3]]| (pair[1][1] - pair[0][1]).abs() < 8.0;
            let within =
                |pair: &&[[f64; 3]]| pair[1][0] < pair[0][0] + pair[0][2] && pair[0][0] < pair[1][0] + pair[1][2];
            let grounds = papers.windows(2).filter(|pair| beside(pair) && within(pair));
            let mut count = 0;
            for pair in grounds {
                count += 1;
                assert!(pair[1][0] - pair[0][0] >= 15.0 && pair[1][2] < pair[0][2] - 30.0, "{id}: {pair:?}");
            }
            assert!(count > 0, "{id}");
        }
    }
}

/// Middles of the marks of managers and of employees.
fn marks_of(svg: &str) -> [Vec<[f64; 2]>; 2] {
    let document = roxmltree::Document::parse(svg).unwrap();
    let of = |node: &roxmltree::Node<'_, '_>, group: theme::Group| {
        [node.attribute("fill"), node.attribute("stroke")].contains(&Some(group.mark()))
    };
    let at = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
    let squares =
        document.descendants().filter(|node| node.tag_name().name() == "rect" && of(node, theme::Group::Manager));
    let middle = |node: roxmltree::Node<'_, '_>| {
        let half = at(&node, "width") / 2.0;
        [at(&node, "x") + half, at(&node, "y") + half]
    };
    let diamonds =
        document.descendants().filter(|node| node.tag_name().name() == "path" && of(node, theme::Group::Employee));
    let top = |node: roxmltree::Node<'_, '_>| {
        let numbers: Vec<f64> =
            node.attribute("d").unwrap()[1..].split(['l', ' ']).take(3).map(|number| number.parse().unwrap()).collect();
        [numbers[0], numbers[1] + numbers[2]]
    };
    [squares.map(middle).collect(), diamonds.map(top).collect()]
}

#[test]
fn no_mark_of_a_dumbbell_hides_another() {
    let n = national();
    let mut results = n.results.clone();
    let levels: BTreeMap<String, f64> =
        national_gaps(&mut results).map(|row| (row.subject.id.to_string(), row.employee.unwrap())).collect();
    for (position, row) in estimates(&mut results, Population::Manager).enumerate() {
        if let Some(level) = levels.get(&*row.subject.id) {
            row.estimate = Some(level + [0.0, 0.4, -0.4][position % 3]);
        }
    }
    let files = write(&results, &n.plan);
    let svg = text(&files, "F04", ".svg");
    let [squares, diamonds] = marks_of(svg);
    assert_eq!((squares.len(), diamonds.len()), (12, 12), "a legend and eleven rows");
    for ([x, y], [other_x, other_y]) in squares.iter().zip(&diamonds).skip(1) {
        assert!((x - other_x).hypot(y - other_y) > 8.0, "{x} {y}, {other_x} {other_y}");
    }
    assert_eq!(collisions(svg), Vec::<String>::new());
}

#[test]
fn a_hollow_mark_is_that_of_the_side_whose_base_is_small() {
    let mut results = national().results.clone();
    let dimension = |row: &&mut EstimateRow| row.subject.subject_type == SubjectType::Dimension;
    for group in [Population::Employee, Population::Manager] {
        estimates(&mut results, group).filter(dimension).for_each(|row| row.status = Status::SmallBase);
    }
    results.composites.iter_mut().filter(|row| row.sector.is_all()).for_each(|row| row.status = Status::SmallBase);
    let files = write(&results, &national().plan);
    let hollow = |id: &str, group: theme::Group| {
        let document = roxmltree::Document::parse(text(&files, id, ".svg")).unwrap();
        let mark = |node: &roxmltree::Node<'_, '_>| {
            node.attribute("fill") == Some(theme::PAPER) && node.attribute("stroke") == Some(group.mark())
        };
        document.descendants().filter(mark).count()
    };
    // The mean of the dimensions; with a chain, a mark a row and one in the legend.
    assert_eq!((hollow("F01", theme::Group::Client), hollow("F01", theme::Group::Employee)), (0, 2));
    assert_eq!((hollow("F10", theme::Group::Client), hollow("F10", theme::Group::Employee)), (0, 11));
    assert_eq!(hollow("F10", theme::Group::Manager), 12);
    assert!(text(&files, "F10", ".svg").contains("creux\u{a0}: base faible (30 à 99 réponses)"));
}

#[test]
fn a_legend_names_what_is_drawn_and_nothing_else() {
    let files = &outputs()[1].1;
    assert!(!text(files, "F06", ".svg").contains("observé seulement") || notes(files, "F06").contains("Creux"));
    let hidden = write(&of_status(Status::Suppressed), &national().plan);
    for key in ["Clients</text>", "Managers</text>", "IC\u{a0}à", "IC à"] {
        assert!(!text(&hidden, "F04", ".svg").contains(key), "{key}");
    }
    // Two series at one date stand side by side.
    let document = roxmltree::Document::parse(text(files, "F09", ".svg")).unwrap();
    let whiskers = |group: theme::Group| -> BTreeSet<String> {
        let nodes = document.descendants().filter(|node| {
            node.attribute("stroke-width") == Some("1.8")
                && node.attribute("stroke") == Some(group.mark())
                && node.attribute("x1") == node.attribute("x2")
        });
        nodes.map(|node| node.attribute("x1").unwrap().to_owned()).collect()
    };
    let (clients, employees) = (whiskers(theme::Group::Client), whiskers(theme::Group::Employee));
    assert!(clients.len() > 3 && clients.is_disjoint(&employees), "{clients:?} {employees:?}");
}

/// A share of those who say so is no estimate of a percentage: each is called what it is.
#[test]
fn what_employees_are_asked_about_their_clients_is_called_what_it_is() {
    let n = national();
    let guess = n.plan.codebook.contrasts.overestimation.iter().find(|of| of.guessed()).unwrap().clone();
    let mut plan = n.plan.clone();
    plan.codebook.contrasts.overestimation = vec![guess];
    let (share, mean) = (write(&n.results, &n.plan), write(&n.results, &plan));
    for id in ["F01", "F08"] {
        let [share, mean] = [&share, &mean].map(|files| words(files, id)["title"].as_str().unwrap().to_owned());
        assert!(share.contains("des collaborateurs disent leurs clients satisfaits"), "{share}");
        assert!(!share.contains("estim") && !mean.contains("disent"), "{share} {mean}");
    }
    for id in ["F08", "F09"] {
        let [share, mean] = [&share, &mean].map(|files| (text(files, id, ".svg").to_owned(), words(files, id)));
        assert!(share.0.contains("disent leurs clients satisfaits") && !share.0.contains("estimation moyenne"), "{id}");
        assert!(mean.0.contains("estimation moyenne") && !mean.0.contains("disent leurs clients"), "{id}");
        assert!(mean.1["caption"].as_str().unwrap().contains("en moyenne"), "{}", mean.1["caption"]);
    }
}

/// Solid is established: where there is no room for two dashes, nothing joins the marks of a gap that is not.
#[test]
fn a_link_of_a_stub_of_a_dash_is_not_drawn() {
    let mut dashed = 0;
    for (name, id, files) in every() {
        let svg = text(files, &id, ".svg");
        let document = roxmltree::Document::parse(svg).unwrap();
        let at = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
        let lines = document.descendants().filter(|node| node.has_attribute("stroke-dasharray"));
        for line in lines.filter(|line| line.attribute("y1") == line.attribute("y2")) {
            let length = (at(&line, "x2") - at(&line, "x1")).abs();
            // That of the legend is 18 long, and begins no mark.
            assert!(length >= 24.0 || length == 18.0, "{name} {id}: {length}");
            dashed += 1;
        }
    }
    assert!(dashed > 50, "{dashed}");
}

#[test]
fn a_title_says_what_weakens_it() {
    let files = &outputs()[1].1;
    let title = |id: &str| words(files, id)["title"].as_str().unwrap().to_owned();
    let n = national();
    let cells = n.results.symmetry.iter().filter(|row| {
        let dimension = row.subject.subject_type == SubjectType::Dimension && row.measure == Measure::Top2;
        dimension && row.edition.edition.as_str() == NEWEST && !row.sector.is_all()
    });
    assert!(cells.filter(|row| row.gap.is_some()).all(|row| row.status == Status::SmallBase));
    assert!(title("F02").ends_with("cases publiées, toutes à base faible"), "{}", title("F02"));
    assert!(title("F07.education").contains("ni asymétrie ni symétrie établie"), "{}", title("F07.education"));
}
