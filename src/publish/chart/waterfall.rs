//! F10: the chain of alignment, a row a dimension: from managers to employees, then from employees to clients, each step with
//! its sign and the total of the two.

use super::frame::{self, BODY, Key, NUMBER, SMALL, Scale};
use super::svg::{Anchor, Canvas, Style};
use super::theme::{self, Group, MARGIN, WIDTH};
use super::wording::Wording;
use crate::publish::cells::Cell;

/// One chain.
pub struct Row {
    /// Its name.
    pub name: String,
    /// Levels of managers, employees and clients, with their numbers; none when one is missing.
    pub levels: Option<[(f64, String); 3]>,
    /// Whether the base of each of them is small.
    pub hollow: [bool; 3],
    /// Managers − employees and employees − clients.
    pub steps: [Step; 2],
    /// Managers − clients.
    pub total: Cell,
}

/// One step of a chain.
pub struct Step {
    /// The difference, or the mark that stands for it.
    pub text: String,
    /// Marks below it.
    pub marks: String,
}

/// A figure of chains.
pub struct Waterfall<'a> {
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// Writes the numbers of the axis.
    pub percent: &'a dyn Fn(f64) -> String,
}

const ROW: f64 = 46.0;
const NAMES: f64 = 184.0;
const PLOT: [f64; 2] = [228.0, 414.0];
/// Right edges of the columns of steps, of totals, of intervals and of marks.
const STEPS: [f64; 2] = [504.0, 594.0];
const TOTALS: f64 = 658.0;
const INTERVALS: f64 = 742.0;
const MARKS: f64 = WIDTH - MARGIN;
/// Widest head of a column.
const HEAD: f64 = 84.0;
/// From the middle of a row to the middle of either step, and thickness of a step.
const LANE: f64 = 9.0;
const THICKNESS: f64 = 12.0;
/// Radius of a mark: a step that is hardly wider still shows above and below it.
const MARK: f64 = 4.5;
const GROUPS: [Group; 3] = [Group::Manager, Group::Employee, Group::Client];

impl Waterfall<'_> {
    /// Draws the figure.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str) -> f64 {
        let y = frame::header(canvas, wording);
        let y = frame::legend(canvas, y, &self.keys(wording));
        let scale = scale(&self.rows, self.percent);
        let heads = [(STEPS[0], "first_step"), (STEPS[1], "second_step"), (TOTALS, "total"), (INTERVALS, "interval")];
        let lines = heads.map(|(x, key)| (x, SMALL.wrap(wording.key(key), HEAD)));
        let deepest = lines.iter().map(|(_, lines)| lines.len()).max().unwrap_or(1);
        let top = y + 22.0 + (deepest as f64 - 1.0) * SMALL.leading();
        for (x, lines) in &lines {
            let first = top - 6.0 - (lines.len() as f64 - 1.0) * SMALL.leading();
            canvas.lines([*x, first], lines, SMALL.anchor(Anchor::End));
        }
        let (middles, bottom) = frame::stacked(self.rows.iter().map(Row::height), top);
        frame::grid(canvas, &scale, [top, bottom], self.percent);
        for (row, y) in self.rows.iter().zip(middles) {
            row.draw(canvas, &scale, y, wording);
        }
        frame::footer(canvas, bottom + 16.0, wording, source)
    }

    fn keys<'w>(&self, wording: &'w Wording) -> Vec<Key<'w>> {
        let [up, down] = theme::STEPS;
        let steps = || self.rows.iter().filter_map(|row| row.levels.as_ref()).flat_map(drops);
        let mut keys: Vec<Key<'_>> = GROUPS
            .iter()
            .zip(["manager", "employee", "client"])
            .map(|(group, key)| Key::Mark(*group, wording.key(key)))
            .collect();
        let drawn = self.rows.iter().filter(|row| row.levels.is_some());
        let small = drawn.flat_map(|row| GROUPS.into_iter().zip(row.hollow)).find(|(_, hollow)| *hollow);
        keys.extend(small.map(|(group, _)| Key::Hollow(group, wording.key("small_base"))));
        if steps().any(|drop| drop >= 0.0) {
            keys.push(Key::Swatch(up, wording.key("down")));
        }
        if steps().any(|drop| drop < 0.0) {
            keys.push(Key::Open(down, wording.key("up")));
        }
        keys
    }
}

/// The scale of the levels.
pub fn scale(rows: &[Row], percent: impl Fn(f64) -> String) -> Scale {
    let values = rows.iter().filter_map(|row| row.levels.as_ref()).flatten().map(|level| level.0);
    let scale = Scale::around(values, [0.0, 100.0], PLOT);
    scale.in_steps(&[scale.step, 20.0, 50.0], percent)
}

/// Each level less the next one.
fn drops(levels: &[(f64, String); 3]) -> [f64; 2] {
    let [manager, employee, client] = levels;
    [manager.0 - employee.0, employee.0 - client.0]
}

impl Row {
    fn height(&self) -> f64 {
        ROW.max(BODY.wrap(&self.name, NAMES).len() as f64 * BODY.leading() + 8.0)
    }

    fn draw(&self, canvas: &mut Canvas, scale: &Scale, y: f64, wording: &Wording) {
        frame::centred(canvas, [MARGIN + NAMES, y], &BODY.wrap(&self.name, NAMES), BODY.anchor(Anchor::End));
        match &self.levels {
            Some(levels) => draw_chain(canvas, scale, y, levels, self.hollow),
            None => frame::absence(canvas, scale, y, self.total.suppressed(), wording),
        }
        for (x, step) in STEPS.iter().zip(&self.steps) {
            canvas.text([*x, y + 5.0], &step.text, NUMBER.anchor(Anchor::End));
            canvas.text([*x, y + 18.0], step.marks.trim(), SMALL.anchor(Anchor::End));
        }
        canvas.text([TOTALS, y + 5.0], &self.total.difference, BODY.bold().anchor(Anchor::End));
        canvas.text([TOTALS + 3.0, y + 5.0], self.total.note.trim(), SMALL);
        if self.total.shown {
            canvas.text([INTERVALS, y + 5.0], &self.total.interval, NUMBER.fill(theme::MUTED).anchor(Anchor::End));
            canvas.text([MARKS, y + 5.0], self.total.marks.trim(), SMALL.anchor(Anchor::End));
        }
    }
}

/// The two steps, one below the other, joined at the level of the employees; the outer numbers stand outside, that of the
/// employees where the second step is not.
fn draw_chain(canvas: &mut Canvas, scale: &Scale, y: f64, levels: &[(f64, String); 3], hollow: [bool; 3]) {
    let [manager, employee, client] = levels;
    let [x_manager, x_employee, x_client] = [manager, employee, client].map(|level| scale.at(level.0));
    let lanes = [y - LANE, y + LANE];
    for ((from, to), (lane, drop)) in
        [(x_manager, x_employee), (x_employee, x_client)].into_iter().zip(lanes.into_iter().zip(drops(levels)))
    {
        let [up, down] = theme::STEPS;
        let (left, top, width) = (from.min(to), lane - THICKNESS / 2.0, (from - to).abs());
        if drop >= 0.0 {
            canvas.rect([left, top, width, THICKNESS], up);
        } else {
            // Open, so that the two directions differ without their colours.
            canvas.rect([left, top, width, THICKNESS], theme::PAPER);
            canvas.outline([left, top + 1.0, width, THICKNESS - 2.0], down, 2.0);
        }
    }
    canvas.line([x_employee, y - LANE], [x_employee, y + LANE], theme::RULE, 1.0);
    let [first, second] = lanes;
    let places = [[x_manager, first], [x_employee, y], [x_client, second]];
    for ((group, at), hollow) in GROUPS.into_iter().zip(places).zip(hollow) {
        canvas.mark_of(group, at, hollow, MARK);
    }
    let number = |canvas: &mut Canvas, group: Group, x: f64, y: f64, text: &str, right: bool| {
        let style = Style { size: 12.0, ..NUMBER }.fill(group.text());
        let (x, anchor) = if right { (x + 11.0, Anchor::Start) } else { (x - 11.0, Anchor::End) };
        canvas.text([x, y + 4.5], text, style.anchor(anchor));
    };
    number(canvas, Group::Manager, x_manager, first, &manager.1, x_manager >= x_employee);
    number(canvas, Group::Client, x_client, second, &client.1, x_client > x_employee);
    number(canvas, Group::Employee, x_employee, second + 1.0, &employee.1, x_client <= x_employee);
}
