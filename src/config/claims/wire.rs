//! A claims file as it is written.

use serde::Deserialize;

use crate::config::labels::CLASSES;
use crate::config::shape::{List, Name, Part, Phrase, Shape, Wire, one_of, wire, words};
use crate::messages::{Message, msg};
use crate::survey::claims::{Counted, Over, RankedBy, Side, Than};
use crate::survey::ids::{Contrast, Measure, Statistic};

wire! {
    /// What a published text says in figures, sentence by sentence, for `barometer lint`.
    #[schemars(rename = "Claims")]
    struct File {
        /// `true` when no table holds the figures: they are held against each other and the registry alone (optional, `false`).
        alone: Option<bool>,
        /// One entry a sentence.
        statements: Part<List<Statement>>,
    }

    /// One sentence of a text.
    struct Statement {
        /// Its id. Other claims name its only claim by it, and the first, second… of several by `id.1`, `id.2`…
        id: Name,
        /// Where it stands: the text, its date.
        #[expect(dead_code, reason = "for whoever reads the file")]
        source: Phrase,
        /// Its figures in a few words; repeated in findings.
        quote: Phrase,
        /// Edition of its cells that name none (optional).
        edition: Option<Name>,
        /// The same as `alone` of the file, for this sentence (optional, as the file says).
        alone: Option<bool>,
        /// `true` when the text says that the base is small (optional, `false`).
        small_base_said: Option<bool>,
        /// Its figures, rankings and words.
        claims: List<Claim>,
    }

    /// The keys of a cell of the tables.
    struct Cell {
        /// Label of the edition, the later one of a change (optional, that of the sentence).
        edition: Option<Name>,
        /// A sector, `mean_of_sectors` or `weighted_sectors` (optional, `all`).
        sector: Option<Name>,
        /// Whose figure; `both` for the level of a mirror pair, `floor` for its less favourable side.
        #[schemars(extend("enum" = sides()))]
        population: Option<Name>,
        /// An item, a mirror pair or a dimension.
        subject: Option<Name>,
        /// Which answers count (optional, `top2`).
        #[schemars(extend("enum" = measures()))]
        measure: Option<Name>,
    }

    /// A percentage.
    struct Level {
        /// The percentage as printed: `12.50` promises two decimals.
        value: f64,
        /// The cell that it stands for.
        cell: Option<Cell>,
    }

    /// A difference in points.
    struct Gap {
        /// First term minus second, with its sign, as printed.
        value: f64,
        /// Which comparison of the table `contrasts` (optional: a mirror gap, employees minus clients).
        contrast: Option<Contrast>,
        /// The claim that prints the first term (optional).
        left: Option<Name>,
        /// The claim that prints the second term (optional).
        right: Option<Name>,
        /// The cell that it stands for.
        cell: Option<Cell>,
    }

    /// An index of symmetry, 100 − |gap|.
    struct Symmetry {
        /// The index as printed.
        value: f64,
        /// The claim that prints the gap (optional).
        gap: Option<Name>,
        /// The claim of the level or floor that is printed with it.
        beside: Option<Name>,
        /// The cell that it stands for.
        cell: Option<Cell>,
    }

    /// A place in a ranking.
    struct Rank {
        /// The place, from 1.
        #[schemars(range(min = 1))]
        value: usize,
        /// How many are ranked (optional).
        among: Option<usize>,
        /// What is ranked (optional, `sectors`).
        over: Option<Over>,
        /// Which rank of the tables (optional, `gap`).
        by: Option<RankedBy>,
        /// The claim that prints the ranking (optional).
        ranking: Option<Name>,
        /// The cell that it stands for.
        cell: Option<Cell>,
    }

    /// Figures in order.
    struct Ranking {
        /// What is ranked; `selection` for the first few of a list.
        over: Over,
        /// Which end comes first (optional, `descending`).
        order: Option<Order>,
        /// The claims in their printed order.
        entries: List<Name>,
        /// The cell that it stands for.
        cell: Option<Cell>,
    }

    /// A difference between editions, in points.
    struct Change {
        /// Later minus earlier, with its sign, as printed.
        value: f64,
        /// The earlier edition.
        since: Option<Name>,
        /// Which figure changed.
        statistic: Option<Statistic>,
        /// The claim that prints the later figure (optional).
        left: Option<Name>,
        /// The claim that prints the earlier figure (optional).
        right: Option<Name>,
        /// The cell that it stands for.
        cell: Option<Cell>,
    }

    /// A part of a whole.
    struct Share {
        /// The part in percent, as printed (or `fraction`, or both).
        value: Option<f64>,
        /// The part as a fraction, `1/3` (or `value`, or both).
        #[schemars(regex(pattern = r"^\d+\s*/\s*\d+$"))]
        fraction: Option<Name>,
        /// Whether the text says more or less than that (optional).
        than: Option<Than>,
        /// How many of `of` (optional).
        count: Option<usize>,
        /// Of how many `count` is (optional).
        of: Option<usize>,
        /// The claim whose figure it says in other words (optional).
        figure: Option<Name>,
    }

    /// A count.
    struct Base {
        /// The count as printed.
        value: usize,
        /// Whether the text says more or less than that (optional).
        than: Option<Than>,
        /// What is counted (optional, `persons`).
        of: Option<Counted>,
        /// The cell that it stands for.
        cell: Option<Cell>,
    }

    /// A word of strength.
    struct Strength {
        /// The words as printed; they hold a word of `lexicon.yaml`.
        words: Phrase,
        /// The claim whose figure they are said of (optional).
        figure: Option<Name>,
        /// The class of the difference, where no table knows it (optional).
        #[schemars(extend("enum" = CLASSES))]
        class: Option<Name>,
        /// The cell that they are said of.
        cell: Option<Cell>,
    }
}

/// Words of `population`.
fn sides() -> Vec<&'static str> {
    Side::EVERY.iter().map(|(word, _)| *word).collect()
}

/// Words of `measure`.
fn measures() -> Vec<&'static str> {
    Measure::EVERY.iter().map(|measure| measure.as_str()).collect()
}

/// A claim.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Claim {
    Level(Level),
    Gap(Gap),
    Symmetry(Symmetry),
    Rank(Rank),
    Ranking(Ranking),
    Change(Change),
    Share(Share),
    Base(Base),
    Strength(Strength),
}

impl Wire for Claim {
    const SHAPE: &'static Shape = &Shape::Tagged {
        tag: "kind",
        variants: &[
            ("level", Level::FIELDS),
            ("gap", Gap::FIELDS),
            ("symmetry", Symmetry::FIELDS),
            ("rank", Rank::FIELDS),
            ("ranking", Ranking::FIELDS),
            ("change", Change::FIELDS),
            ("share", Share::FIELDS),
            ("base", Base::FIELDS),
            ("strength", Strength::FIELDS),
        ],
    };
}

impl Claim {
    /// The word under `kind`.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Level(_) => "level",
            Self::Gap(_) => "gap",
            Self::Symmetry(_) => "symmetry",
            Self::Rank(_) => "rank",
            Self::Ranking(_) => "ranking",
            Self::Change(_) => "change",
            Self::Share(_) => "share",
            Self::Base(_) => "base",
            Self::Strength(_) => "strength",
        }
    }

    /// The cell, where the kind has one.
    pub(super) fn cell(&self) -> Option<&Cell> {
        match self {
            Self::Level(Level { cell, .. })
            | Self::Gap(Gap { cell, .. })
            | Self::Symmetry(Symmetry { cell, .. })
            | Self::Rank(Rank { cell, .. })
            | Self::Ranking(Ranking { cell, .. })
            | Self::Change(Change { cell, .. })
            | Self::Base(Base { cell, .. })
            | Self::Strength(Strength { cell, .. }) => cell.as_ref(),
            Self::Share(_) => None,
        }
    }
}

/// Which end of a ranking comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Order {
    Ascending,
    Descending,
}

words! {
    Order: vec!["descending", "ascending"];
    Than: vec!["more", "less"];
    Over: vec!["sectors", "dimensions", "selection"];
    RankedBy: vec!["gap", "adjusted_gap", "floor"];
    Counted: vec!["persons", "sectors", "dimensions", "items"];
    Contrast: Contrast::EVERY.iter().map(|word| word.as_str()).collect();
    Statistic: Statistic::EVERY.iter().map(|word| word.as_str()).collect();
}

/// A fraction, `1/3` say: a part that is not larger than the whole.
pub(super) fn fraction(text: &str) -> Option<(usize, usize)> {
    let (part, whole) = text.split_once('/')?;
    let (part, whole) = (part.trim().parse().ok()?, whole.trim().parse().ok()?);
    (whole > 0 && part <= whole).then_some((part, whole))
}

/// What a fraction is, for `expected:`.
pub(super) fn fraction_expected() -> Message {
    msg!("claims-expect-fraction", examples = one_of(&["1/3", "3/4"]))
}
