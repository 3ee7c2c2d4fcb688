//! F05: gaps in order, each a point on its interval, with what the two sides judge under its name.

use super::frame::{self, BODY, Key, NUMBER, SMALL, Scale};
use super::svg::{Anchor, Canvas};
use super::theme::{self, Group, MARGIN, WIDTH};
use super::wording::Wording;
use crate::publish::cells::Cell;

/// One row: the cell, its interval as numbers, and the line under its name.
pub struct Row {
    /// Its name.
    pub name: String,
    /// The gap.
    pub cell: Cell,
    /// Lower and upper bound.
    pub interval: Option<(f64, f64)>,
    /// Kind of mirror, rank.
    pub under: String,
}

const ROW: f64 = 42.0;
const NAMES: f64 = 236.0;
const PLOT: f64 = 600.0;
const DIFFERENCES: f64 = 678.0;
const INTERVALS: f64 = WIDTH - MARGIN;

/// Draws the figure; `signed` writes the numbers of the axis.
pub fn draw(rows: &[Row], canvas: &mut Canvas, wording: &Wording, source: &str, signed: &dyn Fn(f64) -> String) -> f64 {
    let y = frame::header(canvas, wording);
    let mut keys = vec![Key::Mark(Group::Difference, wording.key("point"))];
    if rows.iter().any(|row| row.cell.small_base()) {
        keys.push(Key::Hollow(Group::Difference, wording.key("small_base")));
    }
    let y = frame::legend(canvas, y, &keys);
    let ends = rows.iter().filter_map(|row| row.interval).flat_map(|(low, high)| [low, high]).chain([0.0]);
    let scale = Scale::around(ends, [-100.0, 100.0], [MARGIN + NAMES + 14.0, PLOT]);
    let top = y + 22.0;
    canvas.text([DIFFERENCES, top - 6.0], wording.key("difference"), SMALL.anchor(Anchor::End));
    canvas.text([INTERVALS, top - 6.0], wording.key("interval"), SMALL.anchor(Anchor::End));
    let (middles, bottom) = frame::stacked(rows.iter().map(Row::height), top);
    frame::grid(canvas, &scale, [top, bottom], signed);
    canvas.line([scale.at(0.0), top], [scale.at(0.0), bottom], theme::RULE, 1.5);
    for (row, y) in rows.iter().zip(middles) {
        row.draw(canvas, &scale, y);
    }
    let y = directions(canvas, &scale, bottom + 34.0, wording);
    frame::footer(canvas, y, wording, source)
}

/// Says on either side of zero who is less favourable, where there is room for the words.
fn directions(canvas: &mut Canvas, scale: &Scale, y: f64, wording: &Wording) -> f64 {
    let zero = scale.at(0.0);
    let (left, right) = (wording.key("employees_less"), wording.key("clients_less"));
    if SMALL.width(left) < zero - MARGIN - 6.0 {
        canvas.text([zero - 6.0, y], left, SMALL.anchor(Anchor::End));
    }
    if SMALL.width(right) < scale.right - zero + 60.0 {
        canvas.text([zero + 6.0, y], right, SMALL);
    }
    y
}

impl Row {
    fn name(&self) -> Vec<String> {
        BODY.wrap(&self.name, NAMES)
    }

    fn height(&self) -> f64 {
        ROW.max(self.name().len() as f64 * BODY.leading() + SMALL.leading() + 10.0)
    }

    fn draw(&self, canvas: &mut Canvas, scale: &Scale, y: f64) {
        let name = self.name();
        let (x, whole) = (MARGIN + NAMES, name.len() as f64 * BODY.leading() + SMALL.leading());
        let under = canvas.lines([x, y - whole / 2.0 + 13.0], &name, BODY.anchor(Anchor::End));
        canvas.text([x, under - 2.0], &self.under, SMALL.anchor(Anchor::End));
        if let Some((low, high)) = self.interval {
            frame::whisker(canvas, scale, [low, high], y);
        }
        if let Some(value) = self.cell.value {
            canvas.mark(Group::Difference, [scale.at(value), y], self.cell.small_base());
        }
        canvas.text([DIFFERENCES, y + 5.0], &self.cell.difference, BODY.bold().anchor(Anchor::End));
        canvas.text([DIFFERENCES + 3.0, y + 5.0], self.cell.note.trim(), SMALL);
        if self.cell.shown {
            let interval = NUMBER.fill(theme::MUTED).anchor(Anchor::End);
            canvas.text([INTERVALS, y + 5.0], &self.cell.interval, interval);
        }
    }
}
