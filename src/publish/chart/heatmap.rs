//! F02 and F03: sectors × dimensions, a number in every cell.

use super::frame::{self, BODY, Key, SMALL};
use super::svg::{Anchor, Canvas, Style};
use super::theme::{self, MARGIN, Ramp, Shade, WIDTH};
use super::wording::Wording;
use crate::publish::cells::Cell;
use crate::publish::matrix::{Matrix, MatrixRow};

/// What a cell shows.
pub struct Tile {
    /// Its number or its mark.
    pub text: String,
    /// Its colour; none for a cell without number.
    pub shade: Option<Shade>,
    /// Whether its number is bold.
    pub strong: bool,
    /// Whether it has a bold border.
    pub bordered: bool,
}

/// How a matrix is drawn.
pub struct Heatmap<'a> {
    /// The cells.
    pub matrix: &'a Matrix,
    /// What each cell shows.
    pub tile: &'a dyn Fn(&Cell) -> Tile,
    /// The colours.
    pub ramp: &'a Ramp,
    /// Words of the steps of the ramp.
    pub steps: Vec<String>,
}

const ROW: f64 = 27.0;
const NAMES: f64 = 146.0;
/// Degrees by which the names of the columns lean.
const LEAN: f64 = -45.0;
const HEAD: Style = Style::new(11.5);

impl Heatmap<'_> {
    /// Draws the figure.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str) -> f64 {
        let y = frame::header(canvas, wording);
        let y = frame::legend(canvas, y, &self.keys(wording)) + 6.0;
        let heads: Vec<Vec<String>> = self.matrix.dimensions.iter().map(|d| in_two_lines(&d.name)).collect();
        let width = column_width(&heads);
        let top = y + heads.iter().map(|lines| widest(lines)).fold(0.0, f64::max) * lean() + 14.0;
        for (position, lines) in heads.iter().enumerate() {
            let x = MARGIN + NAMES + (position as f64 + 0.5) * width;
            head(canvas, [x, top - 6.0], lines);
        }
        let mut y = self.row(canvas, &self.matrix.national, [top, width], true) + 5.0;
        for row in &self.matrix.sectors {
            y = self.row(canvas, row, [y, width], false);
        }
        frame::footer(canvas, y, wording, source)
    }

    fn keys<'w>(&'w self, wording: &'w Wording) -> Vec<Key<'w>> {
        let steps = self.ramp.shades.iter().zip(&self.steps).map(|(shade, text)| Key::Swatch(shade.fill, text));
        let mut keys: Vec<Key<'_>> = steps.collect();
        if self.any(Cell::suppressed) {
            keys.push(Key::Hatched(wording.key("suppressed")));
        }
        if self.any(Cell::small_base) {
            keys.push(Key::Corner(wording.key("small_base")));
        }
        keys
    }

    fn any(&self, is: impl Fn(&Cell) -> bool) -> bool {
        self.matrix.cells().chain(&self.matrix.national.cells).any(is)
    }

    fn row(&self, canvas: &mut Canvas, row: &MatrixRow, [y, width]: [f64; 2], whole: bool) -> f64 {
        let style = if whole { BODY.bold() } else { BODY };
        let style = Style { size: 12.0, ..style };
        let lines = style.wrap(&row.name, NAMES - 8.0);
        let first = y + ROW / 2.0 + 4.0 - (lines.len() as f64 - 1.0) * 6.5;
        for (position, line) in lines.iter().enumerate() {
            canvas.text([MARGIN, first + position as f64 * 13.0], line, style);
        }
        for (position, cell) in row.cells.iter().enumerate() {
            let x = MARGIN + NAMES + position as f64 * width;
            self.cell(canvas, cell, [x, y, width, ROW]);
        }
        y + ROW
    }

    fn cell(&self, canvas: &mut Canvas, cell: &Cell, [x, y, width, height]: [f64; 4]) {
        let area = [x + 0.5, y + 0.5, width - 1.0, height - 1.0];
        let middle = [x + width / 2.0, y + height / 2.0 + 4.5];
        let tile = (self.tile)(cell);
        match tile.shade {
            Some(shade) => {
                canvas.rect(area, shade.fill);
                let style = Style::new(12.5).fill(shade.text).anchor(Anchor::Middle);
                canvas.text(middle, &tile.text, if tile.strong { style.bold() } else { style });
            }
            None if cell.suppressed() => canvas.hatched(area),
            None => {
                canvas.outline(area, theme::GRID, 1.0);
                canvas.text(middle, &tile.text, SMALL.anchor(Anchor::Middle));
            }
        }
        if tile.bordered {
            canvas.outline([x + 1.5, y + 1.5, width - 3.0, height - 3.0], theme::INK, 2.0);
        }
        if cell.small_base() {
            let inset = if tile.bordered { 2.5 } else { 0.5 };
            frame::corner(canvas, [x + inset, y + inset, width - 2.0 * inset, height - 2.0 * inset]);
        }
    }
}

fn lean() -> f64 {
    (-LEAN).to_radians().sin()
}

fn widest(lines: &[String]) -> f64 {
    lines.iter().map(|line| HEAD.width(line)).fold(0.0, f64::max)
}

/// The narrowest wrapping that takes two lines at most.
fn in_two_lines(name: &str) -> Vec<String> {
    let mut width = 60.0;
    loop {
        let lines = HEAD.wrap(name, width);
        if lines.len() <= 2 || width > WIDTH {
            return lines;
        }
        width += 5.0;
    }
}

/// The widest columns whose leaning names all end inside the figure.
fn column_width(heads: &[Vec<String>]) -> f64 {
    let free = WIDTH - MARGIN - MARGIN - NAMES;
    let mut width = (free / heads.len().max(1) as f64).min(56.0);
    for (position, lines) in heads.iter().enumerate() {
        let room = free + MARGIN - 4.0 - widest(lines) * lean() - 8.0;
        width = width.min(room / (position as f64 + 0.5));
    }
    width.max(26.0)
}

fn head(canvas: &mut Canvas, [x, y]: [f64; 2], lines: &[String]) {
    for (position, line) in lines.iter().enumerate() {
        let shift = (position as f64 - (lines.len() as f64 - 1.0) / 2.0) * 13.0 * lean();
        canvas.turned([x + shift + 3.0, y + shift], LEAN, line, HEAD);
    }
}
