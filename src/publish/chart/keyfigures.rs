//! F01: the key figures: two dumbbells, three indices as text, and how many dimensions fall into each class.

use super::dumbbell::Dumbbell;
use super::frame::{self, BODY, NUMBER, SMALL};
use super::svg::{Anchor, Canvas, Style};
use super::theme::{self, MARGIN, WIDTH};
use super::wording::Wording;

/// One index.
pub struct Index {
    /// Its value as it is displayed.
    pub value: String,
    /// What it is.
    pub name: String,
    /// Its interval, when it has one.
    pub interval: String,
}

/// Dimensions of one class.
pub struct Tally {
    /// How many, as displayed.
    pub count: String,
    /// Words of the class.
    pub class: String,
}

/// The key figures.
pub struct KeyFigures<'a> {
    /// Levels of clients and employees, side by side.
    pub levels: Dumbbell<'a>,
    /// The indices, left to right.
    pub indices: Vec<Index>,
    /// The classes.
    pub classes: Vec<Tally>,
}

const VALUE: Style = Style::new(26.0).bold();
const GUTTER: f64 = 24.0;

impl KeyFigures<'_> {
    /// Draws the figure.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str) -> f64 {
        let y = frame::header(canvas, wording);
        let mut y = self.levels.body(canvas, wording, y);
        if !self.indices.is_empty() {
            y = self.draw_indices(canvas, y + 22.0);
        }
        if !self.classes.is_empty() {
            y = self.draw_classes(canvas, y + 22.0, wording);
        }
        frame::footer(canvas, y, wording, source)
    }

    fn draw_indices(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let columns = self.indices.len() as f64;
        let width = (WIDTH - 2.0 * MARGIN - GUTTER * (columns - 1.0)) / columns;
        let mut lowest = y;
        for (position, index) in self.indices.iter().enumerate() {
            let x = MARGIN + position as f64 * (width + GUTTER);
            canvas.line([x, y], [x + width, y], theme::RULE, 1.0);
            canvas.text([x, y + 32.0], &index.value, VALUE);
            let beside = x + VALUE.width(&index.value) + 10.0;
            canvas.text([beside, y + 32.0], &index.interval, NUMBER.fill(theme::MUTED));
            let below = canvas.lines([x, y + 53.0], &NUMBER.wrap(&index.name, width), NUMBER);
            lowest = lowest.max(below - NUMBER.leading());
        }
        lowest + 4.0
    }

    fn draw_classes(&self, canvas: &mut Canvas, y: f64, wording: &Wording) -> f64 {
        canvas.line([MARGIN, y], [WIDTH - MARGIN, y], theme::RULE, 1.0);
        let y = canvas.lines([MARGIN, y + 22.0], &BODY.wrap(wording.key("classes"), WIDTH - 2.0 * MARGIN), BODY.bold());
        let rows = self.classes.len().div_ceil(2);
        let column = (WIDTH - 2.0 * MARGIN) / 2.0;
        for (position, tally) in self.classes.iter().enumerate() {
            let (x, y) = (MARGIN + (position / rows) as f64 * column, y + (position % rows) as f64 * 22.0 + 2.0);
            canvas.text([x + 22.0, y], &tally.count, BODY.bold().anchor(Anchor::End));
            canvas.text([x + 32.0, y], &tally.class, NUMBER);
        }
        y + (rows as f64 - 1.0) * 22.0 + SMALL.leading() - 8.0
    }
}
