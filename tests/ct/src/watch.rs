//! Cases, and randomness that is watched.

use std::hint::black_box;

use getrandom::SysRng;
use yufu_sm::ct::{findings, hide, public, secret};
use yufu_sm::rand_core::{TryCryptoRng, TryRng};

/// Runs cases on one choice of kernels.
pub struct Watch {
    kernels: &'static str,
}

impl Watch {
    pub fn new(kernels: &'static str) -> Self {
        Self { kernels }
    }

    /// Runs a case once unwatched, so that what is set up once is not counted, then watched.
    pub fn case<T>(&self, name: &str, mut work: impl FnMut() -> T) {
        let _ = work();
        let before = findings();
        let result = work();
        let found = findings() - before;
        public(&result);
        drop(result);
        let kernels = self.kernels;
        println!(r#"{{"kernels": "{kernels}", "name": "{name}", "findings": {found}}}"#);
    }

    /// A branch and a table look-up on a secret: both have to be found.
    pub fn control(&self) {
        self.case("control: a branch on a secret", || {
            let key = watched([7_u8; 16]);
            if black_box(key[0]) > 3 { black_box(1) } else { black_box(2) }
        });
        self.case("control: a table indexed by a secret", || {
            let key = watched([7_u8; 16]);
            let table = black_box([3_u8; 256]);
            black_box(table[usize::from(black_box(key[0]))])
        });
    }
}

/// A value that is secret from here on.
pub fn watched<T: Copy>(value: T) -> T {
    hide(value)
}

/// Randomness that is watched: a nonce is a secret as well.
pub struct WatchedRng;

impl TryRng for WatchedRng {
    type Error = getrandom::Error;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        SysRng.try_next_u32().map(watched)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        SysRng.try_next_u64().map(watched)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        SysRng.try_fill_bytes(out)?;
        secret(out);
        Ok(())
    }
}

impl TryCryptoRng for WatchedRng {}
