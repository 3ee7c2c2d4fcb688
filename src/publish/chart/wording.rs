//! The words of a figure, from its template: lines `title:`, `subtitle:`, `caption:`, `alt:`, `note:` and the legend's
//! `key.<name>:`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::{Error, Finding, Result};
use crate::messages::msg;
use crate::publish::templates::Templates;

/// Longest text alternative, in characters.
pub const ALT_LIMIT: usize = 300;

/// The words of a figure.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// The finding.
    pub title: String,
    /// Measure, population, edition, base.
    pub subtitle: String,
    /// How to read it.
    pub caption: String,
    /// What a reader who does not see it must know, [`ALT_LIMIT`] characters at most.
    pub alt: String,
    /// Notes, in order.
    pub notes: Vec<String>,
    /// Words of the drawing: legend, column heads.
    keys: BTreeMap<String, String>,
}

impl Wording {
    /// Renders the template of a figure and reads its lines. Several `alt:` lines are sentences in order of importance:
    /// those that no longer fit are left out.
    pub fn render(templates: &Templates, name: &str, context: &impl Serialize) -> Result<Self> {
        let text = templates.render(name, context)?;
        let mut wording = Self::default();
        for line in text.lines().filter(|line| !line.is_empty()) {
            // The typesetter has put a no-break space before a colon that had one.
            let Some((key, value)) = line.split_once(':') else { return Err(refusal(templates, name, line)) };
            let (key, value) = (key.trim(), value.trim().to_owned());
            match key {
                "title" => wording.title = value,
                "subtitle" => wording.subtitle = value,
                "caption" => wording.caption = value,
                "alt" => wording.add_alt(&value),
                "note" => wording.notes.push(value),
                _ => match key.strip_prefix("key.") {
                    Some(key) => {
                        wording.keys.insert(key.to_owned(), value);
                    }
                    None => return Err(refusal(templates, name, line)),
                },
            }
        }
        Ok(wording)
    }

    /// A word of the drawing; empty when the template does not say it.
    pub fn key(&self, name: &str) -> &str {
        self.keys.get(name).map_or("", String::as_str)
    }

    fn add_alt(&mut self, sentence: &str) {
        let space = usize::from(!self.alt.is_empty());
        if self.alt.chars().count() + space + sentence.chars().count() <= ALT_LIMIT {
            if space == 1 {
                self.alt.push(' ');
            }
            self.alt.push_str(sentence);
        }
    }
}

fn refusal(templates: &Templates, name: &str, line: &str) -> Error {
    let finding = Finding::refuse("template", templates.place(name), msg!("figure-without-line", line))
        .expected(msg!("expect-figure-lines"))
        .hint(msg!("hint-template-names"));
    Error::Config(vec![finding])
}
