//! One binary for every test that looks at the crate from outside; this page is the index.

/// The bootstrap: draws by address, and agreement with linearisation.
mod bootstrap;
/// Calibration as its user meets it: options, universes, crossed margins, and why there are no weights.
mod calibration;
/// The program as its user meets it: exit codes, streams, an old output that stays whole.
mod cli;
/// Composites and the replicates behind their ranks.
mod composites;
/// A configuration is read whole or refused with every fault, each at its line and column.
mod configuration;
/// The figures: complete folders, pictures that nothing overlaps, workbooks and CSV that run nothing.
mod figures;
/// The report as one page: closed, complete, and nothing of it from elsewhere.
mod html;
/// Identities of the statistics: what must hold for any data, whatever the numbers.
mod identities;
/// What the national run concludes: tests, classes, ranks, contrasts, changes, slopes.
mod inference;
/// A configuration drafted from what was delivered: it runs, it hides no guess, it overwrites nothing.
mod init;
/// Surveys of other shapes than the national one.
mod layouts;
/// What no survey means: refused where it is written.
mod limits;
/// Published texts, and the report itself, held against the tables.
mod lint;
/// Every message in both languages, with the blanks of the source.
mod messages;
/// What a French research assistant reads, word for word.
mod messages_in_french;
/// What libraries say, put into French: thirty broken files and command lines.
mod messages_of_libraries;
/// The smallest configuration that loads, for tests to start from.
mod minimal;
/// Two thousand damaged copies of every delivery format.
mod mutations;
/// The national barometer on its shipped waves.
mod national;
/// Panels: persons, strata and sampling units in common, against R.
mod panels;
/// The pictures of the program against what resvg makes of the same SVG.
mod pictures;
/// The traps that survey software falls into, one test each under its number.
mod pitfalls;
/// What a planned wave can show: the command, the published sizes, and a simulation of the closed forms.
mod power;
/// Numbers as they are written, tables as they are read back, a report without a gap.
mod publication;
/// The range of clients, managers and the other employees.
mod ranges;
/// Delivery formats: fourteen files of one survey, and refusals by name.
mod readers;
/// Limits of a delivered file: refused in bounded memory, in few words.
mod readers_limits;
/// The memory that the program takes for the largest and the worst files.
mod readers_memory;
/// Calibration against R's `survey`, value by value.
mod reference_calibration;
/// Tests, classes, multiplicity, ranks, slopes and power against R or by hand.
mod reference_inference;
/// Estimates, variances and intervals against R's `survey`, value by value.
mod reference_variance;
/// The JSON Schemas: what is committed, what is shipped and what the reader refuses agree.
mod schema;
/// The rules of the house.
mod tidy;
/// The 24 respondents that the reference tests share.
mod toy;
/// The same 24 through the whole pipeline, against R.
mod toy_survey;
/// Validation as its user meets it: a file for each rule, severities, the page.
mod validation;
