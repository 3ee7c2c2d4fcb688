//! One binary for every test that looks at the crate from outside; this page is the index.

/// Numbers as they are written, tables as they are read back, a report without a gap.
mod publication;
