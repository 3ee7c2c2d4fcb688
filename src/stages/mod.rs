//! The stages of a run, one public function a file, named after the stage. Parallelism lives here: over waves and cells,
//! collected in order, so that threads change no byte.

pub mod calibrate;
pub mod contrast;
pub mod power;
pub mod score;
pub mod symmetry;
pub mod trend;
pub mod validate;
