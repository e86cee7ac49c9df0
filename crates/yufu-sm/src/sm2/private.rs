//! What every SM2 private key is: a scalar in [1, n-2] beside its public point.

use super::{
    SCALAR_LEN,
    arithmetic::{Point, Scalar},
    nonce,
    public::PublicPoint,
};
use crate::{Error, Result, publish};
use rand_core::TryCryptoRng;
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

/// A scalar in [1, n-2]; wiped on drop.
pub(super) struct PrivateScalar {
    scalar: Scalar,
    public: PublicPoint,
}

impl PrivateScalar {
    pub(super) fn generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self> {
        // n-1, which is refused, comes up as often as a given key is guessed.
        let key = nonce::random_scalar(rng).and_then(Self::from_scalar);
        crate::wipe::stack();
        key
    }

    pub(super) fn from_bytes(bytes: &[u8; SCALAR_LEN]) -> Result<Self> {
        let key = Scalar::from_bytes(bytes).ok_or(Error::InvalidKey).and_then(Self::from_scalar);
        crate::wipe::stack();
        key
    }

    fn from_scalar(scalar: Scalar) -> Result<Self> {
        let refused = scalar.is_zero() | scalar.add(&Scalar::one()).is_zero();
        // PUBLISHED: whether the key is refused, as the error says.
        if publish(bool::from(refused)) {
            return Err(Error::InvalidKey);
        }
        let public = PublicPoint::from_point(&Point::mul_base(&scalar))?;
        Ok(Self { scalar, public })
    }

    pub(super) fn scalar(&self) -> &Scalar {
        &self.scalar
    }

    pub(super) fn public(&self) -> &PublicPoint {
        &self.public
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<[u8; SCALAR_LEN]> {
        self.scalar.to_bytes()
    }
}

impl ConstantTimeEq for PrivateScalar {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.scalar.ct_eq(&other.scalar)
    }
}

/// Inherent methods that every private key type has; `$private` names its [`PrivateScalar`], and
/// `$from` makes the key of one.
macro_rules! private_key_methods {
    ($key:ident, $private:ident, $from:expr) => {
        impl $key {
            /// A fresh key.
            ///
            /// # Errors
            #[doc = "[`Error::EntropyFailed`](crate::Error::EntropyFailed) when `rng` fails."]
            pub fn generate<R: rand_core::TryCryptoRng + ?Sized>(
                rng: &mut R,
            ) -> crate::Result<Self> {
                crate::sm2::private::PrivateScalar::generate(rng).and_then($from)
            }

            /// The key whose scalar is these 32 big-endian bytes, which the caller wipes.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidKey`](crate::Error::InvalidKey) outside [1, n-2]."]
            pub fn from_bytes(bytes: &[u8; crate::sm2::SCALAR_LEN]) -> crate::Result<Self> {
                crate::sm2::private::PrivateScalar::from_bytes(bytes).and_then($from)
            }

            /// The scalar as 32 big-endian bytes.
            pub fn to_bytes(&self) -> zeroize::Zeroizing<[u8; crate::sm2::SCALAR_LEN]> {
                self.$private.to_bytes()
            }

            /// Reads a PKCS#8 PrivateKeyInfo (RFC 5958) in DER.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidEncoding`](crate::Error::InvalidEncoding) when it is not"]
            #[doc = "strict DER or not an SM2 key,"]
            #[doc = "[`Error::InvalidKey`](crate::Error::InvalidKey) when the scalar is outside"]
            /// [1, n-2] or the public key in it is another key's.
            pub fn from_pkcs8_der(der: &[u8]) -> crate::Result<Self> {
                crate::sm2::encoding::pkcs8_from_der(der).and_then($from)
            }

            /// The PKCS#8 PrivateKeyInfo in DER, in clear.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidEncoding`](crate::Error::InvalidEncoding) never in practice."]
            pub fn to_pkcs8_der(&self) -> crate::Result<zeroize::Zeroizing<alloc::vec::Vec<u8>>> {
                crate::sm2::encoding::pkcs8_to_der(&self.$private)
            }

            /// Reads a PKCS#8 PrivateKeyInfo in PEM, `PRIVATE KEY`.
            ///
            /// # Errors
            /// As [`Self::from_pkcs8_der`].
            pub fn from_pkcs8_pem(pem: &str) -> crate::Result<Self> {
                crate::sm2::encoding::pkcs8_from_pem(pem).and_then($from)
            }

            /// The PKCS#8 PrivateKeyInfo in PEM, `PRIVATE KEY`, in clear.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidEncoding`](crate::Error::InvalidEncoding) never in practice."]
            pub fn to_pkcs8_pem(&self) -> crate::Result<zeroize::Zeroizing<alloc::string::String>> {
                crate::sm2::encoding::pkcs8_to_pem(&self.$private)
            }

            /// Reads an ECPrivateKey (RFC 5915, SEC 1 C.4) in DER, which has to name the curve.
            ///
            /// # Errors
            /// As [`Self::from_pkcs8_der`].
            pub fn from_sec1_der(der: &[u8]) -> crate::Result<Self> {
                crate::sm2::encoding::sec1_from_der(der).and_then($from)
            }

            /// The ECPrivateKey in DER, in clear.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidEncoding`](crate::Error::InvalidEncoding) never in practice."]
            pub fn to_sec1_der(&self) -> crate::Result<zeroize::Zeroizing<alloc::vec::Vec<u8>>> {
                crate::sm2::encoding::sec1_to_der(&self.$private)
            }

            /// Reads an ECPrivateKey in PEM, `EC PRIVATE KEY` or, as openssl 3 writes it,
            /// `SM2 PRIVATE KEY`.
            ///
            /// # Errors
            /// As [`Self::from_pkcs8_der`].
            pub fn from_sec1_pem(pem: &str) -> crate::Result<Self> {
                crate::sm2::encoding::sec1_from_pem(pem).and_then($from)
            }

            /// The ECPrivateKey in PEM, `EC PRIVATE KEY`, in clear.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidEncoding`](crate::Error::InvalidEncoding) never in practice."]
            pub fn to_sec1_pem(&self) -> crate::Result<zeroize::Zeroizing<alloc::string::String>> {
                crate::sm2::encoding::sec1_to_pem(&self.$private)
            }

            /// Reads a PKCS#8 EncryptedPrivateKeyInfo in DER: PBES2 with PBKDF2-HMAC-SM3 and
            /// SM4-CBC.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidEncoding`](crate::Error::InvalidEncoding) for other schemes,"]
            #[doc = "[`Error::InvalidIterations`](crate::Error::InvalidIterations) for a count"]
            #[doc = "above ten million,"]
            #[doc = "[`Error::InvalidCiphertext`](crate::Error::InvalidCiphertext) for a wrong"]
            /// password, and as [`Self::from_pkcs8_der`].
            pub fn from_encrypted_pkcs8_der(der: &[u8], password: &[u8]) -> crate::Result<Self> {
                crate::sm2::pbes2::from_der(der, password).and_then($from)
            }

            /// The PKCS#8 EncryptedPrivateKeyInfo in DER, with a fresh salt of 16 bytes and a
            /// fresh IV.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidIterations`](crate::Error::InvalidIterations) below"]
            #[doc = "[`kdf::MIN_ITERATIONS`](crate::kdf::MIN_ITERATIONS) or above ten million;"]
            #[doc = "[`Error::EntropyFailed`](crate::Error::EntropyFailed) when `rng` fails."]
            pub fn to_encrypted_pkcs8_der<R: rand_core::TryCryptoRng + ?Sized>(
                &self,
                password: &[u8],
                iterations: u32,
                rng: &mut R,
            ) -> crate::Result<alloc::vec::Vec<u8>> {
                crate::sm2::pbes2::to_der(&self.$private, password, iterations, rng)
            }

            /// Reads a PKCS#8 EncryptedPrivateKeyInfo in PEM, `ENCRYPTED PRIVATE KEY`.
            ///
            /// # Errors
            /// As [`Self::from_encrypted_pkcs8_der`].
            pub fn from_encrypted_pkcs8_pem(pem: &str, password: &[u8]) -> crate::Result<Self> {
                crate::sm2::pbes2::from_pem_text(pem, password).and_then($from)
            }

            /// The PKCS#8 EncryptedPrivateKeyInfo in PEM, `ENCRYPTED PRIVATE KEY`.
            ///
            /// # Errors
            /// As [`Self::to_encrypted_pkcs8_der`].
            pub fn to_encrypted_pkcs8_pem<R: rand_core::TryCryptoRng + ?Sized>(
                &self,
                password: &[u8],
                iterations: u32,
                rng: &mut R,
            ) -> crate::Result<alloc::string::String> {
                crate::sm2::pbes2::to_pem_text(&self.$private, password, iterations, rng)
            }
        }

        impl zeroize::ZeroizeOnDrop for $key {}

        impl subtle::ConstantTimeEq for $key {
            fn ct_eq(&self, other: &Self) -> subtle::Choice {
                self.$private.ct_eq(&other.$private)
            }
        }

        impl core::fmt::Debug for $key {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($key), " { .. }"))
            }
        }
    };
}
pub(super) use private_key_methods;
