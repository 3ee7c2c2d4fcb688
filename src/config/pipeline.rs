//! A pipeline file: which waves, read how, with which options.

use std::path::{Path, PathBuf};

use super::Faults;
use super::document::Spot;
use super::names::Names;
use super::paths;
use super::shape::List;
use super::wire;
use crate::error::{Error, Finding, Place, Result};
use crate::plan::{CalibrateOptions, CalibrationMethod, Reader, ReplicateOptions};

/// Iterations of the calibration unless the pipeline says otherwise.
const MAX_ITERATIONS: usize = 50;

/// Replicates of the bootstrap unless the pipeline says otherwise.
const REPLICATES: usize = 1000;

/// Fewer say little (their standard error is off by 7 % or more), more fill the memory.
const REPLICATES_BETWEEN: std::ops::RangeInclusive<usize> = 100..=10_000;

/// Encodings offered as hints; every label of the WHATWG list is read.
const COMMON_ENCODINGS: [&str; 8] =
    ["utf-8", "utf8", "windows-1252", "iso-8859-1", "iso-8859-15", "utf-16le", "utf-16be", "macintosh"];

/// A wave as the pipeline names it; its margins are read by whoever asks.
#[derive(Debug)]
pub(super) struct Wave<'a> {
    /// Place of the wave.
    pub(super) spot: Spot<'a>,
    /// Label of the edition.
    pub(super) edition: &'a str,
    /// The wave file.
    pub(super) file: PathBuf,
    /// How to read it.
    pub(super) reader: Reader,
    /// File of the margins.
    pub(super) margins: PathBuf,
}

/// Reads the waves: each edition once, each file once and there.
pub(super) fn waves<'a>(
    list: &'a List<wire::Wave>,
    section: Spot<'a>,
    editions: &Names,
    faults: &mut Faults,
) -> Result<Vec<Wave<'a>>> {
    if section.count() == 0 {
        faults.push(Finding::refuse("nothing-declared", section.key_place(), "the pipeline has no wave"));
    }
    let folder = paths::folder_of(section.path());
    let mut waves: Vec<Wave<'a>> = Vec::new();
    for (spot, written) in list.spots(section) {
        let wave = Wave {
            spot,
            edition: &written.edition,
            file: paths::resolve(folder, &written.file),
            reader: reader(&written.reader, spot.at("reader"), faults),
            margins: paths::resolve(folder, &written.margins),
        };
        editions.check(wave.edition, spot.at("edition"), faults);
        if let Some(first) = waves.iter().find(|first| first.edition == wave.edition) {
            let place = first.spot.at("edition").place();
            let problem = format!("the edition `{}` a second time, first at {place}", wave.edition);
            let finding = Finding::refuse("duplicate-name", spot.at("edition").place(), problem);
            faults.push(finding.expected("each edition in one wave"));
        }
        match waves.iter().find(|first| first.file == wave.file) {
            Some(first) => {
                let place = first.spot.at("file").place();
                let problem = format!("the file `{}` a second time, first at {place}", wave.file.display());
                let finding = Finding::refuse("duplicate-name", spot.at("file").place(), problem);
                faults.push(finding.expected("a file of its own for each edition"));
            }
            None => file_is_there(&wave.file, spot.at("file"), faults)?,
        }
        waves.push(wave);
    }
    Ok(waves)
}

/// Reports a file that is not there, where the pipeline names it.
fn file_is_there(file: &Path, spot: Spot<'_>, faults: &mut Faults) -> Result<()> {
    let problem = match std::fs::metadata(file) {
        Ok(found) if found.is_file() => return Ok(()),
        Ok(_) => format!("`{}` is not a file", file.display()),
        Err(error) if paths::is_world(error.kind()) => return Err(Error::world(file, "cannot read")(error)),
        Err(_) => format!("the wave file `{}` is not there", file.display()),
    };
    let mut finding = Finding::refuse("missing-file", spot.place(), problem);
    finding.hint = paths::hint_beside(file);
    faults.push(finding);
    Ok(())
}

fn reader(wire: &wire::Reader, spot: Spot<'_>, faults: &mut Faults) -> Reader {
    let wire::Reader::Csv(csv) = wire else { return Reader::Parquet };
    let delimiter = match csv.delimiter.as_deref().unwrap_or(",").as_bytes() {
        [byte] if is_delimiter(*byte) => *byte,
        _ => {
            let finding = Finding::refuse("bad-delimiter", spot.at("delimiter").place(), "not a delimiter");
            let finding = finding.expected("one ASCII character that is no letter, digit, quote or line end");
            faults.push(finding.hint("`\",\"`, `\";\"` and `\"\\t\"` are the usual ones"));
            b','
        }
    };
    let encoding = csv.encoding.as_deref().unwrap_or("utf-8");
    if encoding_rs::Encoding::for_label_no_replacement(encoding.as_bytes()).is_none() {
        let problem = format!("unknown encoding `{encoding}`");
        let finding = Finding::refuse("unknown-name", spot.at("encoding").place(), problem);
        let finding = finding.expected("a label of the WHATWG list, `utf-8` or `windows-1252` say");
        faults.push(finding.hint_nearest(encoding, COMMON_ENCODINGS));
    }
    Reader::Csv { delimiter, encoding: encoding.to_ascii_lowercase() }
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\'' | b'\r' | b'\n' | b'\0')
}

/// Options of the stage `calibrate`, which may be left out.
pub(super) fn calibrate(wire: Option<&wire::Calibrate>, spot: Spot<'_>, faults: &mut Faults) -> CalibrateOptions {
    let max_iterations = wire.and_then(|wire| wire.max_iterations).unwrap_or(MAX_ITERATIONS);
    if max_iterations == 0 {
        let place = spot.at("max_iterations").place();
        faults.push(Finding::refuse("out-of-range", place, "`max_iterations` is 0").expected("at least 1"));
    }
    CalibrateOptions { method: wire.and_then(|wire| wire.method).unwrap_or(CalibrationMethod::Raking), max_iterations }
}

/// Options of the stage `replicate`, which may be left out.
pub(super) fn replicate(wire: Option<&wire::Replicate>, spot: Spot<'_>, faults: &mut Faults) -> ReplicateOptions {
    let replicates = wire.and_then(|wire| wire.replicates).unwrap_or(REPLICATES);
    if !REPLICATES_BETWEEN.contains(&replicates) {
        let place = spot.at("replicates").place();
        let finding = Finding::refuse("out-of-range", place, format!("`replicates` is {replicates}"));
        let (least, most) = (REPLICATES_BETWEEN.start(), REPLICATES_BETWEEN.end());
        faults.push(finding.expected(format!("{least} to {most}")));
    }
    ReplicateOptions { replicates }
}

/// Reports an output folder that would carry inputs away when it is swapped in whole; `place` is where it is named.
pub(super) fn out_is_free(out: &Path, place: Place, inputs: &[PathBuf], faults: &mut Faults) {
    if let Some(input) = inputs.iter().find(|input| paths::holds(out, input)) {
        let problem = format!("the output folder `{}` holds `{}`", out.display(), input.display());
        let finding = Finding::refuse("out-holds-inputs", place, problem);
        faults.push(finding.expected("a folder of its own, for it is replaced whole"));
    }
}
