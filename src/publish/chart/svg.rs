//! A small SVG layer: shapes and real text, whose width is known before it is set, so that it wraps before it runs into
//! something.

use std::fmt::Write as _;

use super::font;
use super::theme::{self, Group};

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Height of the font.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub fill: &'static str,
    /// Where it stands.
    pub anchor: Anchor,
}

impl Style {
    /// Ink of a size, from its point on.
    pub const fn new(size: f64) -> Self {
        Self { size, bold: false, fill: theme::INK, anchor: Anchor::Start }
    }

    /// The same in bold.
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same in a colour.
    pub const fn fill(self, fill: &'static str) -> Self {
        Self { fill, ..self }
    }

    /// The same, anchored otherwise.
    pub const fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// Width of a text in this style.
    pub fn width(&self, text: &str) -> f64 {
        font::width(text, self.bold) * self.size
    }

    /// Lines of a text, broken at its ordinary spaces so that none is wider than `width`. A number stays with the word that
    /// it counts. A word that is wider than a line is broken behind a slash or a hyphen, and anywhere when it has none.
    pub fn wrap(&self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut ems = 0.0; // of the last line
        let space = self.width(" ");
        for word in unbroken(text) {
            match lines.last_mut() {
                Some(line) if ems * self.size + space + self.width(&word) <= width => {
                    line.push(' ');
                    line.push_str(&word);
                    ems = font::extended(font::extended(ems, " ", self.bold), &word, self.bold);
                }
                _ if self.width(&word) > width => {
                    lines.extend(self.broken(&word, width));
                    ems = lines.last().map_or(0.0, |line| font::width(line, self.bold));
                }
                _ => {
                    ems = font::width(&word, self.bold);
                    lines.push(word);
                }
            }
        }
        lines
    }

    /// The lines of a word that is wider than one.
    fn broken(&self, word: &str, width: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        let mut add = |piece: &str| match lines.last_mut() {
            Some(line) if line.is_empty() || self.width(&format!("{line}{piece}")) <= width => line.push_str(piece),
            _ => lines.push(piece.to_owned()),
        };
        for piece in word.split_inclusive(['/', '-', ' ']) {
            if self.width(piece) <= width {
                add(piece);
            } else {
                piece.chars().for_each(|character| add(character.encode_utf8(&mut [0; 4])));
            }
        }
        lines.iter().map(|line| line.trim_end().to_owned()).collect()
    }

    /// As many lines as [`Self::wrap`] needs, but as even as they can be: no lone last word.
    pub fn wrap_evenly(&self, text: &str, width: f64) -> Vec<String> {
        let needed = self.wrap(text, width).len();
        let mut best = self.wrap(text, width);
        let mut narrower = width;
        while narrower > width / 2.0 {
            narrower -= 10.0;
            let lines = self.wrap(text, narrower);
            if lines.len() > needed {
                break;
            }
            best = lines;
        }
        best
    }

    /// From one line to the next.
    pub fn leading(&self) -> f64 {
        (self.size * 1.3).round()
    }
}

/// What a line may not break: words, each with the number before it and the separator behind it.
fn unbroken(text: &str) -> Vec<String> {
    let number = |word: &str| {
        let word = word.rsplit('\u{a0}').next().unwrap_or(word); // of « de 187 à 262 », the last
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || ['\u{202f}', '–', ','].contains(&c))
            && !word.ends_with(',')
    };
    let mut words: Vec<String> = Vec::new();
    let mut counting = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match words.last_mut() {
            // A separator ends its line and begins none.
            Some(last) if word == "·" || counting && word.starts_with(char::is_alphabetic) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        counting = number(word);
    }
    words
}

/// A figure being drawn.
pub struct Canvas {
    id: String,
    body: String,
}

impl Canvas {
    /// An empty figure. The id keeps its names apart from those of another figure on the same page.
    pub fn new(id: &str) -> Self {
        Self { id: id.replace('.', "-"), body: String::new() }
    }

    /// A rectangle.
    pub fn rect(&mut self, [x, y, width, height]: [f64; 4], fill: &str) {
        let _ = writeln!(
            self.body,
            r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}"/>"#,
            n(x),
            n(y),
            n(width),
            n(height)
        );
    }

    /// The outline of a rectangle.
    pub fn outline(&mut self, [x, y, width, height]: [f64; 4], stroke: &str, thickness: f64) {
        let _ = writeln!(
            self.body,
            r#"<rect x="{}" y="{}" width="{}" height="{}" fill="none" stroke="{stroke}" stroke-width="{}"/>"#,
            n(x),
            n(y),
            n(width),
            n(height),
            n(thickness)
        );
    }

    /// A hatched rectangle: there is a value, and it is suppressed.
    pub fn hatched(&mut self, area: [f64; 4]) {
        self.rect(area, theme::PAPER);
        self.path(&stripes(area), theme::HATCH);
    }

    /// A straight line.
    pub fn line(&mut self, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2], stroke: &str, thickness: f64) {
        self.any_line([x1, y1], [x2, y2], stroke, thickness, "");
    }

    /// A dashed line.
    pub fn dashed(&mut self, from: [f64; 2], to: [f64; 2], stroke: &str, thickness: f64) {
        self.any_line(from, to, stroke, thickness, r#" stroke-dasharray="4 3""#);
    }

    fn any_line(&mut self, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2], stroke: &str, thickness: f64, more: &str) {
        let _ = writeln!(
            self.body,
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{stroke}" stroke-width="{}"{more}/>"#,
            n(x1),
            n(y1),
            n(x2),
            n(y2),
            n(thickness)
        );
    }

    /// A filled shape from an SVG path.
    pub fn path(&mut self, path: &str, fill: &str) {
        let _ = writeln!(self.body, r#"<path d="{path}" fill="{fill}"/>"#);
    }

    /// The mark of a group; hollow for a small base.
    pub fn mark(&mut self, group: Group, at: [f64; 2], hollow: bool) {
        self.mark_of(group, at, hollow, 6.5);
    }

    /// The mark of a group with a radius; its paper outline keeps it apart from what it covers.
    pub fn mark_of(&mut self, group: Group, [x, y]: [f64; 2], hollow: bool, radius: f64) {
        let colour = group.mark();
        let (fill, stroke, thickness) = if hollow { (theme::PAPER, colour, 2.2) } else { (colour, theme::PAPER, 1.0) };
        let look = format!(r#"fill="{fill}" stroke="{stroke}" stroke-width="{}""#, n(thickness));
        let radius = if hollow { radius - 0.6 } else { radius };
        let _ = match group {
            Group::Client | Group::Difference => {
                writeln!(self.body, r#"<circle cx="{}" cy="{}" r="{}" {look}/>"#, n(x), n(y), n(radius))
            }
            Group::Employee => {
                let half = radius * 1.25;
                let path = format!("M{} {}l{r} {r}-{r} {r}-{r}-{r}z", n(x), n(y - half), r = n(half));
                writeln!(self.body, r#"<path d="{path}" {look}/>"#)
            }
            Group::Manager => {
                let half = radius * 0.92;
                let (x, y, side) = (n(x - half), n(y - half), n(2.0 * half));
                writeln!(self.body, r#"<rect x="{x}" y="{y}" width="{side}" height="{side}" {look}/>"#)
            }
        };
    }

    /// One line of text; `y` is its baseline.
    pub fn text(&mut self, [x, y]: [f64; 2], text: &str, style: Style) {
        self.any_text([x, y], text, style, "");
    }

    /// One line of text turned about its point, in degrees clockwise.
    pub fn turned(&mut self, [x, y]: [f64; 2], degrees: f64, text: &str, style: Style) {
        let turn = format!(r#" transform="rotate({} {} {})""#, n(degrees), n(x), n(y));
        self.any_text([x, y], text, style, &turn);
    }

    /// Lines of text below one another; returns the baseline of the line that would follow.
    pub fn lines(&mut self, [x, y]: [f64; 2], lines: &[String], style: Style) -> f64 {
        let mut baseline = y;
        for line in lines {
            self.text([x, baseline], line, style);
            baseline += style.leading();
        }
        baseline
    }

    fn any_text(&mut self, [x, y]: [f64; 2], text: &str, style: Style, more: &str) {
        if text.is_empty() {
            return;
        }
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let weight = if style.bold { r#" font-weight="bold""# } else { "" };
        let _ = writeln!(
            self.body,
            r#"<text x="{}" y="{}" font-size="{}" fill="{}"{weight}{anchor}{more}>{}</text>"#,
            n(x),
            n(y),
            n(style.size),
            style.fill,
            escaped(text)
        );
    }

    /// The finished document.
    pub fn finish(self, height: f64, title: &str, description: &str, language: &str) -> String {
        let (id, width, height) = (&self.id, n(theme::WIDTH), n(height.ceil()));
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="{id}-title {id}-desc" lang="{language}" font-family="{fonts}">
<title id="{id}-title">{title}</title>
<desc id="{id}-desc">{description}</desc>
<rect width="{width}" height="{height}" fill="{paper}"/>
{body}</svg>
"##,
            title = escaped(title),
            description = escaped(description),
            fonts = theme::FONTS,
            paper = theme::PAPER,
            body = self.body,
        )
    }
}

/// The path of the stripes over a rectangle, from the lower left to the upper right. They are shapes and not a pattern, which
/// viewers paint as a small picture, blurred and slowly; they count from the corner of the figure, so that those of
/// neighbouring areas meet.
fn stripes([x, y, width, height]: [f64; 4]) -> String {
    // In tenths, as coordinates are written: all stripes are as broad, and as far from one another.
    const BREADTH: i64 = 14;
    const DISTANCE: i64 = 85;
    let tenths = |length: f64| (length * 10.0).round() as i64;
    let [left, top, right, bottom] = [tenths(x), tenths(y), tenths(x) + tenths(width), tenths(y) + tenths(height)];
    if left >= right || top >= bottom {
        return String::new();
    }
    // A stripe lies between two diagonals; on each, x and y have one sum.
    let ends = |sum: i64| {
        let sum = sum.clamp(left + top, right + bottom);
        let low = bottom.min(sum - left);
        let high = top.max(sum - right);
        [[sum - low, low], [sum - high, high]]
    };
    let mut path = String::new();
    let mut sum = (left + top - BREADTH).div_euclid(DISTANCE) * DISTANCE + DISTANCE;
    while sum < right + bottom {
        let ([low, high], [next_low, next_high]) = (ends(sum), ends(sum + BREADTH));
        let mut corners = vec![low, high];
        if high[0] < right && next_high[1] > top {
            corners.push([right, top]);
        }
        corners.extend([next_high, next_low]);
        if low[1] < bottom && next_low[0] > left {
            corners.push([left, bottom]);
        }
        corners.dedup();
        let written = |[x, y]: [i64; 2]| format!("{} {}", n(x as f64 / 10.0), n(y as f64 / 10.0));
        let steps = corners.iter().zip(corners.iter().skip(1)).map(|([x, y], [to_x, to_y])| [to_x - x, to_y - y]);
        let steps: Vec<String> = steps.map(written).collect();
        // Two corners are a line, which covers nothing.
        if steps.len() > 1 {
            let _ = write!(path, "M{}l{}z", written(low), steps.join(" "));
        }
        sum += DISTANCE;
    }
    path
}

/// A coordinate: a tenth is enough, and always prints the same.
pub fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripes_cover_their_share_of_a_rectangle_and_nothing_else() {
        for area in
            [[18.0, 123.5, 17.0, 13.0], [207.1, 0.4, 600.0, 22.0], [50.0, 60.0, 4.3, 300.2], [1.0, 1.0, 85.0, 85.0]]
        {
            let [left, top, width, height] = area;
            let mut covered = 0.0;
            for stripe in stripes(area).split_terminator('z') {
                let numbers = stripe.split(['M', 'l', ' ']).filter(|number| !number.is_empty());
                let numbers: Vec<f64> = numbers.map(|number| number.parse().unwrap()).collect();
                let mut corners = vec![[numbers[0], numbers[1]]];
                for step in numbers[2..].as_chunks::<2>().0 {
                    let [x, y] = corners[corners.len() - 1];
                    corners.push([x + step[0], y + step[1]]);
                }
                for [x, y] in &corners {
                    assert!((left - 1e-6..=left + width + 1e-6).contains(x), "{area:?}: {stripe}");
                    assert!((top - 1e-6..=top + height + 1e-6).contains(y), "{area:?}: {stripe}");
                }
                let next = corners.iter().cycle().skip(1);
                covered += corners.iter().zip(next).map(|(a, b)| a[0] * b[1] - a[1] * b[0]).sum::<f64>().abs() / 2.0;
            }
            let share = covered / (width * height);
            assert!((share * 8.5 / 1.4 - 1.0).abs() < 0.25, "{area:?}: {share}");
        }
        for nothing in [[10.0, 10.0, 0.0, 0.0], [10.0, 10.0, -0.5, 4.0], [8.0, 0.0, 5.0, -0.4]] {
            assert_eq!(stripes(nothing), "");
        }
    }
}
