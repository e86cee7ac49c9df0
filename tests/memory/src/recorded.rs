//! Secret values that the victim's traced build reported, sought in pieces and in every byte order.

use std::collections::{HashMap, HashSet};

use super::Finding;
use super::dump::Dump;

/// Bytes of a piece. A leak of half a register is found; chance is not (2^-64 a place).
const PIECE: usize = 8;
/// A piece with fewer different bytes than this may be padding.
const DIFFERENT: usize = 6;

/// A report of the traced build.
#[derive(Clone, Debug)]
pub struct Record {
    /// What the value is.
    pub label: String,
    /// The value.
    pub value: Vec<u8>,
}

/// Looks for every piece of every record, except pieces of the values in `live`.
#[must_use]
pub fn search(dump: &Dump, records: &[Record], live: &[Record]) -> Vec<Finding> {
    let allowed: HashSet<[u8; PIECE]> =
        live.iter().flat_map(|record| pieces(&record.value)).map(|(piece, _)| piece).collect();
    let mut wanted = HashMap::new();
    for record in records {
        for (piece, order) in pieces(&record.value) {
            if !allowed.contains(&piece) {
                wanted.entry(piece).or_insert((&record.label, order));
            }
        }
    }
    let mut findings = Vec::new();
    for region in &dump.regions {
        for (offset, window) in region.bytes.windows(PIECE).enumerate() {
            let Some((label, order)) = wanted.get(window) else { continue };
            findings.push(Finding::at(region, offset, format!("a piece of {label}, {order}")));
        }
    }
    findings
}

/// The pieces of a value as written, with words of 4 bytes swapped, and wholly reversed.
fn pieces(value: &[u8]) -> impl Iterator<Item = ([u8; PIECE], &'static str)> {
    value.chunks_exact(PIECE).filter(|piece| varies(piece, DIFFERENT)).flat_map(|piece| {
        let [a, b, c, d, e, f, g, h] = <[u8; PIECE]>::try_from(piece).expect("a whole chunk");
        [
            ([a, b, c, d, e, f, g, h], "as it is"),
            ([d, c, b, a, h, g, f, e], "words swapped"),
            ([h, g, f, e, d, c, b, a], "reversed"),
        ]
    })
}

/// Whether at least `different` byte values occur.
pub(super) fn varies(bytes: &[u8], different: usize) -> bool {
    let mut seen = [0_u64; 4];
    for byte in bytes {
        seen[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }
    seen.iter().map(|word| word.count_ones()).sum::<u32>() as usize >= different
}
