//! Texts of libraries are English. What a French reader gets is the cause in French, and the text of the library behind it,
//! marked as such; nothing else is left in English. Each case breaks a file or a command line for real.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::cli::publishable;
use crate::minimal::Minimal;

/// What a command says in French in the folder of a survey, and its exit code.
fn told(minimal: &Minimal, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_barometer"));
    let output = command.args(args).env("LC_ALL", "fr_FR.UTF-8").current_dir(minimal.root()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap().replace(['\u{a0}', '\u{202f}'], " "))
}

/// A message without what is quoted in it: names, values, and the text of a library.
fn prose(told: &str) -> String {
    let without_libraries = regex::Regex::new("en anglais : « .* »\\)").unwrap().replace_all(told, "");
    without_libraries.split('`').step_by(2).collect::<String>().to_lowercase()
}

/// Words that stand in nearly every English sentence of a library and in no French one.
const ENGLISH: &[&str] = &[
    "the", "not", "is", "of", "to", "found", "expected", "invalid", "error", "while", "failed", "unknown", "missing",
    "with",
];

#[track_caller]
fn assert_french(case: &str, told: &str) {
    let prose = prose(told);
    let words = prose.split(|c: char| !c.is_alphanumeric());
    let english: Vec<&str> = words.filter(|word| ENGLISH.contains(word)).collect();
    assert!(english.is_empty(), "{case}: {english:?} in\n{told}");
}

#[test]
fn yaml_that_is_none() {
    let minimal = publishable();
    for (text, cause) in [
        ("sectors:\n\tbanque: { name: { fr: a, en: b } }\n", "une tabulation"),
        ("sectors:\n  banque: { name: { fr: \"a, en: b } }\n", "un guillemet ouvert n’est jamais fermé"),
        ("sectors:\n  banque: 'l'autre'\n", "du texte suit un guillemet fermant"),
        ("sectors:\n  banque: { name: { fr: \"a\\q\", en: b } }\n", "une barre oblique inverse"),
        ("sectors:\n  banque: { name: { fr: \"\\xzz\", en: b } }\n", "une barre oblique inverse"),
        ("sectors:\n  banque: { name: { fr: a, en: b }\n", "une virgule ou un crochet manque"),
        ("sectors:\n  banque: [a b, c\n", "une virgule ou un crochet manque"),
        ("sectors:\n  banque:\n    name: Titre : sous-titre\n", "un deux-points de trop"),
        ("sectors:\n  banque: { name: x }\n energie: { name: x }\n", "une clé suivie d’un deux-points"),
        ("sectors:\n  - a\n  b\n", "une clé suivie d’un deux-points"),
        ("sectors: - a\n", "la ligne n’est pas alignée"),
        ("sectors:\n  banque: {\nname: { fr: a, en: b } }\n", "la ligne n’est pas alignée"),
        ("sectors:\n  banque: \"a\"#b\n", "un `#` collé au texte"),
        ("sectors:\n  banque: @x\n", "un signe réservé à YAML"),
        ("sectors:\n  banque: %x\n", "un signe réservé à YAML"),
        ("%YAML 9\n---\nsectors: {}\n", "une construction de YAML qui n’est pas lue ici"),
        ("sectors: *b\n", "une construction de YAML qui n’est pas lue ici"),
        ("sectors: ]\n", "les lignes ne forment pas des clés et des valeurs"),
    ] {
        minimal.write("config/sectors.yaml", text);
        let (code, told) = told(&minimal, &["check", "pipelines/trial.yaml"]);
        assert_eq!(code, Some(2), "{told}");
        let said = told.lines().next().unwrap();
        let after = said.split_once(": YAML non valide : ").unwrap_or_else(|| panic!("{text}\n{told}")).1;
        assert!(after.starts_with(cause) || after.contains(cause), "{text}\n{told}");
        assert!(said.contains("(texte de la bibliothèque, en anglais : « ") && said.ends_with(" »)"), "{told}");
        assert_french(text, &told);
    }
}

fn delivered(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/delivery").join(name)).unwrap()
}

/// The committed workbook with its parts changed; `None` leaves a part out.
fn workbook(change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(delivered("workbook.xlsx"))).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&name, bytes) {
            changed.start_file(name, SimpleFileOptions::default()).unwrap();
            changed.write_all(&bytes).unwrap();
        }
    }
    changed.finish().unwrap().into_inner()
}

/// Every entry of the list of parts and every part with bits of its flags set.
fn flagged(mut bytes: Vec<u8>) -> Vec<u8> {
    for at in 0..bytes.len().saturating_sub(10) {
        match &bytes[at..at + 4] {
            b"PK\x01\x02" => bytes[at + 8] |= 1,
            b"PK\x03\x04" => bytes[at + 6] |= 1,
            _ => {}
        }
    }
    bytes
}

#[test]
fn delivered_files_that_are_broken() {
    let minimal = publishable();
    let (xlsx, parquet) = (delivered("workbook.xlsx"), delivered("typed.parquet"));
    let (sav, zsav) = (delivered("spss.sav"), delivered("spss_compressed.zsav"));
    let with = |bytes: &[u8], at: usize, other: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes[at..at + other.len()].copy_from_slice(other);
        bytes
    };
    let sheet = |name: &str| name.contains("sheet1");
    for (case, format, bytes, cause) in [
        ("a workbook cut", "xlsx", xlsx[..xlsx.len() / 2].to_vec(), "s’arrête avant sa fin"),
        ("a bit of a workbook", "xlsx", with(&xlsx, 600, &[!xlsx[600]]), "le contenu est abîmé"),
        ("a password", "xlsx", flagged(xlsx.clone()), "protégé par un mot de passe"),
        ("no sheet", "xlsx", workbook(|n, b| (!sheet(n)).then_some(b)), "il lui manque une de ses parties"),
        (
            "no relations",
            "xlsx",
            workbook(|n, b| (!n.ends_with("workbook.xml.rels")).then_some(b)),
            "il lui manque une de ses parties",
        ),
        (
            "half a sheet",
            "xlsx",
            workbook(|n, b| Some(if sheet(n) { b[..b.len() / 2].to_vec() } else { b })),
            "le contenu est abîmé",
        ),
        ("Parquet cut", "parquet", parquet[..parquet.len() / 2].to_vec(), "le contenu est abîmé"),
        ("Parquet overwritten", "parquet", with(&parquet, 40, &[255; 20]), "le contenu est abîmé"),
        ("a long footer", "parquet", with(&parquet, parquet.len() - 8, &[0, 225, 245, 5]), "s’arrête avant sa fin"),
        ("SPSS cut in the rows", "spss", sav[..sav.len() / 2].to_vec(), "il annonce un autre nombre de lignes"),
        ("another number of rows", "spss", with(&sav, 80, &[231, 3]), "il annonce un autre nombre de lignes"),
        ("another compression", "spss", with(&sav, 72, &[7]), "une variante du format"),
        ("compressed bytes", "spss", with(&zsav, zsav.len() * 2 / 3, &[0x3c; 40]), "le contenu est abîmé"),
    ] {
        minimal.write("waves/2023.csv", bytes);
        let pipeline = crate::minimal::PIPELINE.replace("format: csv", &format!("format: {format}"));
        minimal.write("pipelines/trial.yaml", pipeline);
        let (code, told) = told(&minimal, &["check", "pipelines/trial.yaml"]);
        assert_eq!(code, Some(1), "{case}: {told}");
        let said = told.lines().next().unwrap();
        assert!(said.starts_with("waves/2023.csv: illisible comme ") && said.contains(cause), "{case}: {told}");
        assert!(said.contains("(texte de la bibliothèque, en anglais : « ") && said.ends_with(" »)"), "{case}: {told}");
        assert_french(case, &told);
    }
}

#[test]
fn templates_that_are_refused() {
    let minimal = publishable();
    let template = minimal.path("config/report/report.fr.md.j2");
    let sound = fs::read_to_string(&template).unwrap();
    for (end, cause) in [
        ("{{ nothing }}", "le modèle nomme `nothing`, que le rapport ne lui fournit pas"),
        ("{% if %}", "la syntaxe du modèle est fautive"),
        ("{{ 1|nofilter }}", "le modèle emploie un filtre, un test ou une fonction inconnus"),
        ("{{ nofunction() }}", "le modèle emploie un filtre, un test ou une fonction inconnus"),
        ("{% include \"nowhere.j2\" %}", "le modèle en appelle un autre, qui est introuvable ou fautif"),
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "le modèle n’en finit pas"),
        ("{{ \"x\" * 9999999999 }}", "le modèle n’en finit pas"),
    ] {
        fs::write(&template, format!("{sound}{end}")).unwrap();
        let (code, told) = told(&minimal, &["run", "pipelines/trial.yaml", "--quiet"]);
        assert_eq!(code, Some(2), "{told}");
        let line = sound.lines().count();
        assert!(
            told.starts_with(&format!("config/report/report.fr.md.j2:{line}: {cause} (")) || told.contains(cause),
            "{told}"
        );
        assert_french(end, &told);
    }
}

#[test]
fn command_lines_that_are_refused() {
    let minimal = publishable();
    for (args, problem) in [
        (&["run", "--lang"][..], "`--lang <LANGUE>` demande une valeur"),
        (&["run", "a", "b"], "option ou argument inconnu : `b`"),
        (&["run", "--bogus"], "option ou argument inconnu : `--bogus`"),
        (&["rnu"], "commande inconnue : `rnu`"),
        (&["check", "--format", "xml"], "`xml` ne convient pas à `--format <FORMAT>`"),
        (&["power", "--clients", "x", "--employees", "3"], "`x` ne convient pas à `--clients <N>`"),
        (&["power"], "il manque des options : `--clients <N>`, `--employees <N>`"),
        (&["init"], "il manque un argument : `<FICHIER>...`"),
        (&["schema", "--out=a", "--out=b"], "`--out <DOSSIER>` figure deux fois"),
        (&["run", "--quiet=yes"], "`yes` est de trop : `--quiet` ne prend pas d’autre valeur"),
        (&["help", "nothing"], "commande inconnue : `nothing`"),
    ] {
        let (code, told) = told(&minimal, args);
        assert_eq!(code, Some(2), "{args:?}: {told}");
        assert!(told.starts_with(&format!("erreur : {problem}\n")), "{args:?}: {told}");
        assert_french(&args.join(" "), &told);
    }
}

#[cfg(unix)]
#[test]
fn what_the_system_says() {
    let minimal = publishable();
    std::os::unix::fs::symlink("loop.yaml", minimal.path("loop.yaml")).unwrap();
    let (code, told) = told(&minimal, &["check", "loop.yaml"]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("le système d’exploitation refuse (son texte, en anglais : « "), "{told}");
    assert_french("a loop", &told);
}
