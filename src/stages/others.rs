//! The other sectors of the frame taken together: what a sector is tested against, because a total that contains it would
//! be compared with itself in part.
//!
//! The others are all the rows of the other sectors pooled, each row with its weight: a large sector counts more than a
//! small one. Employees outside the frame (the sector `autre`) are not among them. The person is the unit: somebody who
//! rates two of the sectors has two rows and one influence.
//!
//! Everything about the others is everything about the frame less what the sector holds of it. With A the sum of a person's
//! scores over the frame, U the number of a person's rows, and A_o = R_o U_o + W_o z_o and U_o the sector's share of them,
//! the mean of the others is R = Σ w (A − A_o) / W, where W = Σ w (U − U_o), and its linear part is
//! ((A − A_o) − R (U − U_o)) / W. Sector minus others thus has the linear part
//! (1 + W_o/W) z_o + (R_o − R)/W U_o − A/W + R/W U.

use super::calibrate::CalibratedWave;
use super::indices::Difference;
use super::score::Estimate;
use crate::stats::influence::Influence;
use crate::stats::interval;
use crate::stats::kish::Kish;
use crate::stats::linearise::Workspace;
use crate::stats::projection::Projection;

/// The difference between a score and zero (or a hundred) below which it is rounding: scores are averages of few codes.
const ROUNDING: f64 = 1e-6;

/// All the rows of one subject, side and measure in the sectors of the frame.
pub struct Frame<'a> {
    wave: &'a CalibratedWave,
    sectors: Vec<Option<Sector<'a>>>,
    /// Each sector beside the others; `None` when either has no row.
    compared: Vec<Option<Compared<'a>>>,
    persons: Vec<Person>,
    /// What belongs to the margins in A, and in U.
    projections: [Projection; 2],
    sums: Sums,
    products: Products,
    n_persons: usize,
    df: f64,
}

/// A person of the wave in a frame.
#[derive(Clone, Copy, Default)]
struct Person {
    /// A.
    scores: f64,
    /// U: a whole number.
    rows: f64,
}

struct Sector<'a> {
    estimate: &'a Estimate,
    sums: Sums,
}

/// Sums over rows: what is left after subtraction is again such a sum.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Σ w over rows.
    weight: f64,
    /// Σ w score over rows.
    weighted_score: f64,
    /// Rows with a score above 0, and below 100.
    favourable: usize,
    other: usize,
}

/// A sector beside all the others of the frame.
pub struct Compared<'a> {
    /// The sector.
    pub own: &'a Estimate,
    /// Mean over the rows of the others, 0–100.
    pub value: f64,
    /// Persons with a row in another sector.
    pub base: Kish,
    /// Whether the others hold enough answers on both sides for a test.
    pub testable: bool,
    factors: Factors,
    /// Σ w² of the square of the linear part of sector minus others.
    square: f64,
    /// The same of its parts, which may cancel.
    made_of: f64,
    projection: Projection,
}

/// The linear part of sector minus others as a sum: factor by factor, z_o, U_o, A and U.
#[derive(Clone, Copy)]
struct Factors {
    own: f64,
    own_rows: f64,
    scores: f64,
    rows: f64,
}

impl Factors {
    /// The part that the frame has in a person's value.
    fn of_frame(&self, person: Person) -> f64 {
        self.scores * person.scores + self.rows * person.rows
    }

    /// The part that the sector has in it, for a person with a row there.
    fn of_sector(&self, z: f64) -> f64 {
        self.own * z + self.own_rows
    }
}

/// Σ w² over the persons of A and U of one frame times A and U of another.
#[derive(Clone, Copy, Default)]
struct Products {
    scores: f64,
    scores_rows: f64,
    rows_scores: f64,
    rows: f64,
}

impl Products {
    fn of(left: &Frame<'_>, right: &Frame<'_>) -> Self {
        let mut sums = Self::default();
        for ((l, r), w) in left.persons.iter().zip(&right.persons).zip(&left.wave.weights) {
            let (scores, rows) = (w * w * l.scores, w * w * l.rows);
            sums.scores += scores * r.scores;
            sums.scores_rows += scores * r.rows;
            sums.rows_scores += rows * r.scores;
            sums.rows += rows * r.rows;
        }
        sums
    }

    /// Σ w² of the squares of what the frame has in a linear part, term by term.
    fn apart(&self, factors: Factors) -> f64 {
        factors.scores * factors.scores * self.scores + factors.rows * factors.rows * self.rows
    }

    /// Σ w² of what the frames have in two linear parts.
    fn combined(&self, left: Factors, right: Factors) -> f64 {
        left.scores * (self.scores * right.scores + self.scores_rows * right.rows)
            + left.rows * (self.rows_scores * right.scores + self.rows * right.rows)
    }
}

impl<'a> Frame<'a> {
    /// From the estimates of the sectors, in the order of the frame; `None` where nobody has a score.
    pub fn new(wave: &'a CalibratedWave, estimates: &[Option<&'a Estimate>]) -> Self {
        let mut this = Self {
            wave,
            sectors: Vec::with_capacity(estimates.len()),
            compared: Vec::new(),
            persons: vec![Person::default(); wave.weights.len()],
            projections: Default::default(),
            sums: Sums::default(),
            products: Products::default(),
            n_persons: 0,
            df: 0.0,
        };
        for estimate in estimates {
            let sector = estimate.map(|estimate| this.sector(estimate));
            this.sectors.push(sector);
        }
        let (mut scores, mut rows) = (Vec::new(), Vec::new());
        for Sector { estimate, sums } in this.sectors.iter().flatten() {
            scores.extend([(sums.weight, &estimate.projection), (estimate.value, &*estimate.rows)]);
            rows.push((1.0, &*estimate.rows));
        }
        this.projections = [Projection::combine(&scores), Projection::combine(&rows)];
        this.products = Products::of(&this, &this);
        this.n_persons = this.persons.iter().filter(|person| person.rows > 0.0).count();
        this.df = wave.design.degrees_of_freedom_of_persons(|person| this.has(person));
        this.compared = this.sectors.iter().map(|sector| this.beside_others(sector.as_ref()?)).collect();
        this
    }

    /// Adds the rows of a sector to those of the frame.
    fn sector(&mut self, estimate: &'a Estimate) -> Sector<'a> {
        let entries = estimate.influence.entries();
        let weight = |person: u32| self.wave.weights[person as usize]; // OK because an influence names persons by position
        let mut sums = Sums { weight: entries.clone().map(|(person, _)| weight(person)).sum(), ..Sums::default() };
        for (person, z) in entries {
            let score = estimate.value + sums.weight * z;
            sums.weighted_score += weight(person) * score;
            sums.favourable += usize::from(score > ROUNDING);
            sums.other += usize::from(score < 100.0 - ROUNDING);
            let of_person = &mut self.persons[person as usize];
            of_person.scores += score;
            of_person.rows += 1.0;
        }
        self.sums.weight += sums.weight;
        self.sums.weighted_score += sums.weighted_score;
        self.sums.favourable += sums.favourable;
        self.sums.other += sums.other;
        Sector { estimate, sums }
    }

    /// A sector, by its position in the frame, beside the others. `None` when either has no row.
    pub fn compared(&self, at: usize) -> Option<&Compared<'a>> {
        self.compared.get(at)?.as_ref()
    }

    fn beside_others(&self, own: &Sector<'a>) -> Option<Compared<'a>> {
        let estimate = own.estimate;
        let weight = self.sums.weight - own.sums.weight;
        let value = (self.sums.weighted_score - own.sums.weighted_score) / weight;
        let factors = Factors {
            own: 1.0 + own.sums.weight / weight,
            own_rows: (estimate.value - value) / weight,
            scores: -1.0 / weight,
            rows: value / weight,
        };
        let [of_scores, of_rows] = &self.projections;
        let projection = Projection::combine(&[
            (factors.own, &estimate.projection),
            (factors.own_rows, &estimate.rows),
            (factors.scores, of_scores),
            (factors.rows, of_rows),
        ]);
        let (favourable, other) = (self.sums.favourable - own.sums.favourable, self.sums.other - own.sums.other);
        // Persons of the others and the squares of their weights; then the part of the sector in the square of the whole.
        let (mut n, mut squares, mut of_own) = (self.n_persons, self.products.rows, 0.0);
        let mut made_of = self.products.apart(factors);
        for (person, z, w) in self.of_sector(estimate) {
            n -= usize::from(person.rows < 2.0);
            squares -= w * w * (2.0 * person.rows - 1.0);
            let part = factors.of_sector(z);
            of_own += w * w * part * (part + 2.0 * factors.of_frame(person));
            made_of += w * w * part * part;
        }
        if n == 0 {
            return None; // Where nobody is left, only rounding is.
        }
        Some(Compared {
            own: estimate,
            value,
            base: Kish::from_sums(n, weight, squares)?,
            testable: interval::is_testable(value, favourable, other),
            factors,
            square: self.products.combined(factors, factors) + of_own,
            made_of,
            projection,
        })
    }

    /// Every person with a row in a sector, with z and w.
    fn of_sector(&self, own: &Estimate) -> impl Iterator<Item = (Person, f64, f64)> {
        let entries = own.influence.entries();
        // OK because an influence names persons by position.
        entries.map(|(person, z)| (self.persons[person as usize], z, self.wave.weights[person as usize]))
    }

    /// Sector minus others, with its standard error and degrees of freedom.
    pub fn difference(&self, of: &Compared<'a>, workspace: &mut Workspace) -> Difference {
        let design = &self.wave.design;
        let variance = design.variance_from(of.square, of.made_of, &of.projection, || self.influence(of), workspace);
        difference(of.own.value - of.value, variance, self.df)
    }

    /// The linear part of sector minus others, person by person.
    fn influence(&self, of: &Compared<'a>) -> Influence {
        let frame = (0..).zip(&self.persons).filter(|(_, person)| person.rows > 0.0);
        let own = of.own.influence.entries().map(|(person, z)| (person, of.factors.of_sector(z)));
        Influence::new(frame.map(|(at, person)| (at, of.factors.of_frame(*person))).chain(own).collect())
    }

    /// Whether a person has a row in the frame.
    fn has(&self, person: usize) -> bool {
        self.persons.get(person).is_some_and(|person| person.rows > 0.0)
    }
}

/// A difference of sums from which much was taken away: where nobody differs, what is left of it is rounding too.
fn difference(value: f64, variance: f64, df: f64) -> Difference {
    let nothing = variance == 0.0 && value.abs() < ROUNDING;
    Difference { value: if nothing { 0.0 } else { value }, se: variance.sqrt(), df }
}

impl Compared<'_> {
    /// What decides on publication: the smaller of n and effective n, of the sector and of the others.
    pub fn bases(&self) -> [f64; 2] {
        [self.own.decisive_base(), self.base.decisive()]
    }

    /// Whether both may be tested.
    pub fn is_testable(&self) -> bool {
        self.own.testable && self.testable
    }
}

/// Clients and employees of the same frame: what gaps are compared over.
pub struct Sides<'a> {
    client: &'a Frame<'a>,
    employee: &'a Frame<'a>,
    products: Products,
    n_persons: usize,
    df: f64,
}

impl<'a> Sides<'a> {
    /// From the two sides of one mirror, by one measure.
    pub fn new(client: &'a Frame<'a>, employee: &'a Frame<'a>) -> Self {
        let has = |person: usize| client.has(person) || employee.has(person);
        let n_persons = (0..client.persons.len()).filter(|&person| has(person)).count();
        let df = client.wave.design.degrees_of_freedom_of_persons(has);
        Self { products: Products::of(client, employee), n_persons, df, client, employee }
    }

    /// Clients, then employees, of a sector beside the others. `None` when a side of either has no row.
    pub fn compared(&self, at: usize) -> Option<[&'a Compared<'a>; 2]> {
        Some([self.client.compared(at)?, self.employee.compared(at)?])
    }

    /// The gap of the sector minus that of the others, with its standard error and degrees of freedom, and the persons with
    /// a row of either side in the sector, and in the others.
    pub fn difference(&self, of: [&Compared<'a>; 2], workspace: &mut Workspace) -> (Difference, [usize; 2]) {
        let [client, employee] = of;
        let (common, persons) = self.common(of);
        let square = client.square + employee.square - 2.0 * common;
        let projection = Projection::combine(&[(1.0, &employee.projection), (-1.0, &client.projection)]);
        let influence = || Influence::difference(&self.employee.influence(employee), &self.client.influence(client));
        let made_of = client.made_of + employee.made_of;
        let variance = self.client.wave.design.variance_from(square, made_of, &projection, influence, workspace);
        let value = (employee.own.value - client.own.value) - (employee.value - client.value);
        (difference(value, variance, self.df), persons)
    }

    /// Σ w² of the linear part of the one side times that of the other, and the persons with a row of either side in the
    /// sector, and in the others.
    fn common(&self, [client, employee]: [&Compared<'a>; 2]) -> (f64, [usize; 2]) {
        let mut sum = self.products.combined(client.factors, employee.factors);
        let (mut own, mut others) = (0, self.n_persons);
        for (person, l, r) in Influence::union(&client.own.influence, &employee.own.influence) {
            let at = person as usize; // OK below because an influence names persons by position
            let (w, clients, employees) =
                (self.client.wave.weights[at], self.client.persons[at], self.employee.persons[at]);
            let here = f64::from(u8::from(l.is_some()) + u8::from(r.is_some()));
            own += 1;
            others -= usize::from(clients.rows + employees.rows <= here);
            let [l, r] = [(l, client), (r, employee)].map(|(z, of)| z.map_or(0.0, |z| of.factors.of_sector(z)));
            let frames = [client.factors.of_frame(clients), employee.factors.of_frame(employees)];
            sum += w * w * (l * r + l * frames[1] + frames[0] * r);
        }
        (sum, [own, others])
    }
}
