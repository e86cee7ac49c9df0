//! Makes the tables of normalisation form C: of what Unicode says of each character, that which this
//! form needs, in a fifth of the room that a table for all four forms takes.

#![allow(clippy::expect_used, reason = "a build script fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

/// Hangul syllables, whose parts are computed.
const HANGUL: std::ops::RangeInclusive<char> = '\u{ac00}'..='\u{d7a3}';

fn main() {
    let whole = |c: char| {
        let mut parts = Vec::new();
        decompose_canonical(c, |part| parts.push(part));
        parts
    };
    let decomposed: BTreeMap<char, Vec<char>> = ('\0'..=char::MAX)
        .filter(|c| !HANGUL.contains(c))
        .map(|c| (c, whole(c)))
        .filter(|(c, parts)| *parts != [*c])
        .collect();

    // What the parts of a character compose to again, or else its parts.
    let (mut pairs, mut others, mut parts) = (Vec::new(), Vec::new(), Vec::<char>::new());
    for (c, own) in &decomposed {
        let (last, front) = own.split_last().expect("a part at least");
        let first = front.iter().copied().reduce(|a, b| compose(a, b).unwrap_or('\0'));
        match first.filter(|first| compose(*first, *last) == Some(*c)) {
            Some(first) => pairs.push([first, *last, *c]),
            None => {
                others.push((*c, parts.len()));
                parts.extend(own);
            }
        }
    }
    others.push((char::MAX, parts.len()));

    pairs.sort_unstable();
    let narrow = |c: &char| u32::from(*c) <= 0xffff;
    let (narrow, wide): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|p| p.iter().all(narrow));
    let mut by_composed: Vec<usize> = (0..narrow.len()).collect();
    by_composed.sort_by_key(|place| narrow.get(*place).map(|[_, _, composed]| *composed));

    // Where the class of combination changes.
    let (mut classes, mut before) = (Vec::new(), 0);
    for c in '\0'..=char::MAX {
        let class = canonical_combining_class(c);
        if class != before {
            classes.push(u32::from(c) << 8 | u32::from(class));
            before = class;
        }
    }

    let mut text = String::new();
    let mut table = |name: &str, ty: &str, rows: Vec<String>| {
        let _ = writeln!(text, "static {name}: [{ty}; {}] = [{}];", rows.len(), rows.join(","));
    };
    let numbers = |chars: &[char; 3]| format!("{:?}", chars.map(u32::from));
    table("PAIRS", "[u16; 3]", narrow.iter().map(numbers).collect());
    table("WIDE_PAIRS", "[u32; 3]", wide.iter().map(numbers).collect());
    table("BY_COMPOSED", "u16", by_composed.iter().map(usize::to_string).collect());
    let other =
        |(c, from): &(char, usize)| (u64::from(u32::from(*c)) << 11 | *from as u64).to_string();
    assert!(parts.len() < 1 << 11, "a place among the parts has 11 bits");
    table("OTHERS", "u32", others.iter().map(other).collect());
    table("PARTS", "char", parts.iter().map(|c| format!("{c:?}")).collect());
    table("CLASSES", "u32", classes.iter().map(u32::to_string).collect());

    let folder = std::env::var_os("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&folder).join("nfc_tables.rs"), text).expect("it can be written");
    println!("cargo::rerun-if-changed=build.rs");
}
