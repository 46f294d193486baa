//! The rules that come with the program.

use foi_gate::model::{Action, CATALOGUE, CATEGORIES, Category};
use foi_gate::rules::{About, explain, list, trials};

use super::facts::book;

#[test]
fn every_surface_has_its_rule_with_the_catalogues_action() {
    let book = book();
    for entry in CATALOGUE {
        let (_, rule) = book.on_surface(entry.surface).unwrap_or_else(|| panic!("{}", entry.id));
        assert_eq!(rule.action, entry.default, "{}", entry.id);
    }
    assert_eq!(book.out_of_scope().map(|rule| rule.action), Some(Action::Warn));
}

#[test]
fn every_rule_on_personal_data_proves_itself() {
    let book = book();
    for rule in book.rules().iter().filter(|rule| rule.content().is_some()) {
        let trials = trials(&book, rule);
        assert!(trials.iter().any(|trial| trial.example.must_match), "{}", rule.id);
        assert!(trials.iter().any(|trial| !trial.example.must_match), "{}", rule.id);
        assert!(trials.iter().all(foi_gate::rules::Trial::passed), "{}", rule.id);
    }
}

/// Categories that wait for evidence which no rule can give yet.
const LATER: &[Category] =
    &[Category::Photo, Category::RowLevelRecord, Category::SmallNumber, Category::TestData];

#[test]
fn every_category_has_a_rule() {
    let book = book();
    for entry in CATEGORIES.iter().filter(|entry| !LATER.contains(&entry.category)) {
        let found = book
            .rules()
            .iter()
            .any(|rule| matches!(&rule.about, About::Content(content) if content.category == entry.category));
        assert!(found, "{}", entry.id);
    }
}

#[test]
fn the_compiled_list_is_the_folder() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let source = include_str!("../../src/rules/shipped.rs");
    for entry in
        walkdir::WalkDir::new(&folder).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        if entry.path().extension().is_some_and(|ending| ending == "md") {
            continue;
        }
        let name = entry.path().strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        assert!(source.contains(&format!("(\"{name}\",")), "{name}");
    }
}

#[test]
fn texts_of_rules_are_sentences_without_jargon() {
    const JARGON: &[&str] =
        &["XML", "regex", "metadata", "SQL", "OLE", "zip", "UTF-16", "parse", "byte", "string"];
    for rule in book().rules() {
        for text in [&rule.why, &rule.remedy] {
            assert!(text.ends_with('.') && text.len() <= 320, "{}: {text}", rule.id);
            assert!(!JARGON.iter().any(|word| text.contains(word)), "{}: {text}", rule.id);
        }
        assert!(!rule.title.ends_with('.') && rule.title.len() <= 80, "{}", rule.id);
    }
}

#[test]
fn a_rule_is_explained_as_a_sentence() {
    let book = book();
    let explain = |id: &str| explain(&book, id).unwrap_or_default();
    let victim = explain("victim-detail");
    assert!(
        victim.starts_with("Stop the file if a column headed like \"victim\", \"complainant\","),
        "{victim}"
    );
    assert!(victim.contains("on view or hidden."), "{victim}");
    assert!(victim.contains("It does not count headings such as \"lead subject\","), "{victim}");
    assert!(victim.contains("Exemption: FOIA s.40(2); consider s.38 and s.30."), "{victim}");
    assert!(victim.contains("rules/subjects.toml:4"), "{victim}");
    assert!(victim.contains("matches, as it must"), "{victim}");
    assert!(explain("hidden-sheet").starts_with("Take out whatever is found as \"Hidden sheet\""));
    assert!(explain("nhs-number").contains("an NHS number whose check digit is right"));
    assert!(foi_gate::rules::explain(&book, "no-such-rule").is_none());
}

#[test]
fn the_list_has_a_line_for_each_rule() {
    let book = book();
    assert_eq!(list(&book).lines().count(), book.count());
}
