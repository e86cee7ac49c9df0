//! The server half of Yufu: decides whether a request from a bank app is accepted.
//!
//! A server holds one [`Verifier`]. Its own routes look like this:
//!
//! | route | first | then |
//! |---|---|---|
//! | `POST /v1/challenge` | | [`Verifier::challenge`] |
//! | `POST /v1/enrol` | | [`Verifier::enrol`] |
//! | `POST /v1/login` | [`Verifier::accept`] with [`RouteRule::LOGIN`] | [`Verifier::open_session`] |
//! | `POST /v1/pin` | … [`RouteRule::CHANGE_PIN`] | [`Verifier::change_secret`] |
//! | `POST /v1/password` | … [`RouteRule::CHANGE_PASSWORD`] | [`Verifier::change_secret`] |
//! | `POST /v1/submit-token` | … [`RouteRule::SUBMIT_TOKEN`] | [`Verifier::issue_submit_token`] |
//! | `POST /v1/transfer` | … [`RouteRule::TRANSFER`] | [`Verifier::authorise`], [`Verifier::run_order`] |
//! | `GET /v1/orders/{order}` | … [`RouteRule::ORDER`] | [`Verifier::order`] |
//! | `POST /v1/logout` | … [`RouteRule::LOGOUT`] | [`Verifier::logout`] |
//! | the bank's own | … [`RouteRule::IN_SESSION`] | the bank's business |
//!
//! Every answer goes through [`Verifier::sign_response`], a refusal too.
//!
//! ```
//! use yufu_protocol::http::Request;
//! use yufu_verifier::{
//!     Policy, RouteRule, SystemClock, Verifier, VerifierKeys, store::MemoryStore,
//! };
//!
//! let clock = SystemClock;
//! let now = yufu_verifier::Clock::now(&clock);
//! let keys = VerifierKeys::generate(now, &mut getrandom::SysRng)?;
//! let store = Box::new(MemoryStore::new());
//! let verifier = Verifier::new(keys, store, Policy::default(), Box::new(clock))?;
//!
//! let unsigned = Request::new("POST", "bank.example", "/v1/transfer");
//! let rejection = verifier.accept(&unsigned, &RouteRule::TRANSFER).unwrap_err();
//! assert_eq!(rejection.reason.name(), "signature_missing");
//! # Ok::<(), yufu_protocol::error::Error>(())
//! ```
//!
//! | module | what it holds |
//! |---|---|
//! | [`policy`] | factors by amount and risk; lifetimes |
//! | [`store`] | the trait behind which everything is remembered, and [`store::MemoryStore`] |
//! | [`input`] | the context of sealed inputs, and who opens them |
//! | [`secret`], [`attempts`] | secrets and their hashes; the limit on guesses |
//! | [`pin_block`] | PIN blocks for the bank's own systems |
//! | [`report`] | judgement of environment reports |
//! | [`attestation`] | judgement of Android Key Attestation and Apple App Attest |
//! | [`keys`] | the server's keys, their bundle, and a folder for them |
//! | [`audit`] | a record of every decision |

#![forbid(unsafe_code)]

mod accept;
mod accepted;
pub mod attempts;
pub mod attestation;
pub mod audit;
mod challenge;
mod clock;
mod device;
pub mod input;
pub mod keys;
mod payment;
pub mod pin_block;
pub mod policy;
pub mod report;
mod request;
mod route;
pub mod secret;
mod secret_change;
mod session;
pub mod store;
mod submit_token;
mod verifier;

pub use self::{
    accepted::{Accepted, Authorised, Proof},
    attempts::{AttemptGuard, SecretKind},
    challenge::IssuedChallenge,
    clock::{Clock, SystemClock},
    input::{InProcessOpener, InputOpener},
    keys::{KeyFolder, VerifierKeys},
    payment::BusinessRefused,
    policy::Policy,
    report::{PackRecord, Verdict},
    route::{Content, HardwareRule, RouteRule},
    secret::Secret,
    verifier::Verifier,
};
