//! One oddity at a time: each is told by its own kind, with the bytes that it is about.

use super::maker::{Maker, Part, archive, crc_of, described, extra, part, stored};
use super::{budget, bytes_of, kinds, only, open};
use crate::container::zip::AnomalyKind as K;
use crate::model::Reason;

const TEXT: &[u8] = b"<sheet>invented</sheet>";

fn a() -> Part {
    part("xl/a.xml", TEXT)
}

fn b() -> Part {
    part("xl/b.xml", TEXT)
}

#[test]
fn stray_bytes_are_told_with_their_place() {
    let left = || b"left behind".to_vec();
    let cases: Vec<(K, Maker)> = vec![
        (K::BytesBefore, Maker { before: left(), ..archive(vec![a()]) }),
        (K::BytesBetween, archive(vec![a(), Part { gap_before: left(), ..b() }])),
        (K::BytesBetween, Maker { gap: left(), ..archive(vec![a()]) }),
        (K::BytesBetween, Maker { gap_behind_directory: left(), ..archive(vec![a()]) }),
        (K::BytesAfter, Maker { after: left(), ..archive(vec![a()]) }),
        (K::ArchiveComment, Maker { comment: left(), ..archive(vec![a()]) }),
        (K::EntryComment, archive(vec![Part { comment: left(), ..a() }])),
        (K::EndExtension, Maker { zip64: true, extension: left(), ..archive(vec![a()]) }),
        (K::FolderData, archive(vec![Part { name: b"left behind".into(), ..stored("", TEXT) }])),
    ];
    for (kind, mut maker) in cases {
        if kind == K::FolderData {
            maker.parts[0].name = b"left behind/".into();
            let (_, about) = only(&maker.bytes(), kind);
            assert_eq!(about, b"left behind/");
            continue;
        }
        let (opened, about) = only(&maker.bytes(), kind);
        assert_eq!(about, b"left behind", "{kind:?}");
        assert!(!opened.anomalies()[0].all_zero);
        assert_eq!(kind.ambiguous(), None);
        opened.read(0, &budget()).unwrap().finish().unwrap();
    }
}

#[test]
fn zeros_are_told_as_such() {
    let zeros = || vec![0; 100_000];
    let opened = open(&Maker { before: zeros(), after: vec![0; 9], ..archive(vec![a()]) }.bytes()).unwrap();
    assert_eq!(kinds(&opened), [K::BytesBefore, K::BytesAfter]);
    assert!(opened.anomalies().iter().all(|anomaly| anomaly.all_zero));
    let mut nearly = zeros();
    nearly[99_999] = 1;
    let (opened, _) = only(&Maker { gap: nearly, ..archive(vec![a()]) }.bytes(), K::BytesBetween);
    assert!(!opened.anomalies()[0].all_zero);
}

#[test]
fn stray_extra_fields() {
    let name = extra(0x4A4A, b"left behind");
    let (opened, about) = only(&archive(vec![Part { extra: name.clone(), ..a() }]).bytes(), K::ExtraField);
    assert_eq!(about, name);
    assert_eq!(opened.anomalies()[0].entry, Some(0));
    let time = extra(0x5455, &[1, 1, 2, 3, 4]);
    let both = [&time[..], &name].concat();
    let (_, about) = only(&archive(vec![Part { local_extra: both, ..a() }]).bytes(), K::ExtraField);
    assert_eq!(about, name);
}

#[test]
fn bytes_in_front_that_offsets_do_not_count() {
    let maker = Maker { uncounted: b"left behind".into(), ..archive(vec![a(), b()]) };
    for maker in [maker.clone(), Maker { zip64: true, ..maker }] {
        let opened = open(&maker.bytes()).unwrap();
        assert_eq!(kinds(&opened), [K::BytesBefore, K::Shifted]);
        assert_eq!(bytes_of(&opened, &opened.anomalies()[0]), b"left behind");
        assert_eq!(opened.read_whole(1, &budget()).unwrap(), TEXT);
    }
}

#[test]
fn names_that_count_as_the_same() {
    for (other, kind) in [
        ("xl/a.xml", K::DuplicateName),
        ("XL/A.xml", K::EquivalentName),
        ("xl/%61.xml", K::EquivalentName),
        ("xl/a.xml ", K::EquivalentName),
    ] {
        let (opened, about) = only(&archive(vec![a(), part(other, b"other")]).bytes(), kind);
        assert_eq!(opened.anomalies()[0].entry, Some(1));
        assert_eq!(about, other.as_bytes());
        assert!(kind.ambiguous().is_some());
    }
    for (other, kinds_told) in [
        ("xl\\a.xml", [K::Backslash, K::EquivalentName]),
        ("/xl/a.xml", [K::OddName, K::EquivalentName]),
        ("xl/./a.xml", [K::OddName, K::EquivalentName]),
        ("xl/a.xml\0.png", [K::EquivalentName, K::NulName]),
    ] {
        let opened = open(&archive(vec![a(), part(other, b"other")]).bytes()).unwrap();
        let mut told = kinds(&opened);
        told.sort_unstable();
        let mut wanted = kinds_told.to_vec();
        wanted.sort_unstable();
        assert_eq!(told, wanted, "{other}");
    }
}

#[test]
fn odd_names() {
    only(&archive(vec![part("xl\\a.xml", TEXT)]).bytes(), K::Backslash);
    only(&archive(vec![part("../a.xml", TEXT)]).bytes(), K::OddName);
    only(&archive(vec![part("é.xml", TEXT)]).bytes(), K::NameEncoding);
    only(&archive(vec![Part { name: vec![0x82], ..a() }]).bytes(), K::NameEncoding);
    only(&archive(vec![Part { name: vec![0x82], flags: 1 << 11, ..a() }]).bytes(), K::OddName);
}

#[test]
fn unicode_paths() {
    let path = |name: &[u8], path: &str| {
        extra(0x7075, &[&[1][..], &crc_of(name).to_le_bytes(), path.as_bytes()].concat())
    };
    let with = |name: &[u8], path: Vec<u8>| {
        archive(vec![Part { name: name.into(), local_extra: path.clone(), extra: path, ..a() }]).bytes()
    };
    assert_eq!(kinds(&open(&with(b"a.xml", path(b"a.xml", "a.xml"))).unwrap()), []);
    // The name's own letters are a guess, and the field is there to say which they are.
    let (opened, _) = only(&with(&[0xE9], path(&[0xE9], "é")), K::NameEncoding);
    assert_eq!(&*opened.entries()[0].name, "é");
    for odd in [with(b"a.xml", path(b"a.xml", "b.xml")), with(&[0xE9], path(b"old", "é"))] {
        let told = kinds(&open(&odd).unwrap());
        assert_eq!(told, [K::UnicodePath, K::UnicodePath]);
    }
}

#[test]
fn the_local_header_says_something_else() {
    let plain = a();
    let [crc, packed, inflated] = [plain.crc, u32::try_from(plain.packed.len()).unwrap(), plain.inflated];
    let cases = [
        (K::LocalName, Part { local_name: Some(b"xl/c.xml".into()), ..a() }),
        (K::LocalMethod, Part { local_method: Some(0), ..a() }),
        (K::LocalFlags, Part { local_flags: Some(1), ..a() }),
        (K::LocalSize, Part { local_figures: Some([crc, packed + 1, inflated]), ..a() }),
        (K::LocalSize, Part { local_figures: Some([crc, 0, 0]), ..a() }),
        (K::LocalChecksum, Part { local_figures: Some([!crc, packed, inflated]), ..a() }),
        (K::Zip64Mismatch, Part { local_extra: extra(1, &[7; 16]), ..a() }),
        (K::Zip64Mismatch, Part { extra: extra(1, &[7; 8]), ..a() }),
    ];
    for (kind, odd) in cases {
        let (opened, _) = only(&archive(vec![b(), odd]).bytes(), kind);
        assert_eq!(opened.anomalies()[0].entry, Some(1));
        assert!(kind.ambiguous().is_some());
        // What the directory says is what is read.
        assert_eq!(opened.read_whole(1, &budget()).unwrap(), TEXT);
    }
    // How hard deflate tried, and in which letters an ASCII name is, make no difference.
    let opened = open(&archive(vec![Part { local_flags: Some(6 | 1 << 11), ..a() }]).bytes()).unwrap();
    assert_eq!(kinds(&opened), []);
}

#[test]
fn descriptors_that_are_missing_or_wrong() {
    let mut wrong = described("xl/a.xml", TEXT, true, false);
    wrong.descriptor[5] ^= 1;
    let opened = open(&archive(vec![wrong, b()]).bytes()).unwrap();
    assert_eq!(kinds(&opened), [K::BytesBetween, K::DescriptorMismatch]);
    let missing = Part { descriptor: vec![], ..described("xl/a.xml", TEXT, true, false) };
    only(&archive(vec![missing, b()]).bytes(), K::DescriptorMissing);
}

#[test]
fn entries_that_cannot_be_read() {
    let (opened, _) = only(&archive(vec![Part { flags: 1, ..a() }]).bytes(), K::Encrypted);
    assert_eq!(opened.read(0, &budget()).unwrap_err(), Reason::Encrypted);
    let (opened, _) = only(&archive(vec![Part { method: 9, ..a() }]).bytes(), K::OddMethod);
    assert!(matches!(opened.read(0, &budget()).unwrap_err(), Reason::Damaged(_)));
    only(&archive(vec![Part { flags: 1 << 4, ..a() }]).bytes(), K::OddFlags);
    let (opened, _) = only(&archive(vec![Part { method: 0, ..a() }]).bytes(), K::StoredSize);
    assert!(matches!(opened.read_whole(0, &budget()).unwrap_err(), Reason::Damaged(_)));
    let link = Part { made_by: 3 << 8, attributes: 0o120_777 << 16, ..a() };
    only(&archive(vec![link]).bytes(), K::SpecialFile);
    let file = Part { made_by: 3 << 8, attributes: 0o100_644 << 16, ..a() };
    assert_eq!(kinds(&open(&archive(vec![file]).bytes()).unwrap()), []);
}

#[test]
fn entries_that_are_not_where_they_should_be() {
    let opened = open(&archive(vec![a(), Part { header: Some(3), ..b() }]).bytes()).unwrap();
    assert!(kinds(&opened).contains(&K::LocalMissing));
    assert!(kinds(&opened).contains(&K::UnlistedEntry));
    assert!(matches!(opened.read(1, &budget()).unwrap_err(), Reason::Damaged(_)));

    let opened = open(&archive(vec![a(), Part { unlisted: true, ..b() }]).bytes()).unwrap();
    assert_eq!(kinds(&opened), [K::BytesBetween, K::UnlistedEntry]);
    assert_eq!(opened.anomalies()[0].from, opened.anomalies()[1].from);

    let opened = open(&archive(vec![a(), Part { header: Some(0), name: b"xl/c.xml".into(), ..a() }]).bytes());
    assert!(kinds(&opened.unwrap()).contains(&K::Overlap));
}

#[test]
fn a_signature_across_two_windows_of_a_gap() {
    for fill in 65_530..65_542 {
        let hidden = Part { gap_before: vec![b'x'; fill], unlisted: true, ..b() };
        let opened = open(&archive(vec![a(), hidden]).bytes()).unwrap();
        assert!(kinds(&opened).contains(&K::UnlistedEntry), "{fill}");
    }
}

#[test]
fn several_ends_and_directories() {
    let first = archive(vec![a()]).bytes();
    // Another archive in front, in the comment, behind.
    let opened = open(&Maker { before: first.clone(), ..archive(vec![b()]) }.bytes()).unwrap();
    assert_eq!(kinds(&opened), [K::UnlistedEntry, K::BytesBefore, K::SeveralEnds]);
    let opened = open(&Maker { uncounted: first.clone(), ..archive(vec![b()]) }.bytes()).unwrap();
    assert!(kinds(&opened).contains(&K::SeveralEnds));
    assert!(kinds(&opened).contains(&K::SeveralDirectories));
    // Where the offset points without allowing for the shift, there is something like a directory.
    let mut front = vec![b'x'; 2 * first.len()];
    let at = first.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    front[at..at + 4].copy_from_slice(b"PK\x01\x02");
    let opened = open(&[&front[..], &first].concat()).unwrap();
    assert_eq!(kinds(&opened), [K::BytesBefore, K::Shifted, K::SeveralDirectories]);
    let end = &first[first.len() - 22..];
    let opened = open(&Maker { comment: end.into(), ..archive(vec![b()]) }.bytes()).unwrap();
    // Searched from behind, the one in the comment comes first.
    assert_eq!(kinds(&opened), [K::BytesBetween, K::SeveralEnds]);
    let torn = Maker { comment: b"PK\x05\x06".into(), ..archive(vec![b()]) };
    assert_eq!(kinds(&open(&torn.bytes()).unwrap()), [K::ArchiveComment, K::SeveralEnds]);
    let opened = open(&[&first[..], b"PK\x05\x06 is no record"].concat()).unwrap();
    assert_eq!(kinds(&opened), [K::BytesAfter, K::SeveralEnds]);
}

#[test]
fn end_records_with_wrong_figures() {
    only(&Maker { count: Some(1), ..archive(vec![a(), b()]) }.bytes(), K::DirectoryCount);
    only(&Maker { count: Some(3), ..archive(vec![a(), b()]) }.bytes(), K::DirectoryCount);
    let plain = archive(vec![a(), b()]);
    only(&Maker { size: Some(500), ..plain.clone() }.bytes(), K::DirectorySize);
    only(&Maker { zip64: true, count: Some(7), ..plain.clone() }.bytes(), K::Zip64Mismatch);
    let opened = open(&Maker { size: Some(54), ..plain }.bytes()).unwrap();
    assert!(kinds(&opened).contains(&K::DirectoryCount));
}

#[test]
fn bytes_behind_the_deflate_stream() {
    let mut packed = a().packed;
    packed.extend(b"left behind");
    let opened = open(&archive(vec![Part { packed, ..a() }]).bytes()).unwrap();
    assert_eq!((kinds(&opened), opened.slack()), (vec![], vec![]));
    for _again in 0..2 {
        assert_eq!(opened.read_whole(0, &budget()).unwrap(), TEXT);
    }
    let slack = opened.slack();
    assert_eq!(slack.iter().map(|one| (one.kind, one.entry)).collect::<Vec<_>>(), [(K::Slack, Some(0))]);
    assert_eq!(bytes_of(&opened, &slack[0]), b"left behind");
}
