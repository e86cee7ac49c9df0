//! What the device is, told honestly (X 5.2.3c, 5.3.3a-d, 5.3.4a,b; N; S article 10).
//!
//! A pass reads the system ([`probe`]), keeps what it read as a redacted capture ([`evidence`]),
//! judges it by the rules ([`rule`]) of a pack ([`pack`]) and makes a [`report`] of one finding a
//! rule and one score a category. The rules are data: `packs/*.toml`. Decisions belong to the server. A read that fails is `unobservable`, never a suspicion.
//! Nothing is stored, sent or started here, and no process is killed.
//!
//! ```
//! use std::time::Duration;
//! use yufu::environment::{Collect, collect};
//! use yufu_protocol::id::Challenge;
//!
//! let challenge = Challenge::from_bytes([7; 32]); // the server's
//! let report = collect(&Collect::new(challenge).within(Duration::from_millis(30)));
//! for finding in report.detected() {
//!     println!("{}: {}", finding.code, report.title(&finding.code));
//! }
//! ```
//!
//! What a pass opens is [`probe::READS`] and, to see whether they exist, the files that the pack's
//! rules name; docs/privacy.md says why.

pub mod evidence;
pub mod pack;
pub mod probe;
pub mod report;
pub mod rule;

pub use evidence::Capture;
pub use pack::Pack;
pub use report::{Collect, Decision, Report, Subject, collect};
