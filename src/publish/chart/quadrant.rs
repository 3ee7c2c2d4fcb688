//! F06: clients against employees on equal axes, the band of symmetry along the diagonal; points bear numbers that a list
//! beside the plot explains, class by class.

use super::frame::{self, NUMBER, SMALL, Scale};
use super::svg::{Anchor, Canvas, Style, n};
use super::theme::{self, Group, MARGIN, WIDTH};
use super::wording::Wording;

/// One point.
pub struct Spot {
    /// Its name in the list.
    pub name: String,
    /// Levels of clients and employees, 0–100.
    pub levels: Option<[f64; 2]>,
    /// The same as they are displayed, or their marks.
    pub texts: [String; 2],
    /// Words of its class, or of why it has none.
    pub class: String,
    /// Whether its class is established.
    pub solid: bool,
}

/// A quadrant figure.
pub struct Quadrant<'a> {
    /// Points in the order of their numbers.
    pub spots: Vec<Spot>,
    /// Half the width of the band, in points.
    pub delta: f64,
    /// Level of the two lines, in percent.
    pub cut: f64,
    /// Writes the numbers of the axes.
    pub percent: &'a dyn Fn(f64) -> String,
}

const LEFT: f64 = MARGIN + 46.0;
const SIDE: f64 = 404.0;
const LIST: f64 = LEFT + SIDE + 34.0;
const CLIENTS: f64 = WIDTH - MARGIN - 52.0;
const EMPLOYEES: f64 = WIDTH - MARGIN;
const RADIUS: f64 = 5.5;
/// Style of the number of a point.
const LABEL: Style = Style::new(12.0).bold();

/// A box: left, top, right, bottom.
type Area = [f64; 4];

impl Quadrant<'_> {
    /// Draws the figure.
    pub fn draw(&self, canvas: &mut Canvas, wording: &Wording, source: &str) -> f64 {
        let y = frame::header(canvas, wording);
        let y = frame::legend(canvas, y, &self.keys(wording));
        let top = y + 14.0;
        let across = scale(self.spots.iter().filter_map(|spot| spot.levels), self.cut);
        let up = Scale { left: top + SIDE, right: top, ..across };
        self.draw_ground(canvas, &across, &up);
        let words = self.draw_words(canvas, &across, &up, wording);
        self.draw_spots(canvas, &across, &up, words);
        let bottom = self.draw_axes(canvas, &across, &up, wording);
        let listed = self.draw_list(canvas, top, wording);
        frame::footer(canvas, bottom.max(listed), wording, source)
    }

    fn keys<'w>(&self, wording: &'w Wording) -> Vec<frame::Key<'w>> {
        let drawn = |solid: bool| self.spots.iter().any(|spot| spot.levels.is_some() && spot.solid == solid);
        let mut keys = Vec::new();
        if drawn(true) {
            keys.push(frame::Key::Mark(Group::Difference, wording.key("solid")));
        }
        if drawn(false) {
            keys.push(frame::Key::Hollow(Group::Difference, wording.key("hollow")));
        }
        keys.extend([frame::Key::Swatch(theme::BAND, wording.key("band")), frame::Key::Dashed(wording.key("cut"))]);
        keys
    }

    /// The band, the grid, the diagonal and the two lines of level.
    fn draw_ground(&self, canvas: &mut Canvas, across: &Scale, up: &Scale) {
        let (low, high, delta) = (across.low, across.high, self.delta);
        let corners = [
            [low, low],
            [low, low + delta],
            [high - delta, high],
            [high, high],
            [high, high - delta],
            [low + delta, low],
        ];
        let points: Vec<String> =
            corners.iter().map(|[x, y]| format!("{} {}", n(across.at(*x)), n(up.at(*y)))).collect();
        canvas.path(&format!("M{}z", points.join("L")), theme::BAND);
        for tick in across.ticks() {
            canvas.line([across.at(tick), up.left], [across.at(tick), up.right], theme::GRID, 1.0);
            canvas.line([across.left, up.at(tick)], [across.right, up.at(tick)], theme::GRID, 1.0);
        }
        canvas.line([across.left, up.left], [across.right, up.right], theme::RULE, 1.0);
        let (x, y) = (across.at(self.cut), up.at(self.cut));
        canvas.dashed([x, up.left], [x, up.right], theme::RULE, 1.2);
        canvas.dashed([across.left, y], [across.right, y], theme::RULE, 1.2);
    }

    /// Who is less favourable on either side of the diagonal, in the corners furthest from it.
    fn draw_words(&self, canvas: &mut Canvas, across: &Scale, up: &Scale, wording: &Wording) -> Vec<Area> {
        let (above, below) = (wording.key("clients_less"), wording.key("employees_less"));
        let (first, last) = ([across.left + 8.0, up.right + 16.0], [across.right - 8.0, up.left - 9.0]);
        let taken = [
            [first[0], first[1] - 12.0, first[0] + SMALL.width(above), first[1] + 4.0],
            [last[0] - SMALL.width(below), last[1] - 12.0, last[0], last[1] + 4.0],
        ];
        for [left, top, right, bottom] in taken {
            // A line of level may run there.
            canvas.rect([left - 3.0, top, right - left + 6.0, bottom - top], theme::PAPER);
        }
        canvas.text(first, above, SMALL);
        canvas.text(last, below, SMALL.anchor(Anchor::End));
        taken.to_vec()
    }

    fn draw_axes(&self, canvas: &mut Canvas, across: &Scale, up: &Scale, wording: &Wording) -> f64 {
        for tick in across.ticks() {
            let text = (self.percent)(tick);
            canvas.text([across.at(tick), up.left + 17.0], &text, SMALL.anchor(Anchor::Middle));
            canvas.text([across.left - 6.0, up.at(tick) + 4.0], &text, SMALL.anchor(Anchor::End));
        }
        let middle = (across.left + across.right) / 2.0;
        canvas.text(
            [middle, up.left + 37.0],
            wording.key("client"),
            NUMBER.fill(Group::Client.text()).anchor(Anchor::Middle),
        );
        let side = NUMBER.fill(Group::Employee.text()).anchor(Anchor::Middle);
        canvas.turned([MARGIN + 6.0, (up.left + up.right) / 2.0], -90.0, wording.key("employee"), side);
        up.left + 40.0
    }

    fn draw_spots(&self, canvas: &mut Canvas, across: &Scale, up: &Scale, mut taken: Vec<Area>) {
        let places: Vec<(usize, [f64; 2], bool)> = self
            .spots
            .iter()
            .enumerate()
            .filter_map(|(position, spot)| {
                let [client, employee] = spot.levels?;
                Some((position + 1, [across.at(client), up.at(employee)], spot.solid))
            })
            .collect();
        taken.extend(places.iter().map(|(_, [x, y], _)| [x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS]));
        let edges = [across.left, up.right, across.right, up.left];
        taken.extend(self.lines(across, up));
        let mut labels = Vec::new();
        for (number, at, _) in &places {
            let text = number.to_string();
            let Placed { at: point, area, far } = place(*at, LABEL.width(&text), &taken, edges);
            if far {
                canvas.line(*at, [(area[0] + area[2]) / 2.0, (area[1] + area[3]) / 2.0], theme::RULE, 0.8);
            }
            taken.push(area);
            labels.push((point, text));
        }
        for (_, at, solid) in &places {
            canvas.mark_of(Group::Difference, *at, !solid, RADIUS);
        }
        for (point, text) in labels {
            canvas.text(point, &text, LABEL.anchor(Anchor::Middle));
        }
    }

    /// The diagonal and the lines of level, as boxes: a number reads better beside them.
    fn lines(&self, across: &Scale, up: &Scale) -> Vec<Area> {
        let (x, y) = (across.at(self.cut), up.at(self.cut));
        let level = [[x - 1.0, up.right, x + 1.0, up.left], [across.left, y - 1.0, across.right, y + 1.0]];
        let steps = (across.right - across.left) as i64; // OK because the plot is some hundreds of units wide
        let diagonal = (0..=steps).map(|step| [across.left + step as f64, up.left - step as f64]);
        level.into_iter().chain(diagonal.map(|[x, y]| [x - 1.0, y - 1.0, x + 1.0, y + 1.0])).collect()
    }

    /// The list: a heading a class, in the order of the points.
    fn draw_list(&self, canvas: &mut Canvas, top: f64, wording: &Wording) -> f64 {
        let (client, employee) = (SMALL.fill(Group::Client.text()), SMALL.fill(Group::Employee.text()));
        let mut y = top + 10.0;
        canvas.text([CLIENTS, y], wording.key("client_head"), client.anchor(Anchor::End));
        canvas.text([EMPLOYEES, y], wording.key("employee_head"), employee.anchor(Anchor::End));
        let mut classes: Vec<&str> = Vec::new();
        for spot in &self.spots {
            if !classes.contains(&spot.class.as_str()) {
                classes.push(&spot.class);
            }
        }
        let name = LIST + 24.0;
        for class in classes {
            y += 24.0;
            y = canvas.lines([LIST, y], &SMALL.bold().wrap(class, EMPLOYEES - LIST), SMALL.bold()) - SMALL.leading();
            let of_class = self.spots.iter().enumerate().filter(|(_, spot)| spot.class == class);
            for (position, spot) in of_class {
                y += 19.0;
                canvas.text([name - 7.0, y], &(position + 1).to_string(), LABEL.anchor(Anchor::End));
                let [level, other] = &spot.texts;
                canvas.text([CLIENTS, y], level, NUMBER.fill(Group::Client.text()).anchor(Anchor::End));
                canvas.text([EMPLOYEES, y], other, NUMBER.fill(Group::Employee.text()).anchor(Anchor::End));
                let lines = NUMBER.wrap(&spot.name, CLIENTS - 36.0 - name);
                y = canvas.lines([name, y], &lines, NUMBER) - NUMBER.leading();
            }
        }
        y
    }
}

/// The scale of both axes.
pub fn scale(levels: impl Iterator<Item = [f64; 2]>, cut: f64) -> Scale {
    Scale::around(levels.flatten().chain([cut]), [0.0, 100.0], [LEFT, LEFT + SIDE])
}

/// Where the number of a point goes.
struct Placed {
    /// Middle of its baseline.
    at: [f64; 2],
    /// What it takes.
    area: Area,
    /// Whether it is too far from its point to be read without a line.
    far: bool,
}

/// The nearest place about a point that nothing takes, else the least taken.
fn place([x, y]: [f64; 2], width: f64, taken: &[Area], edges: Area) -> Placed {
    const HEIGHT: f64 = 12.0;
    const RINGS: [f64; 3] = [4.0, 13.0, 22.0];
    const DIRECTIONS: [[f64; 2]; 8] =
        [[1.0, 0.0], [-1.0, 0.0], [0.0, -1.0], [0.0, 1.0], [0.8, -0.8], [-0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]];
    let mut best: Option<(f64, Placed)> = None;
    for (ring, distance) in RINGS.iter().enumerate() {
        for [across, down] in DIRECTIONS {
            let x = x + across * (RADIUS + distance + width / 2.0);
            let y = y + down * (RADIUS + distance + HEIGHT / 2.0);
            let area = [x - width / 2.0 - 1.0, y - HEIGHT / 2.0, x + width / 2.0 + 1.0, y + HEIGHT / 2.0];
            let inside = area[0] >= edges[0] && area[1] >= edges[1] && area[2] <= edges[2] && area[3] <= edges[3];
            let hidden: f64 = taken.iter().map(|other| overlap(&area, other)).sum();
            let cost = hidden + if inside { 0.0 } else { 1000.0 };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Placed { at: [x, y + 4.3], area, far: ring > 0 }));
            }
        }
    }
    best.map_or(Placed { at: [x, y], area: [x, y, x, y], far: false }, |(_, placed)| placed)
}

fn overlap(one: &Area, other: &Area) -> f64 {
    let across = one[2].min(other[2]) - one[0].max(other[0]);
    let down = one[3].min(other[3]) - one[1].max(other[1]);
    across.max(0.0) * down.max(0.0)
}
