//! The client half of Yufu: the security core that a bank app links.
//!
//! It gives an app a PIN pad whose input never exists in clear, requests that can't be replayed or
//! altered, answers that are checked before they are shown, a report on the device, and values that
//! mask themselves. It opens no connection, starts no thread, and writes only to the folder that it
//! is given: the app's own HTTP client sends what this crate signs.
//!
//! # Sign a first request
//!
//! A [`session::Session`] signs requests. Each comes as a [`request::Pending`], which alone can read
//! the answer.
//!
//! ```
//! # mod bank { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/client/bank.rs")); }
//! # fn main() -> yufu::Result<()> {
//! # let bank = bank::Bank::new();
//! # let session = bank.session();
//! # let http = |request: &_| bank.answer(request); // the app's own HTTP client
//! use yufu::{request::SignedRequest, rng::SystemRng};
//!
//! let question = SignedRequest::get("/v1/orders/20270115-0001");
//! let pending = session.send(&question, &mut SystemRng::new()?)?;
//! let response = http(pending.request()); // sent as it is
//! match pending.receive(&response) {
//!     Ok(answer) => println!("{} bytes that the bank signed", answer.body.len()),
//!     Err(error) => println!("{error}. {}", error.advice().en),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Seal a first PIN
//!
//! The app draws the cells of a [`keypad::Keypad`] and reports which one was touched. What leaves is
//! one sealed form, good for this transaction alone.
//!
//! ```
//! # mod bank { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/client/bank.rs")); }
//! # fn main() -> yufu::Result<()> {
//! # let bank = bank::Bank::new();
//! # let transfer = bank.transfer(&bank.session());
//! use yufu::keypad::{Appearance, Keypad, Layout, Order};
//! use yufu::rng::SystemRng;
//!
//! let mut rng = SystemRng::new()?;
//! let keypad = Keypad::new(Layout::Digits, Order::Shuffled, Appearance::STANDARD, &mut rng)?;
//! let mut input = transfer.open_input(keypad, rng)?;
//! for touched in [4, 0, 8, 8, 2, 6] {
//!     input.press(touched)?; // the index of the cell under the finger
//!     println!("{}", input.masked());
//! }
//! let pin = input.seal()?; // for transfer.submit(…)
//! # assert!(pin.to_der().is_ok());
//! # Ok(())
//! # }
//! ```
//!
//! # Which type do I want?
//!
//! | to | take |
//! |---|---|
//! | believe the bank's servers | [`trust::Trust`], from the root key in the app and a signed bundle |
//! | make this phone known to the bank | [`device::Device::create`], then [`device::NewDevice::enrol`] |
//! | keep the device key | [`device::FileStore`], or the bytes of [`device::Device::to_record`] |
//! | log in | [`session::Session::begin`], then [`session::Login`] |
//! | pay | [`transaction::Transfer::begin`], which ends in a [`transaction::Receipt`] |
//! | know what became of an order | [`session::Session::order`] |
//! | change the PIN or the password | [`session::SecretChange`] |
//! | send any other request | [`request::SignedRequest`] with [`session::Session::send`] |
//! | take a PIN or password | [`input::SecureInput`] on a [`keypad::Keypad`] |
//! | report on the device | [`environment::collect`], then `seal_report` of the login or transfer |
//! | show a value | [`mask`]; whole, on a ground: [`mask::Sensitive`] |
//! | check what was entered | [`validate`] |
//! | know what to do about an error | [`Error::advice`], [`Error::code`], [`Error::correlation`] |
//!
//! Below these stand [`keys`], [`rng`], [`secret`] and [`strength`], which an app seldom calls. The
//! formats are those of `yufu-protocol`; docs/limits.md says what no library can promise.

#![deny(unsafe_code)] // allowed in `secret` and `environment::probe` alone

pub mod device;
pub mod environment;
pub mod error;
pub mod input;
pub mod keypad;
pub mod keys;
pub mod mask;
pub mod request;
pub mod rng;
pub mod secret;
pub mod session;
pub mod strength;
pub mod transaction;
pub mod trust;
pub mod validate;

pub use error::{Advice, Error, Result};

// The layers below, whose types stand in this crate's signatures.
pub use yufu_protocol as protocol;
pub use yufu_sm as sm;
