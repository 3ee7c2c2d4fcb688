//! Words held against the test of the difference that they are said of.

use super::Survey;
use super::words::listed;
use crate::messages::{Message, msg};
use crate::survey::lexicon::{Compared, Direction, Found};

/// Whether a word is stronger than a difference of this class bears.
pub fn too_strong(found: &Found<'_>, class: &str) -> bool {
    !found.group.needs_figure && !found.group.allows(class)
}

/// What is wrong with a word that says the other way of a change by so many points; nothing where it says none.
pub fn reversed(found: &Found<'_>, points: f64) -> Option<Message> {
    match found.group.direction? {
        Direction::Up if points < 0.0 => Some(msg!("lint-direction-up", words = found.words)),
        Direction::Down if points > 0.0 => Some(msg!("lint-direction-down", words = found.words)),
        Direction::Up | Direction::Down => None,
    }
}

/// The words that a class allows instead of those found, in their language, for `expected:`.
pub fn allowed(survey: Survey<'_>, found: &Found<'_>, about: Compared, class: &str) -> Message {
    let groups = survey.lexicon.groups().iter();
    let allowing = groups.filter(|group| group.about == about && group.allows(class) && !group.needs_figure);
    let first = allowing.filter_map(|group| group.words(found.language()).first());
    let words: Vec<&str> = first.map(String::as_str).collect();
    if words.is_empty() { msg!("lint-no-word") } else { msg!("lint-words", words = listed(words)) }
}
