//! The guesses put together, column by column.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;

use super::questions::{item, pairs, scales};
use super::{Aside, BlockDraft, EditionDraft, FlagDraft, Found, InstrumentDraft, ItemDraft, ScaleDraft, Survey};
use crate::draft::Delivered;
use crate::draft::answers::{Guess, guess, text};
use crate::draft::blocks::{Block, Blocks, Side};
use crate::draft::column::Column;
use crate::draft::margins;
use crate::draft::words;
use crate::survey::codebook::Text;
use crate::survey::ids::SectorId;

/// The id of a sector that no column names.
const ONLY_SECTOR: &str = "secteur_unique";

impl Survey {
    /// Looks at the files and guesses.
    pub(in crate::draft) fn guess(files: &[Delivered]) -> Self {
        let names: IndexMap<&str, ()> =
            files.iter().flat_map(|file| &file.raw.columns).map(|column| (column.name.as_str(), ())).collect();
        let columns: Vec<Column<'_>> = names.keys().map(|name| Column::look(name, files)).collect();
        Guessing { files, columns: &columns, taken: HashSet::new() }.survey()
    }
}

/// The guesses under way: a column that has a meaning is not looked at again.
struct Guessing<'a> {
    files: &'a [Delivered],
    columns: &'a [Column<'a>],
    taken: HashSet<&'a str>,
}

/// The questions of a survey: its scales, its items.
struct Questions {
    scales: Vec<ScaleDraft>,
    items: Vec<ItemDraft>,
}

impl<'a> Guessing<'a> {
    /// Everything, in the order in which columns find their meaning.
    fn survey(mut self) -> Survey {
        let id = self.id();
        let base_weight = self.base_weight();
        let blocks = Blocks::find(self.columns, self.files);
        let mirrored = blocks.employee.is_some();
        let sector_columns: Vec<&str> = self.sector_columns(&blocks);
        self.taken.extend(&sector_columns);
        let employed = if mirrored { self.flag(words::EMPLOYED, &blocks) } else { None };
        let manager = if mirrored { self.flag(words::MANAGER, &blocks) } else { None };
        let field: Vec<_> = (0..self.files.len()).map(|file| self.field(file)).collect();
        let variables = margins::variables(self.columns, &self.taken);
        self.taken.extend(variables.iter().map(|variable| variable.column.name));
        let Questions { scales, items } = self.questions(&blocks);
        let (pairs, alike) = pairs(&items);
        let unnamed = blocks.client.iter().any(|block| block.sector.is_none());
        let sectors = self.sectors(&sector_columns, unnamed);
        let (instruments, of_edition) = self.instruments(&items, &blocks);
        let labels = self.labels(&field);
        let editions = self.files.iter().enumerate().map(|(i, file)| EditionDraft {
            label: labels[i].0.clone(),
            label_why: labels[i].1.clone(),
            field: field[i].0.clone(),
            field_why: field[i].1.clone(),
            n_respondents: file.raw.n_rows(),
            instrument: of_edition[i].clone(),
            sectors: self.sectors_of(i, &sector_columns, &sectors),
            margins: margins::of_file(&variables, i, file, base_weight.column.as_deref()),
            recodes: self.recodes(i, &sector_columns),
        });
        let editions = editions.collect();
        let block = |block: &Block, only: &str| BlockDraft {
            prefix: block.prefix.clone(),
            sector: block.sector.clone(),
            sector_is: block.sector.is_none().then(|| only.to_owned()),
        };
        // Where clients rate sectors and nothing says where the employees work, they count for no sector.
        let work = if sector_columns.is_empty() { ONLY_SECTOR } else { SectorId::OTHER };
        Survey {
            id,
            base_weight,
            client_blocks: blocks.client.iter().map(|client| block(client, ONLY_SECTOR)).collect(),
            employee_block: blocks.employee.as_ref().map(|employee| block(employee, work)),
            blocks_why: blocks.why.clone().unwrap_or_else(|| {
                text(
                    "aucun préfixe qui se réponde : toutes les questions sont données aux clients",
                    "no prefixes that face each other: all questions are given to clients",
                )
            }),
            employed,
            manager,
            scales,
            items,
            pairs,
            alike,
            sectors_why: sectors_why(&sector_columns),
            sectors,
            instruments,
            editions,
            aside: self.aside(),
        }
    }

    /// The column of the respondent's id: no value twice, none blank; a name that says so wins over the first of the file.
    fn id(&mut self) -> Found {
        let fits = |column: &&Column<'_>| {
            column.unique
                && column.complete()
                && column.days.is_none()
                && column.numbers.is_none_or(|n| n.whole)
                && column.in_files.iter().all(Option::is_some)
        };
        let candidates: Vec<&Column<'_>> = self.columns.iter().filter(fits).collect();
        let Some(chosen) = candidates.iter().find(|column| column.speaks_of(words::ID)).or(candidates.first()) else {
            return Found {
                column: None,
                why: text(
                    "aucune colonne où chaque ligne a une valeur différente : nommez celle de l’identifiant",
                    "no column in which every row has a value of its own: name the one of the id",
                ),
            };
        };
        self.taken.insert(chosen.name);
        let others: Vec<&str> =
            candidates.iter().map(|column| column.name).filter(|name| *name != chosen.name).collect();
        let n = chosen.n_rows;
        let why = text(
            format!("{n} valeurs différentes sur {n} lignes, aucune vide{}", among(&others, " ; aussi possibles : ")),
            format!("{n} different values on {n} rows, none blank{}", among(&others, "; also possible: ")),
        );
        Found { column: Some(chosen.name.to_owned()), why }
    }

    /// The column of the weights: positive numbers with decimals under a name that says so.
    fn base_weight(&mut self) -> Found {
        let positive = |column: &&Column<'_>| {
            column.complete()
                && column.numbers.is_some_and(|numbers| numbers.min > 0.0 && !numbers.whole)
                && column.in_files.iter().all(Option::is_some)
        };
        let candidates: Vec<&Column<'_>> = self.columns.iter().filter(positive).collect();
        let Some(chosen) = candidates.iter().find(|column| column.speaks_of(words::WEIGHT)) else {
            let names: Vec<&str> = candidates.iter().map(|column| column.name).collect();
            return Found {
                column: None,
                why: text(
                    format!(
                        "aucune colonne dont le nom parle d’un poids{}",
                        among(&names, " ; nombres positifs à décimales : ")
                    ),
                    format!(
                        "no column whose name speaks of a weight{}",
                        among(&names, "; positive numbers with decimals: ")
                    ),
                ),
            };
        };
        self.taken.insert(chosen.name);
        let (low, mean, high) =
            chosen.numbers.map_or((0.0, 0.0, 0.0), |n| (n.min, n.sum / chosen.n_rows as f64, n.max));
        let why = text(
            format!("nombres positifs de {low} à {high}, en moyenne {mean:.4}"),
            format!("positive numbers from {low} to {high}, {mean:.4} on average"),
        );
        Found { column: Some(chosen.name.to_owned()), why }
    }

    fn sector_columns(&self, blocks: &Blocks) -> Vec<&'a str> {
        let of_blocks = blocks.client.iter().chain(&blocks.employee).filter_map(|block| block.sector.as_deref());
        let names: BTreeSet<&str> = of_blocks.collect();
        self.columns.iter().map(|column| column.name).filter(|name| names.contains(name)).collect()
    }

    /// A column of two codes that speaks of something, with which of them is yes: by its labels, or by who answered as an employee.
    fn flag(&mut self, about: &[&str], blocks: &Blocks) -> Option<FlagDraft> {
        let two = |column: &&Column<'_>| {
            column.counts.len() == 2 && column.speaks_of(about) && !self.taken.contains(column.name)
        };
        let column = self.columns.iter().filter(two).max_by_key(|column| column.n_filled())?;
        let codes: Vec<&str> = column.sorted_counts().into_iter().map(|(code, _)| code).collect();
        let [first, second] = codes.as_slice() else { return None };
        let said = [*first, *second].map(|code| words::yes_or_no(column.value_label(code)));
        let (yes, how) = match said {
            [Some(true), _] | [_, Some(false)] => (*first, text("d’après ses libellés", "by its labels")),
            [_, Some(true)] | [Some(false), _] => (*second, text("d’après ses libellés", "by its labels")),
            _ => match self.more_answers(column, blocks) {
                Some(code) => (
                    code,
                    text(
                        "le code de ceux qui répondent en collaborateurs",
                        "the code of those who answer as employees",
                    ),
                ),
                // 1 is yes, of 0 and 1 as of 1 and 2.
                None => (
                    if *second == "1" { *second } else { *first },
                    text("par habitude : 1 est oui", "by habit: 1 is yes"),
                ),
            },
        };
        let no = if yes == *first { *second } else { *first };
        self.taken.insert(column.name);
        let why = text(
            format!("« {yes} » {} fois, « {no} » {} fois ; oui {}", column.counts[yes], column.counts[no], how.fr),
            format!("`{yes}` {} times, `{no}` {} times; yes {}", column.counts[yes], column.counts[no], how.en),
        );
        Some(FlagDraft { column: column.name.to_owned(), yes: yes.to_owned(), no: no.to_owned(), why })
    }

    /// The code under which the employee block is filled, when it is under one alone.
    fn more_answers(&self, flag: &Column<'a>, blocks: &Blocks) -> Option<&'a str> {
        let prefix = blocks.employee.as_ref()?.prefix.as_str();
        let mut filled: IndexMap<&str, usize> = IndexMap::new();
        for (i, file) in self.files.iter().enumerate() {
            let Some(cells) = flag.in_files[i] else { continue };
            let block: Vec<_> =
                file.raw.columns.iter().filter(|c| c.name.starts_with(prefix) && c.name != flag.name).collect();
            for row in 0..file.raw.n_rows() {
                if block.iter().any(|column| !column.cell(row).is_empty()) {
                    *filled.entry(cells.cell(row)).or_default() += 1;
                }
            }
        }
        let all: usize = filled.values().sum();
        flag.counts.keys().copied().find(|code| filled.get(code).is_some_and(|n| n * 100 >= all * 99 && all > 0))
    }

    /// First and last day of the field of one file.
    fn field(&mut self, file: usize) -> (Option<(String, String)>, Text) {
        let dated = |column: &&Column<'_>| column.days.is_some() && column.in_files[file].is_some();
        let columns = || self.columns.iter().filter(dated);
        let Some(column) = columns().find(|column| column.speaks_of(words::DATE)).or(columns().next()) else {
            let year = year_in(&self.files[file].raw.read.file.file_stem().unwrap_or_default().to_string_lossy());
            return match year {
                Some(year) => (
                    Some((format!("{year}-01-01"), format!("{year}-12-31"))),
                    text(
                        "aucune colonne de dates : l’année du nom de fichier",
                        "no column of dates: the year of the file name",
                    ),
                ),
                None => (
                    None,
                    text("aucune colonne de dates : écrivez les deux jours", "no column of dates: write the two days"),
                ),
            };
        };
        let only = Column::look(column.name, &self.files[file..=file]);
        let why = text(
            format!("premier et dernier jour de la colonne « {} »", column.name),
            format!("first and last day of the column `{}`", column.name),
        );
        self.taken.insert(column.name);
        (only.days.map(|(first, last)| (first.to_string(), last.to_string())), why)
    }

    /// A label for each file: the year of its name, else of its field, else its name.
    fn labels(&self, field: &[(Option<(String, String)>, Text)]) -> Vec<(String, Text)> {
        let mut labels: Vec<(String, Text)> = Vec::new();
        for (file, (field, _)) in self.files.iter().zip(field) {
            let stem = file.raw.read.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let (label, why) = match (year_in(&stem), field) {
                (Some(year), _) => (year, text("l’année du nom de fichier", "the year of the file name")),
                (None, Some((_, last))) => (
                    last[..4].to_owned(),
                    text("l’année du dernier jour de terrain", "the year of the last day of the field"),
                ),
                (None, None) => (words::id_of(&stem), text("le nom du fichier", "the name of the file")),
            };
            let taken = |label: &str| labels.iter().any(|(other, _)| other == label);
            let mut free = label.clone();
            let mut n = 2;
            while taken(&free) {
                free = format!("{label}-{n}");
                n += 1;
            }
            labels.push((free, why));
        }
        labels
    }

    /// Items and scales: the questions of the blocks, or every column that looks like one.
    fn questions(&mut self, blocks: &Blocks) -> Questions {
        let mut by_stem: IndexMap<&str, Vec<(Side, &Column<'_>, Guess)>> = IndexMap::new();
        let in_blocks = blocks.employee.is_some() || blocks.client.iter().any(|block| !block.prefix.is_empty());
        // A column with a value of its own for everybody is another id.
        let asked =
            |column: &&Column<'_>| !(self.taken.contains(column.name) || column.unique && column.n_filled() > 20);
        for column in self.columns.iter().filter(asked) {
            let Some((stem, side)) = blocks.stem(column.name) else { continue };
            let Some(guess) = guess(column, in_blocks) else { continue };
            by_stem.entry(stem).or_default().push((side, column, guess));
        }
        self.taken.extend(by_stem.values().flatten().map(|(_, column, _)| column.name));
        let mut scales = scales(by_stem.values().flatten().map(|(_, _, guess)| guess));
        let mut items: Vec<ItemDraft> = Vec::new();
        for (stem, asked) in &by_stem {
            let mut by_scale: IndexMap<usize, Vec<&(Side, &Column<'_>, Guess)>> = IndexMap::new();
            for one in asked {
                if let Some(scale) = scales.iter().position(|scale| one.2.answers.fits(&scale.answers)) {
                    scales[scale].n_columns += 1;
                    by_scale.entry(scale).or_default().push(one);
                }
            }
            for (scale, asked) in by_scale {
                items.push(item(stem, &asked, &scales[scale].id, &items));
            }
        }
        Questions { scales, items }
    }

    /// Sectors by id and name.
    fn sectors(&self, columns: &[&str], unnamed: bool) -> Vec<(String, String)> {
        let mut sectors: IndexMap<String, String> = IndexMap::new();
        for column in self.columns.iter().filter(|column| columns.contains(&column.name)) {
            for (code, _) in column.sorted_counts() {
                let name = column.value_label(code);
                sectors.entry(sector_id(column, code)).or_insert_with(|| words::name_of(name));
            }
        }
        sectors.shift_remove(SectorId::OTHER);
        if sectors.is_empty() || unnamed {
            sectors.insert(ONLY_SECTOR.to_owned(), String::new());
        }
        sectors.into_iter().collect()
    }

    fn sectors_of(&self, file: usize, columns: &[&str], sectors: &[(String, String)]) -> Vec<String> {
        let looked: Vec<Column<'_>> = columns.iter().map(|name| Column::look(name, &self.files[file..=file])).collect();
        let seen: BTreeSet<String> =
            looked.iter().flat_map(|column| column.counts.keys().map(|code| sector_id(column, code))).collect();
        let asked = |id: &&String| columns.is_empty() || *id == ONLY_SECTOR || seen.contains(*id);
        sectors.iter().map(|(id, _)| id).filter(asked).cloned().collect()
    }

    /// The sector columns of a file whose codes are no ids, with the id of each code.
    fn recodes(&self, file: usize, columns: &[&str]) -> Vec<(String, Vec<(String, String)>)> {
        let looked = columns.iter().map(|name| Column::look(name, &self.files[file..=file]));
        let odd = looked.filter(|column| column.counts.keys().any(|code| sector_id(column, code) != **code));
        odd.map(|column| {
            let codes = column.sorted_counts().into_iter().map(|(code, _)| (code.to_owned(), sector_id(&column, code)));
            (column.name.to_owned(), codes.collect())
        })
        .collect()
    }

    /// Item lists, shared by the files that asked the same.
    fn instruments(&self, items: &[ItemDraft], blocks: &Blocks) -> (Vec<InstrumentDraft>, Vec<String>) {
        let mut instruments: Vec<InstrumentDraft> = Vec::new();
        let mut of_edition = Vec::new();
        for file in 0..self.files.len() {
            let asked = |item: &ItemDraft, side: Side| {
                self.columns
                    .iter()
                    .any(|column| column.asked_in(file) && blocks.stem(column.name) == Some((item.stem.as_str(), side)))
            };
            let list = |side: Side, put: fn(&ItemDraft) -> bool| {
                items
                    .iter()
                    .filter(|item| put(item) && asked(item, side))
                    .map(|item| item.id.clone())
                    .collect::<Vec<_>>()
            };
            let client = list(Side::Client, |item| item.client.is_some());
            let employee = list(Side::Employee, |item| item.employee.is_some());
            let known = instruments.iter().find(|known| known.client == client && known.employee == employee);
            let id = match known {
                Some(known) => known.id.clone(),
                None => {
                    let n = instruments.len() + 1;
                    let id = if n == 1 { "questionnaire".to_owned() } else { format!("questionnaire_{n}") };
                    instruments.push(InstrumentDraft { id: id.clone(), client, employee });
                    id
                }
            };
            of_edition.push(id);
        }
        (instruments, of_edition)
    }

    /// The columns that nothing uses, with what they hold.
    fn aside(&self) -> Vec<Aside> {
        let left = self.columns.iter().filter(|column| !self.taken.contains(column.name));
        left.map(|column| Aside { column: column.name.to_owned(), seen: seen(column) }).collect()
    }
}

fn among(names: &[&str], word: &str) -> String {
    const TOLD: usize = 6;
    if names.is_empty() {
        return String::new();
    }
    let more = if names.len() > TOLD { ", …" } else { "" };
    format!("{word}{}{more}", names[..names.len().min(TOLD)].join(", "))
}

/// A year of four digits in a text.
fn year_in(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).find_map(|at| {
        let run = (0..4).all(|i| digit(at + i)) && !digit(at + 4) && (at == 0 || !digit(at - 1));
        let year = text.get(at..at + 4)?;
        (run && (year.starts_with("19") || year.starts_with("20"))).then(|| year.to_owned())
    })
}

/// The id of a sector: its code when it can be one, else made of its label.
fn sector_id(column: &Column<'_>, code: &str) -> String {
    if words::id_of(code) == code {
        return code.to_owned();
    }
    let label = column.labels.and_then(|labels| labels.values.get(code)).map_or(code, String::as_str);
    words::id_of(label)
}

fn sectors_why(columns: &[&str]) -> Text {
    if columns.is_empty() {
        return text(
            "aucune colonne ne dit de quel secteur on parle : un seul secteur, à nommer",
            "no column says which sector is meant: a single sector, to be named",
        );
    }
    let names = columns.join(", ");
    text(format!("codes vus dans {names}"), format!("codes seen in {names}"))
}

/// What a column holds, in a few words.
pub(super) fn seen(column: &Column<'_>) -> Text {
    const TOLD: usize = 8;
    let (filled, rows) = (column.n_filled(), column.n_rows);
    let blank = if filled == rows {
        text("", "")
    } else {
        text(format!(" ; {} vides", rows - filled), format!("; {} blank", rows - filled))
    };
    if let Some((first, last)) = column.days {
        return text(
            format!("dates du {first} au {last}{}", blank.fr),
            format!("dates from {first} to {last}{}", blank.en),
        );
    }
    if column.counts.is_empty() || (column.unique && filled > TOLD) {
        return match column.numbers {
            Some(n) => text(
                format!("nombres de {} à {}{}", n.min, n.max, blank.fr),
                format!("numbers from {} to {}{}", n.min, n.max, blank.en),
            ),
            None => text(format!("textes{}", blank.fr), format!("texts{}", blank.en)),
        };
    }
    let counts = column.sorted_counts();
    let shown: Vec<String> = counts
        .iter()
        .take(TOLD)
        .map(|(code, n)| {
            let label = column.value_label(code);
            let label = if label == *code { String::new() } else { format!(" {label}") };
            format!("{code}{label} ({n})")
        })
        .collect();
    let more = if counts.len() > TOLD { format!(", … ({})", counts.len()) } else { String::new() };
    let shown = shown.join(", ");
    text(format!("{shown}{more}{}", blank.fr), format!("{shown}{more}{}", blank.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_four_digits_alone() {
        assert_eq!(year_in("barometre_2024_v2").as_deref(), Some("2024"));
        assert_eq!(year_in("export-20240315"), None);
        assert_eq!(year_in("1850"), None);
    }
}
