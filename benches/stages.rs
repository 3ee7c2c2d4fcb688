//! Times every stage of the national run on the shipped, synthetic waves: `make bench`.

use std::path::Path;

use barometer::config::{self, Overrides};
use barometer::io::atomic::Fresh;
use barometer::io::ingest;
use barometer::pipeline;
use barometer::plan::Plan;
use barometer::progress::Silent;
use barometer::publish::{self, OutputFile, Provenance, csv, parquet, png, suppression, tables};
use barometer::stages::composite::{CompositeRules, composite};
use barometer::stages::indices::WaveIndices;
use barometer::stages::replicate::{Replication, replicate};
use barometer::stages::score::score;
use barometer::stages::validate::{Frame, validate};
use divan::Bencher;

fn main() {
    divan::main();
}

fn plan() -> Plan {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines/national.yaml");
    config::load(&file, &Overrides::default()).expect("the shipped configuration is valid")
}

#[divan::bench]
fn configuration(bencher: Bencher) {
    bencher.bench_local(plan);
}

#[divan::bench]
fn load_one_wave(bencher: Bencher) {
    let plan = plan();
    bencher.bench_local(|| ingest::read(&plan.waves[0]).expect("the shipped wave is readable"));
}

#[divan::bench]
fn validate_one_wave(bencher: Bencher) {
    let plan = plan();
    let wave = &plan.waves[plan.waves.len() - 1];
    let raw = ingest::read(wave).expect("the shipped wave is readable");
    let frame = Frame {
        id: &wave.edition,
        edition: &plan.registry.editions[&wave.edition],
        margins: &wave.margins,
        codebook: &plan.codebook,
        rules: &plan.validation,
        sha256: None,
        wave: &wave.wave,
    };
    bencher.bench_local(|| validate(&raw, frame, None).expect("the shipped wave is valid"));
}

/// From the files to every table, by linearisation alone: no replicate, nothing written.
#[divan::bench(sample_count = 10)]
fn linearised_run_of_six_waves(bencher: Bencher) {
    let plan = plan();
    bencher.bench_local(|| {
        let weighed = pipeline::weigh(&plan, &Silent).expect("the shipped waves are valid");
        pipeline::analyse(&plan, &weighed, &Silent)
    });
}

#[divan::bench(sample_count = 10)]
fn load_validate_calibrate_replicate_six_waves(bencher: Bencher) {
    let plan = plan();
    bencher.bench_local(|| pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid"));
}

#[divan::bench(sample_count = 10)]
fn replicate_one_wave_a_thousand_times(bencher: Bencher) {
    let mut plan = plan();
    plan.waves.retain(|wave| wave.edition.as_str() == "2023");
    let prepared = pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid");
    let with = Replication {
        edition: &plan.registry.editions["2023"],
        codebook: &plan.codebook,
        calibrate: &plan.calibrate,
        margins_file: &plan.waves[0].margins_file,
        options: plan.replicate,
        seed: plan.seed,
    };
    bencher.bench_local(|| replicate(&prepared.waves[0], &with).expect("the replicates of the shipped wave converge"));
}

#[divan::bench]
fn composites_of_one_wave(bencher: Bencher) {
    let mut plan = plan();
    plan.waves.retain(|wave| wave.edition.as_str() == "2023");
    let prepared = pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid");
    let (wave, edition) = (&prepared.waves[0], &plan.registry.editions["2023"]);
    let scores = score(wave, edition, &plan.codebook);
    let id = &plan.waves[0].edition;
    let with = CompositeRules { id, registry: &plan.registry, codebook: &plan.codebook, rules: &plan.rules };
    let indices = WaveIndices::new(wave, &scores, edition, &plan.codebook);
    bencher.bench_local(|| composite(wave, &indices, edition, &prepared.replicates[0], with));
}

#[divan::bench(sample_count = 10)]
fn score_symmetry_composites_trend_six_waves(bencher: Bencher) {
    let plan = plan();
    let prepared = pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid");
    bencher.bench_local(|| pipeline::analyse(&plan, &prepared, &Silent));
}

/// The largest table, in its three files.
#[divan::bench(sample_count = 10)]
fn table_of_changes(bencher: Bencher) {
    let plan = plan();
    let prepared = pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid");
    let rows = pipeline::analyse(&plan, &prepared, &Silent).trends;
    bencher.bench_local(|| {
        let texts = csv::bytes(&tables::trends(), &rows).expect("every number is finite");
        (texts, parquet::bytes(&tables::trends(), &rows, None).expect("every number is finite"))
    });
}

/// The picture with the most text.
#[divan::bench(sample_count = 10)]
fn picture_of_a_matrix(bencher: Bencher) {
    let plan = plan();
    let prepared = pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid");
    let results = pipeline::analyse(&plan, &prepared, &Silent);
    let files = pipeline::outputs(&plan, &prepared, results.clone(), None, &Silent)
        .expect("the shipped run can be published")
        .files;
    let drawn = files.iter().find(|file| file.path.ends_with("F02.svg")).expect("the matrix is drawn");
    let svg = std::str::from_utf8(&drawn.bytes).expect("a picture is text");
    bencher.bench_local(|| png::bytes(svg).expect("the picture can be read"));
}

/// From the results to every file, the report held against its tables: nothing computed, nothing written.
#[divan::bench(sample_count = 10)]
fn publish_and_lint(bencher: Bencher) {
    let plan = plan();
    let prepared = pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid");
    let results = pipeline::analyse(&plan, &prepared, &Silent);
    bencher.with_inputs(|| results.clone()).bench_local_values(|results| {
        pipeline::outputs(&plan, &prepared, results, None, &Silent).expect("the shipped run can be published")
    });
}

/// From the files to every table, the Markdown pages and the SVG, CSV and workbook of every figure, written and put in place: no
/// replicate, no PNG, no HTML page, no lint, no old run to remove.
#[divan::bench(sample_count = 10)]
fn linearised_run_to_tables_and_report(bencher: Bencher) {
    let plan = plan();
    let provenance = Provenance {
        software_version: env!("CARGO_PKG_VERSION").to_owned(),
        run: plan.name.clone(),
        seed: plan.seed,
        configuration_sha256: String::new(),
        inputs: Vec::new(),
    };
    let folder = || tempfile::tempdir().expect("a temporary folder");
    bencher.with_inputs(folder).bench_local_values(|folder| {
        let weighed = pipeline::weigh(&plan, &Silent).expect("the shipped waves are valid");
        let results = suppression::masked(pipeline::analyse(&plan, &weighed, &Silent));
        let microdata = || publish::confidential(&weighed.waves, &plan);
        let fresh = Fresh::begin(&folder.path().join("out")).expect("the folder is new");
        let outlet = |file: &OutputFile| fresh.write(&file.path, &file.bytes);
        let files = publish::write(&results, &plan, microdata, &provenance, &outlet);
        let files = files.expect("the shipped run can be published");
        fresh.put_in_place().expect("the disk takes it");
        (folder, files)
    });
}

#[divan::bench(sample_count = 10)]
fn whole_run(bencher: Bencher) {
    let mut plan = plan();
    let folder = tempfile::tempdir().expect("a temporary folder");
    plan.publish.out = folder.path().join("out");
    bencher.bench_local(|| pipeline::run(&plan, &Silent).expect("the shipped run is valid"));
}
