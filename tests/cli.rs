//! The program as a user, a script or a mail server runs it: exit codes, messages, what goes where.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use assert_cmd::Command;
use foi_gate::model::CATALOGUE;
use tempfile::TempDir;

#[test]
fn without_arguments_it_helps() {
    let ended = gate(&[]).assert().code(2);
    let said = text(&ended.get_output().stderr);
    for command in ["check", "rules", "surfaces", "completions", "man"] {
        assert!(said.contains(command), "{command}: {said}");
    }
}

#[test]
fn wrong_usage_is_2() {
    for arguments in [
        &["check"][..],
        &["check", "--format", "pdf", "a.csv"],
        &["check", "--jobs", "0", "a.csv"],
        &["check", "-", "-"],
        &["rules"],
        &["rules", "explain", "no-such-rule"],
        &["completions", "no-such-shell"],
        &["--no-such-option"],
    ] {
        let ended = gate(arguments).assert().code(2);
        assert!(ended.get_output().stdout.is_empty(), "{arguments:?}");
        assert!(!ended.get_output().stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_no_failure() {
    let help = text(&gate(&["--help"]).assert().code(0).get_output().stdout);
    assert!(help.contains("Exit codes:"), "{help}");
    let help = text(&gate(&["clean", "--help"]).assert().code(0).get_output().stdout);
    assert!(help.contains("a mistake in a rule file or in a decisions file"), "{help}");
    gate(&["--version"]).assert().code(0).stdout(format!("foi-gate {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_rules_folder_that_cannot_be_used_is_2() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("missing");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let binary = folder.path().join("binary");
    fs::create_dir(&binary).unwrap();
    fs::write(binary.join("a.toml"), b"\xff\xfe").unwrap();
    for (rules, says) in
        [(missing, "is not there"), (empty, "holds no .toml file"), (binary, "is not UTF-8 text")]
    {
        let ended = gate(&["check", "--rules", rules.to_str().unwrap(), "a.csv"]).assert().code(2);
        let said = text(&ended.get_output().stderr);
        assert!(said.contains(says), "{said}");
        assert!(ended.get_output().stdout.is_empty());
    }
}

#[test]
fn what_is_not_there_is_unchecked() {
    let said = text(&gate(&["check", "missing.xlsx"]).assert().code(30).get_output().stdout);
    assert!(said.contains("missing.xlsx: Could not check"), "{said}");
    assert!(said.contains("could not be read from disk: there is no file of this name"), "{said}");
}

#[test]
fn an_empty_file_is_unchecked() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "").unwrap();
    let said = text(&gate(&["check", "a.csv"]).current_dir(&folder).assert().code(30).get_output().stdout);
    assert!(said.contains("a.csv: Could not check"), "{said}");
    assert!(said.contains("The file is empty"), "{said}");
}

#[test]
fn an_empty_folder_is_no_pass() {
    let folder = TempDir::new().unwrap();
    let said = text(&gate(&["check", "."]).current_dir(&folder).assert().code(30).get_output().stdout);
    assert!(said.contains("There is no file in this folder"), "{said}");
}

#[test]
fn a_folder_is_checked_with_everything_in_it() {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("in/deep")).unwrap();
    for name in ["b.csv", "a.csv", "deep/c.csv"] {
        fs::write(folder.path().join("in").join(name), "").unwrap();
    }
    let json = json(gate(&["check", "--format", "json", "in"]).current_dir(&folder));
    let paths: Vec<_> = json["files"].as_array().unwrap().iter().map(|file| slashes(&file["path"])).collect();
    assert_eq!(paths, ["in/a.csv", "in/b.csv", "in/deep/c.csv"]);
}

#[test]
fn many_files_at_once_come_in_their_order() {
    let folder = TempDir::new().unwrap();
    let names: Vec<String> = (0..60).map(|number| format!("{number:02}.csv")).collect();
    for name in &names {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let written = |jobs: &str| {
        let ended = gate(&["check", "--format", "json", "--jobs", jobs, "."]).current_dir(&folder).assert();
        assert_eq!(text(&ended.get_output().stderr), "", "no progress bar where there is no terminal");
        text(&ended.get_output().stdout)
    };
    assert_eq!(written("1"), written("8"));
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_is_listed_and_not_followed() {
    let folder = TempDir::new().unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("link")).unwrap();
    let said = text(&gate(&["check", "."]).current_dir(&folder).assert().code(30).get_output().stdout);
    assert!(said.contains("It is a link or a device"), "{said}");
}

#[test]
fn standard_input_is_a_file() {
    let said = text(&gate(&["check", "-"]).write_stdin("").assert().code(30).get_output().stdout);
    assert!(said.contains("standard input: Could not check"), "{said}");
    assert!(said.contains("The file is empty"), "{said}");
    let json = json(gate(&["check", "--format", "json", "-"]).write_stdin("a,b\n1,2\n"));
    assert_eq!(json["files"][0]["path"], "-");
    assert_eq!(json["files"][0]["coverage"]["bytes"], 8);
}

#[test]
fn a_report_goes_where_it_is_asked_to_go() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "").unwrap();
    for format in ["text", "json", "html", "sarif"] {
        let shown = gate(&["check", "--format", format, "a.csv"]).current_dir(&folder).assert().code(30);
        let written =
            gate(&["check", "--format", format, "--out", "report", "a.csv"]).current_dir(&folder).assert();
        assert!(written.code(30).get_output().stdout.is_empty());
        assert_eq!(fs::read(folder.path().join("report")).unwrap(), shown.get_output().stdout, "{format}");
    }
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "no temporary file is left: {left:?}");
    let ended = gate(&["check", "--out", "no/such/folder", "a.csv"]).current_dir(&folder).assert().code(1);
    assert!(text(&ended.get_output().stderr).contains("the report could not be written to no/such/folder"));
}

#[test]
fn output_closed_early_is_quiet() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "").unwrap();
    let mut all: Vec<(Vec<&str>, i32)> = vec![
        (vec!["surfaces"], 0),
        (vec!["man"], 0),
        (vec!["completions", "bash"], 0),
        (vec!["--help"], 0),
        (vec!["rules", "list"], 0),
    ];
    all.extend(
        ["text", "json", "html", "sarif"].map(|format| (vec!["check", "--format", format, "a.csv"], 30)),
    );
    for (arguments, code) in all {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ended = std::process::Command::new(env!("CARGO_BIN_EXE_foi-gate"))
            .args(&arguments)
            .current_dir(&folder)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(text(&ended.stderr), "", "{arguments:?}");
        assert_eq!(ended.status.code(), Some(code), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = std::process::Command::new(env!("CARGO_BIN_EXE_foi-gate"))
        .args(["check", "missing.csv"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(text(&ended.stderr).contains("the report could not be written"), "{}", text(&ended.stderr));
}

#[cfg(unix)]
#[test]
fn a_name_cannot_act_on_the_terminal() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a\u{1b}[2J\u{202e}b\n.csv"), "").unwrap();
    let said = text(&gate(&["check", "."]).current_dir(&folder).assert().code(30).get_output().stdout);
    assert!(said.contains("a<U+001B>[2J<U+202E>b<U+000A>.csv: Could not check"), "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'));
}

#[test]
fn dropped_files_become_a_page() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.csv"), "").unwrap();
    let ended = gate(&["a.csv"])
        .current_dir(&folder)
        .env("FOI_GATE_NO_OPEN", "1")
        .env("TMPDIR", folder.path())
        .env("TMP", folder.path())
        .assert()
        .code(30);
    let said = text(&ended.get_output().stdout);
    assert!(said.starts_with("Could not check\n"), "{said}");
    let path = said.trim_end().rsplit(": ").next().unwrap().to_owned();
    assert!(fs::read_to_string(&path).unwrap().contains("<bdi>a.csv</bdi>"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(Path::new(&path)).unwrap().permissions().mode() & 0o077,
            0,
            "only its user may read it"
        );
    }
}

#[test]
fn surfaces_lists_the_whole_catalogue() {
    let said = text(&gate(&["surfaces"]).assert().code(0).get_output().stdout);
    for entry in CATALOGUE {
        assert!(said.lines().any(|line| line == entry.id), "{}", entry.id);
        assert!(said.contains(entry.place), "{}", entry.id);
    }
}

#[test]
fn completions_and_manual_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = text(&gate(&["completions", shell]).assert().code(0).get_output().stdout);
        assert!(said.contains("surfaces") && said.contains("explain"), "{shell}");
    }
    let page = text(&gate(&["man"]).assert().code(0).get_output().stdout);
    assert!(page.contains(".TH foi-gate 1"), "{page}");
    for command in ["check", "rules", "surfaces", "completions", "man"] {
        assert!(page.contains(&format!("foi\\-gate\\-{command}(1)")), "{command}: {page}");
        let page = text(&gate(&["man", command]).assert().code(0).get_output().stdout);
        assert!(page.contains(&format!(".TH foi-gate-{command} 1")), "{command}: {page}");
    }
}

fn gate(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foi-gate"));
    command.args(arguments);
    command
}

fn json(command: &mut Command) -> serde_json::Value {
    serde_json::from_slice(&command.assert().get_output().stdout).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn slashes(path: &serde_json::Value) -> String {
    path.as_str().unwrap().replace('\\', "/")
}
