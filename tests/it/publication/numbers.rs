//! Numbers as they are written: rounding on the decimal value, French and English typography.

use barometer::publish::number::{Agreement, Numbers, agreement, round};
use barometer::publish::typography::{plain_spaces, typeset};
use barometer::survey::codebook::Language::{English, French};
use chrono::NaiveDate;

fn fr() -> Numbers {
    Numbers::new(French)
}

fn en() -> Numbers {
    Numbers::new(English)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn rounding_is_half_away_from_zero_on_the_decimal_value() {
    // Each of these floats lies a hair beside the decimal that names it.
    let cases = [
        (0.285, 2, "0,29"),
        (1.005, 2, "1,01"),
        (2.675, 2, "2,68"),
        (1.115, 2, "1,12"),
        (-0.285, 2, "−0,29"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (64.5, 0, "65"),
        (64.49999999999999, 0, "64"),
        (0.15, 1, "0,2"),
        (0.25, 1, "0,3"),
        (0.35, 1, "0,4"),
        (99.95, 1, "100,0"),
        (999.5, 0, "1\u{202f}000"),
        (1e-300, 0, "0"),
        (-1e-300, 2, "0,00"),
        (123456789.125, 2, "123\u{202f}456\u{202f}789,13"),
    ];
    for (value, decimals, expected) in cases {
        assert_eq!(fr().decimal(value, decimals), expected, "{value:?}");
    }
    assert_eq!(round(f64::NAN, 0), None);
    assert_eq!(round(f64::INFINITY, 0), None);
    assert_eq!(fr().decimal(f64::NAN, 0), "[nd]");
}

#[test]
fn nothing_prints_as_minus_zero() {
    for value in [-0.0, -0.4, -0.49] {
        assert_eq!(fr().decimal(value, 0), "0");
        assert_eq!(fr().signed(value, 0), "0");
        assert_eq!(fr().points(value, 0), "0\u{202f}pt");
        assert_eq!(en().points(value, 0), "0\u{202f}pts");
    }
    assert_eq!(fr().interval(-0.2, 3.0, 0), "[0\u{202f};\u{a0}3]");
}

#[test]
fn percentages() {
    let cases = [
        (45.0, 0, "45\u{202f}%", "45%"),
        (45.25, 1, "45,3\u{202f}%", "45.3%"),
        (0.0, 0, "0\u{202f}%", "0%"),
        (0.3, 0, "<\u{a0}0,5\u{202f}%", "<\u{a0}0.5%"),
        (0.4999, 0, "<\u{a0}0,5\u{202f}%", "<\u{a0}0.5%"),
        (0.5, 0, "1\u{202f}%", "1%"),
        (0.04, 1, "<\u{a0}0,05\u{202f}%", "<\u{a0}0.05%"),
        (99.7, 0, "100\u{202f}%", "100%"),
    ];
    for (value, decimals, french, english) in cases {
        assert_eq!(fr().percent(value, decimals), french, "{value}");
        assert_eq!(en().percent(value, decimals), english, "{value}");
    }
    assert_eq!(fr().share(12.0, 0), "12");
}

#[test]
fn points_have_a_sign_and_agree_in_number() {
    let cases = [
        (1.0, 0, "+1\u{202f}pt", "+1\u{202f}pt"),
        (-12.0, 0, "−12\u{202f}pts", "−12\u{202f}pts"),
        (1.96, 1, "+2,0\u{202f}pts", "+2.0\u{202f}pts"),
        (1.5, 1, "+1,5\u{202f}pt", "+1.5\u{202f}pts"),
        (-1.4, 0, "−1\u{202f}pt", "−1\u{202f}pt"),
        (1.5, 0, "+2\u{202f}pts", "+2\u{202f}pts"),
        (1234.0, 0, "+1\u{202f}234\u{202f}pts", "+1,234\u{202f}pts"),
    ];
    for (value, decimals, french, english) in cases {
        assert_eq!(fr().points(value, decimals), french, "{value}");
        assert_eq!(en().points(value, decimals), english, "{value}");
    }
    assert_eq!(fr().distance(5.0, 0), "5\u{202f}pts");
    assert_eq!(fr().plus_minus(31.0, 0), "±\u{202f}31");
}

#[test]
fn an_interval_shows_on_which_side_of_zero_it_lies() {
    assert_eq!(fr().interval(9.0, 33.0, 0), "[9\u{202f};\u{a0}33]");
    assert_eq!(fr().interval(-2.4, 20.5, 0), "[−2\u{202f};\u{a0}21]");
    assert_eq!(en().interval(-2.4, 20.5, 0), "[−2,\u{a0}21]");
    assert_eq!(fr().interval(-5.2, -0.3, 0), "[−5\u{202f};\u{a0}−0,3]");
    assert_eq!(fr().interval(0.04, 5.2, 0), "[0,04\u{202f};\u{a0}5]");
    assert_eq!(fr().interval(-5.2, 0.3, 0), "[−5\u{202f};\u{a0}0]");
}

#[test]
fn counts_ranks_and_letters() {
    assert_eq!(fr().count(999), "999");
    assert_eq!(fr().count(2245), "2\u{202f}245");
    assert_eq!(fr().count(51_373_738), "51\u{202f}373\u{202f}738");
    assert_eq!(en().count(2245), "2,245");
    assert_eq!(["1er", "2e", "21e"].map(str::to_owned), [1, 2, 21].map(|n| fr().ordinal(n)));
    let english = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"].map(str::to_owned);
    assert_eq!(english, [1, 2, 3, 4, 11, 12, 13, 21, 112].map(|n| en().ordinal(n)));
    assert_eq!(fr().in_letters(1, true), "une");
    assert_eq!(fr().in_letters(0, true), "aucune");
    assert_eq!(fr().in_letters(0, false), "zéro");
    assert_eq!(fr().in_letters(9, false), "neuf");
    assert_eq!(fr().in_letters(10, false), "10");
}

#[test]
fn a_power_of_ten_has_its_exponent_raised() {
    for (value, expected) in [(1e-10, "10⁻¹⁰"), (2.3e-4, "10⁻⁴"), (1.0, "10⁰"), (1e6, "10⁶"), (1e-23, "10⁻²³")]
    {
        assert_eq!(fr().power_of_ten(value), expected);
    }
}

#[test]
fn dates_say_once_what_the_two_days_share() {
    let cases = [
        (day(2020, 8, 31), day(2020, 9, 7), "du 31 août au 7 septembre 2020", "31 August to 7 September 2020"),
        (day(2023, 1, 9), day(2023, 1, 20), "du 9 au 20 janvier 2023", "9 to 20 January 2023"),
        (day(2015, 10, 1), day(2015, 10, 9), "du 1er au 9 octobre 2015", "1 to 9 October 2015"),
        (
            day(2020, 12, 28),
            day(2021, 1, 4),
            "du 28 décembre 2020 au 4 janvier 2021",
            "28 December 2020 to 4 January 2021",
        ),
        (day(2020, 9, 1), day(2020, 9, 1), "le 1er septembre 2020", "1 September 2020"),
    ];
    for (start, end, french, english) in cases {
        assert_eq!(fr().field(start, end).replace('\u{a0}', " "), french);
        assert_eq!(en().field(start, end).replace('\u{a0}', " "), english);
    }
    assert_eq!(fr().short_month(day(2020, 8, 31)), "août\u{a0}2020");
}

#[test]
fn pitfall_17_a_displayed_difference_agrees_with_the_displayed_sides_or_says_so() {
    assert_eq!(agreement(65.0, 45.0, 20.0, 0), Agreement::Exact);
    assert_eq!(agreement(64.4, 44.6, 19.8, 0), Agreement::Rounding, "64 − 45 = 19, printed 20");
    assert_eq!(agreement(67.0, 47.0, 23.0, 0), Agreement::Wrong);
    assert_eq!(agreement(43.0, 34.0, 19.0, 0), Agreement::Wrong);
    assert_eq!(agreement(f64::NAN, 34.0, 19.0, 0), Agreement::Wrong);
    // 59.55 − 67.45: the sides print 60 and 67, their difference −8; −7 is what the reader finds.
    let (employees, clients) = (59.55, 67.45);
    let printed = [employees, clients, employees - clients].map(|value| fr().decimal(value, 0));
    assert_eq!(printed, ["60", "67", "−8"]);
    assert_eq!(agreement(employees, clients, employees - clients, 0), Agreement::Rounding);
    assert_eq!([67.449, 66.5, 67.5, -0.4].map(|value| fr().decimal(value, 0)), ["67", "67", "68", "0"]);
}

#[test]
fn text_is_typeset_and_the_lint_finds_what_is_not() {
    let cases = [
        (
            "l'écart : 45 % ; ainsi ! « d'accord » ?",
            "l’écart\u{a0}: 45\u{202f}%\u{202f}; ainsi\u{202f}! «\u{202f}d’accord\u{202f}»\u{202f}?",
        ),
        ("| a | b |\n|---|---:|\n| :--- | 3 |", "| a | b |\n|---|---:|\n| :--- | 3 |"),
        ("du code `a ; b % c` reste", "du code `a ; b % c` reste"),
        ("voir ![texte : ici](figures/a'b.svg)", "voir ![texte\u{a0}: ici](figures/a'b.svg)"),
        ("un écart de 5 pts", "un écart de 5\u{202f}pts"),
        ("les 3 ptolémées", "les 3 ptolémées"),
        ("édition 2023, 12 cas", "édition\u{a0}2023, 12 cas"),
        ("https://exemple.fr:80", "https://exemple.fr:80"),
    ];
    for (typed, expected) in cases {
        assert_eq!(typeset(typed, French), expected);
        assert_eq!(typeset(expected, French), expected, "typesetting twice changes nothing");
        assert_eq!(plain_spaces(expected), []);
    }
    assert_eq!(typeset("l'écart : 45 %", English), "l’écart : 45 %");
    assert_eq!(plain_spaces("un\n45 % ici").len(), 1);
    assert_eq!(plain_spaces("un\n45 % ici")[0].0, 2);
}
