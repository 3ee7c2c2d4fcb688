//! The program as its user meets it: exit codes, what goes to which stream, and an old output that stays whole.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::minimal::Minimal;

fn barometer(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
    command.args(args).env_remove("RAYON_NUM_THREADS");
    command
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
