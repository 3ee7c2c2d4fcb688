//! The rules that a wave is checked against: what each is called, how grave it is unless the configuration says otherwise,
//! whether it may be lowered, and its threshold.

use crate::error::Severity;
use crate::survey::codebook::Layout;

/// What a rule looks at; one file of `stages::validate` each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The wave as a whole.
    File,
    /// The header.
    Columns,
    /// Ids and rows.
    Ids,
    /// Cells that hold a code.
    Cells,
    /// Cells that hold a number.
    Numbers,
    /// Who answers what, and answers that contradict each other.
    Routing,
    /// Base weights and the sampling design.
    Weights,
    /// Margins, seen from the sample.
    Margins,
    /// How a respondent answered.
    Conduct,
    /// How an item was answered.
    Items,
}

impl Family {
    /// Its key in the words of the validation page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Columns => "columns",
            Self::Ids => "ids",
            Self::Cells => "cells",
            Self::Numbers => "numbers",
            Self::Routing => "routing",
            Self::Weights => "weights",
            Self::Margins => "margins",
            Self::Conduct => "conduct",
            Self::Items => "items",
        }
    }
}

/// The number that a rule compares with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// Its key in the configuration: `above`, `below` or `at_least`.
    pub key: &'static str,
    /// Unless the configuration says otherwise.
    pub default: f64,
    /// Least and greatest sensible value.
    pub range: (f64, f64),
    /// Whether it counts something.
    pub whole: bool,
}

/// A rule and all that is known of it before any wave is read.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// The rule.
    pub rule: Rule,
    /// Its name in the configuration, in findings and in the report.
    pub name: &'static str,
    /// What it looks at.
    pub family: Family,
    /// How grave it is unless the configuration says otherwise.
    pub severity: Severity,
    /// Whether figures would be wrong without it: then it refuses, whatever the configuration would like.
    pub guards: bool,
    /// Its threshold, if it has one.
    pub threshold: Option<Threshold>,
    /// What it looks for, in French.
    pub fr: &'static str,
    /// What it looks for, in English.
    pub en: &'static str,
}

/// How grave, whether for good, and from which number on.
struct Strictness {
    severity: Severity,
    guards: bool,
    threshold: Option<Threshold>,
}

const fn guard() -> Strictness {
    Strictness { severity: Severity::Refuse, guards: true, threshold: None }
}

const fn refuse() -> Strictness {
    Strictness { severity: Severity::Refuse, guards: false, threshold: None }
}

const fn warn() -> Strictness {
    Strictness { severity: Severity::Warn, guards: false, threshold: None }
}

const fn note() -> Strictness {
    Strictness { severity: Severity::Note, guards: false, threshold: None }
}

impl Strictness {
    const fn share(mut self, key: &'static str, default: f64) -> Self {
        self.threshold = Some(Threshold { key, default, range: (0.0, 1.0), whole: false });
        self
    }

    const fn count(mut self, key: &'static str, default: f64, least: f64) -> Self {
        self.threshold = Some(Threshold { key, default, range: (least, 1e6), whole: true });
        self
    }

    const fn number(mut self, key: &'static str, default: f64, range: (f64, f64)) -> Self {
        self.threshold = Some(Threshold { key, default, range, whole: false });
        self
    }
}

/// Declares the rules: the enum and the table of [`Rule::EVERY`] from one list.
macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident $name:literal, $family:ident, $strictness:expr, $fr:literal, $en:literal;)*) => {
        /// A rule of validation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* $rule,)*
        }

        impl Rule {
            /// Every rule, in the order in which reports list them.
            pub const EVERY: &'static [Definition] = &[$({
                let strictness = $strictness;
                Definition {
                    rule: Rule::$rule,
                    name: $name,
                    family: Family::$family,
                    severity: strictness.severity,
                    guards: strictness.guards,
                    threshold: strictness.threshold,
                    fr: $fr,
                    en: $en,
                }
            }),*];
        }
    };
}

rules! {
    /// Another number of rows than the registry declares.
    InterviewCount "interview-count", File, guard(),
        "nombre d’interviews autre que le nombre déclaré", "number of interviews other than declared";
    /// Other bytes than those pinned in the pipeline.
    FileChanged "file-changed", File, guard(),
        "contenu qui ne correspond pas à l’empreinte SHA-256 déclarée", "contents that do not match the declared SHA-256";
    /// Too few rows for any variance.
    RespondentsFew "respondents-few", File, guard().count("at_least", 2.0, 2.0),
        "trop peu de répondants pour une variance", "too few respondents for a variance";
    /// A blank in the column that names the wave.
    WaveMissing "wave-missing", File, guard(),
        "vague non renseignée", "wave left blank";
    /// A row of another wave.
    WaveWrong "wave-wrong", File, guard(),
        "ligne d’une autre vague", "row of another wave";
    /// The rows of another wave of the run, sent again.
    WaveResent "wave-resent", File, refuse().share("above", 0.5),
        "part de réponses identiques à celles d’une autre vague", "share of answers identical to those of another wave";
    /// A blank line among the rows.
    BlankLine "blank-line", File, note(),
        "ligne vide entre les données", "blank line among the rows";

    /// A column that the configuration names is not there.
    ColumnMissing "column-missing", Columns, guard(),
        "colonne attendue absente", "expected column not there";
    /// A column that is there but for its case or its blanks.
    ColumnRenamed "column-renamed", Columns, guard(),
        "colonne au nom changé (casse, blancs)", "column whose name changed (case, blanks)";
    /// A column that nothing names.
    ColumnUnknown "column-unknown", Columns, warn(),
        "colonne que rien ne nomme", "column that nothing names";

    /// No id.
    IdMissing "id-missing", Ids, guard(),
        "identifiant absent", "id left blank";
    /// One id for two different rows.
    IdDuplicate "id-duplicate", Ids, guard(),
        "même identifiant pour deux personnes", "one id for two people";
    /// A row delivered twice, id included.
    RowDuplicate "row-duplicate", Ids, guard(),
        "ligne livrée deux fois", "row delivered twice";
    /// An id as a spreadsheet shows a long number.
    IdScientific "id-scientific", Ids, refuse(),
        "identifiant en notation scientifique", "id in scientific notation";
    /// Two ids that differ by zeros in front.
    IdLeadingZero "id-leading-zero", Ids, refuse(),
        "identifiants qui ne diffèrent que par des zéros en tête", "ids that differ by leading zeros alone";
    /// An id with blanks around it or characters that no eye sees.
    IdInvisible "id-invisible", Ids, refuse(),
        "identifiant avec blancs ou caractères invisibles", "id with blanks or invisible characters";

    /// A blank where a category must stand.
    CategoryMissing "category-missing", Cells, guard(),
        "modalité non renseignée", "category left blank";
    /// A code that no category has.
    CategoryUnknown "category-unknown", Cells, guard(),
        "modalité inconnue", "unknown category";
    /// A code in other letters, small or capital.
    CellCase "cell-case", Cells, guard(),
        "code dont seule la casse diffère", "code that differs only in case";
    /// A value with blanks around it.
    CellBlank "cell-blank", Cells, guard(),
        "valeur entourée de blancs", "value with blanks around it";
    /// A value with characters that no eye sees.
    CellInvisible "cell-invisible", Cells, guard(),
        "valeur avec caractères invisibles", "value with invisible characters";
    /// Accents apart from their letters.
    CellDecomposed "cell-decomposed", Cells, guard(),
        "accents décomposés (NFD)", "decomposed accents (NFD)";
    /// UTF-8 encoded twice.
    CellMojibake "cell-mojibake", Cells, guard(),
        "texte encodé deux fois", "text encoded twice";
    /// What a formula leaves when it fails.
    CellError "cell-error", Cells, guard(),
        "erreur de tableur", "spreadsheet error";
    /// A number where labels are declared.
    CodeForLabel "code-for-label", Cells, guard(),
        "code numérique au lieu du libellé", "numeric code instead of the label";
    /// A word or number that mostly means "no answer", declared nowhere.
    MissingUndeclared "missing-undeclared", Cells, guard(),
        "code de non-réponse non déclaré", "undeclared missing code";
    /// An answer that its scale does not have.
    ValueOffScale "value-off-scale", Cells, guard(),
        "valeur hors échelle", "value off its scale";
    /// A sector outside the frame of the edition.
    SectorUnknown "sector-unknown", Cells, guard(),
        "secteur hors du champ de l’édition", "sector outside the frame of the edition";

    /// A word in a number.
    NumberText "number-text", Numbers, guard(),
        "texte au lieu d’un nombre", "text instead of a number";
    /// `NaN` or infinity.
    NumberNotFinite "number-not-finite", Numbers, guard(),
        "NaN ou infini", "NaN or infinity";
    /// Hexadecimal or an exponent.
    NumberNotation "number-notation", Numbers, guard(),
        "nombre hexadécimal ou à exposant", "hexadecimal number or exponent";
    /// A comma before the decimals.
    NumberComma "number-comma", Numbers, guard(),
        "virgule décimale non déclarée", "undeclared decimal comma";
    /// A separator of thousands.
    NumberThousands "number-thousands", Numbers, guard(),
        "séparateur de milliers", "thousands separator";

    /// An employee answer from someone who is not employed.
    RoutingEmployee "routing-employee", Routing, refuse(),
        "réponse de collaborateur d’une personne sans emploi", "employee answer from someone not employed";
    /// A client answer about no sector.
    RoutingClient "routing-client", Routing, refuse(),
        "réponse de client sans secteur", "client answer without a sector";
    /// One sector in two blocks.
    SectorTwice "sector-twice", Routing, guard(),
        "secteur évalué deux fois", "sector rated twice";
    /// A sector of the edition that nobody answers about.
    SectorEmpty "sector-empty", Routing, warn(),
        "secteur de l’édition sans aucune réponse", "sector of the edition without any answer";
    /// Two columns that contradict each other.
    Contradiction "contradiction", Routing, refuse(),
        "variables qui se contredisent", "variables that contradict each other";

    /// No base weight.
    WeightMissing "weight-missing", Weights, guard(),
        "poids absent", "base weight left blank";
    /// A base weight of zero.
    WeightZero "weight-zero", Weights, refuse(),
        "poids nul", "base weight of zero";
    /// Every base weight is zero.
    WeightAllZero "weight-all-zero", Weights, guard(),
        "tous les poids nuls", "every base weight zero";
    /// A base weight below zero.
    WeightNegative "weight-negative", Weights, guard(),
        "poids négatif", "negative base weight";
    /// A base weight that no person can have.
    WeightHuge "weight-huge", Weights, guard().number("above", 1e9, (1.0, 1e15)),
        "poids démesuré", "implausibly large base weight";
    /// A base weight that vanishes when squared.
    WeightTiny "weight-tiny", Weights, guard().number("below", 1e-9, (1e-100, 1.0)),
        "poids infime", "negligible base weight";
    /// A base weight far from the others.
    WeightExtreme "weight-extreme", Weights, warn().number("above", 50.0, (1.0, 1e9)),
        "poids extrême, en multiples du poids médian", "extreme base weight, in multiples of the median";
    /// Base weights that are all the same.
    WeightConstant "weight-constant", Weights, warn(),
        "poids tous égaux", "base weights all equal";
    /// A blank in a column of the sampling design.
    DesignMissing "design-missing", Weights, guard(),
        "plan de sondage non renseigné", "sampling design left blank";
    /// Names of sampling units that stand in several strata.
    PsuInStrata "psu-in-strata", Weights, warn(),
        "unité de sondage du même nom dans plusieurs strates", "sampling unit of one name in several strata";

    /// A category of a margin with hardly anybody in it.
    MarginCategorySmall "margin-category-small", Margins, warn().count("below", 2.0, 2.0),
        "modalité de calage presque vide", "margin category with hardly anybody in it";

    /// An interview much shorter than the others.
    Speeder "speeder", Conduct, warn().share("below", 0.4),
        "questionnaire rempli trop vite, en part de la durée médiane", "interview too short, as a share of the median";
    /// The same answer to every item of a block.
    StraightLiner "straight-liner", Conduct, warn().count("at_least", 8.0, 2.0),
        "même réponse à toutes les questions d’un bloc, en nombre de questions",
        "the same answer to every item of a block, as a number of items";
    /// Two people with the same answers.
    RowCopied "row-copied", Conduct, warn().number("below", 0.01, (1e-9, 1.0)),
        "mêmes réponses sous deux identifiants, en nombre de telles paires attendu du hasard",
        "the same answers under two ids, as the number of such pairs expected by chance";

    /// An item that everybody answered alike.
    ItemConstant "item-constant", Items, note(),
        "question à réponse unique", "item that everybody answers alike";
    /// An item of the instrument that nobody answered: its dimension would be made of the others alone.
    ItemUnanswered "item-unanswered", Items, guard(),
        "question de l’instrument sans aucune réponse", "item of the instrument that nobody answered";
    /// An item that many left unanswered.
    ItemNonresponse "item-nonresponse", Items, warn().share("above", 0.5),
        "part sans réponse à une question", "share without an answer to an item";
}

impl Rule {
    /// What is known of the rule.
    pub fn definition(self) -> &'static Definition {
        &Self::EVERY[self as usize] // OK because the table has one entry a rule, in the order of the rules
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.definition().name
    }

    /// The rule of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::EVERY.iter().find(|definition| definition.name == name).map(|definition| definition.rule)
    }
}

/// How grave each rule is in this run, and its threshold; whatever was not said has its default.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSet {
    severities: Vec<Severity>,
    thresholds: Vec<f64>,
}

impl Default for RuleSet {
    fn default() -> Self {
        Self {
            severities: Rule::EVERY.iter().map(|definition| definition.severity).collect(),
            thresholds: Rule::EVERY.iter().map(|d| d.threshold.map_or(0.0, |t| t.default)).collect(),
        }
    }
}

impl RuleSet {
    /// How grave a rule is.
    pub fn severity(&self, rule: Rule) -> Severity {
        self.severities[rule as usize] // OK because the list has one entry a rule
    }

    /// Its threshold; 0 for a rule that has none.
    pub fn threshold(&self, rule: Rule) -> f64 {
        self.thresholds[rule as usize] // OK because the list has one entry a rule
    }

    /// Says how grave a rule is; a rule that guards figures refuses whatever is said.
    pub fn set_severity(&mut self, rule: Rule, severity: Severity) {
        if !rule.definition().guards {
            self.severities[rule as usize] = severity; // OK because the list has one entry a rule
        }
    }

    /// Says the threshold of a rule that has one.
    pub fn set_threshold(&mut self, rule: Rule, threshold: f64) {
        if rule.definition().threshold.is_some() {
            self.thresholds[rule as usize] = threshold; // OK because the list has one entry a rule
        }
    }
}

impl Rule {
    /// Whether a wave has what the rule looks at: a rule about weights, say, has nothing to look at where the layout declares
    /// none. `pinned` says whether the pipeline pins the digest of the file.
    pub fn has_matter(self, layout: &Layout, rules: &ValidationRules, pinned: bool) -> bool {
        match self {
            Self::FileChanged => pinned,
            Self::WaveMissing | Self::WaveWrong => layout.wave.is_some(),
            Self::Contradiction => !rules.implications.is_empty(),
            Self::DesignMissing => layout.stratum.is_some() || layout.psu.is_some(),
            Self::PsuInStrata => layout.stratum.is_some() && layout.psu.is_some(),
            Self::Speeder => layout.duration.is_some(),
            _ => self.definition().family != Family::Weights || layout.base_weight.is_some(),
        }
    }
}

/// A column that is read to be checked, and for nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedColumn {
    /// Its name in the wave file.
    pub column: String,
    /// What its cells may be.
    pub allowed: Allowed,
    /// Whether a cell may be blank.
    pub blank: bool,
}

/// What the cells of a column may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Allowed {
    /// One of these codes.
    Codes(Vec<String>),
    /// A number from one to the other.
    Range(f64, f64),
}

/// Whoever meets a condition must meet another one: an age and its band, say.
#[derive(Clone, Debug, PartialEq)]
pub struct Implication {
    /// The condition.
    pub given: Condition,
    /// What follows from it.
    pub then: Condition,
}

/// A condition on one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Column of the wave file.
    pub column: String,
    /// What its cell must be.
    pub test: Test,
}

/// What a cell must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// One of these codes.
    Is(Vec<String>),
    /// A number from one to the other, bounds included.
    Between(f64, f64),
    /// Blank, or not.
    Blank(bool),
}

/// Everything that `config/validation.yaml` declares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValidationRules {
    /// Severities and thresholds.
    pub set: RuleSet,
    /// Columns that are checked and not used.
    pub columns: Vec<CheckedColumn>,
    /// What may not contradict what.
    pub implications: Vec<Implication>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_rules_and_guards_refuse() {
        for (i, definition) in Rule::EVERY.iter().enumerate() {
            assert_eq!(definition.rule as usize, i, "{}", definition.name);
            assert_eq!(Rule::named(definition.name), Some(definition.rule));
            assert!(!definition.guards || definition.severity == Severity::Refuse, "{}", definition.name);
            if let Some(Threshold { default, range: (least, most), .. }) = definition.threshold {
                assert!((least..=most).contains(&default), "{}", definition.name);
            }
        }
    }
}
