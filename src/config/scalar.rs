//! Single values as text: what an unquoted one would be taken for, and which are well formed.

use chrono::{Datelike, NaiveDate};

use super::document::is_nothing;
use super::shape::Leaf;

/// Whether a text can be what is expected of it.
pub(super) fn well_formed(text: &str, leaf: Leaf) -> bool {
    match leaf {
        Leaf::Id => {
            text.starts_with(|c: char| c.is_ascii_lowercase())
                && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        }
        Leaf::Label => !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-'),
        Leaf::Code | Leaf::Name => {
            !text.is_empty() && text.trim() == text && !text.contains(|c: char| c.is_control() || unpublishable(c))
        }
        _ => true,
    }
}

/// Whether some reader of YAML would take an unquoted text for a number, a date, a yes or no, or nothing. Codes are compared
/// letter by letter with the cells of a data file, so that none of them may depend on the reader.
pub(super) fn reads_as_other(text: &str) -> bool {
    const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];
    let number_like = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.chars().all(|c| c.is_ascii_hexdigit() || "_.,:+-xXoOtTzZ ".contains(c));
    number_like || is_nothing(text) || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)) || reads_as_value(text)
}

/// Whether `serde_yaml` takes an unquoted text for a number, a truth value or nothing.
pub(super) fn reads_as_value(text: &str) -> bool {
    let body = text.trim_start_matches(['+', '-']);
    let float = text.contains(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
    let radix = ["0x", "0o", "0b"].iter().any(|prefix| body.starts_with(prefix));
    let words = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN", "true", "True", "TRUE", "false", "False", "FALSE"];
    float || radix || is_nothing(text) || words.contains(&body)
}

/// A whole number as every reader of YAML reads it.
pub(super) fn whole_number(text: &str) -> Option<u64> {
    let leading_zero = text.len() > 1 && text.starts_with('0');
    (text.bytes().all(|b| b.is_ascii_digit()) && !leading_zero).then(|| text.parse().ok()).flatten()
}

/// A number as every reader of YAML reads it: no leading zero or plus, digits on both sides of the point.
pub(super) fn number(text: &str) -> Option<f64> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let whole = body.split(['.', 'e', 'E']).next().unwrap_or_default();
    let digit_ends = body.starts_with(|c: char| c.is_ascii_digit()) && body.ends_with(|c: char| c.is_ascii_digit());
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    let value: f64 = text.parse().ok()?;
    (digit_ends && !leading_zero && value.is_finite()).then_some(value)
}

/// A date, year first, of a year that every published file can hold: workbooks count the days from 1900 on.
pub(super) fn date(text: &str) -> bool {
    day(text).is_some_and(|day| day.year() >= FIRST_YEAR)
}

/// The first year of a date.
pub(super) const FIRST_YEAR: i32 = 1900;

/// A day of the calendar, be its year plausible or not.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    written_as_date(text).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// Whether a text is a whole number beyond those that a reader of YAML keeps whole.
pub(super) fn beyond_whole_numbers(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    whole && text.parse::<u64>().is_err() && text.parse::<i64>().is_err()
}

/// Whether a character cannot stand in what is published: a control character, or one that XML does not know. Tabs and line
/// ends can.
pub(super) fn unpublishable(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r' | '\u{85}') && (c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// A number for a message: one of hundreds of digits by its power of ten.
pub(super) fn shown(number: f64) -> String {
    const LONGEST: usize = 20;
    let digits = number.to_string();
    if digits.len() > LONGEST { format!("{number:e}") } else { digits }
}

/// Whether a text is written as dates are, be the day in the calendar or not.
pub(super) fn written_as_date(text: &str) -> bool {
    let digits = |(i, b): (usize, u8)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(digits)
}
