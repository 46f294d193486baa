//! Mistakes in rule files, word for word: each `mistakes/CODE-reason.toml` has its message beside it in a `.txt`.
//!
//! A new case is a new pair of files. With `UPDATE_GOLDEN=1` the messages are written anew, to be read before they are kept.

use std::collections::BTreeSet;
use std::path::Path;

use foi_gate::rules::{CODES, Code, Mistakes, RuleBook};

fn load(files: &[(&str, &str)]) -> Result<RuleBook, Mistakes> {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    RuleBook::load(files.collect())
}

#[test]
fn every_kind_of_mistake_has_its_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/mistakes");
    let mut codes = BTreeSet::from(["R029"].map(str::to_owned));
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten() {
        if entry.path().extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let name = entry.path().file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let mistakes = load(&[("ours.toml", &text), ("words/empty.txt", "# nothing\n")]).unwrap_err();
        let code = name.split('-').next().unwrap().to_owned();
        assert!(mistakes.list.iter().any(|mistake| mistake.code.id() == code), "{name}: {mistakes}");
        assert!(mistakes.list.iter().all(|mistake| mistake.file.is_some() && mistake.line > 0), "{name}");
        codes.insert(code);
        let golden = entry.path().with_extension("txt");
        let message = format!("{mistakes}\n");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, &message).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(message, expected, "{name}");
    }
    let all: BTreeSet<String> = CODES.iter().map(|(_, id, _)| (*id).to_owned()).collect();
    assert_eq!(codes, all, "a kind of mistake without a case");
}

#[test]
fn all_mistakes_come_at_once_in_the_order_of_the_lines() {
    let text = "[[rule]]\nid = \"a b\"\ntitel = \"x\"\naction = \"halt\"\n";
    let mistakes = load(&[("ours.toml", text)]).unwrap_err();
    let lines: Vec<usize> = mistakes.list.iter().map(|mistake| mistake.line).collect();
    assert!(lines.is_sorted() && lines.len() >= 5, "{mistakes}");
    assert!(mistakes.to_string().ends_with("mistakes; nothing was checked."));
}

#[test]
fn a_surface_without_a_rule_is_a_mistake() {
    let mistakes = load(&[("csv.toml", "")]).unwrap_err();
    let first = mistakes.list.first().unwrap();
    assert_eq!((first.code, mistakes.list.len()), (Code::SurfaceWithoutRule, 4));
    assert_eq!(
        first.rendered,
        "error[R029]: no rule is about the surface `csv-encoding`\n |\n = help: every surface needs a rule: take it over from \
         the shipped rules, with the action you want"
    );
}

#[test]
fn patterns_that_are_too_large_together_are_a_mistake() {
    let rule = |number: usize| {
        format!(
            "[[rule]]\nid = \"r{number}\"\ncategory = \"staff-number\"\ntitle = \"t\"\naction = \"warn\"\nwhy = \"w.\"\n\
             remedy = \"r.\"\npattern = '{number}\\w{{20}}'\nmust_match = [{{ text = \"{number}{}\" }}]\n\
             must_not_match = [{{ text = \"x\" }}]\n",
            "a".repeat(20)
        )
    };
    let text: String = (0..60).map(rule).collect();
    let mistakes = load(&[("ours.toml", &text)]).unwrap_err();
    assert_eq!(
        mistakes.list.iter().map(|mistake| mistake.code).collect::<Vec<_>>(),
        [Code::TooLarge],
        "{mistakes}"
    );
}

#[test]
fn a_file_of_the_same_name_takes_the_place_of_the_shipped_one() {
    let shipped = RuleBook::shipped().unwrap();
    let text = include_str!("../../rules/csv.toml").replace("action = \"warn\"", "action = \"block\"");
    let ours = load(&[("csv.toml", &text)]).unwrap();
    assert_eq!(ours.count(), shipped.count());
    assert_ne!(ours.sha256(), shipped.sha256());
    let action = |book: &RuleBook| book.get("csv-formula").map(|rule| rule.action.id());
    assert_eq!((action(&shipped), action(&ours)), (Some("warn"), Some("block")));
}

#[test]
fn a_reference_number_needs_no_pattern() {
    let text = "[[rule]]\nid = \"our-reference\"\ncategory = \"crime-reference\"\ntitle = \"Our references\"\n\
                action = \"block\"\nwhy = \"They lead to a case.\"\nremedy = \"Take them out.\"\n\
                like = [\"EX/00123/26\", \"EX/1/25\"]\n\
                must_match = [{ text = \"see EX/42/24\" }]\nmust_not_match = [{ text = \"EX-42-24\" }]\n";
    assert!(load(&[("ours.toml", text)]).is_ok());
}
