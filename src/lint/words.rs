//! How findings name figures and sentences.

use crate::messages::{Arg, Message, msg};
use crate::publish::number::round;
use crate::survey::claims::{Claim, Printed, Than};

/// A printed number.
pub fn number(printed: Printed) -> Arg {
    Arg::decimal(printed.value, printed.decimals)
}

/// A computed number at some decimals, rounded as it would be printed.
pub fn rounded(value: f64, decimals: usize) -> Arg {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX));
    match round(value, decimals) {
        Some(number) => Arg::decimal(number.units() as f64 / scale, decimals),
        None => Arg::from("?"),
    }
}

/// The head of a finding: which sentence it is about.
pub fn of(claim: &Claim, problem: Message) -> Message {
    msg!("lint-claim", name = &claim.name, quote = &claim.quote, problem)
}

/// Names in backticks, with commas.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A number as the text says it: « more than 2000 ».
pub fn said(than: Option<Than>, number: Arg) -> Arg {
    match than {
        Some(Than::More) => Arg::from(msg!("lint-more-than", number)),
        Some(Than::Less) => Arg::from(msg!("lint-less-than", number)),
        None => number,
    }
}
