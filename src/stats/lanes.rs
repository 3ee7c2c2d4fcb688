//! Replicates side by side: one instruction does the same arithmetic on several of them, as many as the processor has room
//! for.
//!
//! A lane is a replicate. No instruction mixes lanes, none fuses a multiplication with an addition, and the sums of a lane
//! run in the order that they would have alone: each replicate has the bits that it would have by itself, on any processor.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f64x8};

/// Replicates side by side.
pub const LANES: usize = 8;

/// One number of each of [`LANES`] replicates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

impl Lanes {
    /// The same number in every lane.
    pub fn splat(value: f64) -> Self {
        Self([value; LANES])
    }

    #[inline(always)]
    pub(super) fn load<S: Simd>(self, simd: S) -> f64x8<S> {
        f64x8::simd_from(simd, self.0)
    }
}

impl<S: Simd> From<f64x8<S>> for Lanes {
    #[inline(always)]
    fn from(lanes: f64x8<S>) -> Self {
        Self(lanes.into())
    }
}

/// Σ weight × value of each of the values of some rows, in the order of the rows. A row names a weight by its position.
pub fn weighted_sums<const N: usize>(rows: &[(u32, [f64; N])], weights: &[Lanes]) -> [Lanes; N] {
    #[inline(always)]
    fn on<S: Simd, const N: usize>(simd: S, rows: &[(u32, [f64; N])], weights: &[Lanes]) -> [Lanes; N] {
        let mut sums = [f64x8::splat(simd, 0.0); N];
        for (position, values) in rows {
            let weight = weights[*position as usize].load(simd);
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += weight * *value;
            }
        }
        sums.map(Lanes::from)
    }
    dispatch!(Level::new(), simd => on(simd, rows, weights))
}
