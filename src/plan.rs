//! The plan of one run, fully decided before any respondent is read: what `config` makes of the YAML files.

mod reader;

use std::path::PathBuf;

use indexmap::IndexMap;

pub use self::reader::{
    ColumnPlan, Csv, Format, Headers, Limits, Long, LongBlock, MEGABYTE, Missing, Reader, Shape, Sheet, Values,
};
use crate::digest::ReadFile;
use crate::error::Finding;
pub use crate::stages::calibrate::{CalibrateOptions, CalibrationMethod, OptionPlaces, Trim};
pub use crate::stages::replicate::ReplicateOptions;
use crate::stages::trend::Reasons;
pub use crate::stages::validate::ValidationRules;
pub use crate::stats::calibration::Bounds;
pub use crate::stats::linearise::LonelyPsu;
use crate::survey::claims::Claims;
use crate::survey::codebook::{Codebook, Language, Text};
use crate::survey::ids::EditionId;
use crate::survey::lexicon::Lexicon;
use crate::survey::margin::Margins;
use crate::survey::registry::Registry;
use crate::survey::rules::PublicationRules;

/// One run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Name of the run, `national` say.
    pub name: String,
    /// The pipeline file.
    pub pipeline_file: PathBuf,
    /// Folder of the report templates.
    pub templates: PathBuf,
    /// What the questionnaire is.
    pub codebook: Codebook,
    /// The editions.
    pub registry: Registry,
    /// The publication rules.
    pub rules: PublicationRules,
    /// The rules of the stage `validate`.
    pub validation: ValidationRules,
    /// Words of the report.
    pub labels: Labels,
    /// Words of strength, which the report is held against.
    pub lexicon: Lexicon,
    /// The waves to load, in field order.
    pub waves: Vec<WavePlan>,
    /// Options of the stage `calibrate`.
    pub calibrate: CalibrateOptions,
    /// Options of the stage `replicate`.
    pub replicate: ReplicateOptions,
    /// Options of the stage `publish`.
    pub publish: PublishOptions,
    /// Seed of every random number of the run.
    pub seed: u64,
    /// Every configuration file, for the manifest.
    pub configuration_files: Vec<ReadFile>,
    /// Findings about the configuration that refuse nothing.
    pub notes: Vec<Finding>,
}

/// What `barometer lint` holds a text against, and what the text claims.
#[derive(Clone, Debug)]
pub struct LintPlan {
    /// What the questionnaire is.
    pub codebook: Codebook,
    /// The editions.
    pub registry: Registry,
    /// The publication rules.
    pub rules: PublicationRules,
    /// Words of the report.
    pub labels: Labels,
    /// Words of strength.
    pub lexicon: Lexicon,
    /// Output folder of a run: its tables hold the figures.
    pub out: PathBuf,
    /// Language of its report, where the manifest of the folder does not say it.
    pub language: Language,
    /// The claims, a file each.
    pub claims: Vec<Claims>,
}

/// Words of the report by group (`population`, `measure`, …) and key; complete: `config` refuses a missing one.
pub type Labels = IndexMap<String, IndexMap<String, Text>>;

/// One wave to load.
#[derive(Clone, Debug)]
pub struct WavePlan {
    /// Edition of the registry.
    pub edition: EditionId,
    /// The wave file.
    pub file: PathBuf,
    /// How to read it.
    pub reader: Reader,
    /// The margins to calibrate to.
    pub margins: Margins,
    /// File of the margins.
    pub margins_file: PathBuf,
    /// What the column of the wave must hold, where the layout has one; the label of the edition by default.
    pub wave: String,
    /// SHA-256 that the file must have, in small letters, where it is pinned.
    pub sha256: Option<String>,
}

/// Options of the stage `publish`.
#[derive(Clone, Debug)]
pub struct PublishOptions {
    /// The output folder, swapped in whole.
    pub out: PathBuf,
    /// Language of the report.
    pub language: Language,
}

impl Plan {
    /// A word of the report; the key itself should the labels lack it, which `config` refuses.
    pub fn label<'a>(&'a self, group: &str, key: &'a str) -> &'a str {
        let text = self.labels.get(group).and_then(|words| words.get(key));
        text.map_or(key, |text| text.in_language(self.publish.language))
    }

    /// Why figures are not compared, in the language of the report.
    pub fn trend_reasons(&self) -> Reasons {
        let word = |key| self.label("trend_reason", key).to_owned();
        Reasons {
            sector_absent: word("sector_absent"),
            not_asked: word("not_asked"),
            employee_base: word("employee_base"),
            common_items: word("common_items"),
            no_common_item: word("no_common_item"),
        }
    }

    /// The choices of method, for the manifest.
    pub fn method(&self) -> serde_json::Value {
        serde_json::json!({
            "calibration": self.calibrate.describe(),
            "max_iterations": self.calibrate.max_iterations,
            "replicates": self.replicate.replicates,
            "lonely_psu": self.calibrate.lonely_psu_word(),
            "variance": "linearisation with calibration residuals, person as sampling unit",
            "suppress_below": self.rules.suppress_below,
            "small_base_below": self.rules.small_base_below,
            "delta_points": self.rules.delta_points,
            "level_cut_percent": self.rules.level_cut_percent,
            "confidence": self.rules.confidence,
            "false_discovery_rate": self.rules.false_discovery_rate,
        })
    }
}
