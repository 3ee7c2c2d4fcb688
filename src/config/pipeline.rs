//! A pipeline file: which waves, read how, with which options.

use std::path::{Path, PathBuf};

use super::Faults;
use super::delivery;
use super::document::Spot;
use super::names::Names;
use super::paths;
use super::scalar::shown;
use super::shape::{List, one_of};
use super::wire;
use crate::error::{Error, Finding, Place, Result};
use crate::messages::msg;
use crate::plan::{
    Bounds, CalibrateOptions, CalibrationMethod, LonelyPsu, OptionPlaces, Reader, ReplicateOptions, Trim,
};
use crate::stats::calibration::CONVERGED;

/// Iterations of the calibration unless the pipeline says otherwise.
const MAX_ITERATIONS: usize = 50;
/// What has not converged by then never does.
const MOST_ITERATIONS: usize = 10_000;

/// Replicates of the bootstrap unless the pipeline says otherwise.
const REPLICATES: usize = 1000;

/// Fewer say little (their standard error is off by 7 % or more), more fill the memory.
const REPLICATES_BETWEEN: std::ops::RangeInclusive<usize> = 100..=10_000;
/// Rounds of capping and calibrating again unless the pipeline says otherwise: a cap near the tightest possible one takes
/// hundreds, each of them short.
const MAX_ROUNDS: usize = 500;
/// More would keep a run that cannot end from saying so.
const MOST_ROUNDS: usize = 100_000;

/// The ends of the bounds: a ratio of weights beyond them bounds nothing.
const BOUNDS_WITHIN: (f64, f64) = (1e-6, 1e6);

/// A wave as the pipeline names it; its margins are read by whoever asks.
#[derive(Debug)]
pub(super) struct Wave<'a> {
    /// Place of the wave.
    pub(super) spot: Spot<'a>,
    /// Label of the edition.
    pub(super) edition: &'a str,
    /// The wave file.
    pub(super) file: PathBuf,
    /// How to read it, but for its columns.
    pub(super) reader: Reader,
    /// The reader as it is written.
    pub(super) written: &'a wire::Reader,
    /// File of the margins.
    pub(super) margins: PathBuf,
    /// What the column of the wave must hold.
    pub(super) wave: &'a str,
    /// SHA-256 that the file must have, in small letters.
    pub(super) sha256: Option<String>,
}

/// Reads the waves: each edition once, each file once and there.
pub(super) fn waves<'a>(
    list: &'a List<wire::Wave>,
    section: Spot<'a>,
    editions: &Names,
    faults: &mut Faults,
) -> Result<Vec<Wave<'a>>> {
    if section.count() == 0 {
        let finding = Finding::refuse("nothing-declared", section.key_place(), msg!("no-wave"));
        faults.push(finding.hint(msg!("hint-declare-one")));
    }
    let folder = paths::folder_of(section.path());
    let mut waves: Vec<Wave<'a>> = Vec::new();
    for (spot, written) in list.spots(section) {
        let wave = Wave {
            spot,
            edition: &written.edition,
            file: paths::resolve(folder, &written.file),
            reader: delivery::reader(&written.reader, spot.at("reader"), faults),
            written: &written.reader,
            margins: paths::resolve(folder, &written.margins),
            wave: written.wave.as_deref().unwrap_or(&written.edition),
            sha256: sha256(written.sha256.as_deref(), spot.at("sha256"), faults),
        };
        editions.check(wave.edition, spot.at("edition"), faults);
        if let Some(first) = waves.iter().find(|first| first.edition == wave.edition) {
            let first = first.spot.at("edition").place().to_string();
            let problem = msg!("edition-twice", edition = wave.edition, first);
            let finding = Finding::refuse("duplicate-name", spot.at("edition").place(), problem);
            faults.push(finding.expected(msg!("expect-one-wave")).hint(msg!("hint-one-wave")));
        }
        match waves.iter().find(|first| first.file == wave.file) {
            Some(first) => {
                let first = first.spot.at("file").place().to_string();
                let problem = msg!("file-twice", path = &wave.file, first);
                let finding = Finding::refuse("duplicate-name", spot.at("file").place(), problem);
                faults.push(finding.expected(msg!("expect-own-file")).hint(msg!("hint-own-file")));
            }
            None => file_is_there(&wave.file, spot.at("file"), faults)?,
        }
        waves.push(wave);
    }
    Ok(waves)
}

/// A pinned digest, as `sha256sum` prints it.
fn sha256(written: Option<&str>, spot: Spot<'_>, faults: &mut Faults) -> Option<String> {
    let written = written?;
    if written.len() == 64 && written.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(written.to_ascii_lowercase());
    }
    let finding = Finding::refuse("bad-digest", spot.place(), msg!("digest-unknown", written));
    faults.push(finding.expected(msg!("digest-expected")).hint(msg!("hint-digest")));
    None
}

/// Reports a file that is not there, where the pipeline names it.
fn file_is_there(file: &Path, spot: Spot<'_>, faults: &mut Faults) -> Result<()> {
    let problem = match std::fs::metadata(file) {
        Ok(found) if found.is_file() => return Ok(()),
        Ok(_) => msg!("not-a-file", path = file),
        Err(error) if paths::is_world(error.kind()) => return Err(Error::world(file, msg!("cannot-read"))(error)),
        Err(_) => msg!("wave-file-missing", path = file),
    };
    faults.push(
        Finding::refuse("missing-file", spot.place(), problem)
            .expected(msg!("expect-delivery"))
            .hint(paths::Named::In(spot, msg!("hint-path")).way_to(file)),
    );
    Ok(())
}

/// Options of the stage `calibrate`, which may be left out.
pub(super) fn calibrate(wire: Option<&wire::Calibrate>, spot: Spot<'_>, faults: &mut Faults) -> CalibrateOptions {
    let max_iterations = wire.and_then(|wire| wire.max_iterations).unwrap_or(MAX_ITERATIONS);
    counted(max_iterations, MAX_ITERATIONS, MOST_ITERATIONS, spot.at("max_iterations"), faults);
    let method = wire.and_then(|wire| wire.method).unwrap_or(CalibrationMethod::Raking);
    let trim = wire.and_then(|wire| wire.trim.as_ref()).map(|wire| trim(wire, method, spot.at("trim"), faults));
    CalibrateOptions {
        method,
        bounds: bounds(wire.and_then(|wire| wire.bounds.as_ref()), method, spot, faults),
        trim,
        max_iterations,
        lonely_psu: lonely_psu(wire),
        places: OptionPlaces {
            method: spot.at("method").place(),
            bounds: spot.at("bounds").place(),
            trim: spot.at("trim").place(),
            max_iterations: spot.at("max_iterations").place(),
            lonely_psu: spot.at("lonely_psu").place(),
        },
    }
}

/// A number of repetitions: from 1 to `most`.
fn counted(number: usize, usual: usize, most: usize, spot: Spot<'_>, faults: &mut Faults) {
    let (problem, expected) = match number {
        0 => (msg!("value-is-zero", name = spot.name()), msg!("expect-at-least-one")),
        number if number > most => {
            (msg!("number-is", name = spot.name(), value = number), msg!("expect-at-most", count = most))
        }
        _ => return,
    };
    let finding = Finding::refuse("out-of-range", spot.place(), problem).expected(expected);
    faults.push(finding.hint(msg!("hint-usual", value = usual.to_string())));
}

/// The bounds where the method has any; missing, superfluous and impossible ones are reported.
fn bounds(
    written: Option<&List<f64>>,
    method: CalibrationMethod,
    section: Spot<'_>,
    faults: &mut Faults,
) -> Option<Bounds> {
    let spot = section.at("bounds");
    let Some(list) = written else {
        if method.is_bounded() && section.find("bounds").is_none() {
            let problem = msg!("method-without-bounds", method = method.as_str());
            let finding = Finding::refuse("missing-key", section.at("method").place(), problem);
            faults.push(finding.expected(msg!("expect-bounds-beside")).hint(msg!("hint-bounds-or-raking")));
        }
        return None;
    };
    if !method.is_bounded() {
        let problem = msg!("bounds-unused", method = method.as_str());
        let bounded: Vec<&str> = CalibrationMethod::EVERY
            .iter()
            .filter(|method| method.is_bounded())
            .map(|method| method.as_str())
            .collect();
        let finding = Finding::refuse("bounds-unused", spot.key_place(), problem);
        faults.push(finding.hint(msg!("hint-bounds-unused", methods = one_of(&bounded))));
        return None;
    }
    let numbers: Vec<f64> = list.iter().copied().collect();
    match numbers.as_slice() {
        [lower, upper] if 0.0 <= *lower && *lower < 1.0 && 1.0 < *upper => {
            let (least, most) = BOUNDS_WITHIN;
            if (*lower == 0.0 || least <= *lower) && *upper <= most {
                return Some(Bounds { lower: *lower, upper: *upper });
            }
            let problem = msg!("bounds-are", bounds = format!("{}, {}", shown(*lower), shown(*upper)));
            let finding = Finding::refuse("out-of-range", spot.place(), problem);
            let expected = msg!("expect-bounds-within", least = least.to_string(), most = most.to_string());
            faults.push(finding.expected(expected).hint(msg!("hint-bounds")));
        }
        // An element that is no number has a finding of its own.
        _ if numbers.len() < spot.count() => {}
        _ => {
            let shown: Vec<String> = numbers.iter().copied().map(shown).collect();
            let problem = msg!("bounds-are", bounds = shown.join(", "));
            let finding = Finding::refuse("out-of-range", spot.place(), problem);
            let finding = finding.expected(msg!("expect-bounds"));
            faults.push(finding.hint(msg!("hint-bounds")));
        }
    }
    None
}

fn trim(wire: &wire::Trim, method: CalibrationMethod, spot: Spot<'_>, faults: &mut Faults) -> Trim {
    if method != CalibrationMethod::Raking {
        let problem = msg!("trim-beside-method", method = method.as_str());
        let finding = Finding::refuse("trim-method", spot.key_place(), problem).expected(msg!("expect-raking"));
        faults.push(finding.hint(msg!("hint-trim-bounds")));
    }
    let trim = Trim {
        cap: wire.cap,
        max_rounds: wire.max_rounds.unwrap_or(MAX_ROUNDS),
        max_misfit: wire.max_misfit.unwrap_or(CONVERGED),
    };
    if trim.cap <= 1.0 {
        let problem = msg!("number-is", name = "cap", value = shown(trim.cap));
        let finding = Finding::refuse("out-of-range", spot.at("cap").place(), problem);
        faults.push(finding.expected(msg!("expect-cap")).hint(msg!("hint-usual", value = "4")));
    }
    counted(trim.max_rounds, MAX_ROUNDS, MOST_ROUNDS, spot.at("max_rounds"), faults);
    if !(CONVERGED..1.0).contains(&trim.max_misfit) {
        let problem = msg!("number-is", name = "max_misfit", value = shown(trim.max_misfit));
        let finding = Finding::refuse("out-of-range", spot.at("max_misfit").place(), problem);
        let usual = msg!("hint-usual", value = format!("{CONVERGED:e}"));
        faults.push(finding.expected(msg!("expect-max-misfit")).hint(usual));
    }
    trim
}

fn lonely_psu(wire: Option<&wire::Calibrate>) -> LonelyPsu {
    match wire.and_then(|wire| wire.lonely_psu) {
        None | Some(wire::LonelyPsu::Fail) => LonelyPsu::Fail,
        Some(wire::LonelyPsu::Certainty) => LonelyPsu::Certainty,
        Some(wire::LonelyPsu::Adjust) => LonelyPsu::Adjust,
        Some(wire::LonelyPsu::Average) => LonelyPsu::Average,
    }
}

/// Options of the stage `replicate`, which may be left out.
pub(super) fn replicate(wire: Option<&wire::Replicate>, spot: Spot<'_>, faults: &mut Faults) -> ReplicateOptions {
    let replicates = wire.and_then(|wire| wire.replicates).unwrap_or(REPLICATES);
    if !REPLICATES_BETWEEN.contains(&replicates) {
        let place = spot.at("replicates").place();
        let problem = msg!("number-is", name = "replicates", value = replicates);
        let finding = Finding::refuse("out-of-range", place, problem);
        let (least, most) = (*REPLICATES_BETWEEN.start(), *REPLICATES_BETWEEN.end());
        let usual = msg!("hint-usual", value = "1000");
        faults.push(finding.expected(msg!("expect-from-to", least, most)).hint(usual));
    }
    ReplicateOptions { replicates }
}

/// Reports an output folder that would carry inputs away when it is swapped in whole; `place` is where it is named.
pub(super) fn out_is_free(out: &Path, place: Place, inputs: &[PathBuf], faults: &mut Faults) {
    // A link is followed: what it points to is replaced.
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let real_out = real(out);
    let held = |input: &&PathBuf| paths::holds(out, input) || paths::holds(&real_out, &real(input));
    if let Some(input) = inputs.iter().find(held) {
        let problem = msg!("out-holds-inputs", folder = out, input);
        let finding = Finding::refuse("out-holds-inputs", place, problem);
        faults.push(finding.expected(msg!("expect-own-folder")).hint(msg!("hint-other-output")));
    }
}
