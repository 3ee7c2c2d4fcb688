//! Statistics that add up estimates of several waves: a change, a slope.
//!
//! Waves are independent samples, so that variances add up, and degrees of freedom with them, unless editions declare the
//! same panel: then persons are matched by id, the residuals of a person are summed over the waves before they are
//! squared, and a person counts once in the degrees of freedom.

use std::collections::{BTreeMap, HashMap};

use super::comparable::ScoredEdition;
use crate::stats::linearise::{Influence, WavePart, Workspace, covariance_over_waves};
use crate::survey::ids::EditionId;

/// The members of every panel, numbered over the editions that declare it.
#[derive(Debug, Default)]
pub struct Panels {
    numbers: BTreeMap<EditionId, Vec<u32>>,
    n_members: usize,
}

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
        let mut known: HashMap<(&str, &str), u32> = HashMap::new();
        let mut numbers = BTreeMap::new();
        for edition in editions {
            let Some(panel) = &edition.edition.panel else { continue };
            let shared = editions.iter().filter(|e| e.edition.panel.as_ref() == Some(panel)).count() > 1;
            if shared {
                let mut of_wave = Vec::new();
                for respondent in &edition.wave.wave.respondents {
                    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                    of_wave.push(*known.entry((panel.as_str(), respondent.id.as_str())).or_insert(next));
                }
                numbers.insert(edition.id.clone(), of_wave);
            }
        }
        Self { numbers, n_members: known.len() }
    }

    /// Whether any two of these editions share a panel.
    pub fn shared<'a>(&self, editions: impl IntoIterator<Item = ScoredEdition<'a>>) -> bool {
        let mut panels: Vec<&str> = Vec::new();
        for edition in editions.into_iter().filter(|e| self.numbers.contains_key(e.id)) {
            let Some(panel) = edition.edition.panel.as_deref() else { continue };
            if panels.contains(&panel) {
                return true;
            }
            panels.push(panel);
        }
        false
    }

    /// Variance and degrees of freedom of Σ factor × estimate.
    pub fn spread(&self, shares: &[Share<'_>], workspace: &mut Workspace) -> (f64, f64) {
        let mut groups: BTreeMap<&str, Vec<&Share<'_>>> = BTreeMap::new();
        let (mut variance, mut df) = (0.0, 0.0);
        for share in shares {
            match share.edition.edition.panel.as_deref().filter(|_| self.numbers.contains_key(share.edition.id)) {
                Some(panel) => groups.entry(panel).or_default().push(share),
                None => {
                    let (v, d) = alone(share, workspace);
                    variance += v;
                    df += d;
                }
            }
        }
        for group in groups.values() {
            let (v, d) = match group.as_slice() {
                [share] => alone(share, workspace),
                _ => self.together(group, workspace),
            };
            variance += v;
            df += d;
        }
        (variance, df)
    }

    /// The waves of one panel. Where strata or sampling units are declared, the variances are those of the designs, with
    /// the covariance of the persons whom the waves share, and the degrees of freedom are those of the best wave.
    fn together(&self, group: &[&Share<'_>], workspace: &mut Workspace) -> (f64, f64) {
        let (keys, n_keys) = self.keys(group);
        let residuals: Vec<Vec<f64>> = group.iter().map(|share| residuals(share, workspace)).collect();
        let parts = || residuals.iter().zip(&keys);
        if !group.iter().any(|share| share.edition.wave.design.has_clusters()) {
            let parts: Vec<WavePart<'_>> = parts().map(|(e, keys)| WavePart { keys, left: e, right: e }).collect();
            let mut present = vec![false; n_keys];
            for (share, keys) in group.iter().zip(&keys) {
                for &(person, _) in share.influence.entries() {
                    present[keys[person as usize] as usize] = true; // OK because there is a key below `n_keys` a person
                }
            }
            let persons = present.into_iter().filter(|p| *p).count();
            return (covariance_over_waves(&parts, n_keys), persons.saturating_sub(1) as f64);
        }
        let alone: Vec<(f64, f64)> = group.iter().map(|share| alone(share, workspace)).collect();
        let mut variance: f64 = alone.iter().map(|(v, _)| v).sum();
        for (j, (f, right)) in parts().enumerate() {
            for (e, left) in parts().take(j) {
                let (none_left, none_right) = (vec![0.0; e.len()], vec![0.0; f.len()]);
                let pair = [
                    WavePart { keys: left, left: e, right: &none_left },
                    WavePart { keys: right, left: &none_right, right: f },
                ];
                variance += 2.0 * covariance_over_waves(&pair, n_keys);
            }
        }
        (variance.max(0.0), alone.iter().map(|(_, df)| *df).fold(0.0, f64::max))
    }

    /// The key of every person of each wave, numbered over these waves alone, and how many there are.
    fn keys(&self, group: &[&Share<'_>]) -> (Vec<Vec<u32>>, usize) {
        let mut renumbered = vec![u32::MAX; self.n_members];
        let mut n_keys: u32 = 0;
        let mut key = |member: u32| {
            let slot = &mut renumbered[member as usize]; // OK because members are numbered below `n_members`
            if *slot == u32::MAX {
                *slot = n_keys;
                n_keys += 1;
            }
            *slot
        };
        let members = group.iter().map(|share| self.numbers.get(share.edition.id).map_or(&[] as &[u32], Vec::as_slice));
        let keys = members.map(|members| members.iter().map(|&member| key(member)).collect()).collect();
        (keys, n_keys as usize)
    }
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
