//! `validation.yaml`: how grave each rule is and from which number on, and what is checked beyond the questionnaire.

use super::Faults;
use super::document::{Document, Spot};
use super::names::Names;
use super::reader;
use super::shape::List;
use super::wire;
use crate::error::{Finding, Severity};
use crate::messages::{Arg, msg};
use crate::stages::validate::rules::{
    Allowed, CheckedColumn, Condition, Definition, Implication, Rule, RuleSet, Test, Threshold, ValidationRules,
};

/// Reads the rules of validation; whatever is left out has its default.
pub(super) fn read(document: &Document, faults: &mut Faults) -> Option<ValidationRules> {
    let wire = reader::read::<wire::Validation>(document, faults)?;
    let root = document.root();
    let columns = wire.columns.iter().flatten();
    let implications = wire.implications.iter().flat_map(|list| list.spots(root.at("implications")));
    Some(ValidationRules {
        set: rules(&wire, root.at("rules"), faults),
        columns: columns.map(|(name, column)| checked(name, column, root.at("columns").at(name), faults)).collect(),
        implications: implications
            .map(|(spot, implication)| Implication {
                given: condition(&implication.given, spot.at("given"), faults),
                then: condition(&implication.then, spot.at("then"), faults),
            })
            .collect(),
    })
}

fn rules(wire: &wire::Validation, section: Spot<'_>, faults: &mut Faults) -> RuleSet {
    let names = Names::closed("rule", Rule::EVERY.iter().map(|definition| definition.name));
    let mut set = RuleSet::default();
    for (name, written) in wire.rules.iter().flatten() {
        let spot = section.at(name);
        names.check_key(spot, faults);
        let Some(definition) = Rule::named(name).map(Rule::definition) else { continue };
        if let Some(severity) = written.severity {
            severity_allowed(definition, severity, spot.at("severity"), faults);
            set.set_severity(definition.rule, severity);
        }
        for (key, number) in [("above", written.above), ("below", written.below), ("at_least", written.at_least)] {
            let Some(number) = number else { continue };
            threshold_allowed(definition, key, number, spot.at(key), faults);
            set.set_threshold(definition.rule, number);
        }
    }
    set
}

/// Reports a rule that is to be lowered although figures would be wrong without it.
fn severity_allowed(definition: &Definition, severity: Severity, spot: Spot<'_>, faults: &mut Faults) {
    if definition.guards && severity != Severity::Refuse {
        let problem = msg!("rule-guards", rule = definition.name, severity = severity.as_str());
        faults.push(
            Finding::refuse("rule-guards", spot.place(), problem)
                .expected(msg!("rule-guards-expected"))
                .hint(msg!("rule-guards-hint")),
        );
    }
}

/// Reports a threshold that the rule does not have, or that makes no sense.
fn threshold_allowed(definition: &Definition, key: &str, number: f64, spot: Spot<'_>, faults: &mut Faults) {
    match definition.threshold {
        Some(Threshold { key: own, range: (least, most), whole, default }) if own == key => {
            if !(least..=most).contains(&number) || whole && number.fract() != 0.0 {
                let problem = msg!("setting-is", key, number = Arg::Decimal(number.to_string()));
                let finding = Finding::refuse("out-of-range", spot.place(), problem);
                let finding = finding.expected(if whole {
                    msg!("whole-between", from = Arg::decimal(least, 0), to = Arg::decimal(most, 0))
                } else {
                    msg!("number-between", from = Arg::Decimal(least.to_string()), to = Arg::Decimal(most.to_string()))
                });
                faults.push(finding.hint(msg!("hint-usual", value = default.to_string())));
            }
        }
        own => {
            let problem = msg!("rule-without-threshold", rule = definition.name, key);
            let expected = match own {
                Some(threshold) => msg!("severity-or-threshold", key = threshold.key),
                None => msg!("severity-alone"),
            };
            let finding = Finding::refuse("unknown-key", spot.key_place(), problem).expected(expected);
            faults.push(finding.hint(msg!("hint-leave-key-out")));
        }
    }
}

fn checked(name: &str, wire: &wire::CheckedColumn, spot: Spot<'_>, faults: &mut Faults) -> CheckedColumn {
    let has_range = wire.from.is_some() || wire.to.is_some();
    if wire.codes.is_some() == has_range {
        let problem = if has_range { msg!("check-twice", column = name) } else { msg!("check-nothing", column = name) };
        let finding = Finding::refuse("bad-check", spot.key_place(), problem);
        faults.push(finding.expected(msg!("check-expected")).hint(msg!("hint-check")));
    }
    let allowed = match &wire.codes {
        Some(codes) => Allowed::Codes(codes.iter().map(|code| code.to_string()).collect()),
        None => between(wire.from, wire.to, ("from", "to"), spot, faults),
    };
    CheckedColumn { column: name.to_owned(), allowed, blank: wire.blank.unwrap_or(true) }
}

fn between(from: Option<f64>, to: Option<f64>, keys: (&str, &str), spot: Spot<'_>, faults: &mut Faults) -> Allowed {
    let (from, to) = (from.unwrap_or(f64::NEG_INFINITY), to.unwrap_or(f64::INFINITY));
    in_order(from, to, keys, spot, faults);
    Allowed::Range(from, to)
}

fn in_order(from: f64, to: f64, (low, high): (&str, &str), spot: Spot<'_>, faults: &mut Faults) {
    if from > to {
        let problem =
            msg!("range-reversed", low, high, from = Arg::Decimal(from.to_string()), to = Arg::Decimal(to.to_string()));
        let finding = Finding::refuse("out-of-range", spot.at(high).place(), problem);
        faults.push(finding.expected(msg!("range-reversed-expected", low)).hint(msg!("hint-swap")));
    }
}

fn condition(wire: &wire::Condition, spot: Spot<'_>, faults: &mut Faults) -> Condition {
    let codes = |list: &List<_>| Test::Is(list.iter().map(|code: &super::shape::Code| code.to_string()).collect());
    let has_range = wire.at_least.is_some() || wire.at_most.is_some();
    if usize::from(wire.is.is_some()) + usize::from(has_range) + usize::from(wire.blank.is_some()) != 1 {
        let problem = msg!("condition-unclear", column = &*wire.column);
        let finding = Finding::refuse("bad-check", spot.at("column").place(), problem);
        faults.push(finding.expected(msg!("condition-expected")).hint(msg!("hint-condition")));
    }
    let test = match (&wire.is, wire.blank) {
        (Some(list), _) => codes(list),
        (None, Some(blank)) => Test::Blank(blank),
        (None, None) => {
            let (from, to) = (wire.at_least.unwrap_or(f64::NEG_INFINITY), wire.at_most.unwrap_or(f64::INFINITY));
            in_order(from, to, ("at_least", "at_most"), spot, faults);
            Test::Between(from, to)
        }
    };
    Condition { column: wire.column.to_string(), test }
}
