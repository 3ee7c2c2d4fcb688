//! The findings of the first page: those whose test passed, on a base that is not small, and no other.

use serde::Serialize;

use crate::publish::cells::{Cell, LessFavourable, Strength};
use crate::publish::view::View;
use crate::survey::ids::{SectorId, Subject};

/// What the first page may say of the national figures; a finding is missing when no cell earned it.
#[derive(Serialize)]
pub struct Findings {
    /// The widest established gap where clients are less favourable.
    pub clients_less: Option<Cell>,
    /// The widest established gap where employees are less favourable.
    pub employees_less: Option<Cell>,
    /// Of the dimensions whose two sides are comparable, the one with the highest level.
    pub comparable: Option<Cell>,
    /// The widest established gap of a pair of questions.
    pub pair: Option<Cell>,
    /// The widest established difference between managers and the other employees.
    pub manager: Option<Cell>,
}

impl Findings {
    /// From the national dimensions, the national pairs and the managers, each the widest first or not.
    pub fn new(view: &View<'_>, national: &[Cell], pairs: &[Cell], managers: &[Cell]) -> Self {
        let level = |cell: &&Cell| {
            let row = view.gap(SectorId::ALL, &Subject::dimension(&cell.id));
            row.and_then(|row| row.level).unwrap_or(0.0)
        };
        let comparable = national.iter().filter(|cell| cell.strength == Strength::Comparable && !cell.small_base());
        Self {
            clients_less: widest(national, Some(LessFavourable::Client)),
            employees_less: widest(national, Some(LessFavourable::Employee)),
            comparable: comparable.max_by(|a, b| level(a).total_cmp(&level(b))).cloned(),
            pair: widest(pairs, None),
            manager: widest(managers, None),
        }
    }
}

/// The widest established difference, of one direction or of both.
fn widest(cells: &[Cell], less: Option<LessFavourable>) -> Option<Cell> {
    let established = |cell: &&Cell| matches!(cell.strength, Strength::Strong | Strength::Established);
    let wanted = cells.iter().filter(established).filter(|cell| !cell.small_base());
    let wanted = wanted.filter(|cell| less.is_none() || cell.less_favourable == less);
    let width = |cell: &Cell| cell.value.map_or(0.0, f64::abs);
    let mut best: Option<&Cell> = None;
    for cell in wanted {
        if best.is_none_or(|other| width(cell) > width(other)) {
            best = Some(cell);
        }
    }
    best.cloned()
}
