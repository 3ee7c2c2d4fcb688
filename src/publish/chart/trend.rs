//! F09: levels on their field dates. Segments join comparable editions only; a break is a gap in the line and a dashed
//! rule with its label.

use chrono::NaiveDate;

use super::frame::{self, Key, NUMBER, SMALL};
use super::svg::{Anchor, Canvas};
use super::theme::{self, Group, MARGIN, WIDTH};
use super::wording::Wording;
use crate::survey::ids::Subject;

/// One edition on the axis.
pub struct Stop {
    /// Middle of the field.
    pub date: NaiveDate,
    /// Label of the edition.
    pub edition: String,
    /// Month and year of the field.
    pub month: String,
}

/// One level at one stop.
pub struct Level {
    /// Position of its stop.
    pub stop: usize,
    /// The level.
    pub value: f64,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// Its number.
    pub text: String,
    /// Whether its base is small.
    pub hollow: bool,
    /// Whether it is comparable with the level before it in the series.
    pub joined: bool,
}

/// The levels of one group, in field order.
pub struct Series {
    /// Whose.
    pub group: Group,
    /// Name at the end of the line.
    pub name: String,
    /// What is measured.
    pub subject: Subject,
    /// Its levels.
    pub levels: Vec<Level>,
}

/// A break before a stop.
pub struct Break {
    /// Position of the first stop after it.
    pub before: usize,
    /// What stands beside the rule.
    pub label: String,
}

/// Axes that several series, and several panels, share.
struct Axes<'a> {
    stops: &'a [Stop],
    area: [f64; 4],
    low: f64,
    high: f64,
}

impl Axes<'_> {
    /// Abscissa of a day.
    fn day(&self, date: NaiveDate) -> f64 {
        let [x, _, width, _] = self.area;
        let days = |date: NaiveDate| self.stops.first().map_or(0, |first| (date - first.date).num_days()) as f64;
        let span = self.stops.last().map_or(1.0, |last| days(last.date).max(1.0));
        if self.stops.len() < 2 { x + width / 2.0 } else { x + days(date) / span * width }
    }

    fn stop(&self, position: usize) -> f64 {
        self.stops.get(position).map_or(self.area[0], |stop| self.day(stop.date)) // OK because an area has four parts
    }

    fn level(&self, value: f64) -> f64 {
        let [_, y, _, height] = self.area;
        y + height - (value - self.low) / (self.high - self.low) * height
    }
}

/// The range that holds every level and its interval, on multiples of ten.
fn range<'s>(series: impl Iterator<Item = &'s Series>) -> (f64, f64) {
    let (mut low, mut high) = (100.0_f64, 0.0_f64);
    for level in series.flat_map(|series| &series.levels) {
        let (least, most) = level.interval.unwrap_or((level.value, level.value));
        (low, high) = (low.min(least), high.max(most));
    }
    let low = ((low - 4.0) / 10.0).floor() * 10.0;
    let high = ((high + 4.0) / 10.0).ceil() * 10.0;
    (low.max(0.0), high.min(100.0).max(low.max(0.0) + 10.0))
}

/// What a trend figure shows.
pub struct Trend {
    /// Editions in field order.
    pub stops: Vec<Stop>,
    /// One panel a subject.
    pub panels: Vec<Panel>,
    /// Breaks, drawn in every panel.
    pub breaks: Vec<Break>,
}

/// One subject.
pub struct Panel {
    /// Its name; shown over the panel when there are several.
    pub name: String,
    /// One series a group.
    pub series: Vec<Series>,
}

/// Height of a lone panel, and of one among several.
const LONE: f64 = 280.0;
const SMALL_PANEL: f64 = 104.0;
/// Radius of the marks of a lone panel, and of one among several.
const RADII: [f64; 2] = [5.5, 4.0];
const COLUMNS: usize = 3;

impl Trend {
    /// Draws the figure; `percent` writes the numbers of the axis.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str, percent: &dyn Fn(f64) -> String) -> f64 {
        let y = frame::header(canvas, wording);
        let y = frame::legend(canvas, y, &self.keys(wording)) + 6.0;
        let y = match self.panels.as_slice() {
            [lone] => self.draw_lone(canvas, lone, y, percent),
            panels => self.draw_many(canvas, panels, y, percent),
        };
        frame::footer(canvas, y, wording, source)
    }

    fn keys<'w>(&self, wording: &'w Wording) -> Vec<Key<'w>> {
        let levels = || self.panels.iter().flat_map(|panel| &panel.series).flat_map(|series| &series.levels);
        let mut keys =
            vec![Key::Mark(Group::Client, wording.key("client")), Key::Mark(Group::Employee, wording.key("employee"))];
        if levels().any(|level| level.hollow) {
            keys.push(Key::Hollow(Group::Client, wording.key("small_base")));
        }
        if !self.breaks.is_empty() {
            keys.push(Key::Rule(wording.key("break")));
        }
        keys
    }

    fn draw_lone(&self, canvas: &mut Canvas, panel: &Panel, y: f64, percent: &dyn Fn(f64) -> String) -> f64 {
        let (low, high) = range(panel.series.iter());
        let area = [MARGIN + 64.0, y + 28.0, WIDTH - 2.0 * MARGIN - 64.0 - 136.0, LONE];
        let axes = Axes { stops: &self.stops, area, low, high };
        axes.draw_levels(canvas, percent, 24.0);
        let lowest = axes.draw_stops(canvas);
        self.breaks.iter().for_each(|a_break| axes.draw_break(canvas, a_break, true));
        axes.draw_series(canvas, &panel.series, true);
        axes.draw_numbers(canvas, &panel.series);
        axes.draw_names(canvas, &panel.series);
        lowest
    }

    fn draw_many(&self, canvas: &mut Canvas, panels: &[Panel], y: f64, percent: &dyn Fn(f64) -> String) -> f64 {
        let (low, high) = range(panels.iter().flat_map(|panel| &panel.series));
        let width = (WIDTH - 2.0 * MARGIN) / COLUMNS as f64;
        let style = NUMBER.bold();
        let mut y = y;
        for line in panels.chunks(COLUMNS) {
            let names: Vec<Vec<String>> = line.iter().map(|panel| style.wrap(&panel.name, width - 14.0)).collect();
            let head = names.iter().map(Vec::len).max().unwrap_or(1) as f64 * style.leading();
            for (position, (panel, name)) in line.iter().zip(&names).enumerate() {
                let x = MARGIN + position as f64 * width;
                canvas.lines([x, y + 12.0 + (head - name.len() as f64 * style.leading())], name, style);
                let area = [x + 46.0, y + head + 12.0, width - 46.0 - 48.0, SMALL_PANEL];
                let axes = Axes { stops: &self.stops, area, low, high };
                axes.draw_levels(canvas, percent, 10.0);
                axes.draw_editions(canvas);
                self.breaks.iter().for_each(|a_break| axes.draw_break(canvas, a_break, false));
                axes.draw_series(canvas, &panel.series, false);
                axes.draw_last_numbers(canvas, &panel.series);
            }
            y += head + SMALL_PANEL + 44.0;
        }
        y - 8.0
    }
}

impl Axes<'_> {
    /// Horizontal grid, with its numbers on the left.
    fn draw_levels(&self, canvas: &mut Canvas, percent: &dyn Fn(f64) -> String, overhang: f64) {
        let [x, _, width, _] = self.area;
        let step = if self.area[3] < LONE { 20.0 } else { 10.0 };
        let mut tick = (self.low / step).ceil() * step;
        while tick <= self.high {
            let y = self.level(tick);
            canvas.line([x - overhang, y], [x + width + overhang, y], theme::GRID, 1.0);
            canvas.text([x - overhang - 4.0, y + 4.0], &percent(tick), SMALL.anchor(Anchor::End));
            tick += step;
        }
    }

    /// Editions below the panel: label, then month; one step lower where two would touch. Returns the lowest ordinate.
    fn draw_stops(&self, canvas: &mut Canvas) -> f64 {
        let bottom = self.area[1] + self.area[3];
        let label = NUMBER.anchor(Anchor::Middle);
        let month = SMALL.anchor(Anchor::Middle);
        let (mut taken, mut lowest) = (f64::NEG_INFINITY, bottom + 36.0);
        for (position, stop) in self.stops.iter().enumerate() {
            let x = self.stop(position);
            let half = month.width(&stop.month).max(label.width(&stop.edition)) / 2.0 + 4.0;
            let step = if x - half < taken { 34.0 } else { 0.0 };
            if step == 0.0 {
                taken = x + half;
            }
            lowest = lowest.max(bottom + 36.0 + step);
            canvas.line([x, bottom], [x, bottom + 4.0 + step], theme::RULE, 1.0);
            canvas.text([x, bottom + 18.0 + step], &stop.edition, label);
            canvas.text([x, bottom + 33.0 + step], &stop.month, month);
        }
        lowest
    }

    /// Labels of the editions alone.
    fn draw_editions(&self, canvas: &mut Canvas) {
        let bottom = self.area[1] + self.area[3];
        let mut free = f64::NEG_INFINITY;
        for (position, stop) in self.stops.iter().enumerate() {
            let x = self.stop(position);
            canvas.line([x, bottom], [x, bottom + 3.0], theme::RULE, 1.0);
            let half = SMALL.width(&stop.edition) / 2.0 + 2.0;
            if x - half > free {
                canvas.text([x, bottom + 15.0], &stop.edition, SMALL.anchor(Anchor::Middle));
                free = x + half;
            }
        }
    }

    /// The dashed rule of a break, half-way between two fields.
    fn draw_break(&self, canvas: &mut Canvas, a_break: &Break, labelled: bool) {
        let Some(before) = a_break.before.checked_sub(1) else { return };
        let x = (self.stop(before) + self.stop(a_break.before)) / 2.0;
        let [_, y, _, height] = self.area;
        canvas.dashed([x, y - if labelled { 18.0 } else { 4.0 }], [x, y + height], theme::RULE, 1.2);
        if labelled {
            canvas.text([x + 6.0, y - 8.0], &a_break.label, SMALL);
        }
    }

    /// Segments, then whiskers, then marks: no line runs over a mark.
    fn draw_series(&self, canvas: &mut Canvas, all: &[Series], lone: bool) {
        for series in all {
            for pair in series.levels.windows(2) {
                let [from, to] = pair else { continue };
                if to.joined {
                    let [from, to] = [from, to].map(|level| [self.stop(level.stop), self.level(level.value)]);
                    canvas.line(from, to, series.group.mark(), 2.0);
                }
            }
        }
        let levels = || all.iter().flat_map(|series| series.levels.iter().map(move |level| (series.group, level)));
        for (group, level) in levels().filter(|_| lone) {
            let (x, Some((low, high))) = (self.stop(level.stop), level.interval) else { continue };
            canvas.line([x, self.level(low)], [x, self.level(high)], group.mark(), 1.8);
            for end in [low, high] {
                canvas.line([x - 4.0, self.level(end)], [x + 4.0, self.level(end)], group.mark(), 1.8);
            }
        }
        let radius = RADII[usize::from(!lone)]; // OK because there are two radii
        for (group, level) in levels() {
            canvas.mark_of(group, [self.stop(level.stop), self.level(level.value)], level.hollow, radius);
        }
    }

    /// The number of every level, beyond its whisker, on the side where no other series stands.
    fn draw_numbers(&self, canvas: &mut Canvas, all: &[Series]) {
        for series in all {
            for level in &series.levels {
                let others = all.iter().filter(|other| other.group != series.group);
                let above = others
                    .flat_map(|other| &other.levels)
                    .filter(|other| other.stop == level.stop)
                    .all(|other| level.value >= other.value);
                let (low, high) = level.interval.unwrap_or((level.value, level.value));
                let y = if above {
                    self.level(high).min(self.level(level.value) - 8.0) - 5.0
                } else {
                    self.level(low).max(self.level(level.value) + 8.0) + 14.0
                };
                let style = NUMBER.fill(series.group.text()).anchor(Anchor::Middle);
                canvas.text([self.stop(level.stop), y], &level.text, style);
            }
        }
    }

    /// Name of every series at the end of its line.
    fn draw_names(&self, canvas: &mut Canvas, all: &[Series]) {
        let right = self.area[0] + self.area[2] + 32.0;
        let ends = self.ends(all, 20.0);
        for (series, y) in all.iter().zip(ends) {
            let style = NUMBER.fill(series.group.text());
            canvas.lines([right, y + 4.0], &style.wrap(&series.name, WIDTH - 6.0 - right), style);
        }
    }

    /// Number of the last level of every series.
    fn draw_last_numbers(&self, canvas: &mut Canvas, all: &[Series]) {
        let right = self.area[0] + self.area[2] + 11.0;
        for (series, y) in all.iter().zip(self.ends(all, 14.0)) {
            let Some(last) = series.levels.last() else { continue };
            canvas.text([right, y + 4.0], &last.text, NUMBER.fill(series.group.text()));
        }
    }

    /// Ordinates of the last levels, pushed apart to `apart` where they are closer.
    fn ends(&self, all: &[Series], apart: f64) -> Vec<f64> {
        let mut ends: Vec<f64> = all
            .iter()
            .map(|series| series.levels.last().map_or(self.area[1], |level| self.level(level.value)))
            .collect();
        if let [first, second] = ends.as_mut_slice() {
            let missing = (apart - (*first - *second).abs()) / 2.0;
            if missing > 0.0 {
                let sign = if first < second { 1.0 } else { -1.0 };
                (*first, *second) = (*first - sign * missing, *second + sign * missing);
            }
        }
        ends
    }
}
