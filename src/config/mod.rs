//! Configuration: YAML files become a checked [`Plan`], or every fault of all of them comes back at once.
//!
//! Reading order: [`load`] opens the files; `document` keeps where each key and value stands, `syntax` says what is no YAML;
//! `shape` finds the faults of structure and reads the sound parts into the private structs of `wire`; one module a file (`codebook` with
//! `scales`, `items`, `contrasts` and `layout`, `registry`, `margins`, `publication`, `labels`, `lexicon`, `claims`, `pipeline` with `delivery` and `columns` for the readers) makes the types of [`crate::survey`] from them and checks what
//! they say; `names` looks up whatever is named; `notes` tells what is
//! sound and may not have been meant. A file with faults is still used as far as it is sound, so that three
//! faults in three files are three findings of one run.
//!
//! **Invariant.** A [`Plan`] has no name that does not exist, no number out of its range and no file that was not there.

mod claims;
mod codebook;
mod columns;
mod contrasts;
mod delivery;
mod document;
mod items;
mod labels;
mod layout;
mod lexicon;
mod margins;
mod names;
mod notes;
mod paths;
mod pipeline;
mod publication;
mod reader;
mod registry;
mod scalar;
mod scales;
mod schema;
mod shape;
mod syntax;
mod validation;
mod weights;
mod wire;
pub mod yaml;

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::digest::ReadFile;
use crate::error::{Error, Finding, Findings, Place, Result};
use crate::messages::{Message, msg};
use crate::plan::{
    CalibrateOptions, Labels, LintPlan, Plan, PublishOptions, ReplicateOptions, ValidationRules, WavePlan,
};
use crate::survey::codebook::{Codebook, Language};
use crate::survey::ids::EditionId;
use crate::survey::lexicon::Lexicon;
use crate::survey::margin::Margins;
use crate::survey::registry::Registry;
use crate::survey::rules::PublicationRules;
use document::{Document, Spot};
use names::Printed;
use paths::Named;
pub(crate) use paths::clean;
pub use schema::FileKind;

/// Findings as they are made; sorted when they are handed over.
type Faults = Vec<Finding>;

/// A configuration file larger than this is some other file.
const LARGEST_FILE: u64 = 1024 * 1024;

/// Folder of the report templates, in the configuration folder.
const TEMPLATES: &str = "report";

/// The rules of validation, in the configuration folder; without this file every rule has its default.
const VALIDATION: &str = "validation.yaml";

/// File of the words of strength, in the configuration folder.
const LEXICON: &str = "lexicon.yaml";

/// What the command line says over the pipeline file.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Output folder.
    pub out: Option<PathBuf>,
    /// Language of the report.
    pub language: Option<Language>,
}

/// Reads a pipeline file and everything it names.
///
/// # Errors
/// [`Error::Config`] with every finding, in the order of the files and lines; [`Error::World`] when the system fails.
pub fn load(pipeline_file: &Path, overrides: &Overrides) -> Result<Plan> {
    let mut files = Files::default();
    let plan = files.plan(&paths::clean(pipeline_file), overrides)?;
    let Files { opened, faults, .. } = files;
    if faults.is_empty() {
        return plan.ok_or_else(|| Error::Internal("a configuration without findings makes no plan".to_owned()));
    }
    Err(Error::Config(in_file_order(faults, &opened)))
}

/// Reads what a text is held against, and the claims that it makes: the configuration folder and the output folder of a
/// pipeline, none of its waves.
///
/// # Errors
/// Those of [`load`], and [`Error::Claims`] when the claims files alone are at fault.
pub fn load_lint(pipeline_file: &Path, overrides: &Overrides, claims_files: &[PathBuf]) -> Result<LintPlan> {
    let mut files = Files::default();
    let plan = files.lint(&paths::clean(pipeline_file), overrides, claims_files)?;
    let Files { opened, faults, .. } = files;
    if faults.is_empty() {
        return plan.ok_or_else(|| Error::Internal("a configuration without findings makes no plan".to_owned()));
    }
    let faults = in_file_order(faults, &opened);
    let claims: Vec<String> = claims_files.iter().map(|file| paths::clean(file).display().to_string()).collect();
    let of_claims = faults.iter().all(|fault| claims.contains(&fault.place.file));
    Err(if of_claims { Error::Claims(faults) } else { Error::Config(faults) })
}

/// Findings by file in reading order, line and column; too many of one rule in one file are counted.
fn in_file_order(mut faults: Faults, opened: &[ReadFile]) -> Vec<Finding> {
    faults.sort_by_cached_key(|finding| {
        let place = &finding.place;
        let file = opened.iter().position(|read| read.file.display().to_string() == place.file);
        let column = place.column.as_ref().and_then(|column| column.parse::<usize>().ok());
        (file.unwrap_or(usize::MAX), place.line, column)
    });
    let mut by_file: IndexMap<String, Findings> = IndexMap::new();
    for finding in faults {
        let file = finding.place.file.clone();
        by_file.entry(file).or_insert_with_key(|file| Findings::new(Path::new(file))).push(finding);
    }
    by_file.into_values().flat_map(Findings::into_vec).collect()
}

/// The files opened so far, and the findings about them.
#[derive(Debug, Default)]
struct Files {
    opened: Vec<ReadFile>,
    faults: Faults,
    /// Findings that refuse nothing.
    notes: Faults,
}

impl Files {
    fn plan(&mut self, file: &Path, overrides: &Overrides) -> Result<Option<Plan>> {
        let Some(document) = self.open(file, &Named::CommandLine)? else { return Ok(None) };
        let root = document.root();
        let Some(wire) = reader::read::<wire::Pipeline>(&document, &mut self.faults) else { return Ok(None) };
        let folder = wire.config.0.as_deref().map(|written| paths::resolve(paths::folder_of(file), written));
        let survey = self.survey(folder.as_deref(), root.at("config"))?;
        let waves = match &wire.waves.0 {
            Some(list) => pipeline::waves(list, root.at("waves"), &survey.editions, &mut self.faults)?,
            None => Vec::new(),
        };
        if let Some(registry) = &survey.registry {
            notes::newest_left_out(&waves, registry, root.at("waves"), &mut self.notes);
        }
        let mut waves = self.margins(waves)?;
        for (wave, margins) in &mut waves {
            let of_edition = survey.registry.as_ref().and_then(|registry| registry.editions.get(wave.edition));
            if let (Some(codebook), Some(edition), Some(margins), Some(validation)) =
                (&survey.codebook, of_edition, margins, &survey.validation)
            {
                columns::resolve(wave, &columns::Known { codebook, edition, margins, validation }, &mut self.faults);
            }
        }
        let calibrate = pipeline::calibrate(wire.calibrate.as_ref(), root.at("calibrate"), &mut self.faults);
        let replicate = pipeline::replicate(wire.replicate.as_ref(), root.at("replicate"), &mut self.faults);
        let publish = self.publish(wire.publish.0.as_ref(), root.at("publish"), overrides, &waves);
        let head = Head { name: wire.name.0.as_deref(), seed: wire.seed.0, file, folder, calibrate, replicate };
        Ok(self.assemble(head, survey, waves, publish))
    }

    fn lint(&mut self, file: &Path, overrides: &Overrides, claims_files: &[PathBuf]) -> Result<Option<LintPlan>> {
        let Some(document) = self.open(file, &Named::CommandLine)? else { return Ok(None) };
        let Some(wire) = reader::read::<wire::Pipeline>(&document, &mut self.faults) else { return Ok(None) };
        let folder = wire.config.0.as_deref().map(|written| paths::resolve(paths::folder_of(file), written));
        let survey = self.survey(folder.as_deref(), document.root().at("config"))?;
        let Survey {
            codebook: Some(codebook), registry: Some(registry), rules: Some(rules), labels: Some(labels), ..
        } = survey
        else {
            return Ok(None);
        };
        let known = claims::Known { codebook: &codebook, registry: &registry, lexicon: &survey.lexicon };
        let mut claims = Vec::new();
        for claims_file in claims_files {
            if let Some(document) = self.open(&paths::clean(claims_file), &Named::CommandLine)? {
                claims.extend(claims::read(&document, known, &mut self.faults));
            }
        }
        let Some(publish) = &wire.publish.0 else { return Ok(None) };
        let own = || paths::resolve(paths::folder_of(file), &publish.out);
        Ok(Some(LintPlan {
            out: overrides.out.as_deref().map_or_else(own, paths::clean),
            language: overrides.language.or(publish.language).unwrap_or(Language::French),
            codebook,
            registry,
            rules,
            labels,
            lexicon: survey.lexicon,
            claims,
        }))
    }

    /// Reads the files of the configuration folder, each as far as it can be read.
    fn survey(&mut self, folder: Option<&Path>, named: Spot<'_>) -> Result<Survey> {
        let there = folder.filter(|folder| {
            let missing = msg!("config-folder-missing", folder = *folder);
            self.folder_is_there(folder, missing, &Named::In(named, msg!("hint-path")))
        });
        if let Some(folder) = there {
            let templates = folder.join(TEMPLATES);
            let missing = msg!("templates-folder-missing", folder = &templates);
            self.folder_is_there(&templates, missing, &Named::Of(folder, named));
        }
        let mut open = |name: &str| match there {
            Some(folder) => self.open(&folder.join(name), &Named::Of(folder, named)),
            None => Ok(None),
        };
        let (codebook, sectors) = (open("codebook.yaml")?, open("sectors.yaml")?);
        let (registry, publication) = (open("registry.yaml")?, open("publication.yaml")?);
        let labels = open("labels.yaml")?;
        let validation = match there.map(|folder| folder.join(VALIDATION)).filter(|file| file.exists()) {
            Some(file) => self.open(&file, &Named::In(named, msg!("hint-path")))?,
            None => None,
        };
        let lexicon = self.lexicon(there, named)?;
        let faults = &mut self.faults;
        let book = codebook::read(codebook.as_ref(), sectors.as_ref(), faults);
        let written = registry;
        let (registry, editions) = registry::read(written.as_ref(), &book, faults);
        if let (Some(registry), Some(written)) = (&registry, &written) {
            notes::long_fields(registry, written.root().at("editions"), &mut self.notes);
            notes::idle_breaks(registry, written.root().at("breaks"), &mut self.notes);
        }
        let rules = publication.as_ref().and_then(|document| publication::read(document, faults));
        let labels = labels.as_ref().and_then(|document| labels::read(document, faults));
        if let Some(sectors) = &sectors {
            // Sectors and what stands for several of them are rows of the same tables.
            let mut printed = Printed::default();
            for (key, text) in labels.iter().filter_map(|labels| labels.get("sector_key")).flatten() {
                printed.add(key, text);
            }
            let named = book.sectors.iter().map(|(id, sector)| (id.as_str(), &sector.name));
            printed.check(sectors.root().at("sectors"), named, faults);
        }
        let validation = match &validation {
            Some(document) => validation::read(document, faults),
            None => Some(ValidationRules::default()),
        };
        Ok(Survey { codebook: book.finish(), registry, editions, rules, validation, labels, lexicon })
    }

    /// Reads the lexicon, which may be missing as `validation.yaml` may: a survey without it has no word that is held against
    /// its test.
    fn lexicon(&mut self, folder: Option<&Path>, named: Spot<'_>) -> Result<Lexicon> {
        let Some(file) = folder.map(|folder| folder.join(LEXICON)).filter(|file| file.exists()) else {
            return Ok(Lexicon::default());
        };
        let document = self.open(&file, &Named::In(named, msg!("hint-path")))?;
        Ok(document.and_then(|document| lexicon::read(&document, &mut self.faults)).unwrap_or_default())
    }

    /// Whether a folder is there, with a finding where it is not.
    fn folder_is_there(&mut self, folder: &Path, missing: Message, named: &Named<'_>) -> bool {
        if !folder.is_dir() {
            let finding = Finding::refuse("missing-file", named.place(folder), missing);
            self.faults.push(finding.hint(named.way_to(folder)));
        }
        folder.is_dir()
    }

    /// Reads the margins of each wave; a file that serves two waves is read once.
    fn margins<'a>(&mut self, waves: Vec<pipeline::Wave<'a>>) -> Result<Vec<(pipeline::Wave<'a>, Option<Margins>)>> {
        let mut read: IndexMap<PathBuf, Option<Margins>> = IndexMap::new();
        let mut with_margins = Vec::new();
        for wave in waves {
            let margins = match read.get(&wave.margins) {
                Some(margins) => margins.clone(),
                None => {
                    let document =
                        self.open(&wave.margins, &Named::In(wave.spot.at("margins"), msg!("hint-copy-margins")))?;
                    let margins = document.and_then(|document| margins::read(&document, &mut self.faults));
                    read.insert(wave.margins.clone(), margins.clone());
                    margins
                }
            };
            with_margins.push((wave, margins));
        }
        Ok(with_margins)
    }

    fn publish(
        &mut self,
        wire: Option<&wire::Publish>,
        spot: Spot<'_>,
        overrides: &Overrides,
        waves: &[(pipeline::Wave<'_>, Option<Margins>)],
    ) -> Option<PublishOptions> {
        let written = wire.map(|wire| paths::resolve(paths::folder_of(spot.path()), &wire.out));
        let (out, place) = match &overrides.out {
            Some(out) => (paths::clean(out), Place::file(Path::new("--out"))),
            None => (written?, spot.at("out").place()),
        };
        let inputs: Vec<PathBuf> = self
            .opened
            .iter()
            .map(|read| &read.file)
            .chain(waves.iter().map(|(wave, _)| &wave.file))
            .cloned()
            .collect();
        pipeline::out_is_free(&out, place, &inputs, &mut self.faults);
        let language = overrides.language.or(wire?.language).unwrap_or(Language::French);
        Some(PublishOptions { out, language })
    }

    fn assemble(
        &self,
        head: Head<'_>,
        survey: Survey,
        waves: Vec<(pipeline::Wave<'_>, Option<Margins>)>,
        publish: Option<PublishOptions>,
    ) -> Option<Plan> {
        let registry = survey.registry?;
        let mut plans = Vec::new();
        for (wave, margins) in waves {
            plans.push(WavePlan {
                edition: EditionId::from(wave.edition),
                file: wave.file,
                reader: wave.reader,
                margins: margins?,
                margins_file: wave.margins,
                wave: wave.wave.to_owned(),
                sha256: wave.sha256,
            });
        }
        plans.sort_by_key(|wave| registry.editions.get_index_of(&wave.edition));
        Some(Plan {
            name: head.name?.to_owned(),
            pipeline_file: head.file.to_owned(),
            templates: head.folder?.join(TEMPLATES),
            codebook: survey.codebook?,
            registry,
            rules: survey.rules?,
            validation: survey.validation?,
            labels: survey.labels?,
            lexicon: survey.lexicon,
            waves: plans,
            calibrate: head.calibrate,
            replicate: head.replicate,
            publish: publish?,
            seed: head.seed?,
            configuration_files: self.opened.clone(),
            notes: in_file_order(self.notes.clone(), &self.opened),
        })
    }

    /// Opens one file; a file that is not there is a finding at the place that names it.
    fn open(&mut self, path: &Path, named: &Named<'_>) -> Result<Option<Document>> {
        let refuse = |rule, problem: Message| {
            let finding = Finding::refuse(rule, named.place(path), problem).hint(named.way_to(path));
            finding.expected(msg!("expect-yaml-file"))
        };
        let finding = match std::fs::metadata(path) {
            Ok(found) if !found.is_file() => refuse("missing-file", msg!("not-a-file", path)),
            Ok(found) if found.len() > LARGEST_FILE => {
                let problem = msg!("file-too-large", path, bytes = found.len());
                Finding::refuse("file-too-large", named.place(path), problem)
                    .expected(msg!("expect-yaml-size", bytes = LARGEST_FILE))
                    .hint(msg!("hint-yaml-size"))
            }
            Err(error) if !paths::is_world(error.kind()) => refuse("missing-file", msg!("file-missing", path)),
            Err(error) => return Err(Error::world(path, msg!("cannot-read"))(error)),
            Ok(_) => {
                let bytes = std::fs::read(path).map_err(Error::world(path, msg!("cannot-read")))?;
                self.opened.push(ReadFile::new(path, &bytes));
                return Ok(Document::read(path.to_owned(), bytes, &mut self.faults));
            }
        };
        self.faults.push(finding);
        Ok(None)
    }
}

/// What the configuration folder says, as far as it could be read.
struct Survey {
    codebook: Option<Codebook>,
    registry: Option<Registry>,
    editions: names::Names,
    rules: Option<PublicationRules>,
    validation: Option<ValidationRules>,
    labels: Option<Labels>,
    lexicon: Lexicon,
}

/// What the pipeline says of the run as a whole.
struct Head<'a> {
    name: Option<&'a str>,
    seed: Option<u64>,
    file: &'a Path,
    folder: Option<PathBuf>,
    calibrate: CalibrateOptions,
    replicate: ReplicateOptions,
}
