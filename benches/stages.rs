//! Times every stage of the national run on the shipped waves: `make bench`.

use std::path::Path;

use barometer::config::{self, Overrides};
use barometer::io::ingest;
use barometer::pipeline;
use barometer::plan::Plan;
use barometer::progress::Silent;
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
    };
    bencher.bench_local(|| validate(&raw, frame).expect("the shipped wave is valid"));
}

#[divan::bench]
fn load_validate_calibrate_six_waves(bencher: Bencher) {
    let plan = plan();
    bencher.bench_local(|| pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid"));
}

#[divan::bench]
fn score_symmetry_trend_six_waves(bencher: Bencher) {
    let plan = plan();
    let prepared = pipeline::prepare(&plan, &Silent).expect("the shipped waves are valid");
    bencher.bench_local(|| pipeline::analyse(&plan, &prepared, &Silent));
}

#[divan::bench]
fn whole_run(bencher: Bencher) {
    let mut plan = plan();
    let folder = tempfile::tempdir().expect("a temporary folder");
    plan.publish.out = folder.path().join("out");
    bencher.bench_local(|| pipeline::run(&plan, &Silent).expect("the shipped run is valid"));
}
