//! The YAML files as they are written: one struct a mapping, nothing checked beyond its structure. Private to `config`; the
//! types of `survey` and `plan` are made from these by the module of each file.

use chrono::NaiveDate;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::shape::{Code, Field, Id, Label, List, Name, Part, Phrase, Raw, Shape, Wire, wire, words};
use crate::error::Severity;
use crate::plan::CalibrationMethod;
use crate::survey::codebook::{Language, Text};
use crate::survey::ids::{Measure, Mirror, Standing};
use crate::survey::margin::Universe;

impl Wire for Text {
    const SHAPE: &'static Shape = &Shape::Struct(&[Field::of::<Phrase>("fr"), Field::of::<Phrase>("en")]);
}

words! {
    /// What the two sides of a pair judge.
    Mirror: Mirror::EVERY.iter().map(|mirror| mirror.as_str()).collect();
    /// How an answer becomes a number on 0–100.
    Measure: Measure::EVERY.iter().map(|measure| measure.as_str()).collect();
    /// Language of the report.
    Language: vec![Language::French.as_str(), Language::English.as_str()];
    /// The distance between calibrated and base weights.
    CalibrationMethod: CalibrationMethod::EVERY.iter().map(|method| method.as_str()).collect();
    /// What to do with a stratum that has a single sampling unit.
    LonelyPsu: vec!["fail", "certainty", "adjust", "average"];
    /// The rows above the first respondent.
    Headers: crate::plan::Headers::EVERY.iter().map(|headers| headers.as_str()).collect();
    /// Whether cells hold codes or labels.
    CellValues: vec!["codes", "labels"];
    /// What a missing answer means.
    Missing: vec!["not_asked", "dont_know"];
    /// Whom a margin is about.
    MarginUniverse: Universe::EVERY.iter().map(|universe| universe.as_str()).collect();
    /// Whether the figures of an edition may still change.
    Standing: Standing::EVERY.iter().map(|standing| standing.as_str()).collect();
    /// How grave a rule is.
    Severity: Severity::EVERY.iter().map(|severity| severity.as_str()).collect();
}

wire! {
    /// The questionnaire: answer scales, questions, what faces what, dimensions, and where each answer stands in a wave file.
    struct Codebook {
        /// Where things stand in a wave file, one row a respondent.
        layout: Part<Layout>,
        /// Answer scales by id.
        scales: IndexMap<Id, Scale>,
        /// Questions by id, in the order of the questionnaire.
        items: IndexMap<Id, Item>,
        /// Which client item faces which employee item, in publication order.
        mirror_pairs: IndexMap<Id, Pair>,
        /// Dimensions by id, in publication order: the items that declare one are averaged within a respondent.
        dimensions: IndexMap<Id, Dimension>,
        /// Groups of dimensions (optional).
        pillars: Option<IndexMap<Id, Pillar>>,
        /// Comparisons other than mirror gaps (optional).
        contrasts: Option<Contrasts>,
    }

    /// Where things stand in a wave file.
    struct Layout {
        /// Column of the respondent's id, unique in the wave.
        id: Name,
        /// Column that says which wave a row belongs to (optional).
        wave: Option<Name>,
        /// Column of the duration of the interview (optional).
        duration: Option<Name>,
        /// Column of the weight that the institute delivers (optional: without it everybody weighs the same before calibration).
        base_weight: Option<Name>,
        /// Column of the stratum, where the design has strata (optional).
        stratum: Option<Name>,
        /// Column of the primary sampling unit, where the design has clusters (optional).
        psu: Option<Name>,
        /// One entry for each sector that a respondent may rate (optional: left out in a survey of employees alone).
        client_blocks: Option<List<ClientBlock>>,
        /// Where people answer about their own job (optional: left out in a survey of clients alone).
        employee_block: Option<EmployeeBlock>,
    }

    /// Columns of one rated sector.
    struct ClientBlock {
        /// Column that says which sector is rated; a blank there means no rating.
        sector: Option<Name>,
        /// The sector that all answers of the block are about, instead of `sector`.
        sector_is: Option<Name>,
        /// What the block's columns begin with, `c1_` in `c1_reclamations` (optional, nothing).
        prefix: Option<Name>,
    }

    /// Columns about the respondent's job.
    struct EmployeeBlock {
        /// Column that says whether the person answers as an employee, with its codes of yes and no (optional: everybody does).
        employed: Option<Flag>,
        /// Column of the sector where the person works: a sector of the edition, or `autre`.
        sector: Option<Name>,
        /// The sector where everybody works, instead of `sector`.
        sector_is: Option<Name>,
        /// Column that says whether the person manages people, with its codes of yes and no (optional: nobody is known to).
        manager: Option<Flag>,
        /// What the block's columns begin with, `e_` in `e_reclamations` (optional, nothing).
        prefix: Option<Name>,
    }

    /// A column of yes and no.
    struct Flag {
        /// The column.
        column: Name,
        /// Code of yes, in quotes.
        yes: Code,
        /// Code of no, in quotes.
        no: Code,
    }

    /// Ordered codes and how they score.
    struct OrderedScale {
        /// Codes and their labels, from the least to the most favourable.
        codes: List<ScaleCode>,
        /// Codes counted in top-2: the last of the scale.
        favourable: List<Code>,
        /// Codes counted in top-1: the last of the scale.
        most_favourable: List<Code>,
        /// Codes of people who were asked and gave no opinion (optional).
        dont_know: Option<List<Code>>,
        /// Labels of a file for those people; they mean the first code of `dont_know` (optional).
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A number from 0 to 100, of which the mean alone is published.
    struct PercentageScale {
        /// Codes of people who were asked and gave no opinion, outside 0–100 (optional).
        dont_know: Option<List<Code>>,
        /// Labels of a file for those people; they mean the first code of `dont_know` (optional).
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A number of a range, of which the mean alone is published.
    struct NumberScale {
        /// Smallest answer, the least favourable.
        min: f64,
        /// Largest answer, the most favourable.
        max: f64,
        /// Codes of people who were asked and gave no opinion, outside the range (optional).
        dont_know: Option<List<Code>>,
        /// Labels of a file for those people; they mean the first code of `dont_know` (optional).
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A code and its label.
    struct ScaleCode {
        /// The code as it stands in the wave file, in quotes.
        code: Code,
        /// Its label in French.
        fr: Phrase,
        /// Its label in English.
        en: Phrase,
        /// Other labels of a file for this code (optional).
        aliases: Option<List<Phrase>>,
    }

    /// A question.
    struct Item {
        /// Id of its scale.
        scale: Name,
        /// Id of the dimension that its answers feed (optional).
        dimension: Option<Name>,
        /// `true` when agreeing is unfavourable (optional, `false`).
        reversed: Option<bool>,
        /// Name of its column after the block's prefix (optional, the id of the item).
        column: Option<Name>,
        /// Short name for tables and figures.
        name: Text,
        /// Wording put to clients; left out when they are not asked.
        client: Option<Text>,
        /// Wording put to employees; left out when they are not asked.
        employee: Option<Text>,
    }

    /// A client item and the employee item that faces it.
    struct Pair {
        /// `parallel_treatment` when each side judges how it is treated itself, `same_object` when both judge the same thing.
        mirror: Mirror,
        /// The client item (optional, the id of the pair).
        client: Option<Name>,
        /// The employee item (optional, the id of the pair).
        employee: Option<Name>,
        /// Short name for tables and figures (optional, the client item's name).
        name: Option<Text>,
    }

    /// Several items averaged within a respondent.
    struct Dimension {
        /// Its name.
        name: Text,
        /// What it means, as printed.
        definition: Text,
        /// Answers that a person must have given to get a score (optional, 1).
        #[schemars(range(min = 1))]
        min_items: Option<usize>,
        /// Its share in the composites (optional: on every dimension or on none, adding up to 1).
        weight: Option<f64>,
    }

    /// A group of dimensions.
    struct Pillar {
        /// Its name.
        name: Text,
        /// Ids of its dimensions.
        dimensions: List<Name>,
    }

    /// Comparisons other than mirror gaps.
    struct Contrasts {
        /// Employees' guesses of what clients answer (optional).
        overestimation: Option<List<Overestimation>>,
        /// Two items of the same employees (optional).
        within_employee: Option<List<WithinEmployee>>,
    }

    /// An employee item that guesses what a client item says.
    struct Overestimation {
        /// The employee item.
        estimate: Name,
        /// Its measure (optional, `top2`).
        estimate_measure: Option<Measure>,
        /// The client item.
        real: Name,
        /// Its measure (optional, `top2`).
        real_measure: Option<Measure>,
    }

    /// Two items of the same employees, left minus right.
    struct WithinEmployee {
        /// The employee item on the left.
        left: Name,
        /// The employee item on the right.
        right: Name,
    }

    /// Every sector ever surveyed.
    struct Sectors {
        /// Sectors by id, in publication order. The ids `all`, `mean_of_sectors`, `weighted_sectors` and `autre` are taken.
        sectors: IndexMap<Id, Sector>,
    }

    /// A sector.
    struct Sector {
        /// Its name.
        name: Text,
        /// Its weight in `weighted_sectors`, on any scale (optional: on every sector or on none).
        weight: Option<f64>,
    }
}

/// An answer scale.
#[derive(Debug, Deserialize, JsonSchema)]
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
    /// The editions: when each was in the field, whom and what it asked, and what may be compared.
    struct Registry {
        /// Title and publisher.
        barometer: Part<Barometer>,
        /// Item lists that editions share, by id.
        instruments: IndexMap<Id, Instrument>,
        /// Items added in some editions, by id (optional).
        modules: Option<IndexMap<Id, Module>>,
        /// Editions by label, in quotes.
        editions: IndexMap<Label, Edition>,
        /// Where series stop being comparable (optional).
        breaks: Option<List<Break>>,
        /// Corrections of published editions (optional).
        corrections: Option<List<Correction>>,
    }

    /// The barometer itself.
    struct Barometer {
        /// Its title.
        title: Text,
        /// Who publishes it.
        publisher: Phrase,
        /// A sentence that stands wherever the data are named (optional).
        caution: Option<Text>,
        /// Where the barometer is published, a web address (optional).
        address: Option<Phrase>,
    }

    /// An item list in force in one or more editions.
    struct Instrument {
        /// Items put to clients.
        client: List<Name>,
        /// Items put to employees.
        employee: List<Name>,
        /// Dimensions computed.
        dimensions: List<Name>,
    }

    /// Items added in some editions.
    struct Module {
        /// Its name.
        name: Text,
        /// Items put to clients.
        client: List<Name>,
        /// Items put to employees.
        employee: List<Name>,
    }

    /// One edition.
    struct Edition {
        /// First day of the field, `2014-10-17` say.
        field_start: NaiveDate,
        /// Last day of the field.
        field_end: NaiveDate,
        /// Number of interviews: a file with another number of rows is refused.
        #[schemars(range(min = 1))]
        n_respondents: usize,
        /// Who was in the field (optional).
        institute: Option<Phrase>,
        /// How people were asked (optional).
        mode: Option<Text>,
        /// Id of the item list that was asked.
        instrument: Name,
        /// Ids of the modules that were asked (optional).
        modules: Option<List<Name>>,
        /// Ids of the sectors of the frame.
        sectors: List<Name>,
        /// A word for who the employees are: editions with different words are not compared on employee figures.
        employee_base: Name,
        /// Name of the panel: editions that name the same one share members, matched by id (optional).
        panel: Option<Name>,
        /// Facts that are assumed rather than known, as printed (optional).
        assumed: Option<List<Text>>,
        /// How the edition was made and published (optional).
        technical: Option<Technical>,
    }

    /// How an edition was made and published.
    struct Technical {
        /// Number of the edition in the series (optional).
        number: Option<usize>,
        /// Day of publication (optional).
        published: Option<NaiveDate>,
        /// Version of the publication (optional).
        version: Option<Phrase>,
        /// Whether its figures may still change (optional).
        standing: Option<Standing>,
        /// Who ordered the survey (optional).
        sponsor: Option<Text>,
        /// With whom (optional).
        partners: Option<Text>,
        /// Who paid for it (optional).
        funder: Option<Text>,
        /// Whom the survey is about (optional).
        population: Option<Text>,
        /// Who counts as a client (optional).
        clients: Option<Text>,
        /// Who counts as an employee (optional).
        employees: Option<Text>,
        /// What the sample was drawn from (optional).
        frame: Option<Text>,
        /// How people were recruited (optional).
        recruitment: Option<Text>,
        /// What they received for it (optional).
        incentive: Option<Text>,
        /// Median length of an interview, in minutes (optional).
        median_minutes: Option<f64>,
        /// Quotas (optional).
        quotas: Option<Text>,
        /// Response rate, in percent (optional).
        response_rate_percent: Option<f64>,
        /// What was removed or corrected, and why (optional).
        cleaning: Option<Text>,
        /// What the survey cannot say (optional).
        limits: Option<Text>,
        /// Standard that was followed (optional).
        standard: Option<Text>,
        /// Whom to ask (optional).
        contact: Option<Text>,
        /// Where the questionnaire and the data can be consulted (optional).
        consultation: Option<Text>,
    }

    /// A correction of a published edition.
    struct Correction {
        /// The edition that is corrected.
        edition: Name,
        /// Day of the correction.
        date: NaiveDate,
        /// Version that carries it (optional).
        version: Option<Phrase>,
        /// Ids of the sectors it concerns (optional, all).
        sectors: Option<List<Name>>,
        /// Ids of the dimensions it concerns (optional, all).
        dimensions: Option<List<Name>>,
        /// What was corrected, as printed.
        text: Text,
    }

    /// A break: no change is computed across it.
    struct Break {
        /// First edition after the break.
        before: Name,
        /// Ids of the items it concerns (optional, all).
        items: Option<List<Name>>,
        /// Ids of the sectors it concerns (optional, all).
        sectors: Option<List<Name>>,
        /// Why, as printed.
        reason: Text,
    }
}

wire! {
    /// The population that one edition is weighted to.
    struct Margins {
        /// Persons in the reference population.
        population_total: f64,
        /// Persons in each part of it that a margin is about (optional).
        universe_totals: Option<UniverseTotals>,
        /// Where the totals come from, as printed.
        source: Text,
        /// One entry a margin, by id.
        variables: IndexMap<Id, MarginVariable>,
    }

    /// Persons of the population in each universe.
    struct UniverseTotals {
        /// Persons who answer as employees (optional).
        employees: Option<f64>,
        /// Those of them who manage people (optional).
        managers: Option<f64>,
    }

    /// A margin.
    struct MarginVariable {
        /// Column of the wave file (optional, the id of the variable).
        column: Option<Name>,
        /// The two or more columns that are crossed, instead of `column` (optional).
        columns: Option<List<Name>>,
        /// Whom the margin is about (optional, `all`).
        universe: Option<MarginUniverse>,
        /// Its name in the report.
        name: Text,
        /// Categories by the code of the wave file, in quotes; codes of a crossed margin joined by ` x `.
        categories: IndexMap<Code, MarginCategory>,
    }

    /// A category: its share or its count.
    struct MarginCategory {
        /// Other codes of the wave file counted with this one (optional).
        merges: Option<List<Code>>,
        /// Range of numbers instead of codes, both ends in it, where the file holds a number (optional).
        range: Option<List<f64>>,
        /// Labels of a file for this category, beside its name (optional).
        aliases: Option<List<Phrase>>,
        /// Its share of the universe, from 0 to 1 (or `count`, in every category of the file).
        #[schemars(range(min = 0, max = 1))]
        share: Option<f64>,
        /// Persons in it (or `share`, in every category of the file).
        count: Option<f64>,
        /// Its name in the report.
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
    /// Thresholds and error rates: decided before results are seen.
    struct Publication {
        /// A base under this is hidden.
        #[schemars(range(min = 0))]
        suppress_below: Part<f64>,
        /// A base under this carries the mark of small bases.
        #[schemars(range(min = 0))]
        small_base_below: Part<f64>,
        /// Largest gap, in points, that still counts as symmetry.
        #[schemars(range(min = 0, max = 100))]
        delta_points: Part<f64>,
        /// Level, in percent, that separates positive symmetry from negative symmetry.
        #[schemars(range(min = 0, max = 100))]
        level_cut_percent: Part<f64>,
        /// Confidence of every interval, 0.95 for 95 %.
        #[schemars(range(min = 0, max = 1))]
        confidence: Part<f64>,
        /// Share of false discoveries accepted within one published matrix, 0.05 for 5 %.
        #[schemars(range(min = 0, max = 1))]
        false_discovery_rate: Part<f64>,
    }
}

wire! {
    /// Rules by which the waves are checked, and what single columns must hold.
    struct Validation {
        /// Rules of the program that are graver, milder or at another threshold here, by name (optional).
        rules: Option<IndexMap<Name, ValidationRule>>,
        /// Columns that are checked and not used, by name (optional).
        columns: Option<IndexMap<Name, CheckedColumn>>,
        /// What follows from what (optional).
        implications: Option<List<Implication>>,
    }

    /// A rule: how grave, and its threshold.
    struct ValidationRule {
        /// How grave it is (optional, as the program has it).
        severity: Option<Severity>,
        /// Threshold: told above it (optional).
        above: Option<f64>,
        /// Threshold: told below it (optional).
        below: Option<f64>,
        /// Threshold: told from it on (optional).
        at_least: Option<f64>,
    }

    /// A column that is checked and not used.
    struct CheckedColumn {
        /// The codes that it may hold (optional).
        codes: Option<List<Code>>,
        /// Smallest number that it may hold (optional).
        from: Option<f64>,
        /// Largest number that it may hold (optional).
        to: Option<f64>,
        /// Whether it may be blank (optional).
        blank: Option<bool>,
    }

    /// What follows from what.
    struct Implication {
        /// The condition.
        given: Condition,
        /// What must hold wherever the condition does.
        then: Condition,
    }

    /// A condition on a cell.
    struct Condition {
        /// The column.
        column: Name,
        /// The codes of which it holds one (optional).
        is: Option<List<Code>>,
        /// A number that it reaches (optional).
        at_least: Option<f64>,
        /// A number that it does not pass (optional).
        at_most: Option<f64>,
        /// Whether it is blank (optional).
        blank: Option<bool>,
    }
}

/// `labels.yaml`: texts by group and key.
pub(super) type Labels = IndexMap<Name, IndexMap<Name, Text>>;

wire! {
    /// One run: its waves, its options, its output.
    struct Pipeline {
        /// Name of the run.
        name: Part<Name>,
        /// Folder of the configuration, from the folder of this file.
        config: Part<Phrase>,
        /// Of every random number: the same inputs and seed give the same files.
        seed: Part<u64>,
        /// The waves, one entry an edition.
        waves: Part<List<Wave>>,
        /// How the weights are made to meet the margins (optional).
        calibrate: Option<Calibrate>,
        /// How often the weights are drawn again (optional).
        replicate: Option<Replicate>,
        /// Where the output goes, and in which language.
        publish: Part<Publish>,
    }

    /// A wave to load.
    struct Wave {
        /// Label of an edition of the registry.
        edition: Name,
        /// The wave file, from the folder of this file.
        file: Phrase,
        /// How the file is read.
        reader: Reader,
        /// File of the margins, from the folder of this file.
        margins: Phrase,
        /// Code of the wave in the column `wave` of the layout (optional).
        wave: Option<Code>,
        /// SHA-256 that the file must have (optional).
        sha256: Option<Name>,
    }

    /// Text with a delimiter.
    struct CsvReader {
        /// What stands between two fields (optional, a comma).
        delimiter: Option<Raw>,
        /// Encoding, a label of the WHATWG list (optional, `utf-8`).
        encoding: Option<Name>,
        /// Decimal mark of its numbers: `"."` or `","` (optional, a dot).
        decimal: Option<Raw>,
        /// The rows above the first respondent (optional, `plain`: one row of names).
        headers: Option<Headers>,
        /// One row an answer instead of one row a respondent (optional).
        long: Option<Long>,
        /// Whether cells hold the codes of the survey or labels (optional, `codes`).
        values: Option<CellValues>,
        /// Spellings of a missing answer, and what each means (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// What single columns of the survey are in this file (optional).
        columns: Option<IndexMap<Name, ReaderColumn>>,
        /// How large the file may be (optional).
        limits: Option<Limits>,
    }

    /// Apache Parquet.
    struct ParquetReader {
        /// One row an answer instead of one row a respondent (optional).
        long: Option<Long>,
        /// Whether cells hold the codes of the survey or labels (optional, `codes`).
        values: Option<CellValues>,
        /// Spellings of a missing answer, and what each means (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// What single columns of the survey are in this file (optional).
        columns: Option<IndexMap<Name, ReaderColumn>>,
        /// How large the file may be (optional).
        limits: Option<Limits>,
    }

    /// A sheet of an Excel workbook.
    struct XlsxReader {
        /// Name of the sheet (optional, the first one).
        sheet: Option<Raw>,
        /// Row of the header, from 1 (optional, 1).
        header_row: Option<usize>,
        /// Last row of the table (optional: it ends at the first blank row).
        last_row: Option<usize>,
        /// The rows above the first respondent (optional, `plain`: one row of names).
        headers: Option<Headers>,
        /// One row an answer instead of one row a respondent (optional).
        long: Option<Long>,
        /// Whether cells hold the codes of the survey or labels (optional, `codes`).
        values: Option<CellValues>,
        /// Spellings of a missing answer, and what each means (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// What single columns of the survey are in this file (optional).
        columns: Option<IndexMap<Name, ReaderColumn>>,
        /// How large the file may be (optional).
        limits: Option<Limits>,
    }

    /// SPSS, compressed or not.
    struct SpssReader {
        /// One row an answer instead of one row a respondent (optional).
        long: Option<Long>,
        /// Whether cells hold the codes of the survey or labels (optional, `codes`).
        values: Option<CellValues>,
        /// Spellings of a missing answer, and what each means (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// What single columns of the survey are in this file (optional).
        columns: Option<IndexMap<Name, ReaderColumn>>,
        /// How large the file may be (optional).
        limits: Option<Limits>,
    }

    /// A file of one row an answer.
    struct Long {
        /// Column of the respondent's id.
        respondent: Raw,
        /// Column that says which item a row answers.
        item: Raw,
        /// Column of the answer.
        value: Raw,
        /// Column of the sector that the answer is about (optional).
        sector: Option<Raw>,
        /// Rows of the file: another number is refused (optional).
        n_rows: Option<usize>,
    }

    /// What one column of the survey is in the file.
    struct ReaderColumn {
        /// Its name in the file (optional, the same).
        from: Option<Raw>,
        /// Whether its cells hold codes or labels (optional, as the reader says).
        values: Option<CellValues>,
        /// Its own spellings of a missing answer (optional).
        missing: Option<IndexMap<Raw, Missing>>,
        /// Spellings of this file, each with the code of the survey that it stands for (optional).
        recode: Option<IndexMap<Raw, Code>>,
    }

    /// How large a file may be.
    struct Limits {
        /// Megabytes of the file (optional, 150).
        file_mb: Option<u64>,
        /// Megabytes that a compressed file may take when it is unpacked, a text when it is decoded, all cells together (optional, 250).
        inflated_mb: Option<u64>,
        /// Respondents (optional, 20000).
        rows: Option<usize>,
        /// Columns of the table (optional, 5000).
        columns: Option<usize>,
        /// Rows times columns (optional, 20000000).
        cells: Option<usize>,
        /// Bytes of one field (optional, 32767).
        field_bytes: Option<usize>,
    }

    /// How the weights are made to meet the margins.
    struct Calibrate {
        /// The distance (optional, `raking`).
        method: Option<CalibrationMethod>,
        /// `[L, U]` with 0 ≤ L < 1 < U, for the bounded methods alone.
        bounds: Option<List<f64>>,
        /// A cap on the weights, for `raking` alone (optional).
        trim: Option<Trim>,
        /// Newton iterations before the run is refused (optional, 50).
        #[schemars(range(min = 1))]
        max_iterations: Option<usize>,
        /// What to do with a stratum that has a single sampling unit (optional, `fail`).
        lonely_psu: Option<LonelyPsu>,
    }

    /// A cap on the weights.
    struct Trim {
        /// Largest weight, in mean weights of the wave.
        #[schemars(range(min = 1))]
        cap: f64,
        /// Rounds of capping and raking again (optional, 500).
        #[schemars(range(min = 1))]
        max_rounds: Option<usize>,
        /// What the margins may miss afterwards, relative (optional, 1e-10).
        max_misfit: Option<f64>,
    }

    /// How often the weights of each wave are drawn again for the ranks of the sectors.
    struct Replicate {
        /// Number of replicates, from 100 to 10000 (optional, 1000).
        #[schemars(range(min = 100, max = 10000))]
        replicates: Option<usize>,
    }

    /// Where the output goes, and in which language.
    struct Publish {
        /// The output folder, replaced whole; from the folder of this file.
        out: Phrase,
        /// Language of the report (optional, `fr`).
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
#[derive(Debug, Deserialize, JsonSchema)]
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

/// Whether cells hold codes or labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CellValues {
    Codes,
    Labels,
}

/// What a missing answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Missing {
    NotAsked,
    DontKnow,
}
