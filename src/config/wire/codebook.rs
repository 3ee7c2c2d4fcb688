//! The codebook and the sectors as they are written.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::shape::{Code, Id, List, Name, Part, Phrase, Shape, Wire, wire};
use crate::survey::codebook::Text;
use crate::survey::ids::{Measure, Mirror};

wire! {
    /// The questionnaire: answer scales, questions, what faces what, dimensions, and where each answer stands in a wave file.
    struct Codebook {
        /// Where things stand in a wave file, one row a respondent.
        layout: Part<Layout>,
        /// Answer scales by id.
        scales: IndexMap<Id, Scale>,
        /// Questions by id, in the order of the questionnaire.
        items: IndexMap<Id, Item>,
        /// Which client item faces which employee item, in publication order.
        mirror_pairs: IndexMap<Id, Pair>,
        /// Dimensions by id, in publication order: the items that declare one are averaged within a respondent.
        dimensions: IndexMap<Id, Dimension>,
        /// Groups of dimensions (optional).
        pillars: Option<IndexMap<Id, Pillar>>,
        /// Comparisons other than mirror gaps (optional).
        contrasts: Option<Contrasts>,
    }

    /// Where things stand in a wave file.
    struct Layout {
        /// Column of the respondent's id, unique in the wave.
        id: Name,
        /// Column that says which wave a row belongs to (optional).
        wave: Option<Name>,
        /// Column of the duration of the interview (optional).
        duration: Option<Name>,
        /// Column of the weight that the institute delivers (optional: without it everybody weighs the same before calibration).
        base_weight: Option<Name>,
        /// Column of the stratum, where the design has strata (optional).
        stratum: Option<Name>,
        /// Column of the primary sampling unit, where the design has clusters (optional).
        psu: Option<Name>,
        /// One entry for each sector that a respondent may rate (optional: left out in a survey of employees alone).
        client_blocks: Option<List<ClientBlock>>,
        /// Where people answer about their own job (optional: left out in a survey of clients alone).
        employee_block: Option<EmployeeBlock>,
    }

    /// Columns of one rated sector.
    struct ClientBlock {
        /// Column that says which sector is rated; a blank there means no rating.
        sector: Option<Name>,
        /// The sector that all answers of the block are about, instead of `sector`.
        sector_is: Option<Name>,
        /// What the block's columns begin with, `c1_` in `c1_reclamations` (optional, nothing).
        prefix: Option<Name>,
    }

    /// Columns about the respondent's job.
    struct EmployeeBlock {
        /// Column that says whether the person answers as an employee, with its codes of yes and no (optional: everybody does).
        employed: Option<Flag>,
        /// Column of the sector where the person works: a sector of the edition, or `autre`.
        sector: Option<Name>,
        /// The sector where everybody works, instead of `sector`.
        sector_is: Option<Name>,
        /// Column that says whether the person manages people, with its codes of yes and no (optional: nobody is known to).
        manager: Option<Flag>,
        /// What the block's columns begin with, `e_` in `e_reclamations` (optional, nothing).
        prefix: Option<Name>,
    }

    /// A column of yes and no.
    struct Flag {
        /// The column.
        column: Name,
        /// Code of yes, in quotes.
        yes: Code,
        /// Code of no, in quotes.
        no: Code,
    }

    /// Ordered codes and how they score.
    struct OrderedScale {
        /// Codes and their labels, from the least to the most favourable.
        codes: List<ScaleCode>,
        /// Codes counted in top-2: the last of the scale.
        favourable: List<Code>,
        /// Codes counted in top-1: the last of the scale.
        most_favourable: List<Code>,
        /// Codes of people who were asked and gave no opinion (optional).
        dont_know: Option<List<Code>>,
        /// Labels of a file for those people; they mean the first code of `dont_know` (optional).
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A number from 0 to 100, of which the mean alone is published.
    struct PercentageScale {
        /// Codes of people who were asked and gave no opinion, outside 0–100 (optional).
        dont_know: Option<List<Code>>,
        /// Labels of a file for those people; they mean the first code of `dont_know` (optional).
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A number of a range, of which the mean alone is published.
    struct NumberScale {
        /// Smallest answer, the least favourable.
        min: f64,
        /// Largest answer, the most favourable.
        max: f64,
        /// Codes of people who were asked and gave no opinion, outside the range (optional).
        dont_know: Option<List<Code>>,
        /// Labels of a file for those people; they mean the first code of `dont_know` (optional).
        dont_know_labels: Option<List<Phrase>>,
    }

    /// A code and its label.
    struct ScaleCode {
        /// The code as it stands in the wave file, in quotes.
        code: Code,
        /// Its label in French.
        fr: Phrase,
        /// Its label in English.
        en: Phrase,
        /// Other labels of a file for this code (optional).
        aliases: Option<List<Phrase>>,
    }

    /// A question.
    struct Item {
        /// Id of its scale.
        scale: Name,
        /// Id of the dimension that its answers feed (optional).
        dimension: Option<Name>,
        /// `true` when agreeing is unfavourable (optional, `false`).
        reversed: Option<bool>,
        /// Name of its column after the block's prefix (optional, the id of the item).
        column: Option<Name>,
        /// Short name for tables and figures.
        name: Text,
        /// Wording put to clients; left out when they are not asked.
        client: Option<Text>,
        /// Wording put to employees; left out when they are not asked.
        employee: Option<Text>,
    }

    /// A client item and the employee item that faces it.
    struct Pair {
        /// `parallel_treatment` when each side judges how it is treated itself, `same_object` when both judge the same thing.
        mirror: Mirror,
        /// The client item (optional, the id of the pair).
        client: Option<Name>,
        /// The employee item (optional, the id of the pair).
        employee: Option<Name>,
        /// Short name for tables and figures (optional, the client item's name).
        name: Option<Text>,
    }

    /// Several items averaged within a respondent.
    struct Dimension {
        /// Its name.
        name: Text,
        /// What it means, as printed.
        definition: Text,
        /// Answers that a person must have given to get a score (optional, 1).
        #[schemars(range(min = 1))]
        min_items: Option<usize>,
        /// Its share in the composites (optional: on every dimension or on none, adding up to 1).
        weight: Option<f64>,
    }

    /// A group of dimensions.
    struct Pillar {
        /// Its name.
        name: Text,
        /// Ids of its dimensions.
        dimensions: List<Name>,
    }

    /// Comparisons other than mirror gaps.
    struct Contrasts {
        /// Employees' guesses of what clients answer (optional).
        overestimation: Option<List<Overestimation>>,
        /// Two items of the same employees (optional).
        within_employee: Option<List<WithinEmployee>>,
    }

    /// An employee item that guesses what a client item says.
    struct Overestimation {
        /// The employee item.
        estimate: Name,
        /// Its measure (optional, `top2`).
        estimate_measure: Option<Measure>,
        /// The client item.
        real: Name,
        /// Its measure (optional, `top2`).
        real_measure: Option<Measure>,
    }

    /// Two items of the same employees, left minus right.
    struct WithinEmployee {
        /// The employee item on the left.
        left: Name,
        /// The employee item on the right.
        right: Name,
    }

    /// Every sector ever surveyed.
    struct Sectors {
        /// Sectors by id, in publication order. The ids `all`, `mean_of_sectors`, `weighted_sectors` and `autre` are taken.
        sectors: IndexMap<Id, Sector>,
    }

    /// A sector.
    struct Sector {
        /// Its name.
        name: Text,
        /// Its weight in `weighted_sectors`, on any scale (optional: on every sector or on none).
        weight: Option<f64>,
    }
}

/// An answer scale.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(in crate::config) enum Scale {
    Ordered(OrderedScale),
    Percentage(PercentageScale),
    Number(NumberScale),
}

impl Wire for Scale {
    const SHAPE: &'static Shape = &Shape::Tagged {
        tag: "type",
        variants: &[
            ("ordered", OrderedScale::FIELDS),
            ("percentage", PercentageScale::FIELDS),
            ("number", NumberScale::FIELDS),
        ],
    };
}
