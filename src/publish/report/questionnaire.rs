//! The questionnaire: every question of the run as it was put to each side, what faces it, and when it was asked.

use serde::Serialize;

use crate::publish::view::View;
use crate::survey::codebook::{Dimension, Item, Scale};
use crate::survey::ids::{EditionId, ItemId, Population};

/// Questions, scales and dimensions.
#[derive(Serialize)]
pub struct Questionnaire {
    /// Questions in the order of the questionnaire.
    pub items: Vec<ItemWords>,
    /// Answer scales.
    pub scales: Vec<ScaleWords>,
    /// Dimensions in publication order.
    pub dimensions: Vec<DimensionWords>,
}

/// One question.
#[derive(Serialize)]
pub struct ItemWords {
    /// Id of the tables.
    pub id: String,
    /// Short name.
    pub name: String,
    /// As put to clients.
    pub client: Option<Asked>,
    /// As put to employees.
    pub employee: Option<Asked>,
    /// Its dimension.
    pub dimension: Option<String>,
    /// Id of its scale.
    pub scale: String,
    /// Whether the scale reads from the other end.
    pub reversed: bool,
    /// The pairs that it stands in: name and kind.
    pub mirrors: Vec<String>,
}

/// One side of a question.
#[derive(Serialize)]
pub struct Asked {
    /// The wording.
    pub wording: String,
    /// Labels of the editions of the run that asked it.
    pub editions: Vec<String>,
}

/// One scale.
#[derive(Serialize)]
pub struct ScaleWords {
    /// Its id.
    pub id: String,
    /// Labels from the least to the most favourable; none for a percentage or a number.
    pub codes: Vec<String>,
    /// The ends of the range of a number.
    pub range: Option<[String; 2]>,
    /// The labels counted as favourable.
    pub favourable: Vec<String>,
}

/// One dimension.
#[derive(Serialize)]
pub struct DimensionWords {
    /// Its name.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// Names of its questions in the newest edition; of all that it ever had where this edition does not measure it.
    pub items: Vec<String>,
    /// What its two sides judge.
    pub mirror: String,
    /// Whether some of its pairs are of the other kind.
    pub mixed: bool,
    /// Questions that a respondent must have answered.
    pub min_items: usize,
}

impl Questionnaire {
    /// The questionnaire of a run.
    pub fn new(view: &View<'_>) -> Self {
        let codebook = &view.plan.codebook;
        Self {
            items: codebook.items.iter().map(|(id, item)| ItemWords::new(view, id, item)).collect(),
            scales: codebook.scales.iter().map(|(id, scale)| ScaleWords::new(view, id.as_str(), scale)).collect(),
            dimensions: codebook
                .dimensions
                .values()
                .map(|dimension| DimensionWords {
                    name: view.text(&dimension.name).to_owned(),
                    definition: view.text(&dimension.definition).to_owned(),
                    items: questions(view, dimension),
                    mirror: view.label("mirror", dimension.mirror.as_str()),
                    mixed: mixed(view, dimension),
                    min_items: dimension.min_items,
                })
                .collect(),
        }
    }
}

impl ItemWords {
    fn new(view: &View<'_>, id: &ItemId, item: &Item) -> Self {
        let pairs = view.plan.codebook.pairs.values().filter(|pair| pair.client == *id || pair.employee == *id);
        Self {
            id: id.to_string(),
            name: view.text(&item.name).to_owned(),
            client: asked(view, id, item, Population::Client),
            employee: asked(view, id, item, Population::Employee),
            dimension: item.dimension.as_ref().map(|dimension| view.dimension_name(dimension.as_str())),
            scale: item.scale.to_string(),
            reversed: item.reversed,
            mirrors: pairs
                .map(|pair| {
                    format!("{} ({})", view.text(&pair.name), view.label("mirror", pair.mirror.as_str()).to_lowercase())
                })
                .collect(),
        }
    }
}

fn questions(view: &View<'_>, dimension: &Dimension) -> Vec<String> {
    let asked: Vec<&ItemId> = dimension.items.iter().filter(|item| view.edition.asked_of_anybody(item)).collect();
    let items = if asked.is_empty() { dimension.items.iter().collect() } else { asked };
    items.into_iter().map(|item| view.item_name(item.as_str())).collect()
}

/// Whether a dimension has mirror pairs of another kind than its own.
fn mixed(view: &View<'_>, dimension: &Dimension) -> bool {
    let inside = |item| dimension.items.contains(item);
    let mut pairs = view.plan.codebook.pairs.values().filter(|pair| inside(&pair.client) && inside(&pair.employee));
    pairs.any(|pair| pair.mirror != dimension.mirror)
}

fn asked(view: &View<'_>, id: &ItemId, item: &Item, population: Population) -> Option<Asked> {
    let wording = view.text(item.wording(population)?).to_owned();
    let editions = view.editions().filter(|(_, edition)| edition.asked(id, population));
    Some(Asked { wording, editions: editions.map(|(label, _): (&EditionId, _)| label.to_string()).collect() })
}

impl ScaleWords {
    fn new(view: &View<'_>, id: &str, scale: &Scale) -> Self {
        let codes = match scale {
            Scale::Ordered(ordered) => ordered.codes.as_slice(),
            Scale::Percentage { .. } | Scale::Number(_) => &[],
        };
        let label = |code: &crate::survey::codebook::ScaleCode| view.text(&code.label).to_owned();
        let range = match scale {
            Scale::Number(number) => Some([number.min, number.max].map(|end| view.numbers.as_written(end))),
            Scale::Ordered(_) | Scale::Percentage { .. } => None,
        };
        Self {
            id: id.to_owned(),
            range,
            codes: codes.iter().map(label).collect(),
            favourable: codes.iter().filter(|code| code.favourable).map(label).collect(),
        }
    }
}
