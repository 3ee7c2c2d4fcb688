//! Letters without case and accents: what two spellings of a word have in common.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The characters of a text in lower case, without accents (composed or not) and with its ligatures taken apart.
pub fn folded(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase).flat_map(|character| {
        let apart = match character {
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ß' => "ss",
            _ => "",
        };
        apart.chars().chain(apart.is_empty().then_some(character))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_alike() {
        for (text, plain) in [
            ("École", "ecole"),
            ("e\u{301}cole", "ecole"),
            ("ŒUVRE", "oeuvre"),
            ("Straße", "strasse"),
            ("Łódź", "łodz"),
        ] {
            assert_eq!(folded(text).collect::<String>(), plain);
        }
    }
}
