//! Lists the templates of the report, so that `barometer init` can hand all of them over: a new one in `config/report` is part
//! of the next build without being named anywhere.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> std::io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(std::io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(std::io::Error::other)?);
    let folder = root.join("config/report");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "j2"));
    files.sort();
    let name = |file: &Path| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let entries =
        files.iter().map(|file| format!("({:?}, include_str!({file:?})),\n", format!("report/{}", name(file))));
    fs::write(out.join("templates.rs"), format!("&[\n{}]\n", entries.collect::<String>()))
}
