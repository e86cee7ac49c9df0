//! What stands in the place of chance, time and the device under `--cfg yufu_fixed_rng`, so that the
//! shared vectors (tests/vectors/sdk.json) give the same in every language and every run.
//!
//! No Cargo feature reaches it, and a build without debug assertions refuses to compile: nothing that
//! is shipped can contain it. The suite `vectors of the foreign API` looks for [`LABEL`] in both builds.

use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use yufu::environment::evidence::{Capture, Machine, Platform, Reading};
use yufu::session;
use yufu::sm::rand_core::{TryCryptoRng, TryRng};
use yufu::sm::sm3;

#[cfg(not(debug_assertions))]
compile_error!("yufu_fixed_rng is for tests: it makes every key known");

/// The numbers are SM3(label ‖ counter), counter from 0 in 8 bytes big-endian, concatenated.
const LABEL: &[u8] = b"yufu-fixed-rng: every key is known";

static COUNTER: AtomicU64 = AtomicU64::new(0);
static REST: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Begins the numbers anew, as the call `version` does: the very first of the vectors.
pub(crate) fn restart() {
    COUNTER.store(0, Ordering::SeqCst);
    rest().clear();
}

fn rest() -> MutexGuard<'static, Vec<u8>> {
    REST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The one sequence of numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbers;

impl TryRng for Numbers {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        let mut rest = rest();
        while rest.len() < out.len() {
            let counter = COUNTER.fetch_add(1, Ordering::SeqCst);
            rest.extend(sm3::hash_parts(&[LABEL, &counter.to_be_bytes()]));
        }
        let tail = rest.split_off(out.len());
        out.copy_from_slice(&rest);
        *rest = tail;
        Ok(())
    }
}

impl TryCryptoRng for Numbers {}

/// A clock that stands.
pub(crate) struct Clock;

impl session::Clock for Clock {
    fn elapsed(&self) -> Duration {
        Duration::from_secs(77)
    }
}

/// A device of which nothing could be read.
pub(crate) fn device() -> Capture {
    let mut capture = Capture::empty(Platform::Linux, "fixed");
    let release = "1".to_owned();
    capture.machine = Reading::Seen(Machine { release, ..Machine::default() });
    capture
}
