//! What crosses the wire between a bank app and its bank, made and checked by one code.
//!
//! | module | what it holds |
//! |---|---|
//! | [`request`], [`response`] | signed requests; signed responses, each bound to its request |
//! | [`input`] | sealed input: a PIN that is encrypted keystroke by keystroke |
//! | [`submit_token`] | the one-time permission to submit a transaction |
//! | [`transaction`] | the key fields of a transaction and their digest |
//! | [`enrolment`] | a device's request to be known |
//! | [`bundle`] | the server's signed keys |
//! | [`pack`] | the signed rules of an environment pass |
//! | [`report`] | what the environment looked like, signed and sealed |
//! | [`jws`], [`envelope`] | the signed and the encrypted object that the above are made of |
//! | [`cms`] | files for one recipient or from one signer, for exchange with other software |
//! | [`http`], [`signature`] | HTTP messages as plain data; what of them a signature covers |
//! | [`api`] | JSON bodies of the routes |
//! | [`id`], [`time`] | names, nonces and one-time values as types; seconds since 1970 |
//! | [`strength`] | whether a new PIN or password is too easy to guess |
//! | [`error`], [`rejection`] | what a decoder found wrong; why a server said no |
//! | [`encoding`], [`nfc`] | strict base64url and JSON; one spelling of a text |
//!
//! Every format has a page in docs/formats/. Decoders take hostile bytes: size limits first, then
//! the one encoding that the format allows, then each field's rule; they never panic, and give one
//! [`error::Error`] with a stable code.

#![forbid(unsafe_code)]

pub mod api;
mod attribute;
pub mod bundle;
pub mod cms;
pub mod encoding;
pub mod enrolment;
pub mod envelope;
pub mod error;
pub mod http;
pub mod id;
pub mod input;
pub mod jws;
pub mod nfc;
pub mod pack;
pub mod rejection;
pub mod report;
pub mod request;
pub mod response;
pub mod signature;
pub mod strength;
pub mod submit_token;
pub mod time;
pub mod transaction;
