//! Drawn portraits: a head and shoulders of plain colours, as PNG. Nobody sat for them.

use std::io::Write;

use flate2::{Compression, Crc, write::ZlibEncoder};

use super::people::Dice;

const WIDTH: i32 = 60;
const HEIGHT: i32 = 76;

const SKIN: &[[u8; 3]] = &[[241, 207, 181], [198, 146, 110], [141, 94, 66], [92, 60, 44], [226, 184, 150]];
const HAIR: &[[u8; 3]] = &[[40, 30, 26], [92, 62, 38], [150, 112, 66], [120, 120, 122], [24, 24, 28]];
const WALL: &[[u8; 3]] = &[[205, 216, 226], [222, 222, 216], [196, 208, 204]];

/// A portrait (RFC 2083: eight bits, three colours, no filter).
pub(crate) fn portrait(dice: &mut Dice) -> Vec<u8> {
    let mut colour = |list: &[[u8; 3]]| list[usize::try_from(dice.below(list.len() as u64)).expect("small")];
    let (skin, hair, wall) = (colour(SKIN), colour(HAIR), colour(WALL));
    let mut rows = Vec::new();
    for y in 0..HEIGHT {
        rows.push(0);
        for x in 0..WIDTH {
            rows.extend(pixel(x, y, skin, hair, wall));
        }
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(&rows).expect("memory");
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    chunk(&mut out, b"IHDR", &[&size[..], &[8, 2, 0, 0, 0]].concat());
    chunk(&mut out, b"IDAT", &encoder.finish().expect("memory"));
    chunk(&mut out, b"IEND", &[]);
    out
}

fn pixel(x: i32, y: i32, skin: [u8; 3], hair: [u8; 3], wall: [u8; 3]) -> [u8; 3] {
    let inside = |cx: i32, cy: i32, rx: i32, ry: i32| {
        let (dx, dy) = ((x - cx) * ry, (y - cy) * rx);
        dx * dx + dy * dy <= rx * rx * ry * ry
    };
    let eye = |cx: i32| inside(cx, 33, 2, 2);
    match () {
        () if eye(24) || eye(36) => [38, 34, 32],
        () if inside(30, 44, 6, 1) => [150, 72, 70],
        () if inside(30, 35, 14, 18) && y > 25 => skin,
        () if inside(30, 31, 17, 20) && y < 40 => hair,
        () if (24..=36).contains(&x) && (48..60).contains(&y) => skin,
        () if inside(30, 78, 27, 22) => [32, 44, 72],
        () => wall,
    }
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    out.extend(u32::try_from(data.len()).expect("small").to_be_bytes());
    let body = [&kind[..], data].concat();
    let mut crc = Crc::new();
    crc.update(&body);
    out.extend(body);
    out.extend(crc.sum().to_be_bytes());
}
