#[test]
fn starts() {}
mod rules;
