//! The compression function of SM3 (GB/T 32905 5.3): the one place where its rounds are run.

use digest::{
    array::Array,
    block_api::UpdateCore as _,
    common::hazmat::{SerializableState as _, SerializedState},
};
use zeroize::Zeroize as _;

/// The initial value (GB/T 32905 4.1).
pub(super) const INITIAL: [u32; 8] = [
    0x7380_166f,
    0x4914_b2b9,
    0x1724_42d7,
    0xda8a_0600,
    0xa96f_30bc,
    0x1631_38aa,
    0xe38d_ee4d,
    0xb0fb_0e4e,
];

/// Runs `state` through `blocks`, in order.
pub(super) fn compress(state: &mut [u32; 8], blocks: &[[u8; 64]]) {
    // The crate's core keeps its state private: eight words and a block count, little endian.
    let mut serialized = SerializedState::<sm3::Sm3Core>::default();
    for (to, word) in serialized.as_chunks_mut::<4>().0.iter_mut().zip(state.iter()) {
        *to = word.to_le_bytes();
    }
    if let Ok(mut core) = sm3::Sm3Core::deserialize(&serialized) {
        core.update_blocks(Array::cast_slice_from_core(blocks));
        serialized.zeroize();
        serialized = core.serialize();
    }
    for (word, from) in state.iter_mut().zip(serialized.as_chunks::<4>().0) {
        *word = u32::from_le_bytes(*from);
    }
    serialized.zeroize();
}
