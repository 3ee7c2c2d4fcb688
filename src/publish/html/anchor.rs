//! Anchors of the page: ASCII, unique, the same in every run, and without the number of a section, which moves.

use std::collections::BTreeSet;

use crate::survey::folding::folded;

/// Ids that the template of the page takes for itself.
const RESERVED: [&str; 4] = ["page", "page-contents", "page-main", "page-status"];

/// The ids of one page, each given once.
pub struct Anchors {
    taken: BTreeSet<String>,
}

impl Anchors {
    /// Nothing taken but what the template takes.
    pub fn new() -> Self {
        Self { taken: RESERVED.into_iter().map(str::to_owned).collect() }
    }

    /// The wanted id, with the first free number behind when it is taken.
    pub fn take(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 1_usize;
        while !self.taken.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }
}

/// Words of a title in ASCII, joined by hyphens, without the number in front: `2. Chiffres clés` is `chiffres-cles`.
pub fn slug(title: &str) -> String {
    let mut words = String::with_capacity(title.len());
    for character in folded(without_number(title)) {
        if character.is_ascii_alphanumeric() {
            words.push(character);
        } else if !words.ends_with('-') {
            words.push('-');
        }
    }
    let words = words.trim_matches('-');
    if words.is_empty() { "section".to_owned() } else { words.to_owned() }
}

/// What two spellings of one anchor have in common: letters and digits without accents. Every renderer of Markdown makes
/// its own anchors of a heading, and they agree on these.
pub fn key(title: &str) -> String {
    folded(title).filter(|character| character.is_alphanumeric()).collect()
}

fn without_number(title: &str) -> &str {
    let digits = title.len() - title.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match title.get(digits..).and_then(|rest| rest.strip_prefix(". ")) {
        Some(rest) if digits > 0 => rest,
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_ascii_and_forgets_the_number() {
        assert_eq!(slug("2. Chiffres clés"), "chiffres-cles");
        assert_eq!(slug("3. Carte secteur × dimension"), "carte-secteur-dimension");
        assert_eq!(slug("L’œuvre d’Œdipe"), "l-oeuvre-d-oedipe");
        assert_eq!(slug("2023"), "2023");
        assert_eq!(slug("« ? »"), "section");
    }

    #[test]
    fn the_anchors_of_other_renderers_have_the_key_of_the_title() {
        for (anchor, title) in [
            ("1-lessentiel", "1. L’essentiel"),
            ("3-carte-secteur--dimension", "3. Carte secteur × dimension"),
            ("4-clients-et-collaborateurs-face-à-face", "4. Clients et collaborateurs face à face"),
        ] {
            assert_eq!(key(anchor), key(title));
        }
    }

    #[test]
    fn no_id_is_given_twice() {
        let mut anchors = Anchors::new();
        let given: Vec<String> = ["a", "a", "a-2", "a", "page-main"].iter().map(|id| anchors.take(id)).collect();
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3", "page-main-2"]);
    }
}
