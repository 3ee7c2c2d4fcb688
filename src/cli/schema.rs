//! `barometer schema`: what an editor needs to complete and check the configuration while it is typed.

use std::path::PathBuf;

use barometer::config::FileKind;
use barometer::error::Result;
use barometer::io::atomic;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

pub const HELP: &str = "\
Each shipped file names its schema in its first line, which editors with a YAML language server read
(VS Code with the YAML extension, say): they then show what a key means and underline a key that does not exist.

Examples:
  barometer schema codebook > codebook.schema.json
  barometer schema --out config/schema";

/// Which schemas, and where to.
#[derive(Args, Debug)]
pub struct SchemaCommand {
    /// The kind of file, printed on standard output
    #[arg(value_name = "FILE-KIND", required_unless_present = "out", value_parser = kinds())]
    kind: Option<FileKind>,
    /// Write the schema of this kind, or of every kind, into a folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

fn kinds() -> impl TypedValueParser<Value = FileKind> {
    PossibleValuesParser::new(FileKind::EVERY.map(FileKind::as_str)).try_map(|word| {
        // The parser lets nothing else through.
        FileKind::EVERY.into_iter().find(|kind| kind.as_str() == word).ok_or("unknown kind of file")
    })
}

impl SchemaCommand {
    /// Prints one schema, or writes them.
    pub fn execute(&self) -> Result<()> {
        let wanted: Vec<FileKind> =
            FileKind::EVERY.into_iter().filter(|kind| self.kind.is_none_or(|k| k == *kind)).collect();
        match &self.out {
            None => wanted.iter().try_for_each(|kind| super::print_answer(&kind.schema())),
            Some(folder) => {
                let files = wanted.iter().map(|kind| (PathBuf::from(kind.schema_file()), kind.schema().into_bytes()));
                atomic::add_files(folder, &files.collect::<Vec<_>>(), atomic::Existing::Replace)
            }
        }
    }
}
