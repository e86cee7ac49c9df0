//! Bytes that open an earlier keystroke when they are tried as a key.
//!
//! The attacker has the sealed input from the network and so every keystroke's ciphertext. A trial
//! counts as a hit if the slot opens to {code, index, zeros} (docs/formats/sealed-input.md), which
//! chance does not do.

use std::collections::HashMap;

use yufu_sm::kdf;

use super::Finding;
use super::dump::{Dump, Region};
use super::recorded::varies;
use super::sm4::RoundKeys;

/// A keystroke's ciphertext, from the sealed input.
#[derive(Clone, Debug)]
pub struct Target {
    /// The slot's index in the log.
    pub index: u16,
    /// Its ciphertext.
    pub slot: [u8; 16],
}

impl Target {
    fn is_opened_by(&self, keys: &RoundKeys) -> bool {
        let block = keys.decrypt(&self.slot);
        block[1..3] == self.index.to_be_bytes() && block[3..] == [0; 13]
    }

    /// The key of this slot under the chain value `chain`.
    ///
    /// # Panics
    /// Never: 16 bytes are within what HKDF gives.
    #[must_use]
    pub fn key_from_chain(&self, chain: &[u8; 32]) -> [u8; 16] {
        let mut key = [0; 16];
        let info: [&[u8]; 2] = [b"yufu input slot", &self.index.to_be_bytes()];
        kdf::hkdf_expand(chain, &info, &mut key).expect("16 bytes are allowed");
        key
    }
}

/// Fewest different bytes in a window that can be a random key; a random one has fewer with a
/// probability below 10^-6.
const DIFFERENT_IN_16: usize = 10;
const DIFFERENT_IN_32: usize = 20;

/// Tries windows as keys and remembers what it has tried, since dumps resemble each other.
pub struct Search {
    salt: [u8; 32],
    /// How many targets each window has been tried against.
    chains: HashMap<[u8; 32], usize>,
    block_keys: HashMap<[u8; 16], usize>,
    round_keys: HashMap<[u8; 16], usize>,
}

impl Search {
    /// A search in dumps of one input, whose context has the SM3 digest `salt`.
    #[must_use]
    pub fn new(salt: [u8; 32]) -> Self {
        let (chains, block_keys, round_keys) = Default::default();
        Self { salt, chains, block_keys, round_keys }
    }

    /// How many different windows have been tried.
    #[must_use]
    pub fn windows_tried(&self) -> usize {
        self.chains.len() + self.block_keys.len() + self.round_keys.len()
    }

    /// Tries every window of the dump against the targets, which are those of the earlier calls
    /// and possibly more. Round keys are words and so stand at multiples of 4.
    pub fn search(&mut self, dump: &Dump, targets: &[Target]) -> Vec<Finding> {
        let salt = &self.salt;
        let mut findings = Vec::new();
        for region in &dump.regions {
            let mut report = |offset, what| findings.push(Finding::at(region, offset, what));
            let as_chain = |window: &[u8; 32], rest: &[Target]| as_chain(salt, window, rest);
            windows(region, 1, DIFFERENT_IN_32, targets, &mut self.chains, as_chain, &mut report);
            let tried = &mut self.block_keys;
            windows(region, 1, DIFFERENT_IN_16, targets, tried, as_block_key, &mut report);
            let tried = &mut self.round_keys;
            windows(region, 4, DIFFERENT_IN_16, targets, tried, as_round_keys, &mut report);
        }
        findings
    }
}

/// Makes an attempt with each window that may be a key, against the targets it has not met yet.
fn windows<const N: usize>(
    region: &Region,
    step: usize,
    different: usize,
    targets: &[Target],
    tried: &mut HashMap<[u8; N], usize>,
    attempt: impl Fn(&[u8; N], &[Target]) -> Option<String>,
    report: &mut impl FnMut(usize, String),
) {
    for (offset, window) in region.bytes.windows(N).enumerate().step_by(step) {
        if !varies(window, different) {
            continue;
        }
        let window: &[u8; N] = window.try_into().expect("a window of N");
        let done = tried.get(window).copied().unwrap_or(0);
        let Some(rest @ [_, ..]) = targets.get(done..) else { continue };
        match attempt(window, rest) {
            Some(what) => report(offset, what),
            None => drop(tried.insert(*window, targets.len())),
        }
    }
}

/// Tries a window as the seed or as a chain value.
fn as_chain(salt: &[u8; 32], window: &[u8; 32], targets: &[Target]) -> Option<String> {
    for (order, chain) in orders(window) {
        let first = kdf::hkdf_extract(salt, &chain);
        for target in targets {
            let index = target.index;
            if target.is_opened_by(&RoundKeys::of_key(&target.key_from_chain(&chain))) {
                return Some(format!("the chain value of slot {index}, {order}"));
            }
            if target.is_opened_by(&RoundKeys::of_key(&target.key_from_chain(&first))) {
                return Some(format!("the seed, which opens slot {index}, {order}"));
            }
        }
    }
    None
}

/// Tries a window as a slot's key.
fn as_block_key(window: &[u8; 16], targets: &[Target]) -> Option<String> {
    orders(window).into_iter().find_map(|(order, key)| {
        let target = opened(targets, &RoundKeys::of_key(&key))?;
        Some(format!("the key of slot {}, {order}", target.index))
    })
}

/// Tries a window as four round keys of a slot, at every place of the schedule and in the order of
/// encryption or of decryption.
fn as_round_keys(window: &[u8; 16], targets: &[Target]) -> Option<String> {
    for (order, bytes) in &orders(window)[..2] {
        let mut four = std::array::from_fn(|i| {
            u32::from_le_bytes(bytes[4 * i..4 * i + 4].try_into().expect("4 of 16"))
        });
        for _direction in 0..2 {
            for at in 0..=28 {
                if let Some(target) = opened(targets, &RoundKeys::of_four(four, at)) {
                    return Some(format!("round keys of slot {}, {order}", target.index));
                }
            }
            four.reverse();
        }
    }
    None
}

fn opened<'a>(targets: &'a [Target], keys: &RoundKeys) -> Option<&'a Target> {
    targets.iter().find(|target| target.is_opened_by(keys))
}

/// A value as written, with its words of 4 bytes swapped, and wholly reversed.
fn orders<const N: usize>(value: &[u8; N]) -> [(&'static str, [u8; N]); 3] {
    let mut swapped = *value;
    swapped.chunks_mut(4).for_each(<[u8]>::reverse);
    let mut reversed = *value;
    reversed.reverse();
    [("as it is", *value), ("words swapped", swapped), ("reversed", reversed)]
}
