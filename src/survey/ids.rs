//! Identifiers and the small closed lists that key every table: one type a word, so that a sector never stands for an item.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize};

/// A text that is kept once for the life of the process. A run has a few hundred ids, and every row of every table repeats
/// several of them: a copy is a pointer, no counter that threads would contend for, and two ids are equal where they stand.
#[derive(Clone, Serialize)]
pub struct Name(&'static str);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        static KEPT: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
        // OK because a text is in the set whole or not at all, whoever panicked while holding the lock.
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        Self(kept.get(text).copied().unwrap_or_else(|| {
            let text: &'static str = Box::leak(text.into());
            kept.insert(text);
            text
        }))
    }
}
impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::from(text.as_str()))
    }
}
impl Deref for Name {
    type Target = str;
    fn deref(&self) -> &str {
        self.0
    }
}
impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}
impl Eq for Name {}
impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other { Ordering::Equal } else { self.0.cmp(other.0) }
    }
}
impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state); // as the text that maps are asked by
    }
}
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Name);

        impl $name {
            /// The id as it stands in the configuration and in the tables.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Name::from(text))
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    )*};
}

ids! {
    /// Label of an edition, `2021` say. A name, not a year: the edition 2021 was in the field in 2020.
    EditionId;
    /// A sector of the frame, or one of the three whole-frame keys: see [`SectorId::all`].
    SectorId;
    /// A question of the codebook.
    ItemId;
    /// A mirror pair of the codebook: one client item facing one employee item.
    PairId;
    /// A dimension of the frame.
    DimensionId;
    /// A pillar: a group of dimensions.
    PillarId;
    /// A rotating module of items, asked in some editions.
    ModuleId;
    /// An answer scale.
    ScaleId;
    /// A margin variable, sex say; a crossed margin has an id of its own.
    VariableId;
    /// An item list in force in one or more editions.
    InstrumentId;
}

impl SectorId {
    /// All respondents, whatever their sector (the sense `national_repondants`).
    pub const ALL: &'static str = "all";
    /// Plain mean over the sectors of the frame (the sense `moyenne_secteurs`).
    pub const MEAN_OF_SECTORS: &'static str = "mean_of_sectors";
    /// Mean over the sectors with the configured weights (the sense `pondere_secteurs`).
    pub const WEIGHTED_SECTORS: &'static str = "weighted_sectors";
    /// Employees outside the sector frame; they count in [`Self::ALL`] alone.
    pub const OTHER: &'static str = "autre";

    /// The key of the estimates over all respondents.
    pub fn all() -> Self {
        Self::from(Self::ALL)
    }

    /// Whether this key names all respondents.
    pub fn is_all(&self) -> bool {
        self.as_str() == Self::ALL
    }

    /// Whether this key names a mean over the sectors.
    pub fn is_mean(&self) -> bool {
        [Self::MEAN_OF_SECTORS, Self::WEIGHTED_SECTORS].contains(&self.as_str())
    }
}

/// Words that sort as they are spelt, so that a table stands by key for whoever sorts it as text.
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in the order of the tables.
            pub const EVERY: &'static [Self] = &[$(Self::$variant),+];

            /// The word of the tables and of the configuration.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

closed_list! {
    /// Who answers. Employees include managers; managers and non-managers partition them.
    Population { Client = "client", Employee = "employee", Manager = "manager", NonManager = "non_manager" }
}
closed_list! {
    /// What is scored.
    SubjectType { Dimension = "dimension", Item = "item" }
}
closed_list! {
    /// How an answer becomes a number on 0–100.
    Measure {
        /// Mean of the answers, the scale stretched over 0–100.
        Mean100 = "mean100",
        /// Mean of guessed percentages, for an item asked as a percentage.
        MeanGuess = "mean_guess",
        /// Share of the most favourable answers.
        Top1 = "top1",
        /// Share of favourable answers (the favourable codes of the scale).
        Top2 = "top2",
    }
}
closed_list! {
    /// What the two sides of a mirror pair judge.
    Mirror {
        /// Each side judges how it is treated itself; only these pairs feed the strict symmetry index.
        ParallelTreatment = "parallel_treatment",
        /// Both sides judge the service given to clients.
        SameObject = "same_object",
    }
}
closed_list! {
    /// Whether a row may be printed.
    Status { Published = "published", SmallBase = "small_base", Suppressed = "suppressed" }
}
closed_list! {
    /// Whether an edition may still move.
    Standing { Provisional = "provisional", Final = "final" }
}
closed_list! {
    /// The comparisons of the table `contrasts`.
    Contrast {
        /// Manager minus client, on one mirror pair.
        AlignmentStep = "alignment_step",
        /// Managers minus non-managers.
        ManagerGap = "manager_gap",
        /// Employees' estimate of client satisfaction minus the clients' own satisfaction.
        Overestimation = "overestimation",
        /// A sector minus the other sectors of the frame.
        SectorVsOthers = "sector_vs_others",
        /// Two items of the same employees.
        WithinEmployee = "within_employee",
    }
}
closed_list! {
    /// The figure whose change a trend row gives.
    Statistic { Client = "client", Employee = "employee", Floor = "floor", Gap = "gap", Level = "level" }
}

/// What a row is about: an item (or a mirror pair of items) or a dimension, by its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// Item or dimension.
    pub subject_type: SubjectType,
    /// Id of the item, the mirror pair or the dimension; `a-b` for a within-employee contrast.
    pub id: Name,
}

impl Subject {
    /// The subject of an item or of a mirror pair of items.
    pub fn item(id: &str) -> Self {
        Self { subject_type: SubjectType::Item, id: Name::from(id) }
    }

    /// The subject of a dimension.
    pub fn dimension(id: &str) -> Self {
        Self { subject_type: SubjectType::Dimension, id: Name::from(id) }
    }
}
