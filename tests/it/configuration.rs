//! A configuration is read whole or refused with every fault, each at its line and column.

use crate::minimal::Minimal;

#[test]
fn the_minimal_configuration_loads() {
    let minimal = Minimal::new();
    assert_eq!(minimal.refusal(), "");
}
