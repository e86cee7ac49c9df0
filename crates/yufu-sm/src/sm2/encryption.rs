//! Public-key encryption (GB/T 32918.4).

use super::{
    CiphertextFormat,
    arithmetic::{AffinePoint, Point, Scalar},
    ciphertext::Parts,
    kdf, nonce,
    private::{PrivateScalar, private_key_methods},
    public::{PublicPoint, public_key_methods},
};
use crate::{Error, Result, publish, sm3, wipe};
use alloc::{vec, vec::Vec};
use rand_core::TryCryptoRng;
use subtle::{Choice, ConstantTimeEq as _};
use zeroize::Zeroizing;

/// Ephemeral scalars tried before encryption gives up. For a plaintext of one byte one in 256
/// fails, so this many fail with a chance of 2^-256.
const MAX_EPHEMERALS: usize = 32;

/// A public key to encrypt to.
///
/// The ciphertext doesn't say who made it: anyone can encrypt to a public key.
#[derive(Clone, PartialEq, Eq)]
pub struct EncryptingKey(PublicPoint);

public_key_methods!(EncryptingKey);

impl EncryptingKey {
    /// Encrypts `plaintext`; the result is 97 bytes longer, in DER up to 20 more.
    ///
    /// # Errors
    /// [`Error::EmptyPlaintext`], [`Error::EntropyFailed`] when `rng` fails, and
    /// [`Error::InvalidLength`] above what the KDF (2^37 bytes) or DER can hold.
    pub fn encrypt<R: TryCryptoRng + ?Sized>(
        &self,
        plaintext: &[u8],
        format: CiphertextFormat,
        rng: &mut R,
    ) -> Result<Vec<u8>> {
        let ciphertext =
            self.encrypt_with_ephemerals(plaintext, format, || nonce::random_scalar(rng));
        wipe::stack();
        ciphertext
    }

    /// Encrypts with the first ephemeral scalar in [1, n-1] that `ephemerals` gives and whose KDF
    /// stream is not all zero.
    fn encrypt_with_ephemerals(
        &self,
        plaintext: &[u8],
        format: CiphertextFormat,
        mut ephemerals: impl FnMut() -> Result<Scalar>,
    ) -> Result<Vec<u8>> {
        if plaintext.is_empty() {
            return Err(Error::EmptyPlaintext);
        }
        let mut c2 = Zeroizing::new(vec![0; plaintext.len()]);
        for _ in 0..MAX_EPHEMERALS {
            let k = ephemerals()?;
            trace_secret!("sm2.encrypt.ephemeral", k.to_bytes().as_slice());
            let c1 = Point::mul_base(&k).coordinates().ok_or(Error::EntropyFailed)?;
            let shared = self.0.point().mul(&k).coordinates().ok_or(Error::EntropyFailed)?;
            let is_zero = kdf::derive(&[shared.x.as_slice(), shared.y.as_slice()], &mut c2)?;
            // PUBLISHED: whether the stream is all zero. The scalar is dropped then.
            if publish(bool::from(is_zero)) {
                continue;
            }
            trace_secret!("sm2.encrypt.stream", &c2);
            c2.iter_mut().zip(plaintext).for_each(|(to, from)| *to ^= *from);
            let c3 = sm3::hash_parts(&[shared.x.as_slice(), plaintext, shared.y.as_slice()]);
            // PUBLISHED: C1, whose DER is shorter where a coordinate begins with zeros.
            let (x, y) = publish((*c1.x, *c1.y));
            return Parts { x, y, c3, c2: &c2 }.encode(format);
        }
        Err(Error::EntropyFailed)
    }
}

/// A private key that decrypts; wiped on drop, never printed.
pub struct DecryptingKey {
    private: PrivateScalar,
    encrypting_key: EncryptingKey,
}

private_key_methods!(DecryptingKey, private, Self::from_private);

impl DecryptingKey {
    /// The public key of this key.
    pub fn encrypting_key(&self) -> &EncryptingKey {
        &self.encrypting_key
    }

    /// Decrypts a ciphertext in the agreed `format`.
    ///
    /// # Errors
    /// [`Error::InvalidCiphertext`] whatever is wrong with it.
    pub fn decrypt(
        &self,
        ciphertext: &[u8],
        format: CiphertextFormat,
    ) -> Result<Zeroizing<Vec<u8>>> {
        let (plaintext, valid) = self.decrypt_masked(ciphertext, format)?;
        // PUBLISHED: whether the ciphertext is valid, as the result says.
        if publish(bool::from(valid)) { Ok(plaintext) } else { Err(Error::InvalidCiphertext) }
    }

    /// Decrypts, and gives out the plaintext beside whether it is valid, on which no branch depends.
    pub(crate) fn decrypt_masked(
        &self,
        ciphertext: &[u8],
        format: CiphertextFormat,
    ) -> Result<(Zeroizing<Vec<u8>>, Choice)> {
        let opened = Parts::parse(ciphertext, format).and_then(|parts| self.open(&parts));
        wipe::stack();
        opened.map_err(|_| Error::InvalidCiphertext)
    }

    fn open(&self, parts: &Parts<'_>) -> Result<(Zeroizing<Vec<u8>>, Choice)> {
        let c1 =
            AffinePoint::from_coordinates(&parts.x, &parts.y).ok_or(Error::InvalidCiphertext)?;
        let shared = c1.mul(self.private.scalar()).coordinates().ok_or(Error::InvalidCiphertext)?;
        let mut plaintext = Zeroizing::new(vec![0; parts.c2.len()]);
        let is_zero = kdf::derive(&[shared.x.as_slice(), shared.y.as_slice()], &mut plaintext)?;
        plaintext.iter_mut().zip(parts.c2).for_each(|(to, from)| *to ^= *from);
        let expected = Zeroizing::new(sm3::hash_parts(&[
            shared.x.as_slice(),
            &plaintext,
            shared.y.as_slice(),
        ]));
        Ok((plaintext, expected.ct_eq(&parts.c3) & !is_zero))
    }

    fn from_private(private: PrivateScalar) -> Result<Self> {
        let encrypting_key = EncryptingKey(private.public().clone());
        Ok(Self { private, encrypting_key })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        hex::decode(hex).unwrap().try_into().unwrap()
    }

    fn example_key() -> DecryptingKey {
        let d = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
        DecryptingKey::from_bytes(&bytes(d)).unwrap()
    }

    fn small(k: u16) -> Scalar {
        let mut bytes = [0; 32];
        bytes[30..].copy_from_slice(&k.to_be_bytes());
        Scalar::from_bytes(&bytes).unwrap()
    }

    fn shared(key: &EncryptingKey, k: &Scalar) -> crate::sm2::arithmetic::Coordinates {
        key.0.point().mul(k).coordinates().unwrap()
    }

    /// An ephemeral scalar whose KDF stream of one byte is zero: one in 256 is.
    fn zero_stream(key: &EncryptingKey) -> Scalar {
        (1..)
            .map(small)
            .find(|k| {
                let shared = shared(key, k);
                kdf::derive(&[shared.x.as_slice(), shared.y.as_slice()], &mut [0]).unwrap().into()
            })
            .unwrap()
    }

    /// The example of GM/T 0003.5 annex C.
    #[test]
    fn standard_example_is_reproduced() {
        let key = example_key();
        let k: [u8; 32] = bytes("59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21");
        let c1 = "0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73\
                  e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0";
        let c2 = "21886ca989ca9c7d58087307ca93092d651efa";
        let c3 = "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766";
        let der = [
            "307c022004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73",
            "022100e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0",
            "0420",
            c3,
            "0413",
            c2,
        ]
        .concat();
        for (format, expected) in [
            (CiphertextFormat::C1C3C2, [c1, c3, c2].concat()),
            (CiphertextFormat::C1C2C3, [c1, c2, c3].concat()),
            (CiphertextFormat::Der, der),
        ] {
            let ciphertext = key
                .encrypting_key()
                .encrypt_with_ephemerals(b"encryption standard", format, || {
                    Ok(Scalar::from_bytes(&k).unwrap())
                })
                .unwrap();
            assert_eq!(hex::encode(&ciphertext), expected);
            assert_eq!(**key.decrypt(&ciphertext, format).unwrap(), *b"encryption standard");
        }
    }

    #[test]
    fn all_zero_kdf_stream_is_retried_on_encryption() {
        let key = example_key();
        let bad = zero_stream(key.encrypting_key());
        let good = small(0xffff);
        let mut given = Vec::from([good.clone(), bad.clone()]);
        let retried = key
            .encrypting_key()
            .encrypt_with_ephemerals(b"1", CiphertextFormat::C1C3C2, || Ok(given.pop().unwrap()))
            .unwrap();
        assert!(given.is_empty(), "the second ephemeral has to be used");
        let direct = key
            .encrypting_key()
            .encrypt_with_ephemerals(b"1", CiphertextFormat::C1C3C2, || Ok(good.clone()))
            .unwrap();
        assert_eq!(retried, direct);
        let stuck =
            key.encrypting_key()
                .encrypt_with_ephemerals(b"1", CiphertextFormat::C1C3C2, || Ok(bad.clone()));
        assert_eq!(stuck, Err(Error::EntropyFailed));
    }

    #[test]
    fn all_zero_kdf_stream_is_refused_on_decryption() {
        let key = example_key();
        let k = zero_stream(key.encrypting_key());
        let c1 = Point::mul_base(&k).coordinates().unwrap();
        let shared = shared(key.encrypting_key(), &k);
        // Everything else is right: C2 is the plaintext itself, and C3 matches it.
        let c3 = sm3::hash_parts(&[shared.x.as_slice(), b"1", shared.y.as_slice()]);
        let parts = Parts { x: *c1.x, y: *c1.y, c3, c2: b"1" };
        for format in [CiphertextFormat::Der, CiphertextFormat::C1C3C2, CiphertextFormat::C1C2C3] {
            let ciphertext = parts.encode(format).unwrap();
            assert_eq!(key.decrypt(&ciphertext, format), Err(Error::InvalidCiphertext));
        }
    }
}
