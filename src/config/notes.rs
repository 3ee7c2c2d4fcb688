//! What a sound configuration says that somebody may not have meant: told, and nothing is refused for it.

use super::Faults;
use super::document::Spot;
use super::pipeline::Wave;
use crate::error::Finding;
use crate::messages::msg;
use crate::survey::registry::Registry;

/// The newest edition of the registry has no wave in the run: its report is then about an older one.
pub(super) fn newest_left_out(waves: &[Wave<'_>], registry: &Registry, section: Spot<'_>, notes: &mut Faults) {
    let mut newest_first = registry.editions.keys().rev();
    let in_run = |edition: &str| waves.iter().any(|wave| wave.edition == edition);
    let Some(newest) = newest_first.next().filter(|newest| !in_run(newest.as_str())) else { return };
    let Some(published) = newest_first.find(|edition| in_run(edition.as_str())) else { return };
    let problem = msg!("newest-left-out", edition = newest.as_str(), published = published.as_str());
    let finding = Finding::note("newest-left-out", section.key_place(), problem);
    notes.push(finding.hint(msg!("hint-newest-wave", edition = newest.as_str())));
}

/// Days that a field may last before somebody is asked: half a year.
const LONG_FIELD: usize = 183;

/// A field so long that one of its dates is likely wrong: the trends would follow it.
pub(super) fn long_fields(registry: &Registry, section: Spot<'_>, notes: &mut Faults) {
    for (id, edition) in &registry.editions {
        // A field that ends before it begins is refused.
        let days = usize::try_from((edition.field_end - edition.field_start).num_days() + 1).unwrap_or(0);
        if days > LONG_FIELD {
            let problem = msg!("field-long", edition = id.as_str(), days);
            let finding = Finding::warn("field-long", section.at(id.as_str()).at("field_end").place(), problem);
            notes.push(finding.hint(msg!("hint-dates")));
        }
    }
}

/// A break before the first edition of the registry: there is nothing before it to be compared with.
pub(super) fn idle_breaks(registry: &Registry, section: Spot<'_>, notes: &mut Faults) {
    let Some(first) = registry.editions.keys().next() else { return };
    for (declared, spot) in registry.breaks.iter().zip(section.elements()).filter(|(b, _)| b.before == *first) {
        let problem = msg!("break-before-first", edition = declared.before.as_str());
        let finding = Finding::warn("break-before-first", spot.at("before").place(), problem);
        notes.push(finding.hint(msg!("hint-break-before-first")));
    }
}
