//! Random numbers by address: what a unit draws in a replicate depends on (seed, key, unit, replicate) alone, so that
//! threads, order and the other units change nothing, and a panel member draws the same in every wave of the panel.
//!
//! One ChaCha8 key for (seed, key), one of its 2⁶⁴ streams for each unit, one position of the stream for each replicate.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Numbers of 64 bits set aside for one replicate of a stream of [`Draws::gammas`].
const GAMMA_NUMBERS: u128 = 128;

/// The draws of one seed and one key (a panel, or a wave that belongs to none).
#[derive(Clone, Debug)]
pub struct Draws {
    /// At the start of the first stream.
    generator: ChaCha8Rng,
}

impl Draws {
    /// The draws of a seed under a key.
    pub fn new(seed: u64, key: &str) -> Self {
        let mut bytes = [0; 32];
        // OK because both ranges have eight bytes.
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&fnv1a(key.bytes()).to_le_bytes());
        Self { generator: ChaCha8Rng::from_seed(bytes) }
    }

    /// Exp(1) draws of one unit, > 0, for the replicates from `first` on.
    pub fn exponentials(&self, unit: &str, first: usize, draws: &mut [f64]) {
        let mut stream = self.stream(unit);
        // Positions count words of 32 bits; a draw takes two.
        stream.set_word_pos(2 * first as u128);
        for draws in draws.chunks_mut(8) {
            let mut bytes = [0; 8 * 8];
            stream.fill_bytes(&mut bytes);
            for (draw, number) in draws.iter_mut().zip(bytes.as_chunks().0) {
                *draw = -open_unit(u64::from_le_bytes(*number)).ln();
            }
        }
    }

    /// Gamma(`shape`, 1) draws of one unit, 0 < shape ≤ 1, for the replicates from `first` on. Positive.
    ///
    /// Marsaglia & Tsang (2000) at shape + 1, brought down by U^(1/shape). A replicate has numbers for 40 attempts, of
    /// which the first succeeds in 95 % of cases or more; in the impossible rest the mode is taken.
    pub fn gammas(&self, unit: &str, shape: f64, first: usize, draws: &mut [f64]) {
        let mut stream = self.stream(unit);
        for (replicate, draw) in (first..).zip(draws) {
            stream.set_word_pos(2 * GAMMA_NUMBERS * replicate as u128);
            let power = uniform(&mut stream).powf(1.0 / shape);
            // A shape near zero can bring a draw down to nothing.
            *draw = f64::max(gamma_above_one(shape + 1.0, &mut stream) * power, f64::MIN_POSITIVE);
        }
    }

    fn stream(&self, unit: &str) -> ChaCha8Rng {
        let mut stream = self.generator.clone();
        stream.set_stream(fnv1a(unit.bytes()));
        stream
    }
}

fn gamma_above_one(shape: f64, stream: &mut ChaCha8Rng) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    for _ in 0..40 {
        let radius = (-2.0 * uniform(stream).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * uniform(stream)).cos();
        let u = uniform(stream);
        let root = 1.0 + c * normal;
        let cube = root * root * root;
        if root > 0.0 && u.ln() < normal * normal / 2.0 + d - d * cube + d * cube.ln() {
            return d * cube;
        }
    }
    d
}

fn uniform(stream: &mut ChaCha8Rng) -> f64 {
    open_unit(stream.next_u64())
}

/// A number of the open interval (0, 1) from random bits: 52 of them and a half, so that neither end is reached.
fn open_unit(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64)
}

/// FNV-1a, 64 bits (Fowler, Noll & Vo). Two of 2 000 names share a value with a chance of 1e-13; as units they would then
/// share their draws, nothing worse.
pub fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
