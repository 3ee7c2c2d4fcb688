//! What is published: numbers as they are written, tables as they are read back, and a report without a gap.

mod sample;

use barometer::publish;

#[test]
fn render() {
    let files =
        publish::write(&sample::results(), &sample::plan(), &sample::confidential(), &sample::provenance()).unwrap();
    if let Ok(folder) = std::env::var("BAROMETER_SAMPLE") {
        for file in files {
            let path = std::path::Path::new(&folder).join(&file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.bytes).unwrap();
        }
    }
}
