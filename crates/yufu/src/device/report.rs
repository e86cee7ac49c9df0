//! The device's word on an environment report: signed by the device key, sealed to the server.

use std::sync::atomic::{AtomicU64, Ordering};

use rand_core::TryCryptoRng;
use yufu_protocol::id::Ueid;
use yufu_protocol::report::{self, Software};
use yufu_protocol::time::UnixSeconds;

use super::Device;
use crate::environment::{Report, Subject};
use crate::trust::ReportKey;
use crate::{Error, Result};

/// A report that only the server can read. It is sent once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedReport(Vec<u8>);

impl SealedReport {
    /// The envelope in DER.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Numbers the reports of a device key, always upwards, with nothing to store.
///
/// A number is the server's time shifted left by [`SHIFT`](Self::SHIFT) bits, or one more than the
/// last; so it goes up across restarts, too, and fits a JSON integer until the year 2242.
#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    const SHIFT: u32 = 20;

    fn next(&self, now: UnixSeconds) -> Result<u64> {
        let floor = now.get().checked_mul(1 << Self::SHIFT).ok_or(Error::ClockFailed)?;
        let above = |last: u64| Some(last.saturating_add(1).max(floor));
        let last = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, above);
        Ok(last.unwrap_or_else(|last| last).saturating_add(1).max(floor))
    }
}

impl Device {
    /// Signs a report and seals it to the server. `app` is the app that hosts the SDK (X 6.4c);
    /// `now` is the server's time.
    ///
    /// # Errors
    /// [`Error::Format`] if a name in it is too long or the random source fails.
    pub fn seal_report<R: TryCryptoRng + ?Sized>(
        &self,
        report: &Report,
        app: &Software,
        key: &ReportKey,
        now: UnixSeconds,
        rng: &mut R,
    ) -> Result<SealedReport> {
        let subject = Subject {
            ueid: Ueid::of_device(&self.thumbprint()),
            counter: self.reports.next(now)?,
            app: app.clone(),
            issued_at: now,
        };
        let token = self.key.sign_report(&report.claims(&subject), &self.names.key, rng)?;
        Ok(SealedReport(report::seal(&token, key.encrypting_key(), key.id(), rng)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counter_goes_up_within_a_second_and_across_restarts() {
        let counter = Counter::default();
        let now = UnixSeconds(1_760_000_000);
        let first = counter.next(now).unwrap();
        let second = counter.next(now).unwrap();
        // The server's time may step back a little between two logins.
        let third = counter.next(now.saturating_sub(5)).unwrap();
        assert!(first < second && second < third);
        let restarted = Counter::default().next(now.saturating_add(1)).unwrap();
        assert!(third < restarted);
        assert!(restarted < 1 << 53);
    }
}
