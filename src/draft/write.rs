//! The draft as text: templates of this folder, in which every value is written as YAML and every comment stays on its line.

use std::path::PathBuf;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use super::survey::Survey;
use super::{Delivered, DraftFile, DraftOptions};
use crate::config::{FileKind, yaml};
use crate::messages::Language;

/// The drafted pipeline, below the drafted folder.
pub const PIPELINE: &str = "pipelines/draft.yaml";

/// The drafted files that depend on the survey.
const TEMPLATES: [(&str, &str); 5] = [
    ("codebook", include_str!("templates/codebook.yaml.j2")),
    ("sectors", include_str!("templates/sectors.yaml.j2")),
    ("registry", include_str!("templates/registry.yaml.j2")),
    ("margins", include_str!("templates/margins.yaml.j2")),
    ("pipeline", include_str!("templates/pipeline.yaml.j2")),
];

/// The files of the configuration that are the same for every survey, as this project ships them: thresholds, words, and the
/// templates of the report.
const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Whether every one of these templates of the report is as this project ships it.
pub fn are_shipped(templates: &[PathBuf]) -> bool {
    templates.iter().all(|file| {
        let name = file.file_name().map(|name| format!("report/{}", name.to_string_lossy())).unwrap_or_default();
        let shipped = SHIPPED.iter().find(|(path, _)| *path == name);
        shipped.is_some_and(|(_, text)| std::fs::read(file).is_ok_and(|read| read == text.as_bytes()))
    })
}

/// Template whose presence says that the report can be written in English.
const ENGLISH: &str = "report/report.en.md.j2";

/// Writes every file of the draft.
pub(super) fn write(survey: &Survey, files: &[Delivered], options: &DraftOptions) -> Result<Vec<DraftFile>, String> {
    let environment = environment(options.language).map_err(|error| error.to_string())?;
    let render = |name: &str, context: Value| {
        let template = environment.get_template(name).and_then(|template| template.render(context));
        let text = template.map_err(|error| format!("the template of the drafted `{name}`: {error:#}"))?;
        Ok::<String, String>(format!("{}\n", text.trim_end()))
    };
    let whole = || Value::from(Serde(survey));
    let config = PathBuf::from("config");
    let mut drafted = Vec::new();
    let mut add = |path: PathBuf, text: String| drafted.push(DraftFile { path, text });
    for kind in ["codebook", "sectors", "registry"] {
        add(config.join(format!("{kind}.yaml")), render(kind, whole())?);
    }
    for edition in &survey.editions {
        let text = render("margins", context! { margins => Value::from(Serde(&edition.margins)) })?;
        add(config.join("margins").join(format!("{}.yaml", edition.label)), text);
    }
    let english = options.language == Language::English && SHIPPED.iter().any(|(path, _)| *path == ENGLISH);
    let language = if english { Language::English } else { Language::French }.as_str();
    let waves = files.iter().zip(&options.paths).zip(&survey.editions).map(|((file, path), edition)| {
        let notes: Vec<Value> = file.notes.iter().map(|note| Value::from(Serde(note))).collect();
        let reader: Vec<String> = file.reader.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        context! { label => &edition.label, file => path, reader => reader, notes => notes, recodes => Value::from(Serde(&edition.recodes)) }
    });
    add(
        PathBuf::from(PIPELINE),
        render("pipeline", context! { waves => waves.collect::<Vec<_>>(), language => language })?,
    );
    for (path, text) in SHIPPED {
        add(config.join(path), (*text).to_owned());
    }
    for kind in FileKind::EVERY {
        add(config.join("schema").join(kind.schema_file()), kind.schema());
    }
    Ok(drafted)
}

/// Values are written as YAML, unless a filter has made text of the file of them.
fn environment(language: Language) -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_formatter(|out, _, value| {
        let text = value.to_string();
        let text = if value.is_safe() { text } else { yaml::text(&text) };
        out.write_str(&text).map_err(minijinja::Error::from)
    });
    let raw = Value::from_safe_string;
    environment.add_filter("raw", move |value: Value| raw(value.to_string()));
    environment.add_filter("code", move |code: String| raw(yaml::quoted(&code)));
    environment.add_filter("codes", move |codes: Vec<String>| {
        raw(codes.iter().map(|code| yaml::quoted(code)).collect::<Vec<_>>().join(", "))
    });
    environment.add_filter("comment", move |text: String| raw(one_line(&text)));
    let french = language == Language::French;
    environment.add_filter("say", move |text: Value| {
        let said = text.get_attr(if french { "fr" } else { "en" })?;
        Ok::<Value, minijinja::Error>(raw(one_line(said.as_str().unwrap_or_default())))
    });
    environment.add_function("t", move |fr: String, en: String| raw(if french { fr } else { en }));
    environment.add_function("place", place);
    environment.add_global("review", raw(if french { "À VÉRIFIER :" } else { "REVIEW:" }.to_owned()));
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

/// Where a block stands, its keys and values.
fn place(block: Value) -> Result<Value, minijinja::Error> {
    let mut keys = Vec::new();
    for key in ["sector", "sector_is", "prefix"] {
        let value = block.get_attr(key)?;
        if let Some(text) = value.as_str().filter(|text| !text.is_empty()) {
            keys.push(format!("{key}: {}", yaml::text(text)));
        }
    }
    Ok(Value::from_safe_string(keys.join(", ")))
}

/// A text that stays on the line of its comment.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 200;
    let shown: String = text.chars().map(|c| if yaml::is_printable(c) { c } else { ' ' }).take(LONGEST).collect();
    let line = shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if text.chars().count() > LONGEST { format!("{line}…") } else { line }
}
