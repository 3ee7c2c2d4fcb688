//! The section `scales` of `codebook.yaml`: codes and how they score.

use std::ops::RangeInclusive;

use indexmap::{IndexMap, IndexSet};

use super::Faults;
use super::document::Spot;
use super::scalar::shown;
use super::shape::{Code, Id, List, Phrase, one_of};
use super::wire;
use crate::error::Finding;
use crate::messages::msg;
use crate::survey::codebook::{DontKnow, NumberScale, OrderedScale, Scale, ScaleCode, Text, on_one_line};
use crate::survey::ids::ScaleId;

/// An answer is kept as the position of its code in one byte.
const MOST_CODES: usize = 255;

/// An end of a range of numbers: beyond it, sums of answers lose their last digits.
const FARTHEST_END: f64 = 1e12;

/// Ends of a range nearer to each other leave nothing between them that an answer could say.
const NARROWEST_RANGE: f64 = 1e-9;

/// Reads the scales; `section` is their place.
pub(super) fn read(
    wire: &IndexMap<Id, wire::Scale>,
    section: Spot<'_>,
    faults: &mut Faults,
) -> IndexMap<ScaleId, Scale> {
    let read = wire.iter().map(|(id, scale)| {
        let spot = section.at(id);
        let scale = match scale {
            wire::Scale::Ordered(scale) => Scale::Ordered(ordered(scale, spot, faults)),
            wire::Scale::Percentage(scale) => {
                let codes = outside(scale.dont_know.as_ref(), 0.0..=100.0, spot.at("dont_know"), faults);
                Scale::Percentage { dont_know: said(codes, scale.dont_know_labels.as_ref(), spot, faults) }
            }
            wire::Scale::Number(scale) => Scale::Number(number(scale, spot, faults)),
        };
        (ScaleId::from(&**id), scale)
    });
    read.collect()
}

fn number(scale: &wire::NumberScale, spot: Spot<'_>, faults: &mut Faults) -> NumberScale {
    let (min, max) = (scale.min, scale.max);
    if min >= max {
        let problem = msg!("scale-range", scale = spot.name(), min = shown(min), max = shown(max));
        let finding = Finding::refuse("bad-scale", spot.at("max").place(), problem);
        faults.push(finding.expected(msg!("expect-max-above", min = shown(min))).hint(msg!("hint-scale-range")));
    } else if !(min.abs() <= FARTHEST_END && max.abs() <= FARTHEST_END && max - min >= NARROWEST_RANGE) {
        let problem = msg!("scale-range", scale = spot.name(), min = shown(min), max = shown(max));
        let finding = Finding::refuse("bad-scale", spot.at("max").place(), problem);
        faults.push(finding.expected(msg!("expect-scale-ends")).hint(msg!("hint-scale-range")));
    }
    let codes = outside(scale.dont_know.as_ref(), min..=max, spot.at("dont_know"), faults);
    NumberScale { min, max, dont_know: said(codes, scale.dont_know_labels.as_ref(), spot, faults) }
}

/// Codes and labels of « does not know »; a label stands for a code, so that there is one.
fn said(codes: Vec<String>, labels: Option<&List<Phrase>>, spot: Spot<'_>, faults: &mut Faults) -> DontKnow {
    let labels: Vec<String> = labels.iter().flat_map(|list| list.iter()).map(|label| label.to_string()).collect();
    if codes.is_empty() && !labels.is_empty() {
        let place = spot.at("dont_know_labels").key_place();
        let finding = Finding::refuse("bad-scale", place, msg!("labels-without-code"));
        faults.push(finding.expected(msg!("expect-dont-know-code")).hint(msg!("hint-dont-know-code")));
    }
    DontKnow { codes, labels }
}

/// Codes of « does not know », none of them an answer.
fn outside(
    dont_know: Option<&List<Code>>,
    answers: RangeInclusive<f64>,
    place: Spot<'_>,
    faults: &mut Faults,
) -> Vec<String> {
    for (spot, code) in dont_know.iter().flat_map(|list| list.spots(place)) {
        if code.parse::<f64>().is_ok_and(|number| answers.contains(&number)) {
            let problem = msg!("code-is-an-answer", code = &**code);
            let finding = Finding::refuse("duplicate-code", spot.place(), problem);
            let (min, max) = (shown(*answers.start()), shown(*answers.end()));
            faults.push(finding.expected(msg!("expect-code-outside", min, max)).hint(msg!("hint-off-scale")));
        }
    }
    distinct(dont_know, place, faults)
}

fn ordered(scale: &wire::OrderedScale, spot: Spot<'_>, faults: &mut Faults) -> OrderedScale {
    let written = spot.at("codes");
    let mut codes = IndexSet::new();
    for (element, code) in scale.codes.spots(written) {
        if !codes.insert(&*code.code) {
            let problem = msg!("code-twice", code = &*code.code);
            let finding = Finding::refuse("duplicate-code", element.at("code").place(), problem);
            faults.push(finding.expected(msg!("expect-code-once")).hint(msg!("hint-keep-one")));
        }
    }
    let count = written.count();
    if !(2..=MOST_CODES).contains(&count) {
        let problem = msg!("scale-size", scale = spot.name(), count);
        let finding = Finding::refuse("bad-scale", written.key_place(), problem);
        faults.push(finding.expected(msg!("expect-scale-size", most = MOST_CODES)).hint(msg!("hint-scale-size")));
    }
    let favourable = distinct(Some(&scale.favourable), spot.at("favourable"), faults);
    let most_favourable = distinct(Some(&scale.most_favourable), spot.at("most_favourable"), faults);
    let dont_know = distinct(scale.dont_know.as_ref(), spot.at("dont_know"), faults);
    // With a code that could not be read, what follows would speak of a scale that nobody wrote.
    if count == codes.len() && count > 1 {
        top(&scale.favourable, &codes, spot.at("favourable"), faults);
        top(&scale.most_favourable, &codes, spot.at("most_favourable"), faults);
        subset(scale, spot, faults);
    }
    for (spot, code) in scale.dont_know.iter().flat_map(|list| list.spots(spot.at("dont_know"))) {
        if codes.contains(&**code) {
            let problem = msg!("code-is-on-scale", code = &**code);
            let finding = Finding::refuse("duplicate-code", spot.place(), problem);
            faults.push(finding.expected(msg!("expect-code-off-scale")).hint(msg!("hint-off-scale")));
        }
    }
    let codes = scale.codes.iter().map(|code| ScaleCode {
        code: code.code.to_string(),
        label: Text { fr: on_one_line(code.fr.trim()), en: on_one_line(code.en.trim()) },
        aliases: code.aliases.iter().flat_map(|list| list.iter()).map(|label| label.to_string()).collect(),
        favourable: favourable.iter().any(|known| **known == *code.code),
        most_favourable: most_favourable.iter().any(|known| **known == *code.code),
    });
    let dont_know = said(dont_know, scale.dont_know_labels.as_ref(), spot, faults);
    OrderedScale { codes: codes.collect(), dont_know }
}

/// Each code of a list once.
fn distinct(list: Option<&List<Code>>, spot: Spot<'_>, faults: &mut Faults) -> Vec<String> {
    let mut seen = IndexSet::new();
    for (element, code) in list.iter().flat_map(|list| list.spots(spot)) {
        if !seen.insert(code.to_string()) {
            let problem = msg!("code-twice-in", code = &**code, place = spot.called());
            faults.push(Finding::refuse("duplicate-code", element.place(), problem).hint(msg!("hint-keep-one")));
        }
    }
    seen.into_iter().collect()
}

/// Favourable codes are codes of the scale, and the last of it: between two favourable answers there is no other.
fn top(list: &List<Code>, codes: &IndexSet<&str>, spot: Spot<'_>, faults: &mut Faults) {
    let all: Vec<&str> = codes.iter().copied().collect();
    let known = faults.len();
    for (element, code) in list.spots(spot).filter(|(_, code)| !codes.contains(&***code)) {
        // No nearest code as hint: codes are too short to be near anything.
        let finding = Finding::refuse("unknown-name", element.place(), msg!("unknown-code", code = &**code));
        faults.push(finding.expected(one_of(&all)).hint(msg!("hint-code-of-scale")));
    }
    let positions: IndexSet<usize> = list.iter().filter_map(|code| codes.get_index_of(&**code)).collect();
    let segment = positions.iter().all(|position| codes.len() - position <= positions.len());
    if faults.len() == known && !(segment && (1..codes.len()).contains(&positions.len())) {
        let written: Vec<&str> = list.iter().map(|code| &**code).collect();
        let (written, all) = (written.join(", "), all.join(", "));
        let problem = msg!("codes-not-the-last", what = spot.called(), written, all);
        let finding = Finding::refuse("bad-scale", spot.place(), problem);
        faults.push(finding.expected(msg!("expect-last-codes")).hint(msg!("hint-last-codes")));
    }
}

fn subset(scale: &wire::OrderedScale, spot: Spot<'_>, faults: &mut Faults) {
    for (element, code) in scale.most_favourable.spots(spot.at("most_favourable")) {
        let on_scale = scale.codes.iter().any(|known| known.code == *code);
        if on_scale && !scale.favourable.iter().any(|favourable| favourable == code) {
            let problem = msg!("most-favourable-only", code = &**code);
            let finding = Finding::refuse("bad-scale", element.place(), problem);
            faults.push(finding.expected(msg!("expect-favourable-code")).hint(msg!("hint-favourable")));
        }
    }
}
