//! `publication.yaml`: the thresholds, each in its range.

use super::Faults;
use super::document::{Document, Spot};
use super::reader;
use super::scalar::shown;
use super::wire;
use crate::error::Finding;
use crate::messages::{Message, msg};
use crate::survey::rules::PublicationRules;

/// Reads the publication rules.
pub(super) fn read(document: &Document, faults: &mut Faults) -> Option<PublicationRules> {
    let wire = reader::read::<wire::Publication>(document, faults)?;
    let root = document.root();
    let mut check = |key: &str, value: Option<f64>, usual: &str, in_range: fn(f64) -> bool, expected: Message| {
        if let Some(value) = value.filter(|value| !in_range(*value)) {
            faults.push(out_of_range(root.at(key), value, usual, expected));
        }
    };
    let (suppress, small) = (wire.suppress_below.0, wire.small_base_below.0);
    check("suppress_below", suppress, "30", |base| base >= 1.0, msg!("expect-persons-from-1"));
    let points = |points: f64| 0.0 < points && points < 100.0;
    check("delta_points", wire.delta_points.0, "5", points, msg!("expect-points-0-100"));
    check(
        "level_cut_percent",
        wire.level_cut_percent.0,
        "50",
        |cut| 0.0 < cut && cut < 100.0,
        msg!("expect-percentage-0-100"),
    );
    check("confidence", wire.confidence.0, "0.95", |share| (0.5..1.0).contains(&share), msg!("expect-confidence"));
    check(
        "false_discovery_rate",
        wire.false_discovery_rate.0,
        "0.05",
        |share| 0.0 < share && share < 1.0,
        msg!("expect-share-0-1", example = "0.05"),
    );
    if let (Some(suppress), Some(small)) = (suppress, small)
        && small < suppress
    {
        faults.push(out_of_range(
            root.at("small_base_below"),
            small,
            "100",
            msg!("expect-at-least-suppress", value = suppress.to_string()),
        ));
    }
    Some(PublicationRules {
        suppress_below: suppress?,
        small_base_below: small?,
        delta_points: wire.delta_points.0?,
        level_cut_percent: wire.level_cut_percent.0?,
        confidence: wire.confidence.0?,
        false_discovery_rate: wire.false_discovery_rate.0?,
    })
}

fn out_of_range(spot: Spot<'_>, value: f64, usual: &str, expected: Message) -> Finding {
    let problem = msg!("number-is", name = spot.name(), value = shown(value));
    Finding::refuse("out-of-range", spot.place(), problem).expected(expected).hint(msg!("hint-usual", value = usual))
}
