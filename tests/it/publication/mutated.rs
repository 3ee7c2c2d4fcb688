//! The report of the national run with one number changed: what its own lint sees of it.

use std::path::Path;

use barometer::error::Finding;
use barometer::lint::Survey;
use barometer::lint::report::{Page, Written, report};
use barometer::plan::Plan;
use barometer::survey::codebook::Language;

use super::prose::pages;
use crate::national::national;

/// Changed reports of each language.
const MUTANTS: usize = 100;

/// A small generator of random numbers, the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

/// What the lint says of a page.
pub(super) fn said(path: &str, text: &str, language: Language) -> Vec<Finding> {
    let n = national();
    let Plan { codebook, registry, rules, lexicon, labels, .. } = &n.plan;
    let survey = Survey { codebook, registry, rules, lexicon };
    report(&[Page { path: Path::new(path), text }], Written { survey, labels, language, results: &n.results })
}

/// The numbers of a line, as byte ranges of their digits with what stands between groups of three and before decimals.
fn spans(line: &str, language: Language) -> Vec<(usize, usize)> {
    let (group, point) = if language == Language::French { ('\u{202f}', ',') } else { (',', '.') };
    let characters: Vec<(usize, char)> = line.char_indices().collect();
    let digit = |i: usize| characters.get(i).is_some_and(|(_, c)| c.is_ascii_digit());
    let (mut spans, mut i) = (Vec::new(), 0);
    while i < characters.len() {
        let touched = i
            .checked_sub(1)
            .is_some_and(|before| characters[before].1.is_alphanumeric() || "_.–-/#".contains(characters[before].1));
        let from = i;
        while digit(i)
            || i > from
                && digit(i + 1)
                && (characters[i].1 == point || characters[i].1 == group && digit(i + 3) && !digit(i + 4))
        {
            i += 1;
        }
        if i == from {
            i += 1;
        } else if !touched && !characters.get(i).is_some_and(|(_, c)| c.is_alphabetic() || "–_/".contains(*c)) {
            spans.push((characters[from].0, characters.get(i).map_or(line.len(), |(at, _)| *at)));
        }
    }
    spans
}

/// The names by which a line may name its cell.
fn names(language: Language) -> Vec<String> {
    let codebook = &national().plan.codebook;
    let dimensions = codebook.dimensions.values().map(|d| &d.name);
    let pairs = codebook.pairs.values().map(|pair| &pair.name);
    let sectors = codebook.sectors.values().map(|sector| &sector.name);
    dimensions.chain(pairs).chain(sectors).map(|name| name.in_language(language).to_lowercase()).collect()
}

/// Numbers of the lines that name their cell: rows of tables about a sector, a dimension or a pair, and sentences about one
/// that print a difference or an interval. Quoted questions and the technical record name cells and print none.
fn bound(page: &str, language: Language) -> Vec<(usize, (usize, usize))> {
    let names = names(language);
    let mut all = Vec::new();
    for (i, line) in page.lines().enumerate() {
        let row = line
            .strip_prefix('|')
            .map(|row| row.split('|').next().unwrap_or_default().replace("**", "").trim().to_lowercase());
        let names_it = match &row {
            Some(first) => names.contains(first),
            None => names.iter().any(|name| line.to_lowercase().contains(name.as_str())) && line.contains("\u{202f}pt"),
        };
        if names_it && !line.starts_with('*') && !line.contains("](sectors/") {
            all.extend(spans(line, language).into_iter().map(|span| (i, span)));
        }
    }
    all
}

/// A page with one of its lines in other words.
pub(super) fn replaced(page: &str, line: usize, changed: &str) -> String {
    let lines = page.lines().enumerate().map(|(i, own)| if i == line { changed } else { own });
    lines.map(|line| format!("{line}\n")).collect()
}

/// One change: another number of the page in the place of one, two numbers of a line the other way round, or one off.
fn mutant(page: &str, bound: &[(usize, (usize, usize))], dice: &mut Dice) -> Option<(usize, String, String)> {
    let lines: Vec<&str> = page.lines().collect();
    let (line, (from, to)) = bound[dice.below(bound.len())];
    let text = lines[line];
    let old = &text[from..to];
    let changed = match dice.below(3) {
        0 => {
            let (other, (start, end)) = bound[dice.below(bound.len())];
            format!("{}{}{}", &text[..from], &lines[other][start..end], &text[to..])
        }
        1 => {
            let of_line: Vec<_> = bound.iter().filter(|(own, _)| *own == line).map(|(_, span)| *span).collect();
            let (start, end) = of_line[dice.below(of_line.len())];
            let ((a, b), (c, d)) = if from < start { ((from, to), (start, end)) } else { ((start, end), (from, to)) };
            if a == c {
                return None;
            }
            format!("{}{}{}{}{}", &text[..a], &text[c..d], &text[b..c], &text[a..b], &text[d..])
        }
        _ => {
            let off = old.parse::<u32>().ok()? + 1;
            format!("{}{off}{}", &text[..from], &text[to..])
        }
    };
    (changed != text).then(|| (line, changed.clone(), replaced(page, line, &changed)))
}

#[test]
fn the_report_passes_and_a_changed_number_does_not() {
    for language in [Language::French, Language::English] {
        let pages = pages(language);
        for (path, page) in pages {
            let found = said(path, page, language);
            assert!(
                found.is_empty(),
                "{path}: {}",
                found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
            );
        }
        let places: Vec<(&String, &String, Vec<_>)> = pages
            .iter()
            .map(|(path, page)| (path, page, bound(page, language)))
            .filter(|(_, _, bound)| !bound.is_empty())
            .collect();
        let (mut dice, mut made, mut missed) = (Dice(20_261_123), 0, Vec::new());
        while made < MUTANTS {
            // Half of them in the report itself.
            let report = places.iter().position(|(path, _, _)| *path == "report.md").unwrap();
            let at = if dice.below(2) == 0 { report } else { dice.below(places.len()) };
            let (path, page, bound) = &places[at];
            let Some((line, changed, text)) = mutant(page, bound, &mut dice) else { continue };
            made += 1;
            if said(path, &text, language).is_empty() {
                missed.push(format!("{path}:{}: {}\n   was {}", line + 1, changed, page.lines().nth(line).unwrap()));
            }
        }
        println!("{language:?}: {} of {made} missed\n{}", missed.len(), missed.join("\n"));
        assert!(50 * missed.len() <= made, "{} of {made} changes were not seen:\n{}", missed.len(), missed.join("\n"));
    }
}
