//! Damage and bombs: an error in words, never a panic, never without end.

use std::io::{Read, Seek, SeekFrom, Write};

use super::maker::{Maker, Part, archive, deflated, described, part, stored};
use super::{assert_tiled, budget, open};
use crate::container::zip::{AnomalyKind, Archive};
use crate::container::{Source, reason_of};
use crate::limits::{Budget, Cap, Limits};
use crate::model::Reason;

const TEXT: &[u8] = b"<sheet>invented</sheet>";

fn small() -> Vec<u8> {
    let parts = vec![
        part("xl/a.xml", TEXT),
        stored("xl/b.xml", TEXT),
        described("xl/c.xml", TEXT, true, false),
        Part { comment: b"note".into(), ..part("xl/d.xml", TEXT) },
    ];
    Maker { comment: b"note".into(), zip64: true, ..archive(parts) }.bytes()
}

/// Opens and reads all that can be; no more is asked than that it ends.
fn exhaust(bytes: &[u8]) -> bool {
    let Ok(archive) = open(bytes) else { return false };
    for number in 0..archive.entries().len() {
        let _content = archive.read_whole(number, &budget());
    }
    let _told = (archive.anomalies(), archive.slack());
    true
}

#[test]
fn cut_short_at_each_byte() {
    let whole = small();
    assert!(exhaust(&whole));
    for length in 0..whole.len() {
        let opened = exhaust(&whole[..length]);
        assert!(!opened, "cut to {length} of {}", whole.len());
    }
}

#[test]
fn flipped_bits_and_spliced_bytes() {
    let whole = small();
    let mut seed = 0x2545_F491_4F6C_DD1Du64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    let mut opened = 0;
    for _ in 0..2_000 {
        let mut bytes = whole.clone();
        match next(3) {
            0 => bytes[next(whole.len())] ^= 1 << next(8),
            1 => bytes[next(whole.len())] = [0, 0x7F, 0xFF][next(3)],
            _ => {
                let (from, to) = (next(whole.len()), next(whole.len()));
                bytes.splice(from.min(to)..to, whole[from / 2..from].iter().copied());
            }
        }
        opened += usize::from(exhaust(&bytes));
    }
    assert!(opened > 100, "{opened}");
}

#[test]
fn content_that_is_not_what_the_directory_says() {
    let whole = |odd: Part| {
        let archive = open(&archive(vec![odd]).bytes()).unwrap();
        archive.read_whole(0, &budget()).unwrap_err()
    };
    let plain = || part("a", TEXT);
    let short = plain().packed[..10].to_vec();
    let cases = [
        (Part { crc: 1, ..plain() }, "the checksum of a part is wrong"),
        (Part { inflated: 5, ..plain() }, "a part is longer than its directory says"),
        (Part { inflated: 500, ..plain() }, "a part is shorter than its directory says"),
        (Part { packed: short, ..plain() }, "the packed data of a part ends too soon"),
        (Part { packed: vec![0xFF; 40], ..plain() }, "the packed data of a part is not valid"),
        (Part { packed: vec![], ..plain() }, "the packed data of a part ends too soon"),
    ];
    for (odd, clause) in cases {
        assert_eq!(whole(odd), Reason::Damaged(clause));
    }
}

#[test]
fn a_failure_stays_one() {
    let opened = open(&archive(vec![Part { crc: 1, ..part("a", TEXT) }]).bytes()).unwrap();
    let mut reader = opened.read(0, &budget()).unwrap();
    let mut content = Vec::new();
    for _again in 0..2 {
        let error = reader.read_to_end(&mut content).unwrap_err();
        assert_eq!(reason_of(&error), Reason::Damaged("the checksum of a part is wrong"));
    }
    assert_eq!(format!("{reader:?}"), "EntryReader(23 of 23 bytes)");
}

#[test]
fn data_past_the_end_and_no_archive_at_all() {
    let far = Part { sizes: Some([900, 23]), local_figures: Some([0, 900, 23]), ..part("a", TEXT) };
    for bytes in [archive(vec![far]).bytes(), b"no archive".to_vec(), vec![], vec![0; 70_000]] {
        assert!(matches!(open(&bytes).unwrap_err(), Reason::Damaged(_)));
    }
}

#[test]
fn a_gibibyte_of_zeros_in_a_megabyte() {
    // One block of zeros, flushed so that it can be repeated: deflate without its end, then an end.
    let mut encoder = flate2::Compress::new(flate2::Compression::best(), false);
    let zeros = vec![0; 1 << 20];
    let mut block = Vec::with_capacity(1 << 16);
    encoder.compress_vec(&zeros, &mut block, flate2::FlushCompress::Full).unwrap();
    let packed = [block.repeat(1024), deflated(b"")].concat();
    assert!(packed.len() < 2 << 20);
    let bomb = |inflated| Part { packed: packed.clone(), inflated, ..part("a", b"") };
    let opened = open(&archive(vec![bomb(1 << 30)]).bytes()).unwrap();
    assert_eq!(opened.read(0, &budget()).unwrap_err(), Reason::Cap(Cap::Ratio));
    // It lies about its size.
    let opened = open(&archive(vec![bomb(1 << 20)]).bytes()).unwrap();
    let lie = opened.read_whole(0, &budget()).unwrap_err();
    assert_eq!(lie, Reason::Damaged("a part is longer than its directory says"));
    // Many parts that are each within bounds.
    let tight = Limits { total_inflated: 3 << 20, ratio: u64::MAX, ..Limits::default() };
    let purse = Budget::new(&tight);
    let zeros = || stored("z", &vec![0; 1 << 20]);
    let opened = open(&archive(vec![zeros(), zeros(), zeros(), zeros()]).bytes()).unwrap();
    let read = |number| opened.read_whole(number, &purse);
    assert!((0..3).all(|number| read(number).is_ok()));
    assert_eq!(read(3).unwrap_err(), Reason::Cap(Cap::TotalInflated));
}

#[test]
fn parts_too_large_for_memory_or_at_all() {
    let tight = Limits { part_in_memory: 10, part_inflated: 20, ..Limits::default() };
    let purse = Budget::new(&tight);
    let bytes = archive(vec![stored("a", &[1; 15]), stored("b", &[1; 25])]).bytes();
    let opened = open(&bytes).unwrap();
    assert_eq!(opened.read_whole(0, &purse).unwrap_err(), Reason::Cap(Cap::PartInMemory));
    opened.read(0, &purse).unwrap().finish().unwrap();
    assert_eq!(opened.read(1, &purse).unwrap_err(), Reason::Cap(Cap::PartInflated));
}

#[test]
fn a_hundred_thousand_entries() {
    let parts = (0..100_000).map(|number| stored(&format!("{number}"), b"")).collect();
    let narrow = archive(parts);
    let wide = Maker { zip64: true, ..narrow.clone() };
    // And with an end record that says there are few.
    let lying = Maker { count: Some(3), ..narrow.clone() };
    for maker in [narrow, wide, lying] {
        let bytes = maker.bytes();
        assert_eq!(open(&bytes).unwrap_err(), Reason::Cap(Cap::Parts));
    }
}

#[test]
fn twenty_thousand_entries_on_one_header_full_of_fields() {
    let field = super::maker::extra(0x4A4A, b"");
    let first = Part { local_extra: field.repeat(16_000), ..part("a", TEXT) };
    let again = |number: u32| Part { header: Some(0), name: number.to_le_bytes().into(), ..part("", TEXT) };
    let parts = std::iter::once(first).chain((0..5_000).map(again)).collect();
    let opened = open(&archive(parts).bytes()).unwrap();
    assert!(opened.anomalies().len() < 100_000);
}

#[test]
fn a_gap_of_half_a_gibibyte() {
    let mut file = tempfile::tempfile().unwrap();
    file.seek(SeekFrom::Start(1 << 29)).unwrap();
    file.write_all(&small()).unwrap();
    let archive = Archive::open(&Source::file(file).unwrap(), &budget()).unwrap();
    assert_tiled(&archive, (1 << 29) + small().len() as u64);
    let gap = &archive.anomalies()[0];
    assert_eq!((gap.kind, gap.from, gap.to), (AnomalyKind::BytesBefore, 0, 1 << 29));
    assert!(gap.all_zero);
    assert_eq!(archive.read_whole(0, &budget()).unwrap(), TEXT);
}

#[test]
fn time_runs_out() {
    let none = Budget::new(&Limits { time: std::time::Duration::ZERO, ..Limits::default() });
    let opened = Archive::open(&Source::memory(small()), &none);
    assert_eq!(opened.unwrap_err(), Reason::Cap(Cap::Time));
}
