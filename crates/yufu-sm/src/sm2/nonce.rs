//! Secret scalars from randomness: nonces, ephemeral keys, private keys.

use super::arithmetic::Scalar;
use crate::{Error, Result, drbg::hash::HashSm3Drbg, publish};
use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

/// Draws before a source is declared broken. A sound one fails a single draw once in 2^32.
const MAX_DRAWS: usize = 16;

/// A uniform scalar in [1, n-1], by rejection: reducing modulo n would favour small ones.
pub(super) fn random_scalar<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Scalar> {
    draw(|bytes| rng.try_fill_bytes(bytes).map_err(|_| Error::EntropyFailed))
}

/// The next nonce of a generator that [`hedged`] made.
pub(super) fn next_nonce(nonces: &mut HashSm3Drbg) -> Result<Scalar> {
    draw(|bytes| {
        nonces.next_block(bytes);
        Ok(())
    })
}

fn draw(mut fill: impl FnMut(&mut [u8; 32]) -> Result<()>) -> Result<Scalar> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    for _ in 0..MAX_DRAWS {
        fill(&mut bytes)?;
        if let Some(scalar) = Scalar::from_bytes(&bytes)
            // PUBLISHED: whether it is zero. Zero is drawn again, and never used.
            && !publish(bool::from(scalar.is_zero()))
        {
            return Ok(scalar);
        }
    }
    Err(Error::EntropyFailed)
}

/// A source of nonces for one signature that stays unpredictable when one of its inputs is weak: a
/// generator seeded with the private key, fresh randomness and the digest to sign.
///
/// A source that fails is an error: a signature is never quietly deterministic.
pub(super) fn hedged<R: TryCryptoRng + ?Sized>(
    private_key: &Scalar,
    digest: &[u8; 32],
    rng: &mut R,
) -> Result<HashSm3Drbg> {
    let mut fresh = Zeroizing::new([0_u8; 32]);
    rng.try_fill_bytes(fresh.as_mut_slice()).map_err(|_| Error::EntropyFailed)?;
    Ok(HashSm3Drbg::new([&*private_key.to_bytes(), &*fresh], digest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::convert::Infallible;
    use rand_core::TryRng;

    /// Gives what was prepared, then zeros.
    struct Prepared<'a>(&'a [[u8; 32]], usize);

    impl TryRng for Prepared<'_> {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> core::result::Result<u32, Infallible> {
            Ok(0)
        }

        fn try_next_u64(&mut self) -> core::result::Result<u64, Infallible> {
            Ok(0)
        }

        fn try_fill_bytes(&mut self, out: &mut [u8]) -> core::result::Result<(), Infallible> {
            out.copy_from_slice(self.0.get(self.1).unwrap_or(&[0; 32]));
            self.1 += 1;
            Ok(())
        }
    }

    impl TryCryptoRng for Prepared<'_> {}

    #[test]
    fn scalars_outside_1_to_n_minus_1_are_drawn_again() {
        let n: [u8; 32] =
            hex::decode("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123")
                .unwrap()
                .try_into()
                .unwrap();
        let mut n_minus_1 = n;
        n_minus_1[31] -= 1;
        let draws = [[0; 32], n, [0xff; 32], n_minus_1];
        let mut rng = Prepared(&draws, 0);
        assert_eq!(*random_scalar(&mut rng).unwrap().to_bytes(), n_minus_1);
        assert_eq!(rng.1, 4);
    }

    /// Key, randomness and digest each change the nonce, and so does another draw.
    #[test]
    fn nonce_depends_on_each_of_its_inputs() {
        let nonce = |key: u8, fresh: u8, digest: u8, draws: usize| {
            let key = Scalar::from_bytes(&[key; 32]).unwrap();
            let mut drbg = hedged(&key, &[digest; 32], &mut Prepared(&[[fresh; 32]], 0)).unwrap();
            let nonces: alloc::vec::Vec<_> =
                (0..draws).map(|_| *next_nonce(&mut drbg).unwrap().to_bytes()).collect();
            nonces.last().copied().unwrap()
        };
        let all =
            [(1, 2, 3, 1), (9, 2, 3, 1), (1, 9, 3, 1), (1, 2, 9, 1), (2, 1, 3, 1), (1, 2, 3, 2)]
                .map(|(key, fresh, digest, draws)| nonce(key, fresh, digest, draws));
        for (i, one) in all.iter().enumerate() {
            assert!(all.iter().skip(i + 1).all(|other| other != one), "{i}");
        }
        assert_eq!(nonce(1, 2, 3, 1), all[0]);
    }

    #[test]
    fn source_that_is_stuck_is_an_error() {
        let mut rng = Prepared(&[], 0);
        assert_eq!(random_scalar(&mut rng).err(), Some(Error::EntropyFailed));
        assert_eq!(rng.1, MAX_DRAWS);
    }
}
