//! The section `contrasts` of `codebook.yaml`: comparisons other than mirror gaps.

use indexmap::IndexMap;

use super::Faults;
use super::document::Spot;
use super::items::Items;
use super::shape;
use super::wire;
use crate::error::Finding;
use crate::messages::{Message, msg};
use crate::survey::codebook::{Contrasts, Overestimation, Scale};
use crate::survey::ids::{ItemId, Measure, Population, ScaleId};

/// What the contrasts speak of.
pub(super) struct Known<'a> {
    /// The items.
    pub(super) items: &'a Items,
    /// The scales.
    pub(super) scales: &'a IndexMap<ScaleId, Scale>,
}

impl Known<'_> {
    /// Measures of an item; `None` when the item or its scale could not be read.
    fn measures(&self, item: &str) -> Option<&'static [Measure]> {
        Some(self.scales.get(&self.items.read.get(item)?.scale)?.measures())
    }

    /// Reads the section, which may be left out.
    pub(super) fn read(&self, wire: Option<&wire::Contrasts>, section: Spot<'_>, faults: &mut Faults) -> Contrasts {
        let mut contrasts = Contrasts::default();
        let Some(wire) = wire else { return contrasts };
        for (spot, written) in wire.overestimation.iter().flat_map(|list| list.spots(section.at("overestimation"))) {
            let read = self.overestimation(written, spot, faults);
            let key = |declared: &Overestimation| (declared.estimate.clone(), declared.estimate_measure);
            let same = |other: &Overestimation| key(other) == key(&read);
            if contrasts.overestimation.iter().any(same) {
                faults.push(repeated(spot.at("estimate"), &read.estimate));
            }
            contrasts.overestimation.push(read);
        }
        for (spot, written) in wire.within_employee.iter().flat_map(|list| list.spots(section.at("within_employee"))) {
            let read = self.within_employee(written, spot, faults);
            if contrasts.within_employee.contains(&read) {
                faults.push(repeated(spot.at("left"), &read.0));
            }
            contrasts.within_employee.push(read);
        }
        contrasts
    }

    fn overestimation(&self, wire: &wire::Overestimation, spot: Spot<'_>, faults: &mut Faults) -> Overestimation {
        let estimate_measure = wire.estimate_measure.unwrap_or(Measure::Top2);
        let real_measure = wire.real_measure.unwrap_or(Measure::Top2);
        for (item, side, key, measure, measure_key) in [
            (&wire.estimate, Population::Employee, "estimate", estimate_measure, "estimate_measure"),
            (&wire.real, Population::Client, "real", real_measure, "real_measure"),
        ] {
            self.items.check_asked(item, side, spot.at(key), faults);
            let Some(measures) = self.measures(item).filter(|measures| !measures.contains(&measure)) else { continue };
            let words: Vec<&str> = measures.iter().map(|measure| measure.as_str()).collect();
            let problem = msg!("measure-not-applicable", measure = measure.as_str(), item = &**item);
            // A measure left out is spoken of where the item is named.
            let place = spot.find(measure_key).unwrap_or(spot.at(key)).place();
            let finding = Finding::refuse("measure-not-applicable", place, problem);
            let expected = msg!("expect-measure", key = measure_key, words = shape::one_of(&words));
            faults.push(finding.expected(expected).hint(msg!("hint-measure")));
        }
        Overestimation {
            estimate: ItemId::from(&*wire.estimate),
            estimate_measure,
            real: ItemId::from(&*wire.real),
            real_measure,
        }
    }

    fn within_employee(&self, wire: &wire::WithinEmployee, spot: Spot<'_>, faults: &mut Faults) -> (ItemId, ItemId) {
        for (item, key) in [(&wire.left, "left"), (&wire.right, "right")] {
            self.items.check_asked(item, Population::Employee, spot.at(key), faults);
        }
        let (left, right) = (self.measures(&wire.left), self.measures(&wire.right));
        let refuse = |problem: Message| {
            Finding::refuse("bad-contrast", spot.at("right").place(), problem).hint(msg!("hint-other-item"))
        };
        if wire.left == wire.right {
            faults.push(refuse(msg!("contrast-with-itself")).expected(msg!("expect-two-items")));
        } else if left.is_some() && right.is_some() && left != right {
            let finding = refuse(msg!("contrast-of-unlike-scales"));
            faults.push(finding.expected(msg!("expect-same-measures")));
        }
        (ItemId::from(&*wire.left), ItemId::from(&*wire.right))
    }
}

/// A row of the table is one comparison of one item: a second one could not be told from it.
fn repeated(spot: Spot<'_>, item: &ItemId) -> Finding {
    let finding = Finding::refuse("contrast-twice", spot.place(), msg!("contrast-twice", item = item.as_str()));
    finding.expected(msg!("expect-contrast-once")).hint(msg!("hint-other-item"))
}
