//! `validation.md`: what validation found, counted. It never holds a respondent's value.

use std::fmt::Write;

use indexmap::IndexMap;

use super::{OutputFile, Provenance};
use crate::error::Finding;
use crate::plan::Plan;
use crate::stages::calibrate::CalibratedWave;
use crate::stages::validate::NonResponse;
use crate::survey::ids::Population;

/// The validation page of a run, in French.
pub fn validation_page(
    plan: &Plan,
    waves: &[CalibratedWave],
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
        line(
            &mut page,
            format_args!("| {} | `{file}` | {} | `{sha256:.16}…` |", wave.key.edition, wave.wave.respondents.len()),
        );
    }
    observations(&mut page, warnings);
    non_response(&mut page, plan, waves);
    OutputFile::new("validation.md", page)
}

fn observations(page: &mut String, warnings: &[Finding]) {
    page.push_str("\n## Observations\n\n");
    if warnings.is_empty() {
        page.push_str("Aucune.\n");
        return;
    }
    let mut counts: IndexMap<(&str, &str), usize> = IndexMap::new();
    for finding in warnings {
        *counts.entry((finding.rule, finding.place.file.as_str())).or_default() += 1;
    }
    page.push_str("| Règle | Fichier | Nombre |\n|---|---|---:|\n");
    for ((rule, file), count) in counts {
        line(page, format_args!("| `{rule}` | `{file}` | {count} |"));
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
