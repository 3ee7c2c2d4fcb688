//! The rules, each with its name, and whether breaking it refutes a text or only casts doubt on it.

use crate::error::{Finding, Place, Severity};
use crate::messages::Message;

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $name:literal, $severity:ident;)+) => {
        /// A rule that a published text must keep.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[$doc])* $rule,)+ }

        impl Rule {
            /// Every rule.
            pub const EVERY: &'static [Self] = &[$(Self::$rule,)+];

            /// Its name in findings.
            pub fn name(self) -> &'static str {
                match self { $(Self::$rule => $name,)+ }
            }

            /// `Refuse` where breaking it refutes the text, `Warn` where it casts doubt.
            pub fn severity(self) -> Severity {
                match self { $(Self::$rule => Severity::$severity,)+ }
            }
        }
    };
}

rules! {
    /// A figure is that of its cell, at the decimals it is printed with.
    NumberDiffers = "number-differs", Refuse;
    /// A figure of the tables has a cell with a number.
    NoCell = "no-cell", Refuse;
    /// A base too small to be published carries no figure.
    BaseTooSmall = "base-too-small", Refuse;
    /// A figure on a small base is said to rest on one.
    SmallBaseUnsaid = "small-base-unsaid", Warn;
    /// A percentage lies between 0 and 100, a difference between −100 and 100, and so do the terms they imply.
    OutOfRange = "out-of-range", Refuse;
    /// The term that a difference and its other term imply is one that people's answers can reach.
    ImpliedTerm = "implied-term", Warn;
    /// A difference is that of its displayed terms, but for rounding.
    GapParts = "gap-parts", Refuse;
    /// Figures that are compared count the same answers.
    BoxesDiffer = "boxes-differ", Refuse;
    /// Figures that are compared come from editions that the registry lets compare.
    BreakCrossed = "break-crossed", Refuse;
    /// The sector is in the frame of its edition, and the question was put to the people said to have answered it.
    OutsideFrame = "outside-frame", Refuse;
    /// One cell has one figure in the whole text.
    FigureContradicted = "figure-contradicted", Refuse;
    /// A ranking of the sectors or of the dimensions has all of them.
    RankingIncomplete = "ranking-incomplete", Refuse;
    /// The order of a ranking is that of its figures, and of the figures that their terms give.
    RankingOrder = "ranking-order", Refuse;
    /// A rank is that of the printed ranking, or of the tables.
    RankDiffers = "rank-differs", Refuse;
    /// A rank that the sample does not settle is printed with its interval.
    RankUncertain = "rank-uncertain", Warn;
    /// A number of persons, sectors, dimensions or questions is that of the registry or of the tables.
    CountDiffers = "count-differs", Refuse;
    /// A share is that of its count, and of the figure that it says in other words.
    ShareDiffers = "share-differs", Refuse;
    /// A fraction is within 1.5 points of its figure.
    FractionFar = "fraction-far", Refuse;
    /// A fraction has its figure beside it.
    FractionAlone = "fraction-alone", Refuse;
    /// An index of symmetry has a level or a floor beside it.
    SymmetryAlone = "symmetry-alone", Refuse;
    /// A word is not stronger than the test of its difference.
    WordTooStrong = "word-too-strong", Refuse;
    /// A word, an arrow or a sign has the direction of its difference.
    DirectionReversed = "direction-reversed", Refuse;
    /// A word that says nothing without a figure has one.
    WordWithoutFigure = "word-without-figure", Refuse;
}

impl Rule {
    /// A finding of this rule.
    pub fn finding(self, place: Place, problem: Message) -> Finding {
        Finding { severity: self.severity(), ..Finding::refuse(self.name(), place, problem) }
    }
}
