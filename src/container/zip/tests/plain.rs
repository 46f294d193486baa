//! Archives as programs write them: no oddity is told, and the content is right.

use super::maker::{Maker, Part, archive, described, extra, part, stored};
use super::{budget, kinds, open};
use crate::model::SpanOwner;

const TEXT: &[u8] = b"Invented text, long enough that deflate has something to do: text text text text text.";

fn reads(maker: &Maker) {
    let opened = open(&maker.bytes()).unwrap();
    assert_eq!(kinds(&opened), []);
    assert!(opened.spans().iter().all(|span| span.owner != SpanOwner::Gap));
    assert_eq!(opened.entries().len(), maker.parts.len());
    for (number, made) in maker.parts.iter().enumerate() {
        let entry = &opened.entries()[number];
        assert_eq!(entry.name.as_bytes(), made.name);
        let content = opened.read_whole(number, &budget()).unwrap();
        assert_eq!(content.len(), usize::try_from(made.inflated).unwrap());
        opened.read(number, &budget()).unwrap().finish().unwrap();
    }
    assert_eq!(opened.slack(), []);
}

#[test]
fn entries_with_and_without_descriptors() {
    reads(&archive(vec![]));
    reads(&archive(vec![
        part("a.xml", TEXT),
        stored("b.xml", TEXT),
        part("empty", b""),
        stored("folder/", b""),
    ]));
    for (signature, wide) in [(true, true), (true, false), (false, true), (false, false)] {
        let parts = vec![
            described("a.xml", TEXT, signature, wide),
            described("none", b"", signature, wide),
            described("c.xml", TEXT, signature, wide),
        ];
        reads(&archive(parts));
    }
    reads(&archive(vec![Part { packed: vec![], ..part("empty", b"") }]));
    // Some programs promise a descriptor and write the figures in the local header as well.
    reads(&archive(vec![Part { local_figures: None, ..described("a.xml", TEXT, true, false) }]));
}

#[test]
fn zip64() {
    let plain = part("b.xml", TEXT);
    let sizes = [u64::from(plain.inflated), plain.packed.len() as u64];
    let values = |list: &[u64]| list.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<_>>();
    let wide = Part {
        sizes: Some([u32::MAX; 2]),
        local_figures: Some([plain.crc, u32::MAX, u32::MAX]),
        local_extra: extra(1, &values(&sizes)),
        extra: extra(1, &values(&[sizes[0], sizes[1], 0])),
        header: Some(u32::MAX),
        ..plain.clone()
    };
    reads(&Maker { zip64: true, ..archive(vec![wide.clone(), part("c.xml", TEXT)]) });
    // Without the end record of zip64, and with figures in both end records.
    reads(&archive(vec![wide.clone()]));
    reads(&Maker { zip64: true, count: Some(1), offset: None, ..archive(vec![wide]) });
    // Streamed: sizes open in the local header, zero in its zip64 field, told by the descriptor.
    let streamed = Part {
        local_figures: Some([0, u32::MAX, u32::MAX]),
        local_extra: extra(1, &[0; 16]),
        ..described("d.xml", TEXT, true, true)
    };
    reads(&archive(vec![streamed]));
    // Values in the zip64 field that nobody needed.
    reads(&archive(vec![Part { local_extra: extra(1, &values(&sizes)), ..plain }]));
}

#[test]
fn well_known_extra_fields() {
    let hint = [&[0x28, 0xA0, 2, 0][..], &[0; 500]].concat();
    let time = extra(0x5455, &[3, 1, 2, 3, 4, 5, 6, 7, 8]);
    let owner = extra(0x7875, &[1, 4, 0, 0, 0, 0, 4, 0, 0, 0, 0]);
    reads(&archive(vec![
        Part { local_extra: extra(0xA220, &hint), ..part("a.xml", TEXT) },
        Part { local_extra: [&time[..], &owner].concat(), extra: owner, ..part("b.xml", TEXT) },
        Part { extra: extra(0xCAFE, &[]), ..part("c.xml", TEXT) },
    ]));
}

#[test]
fn names_and_looking_them_up() {
    let utf8 = Part { flags: 1 << 11, ..part("données.xml", TEXT) };
    let opened = open(&archive(vec![part("XL/Workbook.xml", TEXT), utf8]).bytes()).unwrap();
    assert_eq!(kinds(&opened), []);
    for name in ["xl/workbook.xml", "/xl/workbook.xml", "xl\\workbook.XML"] {
        assert_eq!(opened.find(name), Some(0), "{name}");
    }
    assert_eq!(opened.find("données.xml"), Some(1));
    assert_eq!(opened.find("workbook.xml"), None);
}

#[test]
fn content_past_the_window_of_inflate() {
    let mut seed = 1u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed.to_be_bytes()[0]
    })
    .take(200_000)
    .collect();
    let opened = open(&archive(vec![part("noise", &noise), stored("same", &noise)]).bytes()).unwrap();
    assert!(opened.entries()[0].compressed > 100_000);
    for number in 0..2 {
        assert_eq!(opened.read_whole(number, &budget()).unwrap(), noise);
    }
}
