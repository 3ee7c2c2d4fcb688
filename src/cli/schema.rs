//! `barometer schema`: what an editor needs to complete and check the configuration while it is typed.

use std::path::PathBuf;

use barometer::config::FileKind;
use barometer::error::Result;
use barometer::io::atomic;
use barometer::messages::msg;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::help::example;
use crate::lang::said;

/// The end of its help.
pub fn help() -> String {
    let written = example("barometer schema --out config/schema");
    format!("{}\n\n{written}", said(&msg!("help-schema-more")))
}

/// Which schemas, and where to.
#[derive(Args, Debug)]
pub struct SchemaCommand {
    #[arg(value_name = said(&msg!("value-kind")), required_unless_present = "out", value_parser = kinds())]
    #[arg(help = said(&msg!("help-schema-kind")))]
    kind: Option<FileKind>,
    #[arg(long, value_name = said(&msg!("value-folder")), help = said(&msg!("help-schema-out")))]
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
