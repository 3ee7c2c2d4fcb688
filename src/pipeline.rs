//! The whole program as one sequence of stages: load → validate → calibrate → replicate → score → symmetry, contrast, composite, range,
//! trend, slope → publish → lint.

mod provenance;

use std::path::Path;

use rayon::prelude::*;

use crate::draft;
use crate::error::{Error, Finding, Result, Severity};
use crate::io::atomic::{self, Fresh};
use crate::io::manifest::{Manifest, ManifestEdition, ManifestFile};
use crate::io::tables::Said;
use crate::io::{ingest, tables};
use crate::lint::report::{Page, Written, report};
use crate::lint::rule::Rule;
use crate::lint::{self, Survey};
use crate::messages::msg;
use crate::plan::{LintPlan, Plan, WavePlan};
use crate::progress::Progress;
use crate::publish::templates::Templates;
use crate::publish::{self, InputFile, OutputFile, Provenance};
use crate::stages::calibrate::{CalibratedWave, calibrate};
use crate::stages::composite::{CompositeRules, composite};
use crate::stages::contrast::contrast;
use crate::stages::indices::WaveIndices;
use crate::stages::own_margins::own_margins;
use crate::stages::range::range;
use crate::stages::replicate::{Replicates, Replication, replicate};
use crate::stages::score::{Scores, estimate_rows, score};
use crate::stages::slope::slope;
use crate::stages::symmetry::symmetry;
use crate::stages::trend::{ScoredEdition, Series, TrendRules, trend};
use crate::stages::validate::{Counts, Frame, Validated, resent, validate};
use crate::survey::raw::RawWave;
use crate::survey::registry::Edition;
use crate::survey::results::{EditionKey, Results};

/// Runs the whole batch and replaces the output folder. Returns the findings that refuse nothing.
///
/// # Errors
/// Every finding of the first stage that refuses anything, or [`Error::Interrupted`] when `progress` asks for it; the folder is
/// then as it was, and nothing stands beside it.
pub fn run(plan: &Plan, progress: &dyn Progress) -> Result<Vec<Finding>> {
    let (fresh, mut warnings) = publication(plan, progress, true)?;
    go_on(progress)?;
    warnings.extend(fresh.map(Fresh::put_in_place).transpose()?.flatten());
    progress.step();
    Ok(warnings)
}

/// Everything that [`run`] would refuse; writes nothing. Returns the findings that refuse nothing. It goes as far as the bytes of
/// every file: what a template names, and what the report says, is known only once the pages are filled.
///
/// # Errors
/// Those of [`run`].
pub fn check(plan: &Plan, progress: &dyn Progress) -> Result<Vec<Finding>> {
    let (_, warnings) = publication(plan, progress, false)?;
    progress.step();
    Ok(warnings)
}

/// Makes every file of a run and, where they are to be kept, writes them to a folder that is not yet in place. Returns that
/// folder and the findings that refuse nothing.
fn publication(plan: &Plan, progress: &dyn Progress, keep: bool) -> Result<(Option<Fresh>, Vec<Finding>)> {
    check_outlet(plan)?;
    let prepared = prepare(plan, progress)?;
    let results = analyse(plan, &prepared, progress);
    go_on(progress)?;
    progress.stage("publish", 1);
    let fresh = keep.then(|| Fresh::begin(&plan.publish.out)).transpose()?;
    let Outputs { files, doubts } = outputs(plan, &prepared, results, fresh.as_ref(), progress)?;
    let Prepared { waves, replicates, mut warnings, .. } = prepared;
    warnings.extend(doubts);
    rayon::spawn(move || drop((waves, replicates, files))); // takes its time: beside what follows
    Ok((fresh, warnings))
}

/// Between two steps: an error when the run is to end.
fn go_on(progress: &dyn Progress) -> Result<()> {
    if progress.interrupted() { Err(Error::Interrupted) } else { Ok(()) }
}

/// Holds a text against the tables of an output folder: the claims of the plan, or where it has none the report of that
/// folder. Returns the findings that only cast doubt.
///
/// # Errors
/// [`Error::Text`] with every finding, doubts included, when one of them refutes the text; [`Error::Config`] when tables are
/// needed that are not there.
pub fn lint(plan: &LintPlan) -> Result<Vec<Finding>> {
    let LintPlan { codebook, registry, rules, lexicon, labels, out, claims, .. } = plan;
    let survey = Survey { codebook, registry, rules, lexicon };
    let alone = !claims.is_empty() && claims.iter().flat_map(|file| &file.claims).all(|claim| claim.alone);
    let results = if alone { None } else { Some(tables::read(out)?) };
    let findings: Vec<Finding> = match (&results, claims.is_empty()) {
        (Some(results), true) => {
            let texts = tables::pages(out)?;
            let pages: Vec<Page<'_>> = texts.iter().map(|(path, text)| Page { path, text }).collect();
            // Numbers are read as whoever ran it had them written: neither this command line nor the pipeline need say it again.
            let said = Said::of(out);
            let language = said.language.unwrap_or(plan.language);
            let mut found = report(&pages, Written { survey, labels, language, results });
            // The run held its own numbers against more tables than it publishes: those of a page that nobody touched stay.
            let own = |page: &Page<'_>| said.is_of_the_run(&below(out, page.path), page.text.as_bytes()) == Some(true);
            let own: Vec<String> =
                pages.iter().filter(|p| own(p)).map(|page| page.path.display().to_string()).collect();
            found.retain(|f| f.rule != Rule::NumberDiffers.name() || !own.contains(&f.place.file));
            for finding in &mut found {
                finding.hint.get_or_insert_with(|| match finding.rule {
                    rule if rule == Rule::WordTooStrong.name() => msg!("lint-mend-words"),
                    rule if rule == Rule::BaseTooSmall.name() => msg!("lint-suppressed-way"),
                    _ => msg!("lint-mend-page"),
                });
            }
            found
        }
        _ => claims.iter().flat_map(|file| lint::claims(file, survey, results.as_ref())).collect(),
    };
    match findings.iter().any(|finding| finding.severity == Severity::Refuse) {
        true => Err(Error::Text(findings)),
        false => Ok(findings),
    }
}

/// The path of a file below a folder, with `/` between its parts.
fn below(folder: &Path, file: &Path) -> String {
    let parts = file.strip_prefix(folder).unwrap_or(file).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The report is held against the tables before anything is replaced: what it says and they do not is for whoever changed
/// its templates to mend. Where nobody did, its figures are those of the tables by construction, and the check, which infers
/// from a page what each number is about, may only doubt: it refuses a number in a hidden cell and nothing else.
fn check_report(plan: &Plan, results: &Results, files: &[OutputFile]) -> Result<Vec<Finding>> {
    let Plan { codebook, registry, rules, lexicon, labels, .. } = plan;
    let of_report = |path: &Path| tables::READ.map(Path::new).contains(&path) || path.starts_with("sectors");
    let texts = files.iter().filter(|file| of_report(&file.path));
    let texts: Vec<(&Path, std::borrow::Cow<'_, str>)> =
        texts.map(|file| (file.path.as_path(), String::from_utf8_lossy(&file.bytes))).collect();
    let pages: Vec<Page<'_>> = texts.iter().map(|(path, text)| Page { path, text }).collect();
    let survey = Survey { codebook, registry, rules, lexicon };
    let mut found = report(&pages, Written { survey, labels, language: plan.publish.language, results });
    if found.is_empty() {
        return Ok(found);
    }
    let as_shipped = draft::are_shipped(&Templates::files(&plan.templates, plan.publish.language)?);
    let doubted = |finding: &Finding| as_shipped && finding.rule != Rule::BaseTooSmall.name();
    for finding in &mut found {
        let folder = plan.templates.display().to_string();
        if doubted(finding) {
            finding.severity = Severity::Warn;
            finding.hint = Some(msg!("hint-own-template"));
        }
        finding.hint.get_or_insert(msg!("hint-mend-template", folder));
    }
    if found.iter().all(doubted) { Ok(found) } else { Err(Error::Config(found)) }
}

/// What stands at the far end of a run is looked at first: nobody should wait for an answer that cannot be written.
fn check_outlet(plan: &Plan) -> Result<()> {
    atomic::check_replaceable(&plan.publish.out)?;
    atomic::check_writable(&plan.publish.out)?;
    Templates::load(&plan.templates, plan.publish.language).map(drop)
}

/// The waves of a run, valid and weighted.
#[derive(Debug)]
pub struct Prepared {
    /// Waves in field order, as in the plan.
    pub waves: Vec<CalibratedWave>,
    /// Bootstrap replicates of each wave; empty ones where they were not asked for.
    pub replicates: Vec<Replicates>,
    /// Wave files that were read.
    pub inputs: Vec<InputFile>,
    /// How often each rule of validation found something, wave by wave.
    pub counts: Vec<Counts>,
    /// Findings that refuse nothing.
    pub warnings: Vec<Finding>,
}

/// Loads, validates, calibrates and resamples every wave.
pub fn prepare(plan: &Plan, progress: &dyn Progress) -> Result<Prepared> {
    let Prepared { waves, inputs, counts, mut warnings, .. } = weigh(plan, progress)?;
    let replicates = each_wave(plan, waves.iter().collect(), "replicate", progress, |wave, calibrated| {
        let with = Replication {
            edition: edition(plan, wave),
            codebook: &plan.codebook,
            calibrate: &plan.calibrate,
            margins_file: &wave.margins_file,
            options: plan.replicate,
            seed: plan.seed,
        };
        replicate(calibrated, &with).map_err(Error::Data)
    })?;
    let with_files = plan.waves.iter().zip(&waves).zip(&replicates);
    warnings.extend(with_files.filter_map(|((plan, wave), made)| made.warning(wave, &plan.margins_file)));
    Ok(Prepared { waves, replicates, inputs, counts, warnings })
}

/// Loads, validates and calibrates every wave; makes no replicates.
pub fn weigh(plan: &Plan, progress: &dyn Progress) -> Result<Prepared> {
    let nothing = plan.waves.iter().map(|_| ()).collect();
    let raws = each_wave(plan, nothing, "load", progress, |wave, ()| ingest::read(wave))?;
    let inputs = raws.iter().map(|raw| InputFile::new(raw.read.clone())).collect();
    let notes: Vec<Finding> = raws.iter().flat_map(|raw| raw.notes.clone()).collect();
    let resent = resent(&raws, &plan.codebook.layout, &plan.validation.set);
    let raws = raws.into_iter().zip(resent).collect();
    let valid = each_wave(plan, raws, "validate", progress, |wave, (raw, resent): (RawWave, Option<Finding>)| {
        validate(&raw, frame(plan, wave), resent).map_err(Error::Data)
    })?;
    let warnings: Vec<Finding> = notes.into_iter().chain(valid.iter().flat_map(|v| v.warnings.clone())).collect();
    let counts = valid.iter().map(|v| v.counts.clone()).collect();
    let waves = each_wave(plan, valid, "calibrate", progress, |wave, valid: Validated| {
        calibrate(valid.wave, edition_key(plan, wave), &wave.margins, &wave.margins_file, &plan.calibrate)
            .map_err(Error::Data)
    })?;
    let planned = plan.waves.iter().zip(&waves);
    let own = planned.filter_map(|(planned, wave)| own_margins(wave, &planned.margins, &planned.margins_file));
    let warnings = warnings.into_iter().chain(own).collect();
    Ok(Prepared { replicates: waves.iter().map(|_| Replicates::default()).collect(), waves, inputs, counts, warnings })
}

/// Computes every table.
pub fn analyse(plan: &Plan, prepared: &Prepared, progress: &dyn Progress) -> Results {
    let (codebook, rules, waves) = (&plan.codebook, &plan.rules, &prepared.waves);
    progress.stage("score", waves.len());
    let pairs: Vec<(&CalibratedWave, &Edition)> =
        waves.iter().zip(&plan.waves).map(|(w, p)| (w, edition(plan, p))).collect();
    let scores: Vec<Scores> = pairs
        .par_iter()
        .map(|(wave, edition)| {
            let scores = score(wave, edition, codebook);
            progress.step();
            scores
        })
        .collect();
    progress.stage("symmetry", waves.len());
    let scored = pairs.par_iter().zip(&scores).zip(&prepared.replicates);
    let (indices, tables): (Vec<WaveIndices<'_>>, Vec<Results>) = scored
        .map(|((&(wave, edition), scores), replicates)| {
            let indices = WaveIndices::new(wave, scores, edition, codebook);
            let tables = tables_of(plan, (wave, edition), scores, &indices, replicates);
            progress.step();
            (indices, tables)
        })
        .unzip();
    progress.stage("trend", 1);
    let editions: Vec<ScoredEdition<'_>> = pairs
        .iter()
        .zip(&plan.waves)
        .zip(scores.iter().zip(&indices))
        .map(|(((wave, edition), planned), (scores, indices))| ScoredEdition {
            id: &planned.edition,
            edition,
            wave,
            scores,
            indices,
        })
        .collect();
    let reasons = plan.trend_reasons();
    let with =
        TrendRules { registry: &plan.registry, codebook, rules, reasons: &reasons, language: plan.publish.language };
    let series = Series::new(&editions, with);
    let within_editions = || {
        let mut tables = Results::concat(tables);
        tables.sort(); // little is left to sort, for those of each wave are
        tables
    };
    let over_editions = || {
        let (trends, slopes) = rayon::join(|| trend(&series), || slope(&series));
        let mut tables = Results { trends, slopes, ..Results::default() };
        tables.sort();
        tables
    };
    let (within, over) = rayon::join(within_editions, over_editions);
    progress.step();
    drop((series, editions));
    drop(indices);
    rayon::spawn(move || scores.into_par_iter().for_each(drop)); // millions of numbers take their time: beside what follows
    Results::concat(vec![within, over])
}

/// The tables of one wave, sorted.
fn tables_of(
    plan: &Plan,
    (wave, edition): (&CalibratedWave, &Edition),
    scores: &Scores,
    indices: &WaveIndices<'_>,
    replicates: &Replicates,
) -> Results {
    let Plan { codebook, registry, rules, .. } = plan;
    let with = CompositeRules { id: &wave.key.edition, registry, codebook, rules };
    let ((estimates, ranges), ((symmetry, composites), contrasts)) = rayon::join(
        || {
            let estimates = estimate_rows(wave, scores, edition, codebook, rules);
            (estimates, range(wave, scores, edition, replicates, codebook, rules))
        },
        || {
            let of_indices = || {
                let symmetry = symmetry(wave, indices, edition, codebook, rules);
                (symmetry, composite(wave, indices, edition, replicates, with))
            };
            rayon::join(of_indices, || contrast(wave, scores, edition, codebook, rules))
        },
    );
    let mut tables = Results {
        estimates,
        symmetry,
        contrasts,
        composites,
        ranges,
        margins: wave.margin_rows.clone(),
        weighting: vec![wave.weighting_row.clone()],
        replicates: vec![replicates.row(wave)],
        ..Results::default()
    };
    tables.sort();
    tables
}

/// What a run publishes.
#[derive(Debug)]
pub struct Outputs {
    /// Every file of the output folder.
    pub files: Vec<OutputFile>,
    /// What the check of the report only doubts.
    pub doubts: Vec<Finding>,
}

/// Every file of the output folder, the report held against the tables; each is written to `fresh` as soon as it is made.
///
/// # Errors
/// [`Error::Config`] for templates that cannot be rendered or make the report say what its tables do not; [`Error::World`] when
/// the disk refuses.
pub fn outputs(
    plan: &Plan,
    prepared: &Prepared,
    results: Results,
    fresh: Option<&Fresh>,
    progress: &dyn Progress,
) -> Result<Outputs> {
    let provenance = provenance::provenance(plan, prepared)?;
    let write = |file: &OutputFile| {
        go_on(progress)?;
        fresh.map_or(Ok(()), |fresh| fresh.write(&file.path, &file.bytes))
    };
    // The microdata come last: a run that ends before leaves none of them behind, however it ends.
    let confidential = |file: &OutputFile| file.path.starts_with("confidential");
    let outlet = |file: &OutputFile| if confidential(file) { Ok(()) } else { write(file) };
    let results = publish::suppression::masked(results);
    let microdata = || publish::confidential(&prepared.waves, plan);
    let mut validation = None;
    let mut files = rayon::in_place_scope(|pool| {
        pool.spawn(|_| {
            let Prepared { waves, counts, warnings, .. } = prepared;
            validation = Some(publish::validation_page(plan, waves, counts, warnings, &provenance));
        });
        publish::write(&results, plan, microdata, &provenance, &outlet)
    })?;
    let add = |files: &mut Vec<OutputFile>, file: OutputFile| {
        outlet(&file)?;
        files.push(file);
        Ok(())
    };
    let no_page = || Error::Internal("no page of validation was made".to_owned());
    add(&mut files, validation.ok_or_else(no_page)??)?;
    let (pictures, (page, checked)) = rayon::join(
        || publish::pictures(&files, &outlet),
        || rayon::join(|| publish::page(plan, &files), || check_report(plan, &results, &files)),
    );
    rayon::spawn(move || drop(results)); // takes its time: beside what follows
    files.extend(pictures?); // first: the disk is what may have failed there
    let doubts = checked?;
    add(&mut files, page?)?;
    files.iter().filter(|file| confidential(file)).try_for_each(write)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = manifest(plan, prepared, &provenance, &files)?;
    add(&mut files, manifest)?;
    Ok(Outputs { files, doubts })
}

fn manifest(plan: &Plan, prepared: &Prepared, provenance: &Provenance, files: &[OutputFile]) -> Result<OutputFile> {
    let editions = prepared.waves.iter().map(|wave| ManifestEdition {
        edition: wave.key.edition.to_string(),
        field_start: wave.key.field_start.to_string(),
        field_end: wave.key.field_end.to_string(),
        n_respondents: wave.wave.respondents.len(),
    });
    let input = |file: &InputFile| ManifestFile {
        path: file.path.clone(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        figure: None,
    };
    let newest = plan.waves.last(); // in field order
    let manifest = Manifest {
        run: plan.name.clone(),
        software: format!("barometer {}", provenance.software_version),
        seed: plan.seed,
        language: plan.publish.language.as_str().to_owned(),
        edition: newest.map(|wave| wave.edition.to_string()),
        version: newest.and_then(|wave| plan.registry.version(&wave.edition).map(str::to_owned)),
        status: newest.and_then(|wave| Some(edition(plan, wave).technical.standing?.as_str().to_owned())),
        caution: plan
            .registry
            .barometer
            .caution
            .as_ref()
            .map(|text| text.in_language(plan.publish.language).to_owned()),
        editions: editions.collect(),
        method: plan.method(),
        inputs: provenance.inputs.iter().map(input).collect(),
        outputs: files.iter().map(|file| ManifestFile::of(&file.path, &file.sha256, file.bytes.len())).collect(),
    };
    let bytes = manifest.to_json().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(OutputFile::new(atomic::MANIFEST, bytes))
}

fn edition<'a>(plan: &'a Plan, wave: &WavePlan) -> &'a Edition {
    &plan.registry.editions[&wave.edition] // OK because `config` refuses a wave of an edition that the registry does not have
}

/// What a wave is checked against.
fn frame<'a>(plan: &'a Plan, wave: &'a WavePlan) -> Frame<'a> {
    Frame {
        id: &wave.edition,
        edition: edition(plan, wave),
        margins: &wave.margins,
        codebook: &plan.codebook,
        rules: &plan.validation,
        sha256: wave.sha256.as_deref(),
        wave: &wave.wave,
    }
}

fn edition_key(plan: &Plan, wave: &WavePlan) -> EditionKey {
    let edition = edition(plan, wave);
    EditionKey { field_start: edition.field_start, edition: wave.edition.clone(), field_end: edition.field_end }
}

/// Runs one step on every wave in parallel, each with its own input; collects in wave order, and the findings of all waves
/// at once.
fn each_wave<I: Send, T: Send>(
    plan: &Plan,
    inputs: Vec<I>,
    stage: &'static str,
    progress: &dyn Progress,
    step: impl Fn(&WavePlan, I) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    progress.stage(stage, plan.waves.len());
    let waves = plan.waves.par_iter().zip(inputs);
    let done: Vec<Result<T>> = waves
        .with_max_len(1) // one may take several times as long as another
        .map(|(wave, input)| {
            let result = go_on(progress).and_then(|()| step(wave, input));
            progress.step();
            result
        })
        .collect();
    all_or_every_error(done)
}

/// All the results, or the findings of every failure together. A failure of the world comes first, then the configuration,
/// then the data: it is the exit code of the gravest.
fn all_or_every_error<T>(done: Vec<Result<T>>) -> Result<Vec<T>> {
    let (mut values, mut findings, mut configuration) = (Vec::new(), Vec::new(), false);
    for result in done {
        match result {
            Ok(value) => values.push(value),
            Err(Error::Data(mut found)) => findings.append(&mut found),
            Err(Error::Config(mut found)) => {
                configuration = true;
                findings.append(&mut found);
            }
            Err(other) => return Err(other),
        }
    }
    match (findings.is_empty(), configuration) {
        (true, _) => Ok(values),
        (false, true) => Err(Error::Config(findings)),
        (false, false) => Err(Error::Data(findings)),
    }
}
