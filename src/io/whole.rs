//! Files that are read whole: regular ones alone, none larger than it can be. A pipe waits for somebody to write, and a device
//! has no end.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::error::Place;
use crate::messages::{Message, msg};

/// What a file holds, or what is wrong with it and where.
pub type Held<T> = Result<T, (Place, Message)>;

/// Reads a regular file of at most `most` bytes.
///
/// # Errors
/// Those of the system.
pub fn bytes(file: &Path, most: u64) -> io::Result<Held<Vec<u8>>> {
    let found = fs::metadata(file)?; // before it is opened: a pipe would be waited for
    if !found.is_file() {
        return Ok(Err((Place::file(file), msg!("not-a-file", path = file))));
    }
    let mut bytes = Vec::new();
    if found.len() <= most {
        File::open(file)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    }
    let length = found.len().max(bytes.len() as u64);
    if length > most {
        return Ok(Err((Place::file(file), msg!("file-too-large", path = file, bytes = length))));
    }
    Ok(Ok(bytes))
}

/// Reads a regular file of UTF-8.
///
/// # Errors
/// Those of the system.
pub fn text(file: &Path, most: u64) -> io::Result<Held<String>> {
    let read = |bytes: Vec<u8>| {
        String::from_utf8(bytes).map_err(|error| {
            let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let before = String::from_utf8_lossy(valid);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            (Place::cell(file, line, column), msg!("not-utf-8"))
        })
    };
    bytes(file, most).map(|held| held.and_then(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_kind_an_end_and_letters() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.md");
        fs::write(&file, b"one\ntw\xff").unwrap();
        let (place, problem) = text(&file, 100).unwrap().unwrap_err();
        assert_eq!((place.line, place.column.as_deref(), problem.id()), (Some(2), Some("3"), "not-utf-8"));
        assert_eq!(bytes(&file, 7).unwrap().unwrap().len(), 7);
        assert_eq!(bytes(&file, 6).unwrap().unwrap_err().1.id(), "file-too-large");
        assert_eq!(bytes(folder.path(), 100).unwrap().unwrap_err().1.id(), "not-a-file");
        assert_eq!(bytes(&folder.path().join("none"), 1).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_no_file() {
        assert_eq!(bytes(Path::new("/dev/zero"), 100).unwrap().unwrap_err().1.id(), "not-a-file");
    }
}
