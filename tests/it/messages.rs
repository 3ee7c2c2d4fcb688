//! Every message exists, in both languages, with the same blanks as where it is made; French is set like French.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use barometer::messages::{Arg, Language, Message, msg};
use fluent_bundle::{FluentBundle, FluentResource};

use crate::tidy;

/// Ids and the names of their blanks.
type Catalogue = BTreeMap<String, BTreeSet<String>>;

fn text(language: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/messages/{language}.ftl"));
    fs::read_to_string(path).unwrap()
}

/// The letters, digits and marks that a name begins with.
fn name(text: &str, marks: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || marks.contains(*c)).collect()
}

/// The messages of a file with their text, comments left out.
fn entries(text: &str) -> BTreeMap<String, String> {
    let mut entries: BTreeMap<String, String> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" =") {
            Some((id, rest)) if id.starts_with(|c: char| c.is_ascii_lowercase()) => {
                current = id.to_owned();
                let before = entries.insert(current.clone(), rest.to_owned());
                assert_eq!(before, None, "`{id}` stands twice");
            }
            _ if current.is_empty() => {}
            _ => {
                let entry = entries.entry(current.clone()).or_default();
                entry.push('\n');
                entry.push_str(line);
            }
        }
    }
    entries
}

fn catalogue(language: &str) -> Catalogue {
    let blanks = |text: String| text.split('$').skip(1).map(|rest| name(rest, "_")).collect();
    entries(&text(language)).into_iter().map(|(id, text)| (id, blanks(text))).collect()
}

/// Splits the arguments of a macro at the commas outside brackets and quotes; the rest after its closing bracket is dropped.
fn arguments(call: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    let mut arguments = vec![String::new()];
    for character in call.chars() {
        let plain = !quoted;
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' | '{' if plain => depth += 1,
            ')' | ']' | '}' if plain && depth == 0 => break,
            ')' | ']' | '}' if plain => depth -= 1,
            ',' if plain && depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        arguments.last_mut().unwrap().push(character);
    }
    arguments.into_iter().map(|argument| argument.trim().to_owned()).filter(|argument| !argument.is_empty()).collect()
}

/// Every `msg!` of the source: file, id, blanks.
fn used() -> Vec<(String, String, BTreeSet<String>)> {
    let mut used = Vec::new();
    for (path, text) in tidy::sources() {
        let code: String = tidy::code(&text).map(|(_, line)| format!("{line}\n")).collect();
        // A message may be an argument of another one, so that each call is read to its own end.
        for (at, start) in code.match_indices("msg!(") {
            let arguments = arguments(&code[at + start.len()..]);
            let id = arguments[0].trim_matches('"').to_owned();
            assert!(arguments[0].starts_with('"'), "src/{}: `msg!` without an id: {}", path.display(), arguments[0]);
            used.push((path.display().to_string(), id, arguments[1..].iter().map(|a| name(a, "_")).collect()));
        }
    }
    assert!(used.len() > 5, "the calls of `msg!` are not found any more");
    used
}

#[test]
fn both_languages_hold_every_message_of_the_source_and_no_other() {
    let used = used();
    let ids: BTreeSet<&str> = used.iter().map(|(_, id, _)| id.as_str()).collect();
    let mut wrong = Vec::new();
    for language in ["en", "fr"] {
        let catalogue = catalogue(language);
        for (path, id, blanks) in &used {
            match catalogue.get(id) {
                None => wrong.push(format!("{language}.ftl lacks `{id}` of src/{path}")),
                Some(known) if known != blanks => {
                    wrong.push(format!("`{id}`: src/{path} fills {blanks:?}, {language}.ftl has {known:?}"));
                }
                Some(_) => {}
            }
        }
        wrong.extend(
            catalogue
                .keys()
                .filter(|id| !ids.contains(id.as_str()))
                .map(|id| format!("{language}.ftl: `{id}` is used nowhere")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn both_files_are_sound_and_in_the_same_order() {
    for language in ["en", "fr"] {
        let resource =
            FluentResource::try_new(text(language)).unwrap_or_else(|(_, faults)| panic!("{language}: {faults:?}"));
        let mut bundle: FluentBundle<FluentResource> = FluentBundle::default();
        bundle.add_resource(resource).unwrap_or_else(|faults| panic!("{language}: {faults:?}"));
        for (id, written) in entries(&text(language)) {
            let message = bundle.get_message(&id).unwrap_or_else(|| panic!("{language}: `{id}` is not read"));
            assert!(message.value().is_some() && !written.trim().is_empty(), "{language}: `{id}` is empty");
        }
    }
    let order = |language| {
        text(language)
            .lines()
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id.to_owned()))
            .filter(|id| !id.starts_with([' ', '#']))
            .collect::<Vec<_>>()
    };
    assert_eq!(order("en"), order("fr"));
}

/// Files through which findings made elsewhere pass, or that only count them.
const PASSED_ON: [&str; 3] = ["error.rs", "lint/rule.rs", "stages/validate/report.rs"];

/// A finding that refuses is no help without the way out. That the hint is there is asserted wherever a test is refused; this
/// is for whoever adds a finding that no test knows.
#[test]
fn every_function_that_refuses_speaks_of_a_hint() {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let opens =
        |line: &str| line.trim_start().trim_start_matches("pub(super) ").trim_start_matches("pub ").starts_with("fn ");
    let mut wrong = Vec::new();
    for (path, text) in tidy::sources() {
        if PASSED_ON.iter().any(|passed| Path::new(passed) == path) {
            continue;
        }
        let lines: Vec<&str> = text.lines().collect();
        let refuses = |line: &str| line.contains("Finding::refuse(") || line.contains("report.tell(");
        for (number, _) in tidy::code(&text).filter(|(_, line)| refuses(line)) {
            let start = lines[..number].iter().rposition(|line| opens(line)).unwrap();
            let closes = |line: &&str| indent(line) == indent(lines[start]) && line.trim_start().starts_with('}');
            let function = lines[start..].iter().take_while(|line| !closes(line));
            if !function.into_iter().any(|line| line.contains("hint")) {
                wrong.push(format!("src/{}:{number}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Outside backticks, where names and values stand as they are written.
#[test]
fn french_messages_are_set_like_french() {
    let mut wrong = Vec::new();
    for (id, text) in entries(&text("fr")) {
        let prose: String = text.split('`').step_by(2).collect();
        for slip in ["'", " ;", " !", " ?", " :", " »", "« ", "\u{a0};", "\u{a0}!", "\u{a0}?", " %"] {
            if prose.contains(slip) {
                wrong.push(format!("`{id}` has `{slip}`: {}", text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_messages_are_set_like_english() {
    let french = entries(&text("en")).into_iter().filter(|(_, text)| text.contains(['«', '»', '\u{202f}', '\u{a0}']));
    assert_eq!(french.collect::<Vec<_>>(), []);
}

/// Ways out are infinitives, as in the manuals of software: « redemander le fichier », never « redemandez le fichier ».
#[test]
fn french_messages_give_no_orders() {
    const NO_ORDERS: &[&str] = &["vouliez", "assez", "chez"];
    let mut wrong = Vec::new();
    for (id, text) in entries(&text("fr")) {
        let prose: String = text.split('`').step_by(2).collect();
        let words = prose.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        let orders: Vec<String> = words.filter(|w| w.ends_with("ez") && !NO_ORDERS.contains(&w.as_str())).collect();
        if !orders.is_empty() {
            wrong.push(format!("`{id}`: {}", orders.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_message_is_put_into_the_words_of_each_language() {
    let more = |count: usize| msg!("more-findings", count, rule = "category-unknown");
    assert_eq!(more(1).to_string(), "1 more finding of the rule `category-unknown`");
    assert_eq!(more(2).text(Language::English), "2 more findings of the rule `category-unknown`");
    assert_eq!(more(2).text(Language::French), "2 autres anomalies relèvent de la règle `category-unknown`");
    let none = msg!("data-refused", count = 0_usize, others = 0_usize);
    assert_eq!(none.text(Language::English), "the data are refused: 0 findings");
    assert_eq!(none.text(Language::French), "données refusées\u{a0}: 0 anomalie");
    // A number that f64 would round, a decimal, a message within a message.
    assert_eq!(msg!("verbatim", text = u64::MAX).to_string(), "18446744073709551615");
    let decimal = msg!("error", error = msg!("verbatim", text = Arg::decimal(0.125, 2)));
    assert_eq!(decimal.text(Language::French), "erreur\u{a0}: 0,12");
    assert_eq!(decimal.text(Language::English), "error: 0.12");
}

#[test]
fn a_message_that_the_catalogue_lacks_is_still_said() {
    let unknown = Message::new("no-such-message", vec![("column", Arg::from("sexe")), ("count", Arg::from(2_usize))]);
    assert_eq!(unknown.text(Language::French), "no-such-message (column = sexe, count = 2)");
    assert_eq!(Message::new("no-such-message", Vec::new()).to_string(), "no-such-message");
    // A blank that was not filled is shown as such.
    assert_eq!(Message::new("error", Vec::new()).to_string(), "error: {$error}");
}
