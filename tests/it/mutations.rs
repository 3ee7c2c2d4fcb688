//! Two thousand damaged copies of every delivery format, always the same: no panic, no refusal without its file, and no
//! structural damage that changes what would be published. Bits that flip in a cell can make another valid answer; only the
//! declared digest of the file knows that, and under it none of them passes.

use std::time::Instant;

use barometer::digest::sha256_hex;
use barometer::survey::wave::Wave;

use crate::minimal::every_one_has_a_way_out;
use crate::readers::{Trial, fixtures, reader_of};

/// Damaged copies of each format.
const MUTANTS: u64 = 2_000;

/// A small generator of random numbers, the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// What was done to a file.
#[derive(Debug)]
struct Mutant {
    what: &'static str,
    structural: bool,
    bytes: Vec<u8>,
}

fn mutant(original: &[u8], text: bool, dice: &mut Dice) -> Mutant {
    let kind = dice.below(if text { 12 } else { 7 });
    let separated = |(from, to): (usize, usize)| !text || original[from..to].iter().any(|b| is_separator(original, *b));
    let (what, structural, bytes) = match kind {
        0 | 1 => ("bits flipped", false, flipped(original, dice)),
        2 => ("truncated", true, original[..dice.below(original.len())].to_vec()),
        // Inside a cell of text a stretch is no more than other characters; across cells it moves what stands where.
        3 => {
            let (from, to) = stretch(original, dice);
            ("a stretch removed", separated((from, to)), [&original[..from], &original[to..]].concat())
        }
        4 => {
            let (from, to) = stretch(original, dice);
            ("a stretch twice", separated((from, to)), [&original[..to], &original[from..]].concat())
        }
        5 => ("a stretch of zeros", false, zeroed(original, dice)),
        6 => ("a tail of rubbish", true, [original, &vec![(dice.next() & 0xff) as u8; 1 + dice.below(64)]].concat()),
        7 => ("a line twice", true, line_twice(original, dice)),
        8 => ("lines shuffled", true, shuffled(original, dice)),
        9 => ("delimiters swapped", true, redelimited(original, dice)),
        10 => ("another encoding", true, reencoded(original, dice)),
        _ => ("a row shifted", true, shifted(original, dice)),
    };
    Mutant { what, structural, bytes }
}

fn flipped(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..1 + dice.below(8) {
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
    }
    bytes
}

fn stretch(original: &[u8], dice: &mut Dice) -> (usize, usize) {
    let from = dice.below(original.len());
    (from, (from + 1 + dice.below(200)).min(original.len()))
}

/// Whether a byte ends a cell: the commonest mark of the header, or a line end.
fn is_separator(original: &[u8], byte: u8) -> bool {
    byte == mark_of(original) || matches!(byte, b'\r' | b'\n')
}

fn mark_of(original: &[u8]) -> u8 {
    let head = &original[..original.len().min(400)];
    [b',', b';', b'\t', b'|'].into_iter().max_by_key(|mark| head.iter().filter(|b| *b == mark).count()).unwrap()
}

fn zeroed(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    let (from, to) = stretch(original, dice);
    let mut bytes = original.to_vec();
    bytes[from..to].fill(0);
    bytes
}

/// Line ends of a file: LF, or CR where there is no LF; two bytes each in UTF-16.
fn lines(original: &[u8]) -> Vec<Vec<u8>> {
    let end = if original.contains(&b'\n') { b'\n' } else { b'\r' };
    let wide = original.starts_with(&[0xff, 0xfe]);
    let mut lines = vec![Vec::new()];
    let mut bytes = original.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        lines.last_mut().unwrap().push(byte);
        if byte == end {
            if wide {
                lines.last_mut().unwrap().extend(bytes.next());
            }
            lines.push(Vec::new());
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn line_twice(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut lines = lines(original);
    let at = dice.below(lines.len());
    let line = lines[at].clone();
    lines.insert(at, line);
    lines.concat()
}

fn shuffled(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut lines = lines(original);
    for _ in 0..1 + dice.below(5) {
        let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
        lines.swap(a, b);
    }
    lines.concat()
}

fn redelimited(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];
    let (from, to) = (MARKS[dice.below(4)], MARKS[dice.below(4)]);
    let half = dice.below(2) == 0;
    let start = if half { dice.below(original.len()) } else { 0 };
    original.iter().enumerate().map(|(i, &b)| if i >= start && b == from { to } else { b }).collect()
}

fn reencoded(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    let labels = ["utf-8", "windows-1252", "utf-16le", "utf-16be", "macintosh", "iso-8859-15", "ibm866"];
    let from = if original.starts_with(&[0xff, 0xfe]) { "utf-16le" } else { "utf-8" };
    let from = if std::str::from_utf8(original).is_err() && from == "utf-8" { "windows-1252" } else { from };
    let decoded = encoding_rs::Encoding::for_label(from.as_bytes()).unwrap().decode(original).0.into_owned();
    let to = labels[dice.below(labels.len())];
    let units =
        |big: bool| decoded.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
    match to {
        "utf-16le" => units(false),
        "utf-16be" => units(true),
        to => encoding_rs::Encoding::for_label(to.as_bytes()).unwrap().encode(&decoded).0.into_owned(),
    }
}

/// The cells of one row moved by one, a blank put in.
fn shifted(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut lines = lines(original);
    let at = dice.below(lines.len());
    let mark = mark_of(original);
    let line = &mut lines[at];
    let Some(last) = line.iter().rposition(|b| *b == mark) else { return original.to_vec() };
    let end = line.iter().rposition(|b| !matches!(b, b'\r' | b'\n' | 0)).unwrap_or(last);
    if end > last {
        line.drain(last + 1..=end);
    }
    line.remove(last);
    line.insert(0, mark);
    lines.concat()
}

/// What is published depends on the respondents, not on their order.
fn respondents(wave: &Wave) -> Vec<String> {
    let mut respondents: Vec<String> = wave.respondents.iter().map(|respondent| format!("{respondent:?}")).collect();
    respondents.sort();
    respondents
}

/// Mutants of one format; how many structural ones passed unchanged.
fn mutate(name: &str) {
    let original = std::fs::read(fixtures().join(name)).unwrap();
    let text = name.ends_with(".csv") || name.ends_with(".txt");
    let trial = Trial::new(&reader_of(name), &original);
    let (expected, digest) = (respondents(&trial.read().unwrap().0), sha256_hex(&original));
    let file = trial.wave().file.display().to_string();
    let mut pinned = Trial::new(&reader_of(name), &original);
    pinned.plan.waves[0].sha256 = Some(digest.clone());
    pinned.read().unwrap();
    let mut dice = Dice(sha256_hex(name.as_bytes()).bytes().fold(7, |seed, b| seed * 31 % 1_000_003 + u64::from(b)));
    let mut passed = Vec::new();
    for number in 0..MUTANTS {
        let mutant = mutant(&original, text, &mut dice);
        if sha256_hex(&mutant.bytes) == digest {
            continue;
        }
        trial.deliver(&mutant.bytes);
        let started = Instant::now();
        let outcome = trial.read();
        assert!(started.elapsed().as_secs() < 20, "{name} {number}: {} hangs", mutant.what);
        if outcome.is_ok() {
            pinned.deliver(&mutant.bytes);
            let refused = pinned.read().err().unwrap_or_default();
            assert!(refused.iter().any(|f| f.rule == "file-changed"), "{name} {number}: {} under a pin", mutant.what);
        }
        match outcome {
            Err(findings) => {
                assert!(!findings.is_empty(), "{name} {number}: refused without a word");
                every_one_has_a_way_out(&findings);
                for finding in &findings {
                    assert_eq!(finding.place.file, file, "{name} {number}");
                    assert!(finding.to_string().len() < 2_000, "{name} {number}: {:.300}", finding.to_string());
                }
            }
            Ok((wave, _)) if mutant.structural && respondents(&wave) != expected => {
                let found = respondents(&wave);
                let changed = found.iter().find(|r| !expected.contains(r)).cloned().unwrap_or_default();
                passed.push(format!("{name} {number}: {}: {changed:.400}", mutant.what));
            }
            Ok(_) => {}
        }
    }
    assert!(passed.is_empty(), "{} passed:\n{}", passed.len(), passed.join("\n"));
}

macro_rules! formats {
    ($($test:ident: $file:literal;)*) => {$(
        #[test]
        fn $test() {
            mutate($file);
        }
    )*};
}

formats! {
    plain_text: "codes.csv";
    windows_1252: "excel_windows_1252.csv";
    detected_text: "excel_sep.csv";
    utf_16: "unicode_text.txt";
    carriage_returns: "macintosh.csv";
    spss_export: "spss_export.csv";
    limesurvey: "limesurvey.csv";
    qualtrics: "qualtrics.csv";
    surveymonkey: "surveymonkey.csv";
    long: "long.csv";
    workbook: "workbook.xlsx";
    spss: "spss.sav";
    compressed_spss: "spss_compressed.zsav";
    parquet: "typed.parquet";
}
