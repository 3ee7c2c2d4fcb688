//! The rules of the house as tests: imports look down, each outside crate stays in its home, functions stay short, every
//! module opens with its purpose, the changelog speaks of the published numbers.

use std::fs;
use std::path::{Path, PathBuf};

/// Layers from the bottom up; a module may import the layers before its own, and its own.
const LAYERS: &[&[&str]] = &[
    &["stats", "digest"],
    &["messages"],
    &["error"],
    &["survey"],
    &["progress"],
    &["stages"],
    &["plan"],
    &["config", "io"],
    &["publish", "draft"],
    &["lint"],
    &["pipeline"],
    &["cli", "bar", "interrupt", "help", "lang", "main"],
];

/// Where each outside crate may be named, as prefixes of paths below `src`.
const HOMES: &[(&str, &[&str])] = &[
    ("polars", &["io/ingest/delimited.rs"]),
    ("csv", &["publish/csv.rs"]),
    ("zmij", &["publish/csv.rs"]),
    ("encoding_rs", &["io/ingest/text.rs", "config/"]),
    ("arrow", &["io/ingest/parquet.rs", "io/tables.rs", "publish/parquet.rs"]),
    ("parquet", &["io/ingest/parquet.rs", "io/tables.rs", "publish/parquet.rs"]),
    ("bytes", &["io/ingest/parquet.rs", "io/tables.rs"]),
    ("calamine", &["io/ingest/sheet.rs"]),
    ("zip", &["io/ingest/sheet.rs"]),
    ("ambers", &["io/ingest/spss.rs"]),
    ("arrow57", &["io/ingest/spss.rs"]),
    ("rayon", &["stages/", "pipeline.rs", "publish/mod.rs", "lint/report/mod.rs"]),
    ("statrs", &["stats/"]),
    ("fearless_simd", &["stats/lanes.rs", "stats/newton.rs"]),
    ("rand_chacha", &["stats/"]),
    ("microlp", &["stats/"]),
    ("mimalloc", &["lib.rs"]),
    ("serde_yaml", &["config/"]),
    ("saphyr_parser", &["config/"]),
    ("serde_path_to_error", &["config/"]),
    ("schemars", &["config/"]),
    ("sha2", &["digest.rs"]),
    ("rustix", &["io/atomic/system.rs"]),
    ("clap", &["cli.rs", "cli/", "help.rs"]),
    ("indicatif", &["bar.rs"]),
    ("signal_hook", &["interrupt.rs"]),
    ("minijinja", &["publish/", "draft/"]),
    ("fluent_bundle", &["messages/"]),
    ("sys_locale", &["lang.rs"]),
    ("pulldown_cmark", &["publish/html/markdown.rs", "publish/literal.rs"]),
    ("resvg", &["publish/png/"]),
    ("png", &["publish/png/"]),
    ("skrifa", &["publish/chart/font.rs", "publish/png/glyphs.rs"]),
    ("rust_xlsxwriter", &["publish/xlsx.rs"]),
    ("strsim", &["error.rs", "draft/"]),
    ("unicode_normalization", &["stages/validate/cells.rs", "survey/folding.rs"]),
    ("thiserror", &["stats/"]),
];

const LONGEST_FUNCTION: usize = 70;

/// Every file of `src`, its path from there on, its text.
pub fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let read = |path: PathBuf| (path.strip_prefix(&root).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
    paths.into_iter().map(read).collect()
}

/// Lines of code: without comments.
pub fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(i, line)| (i + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether a line names an outside crate: `name::` that is not the end of a longer path or word.
fn names(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    line.match_indices(&path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn imports_only_look_down() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = path.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        if module == "lib" {
            continue;
        }
        let own = layer_of(&module).unwrap_or_else(|| panic!("`{module}` has no layer"));
        for (line, content) in code(&text) {
            for prefix in ["crate::", "barometer::"] {
                for (at, _) in content.match_indices(prefix) {
                    let target: String =
                        content[at + prefix.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    let allowed = match layer_of(&target) {
                        Some(layer) if layer == own => {
                            LAYERS[own].len() == 1 || target == module || own + 1 == LAYERS.len()
                        }
                        Some(layer) => layer < own,
                        None => own + 1 == LAYERS.len(),
                    };
                    // `stats` imports nothing of ours, not even errors.
                    if !allowed || (module == "stats" && target != "stats") {
                        wrong.push(format!("src/{}:{line}: {module} imports {target}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_stays_at_home() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let shown = path.to_string_lossy().replace('\\', "/");
        for (name, homes) in HOMES {
            // A module of ours may bear the name of the crate it is the home of; its parent then means the module.
            let own_module = text.contains(&format!("mod {name};"));
            if own_module || homes.iter().any(|home| shown.starts_with(home)) {
                continue;
            }
            for (line, content) in code(&text) {
                if names(content, name) {
                    wrong.push(format!("src/{shown}:{line}: {name} is at home in {homes:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_seven_packages_do_a_real_job() {
    let text: String = sources().into_iter().map(|(_, text)| text).collect();
    for name in ["polars", "arrow", "parquet", "rayon", "serde_yaml", "indicatif", "statrs"] {
        assert!(code(&text).any(|(_, line)| names(line, name)), "{name} is not used");
    }
}

#[test]
fn functions_stay_short() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let mut start: Option<(usize, usize, String)> = None;
        for (number, line) in text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let trimmed = line.trim_start();
            let opens = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "const fn ", "pub const fn "]
                .iter()
                .any(|p| trimmed.starts_with(p));
            if opens && start.is_none() {
                start = Some((number, indent, trimmed.to_owned()));
            }
            if let Some((from, at, name)) = &start {
                let one_line = number == *from && line.trim_end().ends_with('}');
                if one_line
                    || (indent == *at && trimmed.starts_with('}'))
                    || line.trim_end().ends_with(';') && indent == *at
                {
                    if number - from + 1 > LONGEST_FUNCTION {
                        wrong.push(format!("src/{}:{}: {} lines: {name}", path.display(), from + 1, number - from + 1));
                    }
                    start = None;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_opens_with_its_purpose() {
    let wrong: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn nothing_in_the_source_knows_an_item_or_a_sector() {
    // Words that only the questionnaire may know; the configuration is where they stand.
    let words =
        ["reclamations", "satisfaction_estimee", "facilitation", "automobile", "assurance", "distribution_specialisee"];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (line, content) in code(&text) {
            if let Some(word) = words.iter().find(|word| content.contains(&format!("\"{word}\""))) {
                wrong.push(format!("src/{}:{line}: {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_changelog_says_whether_published_numbers_move() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let changelog = fs::read_to_string(root.join("CHANGELOG.md")).unwrap();
    let entries: Vec<&str> = changelog.split("\n## ").skip(1).collect();
    assert!(entries.iter().any(|e| e.starts_with(env!("CARGO_PKG_VERSION"))), "no entry for the current version");
    for entry in entries {
        let title = entry.lines().next().unwrap_or_default();
        assert!(entry.contains("Published numbers:"), "entry `{title}` does not say whether published numbers move");
    }
}

#[test]
fn every_path_that_the_readme_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["README.md", "config/README.md", "fixtures/README.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        for part in text.split("](").skip(1) {
            let target = part.split(')').next().unwrap_or_default().split('#').next().unwrap_or_default();
            if target.is_empty() || target.starts_with("http") {
                continue;
            }
            let path = root.join(page).parent().unwrap().join(target);
            assert!(path.exists(), "{page} names `{target}`, which is not there");
        }
    }
}
