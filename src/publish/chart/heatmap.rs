//! F02 and F03: sectors × dimensions, a number in every cell.

use super::frame::{self, Key, SMALL};
use super::svg::{Anchor, Canvas, Style};
use super::theme::{self, MARGIN, Ramp, Shade, WIDTH};
use super::wording::Wording;
use crate::publish::cells::Cell;

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
    /// Names of the columns.
    pub heads: Vec<String>,
    /// Name and cells of each row, all respondents first.
    pub rows: Vec<(String, &'a [Cell])>,
    /// What each cell shows.
    pub tile: &'a dyn Fn(&Cell) -> Tile,
    /// The colours.
    pub ramp: &'a Ramp,
    /// Words of the steps of the ramp.
    pub steps: Vec<String>,
}

const ROW: f64 = 30.0;
/// Least width of the names of the rows, and width of a column where there is room for it.
const NAMES: f64 = 164.0;
const COLUMN: f64 = 62.0;
/// Degrees by which the names of the columns lean.
const LEAN: f64 = -45.0;
const NAME: Style = Style::new(13.0);
const HEAD: Style = Style::new(12.5);

impl Heatmap<'_> {
    /// Draws the figure.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str) -> f64 {
        let y = frame::header(canvas, wording);
        let y = frame::legend(canvas, y, &self.keys(wording)) + 6.0;
        let heads: Vec<Vec<String>> = self.heads.iter().map(|name| in_two_lines(name)).collect();
        let names = self.names_width(&heads);
        let width = column_width(&heads, names);
        let top = y + heads.iter().map(|lines| widest(lines)).fold(0.0, f64::max) * lean() + 16.0;
        for (position, lines) in heads.iter().enumerate() {
            let x = MARGIN + names + (position as f64 + 0.5) * width;
            head(canvas, [x, top - 6.0], lines);
        }
        let mut y = top;
        for (position, (name, cells)) in self.rows.iter().enumerate() {
            y = self.row(canvas, name, cells, [y, names, width], position == 0) + if position == 0 { 5.0 } else { 0.0 };
        }
        frame::footer(canvas, y, wording, source)
    }

    fn keys<'w>(&'w self, wording: &'w Wording) -> Vec<Key<'w>> {
        let steps = self.ramp.shades.iter().zip(&self.steps).map(|(shade, text)| Key::Swatch(shade.fill, text));
        let mut keys: Vec<Key<'_>> = steps.collect();
        if self.any(|cell| (self.tile)(cell).bordered) {
            keys.push(Key::Bordered(wording.key("bordered")));
        }
        if self.any(Cell::suppressed) {
            keys.push(Key::Hatched(wording.key("suppressed")));
        }
        if self.any(Cell::small_base) {
            keys.push(Key::Corner(wording.key("small_base")));
        }
        keys
    }

    fn any(&self, is: impl Fn(&Cell) -> bool) -> bool {
        self.rows.iter().flat_map(|(_, cells)| cells.iter()).any(is)
    }

    /// Wide enough for every name on one line, where the columns leave the room.
    fn names_width(&self, heads: &[Vec<String>]) -> f64 {
        let natural = self.rows.iter().map(|(name, _)| NAME.bold().width(name) + 8.0).fold(0.0, f64::max);
        let overhang = heads.iter().map(|lines| widest(lines)).fold(0.0, f64::max) * lean();
        let room = WIDTH - 2.0 * MARGIN - heads.len() as f64 * COLUMN - overhang;
        NAMES.max(natural.min(room))
    }

    fn row(&self, canvas: &mut Canvas, name: &str, cells: &[Cell], [y, names, width]: [f64; 3], whole: bool) -> f64 {
        let style = if whole { NAME.bold() } else { NAME };
        let lines = style.wrap(name, names - 8.0);
        let height = ROW.max(lines.len() as f64 * style.leading() + 2.0);
        frame::centred(canvas, [MARGIN, y + height / 2.0], &lines, style);
        for (position, cell) in cells.iter().enumerate() {
            let x = MARGIN + names + position as f64 * width;
            self.cell(canvas, cell, [x, y, width, height]);
        }
        y + height
    }

    fn cell(&self, canvas: &mut Canvas, cell: &Cell, [x, y, width, height]: [f64; 4]) {
        let area = [x + 0.5, y + 0.5, width - 1.0, height - 1.0];
        let middle = [x + width / 2.0, y + height / 2.0 + 5.0];
        let tile = (self.tile)(cell);
        match tile.shade {
            Some(shade) => {
                canvas.rect(area, shade.fill);
                let style = Style::new(13.5).fill(shade.text).anchor(Anchor::Middle);
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

/// A short name on one line, else the narrowest wrapping that takes two lines at most and breaks no word.
fn in_two_lines(name: &str) -> Vec<String> {
    /// A name that is no wider stays whole; a word that is wider than the other is broken.
    const SHORT: f64 = 90.0;
    const LONGEST_WORD: f64 = 220.0;
    if HEAD.width(name) <= SHORT {
        return vec![name.to_owned()];
    }
    let mut width = name.split(' ').map(|word| HEAD.width(word)).fold(60.0, f64::max).min(LONGEST_WORD);
    loop {
        let lines = HEAD.wrap(name, width);
        if lines.len() <= 2 || width > WIDTH {
            return lines;
        }
        width += 5.0;
    }
}

/// The widest columns whose leaning names all end inside the figure.
fn column_width(heads: &[Vec<String>], names: f64) -> f64 {
    let free = WIDTH - MARGIN - MARGIN - names;
    let mut width = (free / heads.len().max(1) as f64).min(COLUMN);
    for (position, lines) in heads.iter().enumerate() {
        let room = free + MARGIN - 4.0 - widest(lines) * lean() - 8.0;
        width = width.min(room / (position as f64 + 0.5));
    }
    width.max(26.0)
}

fn head(canvas: &mut Canvas, [x, y]: [f64; 2], lines: &[String]) {
    for (position, line) in lines.iter().enumerate() {
        let shift = (position as f64 - (lines.len() as f64 - 1.0) / 2.0) * 14.5 * lean();
        canvas.turned([x + shift + 3.0, y + shift], LEAN, line, HEAD);
    }
}
