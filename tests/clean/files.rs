//! Names and folders: what stands in the way, what is left behind, what is never touched.

use std::fs;

use super::Office;

#[test]
fn what_is_there_already_stays() {
    let office = Office::with(&["hidden-hr-sheet.xlsx", "filtered-rows.xlsx"]);
    fs::write(office.copy("filtered-rows.xlsx"), "mine").unwrap();
    let (code, said) = office.said(&["in"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("filtered-rows.xlsx is there already; move it away, or say --overwrite"), "{said}");
    assert_eq!(office.made(), ["filtered-rows.xlsx"], "nothing is written where not all can be");
    let (code, said) = office.said(&["in", "--overwrite"]);
    assert_eq!(code, 10, "{said}");
    assert_ne!(fs::read(office.copy("filtered-rows.xlsx")).unwrap(), b"mine");
    assert_eq!(office.made().len(), 8);
    office.clean(&["in", "--overwrite"]).assert().code(10);
    assert_eq!(office.made().len(), 8, "{:?}", office.made());
}

#[test]
fn an_original_is_never_replaced() {
    let office = Office::with(&["hidden-hr-sheet.xlsx"]);
    let before = fs::read(office.original("hidden-hr-sheet.xlsx")).unwrap();
    let arguments = ["in/hidden-hr-sheet.xlsx", "--overwrite"];
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_foi-gate"));
    let ended =
        command.current_dir(&office.root).args(["clean", "--out", "in"]).args(arguments).assert().code(2);
    let said = String::from_utf8(ended.get_output().stderr.clone()).unwrap();
    assert!(said.contains("would take the place of an original"), "{said}");
    // By another name, it is the same file.
    fs::hard_link(office.original("hidden-hr-sheet.xlsx"), office.copy("hidden-hr-sheet.xlsx")).unwrap();
    let (code, said) = office.said(&arguments);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("would take the place of an original"), "{said}");
    assert!(fs::read(office.original("hidden-hr-sheet.xlsx")).unwrap() == before);
    assert_eq!(super::listed(&office.root.path().join("in")), ["hidden-hr-sheet.xlsx"]);
}

#[test]
fn copies_do_not_go_where_originals_come_from() {
    let office = Office::with(&["hidden-hr-sheet.xlsx"]);
    let (code, said) = office.said(&["."]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("lies in ., which is to be cleaned"), "{said}");
}

#[test]
fn two_originals_of_one_name_are_told_apart_before_anything_is_written() {
    let office = Office::with(&["hidden-hr-sheet.xlsx", "innocent-table.csv"]);
    fs::rename(office.original("innocent-table.csv"), office.original("Hidden-HR-sheet.csv")).unwrap();
    let (code, said) = office.said(&["in"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("would both be written to"), "{said}");
    assert_eq!(office.made(), [""; 0]);
}

#[test]
fn folders_are_made_again_in_the_folder_of_copies() {
    let office = Office::with(&["hidden-hr-sheet.xlsx", "visible-victims.csv"]);
    for (folder, name) in [("a/b", "hidden-hr-sheet.xlsx"), ("c", "visible-victims.csv")] {
        let folder = office.original(folder);
        fs::create_dir_all(&folder).unwrap();
        fs::rename(office.original(name), folder.join(name)).unwrap();
    }
    let (code, said) = office.said(&["in"]);
    assert_eq!(code, 20, "{said}");
    assert!(office.made().iter().all(|name| name.starts_with("a/b/hidden-hr-sheet.")), "{:?}", office.made());
    assert_eq!(office.made().len(), 4);
    assert!(!office.copy("c").exists(), "there is no folder for what has no copy");
}

#[test]
fn the_folder_of_copies_has_to_be_one() {
    let office = Office::with(&["hidden-hr-sheet.xlsx"]);
    for (out, says) in [("missing", "is not there; make it first"), ("in/hidden-hr-sheet.xlsx", "is a file")]
    {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_foi-gate"));
        let ended = command.current_dir(&office.root).args(["clean", "--out", out, "in"]).assert().code(2);
        let said = String::from_utf8(ended.get_output().stderr.clone()).unwrap();
        assert!(said.contains(says), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_told_at_once() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::with(&["hidden-hr-sheet.xlsx"]);
    let out = office.root.path().join("out");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(out.join("probe"), "").is_ok() {
        println!("this user may write everywhere: not tested");
        return;
    }
    let (code, said) = office.said(&["in"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("you are not allowed to write there"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_nothing() {
    for (name, kind) in
        [("hidden-hr-sheet.xlsx", "xlsx"), ("hidden-hr-sheet.xlsx", "ods"), ("visible-victims.csv", "csv")]
    {
        let office = Office::with(&[name]);
        // No file may grow beyond a few blocks, and the signal that says so is passed over: writing then fails.
        let script = format!(
            "trap '' XFSZ; ulimit -f 1; exec \"$0\" clean --out out --force-clean --as {kind} in 2>&1"
        );
        let ended = std::process::Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_foi-gate")])
            .current_dir(&office.root)
            .output()
            .unwrap();
        let said = String::from_utf8(ended.stdout).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{kind}: {said}");
        assert!(said.contains("No copy was made"), "{kind}: {said}");
        assert!(!said.contains("internal error"), "{kind}: {said}");
        assert_eq!(office.made(), [""; 0], "{kind}");
    }
}

#[test]
fn sheets_as_csv_are_files_with_their_names() {
    let office = Office::new();
    let mut book = crate::support::workbook::Book::innocent(false);
    let second = book.add_sheet("Costs &amp; &lt;more>");
    book.text(second, "A1", "Month");
    book.add_sheet("Empty");
    fs::write(office.original("annex.xlsx"), book.bytes()).unwrap();
    let (code, said) = office.said(&["in/annex.xlsx", "--as", "csv"]);
    assert!(code == 0 || code == 10, "{said}");
    let copies: Vec<String> = office.made().into_iter().filter(|name| name.starts_with("annex - ")).collect();
    assert_eq!(copies, ["annex - Costs & _more_.csv", "annex - Summary.csv"]);
    assert_eq!(fs::read_to_string(office.copy("annex - Costs & _more_.csv")).unwrap(), "Month\r\n");
}
