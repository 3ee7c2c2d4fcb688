//! The other sectors of the frame taken together: what a sector is tested against, because a total that contains it would
//! be compared with itself in part.
//!
//! The others are all the rows of the other sectors pooled, each row with its weight: a large sector counts more than a
//! small one. Employees outside the frame (the sector `autre`) are not among them. The person is the unit: somebody who
//! rates two of the sectors has two rows and one influence.
//!
//! Everything about the others is everything about the frame less what the sector holds of it. With A the sum of a person's
//! scores over the frame, U the number of a person's rows, and A_o = R_o U_o + W_o z_o and U_o the sector's share of them,
//! the mean of the others is R = Σ w (A − A_o) / W, where W = Σ w (U − U_o), and its linear part is
//! ((A − A_o) − R (U − U_o)) / W. Sector minus others thus has the linear part
//! (1 + W_o/W) z_o + (R_o − R)/W U_o − A/W + R/W U.

use super::calibrate::CalibratedWave;
use super::score::Estimate;
use crate::stats::interval;
use crate::stats::kish::Kish;
use crate::stats::linearise::Influence;
use crate::stats::projection::{Dense, Projection};

/// The difference between a score and zero (or a hundred) below which it is rounding: scores are averages of few codes.
const ROUNDING: f64 = 1e-6;

/// All the rows of one subject, side and measure in the sectors of the frame.
pub struct Frame<'a> {
    wave: &'a CalibratedWave,
    sectors: Vec<Option<Sector<'a>>>,
    /// A, by person.
    scores: Vec<f64>,
    /// U, by person: whole numbers.
    rows: Vec<f64>,
    score_projection: Projection,
    row_projection: Projection,
    sums: Sums,
}

struct Sector<'a> {
    estimate: &'a Estimate,
    /// What belongs to the margins in U_o.
    row_projection: Projection,
    sums: Sums,
}

/// Sums over rows: what is left after subtraction is again such a sum.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Σ w over rows.
    weight: f64,
    /// Σ w score over rows.
    weighted_score: f64,
    /// Rows with a score above 0, and below 100.
    favourable: usize,
    other: usize,
}

/// A sector beside all the others of the frame.
pub struct Compared<'f> {
    /// The sector.
    pub own: &'f Estimate,
    /// Mean over the rows of the others, 0–100.
    pub value: f64,
    /// Persons with a row in another sector.
    pub base: Kish,
    /// Whether the others hold enough answers on both sides for a test.
    pub testable: bool,
    /// Linear part of the sector minus the others.
    pub difference: Dense,
}

impl<'a> Frame<'a> {
    /// From the estimates of the sectors, in the order of the frame; `None` where nobody has a score.
    pub fn new(wave: &'a CalibratedWave, estimates: &[Option<&'a Estimate>]) -> Self {
        let n = wave.weights.len();
        let mut this = Self {
            wave,
            sectors: Vec::with_capacity(estimates.len()),
            scores: vec![0.0; n],
            rows: vec![0.0; n],
            score_projection: Projection::default(),
            row_projection: Projection::default(),
            sums: Sums::default(),
        };
        for estimate in estimates {
            let sector = estimate.map(|estimate| this.sector(estimate));
            this.sectors.push(sector);
        }
        let dense = |values: &[f64]| {
            let present = (0_u32..).zip(values).zip(&this.rows).filter(|(_, rows)| **rows > 0.0);
            wave.design.project(&Influence::new(present.map(|((person, value), _)| (person, *value)).collect()))
        };
        (this.score_projection, this.row_projection) = (dense(&this.scores), dense(&this.rows));
        this
    }

    /// Adds the rows of a sector to those of the frame.
    fn sector(&mut self, estimate: &'a Estimate) -> Sector<'a> {
        let entries = estimate.influence.entries();
        let weight = |person: u32| self.wave.weights[person as usize]; // OK because an influence names persons by position
        let mut sums = Sums { weight: entries.iter().map(|&(person, _)| weight(person)).sum(), ..Sums::default() };
        for &(person, z) in entries {
            let score = estimate.value + sums.weight * z;
            sums.weighted_score += weight(person) * score;
            sums.favourable += usize::from(score > ROUNDING);
            sums.other += usize::from(score < 100.0 - ROUNDING);
            self.scores[person as usize] += score;
            self.rows[person as usize] += 1.0;
        }
        self.sums.weight += sums.weight;
        self.sums.weighted_score += sums.weighted_score;
        self.sums.favourable += sums.favourable;
        self.sums.other += sums.other;
        let rows = Influence::new(entries.iter().map(|&(person, _)| (person, 1.0)).collect());
        Sector { estimate, row_projection: self.wave.design.project(&rows), sums }
    }

    /// A sector, by its position in the frame, beside the others. `None` when either has no row.
    pub fn compared(&self, at: usize) -> Option<Compared<'a>> {
        let own = self.sectors.get(at)?.as_ref()?;
        let estimate = own.estimate;
        let weight = self.sums.weight - own.sums.weight;
        let value = (self.sums.weighted_score - own.sums.weighted_score) / weight;
        let [of_own, of_own_rows] = [1.0 + own.sums.weight / weight, (estimate.value - value) / weight];
        let [of_scores, of_rows] = [-1.0 / weight, value / weight];
        let mut values: Vec<f64> =
            self.scores.iter().zip(&self.rows).map(|(a, u)| of_scores * a + of_rows * u).collect();
        let mut left = self.rows.clone();
        for &(person, z) in estimate.influence.entries() {
            values[person as usize] += of_own * z + of_own_rows; // OK because an influence names persons by position
            left[person as usize] -= 1.0;
        }
        let projection = Projection::combine(&[
            (of_own, &estimate.projection),
            (of_own_rows, &own.row_projection),
            (of_scores, &self.score_projection),
            (of_rows, &self.row_projection),
        ]);
        let (mut n, mut sum, mut squares) = (0, 0.0, 0.0);
        for (rows, w) in left.iter().zip(&self.wave.weights) {
            let weight = rows * w;
            n += usize::from(*rows > 0.0);
            sum += weight;
            squares += weight * weight;
        }
        let (favourable, other) = (self.sums.favourable - own.sums.favourable, self.sums.other - own.sums.other);
        Some(Compared {
            own: estimate,
            value,
            base: Kish::from_sums(n, sum, squares)?,
            testable: interval::is_testable(value, favourable, other),
            difference: Dense { values, projection },
        })
    }

    /// Whether a person has a row in the frame.
    pub fn has(&self, person: usize) -> bool {
        self.rows.get(person).is_some_and(|rows| *rows > 0.0)
    }

    /// Persons with a row of either side in the sector, and in the others.
    pub fn persons_of_two(of: [&Self; 2], at: usize) -> (usize, usize) {
        let own = of.map(|frame| {
            let mut rows = vec![0.0; frame.rows.len()];
            let sector = frame.sectors.get(at).and_then(|sector| sector.as_ref());
            for &(person, _) in sector.map_or(&[][..], |sector| sector.estimate.influence.entries()) {
                rows[person as usize] = 1.0; // OK because an influence names persons by position
            }
            rows
        });
        let mut persons = (0, 0);
        for (person, (l, r)) in own[0].iter().zip(&own[1]).enumerate() {
            // OK because both frames are of one wave.
            let elsewhere = of[0].rows[person] - l + (of[1].rows[person] - r);
            persons.0 += usize::from(l + r > 0.0);
            persons.1 += usize::from(elsewhere > 0.0);
        }
        persons
    }
}

impl Compared<'_> {
    /// What decides on publication: the smaller of n and effective n, of the sector and of the others.
    pub fn bases(&self) -> [f64; 2] {
        [self.own.decisive_base(), self.base.n_eff.min(self.base.n as f64)]
    }

    /// Whether both may be tested.
    pub fn is_testable(&self) -> bool {
        self.own.testable && self.testable
    }
}
