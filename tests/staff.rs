//! The list of staff as an office uses it: made from a spreadsheet, kept with its key, found in what is to be sent. All
//! people are invented.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use foi_gate::detect::staff::{Key, Maker, Person, StaffList};
use tempfile::TempDir;

const HR: &str = "Staff in post\nFirst Name,Surname,Payroll No,Grade\nAmara,Okonjo,X-99991,C\n\
                  Agnieszka,Kowalewicz-Test,0099992,D\nMay,Green,99993,D\n";

fn gate(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("foi-gate").unwrap();
    command.args(arguments).current_dir(folder).env_remove("FOI_GATE_STAFF_KEY");
    command
}

fn office() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("hr.csv"), HR).unwrap();
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn built(folder: &TempDir) -> String {
    let ended = gate(folder, &["staff", "build", "hr.csv"]).assert().code(0);
    text(&ended.get_output().stdout)
}

#[test]
fn a_list_is_made_and_holds_no_name() {
    let folder = office();
    let said = built(&folder);
    assert!(said.contains("hr.csv: 3 people, by first name, surname, payroll no"), "{said}");
    assert!(said.contains("staff.list: 3 people, 3 numbers"), "{said}");
    for name in ["staff.list", "staff.key"] {
        let path = folder.path().join(name);
        let bytes = String::from_utf8_lossy(&fs::read(&path).unwrap()).to_lowercase();
        assert!(!bytes.contains("okonjo") && !bytes.contains("99991"), "{name}");
        assert!(is_private(&path), "{name}");
    }
    let said = text(&gate(&folder, &["staff", "info"]).assert().code(0).get_output().stdout);
    assert!(said.contains("0 days ago; 3 people, 3 numbers") && said.contains("Its key fits."), "{said}");
    // Made again, it is made with the same key.
    let key = fs::read(folder.path().join("staff.key")).unwrap();
    built(&folder);
    assert_eq!(fs::read(folder.path().join("staff.key")).unwrap(), key);
}

#[cfg(unix)]
fn is_private(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o077 == 0
}

#[cfg(not(unix))]
fn is_private(_: &Path) -> bool {
    true
}

#[test]
fn people_of_the_list_are_found_in_what_is_to_be_sent() {
    let folder = office();
    built(&folder);
    let letter =
        "Request,Outcome\n1,Granted in full\n2,\"Refused, see note by A Okonjo\"\n3,Granted in part\n";
    fs::write(folder.path().join("log.csv"), letter).unwrap();
    gate(&folder, &["check", "log.csv"]).assert().code(0);
    let ended = gate(&folder, &["check", "--staff", "staff.list", "log.csv"]).assert().code(20);
    let said = text(&ended.get_output().stdout);
    assert!(said.contains("staff-list-name") && !said.contains("Okonjo"), "{said}");
    // In the rules folder it is used without being asked for.
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).unwrap();
    fs::write(rules.join("own.toml"), "").unwrap();
    for name in ["staff.list", "staff.key"] {
        fs::rename(folder.path().join(name), rules.join(name)).unwrap();
    }
    gate(&folder, &["check", "--rules", "rules", "log.csv"]).assert().code(20);
    fs::create_dir(folder.path().join("out")).unwrap();
    gate(&folder, &["clean", "--rules", "rules", "--force-clean", "--out", "out", "log.csv"])
        .assert()
        .code(10);
    let copy = fs::read_to_string(folder.path().join("out/log.csv")).unwrap();
    assert!(!copy.contains("Okonjo") && copy.contains("Granted in part"), "{copy}");
}

#[test]
fn a_list_without_its_key_is_not_used() {
    let folder = office();
    built(&folder);
    fs::write(folder.path().join("a.csv"), "Ward,Visits\nOld Trafford,3\n").unwrap();
    let key = fs::read_to_string(folder.path().join("staff.key")).unwrap();
    fs::rename(folder.path().join("staff.key"), folder.path().join("elsewhere")).unwrap();
    let fails = |command: &mut Command, says: &str| {
        let said = text(&command.assert().code(2).get_output().stderr);
        assert!(said.contains(says) && !said.contains(key.trim()), "{said}");
    };
    let arguments = ["check", "--staff", "staff.list", "a.csv"];
    fails(&mut gate(&folder, &arguments), "needs its key");
    fails(gate(&folder, &arguments).env("FOI_GATE_STAFF_KEY", "0".repeat(32)), "its key does not fit");
    fails(gate(&folder, &arguments).env("FOI_GATE_STAFF_KEY", "secret"), "32 hexadecimal digits");
    gate(&folder, &arguments).env("FOI_GATE_STAFF_KEY", key.trim()).assert().code(0);
    let named = ["check", "--staff", "staff.list", "--staff-key", "elsewhere", "a.csv"];
    gate(&folder, &named).assert().code(0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(folder.path().join("elsewhere"), open).unwrap();
        fails(&mut gate(&folder, &named), "others on this machine can read the key file");
    }
    fails(&mut gate(&folder, &["check", "--staff", "hr.csv", "a.csv"]), "not a staff list");
    fails(&mut gate(&folder, &["check", "--staff", "none.list", "a.csv"]), "cannot be read");
    let bytes = fs::read(folder.path().join("staff.list")).unwrap();
    fs::write(folder.path().join("staff.list"), &bytes[..bytes.len() - 8]).unwrap();
    fails(gate(&folder, &arguments).env("FOI_GATE_STAFF_KEY", key.trim()), "cut short");
}

#[test]
fn what_stands_in_a_row_taken_for_headings_is_not_told() {
    let folder = office();
    fs::write(folder.path().join("hr.csv"), "Officer Okonjo,99991\nOfficer Kowalewicz,99992\n").unwrap();
    let said = built(&folder);
    assert!(said.contains("1 people, by officer") && !said.contains("Okonjo"), "{said}");
}

#[test]
fn what_is_no_list_of_people_makes_none() {
    let folder = office();
    for (name, content, says) in [
        ("wards.csv", "Ward,Number of staff\nOld Trafford,12\n", "no column says who anybody is"),
        ("empty.csv", "", "people would be missing"),
        ("broken.xlsx", "PK\u{3}\u{4}", "people would be missing"),
    ] {
        fs::write(folder.path().join(name), content).unwrap();
        let ended = gate(&folder, &["staff", "build", name]).assert().code(2);
        let said = text(&ended.get_output().stderr);
        assert!(said.contains(says) && said.contains(name), "{said}");
        assert!(!folder.path().join("staff.list").exists(), "{name}");
    }
}

#[test]
fn an_old_list_is_told_of_and_stops_nothing() {
    let folder = office();
    fs::write(folder.path().join("a.csv"), "Ward,Visits\nOld Trafford,3\n").unwrap();
    let key = Key::random().unwrap();
    let list = |made: &str| -> StaffList {
        let mut maker = Maker::new(key.clone());
        maker.add(&Person { given: "Amara", surname: "Okonjo", ..Person::default() });
        maker.finish(made)
    };
    let check = |made: &str, format: &str| {
        fs::write(folder.path().join("staff.list"), list(made).to_bytes()).unwrap();
        let arguments = ["check", "--staff", "staff.list", "--format", format, "a.csv"];
        let ended = gate(&folder, &arguments).env("FOI_GATE_STAFF_KEY", key.to_hex()).assert().code(0);
        text(&ended.get_output().stdout)
    };
    for format in ["text", "html", "json", "sarif"] {
        assert!(check("2020-01-01", format).contains("The staff list is old"), "{format}");
        assert!(!check("9999-01-01", format).contains("The staff list is old"), "{format}");
    }
    check("2020-01-01", "text");
    let said = gate(&folder, &["staff", "info"]).env("FOI_GATE_STAFF_KEY", key.to_hex()).assert().code(0);
    assert!(text(&said.get_output().stdout).contains("The staff list is old"));
}

#[test]
fn allow_entries_that_expired_or_had_no_use_are_told_of() {
    let folder = office();
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).unwrap();
    let entry = |value: &str, expires: &str| {
        format!(
            "[[allow]]\nrule = \"email\"\nvalues = [\"{value}\"]\nrole = \"Chief officer\"\nreason = \"published\"\n\
             approved_by = \"DPO\"\nexpires = {expires}\n"
        )
    };
    let own = ["a.test@example.org", "b.test@example.org"].map(|value| entry(value, "9999-12-31")).concat();
    fs::write(rules.join("allow.toml"), own + &entry("c.test@example.org", "2020-01-01")).unwrap();
    fs::write(folder.path().join("a.csv"), "Contact\na.test@example.org\n").unwrap();
    let arguments = ["check", "--rules", "rules", "--format", "json", "a.csv"];
    let said = text(&gate(&folder, &arguments).assert().code(0).get_output().stdout);
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["allows"]["live"], 2);
    assert_eq!(report["allows"]["unused"], serde_json::json!(["rules/allow.toml:9"]));
    assert_eq!(report["notices"][0]["at"], "rules/allow.toml:16");
    assert!(!said.contains("c.test"), "{said}");
}

#[test]
fn a_value_may_be_let_past_by_its_hash() {
    let folder = office();
    built(&folder);
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).unwrap();
    fs::rename(folder.path().join("staff.key"), rules.join("staff.key")).unwrap();
    fs::write(rules.join("own.toml"), "").unwrap();
    let arguments = ["rules", "hash", "email", "--rules", "rules"];
    let ended = gate(&folder, &arguments)
        .write_stdin("a.test@example.org\n\n b.test@example.org \n")
        .assert()
        .code(0);
    let said = text(&ended.get_output().stdout);
    let hashes: Vec<&str> = said.lines().collect();
    assert_eq!(hashes.len(), 2);
    let entry = format!(
        "[[allow]]\nrule = \"email\"\nhashes = [\"{}\"]\nreason = \"published\"\napproved_by = \"DPO\"\n\
         expires = 9999-12-31\n",
        hashes[0]
    );
    fs::write(rules.join("allow.toml"), entry).unwrap();
    let check = |value: &str, code: i32| {
        fs::write(folder.path().join("a.csv"), format!("Contact\n{value}\n")).unwrap();
        let ended = gate(&folder, &["check", "--rules", "rules", "a.csv"]).assert().code(code);
        text(&ended.get_output().stdout)
    };
    check("a.test@example.org", 0);
    check("b.test@example.org", 20);
    // Without the key nothing is let past, and it is said.
    fs::remove_file(rules.join("staff.key")).unwrap();
    assert!(check("a.test@example.org", 20).contains("Allow entries by hash need the key"));
    let ended = gate(&folder, &["rules", "hash", "no-such-rule"]).write_stdin("").assert().code(2);
    assert!(text(&ended.get_output().stderr).contains("there is no rule no-such-rule"));
    gate(&folder, &["rules", "hash", "email"]).write_stdin("").assert().code(2);
}
