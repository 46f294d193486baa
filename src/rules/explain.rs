//! Rules in words: a list, and each as a sentence that a data protection officer would read aloud.

use super::book::RuleBook;
use super::examples::trials;
use super::rule::{About, Content, Example, Given, Matcher, Rule, Source, Values, Where};
use crate::detect::heading::Phrase;
use crate::model::Action;

/// One line a rule: action, id, title and place.
pub fn list(book: &RuleBook) -> String {
    let width = book.rules().iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let line = |rule: &Rule| {
        format!(
            "{:9}  {:width$}  {}  ({}:{})\n",
            rule.action.id(),
            rule.id,
            rule.title,
            rule.at.file,
            rule.at.line
        )
    };
    book.rules().iter().map(line).collect()
}

/// A rule in full: what it does, why, what to do, and what its examples came to. None if there is no such rule.
pub fn explain(book: &RuleBook, id: &str) -> Option<String> {
    let rule = book.get(id)?;
    let mut text = sentence(rule);
    text.push_str("\n\n");
    text.push_str(&format!("Why it matters: {}\nWhat to do: {}\n", rule.why, rule.remedy));
    if let Some(exemption) = &rule.exemption {
        text.push_str(&format!("Exemption: {exemption}.\n"));
    }
    text.push_str(&format!("Rule `{}`, at {}:{}.\n", rule.id, rule.at.file, rule.at.line));
    let trials = trials(book, rule);
    if !trials.is_empty() {
        text.push_str("\nExamples, all invented:\n");
    }
    for trial in &trials {
        let verb = if trial.matched { "matches" } else { "does not match" };
        let as_it_must = if trial.passed() { "as it must" } else { "WHICH IS WRONG" };
        text.push_str(&format!("  {verb}, {as_it_must}: {}\n", example(trial.example)));
    }
    Some(text)
}

/// What `rules check` says of a book that loaded.
pub fn check_summary(book: &RuleBook) -> String {
    let allows = book.allows_all().len();
    format!("{} rules and {allows} allow entries are right; their hash is {}.\n", book.count(), book.sha256())
}

/// What `rules test` says: how many examples ran. A book with a rule that fails one of its own does not load.
pub fn test_summary(book: &RuleBook) -> String {
    let count: usize = book.rules().iter().map(|rule| trials(book, rule).len()).sum();
    format!("{count} examples of {} rules came out as they must.\n", book.count())
}

fn sentence(rule: &Rule) -> String {
    let act = match rule.action {
        Action::Warn => "Point out",
        Action::Strip => "Take out",
        Action::Block => "Stop the file if",
        Action::Unchecked => "Treat the file as not checked if",
    };
    let whether = rule.action >= Action::Block;
    match &rule.about {
        About::Surface { surface, ignore } => {
            on_surface(rule, act, whether, surface.entry().map(|e| e.place), ignore)
        }
        About::StaffList { older_than } => {
            format!("{act} that the staff list is more than {older_than} days old, if one is used.")
        }
        About::OutOfScope => match whether {
            true => format!("{act} it holds or is a file of a kind that the gate is not for."),
            false => format!("{act} files of a kind that the gate is not for."),
        },
        About::Content(content) => on_content(act, whether, content),
    }
}

fn on_surface(rule: &Rule, act: &str, whether: bool, place: Option<&str>, ignore: &[String]) -> String {
    let mut text = match whether {
        true => format!("{act} there is anything found as {}.", quoted(&rule.title)),
        false => format!("{act} whatever is found as {}.", quoted(&rule.title)),
    };
    text.push_str(" If it is there but empty, only point it out.");
    if let Some((first, rest)) = ignore.split_first() {
        text.push_str(&format!(" It does not count texts such as {}", quoted(first)));
        text.push_str(&if rest.is_empty() { ".".to_owned() } else { format!(" ({} in all).", ignore.len()) });
    }
    if let Some(place) = place {
        text.push_str(&format!("\nFor technicians, where it looks: {place}."));
    }
    text
}

fn on_content(act: &str, whether: bool, content: &Content) -> String {
    let what = what(content);
    let place = match content.seen {
        Where::Anywhere => "on view or hidden",
        Where::Visible => "on open view",
        Where::Hidden => "in anything hidden",
    };
    let mut text = match (&content.matcher, content.heading_any.is_empty()) {
        (None, _) => {
            let headed = format!("a column headed like {}", one_of(&content.heading_any));
            if whether {
                format!("{act} {headed} has any {}value, {place}.", values(content.values))
            } else {
                format!("{act} {headed} that has any {}value, {place}.", values(content.values))
            }
        }
        (Some(_), headless) => {
            let subject = subject(content, headless, &what);
            if whether {
                format!("{act} there is {subject}, {place}.")
            } else {
                format!("{act} {subject}, {place}.")
            }
        }
    };
    conditions(&mut text, content);
    text
}

/// What is recognised, and in which columns.
fn subject(content: &Content, headless: bool, what: &str) -> String {
    let share = content
        .min_share
        .map(|share| format!(" in which {} of 100 values or more hold it", (share * 100.0).round()));
    let share = share.unwrap_or_default();
    match (headless, content.stray) {
        (true, true) => what.to_owned(),
        (true, false) => format!("a column{share} with {what}"),
        (false, true) => format!(
            "{what} (less certain ones count in a column headed like {})",
            one_of(&content.heading_any)
        ),
        (false, false) => format!("{what} in a column headed like {}{share}", one_of(&content.heading_any)),
    }
}

fn what(content: &Content) -> String {
    match &content.matcher {
        None => String::new(),
        Some(Matcher::Check(detector)) => detector.description.to_owned(),
        Some(Matcher::Pattern { regex, made_of }) => match made_of {
            Source::Regex => format!("text of the pattern {}", regex.as_str()),
            Source::Like(examples) => format!("text that looks like {}", alternatives(examples)),
            Source::Form(forms) => format!("text of the form {}", alternatives(forms)),
        },
        Some(Matcher::Words { list: Some(list), words }) => {
            format!("one of the {} phrases of the list {list}", words.len())
        }
        Some(Matcher::Words { words, .. }) => {
            format!("one of the words {}", alternatives(words))
        }
    }
}

fn alternatives(words: &[std::sync::Arc<str>]) -> String {
    listed(&words.iter().map(|word| &**word).collect::<Vec<_>>())
}

fn conditions(text: &mut String, content: &Content) {
    if !content.heading_not.is_empty() {
        text.push_str(&format!(" It does not count headings such as {}.", one_of(&content.heading_not)));
    }
    if !content.heading_any.is_empty() {
        text.push_str(" Headings that count people, such as \"number of\", never match.");
    }
    if !content.beside_any.is_empty() {
        let ids: Vec<String> =
            content.beside_any.iter().map(|category| category.id().replace('-', " ")).collect();
        text.push_str(&format!(
            " It counts only in a table that also has a column of one of these: {}.",
            ids.join(", ")
        ));
    }
    if let Some(mean) = content.min_mean {
        text.push_str(&format!(
            " How much each different value looks like that is a number from -8 to 8; their mean must be {mean} or more."
        ));
    }
    if content.row_per_person {
        text.push_str(
            " It counts only in a table with one row for each person: beside a column that says who they are, or in a \
             long table of such details without any counts.",
        );
    }
    if !content.beside_not.is_empty() {
        text.push_str(&format!(
            " It does not count in a table that has a column headed like {}.",
            one_of(&content.beside_not)
        ));
    }
    if content.min_count > 1 {
        text.push_str(&format!(" It speaks from {} of them on.", content.min_count));
    }
    if let Some(distinct) = content.min_distinct {
        text.push_str(&format!(" The column must have {distinct} different values or more."));
    }
}

fn values(values: Values) -> &'static str {
    match values {
        Values::Any => "",
        Values::Text => "written ",
        Values::Number => "numeric ",
        Values::Date => "dated ",
    }
}

fn one_of(phrases: &[Phrase]) -> String {
    listed(&phrases.iter().map(|phrase| &*phrase.written).collect::<Vec<_>>())
}

fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| self::quoted(word)).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn example(example: &Example) -> String {
    match &example.given {
        Given::Text(text) => format!("the text {}", quoted(text)),
        Given::Columns(columns) => {
            let column = |column: &super::rule::ExampleColumn| {
                let cells: Vec<&str> = column.cells.iter().map(String::as_str).collect();
                format!("{} with {}", quoted(&column.heading), listed(&cells).replace(" or ", " and "))
            };
            format!("the column {}", columns.iter().map(column).collect::<Vec<_>>().join(", beside "))
        }
    }
}
