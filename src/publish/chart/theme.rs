//! Colours, sizes and fonts of the figures. Marks reach 3:1 on white and texts 4.5:1 (WCAG 2.2 AA); a shape and a direct
//! label always say what a colour says.

use crate::publish::number::{Rounded, round};

/// Width of every figure, in the units of its viewBox: the column of a page.
pub const WIDTH: f64 = 800.0;
/// Blank border of every figure.
pub const MARGIN: f64 = 18.0;
/// The font of the PNG first, then those of the same widths, then whatever the reader's machine has.
pub const FONTS: &str = "'Liberation Sans', Arial, Helvetica, sans-serif";

/// Background of every figure.
pub const PAPER: &str = "#FFFFFF";
/// Titles, names and figures.
pub const INK: &str = "#1A1A1A";
/// Secondary text.
pub const MUTED: &str = "#595959";
/// Grid lines; never a mark.
pub const GRID: &str = "#E3E3E3";
/// Links between two marks, whiskers, zero lines and breaks.
pub const RULE: &str = "#595959";
/// Hatching of suppressed cells.
pub const HATCH: &str = "#8C8C8C";

/// Band of the gaps that count as symmetry; behind everything.
pub const BAND: &str = "#EAF3F1";
/// A step up and a step down of the chain of alignment.
pub const STEPS: [&str; 2] = ["#01665E", "#8C510A"];

/// Size of a title.
pub const TITLE: f64 = 20.0;
/// Size of a subtitle.
pub const SUBTITLE: f64 = 14.0;
/// Size of names and numbers.
pub const BODY: f64 = 14.0;
/// Size of axes, notes and sources.
pub const SMALL: f64 = 12.0;

/// Whose figure a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Clients: a disc.
    Client,
    /// Employees: a diamond.
    Employee,
    /// Managers: a square.
    Manager,
    /// A difference between groups: a disc without colour.
    Difference,
}

impl Group {
    /// Every group, for the tests of contrast.
    pub const EVERY: [Self; 4] = [Self::Client, Self::Employee, Self::Manager, Self::Difference];

    /// Colour of the mark.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Client => "#0072B2",
            Self::Employee => "#D55E00",
            Self::Manager => "#009E73",
            Self::Difference => "#333333",
        }
    }

    /// Colour of its text.
    pub fn text(self) -> &'static str {
        match self {
            Self::Client => "#0B5394",
            Self::Employee => "#B34700",
            Self::Manager => "#00734F",
            Self::Difference => INK,
        }
    }
}

/// A colour of a cell and the colour of the number on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shade {
    /// Of the cell.
    pub fill: &'static str,
    /// Of its number.
    pub text: &'static str,
}

/// A ramp in steps: a value takes the shade of the last bound that it reaches.
pub struct Ramp {
    /// Lower bounds of the steps but the first.
    pub bounds: &'static [i32],
    /// One shade more than bounds.
    pub shades: &'static [Shade],
}

const fn dark(fill: &'static str) -> Shade {
    Shade { fill, text: INK }
}

const fn light(fill: &'static str) -> Shade {
    Shade { fill, text: PAPER }
}

/// Signed gaps, the same for every edition: brown where employees are less favourable, teal where clients are.
pub const GAPS: Ramp = Ramp {
    bounds: &[-25, -15, -5, 6, 16, 26],
    shades: &[
        light("#8C510A"),
        dark("#D8B365"),
        dark("#F6E8C3"),
        dark("#F5F5F5"),
        dark("#C7EAE5"),
        dark("#5AB4AC"),
        light("#01665E"),
    ],
};

/// Levels, the same for every edition. The blues between the fifth and the sixth carry no legible text and are skipped.
pub const LEVELS: Ramp = Ramp {
    bounds: &[30, 40, 50, 60, 70],
    shades: &[dark("#F7FBFF"), dark("#DEEBF7"), dark("#C6DBEF"), dark("#9ECAE1"), dark("#6BAED6"), light("#08519C")],
};

impl Ramp {
    /// Shade of a value. It is read after rounding, so that two cells that print the same number look the same.
    pub fn shade(&self, value: f64) -> Shade {
        let rounded = round(value, 0).map_or(0, Rounded::units);
        let reached = self.bounds.iter().take_while(|bound| rounded >= i128::from(**bound)).count();
        self.shades[reached] // OK because there is one shade more than bounds
    }
}

/// Contrast of two colours `#RRGGBB` as WCAG defines it, 1 to 21.
pub fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: &str) -> f64 {
    let channel = |position: usize| {
        let hex = colour.get(position..position + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
        let share = f64::from(hex) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
