//! Cells of sheets: what they hold, what they show, and which surface hides them. All samples are invented.

use foi_gate::limits::{Budget, Cap, Limits};
use foi_gate::model::{Private, Range, Reason, Sheet, SheetState, Substance, Surface};
use foi_gate::read::xlsx::{Context, Geometry, Strings, Styles, Theme, read_cells};

use crate::book::{Hooks, Outcome, Recorder, Shared, Traced, first_pass, read_sheet, worksheet};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A sheet part: what stands before its rows, the rows, what stands after.
fn part(before: &str, rows: &str, after: &str) -> String {
    format!("<worksheet xmlns='{MAIN}'>{before}<sheetData>{rows}</sheetData>{after}</worksheet>")
}

fn shared(styles: &str, strings: &str) -> Shared {
    let styles = format!("<styleSheet xmlns='{MAIN}'>{styles}</styleSheet>");
    let strings = format!("<sst xmlns='{MAIN}'>{strings}</sst>");
    let limits = Limits::default();
    Shared {
        styles: Styles::read(styles.as_bytes(), &Theme::default(), &limits).unwrap(),
        strings: Strings::read(strings.as_bytes(), &limits, &mut Hooks::default()).unwrap(),
        visible: ["one".to_owned()].into(),
        ..Shared::default()
    }
}

fn read_in(before: &str, rows: &str, after: &str, shared: &Shared) -> Outcome {
    read_sheet(part(before, rows, after).as_bytes(), &worksheet("One"), shared, &Limits::default())
}

fn read(before: &str, rows: &str, after: &str) -> Outcome {
    read_in(before, rows, after, &Shared::default())
}

/// `A1=n:1.0` for each cell, with the surface that hides it.
fn cells(outcome: &Outcome) -> Vec<String> {
    let cells = outcome.recorder.cells.iter();
    cells
        .map(|cell| {
            let at = Range::cell(cell.at.0, cell.at.1);
            let hidden = cell.hidden.map(|surface| format!(" {}", surface.id())).unwrap_or_default();
            format!("{at}={}{hidden}", cell.value)
        })
        .collect()
}

fn hidden(outcome: &Outcome) -> Vec<&'static str> {
    outcome.recorder.cells.iter().map(|cell| cell.hidden.map_or("", Surface::id)).collect()
}

fn shown(outcome: &Outcome) -> Vec<&str> {
    outcome.recorder.cells.iter().map(|cell| cell.shown.as_str()).collect()
}

/// `hidden-row 2:3 Holds(4)` for each trace.
fn traces(outcome: &Outcome) -> Vec<String> {
    let traces = outcome.recorder.traces.iter();
    traces.map(|trace| format!("{} {} {:?}", trace.surface.id(), trace.range, trace.substance)).collect()
}

fn row(number: u32, attributes: &str, cells: &str) -> String {
    format!("<row r='{number}' {attributes}>{cells}</row>")
}

const FOUR_STYLES: &str = "<numFmts><numFmt numFmtId='164' formatCode=';;;'/><numFmt numFmtId='165' formatCode='[&lt;5]&quot;*&quot;;0'/>
    </numFmts><fonts><font/><font><color theme='0'/></font><font><sz val='1'/></font></fonts><fills><fill/>
    <fill><patternFill patternType='solid'><fgColor rgb='FF000000'/></patternFill></fill></fills><cellXfs><xf/><xf numFmtId='164'/>
    <xf numFmtId='165'/><xf fontId='1'/><xf fontId='1' fillId='1'/><xf fillId='1'/><xf fontId='2'/><xf numFmtId='14'/></cellXfs>
    <dxfs><dxf><font><color rgb='FFFFFFFF'/></font></dxf><dxf><numFmt numFmtId='1' formatCode=';;;'/></dxf></dxfs>";

#[test]
fn every_type_of_cell_is_read() {
    let shared = shared("", "<si><t>shared</t></si><si><t/></si>");
    let rows = "<row><c><v>1.5</v></c><c t='s'><v>0</v></c><c t='str'><v>te_x0041_xt</v></c><c t='inlineStr'><is><t>in</t></is></c>
        <c t='b'><v>1</v></c><c t='e'><v>#REF!</v></c><c t='d'><v>2024-01-31</v></c><c s='0'/><c><v/></c><c t='s'><v>1</v></c></row>
        <row><c r='C2'><v>-3E2</v></c><c><v>4</v></c></row>";
    let outcome = read_in("", rows, "", &shared);
    assert_eq!(
        cells(&outcome),
        [
            "A1=n:1.5",
            "B1=t:shared",
            "C1=t:teAxt",
            "D1=t:in",
            "E1=b:true",
            "F1=e:#REF!",
            "G1=d:2024-01-31",
            "C2=n:-300.0",
            "D2=n:4.0"
        ]
    );
    assert_eq!(shown(&outcome), ["1.5", "shared", "teAxt", "in", "TRUE", "#REF!", "2024-01-31", "-300", "4"]);
    assert_eq!(outcome.recorder.cells[1].shared, Some(0));
    assert_eq!(outcome.hooks.all, [""; 0]);
    assert_eq!(outcome.hooks.unread, []);
    let totals = outcome.totals.unwrap();
    assert_eq!(
        (totals.visible, totals.hidden, totals.range.unwrap().to_string()),
        (9, 0, "A1:G2".to_owned())
    );
    assert_eq!(traces(&read("", "<row><c><v>1</v></c></row>", "")), [""; 0]);
}

#[test]
fn places_that_programs_take_differently_are_not_read() {
    let cases = [
        ("<row r='2'/><row r='1'/>", "order"),
        ("<row r='2'/><row r='2'/>", "order"),
        ("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>", "same address"),
        ("<row r='1'><c r='A2'><v>1</v></c></row>", "another row"),
        ("<row r='1048577'/>", "no sheet has"),
        ("<row r='x'/>", "no sheet has"),
        ("<row r='1'><c r='XFE1'><v>1</v></c></row>", "no sheet has"),
        ("<row r='1'><c r='XFD1'><v>1</v></c><c><v>1</v></c></row>", "no sheet has"),
        ("<row r='1'><c r='A4294967296'><v>1</v></c></row>", "no sheet has"),
        ("<row r='1'><c t='s'><v>7</v></c></row>", "shared string"),
        ("<row r='1'><c t='q'><v>7</v></c></row>", "type that does not exist"),
        ("<row r='1'><c><v>7</v><v>8</v></c></row>", "more than one value"),
        ("</sheetData><sheetData><row r='1'/>", "more than one place"),
    ];
    for (rows, wanted) in cases {
        let outcome = read("", rows, "");
        let found: Vec<String> = outcome.hooks.unread.iter().map(Reason::to_string).collect();
        assert!(found.iter().any(|reason| reason.contains(wanted)), "{rows}: {found:?}");
    }
    let out_of_order = read("", "<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>2</v></c></row>", "");
    assert_eq!(cells(&out_of_order), ["B1=n:1.0", "A1=n:2.0"]);
    assert_eq!(out_of_order.hooks.unread, []);
}

#[test]
fn far_corners_cost_nothing() {
    let outcome = read(
        "",
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>",
        "",
    );
    assert_eq!(cells(&outcome), ["A1=n:1.0", "XFD1048576=n:2.0"]);
    assert_eq!(traces(&outcome), ["remote-cell XFD1048576 Holds(1)"]);
}

#[test]
fn rows_hide_cells() {
    let one = "<c><v>1</v></c>";
    let rows = [
        row(1, "", one),
        row(2, "hidden='1'", one),
        row(3, "hidden='1' outlineLevel='1'", one),
        row(4, "ht='0.5' customHeight='1'", one),
        row(5, "hidden='true'", one),
        row(6, "hidden='1'", ""),
    ];
    let filter = "<autoFilter ref='A4:A9'><filterColumn colId='0'><filters><filter val='x'/></filters></filterColumn></autoFilter>";
    let outcome = read("", &rows.concat(), filter);
    assert_eq!(hidden(&outcome), ["", "hidden-row", "collapsed-group", "tiny-row-or-column", "filtered-row"]);
    assert_eq!(
        traces(&outcome),
        [
            "hidden-row 2:2 Holds(1)",
            "filtered-row 5:5 Holds(1)",
            "collapsed-group 3:3 Holds(1)",
            "tiny-row-or-column 4:4 Holds(1)"
        ]
    );
    let empty = read("", &row(2, "hidden='1'", "<c s='0'/>"), "");
    assert_eq!(traces(&empty), ["hidden-row 2:2 Harmless(\"the hidden rows hold no value\")"]);
}

#[test]
fn columns_hide_cells() {
    let columns = "<cols><col min='2' max='3' hidden='1'/><col min='4' max='4' width='0.1'/>
        <col min='5' max='5' hidden='1' outlineLevel='2'/><col min='9' max='9' hidden='1'/></cols>";
    let rows = row(1, "", &"<c><v>1</v></c>".repeat(6));
    let outcome = read(columns, &rows, "");
    assert_eq!(
        hidden(&outcome),
        ["", "hidden-column", "hidden-column", "tiny-row-or-column", "collapsed-group", ""]
    );
    assert_eq!(
        traces(&outcome),
        ["hidden-column B:C Holds(2)", "collapsed-group E:E Holds(1)", "tiny-row-or-column D:D Holds(1)"]
    );
    let empty = read("<cols><col min='2' max='3' hidden='1'/></cols>", "", "");
    assert_eq!(traces(&empty), ["hidden-column B:C Harmless(\"the hidden columns hold no value\")"]);
}

#[test]
fn the_first_reason_counts() {
    let rows = row(2, "hidden='1'", "<c r='B2' s='1'><v>1</v></c>")
        + &row(3, "", "<c r='B3' s='1'><v>1</v></c><c r='C3' s='1'><v>1</v></c>");
    let merges = "<mergeCells><mergeCell ref='A2:B3'/></mergeCells>";
    let outcome = read_in("", &rows, merges, &shared(FOUR_STYLES, ""));
    assert_eq!(hidden(&outcome), ["hidden-row", "covered-cell", "format-hidden-value"]);
    let mut sheet: Sheet = worksheet("One");
    sheet.state = SheetState::VeryHidden;
    let xml = part("", &rows, merges);
    let outcome = read_sheet(xml.as_bytes(), &sheet, &Shared::default(), &Limits::default());
    assert_eq!(hidden(&outcome), ["very-hidden-sheet"; 3]);
    assert_eq!(traces(&outcome), [""; 0]);
    assert_eq!(outcome.totals.unwrap().hidden, 3);
}

#[test]
fn colour_size_and_format_hide_cells() {
    let styled = |style: u32, value: &str| format!("<c s='{style}'><v>{value}</v></c>");
    let all: String = [(1, "7"), (2, "3"), (2, "7"), (3, "7"), (4, "7"), (5, "7"), (6, "7"), (7, "45000")]
        .iter()
        .map(|(style, value)| styled(*style, value))
        .collect();
    let outcome = read_in("", &row(1, "", &all), "", &shared(FOUR_STYLES, ""));
    let (format, text) = ("format-hidden-value", "invisible-text");
    assert_eq!(hidden(&outcome), [format, format, "", text, "", text, text, ""]);
    assert_eq!(shown(&outcome), ["", "*", "7", "7", "7", "7", "7", "15/03/2023"]);
    assert_eq!(traces(&outcome), ["invisible-text D1:G1 Holds(3)", "format-hidden-value A1:B1 Holds(2)"]);
}

#[test]
fn conditional_formats_hide_cells() {
    let rule = |sqref: &str, rule: &str| {
        format!("<conditionalFormatting sqref='{sqref}'>{rule}</conditionalFormatting>")
    };
    let below =
        "<cfRule type='cellIs' operator='lessThan' dxfId='0' priority='1'><formula>5</formula></cfRule>";
    let unknown = "<cfRule type='expression' dxfId='1' priority='2'><formula>$Z1=Y1</formula></cfRule>";
    let bar = "<cfRule type='dataBar' priority='3'><dataBar showValue='0'/></cfRule>";
    let rules = rule("A1:B1", below) + &rule("C1", unknown) + &rule("D1", bar);
    let rows = row(1, "", "<c><v>3</v></c><c><v>7</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c>");
    let outcome = read_in("", &rows, &rules, &shared(FOUR_STYLES, ""));
    assert_eq!(hidden(&outcome), ["invisible-text", "", "", "format-hidden-value", ""]);
    // C1 is on view if the rule does not apply: it counts as such, and is traced all the same.
    assert_eq!(traces(&outcome), ["invisible-text A1 Holds(1)", "format-hidden-value C1:D1 Holds(2)"]);
}

#[test]
fn runs_hide_words_inside_a_cell() {
    let strings = "<si><r><t>on view</t></r><r><rPr><color rgb='FFFFFFFF'/></rPr><t>J Smith</t></r></si>
        <si><r><rPr><sz val='1'/></rPr><t>all</t></r></si><si><t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh></si>";
    let rows = row(
        1,
        "",
        "<c t='s'><v>0</v></c><c t='s' s='5'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c>",
    );
    let outcome = read_in("", &rows, "", &shared(FOUR_STYLES, strings));
    assert_eq!(hidden(&outcome), ["", "", "invisible-text", ""]);
    assert_eq!(shown(&outcome), ["on view", "J Smith", "", "漢"]);
    assert_eq!(outcome.recorder.cells[0].shared, None);
    let runs: Vec<&Traced> =
        outcome.recorder.traces.iter().filter(|t| t.surface == Surface::RichTextRun).collect();
    assert_eq!((runs[0].holds(), runs[0].range.as_str()), (3, "A1:D1"));
    assert_eq!(runs[0].texts, ["J Smith", "on view", "かん"]);
}

#[test]
fn stale_values_are_told() {
    let rows = row(
        1,
        "",
        "<c t='inlineStr'><is><t>shown</t></is><v>old</v></c><c><v>J Smith</v></c><c t='str'><f>\"new\"</f><v>old2</v></c>
         <c><f>5</f><v>5</v></c><c t='b'><v>yes</v></c><c t='e'><v>#SECRET</v></c><c t='s'><v>0</v><is><t>extra</t></is></c>",
    );
    let outcome = read_in("", &rows, "", &shared("", "<si><t>x</t></si>"));
    let stale: Vec<&Traced> =
        outcome.recorder.traces.iter().filter(|t| t.surface == Surface::StaleValue).collect();
    assert_eq!(stale[0].texts, ["old", "J Smith", "old2", "yes", "#SECRET", "extra"]);
    assert_eq!(outcome.hooks.unread, []);
    assert_eq!(cells(&outcome)[1], "B1=t:J Smith");
}

#[test]
fn formulas_give_away_what_is_not_on_view() {
    let shared = shared("", "<si><t>Female</t></si>");
    let rows = row(
        1,
        "",
        "<c><f>IF(One!A1=\"Female\",1,2)</f><v>1</v></c><c><f>Pay!A1</f><v>2</v></c>
         <c><f t='shared' ref='C1:C2' si='0'>IF(A1,\"J Smith\",0)</f><v>1</v></c><c t='s'><v>0</v></c>",
    );
    let outcome = read_in("", &rows, "", &shared);
    assert_eq!(outcome.hooks.all, [""; 0]);
    let found: Vec<Traced> = shared.watch.traces(&shared.strings).into_iter().map(Traced::of).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].surface, found[0].holds(), found[0].range.as_str()), (Surface::Formula, 2, "B1:C1"));
    assert_eq!(found[0].texts, ["Pay", "J Smith"]);
}

#[test]
fn dates_in_words_are_shown_as_their_format_shows_days() {
    let shared = shared(FOUR_STYLES, "");
    let cells_in = |style: &str| row(1, "", &format!("<c t='d' s='{style}'><v>2024-01-31</v></c>"));
    let dated = read_in("", &cells_in("7"), "", &shared);
    assert_eq!((cells(&dated), shown(&dated)), (vec!["A1=n:45322.0".to_owned()], vec!["31/01/2024"]));
    let plain = read_in("", &cells_in("0"), "", &shared);
    assert_eq!((cells(&plain), shown(&plain)), (vec!["A1=d:2024-01-31".to_owned()], vec!["2024-01-31"]));
}

#[test]
fn what_is_no_cell_is_handed_on() {
    let rows = "<!--note--><row r='1' note='a'>stray<c r='A1' x='b'><v>1</v><extLst><ext>deep</ext></extLst></c><y/></row><z/><?pi?>";
    let outcome = read("", rows, "");
    assert_eq!(
        outcome.hooks.all,
        ["!note", "@row note=a", "!stray", "@c x=b", "<extLst", "<ext", "!deep", "<y", "<z", "!pi"]
    );
    assert_eq!(cells(&outcome), ["A1=n:1.0"]);
}

#[test]
fn cells_under_objects_and_invisible_characters_are_told() {
    let xml = part("", &row(2, "", "<c t='str'><v>a\u{200B}b</v></c><c><v>1</v></c>"), "");
    let (shared, mut geometry) = (Shared::default(), Geometry::default());
    first_pass(xml.as_bytes(), &Limits::default(), &mut geometry).unwrap();
    let anchor = Range::cell(1, 1).join(Range::cell(9, 9));
    let context = Context {
        styles: &shared.styles,
        strings: &shared.strings,
        watch: &shared.watch,
        date1904: false,
        visible_sheets: &shared.visible,
        names: &shared.visible,
        anchors: &[anchor],
        has_invisible: |text| text.contains('\u{200B}'),
    };
    let (mut recorder, mut hooks) = (Recorder::default(), Hooks::default());
    let budget = Budget::new(&Limits::default());
    read_cells(xml.as_bytes(), &worksheet("One"), &context, &geometry, &budget, &mut recorder, &mut hooks)
        .unwrap();
    let found: Vec<_> =
        recorder.traces.iter().map(|t| (t.surface.id(), t.range.as_str(), t.substance)).collect();
    let once = Substance::Holds(1);
    assert_eq!(found, [("behind-object", "B2", once), ("csv-invisible-character", "A2", once)]);
}

#[test]
fn literals_of_formats_are_known_once_a_cell_shows_them() {
    let styles =
        "<numFmts><numFmt numFmtId='164' formatCode='0&quot; widgets&quot;;&quot;J Smith&quot;'/></numFmts>
        <cellXfs><xf/><xf numFmtId='164'/></cellXfs>";
    let shared = shared(styles, "");
    read_in("", &row(1, "", "<c s='1'><v>4</v></c>"), "", &shared);
    let unseen = shared.styles.unseen_literals();
    assert_eq!(unseen.iter().map(Private::expose).collect::<Vec<_>>(), ["J Smith"]);
}

#[test]
fn caps_end_the_reading() {
    let rows = row(1, "", &"<c><v>1</v></c>".repeat(20));
    let few = Limits { cells: 10, ..Limits::default() };
    let outcome = read_sheet(part("", &rows, "").as_bytes(), &worksheet("One"), &Shared::default(), &few);
    assert_eq!(outcome.totals.unwrap_err(), Reason::Cap(Cap::Cells));
    let long = row(1, "", &format!("<c t='str'><v>{}</v></c>", "x&amp;".repeat(600)));
    let short = Limits { text: 1000, ..Limits::default() };
    let outcome = read_sheet(part("", &long, "").as_bytes(), &worksheet("One"), &Shared::default(), &short);
    assert_eq!(outcome.totals.unwrap_err(), Reason::Cap(Cap::Text));
    let cut = part("", &rows, "");
    let outcome = read_sheet(
        &cut.as_bytes()[..cut.len() - 40],
        &worksheet("One"),
        &Shared::default(),
        &Limits::default(),
    );
    assert!(outcome.totals.is_err());
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_it_fail(at in 0_usize..2000, byte: u8, cut: bool) {
        let rows = row(2, "hidden='1'", "<c t='s'><v>0</v></c><c s='1'><f>A1&amp;\"J Smith\"</f><v>4.5</v></c>")
            + &row(3, "", "<c t='inlineStr'><is><r><rPr><sz val='1'/></rPr><t>run</t></r></is></c><c t='b'><v>1</v></c>");
        let rules = "<conditionalFormatting sqref='A1:B9'><cfRule type='expression' dxfId='0' priority='1'><formula>A1&lt;5</formula>
            </cfRule></conditionalFormatting>";
        let merges = "<mergeCells><mergeCell ref='A2:B3'/></mergeCells>";
        let mut xml = part("<cols><col min='2' max='3' hidden='1'/></cols>", &rows, &(rules.to_owned() + merges)).into_bytes();
        let at = at % xml.len();
        if cut {
            xml.truncate(at);
        } else {
            xml[at] = byte;
        }
        let shared = shared(FOUR_STYLES, "<si><t>text</t></si>");
        let outcome = read_sheet(&xml, &worksheet("One"), &shared, &Limits::default());
        proptest::prop_assert!(!cut || outcome.totals.is_err());
    }
}
