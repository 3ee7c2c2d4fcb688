//! F04, F07 and F08: one row a dimension or a sector, one mark a group, the difference at the right edge.

use super::frame::{self, BODY, Key, SMALL, Scale};
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
    /// Group, value and displayed value of each mark; empty without numbers.
    pub marks: Vec<(Group, f64, String)>,
    /// Difference, interval and marks, or what stands for them.
    pub cell: Cell,
}

/// A dumbbell figure.
pub struct Dumbbell {
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// Groups of the legend.
    pub groups: Vec<Group>,
}

const ROW: f64 = 34.0;
const NAMES: f64 = 196.0;
/// Right edge of the plot, and of the columns of differences and of intervals.
const PLOT: f64 = 540.0;
const DIFFERENCES: f64 = 622.0;
const INTERVALS: f64 = WIDTH - MARGIN;

impl Dumbbell {
    /// Draws the figure; `percent` writes the numbers of the axis.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str, percent: &dyn Fn(f64) -> String) -> f64 {
        let y = frame::header(canvas, wording);
        let y = frame::legend(canvas, y, &self.keys(wording));
        let values = self.rows.iter().flat_map(|row| row.marks.iter().map(|mark| mark.1));
        let scale = Scale::around(values, [0.0, 100.0], [MARGIN + NAMES + 12.0, PLOT]);
        let top = y + 18.0;
        canvas.text([DIFFERENCES, top - 4.0], wording.key("difference"), SMALL.anchor(Anchor::End));
        canvas.text([INTERVALS, top - 4.0], wording.key("interval"), SMALL.anchor(Anchor::End));
        let bottom = top + self.rows.len() as f64 * ROW;
        frame::grid(canvas, &scale, [top, bottom], percent);
        for (position, row) in self.rows.iter().enumerate() {
            row.draw(canvas, &scale, top + (position as f64 + 0.5) * ROW, wording);
        }
        frame::footer(canvas, bottom + 15.0, wording, source)
    }

    fn keys<'w>(&self, wording: &'w Wording) -> Vec<Key<'w>> {
        let name = |group: Group| match group {
            Group::Client => "client",
            Group::Employee => "employee",
            Group::Manager => "manager",
            Group::Difference => "difference",
        };
        let mut keys: Vec<Key<'_>> =
            self.groups.iter().map(|group| Key::Mark(*group, wording.key(name(*group)))).collect();
        if self.rows.iter().any(|row| row.cell.established() == Some(false)) {
            keys.push(Key::Dashed(wording.key("dashed")));
        }
        keys
    }
}

impl Row {
    fn draw(&self, canvas: &mut Canvas, scale: &Scale, y: f64, wording: &Wording) {
        self.draw_name(canvas, y);
        if self.marks.is_empty() {
            let text = if self.cell.suppressed() { wording.key("suppressed") } else { wording.key("absent") };
            canvas.text([scale.left + 8.0, y + 4.0], text, SMALL);
        } else {
            self.draw_marks(canvas, scale, y);
        }
        let difference = BODY.bold().anchor(Anchor::End);
        canvas.text([DIFFERENCES, y + 4.5], &self.cell.difference, difference);
        if self.cell.shown {
            let interval = Style::new(12.0).fill(theme::MUTED).anchor(Anchor::End);
            let lift = if self.cell.marks.is_empty() { 0.0 } else { 5.0 };
            canvas.text([INTERVALS, y + 4.5 - lift], &self.cell.interval, interval);
            if lift > 0.0 {
                canvas.text([INTERVALS, y + 12.0], self.cell.marks.trim(), SMALL.anchor(Anchor::End));
            }
        }
    }

    fn draw_name(&self, canvas: &mut Canvas, y: f64) {
        let style = if self.strong { BODY.bold() } else { BODY }.anchor(Anchor::End);
        let lines = style.wrap(&self.name, NAMES);
        let first = y + 4.5 - (lines.len() as f64 - 1.0) * 7.5;
        for (position, line) in lines.iter().enumerate() {
            canvas.text([MARGIN + NAMES, first + position as f64 * 15.0], line, style);
        }
    }

    /// The link, the marks over it, and their numbers: the outer ones beside, the inner ones above.
    fn draw_marks(&self, canvas: &mut Canvas, scale: &Scale, y: f64) {
        let mut marks: Vec<&(Group, f64, String)> = self.marks.iter().collect();
        marks.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
        self.draw_link(canvas, scale, y);
        for (group, value, _) in &self.marks {
            canvas.mark(*group, [scale.at(*value), y], false);
        }
        let style = |group: Group| Style::new(12.0).fill(group.text());
        canvas.text([scale.at(first.1) - 11.0, y + 4.5], &first.2, style(first.0).anchor(Anchor::End));
        if marks.len() > 1 {
            canvas.text([scale.at(last.1) + 11.0, y + 4.5], &last.2, style(last.0));
        }
        for (group, value, text) in marks.iter().skip(1).take(marks.len().saturating_sub(2)) {
            canvas.text([scale.at(*value), y - 9.0], text, style(*group).anchor(Anchor::Middle));
        }
    }

    fn draw_link(&self, canvas: &mut Canvas, scale: &Scale, y: f64) {
        let at = |wanted: Group| self.marks.iter().find(|mark| mark.0 == wanted).map(|mark| scale.at(mark.1));
        let (Some(client), Some(employee)) = (at(Group::Client), at(Group::Employee)) else { return };
        if self.cell.established() == Some(false) {
            canvas.dashed([client, y], [employee, y], theme::RULE, 2.5);
        } else {
            canvas.line([client, y], [employee, y], theme::RULE, 2.5);
        }
    }
}
