//! Sealed input: a PIN or password that is encrypted keystroke by keystroke, for one purpose and one
//! transaction (X 5.1.2.1b; H 5.4.2b).
//!
//! The client holds one secret, the chain, in memory of its own choice. [`begin`] wraps a fresh
//! seed to the server's input key; each [`keystroke`] and [`edit`] makes one [`Slot`] and moves the
//! chain on, so that what the client holds afterwards cannot decrypt an earlier slot; [`seal`] fills
//! the log up to [`SLOTS`] and authenticates it. The server rebuilds the [`Context`] from its own
//! state and calls [`open`]. The format is described in docs/formats/sealed-input.md.
//!
//! What the format does not do: it hides nothing from code that runs inside the client while a key
//! is pressed.
//!
//! ```
//! use yufu_protocol::id::{AccountRef, InputNonce, KeyId, Thumbprint};
//! use yufu_protocol::input::{
//!     Code, Context, Field, OpenedInput, Purpose, SealedInput, SlotIndex, begin, keystroke, open,
//!     seal,
//! };
//! use yufu_sm::sm2::DecryptingKey;
//!
//! let mut rng = getrandom::SysRng;
//! let server = DecryptingKey::generate(&mut rng)?;
//! let context = Context {
//!     purpose: Purpose::Login,
//!     field: Field::new("password")?,
//!     input_nonce: InputNonce::random(&mut rng)?,
//!     session: None,
//!     account: Some(AccountRef::new("account-1")?),
//!     device: Thumbprint::of_spki(b"the device key's SubjectPublicKeyInfo"),
//!     input_key: KeyId::new("input-1")?,
//!     transaction: None,
//! };
//!
//! let mut chain = [0; 32];
//! let wrapped = begin(&context, server.encrypting_key(), &mut rng, &mut chain)?;
//! let first = keystroke(&mut chain, SlotIndex::FIRST, Code::new(b'7')?);
//! let bytes = seal(&mut chain, &context, wrapped, &[first])?.to_der()?;
//!
//! let mut opened = OpenedInput::new();
//! open(&SealedInput::from_der(&bytes)?, &context, &server, &mut rng, &mut opened)?;
//! assert_eq!(opened.as_bytes(), b"7");
//! # Ok::<(), yufu_protocol::error::Error>(())
//! ```

mod context;
mod open;
mod ratchet;
mod sealed;

pub use context::{Context, Field, Purpose};
pub use open::{OpenedInput, open};
pub use ratchet::{Code, SlotIndex, begin, edit, keystroke, seal};
pub use sealed::{SealedInput, Slot, WrappedSeed};

use crate::error::{Error, Format};

/// Slots in a sealed input, N: keystrokes, edits and fillers together.
pub const SLOTS: usize = SLOT_COUNT as usize;
const SLOT_COUNT: u8 = 64;

/// Version of the format.
const VERSION: u8 = 1;
/// SM2 for the seed, HKDF and HMAC with SM3, SM4 for the slots.
const SUITE: u8 = 1;

/// Code of a slot in which nothing was typed.
const FILLER: u8 = 0x00;
/// Code of a slot that deletes the last character that is still there.
const BACKSPACE: u8 = 0x08;

/// The one answer to everything that cannot be opened, whatever the cause.
const REFUSED: Error = Error::Decryption(Format::Input);

#[cfg(test)]
mod tests;
