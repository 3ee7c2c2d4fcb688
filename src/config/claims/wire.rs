//! A claims file as it is written.

use serde::Deserialize;

use crate::config::shape::{List, Name, Part, Phrase, Shape, Wire, one_of, wire, words};
use crate::messages::{Message, msg};
use crate::survey::claims::{Counted, Over, RankedBy, Than};
use crate::survey::ids::{Contrast, Statistic};

wire! {
    /// The file.
    struct File {
        alone: Option<bool>,
        statements: Part<List<Statement>>,
    }

    /// One sentence of a text.
    struct Statement {
        id: Name,
        #[expect(dead_code, reason = "for whoever reads the file")]
        source: Phrase,
        quote: Phrase,
        edition: Option<Name>,
        alone: Option<bool>,
        small_base_said: Option<bool>,
        claims: List<Claim>,
    }

    /// The keys of a cell.
    struct Cell {
        edition: Option<Name>,
        sector: Option<Name>,
        population: Option<Name>,
        subject: Option<Name>,
        measure: Option<Name>,
    }

    /// A percentage, without its word `kind`; so are all that follow.
    struct Level {
        value: f64,
        cell: Option<Cell>,
    }

    /// A difference.
    struct Gap {
        value: f64,
        contrast: Option<Contrast>,
        left: Option<Name>,
        right: Option<Name>,
        cell: Option<Cell>,
    }

    /// An index of symmetry.
    struct Symmetry {
        value: f64,
        gap: Option<Name>,
        beside: Option<Name>,
        cell: Option<Cell>,
    }

    /// A place in a ranking.
    struct Rank {
        value: usize,
        among: Option<usize>,
        over: Option<Over>,
        by: Option<RankedBy>,
        ranking: Option<Name>,
        cell: Option<Cell>,
    }

    /// Figures in order.
    struct Ranking {
        over: Over,
        order: Option<Order>,
        entries: List<Name>,
        cell: Option<Cell>,
    }

    /// A difference between editions.
    struct Change {
        value: f64,
        since: Option<Name>,
        statistic: Option<Statistic>,
        left: Option<Name>,
        right: Option<Name>,
        cell: Option<Cell>,
    }

    /// A part of a whole.
    struct Share {
        value: Option<f64>,
        fraction: Option<Name>,
        than: Option<Than>,
        count: Option<usize>,
        of: Option<usize>,
        figure: Option<Name>,
    }

    /// A count.
    struct Base {
        value: usize,
        than: Option<Than>,
        of: Option<Counted>,
        cell: Option<Cell>,
    }

    /// A word of strength.
    struct Strength {
        words: Phrase,
        figure: Option<Name>,
        class: Option<Name>,
        cell: Option<Cell>,
    }
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
