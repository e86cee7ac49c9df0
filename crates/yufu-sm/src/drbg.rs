//! HMAC-SM3-DRBG: random bits from a seed (GM/T 0105; the construction of NIST SP 800-90A 10.1.2
//! with SM3).
//!
//! This is a generator, not a source: it is worth as much as the entropy that it is seeded with.
//! SM2 signing draws its nonces from another, the module `hash`, seeded anew for every signature.

pub(crate) mod hash;

use crate::sm3::{DIGEST_LEN, HmacKey, state_bytes};
use crate::{Error, Result};
use core::fmt;
use rand_core::{TryCryptoRng, TryRng};
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Requests served between two seedings (GM/T 0105, security level 1).
pub const RESEED_INTERVAL: u32 = 1 << 20;
/// Bytes of the longest request (SP 800-90A 10.1, table 2).
pub const MAX_REQUEST: usize = 1 << 16;
/// Bytes of entropy that a seed needs at least: the security strength of SM3's generator.
pub const MIN_ENTROPY: usize = 32;

/// A deterministic generator; its state is wiped on drop.
#[derive(ZeroizeOnDrop)]
pub struct HmacSm3Drbg {
    key: HmacKey,
    /// V, as words.
    value: [u32; 8],
    #[zeroize(skip)]
    requests: u32,
}

impl HmacSm3Drbg {
    /// A generator seeded with `entropy`, a `nonce` that need not be secret, and a text that
    /// separates it from others.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] when `entropy` has fewer than [`MIN_ENTROPY`] bytes.
    pub fn new(entropy: &[u8], nonce: &[u8], personalization: &[u8]) -> Result<Self> {
        if entropy.len() < MIN_ENTROPY {
            return Err(Error::InvalidLength);
        }
        let mut drbg = Self { key: HmacKey::ZEROS, value: [0x0101_0101; 8], requests: 0 };
        drbg.update(&[entropy, nonce, personalization]);
        Ok(drbg)
    }

    /// Mixes fresh entropy in.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] when `entropy` has fewer than [`MIN_ENTROPY`] bytes.
    pub fn reseed(&mut self, entropy: &[u8], additional: &[u8]) -> Result<()> {
        if entropy.len() < MIN_ENTROPY {
            return Err(Error::InvalidLength);
        }
        self.update(&[entropy, additional]);
        self.requests = 0;
        Ok(())
    }

    /// Fills `out`.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] for more than [`MAX_REQUEST`] bytes at once, and
    /// [`Error::ReseedRequired`] after [`RESEED_INTERVAL`] requests.
    pub fn generate(&mut self, out: &mut [u8]) -> Result<()> {
        if out.len() > MAX_REQUEST {
            return Err(Error::InvalidLength);
        }
        if self.requests >= RESEED_INTERVAL {
            return Err(Error::ReseedRequired);
        }
        self.output(out);
        self.update(&[]);
        self.requests += 1;
        Ok(())
    }

    fn output(&mut self, out: &mut [u8]) {
        for chunk in out.chunks_mut(DIGEST_LEN) {
            self.key.iterate(&mut self.value);
            let value = Zeroizing::new(state_bytes(&self.value));
            chunk.iter_mut().zip(value.iter()).for_each(|(to, from)| *to = *from);
        }
    }

    /// HMAC_DRBG_Update (SP 800-90A 10.1.2.2).
    fn update(&mut self, provided: &[&[u8]]) {
        for round in [[0_u8], [1]] {
            let value = Zeroizing::new(state_bytes(&self.value));
            let parts = [value.as_slice(), &round].into_iter().chain(provided.iter().copied());
            self.key = HmacKey::new(self.key.mac_chain(parts).as_slice());
            self.key.iterate(&mut self.value);
            if provided.is_empty() {
                break;
            }
        }
    }
}

impl TryRng for HmacSm3Drbg {
    type Error = Error;

    fn try_next_u32(&mut self) -> Result<u32> {
        let mut bytes = [0; 4];
        self.generate(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64> {
        let mut bytes = [0; 8];
        self.generate(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<()> {
        out.chunks_mut(MAX_REQUEST).try_for_each(|chunk| self.generate(chunk))
    }
}

impl TryCryptoRng for HmacSm3Drbg {}

impl fmt::Debug for HmacSm3Drbg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HmacSm3Drbg { .. }")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    /// RFC 6979's generator of nonces is HMAC_DRBG; another implementation of it is the oracle.
    #[test]
    fn output_equals_another_implementation() {
        use elliptic_curve::Curve as _;
        for case in 0..20_u8 {
            let (x, h, data) = ([case; 32], [case ^ 0x7f; 32], [case, 7]);
            let mut oracle =
                rfc6979::KGenerator::<sm3::Sm3, _>::new(&x, &h, &data, sm2::Sm2::ORDER.as_ref());
            let mut expected = [0; 32];
            oracle.fill_next_k(&mut expected);
            let mut drbg = HmacSm3Drbg::new(&x, &h, &data).unwrap();
            let mut out = [0; 32];
            drbg.generate(&mut out).unwrap();
            assert_eq!(out, expected, "case {case}");
        }
    }

    #[test]
    fn too_little_entropy_is_refused() {
        assert_eq!(HmacSm3Drbg::new(&[7; 31], b"", b"").err(), Some(Error::InvalidLength));
        let mut drbg = HmacSm3Drbg::new(&[7; 32], b"", b"").unwrap();
        assert_eq!(drbg.reseed(&[7; 31], b""), Err(Error::InvalidLength));
    }

    #[test]
    fn output_ends_after_the_interval_until_reseeded() {
        let mut drbg = HmacSm3Drbg::new(&[7; 32], b"", b"").unwrap();
        drbg.requests = RESEED_INTERVAL - 1;
        let mut out = [0; 8];
        drbg.generate(&mut out).unwrap();
        assert_eq!(drbg.generate(&mut out), Err(Error::ReseedRequired));
        assert_eq!(drbg.try_fill_bytes(&mut out), Err(Error::ReseedRequired));
        drbg.reseed(&[8; 32], b"").unwrap();
        drbg.generate(&mut out).unwrap();
    }

    #[test]
    fn long_requests_are_refused_at_once_and_split_by_the_trait() {
        let mut drbg = HmacSm3Drbg::new(&[7; 32], b"", b"").unwrap();
        let mut out = vec![0; MAX_REQUEST + 1];
        assert_eq!(drbg.generate(&mut out), Err(Error::InvalidLength));
        drbg.try_fill_bytes(&mut out).unwrap();
        assert!(out[MAX_REQUEST - 16..].iter().any(|byte| *byte != 0));
    }
}
