//! The YAML files as they are written: one struct a mapping, nothing checked beyond its structure. Private to `config`; the
//! types of `survey` and `plan` are made from these by the module of each file.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Deserialize;

use super::shape::{Code, Field, Id, Label, List, Name, Part, Phrase, Raw, Shape, Wire, wire};
use crate::error::Severity;
use crate::plan::CalibrationMethod;
use crate::survey::codebook::{Language, Text};
use crate::survey::ids::{Measure, Mirror, Standing};
use crate::survey::margin::Universe;

impl Wire for Text {
    const SHAPE: &'static Shape = &Shape::Struct(&[Field::of::<Phrase>("fr"), Field::of::<Phrase>("en")]);
}

impl Wire for Mirror {
    const SHAPE: &'static Shape = &Shape::OneOf(|| Mirror::EVERY.iter().map(|mirror| mirror.as_str()).collect());
}

impl Wire for Measure {
    const SHAPE: &'static Shape = &Shape::OneOf(|| Measure::EVERY.iter().map(|measure| measure.as_str()).collect());
}

impl Wire for Standing {
    const SHAPE: &'static Shape = &Shape::OneOf(|| Standing::EVERY.iter().map(|standing| standing.as_str()).collect());
}

impl Wire for Language {
    const SHAPE: &'static Shape = &Shape::OneOf(|| vec!["fr", "en"]);
}

impl Wire for CalibrationMethod {
    const SHAPE: &'static Shape =
        &Shape::OneOf(|| CalibrationMethod::EVERY.iter().map(|method| method.as_str()).collect());
}

impl Wire for LonelyPsu {
    const SHAPE: &'static Shape = &Shape::OneOf(|| vec!["fail", "certainty", "adjust", "average"]);
}

impl Wire for Severity {
    const SHAPE: &'static Shape = &Shape::OneOf(|| Severity::EVERY.iter().map(|severity| severity.as_str()).collect());
}

impl Wire for MarginUniverse {
    const SHAPE: &'static Shape = &Shape::OneOf(|| Universe::EVERY.iter().map(|universe| universe.as_str()).collect());
}

wire! {
    /// `codebook.yaml`.
    struct Codebook {
        layout: Part<Layout>,
        scales: IndexMap<Id, Scale>,
        items: IndexMap<Id, Item>,
        mirror_pairs: IndexMap<Id, Pair>,
        dimensions: IndexMap<Id, Dimension>,
        pillars: Option<IndexMap<Id, Pillar>>,
        contrasts: Option<Contrasts>,
    }

    /// Where things stand in a wave file.
    struct Layout {
        id: Name,
        wave: Option<Name>,
        duration: Option<Name>,
        base_weight: Option<Name>,
        stratum: Option<Name>,
        psu: Option<Name>,
        client_blocks: Option<List<ClientBlock>>,
        employee_block: Option<EmployeeBlock>,
    }

    /// Columns of one rated sector.
    struct ClientBlock {
        sector: Option<Name>,
        sector_is: Option<Name>,
        prefix: Option<Name>,
    }

    /// Columns about the respondent's job.
    struct EmployeeBlock {
        employed: Option<Flag>,
        sector: Option<Name>,
        sector_is: Option<Name>,
        manager: Option<Flag>,
        prefix: Option<Name>,
    }

    /// A column of yes and no.
    struct Flag {
        column: Name,
        yes: Code,
        no: Code,
    }

    /// An ordered scale, without its word `type`.
    struct OrderedScale {
        codes: List<ScaleCode>,
        favourable: List<Code>,
        most_favourable: List<Code>,
        dont_know: Option<List<Code>>,
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A percentage, without its word `type`.
    struct PercentageScale {
        dont_know: Option<List<Code>>,
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A range of numbers, without its word `type`.
    struct NumberScale {
        min: f64,
        max: f64,
        dont_know: Option<List<Code>>,
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A code and its label.
    struct ScaleCode {
        code: Code,
        fr: Phrase,
        en: Phrase,
        aliases: Option<List<Phrase>>,
    }

    /// A question.
    struct Item {
        scale: Name,
        dimension: Option<Name>,
        reversed: Option<bool>,
        column: Option<Name>,
        name: Text,
        client: Option<Text>,
        employee: Option<Text>,
    }

    /// A mirror pair.
    struct Pair {
        mirror: Mirror,
        client: Option<Name>,
        employee: Option<Name>,
        name: Option<Text>,
    }

    /// A dimension.
    struct Dimension {
        name: Text,
        definition: Text,
        min_items: Option<usize>,
        weight: Option<f64>,
    }

    /// A pillar.
    struct Pillar {
        name: Text,
        dimensions: List<Name>,
    }

    /// Comparisons other than mirror gaps.
    struct Contrasts {
        overestimation: Option<List<Overestimation>>,
        within_employee: Option<List<WithinEmployee>>,
    }

    /// An employee item that guesses what a client item says.
    struct Overestimation {
        estimate: Name,
        estimate_measure: Option<Measure>,
        real: Name,
        real_measure: Option<Measure>,
    }

    /// Two items of the same employees.
    struct WithinEmployee {
        left: Name,
        right: Name,
    }

    /// `sectors.yaml`.
    struct Sectors {
        sectors: IndexMap<Id, Sector>,
    }

    /// A sector.
    struct Sector {
        name: Text,
        weight: Option<f64>,
    }
}

/// A scale.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Scale {
    Ordered(OrderedScale),
    Percentage(PercentageScale),
    Number(NumberScale),
}

impl Wire for Scale {
    const SHAPE: &'static Shape = &Shape::Tagged {
        tag: "type",
        variants: &[
            ("ordered", OrderedScale::FIELDS),
            ("percentage", PercentageScale::FIELDS),
            ("number", NumberScale::FIELDS),
        ],
    };
}

wire! {
    /// `registry.yaml`.
    struct Registry {
        barometer: Part<Barometer>,
        instruments: IndexMap<Id, Instrument>,
        modules: Option<IndexMap<Id, Module>>,
        editions: IndexMap<Label, Edition>,
        breaks: Option<List<Break>>,
        corrections: Option<List<Correction>>,
    }

    /// The barometer itself.
    struct Barometer {
        title: Text,
        publisher: Phrase,
        caution: Option<Text>,
        address: Option<Phrase>,
    }

    /// An item list.
    struct Instrument {
        client: List<Name>,
        employee: List<Name>,
        dimensions: List<Name>,
    }

    /// A rotating module.
    struct Module {
        name: Text,
        client: List<Name>,
        employee: List<Name>,
    }

    /// An edition.
    struct Edition {
        field_start: NaiveDate,
        field_end: NaiveDate,
        n_respondents: usize,
        institute: Option<Phrase>,
        mode: Option<Text>,
        instrument: Name,
        modules: Option<List<Name>>,
        sectors: List<Name>,
        employee_base: Name,
        panel: Option<Name>,
        assumed: Option<List<Text>>,
        technical: Option<Technical>,
    }

    /// How an edition was made and published.
    struct Technical {
        number: Option<usize>,
        published: Option<NaiveDate>,
        version: Option<Phrase>,
        standing: Option<Standing>,
        sponsor: Option<Text>,
        partners: Option<Text>,
        funder: Option<Text>,
        population: Option<Text>,
        clients: Option<Text>,
        employees: Option<Text>,
        frame: Option<Text>,
        recruitment: Option<Text>,
        incentive: Option<Text>,
        median_minutes: Option<f64>,
        quotas: Option<Text>,
        response_rate_percent: Option<f64>,
        cleaning: Option<Text>,
        limits: Option<Text>,
        standard: Option<Text>,
        contact: Option<Text>,
        consultation: Option<Text>,
    }

    /// A correction of a published edition.
    struct Correction {
        edition: Name,
        date: NaiveDate,
        version: Option<Phrase>,
        sectors: Option<List<Name>>,
        dimensions: Option<List<Name>>,
        text: Text,
    }

    /// A break.
    struct Break {
        before: Name,
        items: Option<List<Name>>,
        sectors: Option<List<Name>>,
        reason: Text,
    }
}

wire! {
    /// The margins of one edition.
    struct Margins {
        population_total: f64,
        universe_totals: Option<UniverseTotals>,
        source: Text,
        variables: IndexMap<Id, MarginVariable>,
    }

    /// Persons of the population in each universe.
    struct UniverseTotals {
        employees: Option<f64>,
        managers: Option<f64>,
    }

    /// A margin variable.
    struct MarginVariable {
        column: Option<Name>,
        columns: Option<List<Name>>,
        universe: Option<MarginUniverse>,
        name: Text,
        categories: IndexMap<Code, MarginCategory>,
    }

    /// A category: its share or its count.
    struct MarginCategory {
        merges: Option<List<Code>>,
        range: Option<List<f64>>,
        aliases: Option<List<Phrase>>,
        share: Option<f64>,
        count: Option<f64>,
        name: Text,
    }
}

/// Whom a margin is about.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum MarginUniverse {
    All,
    Employees,
    Managers,
}

wire! {
    /// `publication.yaml`.
    struct Publication {
        suppress_below: Part<f64>,
        small_base_below: Part<f64>,
        delta_points: Part<f64>,
        level_cut_percent: Part<f64>,
        confidence: Part<f64>,
        false_discovery_rate: Part<f64>,
    }
}

wire! {
    /// `validation.yaml`.
    struct Validation {
        rules: Option<IndexMap<Name, ValidationRule>>,
        columns: Option<IndexMap<Name, CheckedColumn>>,
        implications: Option<List<Implication>>,
    }

    /// A rule: how grave, and its threshold.
    struct ValidationRule {
        severity: Option<Severity>,
        above: Option<f64>,
        below: Option<f64>,
        at_least: Option<f64>,
    }

    /// A column that is checked and not used.
    struct CheckedColumn {
        codes: Option<List<Code>>,
        from: Option<f64>,
        to: Option<f64>,
        blank: Option<bool>,
    }

    /// What follows from what.
    struct Implication {
        given: Condition,
        then: Condition,
    }

    /// A condition on a cell.
    struct Condition {
        column: Name,
        is: Option<List<Code>>,
        at_least: Option<f64>,
        at_most: Option<f64>,
        blank: Option<bool>,
    }
}

/// `labels.yaml`: texts by group and key.
pub(super) type Labels = IndexMap<Name, IndexMap<Name, Text>>;

wire! {
    /// A pipeline.
    struct Pipeline {
        name: Part<Name>,
        config: Part<Phrase>,
        seed: Part<u64>,
        waves: Part<List<Wave>>,
        calibrate: Option<Calibrate>,
        replicate: Option<Replicate>,
        publish: Part<Publish>,
    }

    /// A wave to load.
    struct Wave {
        edition: Name,
        file: Phrase,
        reader: Reader,
        margins: Phrase,
        wave: Option<Code>,
        sha256: Option<Name>,
    }

    /// A text file, without its word `format`.
    struct CsvReader {
        delimiter: Option<Raw>,
        encoding: Option<Name>,
        decimal: Option<Raw>,
        headers: Option<Headers>,
        long: Option<Long>,
        values: Option<CellValues>,
        missing: Option<IndexMap<Raw, Missing>>,
        columns: Option<IndexMap<Name, ReaderColumn>>,
        limits: Option<Limits>,
    }

    /// A Parquet file, without its word `format`.
    struct ParquetReader {
        long: Option<Long>,
        values: Option<CellValues>,
        missing: Option<IndexMap<Raw, Missing>>,
        columns: Option<IndexMap<Name, ReaderColumn>>,
        limits: Option<Limits>,
    }

    /// A workbook, without its word `format`.
    struct XlsxReader {
        sheet: Option<Raw>,
        header_row: Option<usize>,
        last_row: Option<usize>,
        headers: Option<Headers>,
        long: Option<Long>,
        values: Option<CellValues>,
        missing: Option<IndexMap<Raw, Missing>>,
        columns: Option<IndexMap<Name, ReaderColumn>>,
        limits: Option<Limits>,
    }

    /// An SPSS file, without its word `format`.
    struct SpssReader {
        long: Option<Long>,
        values: Option<CellValues>,
        missing: Option<IndexMap<Raw, Missing>>,
        columns: Option<IndexMap<Name, ReaderColumn>>,
        limits: Option<Limits>,
    }

    /// A file of one row an answer.
    struct Long {
        respondent: Raw,
        item: Raw,
        value: Raw,
        sector: Option<Raw>,
        n_rows: Option<usize>,
    }

    /// What one column of the survey is in the file.
    struct ReaderColumn {
        from: Option<Raw>,
        values: Option<CellValues>,
        missing: Option<IndexMap<Raw, Missing>>,
        recode: Option<IndexMap<Raw, Code>>,
    }

    /// How large a file may be.
    struct Limits {
        file_mb: Option<u64>,
        inflated_mb: Option<u64>,
        rows: Option<usize>,
        columns: Option<usize>,
        cells: Option<usize>,
        field_bytes: Option<usize>,
    }

    /// Options of the stage `calibrate`.
    struct Calibrate {
        method: Option<CalibrationMethod>,
        bounds: Option<List<f64>>,
        trim: Option<Trim>,
        max_iterations: Option<usize>,
        lonely_psu: Option<LonelyPsu>,
    }

    /// A cap on the weights.
    struct Trim {
        cap: f64,
        max_rounds: Option<usize>,
        max_misfit: Option<f64>,
    }

    /// Options of the stage `replicate`.
    struct Replicate {
        replicates: Option<usize>,
    }

    /// Options of the stage `publish`.
    struct Publish {
        out: Phrase,
        language: Option<Language>,
    }
}

/// What to do with a stratum that has a single sampling unit.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LonelyPsu {
    Fail,
    Certainty,
    Adjust,
    Average,
}

/// How to read a wave file.
#[derive(Debug, Deserialize)]
#[serde(tag = "format", rename_all = "snake_case")]
pub(super) enum Reader {
    Csv(CsvReader),
    Parquet(ParquetReader),
    Xlsx(XlsxReader),
    Spss(SpssReader),
}

impl Wire for Reader {
    const SHAPE: &'static Shape = &Shape::Tagged {
        tag: "format",
        variants: &[
            ("csv", CsvReader::FIELDS),
            ("parquet", ParquetReader::FIELDS),
            ("xlsx", XlsxReader::FIELDS),
            ("spss", SpssReader::FIELDS),
        ],
    };
}

/// The rows above the first respondent.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Headers {
    Plain,
    NamesAndTexts,
    Limesurvey,
    Qualtrics,
    Surveymonkey,
}

impl Wire for Headers {
    const SHAPE: &'static Shape =
        &Shape::OneOf(|| crate::plan::Headers::EVERY.iter().map(|headers| headers.as_str()).collect());
}

/// Whether cells hold codes or labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CellValues {
    Codes,
    Labels,
}

impl Wire for CellValues {
    const SHAPE: &'static Shape = &Shape::OneOf(|| vec!["codes", "labels"]);
}

/// What a missing answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Missing {
    NotAsked,
    DontKnow,
}

impl Wire for Missing {
    const SHAPE: &'static Shape = &Shape::OneOf(|| vec!["not_asked", "dont_know"]);
}
