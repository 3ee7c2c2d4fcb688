//! A wave: what the respondents of one edition answered. Built by `stages::validate` alone, so every value is on its scale.

use super::ids::{EditionId, SectorId};

/// One edition's respondents, in file order.
#[derive(Clone, Debug)]
pub struct Wave {
    /// The edition.
    pub edition: EditionId,
    /// Respondents in file order.
    pub respondents: Vec<Respondent>,
}

/// One person.
#[derive(Clone, Debug)]
pub struct Respondent {
    /// Id, unique in the wave.
    pub id: String,
    /// Base weight as delivered, 1 where the wave has none; positive or zero, finite.
    pub base_weight: f64,
    /// Category of each margin variable, as a position in `Margins::variables[i].categories`; `None` outside its universe.
    pub margins: Vec<Option<u16>>,
    /// Stratum, where declared.
    pub stratum: Option<String>,
    /// Primary sampling unit, where declared.
    pub psu: Option<String>,
    /// Sectors rated as a client.
    pub ratings: Vec<Rating>,
    /// Job, for those employed.
    pub job: Option<Job>,
}

/// One sector rated as a client.
#[derive(Clone, Debug)]
pub struct Rating {
    /// The sector.
    pub sector: SectorId,
    /// One answer an item of the codebook, in codebook order.
    pub answers: Answers,
}

/// The employee side of a person.
#[derive(Clone, Debug)]
pub struct Job {
    /// Sector of employment; `autre` outside the frame.
    pub sector: SectorId,
    /// Whether the person manages people.
    pub manager: bool,
    /// One answer an item of the codebook, in codebook order.
    pub answers: Answers,
}

/// Answers by item index of the codebook.
pub type Answers = Vec<Answer>;

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// Position of the code in its ordered scale.
    Code(u8),
    /// A percentage in 0–100.
    Percent(f64),
    /// A number of the range of its scale, in the unit of the question.
    Number(f64),
    /// Asked, no opinion: the position of the code that says so, 0 where a label does.
    DontKnow(u16),
    /// Not asked, or left blank.
    NotAsked,
}
