//! How a run says where it is. The library knows only this trait; the bar on a terminal is the binary's business.

/// Told of each stage as it starts and of each step as it ends.
pub trait Progress: Sync {
    /// A stage starts; it will take this many steps.
    fn stage(&self, name: &'static str, steps: usize);
    /// One step of the current stage is done.
    fn step(&self);
    /// Whether the run is to end before it has put anything in place; asked between steps.
    fn interrupted(&self) -> bool {
        false
    }
}

/// Says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _name: &'static str, _steps: usize) {}
    fn step(&self) {}
}
