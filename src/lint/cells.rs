//! What the tables say of a claim: its cell, with the class and the bases that decide what may be said of it.

use crate::survey::claims::{CellKey, RankedBy, Said, Side};
use crate::survey::ids::{Contrast, EditionId, Measure, SectorId, Statistic, Status, Subject};
use crate::survey::results::*;

/// A cell of the tables.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its number; none where it is suppressed or was not computed.
    pub value: Option<f64>,
    /// Whether it may be printed.
    pub status: Status,
    /// Class of the difference, in the words of the table `symmetry`; a comparison that has no class of its own gets that
    /// of its test. None for a level.
    pub class: Option<String>,
    /// Why it is not compared, for a change that is not.
    pub incomparable: Option<String>,
}

/// A rank of the tables.
#[derive(Clone, Copy, Debug)]
pub struct Rank {
    /// The rank of the estimate.
    pub rank: Option<i64>,
    /// The first rank that the sample allows.
    pub low: Option<i64>,
    /// The last one.
    pub high: Option<i64>,
    /// Whether the row may be printed.
    pub status: Status,
}

/// The tables and the share of false discoveries that decides what is significant.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    /// The tables.
    pub results: &'a Results,
    /// Adjusted p-values below this are significant, 0–1.
    pub false_discovery_rate: f64,
}

/// The keys of a cell with what is left out made plain.
struct Key<'k> {
    edition: &'k EditionId,
    sector: &'k str,
    subject: Option<&'k Subject>,
    measure: Measure,
}

impl<'k> Key<'k> {
    fn of(key: &'k CellKey) -> Option<Self> {
        Some(Self {
            edition: key.edition.as_ref()?,
            sector: key.sector.as_ref().map_or(SectorId::ALL, SectorId::as_str),
            subject: key.subject.as_ref(),
            measure: key.measure.unwrap_or(Measure::Top2),
        })
    }

    fn is(&self, edition: &EditionKey, sector: &SectorId, subject: &Subject, measure: Measure) -> bool {
        self.is_mean(edition, sector, measure) && self.subject == Some(subject)
    }

    fn is_mean(&self, edition: &EditionKey, sector: &SectorId, measure: Measure) -> bool {
        edition.edition == *self.edition && sector.as_str() == self.sector && measure == self.measure
    }
}

impl<'a> Cells<'a> {
    /// Whether the tables hold an edition at all.
    pub fn has(&self, edition: &EditionId) -> bool {
        self.results.weighting.iter().any(|row| row.edition.edition == *edition)
    }

    fn estimate(&self, key: &CellKey) -> Option<&'a EstimateRow> {
        let Some(Side::Of(population)) = key.population else { return None };
        let wanted = Key::of(key)?;
        let mut rows = self.results.estimates.iter();
        rows.find(|r| r.population == population && wanted.is(&r.edition, &r.sector, &r.subject, r.measure))
    }

    /// The mirror gap of a cell.
    pub fn mirror(&self, key: &CellKey) -> Option<&'a SymmetryRow> {
        let wanted = Key::of(key)?;
        self.results.symmetry.iter().find(|r| wanted.is(&r.edition, &r.sector, &r.subject, r.measure))
    }

    /// The mean over all dimensions of a cell without subject, every pair counted.
    fn mean(&self, key: &CellKey) -> Option<&'a CompositeRow> {
        let wanted = Key::of(key).filter(|wanted| wanted.subject.is_none())?;
        let whole = |r: &&CompositeRow| (r.composite.as_str(), r.pairs.as_str()) == ("dimensions", "all");
        self.results.composites.iter().filter(whole).find(|r| wanted.is_mean(&r.edition, &r.sector, r.measure))
    }

    /// What a claim of this kind is held against; none for one that stands for no number of the tables.
    pub fn cell(&self, said: &Said, key: &CellKey) -> Option<Cell> {
        match said {
            Said::Level(_) => self.level(key),
            Said::Gap { contrast, .. } => self.gap(key, *contrast),
            Said::Change { since, statistic, .. } => self.change(key, since.as_ref()?, (*statistic)?),
            Said::Symmetry { .. } | Said::Strength { .. } => self.symmetry(key),
            Said::Rank { .. } | Said::Ranking { .. } | Said::Share { .. } | Said::Base { .. } => None,
        }
    }

    /// A percentage: of one population, of both together, or the floor of the two.
    pub fn level(&self, key: &CellKey) -> Option<Cell> {
        let level = |value, status| Cell { value, status, class: None, incomparable: None };
        match key.population? {
            Side::Of(_) => self.estimate(key).map(|row| level(row.estimate, row.status)),
            Side::Both => self.mirror(key).map(|row| level(row.level, row.status)),
            Side::Floor => match self.mirror(key) {
                Some(row) => Some(level(row.floor, row.status)),
                None => self.mean(key).map(|row| level(row.floor, row.status)),
            },
        }
    }

    /// A difference within an edition.
    pub fn gap(&self, key: &CellKey, contrast: Option<Contrast>) -> Option<Cell> {
        let Some(contrast) = contrast else {
            return match self.mirror(key) {
                Some(row) => Some(Cell { class: row.class.clone(), ..plain(row.gap, row.status) }),
                None => self.mean(key).map(|row| plain(row.mean_gap, row.status)),
            };
        };
        let wanted = Key::of(key)?;
        let whose = match key.population {
            Some(Side::Of(population)) => Some(population.as_str()),
            Some(Side::Both) => Some("gap"),
            Some(Side::Floor) | None => None,
        };
        let row = self.results.contrasts.iter().find(|r| {
            r.contrast == contrast
                && wanted.is(&r.edition, &r.sector, &r.subject, r.measure)
                && whose.is_none_or(|whose| r.population == whose)
        })?;
        let class = self.tested(row.difference, row.q, row.ci_low.zip(row.ci_high));
        Some(Cell { class: Some(class.to_owned()), ..plain(row.difference, row.status) })
    }

    /// An index of symmetry.
    pub fn symmetry(&self, key: &CellKey) -> Option<Cell> {
        match self.mirror(key) {
            Some(row) => Some(Cell { class: row.class.clone(), ..plain(row.symmetry, row.status) }),
            None => self.mean(key).map(|row| plain(row.symmetry, row.status)),
        }
    }

    /// A change up to the edition of the cell: that of the table `trends` between consecutive editions, and the difference
    /// of the two figures, untested, between others.
    pub fn change(&self, key: &CellKey, since: &EditionId, statistic: Statistic) -> Option<Cell> {
        let (wanted, subject) = (Key::of(key)?, key.subject.as_ref()?);
        let row = self.results.trends.iter().find(|r| {
            let editions = (&r.edition_from.edition, &r.edition_to.edition) == (since, wanted.edition);
            let cell = r.sector.as_str() == wanted.sector && r.subject == *subject && r.measure == wanted.measure;
            editions && cell && r.statistic == statistic
        });
        if let Some(row) = row {
            let class = self.tested(row.change, row.q, row.ci_low.zip(row.ci_high));
            let incomparable = (!row.comparable).then(|| row.reason.clone().unwrap_or_default());
            return Some(Cell { class: Some(class.to_owned()), incomparable, ..plain(row.change, row.status) });
        }
        let later = self.figure(key, statistic)?;
        let earlier = self.figure(&CellKey { edition: Some(since.clone()), ..key.clone() }, statistic)?;
        let change = later.value.zip(earlier.value).map(|(later, earlier)| later - earlier);
        Some(plain(change, later.status.max(earlier.status)))
    }

    fn figure(&self, key: &CellKey, statistic: Statistic) -> Option<Cell> {
        use crate::survey::ids::Population::{Client, Employee};
        let side = |side| self.level(&CellKey { population: Some(side), ..key.clone() });
        match statistic {
            Statistic::Client => side(Side::Of(Client)),
            Statistic::Employee => side(Side::Of(Employee)),
            Statistic::Level => side(Side::Both),
            Statistic::Floor => side(Side::Floor),
            Statistic::Gap => self.gap(key, None),
        }
    }

    /// A rank.
    pub fn rank(&self, key: &CellKey, by: RankedBy) -> Option<Rank> {
        match by {
            RankedBy::Gap => {
                self.mirror(key).map(|r| Rank { rank: r.rank, low: r.rank_low, high: r.rank_high, status: r.status })
            }
            RankedBy::AdjustedGap => {
                self.mean(key).map(|r| Rank { rank: r.rank, low: r.rank_low, high: r.rank_high, status: r.status })
            }
            RankedBy::Floor => self.mean(key).map(|r| Rank {
                rank: r.rank_floor,
                low: r.rank_floor_low,
                high: r.rank_floor_high,
                status: r.status,
            }),
        }
    }

    /// How many a rank of the tables is among: whatever is suppressed has none.
    pub fn ranked(&self, key: &CellKey, by: RankedBy) -> Option<usize> {
        let own = |edition: &EditionKey| key.edition.as_ref() == Some(&edition.edition);
        let Results { symmetry, composites, .. } = self.results;
        Some(match by {
            RankedBy::Gap => {
                let row = self.mirror(key)?;
                // The whole ranks its subjects against one another, a sector stands among the sectors.
                let beside = |r: &&SymmetryRow| match row.sector.is_all() {
                    true => r.sector.is_all() && r.subject.subject_type == row.subject.subject_type,
                    false => !r.sector.is_all() && r.subject == row.subject,
                };
                let rows = symmetry.iter().filter(|r| own(&r.edition) && r.measure == row.measure).filter(beside);
                rows.filter(|r| r.status != Status::Suppressed && r.rank.is_some()).count()
            }
            RankedBy::AdjustedGap | RankedBy::Floor => {
                let row = self.mean(key)?;
                let rows = composites.iter().filter(|r| own(&r.edition) && r.measure == row.measure);
                let rows = rows.filter(|r| (&r.composite, &r.pairs) == (&row.composite, &row.pairs));
                rows.filter(|r| r.status != Status::Suppressed && r.rank.is_some()).count()
            }
        })
    }

    /// Persons who answered a question; those of the edition for a cell without a subject.
    pub fn persons(&self, key: &CellKey) -> Option<i64> {
        if key.subject.is_some() {
            return self.estimate(key)?.n;
        }
        let edition = key.edition.as_ref()?;
        self.results.weighting.iter().find(|row| row.edition.edition == *edition).map(|row| row.n)
    }

    /// The class of a comparison that is tested without one.
    fn tested(&self, difference: Option<f64>, q: Option<f64>, interval: Option<(f64, f64)>) -> &'static str {
        let (Some(difference), Some(q)) = (difference, q) else { return "NON_TESTE" };
        match interval {
            _ if q < self.false_discovery_rate && difference > 0.0 => "ASYM_CLI",
            _ if q < self.false_discovery_rate => "ASYM_COL",
            Some((low, high)) if low > 0.0 || high < 0.0 => "IND_CONF",
            _ => "IND",
        }
    }
}

fn plain(value: Option<f64>, status: Status) -> Cell {
    Cell { value, status, class: None, incomparable: None }
}
