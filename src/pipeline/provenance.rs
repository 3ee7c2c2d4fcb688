//! Where the numbers of a run come from: every file that was read, by name and digest.
//!
//! A file is named from the folder that holds them all. Where a project stands and how its pipeline is called then change
//! nothing in the output, and no path of a machine gets into what is published.

use std::path::{Component, Path, PathBuf};

use super::Prepared;
use crate::config::clean;
use crate::digest::ReadFile;
use crate::digest::sha256_hex;
use crate::error::{Error, Result};
use crate::messages::msg;
use crate::plan::Plan;
use crate::publish::templates::Templates;
use crate::publish::{InputFile, Provenance};

/// What the tables carry in their metadata.
///
/// # Errors
/// [`Error::World`] when a template cannot be read any more.
pub(super) fn provenance(plan: &Plan, prepared: &Prepared) -> Result<Provenance> {
    let templates = Templates::files(&plan.templates, plan.publish.language)?.into_iter().map(read);
    let templates = templates.collect::<Result<Vec<_>>>()?;
    let mut configuration: Vec<InputFile> =
        plan.configuration_files.iter().cloned().chain(templates).map(InputFile::new).collect();
    name(&mut configuration);
    let digest: String = configuration.iter().map(|file| format!("{} {}\n", file.sha256, file.path)).collect();
    let mut inputs = configuration;
    inputs.extend(prepared.inputs.iter().cloned());
    name(&mut inputs);
    Ok(Provenance {
        software_version: env!("CARGO_PKG_VERSION").to_owned(),
        run: plan.name.clone(),
        seed: plan.seed,
        configuration_sha256: sha256_hex(digest.as_bytes()),
        inputs,
    })
}

fn read(file: PathBuf) -> Result<ReadFile> {
    let bytes = std::fs::read(&file).map_err(Error::world(&file, msg!("cannot-read")))?;
    Ok(ReadFile::new(&file, &bytes))
}

/// Names files from the innermost folder that holds them all.
fn name(inputs: &mut [InputFile]) {
    let absolute = |input: &InputFile| clean(&std::path::absolute(&input.file).unwrap_or_else(|_| input.file.clone()));
    let paths: Vec<PathBuf> = inputs.iter().map(absolute).collect();
    let folders = paths.iter().map(|path| path.parent().unwrap_or(path).to_owned());
    let shared = folders.reduce(|one, other| shared(&one, &other)).unwrap_or_default();
    for (input, path) in inputs.iter_mut().zip(&paths) {
        input.path = from(&shared, path);
    }
}

/// The innermost folder that holds two folders.
fn shared(one: &Path, other: &Path) -> PathBuf {
    one.components().zip(other.components()).take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
}

/// A path below a folder, with `/` between its parts on every system.
fn from(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts = below.components().filter(|part| matches!(part, Component::Normal(_)));
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
