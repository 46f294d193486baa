//! The one binary of integration tests. A new test goes into the module of the layer that it is about.

#[test]
fn starts() {}
mod rules;
