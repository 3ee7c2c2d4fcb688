//! A small barometer made up for the tests of the report: a plan and results that look like a real run, without running one.
//! Every number is invented.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use barometer::digest::ReadFile;
use barometer::error::Place;
use barometer::plan::*;
use barometer::publish::{AnswerRow, Confidential, InputFile, MissingReason, Provenance, RespondentRow, ScoredAnswer};
use barometer::survey::codebook::*;
use barometer::survey::ids::*;
use barometer::survey::registry::*;
use barometer::survey::results::*;
use barometer::survey::rules::PublicationRules;
use chrono::NaiveDate;
use indexmap::IndexMap;

/// Sectors: id, name, editions of the sample that have it.
const SECTORS: [(&str, &str, &[&str]); 16] = [
    ("assurance", "Assurance", &["2016", "2021", "2022", "2023"]),
    ("automobile", "Automobile", &["2016", "2021", "2022", "2023"]),
    ("banque", "Banque", &["2016", "2021", "2022", "2023"]),
    ("distribution_specialisee", "Distribution spécialisée", &["2016", "2021", "2022", "2023"]),
    ("ecommerce", "E-commerce et activités en ligne", &["2016", "2021", "2022"]),
    ("grande_distribution", "Grande distribution", &["2016", "2021", "2022", "2023"]),
    ("immobilier", "Immobilier", &["2021", "2022", "2023"]),
    ("restauration", "Restauration", &["2016", "2021", "2022", "2023"]),
    ("telephonie_fai", "Téléphonie / FAI", &["2016", "2021", "2022", "2023"]),
    ("energie", "Énergie", &["2022", "2023"]),
    ("transport", "Transport", &["2022", "2023"]),
    ("tourisme", "Tourisme", &["2023"]),
    ("sante", "Santé", &["2023"]),
    ("service_public", "Service public", &["2023"]),
    ("education", "Éducation", &["2023"]),
    ("autre_essai", "Secteur jamais mesuré", &[]),
];

/// Dimensions: id, name, client level, gap; `rse` is not asked before 2022.
const DIMENSIONS: [(&str, &str, f64, f64); 11] = [
    ("facilitation", "Facilitation et adaptabilité", 45.0, 20.0),
    ("confiance", "Confiance", 43.2, 16.1),
    ("comportement", "Comportement et savoir-vivre", 57.4, 1.6),
    ("cooperation", "Coopération", 44.1, 8.9),
    ("consideration", "Considération", 43.4, -7.8),
    ("rse", "Engagement RSE et environnemental", 35.3, 13.4),
    ("ecoute", "Écoute et feedback", 41.5, 21.0),
    ("autonomie", "Autonomie et initiative", 36.2, 10.1),
    ("competence", "Compétence et soutien", 47.3, 8.3),
    ("harmonie", "Harmonie des expériences humaines et numériques", 46.8, 7.3),
    ("valeurs", "Valeurs", 40.4, 15.8),
];

/// Mirror pairs: id, name, dimension, kind, client and employee wording.
const PAIRS: [(&str, &str, &str, Mirror, &str, &str); 8] = [
    (
        "reclamations",
        "Attention aux réclamations",
        "facilitation",
        Mirror::SameObject,
        "Cette entreprise prend au sérieux les réclamations de ses clients.",
        "Mon entreprise prend au sérieux les réclamations de ses clients.",
    ),
    (
        "adaptation",
        "Adaptation aux attentes",
        "facilitation",
        Mirror::SameObject,
        "Cette entreprise s'adapte à ce que ses clients attendent.",
        "Mon entreprise s'adapte à ce que ses clients attendent.",
    ),
    (
        "engagements",
        "Respect des engagements",
        "confiance",
        Mirror::SameObject,
        "Cette entreprise tient les promesses qu'elle fait à ses clients.",
        "Mon entreprise tient les promesses qu'elle fait à ses clients.",
    ),
    (
        "initiative",
        "Initiative et droit à l'erreur",
        "autonomie",
        Mirror::ParallelTreatment,
        "Dans cette entreprise, on sait sortir de la procédure quand ma situation le demande.",
        "Mon entreprise m'encourage à prendre des initiatives, même au risque de me tromper.",
    ),
    (
        "reconnaissance",
        "Reconnaissance",
        "consideration",
        Mirror::ParallelTreatment,
        "Cette entreprise me montre que ma fidélité a de la valeur.",
        "Mon entreprise me montre que mon travail a de la valeur.",
    ),
    (
        "ecoute_sincere",
        "Écoute sincère",
        "ecoute",
        Mirror::ParallelTreatment,
        "Cette entreprise m'écoute avec sincérité.",
        "Mon entreprise m'écoute avec sincérité.",
    ),
    (
        "contact_humain",
        "Contact humain préservé quand les outils numériques ne suffisent pas",
        "harmonie",
        Mirror::ParallelTreatment,
        "Quand le numérique ne suffit pas, cette entreprise me laisse parler à quelqu'un.",
        "Quand le numérique ne suffit pas, mon entreprise me laisse parler à quelqu'un.",
    ),
    (
        "sante",
        "Priorité à la santé des collaborateurs",
        "",
        Mirror::SameObject,
        "Cette entreprise fait passer la santé et la sécurité de ses collaborateurs avant tout.",
        "Mon entreprise fait passer la santé et la sécurité de ses collaborateurs avant tout.",
    ),
];

/// Editions: label, field, respondents.
const EDITIONS: [(&str, [i32; 3], [i32; 3], usize); 4] = [
    ("2016", [2015, 10, 1], [2015, 10, 9], 1500),
    ("2021", [2020, 8, 31], [2020, 9, 7], 2245),
    ("2022", [2021, 8, 25], [2021, 9, 13], 2138),
    ("2023", [2023, 1, 9], [2023, 1, 20], 2056),
];

pub fn text(fr: &str) -> Text {
    Text { fr: fr.to_owned(), en: format!("{fr} (en)") }
}

fn day([year, month, day]: [i32; 3]) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month as u32, day as u32).expect("a day of the sample")
}

fn key(label: &str) -> EditionKey {
    let edition = EDITIONS.iter().find(|edition| edition.0 == label).expect("an edition of the sample");
    EditionKey { field_start: day(edition.1), edition: EditionId::from(label), field_end: day(edition.2) }
}

/// Which dimensions an edition has.
fn dimensions(edition: &str) -> impl Iterator<Item = &'static (&'static str, &'static str, f64, f64)> {
    let rse = edition == "2022" || edition == "2023";
    DIMENSIONS.iter().filter(move |d| edition != "2016" && (rse || d.0 != "rse"))
}

/// Which sectors an edition has.
fn sectors(edition: &str) -> Vec<&'static str> {
    SECTORS.iter().filter(|sector| sector.2.contains(&edition)).map(|sector| sector.0).collect()
}

/// The plan of the sample; the templates are those of the repository.
pub fn plan() -> Plan {
    Plan {
        validation: ValidationRules::default(),
        replicate: barometer::plan::ReplicateOptions { replicates: 1000 },
        name: "essai".to_owned(),
        pipeline_file: PathBuf::from("pipelines/essai.yaml"),
        templates: Path::new(env!("CARGO_MANIFEST_DIR")).join("config/report"),
        codebook: codebook(),
        registry: registry(),
        rules: PublicationRules {
            suppress_below: 30.0,
            small_base_below: 100.0,
            delta_points: 5.0,
            level_cut_percent: 50.0,
            confidence: 0.95,
            false_discovery_rate: 0.05,
        },
        labels: labels(),
        lexicon: barometer::survey::lexicon::Lexicon::default(),
        waves: EDITIONS.iter().map(|edition| wave(edition.0)).collect(),
        calibrate: CalibrateOptions {
            method: CalibrationMethod::Raking,
            bounds: None,
            trim: None,
            max_iterations: 50,
            lonely_psu: barometer::plan::LonelyPsu::Fail,
            places: barometer::plan::OptionPlaces::all_at(&Place::file(Path::new("pipeline.yaml"))),
        },
        publish: PublishOptions { out: PathBuf::from("out"), language: Language::French },
        seed: 20190902,
        notes: Vec::new(),
        configuration_files: Vec::new(),
    }
}

fn wave(label: &str) -> WavePlan {
    use barometer::survey::margin::{MarginCategory, MarginVariable, Margins};
    let category = |code: &str, name: &str, share| MarginCategory {
        range: None,
        aliases: Vec::new(),
        code: code.to_owned(),
        merges: Vec::new(),
        name: text(name),
        share,
        place: Place::file(Path::new("margins.yaml")),
    };
    let variables = vec![
        MarginVariable {
            id: VariableId::from("sexe"),
            columns: vec!["sexe".to_owned()],
            universe: barometer::survey::margin::Universe::All,
            total: 51_373_738.0,
            name: text("Sexe"),
            categories: vec![category("homme", "Hommes", 0.478), category("femme", "Femmes", 0.522)],
        },
        MarginVariable {
            id: VariableId::from("age2"),
            columns: vec!["age2".to_owned()],
            universe: barometer::survey::margin::Universe::All,
            total: 51_373_738.0,
            name: text("Âge"),
            categories: vec![category("18_49", "18–49 ans", 0.487), category("50_plus", "50 ans et plus", 0.513)],
        },
    ];
    WavePlan {
        edition: EditionId::from(label),
        file: PathBuf::from(format!("{label}.csv")),
        reader: Reader::of(Format::Csv(Csv::default())),
        margins: Margins {
            population_total: 51_373_738.0,
            source: text("INSEE, France métropolitaine, 18 ans et plus"),
            variables,
        },
        margins_file: PathBuf::from(format!("margins/{label}.yaml")),
        wave: label.to_owned(),
        sha256: None,
    }
}

fn codebook() -> Codebook {
    let mut items = IndexMap::new();
    let mut item = |id: &str, dimension: &str, name: &str, client: Option<&str>, employee: Option<&str>| {
        let item = Item {
            scale: ScaleId::from("accord"),
            reversed: false,
            dimension: Some(dimension).filter(|d| !d.is_empty()).map(DimensionId::from),
            client: client.map(text),
            employee: employee.map(text),
            name: text(name),
            column: id.to_owned(),
        };
        items.insert(ItemId::from(id), item);
    };
    let real = "Tout bien considéré, quelle est votre satisfaction à l'égard de cette entreprise ?";
    item("satisfaction", "", "Satisfaction des clients", Some(real), None);
    let estimated = "Les clients de mon entreprise sont satisfaits.";
    item("satisfaction_estimee", "", "Satisfaction des clients estimée", None, Some(estimated));
    for (id, name, dimension, _, client, employee) in PAIRS {
        item(id, dimension, name, Some(client), Some(employee));
    }
    let pairs = PAIRS.iter().map(|(id, name, _, mirror, _, _)| {
        let pair =
            MirrorPair { client: ItemId::from(*id), employee: ItemId::from(*id), mirror: *mirror, name: text(name) };
        (PairId::from(*id), pair)
    });
    let dimensions = DIMENSIONS.iter().map(|(id, name, _, _)| {
        let items = PAIRS.iter().filter(|pair| pair.2 == *id).map(|pair| ItemId::from(pair.0)).collect();
        let definition = text(&format!("Ce que mesure la dimension « {name} » : une phrase, puis une autre."));
        let mirror = Mirror::SameObject;
        (DimensionId::from(*id), Dimension { name: text(name), definition, mirror, min_items: 1, weight: None, items })
    });
    Codebook {
        scales: [(ScaleId::from("accord"), scale())].into_iter().collect(),
        pairs: pairs.collect(),
        dimensions: dimensions.collect(),
        pillars: IndexMap::new(),
        sectors: SECTORS.iter().map(|s| (SectorId::from(s.0), Sector { name: text(s.1), weight: None })).collect(),
        contrasts: Contrasts {
            overestimation: vec![Overestimation {
                estimate: ItemId::from("satisfaction_estimee"),
                estimate_measure: Measure::Top2,
                real: ItemId::from("satisfaction"),
                real_measure: Measure::Top2,
            }],
            within_employee: Vec::new(),
        },
        layout: layout(),
        items,
    }
}

fn scale() -> Scale {
    let code = |code: &str, label: &str, favourable, most_favourable| ScaleCode {
        code: code.to_owned(),
        label: text(label),
        aliases: Vec::new(),
        favourable,
        most_favourable,
    };
    Scale::Ordered(OrderedScale {
        codes: vec![
            code("1", "Pas du tout d'accord", false, false),
            code("2", "Plutôt pas d'accord", false, false),
            code("3", "Plutôt d'accord", true, false),
            code("4", "Tout à fait d'accord", true, true),
        ],
        dont_know: DontKnow { codes: vec!["9".to_owned()], labels: Vec::new() },
    })
}

fn layout() -> Layout {
    let flag = |column: &str| Flag { column: column.to_owned(), yes: "oui".to_owned(), no: "non".to_owned() };
    Layout {
        id: "id".to_owned(),
        wave: None,
        duration: None,
        base_weight: None,
        stratum: None,
        psu: None,
        client_blocks: Vec::new(),
        employee_block: Some(EmployeeBlock {
            employed: Some(flag("en_emploi")),
            sector: BlockSector::Column("e_secteur".to_owned()),
            manager: Some(flag("e_manager")),
            prefix: "e_".to_owned(),
        }),
    }
}

fn registry() -> Registry {
    let editions = EDITIONS.iter().map(|(label, start, end, n)| {
        let mut items: Vec<ItemId> = PAIRS.iter().map(|pair| ItemId::from(pair.0)).collect();
        items.truncate(if *label == "2016" { 3 } else { 8 });
        let with = |first: &str| std::iter::once(ItemId::from(first)).chain(items.iter().cloned()).collect();
        let edition = Edition {
            technical: Technical::default(),
            field_start: day(*start),
            field_end: day(*end),
            n_respondents: *n,
            institute: None,
            mode: Some(text("Questionnaire en ligne auprès d'un panel")).filter(|_| *label == "2023"),
            instrument: Instrument {
                client: with("satisfaction"),
                employee: with("satisfaction_estimee"),
                dimensions: dimensions(label).map(|d| DimensionId::from(d.0)).collect(),
            },
            modules: if *label == "2023" { vec![ModuleId::from("crise")] } else { Vec::new() },
            sectors: sectors(label).into_iter().map(SectorId::from).collect(),
            employee_base: "ensemble".to_owned(),
            panel: None,
            assumed: if *label == "2023" { vec![text("Les jours de terrain sont supposés.")] } else { Vec::new() },
        };
        (EditionId::from(*label), edition)
    });
    let module = Module {
        name: text("Crise sanitaire"),
        client: vec![ItemId::from("sante")],
        employee: vec![ItemId::from("sante")],
    };
    Registry {
        corrections: Vec::new(),
        barometer: Barometer {
            address: None,
            title: text("Baromètre national de la Symétrie des Attentions"),
            publisher: "Académie du Service".to_owned(),
            caution: Some(text(
                "Données synthétiques, fabriquées pour éprouver l'outil : elles ne proviennent d'aucune enquête.",
            )),
        },
        instruments: IndexMap::new(),
        modules: [(ModuleId::from("crise"), module)].into_iter().collect(),
        editions: editions.collect(),
        breaks: vec![Break {
            before: EditionId::from("2021"),
            items: None,
            sectors: None,
            reason: text("Changement d'échelle entre les deux éditions ; les niveaux ne se comparent pas."),
        }],
    }
}

fn labels() -> Labels {
    let groups: &[(&str, &[(&str, &str)])] = &[
        (
            "population",
            &[
                ("client", "Clients"),
                ("employee", "Collaborateurs"),
                ("manager", "Managers"),
                ("non_manager", "Collaborateurs non managers"),
            ],
        ),
        (
            "measure",
            &[
                ("top2", "Part favorable"),
                ("top1", "Part très favorable"),
                ("mean100", "Note moyenne de 0 à 100"),
                ("mean_guess", "Moyenne des pourcentages estimés"),
            ],
        ),
        ("mirror", &[("parallel_treatment", "Traitement parallèle"), ("same_object", "Même objet")]),
        ("status", &[("published", "Publié"), ("small_base", "Base faible"), ("suppressed", "Masqué")]),
        (
            "statistic",
            &[
                ("client", "Niveau des clients"),
                ("employee", "Niveau des collaborateurs"),
                ("gap", "Écart"),
                ("level", "Niveau moyen des deux côtés"),
                ("floor", "Plancher"),
            ],
        ),
        ("standing", &[("provisional", "provisoire"), ("final", "définitif")]),
        (
            "sector_key",
            &[
                ("all", "Ensemble des répondants"),
                ("mean_of_sectors", "Moyenne des secteurs"),
                ("weighted_sectors", "Secteurs pondérés"),
                ("autre", "Autre secteur"),
            ],
        ),
        (
            "class",
            &[
                ("MASQUE", "base insuffisante"),
                ("ASYM_FORTE_CLI", "asymétrie forte, clients moins favorables"),
                ("ASYM_CLI", "asymétrie, clients moins favorables"),
                ("ASYM_COL", "asymétrie, collaborateurs moins favorables"),
                ("IND", "indéterminé"),
            ],
        ),
    ];
    let words = |words: &[(&str, &str)]| words.iter().map(|(key, word)| ((*key).to_owned(), text(word))).collect();
    groups.iter().map(|(group, entries)| ((*group).to_owned(), words(entries))).collect()
}

/// Numbers that look drawn at random and are always the same.
struct Noise(u64);

impl Noise {
    /// Between −1 and 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

/// The results of the sample, nothing masked yet: the suppressed rows still hold their numbers.
pub fn results() -> Results {
    let mut noise = Noise(7);
    let mut results = Results::default();
    for (edition, ..) in EDITIONS {
        let whole = std::iter::once("all").chain(sectors(edition));
        for sector in whole {
            cells(&mut results, &mut noise, edition, sector);
        }
        overestimations(&mut results, edition);
        diagnostics(&mut results, edition);
    }
    trends(&mut results);
    results
}

/// Base of each side in a sector: one sector of the sample is too small, two are small.
fn bases(sector: &str) -> (i64, i64, Status) {
    match sector {
        "all" => (2056, 1104, Status::Published),
        "tourisme" => (141, 22, Status::Suppressed),
        "immobilier" => (152, 61, Status::SmallBase),
        "energie" => (188, 84, Status::SmallBase),
        _ => (262, 128, Status::Published),
    }
}

fn cells(results: &mut Results, noise: &mut Noise, edition: &str, sector: &str) {
    let spread = if sector == "all" { 0.0 } else { 9.0 };
    let subjects = dimensions(edition)
        .map(|d| (Subject::dimension(d.0), d.2, d.3, Mirror::SameObject))
        .chain(pairs(edition))
        .collect::<Vec<_>>();
    for (subject, client, gap, mirror) in subjects {
        let client = client + spread * noise.next();
        let employee = client + gap + spread * noise.next() + if edition == "2023" { 0.4 } else { -1.3 };
        let row = Side { edition, sector, subject: &subject };
        results.estimates.push(row.estimate(Population::Client, client));
        results.estimates.push(row.estimate(Population::Employee, employee));
        results.estimates.push(row.estimate(Population::Manager, employee + 6.0));
        results.symmetry.push(row.symmetry(client, employee, mirror));
        if sector == "all" || subject.subject_type == SubjectType::Dimension {
            results.ranges.push(row.range(client, employee));
        }
        if sector == "all" {
            results.contrasts.push(row.managers(employee));
        }
    }
}

fn pairs(edition: &str) -> impl Iterator<Item = (Subject, f64, f64, Mirror)> {
    let asked = if edition == "2016" { 3 } else { 8 };
    PAIRS.iter().take(asked).enumerate().map(|(position, pair)| {
        (Subject::item(pair.0), 38.0 + 3.0 * position as f64, 22.0 - 4.3 * position as f64, pair.3)
    })
}

/// Where a row stands.
struct Side<'a> {
    edition: &'a str,
    sector: &'a str,
    subject: &'a Subject,
}

impl Side<'_> {
    fn estimate(&self, population: Population, value: f64) -> EstimateRow {
        let (clients, employees, mut status) = bases(self.sector);
        let n = match population {
            Population::Client => clients,
            Population::Manager => employees / 5,
            _ => employees,
        };
        if n < 30 {
            status = Status::Suppressed;
        }
        let se = 50.0 * (1.2 / n as f64).sqrt();
        EstimateRow {
            edition: key(self.edition),
            sector: SectorId::from(self.sector),
            population,
            subject: self.subject.clone(),
            measure: Measure::Top2,
            estimate: Some(value),
            se: Some(se),
            df: Some(n as f64 - 1.0),
            ci_low: Some(value - 1.96 * se),
            ci_high: Some(value + 1.96 * se),
            n: Some(n),
            n_eff: Some(n as f64 / 1.2),
            deff: Some(1.2),
            status,
        }
    }

    fn symmetry(&self, client: f64, employee: f64, mirror: Mirror) -> SymmetryRow {
        let (n_client, n_employee, status) = bases(self.sector);
        let (gap, level) = (employee - client, (employee + client) / 2.0);
        let se = 50.0 * (1.2 / n_client as f64 + 1.2 / n_employee as f64).sqrt();
        SymmetryRow {
            edition: key(self.edition),
            sector: SectorId::from(self.sector),
            subject: self.subject.clone(),
            measure: Measure::Top2,
            mirror,
            client: Some(client),
            employee: Some(employee),
            gap: Some(gap),
            se_gap: Some(se),
            df: Some(200.0),
            ci_low: Some(gap - 1.97 * se),
            ci_high: Some(gap + 1.97 * se),
            p_difference: None,
            q_difference: None,
            p_minimum_effect: None,
            q_minimum_effect: None,
            p_equivalence: None,
            q_equivalence: None,
            symmetry: Some(100.0 - gap.abs()),
            level: Some(level),
            level_low: Some(level - se),
            level_high: Some(level + se),
            floor: Some(client.min(employee)),
            floor_low: None,
            floor_high: None,
            demonstrated_margin: None,
            class: None,
            rank: None,
            rank_low: None,
            rank_high: None,
            n_client: Some(n_client),
            n_employee: Some(n_employee),
            n_both: Some(n_employee / 4),
            status,
        }
    }

    /// The sectors of the sample are large enough for their managers, but those of a small base.
    fn range(&self, client: f64, employee: f64) -> RangeRow {
        let (n_client, n_employee, status) = bases(self.sector);
        let (manager, non_manager) = (employee + 6.0, employee - 1.5);
        let range = manager.max(client) - non_manager.min(client);
        RangeRow {
            edition: key(self.edition),
            sector: SectorId::from(self.sector),
            subject: self.subject.clone(),
            measure: Measure::Top2,
            client: Some(client),
            non_manager: Some(non_manager),
            manager: Some(manager),
            range: Some(range),
            range_low: Some(range * 0.7),
            range_high: Some(range * 1.4),
            noise_floor: Some(3.3),
            symmetry: Some(100.0 - range),
            n_client: Some(n_client),
            n_non_manager: Some(n_employee - 33),
            n_manager: Some(33),
            status: if status == Status::SmallBase { Status::Suppressed } else { status },
        }
    }

    fn managers(&self, employee: f64) -> ContrastRow {
        let (left, right) = (employee + 6.0, employee - 1.5);
        ContrastRow {
            contrast: Contrast::ManagerGap,
            population: "manager".to_owned(),
            ..contrast(self.edition, self.sector, self.subject.clone(), left, right)
        }
    }
}

fn contrast(edition: &str, sector: &str, subject: Subject, left: f64, right: f64) -> ContrastRow {
    let (n_right, n_left, status) = bases(sector);
    let se = 50.0 * (1.2 / n_left as f64 + 1.2 / n_right as f64).sqrt();
    ContrastRow {
        edition: key(edition),
        sector: SectorId::from(sector),
        contrast: Contrast::Overestimation,
        population: "employee".to_owned(),
        subject,
        measure: Measure::Top2,
        left: Some(left),
        right: Some(right),
        difference: Some(left - right),
        se: Some(se),
        df: Some(200.0),
        ci_low: Some(left - right - 1.97 * se),
        ci_high: Some(left - right + 1.97 * se),
        p: None,
        q: None,
        n_left: Some(n_left),
        n_right: Some(n_right),
        status,
    }
}

fn overestimations(results: &mut Results, edition: &str) {
    let mut noise = Noise(11);
    let subject = || Subject::item("satisfaction_estimee");
    for sector in std::iter::once("all").chain(sectors(edition)) {
        let spread = if sector == "all" { 0.0 } else { 12.0 };
        let level = if edition == "2016" { 72.0 } else { 52.0 };
        let (left, right) = (level + 7.0 + spread * noise.next(), level + spread * noise.next());
        results.contrasts.push(contrast(edition, sector, subject(), left, right));
        let side = |item: &str, population, value| {
            Side { edition, sector, subject: &Subject::item(item) }.estimate(population, value)
        };
        results.estimates.push(side("satisfaction", Population::Client, right));
        results.estimates.push(side("satisfaction_estimee", Population::Employee, left));
    }
    results.contrasts.push(contrast(edition, "mean_of_sectors", subject(), 60.4, 51.6));
}

fn diagnostics(results: &mut Results, edition: &str) {
    let failed = i64::from(edition == "2023") * 3;
    let replicates = if edition == "2016" { 0 } else { 1000 };
    results.replicates.push(ReplicateRow { edition: key(edition), replicates, failed });
    results.weighting.push(WeightingRow {
        edition: key(edition),
        method: "raking".to_owned(),
        population_total: 51_373_738.0,
        n: EDITIONS.iter().find(|e| e.0 == edition).map_or(0, |e| e.3 as i64),
        n_eff: 1783.4,
        deff: 1.153,
        g_min: 0.61,
        g_max: 2.37,
        iterations: 6,
        misfit: 3.1e-13,
    });
    for (variable, category, target, unweighted) in [
        ("age2", "18_49", 48.7, 51.25),
        ("age2", "50_plus", 51.3, 48.75),
        ("sexe", "femme", 52.2, 50.0),
        ("sexe", "homme", 47.8, 50.0),
    ] {
        results.margins.push(MarginRow {
            edition: key(edition),
            variable: VariableId::from(variable),
            category: category.to_owned(),
            target_share: target,
            unweighted_share: unweighted,
            weighted_share: target,
            n: (unweighted * 20.56) as i64,
        });
    }
}

fn trends(results: &mut Results) {
    let mut noise = Noise(3);
    for pair in EDITIONS.windows(2) {
        let (from, to) = (pair[0].0, pair[1].0);
        for sector in std::iter::once("all").chain(sectors(to).into_iter().filter(|s| sectors(from).contains(s))) {
            for dimension in dimensions(from) {
                for statistic in Statistic::EVERY {
                    let subject = Subject::dimension(dimension.0);
                    results.trends.push(change(sector, subject, *statistic, [from, to], &mut noise));
                }
            }
            for (item, statistic) in
                [("satisfaction", Statistic::Client), ("satisfaction_estimee", Statistic::Employee)]
            {
                results.trends.push(change(sector, Subject::item(item), statistic, [from, to], &mut noise));
            }
        }
    }
}

fn change(sector: &str, subject: Subject, statistic: Statistic, [from, to]: [&str; 2], noise: &mut Noise) -> TrendRow {
    let comparable = from != "2016";
    let change = 7.0 * noise.next();
    let (.., status) = bases(sector);
    let given = |value: f64| Some(value).filter(|_| comparable);
    TrendRow {
        sector: SectorId::from(sector),
        subject,
        measure: Measure::Top2,
        statistic,
        edition_from: key(from),
        edition_to: key(to),
        change: given(change),
        se: given(2.1),
        df: given(1800.0),
        ci_low: given(change - 4.1),
        ci_high: given(change + 4.1),
        p: None,
        q: None,
        detectable: given(5.9),
        comparable,
        reason: (!comparable).then(|| "Changement d'échelle entre les deux éditions.".to_owned()),
        status,
    }
}

/// A few rows of microdata.
pub fn confidential() -> Confidential<'static> {
    static KEYS: LazyLock<(EditionKey, SectorId, ItemId)> =
        LazyLock::new(|| (key("2023"), SectorId::from("banque"), ItemId::from("satisfaction")));
    let (edition, sector, item) = &*KEYS;
    let row =
        |respondent, answer| AnswerRow { edition, respondent, population: Population::Client, sector, item, answer };
    let satisfied = ScoredAnswer {
        code: Some("3".into()),
        top2: Some(100.0),
        top1: Some(0.0),
        mean100: Some(200.0 / 3.0),
        missing_reason: None,
    };
    let undecided = ScoredAnswer { missing_reason: Some(MissingReason::DontKnow), ..ScoredAnswer::default() };
    Confidential {
        answers: Box::new([vec![row("r1", satisfied)], vec![row("r2", undecided)]].into_iter()),
        margin_variables: vec![VariableId::from("sexe"), VariableId::from("age2")],
        respondents: vec![RespondentRow {
            edition,
            respondent: "r1",
            base_weight: 24987.2,
            weight: 25110.7,
            margins: vec![Some("femme"), None],
            employed: true,
            manager: Some(false),
            stratum: None,
            psu: None,
        }],
    }
}

/// Where the numbers of the sample would come from.
pub fn provenance() -> Provenance {
    Provenance {
        software_version: "0.1.0".to_owned(),
        run: "essai".to_owned(),
        seed: 20190902,
        configuration_sha256: "9f".repeat(32),
        inputs: vec![InputFile::new(ReadFile {
            file: "fixtures/waves/2023.csv".into(),
            sha256: "ab".repeat(32),
            bytes: 1,
        })],
    }
}

/// The results of the sample once everything is tested, classed and ranked.
pub fn tested() -> Results {
    let mut results = results();
    for row in &mut results.symmetry {
        let wide = row.gap.is_some_and(|gap| gap > 15.0);
        row.q_difference = Some(if wide { 0.001 } else { 0.4 });
        row.class = Some(if wide { "ASYM_FORTE_CLI" } else { "IND" }.to_owned());
        row.demonstrated_margin = Some(31.0);
        (row.rank, row.rank_low, row.rank_high) = (Some(1), Some(1), Some(4));
    }
    for row in &mut results.contrasts {
        row.q = Some(0.01);
    }
    for row in results.trends.iter_mut().filter(|row| row.comparable) {
        row.q = Some(if row.change > Some(4.0) { 0.01 } else { 0.3 });
    }
    for sector in std::iter::once("all").chain(sectors("2023")) {
        results.composites.push(composite(sector));
    }
    results
}

fn composite(sector: &str) -> CompositeRow {
    let (.., status) = bases(sector);
    CompositeRow {
        edition: key("2023"),
        sector: SectorId::from(sector),
        composite: "dimensions".to_owned(),
        pairs: "all".to_owned(),
        measure: Measure::Top2,
        mean_gap: Some(9.6 + sector.len() as f64 / 10.0),
        se_gap: Some(2.0),
        ci_low: Some(5.6),
        ci_high: Some(13.6),
        mean_absolute_gap: Some(11.2),
        mean_absolute_gap_low: Some(9.1),
        mean_absolute_gap_high: Some(14.4),
        noise_floor: Some(4.8),
        adjusted_gap: Some(9.9),
        adjusted_gap_low: Some(7.6),
        adjusted_gap_high: Some(12.1),
        symmetry: Some(88.8),
        floor: Some(43.0),
        rank: Some(3),
        rank_low: Some(1),
        rank_high: Some(13),
        rank_floor: Some(5),
        rank_floor_low: Some(2),
        rank_floor_high: Some(11),
        n_dimensions: Some(11),
        status,
    }
}
