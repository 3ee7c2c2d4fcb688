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
/// Two marks closer than this hide each other: they are set one above the other.
const HIDDEN: f64 = 5.0;
/// Right edge of the plot, and of the columns of differences, of intervals and of marks.
const PLOT: f64 = 520.0;
const DIFFERENCES: f64 = 602.0;
const INTERVALS: f64 = 676.0;
const MARKS: f64 = WIDTH - MARGIN;

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
        let (middles, bottom) = frame::stacked(self.rows.iter().map(Row::height), top);
        frame::grid(canvas, &scale, [top, bottom], percent);
        let mut before: Option<&Row> = None;
        for (row, y) in self.rows.iter().zip(middles) {
            if before.is_some_and(|before| before.strong && !row.strong) {
                let edge = y - row.height() / 2.0;
                canvas.line([MARGIN, edge], [WIDTH - MARGIN, edge], theme::RULE, 0.7);
            }
            row.draw(canvas, &scale, y, wording);
            before = Some(row);
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
            canvas.rect([scale.left + 4.0, y - 8.0, SMALL.width(text) + 8.0, 16.0], theme::PAPER);
            canvas.text([scale.left + 8.0, y + 4.0], text, SMALL);
        } else {
            self.draw_marks(canvas, scale, y);
        }
        let difference = BODY.bold().anchor(Anchor::End);
        canvas.text([DIFFERENCES, y + 4.5], &self.cell.difference, difference);
        if self.cell.shown {
            let interval = Style::new(12.0).fill(theme::MUTED).anchor(Anchor::End);
            canvas.text([INTERVALS, y + 4.5], &self.cell.interval, interval);
            let marks: Vec<String> =
                self.cell.marks.trim().replace("][", "] [").split(' ').map(str::to_owned).collect();
            frame::centred(canvas, [MARKS, y], &marks, SMALL.anchor(Anchor::End));
        }
    }

    fn height(&self) -> f64 {
        let lines = self.name_style().wrap(&self.name, NAMES).len() as f64;
        ROW.max(lines * self.name_style().leading() + 6.0)
    }

    fn name_style(&self) -> Style {
        if self.strong { BODY.bold() } else { BODY }.anchor(Anchor::End)
    }

    fn draw_name(&self, canvas: &mut Canvas, y: f64) {
        let style = Style { size: 12.5, ..self.name_style() };
        frame::centred(canvas, [MARGIN + NAMES, y], &style.wrap(&self.name, NAMES), style);
    }

    /// The link, the marks over it, and their numbers: the outer ones beside, the inner ones above.
    fn draw_marks(&self, canvas: &mut Canvas, scale: &Scale, y: f64) {
        let mut marks: Vec<&(Group, f64, String)> = self.marks.iter().collect();
        marks.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
        self.draw_link(canvas, scale, y);
        for (group, value, _) in &self.marks {
            canvas.mark(*group, [scale.at(*value), y + self.shift(*group, scale)], false);
        }
        let style = |group: Group| Style::new(12.0).fill(group.text());
        canvas.text([scale.at(first.1) - 11.0, y + 4.5], &first.2, style(first.0).anchor(Anchor::End));
        if marks.len() > 1 {
            canvas.text([scale.at(last.1) + 11.0, y + 4.5], &last.2, style(last.0));
        }
        for (group, value, text) in marks.iter().skip(1).take(marks.len().saturating_sub(2)) {
            let above = y - 9.0 + self.shift(*group, scale).min(0.0);
            canvas.text([scale.at(*value), above], text, style(*group).anchor(Anchor::Middle));
        }
    }

    /// How far the mark of a group stands from the middle of its row: clients above and employees below it where the two
    /// would hide each other.
    fn shift(&self, group: Group, scale: &Scale) -> f64 {
        let at = |wanted: Group| self.marks.iter().find(|mark| mark.0 == wanted).map(|mark| scale.at(mark.1));
        let hidden = at(Group::Client)
            .zip(at(Group::Employee))
            .is_some_and(|(client, employee)| (client - employee).abs() < HIDDEN);
        match group {
            Group::Client if hidden => -4.5,
            Group::Employee if hidden => 4.5,
            _ => 0.0,
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
