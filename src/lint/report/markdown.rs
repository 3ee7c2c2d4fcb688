//! The Markdown of the report as a reader goes through it: tables and running text, each with its line, and the numbers in
//! them.

use crate::publish::literal::unescaped;
use crate::survey::claims::Printed;
use crate::survey::codebook::Language;

/// A table or a passage of text.
#[derive(Debug)]
pub enum Block {
    /// A table.
    Table(Table),
    /// A paragraph, a list item or a quotation.
    Text {
        /// Line of its first word, from 1.
        line: usize,
        /// Its words, on one line.
        text: String,
    },
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Line of its header.
    pub line: usize,
    /// Cells of the header.
    pub header: Vec<String>,
    /// Cells of each row, with its line.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Takes a page apart. Headings and code say nothing in figures.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut fenced, mut open) = (false, false);
    for (line, content) in page.lines().enumerate().map(|(i, content)| (i + 1, content.trim())) {
        if content.starts_with("```") {
            fenced = !fenced;
        }
        if fenced || content.is_empty() || content.starts_with('#') || content.starts_with("```") {
            open = false;
            continue;
        }
        if content.starts_with('|') {
            row(&mut blocks, open, line, content);
            open = true;
            continue;
        }
        let item = content.starts_with("- ") || content.starts_with('>') || content.starts_with("![");
        let words = content.trim_start_matches(['>', '-', ' ']);
        match blocks.last_mut() {
            Some(Block::Text { text, .. }) if open && !item => {
                text.push(' ');
                text.push_str(words);
            }
            _ => blocks.push(Block::Text { line, text: words.to_owned() }),
        }
        open = true;
    }
    for block in &mut blocks {
        if let Block::Text { text, .. } = block {
            *text = unescaped(text).into_owned();
        }
    }
    blocks
}

fn row(blocks: &mut Vec<Block>, open: bool, line: usize, content: &str) {
    let cells = cells(content);
    let rule = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')));
    match blocks.last_mut() {
        Some(Block::Table(table)) if open => {
            if !rule {
                table.rows.push((line, cells));
            }
        }
        _ => blocks.push(Block::Table(Table { line, header: cells, rows: Vec::new() })),
    }
}

/// The cells of a row, without emphasis and a link that stands first; an escaped bar is part of its cell.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut characters = row.trim().trim_start_matches('|').chars().peekable();
    while let Some(character) = characters.next() {
        match (character, cells.last_mut()) {
            ('\\', Some(cell)) => cell.extend(std::iter::once(character).chain(characters.next())),
            ('|', _) if characters.peek().is_none() => break,
            ('|', _) => cells.push(String::new()),
            (other, Some(cell)) => cell.push(other),
            (_, None) => {}
        }
    }
    cells.into_iter().map(|cell| without_link(cell.replace("**", "").trim())).collect()
}

/// The text of a cell as it is seen, its link without the target.
fn without_link(cell: &str) -> String {
    let linked = cell.strip_prefix('[').and_then(|cell| cell.split_once("]("));
    let whole = linked.and_then(|(text, rest)| Some(format!("{text}{}", rest.split_once(')')?.1)));
    unescaped(whole.as_deref().unwrap_or(cell)).into_owned()
}

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `%`.
    Percent,
    /// `pt` or `pts`.
    Points,
    /// Anything else.
    Other,
}

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// As it is printed.
    pub printed: Printed,
    /// Whether it has a sign, as differences have; a zero has none and needs none.
    pub signed: bool,
    /// Its unit.
    pub unit: Unit,
    /// Its first character in the text, the sign included, and the one past its last digit.
    pub span: (usize, usize),
}

impl Number {
    /// Whether it is a difference in points.
    pub fn is_difference(&self) -> bool {
        self.unit == Unit::Points && (self.signed || self.printed.value == 0.0)
    }
}

/// The numbers of a text, in reading order.
pub fn numbers(text: &str, language: Language) -> Vec<Number> {
    let characters: Vec<char> = text.chars().collect();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        let starts = characters[at].is_ascii_digit() && !before.is_some_and(|c| c.is_alphanumeric() || *c == '.'); // OK because `at` is in range
        if !starts {
            at += 1;
            continue;
        }
        let (digits, decimals, end) = number_at(&characters, at, language);
        let sign = before.copied().filter(|c| matches!(c, '+' | '\u{2212}' | '-'));
        // A hyphen between digits is a range or a date.
        let earlier = at.checked_sub(2).and_then(|earlier| characters.get(earlier));
        let signed = sign.is_some() && !earlier.is_some_and(|c| c.is_alphanumeric());
        if let Ok(value) = digits.parse::<f64>() {
            let value = if signed && sign != Some('+') { -value } else { value };
            let (printed, unit) = (Printed { value, decimals }, unit(&characters, end));
            numbers.push(Number { printed, signed, unit, span: (at - usize::from(signed), end) });
        }
        at = end;
    }
    numbers
}

/// The digits from a place on, their count behind the decimal sign, and where they end.
fn number_at(characters: &[char], from: usize, language: Language) -> (String, usize, usize) {
    let digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let (decimal, thousands) = match language {
        Language::French => (',', '\u{202f}'),
        Language::English => ('.', ','),
    };
    let (mut digits, mut decimals, mut at) = (String::new(), 0, from);
    loop {
        match characters.get(at) {
            Some(c) if c.is_ascii_digit() => {
                digits.push(*c);
                decimals += usize::from(digits.contains('.'));
                at += 1;
            }
            Some(c) if *c == decimal && digit(at + 1) && !digits.contains('.') => {
                digits.push('.');
                at += 1;
            }
            Some(c) if *c == thousands && (1..=3).all(|ahead| digit(at + ahead)) && !digit(at + 4) => at += 1,
            _ => return (digits, decimals, at),
        }
    }
}

fn unit(characters: &[char], end: usize) -> Unit {
    let rest: String = characters.iter().skip(end).skip_while(|c| c.is_whitespace()).take(4).collect();
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    match word.as_str() {
        "pt" | "pts" => Unit::Points,
        _ if rest.starts_with('%') => Unit::Percent,
        _ => Unit::Other,
    }
}

/// The number that a cell begins with.
pub fn leading(cell: &str, language: Language) -> Option<Number> {
    let begins = cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '\u{2212}'));
    begins.then(|| numbers(cell, language).first().copied()).flatten()
}

/// The sentences of a text.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(". ")
}

/// The parts of a sentence between semicolons; the semicolon of an interval is none.
pub fn clauses(sentence: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0_usize, 0, Vec::new());
    for (at, character) in sentence.char_indices() {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.push(&sentence[from..at]); // OK because both are boundaries of characters
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&sentence[from..]); // OK because `from` follows a one-byte character
    parts
}
