//! Sources for tests: a fixed good one and a broken one.

use core::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

use super::RngError;

/// SplitMix64 from a seed: the same numbers in every run.
pub(crate) struct SplitMix(pub(crate) u64);

impl TryRng for SplitMix {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|number| (number >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Ok(z ^ (z >> 31))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for chunk in out.chunks_mut(8) {
            let number = self.try_next_u64()?.to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for SplitMix {}

/// A source that never answers.
pub(crate) struct Broken;

impl TryRng for Broken {
    type Error = RngError;

    fn try_next_u32(&mut self) -> Result<u32, RngError> {
        Err(RngError::Source)
    }

    fn try_next_u64(&mut self) -> Result<u64, RngError> {
        Err(RngError::Source)
    }

    fn try_fill_bytes(&mut self, _out: &mut [u8]) -> Result<(), RngError> {
        Err(RngError::Source)
    }
}

impl TryCryptoRng for Broken {}

/// A source that fails once it has given as many bytes as its second field says.
pub(crate) struct Limited<S>(pub(crate) S, pub(crate) usize);

impl<S: TryRng> TryRng for Limited<S> {
    type Error = RngError;

    fn try_next_u32(&mut self) -> Result<u32, RngError> {
        Err(RngError::Source)
    }

    fn try_next_u64(&mut self) -> Result<u64, RngError> {
        Err(RngError::Source)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), RngError> {
        self.1 = self.1.checked_sub(out.len()).ok_or(RngError::Source)?;
        self.0.try_fill_bytes(out).map_err(|_| RngError::Source)
    }
}

impl<S: TryRng> TryCryptoRng for Limited<S> {}
