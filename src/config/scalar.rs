//! Single values as text: what an unquoted one would be taken for, and which are well formed.

use chrono::NaiveDate;

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
        Leaf::Code | Leaf::Name => !text.is_empty() && text.trim() == text && !text.contains(char::is_control),
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

/// A date, year first.
pub(super) fn date(text: &str) -> bool {
    written_as_date(text) && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// Whether a text is written as dates are, be the day in the calendar or not.
pub(super) fn written_as_date(text: &str) -> bool {
    let digits = |(i, b): (usize, u8)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(digits)
}
