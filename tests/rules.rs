#[test]
fn shipped() {
    match foi_gate::rules::RuleBook::shipped() {
        Ok(b) => println!("{}", b.count()),
        Err(m) => panic!("{m}"),
    }
}
