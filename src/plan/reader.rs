//! How a wave file is read: its format, where the table stands in it, what its cells mean, and how large it may be.

use indexmap::{IndexMap, IndexSet};

/// How to read a wave file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reader {
    /// Format of the file.
    pub format: Format,
    /// One row a respondent, or one row an answer.
    pub shape: Shape,
    /// What each column that the survey reads is called in the file and what its cells mean. A column without an entry
    /// stands in the file under its own name, holds codes, and is blank where nothing was asked.
    pub columns: Vec<ColumnPlan>,
    /// Spellings of a missing answer that the pipeline declares for the whole file, to be reported.
    pub missing: IndexMap<String, Missing>,
    /// How large the file may be.
    pub limits: Limits,
}

impl Reader {
    /// A reader of a format with nothing else declared.
    pub fn of(format: Format) -> Self {
        let (missing, limits) = (IndexMap::new(), Limits::default());
        Self { format, shape: Shape::Wide, columns: Vec::new(), missing, limits }
    }
}

/// A file format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with a delimiter.
    Csv(Csv),
    /// Apache Parquet.
    Parquet,
    /// A sheet of an Excel workbook (`.xlsx`).
    Xlsx(Sheet),
    /// SPSS, compressed or not (`.sav`, `.zsav`).
    Spss,
}

impl Format {
    /// The word of the configuration.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Csv(_) => "csv",
            Self::Parquet => "parquet",
            Self::Xlsx(_) => "xlsx",
            Self::Spss => "spss",
        }
    }
}

/// Delimited text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csv {
    /// Between two fields, one ASCII character; `None` to find it out and report it.
    pub delimiter: Option<u8>,
    /// Encoding label of the WHATWG list (`utf-8`, `windows-1252`, …); `None` to find it out and report it.
    pub encoding: Option<String>,
    /// Whether numbers have a decimal comma.
    pub decimal_comma: bool,
    /// The rows above the first respondent.
    pub headers: Headers,
}

impl Default for Csv {
    fn default() -> Self {
        let encoding = Some("utf-8".to_owned());
        Self { delimiter: Some(b','), encoding, decimal_comma: false, headers: Headers::Plain }
    }
}

/// Where the table stands in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet; `None` for the first, which is reported when there are others.
    pub sheet: Option<String>,
    /// Row of the header, from 1.
    pub header_row: usize,
    /// Last row of the table; `None` when it ends with the first blank row.
    pub last_row: Option<usize>,
    /// The header row and those that go with it.
    pub headers: Headers,
}

impl Default for Sheet {
    fn default() -> Self {
        Self { sheet: None, header_row: 1, last_row: None, headers: Headers::Plain }
    }
}

/// What stands above the first respondent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headers {
    /// One row of names.
    #[default]
    Plain,
    /// A row of names, a row of question texts.
    NamesAndTexts,
    /// One row of question codes (`G01Q01[SQ002]`), the question text after the code if it was exported.
    Limesurvey,
    /// Three rows: names, question texts, import ids.
    Qualtrics,
    /// Two rows: questions, each above its first option only, and options.
    Surveymonkey,
}

impl Headers {
    /// Every shape.
    pub const EVERY: [Self; 5] =
        [Self::Plain, Self::NamesAndTexts, Self::Limesurvey, Self::Qualtrics, Self::Surveymonkey];

    /// The word of the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::NamesAndTexts => "names_and_texts",
            Self::Limesurvey => "limesurvey",
            Self::Qualtrics => "qualtrics",
            Self::Surveymonkey => "surveymonkey",
        }
    }

    /// Rows above the first respondent.
    pub fn n_rows(self) -> usize {
        match self {
            Self::Plain | Self::Limesurvey => 1,
            Self::NamesAndTexts | Self::Surveymonkey => 2,
            Self::Qualtrics => 3,
        }
    }
}

/// What a row of the file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A respondent.
    Wide,
    /// An answer.
    Long(Long),
}

/// A file of one row an answer; every column that is not named here is about the respondent and the same in all the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Long {
    /// Column of the respondent's id.
    pub respondent: String,
    /// Column that says which item a row answers.
    pub item: String,
    /// Column of the answer.
    pub value: String,
    /// Column of the sector that the answer is about, where it says so.
    pub sector: Option<String>,
    /// Rows that the file must have; `None` when nobody said, and a file cut after a row cannot be told from a whole one.
    pub n_rows: Option<usize>,
    /// Columns and prefixes of the client blocks, filled by the sectors of a respondent in the order of the file.
    pub blocks: Vec<LongBlock>,
}

/// A client block to be filled from a long file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongBlock {
    /// Column of the sector.
    pub sector: String,
    /// Prefix of the item columns.
    pub prefix: String,
}

/// One column that the survey reads.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnPlan {
    /// Its name in the survey.
    pub name: String,
    /// Its name in the file.
    pub from: String,
    /// Whether it holds numbers.
    pub number: bool,
    /// What the cells hold.
    pub values: Values,
    /// Spellings of a missing answer, and the code that each becomes: blank for « not asked ».
    pub missing: IndexMap<String, String>,
    /// Codes that are answers: a file that declares one of them missing contradicts the codebook.
    pub answers: IndexSet<String>,
}

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// The codes of the survey.
    Codes,
    /// Labels, each with the code that it stands for. A column of numbers may hold other cells.
    Labels(IndexMap<String, String>),
    /// Spellings of this file alone, each with the code that it stands for.
    Recode(IndexMap<String, String>),
}

/// What a missing answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Not asked, or left blank.
    NotAsked,
    /// Asked, no opinion.
    DontKnow,
}

impl Missing {
    /// The word of the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::DontKnow => "dont_know",
        }
    }
}

/// How large a file may be. Each is checked before the part it bounds is kept in memory; under the default ones no file makes
/// the program take a gibibyte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes that a compressed file may take when it is unpacked.
    pub inflated_bytes: u64,
    /// Respondents: rows of a table that has one for each.
    pub rows: usize,
    /// Columns of the table.
    pub columns: usize,
    /// Rows times columns.
    pub cells: usize,
    /// Bytes of one field.
    pub field_bytes: usize,
}

/// Bytes of a megabyte, as the configuration counts them.
pub const MEGABYTE: u64 = 1_000_000;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 150 * MEGABYTE,
            inflated_bytes: 250 * MEGABYTE,
            rows: 20_000,
            columns: 5_000,
            cells: 20_000_000,
            field_bytes: 32_767, // what a cell of Excel holds
        }
    }
}
