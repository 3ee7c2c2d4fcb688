//! Words held against the test of the difference that they are said of.

use super::Survey;
use super::rule::Rule;
use super::words::listed;
use crate::survey::lexicon::{Compared, Found, WordGroup};

/// Why a word may not be said of a difference of this class; none where it may.
pub fn too_strong(found: &Found<'_>, class: &str) -> Option<String> {
    if found.group.needs_figure || found.group.allows(class) {
        return None;
    }
    Some(format!("« {} » said of a difference whose class is `{class}`", found.words))
}

/// The words that a class allows, for `expected:`.
pub fn allowed(survey: Survey<'_>, about: Compared, class: &str) -> String {
    let groups = survey.lexicon.groups.iter();
    let allowing = groups.filter(|group| group.about == about && group.allows(class) && !group.needs_figure);
    let words: Vec<&str> = allowing.filter_map(first_words).collect();
    if words.is_empty() { "no word of strength".to_owned() } else { format!("words as {}", listed(words)) }
}

fn first_words(group: &WordGroup) -> Option<&str> {
    group.fr.first().or(group.en.first()).map(String::as_str)
}

/// The rule that a word breaks where no figure stands beside it.
pub fn without_figure(found: &Found<'_>) -> Option<(Rule, String)> {
    found
        .group
        .needs_figure
        .then(|| (Rule::WordWithoutFigure, format!("« {} » without a figure says nothing", found.words)))
}
