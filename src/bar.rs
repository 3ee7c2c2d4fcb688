//! The progress bar on a terminal: the only file that names indicatif.

use barometer::messages::msg;
use barometer::progress::Progress;
use indicatif::{ProgressBar, ProgressStyle};

use crate::lang::said;

/// One line on standard error, rewritten as the run goes on and cleared when it ends. indicatif respects `NO_COLOR`.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new() -> Self {
        let bar = ProgressBar::new(0);
        let style = ProgressStyle::with_template("{msg:<11} [{bar:24}] {pos}/{len}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        Self(bar)
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, steps: usize) {
        self.0.reset();
        self.0.set_length(steps as u64);
        self.0.set_message(said(&msg!("stage", stage = name)));
    }

    fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
