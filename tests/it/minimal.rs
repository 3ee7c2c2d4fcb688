//! The smallest configuration that loads, in a folder of its own: 2 sectors, 1 dimension, 2 items, 1 edition, 1 wave of 8
//! respondents. A test starts from it and changes one thing.

use std::fs;
use std::path::{Path, PathBuf};

use barometer::config::{self, Overrides};
use barometer::error::{Finding, Result, Severity};
use barometer::plan::Plan;
use tempfile::TempDir;

/// `config/codebook.yaml`.
pub const CODEBOOK: &str = r#"layout:
  id: id
  client_blocks:
    - { sector: c1_secteur, prefix: c1_ }
  employee_block:
    employed: { column: en_emploi, "yes": "oui", "no": "non" }
    sector: e_secteur
    manager: { column: e_manager, "yes": "oui", "no": "non" }
    prefix: e_
scales:
  accord:
    type: ordered
    codes:
      - { code: "1", fr: Pas du tout d’accord, en: Strongly disagree }
      - { code: "2", fr: Plutôt pas d’accord, en: Disagree }
      - { code: "3", fr: Plutôt d’accord, en: Agree }
      - { code: "4", fr: Tout à fait d’accord, en: Strongly agree }
    favourable: ["3", "4"]
    most_favourable: ["4"]
    dont_know: ["9"]
items:
  adaptation:
    scale: accord
    dimension: facilitation
    name: { fr: Adaptation, en: Adaptation }
    client: { fr: "Il s’adapte à moi", en: It adapts to me }
    employee: { fr: "Nous nous adaptons aux clients", en: We adapt to clients }
  engagements:
    scale: accord
    dimension: facilitation
    name: { fr: Engagements, en: Commitments }
    client: { fr: "Il tient ses engagements", en: It keeps its word }
    employee: { fr: "Nous tenons nos engagements", en: We keep our word }
mirror_pairs:
  adaptation: { mirror: same_object }
  engagements: { mirror: same_object }
dimensions:
  facilitation:
    name: { fr: Facilitation, en: Facilitation }
    definition: { fr: Rendre les choses simples, en: Making things simple }
"#;

/// `config/sectors.yaml`.
pub const SECTORS: &str = "sectors:
  assurance: { name: { fr: Assurance, en: Insurance } }
  banque: { name: { fr: Banque, en: Banking } }
";

/// `config/registry.yaml`.
pub const REGISTRY: &str = r#"barometer:
  title: { fr: Baromètre d’essai, en: Trial barometer }
  publisher: Essai
instruments:
  attitudes:
    client: [adaptation, engagements]
    employee: [adaptation, engagements]
    dimensions: [facilitation]
editions:
  "2023":
    field_start: 2023-03-01
    field_end: 2023-03-10
    n_respondents: 8
    instrument: attitudes
    sectors: [assurance, banque]
    employee_base: contact
"#;

/// `config/publication.yaml`.
pub const PUBLICATION: &str = "suppress_below: 30
small_base_below: 100
delta_points: 5
level_cut_percent: 50
confidence: 0.95
false_discovery_rate: 0.05
";

/// `config/margins/2023.yaml`.
pub const MARGINS: &str = "population_total: 51000000
source: { fr: Recensement, en: Census }
variables:
  sexe:
    name: { fr: Sexe, en: Sex }
    categories:
      homme: { share: 0.48, name: { fr: Hommes, en: Men } }
      femme: { share: 0.52, name: { fr: Femmes, en: Women } }
";

/// `pipelines/trial.yaml`.
pub const PIPELINE: &str = r#"name: trial
config: ../config
seed: 20190902
waves:
  - edition: "2023"
    file: ../waves/2023.csv
    reader: { format: csv }
    margins: ../config/margins/2023.yaml
publish: { out: ../out/trial }
"#;

/// `waves/2023.csv`.
pub const WAVE: &str =
    "id,sexe,c1_secteur,c1_adaptation,c1_engagements,en_emploi,e_secteur,e_manager,e_adaptation,e_engagements
r1,homme,assurance,4,3,oui,banque,oui,4,4
r2,femme,assurance,2,3,oui,assurance,non,3,9
r3,homme,banque,1,1,non,,,,
r4,femme,banque,3,4,oui,assurance,oui,4,3
r5,homme,banque,9,2,oui,autre,non,2,2
r6,femme,assurance,4,4,non,,,,
r7,homme,assurance,3,3,oui,banque,non,3,4
r8,femme,banque,2,1,oui,banque,non,1,2
";

/// Groups and keys of `config/labels.yaml`.
const LABELS: [(&str, &str); 10] = [
    ("population", "client employee manager non_manager"),
    ("measure", "top2 top1 mean100 mean_guess"),
    ("mirror", "parallel_treatment same_object"),
    ("status", "published small_base suppressed"),
    ("contrast", "alignment_step manager_gap overestimation sector_vs_others within_employee"),
    ("statistic", "client employee floor gap level"),
    ("standing", "provisional final"),
    ("sector_key", "all mean_of_sectors weighted_sectors autre"),
    ("class", "MASQUE SYM_POS SYM_NEG SYM_MED ASYM_FORTE_CLI ASYM_FORTE_COL ASYM_CLI ASYM_COL IND_CONF IND NON_TESTE"),
    ("trend_reason", "sector_absent not_asked employee_base common_items no_common_item"),
];

/// `config/labels.yaml`: every word stands for itself.
pub fn labels() -> String {
    let mut text = String::new();
    for (group, keys) in LABELS {
        text.push_str(&format!("{group}:\n"));
        for key in keys.split(' ') {
            text.push_str(&format!("  {key}: {{ fr: {key}, en: {key} }}\n"));
        }
    }
    text
}

/// No finding that refuses leaves its reader without a hint.
#[track_caller]
pub fn every_one_has_a_way_out(findings: &[Finding]) {
    // What is only counted stands for findings that were told.
    for finding in findings.iter().filter(|f| f.severity == Severity::Refuse && f.problem.id() != "more-findings") {
        assert!(finding.hint.is_some(), "no way out: {finding}");
    }
}

/// The configuration in its folder, which goes away with it.
pub struct Minimal {
    folder: TempDir,
}

impl Minimal {
    /// Writes every file: `pipelines/trial.yaml`, `config/…`, `config/report/` (empty), `waves/2023.csv`.
    pub fn new() -> Self {
        let minimal = Self { folder: TempDir::new().unwrap() };
        minimal.write("config/codebook.yaml", CODEBOOK);
        minimal.write("config/sectors.yaml", SECTORS);
        minimal.write("config/registry.yaml", REGISTRY);
        minimal.write("config/publication.yaml", PUBLICATION);
        minimal.write("config/labels.yaml", labels());
        minimal.write("config/margins/2023.yaml", MARGINS);
        minimal.write("pipelines/trial.yaml", PIPELINE);
        minimal.write("waves/2023.csv", WAVE);
        fs::create_dir_all(minimal.path("config/report")).unwrap();
        minimal
    }

    /// A path below the folder.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The pipeline file.
    pub fn pipeline(&self) -> PathBuf {
        self.path("pipelines/trial.yaml")
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Replaces a passage that stands once in a file.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
        self.write(file, text.replace(from, to));
    }

    /// Loads it.
    pub fn load(&self) -> Result<Plan> {
        config::load(&self.pipeline(), &Overrides::default())
    }

    /// What it is refused for, as printed, the paths from this folder on; empty when it loads.
    pub fn refusal(&self) -> String {
        let Err(error) = self.load() else { return String::new() };
        assert_eq!(error.exit_code(), 2, "{error}");
        every_one_has_a_way_out(error.findings());
        let findings: Vec<String> = error.findings().iter().map(ToString::to_string).collect();
        findings.join("\n").replace(&format!("{}/", self.root().display()), "")
    }
}
