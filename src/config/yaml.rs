//! Writing YAML: a text as a scalar that every reader reads back letter by letter, this program's own included.

use super::scalar::reads_as_other;

/// A text as a value or a key: as it is when nothing in it means anything to YAML, in double quotes otherwise.
pub fn text(text: &str) -> String {
    let plain = (text.starts_with(char::is_alphabetic) || text.starts_with("../"))
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/' | '’'))
        && !reads_as_other(text);
    if plain { text.to_owned() } else { quoted(text) }
}

/// A text in double quotes, what YAML or an editor does not show by its number.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            c => match u32::from(c) {
                code @ 0..=0xff => quoted.push_str(&format!("\\x{code:02x}")),
                code @ 0x100..=0xffff => quoted.push_str(&format!("\\u{code:04x}")),
                code => quoted.push_str(&format!("\\U{code:08x}")),
            },
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character may stand in a YAML file as it is, on one line: neither a control character nor a line end of Unicode
/// nor one that no eye can find.
pub fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'
        )
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;
    use crate::config::document::{Content, Document};

    /// What both readers make of a scalar, as value in a flow mapping and as key.
    fn read_back(scalar: &str) -> [Option<String>; 3] {
        let file = format!("a: {{ b: {scalar}, c: 1 }}\n{scalar}: 1\n");
        let theirs: Option<serde_yaml::Value> = serde_yaml::from_str(&file).ok();
        let value = theirs.as_ref().and_then(|v| v["a"]["b"].as_str().map(str::to_owned));
        let key = theirs.and_then(|v| v.as_mapping()?.keys().last()?.as_str().map(str::to_owned));
        let mut faults = Vec::new();
        let document = Document::read(PathBuf::from("x.yaml"), file.into_bytes(), &mut faults);
        let ours = document.filter(|_| faults.is_empty()).and_then(|document| {
            match document.root().at("a").at("b").content() {
                Content::Scalar { text, .. } => Some(text.clone()),
                _ => None,
            }
        });
        [value, key, ours]
    }

    #[track_caller]
    fn survives(written: &str) {
        for scalar in [text(written), quoted(written)] {
            for read in read_back(&scalar) {
                assert_eq!(read.as_deref(), Some(written), "{scalar}");
            }
        }
    }

    #[test]
    fn odd_labels_survive() {
        for label in [
            "no",
            "010",
            "a: b",
            "# not a comment",
            "a #b",
            "line\nend",
            "\"quoted\"",
            "it's",
            "",
            " ",
            "- x",
            "{x}",
            "[x]",
            "a, b",
            "*a",
            "&a",
            "!t",
            "%d",
            "@x",
            "`x`",
            "null",
            "~",
            "1e3",
            "2014-10-17",
            "\\",
            "\u{feff}x",
            "\u{85}",
            "\u{2028}",
            "é\u{301}",
            "l’été",
            "x ",
            "\t",
            "oui",
            "?",
            "? x",
            ": x",
            "x:",
            "|",
            ">",
            "---",
            "...",
            "<<",
            "🙂",
            "a\u{200b}b",
            "Tout à fait d’accord",
        ] {
            if label != "a" && label != "c" {
                survives(label);
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_survives(label in any::<String>()) {
            prop_assume!(label != "a");
            survives(&label);
        }
    }
}
