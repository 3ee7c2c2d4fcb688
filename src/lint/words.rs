//! How findings name figures: as the claims file writes them.

use crate::survey::claims::{Claim, Printed};

/// A printed number.
pub fn number(printed: Printed) -> String {
    format!("{:.*}", printed.decimals, printed.value)
}

/// A computed number at some decimals, without the noise of floating point.
pub fn rounded(value: f64, decimals: usize) -> String {
    let text = crate::publish::number::round(value, decimals)
        .map(|number| number.units() as f64 / 10_f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX)));
    text.map_or_else(|| "no number".to_owned(), |value| format!("{value:.decimals$}"))
}

/// The head of a finding: which sentence it is about.
pub fn of(claim: &Claim, problem: impl std::fmt::Display) -> String {
    format!("`{}` ({}): {problem}", claim.name, claim.quote)
}

/// The head of a finding that refutes nothing.
pub fn doubt(claim: &Claim, problem: impl std::fmt::Display) -> String {
    of(claim, format_args!("doubtful, {problem}"))
}

/// Names in backticks, with commas.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// `1 sector`, `9 sectors`.
pub fn counted(n: usize, one: &str, several: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {several}") }
}
