//! What the answers of a column are: codes in an order, a percentage, a number; and which of them mean "does not know".

use std::collections::BTreeMap;

use super::column::Column;
use super::words::{favour, no_opinion};
use crate::survey::codebook::Text;
use crate::survey::raw::plain_number;

/// Codes that stand for "does not know" by habit, when they stand beyond the scale.
const HABITUAL: &[&str] =
    &["8", "9", "88", "89", "96", "97", "98", "99", "888", "997", "998", "999", "-1", "-7", "-8", "-9", "-99"];

/// More codes than this are no scale that a person answers on.
const MOST_CODES: usize = 11;

/// The answers of one question.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answers {
    /// Codes with their labels, from the least to the most favourable.
    Ordered {
        /// Code and label.
        codes: Vec<(String, String)>,
        /// Codes without an opinion.
        dont_know: Vec<String>,
    },
    /// A number from 0 to 100.
    Percentage {
        /// Codes without an opinion.
        dont_know: Vec<String>,
    },
    /// A number.
    Number {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
        /// Codes without an opinion.
        dont_know: Vec<String>,
    },
}

/// Answers and why they were taken for such.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    /// The answers.
    pub(super) answers: Answers,
    /// What was seen.
    pub(super) why: Text,
    /// Whether the order of the codes, or the range, is known rather than supposed.
    pub(super) sure: bool,
}

/// A text in both languages of the drafted comments.
pub(super) fn text(fr: impl Into<String>, en: impl Into<String>) -> Text {
    Text { fr: fr.into(), en: en.into() }
}

/// What the answers of a column are; `None` when it does not look like a question with an order.
pub(super) fn guess(column: &Column<'_>, in_block: bool) -> Option<Guess> {
    if column.numbers.is_some() { numeric(column, in_block) } else { worded(column, in_block) }
}

/// Whether a code means that somebody has no opinion: the file says so, or its label does.
fn declared_missing(column: &Column<'_>, code: &str) -> bool {
    let declared = column.user_missing(code);
    let label = column.labels.and_then(|labels| labels.values.get(code));
    declared || label.is_some_and(|label| no_opinion(label))
}

fn numeric(column: &Column<'_>, in_block: bool) -> Option<Guess> {
    let numbers = column.numbers?;
    if column.counts.is_empty() || !numbers.whole {
        return decimals(column, numbers, in_block);
    }
    let mut spelt: BTreeMap<i64, &str> = BTreeMap::new();
    for code in column.counts.keys() {
        let Some(value) = code_value(code) else { return decimals(column, numbers, in_block) };
        if spelt.insert(value, code).is_some() {
            return worded(column, in_block); // 1 and 01 are one number and two codes
        }
    }
    // Labelled codes that nobody gave are part of the scale too.
    for code in column.labels.iter().flat_map(|labels| labels.values.keys()) {
        if let Some(value) = code_value(code) {
            spelt.entry(value).or_insert(code);
        }
    }
    let spelling = |code: i64| spelt.get(&code).map_or_else(|| code.to_string(), |spelt| (*spelt).to_owned());
    let (mut missing, mut regular): (Vec<i64>, Vec<i64>) =
        spelt.keys().partition(|code| declared_missing(column, &spelling(**code)));
    let sure = !missing.is_empty() || column.labels.is_some_and(|labels| !labels.values.is_empty());
    if missing.is_empty() {
        missing = beyond(&regular);
        regular.retain(|code| !missing.contains(code));
    }
    let dont_know: Vec<String> = missing.iter().map(|code| spelling(*code)).collect();
    let (first, last) = (*regular.first()?, *regular.last()?);
    let span = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
    if span > MOST_CODES || regular.len() < 2 {
        return number(column, first as f64, last as f64, dont_know, in_block);
    }
    // A code that nobody gave is a code all the same: 1, 2, 4, 5 are a scale of five.
    let mut labelled: Vec<(String, String)> = (first..=last)
        .map(spelling)
        .map(|code| (code.clone(), column.labels.and_then(|labels| labels.values.get(&code)).cloned().unwrap_or(code)))
        .collect();
    let order = order(&labelled);
    let is_labelled = labelled.iter().any(|(code, label)| code != label);
    // Labels that say no order are mostly categories of another kind.
    if order.is_none() && is_labelled && !in_block {
        return None;
    }
    if order == Some(Order::Falling) {
        labelled.reverse();
    }
    let (n, missing) = (labelled.len(), dont_know.join(", "));
    let why = if dont_know.is_empty() {
        text(format!("{n} codes de {first} à {last}"), format!("{n} codes from {first} to {last}"))
    } else {
        text(
            format!("{n} codes de {first} à {last} ; hors échelle : {missing}"),
            format!("{n} codes from {first} to {last}; off scale: {missing}"),
        )
    };
    Some(Guess { answers: Answers::Ordered { codes: labelled, dont_know }, why, sure: sure && order.is_some() })
}

/// The whole number that a code is, however it is spelt (`1`, `01`, `1.0`); `None` for one that no scale counts to.
fn code_value(code: &str) -> Option<i64> {
    const MOST: f64 = 1e9;
    plain_number(code).filter(|value| value.fract() == 0.0 && value.abs() < MOST).map(|value| value as i64)
}

/// Numbers with decimals; what the file declares missing is no number of them.
fn decimals(column: &Column<'_>, all: super::column::Numbers, in_block: bool) -> Option<Guess> {
    let (missing, regular): (Vec<&str>, Vec<&str>) =
        column.counts.keys().copied().partition(|code| declared_missing(column, code));
    let numbers = || regular.iter().filter_map(|code| code.parse::<f64>().ok());
    let (min, max) = match regular.is_empty() {
        true => (all.min, all.max),
        false => (numbers().fold(f64::INFINITY, f64::min), numbers().fold(f64::NEG_INFINITY, f64::max)),
    };
    number(column, min, max, missing.into_iter().map(str::to_owned).collect(), in_block)
}

/// Whether a code stands apart from the one below: on a scale one code is left out, among ages ten of them are.
fn apart_from(below: i64, code: i64) -> bool {
    code - below > if below < 11 { 1 } else { 10 }
}

/// Habitual codes of "does not know" that stand apart from the run of the others.
fn beyond(codes: &[i64]) -> Vec<i64> {
    let habitual = |code: i64| HABITUAL.contains(&code.to_string().as_str());
    let mut run: Vec<i64> = codes.iter().copied().filter(|code| *code >= 0).collect();
    let mut apart: Vec<i64> = codes.iter().copied().filter(|code| *code < 0 && habitual(*code)).collect();
    while let [.., before, last] = run.as_slice() {
        // 8 and 9 beyond a scale of 1 to 4 go together: the gap is below the 8.
        let third = run.len().checked_sub(3).map(|position| run[position]);
        let pair = *before + 1 == *last && habitual(*before) && third.is_some_and(|third| apart_from(third, *before));
        if habitual(*last) && (apart_from(*before, *last) || pair) {
            apart.push(*last);
            run.pop();
        } else {
            break;
        }
    }
    apart.sort_unstable();
    apart
}

fn number(column: &Column<'_>, min: f64, max: f64, dont_know: Vec<String>, in_block: bool) -> Option<Guess> {
    if min >= max {
        return None;
    }
    let percent = column.speaks_of(&["pourcentage", "percent", "percentage", "pct"])
        || column.label().is_some_and(|label| label.contains('%') || label.contains("sur 100"));
    if min >= 0.0 && max <= 100.0 && (percent || (in_block && max > 20.0)) {
        let why = text(format!("nombres de {min} à {max}"), format!("numbers from {min} to {max}"));
        return Some(Guess { answers: Answers::Percentage { dont_know }, why, sure: percent });
    }
    let why = text(format!("nombres de {min} à {max}"), format!("numbers from {min} to {max}"));
    Some(Guess { answers: Answers::Number { min, max, dont_know }, why, sure: false })
}

fn worded(column: &Column<'_>, in_block: bool) -> Option<Guess> {
    if column.counts.is_empty() {
        return None;
    }
    let labels = column.labels.iter().flat_map(|labels| labels.values.keys().map(String::as_str));
    let mut codes: Vec<&str> = column.counts.keys().copied().collect();
    codes.extend(labels.filter(|code| !column.counts.contains_key(code)).collect::<Vec<_>>());
    let label =
        |code: &str| column.labels.and_then(|labels| labels.values.get(code)).cloned().unwrap_or(code.to_owned());
    let (missing, mut regular): (Vec<&str>, Vec<&str>) =
        codes.into_iter().partition(|code| declared_missing(column, code) || no_opinion(code));
    if !(2..=MOST_CODES).contains(&regular.len()) || regular.iter().any(|code| code.trim() != *code) {
        return None;
    }
    let favours: Vec<Option<u8>> = regular.iter().map(|code| favour(&label(code))).collect();
    let mut distinct = favours.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let known = distinct.len() == regular.len() && !distinct.contains(&None);
    let numbers = regular.iter().map(|code| numbered_code(code)).collect::<Option<Vec<_>>>();
    let numbered = !known && numbers.is_some_and(|found| found.iter().all(|(letters, _)| *letters == found[0].0));
    if known {
        regular.sort_by_key(|code| favour(&label(code)));
    } else if numbered {
        regular.sort_by_key(|code| numbered_code(code).map(|(_, number)| number));
    } else if !in_block {
        return None;
    }
    let dont_know: Vec<String> = missing.into_iter().map(str::to_owned).collect();
    let why = if numbered {
        let n = regular.len();
        text(
            format!("{n} codes numérotés, dans l’ordre de leurs numéros"),
            format!("{n} numbered codes, in the order of their numbers"),
        )
    } else if known {
        text(
            format!("{} libellés, ordonnés d’après leurs mots", regular.len()),
            format!("{} labels, put in order by their words", regular.len()),
        )
    } else {
        text(
            format!("{} libellés dont l’ordre ne se lit pas : celui du fichier, à corriger", regular.len()),
            format!("{} labels whose order cannot be read: that of the file, to correct", regular.len()),
        )
    };
    let codes = regular.into_iter().map(|code| (code.to_owned(), label(code))).collect();
    Some(Guess { answers: Answers::Ordered { codes, dont_know }, why, sure: known })
}

/// Letters and number of a code that is both, as survey tools make them: `AO01`.
fn numbered_code(code: &str) -> Option<(&str, u32)> {
    let (letters, digits) = code.split_at(code.find(|c: char| c.is_ascii_digit())?);
    let is_code = !letters.is_empty() && letters.chars().all(char::is_alphabetic) && letters.len() <= 3;
    digits.parse().ok().filter(|_| is_code).map(|number| (letters, number))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Rising,
    Falling,
}

/// Which way the labels of a scale go, when they say so.
fn order(codes: &[(String, String)]) -> Option<Order> {
    let favours: Vec<u8> = codes.iter().filter_map(|(_, label)| favour(label)).collect();
    match (favours.first()?, favours.last()?) {
        (first, last) if first < last && favours.is_sorted() => Some(Order::Rising),
        (first, last) if first > last && favours.is_sorted_by(|a, b| a >= b) => Some(Order::Falling),
        _ => None,
    }
}

impl Answers {
    /// How many codes at the end count as favourable: those past the middle, of a long scale four in ten.
    pub(super) fn n_favourable(n_codes: usize) -> usize {
        if n_codes < 8 { (n_codes / 2).max(1) } else { n_codes * 4 / 10 }
    }

    /// Whether answers on this scale are answers on the other one too: a code that nobody gave in one column shows in another.
    pub(super) fn fits(&self, wider: &Self) -> bool {
        let within = |codes: &[String], others: &[String]| codes.iter().all(|code| others.contains(code));
        match (self, wider) {
            (Self::Ordered { codes, dont_know }, Self::Ordered { codes: wide, dont_know: wide_missing }) => {
                let mut positions = codes.iter().map(|code| wide.iter().position(|other| other == code));
                positions.clone().all(|position| position.is_some())
                    && positions.by_ref().is_sorted()
                    && within(dont_know, wide_missing)
            }
            (Self::Percentage { dont_know }, Self::Percentage { dont_know: wide }) => within(dont_know, wide),
            (Self::Number { min, max, dont_know }, Self::Number { min: low, max: high, dont_know: wide }) => {
                low == min && max == high && within(dont_know, wide)
            }
            _ => false,
        }
    }

    /// The same scale with the codes without an opinion of both, when nothing else tells them apart.
    pub(super) fn joined(&self, other: &Self) -> Option<Self> {
        let union = |a: &[String], b: &[String]| {
            let mut all = a.to_vec();
            all.extend(b.iter().filter(|code| !a.contains(code)).cloned());
            all.sort_by_key(|code| (code.parse::<i64>().unwrap_or(i64::MAX), code.clone()));
            all
        };
        match (self, other) {
            (Self::Ordered { codes, dont_know }, Self::Ordered { codes: others, dont_know: missing }) => {
                let on_scale = |code: &String| codes.iter().any(|(other, _)| other == code);
                (codes == others && !missing.iter().any(on_scale))
                    .then(|| Self::Ordered { codes: codes.clone(), dont_know: union(dont_know, missing) })
            }
            (Self::Percentage { dont_know }, Self::Percentage { dont_know: missing }) => {
                Some(Self::Percentage { dont_know: union(dont_know, missing) })
            }
            _ => None,
        }
    }

    /// How many codes or how wide a range, so that wide scales are met first.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Ordered { codes, dont_know } => codes.len() + dont_know.len(),
            Self::Percentage { dont_know } => dont_know.len(),
            Self::Number { dont_know, .. } => dont_know.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_survey_tool_has_letters_and_a_number() {
        for (code, read) in [
            ("AO01", Some(("AO", 1))),
            ("A12", Some(("A", 12))),
            ("é3", Some(("é", 3))),
            ("12", None),
            ("AO", None),
            ("AO1b", None),
            ("rang1", None),
            ("-oth-", None),
        ] {
            assert_eq!(numbered_code(code), read, "{code}");
        }
    }

    #[test]
    fn codes_beyond_the_scale_mean_no_opinion() {
        for (codes, apart) in [
            (vec![1, 2, 3, 4, 9], vec![9]),
            (vec![1, 2, 3, 4, 8, 9], vec![8, 9]),
            (vec![0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], vec![]),
            (vec![1, 2, 3, 4, 5, 6, 7, 8, 9], vec![]),
            (vec![-9, 1, 2, 3], vec![-9]),
            (vec![1, 2, 4, 5], vec![]),
            (vec![0, 10, 50, 98, 99], vec![98, 99]),
            (vec![18, 50, 92, 93, 96, 97], vec![]),
            (vec![18, 50, 80, 999], vec![999]),
        ] {
            assert_eq!(beyond(&codes), apart, "{codes:?}");
        }
    }
}
