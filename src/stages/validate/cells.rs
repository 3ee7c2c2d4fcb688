//! What is wrong with one cell: why it is none of the codes, or why it is no number, with the way out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::rules::Rule;
use crate::error::nearest;
use crate::messages::{Message, msg};
use crate::survey::raw::{is_invisible, plain_number, plain_signs};

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    /// The rule that it breaks.
    pub(super) rule: Rule,
    /// The way out.
    pub(super) hint: Message,
    /// Whether the cell is a label where codes are read; the whole column is then, and is told once.
    pub(super) is_label: bool,
}

impl Fault {
    pub(super) fn new(rule: Rule, hint: Message) -> Self {
        Self { rule, hint, is_label: false }
    }

    /// The cell is one of the labels of the column, but for the signs that a word processor sets; a code in capitals is none.
    pub(super) fn or_label<'l>(self, found: &str, mut labels: impl Iterator<Item = &'l str>) -> Self {
        let signs = plain_signs(found);
        match self.rule != Rule::CellCase && !found.is_empty() && labels.any(|label| plain_signs(label) == signs) {
            true => Self { rule: self.rule, hint: msg!("hint-values-labels"), is_label: true },
            false => self,
        }
    }
}

/// What spreadsheets leave in a cell when a formula fails, in English and French.
const SPREADSHEET_ERRORS: [&str; 13] = [
    "#N/A",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#VALEUR!",
    "#NOM?",
    "#NOMBRE!",
    "#PROPAGATION!",
    "####",
];

/// What mostly means that there is no answer, in capitals: R, SPSS, Stata, SQL and people write these. `#NULL!` and
/// `#NUL!` are the system-missing value that SPSS exports.
const MISSING_WORDS: [&str; 17] = [
    "NA", "N/A", "#NULL!", "#NUL!", "NULL", "NONE", ".", "-", "--", "?", "NR", "NSP", "NSP/NR", "NC", "N.D.", "ND",
    "MISSING",
];

/// Numbers that mostly mean that there is no answer.
const MISSING_NUMBERS: [&str; 18] = [
    "9", "99", "999", "9999", "98", "998", "97", "997", "8", "88", "-1", "-2", "-8", "-9", "-98", "-99", "-998", "-999",
];

/// Why `found` is none of the valid codes; `otherwise` is said when no slip explains it.
pub(super) fn code_fault<'v>(found: &str, valid: impl Iterator<Item = &'v str> + Clone, otherwise: Fault) -> Fault {
    if found.is_empty() {
        return Fault::new(Rule::CategoryMissing, msg!("hint-code-blank"));
    }
    if let Some(fault) = spreadsheet_error(found) {
        return fault;
    }
    let cleaned = clean(found);
    let one_of_them = |text: &str| valid.clone().find(|code| *code == text);
    let unseen = unseen(found);
    let exact = one_of_them(&cleaned);
    if !unseen.is_empty() || exact.is_some() || cleaned.is_empty() {
        return slip(&unseen, exact.or_else(|| alike(&cleaned, valid.clone())));
    }
    if let Some(code) = alike(&cleaned, valid.clone()) {
        return Fault::new(Rule::CellCase, msg!("hint-nearest", name = code));
    }
    if let Some(repaired) = decoded_once(&cleaned) {
        let hint = msg!("hint-mojibake", meant = meant(one_of_them(&repaired)));
        return Fault::new(Rule::CellMojibake, hint);
    }
    if is_missing_word(&cleaned) || MISSING_NUMBERS.contains(&cleaned.as_str()) && valid.clone().all(is_number) {
        return missing_undeclared();
    }
    if is_number(&cleaned) && !valid.clone().any(is_number) {
        return Fault::new(Rule::CodeForLabel, msg!("hint-code-for-label"));
    }
    match nearest(found, valid) {
        Some(name) => Fault::new(otherwise.rule, msg!("hint-nearest", name)),
        None => otherwise,
    }
}

/// A code that is neither declared nor a slip of one that is.
pub(super) fn undeclared() -> Fault {
    Fault::new(Rule::CategoryUnknown, msg!("hint-code-undeclared"))
}

/// The end of a hint: the code that was meant, where it is known.
fn meant(code: Option<&str>) -> Message {
    code.map_or(msg!("meant-unknown"), |code| msg!("meant", code))
}

/// A slip that no eye sees: characters without a picture, accents apart from their letters, or blanks around.
fn slip(unseen: &[char], code: Option<&str>) -> Fault {
    let points: Vec<String> = unseen.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let (points, meant) = (points.join(", "), meant(code));
    if unseen.iter().any(|c| !is_combining_mark(*c)) {
        return Fault::new(Rule::CellInvisible, msg!("hint-invisible", points, meant));
    }
    if !unseen.is_empty() {
        return Fault::new(Rule::CellDecomposed, msg!("hint-decomposed", points, meant));
    }
    Fault::new(Rule::CellBlank, msg!("hint-blanks", meant))
}

fn alike<'v>(cleaned: &str, mut valid: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    valid.find(|code| code.to_lowercase() == cleaned.to_lowercase())
}

fn spreadsheet_error(found: &str) -> Option<Fault> {
    let cleaned = clean(found).to_uppercase();
    let failed = SPREADSHEET_ERRORS.iter().any(|error| cleaned.starts_with(error));
    failed.then(|| Fault::new(Rule::CellError, msg!("hint-spreadsheet")))
}

fn missing_undeclared() -> Fault {
    Fault::new(Rule::MissingUndeclared, msg!("hint-missing-undeclared"))
}

fn is_missing_word(cleaned: &str) -> bool {
    MISSING_WORDS.contains(&cleaned.to_uppercase().as_str())
}

/// The text without what no eye sees: plain blanks, none around, accents on their letters.
pub(super) fn clean(found: &str) -> String {
    let visible: String = found
        .chars()
        .filter(|c| is_combining_mark(*c) || !is_invisible(*c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .nfc()
        .collect();
    visible.trim().to_owned()
}

/// The characters that differ from what the eye takes them for, each once.
fn unseen(found: &str) -> Vec<char> {
    let mut unseen: Vec<char> = Vec::new();
    for c in found.chars() {
        if (is_invisible(c) || c.is_whitespace() && c != ' ') && !unseen.contains(&c) {
            unseen.push(c);
        }
    }
    unseen
}

/// Whether a text has blanks around it or characters that no eye sees.
pub(super) fn has_unseen(text: &str) -> bool {
    text != text.trim() || !unseen(text).is_empty()
}

/// What a text was before its UTF-8 was taken for Windows-1252 and encoded again; `None` when it was not.
fn decoded_once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte of a character in Windows-1252; the five bytes without a character stand for themselves.
fn windows_1252(c: char) -> Option<u8> {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let position = FROM_80.iter().position(|known| *known == c).and_then(|p| u8::try_from(p).ok());
    position.map(|p| 0x80 + p).or_else(|| u8::try_from(u32::from(c)).ok())
}

/// The number of a cell: digits, a sign and a dot. Neither `1e2`, `inf`, `NaN` nor hexadecimal is a number in a delivered file.
pub(super) fn number(cell: &str) -> Result<f64, Fault> {
    plain_number(cell).filter(|number| number.is_finite()).ok_or_else(|| not_a_number(cell))
}

/// Why a cell that is not blank is no number.
fn not_a_number(cell: &str) -> Fault {
    if let Some(fault) = spreadsheet_error(cell) {
        return fault;
    }
    let cleaned = clean(cell);
    if is_missing_word(&cleaned) {
        return missing_undeclared();
    }
    let unsigned = cleaned.trim_start_matches(['+', '-']).to_lowercase();
    if matches!(unsigned.as_str(), "nan" | "inf" | "infinity" | "1.#inf" | "1.#qnan" | "1.#ind" | "∞") {
        return Fault::new(Rule::NumberNotFinite, msg!("hint-not-finite"));
    }
    if is_number(&cleaned) {
        return slip(&unseen(cell), Some(&cleaned));
    }
    let hexadecimal = unsigned.strip_prefix("0x").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_hexdigit()));
    if hexadecimal || cleaned.parse::<f64>().is_ok() {
        return Fault::new(Rule::NumberNotation, msg!("hint-notation"));
    }
    let with_dot = cleaned.replacen(',', ".", 1);
    if is_number(&with_dot) {
        return Fault::new(Rule::NumberComma, msg!("hint-comma", number = with_dot));
    }
    let digits: String = with_dot.chars().filter(|c| !matches!(c, ' ' | '\'' | '’')).collect();
    if is_number(&digits) {
        return Fault::new(Rule::NumberThousands, msg!("hint-nearest", name = digits));
    }
    Fault::new(Rule::NumberText, msg!("hint-no-number"))
}

/// An answer that is none of the scale, nor a slip of one.
pub(super) fn off_scale() -> Fault {
    Fault::new(Rule::ValueOffScale, msg!("hint-off-range"))
}

/// Whether an answer out of range is a number that mostly means "no answer".
pub(super) fn off_range(cell: &str) -> Fault {
    match MISSING_NUMBERS.contains(&cell) {
        true => missing_undeclared(),
        false => off_scale(),
    }
}

/// Whether a cell is a number as files should write it.
pub(super) fn is_number(cell: &str) -> bool {
    plain_number(cell).is_some_and(f64::is_finite)
}

/// The valid codes, for `expected:`.
pub(super) fn list<'a>(valid: impl Iterator<Item = &'a str>) -> Message {
    let names: Vec<String> = valid.map(|name| format!("`{name}`")).collect();
    msg!("codes-expected", codes = names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn code(found: &str, rule: Rule, hint: &str) {
        let valid = ["Équilibre", "Exerce une profession", "Femme"];
        let fault = code_fault(found, valid.into_iter(), undeclared());
        assert_eq!(fault.rule, rule, "{found}: {fault:?}");
        assert!(fault.hint.to_string().contains(hint), "{found}: {}", fault.hint);
    }

    #[test]
    fn a_code_is_told_by_its_slip() {
        code("", Rule::CategoryMissing, "ask for the value");
        code(" ", Rule::CellBlank, "blanks");
        code("FEMME", Rule::CellCase, "did you mean `Femme`?");
        code("Femme ", Rule::CellBlank, "did you mean `Femme`?");
        code("Exerce\u{a0}une profession", Rule::CellInvisible, "U+00A0");
        code("Femme\u{200b}", Rule::CellInvisible, "U+200B");
        code("E\u{301}quilibre", Rule::CellDecomposed, "U+0301");
        code("Ã‰quilibre", Rule::CellMojibake, "did you mean `Équilibre`?");
        code("#N/A", Rule::CellError, "formula");
        code("NA", Rule::MissingUndeclared, "dont_know");
        code("2", Rule::CodeForLabel, "labels");
        code("Femmes", Rule::CategoryUnknown, "did you mean `Femme`?");
        code("Masculin", Rule::CategoryUnknown, "`recode`");
    }

    #[test]
    fn a_number_is_told_by_its_notation() {
        for (cell, rule) in [
            ("NaN", Rule::NumberNotFinite),
            ("-inf", Rule::NumberNotFinite),
            ("1e400", Rule::NumberNotation),
            ("0x1F", Rule::NumberNotation),
            ("2,5", Rule::NumberComma),
            ("2\u{202f}634,40", Rule::NumberThousands),
            ("2 634", Rule::NumberThousands),
            (" 2", Rule::CellBlank),
            ("2\u{a0}", Rule::CellInvisible),
            ("#VALUE!", Rule::CellError),
            ("#NULL!", Rule::MissingUndeclared),
            ("#NUL!", Rule::MissingUndeclared),
            (".", Rule::MissingUndeclared),
            ("deux", Rule::NumberText),
            ("1-2", Rule::NumberText),
        ] {
            assert_eq!(number(cell).unwrap_err().rule, rule, "{cell}");
        }
        assert_eq!(number("-2.50"), Ok(-2.5));
    }
}
