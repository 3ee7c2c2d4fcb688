//! Rankings: complete, in the order of their figures, and each rank the one of its figure.

use super::cells::Cell;
use super::claims::Check;
use super::rule::Rule;
use super::words::{listed, number, of, rounded};
use crate::messages::{Message, msg};
use crate::survey::claims::{CellKey, Claim, Over, Printed, RankedBy, Said};
use crate::survey::ids::{EditionId, SectorId, Status};
use crate::survey::registry::Edition;

/// Points that rounding can put between a printed difference and that of its displayed terms.
const FURTHER: f64 = 1.0;

impl<'a> Check<'a> {
    /// A printed ranking.
    pub(super) fn ranking(&mut self, claim: &Claim, over: Over, ascending: bool, entries: &[usize]) {
        let figures: Vec<(&Claim, Printed)> = entries
            .iter()
            .filter_map(|entry| self.claims.claims.get(*entry))
            .filter_map(|entry| Some((entry, entry.said.figure()?)))
            .collect();
        if let Some((first, rest)) = figures.split_first() {
            let together = rest.iter().map(|(entry, _)| *entry);
            self.compared(claim, first.0, together);
        }
        self.complete(claim, over, &figures);
        self.order(claim, ascending, &figures);
    }

    /// The edition of a ranking: its own, or that of its figures.
    fn ranked_in<'c>(claim: &'c Claim, figures: &[(&'c Claim, Printed)]) -> Option<&'c EditionId> {
        let of_figures = || figures.iter().find_map(|(entry, _)| entry.cell.edition.as_ref());
        claim.cell.edition.as_ref().or_else(of_figures)
    }

    fn complete(&mut self, claim: &Claim, over: Over, figures: &[(&Claim, Printed)]) {
        let Some(id) = Self::ranked_in(claim, figures) else { return };
        let Some(edition) = self.survey.registry.editions.get(id) else { return };
        let frame = self.frame(edition, over, figures.first().map(|(entry, _)| *entry));
        let has = |wanted: &str| {
            figures.iter().any(|(entry, _)| match over {
                Over::Sectors => entry.cell.sector.as_ref().is_some_and(|sector| sector.as_str() == wanted),
                Over::Dimensions => entry.cell.subject.as_ref().is_some_and(|subject| &*subject.id == wanted),
                Over::Selection => true,
            })
        };
        let missing: Vec<&str> = frame.iter().copied().filter(|wanted| !has(wanted)).collect();
        if !missing.is_empty() {
            let problem = msg!("lint-ranking-incomplete", count = figures.len(), missing = listed(missing));
            let finding = Rule::RankingIncomplete.finding(claim.place.clone(), of(claim, problem));
            let expected = match frame.len() < self.survey.ranked(edition, over).len() {
                true => msg!("lint-all-published", count = frame.len(), edition = id.as_str()),
                false => all_of(over, frame.len(), id),
            };
            self.push(finding.expected(expected).hint(msg!("lint-ranking-way")));
        }
    }

    /// What a ranking of figures like one of a claim must have: the frame, but for the sectors whose figure is suppressed.
    fn frame(&self, edition: &'a Edition, over: Over, like: Option<&Claim>) -> Vec<&'a str> {
        let mut frame = self.survey.ranked(edition, over);
        if let (Over::Sectors, Some(like), Some(cells)) = (over, like, self.cells)
            && !like.alone
        {
            let key = |id: &str| CellKey { sector: Some(SectorId::from(id)), ..like.cell.clone() };
            let hidden = |cell: Cell| cell.status == Status::Suppressed;
            frame.retain(|id| !cells.cell(&like.said, &key(id)).is_some_and(hidden));
        }
        frame
    }

    fn order(&mut self, claim: &Claim, ascending: bool, figures: &[(&Claim, Printed)]) {
        // Asymmetries are ranked by their width, whichever side is the less favourable.
        let width = |(entry, value): &(&Claim, Printed)| match entry.said {
            Said::Gap { .. } => value.value.abs(),
            _ => value.value,
        };
        let printed: Vec<f64> = figures.iter().map(width).collect();
        let broken = printed.windows(2).position(|two| if ascending { two[0] > two[1] } else { two[0] < two[1] }); // OK because windows of 2
        let said =
            |values: &[f64]| values.iter().map(|value| rounded(*value, 0).to_string()).collect::<Vec<_>>().join(", ");
        if let Some(at) = broken {
            let (above, below) = (&figures[at], &figures[at + 1]); // OK because `at` is the position of a pair
            let problem = msg!(
                "lint-ranking-order",
                above = &above.0.name,
                above_figure = number(above.1),
                below = &below.0.name,
                below_figure = number(below.1)
            );
            let finding = Rule::RankingOrder.finding(claim.place.clone(), of(claim, problem));
            let order = if ascending { msg!("lint-smallest-first") } else { msg!("lint-largest-first") };
            self.push(finding.expected(order).hint(msg!("lint-order-way")));
            return;
        }
        let from_terms: Vec<f64> =
            figures.iter().zip(&printed).map(|((entry, _), own)| self.width_of_terms(entry).unwrap_or(*own)).collect();
        let beyond_rounding = printed.iter().zip(&from_terms).any(|(own, other)| (own - other).abs() > FURTHER);
        if beyond_rounding && ranks(&printed, ascending) != ranks(&from_terms, ascending) {
            let problem = msg!("lint-ranking-terms", order = said(&printed));
            let finding = Rule::RankingOrder.finding(claim.place.clone(), of(claim, problem));
            let expected = msg!("lint-terms-give", order = said(&from_terms));
            self.push(finding.expected(expected).hint(msg!("lint-terms-way")));
        }
    }

    /// The width of a gap that its two displayed terms give.
    fn width_of_terms(&self, entry: &Claim) -> Option<f64> {
        let Said::Gap { left: Some(left), right: Some(right), .. } = entry.said else { return None };
        let figure = |index: usize| self.claims.claims.get(index)?.said.figure();
        Some((figure(left)?.value - figure(right)?.value).abs())
    }

    /// A rank, held against the printed ranking, the frame and the tables.
    pub(super) fn rank(&mut self, claim: &Claim) {
        let Said::Rank { value, among, over, by, ranking } = &claim.said else { return };
        if let Some(among) = among
            && let Some((count, of_tables)) = self.ranked_with(claim, *over, *by, *ranking)
            && *among != count
        {
            let problem = match of_tables {
                true => msg!("lint-rank-among-tables", among = *among, count),
                false => msg!("lint-rank-among", among = *among, count),
            };
            let finding = Rule::CountDiffers.finding(claim.place.clone(), of(claim, problem));
            self.push(finding.expected(msg!("lint-among", count)));
        }
        match (ranking, claim.alone) {
            (Some(ranking), _) => self.rank_in(claim, *value, *ranking),
            (None, false) => self.rank_of_tables(claim, *value, *by),
            (None, true) => {}
        }
        if among.is_some_and(|among| *value > among) {
            let problem = msg!("lint-rank-beyond", rank = *value, among = among.unwrap_or_default());
            self.push(Rule::RankDiffers.finding(claim.place.clone(), of(claim, problem)));
        }
    }

    /// How many a rank is among, and whether the tables say so; none where nothing does.
    fn ranked_with(&self, claim: &Claim, over: Over, by: RankedBy, ranking: Option<usize>) -> Option<(usize, bool)> {
        if let (None, false, Some(cells), true) = (ranking, claim.alone, self.cells, over != Over::Selection)
            && let Some(count) = cells.ranked(&claim.cell, by)
        {
            return Some((count, true));
        }
        let entry = ranking.and_then(|at| match &self.claims.claims.get(at)?.said {
            Said::Ranking { entries, .. } => self.claims.claims.get(*entries.first()?),
            _ => None,
        });
        let frame = self.frame(self.survey.edition(&claim.cell)?, over, entry);
        (!frame.is_empty()).then_some((frame.len(), false))
    }

    fn rank_in(&mut self, claim: &Claim, value: usize, ranking: usize) {
        let Some(ranking) = self.claims.claims.get(ranking) else { return };
        let Said::Ranking { ascending, entries, .. } = &ranking.said else { return };
        let entries: Vec<&Claim> = entries.iter().filter_map(|entry| self.claims.claims.get(*entry)).collect();
        let same = |entry: &&Claim| same_row(&entry.cell, &claim.cell);
        let Some(at) = entries.iter().position(same) else {
            let problem = msg!("lint-rank-absent", ranking = &ranking.name);
            self.push(Rule::RankDiffers.finding(claim.place.clone(), of(claim, problem)));
            return;
        };
        let figures: Vec<f64> =
            entries.iter().map(|entry| entry.said.figure().map_or(f64::NAN, |figure| figure.value)).collect();
        let found = ranks(&figures, *ascending).get(at).copied().unwrap_or_default();
        if found != value {
            let problem = msg!("lint-rank-in", rank = value, ranking = &ranking.name, found);
            self.push(Rule::RankDiffers.finding(claim.place.clone(), of(claim, problem)));
        }
    }

    fn rank_of_tables(&mut self, claim: &Claim, value: usize, by: RankedBy) {
        let Some(cells) = self.cells else { return };
        let row = cells.rank(&claim.cell, by);
        if row.is_some_and(|row| row.status == Status::Suppressed) {
            return self.printable(claim, Status::Suppressed);
        }
        let Some((row, rank)) = row.and_then(|row| Some((row, row.rank?))) else {
            self.no_cell(claim);
            return;
        };
        let bounds = row.low.zip(row.high);
        if usize::try_from(rank) != Ok(value) {
            let problem = msg!("lint-rank-tables", rank = value, found = rank.to_string());
            self.push(Rule::RankDiffers.finding(claim.place.clone(), of(claim, problem)));
        } else if let Some((low, high)) = bounds.filter(|(low, high)| low != high) {
            let (low, high) = (low.to_string(), high.to_string());
            let problem = msg!("lint-rank-uncertain", rank = value, low = &low, high = &high);
            let finding = Rule::RankUncertain.finding(claim.place.clone(), of(claim, problem));
            self.push(finding.hint(msg!("lint-rank-way", low, high)));
        }
    }
}

/// Everything that a ranking must have, for `expected:`.
pub(super) fn all_of(over: Over, count: usize, edition: &EditionId) -> Message {
    match over {
        Over::Dimensions => msg!("lint-all-dimensions", count, edition = edition.as_str()),
        Over::Sectors | Over::Selection => msg!("lint-all-sectors", count, edition = edition.as_str()),
    }
}

/// Whether two cells are the same row of a ranking: the sector, and the subject where both name one.
fn same_row(entry: &CellKey, wanted: &CellKey) -> bool {
    let sector = |key: &CellKey| key.sector.clone().unwrap_or_else(SectorId::all);
    let subject = entry.subject.is_none() || wanted.subject.is_none() || entry.subject == wanted.subject;
    sector(entry) == sector(wanted) && subject
}

/// Competition ranks: equal figures share the best place.
fn ranks(values: &[f64], ascending: bool) -> Vec<usize> {
    let before = |other: f64, own: f64| if ascending { other < own } else { other > own };
    values.iter().map(|own| 1 + values.iter().filter(|other| before(**other, *own)).count()).collect()
}
