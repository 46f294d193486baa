//! Internet addresses and the hardware addresses of devices (RFC 791, RFC 4291, IEEE 802).
//!
//! Addresses that every network has (RFC 1918, loopback, link-local) or that documents use (RFC 5737, RFC 3849) lead to
//! nobody and are none. Version numbers look like short ones: `1.2.3.4`.

// Only the parsing of addresses: nothing here reaches a network.
use core::net::{Ipv4Addr, Ipv6Addr};

use super::context::near;
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// Addresses of version 4. One that may be a version number needs a word such as "IP" before it.
pub(crate) const V4: Detector = Detector {
    name: "ip-address",
    category: Category::IpAddress,
    description: "an internet address of a device",
    needs: Needs { digits: 4, dot: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 20 },
    find: |text, found| {
        words(text, |c| c.is_ascii_digit() || c == '.', |word, at| v4(text, word, at), found);
    },
    cases: &[
        Case { text: "198.18.0.201", sure: 1, unsure: 0 },
        Case { text: "logged in from IP 198.18.0.1, twice", sure: 1, unsure: 0 },
        Case { text: "198.18.0.1.", sure: 1, unsure: 0 },
        Case { text: "12.1.3.4", sure: 0, unsure: 1 },
        Case { text: "version 1.2.3.4", sure: 0, unsure: 1 },
        Case { text: "192.0.2.1", sure: 0, unsure: 0 },
        Case { text: "10.0.0.1", sure: 0, unsure: 0 },
        Case { text: "192.168.1.1", sure: 0, unsure: 0 },
        Case { text: "198.18.0.256", sure: 0, unsure: 0 },
        Case { text: "198.18.0", sure: 0, unsure: 0 },
        Case { text: "198.18.0.1.2", sure: 0, unsure: 0 },
        Case { text: "01.02.2020", sure: 0, unsure: 0 },
    ],
};

/// Addresses of version 6 and hardware addresses, which nothing else looks like.
pub(crate) const V6: Detector = Detector {
    name: "device-address",
    category: Category::IpAddress,
    description: "an internet address of version 6 or the hardware address of a device",
    needs: Needs { digits: 1, joint: true, ..Needs::NOTHING },
    column: ColumnUse::Alone { share: 0.9, distinct: 5 },
    find: |text, found| {
        words(text, |c| c.is_ascii_hexdigit() || c == ':' || c == '-', |word, _| v6(word), found);
    },
    cases: &[
        Case { text: "2001:2::1234:5678:9abc", sure: 1, unsure: 0 },
        Case { text: "00-00-5E-00-53-01", sure: 1, unsure: 0 },
        Case { text: "MAC 00:00:5e:00:53:01.", sure: 1, unsure: 0 },
        Case { text: "2001:db8::1", sure: 0, unsure: 0 },
        Case { text: "fe80::1", sure: 0, unsure: 0 },
        Case { text: "::1", sure: 0, unsure: 0 },
        Case { text: "12:30:45", sure: 0, unsure: 0 },
        Case { text: "00-00-5E-00-53", sure: 0, unsure: 0 },
        Case { text: "01-02-03-04-05-06", sure: 0, unsure: 0 },
        Case { text: "00:00:00:00:00:00", sure: 0, unsure: 0 },
    ],
};

/// Calls back for each run of such characters that `judge` takes for an address, and says whether it is sure.
fn words(
    text: &str,
    inside: impl Fn(char) -> bool,
    judge: impl Fn(&str, usize) -> Option<bool>,
    found: &mut dyn FnMut(Hit),
) {
    let mut rest = 0;
    while let Some(start) = text.get(rest..).and_then(|tail| tail.find(&inside)).map(|at| rest + at) {
        let tail = text.get(start..).unwrap_or_default();
        let length = tail.find(|c: char| !inside(c)).unwrap_or(tail.len());
        rest = start + length;
        let word = tail.get(..length).unwrap_or_default().trim_end_matches(['.', '-']);
        let glued = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let alone = !glued(text.get(..start).and_then(|head| head.chars().next_back()))
            && !glued(tail.get(length..).and_then(|tail| tail.chars().next()));
        if let Some(sure) = alone.then(|| judge(word, start)).flatten() {
            found(Hit { range: start..start + word.len(), sure });
        }
    }
}

fn v4(text: &str, word: &str, at: usize) -> Option<bool> {
    let address: Ipv4Addr = word.parse().ok()?;
    let nobody = address.is_private()
        || address.is_documentation()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_broadcast()
        || address.is_multicast();
    let octets = address.octets();
    // Version numbers are small.
    let large = octets.first().is_some_and(|first| *first > 20) && octets.iter().any(|octet| *octet > 99);
    (!nobody).then(|| large || near(text, at, &["ip", "ipv4", "ip address"]))
}

fn v6(word: &str) -> Option<bool> {
    hardware(word).or_else(|| {
        let address: Ipv6Addr = word.parse().ok()?;
        let nobody = address.is_loopback()
            || address.is_unspecified()
            || address.is_multicast()
            || address.is_unicast_link_local()
            || address.is_unique_local()
            || address.segments().starts_with(&[0x2001, 0x0db8]);
        (!nobody && address.segments().iter().filter(|part| **part != 0).count() >= 3).then_some(true)
    })
}

/// Six pairs with the same sign between; pairs of decimal digits only may be anything.
fn hardware(word: &str) -> Option<bool> {
    let sign = word.chars().nth(2).filter(|sign| matches!(sign, ':' | '-'))?;
    let mut pairs = 0;
    for pair in word.split(sign) {
        let fits = pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit());
        pairs += if fits { 1 } else { return None };
    }
    (pairs == 6 && word.contains(|c: char| c.is_ascii_alphabetic())).then_some(true)
}
