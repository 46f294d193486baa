//! Files that are broken or mean harm: none crashes, none takes memory without bound, none loses text silently.

use foi_gate::container::Source;
use foi_gate::limits::{Cap, Limits};
use foi_gate::model::{Reason, Substance};
use foi_gate::read::sniff::sniff;
use proptest::prelude::*;

use super::recorder::Facts;

fn sample() -> Vec<u8> {
    let mut text = "Request 2024/117\n\nWard,Name,\"Long, heading\",Fee\n".to_owned();
    for at in 0..60 {
        text.push_str(&format!("Ward {at},Zoë Able,\"line {at}\r\nof \"\"two\"\"\",£{at}\n"));
    }
    text.into_bytes()
}

#[test]
fn cut_at_every_tenth() {
    let whole = sample();
    for tenth in 1..10 {
        let part = &whole[..whole.len() * tenth / 10];
        let facts = Facts::of(part);
        assert_eq!(facts.coverage.accounted, part.len() as u64, "{tenth}");
        assert!(facts.unread.is_empty() && !facts.cells.is_empty());
    }
    assert_eq!(Facts::of(Vec::new()).unread, [Reason::Empty]);
    assert_eq!(Facts::of(b"\r\n , \n".to_vec()).unread, [Reason::Empty]);
}

#[test]
fn one_byte_flipped_in_two_hundred_places() {
    let whole = sample();
    let mut state = 117u32;
    for _ in 0..200 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut bytes = whole.clone();
        let at = state as usize % bytes.len();
        bytes[at] ^= 1 << (state >> 29);
        let facts = Facts::of(bytes);
        assert!(facts.is_whole() && facts.cells.len() > 100, "{at}");
    }
}

#[test]
fn a_field_that_is_too_long_makes_the_file_unread() {
    let limits = Limits { text: 1000, ..Limits::default() };
    for long in
        ["x".repeat(200_000), format!("\"{}\"", "x\n".repeat(100_000)), format!("\"{}", "x".repeat(200_000))]
    {
        let text = format!("Ward,Note\nSale,{long}\nHale,y\n");
        let facts = Facts::with(&Source::memory(text.clone().into_bytes()), &limits);
        assert!(facts.unread.contains(&Reason::Cap(Cap::Text)), "{}", &text[..40]);
        assert!(facts.cells.iter().any(|cell| cell.value == "Hale"), "what follows is still read");
        assert_eq!(facts.coverage.accounted, text.len() as u64);
    }
    let whole =
        Facts::with(&Source::memory(format!("Ward,Note\nSale,{}\n", "x".repeat(900)).into_bytes()), &limits);
    assert!(whole.is_whole());
}

#[test]
fn the_caps_on_cells_and_time_are_met() {
    let text = "a,b\n".repeat(5000).into_bytes();
    let limits = Limits { cells: 4000, ..Limits::default() };
    let facts = Facts::with(&Source::memory(text.clone()), &limits);
    assert_eq!(facts.unread, [Reason::Cap(Cap::Cells)]);
    let limits = Limits { time: std::time::Duration::ZERO, ..Limits::default() };
    let facts = Facts::with(&Source::memory(text), &limits);
    assert_eq!(facts.unread, [Reason::Cap(Cap::Time)]);
    assert_eq!(facts.coverage.accounted, 0);
}

#[test]
fn bytes_that_are_no_text_have_no_owner() {
    let mut bytes = sample();
    let mut state = 1u32;
    let noise = (0..20_000).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    bytes.extend(noise);
    let facts = Facts::of(bytes);
    assert_eq!(facts.unread, [Reason::Damaged("part of it is not text")]);
    assert!(facts.coverage.accounted < facts.coverage.bytes - 18_000);
    assert!(facts.cells.iter().any(|cell| cell.value == "Zoë Able"));
}

#[test]
fn zeros_without_end_take_no_memory_and_are_not_released() {
    let facts = Facts::of([b"a,b\n1,2\n".as_slice(), &vec![0; 12 << 20]].concat());
    assert_eq!(facts.unread, [Reason::Cap(Cap::Text)]);
    assert!(facts.traces.iter().any(|t| t.0.id() == "csv-encoding" && t.2 == Substance::Holds(12 << 20)));
}

#[test]
fn a_million_columns_and_a_million_rows() {
    let facts = Facts::of(",".repeat(1_000_000) + "Ann Able");
    assert_eq!((facts.cells[0].row, facts.cells[0].col), (0, 1_000_000));
    let facts = Facts::of("\n".repeat(1_000_000) + "Ann Able");
    assert_eq!((facts.cells[0].row, facts.cells[0].col), (1_000_000, 0));
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_every_byte_is_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let facts = Facts::of(bytes.clone());
        prop_assert!(facts.coverage.accounted <= facts.coverage.bytes);
        prop_assert!(!facts.unread.is_empty() || facts.is_whole());
        sniff(&Source::memory(bytes), None);
    }

    #[test]
    fn every_letter_of_every_field_is_in_the_facts(text in "[a-zé£1-9 ,;\t|\"'\r\n=+\u{200B}-]{1,200}") {
        let facts = Facts::of(text.clone());
        let seen: String = facts.cells.iter().map(|cell| letters(&cell.value)).collect();
        let declared = text.to_lowercase().starts_with("sep=") || text.to_lowercase().starts_with("\"sep=");
        prop_assume!(!declared);
        prop_assert_eq!(seen, letters(&text));
    }

    #[test]
    fn in_utf16_too(text in "[a-zé£1-9 ,;\"\r\n]{1,100}") {
        let bytes: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        let facts = Facts::of(bytes);
        let seen: String = facts.cells.iter().map(|cell| letters(&cell.value)).collect();
        prop_assert_eq!(seen, letters(&text));
    }

    #[test]
    fn markup_and_signatures_never_panic(text in "(<[a-z!?/:-]{0,6}|[>\"=; \n]|PK\u{5}\u{6}|From: |ID;P|%PDF-|BM|é){0,30}") {
        sniff(&Source::memory(text.into_bytes()), Some("a.csv"));
    }
}
