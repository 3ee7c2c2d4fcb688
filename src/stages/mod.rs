//! The stages of a run, one public function a file, named after the stage. Parallelism lives here: over waves and cells,
//! collected in order, so that threads change no byte.

pub mod calibrate;
pub mod comparable;
pub mod composite;
pub mod contrast;
pub mod indices;
pub mod infer;
pub mod others;
pub mod own_margins;
pub mod panel;
pub mod power;
pub mod range;
pub mod rank;
pub mod replicate;
mod rows;
pub mod score;
pub mod slope;
pub mod symmetry;
pub mod trend;
pub mod validate;

/// The elements of some lists, each list after the one before it.
fn joined<T>(lists: Vec<Vec<T>>) -> Vec<T> {
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    lists.into_iter().for_each(|list| all.extend(list));
    all
}
