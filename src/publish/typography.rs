//! Spaces and apostrophes of running text.
//!
//! Templates, labels and wordings are typed with ordinary spaces and straight apostrophes; [`typeset`] puts the no-break
//! ones where the language wants them, so that no editor needs to know how to type U+202F. [`plain_spaces`] is the test
//! that finds what is left.

use super::number::{NBSP, NNBSP};
use crate::survey::codebook::Language;

/// Text with the spaces and the apostrophes of its language. Code spans, fenced code and link targets are left alone.
pub fn typeset(text: &str, language: Language) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for (position, line) in text.split('\n').enumerate() {
        if position > 0 {
            out.push('\n');
        }
        set_line(line, language, &mut out);
    }
    out
}

fn set_line(line: &str, language: Language, out: &mut String) {
    let characters: Vec<char> = line.chars().collect();
    let verbatim = verbatim(&characters);
    for (position, &character) in characters.iter().enumerate() {
        let is_verbatim = verbatim[position]; // OK because `verbatim` has one entry a character
        out.push(if is_verbatim { character } else { set(&characters, position, character, language) });
    }
}

/// What stands at a position instead of the typed character.
fn set(line: &[char], position: usize, character: char, language: Language) -> char {
    let before = position.checked_sub(1).and_then(|p| line.get(p)).copied();
    let after = line.get(position + 1).copied();
    match character {
        '\'' if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) => '’',
        ' ' if in_equation(line, position) || before_interval(line, position) => NBSP,
        ' ' | NBSP if language == Language::French => no_break(line, position).unwrap_or(character),
        _ => character,
    }
}

/// Whether a space stands in `n = 2 056`, before or behind the sign.
fn in_equation(line: &[char], position: usize) -> bool {
    let alone = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| line.get(before));
        line.get(at) == Some(&'n') && !before.is_some_and(|c| c.is_alphanumeric())
    };
    let sign = |at: usize| line.get(at) == Some(&'=');
    position.checked_sub(1).is_some_and(|n| alone(n) && sign(position + 1))
        || position.checked_sub(3).is_some_and(|n| alone(n) && line.get(n + 1) == Some(&' ') && sign(n + 2))
}

/// Whether a space stands between `IC`, or `CI`, and its bounds.
fn before_interval(line: &[char], position: usize) -> bool {
    line.get(position + 1) == Some(&'[') && ["IC", "CI"].iter().any(|word| ends_with(line, position, word))
}

/// The no-break space that French wants instead of the one at a position, if it wants any.
fn no_break(line: &[char], position: usize) -> Option<char> {
    let before = position.checked_sub(1).and_then(|p| line.get(p)).copied()?;
    let after = line.get(position + 1).copied()?;
    let next = line.get(position + 2).copied();
    if before == '«' || before == '±' {
        return Some(NNBSP);
    }
    if before == '|' || before == ' ' {
        return None; // the margin of a table cell
    }
    match after {
        '!' if next == Some('[') => None, // an image
        ';' | '!' | '?' | '»' | '%' => Some(NNBSP),
        ':' if next != Some('-') => Some(NBSP),
        '·' => Some(NBSP), // a separator stays at the end of its line
        'p' if before.is_ascii_digit() && is_points(line, position + 1) => Some(NNBSP),
        _ if after.is_ascii_digit() && ends_with(line, position, "édition") => Some(NBSP),
        _ => None,
    }
}

/// Whether `pt` or `pts` stands at a position as a word.
fn is_points(line: &[char], position: usize) -> bool {
    let word: String = line.iter().skip(position).take_while(|c| c.is_alphanumeric()).collect();
    word == "pt" || word == "pts"
}

/// Whether a word stands before a position.
fn ends_with(line: &[char], position: usize, word: &str) -> bool {
    line.iter().take(position).rev().zip(word.chars().rev()).filter(|(a, b)| *a == b).count() == word.chars().count()
}

/// Which characters of a line are code or the target of a link.
fn verbatim(line: &[char]) -> Vec<bool> {
    let (mut in_code, mut in_target) = (false, false);
    let mut before = ' ';
    line.iter()
        .map(|&character| {
            let was = in_code || in_target;
            match character {
                '`' => in_code = !in_code,
                '(' if before == ']' && !in_code => in_target = true,
                ')' if in_target => in_target = false,
                _ => {}
            }
            before = character;
            was || in_code || in_target
        })
        .collect()
}

/// The plain spaces left where French wants a no-break one: line number from 1 and what stands around.
pub fn plain_spaces(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let characters: Vec<char> = line.chars().collect();
        let verbatim = verbatim(&characters);
        for (position, &character) in characters.iter().enumerate() {
            let is_verbatim = verbatim[position]; // OK because `verbatim` has one entry a character
            if character == ' ' && !is_verbatim && no_break(&characters, position).is_some() {
                let around = characters.iter().skip(position.saturating_sub(15)).take(30).collect();
                found.push((number + 1, around));
            }
        }
    }
    found
}
