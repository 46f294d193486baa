//! Frames: widths, heights, merges, windows, pages, tables, links, conditions.

use foi_gate::clean::Scribe;
use foi_gate::model::{
    Anchor, Ask, Book, Cells, Chart, Columns, Comparison, Condition, Constant, Corner, Fill, Frame, Link,
    Look, LookChange, Object, Place, Plot, PlotKind, Point, Print, Range, Rgb, Row, Series, Shows, TableLook,
    Value, View,
};

use super::recorder::{Facts, book, cell, sheet, text, written};
use super::{assert_clean, at};

fn range(first: (u32, u32), last: (u32, u32)) -> Range {
    Range { first: at(first.0, first.1), last: at(last.0, last.1) }
}

#[test]
fn widths_and_heights_are_as_they_were() {
    let columns = |first, last, width| Columns { first, last, width: Some(width), look: None, hidden: None };
    let frame = Frame {
        columns: vec![columns(0, 0, 8.7109375), columns(2, 3, 50.7109375), columns(5, 16_383, 3.0)],
        default_width: Some(11.7109375),
        default_height: Some(12.75),
        ..Frame::default()
    };
    let heights = [None, Some(12.75), Some(30.0), None, Some(15.0)];
    let bytes = written(&book(Vec::new()), &frame, |to| {
        for (index, height) in (0..).zip(heights) {
            to.row(&Row { index, height, ..Row::default() })?;
            to.cell(&text(index, 0, "x"))?;
        }
        to.row(&Row { index: 8, height: Some(45.0), ..Row::default() })?;
        to.row(&Row { index: 9, height: None, ..Row::default() })
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    let read: Vec<(u32, Option<f64>)> = facts.rows.iter().map(|row| (row.index, row.height)).collect();
    let expected =
        [(0, None), (1, Some(12.75)), (2, Some(30.0)), (3, None), (4, Some(15.0)), (8, Some(45.0))];
    assert_eq!(read[..6], expected, "what follows the last row is an empty one that pushed it out");
    assert_eq!(facts.frames[0].default_height, Some(12.75));
    let widths: Vec<(u32, u32, Option<f64>)> =
        facts.frames[0].columns.iter().map(|band| (band.first, band.last, band.width)).collect();
    let standard = Some(11.7109375);
    assert_eq!(widths[..3], [(0, 0, Some(8.7109375)), (1, 1, standard), (2, 3, Some(50.7109375))]);
    assert_eq!(widths[3..], [(4, 4, standard), (5, 255, Some(3.0))]);
    assert_clean(&bytes);
}

#[test]
fn rows_that_nobody_set_are_as_high_as_they_came_to() {
    let frame = Frame { usual_height: Some(14.25), ..Frame::default() };
    let bytes = written(&book(Vec::new()), &frame, |to| {
        to.row(&Row { index: 0, height: Some(30.0), ..Row::default() })?;
        to.cell(&text(0, 0, "x"))?;
        to.cell(&text(1, 0, "y"))
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    assert_eq!((facts.frames[0].usual_height, facts.frames[0].default_height), (Some(14.25), None));
    assert_eq!(facts.rows.iter().map(|row| row.height).collect::<Vec<_>>()[..2], [Some(30.0), None]);
    assert_clean(&bytes);
}

#[test]
fn sizes_between_whole_pixels_stay_as_they_are() {
    let columns = |first, last, width| Columns { first, last, width: Some(width), look: None, hidden: None };
    // The first two are the same in whole pixels.
    let widths = [(0, 1, 9.5546875), (2, 2, 9.55078125), (4, 4, 8.7109375)];
    let frame = Frame {
        columns: widths.map(|(first, last, width)| columns(first, last, width)).to_vec(),
        usual_height: Some(14.4),
        ..Frame::default()
    };
    let heights = [Some(15.6), None, Some(16.0), Some(30.0), Some(15.6)];
    let fits = |index: u32| index.is_multiple_of(3);
    let look = Look { fill: Fill::Solid(Rgb(255, 255, 0)), ..Look::default() };
    let bytes = written(&book(vec![Look::default(), look]), &frame, |to| {
        for (index, height) in (0..).zip(heights) {
            let look = (index == 2).then_some(1);
            to.row(&Row { index, height, look, fits: fits(index), ..Row::default() })?;
            to.cell(&text(index, 0, "a row with ht=\"15\" & <row ht=\"1500001.5\">"))?;
        }
        Ok(())
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    assert_eq!(facts.rows.iter().map(|row| row.height).collect::<Vec<_>>()[..5], heights);
    for row in facts.rows.iter().filter(|row| row.index < 5 && row.height.is_some()) {
        assert_eq!(row.fits, fits(row.index), "row {}", row.index);
    }
    assert_eq!((facts.frames[0].usual_height, facts.frames[0].default_height), (Some(14.4), None));
    let read: Vec<_> =
        facts.frames[0].columns.iter().map(|band| (band.first, band.last, band.width)).collect();
    assert_eq!(read, widths.map(|(first, last, width)| (first, last, Some(width))));
    assert!(facts.cells.iter().all(|cell| cell.1.ends_with("<row ht=\"1500001.5\">")));
    assert_clean(&bytes);
}

#[test]
fn columns_whose_width_is_only_said_in_characters_are_said_so_again() {
    let said = Columns { first: 2, last: 3, width: Some(20.7109375), look: None, hidden: None };
    for columns in [Vec::new(), vec![said]] {
        let frame = Frame {
            columns: columns.clone(),
            default_width: Some(11.42578125),
            base_width: Some(10),
            ..Frame::default()
        };
        let bytes = written(&book(Vec::new()), &frame, |to| to.cell(&text(0, 0, "x"))).unwrap();
        let read = &Facts::of(&bytes).frames[0];
        assert_eq!((read.base_width, read.default_width), (Some(10), Some(11.42578125)));
        assert_eq!(read.columns, columns, "nothing is said of the others");
        assert_clean(&bytes);
    }
}

#[test]
fn pages_that_say_no_paper_are_not_on_the_american_one() {
    let paper = |print| {
        let frame = Frame { print, ..Frame::default() };
        let bytes = written(&book(Vec::new()), &frame, |to| to.cell(&text(0, 0, "x"))).unwrap();
        Facts::of(&bytes).frames[0].print.paper
    };
    let common = Some([0.7, 0.7, 0.75, 0.75, 0.3, 0.3]);
    assert_eq!(paper(Print::default()), None);
    assert_eq!(paper(Print { margins: common, row_breaks: vec![4], ..Print::default() }), None);
    assert_eq!(paper(Print { margins: Some([1.0; 6]), ..Print::default() }), Some(9));
    assert_eq!(paper(Print { landscape: true, paper: Some(1), ..Print::default() }), Some(1));
}

#[test]
fn merges_are_written_among_rows_with_heights() {
    let frame = Frame {
        merges: vec![
            range((0, 0), (0, 3)),
            range((1, 1), (4, 2)),
            range((9, 0), (10, 1)),
            range((3, 4), (3, 4)),
        ],
        ..Frame::default()
    };
    let yellow = Look { fill: Fill::Solid(Rgb(255, 255, 0)), ..Look::default() };
    let bytes = written(&book(vec![Look::default(), yellow.clone()]), &frame, |to| {
        to.row(&Row { index: 0, height: Some(30.0), ..Row::default() })?;
        to.cell(&text(0, 0, "title"))?;
        to.row(&Row { index: 1, height: Some(60.0), ..Row::default() })?;
        to.cell(&text(1, 1, "tall"))?;
        to.blank(4, 2, 1)?;
        to.cell(&text(5, 0, "after"))
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    assert_eq!(facts.shown(), [("A1", "title"), ("B2", "tall"), ("A6", "after")]);
    assert_eq!(facts.frames[0].merges, frame.merges[..3]);
    let heights: Vec<(u32, f64)> =
        facts.rows.iter().filter_map(|row| Some((row.index, row.height?))).collect();
    assert_eq!(heights, [(0, 30.0), (1, 60.0)], "rows that a merge reaches into have no height of their own");
    assert!(facts.blanks.iter().any(|(row, col, look)| (*row, *col, look.fill) == (4, 2, yellow.fill)));
    assert_clean(&bytes);
}

#[test]
fn the_window_and_the_page_are_read_back() {
    let frame = Frame {
        view: View {
            gridlines: false,
            zeros: false,
            zoom: Some(85),
            frozen: Some(at(1, 2)),
            ..View::default()
        },
        tab_color: Some(Rgb(255, 0, 0)),
        print: Print {
            landscape: true,
            paper: Some(9),
            fit: Some((1, 0)),
            margins: Some([0.5, 0.25, 1.0, 0.75, 0.3, 0.3]),
            center_horizontally: true,
            gridlines: true,
            over_then_down: true,
            areas: vec![range((0, 0), (9, 3)), range((20, 0), (29, 3))],
            repeat_rows: Some((0, 1)),
            repeat_columns: Some((0, 0)),
            row_breaks: vec![5, 10],
            ..Print::default()
        },
        filter: Some(range((0, 0), (9, 3))),
        ..Frame::default()
    };
    let mut book = book(Vec::new());
    book.sheets[0] = sheet(0, "It's (1)");
    let bytes = written(&book, &frame, |to| to.cell(&text(0, 0, "x"))).unwrap();
    let facts = Facts::of(&bytes);
    let read = &facts.frames[0];
    assert_eq!((&read.view, read.tab_color, read.filter), (&frame.view, frame.tab_color, frame.filter));
    let print = Print { areas: vec![range((0, 0), (29, 3))], ..frame.print };
    assert_eq!(read.print, print);
    assert_clean(&bytes);
}

#[test]
fn sheets_keep_their_order_and_the_one_on_top() {
    let sheets = vec![sheet(0, "Zeta"), sheet(1, "Alpha"), sheet(2, "a/b")];
    let book = Book { sheets, active: 1, ..book(Vec::new()) };
    let facts = Facts::of(&written(&book, &Frame::default(), |to| to.cell(&text(0, 0, "x"))).unwrap());
    let names: Vec<&str> = facts.book.sheets.iter().map(|sheet| sheet.name.as_deref().unwrap()).collect();
    assert_eq!((names, facts.book.active), (vec!["Zeta", "Alpha", "a_b"], 1));
}

#[test]
fn tables_stay_tables_where_their_headings_allow() {
    let look = |range, headings| TableLook {
        range,
        headings,
        totals: true,
        style: Some("TableStyleLight9"),
        row_stripes: true,
        column_stripes: false,
        first_column: true,
        last_column: false,
        filter: headings,
    };
    let tables = vec![
        look(range((2, 0), (5, 1)), true),
        look(range((2, 4), (5, 5)), true),
        TableLook { totals: false, ..look(range((10, 0), (12, 1)), false) },
    ];
    let frame = Frame { tables: tables.clone(), ..Frame::default() };
    let bytes = written(&book(Vec::new()), &frame, |to| {
        for (col, heading) in [(0, "Area"), (1, "Number\nof staff"), (4, "Same"), (5, "SAME")] {
            to.cell(&text(2, col, heading))?;
        }
        to.cell(&text(3, 0, "North"))?;
        to.cell(&cell(3, 1, Value::Number(5.0)))?;
        to.cell(&text(5, 0, "Total"))?;
        to.cell(&cell(5, 1, Value::Number(5.0)))?;
        to.cell(&text(10, 0, "no heading"))
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    assert_eq!(facts.frames[0].tables, tables[..1]);
    let shown: Vec<&str> = facts.cells.iter().take(4).map(|cell| cell.1.as_str()).collect();
    assert_eq!(shown, ["Area", "Number\nof staff", "Same", "SAME"]);
    assert_clean(&bytes);
}

#[test]
fn links_are_written_where_the_cell_shows_them() {
    let link = |row, address: &str| Link { range: Range::cell(row, 0), address: address.into() };
    let links = vec![link(0, "https://example.org/a/b?c=1&d=2"), link(1, "https://example.org/other")];
    let frame = Frame { links: links.clone(), ..Frame::default() };
    let bytes = written(&book(Vec::new()), &frame, |to| {
        to.cell(&text(0, 0, "https://example.org/a/b?c=1&d=2"))?;
        to.cell(&text(1, 0, "our other pages"))
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    assert_eq!(facts.frames[0].links, links[..1]);
    assert_clean(&bytes);
}

#[test]
fn conditional_formats_are_free_to_go() {
    let red =
        LookChange { fill: Some(Fill::Solid(Rgb(255, 0, 0))), bold: Some(true), ..LookChange::default() };
    let asks = [
        Ask::Cell(Comparison::Less, Constant::Number(5.0)),
        Ask::Blanks,
        Ask::NoErrors,
        Ask::Duplicate,
        Ask::Top { rank: 3, percent: false },
        Ask::AboveAverage { or_equal: false },
        Ask::Scale(vec![(Point::Lowest, Rgb(255, 0, 0)), (Point::Highest, Rgb(0, 255, 0))]),
        Ask::Bar { from: Point::Lowest, to: Point::Highest, color: Rgb(1, 2, 3), value: true, solid: true },
        Ask::Icons {
            set: "3Arrows",
            points: vec![Point::Percent(0.0), Point::Percent(33.0), Point::Percent(67.0)],
            value: true,
            reversed: false,
        },
    ];
    let condition = |ask: &Ask| Condition {
        ranges: vec![range((0, 0), (9, 0)), range((0, 2), (9, 2))],
        ask: ask.clone(),
        look: red.clone(),
        stops: false,
    };
    for ask in &asks {
        let frame = Frame { conditions: vec![condition(ask)], ..Frame::default() };
        let bytes = written(&book(Vec::new()), &frame, |to| {
            (0..5).try_for_each(|row| to.cell(&cell(row, 0, Value::Number(f64::from(row)))))
        })
        .unwrap();
        println!("{ask:?}");
        Facts::of(&bytes);
        assert_clean(&bytes);
    }
}

#[test]
fn what_cannot_be_made_again_is_told() {
    let frame = Frame {
        merges: vec![Range::columns(0, 0), range((0, 0), (1, 1))],
        conditions: vec![Condition {
            ranges: vec![Range::cell(0, 0)],
            ask: Ask::Scale(Vec::new()),
            look: LookChange::default(),
            stops: false,
        }],
        ..Frame::default()
    };
    let mut told = Vec::new();
    written(&book(Vec::new()), &frame, |to| {
        to.cell(&text(0, 0, "x"))?;
        told = to.losses();
        Ok(())
    })
    .unwrap();
    let told: Vec<&str> = told.iter().map(|(_, what)| *what).collect();
    assert_eq!(told.len(), 3, "{told:?}");
}

/// A chart over the first four rows, whose corner is in this row.
fn chart(row: u32) -> Object {
    let cells = |range| Some(Cells { sheet: "Annex".into(), range });
    let series = Series {
        categories: cells(range((0, 0), (3, 0))),
        values: cells(range((0, 1), (3, 1))),
        ..Series::default()
    };
    let plots = vec![Plot { series: vec![series], ..Plot::new(PlotKind::Column) }];
    Object {
        place: Place::default(),
        anchor: Anchor { from: corner(row, 3), to: Some(corner(15, 10)), size: None },
        shows: Shows::Chart(Box::new(Chart { plots, ..Chart::default() })),
    }
}

fn corner(row: u32, col: u32) -> Corner {
    Corner { cell: at(row, col), right: 0, down: 0 }
}

#[test]
fn objects_between_whole_pixels_stay_where_they_are() {
    let from = Corner { cell: at(5, 1), right: 71_437, down: 109_537 };
    let to = Corner { cell: at(19, 8), right: 376_237, down: 185_737 };
    let anchor = Anchor { from, to: Some(to), size: None };
    let bytes = written(&book(Vec::new()), &Frame::default(), |to| {
        to.object(&Object { anchor, ..chart(0) })?;
        to.cell(&cell(0, 1, Value::Number(1.0)))
    })
    .unwrap();
    assert_eq!(Facts::of(&bytes).objects[0].anchor, anchor);
    assert_clean(&bytes);
}

#[test]
fn page_numbers_stay_on_their_pages() {
    let print = Print {
        paper: Some(9),
        header: Some("&C&A".to_owned()),
        footer: Some("&R&12Page &P".to_owned()),
        ..Print::default()
    };
    let frame = Frame { print: print.clone(), ..Frame::default() };
    let bytes = written(&book(Vec::new()), &frame, |to| to.cell(&text(0, 0, "x"))).unwrap();
    let read = &Facts::of(&bytes).frames[0].print;
    assert_eq!((&read.header, &read.footer), (&print.header, &print.footer));
    assert_clean(&bytes);
}

#[test]
fn the_last_row_of_all_is_written_once() {
    let bytes = written(&book(vec![Look::default(); 2]), &Frame::default(), |to| {
        to.object(&chart(2))?;
        to.cell(&cell(0, 1, Value::Number(1.0)))?;
        to.row(&Row { index: 1_048_575, height: Some(30.0), look: Some(1), ..Row::default() })
    })
    .unwrap();
    assert_eq!(Facts::of(&bytes).shown(), [("B1", "1")]);
    assert_clean(&bytes);
}

#[test]
fn a_chart_is_over_the_cells_of_the_copy() {
    let bytes = written(&book(Vec::new()), &Frame::default(), |to| {
        to.object(&chart(2))?;
        to.object(&chart(2))?;
        for row in 0..4 {
            to.row(&Row { index: row, height: Some(30.0), ..Row::default() })?;
            to.cell(&text(row, 0, ["North", "East", "South", "West"][row as usize]))?;
            to.cell(&cell(row, 1, Value::Number(f64::from(row))))?;
        }
        Ok(())
    })
    .unwrap();
    let facts = Facts::of(&bytes);
    assert_eq!(facts.objects.len(), 2);
    assert_eq!(facts.objects[0].anchor.from, corner(2, 3));
    let to = facts.objects[0].anchor.to.unwrap();
    assert_eq!((to.cell, to.down), (at(15, 10), 0), "heights of rows are known where objects are placed");
    assert_clean(&bytes);
}
