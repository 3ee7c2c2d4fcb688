//! F04, F07 and F08: one row a dimension or a sector, one mark a group, the difference at the right edge.

use super::frame::{self, BODY, Key, NUMBER, SMALL, Scale};
use super::svg::{Anchor, Canvas, Style};
use super::theme::{self, Group, MARGIN, WIDTH};
use super::wording::Wording;
use crate::publish::cells::Cell;

/// One row.
pub struct Row {
    /// Its name.
    pub name: String,
    /// Whether its name is bold.
    pub strong: bool,
    /// The marks; empty without numbers.
    pub marks: Vec<Mark>,
    /// Lower and upper bound of the difference, for a figure that draws it.
    pub interval: Option<(f64, f64)>,
    /// Difference, interval and marks, or what stands for them.
    pub cell: Cell,
}

/// One level of a row.
#[derive(Clone)]
pub struct Mark {
    /// Whose.
    pub group: Group,
    /// Where it stands, 0–100.
    pub value: f64,
    /// The same as it is displayed.
    pub text: String,
    /// Whether its base is small.
    pub hollow: bool,
}

/// A dumbbell figure.
pub struct Dumbbell<'a> {
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// Groups of the legend.
    pub groups: Vec<Group>,
    /// Writes the numbers of the axis of levels.
    pub percent: &'a dyn Fn(f64) -> String,
    /// Writes the numbers of the axis of differences; none when differences stand as text alone.
    pub signed: Option<&'a dyn Fn(f64) -> String>,
}

const ROW: f64 = 36.0;
/// Two marks closer than this hide each other: they are set one above the other. A square covers more than a disc.
const HIDDEN: f64 = 6.0;
const UNDER_A_SQUARE: f64 = 9.0;
/// Marks closer than this show less than two dashes between them.
const TWO_DASHES: f64 = 24.0;
/// From a mark to its number.
const BESIDE: f64 = 12.0;
/// Right edge of the columns of intervals and of marks.
const INTERVALS: f64 = 728.0;
const MARKS: f64 = WIDTH - MARGIN;

/// Abscissas of a figure.
struct Columns {
    /// Width of the names.
    names: f64,
    /// Edges of the plot of levels.
    plot: [f64; 2],
    /// Edges of the plot of differences.
    differences: Option<[f64; 2]>,
    /// Right edge of the differences as text.
    text: f64,
}

const LEVELS_ALONE: Columns = Columns { names: 206.0, plot: [246.0, 560.0], differences: None, text: 642.0 };
const WITH_DIFFERENCES: Columns =
    Columns { names: 164.0, plot: [202.0, 402.0], differences: Some([450.0, 574.0]), text: 640.0 };

/// The scale of the levels of some rows, beside an axis of differences or alone.
pub fn levels(rows: &[Row], with_differences: bool, percent: impl Fn(f64) -> String) -> Scale {
    let values = rows.iter().flat_map(|row| row.marks.iter().map(|mark| mark.value));
    let plot = if with_differences { WITH_DIFFERENCES.plot } else { LEVELS_ALONE.plot };
    let scale = Scale::around(values, [0.0, 100.0], plot);
    scale.in_steps(&[scale.step, 20.0, 50.0], percent)
}

impl Dumbbell<'_> {
    /// Draws the figure.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str) -> f64 {
        let y = frame::header(canvas, wording);
        let y = self.body(canvas, wording, y);
        frame::footer(canvas, y, wording, source)
    }

    /// Draws the legend and the rows; returns where they end.
    pub fn body(&self, canvas: &mut Canvas, wording: &Wording, y: f64) -> f64 {
        let y = frame::legend(canvas, y, &self.keys(wording));
        let columns = if self.signed.is_some() { WITH_DIFFERENCES } else { LEVELS_ALONE };
        let scale = levels(&self.rows, self.signed.is_some(), self.percent);
        let top = y + 22.0;
        self.heads(canvas, wording, &columns, top - 6.0);
        let (middles, bottom) = frame::stacked(self.rows.iter().map(|row| row.height(&columns)), top);
        frame::grid(canvas, &scale, [top, bottom], self.percent);
        let differences = self.differences(canvas, &columns, [top, bottom]);
        let mut before: Option<&Row> = None;
        for (row, y) in self.rows.iter().zip(middles) {
            if before.is_some_and(|before| before.strong && !row.strong) {
                let edge = y - row.height(&columns) / 2.0;
                canvas.line([MARGIN, edge], [WIDTH - MARGIN, edge], theme::RULE, 0.7);
            }
            row.draw(canvas, &columns, &scale, y, wording);
            if let Some(differences) = &differences {
                row.draw_difference(canvas, differences, y);
            }
            before = Some(row);
        }
        bottom + 16.0
    }

    /// What stands over the columns of numbers, and over either plot where there are two.
    fn heads(&self, canvas: &mut Canvas, wording: &Wording, columns: &Columns, y: f64) {
        canvas.text([columns.text, y], wording.key("difference"), SMALL.anchor(Anchor::End));
        if self.rows.iter().any(|row| row.cell.shown) {
            canvas.text([INTERVALS, y], wording.key("interval"), SMALL.anchor(Anchor::End));
        }
        if let Some(differences) = columns.differences {
            for ([left, right], key) in [(columns.plot, "levels_axis"), (differences, "differences_axis")] {
                canvas.text([(left + right) / 2.0, y], wording.key(key), SMALL.anchor(Anchor::Middle));
            }
        }
    }

    /// The axis of differences, with its zero.
    fn differences(&self, canvas: &mut Canvas, columns: &Columns, [top, bottom]: [f64; 2]) -> Option<Scale> {
        let (signed, edges) = self.signed.zip(columns.differences)?;
        let ends = self.rows.iter().filter_map(|row| row.interval).flat_map(|(low, high)| [low, high]);
        let scale = Scale::around(ends.chain([0.0]), [-100.0, 100.0], edges).in_steps(&[20.0, 50.0, 100.0], signed);
        frame::grid(canvas, &scale, [top, bottom], signed);
        canvas.line([scale.at(0.0), top], [scale.at(0.0), bottom], theme::RULE, 1.5);
        Some(scale)
    }

    fn keys<'w>(&self, wording: &'w Wording) -> Vec<Key<'w>> {
        let name = |group: Group| match group {
            Group::Client => "client",
            Group::Employee => "employee",
            Group::Manager => "manager",
            Group::Difference => "difference",
        };
        let drawn = |group: &&Group| self.rows.iter().flat_map(|row| &row.marks).any(|mark| mark.group == **group);
        let groups = self.groups.iter().filter(drawn);
        let mut keys: Vec<Key<'_>> = groups.map(|group| Key::Mark(*group, wording.key(name(*group)))).collect();
        let hollow = self.rows.iter().flat_map(|row| &row.marks).find(|mark| mark.hollow);
        keys.extend(hollow.map(|mark| Key::Hollow(mark.group, wording.key("small_base"))));
        if self.rows.iter().any(|row| row.cell.established() == Some(false)) {
            keys.push(Key::Dashed(wording.key("dashed")));
        }
        keys
    }
}

impl Row {
    fn draw(&self, canvas: &mut Canvas, columns: &Columns, scale: &Scale, y: f64, wording: &Wording) {
        let name = self.name_style();
        frame::centred(canvas, [MARGIN + columns.names, y], &name.wrap(&self.name, columns.names), name);
        if self.marks.is_empty() {
            frame::absence(canvas, scale, y, self.cell.suppressed(), wording);
        } else {
            self.draw_marks(canvas, scale, y);
        }
        let difference = BODY.bold().anchor(Anchor::End);
        canvas.text([columns.text, y + 5.0], &self.cell.difference, difference);
        canvas.text([columns.text + 3.0, y + 5.0], self.cell.note.trim(), SMALL);
        if self.cell.shown {
            let interval = NUMBER.fill(theme::MUTED).anchor(Anchor::End);
            canvas.text([INTERVALS, y + 5.0], &self.cell.interval, interval);
            canvas.text([MARKS, y + 5.0], self.cell.marks.trim(), SMALL.anchor(Anchor::End));
        }
    }

    fn draw_difference(&self, canvas: &mut Canvas, scale: &Scale, y: f64) {
        if let Some((low, high)) = self.interval {
            frame::whisker(canvas, scale, [low, high], y);
        }
        if self.cell.suppressed() {
            canvas.hatched([scale.left, y - 11.0, scale.right - scale.left, 22.0]);
        }
        if let Some(value) = self.cell.value {
            canvas.mark_of(Group::Difference, [scale.at(value), y], self.cell.small_base(), 5.0);
        }
    }

    fn height(&self, columns: &Columns) -> f64 {
        let lines = self.name_style().wrap(&self.name, columns.names).len() as f64;
        ROW.max(lines * self.name_style().leading() + 8.0)
    }

    fn name_style(&self) -> Style {
        if self.strong { BODY.bold() } else { BODY }.anchor(Anchor::End)
    }

    /// The link, the marks over it, and their numbers: the outer ones beside, the inner ones above.
    fn draw_marks(&self, canvas: &mut Canvas, scale: &Scale, y: f64) {
        let mut marks: Vec<&Mark> = self.marks.iter().collect();
        marks.sort_by(|a, b| a.value.total_cmp(&b.value));
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
        self.draw_link(canvas, scale, y);
        for mark in &self.marks {
            canvas.mark(mark.group, [scale.at(mark.value), y + self.shift(mark.group, scale)], mark.hollow);
        }
        let style = |group: Group| NUMBER.fill(group.text());
        canvas.text([scale.at(first.value) - BESIDE, y + 5.0], &first.text, style(first.group).anchor(Anchor::End));
        if marks.len() > 1 {
            canvas.text([scale.at(last.value) + BESIDE, y + 5.0], &last.text, style(last.group));
        }
        for mark in marks.iter().skip(1).take(marks.len().saturating_sub(2)) {
            let near = self.marks.iter().filter(|other| scale.at(other.value) - scale.at(mark.value) < BESIDE);
            let near = near.filter(|other| scale.at(mark.value) - scale.at(other.value) < BESIDE);
            let above = y - 10.0 + near.map(|other| self.shift(other.group, scale)).fold(0.0, f64::min);
            canvas.text([scale.at(mark.value), above], &mark.text, style(mark.group).anchor(Anchor::Middle));
        }
    }

    fn at(&self, wanted: Group, scale: &Scale) -> Option<f64> {
        self.marks.iter().find(|mark| mark.group == wanted).map(|mark| scale.at(mark.value))
    }

    /// How far the mark of a group stands from the middle of its row: marks that would hide each other stand one above the
    /// other, clients first and managers last.
    fn shift(&self, group: Group, scale: &Scale) -> f64 {
        let mut places: Vec<(f64, Group)> = self.marks.iter().map(|mark| (scale.at(mark.value), mark.group)).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let hides = |one: &(f64, Group), next: &(f64, Group)| {
            let square = [one.1, next.1].contains(&Group::Manager);
            next.0 - one.0 < if square { UNDER_A_SQUARE } else { HIDDEN }
        };
        let together = places.chunk_by(hides).find(|chunk| chunk.iter().any(|(_, other)| *other == group));
        let together = together.unwrap_or_default();
        let order = [Group::Client, Group::Employee, Group::Manager];
        let mut stack = order.into_iter().filter(|group| together.iter().any(|(_, other)| other == group));
        let step = if together.len() > 2 { 9.0 } else { 10.0 };
        let place = stack.position(|other| other == group).unwrap_or_default() as f64;
        (place - together.len().saturating_sub(1) as f64 / 2.0) * step
    }

    fn draw_link(&self, canvas: &mut Canvas, scale: &Scale, y: f64) {
        let ends = self.at(Group::Client, scale).zip(self.at(Group::Employee, scale));
        let Some((client, employee)) = ends.filter(|(client, employee)| (client - employee).abs() >= HIDDEN) else {
            return;
        };
        if self.cell.established() == Some(false) {
            // Less than two dashes would look like the line of an established gap.
            if (client - employee).abs() < TWO_DASHES {
                return;
            }
            canvas.dashed([client, y], [employee, y], theme::RULE, 2.5);
        } else {
            canvas.line([client, y], [employee, y], theme::RULE, 2.5);
        }
    }
}
