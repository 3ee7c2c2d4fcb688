//! Text that stands in Markdown as it is spelt.

use std::borrow::Cow;

/// The text with a backslash before every sign that Markdown would take for its own: emphasis, code, links, tags, entities,
/// formulas. Signs that mean nothing where they stand stay bare: the underscore within `grande_distribution`, the ampersand of
/// `R&D`, the bracket of a mark.
pub fn literal(text: &str) -> Cow<'_, str> {
    const SIGNS: [char; 8] = ['\\', '*', '_', '`', '<', '&', '~', '$'];
    if !text.contains(SIGNS) && !text.contains("](") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    for (at, sign) in text.char_indices() {
        let rest = &text[at + sign.len_utf8()..]; // OK because a character ends there
        let after = rest.chars().next();
        let means = match sign {
            '*' | '`' | '$' => true,
            '\\' => after.is_some_and(|c| c.is_ascii_punctuation()),
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            '~' => before == Some('~') || after == Some('~'),
            '(' => before == Some(']'),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(sign);
        before = Some(sign);
    }
    Cow::Owned(out)
}

/// What a reader sees of a text of Markdown whose signs were made literal.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.next_if(|next| character == '\\' && next.is_ascii_punctuation()) {
            Some(sign) => out.push(sign),
            None => out.push(character),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// What CommonMark, with the extensions of well-known sites, shows of a text.
    fn seen(markdown: &str) -> String {
        let shown = |event| match event {
            Event::Text(text) => Some(text.into_string()),
            Event::Start(_) | Event::End(_) => None,
            other => Some(format!("{other:?}")),
        };
        Parser::new_ext(markdown, Options::all()).filter_map(shown).collect()
    }

    #[test]
    fn every_text_is_seen_as_it_is_unescaped() {
        for text in [
            "*été* et **hiver**",
            "_Santé_, grande_distribution, _x",
            "`code`",
            "[lien](http://x)",
            "<b>soins</b> <25 ans",
            "A&amp;B, R&D, &#38;",
            r"C:\* \ \n",
            "~~barré~~ ~5",
            "$a$ 5 $",
            "63 % [bf] (12)",
            r"\_",
            "*",
            "a * b",
        ] {
            assert_eq!(seen(&literal(text)), text);
            assert_eq!(unescaped(&literal(text)), text);
        }
    }

    #[test]
    fn what_means_nothing_stays_bare() {
        for text in ["grande_distribution", "R & D", "R&1", "< 25", "63 % [bf] (12)", "~ 5"] {
            assert!(matches!(literal(text), Cow::Borrowed(_)) || literal(text) == text, "{text}");
        }
    }
}
