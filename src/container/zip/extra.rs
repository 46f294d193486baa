//! Extra fields of headers (APPNOTE 4.5): the zip64 values and the Unicode name in them, and which of them are stray.
//!
//! A field is harmless where its id is a well-known one, its body has that id's form to the byte, and the form has no
//! room for text. All else is for the caller to look at.

use std::ops::Range;

use flate2::Crc;

use super::fields::{Fields, WIDE16, WIDE32, all_zero};

const ZIP64: u16 = 0x0001;
const UNICODE_PATH: u16 = 0x7075;

/// One field: its id, its body, and where it is in the extra data. A rest that is no field has no id.
struct Field<'a> {
    id: Option<u16>,
    body: &'a [u8],
    at: Range<usize>,
}

/// What the extra data of one header comes to.
#[derive(Default)]
pub(super) struct Extra<'a> {
    /// The zip64 values (4.5.3), one after the other.
    pub(super) wide: Option<&'a [u8]>,
    /// Whether there are two zip64 fields, so that it depends on the program which one counts.
    pub(super) wide_twice: bool,
    /// The Unicode path (4.6.9): the checksum of the name that it stands for, and the name.
    pub(super) path: Option<(u32, &'a [u8])>,
    /// From the first field that is not harmless to the end of the last such.
    pub(super) stray: Option<Range<usize>>,
}

/// Reads the extra data of a header; `sizes` are those of the content and of its packed form, where they are known.
pub(super) fn read(extra: &[u8], sizes: Option<[u64; 2]>) -> Extra<'_> {
    let mut found = Extra::default();
    let mut known: Vec<u16> = Vec::new();
    let mut marked = false;
    for field in fields(extra) {
        let harmless = match field.id {
            // What follows the last field can hold nothing when it is zero; Android's zipalign pads so.
            None => all_zero(field.body),
            // An id without a body is a mark of the program that wrote it; one has no room for text, many would.
            Some(_) if field.body.is_empty() => !std::mem::replace(&mut marked, true),
            // The second of a kind means nothing to anybody.
            Some(id) if known.contains(&id) => {
                found.wide_twice |= id == ZIP64;
                false
            }
            Some(id) => is_harmless(id, field.body, sizes).then(|| known.push(id)).is_some(),
        };
        match field.id {
            Some(ZIP64) if found.wide.is_none() => found.wide = Some(field.body),
            Some(UNICODE_PATH) if found.path.is_none() => found.path = unicode_path(field.body),
            _ => {}
        }
        if !harmless {
            let from = found.stray.map_or(field.at.start, |stray| stray.start);
            found.stray = Some(from..field.at.end);
        }
    }
    found
}

/// The ids that are harmless in their well-known form, and why.
fn is_harmless(id: u16, body: &[u8], sizes: Option<[u64; 2]>) -> bool {
    let mut fields = Fields::new(body);
    match id {
        // Sizes and offsets; held against the plain ones by whoever asks for them.
        ZIP64 => body.len() <= 28 && matches!(body.len() % 8, 0 | 4),
        // A second name; held against the first by whoever asks for it.
        UNICODE_PATH => unicode_path(body).is_some(),
        // Info-ZIP extended timestamp: flags, then up to three times. Not all programs write as many as the flags say.
        0x5455 => fields.u8().is_some_and(|flags| flags <= 7) && matches!(fields.rest().len(), 4 | 8 | 12),
        // NTFS times (4.5.5): four reserved bytes, tag 1, 24 bytes, three times.
        0x000A => body.len() == 32 && body.starts_with(&[0, 0, 0, 0, 1, 0, 24, 0]),
        // Info-ZIP Unix, the third: version 1, then a user's and a group's number, each after its length.
        0x7875 => is_unix_owner(body),
        // Info-ZIP Unix, the second: a user's and a group's number.
        0x7855 => body.len() == 4,
        // Info-ZIP Unix, the first: two times, then a user's and a group's number or nothing.
        0x5855 => matches!(body.len(), 8 | 12),
        // Not registered; some report writers repeat the entry's two sizes in it. Harmless where they are those.
        0x4949 => sizes.is_some_and(|sizes| *body == *sizes.map(u64::to_le_bytes).as_flattened()),
        // Open Packaging growth hint (ECMA-376-2, growth hint): signature, a padding size, padding. Office leaves it so
        // that a part can grow in place. Harmless where the padding is zero.
        0xA220 => fields.u16() == Some(0xA028) && fields.take(2).is_some() && all_zero(fields.rest()),
        // Android's zipalign: an alignment, then padding. Harmless where the padding is zero.
        0xD935 => fields.take(2).is_some() && all_zero(fields.rest()),
        _ => false,
    }
}

fn is_unix_owner(body: &[u8]) -> bool {
    let mut fields = Fields::new(body);
    let version_one = fields.u8() == Some(1);
    let mut number = || {
        let length = fields.u8().filter(|length| *length <= 8)?;
        fields.take(usize::from(length)).map(|_number| ())
    };
    let both = number().is_some() && number().is_some();
    version_one && both && fields.rest().is_empty()
}

fn unicode_path(body: &[u8]) -> Option<(u32, &[u8])> {
    let mut fields = Fields::new(body);
    fields.u8().filter(|version| *version == 1)?;
    Some((fields.u32()?, fields.rest()))
}

/// Whether a Unicode path was written for this very name, as its checksum tells.
pub(super) fn path_is_for(checksum: u32, name: &[u8]) -> bool {
    let mut crc = Crc::new();
    crc.update(name);
    crc.sum() == checksum
}

fn fields(extra: &[u8]) -> impl Iterator<Item = Field<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = extra.get(at..).filter(|rest| !rest.is_empty())?;
        let mut fields = Fields::new(rest);
        let head = fields.u16().zip(fields.u16());
        let body = head.and_then(|(id, length)| Some((id, fields.take(usize::from(length))?)));
        let (id, body, length) = match body {
            Some((id, body)) => (Some(id), body, body.len().saturating_add(4)),
            None => (None, rest, rest.len()),
        };
        let from = at;
        at = at.saturating_add(length);
        Some(Field { id, body, at: from..at })
    })
}

/// Sizes and offset as a header's plain fields have them.
#[derive(Clone, Copy)]
pub(super) struct Narrow {
    pub(super) inflated: u32,
    pub(super) compressed: u32,
    /// The offset and disk of the local header; the local header itself has none.
    pub(super) header: Option<(u32, u16)>,
}

/// Sizes and offset once the zip64 field is taken into account.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Wide {
    pub(super) inflated: u64,
    pub(super) compressed: u64,
    pub(super) header: u64,
    pub(super) disk: u32,
    /// Whether the zip64 field says anything else than the plain fields where both say something.
    pub(super) contradicted: bool,
}

impl Narrow {
    /// Takes each value that the plain fields leave open from the zip64 field (4.5.3). `None` where it is not there.
    pub(super) fn widen(self, extra: &Extra<'_>) -> Option<Wide> {
        let body = extra.wide.unwrap_or_default();
        let (header, disk) = self.header.unwrap_or((0, 0));
        let mut fields = Fields::new(body);
        let mut value = |narrow: u32| match narrow {
            WIDE32 if extra.wide.is_some() => fields.u64(),
            _ => Some(u64::from(narrow)),
        };
        let mut wide = Wide {
            inflated: value(self.inflated)?,
            compressed: value(self.compressed)?,
            header: value(header)?,
            disk: u32::from(disk),
            contradicted: extra.wide_twice,
        };
        if disk == WIDE16 && extra.wide.is_some() {
            wide.disk = fields.u32()?;
        }
        wide.contradicted |= !fields.rest().is_empty() && !wide.is_all_of(body);
        Some(wide)
    }
}

impl Wide {
    /// Some programs write all zip64 values, needed or not, and some read them so: harmless where each is the value that
    /// the plain field has, or zero.
    fn is_all_of(&self, body: &[u8]) -> bool {
        let mut fields = Fields::new(body);
        let values = [self.inflated, self.compressed, self.header];
        let same = values.into_iter().all(|value| match fields.u64() {
            Some(wide) => wide == value || wide == 0,
            None => true,
        });
        same && all_zero(fields.rest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap();
        [&id.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
    }

    #[test]
    fn well_known_fields_are_harmless_in_their_own_form_only() {
        let ntfs = [&[0, 0, 0, 0, 1, 0, 24, 0][..], &[7; 24]].concat();
        let cases: &[(u16, &[u8], &[u8])] = &[
            (0x5455, &[3, 1, 2, 3, 4, 5, 6, 7, 8], &[3, 1, 2, 3]),
            (0x5455, &[3, 1, 2, 3, 4], &[0x83, 1, 2, 3, 4]),
            (0x000A, &ntfs, &[9; 32]),
            (0x7875, &[1, 4, 1, 2, 3, 4, 4, 1, 2, 3, 4], &[1, 4, 1, 2, 3, 4, 4, 1, 2, 3, 4, 5]),
            (0x7855, &[1, 2, 3, 4], &[1, 2, 3, 4, 5]),
            (0x5855, &[1; 8], &[1; 9]),
            (0xA220, &[0x28, 0xA0, 2, 0, 0, 0], &[0x28, 0xA0, 2, 0, 0, b'J']),
            (0xD935, &[4, 0, 0, 0], &[4, 0, 0, b'J']),
            (0xCAFE, &[], b"J"),
        ];
        for (id, good, bad) in cases {
            assert_eq!(read(&field(*id, good), None).stray, None, "{id:04x}");
            let bad = field(*id, bad);
            assert_eq!(read(&bad, None).stray, Some(0..bad.len()), "{id:04x}");
        }
    }

    #[test]
    fn a_repeated_field_and_a_rest_are_stray() {
        let time = field(0x5455, &[1, 1, 2, 3, 4]);
        let twice = [&time[..], &time].concat();
        assert_eq!(read(&twice, None).stray, Some(9..18));
        let marks = [field(0xCAFE, &[]), field(0x4A4A, &[])].concat();
        assert_eq!(read(&marks, None).stray, Some(4..8));
        assert_eq!(read(&[&time[..], b"abc"].concat(), None).stray, Some(9..12));
        assert_eq!(read(&[&time[..], &[0; 3]].concat(), None).stray, None);
        assert_eq!(read(&[0x55, 0x54, 200, 0, 1], None).stray, Some(0..5));
    }

    #[test]
    fn sizes_said_twice() {
        let said = field(0x4949, &[&9u64.to_le_bytes()[..], &5u64.to_le_bytes()].concat());
        assert_eq!(read(&said, Some([9, 5])).stray, None);
        assert_eq!(read(&said, Some([9, 6])).stray, Some(0..20));
        assert_eq!(read(&said, None).stray, Some(0..20));
    }

    #[test]
    fn zip64_values_in_their_order() {
        let values = |list: &[u64]| list.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<_>>();
        let narrow = Narrow { inflated: WIDE32, compressed: 5, header: Some((WIDE32, 0)) };
        let needed = field(ZIP64, &values(&[1 << 33, 7]));
        let wide = narrow.widen(&read(&needed, None)).unwrap();
        assert_eq!((wide.inflated, wide.compressed, wide.header), (1 << 33, 5, 7));
        assert!(!wide.contradicted);
        assert!(narrow.widen(&read(&field(ZIP64, &values(&[1 << 33])), None)).is_none());

        let plain = Narrow { inflated: 9, compressed: 5, header: None };
        let all = field(ZIP64, &values(&[9, 5]));
        assert!(!plain.widen(&read(&all, None)).unwrap().contradicted);
        let other = field(ZIP64, &values(&[9, 6]));
        assert!(plain.widen(&read(&other, None)).unwrap().contradicted);
        let twice = [&all[..], &all].concat();
        assert!(plain.widen(&read(&twice, None)).unwrap().contradicted);
    }
}
