//! A survey barometer as a batch: yearly waves of respondents who answer mirrored questions as clients of sectors and as
//! employees of one, weighted to the population, compared sector by sector, dimension by dimension and year by year, and
//! published as tables, figures and a report.
//!
//! # Dataflow
//!
//! ```text
//!                 pipelines/*.yaml        config/*.yaml
//!                         └───────┬───────────┘
//!                              config             every error has file:line:column
//!                                 │
//!                               Plan              one run, fully decided
//!                                 │
//!  wave files ──► io::ingest ──► RawWave          cells with their lines
//!                                 │
//!                         stages::validate        every finding, not the first
//!                                 │
//!                                Wave             valid by construction
//!                         stages::calibrate
//!                                 │
//!                          CalibratedWave         weights that meet the margins, and the design
//!               stages::replicate │               the same wave under a thousand other sets of weights
//!                          stages::score
//!                                 │
//!                             Estimate            value + influence by person
//!                         stages::indices         both sides of a mirror, once for every table
//!  stages::{symmetry, contrast, composite, range, trend, slope}
//!                                 │
//!                              Results            the rows of the tables, unrounded
//!                              publish            rows → bytes; the one place that rounds
//!                                 │
//!                            lint::report         the pages held against the rows
//!                                 │
//!                  io::manifest, io::atomic       the folder swapped in whole
//! ```
//!
//! # Reading order
//!
//! [`pipeline`] is the whole program as one sequence of stages. [`survey`] is the vocabulary; [`stages`] one file a stage; [`stats`] the
//! mathematics, slices in and numbers out; [`config`] turns YAML into a [`plan::Plan`]; [`publish`] turns results into files; [`lint`] holds what
//! a text says in figures against the tables, for a publisher's claims and for the run's own report.
//! [`draft`] stands apart: it goes the other way, from a delivered file to the YAML of a survey that nobody has described yet.
//!
//! # Architecture invariants
//!
//! Each is a test in `tests/it/tidy.rs` or beside the code it is about.
//!
//! **Imports only look down**: stats, digest · messages · error · survey · progress · stages · plan · config, io · publish, draft · lint · pipeline ·
//! the binary. `stats` and `digest` import nothing of ours at all.
//!
//! **Each outside crate has its home.** polars reads delimited text, calamine workbooks, zip what workbooks are packed in and
//! ambers SPSS files in `io::ingest`, and go no further; encoding_rs stands there and in `config`, for the labels of encodings.
//! arrow and parquet are named by the Parquet reader, the Parquet writer and `io::tables`, which reads published tables back;
//! rayon by the stages, the pipeline and the roots of `publish` and `lint::report`; rustix by one file of `io::atomic`;
//! serde_yaml and schemars by `config`; statrs by `stats`, fearless_simd by its `lanes` and `newton`; zmij, the shortest digits
//! of a number, by `publish::csv`; pulldown-cmark by `publish::html`; indicatif by the binary's `bar.rs`, signal-hook by its
//! `interrupt.rs`; fluent_bundle by `messages`; resvg and png by `publish::png`, skrifa by what measures and what fills letters,
//! rust_xlsxwriter by one file of `publish`; mimalloc by this page.
//!
//! **What is drawn is measured.** The font is committed: a label wraps by the widths of the font that draws it, and the PNG is
//! the same on every machine.
//!
//! **Hidden is hidden by type.** [`publish::write()`] takes [`publish::suppression::Masked`] results and no other: a suppressed row has
//! no number left in them.
//!
//! **No cell runs.** A text that a spreadsheet would take for a formula is made inert; a number is never a text.
//!
//! **Every estimate carries its influence.** The standard error of anything (a gap, a mean over sectors, a change) is
//! computed from the combined influence of its parts, never from their standard errors: clients and employees of one wave
//! share respondents.
//!
//! **A domain is estimated, never filtered.** The number of persons and the calibration stay those of the whole wave.
//!
//! **A wave is valid by construction.** Only `stages::validate` makes one; later stages check nothing again. Its rules
//! are data (`stages::validate::rules`): the configuration may raise any, and lower those that guard no figure.
//!
//! **Weights meet their margins or do not exist.** An unconverged calibration is an error with advice.
//!
//! **Only `publish` rounds,** once, at display; tables are unrounded.
//!
//! **Words follow the tests.** `publish` says how strongly a cell may be worded, from its class alone; one macro of the
//! templates has a wording for each strength; the tests read the pages back, numbers and words, in both languages.
//!
//! **A run publishes no figure that its tables refute.** The rendered pages are read again before the folder is swapped; a
//! number is bound to its cell by what stands around it, not by the template that printed it.
//!
//! **Suppressed means empty.** A row whose base is too small keeps its keys and no number.
//!
//! **Every word to the user stands in the catalogue.** Findings and errors hold a [`messages::Message`], an id and its values;
//! the binary puts it into French or English. A test holds the source and the two files together.
//!
//! **The same inputs give the same bytes** on any number of threads, in any locale and time zone: sums run in respondent
//! order inside one cell, parallel work is over waves and cells and collected in order, nothing reads a clock. Wide instructions
//! work on replicates side by side, or on partial sums whose number is fixed: the processor decides how many at once, not what comes out.
//!
//! **What estimates share is computed once**: what belongs to the margins by the rows of a domain, the indices of a
//! mirror for every table that shows them, the others of a sector as the frame less the sector.
//!
//! **Nothing in the source knows an item or a sector.** The questionnaire is configuration.
//!
//! # Beside the crate
//!
//! `build.rs` packs the files of `config` that are the same for every survey, for `barometer init` to hand over. `docs` holds what the program
//! wrote and a README shows: a figure of the national run and the simulation study. `fixtures` holds the synthetic waves and the programs that
//! write them.
//!
//! # Glossary
//!
//! *Edition*: a labelled year of the barometer. *Wave*: its respondents. *Population*: client, employee, manager,
//! non-manager. *Domain*: sector × population. *Item*: a question. *Mirror pair*: a client item and the employee item that
//! faces it. *Dimension*: several items averaged within a respondent. *Gap*: employee − client, in points. *Symmetry*:
//! 100 − |gap|. *Level*: the mean of the two sides. *Floor*: the less favourable side. *Range*: the largest level of clients,
//! managers and other employees minus the smallest. *Influence*: the linear part of an estimate, person by person.
//! *Margin*: a population total that the weights must meet. *Break*: where a series stops being comparable.

pub mod config;
pub mod digest;
pub mod draft;
pub mod error;
pub mod io;
pub mod lint;
pub mod messages;
pub mod pipeline;
pub mod plan;
pub mod progress;
pub mod publish;
pub mod stages;
pub mod stats;
pub mod survey;

// A run fills some 300 MB with influences, replicates and pictures, from many threads and once: pages of two megabytes, kept
// when freed, save it a tenth of its time. Here and not in the binary, so that benches and tests run on it as well.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
