//! Words by which a column or a label gives itself away, French and English, and the folding that compares them.

use crate::survey::folding;

/// Small letters without accents; whatever is no letter or digit becomes one blank.
pub(super) fn folded(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for character in folding::folded(text) {
        match character {
            c if c.is_alphanumeric() => words.push(c),
            _ if words.ends_with(' ') || words.is_empty() => {}
            _ => words.push(' '),
        }
    }
    words.trim_end().to_owned()
}

/// An id made of a text: small letters, digits and `_`, beginning with a letter.
pub(super) fn id_of(text: &str) -> String {
    let mut id: String = folded(text)
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('_'),
            c => c.is_ascii_alphanumeric().then_some(c),
        })
        .collect();
    id.truncate(LONGEST_ID); // OK because it is ASCII
    let id = id.trim_matches('_');
    if id.starts_with(|c: char| c.is_ascii_lowercase()) {
        id.to_owned()
    } else {
        format!("q_{id}").trim_end_matches('_').to_owned()
    }
}

/// A code or a column as a name for people: `grande_distribution` is Grande distribution. A text with blanks is one already.
pub(super) fn name_of(text: &str) -> String {
    let is_code = text.contains('_') && !text.contains(' ');
    let spaced = if is_code { text.replace('_', " ").trim().to_owned() } else { text.to_owned() };
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => spaced,
    }
}

/// Ids are keys that people read in tables.
const LONGEST_ID: usize = 40;

/// Columns of the respondent's id.
pub(super) const ID: &[&str] = &[
    "id",
    "ident",
    "identifiant",
    "respondent",
    "respid",
    "repondant",
    "responseid",
    "uuid",
    "numero",
    "num",
    "quest",
    "interview",
    "key",
];
/// Columns that say which question a row answers.
pub(super) const QUESTION: &[&str] =
    &["question", "questions", "item", "items", "variable", "var", "libelle", "intitule", "attribut"];
/// Columns of the answer.
pub(super) const ANSWER: &[&str] =
    &["reponse", "reponses", "valeur", "value", "answer", "response", "code", "modalite", "resultat", "note", "score"];
/// Columns of the wave.
pub(super) const WAVE: &[&str] = &["vague", "wave", "annee", "year", "edition", "millesime", "mois", "month"];
/// Columns of weights.
pub(super) const WEIGHT: &[&str] =
    &["poids", "pond", "ponderation", "weight", "wgt", "weights", "pw", "redressement", "coef", "coefficient", "w"];
/// Columns that say which sector.
pub(super) const SECTOR: &[&str] = &["secteur", "sect", "sector", "branche", "activite", "industry", "filiere"];
/// Columns that say whether somebody works.
pub(super) const EMPLOYED: &[&str] =
    &["emploi", "employed", "salarie", "travail", "travaille", "actif", "working", "job", "occupe", "employment"];
/// Columns that say whether somebody manages people.
pub(super) const MANAGER: &[&str] =
    &["manager", "manage", "encadrant", "encadrement", "encadre", "supervise", "responsable", "supervisor", "equipe"];
/// Columns that describe the person and are weighted on.
pub(super) const PERSON: &[&str] = &[
    "sexe",
    "sex",
    "genre",
    "gender",
    "age",
    "tranche",
    "region",
    "reg",
    "pcs",
    "csp",
    "cs",
    "diplome",
    "nivetud",
    "etudes",
    "education",
    "educ",
    "habitat",
    "agglomeration",
    "agglo",
    "commune",
    "uda",
    "zeat",
    "departement",
    "statut",
    "profession",
    "qualif",
    "occup",
];
/// Columns of the day of the interview.
pub(super) const DATE: &[&str] =
    &["date", "submitdate", "startdate", "enddate", "recordeddate", "debut", "fin", "interview", "jour", "created"];
/// Prefixes of what is asked of clients.
pub(super) const CLIENT: &[&str] =
    &["c", "cl", "cli", "client", "clients", "cust", "customer", "usager", "consumer", "consommateur"];
/// Prefixes of what is asked of employees.
pub(super) const EMPLOYEE: &[&str] = &[
    "e",
    "emp",
    "employee",
    "employees",
    "employe",
    "s",
    "sal",
    "salarie",
    "salaries",
    "col",
    "coll",
    "collab",
    "collaborateur",
    "worker",
    "staff",
    "agent",
];
/// What "does not know" and "did not answer" are called.
const NO_OPINION: &[&str] = &[
    "ne sait pas",
    "nsp",
    "nspp",
    "sans opinion",
    "sans avis",
    "refus",
    "refuse",
    "non reponse",
    "pas de reponse",
    "ne se prononce pas",
    "non concerne",
    "don t know",
    "dont know",
    "dk",
    "no answer",
    "no opinion",
    "refused",
    "not applicable",
    "missing",
    "na",
    "n a",
    "ne veut pas repondre",
    "non renseigne",
];

/// Whether one of the words of a name or label is in the list; digits at its end do not count.
pub(super) fn speaks_of(text: &str, words: &[&str]) -> bool {
    folded(text).split(' ').any(|word| words.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// Whether a label means that somebody had no opinion or gave no answer.
pub(super) fn no_opinion(label: &str) -> bool {
    let label = folded(label);
    // Short words begin other things: `n a` is also how « n’a jamais » begins.
    let begins = |words: &str| words.len() > 4 && label.starts_with(&format!("{words} "));
    NO_OPINION.iter().any(|words| label == *words || begins(words))
}

/// Yes (`true`) or no.
pub(super) fn yes_or_no(value: &str) -> Option<bool> {
    match folded(value).as_str() {
        "oui" | "yes" | "o" | "y" | "true" | "vrai" => Some(true),
        "non" | "no" | "n" | "false" | "faux" => Some(false),
        _ => None,
    }
}

/// Words by which a label sounds favourable, the tellingest first.
const SOUNDS: &[(u8, &[&str])] = &[
    // Before « pas »: « ni d’accord ni pas d’accord » is between the two.
    (2, &["ni ", "neither"]),
    (
        0,
        &[
            "pas du tout",
            "tout a fait insatisfait",
            "tres insatisf",
            "tres mecontent",
            "tres mauvais",
            "tres mal",
            "tres faible",
            "tres difficile",
            "jamais",
            "aucun",
            "not at all",
            "strongly disagree",
            "totally disagree",
            "very dissatisf",
            "very poor",
            "very bad",
            "never",
            "pas d accord du tout",
        ],
    ),
    (
        1,
        &[
            "plutot pas",
            "plutot en desaccord",
            "peu",
            "pas vraiment",
            "pas tres",
            "insatisf",
            "mecontent",
            "mauvais",
            "rarement",
            "plutot mal",
            "en desaccord",
            "pas d accord",
            "somewhat disagree",
            "tend to disagree",
            "rather dis",
            "dissatisf",
            "disagree",
            "poor",
            "bad",
            "rarely",
            "not very",
            "not really",
            "moins important",
        ],
    ),
    (2, &["neutre", "moyen", "parfois", "equilibre", "neutral", "sometimes", "fair", "aussi important"]),
    (
        4,
        &[
            "tout a fait",
            "tres",
            "toujours",
            "totalement",
            "entierement",
            "excellent",
            "extremement",
            "strongly",
            "totally",
            "always",
            "very",
            "completely",
            "entirely",
            "extremely",
            "le plus important",
            "most",
        ],
    ),
    (
        3,
        &[
            "plutot",
            "assez",
            "satisf",
            "content",
            "bon",
            "bien",
            "souvent",
            "d accord",
            "somewhat",
            "tend to agree",
            "rather",
            "agree",
            "often",
            "good",
            "important",
            "fairly",
        ],
    ),
];

/// How favourable an answer sounds: 0 not at all, 1 rather not, 2 between, 3 rather, 4 entirely. `None` when it does not say.
pub(super) fn favour(label: &str) -> Option<u8> {
    if let Some(yes) = yes_or_no(label) {
        return Some(if yes { 4 } else { 0 });
    }
    let label = folded(label);
    let sounds = |words: &&str| label.starts_with(*words) || label.contains(&format!(" {words}"));
    SOUNDS.iter().find(|(_, words)| words.iter().any(sounds)).map(|(favour, _)| *favour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_well_formed_whatever_the_text() {
        for (text, id) in [
            ("Écoute du hard rock", "ecoute_du_hard_rock"),
            ("G03Q01[SQ001]", "g03q01_sq001"),
            ("12. Âge", "q_12_age"),
            ("freres.soeurs", "freres_soeurs"),
            ("日本", "q"),
            ("", "q"),
        ] {
            assert_eq!(id_of(text), id);
        }
    }

    #[test]
    fn a_scale_is_put_in_order_by_what_its_labels_say() {
        for labels in [
            [
                "Pas du tout d’accord",
                "Plutôt pas d’accord",
                "Ni d’accord ni pas d’accord",
                "Plutôt d’accord",
                "Tout à fait d’accord",
            ],
            ["Très insatisfait", "Plutôt insatisfait", "Neutre", "Plutôt satisfait", "Très satisfait"],
            ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
            ["Jamais", "Rarement", "Parfois", "Souvent", "Toujours"],
        ] {
            let favours: Vec<_> = labels.iter().map(|label| favour(label)).collect();
            assert_eq!(favours, [Some(0), Some(1), Some(2), Some(3), Some(4)], "{labels:?}");
        }
        assert_eq!(favour("Ouvrier spécialisé"), None);
    }

    #[test]
    fn words_are_whole_words() {
        assert!(speaks_of("c1_secteur", SECTOR) && speaks_of("Poids final", WEIGHT) && speaks_of("age5", PERSON));
        assert!(!speaks_of("partage", PERSON) && !speaks_of("idees", ID));
        assert!(no_opinion("Ne sait pas / refus") && no_opinion("N/A"));
        assert!(!no_opinion("Naturellement") && !no_opinion("N’a jamais fait d’études"));
    }
}
