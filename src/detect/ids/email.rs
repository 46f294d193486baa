//! Personal e-mail addresses. The mailbox of a role (`foi@`, `info@`, `press.office@`) is no personal data.

use std::ops::Range;

use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// See the module.
pub(crate) const DETECTOR: Detector = Detector {
    name: "email",
    category: Category::Email,
    description: "an e-mail address of a person (not of a role, such as foi@ or info@)",
    needs: Needs { at: true, letter: true, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find,
    cases: &[
        Case { text: "a.test@example.org", sure: 1, unsure: 0 },
        Case { text: "Write to A.N.Other@police.example.com, or b.sample@example.org.", sure: 2, unsure: 0 },
        Case { text: "mailto:j.example@example.org?subject=x", sure: 1, unsure: 0 },
        Case { text: "<o'example@example.co.uk>", sure: 1, unsure: 0 },
        Case { text: "j.head@example.org", sure: 1, unsure: 0 },
        Case { text: "ann.post@example.org", sure: 1, unsure: 0 },
        Case { text: "ａ.ｔｅｓｔ＠example.org", sure: 1, unsure: 0 },
        Case { text: "headteacher@example.org", sure: 0, unsure: 0 },
        Case { text: "head@example.org", sure: 0, unsure: 0 },
        Case { text: "planning.north@example.org", sure: 0, unsure: 0 },
        Case { text: "foi@example.org", sure: 0, unsure: 0 },
        Case { text: "Press.Office@example.org", sure: 0, unsure: 0 },
        Case { text: "FOI-Requests2@example.org", sure: 0, unsure: 0 },
        Case { text: "freedom.of.information@example.org", sure: 0, unsure: 0 },
        Case { text: "@example.org", sure: 0, unsure: 0 },
        Case { text: "a@b", sure: 0, unsure: 0 },
        Case { text: "3 for 2 @ 9.99", sure: 0, unsure: 0 },
        Case { text: "=SUM(@Table1[Cost])", sure: 0, unsure: 0 },
    ],
};

/// Words that make a mailbox that of a role.
const ROLES: &[&str] = &[
    "accounts",
    "admin",
    "administration",
    "admissions",
    "bookings",
    "business",
    "careers",
    "clerk",
    "committee",
    "communications",
    "complaints",
    "consultation",
    "contact",
    "contactus",
    "control",
    "corporate",
    "council",
    "customer",
    "customers",
    "data",
    "democratic",
    "democracy",
    "dpo",
    "dpa",
    "editor",
    "education",
    "elections",
    "email",
    "enquiries",
    "enquiry",
    "environmental",
    "estates",
    "events",
    "feedback",
    "finance",
    "foi",
    "foia",
    "freedom",
    "general",
    "governance",
    "head",
    "headteacher",
    "health",
    "hello",
    "help",
    "helpdesk",
    "helpline",
    "housing",
    "hr",
    "info",
    "information",
    "infogov",
    "inquiries",
    "internet",
    "invoices",
    "it",
    "jobs",
    "legal",
    "library",
    "licensing",
    "mail",
    "mailbox",
    "main",
    "manager",
    "marketing",
    "media",
    "membership",
    "news",
    "newsletter",
    "noreply",
    "office",
    "officemanager",
    "operations",
    "parking",
    "payments",
    "payroll",
    "planning",
    "police",
    "post",
    "postmaster",
    "press",
    "procurement",
    "publications",
    "reception",
    "records",
    "recruitment",
    "registrar",
    "registry",
    "reply",
    "reports",
    "request",
    "requests",
    "sales",
    "school",
    "secretary",
    "security",
    "service",
    "services",
    "shop",
    "staff",
    "statistics",
    "stats",
    "subjectaccess",
    "support",
    "surgery",
    "team",
    "training",
    "transparency",
    "transport",
    "trust",
    "unit",
    "web",
    "webmaster",
    "website",
];

/// Calls back for each address. RFC 5322 allows more than people use; this is what people use.
fn find(text: &str, found: &mut dyn FnMut(Hit)) {
    let mut end = 0;
    for (at, _) in text.match_indices('@') {
        if at >= end
            && let Some(range) = address(text, end, at)
        {
            end = range.end;
            if !role(text.get(range.start..at).unwrap_or_default()) {
                found(Hit { range, sure: true });
            }
        }
    }
}

/// The address around the `@` at `at`, if there is one.
fn address(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let local_char = |c: char| c.is_alphanumeric() || "._%+'’-".contains(c);
    let head = text.get(from..at)?;
    let local = head.len() - head.trim_end_matches(local_char).len();
    let local = head.get(head.len() - local..)?.trim_start_matches(['.', '\'', '’', '-']);
    let tail = text.get(at + 1..)?;
    let domain_char = |c: char| !(c.is_alphanumeric() || c == '.' || c == '-');
    let domain = tail.get(..tail.find(domain_char).unwrap_or(tail.len()))?.trim_end_matches(['.', '-']);
    let (_, top) = domain.rsplit_once('.')?;
    let whole = !local.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    whole.then(|| at - local.len()..at + 1 + domain.len())
}

/// Words of roles that are surnames too: behind another word they are one.
const SURNAMES: &[&str] = &["clerk", "head", "post", "press", "sales", "shop"];

/// Whether a word of the mailbox's name says that it is a role's.
fn role(local: &str) -> bool {
    let mut words = local.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).enumerate();
    words.any(|(place, word)| {
        let is = |list: &[&str]| list.iter().any(|role| role.eq_ignore_ascii_case(word));
        is(ROLES) && (place == 0 || !is(SURNAMES))
    })
}
