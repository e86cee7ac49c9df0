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
    tried: HashMap<Vec<u8>, usize>,
}

impl Search {
    /// A search in dumps of one input, whose context has the SM3 digest `salt`.
    #[must_use]
    pub fn new(salt: [u8; 32]) -> Self {
        Self { salt, tried: HashMap::new() }
    }

    /// Tries every window of the dump against the targets, which are those of the earlier calls
    /// and possibly more.
    pub fn search(&mut self, dump: &Dump, targets: &[Target]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for region in &dump.regions {
            self.windows::<32>(
                region,
                targets,
                DIFFERENT_IN_32,
                &mut findings,
                |salt, window, rest| as_chain(salt, window, rest),
            );
            self.windows::<16>(
                region,
                targets,
                DIFFERENT_IN_16,
                &mut findings,
                |_, window, rest| as_block_key(window, rest),
            );
        }
        findings
    }

    fn windows<const N: usize>(
        &mut self,
        region: &Region,
        targets: &[Target],
        different: usize,
        findings: &mut Vec<Finding>,
        attempt: impl Fn(&[u8; 32], &[u8; N], &[Target]) -> Option<String>,
    ) {
        for (offset, window) in region.bytes.windows(N).enumerate() {
            if !varies(window, different) {
                continue;
            }
            let done = match self.tried.get(window) {
                Some(done) => *done,
                None => 0,
            };
            if done >= targets.len() {
                continue;
            }
            let window: &[u8; N] = window.try_into().expect("a window of N");
            if let Some(what) = attempt(&self.salt, window, &targets[done..]) {
                findings.push(Finding::at(region, offset, what));
            } else {
                self.tried.insert(window.to_vec(), targets.len());
            }
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

/// Tries a window as a slot's key or as four of its round keys, in either direction.
fn as_block_key(window: &[u8; 16], targets: &[Target]) -> Option<String> {
    for (order, key) in orders(window) {
        let keys = RoundKeys::of_key(&key);
        if let Some(target) = targets.iter().find(|target| target.is_opened_by(&keys)) {
            return Some(format!("the key of slot {}, {order}", target.index));
        }
        let four = std::array::from_fn(|i| {
            u32::from_le_bytes(key[4 * i..4 * i + 4].try_into().expect("4 of 16"))
        });
        let mut backwards = four;
        backwards.reverse();
        for at in 0..=28 {
            for four in [four, backwards] {
                let keys = RoundKeys::of_four(four, at);
                if let Some(target) = targets.iter().find(|target| target.is_opened_by(&keys)) {
                    return Some(format!("round keys of slot {}, {order}", target.index));
                }
            }
        }
    }
    None
}

/// A value as written, with its words of 4 bytes swapped, and wholly reversed.
fn orders<const N: usize>(value: &[u8; N]) -> [(&'static str, [u8; N]); 3] {
    let mut swapped = *value;
    swapped.chunks_mut(4).for_each(<[u8]>::reverse);
    let mut reversed = *value;
    reversed.reverse();
    [("as it is", *value), ("words swapped", swapped), ("reversed", reversed)]
}
