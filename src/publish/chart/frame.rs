//! What every figure shares: title and subtitle above, notes and source below, the legend line, the scale of an axis.

use super::svg::{Anchor, Canvas, Style};
use super::theme::{self, Group, MARGIN, WIDTH};
use super::wording::Wording;

/// Style of names and numbers.
pub const BODY: Style = Style::new(theme::BODY);
/// Style of the numbers beside a mark.
pub const NUMBER: Style = Style::new(13.0);
/// Style of a legend.
const LEGEND: Style = Style::new(13.0);
/// Style of axes, notes and secondary numbers.
pub const SMALL: Style = Style::new(theme::SMALL).fill(theme::MUTED);

/// Draws title and subtitle; returns the first free ordinate.
pub fn header(canvas: &mut Canvas, wording: &Wording) -> f64 {
    let width = WIDTH - 2.0 * MARGIN;
    let title = Style::new(theme::TITLE).bold();
    let y = canvas.lines([MARGIN, 31.0], &title.wrap_evenly(&wording.title, width), title);
    let subtitle = Style::new(theme::SUBTITLE).fill(theme::MUTED);
    let y = canvas.lines([MARGIN, y], &subtitle.wrap_evenly(&wording.subtitle, width), subtitle);
    y - 2.0
}

/// Draws notes and source below the drawing; returns the height of the figure.
pub fn footer(canvas: &mut Canvas, y: f64, wording: &Wording, source: &str) -> f64 {
    let width = WIDTH - 2.0 * MARGIN;
    let mut y = y + 24.0;
    for note in &wording.notes {
        y = canvas.lines([MARGIN, y], &SMALL.wrap(note, width), SMALL);
    }
    canvas.lines([MARGIN, y + if wording.notes.is_empty() { 0.0 } else { 3.0 }], &SMALL.wrap(source, width), SMALL)
}

/// One entry of a legend.
pub enum Key<'a> {
    /// The mark of a group.
    Mark(Group, &'a str),
    /// A mark of a small base.
    Hollow(Group, &'a str),
    /// A link that is not established.
    Dashed(&'a str),
    /// A vertical dashed rule: a break.
    Rule(&'a str),
    /// A cell with a bold border.
    Bordered(&'a str),
    /// A coloured cell.
    Swatch(&'static str, &'a str),
    /// An area that is outlined in a colour.
    Open(&'static str, &'a str),
    /// A suppressed cell.
    Hatched(&'a str),
    /// The corner of a cell with a small base.
    Corner(&'a str),
}

/// Draws a legend over as many lines as it needs; returns the first free ordinate.
pub fn legend(canvas: &mut Canvas, y: f64, keys: &[Key<'_>]) -> f64 {
    const SYMBOL: f64 = 24.0;
    const SPACE: f64 = 20.0;
    if keys.is_empty() {
        return y;
    }
    let (mut x, mut y) = (MARGIN, y + 13.0);
    for key in keys {
        let (text, colour) = match key {
            Key::Mark(group, text) | Key::Hollow(group, text) => (*text, group.text()),
            Key::Dashed(text) | Key::Rule(text) | Key::Hatched(text) | Key::Corner(text) => (*text, theme::MUTED),
            Key::Swatch(_, text) | Key::Open(_, text) | Key::Bordered(text) => (*text, theme::MUTED),
        };
        let style = LEGEND.fill(colour);
        let width = SYMBOL + style.width(text);
        if x + width > WIDTH - MARGIN && x > MARGIN {
            (x, y) = (MARGIN, y + 22.0);
        }
        symbol(canvas, key, [x, y]);
        canvas.text([x + SYMBOL, y + 4.5], text, style);
        x += width + SPACE;
    }
    y + 13.0
}

fn symbol(canvas: &mut Canvas, key: &Key<'_>, [x, y]: [f64; 2]) {
    let cell = [x, y - 6.5, 17.0, 13.0];
    match key {
        Key::Mark(group, _) => canvas.mark(*group, [x + 8.0, y], false),
        Key::Hollow(group, _) => canvas.mark(*group, [x + 8.0, y], true),
        Key::Dashed(_) => canvas.dashed([x, y], [x + 18.0, y], theme::RULE, 2.5),
        Key::Rule(_) => canvas.dashed([x + 9.0, y - 9.0], [x + 9.0, y + 9.0], theme::RULE, 1.4),
        Key::Bordered(_) => canvas.outline([x + 1.0, y - 5.5, 15.0, 11.0], theme::INK, 2.2),
        Key::Open(stroke, _) => canvas.outline([x + 1.0, y - 5.5, 15.0, 11.0], stroke, 2.2),
        Key::Swatch(fill, _) => {
            canvas.rect(cell, fill);
            canvas.outline(cell, theme::HATCH, 0.5);
        }
        Key::Hatched(_) => {
            canvas.hatched(cell);
            canvas.outline(cell, theme::HATCH, 0.5);
        }
        Key::Corner(_) => {
            canvas.outline(cell, theme::HATCH, 0.5);
            corner(canvas, cell);
        }
    }
}

/// The mark of a small base: a corner of its cell.
pub fn corner(canvas: &mut Canvas, [x, y, width, _]: [f64; 4]) {
    canvas.path(&format!("M{:.1} {:.1}h-8l8 8z", x + width, y), theme::MUTED);
}

/// Ordinates of rows of these heights from `top` on: the middle of each, and the end of the last.
pub fn stacked(heights: impl Iterator<Item = f64>, top: f64) -> (Vec<f64>, f64) {
    let mut middles = Vec::new();
    let mut y = top;
    for height in heights {
        middles.push(y + height / 2.0);
        y += height;
    }
    (middles, y)
}

/// Draws lines of text about a middle ordinate.
pub fn centred(canvas: &mut Canvas, [x, y]: [f64; 2], lines: &[String], style: Style) {
    let first = y + style.size * 0.35 - (lines.len() as f64 - 1.0) * style.leading() / 2.0;
    canvas.lines([x, first], lines, style);
}

/// A linear scale from values to abscissas.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Smallest value shown.
    pub low: f64,
    /// Largest value shown.
    pub high: f64,
    /// Where the smallest value stands.
    pub left: f64,
    /// Where the largest value stands.
    pub right: f64,
    /// From one line of the grid to the next.
    pub step: f64,
}

impl Scale {
    /// A scale whose bounds are multiples of ten a little beyond the values, within `limits`.
    pub fn around(values: impl Iterator<Item = f64>, [least, most]: [f64; 2], [left, right]: [f64; 2]) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            (low, high) = (low.min(value), high.max(value));
        }
        if low > high {
            (low, high) = (least.max(0.0), most);
        }
        let low = (((low - 4.0) / 10.0).floor() * 10.0).max(least);
        let high = (((high + 4.0) / 10.0).ceil() * 10.0).min(most);
        let high = high.max(low + 10.0);
        Self { low, high, left, right, step: if high - low > 80.0 { 20.0 } else { 10.0 } }
    }

    /// The same with lines as close as their numbers leave room for, and bounds that they fall on: the first of `steps` that
    /// is wide enough, else the last.
    pub fn in_steps(self, steps: &[f64], text: impl Fn(f64) -> String) -> Self {
        const APART: f64 = 7.0;
        let mut scale = self;
        for step in steps {
            let (low, high) = ((self.low / step).floor() * step, (self.high / step).ceil() * step);
            scale = Self { low, high, step: *step, ..self };
            let widest = scale.ticks().into_iter().map(|tick| SMALL.width(&text(tick))).fold(0.0, f64::max);
            if step / (high - low) * (self.right - self.left) >= widest + APART {
                break;
            }
        }
        scale
    }

    /// Whether the scale is cut: shares begin at 0.
    pub fn starts_above_zero(&self) -> bool {
        self.low > 0.0
    }

    /// Abscissa of a value.
    pub fn at(&self, value: f64) -> f64 {
        self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)
    }

    /// The values that get a line and a number.
    pub fn ticks(&self) -> Vec<f64> {
        let first = (self.low / self.step).ceil();
        let count = ((self.high / self.step).floor() - first) as i64 + 1;
        (0..count.max(0)).map(|position| (first + position as f64) * self.step).collect()
    }
}

/// Says why a row has no mark; a suppressed one is hatched like a suppressed cell, on either side of the words.
pub fn absence(canvas: &mut Canvas, scale: &Scale, y: f64, suppressed: bool, wording: &Wording) {
    const HEIGHT: f64 = 22.0;
    const SEEN: f64 = 16.0;
    let text = wording.key(if suppressed { "suppressed" } else { "absent" });
    if suppressed {
        canvas.hatched([scale.left, y - HEIGHT / 2.0, scale.right - scale.left, HEIGHT]);
    }
    let lines = SMALL.wrap(text, scale.right - scale.left - 2.0 * SEEN - 12.0);
    let middle = (scale.left + scale.right) / 2.0;
    let width = lines.iter().map(|line| SMALL.width(line)).fold(0.0, f64::max) + 12.0;
    let height = HEIGHT.max(lines.len() as f64 * SMALL.leading() + 2.0);
    canvas.rect([middle - width / 2.0, y - height / 2.0, width, height], theme::PAPER);
    centred(canvas, [middle, y], &lines, SMALL.anchor(Anchor::Middle));
}

/// Draws an interval with its two ends.
pub fn whisker(canvas: &mut Canvas, scale: &Scale, [low, high]: [f64; 2], y: f64) {
    canvas.line([scale.at(low), y], [scale.at(high), y], theme::RULE, 2.0);
    for end in [low, high] {
        canvas.line([scale.at(end), y - 4.0], [scale.at(end), y + 4.0], theme::RULE, 2.0);
    }
}

/// Draws the vertical grid of a scale with its numbers below.
pub fn grid(canvas: &mut Canvas, scale: &Scale, [top, bottom]: [f64; 2], text: impl Fn(f64) -> String) {
    for tick in scale.ticks() {
        let x = scale.at(tick);
        canvas.line([x, top], [x, bottom], theme::GRID, 1.0);
        canvas.text([x, bottom + 16.0], &text(tick), SMALL.anchor(Anchor::Middle));
    }
}
