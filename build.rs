//! Lists the files of the configuration that are the same for every survey, the templates of the report among them, so that
//! `barometer init` can hand all of them over: a new template is part of the next build without being named anywhere.

use std::path::PathBuf;
use std::{env, fs};

/// Files of the folder `config` that know no survey.
const SAME: [&str; 4] = ["publication.yaml", "labels.yaml", "validation.yaml", "lexicon.yaml"];

fn main() -> std::io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(std::io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(std::io::Error::other)?);
    let config = root.join("config");
    let report = config.join("report");
    println!("cargo:rerun-if-changed={}", report.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&report)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| {
        file.extension().is_some_and(|extension| ["j2", "css", "js"].iter().any(|kept| extension == *kept))
    });
    files.extend(SAME.map(|file| config.join(file)).into_iter().filter(|file| file.is_file()));
    files.sort();
    let entry = |file: &PathBuf| {
        let name = file.strip_prefix(&config).unwrap_or(file).display().to_string();
        format!("({name:?}, include_str!({file:?})),\n")
    };
    let entries: String = files.iter().map(entry).collect();
    fs::write(out.join("shipped.rs"), format!("&[\n{entries}]\n"))
}
