//! Tables: headers for both directions, and the keys by which the script of the page sorts them.
//!
//! A table sorts when it is a grid: three columns and three rows or more, every cell filled. Rows in bold at its head are
//! totals and stay there; a table with totals elsewhere has an order that means something and does not sort.

use std::fmt::Write as _;

use super::markdown::escaped;
use crate::publish::cells;
use crate::publish::number::{MINUS, NBSP, NNBSP};
use crate::survey::codebook::Language;

/// Fewest columns and fewest rows of a table that sorts.
const SORTABLE: usize = 3;
/// From this many columns on a table is printed in small letters.
const WIDE: usize = 9;

/// One cell.
pub struct Cell {
    /// As it stands in the page.
    pub html: String,
    /// Its text without any markup.
    pub text: String,
    /// Whether all of it is bold.
    pub bold: bool,
}

/// A table as it was read.
pub struct Table {
    /// Whether each column is aligned to the right, as columns of numbers are.
    pub right: Vec<bool>,
    /// The header.
    pub head: Vec<Cell>,
    /// The rows below it.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Writes the table in a box that scrolls by itself; `label` is the id of the heading that it stands under.
    pub fn write(&self, label: &str, language: Language, out: &mut String) {
        let label = escaped(label);
        let named = if label.is_empty() { String::new() } else { format!(" aria-labelledby=\"{label}\"") };
        let totals = self.rows.iter().take_while(|row| self.is_total(row)).count();
        let sorts = self.sorts(totals);
        let wide = if self.head.len() >= WIDE { " wide" } else { "" };
        let sortable = if sorts { " class=\"sortable\"" } else { "" };
        let _ =
            write!(out, "<div class=\"table{wide}\" role=\"group\"{named} tabindex=\"0\">\n<table{sortable}{named}>\n");
        out.push_str("<thead>\n<tr>");
        for (column, cell) in self.head.iter().enumerate() {
            let _ = write!(out, "<th scope=\"col\"{}>{}</th>", self.class(column, None), cell.html);
        }
        out.push_str("</tr>\n</thead>\n");
        let numeric: Vec<bool> = (0..self.head.len()).map(|column| sorts && self.is_numeric(column, totals)).collect();
        let (above, below) = self.rows.split_at(totals);
        for (rows, class) in [(above, " class=\"totals\""), (below, "")] {
            if rows.is_empty() {
                continue;
            }
            let _ = writeln!(out, "<tbody{class}>");
            for row in rows {
                self.write_row(row, &numeric, sorts && class.is_empty(), language, out);
            }
            out.push_str("</tbody>\n");
        }
        out.push_str("</table>\n</div>\n");
    }

    fn write_row(&self, row: &[Cell], numeric: &[bool], keyed: bool, language: Language, out: &mut String) {
        out.push_str("<tr>");
        let header = self.row_header();
        for (column, cell) in row.iter().enumerate() {
            let class = self.class(column, Some(&cell.text));
            if column == header && !cell.text.trim().is_empty() {
                let _ = write!(out, "<th scope=\"row\"{class}>{}</th>", cell.html);
                continue;
            }
            let is_numeric = numeric.get(column).copied().unwrap_or(false);
            let key = if keyed { key(&cell.text, is_numeric, language) } else { String::new() };
            let _ = write!(out, "<td{class}{key}>{}</td>", cell.html);
        }
        out.push_str("</tr>\n");
    }

    /// The column whose cells say what their row is about: the first one that is not of numbers.
    fn row_header(&self) -> usize {
        self.right.iter().position(|right| !right).unwrap_or(0)
    }

    fn is_total(&self, row: &[Cell]) -> bool {
        row.get(self.row_header()).is_some_and(|cell| cell.bold)
    }

    fn sorts(&self, totals: usize) -> bool {
        let (above, below) = self.rows.split_at(totals);
        let filled = above.iter().chain(below).flatten().all(|cell| !cell.text.trim().is_empty());
        self.head.len() >= SORTABLE && below.len() >= SORTABLE && filled && !below.iter().any(|row| self.is_total(row))
    }

    /// Whether every cell of a column that holds more than marks begins with a number.
    fn is_numeric(&self, column: usize, totals: usize) -> bool {
        let texts = self.rows.iter().skip(totals).filter_map(|row| row.get(column)).map(|cell| cell.text.as_str());
        let mut told = texts.filter(|text| !is_mark(text)).peekable();
        told.peek().is_some() && told.all(begins_with_number)
    }

    fn class(&self, column: usize, text: Option<&str>) -> String {
        let right = self.right.get(column).copied().unwrap_or(false);
        let masked = text.is_some_and(|text| text.contains(cells::SUPPRESSED));
        let absent = text.is_some_and(|text| !masked && is_mark(text));
        let classes = [("number", right), ("masked", masked), ("absent", absent)];
        let classes: Vec<&str> = classes.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect();
        if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) }
    }
}

/// The sorting key of a cell as an attribute: its numbers; empty, which comes last, for marks; none for words.
fn key(text: &str, numeric: bool, language: Language) -> String {
    if is_mark(text) {
        return " data-key=\"\"".to_owned();
    }
    if !numeric {
        return String::new();
    }
    let numbers: Vec<String> = numbers(text, language).iter().take(2).map(f64::to_string).collect();
    format!(" data-key=\"{}\"", numbers.join(" "))
}

/// Whether there is nothing but marks: letters between brackets.
fn is_mark(text: &str) -> bool {
    let rest = without_marks(text);
    rest.trim().is_empty() && !text.trim().is_empty()
}

/// The text without its marks.
fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let length = mark_length(from);
        if length == 0 {
            out.push('[');
            rest = &from[1..]; // OK because `from` begins with the bracket
        } else {
            rest = &from[length..]; // OK because a mark ends on its bracket
        }
    }
    out.push_str(rest);
    out
}

/// Bytes of the mark that a text begins with, `[bf]`: one to five small letters between brackets; 0 when there is none.
pub fn mark_length(text: &str) -> usize {
    let Some(inside) = text.strip_prefix('[') else { return 0 };
    let letters = inside.bytes().take_while(u8::is_ascii_lowercase).count();
    if (1..=5).contains(&letters) && inside.as_bytes().get(letters) == Some(&b']') { letters + 2 } else { 0 }
}

fn begins_with_number(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || "+-−±<>≤≥=▲▼[(".contains(c));
    bare.starts_with(|c: char| c.is_ascii_digit())
}

/// The numbers of a text as its language writes them, in order: `[−3 ; 1 234,5]` holds −3 and 1234.5.
fn numbers(text: &str, language: Language) -> Vec<f64> {
    let characters: Vec<char> = without_marks(text).chars().collect();
    let before = |at: usize, back: usize| at.checked_sub(back).and_then(|at| characters.get(at)).copied();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = characters.get(at) {
        if !character.is_ascii_digit() {
            at += 1;
            continue;
        }
        let joined = before(at, 2).is_some_and(char::is_alphanumeric);
        let negative = match before(at, 1) {
            Some(MINUS) => true,
            Some('-') => !joined,
            _ => false,
        };
        let (number, end) = number_at(&characters, at, language);
        found.extend(number.parse::<f64>().map(|number| if negative { -number } else { number }));
        at = end;
    }
    found
}

/// The number that begins at a position, its groups joined and a point before its decimals, and where it ends.
fn number_at(characters: &[char], start: usize, language: Language) -> (String, usize) {
    let (decimal, groups): (char, &[char]) = match language {
        Language::French => (',', &[NNBSP, NBSP, ' ']),
        Language::English => ('.', &[',', NNBSP, NBSP]),
    };
    let digits = |from: usize| -> String { characters.iter().skip(from).take_while(|c| c.is_ascii_digit()).collect() };
    let mut number = digits(start);
    let mut at = start + number.len();
    if number.len() <= 3 {
        while characters.get(at).is_some_and(|c| groups.contains(c)) && digits(at + 1).len() == 3 {
            number.push_str(&digits(at + 1));
            at += 4;
        }
    }
    let decimals = digits(at + 1);
    if characters.get(at) == Some(&decimal) && !decimals.is_empty() {
        number.push('.');
        number.push_str(&decimals);
        at += 1 + decimals.len();
    }
    (number, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_their_language_writes_them() {
        let french = |text| numbers(text, Language::French);
        assert_eq!(french("1\u{202f}234,5"), [1234.5]);
        assert_eq!(french("51 373 738 personnes"), [51_373_738.0]);
        assert_eq!(french("+12\u{202f}pts [bf][ns] [a]"), [12.0]);
        assert_eq!(french("▼\u{a0}−3\u{202f}pts [−8\u{202f};\u{a0}4]"), [-3.0, -8.0, 4.0]);
        assert_eq!(french("[−0,4 ; 5]"), [-0.4, 5.0]);
        assert_eq!(french("45\u{202f}%"), [45.0]);
        assert_eq!(french("1–13 sur 13"), [1.0, 13.0, 13.0]);
        assert_eq!(french("2014 2016"), [2014.0, 2016.0]);
        assert_eq!(french("PCS-2020"), [2020.0]);
        assert_eq!(french("sans"), [0.0; 0]);
        assert_eq!(numbers("1,234.5 and -2", Language::English), [1234.5, -2.0]);
    }

    #[test]
    fn marks_are_letters_between_brackets() {
        for mark in ["[masq]", "[bf][ns]", " [nd] ", "[so] [r]"] {
            assert!(is_mark(mark), "{mark}");
        }
        for text in ["", "[−3 ; 2]", "12 [bf]", "[trop_long]", "[]", "[", "[BF]"] {
            assert!(!is_mark(text), "{text}");
        }
    }

    #[test]
    fn a_key_is_numbers_or_comes_last_or_is_left_to_the_words() {
        assert_eq!(key("+12 pts [bf]", true, Language::French), " data-key=\"12\"");
        assert_eq!(key("1–3", true, Language::French), " data-key=\"1 3\"");
        assert_eq!(key("[masq]", true, Language::French), " data-key=\"\"");
        assert_eq!(key("[masq]", false, Language::French), " data-key=\"\"");
        assert_eq!(key("symétrie", false, Language::French), "");
    }
}
