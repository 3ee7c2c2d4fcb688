//! Ctrl-C, or a terminal that is closed: a run ends at its next step and takes away what it has made; a second one ends the
//! program where it is. The only file that names signal-hook.

use std::panic::UnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use barometer::error::Error;
use barometer::progress::Progress;
#[cfg(unix)]
use signal_hook::consts::SIGHUP;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The signals that ask a program to end.
#[cfg(unix)]
const SIGNALS: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];
#[cfg(not(unix))]
const SIGNALS: [i32; 2] = [SIGINT, SIGTERM];

/// A run that its user, or the system, may interrupt.
pub struct Interruptible {
    progress: Box<dyn Progress + UnwindSafe>,
    asked: Arc<AtomicBool>,
}

impl Interruptible {
    /// From now on a signal to end is heard between steps; where it cannot be heard, the system ends the program.
    pub fn new(progress: Box<dyn Progress + UnwindSafe>) -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in SIGNALS {
            // In this order: only the second signal finds the flag set.
            let _ = flag::register_conditional_shutdown(signal, Error::INTERRUPTED.into(), Arc::clone(&asked));
            let _ = flag::register(signal, Arc::clone(&asked));
        }
        Self { progress, asked }
    }
}

impl Progress for Interruptible {
    fn stage(&self, name: &'static str, steps: usize) {
        self.progress.stage(name, steps);
    }

    fn step(&self) {
        self.progress.step();
    }

    fn interrupted(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}
