//! `validation.md`: what validation found, counted. It never holds a respondent's value.

use std::fmt::Write;

use indexmap::IndexMap;

use super::{OutputFile, Provenance};
use crate::error::{Finding, Severity};
use crate::plan::Plan;
use crate::stages::calibrate::CalibratedWave;
use crate::stages::validate::rules::{Definition, Family, Rule};
use crate::stages::validate::{Counts, NonResponse};
use crate::survey::ids::Population;

/// The validation page of a run, in French.
pub fn validation_page(
    plan: &Plan,
    waves: &[CalibratedWave],
    counts: &[Counts],
    warnings: &[Finding],
    provenance: &Provenance,
) -> OutputFile {
    let mut page = String::from("# Validation des données\n\n");
    page.push_str("Toutes les vagues ont passé les contrôles : un fichier refusé arrête le traitement avant toute publication.\n\n");
    if let Some(caution) = &plan.registry.barometer.caution {
        line(&mut page, format_args!("> {}\n", caution.in_language(plan.publish.language)));
    }
    page.push_str("| Édition | Fichier | Interviews | SHA-256 |\n|---|---|---:|---|\n");
    for (wave, planned) in waves.iter().zip(&plan.waves) {
        let file = planned.file.display().to_string();
        let sha256 =
            provenance.inputs.iter().find(|input| input.path == file).map_or("", |input| input.sha256.as_str());
        let pinned = if planned.sha256.is_some() { ", vérifiée" } else { "" };
        line(
            &mut page,
            format_args!(
                "| {} | `{file}` | {} | `{sha256:.16}…`{pinned} |",
                wave.key.edition,
                wave.wave.respondents.len()
            ),
        );
    }
    rules(&mut page, plan, waves, counts);
    other_observations(&mut page, warnings);
    non_response(&mut page, plan, waves);
    OutputFile::new("validation.md", page)
}

/// Every rule with its severity and what it found wave by wave; zero says that it was checked.
fn rules(page: &mut String, plan: &Plan, waves: &[CalibratedWave], counts: &[Counts]) {
    page.push_str("\n## Règles\n\n");
    page.push_str(
        "Nombre de constats par règle et par édition ; 0 : contrôlé, rien trouvé. Une règle qui refuse arrête le traitement, \
         si bien qu’elle compte toujours 0 ici. Personne n’est exclu des calculs par ces règles.\n",
    );
    let editions: Vec<&str> = waves.iter().map(|wave| wave.key.edition.as_str()).collect();
    let mut family = None;
    for definition in Rule::EVERY {
        if family != Some(definition.family) {
            family = Some(definition.family);
            line(page, format_args!("\n### {}\n", family_name(definition.family)));
            line(page, format_args!("| Règle | Ce qu’elle cherche | Gravité | {} |", editions.join(" | ")));
            line(page, format_args!("|---|---|---|{}", "---:|".repeat(editions.len())));
        }
        let found: Vec<String> = counts.iter().map(|counts| counts.of(definition.rule).to_string()).collect();
        let severity = severity_name(plan.validation.set.severity(definition.rule));
        line(
            page,
            format_args!(
                "| `{}` | {} | {severity} | {} |",
                definition.name,
                looked_for(plan, definition),
                found.join(" | ")
            ),
        );
    }
}

/// What a rule looks for, with its threshold.
fn looked_for(plan: &Plan, definition: &Definition) -> String {
    let Some(threshold) = definition.threshold else { return definition.fr.to_owned() };
    let number = plan.validation.set.threshold(definition.rule);
    let word = match threshold.key {
        "above" => "au-dessus de",
        "below" => "en dessous de",
        _ => "au moins",
    };
    format!("{} ({word} {})", definition.fr, number.to_string().replace('.', ","))
}

fn family_name(family: Family) -> &'static str {
    match family {
        Family::File => "Vague",
        Family::Columns => "Colonnes",
        Family::Ids => "Identifiants",
        Family::Cells => "Codes",
        Family::Numbers => "Nombres",
        Family::Routing => "Filtres et cohérence",
        Family::Weights => "Poids et plan de sondage",
        Family::Margins => "Calage",
        Family::Conduct => "Comportement des répondants",
        Family::Items => "Questions",
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Refuse => "refus",
        Severity::Warn => "alerte",
        Severity::Note => "note",
    }
}

/// What other stages and the readers found, counted by rule and file.
fn other_observations(page: &mut String, warnings: &[Finding]) {
    let mut found: IndexMap<(&str, &str, &str), usize> = IndexMap::new();
    for finding in warnings.iter().filter(|finding| Rule::named(finding.rule).is_none()) {
        let severity = severity_name(finding.severity);
        *found.entry((finding.rule, severity, finding.place.file.as_str())).or_default() += finding.count;
    }
    if found.is_empty() {
        return;
    }
    page.push_str("\n## Autres observations\n\n| Règle | Gravité | Fichier | Nombre |\n|---|---|---|---:|\n");
    for ((rule, severity, file), count) in found {
        line(page, format_args!("| `{rule}` | {severity} | `{file}` | {count} |"));
    }
}
fn non_response(page: &mut String, plan: &Plan, waves: &[CalibratedWave]) {
    page.push_str("\n## Réponses manquantes\n\n");
    page.push_str("Parmi les personnes à qui la question était destinée : « ne sait pas » et sans réponse, en nombre de réponses.\n\n");
    page.push_str(
        "| Édition | Population | Question | Réponses | Ne sait pas | Sans réponse |\n|---|---|---|---:|---:|---:|\n",
    );
    for (wave, planned) in waves.iter().zip(&plan.waves) {
        let edition = &plan.registry.editions[&planned.edition]; // OK because `config` refuses a wave without edition
        for ((item, population), [answered, dont_know, blank]) in
            NonResponse::of(&wave.wave, &plan.codebook, edition).counts
        {
            let population = if population == Population::Client { "clients" } else { "collaborateurs" };
            line(
                page,
                format_args!("| {} | {population} | `{item}` | {answered} | {dont_know} | {blank} |", wave.key.edition),
            );
        }
    }
}

fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(page, "{text}"); // writing to a String cannot fail
}
