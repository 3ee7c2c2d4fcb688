//! Numbers as the reader sees them: every rounding and every format of the report and of the figures, in one place.
//!
//! A number is rounded once, half away from zero, on its **decimal** value: the shortest decimal that names the float, so
//! that 0.285 gives 0,29 although the float lies just below. Spaces and signs follow the French usage (narrow no-break
//! space before `%` and between thousands, U+2212 for minus, semicolon in intervals) or the English one.

use chrono::{Datelike, NaiveDate};

use crate::survey::codebook::Language;

/// No-break space, before a colon in French.
pub const NBSP: char = '\u{a0}';
/// Narrow no-break space: thousands, `%`, units, and French `; ! ? « »`.
pub const NNBSP: char = '\u{202f}';
/// The minus sign; a hyphen is never one.
pub const MINUS: char = '\u{2212}';
/// What stands where a number is not one.
pub const NOT_AVAILABLE: &str = "[nd]";

/// No float has more decimals that say anything: the smallest begins at the 324th.
const MOST_DECIMALS: usize = 400;

/// A number rounded to a fixed count of decimals: `units` × 10^−`decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    units: i128,
    decimals: usize,
}

/// Rounds half away from zero on the shortest decimal of the float; `None` when it is not a finite number of a
/// printable size.
pub fn round(value: f64, decimals: usize) -> Option<Rounded> {
    let decimals = decimals.min(MOST_DECIMALS);
    let units = match far_from_half(value.abs(), decimals) {
        Some(units) => units,
        None => units_of_decimal(value.abs(), decimals)?,
    };
    Some(Rounded { units: if value < 0.0 { -units } else { units }, decimals })
}

/// The units of a size that the float alone decides: its decimal differs from it by less than what is left to the half.
fn far_from_half(size: f64, decimals: usize) -> Option<i128> {
    const SCALES: [f64; 7] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];
    // Below this the float, its decimal and their scaled products are within a quarter of the distance asked for.
    const LARGEST: f64 = 1e9;
    const DISTANCE: f64 = 1e-6;
    let scaled = size * SCALES.get(decimals)?;
    let (whole, rest) = (scaled.floor(), scaled.fract());
    let decided = scaled < LARGEST && (rest - 0.5).abs() > DISTANCE;
    decided.then_some(whole as i128 + i128::from(rest > 0.5)) // OK because it is not NaN and far below the largest integer
}

/// The units of a size, digit by digit of its shortest decimal.
fn units_of_decimal(size: f64, decimals: usize) -> Option<i128> {
    if !size.is_finite() {
        return None;
    }
    // `Display` of a float is its shortest decimal, never in scientific notation.
    let shortest = format!("{size}");
    let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(decimals).collect();
    let units: i128 = format!("{whole}{kept}").parse().ok()?;
    let up = fraction.chars().nth(decimals).is_some_and(|next| next >= '5');
    units.checked_add(i128::from(up))
}

impl Rounded {
    /// The number in units of its last printed digit.
    pub fn units(self) -> i128 {
        self.units
    }

    /// Whether it prints as zero.
    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Whether it prints below zero; a rounded −0.2 does not.
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Its distance from zero in units of the last printed digit.
    fn magnitude(self) -> u128 {
        self.units.unsigned_abs()
    }

    /// Whole part and printed fraction, without sign.
    fn parts(self) -> (u128, String) {
        let digits = format!("{:0>width$}", self.magnitude(), width = self.decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - self.decimals);
        (whole.parse().unwrap_or(u128::MAX), fraction.to_owned()) // OK because these are digits of an integer of this size
    }
}

/// How the displayed difference of two displayed numbers relates to the subtraction that a reader can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The reader finds the printed difference.
    Exact,
    /// The reader finds one unit more or less, because the difference is computed before rounding: mark `[a]`.
    Rounding,
    /// The reader finds something else: one of the three numbers is wrong.
    Wrong,
}

/// Compares a displayed difference with the displayed `left − right`.
pub fn agreement(left: f64, right: f64, difference: f64, decimals: usize) -> Agreement {
    let (Some(left), Some(right), Some(difference)) =
        (round(left, decimals), round(right, decimals), round(difference, decimals))
    else {
        return Agreement::Wrong;
    };
    match left.units.saturating_sub(right.units).saturating_sub(difference.units).unsigned_abs() {
        0 => Agreement::Exact,
        1 => Agreement::Rounding,
        _ => Agreement::Wrong,
    }
}

/// Decimals of a number of the configuration as it was written, six at most: a threshold is printed as it is, never rounded.
pub fn decimals_of(value: f64) -> usize {
    const MOST: usize = 6;
    let text = format!("{value:.MOST$}");
    text.trim_end_matches('0').split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// Numbers in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    language: Language,
}

/// How the sign of a number is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Minus alone.
    Minus,
    /// Plus and minus; zero has none.
    Both,
}

impl Numbers {
    /// Numbers of a language.
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language.
    pub fn language(self) -> Language {
        self.language
    }

    fn french(self) -> bool {
        self.language == Language::French
    }

    fn write(self, number: Rounded, sign: Sign) -> String {
        let (whole, fraction) = number.parts();
        let mut text = String::new();
        if number.is_negative() {
            text.push(MINUS);
        } else if sign == Sign::Both && !number.is_zero() {
            text.push('+');
        }
        text.push_str(&grouped(&whole.to_string(), if self.french() { NNBSP } else { ',' }));
        if !fraction.is_empty() {
            text.push(if self.french() { ',' } else { '.' });
            text.push_str(&fraction);
        }
        text
    }

    fn rounded(self, value: f64, decimals: usize, sign: Sign) -> String {
        round(value, decimals).map_or_else(|| NOT_AVAILABLE.to_owned(), |number| self.write(number, sign))
    }

    /// A number of the configuration, with the decimals that it has there; by its power of ten where nobody would count the
    /// noughts: `1,5 × 10⁻³⁹`.
    pub fn as_written(self, value: f64) -> String {
        const MOST: usize = 12;
        const LARGEST: f64 = 1e15;
        let decimals = decimals_as_written(value);
        if decimals <= MOST && value.abs() < LARGEST {
            return self.decimal(value, decimals);
        }
        let scientific = format!("{value:e}");
        let parts = scientific.split_once('e').and_then(|(digits, exponent)| Some((digits.parse().ok()?, exponent)));
        let Some((digits, exponent)) = parts else { return NOT_AVAILABLE.to_owned() };
        let power = format!("10{}", raised(exponent));
        let digits: f64 = digits;
        if digits == 1.0 {
            return power;
        }
        format!("{}{NBSP}×{NBSP}{power}", self.decimal(digits, decimals_as_written(digits)))
    }

    /// A plain number: `2 245`, `12,5`, `−3`.
    pub fn decimal(self, value: f64, decimals: usize) -> String {
        self.rounded(value, decimals, Sign::Minus)
    }

    /// A number with its sign, without unit, for the cells of a matrix: `+21`, `−3`, `0`.
    pub fn signed(self, value: f64, decimals: usize) -> String {
        self.rounded(value, decimals, Sign::Both)
    }

    /// A count of persons or of things: `2 245`.
    pub fn count(self, n: i64) -> String {
        let text = grouped(&n.unsigned_abs().to_string(), if self.french() { NNBSP } else { ',' });
        if n < 0 { format!("{MINUS}{text}") } else { text }
    }

    /// A percentage without its sign, for a column headed « (%) »; a share that would round to 0 without being 0 is
    /// written `< 0,5`.
    pub fn share(self, value: f64, decimals: usize) -> String {
        match round(value, decimals) {
            Some(number) if number.is_zero() && value > 0.0 => {
                let limit = Rounded { units: 5, decimals: number.decimals + 1 };
                format!("<{NBSP}{}", self.write(limit, Sign::Minus))
            }
            Some(number) => self.write(number, Sign::Minus),
            None => NOT_AVAILABLE.to_owned(),
        }
    }

    /// A percentage: `45 %`, `< 0,5 %`.
    pub fn percent(self, value: f64, decimals: usize) -> String {
        let share = self.share(value, decimals);
        if share == NOT_AVAILABLE {
            share
        } else if self.french() {
            format!("{share}{NNBSP}%")
        } else {
            format!("{share}%")
        }
    }

    /// A difference in points, signed: `+1 pt`, `−12 pts`, `0 pt`.
    pub fn points(self, value: f64, decimals: usize) -> String {
        self.with_points(value, decimals, Sign::Both)
    }

    /// A distance in points, without plus sign: `5 pts`.
    pub fn distance(self, value: f64, decimals: usize) -> String {
        self.with_points(value, decimals, Sign::Minus)
    }

    fn with_points(self, value: f64, decimals: usize, sign: Sign) -> String {
        let Some(number) = round(value, decimals) else { return NOT_AVAILABLE.to_owned() };
        let (whole, fraction) = number.parts();
        let plural = if self.french() { whole >= 2 } else { whole != 1 || fraction.bytes().any(|digit| digit != b'0') };
        format!("{}{NNBSP}{}", self.write(number, sign), if plural { "pts" } else { "pt" })
    }

    /// An interval: `[9 ; 33]` in French, `[9, 33]` in English; it never breaks over two lines. A bound that would print
    /// as 0 although the interval excludes 0 gets the decimals that show on which side it lies: `[−5 ; −0,3]`.
    pub fn interval(self, low: f64, high: f64, decimals: usize) -> String {
        let excludes_zero = low > 0.0 || high < 0.0;
        let bound = |value: f64| {
            let enough = |more: &usize| round(value, *more).is_some_and(|number| !number.is_zero());
            let shown = if excludes_zero { (decimals..decimals.saturating_add(3)).find(enough) } else { None };
            self.decimal(value, shown.unwrap_or(decimals))
        };
        let separator = if self.french() { format!("{NNBSP};") } else { ",".to_owned() };
        format!("[{}{separator}{NBSP}{}]", bound(low), bound(high))
    }

    /// A range in running text, of numbers that are written: `de 187 à 2 056`, `187 to 2,056`; it never breaks over two lines.
    pub fn range(self, low: &str, high: &str) -> String {
        if self.french() { format!("de{NBSP}{low}{NBSP}à{NBSP}{high}") } else { format!("{low}{NBSP}to{NBSP}{high}") }
    }

    /// A p-value, four decimals: `0,0312`, `< 0,0001`.
    pub fn p_value(self, p: f64) -> String {
        const DECIMALS: usize = 4;
        match round(p, DECIMALS) {
            Some(number) if number.is_zero() => {
                format!("<{NBSP}{}", self.write(Rounded { units: 1, decimals: DECIMALS }, Sign::Minus))
            }
            Some(number) => self.write(number, Sign::Minus),
            None => NOT_AVAILABLE.to_owned(),
        }
    }

    /// A margin around zero: `± 5`.
    pub fn plus_minus(self, value: f64, decimals: usize) -> String {
        format!("±{NNBSP}{}", self.decimal(value, decimals))
    }

    /// A day: `1er septembre 2020`, `1 September 2020`.
    pub fn date(self, date: NaiveDate) -> String {
        format!("{}{NBSP}{}", self.day_and_month(date), date.year())
    }

    /// A month and its year, for axes: `sept. 2020`, `Sept 2020`.
    pub fn short_month(self, date: NaiveDate) -> String {
        let months = if self.french() { &MONTHS_FR_SHORT } else { &MONTHS_EN_SHORT };
        format!("{}{NBSP}{}", months[date.month0() as usize], date.year()) // OK because month0 is in 0..12
    }

    fn day_and_month(self, date: NaiveDate) -> String {
        let months = if self.french() { &MONTHS_FR } else { &MONTHS_EN };
        let month = months[date.month0() as usize]; // OK because month0 is in 0..12
        format!("{}{NBSP}{month}", self.day(date))
    }

    fn day(self, date: NaiveDate) -> String {
        if self.french() && date.day() == 1 { "1er".to_owned() } else { date.day().to_string() }
    }

    /// The days of a field: `du 31 août au 7 septembre 2020`, `31 August to 7 September 2020`. What the two days share
    /// is said once.
    pub fn field(self, start: NaiveDate, end: NaiveDate) -> String {
        let end_text = self.date(end);
        let start_text = if start == end {
            return if self.french() { format!("le {end_text}") } else { end_text };
        } else if start.year() != end.year() {
            self.date(start)
        } else if start.month() != end.month() {
            self.day_and_month(start)
        } else {
            self.day(start)
        };
        if self.french() { format!("du {start_text} au {end_text}") } else { format!("{start_text} to {end_text}") }
    }

    /// A count in prose: in letters up to nine, in digits from ten on. The feminine says of which there are none.
    pub fn in_letters(self, n: i64, feminine: bool) -> String {
        let letters = if self.french() { &LETTERS_FR } else { &LETTERS_EN };
        match usize::try_from(n).ok().and_then(|n| letters.get(n)) {
            Some(&"zéro") if feminine => "aucune".to_owned(),
            Some(&"zero") if feminine => "none".to_owned(),
            Some(&"un") if feminine => "une".to_owned(),
            Some(word) => (*word).to_owned(),
            None => self.count(n),
        }
    }

    /// The power of ten nearest to a positive number: `10⁻¹⁰`.
    pub fn power_of_ten(self, value: f64) -> String {
        let exponent = self.decimal(value.log10(), 0).replace(MINUS, "-");
        format!("10{}", raised(&exponent))
    }

    /// A rank: `1er`, `2e`; `1st`, `2nd`.
    pub fn ordinal(self, n: i64) -> String {
        let suffix = match (self.french(), n % 10, n % 100) {
            (true, ..) if n == 1 => "er",
            (true, ..) => "e",
            (false, 1..=3, 11..=13) => "th",
            (false, 1, _) => "st",
            (false, 2, _) => "nd",
            (false, 3, _) => "rd",
            (false, ..) => "th",
        };
        format!("{}{suffix}", self.count(n))
    }
}

/// Decimals of the shortest decimal that names a number.
fn decimals_as_written(value: f64) -> usize {
    value.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// Digits as an exponent.
fn raised(exponent: &str) -> String {
    let raised = |digit: char| match digit {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' | '0' => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
        other => other,
    };
    exponent.chars().map(raised).collect()
}

/// The whole numbers that French and English prose writes in letters.
const LETTERS_FR: [&str; 10] = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"];
const LETTERS_EN: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// Digits in groups of three from the right, from four digits on.
fn grouped(digits: &str, separator: char) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * separator.len_utf8());
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_FR_SHORT: [&str; 12] =
    ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_EN_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_float_decides_as_its_decimal_does() {
        let mut decided = 0;
        for thousandths in 0..40_000_u32 {
            let exact = f64::from(thousandths) / 1000.0;
            for size in [exact, exact.next_up(), exact + 3e-7, exact + 3e-6, exact * 997.0, exact * 31_000.0] {
                for decimals in 0..=7 {
                    let Some(units) = far_from_half(size, decimals) else { continue };
                    assert_eq!(Some(units), units_of_decimal(size, decimals), "{size} at {decimals} decimals");
                    decided += 1;
                }
            }
        }
        assert!(decided > 1_000_000, "{decided} were decided by the float");
        assert_eq!(far_from_half(0.285, 2), None);
        assert_eq!(far_from_half(f64::NAN, 0), None);
        assert_eq!(far_from_half(1e9, 0), None);
    }

    #[test]
    fn no_count_of_decimals_is_too_many() {
        let numbers = Numbers::new(Language::English);
        for value in [0.0, 0.5, 1e-39, 5e-324, 1e-300, 1e38, 1e300, f64::MAX, f64::NAN, f64::INFINITY] {
            for value in [value, -value] {
                for decimals in [0, 1, 12, 37, 38, 39, 40, 324, 400, 70_000, usize::MAX] {
                    let _ = (numbers.decimal(value, decimals), numbers.share(value, decimals));
                    let _ = (numbers.points(value, decimals), numbers.interval(value, value + 1.0, decimals));
                    let _ = agreement(value, -value, value, decimals);
                }
                let _ = (numbers.as_written(value), numbers.power_of_ten(value), numbers.p_value(value));
            }
        }
        assert_eq!(numbers.decimal(1e-39, 39), format!("0.{}1", "0".repeat(38)));
    }

    #[test]
    fn a_configured_number_is_printed_by_its_power_of_ten_where_its_noughts_would_be_counted() {
        let (french, english) = (Numbers::new(Language::French), Numbers::new(Language::English));
        assert_eq!(
            (french.as_written(0.3), english.as_written(0.000_000_000_001)),
            ("0,3".into(), "0.000000000001".into())
        );
        assert_eq!(
            (french.as_written(1e-39), french.as_written(-1.5e-300)),
            ("10⁻³⁹".into(), "−1,5\u{a0}×\u{a0}10⁻³⁰⁰".into())
        );
        assert_eq!((english.as_written(1e300), english.as_written(2_245.0)), ("10³⁰⁰".into(), "2,245".into()));
    }
}
