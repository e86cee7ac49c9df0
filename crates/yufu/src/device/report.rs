//! The device's word on an environment report: signed by the device key, sealed to the server.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rand_core::TryCryptoRng;
use yufu_protocol::encoding::Bytes;
use yufu_protocol::id::{ReportLink, Thumbprint, Ueid};
use yufu_protocol::report::{self, ReportChain, Software};
use yufu_protocol::time::UnixSeconds;

use super::{Device, FileStore};
use crate::environment::{Report, Subject};
use crate::trust::ReportKey;
use crate::{Error, Result};

/// A report that only the server can read. It is sent once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedReport {
    envelope: Vec<u8>,
    attestation: Option<Bytes>,
    link: Option<ReportLink>,
}

/// A report's parts for a request's body, and what [`Device::report_was_taken`] needs.
pub(crate) struct Parts {
    pub(crate) envelope: Bytes,
    pub(crate) attestation: Option<Bytes>,
    pub(crate) link: Option<ReportLink>,
}

impl SealedReport {
    /// The envelope in DER.
    pub fn as_bytes(&self) -> &[u8] {
        &self.envelope
    }

    pub(crate) fn into_parts(self) -> Parts {
        let Self { envelope, attestation, link } = self;
        Parts { envelope: Bytes::from(envelope), attestation, link }
    }
}

/// Numbers the reports of a device key, always upwards, and chains them where a store keeps the
/// chain.
///
/// Without a store a number is the server's time shifted left by [`SHIFT`](Self::SHIFT) bits, or one
/// more than the last; so it goes up across restarts, too, and fits a JSON integer until 2242.
#[derive(Debug, Default)]
pub(super) struct Reports {
    last: AtomicU64,
    store: Mutex<Option<FileStore>>,
}

impl Reports {
    const SHIFT: u32 = 20;

    /// From now on the reports are chained, and `store` keeps the chain.
    pub(super) fn keep_in(&self, store: &FileStore) {
        *self.lock() = Some(store.clone());
    }

    fn next<R: TryCryptoRng + ?Sized>(
        &self,
        device: &Thumbprint,
        now: UnixSeconds,
        rng: &mut R,
    ) -> Result<(u64, Option<ReportChain>)> {
        let floor = now.get().checked_mul(1 << Self::SHIFT).ok_or(Error::ClockFailed)?;
        let floor = self.next_unchained(floor);
        let Some(store) = self.store() else {
            return Ok((floor, None));
        };
        let link = ReportLink::random(rng)?;
        let (counter, chain) = store.change_chain(device, |chain| chain.advance(floor, link))?;
        Ok((counter, Some(chain)))
    }

    fn next_unchained(&self, floor: u64) -> u64 {
        let above = |last: u64| Some(last.saturating_add(1).max(floor));
        let last = self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, above);
        last.unwrap_or_else(|last| last).saturating_add(1).max(floor)
    }

    fn store(&self) -> Option<FileStore> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Option<FileStore>> {
        // What is inside is whole at any time: a panic elsewhere leaves nothing half done.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Device {
    /// Signs a report and seals it to the server. `app` is the app that hosts the SDK (X 6.4c);
    /// `now` is the server's time.
    ///
    /// Where a [`FileStore`] keeps the device, it first stores that this report was made: a copy of
    /// the device then can't go on where this device went on.
    ///
    /// # Errors
    /// [`Error::Format`] if a name in it is too long or the random source fails; those of
    /// [`FileStore::save`] and [`Error::KeyFileDamaged`] where a store keeps the device.
    pub fn seal_report<R: TryCryptoRng + ?Sized>(
        &self,
        report: &Report,
        app: &Software,
        key: &ReportKey,
        now: UnixSeconds,
        rng: &mut R,
    ) -> Result<SealedReport> {
        let thumbprint = self.thumbprint();
        let (counter, chain) = self.reports.next(&thumbprint, now, rng)?;
        let link = chain.as_ref().map(|chain| chain.link);
        let subject = Subject {
            ueid: Ueid::of_device(&thumbprint),
            counter,
            chain,
            app: app.clone(),
            issued_at: now,
        };
        let token = self.key.sign_report(&report.claims(&subject), &self.names.key, rng)?;
        let envelope = report::seal(&token, key.encrypting_key(), key.id(), rng)?;
        Ok(SealedReport { envelope, attestation: report.attestation().cloned(), link })
    }

    /// The server's answer says that it took this report.
    pub(crate) fn report_was_taken(&self, link: Option<ReportLink>) {
        if let (Some(link), Some(store)) = (link, self.reports.store()) {
            // If it can't be stored, the next report names more links than it needs to.
            let _ = store.change_chain(&self.thumbprint(), |chain| chain.taken(&link));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counter_goes_up_within_a_second_and_across_restarts() {
        let next = |reports: &Reports, now: u64| {
            let device = Thumbprint::from_bytes([1; 32]);
            let (counter, chain) =
                reports.next(&device, UnixSeconds(now), &mut getrandom::SysRng).unwrap();
            assert_eq!(chain, None);
            counter
        };
        let (reports, now) = (Reports::default(), 1_760_000_000);
        let (first, second) = (next(&reports, now), next(&reports, now));
        // The server's time may step back a little between two logins.
        let third = next(&reports, now - 5);
        assert!(first < second && second < third);
        let restarted = next(&Reports::default(), now + 1);
        assert!(third < restarted);
        assert!(restarted < 1 << 53);
    }
}
