//! Randomness of the cases: the system's; a fixed stream where instructions are counted, so that
//! the counts repeat.

#[cfg(not(yufu_ct))]
pub use getrandom::SysRng as Rng;

/// The source.
#[cfg(not(yufu_ct))]
pub const fn rng() -> Rng {
    getrandom::SysRng
}

#[cfg(yufu_ct)]
pub use fixed::{Fixed as Rng, rng};

#[cfg(yufu_ct)]
mod fixed {
    use std::convert::Infallible;
    use yufu_sm::rand_core::{TryCryptoRng, TryRng};

    /// A counter, mixed (SplitMix64): as unlike as random bytes, and worthless as secrets.
    #[derive(Debug)]
    pub struct Fixed(u64);

    /// A stream of its own for each case, always the same.
    pub const fn rng() -> Fixed {
        Fixed(0)
    }

    impl TryRng for Fixed {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            let [a, b, c, d, ..] = self.try_next_u64()?.to_le_bytes();
            Ok(u32::from_le_bytes([a, b, c, d]))
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            Ok(mixed ^ (mixed >> 31))
        }

        fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
            for bytes in out.chunks_mut(8) {
                let random = self.try_next_u64()?.to_le_bytes();
                bytes.iter_mut().zip(random).for_each(|(byte, random)| *byte = random);
            }
            Ok(())
        }
    }

    impl TryCryptoRng for Fixed {}
}
