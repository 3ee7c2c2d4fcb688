//! Claims: what a published text says in figures, sentence by sentence, each figure with the cell that it stands for.

use crate::error::Place;

use super::ids::{Contrast, EditionId, Measure, Population, SectorId, Statistic, Subject};

/// One claims file, every reference resolved.
#[derive(Clone, Debug)]
pub struct Claims {
    /// Its claims, in file order. [`Claim::statement`] says which of them stand in one sentence.
    pub claims: Vec<Claim>,
}

/// The position of a claim in its file.
pub type ClaimIndex = usize;

/// One figure, ranking or word of a published text.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Id of the sentence it stands in.
    pub statement: String,
    /// What that sentence says, in a few words.
    pub quote: String,
    /// Id by which other claims name it: that of its sentence, followed by its position where there are several.
    pub name: String,
    /// Where it stands in the claims file.
    pub place: Place,
    /// Printed as it is: it has no cell in the tables and is only held against the other claims and the registry.
    pub alone: bool,
    /// The text says that the base is small.
    pub small_base_said: bool,
    /// The cell, as far as it is known.
    pub cell: CellKey,
    /// What is said.
    pub said: Said,
}

/// The keys of a cell. What is left out is `all` respondents and `top2` for a figure of the tables, and unknown for a
/// figure that stands alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellKey {
    /// Edition; the later one of a change.
    pub edition: Option<EditionId>,
    /// Sector, or one of the whole-frame keys.
    pub sector: Option<SectorId>,
    /// Whose figure.
    pub population: Option<Side>,
    /// Item, mirror pair or dimension.
    pub subject: Option<Subject>,
    /// Which answers count.
    pub measure: Option<Measure>,
}

/// Whose figure a level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// One population.
    Of(Population),
    /// Clients and employees together, each side counting for half: the level of a mirror pair.
    Both,
    /// The less favourable of the two sides.
    Floor,
}

impl Side {
    /// Every side and its word in a claims file.
    pub const EVERY: [(&'static str, Self); 6] = [
        ("client", Self::Of(Population::Client)),
        ("employee", Self::Of(Population::Employee)),
        ("manager", Self::Of(Population::Manager)),
        ("non_manager", Self::Of(Population::NonManager)),
        ("both", Self::Both),
        ("floor", Self::Floor),
    ];
}

/// A number as it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed {
    /// Its value.
    pub value: f64,
    /// Decimals that it is printed with.
    pub decimals: usize,
}

impl Printed {
    /// Half a unit of the last printed digit: how far rounding can have moved it.
    pub fn rounding(self) -> f64 {
        0.5 * 10_f64.powi(-i32::try_from(self.decimals).unwrap_or(i32::MAX))
    }
}

/// What a claim says.
#[derive(Clone, Debug)]
pub enum Said {
    /// A percentage.
    Level(Printed),
    /// A difference in points, first term minus second.
    Gap {
        /// The difference.
        value: Printed,
        /// Which comparison of the table `contrasts`; a mirror gap when there is none.
        contrast: Option<Contrast>,
        /// The first term where the text prints it.
        left: Option<ClaimIndex>,
        /// The second term.
        right: Option<ClaimIndex>,
    },
    /// The symmetry index, 100 − |gap|.
    Symmetry {
        /// The index.
        value: Printed,
        /// The gap where the text prints it.
        gap: Option<ClaimIndex>,
        /// The level or the floor that the text prints beside it.
        beside: Option<ClaimIndex>,
    },
    /// A place in a ranking, from 1.
    Rank {
        /// The place.
        value: usize,
        /// Of how many.
        among: Option<usize>,
        /// What is ranked.
        over: Over,
        /// By which figure.
        by: RankedBy,
        /// The ranking, where the text prints it.
        ranking: Option<ClaimIndex>,
    },
    /// Figures in a printed order.
    Ranking {
        /// What is ranked.
        over: Over,
        /// Smallest first.
        ascending: bool,
        /// The figures, in their printed order.
        entries: Vec<ClaimIndex>,
    },
    /// A later figure minus an earlier one, in points.
    Change {
        /// The difference.
        value: Printed,
        /// The earlier edition.
        since: Option<EditionId>,
        /// Of which figure.
        statistic: Option<Statistic>,
        /// The later figure where the text prints it.
        left: Option<ClaimIndex>,
        /// The earlier figure.
        right: Option<ClaimIndex>,
    },
    /// A part of a whole in words or in percent.
    Share {
        /// As a percentage.
        value: Option<Printed>,
        /// As a fraction, « one in two » say.
        fraction: Option<(usize, usize)>,
        /// « more than », « less than ».
        than: Option<Than>,
        /// How many, and of how many.
        count: Option<(usize, usize)>,
        /// The figure that it says in other words.
        figure: Option<ClaimIndex>,
    },
    /// What figures rest on, counted.
    Base {
        /// The count.
        value: usize,
        /// « more than », « less than ».
        than: Option<Than>,
        /// Of what.
        of: Counted,
    },
    /// A word that says how strong a difference is.
    Strength {
        /// The word.
        words: String,
        /// The difference that it is said of.
        figure: Option<ClaimIndex>,
        /// The class of that difference, where no table knows it.
        class: Option<String>,
    },
}

impl Said {
    /// The figure, if it is one that others may be compared with.
    pub fn figure(&self) -> Option<Printed> {
        match self {
            Self::Level(value)
            | Self::Gap { value, .. }
            | Self::Symmetry { value, .. }
            | Self::Change { value, .. } => Some(*value),
            Self::Share { value, .. } => *value,
            Self::Rank { .. } | Self::Ranking { .. } | Self::Base { .. } | Self::Strength { .. } => None,
        }
    }
}

/// On which side of a number another one lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Than {
    /// Above.
    More,
    /// Below.
    Less,
}

/// What a ranking ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// Every sector of the edition.
    Sectors,
    /// Every dimension of the edition.
    Dimensions,
    /// The first few of a longer list.
    Selection,
}

/// The figure that a rank of the tables is by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankedBy {
    /// |gap| within its matrix, the widest first.
    Gap,
    /// Gap over all dimensions less its noise, the narrowest first.
    AdjustedGap,
    /// Floor over all dimensions, the highest first.
    Floor,
}

/// What a base counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Persons who answered.
    Persons,
    /// Sectors of an edition.
    Sectors,
    /// Dimensions of an edition.
    Dimensions,
    /// Items put to clients in an edition.
    Items,
}
