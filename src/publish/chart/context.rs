//! What the templates of the figures receive.

use serde::Serialize;

use super::Studio;
use super::points::Point;
use crate::publish::cells::Cell;
use crate::publish::matrix::Facts;
use crate::publish::shared::Shared;
use crate::survey::codebook::Overestimation;

/// What the template of a figure receives.
#[derive(Serialize)]
pub struct Context<'c> {
    pub shared: &'c Shared,
    /// The row that the figure is about, for the figure of one sector.
    pub name: &'c str,
    pub facts: Facts,
    /// The same cells by class.
    pub verdicts: Verdicts,
    /// Dimensions whose managers the figure hides.
    pub hidden_managers: Vec<String>,
    /// Persons of each side, as words.
    pub base_client: String,
    pub base_employee: String,
    pub base_manager: String,
    /// Whether the figure has a number of managers.
    pub managers: bool,
    /// Whether a mark of the figure is hollow for its small base.
    pub hollow: bool,
    /// The marks in brackets beside the numbers of the figure, one after the other: what its notes have to explain.
    pub marks: String,
    /// Whether an axis of shares starts above 0.
    pub cut_axis: bool,
    /// The row of all respondents.
    pub national: Option<Cell>,
    /// Whether the estimated satisfaction is a mean of guessed percentages, and not a share of those who say so.
    pub guessed: bool,
    /// The cells of all respondents, counted, where the words are about them.
    pub national_facts: Option<Facts>,
    /// Whether the sectors stand by mean gap.
    pub by_mean_gap: bool,
    /// Cells that exist, whereof the figure shows the first.
    pub available: usize,
    pub breaks: Vec<BreakWords>,
    /// Levels that rest on other questions than those of the edition before, though their change can be computed.
    pub recomputed: Vec<RecomputedWords>,
    /// Last level of each series, with its last change.
    pub newest: Vec<LevelWords>,
    /// National changes of clients and employees up to the newest edition.
    pub changes: Option<ChangeFacts>,
    /// Mean over the dimensions.
    pub composite: Option<CompositeWords>,
    /// Whether a series of the figure has no level in the newest edition, and ends before it.
    pub ends_early: bool,
    /// Subjects whose series begin after the first edition of the figure, by the edition where they begin.
    pub begun: Vec<RecomputedWords>,
    /// Editions of which the figure hides something.
    pub hidden: Vec<String>,
    /// The mean gap and the floor over the editions, for the figure that follows them.
    pub course: Option<Course>,
}

/// A break that a figure draws: the first edition after it, and why.
#[derive(Clone, Debug, Serialize)]
pub struct BreakWords {
    pub edition: String,
    pub reason: String,
    /// The one population whose series break there, where another goes on.
    pub of: Option<String>,
}

/// Subjects whose questions are not all those of the edition before.
#[derive(Serialize)]
pub struct RecomputedWords {
    pub edition: String,
    pub names: Vec<String>,
}

/// The last level of a series.
#[derive(Serialize)]
pub struct LevelWords {
    pub name: String,
    pub edition: String,
    pub value: String,
    /// Its change since the edition before, when the two may be compared.
    pub change: Option<LastChange>,
}

/// A change of a series up to its last level.
#[derive(Serialize)]
pub struct LastChange {
    pub from: String,
    pub text: String,
    pub significant: Option<bool>,
}

/// Comparable changes counted.
#[derive(Serialize)]
pub struct ChangeFacts {
    pub from: String,
    pub to: String,
    /// The one population that is compared, where the other is not.
    pub of: Option<String>,
    pub count: usize,
    pub excluding_zero: usize,
    pub tested: bool,
    pub significant: usize,
}

/// A mean over the dimensions of all respondents.
#[derive(Serialize)]
pub struct CompositeWords {
    pub dimensions: i64,
    pub mean_gap: String,
    pub symmetry: String,
    pub floor: String,
    /// Fewest persons of either side behind one of the dimensions.
    pub base_client: String,
    pub base_employee: String,
    /// Whether its base is small.
    pub small_base: bool,
}

/// The last mean gap and floor of a figure that follows them, and how far they went since the last break.
#[derive(Serialize)]
pub struct Course {
    /// Edition of the last figures that are shown.
    pub edition: String,
    /// Dimensions behind them.
    pub dimensions: i64,
    pub mean_gap: String,
    pub interval: String,
    pub floor: String,
    /// Mean absolute gap that chance alone would show in this edition.
    pub noise_floor: String,
    /// First edition that is joined with it; none without another one.
    pub from: Option<String>,
    /// Smallest and largest mean gap since.
    pub gaps: [String; 2],
    /// Smallest and largest floor since.
    pub floors: [String; 2],
}

/// Cells counted by what their tests allow to say of them; every count is 0 until they are classed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verdicts {
    /// Cells with a class.
    pub classed: usize,
    /// A marked gap.
    pub strong: usize,
    /// A gap, marked or not.
    pub asymmetric: usize,
    /// A symmetry.
    pub symmetric: usize,
    /// Names of the cells with a symmetry.
    pub symmetric_names: Vec<String>,
}

impl Verdicts {
    /// Counts cells.
    pub fn of(cells: &[Cell]) -> Self {
        let code = |cell: &Cell| cell.gap.as_ref()?.class.as_ref().map(|class| class.code.clone());
        let coded: Vec<(String, &Cell)> = cells.iter().filter_map(|cell| Some((code(cell)?, cell))).collect();
        let with = |prefix: &'static str| {
            coded.iter().filter(move |(code, _)| code.starts_with(prefix)).map(|(_, cell)| *cell)
        };
        Self {
            classed: coded.len(),
            strong: with("ASYM_FORTE").count(),
            asymmetric: with("ASYM").count(),
            symmetric: with("SYM").count(),
            symmetric_names: with("SYM").map(|cell| cell.name.clone()).collect(),
        }
    }
}

/// The marks and the notes of some cells, one after the other, with those that stand for a missing number.
pub fn marks<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> String {
    let absent = |cell: &'c Cell| if cell.shown { "" } else { cell.difference.as_str() };
    cells.into_iter().flat_map(|cell| [cell.marks.as_str(), cell.note.as_str(), absent(cell)]).collect()
}

impl<'c> Context<'c> {
    pub fn new(studio: &'c Studio<'_>, cells: &[Cell], points: &[Point]) -> Self {
        Self {
            shared: studio.shared,
            name: "",
            hidden_managers: Vec::new(),
            facts: Facts::of(cells),
            verdicts: Verdicts::of(cells),
            base_client: studio.base_words(cells, points, "client"),
            base_employee: studio.base_words(cells, points, "employee"),
            base_manager: studio.base_words(cells, points, "manager"),
            managers: points.iter().any(|point| point.population == "manager" && point.value.is_some()),
            hollow: false,
            marks: marks(cells),
            cut_axis: false,
            national: None,
            guessed: studio.view.plan.codebook.contrasts.overestimation.first().is_some_and(Overestimation::guessed),
            national_facts: None,
            by_mean_gap: studio.matrix.by_mean_gap,
            available: cells.len(),
            breaks: Vec::new(),
            recomputed: Vec::new(),
            newest: Vec::new(),
            changes: None,
            composite: None,
            ends_early: false,
            begun: Vec::new(),
            hidden: Vec::new(),
            course: None,
        }
    }
}
