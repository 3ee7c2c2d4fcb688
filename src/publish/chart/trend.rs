//! F09: figures on their field dates. Segments join comparable editions only; a break is a gap in the line and a dashed
//! rule; an edition whose figure is suppressed keeps its place, hatched, and no segment crosses it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::frame::{self, Key, NUMBER, SMALL};
use super::spans::{common_span, range, widened};
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
    /// How it follows on the level before it in the series.
    pub link: Link,
}

/// How a level follows on the one before it in its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// There is none before it, or an edition between the two has no level to show.
    Open,
    /// The two rest on questions that are not all the same: a change is computed on the common ones, which is not the step from
    /// one level to the other.
    Recomputed,
    /// The two are comparable.
    Joined,
    /// They are not: the series is broken between them.
    Broken,
}

/// The levels of one group, in field order.
pub struct Series {
    /// Whose.
    pub group: Group,
    /// Name at the end of the line.
    pub name: String,
    /// What is measured; none for a mean over the dimensions.
    pub subject: Option<Subject>,
    /// Its levels.
    pub levels: Vec<Level>,
    /// Positions of the stops where its level is suppressed.
    pub hidden: Vec<usize>,
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

/// What a trend figure shows.
pub struct Trend {
    /// Editions in field order.
    pub stops: Vec<Stop>,
    /// One panel a subject.
    pub panels: Vec<Panel>,
    /// How they are laid out.
    pub layout: Layout,
}

/// How the panels of a figure are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One large panel, its series named at their ends.
    Lone,
    /// Two panels side by side, each with an axis of its own, a unit of which is as tall in both.
    Pair,
    /// Small panels on one axis.
    Grid,
}

/// One subject.
pub struct Panel {
    /// Its name; shown over the panel when there are several.
    pub name: String,
    /// One series a group.
    pub series: Vec<Series>,
    /// Whether it shows differences, on an axis with its zero, and not shares.
    pub differences: bool,
}

impl Panel {
    /// The stops before which a series breaks off and none goes on.
    pub fn breaks(&self) -> Vec<usize> {
        let levels = || self.series.iter().flat_map(|series| &series.levels);
        let broken: BTreeSet<usize> =
            levels().filter(|level| level.link == Link::Broken).map(|level| level.stop).collect();
        let joined = |stop: &usize| levels().any(|level| level.stop == *stop && level.link == Link::Joined);
        broken.into_iter().filter(|stop| !joined(stop)).collect()
    }

    /// The stops with a suppressed level, and whether no series has one to show there.
    fn hidden(&self) -> Vec<(usize, bool)> {
        let stops: BTreeSet<usize> = self.series.iter().flat_map(|series| series.hidden.iter().copied()).collect();
        let shown = |stop: usize| self.series.iter().flat_map(|s| &s.levels).any(|level| level.stop == stop);
        stops.into_iter().map(|stop| (stop, !shown(stop))).collect()
    }
}

/// Writes the numbers of the axes.
pub struct Ticks<'t> {
    /// Shares.
    pub percent: &'t dyn Fn(f64) -> String,
    /// Differences.
    pub signed: &'t dyn Fn(f64) -> String,
}

impl Ticks<'_> {
    fn of(&self, panel: &Panel) -> &dyn Fn(f64) -> String {
        if panel.differences { self.signed } else { self.percent }
    }
}

/// Height of a lone panel, of one of two, and of one among several.
const LONE: f64 = 280.0;
const HALF: f64 = 200.0;
const SMALL_PANEL: f64 = 104.0;
/// Radius of the marks of a lone panel, and of one among several.
const RADII: [f64; 2] = [5.5, 4.0];
const COLUMNS: usize = 3;

impl Trend {
    /// Draws the figure.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str, ticks: &Ticks<'_>) -> f64 {
        let y = frame::header(canvas, wording);
        let y = frame::legend(canvas, y, &self.keys(wording)) + 6.0;
        let y = match self.layout {
            Layout::Lone => self.panels.iter().fold(y, |y, panel| self.draw_lone(canvas, panel, y, wording, ticks)),
            Layout::Pair => self.draw_pair(canvas, y, ticks),
            Layout::Grid => self.draw_grid(canvas, y, ticks),
        };
        frame::footer(canvas, y, wording, source)
    }

    fn keys<'w>(&self, wording: &'w Wording) -> Vec<Key<'w>> {
        let series = || self.panels.iter().flat_map(|panel| &panel.series);
        let mut keys = Vec::new();
        for (group, key) in [(Group::Client, "client"), (Group::Employee, "employee")] {
            if series().any(|series| series.group == group) {
                keys.push(Key::Mark(group, wording.key(key)));
            }
        }
        let small = series().find(|series| series.levels.iter().any(|level| level.hollow));
        keys.extend(small.map(|series| Key::Hollow(series.group, wording.key("small_base"))));
        if series().any(|series| !series.hidden.is_empty()) {
            keys.push(Key::Hatched(wording.key("suppressed")));
        }
        if self.panels.iter().any(|panel| !panel.breaks().is_empty()) {
            keys.push(Key::Rule(wording.key("break")));
        }
        keys
    }

    fn draw_lone(&self, canvas: &mut Canvas, panel: &Panel, y: f64, wording: &Wording, ticks: &Ticks<'_>) -> f64 {
        let (low, high) = range(panel.series.iter());
        let name = NUMBER.bold();
        let y = canvas.lines([MARGIN, y + 12.0], &name.wrap(&panel.name, WIDTH - 2.0 * MARGIN), name) - 12.0;
        let area = [MARGIN + 64.0, y + 28.0, WIDTH - 2.0 * MARGIN - 64.0 - 136.0, LONE];
        let axes = Axes { stops: &self.stops, area, low, high };
        axes.draw_levels(canvas, ticks.of(panel), 24.0, 10.0);
        let lowest = axes.draw_stops(canvas);
        panel.breaks().iter().for_each(|before| axes.draw_break(canvas, *before, wording.key("break")));
        axes.draw_series(canvas, panel, true);
        axes.draw_numbers(canvas, &panel.series);
        axes.draw_names(canvas, &panel.series);
        lowest
    }

    fn draw_pair(&self, canvas: &mut Canvas, y: f64, ticks: &Ticks<'_>) -> f64 {
        let ranges: Vec<[f64; 2]> = self.panels.iter().map(Panel::range_in_fives).collect();
        let span = common_span(&self.panels);
        let width = (WIDTH - 2.0 * MARGIN) / 2.0;
        let style = NUMBER.bold();
        let names: Vec<Vec<String>> = self.panels.iter().map(|panel| style.wrap(&panel.name, width - 24.0)).collect();
        let head = names.iter().map(Vec::len).max().unwrap_or(1) as f64 * style.leading();
        let mut lowest = y;
        for (position, ((panel, name), range)) in self.panels.iter().zip(&names).zip(ranges).enumerate() {
            let x = MARGIN + position as f64 * width;
            canvas.lines([x, y + 12.0], name, style);
            let area = [x + 64.0, y + head + 26.0, width - 64.0 - 40.0, HALF];
            let [low, high] = widened(range, span, panel.differences);
            let axes = Axes { stops: &self.stops, area, low, high };
            axes.draw_levels(canvas, ticks.of(panel), 20.0, if span > 30.0 { 10.0 } else { 5.0 });
            if panel.differences {
                let [left, right] = [area[0] - 20.0, area[0] + area[2] + 20.0]; // OK because an area has four parts
                canvas.line([left, axes.level(0.0)], [right, axes.level(0.0)], theme::RULE, 1.5);
            }
            lowest = lowest.max(axes.draw_stops(canvas));
            panel.breaks().iter().for_each(|before| axes.draw_break(canvas, *before, ""));
            axes.draw_series(canvas, panel, true);
            axes.draw_numbers(canvas, &panel.series);
        }
        lowest
    }

    fn draw_grid(&self, canvas: &mut Canvas, y: f64, ticks: &Ticks<'_>) -> f64 {
        let (low, high) = range(self.panels.iter().flat_map(|panel| &panel.series));
        let width = (WIDTH - 2.0 * MARGIN) / COLUMNS as f64;
        let style = NUMBER.bold();
        let mut y = y;
        for line in self.panels.chunks(COLUMNS) {
            let names: Vec<Vec<String>> = line.iter().map(|panel| style.wrap(&panel.name, width - 14.0)).collect();
            let head = names.iter().map(Vec::len).max().unwrap_or(1) as f64 * style.leading();
            for (position, (panel, name)) in line.iter().zip(&names).enumerate() {
                let x = MARGIN + position as f64 * width;
                canvas.lines([x, y + 12.0 + (head - name.len() as f64 * style.leading())], name, style);
                let area = [x + 46.0, y + head + 12.0, width - 46.0 - 48.0, SMALL_PANEL];
                let axes = Axes { stops: &self.stops, area, low, high };
                axes.draw_levels(canvas, ticks.of(panel), 10.0, 20.0);
                axes.draw_editions(canvas);
                panel.breaks().iter().for_each(|before| axes.draw_break(canvas, *before, ""));
                axes.draw_series(canvas, panel, false);
                axes.draw_last_numbers(canvas, &panel.series);
            }
            y += head + SMALL_PANEL + 44.0;
        }
        y - 8.0
    }
}

impl Axes<'_> {
    /// Horizontal grid, with its numbers on the left.
    fn draw_levels(&self, canvas: &mut Canvas, write: &dyn Fn(f64) -> String, overhang: f64, step: f64) {
        let [x, _, width, _] = self.area;
        let mut tick = (self.low / step).ceil() * step;
        while tick <= self.high {
            let y = self.level(tick);
            canvas.line([x - overhang, y], [x + width + overhang, y], theme::GRID, 1.0);
            canvas.text([x - overhang - 4.0, y + 4.0], &write(tick), SMALL.anchor(Anchor::End));
            tick += step;
        }
    }

    /// Editions below the panel: label, then month; lower where two would touch. Returns the lowest ordinate.
    fn draw_stops(&self, canvas: &mut Canvas) -> f64 {
        const STEP: f64 = 34.0;
        let bottom = self.area[1] + self.area[3];
        let label = NUMBER.anchor(Anchor::Middle);
        let month = SMALL.anchor(Anchor::Middle);
        // Right end of what stands on each line of labels.
        let mut taken: Vec<f64> = Vec::new();
        for (position, stop) in self.stops.iter().enumerate() {
            let x = self.stop(position);
            let half = month.width(&stop.month).max(label.width(&stop.edition)) / 2.0 + 4.0;
            let line = taken.iter().position(|end| x - half >= *end).unwrap_or(taken.len());
            let step = STEP * line as f64;
            let covered = taken.iter().take(line).any(|end| x - 2.0 < *end);
            match taken.get_mut(line) {
                Some(end) => *end = x + half,
                None => taken.push(x + half),
            }
            canvas.line([x, bottom], [x, bottom + 4.0 + if covered { 0.0 } else { step }], theme::RULE, 1.0);
            canvas.text([x, bottom + 18.0 + step], &stop.edition, label);
            canvas.text([x, bottom + 33.0 + step], &stop.month, month);
        }
        bottom + 36.0 + STEP * taken.len().saturating_sub(1) as f64
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

    /// The dashed rule of a break before a stop, and its label: just before its field, because nothing measured stands
    /// between, and what the reason of the break tells of the years between is before the rule.
    fn draw_break(&self, canvas: &mut Canvas, after: usize, label: &str) {
        const BEFORE: f64 = 16.0;
        let Some(before) = after.checked_sub(1) else { return };
        let x = (self.stop(after) - BEFORE).max((self.stop(before) + self.stop(after)) / 2.0);
        let [left, y, width, height] = self.area;
        canvas.dashed([x, y - if label.is_empty() { 4.0 } else { 18.0 }], [x, y + height], theme::RULE, 1.2);
        // On the side where it stays inside: a rule near the right edge has its label before it.
        let fits = x + 6.0 + SMALL.width(label) <= left + width + 24.0;
        let (at, anchor) = if fits { (x + 6.0, Anchor::Start) } else { (x - 6.0, Anchor::End) };
        canvas.text([at, y - 8.0], label, SMALL.anchor(anchor));
    }

    /// A hatched strip where an edition has nothing to show, a hatched foot where one of its series has not.
    fn draw_hidden(&self, canvas: &mut Canvas, panel: &Panel) {
        let [_, y, _, height] = self.area;
        for (stop, whole) in panel.hidden() {
            let tall = if whole { height } else { 14.0 };
            canvas.hatched([self.stop(stop) - 7.0, y + height - tall, 14.0, tall]);
        }
    }

    /// Where a series stands beside a stop: whiskers of several series at one date would hide each other.
    fn aside(&self, all: &[Series], series: &Series) -> f64 {
        const APART: f64 = 8.0;
        let mut drawn = all.iter().filter(|series| !series.levels.is_empty());
        let middle = (drawn.clone().count().saturating_sub(1)) as f64 / 2.0;
        drawn.position(|other| other.group == series.group).map_or(0.0, |place| (place as f64 - middle) * APART)
    }

    /// What is hidden, then segments, then whiskers, then marks: no line runs over a mark.
    fn draw_series(&self, canvas: &mut Canvas, panel: &Panel, lone: bool) {
        self.draw_hidden(canvas, panel);
        let all = &panel.series;
        let aside = |series: &Series| if lone { self.aside(all, series) } else { 0.0 };
        for series in all {
            for pair in series.levels.windows(2) {
                let [from, to] = pair else { continue };
                if to.link == Link::Joined {
                    let at = |level: &Level| [self.stop(level.stop) + aside(series), self.level(level.value)];
                    let [from, to] = [at(from), at(to)];
                    canvas.line(from, to, series.group.mark(), 2.0);
                }
            }
        }
        let levels = || all.iter().flat_map(|series| series.levels.iter().map(move |level| (series, level)));
        let across = |series: &Series, level: &Level| self.stop(level.stop) + aside(series);
        for (series, level) in levels().filter(|_| lone) {
            let (x, Some((low, high))) = (across(series, level), level.interval) else { continue };
            let group = series.group;
            canvas.line([x, self.level(low)], [x, self.level(high)], group.mark(), 1.8);
            for end in [low, high] {
                canvas.line([x - 4.0, self.level(end)], [x + 4.0, self.level(end)], group.mark(), 1.8);
            }
        }
        let radius = RADII[usize::from(!lone)]; // OK because there are two radii
        for (series, level) in levels() {
            let at = [across(series, level), self.level(level.value)];
            canvas.mark_of(series.group, at, level.hollow, radius);
        }
    }

    /// Where a level has its mark and its whisker: highest and lowest ordinate.
    fn reach(&self, level: &Level) -> [f64; 2] {
        let (low, high) = level.interval.unwrap_or((level.value, level.value));
        let at = self.level(level.value);
        [self.level(high).min(at - 8.0), self.level(low).max(at + 8.0)]
    }

    /// The number of every level, beyond its whisker, on the side where no other series stands; on the other side, or
    /// further out, where a number or the whisker of another series is already.
    fn draw_numbers(&self, canvas: &mut Canvas, all: &[Series]) {
        let mut taken: Vec<[f64; 4]> = Vec::new();
        for series in all {
            for level in &series.levels {
                let x = self.stop(level.stop) + self.aside(all, series);
                let others: Vec<&Level> = all
                    .iter()
                    .filter(|other| other.group != series.group)
                    .flat_map(|other| other.levels.iter().filter(|other| other.stop == level.stop))
                    .collect();
                let above = others.iter().all(|other| level.value >= other.value);
                let whiskers: Vec<[f64; 2]> = others.iter().map(|other| self.reach(other)).collect();
                let [top, bottom] = self.reach(level);
                let [highest, lowest] = whiskers
                    .iter()
                    .fold([top, bottom], |[highest, lowest], [top, bottom]| [top.min(highest), bottom.max(lowest)]);
                let (over, under) = ([top - 5.0, highest - 5.0], [bottom + 14.0, lowest + 14.0]);
                let places = if above {
                    [over[0], under[0], over[1], over[1] - 14.0, under[1], under[1] + 14.0]
                } else {
                    [under[0], over[0], under[1], under[1] + 14.0, over[1], over[1] - 14.0]
                };
                let half = NUMBER.width(&level.text) / 2.0 + 1.0;
                let free = |y: &f64| {
                    let apart = |[left, top, right, bottom]: &[f64; 4]| {
                        x + half <= *left || x - half >= *right || *y <= *top || *y - 12.0 >= *bottom
                    };
                    taken.iter().all(apart) && whiskers.iter().all(|[top, bottom]| y <= top || y - 12.0 >= *bottom)
                };
                let y = places.into_iter().find(free).unwrap_or(places[0]);
                taken.push([x - half, y - 12.0, x + half, y]);
                let style = NUMBER.fill(series.group.text()).anchor(Anchor::Middle);
                // No rule of the grid strikes a number through.
                canvas.rect([x - half + 1.0, y - 10.0, 2.0 * half - 2.0, 11.0], theme::PAPER);
                canvas.text([x, y], &level.text, style);
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

    /// Number of the last level of every series: at the right edge when it is of the last edition, else at its own point.
    fn draw_last_numbers(&self, canvas: &mut Canvas, all: &[Series]) {
        let [left, top, width, height] = self.area;
        for (series, y) in all.iter().zip(self.ends(all, 14.0)) {
            let Some(last) = series.levels.last() else { continue };
            let style = NUMBER.fill(series.group.text());
            if last.stop + 1 == self.stops.len() {
                canvas.text([left + width + 11.0, y + 4.0], &last.text, style);
                continue;
            }
            // Above the point, or below it where the other series stands higher and the labels leave room.
            let mut others = all.iter().filter(|other| other.group != series.group);
            let lower = others.any(|other| {
                let here = other.levels.iter().rfind(|level| level.stop <= last.stop);
                here.is_some_and(|level| level.value > last.value)
            });
            let y = self.level(last.value);
            let y = if lower && y + 17.0 < top + height { y + 17.0 } else { y - 8.0 };
            canvas.text([self.stop(last.stop), y], &last.text, style.anchor(Anchor::Middle));
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
