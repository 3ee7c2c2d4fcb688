//! `validation.md`: what validation found, counted. It never holds a respondent's value.

use indexmap::IndexMap;
use serde::Serialize;

use super::number::Numbers;
use super::templates::Templates;
use super::{OutputFile, Provenance};
use crate::error::{Finding, Result};
use crate::plan::{Plan, WavePlan};
use crate::stages::calibrate::CalibratedWave;
use crate::stages::validate::rules::Rule;
use crate::stages::validate::{Counts, NonResponse};
use crate::survey::codebook::Language;

/// What the template of the page receives.
#[derive(Serialize)]
struct Page<'p> {
    caution: Option<&'p str>,
    files: Vec<File<'p>>,
    editions: Vec<&'p str>,
    families: Vec<FamilyRules>,
    observations: Vec<Observation<'p>>,
    questions: Vec<Question<'p>>,
}

/// One wave file.
#[derive(Serialize)]
struct File<'p> {
    edition: &'p str,
    path: String,
    n: String,
    /// First characters of its SHA-256.
    sha256: String,
    /// Whether the pipeline pins it.
    pinned: bool,
}

/// The rules that look at one thing.
#[derive(Serialize)]
struct FamilyRules {
    /// Key of the template's words.
    family: &'static str,
    rules: Vec<CountedRule>,
}

/// One rule: what it looks for and how often it found it, wave by wave.
#[derive(Serialize)]
struct CountedRule {
    name: &'static str,
    looks_for: &'static str,
    severity: &'static str,
    /// Key of the threshold, empty where the rule has none.
    threshold: &'static str,
    number: String,
    counts: Vec<String>,
}

/// What the configuration, the readers and other stages let pass with a word, counted by rule and file.
#[derive(Serialize)]
struct Observation<'p> {
    rule: &'p str,
    severity: &'static str,
    file: &'p str,
    count: String,
}

/// Answers to one question, in numbers of answers.
#[derive(Serialize)]
struct Question<'p> {
    edition: &'p str,
    population: &'p str,
    item: String,
    answered: String,
    dont_know: String,
    blank: String,
}

/// The validation page of a run, in the language of its report.
///
/// # Errors
/// The templates are missing or at fault.
pub fn validation_page(
    plan: &Plan,
    waves: &[CalibratedWave],
    counts: &[Counts],
    warnings: &[Finding],
    provenance: &Provenance,
) -> Result<OutputFile> {
    let language = plan.publish.language;
    let numbers = Numbers::new(language);
    let page = Page {
        caution: plan.registry.barometer.caution.as_ref().map(|caution| caution.in_language(language)),
        files: files(plan, waves, provenance, numbers),
        editions: waves.iter().map(|wave| wave.key.edition.as_str()).collect(),
        families: families(plan, counts, numbers),
        observations: observations(plan.notes.iter().chain(warnings), numbers),
        questions: questions(plan, waves, numbers),
    };
    let templates = Templates::load(&plan.templates, language)?;
    Ok(OutputFile::new("validation.md", templates.render("validation", &page)?))
}

fn count(numbers: Numbers, n: usize) -> String {
    numbers.count(i64::try_from(n).unwrap_or(i64::MAX))
}

fn files<'p>(plan: &'p Plan, waves: &'p [CalibratedWave], provenance: &Provenance, numbers: Numbers) -> Vec<File<'p>> {
    let each = waves.iter().zip(&plan.waves);
    each.map(|(wave, planned)| {
        let input = provenance.inputs.iter().find(|input| input.file == planned.file);
        let path = input.map_or_else(|| planned.file.display().to_string(), |input| input.path.clone());
        let sha256 = input.map_or("", |input| &input.sha256);
        File {
            edition: wave.key.edition.as_str(),
            n: count(numbers, wave.wave.respondents.len()),
            sha256: sha256.chars().take(16).collect(),
            path,
            pinned: planned.sha256.is_some(),
        }
    })
    .collect()
}

/// A threshold with the decimals that the configuration gives it; one that a reader would have to count the zeros of, as a
/// power of ten.
fn threshold(numbers: Numbers, value: f64) -> String {
    const ZEROS: f64 = 6.0;
    let exponent = value.log10().round();
    if value > 0.0 && exponent.abs() > ZEROS && 10.0_f64.powf(exponent) == value {
        return numbers.power_of_ten(value);
    }
    numbers.as_written(value)
}

/// Stands for a count where a wave has nothing that the rule looks at.
const NOTHING_TO_CHECK: &str = "—";

/// Every rule with its severity and what it found; zero says that it was checked.
fn families(plan: &Plan, counts: &[Counts], numbers: Numbers) -> Vec<FamilyRules> {
    let set = &plan.validation.set;
    let found = |rule: Rule, wave: &WavePlan, counts: &Counts| match rule.has_matter(
        &plan.codebook.layout,
        &plan.validation,
        wave.sha256.is_some(),
    ) {
        true => count(numbers, counts.of(rule)),
        false => NOTHING_TO_CHECK.to_owned(),
    };
    let mut families: Vec<FamilyRules> = Vec::new();
    for definition in Rule::EVERY {
        let family = definition.family.as_str();
        if families.last().is_none_or(|last| last.family != family) {
            families.push(FamilyRules { family, rules: Vec::new() });
        }
        let rule = CountedRule {
            name: definition.name,
            looks_for: if numbers.language() == Language::French { definition.fr } else { definition.en },
            severity: set.severity(definition.rule).as_str(),
            threshold: definition.threshold.map_or("", |threshold| threshold.key),
            number: threshold(numbers, set.threshold(definition.rule)),
            counts: plan.waves.iter().zip(counts).map(|(wave, counts)| found(definition.rule, wave, counts)).collect(),
        };
        if let Some(last) = families.last_mut() {
            last.rules.push(rule);
        }
    }
    families
}

/// Findings of no rule of validation, by rule and file.
fn observations<'f>(found: impl Iterator<Item = &'f Finding>, numbers: Numbers) -> Vec<Observation<'f>> {
    let mut counts: IndexMap<(&str, &'static str, &str), usize> = IndexMap::new();
    for finding in found.filter(|finding| Rule::named(finding.rule).is_none()) {
        let key = (finding.rule, finding.severity.as_str(), finding.place.file.as_str());
        *counts.entry(key).or_default() += finding.count;
    }
    let observation = |((rule, severity, file), n)| Observation { rule, severity, file, count: count(numbers, n) };
    counts.into_iter().map(observation).collect()
}

fn questions<'p>(plan: &'p Plan, waves: &'p [CalibratedWave], numbers: Numbers) -> Vec<Question<'p>> {
    let mut questions = Vec::new();
    for (wave, planned) in waves.iter().zip(&plan.waves) {
        let edition = &plan.registry.editions[&planned.edition]; // OK because `config` refuses a wave without edition
        let counts = NonResponse::of(&wave.wave, &plan.codebook, edition).counts;
        questions.extend(counts.into_iter().map(|((item, population), [answered, dont_know, blank])| Question {
            edition: wave.key.edition.as_str(),
            population: plan.label("population", population.as_str()),
            item: item.to_string(),
            answered: count(numbers, answered),
            dont_know: count(numbers, dont_know),
            blank: count(numbers, blank),
        }));
    }
    questions
}
