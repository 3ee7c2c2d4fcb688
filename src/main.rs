//! The binary: parse the command line, run, say what was found, exit with the code of the contract.

mod bar;
mod cli;
mod help;
mod interrupt;
mod lang;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::record_panics();
    let cli = help::parse();
    let outcome = std::panic::catch_unwind(|| cli.execute());
    match outcome.unwrap_or_else(|_| Err(cli::internal_fault())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli.command.options().report(&error);
            ExitCode::from(error.exit_code())
        }
    }
}
