//! The rule book: all rules that hold, found right and proven by their own examples.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::judge::{Judge, RuleHit, only_under_heading};
use super::mistake::{Code, File, Mistakes};
use super::read::{self, Read, read};
use super::rule::{About, Allow, Content, Date, Matcher, Rule};
use super::{examples, shipped};
use crate::detect::Detector;
use crate::detect::header::PLAIN;
use crate::detect::heading::{Heading, Phrase, Vocabulary};
use crate::detect::staff::{Key, StaffList};
use crate::model::{AllowsUsed, CATALOGUE, Notice, RulesUsed, Surface};

/// All rules that hold.
#[derive(Debug)]
pub struct RuleBook {
    rules: Vec<Rule>,
    allows: Vec<Allow>,
    /// Numbers of the allow entries that hold today.
    live: Vec<usize>,
    judge: Judge,
    /// Numbers of the rules on personal data.
    contents: Vec<usize>,
    asked: Vec<bool>,
    /// Checks of which rules want the mean over a column.
    means: Vec<&'static Detector>,
    /// Rules that want a mean, and no heading.
    headless: Vec<usize>,
    surfaces: BTreeMap<Surface, usize>,
    out_of_scope: Option<usize>,
    staff: Option<Arc<StaffList>>,
    /// What hashes of allow entries are made with.
    key: Option<Key>,
    today: Option<Date>,
    /// Headings that rules name.
    named: Vocabulary,
    /// Headings that speak of no person.
    plain: Vocabulary,
    sha256: String,
}

impl RuleBook {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// Their mistakes; a test sees to it that there are none.
    pub fn shipped() -> Result<Self, Mistakes> {
        RuleBook::load(Vec::new())
    }

    /// The rules that come with the program, with these files of an office's own folder laid over them: a file of the
    /// same name stands in place of the shipped one, others are added. Each file is its name within the folder (with
    /// `/`, such as `words/streets.txt`) and its text. Allow entries do not hold until [`RuleBook::on`] says the day.
    ///
    /// # Errors
    /// All mistakes that the files hold, with line and column.
    pub fn load(files: Vec<(String, String)>) -> Result<Self, Mistakes> {
        let mut mistakes = Mistakes::default();
        let files = laid_over(files);
        let read = read(&files, &mut mistakes);
        check_ids(&files, &read, &mut mistakes);
        check_surfaces(&files, &read, &mut mistakes);
        check_allows(&files, &read, &mut mistakes);
        let numbers: Vec<usize> = read.rules.iter().map(|(_, file)| *file).collect();
        let book = RuleBook::build(&files, read);
        match &book {
            Ok(book) if mistakes.list.is_empty() => examples::prove(book, &files, &numbers, &mut mistakes),
            Ok(_) => {}
            Err(TooLarge) => {
                let what = "the patterns and word lists of the rules are too large together";
                mistakes.add_whole(
                    Code::TooLarge,
                    what,
                    "shorten the longest word list, or split the pattern",
                );
            }
        }
        match book {
            Ok(book) => mistakes.or(book),
            Err(TooLarge) => Err(mistakes),
        }
    }

    fn build(files: &[File], read: Read) -> Result<Self, TooLarge> {
        let rules: Vec<Rule> = read.rules.into_iter().map(|(rule, _)| rule).collect();
        let allows: Vec<Allow> = read.allows.into_iter().map(|(allow, ..)| allow).collect();
        let plain: Vec<Phrase> = PLAIN.iter().filter_map(|text| Phrase::of(text)).collect();
        let mut book = RuleBook {
            judge: Judge::new(&rules, &[], None).map_err(|_| TooLarge)?,
            contents: numbers(&rules, |rule| rule.content().is_some()),
            asked: rules.iter().map(only_under_heading).collect(),
            means: means(&rules),
            headless: numbers(&rules, |rule| {
                rule.content()
                    .is_some_and(|content| content.min_mean.is_some() && content.heading_any.is_empty())
            }),
            surfaces: BTreeMap::new(),
            out_of_scope: numbers(&rules, |rule| matches!(rule.about, About::OutOfScope)).first().copied(),
            named: Vocabulary::of(
                rules.iter().filter_map(Rule::content).flat_map(|content| &content.heading_any),
            ),
            plain: Vocabulary::of(plain.iter()),
            sha256: hash(files),
            live: Vec::new(),
            staff: None,
            key: None,
            today: None,
            rules,
            allows,
        };
        for (number, rule) in book.rules.iter().enumerate() {
            if let About::Surface { surface, .. } = rule.about {
                book.surfaces.insert(surface, number);
            }
        }
        Ok(book)
    }

    /// The same book on this day: allow entries that have not expired hold from here on.
    #[must_use]
    pub fn on(mut self, today: Date) -> Self {
        self.today = Some(today);
        self.live = (0..self.allows.len())
            .filter(|number| self.allows.get(*number).is_some_and(|allow| allow.expires >= today))
            .collect();
        let rule_of = |allow: &Allow| self.rules.iter().position(|rule| rule.id == allow.rule);
        let live: Vec<(&Allow, usize)> =
            self.live().filter_map(|allow| Some((allow, rule_of(allow)?))).collect();
        // The same rules were compiled before; should it fail now, no entry holds.
        if let Ok(judge) = Judge::new(&self.rules, &live, self.key.clone()) {
            self.judge = judge;
        } else {
            self.live.clear();
        }
        self
    }

    /// The rules, in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule with this id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }

    /// The rule with this number.
    pub fn rule(&self, number: usize) -> Option<&Rule> {
        self.rules.get(number)
    }

    /// The rule on a surface, with its number.
    pub fn on_surface(&self, surface: Surface) -> Option<(usize, &Rule)> {
        let number = *self.surfaces.get(&surface)?;
        Some((number, self.rules.get(number)?))
    }

    /// The rule on files that the gate is not for.
    pub fn out_of_scope(&self) -> Option<&Rule> {
        self.rules.get(self.out_of_scope?)
    }

    /// All allow entries.
    pub fn allows_all(&self) -> &[Allow] {
        &self.allows
    }

    /// Allow entries that held on the day given.
    pub fn live(&self) -> impl Iterator<Item = &Allow> {
        self.live.iter().filter_map(|number| self.allows.get(*number))
    }

    /// Allow entries that do not hold any more on this day.
    pub fn expired(&self, today: Date) -> Vec<&Allow> {
        self.allows.iter().filter(|allow| allow.expires < today).collect()
    }

    /// How many rules there are.
    pub fn count(&self) -> usize {
        self.rules.len()
    }

    /// SHA-256 over the names and texts of all files, in lower-case hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The rule that a list of staff made on one day is too old for on another, if there is one.
    pub fn stale(&self, made: Date, today: Date) -> Option<&Rule> {
        self.rules.iter().find(|rule| match rule.about {
            About::StaffList { older_than } => {
                u64::try_from(made.days_to(today)).is_ok_and(|days| days > older_than)
            }
            _ => false,
        })
    }

    /// What the DPO should see to: allow entries that have expired, a list of staff that is old.
    pub fn notices(&self) -> Vec<Notice> {
        let Some(today) = self.today else { return Vec::new() };
        let expired = self.expired(today).into_iter().map(|allow| Notice {
            title: "An allow entry has expired".into(),
            says: format!(
                "The entry for the rule {}{} held until {} and is not used any more.",
                allow.rule,
                allow.role.as_ref().map_or_else(String::new, |role| format!(" ({role})")),
                allow.expires
            ),
            remedy: "Have it approved anew with a later day, or take it out.".into(),
            at: allow.at.clone(),
        });
        let made = self.staff().and_then(|list| read::date(&list.made));
        let stale = made.and_then(|made| Some((made, self.stale(made, today)?)));
        let stale = stale.map(|(made, rule)| Notice {
            title: Arc::clone(&rule.title),
            says: format!(
                "The staff list was made on {made}, {} days ago. {}",
                made.days_to(today),
                rule.why
            ),
            remedy: Arc::clone(&rule.remedy),
            at: rule.at.clone(),
        });
        let keyless = self.live().find(|allow| !allow.hashes.is_empty() && self.key.is_none());
        let keyless = keyless.map(|allow| Notice {
            title: "Allow entries by hash need the key".into(),
            says: "There is no key, so they let nothing past.".to_owned(),
            remedy: "Put staff.key into the rules folder, or name the key's file with --staff-key.".into(),
            at: allow.at.clone(),
        });
        expired.chain(stale).chain(keyless).collect()
    }

    /// Which allow entries that hold a run had a use for.
    pub fn allows_used(&self, used: &[bool]) -> AllowsUsed {
        let idle = |number: &usize| !used.get(*number).copied().unwrap_or(false);
        let live: Vec<&Allow> = self.live().collect();
        let unused = (0..live.len()).filter(idle).filter_map(|number| live.get(number));
        AllowsUsed { live: live.len(), unused: unused.map(|allow| allow.at.clone()).collect() }
    }

    /// Hash and count, for the report.
    pub fn used(&self) -> RulesUsed {
        RulesUsed { sha256: self.sha256.clone(), count: self.count() }
    }

    /// Everything that rules find in a text, by number of rule. `used` has a place for each live allow entry.
    pub fn hits(&self, text: &str, used: &mut [bool]) -> Vec<RuleHit> {
        self.judge.hits(text, self.staff.as_deref(), used)
    }

    /// The same for an example: rules on the list of staff are held against invented people.
    pub(super) fn hits_of_example(&self, text: &str) -> Vec<RuleHit> {
        self.judge.hits(text, Some(StaffList::invented()), &mut [])
    }

    /// The same book with an organisation's own list of staff, which rules on it need.
    #[must_use]
    pub fn with_staff(mut self, list: Arc<StaffList>) -> Self {
        self.staff = Some(list);
        self
    }

    /// The same book with the office's key, which allow entries by hash need: from the next [`RuleBook::on`] they hold.
    #[must_use]
    pub fn with_key(mut self, key: Key) -> Self {
        self.key = Some(key);
        self
    }

    /// The list of staff, if one was given.
    pub fn staff(&self) -> Option<&StaffList> {
        self.staff.as_deref()
    }

    /// The conditions of a rule on personal data.
    pub fn content(&self, number: usize) -> Option<&Content> {
        self.rules.get(number).and_then(Rule::content)
    }

    /// Rules on personal data, with their numbers.
    pub(super) fn contents(&self) -> impl Iterator<Item = (usize, &Content)> {
        self.contents.iter().filter_map(|number| Some((*number, self.content(*number)?)))
    }

    pub(super) fn asked_under_heading(&self, number: usize) -> bool {
        self.asked.get(number).copied().unwrap_or(false)
    }

    pub(super) fn under_heading(&self, number: usize, text: &str, used: &mut [bool]) -> Option<RuleHit> {
        match &self.content(number)?.matcher {
            Some(Matcher::Check(detector)) => self.judge.under_heading(number, detector, text, used),
            _ => None,
        }
    }

    /// Checks of which rules want the mean over a column.
    pub(super) fn means(&self) -> &[&'static Detector] {
        &self.means
    }

    /// Rules that want a mean, and no heading.
    pub(super) fn headless_means(&self) -> &[usize] {
        &self.headless
    }

    pub(super) fn has_allows(&self) -> bool {
        !self.live.is_empty()
    }

    pub(super) fn allows(&self, number: usize, value: &str, used: &mut [bool]) -> bool {
        self.judge.allows(number, value, used)
    }

    /// Whether any rule names such a heading, and few other words stand in it.
    pub(super) fn names(&self, heading: &Heading) -> bool {
        self.named.knows(heading)
    }

    /// Whether it is a heading that speaks of no person, such as "year".
    pub(super) fn plain(&self, heading: &Heading) -> bool {
        self.plain.knows(heading)
    }
}

struct TooLarge;

fn means(rules: &[Rule]) -> Vec<&'static Detector> {
    let mut means: Vec<&'static Detector> = Vec::new();
    for content in rules.iter().filter_map(Rule::content).filter(|content| content.min_mean.is_some()) {
        if let Some(Matcher::Check(detector)) = content.matcher
            && !means.iter().any(|known| known.name == detector.name)
        {
            means.push(detector);
        }
    }
    means
}

fn numbers(rules: &[Rule], wanted: impl Fn(&Rule) -> bool) -> Vec<usize> {
    rules.iter().enumerate().filter(|(_, rule)| wanted(rule)).map(|(number, _)| number).collect()
}

/// The shipped files, with an office's own in place of those of the same name, in the order of their names.
fn laid_over(own: Vec<(String, String)>) -> Vec<File> {
    let mut files: BTreeMap<String, String> =
        shipped::FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    files.extend(own);
    files
        .into_iter()
        .map(|(name, text)| File { name: Arc::from(format!("{}{name}", File::FOLDER)), text })
        .collect()
}

fn hash(files: &[File]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        for part in [file.name.as_bytes(), file.text.as_bytes()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check_ids(files: &[File], read: &Read, mistakes: &mut Mistakes) {
    let mut seen: BTreeMap<&str, &Rule> = BTreeMap::new();
    for (rule, number) in &read.rules {
        let Some(first) = seen.get(&*rule.id) else {
            seen.insert(&rule.id, rule);
            continue;
        };
        let Some(file) = files.get(*number) else { continue };
        let what = format!("there is another rule `{}`", rule.id);
        let help = format!("the other one is at {}:{}", first.at.file, first.at.line);
        mistakes.add(Code::DuplicateId, file, line_span(file, rule.at.line), what, &help);
    }
}

fn check_surfaces(files: &[File], read: &Read, mistakes: &mut Mistakes) {
    let mut seen: BTreeMap<Surface, &Rule> = BTreeMap::new();
    for (rule, number) in &read.rules {
        let About::Surface { surface, .. } = rule.about else { continue };
        if let (Some(first), Some(file)) = (seen.get(&surface), files.get(*number)) {
            let what = format!("there is another rule on the surface `{}`", surface.id());
            let help = format!("the other one is `{}` at {}:{}", first.id, first.at.file, first.at.line);
            mistakes.add(Code::TwoRulesForSurface, file, line_span(file, rule.at.line), what, &help);
        }
        seen.entry(surface).or_insert(rule);
    }
    let scoped = read.rules.iter().any(|(rule, _)| matches!(rule.about, About::OutOfScope));
    // Only what could be read can be missed: mistakes so far may be about the very rule.
    if mistakes.list.is_empty() {
        for entry in CATALOGUE.iter().filter(|entry| !seen.contains_key(&entry.surface)) {
            let what = format!("no rule is about the surface `{}`", entry.id);
            let help =
                "every surface needs a rule: take it over from the shipped rules, with the action you want";
            mistakes.add_whole(Code::SurfaceWithoutRule, what, help);
        }
        if !scoped {
            let help =
                "it is in the shipped rules; without it nothing says what a PDF beside a spreadsheet means";
            mistakes.add_whole(Code::SurfaceWithoutRule, "there is no rule with `scope = \"out\"`", help);
        }
    }
}

fn check_allows(files: &[File], read: &Read, mistakes: &mut Mistakes) {
    for (allow, number, span) in &read.allows {
        let known = read.rules.iter().any(|(rule, _)| rule.id == allow.rule && rule.content().is_some());
        let Some(file) = files.get(*number).filter(|_| !known) else { continue };
        let what = "there is no rule on personal data of this name";
        mistakes.add(
            Code::AllowUnknownRule,
            file,
            span.clone(),
            what,
            "see `foi-gate rules list` for their ids",
        );
    }
}

/// The first key of a rule, by its line.
fn line_span(file: &File, line: usize) -> std::ops::Range<usize> {
    let start: usize = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = file.text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    start..start + length
}
