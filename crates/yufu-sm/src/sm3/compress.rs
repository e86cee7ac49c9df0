//! The compression function of SM3 (GB/T 32905 5.3), by the fastest path of this processor.
//!
//! | path | where |
//! |---|---|
//! | `scalar` | x86-64 with AVX or AVX-512VL, and BMI2: rounds in general registers, expansion in vectors |
//! | `armv8` | aarch64 with the SM3 instructions |
//! | `portable` | everywhere else |
//!
//! All are constant-time: no branch and no address depends on the state or on the message.

#[cfg(target_arch = "aarch64")]
mod armv8;
mod portable;
#[cfg(target_arch = "x86_64")]
mod scalar;

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

/// T_j rotated left by j, as round j uses it (GB/T 32905 4.2, 5.3.3).
pub(super) const ROUND_CONSTANTS: [u32; 64] = round_constants();

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks the index")]
const fn round_constants() -> [u32; 64] {
    let mut constants = [0; 64];
    let mut j = 0;
    let mut rotation = 0;
    while j < 64 {
        let t: u32 = if j < 16 { 0x79cc_4519 } else { 0x7a87_9d8a };
        constants[j] = t.rotate_left(rotation % 32);
        j += 1;
        rotation += 1;
    }
    constants
}

/// Runs `state` through `blocks`, in order.
pub(super) fn compress(state: &mut [u32; 8], blocks: &[[u8; 64]]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(path) = scalar::Scalar::detect() {
        return path.compress(state, blocks);
    }
    #[cfg(target_arch = "aarch64")]
    if let Some(path) = armv8::Armv8::detect() {
        return path.compress(state, blocks);
    }
    portable::compress(state, blocks);
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use digest::array::Array;
    use digest::block_api::UpdateCore as _;
    use digest::common::hazmat::SerializableState as _;
    use proptest::prelude::*;

    type Path = fn(&mut [u32; 8], &[[u8; 64]]);

    /// Every path that this machine can run.
    fn paths() -> Vec<(&'static str, Path)> {
        let mut paths: Vec<(&str, Path)> =
            alloc::vec![("chosen", compress), ("portable", portable::compress)];
        #[cfg(target_arch = "x86_64")]
        if scalar::Scalar::detect().is_some() {
            paths.push(("scalar", |state, blocks| {
                scalar::Scalar::detect().unwrap().compress(state, blocks);
            }));
            paths.push(("scalar, without rotations", |state, blocks| {
                scalar::Scalar::detect().unwrap().without_rotations().compress(state, blocks);
            }));
        }
        #[cfg(target_arch = "aarch64")]
        if armv8::Armv8::detect().is_some() {
            paths.push(("armv8", |state, blocks| {
                armv8::Armv8::detect().unwrap().compress(state, blocks);
            }));
        }
        paths
    }

    /// Another implementation, whose core keeps its state private: eight words and a count.
    fn oracle(state: &[u32; 8], blocks: &[[u8; 64]]) -> [u32; 8] {
        let mut serialized = digest::common::hazmat::SerializedState::<sm3::Sm3Core>::default();
        for (to, word) in serialized.as_chunks_mut::<4>().0.iter_mut().zip(state) {
            *to = word.to_le_bytes();
        }
        let mut core = sm3::Sm3Core::deserialize(&serialized).unwrap();
        core.update_blocks(Array::cast_slice_from_core(blocks));
        let serialized = core.serialize();
        core::array::from_fn(|i| u32::from_le_bytes(serialized.as_chunks::<4>().0[i]))
    }

    #[track_caller]
    fn assert_all_equal(state: [u32; 8], blocks: &[[u8; 64]]) {
        let expected = oracle(&state, blocks);
        for (name, path) in paths() {
            let mut got = state;
            path(&mut got, blocks);
            assert_eq!(got, expected, "{name}, {} blocks", blocks.len());
        }
    }

    #[test]
    fn every_path_equals_another_implementation_at_the_edges() {
        let edges = [0, 1, 0x7fff_ffff, 0x8000_0000, u32::MAX];
        for word in edges {
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                for count in 0..4 {
                    assert_all_equal([word; 8], &alloc::vec![[byte; 64]; count]);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn every_path_equals_another_implementation(
            state: [u32; 8],
            bytes in proptest::collection::vec(any::<u8>(), 0..700),
            skew in 0_usize..16,
        ) {
            // Blocks that begin anywhere, aligned or not.
            let blocks = bytes.get(skew..).unwrap_or_default().as_chunks::<64>().0;
            assert_all_equal(state, blocks);
        }
    }
}
