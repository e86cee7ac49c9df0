//! Many independent messages at once: eight lanes of a vector, one message in each.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod quad;

use super::compress::{INITIAL, compress};
use super::padding::Padded;
use super::{BLOCK_LEN, DIGEST_LEN, state_bytes};
use alloc::vec;
use alloc::vec::Vec;
use zeroize::Zeroizing;

/// Messages that are hashed side by side.
pub(crate) const LANES: usize = 8;
/// With fewer messages left than this, one after the other is as fast.
const WORTHWHILE: usize = 3;

/// One word of each lane.
pub(crate) type Words<const N: usize> = [[u32; LANES]; N];

/// Runs the state of each lane through one block of message words.
pub(crate) fn compress_lanes(states: &mut Words<8>, words: &Words<16>) {
    #[cfg(target_arch = "x86_64")]
    if let Some(path) = avx2::Avx2::detect() {
        return path.compress(states, words);
    }
    quad::compress(states, words);
}

/// Runs the state of each lane through a block of its own.
fn compress_blocks(states: &mut Words<8>, blocks: &[&[u8; BLOCK_LEN]; LANES]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(path) = avx2::Avx2::detect() {
        return path.compress_blocks(states, blocks);
    }
    let mut words = Zeroizing::new([[0; LANES]; 16]);
    for (index, block) in blocks.iter().enumerate() {
        for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
            set_lane(word, index, u32::from_be_bytes(*bytes));
        }
    }
    quad::compress(states, &words);
}

/// The digest of each message, in order.
///
/// Eight messages take little more time than two, one after the other; the gain is largest when
/// their lengths are alike. Lengths are public, contents are not.
///
/// ```
/// use yufu_sm::sm3;
///
/// let digests = sm3::hash_many(&[b"one", b"two", b"three"]);
/// assert_eq!(digests[2], sm3::hash(b"three"));
/// ```
pub fn hash_many(messages: &[&[u8]]) -> Vec<[u8; DIGEST_LEN]> {
    let mut digests = vec![[0; DIGEST_LEN]; messages.len()];
    let mut waiting = messages.iter().zip(digests.iter_mut());
    let mut states = Zeroizing::new([[0; LANES]; 8]);
    let mut lanes: [Option<Lane<'_>>; LANES] = Default::default();
    loop {
        for (index, lane) in lanes.iter_mut().enumerate().filter(|(_, lane)| lane.is_none()) {
            let Some((message, digest)) = waiting.next() else { break };
            *lane = Some(Lane::new(message, digest));
            set(&mut states, index, &INITIAL);
        }
        if lanes.iter().flatten().count() < WORTHWHILE {
            break;
        }
        let mut blocks = [&[0; BLOCK_LEN]; LANES];
        for (block, lane) in blocks.iter_mut().zip(&mut lanes) {
            if let Some(next) = lane.as_mut().and_then(Lane::next_block) {
                *block = next;
            }
        }
        compress_blocks(&mut states, &blocks);
        for (index, lane) in lanes.iter_mut().enumerate() {
            if let Some(done) = lane.take_if(|lane| lane.is_done()) {
                *done.digest = state_bytes(&get(&states, index));
            }
        }
    }
    for (index, lane) in lanes.iter_mut().enumerate() {
        if let Some(mut lane) = lane.take() {
            let mut state = Zeroizing::new(get(&states, index));
            while let Some(block) = lane.next_block() {
                compress(&mut state, core::slice::from_ref(block));
            }
            *lane.digest = state_bytes(&state);
        }
    }
    digests
}

/// A message in the course of being hashed.
struct Lane<'m> {
    /// Blocks of the message that are still to come.
    whole: &'m [[u8; BLOCK_LEN]],
    end: Padded,
    /// Blocks of the end that have been taken.
    ended: usize,
    digest: &'m mut [u8; DIGEST_LEN],
}

impl<'m> Lane<'m> {
    fn new(message: &'m [u8], digest: &'m mut [u8; DIGEST_LEN]) -> Self {
        let (whole, tail) = message.as_chunks();
        Self { whole, end: Padded::new(tail, message.len() as u64), ended: 0, digest }
    }

    fn next_block(&mut self) -> Option<&[u8; BLOCK_LEN]> {
        if let Some((block, rest)) = self.whole.split_first() {
            self.whole = rest;
            return Some(block);
        }
        self.ended += 1;
        self.end.blocks().get(self.ended - 1)
    }

    fn is_done(&self) -> bool {
        self.whole.is_empty() && self.ended == self.end.blocks().len()
    }
}

/// Puts a state into a lane.
fn set(states: &mut Words<8>, lane: usize, state: &[u32; 8]) {
    for (words, word) in states.iter_mut().zip(state) {
        set_lane(words, lane, *word);
    }
}

fn set_lane(words: &mut [u32; LANES], lane: usize, value: u32) {
    if let Some(word) = words.get_mut(lane) {
        *word = value;
    }
}

/// The state in a lane.
fn get(states: &Words<8>, lane: usize) -> [u32; 8] {
    states.each_ref().map(|words| words.get(lane).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Path = fn(&mut Words<8>, &Words<16>);

    /// Every path that this machine can run.
    fn paths() -> Vec<(&'static str, Path)> {
        let mut paths: Vec<(&str, Path)> =
            vec![("chosen", compress_lanes), ("quad", quad::compress)];
        #[cfg(target_arch = "x86_64")]
        if avx2::Avx2::detect().is_some() {
            paths.push(("avx2", |states, words| {
                avx2::Avx2::detect().unwrap().compress(states, words);
            }));
        }
        paths
    }

    proptest! {
        #[test]
        fn every_lane_of_every_path_is_the_single_stream(states: Words<8>, words: Words<16>) {
            for (name, path) in paths() {
                let mut got = states;
                path(&mut got, &words);
                for lane in 0..LANES {
                    let mut expected = get(&states, lane);
                    let mut block = [0; BLOCK_LEN];
                    for (bytes, word) in block.as_chunks_mut::<4>().0.iter_mut().zip(&words) {
                        *bytes = word[lane].to_be_bytes();
                    }
                    compress(&mut expected, &[block]);
                    prop_assert_eq!(get(&got, lane), expected, "{} lane {}", name, lane);
                }
            }
        }

        #[test]
        fn blocks_of_their_own_are_the_words_of_their_lanes(
            states: Words<8>,
            bytes: [[[u8; 16]; 4]; LANES],
        ) {
            let blocks = bytes.map(|bytes| *bytes.as_flattened().first_chunk::<64>().unwrap());
            let words = core::array::from_fn(|word| {
                blocks.map(|block| u32::from_be_bytes(block.as_chunks().0[word]))
            });
            let (mut got, mut expected) = (states, states);
            compress_blocks(&mut got, &blocks.each_ref());
            compress_lanes(&mut expected, &words);
            prop_assert_eq!(got, expected);
        }

        #[test]
        fn many_messages_have_the_digests_of_each(
            lengths in proptest::collection::vec(0_usize..300, 0..30),
            fill: u8,
        ) {
            let data: Vec<u8> = (0..300_u16).map(|i| fill.wrapping_mul(31) ^ i.to_le_bytes()[0]).collect();
            let messages: Vec<&[u8]> = lengths.iter().map(|length| &data[..*length]).collect();
            let expected: Vec<_> =
                messages.iter().map(|message| super::super::hash(message)).collect();
            prop_assert_eq!(hash_many(&messages), expected);
        }
    }

    #[test]
    fn lanes_end_where_padding_needs_another_block() {
        let data = [7; 130];
        for around in [0, 55, 56, 63, 64, 119, 120] {
            let messages: Vec<&[u8]> =
                (around..around + 10).map(|length| &data[..length]).collect();
            let expected: Vec<_> =
                messages.iter().map(|message| super::super::hash(message)).collect();
            assert_eq!(hash_many(&messages), expected);
        }
    }
}
