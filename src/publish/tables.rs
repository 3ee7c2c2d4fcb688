//! The tables of the contract, each described once: name, grain, and for every column its name, its description with the
//! unit, its type and where its value stands in the row. The Parquet and the CSV writer read these descriptions and know
//! nothing else about the rows.

use chrono::NaiveDate;

use super::confidential::{AnswerRow, RespondentRow};
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::survey::ids::{Subject, VariableId};
use crate::survey::results::*;

/// A table: what a row is, and its columns, the key first.
pub struct Table<'t, R> {
    /// Name, and file name without extension.
    pub name: &'static str,
    /// What one row stands for.
    pub grain: &'static str,
    /// Columns in file order.
    pub columns: Vec<Column<'t, R>>,
}

/// One column.
pub struct Column<'t, R> {
    /// Name in the file.
    pub name: String,
    /// What it holds, with its unit.
    pub description: String,
    /// Whether a value may be missing; false for the key.
    pub nullable: bool,
    /// Whether few values are written many times, so that a list of them and positions in it are the shorter way.
    pub repeats: bool,
    get: Get<'t, R>,
}

type GetText<'t, R> = Box<dyn for<'r> Fn(&'r R) -> Option<&'r str> + 't>;
type GetOption<'t, R, T> = Box<dyn Fn(&R) -> Option<T> + 't>;

/// Where the values of a column stand in a row.
enum Get<'t, R> {
    Text(GetText<'t, R>),
    Number(GetOption<'t, R, f64>),
    Count(GetOption<'t, R, i64>),
    Date(Box<dyn Fn(&R) -> NaiveDate + 't>),
    Flag(GetOption<'t, R, bool>),
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// Floating point on 64 bits.
    Number,
    /// Signed integer on 64 bits.
    Count,
    /// A day.
    Date,
    /// True or false.
    Flag,
}

/// The value of a column in one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing.
    Empty,
    /// Words.
    Text(&'r str),
    /// A number, finite.
    Number(f64),
    /// A whole number.
    Count(i64),
    /// A day.
    Date(NaiveDate),
    /// True or false.
    Flag(bool),
}

/// What makes something of the values of a column over some rows.
pub trait Gather {
    /// What it makes.
    type Gathered;

    /// Of a text column.
    fn texts<'r>(self, values: impl Iterator<Item = Option<&'r str>>) -> Self::Gathered;
    /// Of a number column.
    fn numbers(self, values: impl Iterator<Item = Option<f64>>) -> Self::Gathered;
    /// Of a count column.
    fn counts(self, values: impl Iterator<Item = Option<i64>>) -> Self::Gathered;
    /// Of a date column.
    fn dates(self, values: impl Iterator<Item = NaiveDate>) -> Self::Gathered;
    /// Of a flag column.
    fn flags(self, values: impl Iterator<Item = Option<bool>>) -> Self::Gathered;
}

impl<R> Column<'_, R> {
    /// The type of its values.
    pub fn kind(&self) -> Kind {
        match self.get {
            Get::Text(_) => Kind::Text,
            Get::Number(_) => Kind::Number,
            Get::Count(_) => Kind::Count,
            Get::Date(_) => Kind::Date,
            Get::Flag(_) => Kind::Flag,
        }
    }
}

impl<'t, R: 't> Table<'t, R> {
    /// The value of a column in one row, for a file that is written line by line. A number that is not finite is a fault of
    /// this program and stops the run: published, it would read as a result.
    pub fn cell<'r>(&self, column: &Column<'t, R>, row: &'r R) -> Result<Cell<'r>> {
        Ok(match &column.get {
            Get::Text(get) => get(row).map_or(Cell::Empty, Cell::Text),
            Get::Count(get) => get(row).map_or(Cell::Empty, Cell::Count),
            Get::Date(get) => Cell::Date(get(row)),
            Get::Flag(get) => get(row).map_or(Cell::Empty, Cell::Flag),
            Get::Number(get) => match get(row) {
                Some(value) if !value.is_finite() => return Err(self.not_finite(column, value)),
                value => value.map_or(Cell::Empty, Cell::Number),
            },
        })
    }

    /// The values of a column over some rows, for a file that is written column by column. Numbers as in [`Self::cell`].
    pub fn values<G: Gather>(&self, column: &Column<'t, R>, rows: &[R], gather: G) -> Result<G::Gathered> {
        Ok(match &column.get {
            Get::Text(get) => gather.texts(rows.iter().map(get)),
            Get::Count(get) => gather.counts(rows.iter().map(get)),
            Get::Date(get) => gather.dates(rows.iter().map(get)),
            Get::Flag(get) => gather.flags(rows.iter().map(get)),
            Get::Number(get) => {
                let mut odd = None;
                let values = rows.iter().map(get).inspect(|value| odd = odd.or(value.filter(|v| !v.is_finite())));
                let gathered = gather.numbers(values);
                match odd {
                    Some(value) => return Err(self.not_finite(column, value)),
                    None => gathered,
                }
            }
        })
    }

    fn not_finite(&self, column: &Column<'t, R>, value: f64) -> Error {
        Error::Internal(format!("`{}.{}` holds {value}", self.name, column.name))
    }

    fn new(name: &'static str, grain: &'static str) -> Self {
        Self { name, grain, columns: Vec::new() }
    }

    fn with(
        mut self,
        name: impl Into<String>,
        description: impl Into<String>,
        nullable: bool,
        get: Get<'t, R>,
    ) -> Self {
        // Days are shorter than positions in a list of them.
        let repeats = !matches!(get, Get::Number(_) | Get::Date(_));
        self.columns.push(Column { name: name.into(), description: description.into(), nullable, repeats, get });
        self
    }

    /// A number with few values, each in many rows.
    fn repeated_number(mut self, name: &str, description: &str, get: impl Fn(&R) -> Option<f64> + 't) -> Self {
        self = self.number(name, description, get);
        self.columns.iter_mut().last().into_iter().for_each(|column| column.repeats = true);
        self
    }

    fn key(self, name: &str, description: &str, get: impl for<'r> Fn(&'r R) -> &'r str + 't) -> Self {
        self.with(name, description, false, Get::Text(Box::new(move |row| Some(get(row)))))
    }

    fn text(
        self,
        name: impl Into<String>,
        description: impl Into<String>,
        get: impl for<'r> Fn(&'r R) -> Option<&'r str> + 't,
    ) -> Self {
        self.with(name, description, true, Get::Text(Box::new(get)))
    }

    fn number(self, name: &str, description: &str, get: impl Fn(&R) -> Option<f64> + 't) -> Self {
        self.with(name, description, true, Get::Number(Box::new(get)))
    }

    fn count(self, name: &str, description: &str, get: impl Fn(&R) -> Option<i64> + 't) -> Self {
        self.with(name, description, true, Get::Count(Box::new(get)))
    }

    fn date(self, name: &str, description: &str, get: impl Fn(&R) -> NaiveDate + 't) -> Self {
        self.with(name, description, false, Get::Date(Box::new(get)))
    }

    fn flag(self, name: &str, description: &str, get: impl Fn(&R) -> Option<bool> + 't) -> Self {
        self.with(name, description, true, Get::Flag(Box::new(get)))
    }

    fn edition(self, get: fn(&R) -> &EditionKey) -> Self {
        self.key("edition", "label of the edition; a name, not the year of the fieldwork", move |r| {
            get(r).edition.as_str()
        })
        .date("field_start", "first day of fieldwork", move |r| get(r).field_start)
        .date("field_end", "last day of fieldwork", move |r| get(r).field_end)
    }

    fn subject(self, get: fn(&R) -> &Subject) -> Self {
        self.key("subject_type", "item (or mirror pair of items) | dimension", move |r| get(r).subject_type.as_str())
            .key("subject", "id of the item, of the mirror pair or of the dimension", move |r| &get(r).id)
    }
}

const SECTOR: &str = "id of the sector; all = all respondents";
const SECTOR_OR_MEAN: &str = "id of the sector; all = all respondents; mean_of_sectors = plain mean over the sectors; \
                              weighted_sectors = mean with the configured weights";
const MEASURE: &str = "top2, top1: % of favourable, most favourable answers; mean100: mean on 0–100; mean_guess: mean of \
                       guessed percentages";
const STATUS: &str = "published | small_base | suppressed; every number of a suppressed row is null";
const STATUS_OF_A_CHANGE: &str = "published | small_base | suppressed; every number of a suppressed row is null. Rows that are not comparable \
     are empty and carry suppressed too: filter on comparable first";
/// What a mean over sectors rests on is told where there are such rows.
const STATUS_OF_A_CONTRAST: &str = "published | small_base | suppressed; every number of a suppressed row is null. A mean over sectors \
     rests on its smallest sector";
const STATUS_OF_A_COMPOSITE: &str = "published | small_base | suppressed; every number of a suppressed row is null. A mean rests on \
     its smallest cell, of every sector where it is one over sectors";
const COMPOSITE: &str = "dimensions | common_core | id of a pillar; common_core = the dimensions that every edition of the registry \
     comparable with this one has, of the run or not";
const FLOOR_HIGH: &str =
    "upper bound of the floor: the lower of the two sides’ upper bounds, each at half the risk, 0–100";
const LEVEL_LOW: &str = "lower bound of the confidence interval of the level, 0–100; Wilson’s, on the smaller of the two effective \
     sample sizes, where the gap is not tested";
const LEVEL_HIGH: &str = "upper bound of the confidence interval of the level, 0–100; Wilson’s, on the smaller of the two effective \
     sample sizes, where the gap is not tested";
const DEMONSTRATED_MARGIN: &str = "smallest margin that the gap does not exceed, by a test taken alone, points: the further end of the 90% \
     interval of the gap; null where the gap is not tested";
const CI_LOW: &str = "lower bound of the confidence interval, same unit";
const CI_HIGH: &str = "upper bound of the confidence interval, same unit";
const DF: &str = "degrees of freedom of the standard error";
const P: &str = "p-value, 0–1";
const Q: &str = "p-value adjusted for the false discovery rate within its matrix, the sectors or all respondents and the mean of the \
     sectors, 0–1";

/// Levels by sector, population, subject and measure.
pub fn estimates() -> Table<'static, EstimateRow> {
    Table::new("estimates", "one level: edition × sector × population × subject × measure")
        .edition(|r: &EstimateRow| &r.edition)
        .key("sector", SECTOR, |r| r.sector.as_str())
        .key("population", "client | employee | manager | non_manager; employee includes managers", |r| {
            r.population.as_str()
        })
        .subject(|r| &r.subject)
        .key("measure", MEASURE, |r| r.measure.as_str())
        .number("estimate", "weighted estimate, 0–100", |r| r.estimate)
        .number("se", "standard error, points", |r| r.se)
        .repeated_number("df", DF, |r| r.df)
        .number("ci_low", CI_LOW, |r| r.ci_low)
        .number("ci_high", CI_HIGH, |r| r.ci_high)
        .count("n", "persons who answered", |r| r.n)
        .number("n_eff", "effective sample size (Kish), persons", |r| r.n_eff)
        .number("deff", "design effect of the weights, n / n_eff", |r| r.deff)
        .key("status", STATUS, |r| r.status.as_str())
}

/// Gap and indices, one row a mirror pair or a dimension.
pub fn symmetry() -> Table<'static, SymmetryRow> {
    let keys = Table::new("symmetry", "one gap: edition × sector × mirror pair or dimension × measure")
        .edition(|r: &SymmetryRow| &r.edition)
        .key("sector", SECTOR, |r| r.sector.as_str())
        .subject(|r| &r.subject)
        .key("measure", MEASURE, |r| r.measure.as_str());
    let gap = keys
        .key("mirror", "parallel_treatment | same_object: what the two sides judge", |r| r.mirror.as_str())
        .number("client", "estimate of the clients, 0–100", |r| r.client)
        .number("employee", "estimate of the employees, managers included, 0–100", |r| r.employee)
        .number("gap", "employee − client, points; positive = clients less favourable", |r| r.gap)
        .number("se_gap", "standard error of the gap, points", |r| r.se_gap)
        .repeated_number("df", DF, |r| r.df)
        .number("ci_low", "lower bound of the confidence interval of the gap, points", |r| r.ci_low)
        .number("ci_high", "upper bound of the confidence interval of the gap, points", |r| r.ci_high)
        .number("p_difference", "p-value of gap = 0, 0–1", |r| r.p_difference)
        .number("q_difference", Q, |r| r.q_difference)
        .number("p_minimum_effect", "p-value of |gap| ≤ margin, 0–1", |r| r.p_minimum_effect)
        .number("q_minimum_effect", Q, |r| r.q_minimum_effect)
        .number("p_equivalence", "p-value of |gap| ≥ margin (two one-sided tests), 0–1", |r| r.p_equivalence)
        .number("q_equivalence", Q, |r| r.q_equivalence);
    symmetry_indices(gap)
}

fn symmetry_indices(table: Table<'static, SymmetryRow>) -> Table<'static, SymmetryRow> {
    table
        .number("symmetry", "100 − |gap|, points; read it with level or floor", |r| r.symmetry)
        .number("level", "(client + employee) / 2, 0–100", |r| r.level)
        .number("level_low", LEVEL_LOW, |r| r.level_low)
        .number("level_high", LEVEL_HIGH, |r| r.level_high)
        .number("floor", "the less favourable of the two sides, 0–100", |r| r.floor)
        .number("floor_low", "lower bound of the floor: the lower of the two sides’ lower bounds, 0–100", |r| {
            r.floor_low
        })
        .number("floor_high", FLOOR_HIGH, |r| r.floor_high)
        .number("demonstrated_margin", DEMONSTRATED_MARGIN, |r| r.demonstrated_margin)
        .text("class", "class code of the gap; NON_TESTE = not tested, MASQUE = suppressed", |r| r.class.as_deref())
        .count("rank", "rank by |gap|, 1 = largest: of a sector among the sectors on its subject, of all respondents among the subjects of its type", |r| r.rank)
        .count("rank_low", "lower bound of the confidence set of the rank", |r| r.rank_low)
        .count("rank_high", "upper bound of the confidence set of the rank", |r| r.rank_high)
        .count("n_client", "clients who answered, persons", |r| r.n_client)
        .count("n_employee", "employees who answered, persons", |r| r.n_employee)
        .count("n_both", "persons who answered on both sides", |r| r.n_both)
        .key("status", STATUS, |r| r.status.as_str())
}

/// Comparisons other than mirror gaps.
pub fn contrasts() -> Table<'static, ContrastRow> {
    Table::new("contrasts", "one comparison: edition × sector × contrast × population × subject × measure")
        .edition(|r: &ContrastRow| &r.edition)
        .key("sector", SECTOR_OR_MEAN, |r| r.sector.as_str())
        .key(
            "contrast",
            "overestimation: estimate − clients’ own; manager_gap: manager − non-manager; alignment_step: manager − \
             client; within_employee: first item − second; sector_vs_others: sector − other sectors",
            |r| r.contrast.as_str(),
        )
        .key("population", "client | employee | manager | gap: whose figures are compared", |r| &r.population)
        .subject(|r| &r.subject)
        .key("measure", MEASURE, |r| r.measure.as_str())
        .number("left", "first term, 0–100; where the population is gap, a gap in points", |r| r.left)
        .number("right", "second term, 0–100; where the population is gap, a gap in points", |r| r.right)
        .number("difference", "left − right, points", |r| r.difference)
        .number("se", "standard error of the difference, points", |r| r.se)
        .repeated_number("df", DF, |r| r.df)
        .number("ci_low", CI_LOW, |r| r.ci_low)
        .number("ci_high", CI_HIGH, |r| r.ci_high)
        .number("p", P, |r| r.p)
        .number("q", Q, |r| r.q)
        .count("n_left", "persons behind the first term", |r| r.n_left)
        .count("n_right", "persons behind the second term", |r| r.n_right)
        .key("status", STATUS_OF_A_CONTRAST, |r| r.status.as_str())
}

/// Means over dimensions.
pub fn composites() -> Table<'static, CompositeRow> {
    Table::new("composites", "one mean over dimensions: edition × sector × composite × pairs × measure")
        .edition(|r: &CompositeRow| &r.edition)
        .key("sector", SECTOR_OR_MEAN, |r| r.sector.as_str())
        .key("composite", COMPOSITE, |r| &r.composite)
        .key("pairs", "all = every mirror pair; strict = parallel_treatment alone", |r| &r.pairs)
        .key("measure", MEASURE, |r| r.measure.as_str())
        .number("mean_gap", "mean of the signed gaps, points", |r| r.mean_gap)
        .number("se_gap", "standard error of the mean gap, points", |r| r.se_gap)
        .number("ci_low", "lower bound of the confidence interval of the mean gap, points", |r| r.ci_low)
        .number("ci_high", "upper bound of the confidence interval of the mean gap, points", |r| r.ci_high)
        .number("mean_absolute_gap", "mean of the unsigned gaps, of each sector and dimension where several sectors are meant, points; noise pushes it up", |r| r.mean_absolute_gap)
        .number("noise_floor", "mean unsigned gap that noise alone would give, points", |r| r.noise_floor)
        .number("adjusted_gap", "root mean square gap less its noise, points", |r| r.adjusted_gap)
        .number("symmetry", "100 − mean_absolute_gap, points; read it with floor", |r| r.symmetry)
        .number("floor", "smaller of the two mean levels, 0–100", |r| r.floor)
        .count("rank", "rank by adjusted_gap, 1 = smallest", |r| r.rank)
        .count("rank_low", "lower bound of the confidence set of rank", |r| r.rank_low)
        .count("rank_high", "upper bound of the confidence set of rank", |r| r.rank_high)
        .count("rank_floor", "rank by floor, 1 = highest", |r| r.rank_floor)
        .count("rank_floor_low", "lower bound of the confidence set of rank_floor", |r| r.rank_floor_low)
        .count("rank_floor_high", "upper bound of the confidence set of rank_floor", |r| r.rank_floor_high)
        .count("n_dimensions", "dimensions in the mean", |r| r.n_dimensions)
        .key("status", STATUS_OF_A_COMPOSITE, |r| r.status.as_str())
}

/// Changes between consecutive editions.
pub fn trends() -> Table<'static, TrendRow> {
    Table::new("trends", "one change: sector × subject × measure × statistic × pair of editions")
        .key("sector", SECTOR, |r: &TrendRow| r.sector.as_str())
        .subject(|r| &r.subject)
        .key("measure", MEASURE, |r| r.measure.as_str())
        .key("statistic", "client | employee | floor | gap | level: the figure that changes", |r| r.statistic.as_str())
        .key("edition_from", "label of the earlier edition", |r| r.edition_from.edition.as_str())
        .key("edition_to", "label of the later edition", |r| r.edition_to.edition.as_str())
        .date("field_start_from", "first day of fieldwork of the earlier edition", |r| r.edition_from.field_start)
        .date("field_end_from", "last day of fieldwork of the earlier edition", |r| r.edition_from.field_end)
        .date("field_start_to", "first day of fieldwork of the later edition", |r| r.edition_to.field_start)
        .date("field_end_to", "last day of fieldwork of the later edition", |r| r.edition_to.field_end)
        .number("change", "later − earlier, points; null where not comparable", |r| r.change)
        .number("se", "standard error of the change, points", |r| r.se)
        .repeated_number("df", DF, |r| r.df)
        .number("ci_low", CI_LOW, |r| r.ci_low)
        .number("ci_high", CI_HIGH, |r| r.ci_high)
        .number("p", P, |r| r.p)
        .number("q", Q, |r| r.q)
        .number("detectable", "smallest change shown with 80% power, points", |r| r.detectable)
        .flag("comparable", "whether the registry lets the two figures be compared", |r| Some(r.comparable))
        .text("reason", "why they are not comparable, or under what condition they are", |r| r.reason.as_deref())
        .key("status", STATUS_OF_A_CHANGE, |r| r.status.as_str())
}

/// Long-run slopes.
pub fn slopes() -> Table<'static, SlopeRow> {
    Table::new(
        "slopes",
        "one long-run slope of a figure that the newest edition has: sector × subject × measure × statistic",
    )
    .key("sector", SECTOR, |r: &SlopeRow| r.sector.as_str())
    .subject(|r| &r.subject)
    .key("measure", MEASURE, |r| r.measure.as_str())
    .key("statistic", "client | employee | floor | gap | level: the figure that moves", |r| r.statistic.as_str())
    .number("slope_per_year", "slope on the fieldwork dates, points per year", |r| r.slope_per_year)
    .number("se", "standard error of the slope, points per year", |r| r.se)
    .number("ci_low", CI_LOW, |r| r.ci_low)
    .number("ci_high", CI_HIGH, |r| r.ci_high)
    .number("p", P, |r| r.p)
    .number("q", Q, |r| r.q)
    .count("n_editions", "editions in the stretch; one whose base is too small is left out, the newest too", |r| {
        r.n_editions
    })
    .key("since_edition", "label of the first edition of the stretch", |r| r.since_edition.as_str())
    .key("status", STATUS, |r| r.status.as_str())
}

/// Margins before and after calibration.
pub fn margins() -> Table<'static, MarginRow> {
    Table::new("margins", "one category: edition × margin variable × category")
        .edition(|r: &MarginRow| &r.edition)
        .key("variable", "id of the margin variable", |r| r.variable.as_str())
        .key("category", "code of the category", |r| &r.category)
        .number("target_share", "share in the reference population, %", |r| Some(r.target_share))
        .number("unweighted_share", "share of the respondents, %", |r| Some(r.unweighted_share))
        .number("weighted_share", "share of the respondents with their calibrated weights, %", |r| {
            Some(r.weighted_share)
        })
        .count("n", "respondents in the category", |r| Some(r.n))
}

/// Weighting diagnostics.
pub fn weighting() -> Table<'static, WeightingRow> {
    Table::new("weighting", "the calibration of one edition")
        .edition(|r: &WeightingRow| &r.edition)
        .text("method", "distance between base and calibrated weights", |r| Some(&r.method))
        .number("population_total", "persons in the reference population", |r| Some(r.population_total))
        .count("n", "respondents", |r| Some(r.n))
        .number("n_eff", "effective sample size (Kish), persons", |r| Some(r.n_eff))
        .number("deff", "design effect of the weights, n / n_eff", |r| Some(r.deff))
        .number("g_min", "smallest ratio of calibrated to base weight", |r| Some(r.g_min))
        .number("g_max", "largest ratio of calibrated to base weight", |r| Some(r.g_max))
        .count("iterations", "Newton iterations", |r| Some(r.iterations))
        .number("misfit", "largest relative difference between a weighted and a target total", |r| Some(r.misfit))
}

/// The answers, tidy; never published.
pub fn answers<'w>() -> Table<'w, AnswerRow<'w>> {
    Table::new("answers", "one answer: edition × respondent × population × sector × item")
        .edition(|r: &AnswerRow<'w>| r.edition)
        .key("respondent", "id of the person, unique in the edition", |r| r.respondent)
        .key("population", "client | employee", |r| r.population.as_str())
        .key("sector", "id of the sector rated or of employment; autre = outside the frame", |r| r.sector.as_str())
        .key("item", "id of the item", |r| r.item.as_str())
        .text("code", "code of the answer as the codebook writes it", |r| r.answer.code.as_deref())
        .repeated_number("top2", "100 for a favourable answer, else 0", |r| r.answer.top2)
        .repeated_number("top1", "100 for a most favourable answer, else 0", |r| r.answer.top1)
        .repeated_number("mean100", "answer on the scale stretched over 0–100", |r| r.answer.mean100)
        .text("missing_reason", "dont_know | not_asked (not asked or left blank); null for an answer", |r| {
            r.answer.missing_reason.map(|reason| reason.as_str())
        })
}

/// The respondents, one column a margin variable of the run; never published.
pub fn respondents<'w>(margin_variables: &[VariableId], plan: &Plan) -> Table<'w, RespondentRow<'w>> {
    let mut table = Table::new("respondents", "one person: edition × respondent")
        .edition(|r: &RespondentRow<'w>| r.edition)
        .key("respondent", "id of the person, unique in the edition", |r| r.respondent)
        .number("base_weight", "base weight, scaled so that the edition adds up to its population", |r| {
            Some(r.base_weight)
        })
        .number("weight", "calibrated weight, persons", |r| Some(r.weight));
    for (position, variable) in margin_variables.iter().enumerate() {
        let description = format!("category of the margin variable {variable}; null where the edition has none");
        table = table.text(variable.as_str(), description, move |r| *r.margins.get(position)?);
    }
    table = table.flag("employed", "whether the person is employed", |r| Some(r.employed)).flag(
        "manager",
        "whether the person manages people; null for those not employed",
        |r| r.manager,
    );
    if plan.codebook.layout.stratum.is_some() {
        table = table.text("stratum", "stratum of the design", |r| r.stratum);
    }
    if plan.codebook.layout.psu.is_some() {
        table = table.text("psu", "primary sampling unit of the design", |r| r.psu);
    }
    table
}
