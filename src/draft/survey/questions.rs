//! The questions of a survey: their scales, the items, and what seems to face what.

use super::guessing::seen;
use super::{ItemDraft, PairDraft, ScaleDraft};
use crate::draft::answers::{Answers, Guess, text};
use crate::draft::blocks::Side;
use crate::draft::column::Column;
use crate::draft::words;

/// Two questions whose texts are this alike are proposed as a mirror pair.
const ALIKE: f64 = 0.7;

/// A short name is no longer than this; longer labels stay as wordings.
const SHORT_NAME: usize = 60;

/// One scale for the answers that are the same, the widest first; a code that nobody gave in one column shows in another.
pub(super) fn scales<'g>(guesses: impl Iterator<Item = &'g Guess>) -> Vec<ScaleDraft> {
    let mut all: Vec<&Guess> = guesses.collect();
    all.sort_by_key(|guess| std::cmp::Reverse(guess.answers.width()));
    let mut answers: Vec<(Answers, &Guess)> = Vec::new();
    for guess in all {
        if answers.iter().any(|(known, _)| guess.answers.fits(known)) {
            continue;
        }
        match answers.iter_mut().find_map(|(known, first)| Some((known.joined(&guess.answers)?, known, first))) {
            Some((joined, known, _)) => *known = joined,
            None => answers.push((guess.answers.clone(), guess)),
        }
    }
    let mut drafts: Vec<ScaleDraft> = Vec::new();
    for (answers, guess) in answers {
        let id = scale_id(&answers, &drafts);
        drafts.push(scale(id, answers, guess));
    }
    drafts
}

fn scale_id(answers: &Answers, drafts: &[ScaleDraft]) -> String {
    let base = match answers {
        Answers::Ordered { codes, .. } => format!("echelle_{}", codes.len()),
        Answers::Percentage { .. } => "pourcentage".to_owned(),
        Answers::Number { .. } => "nombre".to_owned(),
    };
    free_id(&base, |id| drafts.iter().any(|draft| draft.id == id))
}

fn free_id(base: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut id = base.to_owned();
    let mut n = 2;
    while taken(&id) {
        id = format!("{base}_{n}");
        n += 1;
    }
    id
}

fn scale(id: String, answers: Answers, guess: &Guess) -> ScaleDraft {
    let mut draft = ScaleDraft {
        id,
        kind: "percentage",
        codes: Vec::new(),
        favourable: Vec::new(),
        most_favourable: Vec::new(),
        dont_know: Vec::new(),
        min: String::new(),
        max: String::new(),
        why: guess.why.clone(),
        n_columns: 0,
        sure: guess.sure,
        answers: answers.clone(),
    };
    match answers {
        Answers::Ordered { codes, dont_know } => {
            let from = codes.len() - Answers::n_favourable(codes.len()); // OK because a scale has two codes or more
            let only = |codes: &[(String, String)]| codes.iter().map(|(code, _)| code.clone()).collect();
            draft.favourable = only(&codes[from..]);
            draft.most_favourable = only(&codes[codes.len() - 1..]);
            (draft.kind, draft.codes, draft.dont_know) = ("ordered", codes, dont_know);
        }
        Answers::Percentage { dont_know } => draft.dont_know = dont_know,
        Answers::Number { min, max, dont_know } => {
            (draft.kind, draft.min, draft.max, draft.dont_know) =
                ("number", min.to_string(), max.to_string(), dont_know);
        }
    }
    draft
}

/// One item of the columns that share a name behind their prefixes and a scale.
pub(super) fn item(stem: &str, asked: &[&(Side, &Column<'_>, Guess)], scale: &str, items: &[ItemDraft]) -> ItemDraft {
    let id = free_id(&words::id_of(stem), |id| items.iter().any(|item| item.id == id));
    let wording = |side: Side| {
        let column = asked.iter().find(|(of, ..)| *of == side).map(|(_, column, _)| *column)?;
        Some(column.label().map_or_else(|| words::name_of(stem), str::to_owned))
    };
    let (client, employee) = (wording(Side::Client), wording(Side::Employee));
    let label =
        asked.iter().find_map(|(_, column, _)| column.label()).filter(|label| label.chars().count() <= SHORT_NAME);
    ItemDraft {
        column: (id != stem).then(|| stem.to_owned()),
        name: label.map_or_else(|| words::name_of(stem), str::to_owned),
        scale: scale.to_owned(),
        seen: asked.first().map_or_else(|| text("", ""), |(_, column, _)| seen(column)),
        stem: stem.to_owned(),
        id,
        client,
        employee,
    }
}

/// Pairs of one name on both sides; and items of one side each whose texts are alike.
pub(super) fn pairs(items: &[ItemDraft]) -> (Vec<PairDraft>, Vec<PairDraft>) {
    let both = items.iter().filter(|item| item.client.is_some() && item.employee.is_some());
    let pairs = both.map(|item| PairDraft {
        id: item.id.clone(),
        client: None,
        employee: None,
        why: match (&item.client, &item.employee) {
            (Some(client), Some(employee)) if client != employee => {
                text(format!("{client} ↔ {employee}"), format!("{client} ↔ {employee}"))
            }
            _ => text("le même nom des deux côtés", "the same name on both sides"),
        },
    });
    let clients: Vec<&ItemDraft> = items.iter().filter(|item| item.employee.is_none()).collect();
    let employees: Vec<&ItemDraft> = items.iter().filter(|item| item.client.is_none()).collect();
    let like = |client: &ItemDraft, employee: &ItemDraft| {
        let wording = |text: &Option<String>| words::folded(text.as_deref().unwrap_or_default());
        strsim::sorensen_dice(&wording(&client.client), &wording(&employee.employee))
    };
    let mut alike = Vec::new();
    for client in &clients {
        let nearest =
            employees.iter().map(|employee| (like(client, employee), employee)).max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((share, employee)) =
            nearest.filter(|(share, employee)| *share >= ALIKE && employee.scale == client.scale)
        else {
            continue;
        };
        let (left, right) =
            (client.client.as_deref().unwrap_or_default(), employee.employee.as_deref().unwrap_or_default());
        let percent = (100.0 * share).round();
        alike.push(PairDraft {
            id: client.id.clone(),
            client: Some(client.id.clone()),
            employee: Some(employee.id.clone()),
            why: text(
                format!("textes proches à {percent} % : {left} ↔ {right}"),
                format!("texts alike by {percent} %: {left} ↔ {right}"),
            ),
        });
    }
    (pairs.collect(), alike)
}
