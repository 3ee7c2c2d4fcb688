//! A text that is no YAML: the words of its reader in ours, and the place of the slip where the reader noticed it further on.

use super::document::Mark;
use crate::error::{Finding, Place};
use crate::messages::{Message, msg};

/// What is wrong with a text that its reader gave up at `stopped`, told where somebody has to mend it.
pub(super) fn refusal(text: &str, stopped: Mark, detail: &str, place: impl Fn(Mark) -> Place) -> Finding {
    if let Some(finding) = slip_before(text, stopped, &place) {
        return finding;
    }
    if let Some((line, meant)) = key_without_colon(text, stopped).filter(|_| detail.contains("simple key expect")) {
        return not_yaml(place(line), detail).hint(msg!("hint-write", text = meant));
    }
    let tab = leading_tab(text, stopped).filter(|_| is_tab(detail));
    not_yaml(place(tab.unwrap_or(stopped)), detail)
}

fn is_tab(detail: &str) -> bool {
    ["tabs disallowed", "tab cannot", "found a tab", "with a tab"].iter().any(|part| detail.contains(part))
}

/// The tab that indents the line where the reader stopped or, when it stopped behind the value of a line, the next line.
fn leading_tab(text: &str, stopped: Mark) -> Option<Mark> {
    let tab = |(line, written): (usize, &str)| {
        let column = written.chars().take_while(|c| matches!(c, ' ' | '\t')).position(|c| c == '\t')?;
        Some(Mark { line: line + 1, column: column + 1 })
    };
    let mut lines = text.lines().enumerate().skip(stopped.line.saturating_sub(1));
    let here = lines.next().and_then(tab);
    here.or_else(|| lines.find(|(_, written)| !written.trim().is_empty()).and_then(tab))
}

/// The last line that was read when the reader missed a colon, and what was meant by it; `None` when it has a colon.
fn key_without_colon(text: &str, stopped: Mark) -> Option<(Mark, String)> {
    let before = text.lines().enumerate().take(stopped.line.saturating_sub(1));
    let is_read = |line: &str| !line.is_empty() && !line.starts_with('#');
    let (line, written) = before.filter(|(_, written)| is_read(written.trim_start())).last()?;
    let column = written.chars().take_while(|c| c.is_whitespace()).count() + 1;
    let written = written.split(" #").next().unwrap_or_default().trim();
    let (key, value) = written.split_once(' ').unwrap_or((written, ""));
    let meant = format!("{key}: {}", value.trim()).trim_end().to_owned();
    let is_key = !written.contains(':') && !key.starts_with('-');
    is_key.then_some((Mark { line: line + 1, column }, meant))
}

/// A syntax error, with what its reader says of it, in English; its place is where the reader noticed.
pub(super) fn not_yaml(place: Place, detail: &str) -> Finding {
    let (cause, hint) = cause_of(detail);
    let cause = msg!("library-said", cause, text = detail);
    Finding::refuse("yaml-syntax", place, msg!("yaml-invalid", cause)).hint(hint)
}

/// A syntax error in our words and its way out, by the words of its reader, which has no kinds of errors.
fn cause_of(detail: &str) -> (Message, Message) {
    let around = || msg!("hint-yaml-syntax");
    let says = |parts: &[&str]| parts.iter().any(|part| detail.contains(part));
    if is_tab(detail) {
        (msg!("yaml-tab"), msg!("hint-yaml-tab"))
    } else if says(&["trailing content after double-quoted"]) {
        (msg!("yaml-after-quote"), msg!("hint-yaml-apostrophe"))
    } else if says(&["escape", "expected hexadecimal"]) {
        (msg!("yaml-escape"), msg!("hint-yaml-backslash"))
    } else if says(&["quoted scalar"]) {
        (msg!("yaml-open-quote"), around())
    } else if says(&["flow sequence", "flow mapping", "flow construct"]) {
        (msg!("yaml-brackets"), around())
    } else if says(&["mapping values are not allowed", "placement of ':'"]) {
        (msg!("yaml-colon"), msg!("hint-yaml-quotes"))
    } else if says(&["simple key", "expected key", "mapping keys are not allowed"]) {
        (msg!("yaml-key"), around())
    } else if says(&["indent", "expected '-' indicator", "sequence entries are not allowed"]) {
        (msg!("yaml-indentation"), msg!("hint-yaml-align"))
    } else if says(&["comment"]) {
        (msg!("yaml-comment"), msg!("hint-yaml-comment"))
    } else if says(&["unexpected character", "plain scalar", "expected next token"]) {
        (msg!("yaml-character"), msg!("hint-yaml-quotes"))
    } else if says(&["anchor", "tag", "TAG", "directive", "document", "recursion", "block scalar"]) {
        (msg!("yaml-not-plain"), msg!("hint-yaml-plain"))
    } else {
        (msg!("yaml-other"), around())
    }
}

/// A slip after which a reader of YAML stumbles further on, and blames what stands there: a colon without its blank, or a blank
/// that is none after a colon or before a key. Looked for where it stopped and in the line above.
fn slip_before(text: &str, stopped: Mark, place: &impl Fn(Mark) -> Place) -> Option<Finding> {
    let first = stopped.line.saturating_sub(1).max(1);
    let lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
    lines.skip(first - 1).take(stopped.line + 1 - first).find_map(|(line, written)| {
        let (before, value) = written.split_once(':')?;
        let key = before.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
        if key.is_empty() || !key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return None;
        }
        let odd = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\t');
        let mut signs = before.chars().chain([':']).chain(value.chars().take(1));
        let (problem, hint, column) = match signs.clone().position(odd) {
            Some(at) => {
                let code = format!("U+{:04X}", u32::from(signs.nth(at)?));
                (msg!("invisible-character", code), msg!("hint-plain-blank"), at + 1)
            }
            None if value.is_empty() || value.starts_with([' ', '/', '\t']) => return None,
            None => {
                let text = format!("{key}: {}", value.trim());
                (msg!("yaml-colon-close", key), msg!("hint-write", text), before.chars().count() + 2)
            }
        };
        let finding = Finding::refuse("yaml-syntax", place(Mark { line, column }), problem);
        Some(finding.expected(msg!("expect-plain-blanks")).hint(hint))
    })
}
