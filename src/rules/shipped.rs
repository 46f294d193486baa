//! The rule files that come with the program, compiled in. A test holds this list against the folder.

/// Name within the rules folder, and text.
pub(super) const FILES: &[(&str, &str)] = &[
    ("checks.toml", include_str!("../../rules/checks.toml")),
    ("csv.toml", include_str!("../../rules/csv.toml")),
    ("hidden.toml", include_str!("../../rules/hidden.toml")),
    ("identifiers.toml", include_str!("../../rules/identifiers.toml")),
    ("metadata.toml", include_str!("../../rules/metadata.toml")),
    ("names.toml", include_str!("../../rules/names.toml")),
    ("objects.toml", include_str!("../../rules/objects.toml")),
    ("package.toml", include_str!("../../rules/package.toml")),
    ("people.toml", include_str!("../../rules/people.toml")),
    ("remnants.toml", include_str!("../../rules/remnants.toml")),
    ("staff.toml", include_str!("../../rules/staff.toml")),
    ("subjects.toml", include_str!("../../rules/subjects.toml")),
    ("words/narrative.txt", include_str!("../../rules/words/narrative.txt")),
];
