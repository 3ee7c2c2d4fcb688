//! One test binary; this is its index.

/// A configuration is read whole or refused with every fault, each at its line and column.
mod configuration;
/// The smallest configuration that loads, for tests to start from.
mod minimal;
