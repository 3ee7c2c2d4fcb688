//! Surveys of other shapes than the national one: sectors that the configuration names, clients or employees alone, answers
//! that are numbers, margins cut from a number.

use barometer::pipeline;
use barometer::progress::Silent;
use barometer::survey::ids::{Measure, Population, SectorId};
use barometer::survey::results::{EstimateRow, Results};

use crate::minimal::{Minimal, every_one_has_a_way_out};
use crate::toy::close;

const CODEBOOK: &str = "config/codebook.yaml";
const REGISTRY: &str = "config/registry.yaml";
const MARGINS: &str = "config/margins/2023.yaml";
const WAVE: &str = "waves/2023.csv";

/// Hours of television and a yes or no of clients of two named sectors; weights, ages.
fn clients() -> Minimal {
    let minimal = Minimal::new();
    minimal.write(
        CODEBOOK,
        r#"layout:
  id: id
  base_weight: poids
  client_blocks:
    - { sector_is: banque }
    - { sector_is: assurance, prefix: a_ }
scales:
  heures: { type: number, min: 0, max: 24, dont_know: ["99"] }
  oui: { type: ordered, codes: [{ code: "0", fr: Non, en: "No" }, { code: "1", fr: Oui, en: "Yes" }], favourable: ["1"], most_favourable: ["1"] }
items:
  heures: { scale: heures, name: { fr: Heures, en: Hours }, client: { fr: Combien ?, en: How many? } }
  repos: { scale: heures, reversed: true, column: heures_2, name: { fr: Repos, en: Rest }, client: { fr: Combien ?, en: How many? } }
  sport: { scale: oui, name: { fr: Sport, en: Sport }, client: { fr: Du sport ?, en: Any sport? } }
mirror_pairs: {}
dimensions: {}
"#,
    );
    let registry = std::fs::read_to_string(minimal.path(REGISTRY)).unwrap();
    let (before, _) = registry.split_once("instruments:").unwrap();
    minimal.write(
        REGISTRY,
        format!(
            "{before}instruments:\n  un: {{ client: [heures, repos, sport], employee: [], dimensions: [] }}\neditions:\n  \
             \"2023\": {{ field_start: 2023-01-09, field_end: 2023-01-27, n_respondents: 6, instrument: un, sectors: [assurance, \
             banque], employee_base: personne }}\n"
        ),
    );
    minimal.write(
        MARGINS,
        "population_total: 100\nsource: { fr: Essai, en: Trial }\nvariables:\n  jeunes:\n    column: age\n    name: { fr: Âge, en: Age }\n    \
         categories:\n      oui: { range: [18, 39], count: 30, name: { fr: Jeunes, en: Young } }\n      non: { range: [40, 99], count: \
         70, name: { fr: Autres, en: Others } }\n",
    );
    minimal.write(
        WAVE,
        "id,poids,age,heures,heures_2,sport,a_heures,a_heures_2,a_sport\n\
         1,1,18,2.5,2.5,1,,,\n\
         2,3,39,4,4,0,1,1,1\n\
         3,2,40,0,0,1,,,\n\
         4,1,71,24,24,0,6.25,6.25,0\n\
         5,1,99,99,,1,,,\n\
         6,4,52,1,1,,,,1\n",
    );
    minimal.edit("config/publication.yaml", "suppress_below: 30", "suppress_below: 1");
    minimal.edit("config/publication.yaml", "small_base_below: 100", "small_base_below: 2");
    minimal
}

fn results(minimal: &Minimal) -> Results {
    let plan = minimal.load().unwrap_or_else(|error| panic!("{:#?}", error.findings()));
    // Too small a survey for a thousand replicates; the ranks that they make are not what is looked at here.
    let prepared = pipeline::weigh(&plan, &Silent).unwrap_or_else(|error| panic!("{:#?}", error.findings()));
    pipeline::analyse(&plan, &prepared, &Silent)
}

fn row<'r>(results: &'r Results, sector: &str, population: Population, subject: &str) -> &'r EstimateRow {
    let mut rows = results.estimates.iter().filter(|row| {
        row.sector == SectorId::from(sector)
            && row.population == population
            && &*row.subject.id == subject
            && row.measure == Measure::Mean100
    });
    rows.next().unwrap_or_else(|| panic!("no row {sector} {subject}"))
}

/// Refusal of the data, as printed.
fn refused(minimal: &Minimal) -> String {
    let error = pipeline::weigh(&minimal.load().unwrap(), &Silent).unwrap_err();
    every_one_has_a_way_out(error.findings());
    error.findings().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn numbers_and_cut_margins_give_the_mean_by_hand() {
    let results = results(&clients());
    // Post-stratified by hand: 30 persons under 40 and 70 others, in proportion to their weights.
    let (young, others) = (30.0 / 4.0, 70.0 / 8.0);
    let hours = [(young, 2.5), (3.0 * young, 4.0), (2.0 * others, 0.0), (others, 24.0), (4.0 * others, 1.0)];
    let total: f64 = hours.iter().map(|(weight, _)| weight).sum();
    let mean = hours.iter().map(|(weight, hours)| weight * hours).sum::<f64>() / total;
    let banque = row(&results, "banque", Population::Client, "heures");
    close(banque.estimate.unwrap(), 100.0 * mean / 24.0, 1e-12);
    assert_eq!(banque.n, Some(5), "« does not know » is out of the base");
    let reversed = row(&results, "banque", Population::Client, "repos");
    close(reversed.estimate.unwrap(), 100.0 - 100.0 * mean / 24.0, 1e-12);
    // Who gave no answer about a named sector did not rate it.
    let assurance = row(&results, "assurance", Population::Client, "heures");
    close(assurance.estimate.unwrap(), 100.0 * (3.0 * young + 6.25 * others) / (3.0 * young + others) / 24.0, 1e-12);
    assert_eq!(row(&results, "assurance", Population::Client, "sport").n, Some(3));
}

#[test]
fn a_number_outside_its_range_is_refused_at_its_cell() {
    let told = |from: &str, to: &str| {
        let minimal = clients();
        minimal.edit(WAVE, from, to);
        refused(&minimal)
    };
    assert!(
        told("24,24,0,6.25", "24.5,24,0,6.25").contains("2023.csv:5:heures: `24.5` is not an answer to item `heures`")
    );
    assert!(told("24,24,0,6.25", "24,24.,0,6.25").contains("2023.csv:5:heures_2: `24.` is not an answer"));
    assert!(told("1,1,18,", "1,1,17,").contains("2023.csv:2:age: `17` is not a category of `jeunes`"));
    assert!(told("1,1,18,", "1,1,2e1,").contains("2023.csv:2:age: `2e1` is not a category of `jeunes`"));
}

#[test]
fn employees_alone_need_neither_flags_nor_a_column_of_their_sector() {
    let minimal = clients();
    let text = std::fs::read_to_string(minimal.path(CODEBOOK)).unwrap();
    let blocks = "  client_blocks:\n    - { sector_is: banque }\n    - { sector_is: assurance, prefix: a_ }\n";
    let text = text.replace(blocks, "  employee_block: { sector_is: banque }\n").replace("client: {", "employee: {");
    minimal.write(CODEBOOK, text);
    minimal.edit(
        REGISTRY,
        "client: [heures, repos, sport], employee: []",
        "client: [], employee: [heures, repos, sport]",
    );
    let results = results(&minimal);
    let employees = row(&results, "banque", Population::Employee, "heures");
    assert_eq!(employees.n, Some(5));
    assert!(results.estimates.iter().all(|row| row.population == Population::Employee), "nobody is known to manage");
}

#[test]
fn a_layout_that_says_too_little_or_too_much_is_refused() {
    let told = |from: &str, to: &str| {
        let minimal = clients();
        minimal.edit(CODEBOOK, from, to);
        minimal.refusal()
    };
    let sector = told("{ sector_is: banque }", "{ prefix: b_ }");
    assert!(sector.starts_with("config/codebook.yaml:5:7: the block has no sector"), "{sector}");
    assert!(told("{ sector_is: banque }", "{ sector_is: banque, sector: s }").contains("said twice"));
    assert!(told("{ sector_is: banque }", "{ sector_is: banques }").contains("hint: did you mean `banque`?"));
    assert!(told("{ sector_is: banque }", "{ sector_is: assurance }").contains("a second block about `assurance`"));
    assert!(told("min: 0, max: 24", "min: 24, max: 24").contains("the range of `heures` goes from 24 to 24"));
    assert!(told("dont_know: [\"99\"]", "dont_know: [\"9\"]").contains("the code `9` is also an answer"));
    let minimal = clients();
    minimal.edit(REGISTRY, "employee: []", "employee: [sport]");
    assert!(minimal.refusal().contains("1 items are put to employees, who have no block in the layout"));
    let minimal = clients();
    minimal.edit(MARGINS, "range: [40, 99]", "range: [39, 99]");
    assert!(minimal.refusal().contains("the range overlaps one above"));
    let minimal = clients();
    minimal.edit(MARGINS, "range: [40, 99], ", "");
    assert!(minimal.refusal().contains("the category `non` has no `range`"));
}
