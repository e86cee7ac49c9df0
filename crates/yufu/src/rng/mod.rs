//! Random numbers from the operating system, tested before and while they are used (X 5.4.2b).
//!
//! [`SystemRng`] reads the system's generator (`getrandom`). On first use it draws 20,000 bits and
//! puts them to the frequency, poker and runs tests of GB/T 32915; every byte handed out afterwards
//! passes the repetition-count and adaptive-proportion tests of NIST SP 800-90B, 4.4. Once a test or
//! the source has failed, the process gets no further random number, so nothing is made from a bad
//! one. The tests find a source that broke, not one that an attacker predicts. A false alarm in a
//! healthy process is rarer than 2^-37 (see the `health` module).
//!
//! ```
//! use yufu::rng::{SystemRng, uniform_below};
//!
//! let mut rng = SystemRng::new()?;
//! let digit = uniform_below(10, &mut rng)?;
//! assert!(digit < 10);
//! # Ok::<(), yufu::rng::RngError>(())
//! ```

mod health;

use std::sync::{Mutex, PoisonError};

use getrandom::SysRng;
use rand_core::{TryCryptoRng, TryRng};
use zeroize::Zeroize;

use crate::secret::Secret;
use health::{Continuous, START_UP_BYTES, start_up};

/// Why there is no random number. Permanent for the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RngError {
    /// The operating system's generator could not be read.
    #[error("the system's random source could not be read")]
    Source,
    /// The sample at start-up did not look random.
    #[error("the random source failed its start-up test")]
    StartUp,
    /// A later output did not look random.
    #[error("the random source failed its continuous test")]
    Continuous,
}

/// The source, and the process whose tests it passed.
static SYSTEM: Mutex<Option<(u32, Tested<SysRng>)>> = Mutex::new(None);

/// The process's random number generator: a handle, to be made wherever one is needed.
///
/// All handles share one source, one set of tests and one fate.
#[derive(Clone, Copy, Debug)]
pub struct SystemRng(());

impl SystemRng {
    /// A handle; the first one of the process runs the start-up tests.
    ///
    /// # Errors
    /// [`RngError`] once the source has failed.
    pub fn new() -> Result<Self, RngError> {
        let mut rng = Self(());
        rng.try_fill_bytes(&mut [])?;
        Ok(rng)
    }
}

impl TryRng for SystemRng {
    type Error = RngError;

    fn try_next_u32(&mut self) -> Result<u32, RngError> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, RngError> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), RngError> {
        // A panic while the lock was held leaves the test's state as it was: at worst stricter.
        let mut system = SYSTEM.lock().unwrap_or_else(PoisonError::into_inner);
        let process = std::process::id();
        // What the tests remember is no memory of a forked child: there they begin anew.
        let tested = match system.take() {
            Some((owner, tested)) if owner == process || tested.state.is_err() => tested,
            _ => Tested::new(SysRng),
        };
        system.insert((process, tested)).1.fill(out)
    }
}

impl TryCryptoRng for SystemRng {}

/// A source under test. What a test remembers of the output stays in secret memory.
struct Tested<S> {
    source: S,
    state: Result<Secret<Continuous>, RngError>,
}

impl<S: TryRng> Tested<S> {
    fn new(mut source: S) -> Self {
        let mut sample = [0; START_UP_BYTES];
        let state = source
            .try_fill_bytes(&mut sample)
            .map_err(|_| RngError::Source)
            .and_then(|()| start_up(&sample).then_some(()).ok_or(RngError::StartUp))
            .map(|()| Secret::new(Continuous::default()));
        sample.zeroize();
        Self { source, state }
    }

    fn fill(&mut self, out: &mut [u8]) -> Result<(), RngError> {
        let verdict = match &mut self.state {
            Err(failed) => Err(*failed),
            Ok(test) => {
                self.source.try_fill_bytes(out).map_err(|_| RngError::Source).and_then(|()| {
                    test.expose_mut().accept(out).then_some(()).ok_or(RngError::Continuous)
                })
            }
        };
        if let Err(failed) = verdict {
            out.zeroize();
            self.state = Err(failed);
        }
        verdict
    }
}

/// A number below `bound`, every one equally likely; 0 if `bound` is 0.
///
/// Draws of as many bits as `bound - 1` has are repeated until one is below the bound: less than
/// two draws on average, and their number tells nothing of the result.
///
/// # Errors
/// Those of `rng`.
pub fn uniform_below<R: TryRng + ?Sized>(bound: u32, rng: &mut R) -> Result<u32, R::Error> {
    let Some(highest) = bound.checked_sub(1) else { return Ok(0) };
    let mask = u32::MAX.checked_shr(highest.leading_zeros()).unwrap_or(0);
    loop {
        let mut bytes = [0; 4];
        rng.try_fill_bytes(&mut bytes)?;
        let candidate = u32::from_le_bytes(bytes) & mask;
        bytes.zeroize();
        if candidate <= highest {
            return Ok(candidate);
        }
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
