//! SM2, SM3 and SM4, the Chinese national algorithms, behind the RustCrypto traits.
//!
//! Each capability has an obvious call and, below it, its parts. Keys of different purposes are
//! different types; a secret is wiped when it is dropped, is never printed, and is compared in
//! constant time. Randomness is an argument, and an operation whose source fails returns an error
//! instead of a weaker result.
//!
//! | To | use | or, in parts |
//! |---|---|---|
//! | sign, verify | [`sm2::SigningKey::sign`], [`sm2::VerifyingKey::verify`] | [`hazmat::sign_prehash`] |
//! | encrypt to a key | [`sm2::EncryptingKey::encrypt`], [`sm2::DecryptingKey::decrypt`] | [`sm2::CiphertextFormat`] |
//! | agree on a key | [`sm2::exchange`] | |
//! | verify at a server | [`sm2::VerifyingKey::prepare`], [`sm2::verify_batch`] | [`sm2::PreparedVerifyingKey`], [`sm2::Claim`] |
//! | hash | [`sm3::hash`], [`sm3::hash_many`] | [`sm3::Sm3`] |
//! | authenticate | [`sm3::hmac`], [`sm4::cmac::mac`] | [`sm3::HmacKey`], [`sm3::HmacSm3`], [`sm4::cmac::Sm4Cmac`] |
//! | derive keys | [`kdf::hkdf`], [`kdf::pbkdf2`] | [`kdf::hkdf_extract`], [`kdf::hkdf_expand`] |
//! | encrypt under a shared key | [`sm4::gcm::Sm4Gcm`] | [`sm4::gcm::seal_once`], [`sm4::gcm::Sealer`], [`sm4::ccm`], [`sm4::ctr`], [`sm4::cbc`] |
//! | draw random bits from a seed | [`drbg::HmacSm3Drbg`] | |
//! | store and send keys | `to_pkcs8_pem`, `to_encrypted_pkcs8_pem`, `to_spki_pem`, … on the keys | the same in DER, SEC1 |
//! | check this build | [`selftest::run`] | |
//!
//! ```
//! use yufu_sm::sm2::{SignerId, SigningKey};
//!
//! let mut rng = getrandom::SysRng; // any `TryCryptoRng`
//! let key = SigningKey::generate(&mut rng)?;
//! let signature = key.sign(&SignerId::DEFAULT, b"pay 100.00", &mut rng)?;
//! key.verifying_key().verify(&SignerId::DEFAULT, b"pay 100.00", &signature)?;
//! # Ok::<(), yufu_sm::Error>(())
//! ```
//!
//! # Speed
//!
//! Each algorithm has kernels for the processors that Yufu runs on, chosen by what the processor
//! says it can do, and portable code for all others; all are constant-time. Keys worth keeping are
//! those that prepare something: [`sm2::SigningKey`] and [`sm2::PreparedVerifyingKey`],
//! [`sm3::HmacKey`], [`sm4::gcm::Sm4Gcm`]. A server with many signatures or messages at hand gains
//! most from [`sm2::verify_batch`] and [`sm3::hash_many`].
//!
//! SM2's table of the base point takes 64 KB. The feature `small-table` makes it 22 KB, for a signature
//! that takes an eighth more time and is otherwise the same.
//!
//! # Security
//!
//! This crate has not been audited. Its names say what varies in time: a function with the suffix
//! `_vartime` touches public data only.

#![no_std]
#![deny(unsafe_code)]

extern crate alloc;
#[cfg(any(test, yufu_trace))]
extern crate std;

/// Reports a secret to the memory attack's build, and nothing elsewhere.
macro_rules! trace_secret {
    ($label:expr, $secret:expr) => {
        #[cfg(yufu_trace)]
        $crate::trace::secret($label, $secret);
    };
}

/// Whether kernels of this kind may run: always, but where tests, the check of constant time and
/// the counts of instructions hold them back.
#[cfg(any(target_arch = "aarch64", target_arch = "x86_64"))]
macro_rules! permitted {
    ($kernels:ident) => {{
        #[cfg(any(test, yufu_ct))]
        let permitted = $crate::kernels::permits($crate::kernels::Kernels::$kernels);
        #[cfg(not(any(test, yufu_ct)))]
        let permitted = true;
        permitted
    }};
}

mod block_buffer;
#[cfg(yufu_ct)]
pub mod ct;
pub mod drbg;
mod error;
pub mod hazmat;
pub mod kdf;
#[cfg(any(test, yufu_ct))]
mod kernels;
mod publish;
pub mod selftest;
pub mod sm2;
pub mod sm3;
pub mod sm4;
#[cfg(yufu_trace)]
pub mod trace;
pub mod wipe;

pub use error::{Error, Result};
pub use publish::publish;
pub use rand_core;
pub use zeroize;
