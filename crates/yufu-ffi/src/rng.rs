//! The randomness of every call.

use crate::error::Result;

/// The system's source under its health tests.
#[cfg(not(yufu_fixed_rng))]
pub(crate) type Rng = yufu::rng::SystemRng;

/// A handle to the source.
#[cfg(not(yufu_fixed_rng))]
pub(crate) fn new() -> Result<Rng> {
    Ok(Rng::new()?)
}

/// The numbers of the shared vectors.
#[cfg(yufu_fixed_rng)]
pub(crate) type Rng = crate::fixed::Numbers;

#[cfg(yufu_fixed_rng)]
#[allow(clippy::unnecessary_wraps, reason = "as in every other build")]
pub(crate) fn new() -> Result<Rng> {
    Ok(crate::fixed::Numbers)
}
