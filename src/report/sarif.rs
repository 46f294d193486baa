//! The report as SARIF 2.1.0 (OASIS Standard), for tools that collect findings from many programs.
//!
//! Rules are reporting descriptors (3.49), files are artifacts (3.24) with children nested by `parentIndex`, findings are
//! results (3.27); what was not read is a result too, so that no viewer can overlook it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{harmless, json::confidence, words};
use crate::model::{Action, FileReport, Finding, Notice, Place, Reason, RunReport, Spot, Unread};

/// The built-in rule that unread parts are results of. No rule file can have it: their ids hold no `/`.
const UNREAD: &str = "foi-gate/unread";

/// Writes the report.
///
/// # Errors
/// Those of the output.
pub(super) fn write(report: &RunReport, out: &mut dyn Write) -> io::Result<()> {
    let serialised = serde_json::to_string_pretty(&log(report))?;
    writeln!(out, "{}", harmless::json(&serialised))
}

fn log(report: &RunReport) -> Value {
    let mut run = Run::default();
    run.rule(UNREAD, &unread_rule);
    for file in &report.files {
        run.file(file, None);
    }
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": run.rules,
            }},
            "invocations": [invocation(report)],
            "artifacts": run.artifacts,
            "results": run.results,
            "properties": {
                "verdict": report.verdict.id(),
                "rulesSha256": report.rules.sha256,
                "rulesCount": report.rules.count,
            },
        }],
    })
}

/// What the DPO should see to is about the configuration (3.20.22), and no result.
fn invocation(report: &RunReport) -> Value {
    let notice = |notice: &Notice| {
        json!({
            "level": "warning",
            "message": { "text": format!("{}. {} {}", notice.title, notice.says, notice.remedy) },
        })
    };
    let notices: Vec<Value> = report.notices.iter().map(notice).collect();
    match notices.is_empty() {
        true => json!({ "executionSuccessful": true }),
        false => json!({ "executionSuccessful": true, "toolConfigurationNotifications": notices }),
    }
}

#[derive(Default)]
struct Run {
    rules: Vec<Value>,
    rule_numbers: BTreeMap<String, usize>,
    artifacts: Vec<Value>,
    results: Vec<Value>,
}

impl Run {
    fn rule(&mut self, id: &str, describe: &dyn Fn() -> Value) -> usize {
        if let Some(number) = self.rule_numbers.get(id) {
            return *number;
        }
        let number = self.rules.len();
        self.rules.push(describe());
        self.rule_numbers.insert(id.to_owned(), number);
        number
    }

    fn file(&mut self, file: &FileReport, parent: Option<usize>) {
        let number = self.artifacts.len();
        self.artifacts.push(artifact(file, parent));
        let location = json!({ "uri": uri(&file.path), "index": number });
        for finding in &file.findings {
            let rule = self.rule(&finding.rule, &|| finding_rule(finding));
            self.results.push(finding_result(finding, rule, &location));
        }
        for unread in &file.unread {
            let rule = self.rule(UNREAD, &unread_rule);
            self.results.push(unread_result(unread, rule, &location));
        }
        for child in &file.children {
            self.file(child, Some(number));
        }
    }
}

fn artifact(file: &FileReport, parent: Option<usize>) -> Value {
    let mut artifact = Map::new();
    artifact.insert("location".into(), json!({ "uri": uri(&file.path) }));
    artifact.insert("length".into(), json!(file.coverage.bytes));
    artifact.insert("properties".into(), json!({ "format": file.format.id(), "verdict": file.verdict.id() }));
    if let Some(parent) = parent {
        artifact.insert("parentIndex".into(), json!(parent));
    }
    if let Some(sha256) = &file.sha256 {
        artifact.insert("hashes".into(), json!({ "sha-256": sha256 }));
    }
    Value::Object(artifact)
}

fn finding_rule(finding: &Finding) -> Value {
    json!({
        "id": finding.rule,
        "shortDescription": { "text": finding.title },
        "fullDescription": { "text": finding.why },
        "help": { "text": finding.remedy },
        "defaultConfiguration": { "level": level(finding.action) },
        "properties": { "definedAt": words::rule_at(&finding.rule_at), "exemption": finding.exemption.as_deref() },
    })
}

fn unread_rule() -> Value {
    json!({
        "id": UNREAD,
        "shortDescription": { "text": "Part of the file could not be read" },
        "fullDescription": { "text": "What was not read was not checked, and may hold anything." },
        "help": { "text": "Do what the message says and check the file again; until then treat it as stopped." },
        "defaultConfiguration": { "level": level(Action::Unchecked) },
    })
}

fn finding_result(finding: &Finding, rule: usize, file: &Value) -> Value {
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": level(finding.action),
        "message": { "text": format!("{}. {}", words::says(finding), harmless::prose(&finding.remedy)) },
        "locations": [location(&finding.place, file)],
        "properties": {
            "action": finding.action.id(),
            "surface": finding.surface.id(),
            "category": finding.category.map(crate::model::Category::id),
            "count": finding.count,
            "confidence": confidence(finding.confidence),
            "sample": finding.sample.as_ref().map(crate::model::Masked::as_str),
        },
    })
}

fn unread_result(unread: &Unread, rule: usize, file: &Value) -> Value {
    let out_of_scope = matches!(unread.reason, Reason::OutOfScope(_));
    json!({
        "ruleId": UNREAD,
        "ruleIndex": rule,
        "level": level(if out_of_scope { Action::Warn } else { Action::Unchecked }),
        "message": { "text": format!("{}.", words::unread(unread)) },
        "locations": [location(&unread.place, file)],
    })
}

/// How loud a viewer shows it (3.27.10).
fn level(action: Action) -> &'static str {
    match action {
        Action::Warn => "note",
        Action::Strip => "warning",
        Action::Block | Action::Unchecked => "error",
    }
}

/// The file, with bytes or a line where the place has them (3.30), and sheet and cells as logical locations (3.33).
fn location(place: &Place, file: &Value) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".into(), file.clone());
    let region = match (&place.spot, &place.part) {
        (Some(Spot::Bytes(from, to)), None) => {
            Some(json!({ "byteOffset": from, "byteLength": to.saturating_sub(*from) }))
        }
        (Some(Spot::Line(line)), None) => Some(json!({ "startLine": (*line).max(1) })),
        _ => None,
    };
    physical.extend(region.map(|region| ("region".into(), region)));
    let logical = logical(place);
    if logical.is_empty() {
        return json!({ "physicalLocation": physical });
    }
    json!({ "physicalLocation": physical, "logicalLocations": logical })
}

fn logical(place: &Place) -> Vec<Value> {
    let range = place.range.map(|range| range.to_string());
    let mut found = Vec::new();
    if let Some(part) = &place.part {
        found.push(json!({ "name": part, "fullyQualifiedName": part, "kind": "resource" }));
    }
    if let Some(sheet) = &place.sheet {
        found.push(json!({ "name": sheet, "fullyQualifiedName": sheet, "kind": "sheet" }));
    }
    if let Some(range) = range {
        let full = place.sheet.as_ref().map_or_else(|| range.clone(), |sheet| format!("{sheet}!{range}"));
        found.push(json!({ "name": range, "fullyQualifiedName": full, "kind": "range" }));
    }
    if let Some(Spot::Named(name)) = &place.spot {
        found.push(json!({ "name": name, "kind": "element" }));
    }
    found
}

/// A path as a relative or absolute URI reference (RFC 3986): everything but unreserved letters and `/` is escaped.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
