//! Statistics that add up estimates of several waves: a change, a slope.
//!
//! Waves are independent samples, so that variances add up, and degrees of freedom with them, unless editions declare the
//! same panel and have sampling units in common: then the waves are one stacked sample. Persons are matched by id, the
//! residuals of a unit are summed over the waves before they are squared, and a unit counts once in the degrees of freedom.
//! The unit is the person, or the sampling unit within its stratum where a wave declares either.
//!
//! A panel member keeps the stratum and the unit of the first edition that says where they stand: who moves house in
//! between was drawn where they were found. Should that leave a stratum with a single unit, which no wave by itself had,
//! it is taken as the deviation from the mean over all strata (`adjust`) where the pipeline says `fail`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::comparable::ScoredEdition;
use super::replicate::clusters;
use crate::stats::influence::Influence;
use crate::stats::linearise::{Clusters, Design, LonelyPsu, WavePart, Workspace, covariance_over_waves};
use crate::survey::ids::EditionId;

/// The members of every panel, numbered over the editions that declare it.
#[derive(Debug, Default)]
pub struct Panels {
    numbers: BTreeMap<EditionId, Vec<u32>>,
    /// Stratum and sampling unit of every member; [`UNPLACED`] and the member itself where no edition says.
    places: Vec<(u32, u32)>,
    /// The editions that have a sampling unit in common with another one, both ways.
    linked: BTreeSet<(EditionId, EditionId)>,
}

/// Stratum of a member of whom no edition says where they stand.
const UNPLACED: u32 = u32::MAX;

/// One wave's share of a statistic: factor × estimate.
#[derive(Clone, Copy, Debug)]
pub struct Share<'a> {
    /// The edition.
    pub edition: ScoredEdition<'a>,
    /// What multiplies the estimate.
    pub factor: f64,
    /// The estimate's linear part.
    pub influence: &'a Influence,
}

impl Panels {
    /// Matches the persons of the editions that share a panel.
    pub fn new(editions: &[ScoredEdition<'_>]) -> Self {
        let (mut members, mut strata, mut units) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut this = Self::default();
        for edition in editions {
            let Some(panel) = edition.edition.panel.as_deref() else { continue };
            let placed = clusters(edition.wave);
            let mut of_wave = Vec::new();
            for (at, respondent) in edition.wave.wave.respondents.iter().enumerate() {
                let member = number(&mut members, (panel, respondent.id.as_str()));
                if member as usize == this.places.len() {
                    this.places.push((UNPLACED, member));
                }
                let place = &mut this.places[member as usize]; // OK because members are numbered in the order of the places
                if let Some(&(stratum, unit)) = placed.as_ref().and_then(|placed| placed.get(at))
                    && place.0 == UNPLACED
                {
                    *place = (number(&mut strata, (panel, stratum)), number(&mut units, (panel, stratum, unit)));
                }
                of_wave.push(member);
            }
            this.numbers.insert(edition.id.clone(), of_wave);
        }
        this.link(editions);
        this
    }

    /// Finds which editions of a panel have a sampling unit in common.
    fn link(&mut self, editions: &[ScoredEdition<'_>]) {
        let in_panels = || editions.iter().filter(|e| e.edition.panel.is_some());
        let units = |e: &ScoredEdition<'_>| -> BTreeSet<(u32, u32)> {
            let members = self.numbers.get(e.id).into_iter().flatten();
            members.filter_map(|&member| self.places.get(member as usize).copied()).collect()
        };
        let units: Vec<_> = in_panels().map(|e| (e, units(e))).collect();
        for (left, in_left) in &units {
            for (right, in_right) in &units {
                if left.id != right.id && left.edition.panel == right.edition.panel && !in_left.is_disjoint(in_right) {
                    self.linked.insert((left.id.clone(), right.id.clone()));
                }
            }
        }
    }

    /// Whether any two of these editions have a sampling unit in common.
    pub fn shared<'a>(&self, editions: impl IntoIterator<Item = ScoredEdition<'a>>) -> bool {
        let ids: Vec<&EditionId> = editions.into_iter().map(|e| e.id).collect();
        ids.iter().enumerate().any(|(at, left)| ids.iter().skip(at + 1).any(|right| self.are_linked(left, right)))
    }

    fn are_linked(&self, left: &EditionId, right: &EditionId) -> bool {
        self.linked.contains(&(left.clone(), right.clone()))
    }

    /// Variance and degrees of freedom of Σ factor × estimate.
    pub fn spread(&self, shares: &[Share<'_>], workspace: &mut Workspace) -> (f64, f64) {
        let (mut variance, mut df) = (0.0, 0.0);
        for group in self.groups(shares) {
            let (v, d) = match group.as_slice() {
                [share] => alone(share, workspace),
                _ => self.together(&group, workspace),
            };
            variance += v;
            df += d;
        }
        (variance, df)
    }

    /// The shares, those apart that have no unit in common, directly or through another one.
    fn groups<'s, 'a>(&self, shares: &'s [Share<'a>]) -> Vec<Vec<&'s Share<'a>>> {
        let mut groups: Vec<Vec<&Share<'_>>> = Vec::new();
        for share in shares {
            let joins =
                |group: &Vec<&Share<'_>>| group.iter().any(|other| self.are_linked(other.edition.id, share.edition.id));
            let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(joins);
            groups = apart;
            groups.push(joined.into_iter().flatten().chain([share]).collect());
        }
        groups
    }

    /// Waves of one panel as one stacked sample.
    fn together(&self, group: &[&Share<'_>], workspace: &mut Workspace) -> (f64, f64) {
        let (keys, members) = self.keys(group);
        let residuals: Vec<Vec<f64>> = group.iter().map(|share| residuals(share, workspace)).collect();
        let mut present: Vec<(u32, f64)> = Vec::new();
        for (share, keys) in group.iter().zip(&keys) {
            // OK because there is a key a person.
            present.extend(share.influence.entries().map(|(person, _)| (keys[person as usize], 0.0)));
        }
        let present = Influence::new(present);
        let declared = group.iter().any(|share| share.edition.wave.design.has_clusters());
        let Some(stacked) = self.stacked(&members, group).filter(|_| declared) else {
            let parts: Vec<WavePart<'_>> =
                residuals.iter().zip(&keys).map(|(e, keys)| WavePart { keys, left: e, right: e }).collect();
            let df = present.n_persons().saturating_sub(1) as f64;
            return (covariance_over_waves(&parts, members.len()), df);
        };
        let mut summed = vec![0.0; members.len()];
        for (&key, e) in keys.iter().flatten().zip(residuals.iter().flatten()) {
            summed[key as usize] += e; // OK because keys number the members
        }
        (stacked.covariance_of_residuals(&summed, &summed), stacked.degrees_of_freedom(&present))
    }

    /// The design of the members of several waves: their strata and sampling units, each once.
    fn stacked(&self, members: &[u32], group: &[&Share<'_>]) -> Option<Design> {
        let (strata, psus) = members.iter().filter_map(|&member| self.places.get(member as usize).copied()).unzip();
        let lonely = group.iter().find_map(|share| share.edition.wave.design.lonely_psu()).unwrap_or_default();
        let lonely = if lonely == LonelyPsu::Fail { LonelyPsu::Adjust } else { lonely };
        let ones = vec![1.0; members.len()];
        Design::new(&ones, &ones, None, Some(&Clusters { strata, psus, lonely })).ok()
    }

    /// The key of every person of each wave, numbered over these waves alone, and the member behind each key.
    fn keys(&self, group: &[&Share<'_>]) -> (Vec<Vec<u32>>, Vec<u32>) {
        let (mut numbered, mut members) = (vec![u32::MAX; self.places.len()], Vec::new());
        let mut key = |member: u32| {
            let slot = &mut numbered[member as usize]; // OK because members are numbered below the count of their places
            if *slot == u32::MAX {
                *slot = u32::try_from(members.len()).unwrap_or(u32::MAX);
                members.push(member);
            }
            *slot
        };
        let of_wave = group.iter().map(|share| self.numbers.get(share.edition.id).map_or(&[] as &[u32], Vec::as_slice));
        let keys = of_wave.map(|of_wave| of_wave.iter().map(|&member| key(member)).collect()).collect();
        (keys, members)
    }
}

/// The number of a thing in the order in which things come, from 0.
fn number<K: Eq + std::hash::Hash>(known: &mut HashMap<K, u32>, thing: K) -> u32 {
    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
    *known.entry(thing).or_insert(next)
}

fn alone(share: &Share<'_>, workspace: &mut Workspace) -> (f64, f64) {
    let design = &share.edition.wave.design;
    let variance = share.factor * share.factor * design.variance(share.influence, workspace);
    (variance, design.degrees_of_freedom(share.influence))
}

/// factor × e of every person of the wave.
fn residuals(share: &Share<'_>, workspace: &mut Workspace) -> Vec<f64> {
    let mut residuals = Vec::new();
    share.edition.wave.design.residuals(share.influence, workspace, &mut residuals);
    residuals.iter_mut().for_each(|e| *e *= share.factor);
    residuals
}
