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
/// Those that a program is started without on purpose: `nohup` has a run go on when its terminal is closed.
#[cfg(unix)]
const IGNORABLE: [i32; 1] = [SIGHUP];
#[cfg(not(unix))]
const IGNORABLE: [i32; 0] = [];

/// Whether the program was started to ignore a signal, as far as the system says so.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    (mask >> (signal - 1)) & 1 == 1
}

/// A run that its user, or the system, may interrupt.
pub struct Interruptible {
    progress: Box<dyn Progress + UnwindSafe>,
    asked: Arc<AtomicBool>,
}

impl Interruptible {
    /// From now on a signal to end is heard between steps; where it cannot be heard, the system ends the program.
    pub fn new(progress: Box<dyn Progress + UnwindSafe>) -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        let is_heard = |signal: &i32| !IGNORABLE.contains(signal) || !is_ignored(*signal);
        for signal in SIGNALS.into_iter().filter(is_heard) {
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
