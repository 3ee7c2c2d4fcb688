//! Records of delimited text: where each begins, on which line, with how many fields. The quotes of RFC 4180 are taken
//! strictly, so that a quote which is opened and not closed is told where it was opened.

use crate::error::{Finding, Place};
use crate::messages::{Message, msg};

use super::limits::Guard;

/// One record: its bytes without the line end, the line it begins on, and its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// First byte.
    pub(super) start: usize,
    /// Past the last byte.
    pub(super) end: usize,
    /// Line that it begins on, from 1.
    pub(super) line: usize,
    /// Number of fields.
    pub(super) n_fields: usize,
    /// Blank lines between it and the record before.
    pub(super) blank_before: usize,
}

/// Reads records one after the other; blank lines are none.
pub(super) struct Scanner<'a> {
    text: &'a str,
    delimiter: u8,
    guard: Guard<'a>,
    position: usize,
    line: usize,
}

impl<'a> Scanner<'a> {
    /// At the beginning of a text, whose first line is `line`.
    pub(super) fn new(text: &'a str, delimiter: u8, line: usize, guard: Guard<'a>) -> Self {
        Self { text, delimiter, guard, position: 0, line }
    }

    /// The next record; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Record>, Finding> {
        let from = self.line;
        while self.line_end() {}
        if self.position >= self.text.len() {
            return Ok(None);
        }
        let (start, line, blank_before) = (self.position, self.line, self.line - from);
        let mut n_fields = 0;
        loop {
            n_fields += 1;
            self.guard.columns(n_fields, Some(line))?;
            self.field(n_fields)?;
            if self.byte() != Some(self.delimiter) {
                break;
            }
            self.position += 1;
        }
        let end = self.position;
        self.line_end();
        Ok(Some(Record { start, end, line, n_fields, blank_before }))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.position..).unwrap_or_default()
    }

    /// Takes one line end: LF, CRLF or CR.
    fn line_end(&mut self) -> bool {
        let length = match self.rest() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.position += length;
        self.line += 1;
        true
    }

    fn field(&mut self, number: usize) -> Result<(), Finding> {
        let (start, line, guard) = (self.position, self.line, self.guard);
        let place = || Place::cell(guard.file, line, number);
        if self.byte() == Some(b'"') {
            self.quoted(&place)?;
            return guard.field(self.position - start, place);
        }
        let plain = self.rest().iter().position(|&b| b == self.delimiter || matches!(b, b'\r' | b'\n' | b'"'));
        self.position += plain.unwrap_or(self.rest().len());
        guard.field(self.position - start, place)?;
        if self.byte() == Some(b'"') {
            let finding = Finding::refuse("quote-inside", place(), msg!("read-quote-inside"));
            return Err(finding.expected(msg!("read-expect-quoted")).hint(msg!("read-hint-close-quote")));
        }
        Ok(())
    }

    /// A field in quotes, from the first to past the last of them.
    fn quoted(&mut self, place: &dyn Fn() -> Place) -> Result<(), Finding> {
        let unbalanced = |problem: Message| {
            Finding::refuse("quote-unbalanced", place(), problem)
                .expected(msg!("read-expect-closed"))
                .hint(msg!("read-hint-close-quote"))
        };
        self.position += 1;
        loop {
            let rest = self.rest();
            let Some(stop) = rest.iter().position(|&b| matches!(b, b'"' | b'\r' | b'\n')) else {
                self.position = self.text.len();
                return Err(unbalanced(msg!("read-quote-never-closed")));
            };
            self.position += stop;
            if self.line_end() {
                continue;
            }
            self.position += 1;
            match self.byte() {
                Some(b'"') => self.position += 1,
                None | Some(b'\r' | b'\n') => return Ok(()),
                Some(byte) if byte == self.delimiter => return Ok(()),
                Some(_) => return Err(unbalanced(msg!("read-quote-closed-inside"))),
            }
        }
    }
}

/// The fields of a record, unquoted.
pub(super) fn fields(record: &str, delimiter: u8) -> Vec<String> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut characters = record.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                field.push('"');
                characters.next();
            }
            '"' => quoted = !quoted,
            c if !quoted && c == char::from(delimiter) => fields.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    fields.push(field);
    fields
}
