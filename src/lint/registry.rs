//! What the registry knows of a claim: the frame of its edition, and whether two editions may be compared.

use super::Survey;
use crate::messages::{Message, msg};
use crate::survey::claims::{CellKey, Counted, Over, Side};
use crate::survey::ids::{EditionId, ItemId, Population, SectorId, Subject, SubjectType};
use crate::survey::registry::Edition;

impl<'a> Survey<'a> {
    /// The edition of a cell.
    pub(super) fn edition(&self, key: &CellKey) -> Option<&'a Edition> {
        self.registry.editions.get(key.edition.as_ref()?)
    }

    /// Why a figure cannot exist in its edition: the sector is not in the frame, or the question was not asked.
    pub(super) fn outside_frame(&self, key: &CellKey) -> Option<Message> {
        let (id, edition) = (key.edition.as_ref()?, self.edition(key)?);
        if let Some(sector) = key.sector.as_ref().filter(|sector| self.codebook.sectors.contains_key(*sector))
            && !edition.sectors.contains(sector)
        {
            return Some(msg!("lint-sector-absent", sector = sector.as_str(), edition = id.as_str()));
        }
        let subject = key.subject.as_ref()?;
        if subject.subject_type == SubjectType::Dimension {
            let computed = edition.instrument.dimensions.iter().any(|d| d.as_str() == &*subject.id);
            let absent = msg!("lint-dimension-absent", edition = id.as_str(), dimension = &*subject.id);
            return (!computed).then_some(absent);
        }
        let asked = |population, items: &[ItemId]| items.iter().all(|item| edition.asked(item, population));
        let (client, employee) = self.items(subject);
        let (clients, employees) = match key.population {
            Some(Side::Of(Population::Client)) => (true, false),
            Some(Side::Of(_)) => (false, true),
            Some(Side::Both | Side::Floor) => (true, true),
            None => return None,
        };
        if clients && !asked(Population::Client, &client) {
            Some(msg!("lint-not-put-to-clients", edition = id.as_str(), subject = &*subject.id))
        } else if employees && !asked(Population::Employee, &employee) {
            Some(msg!("lint-not-put-to-employees", edition = id.as_str(), subject = &*subject.id))
        } else {
            None
        }
    }

    /// The items behind a subject, on the clients' and on the employees' side.
    fn items(&self, subject: &Subject) -> (Vec<ItemId>, Vec<ItemId>) {
        if let Some(dimension) = self.codebook.dimensions.get(&*subject.id)
            && subject.subject_type == SubjectType::Dimension
        {
            return (dimension.items.clone(), dimension.items.clone());
        }
        if let Some(pair) = self.codebook.pairs.get(&*subject.id) {
            return (vec![pair.client.clone()], vec![pair.employee.clone()]);
        }
        let within = self.codebook.contrasts.within_employee.iter();
        let mut two = within.filter(|(left, right)| *subject.id == *format!("{left}-{right}"));
        match two.next() {
            Some((left, right)) => (Vec::new(), vec![left.clone(), right.clone()]),
            None => (vec![ItemId::from(&*subject.id)], vec![ItemId::from(&*subject.id)]),
        }
    }

    /// Why the figures of two cells of different editions are not compared; none where they may be, or where an edition is
    /// not known.
    pub(super) fn incomparable(&self, one: &CellKey, other: &CellKey) -> Option<Message> {
        let editions = &self.registry.editions;
        let position = |key: &CellKey| editions.get_index_of(key.edition.as_ref()?);
        let (from, to) = match (position(one)?, position(other)?) {
            (a, b) if a < b => (one, other),
            (a, b) if a > b => (other, one),
            _ => return None,
        };
        let (from_id, to_id) = (from.edition.as_ref()?, to.edition.as_ref()?);
        let reason = self.break_reason(from_id, to_id, from, to)?;
        Some(msg!("lint-break", from = from_id.as_str(), to = to_id.as_str(), reason))
    }

    fn break_reason(&self, from_id: &EditionId, to_id: &EditionId, from: &CellKey, to: &CellKey) -> Option<Message> {
        let items: Vec<ItemId> = [from, to]
            .iter()
            .filter_map(|key| key.subject.as_ref())
            .flat_map(|subject| {
                let (client, employee) = self.items(subject);
                client.into_iter().chain(employee)
            })
            .collect();
        let sector = to.sector.as_ref().filter(|sector| self.codebook.sectors.contains_key(*sector));
        if let Some(broken) = self.registry.break_between(from_id, to_id, &items, sector) {
            return Some(msg!("verbatim", text = &broken.reason));
        }
        let [before, after] = [self.edition(from)?, self.edition(to)?];
        let employees = [from, to].iter().any(|key| key.population != Some(Side::Of(Population::Client)));
        if employees && before.employee_base != after.employee_base {
            let (before, after) = (&before.employee_base, &after.employee_base);
            return Some(msg!("lint-employee-base", before, after));
        }
        let absent = |edition: &Edition| sector.is_some_and(|sector| !edition.sectors.contains(sector));
        match (absent(before), absent(after)) {
            (true, _) => self.outside_frame(&CellKey { subject: None, sector: sector.cloned(), ..from.clone() }),
            (_, true) => self.outside_frame(&CellKey { subject: None, ..to.clone() }),
            _ => None,
        }
    }

    /// What a ranking must have, as ids.
    pub(super) fn ranked(&self, edition: &'a Edition, over: Over) -> Vec<&'a str> {
        match over {
            Over::Sectors => edition.sectors.iter().map(SectorId::as_str).collect(),
            Over::Dimensions => edition.instrument.dimensions.iter().map(|d| d.as_str()).collect(),
            Over::Selection => Vec::new(),
        }
    }

    /// How many the registry knows of what a base counts.
    pub(super) fn count(&self, edition: &Edition, of: Counted) -> usize {
        match of {
            Counted::Persons => edition.n_respondents,
            Counted::Sectors => edition.sectors.len(),
            Counted::Dimensions => edition.instrument.dimensions.len(),
            Counted::Items => edition.instrument.client.len(),
        }
    }
}
