//! SM2 (GB/T 32918): signatures, encryption and key agreement on the curve of GB/T 32918.5.
//!
//! One purpose, one key: [`SigningKey`], [`DecryptingKey`] and [`exchange::ExchangeKey`] are
//! different types, though the mathematics would let one scalar serve all three.

mod arithmetic;
mod ciphertext;
mod encoding;
mod encryption;
pub mod exchange;
mod id;
mod kdf;
mod nonce;
mod pbes2;
mod prepared;
mod private;
mod public;
mod signature;
mod signing;
mod traits;
mod verifying;

pub use ciphertext::CiphertextFormat;
pub use encryption::{DecryptingKey, EncryptingKey};
pub use id::SignerId;
pub use prepared::{Claim, PreparedVerifyingKey, verify_batch};
pub use signature::Signature;
pub use signing::{SigningKey, SigningKeyWithId};
pub use verifying::{VerifyingKey, VerifyingKeyWithId};

/// Bytes in a scalar or a coordinate.
pub const SCALAR_LEN: usize = 32;
/// Bytes in an uncompressed point: 04, x, y.
pub const POINT_LEN: usize = 65;
/// Bytes in a signature r ‖ s.
pub const SIGNATURE_LEN: usize = 64;
