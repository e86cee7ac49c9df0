//! The atomic step of the memory store: every check first, then every change.

use std::collections::HashSet;

use yufu_protocol::time::UnixSeconds;

use super::state::State;
use crate::store::{Claim, Conflict, Result, SequenceError, SequenceWindow};

impl State {
    pub(super) fn commit(
        &mut self,
        claim: &Claim,
        now: UnixSeconds,
    ) -> Result<core::result::Result<(), Conflict>> {
        let marks = 1 + usize::from(claim.challenge.is_some()) + claim.inputs.len();
        self.marks.reserve(marks, now)?;
        let window = match self.check(claim, now) {
            Ok(window) => window,
            Err(conflict) => return Ok(Err(conflict)),
        };
        self.take(claim, window, now);
        Ok(Ok(()))
    }

    /// Finds the first conflict; returns the session's window as it will be.
    fn check(
        &self,
        claim: &Claim,
        now: UnixSeconds,
    ) -> core::result::Result<Option<SequenceWindow>, Conflict> {
        if self.marks.holds(&claim.nonce.id) {
            return Err(Conflict::Nonce);
        }
        let marks =
            || core::iter::once(&claim.nonce).chain(claim.challenge.as_ref()).chain(&claim.inputs);
        if marks().any(|mark| self.marks.is_past(mark.expires_at, now)) {
            return Err(Conflict::Expired);
        }
        let mut advanced = None;
        if let Some(sequence) = &claim.sequence {
            let entry = self
                .sessions
                .get(&sequence.session)
                .filter(|entry| entry.record.is_open(now))
                .ok_or(Conflict::Session)?;
            let mut window = entry.window;
            window.accept(sequence.number).map_err(|error| match error {
                SequenceError::Used => Conflict::SequenceUsed,
                SequenceError::OutOfRange => Conflict::SequenceOutOfRange,
            })?;
            advanced = Some(window);
        }
        if let Some(token) = &claim.token {
            let entry = self
                .tokens
                .get(token)
                .filter(|entry| now < entry.record.expires_at)
                .ok_or(Conflict::TokenUnknown)?;
            if entry.used {
                return Err(Conflict::TokenUsed);
            }
        }
        if claim.challenge.as_ref().is_some_and(|mark| self.marks.holds(&mark.id)) {
            return Err(Conflict::Challenge);
        }
        if claim.inputs.iter().any(|mark| self.marks.holds(&mark.id)) {
            return Err(Conflict::Input);
        }
        let mut fresh = HashSet::new();
        if !marks().all(|mark| fresh.insert(mark.id)) {
            return Err(Conflict::Input);
        }
        if let Some(report) = &claim.report
            && let Some(last) = self.reports.get(&report.key)
        {
            report.follows(last)?;
        }
        Ok(advanced)
    }

    fn take(&mut self, claim: &Claim, window: Option<SequenceWindow>, now: UnixSeconds) {
        let marks =
            core::iter::once(&claim.nonce).chain(claim.challenge.as_ref()).chain(&claim.inputs);
        for mark in marks {
            self.marks.insert(mark.id, mark.expires_at, ());
        }
        if let (Some(sequence), Some(window)) = (&claim.sequence, window)
            && let Some(entry) = self.sessions.get_mut(&sequence.session)
        {
            entry.window = window;
            entry.record.last_seen = entry.record.last_seen.max(now);
        }
        if let Some(entry) = claim.token.as_ref().and_then(|token| self.tokens.get_mut(token)) {
            entry.used = true;
        }
        if let Some(report) = &claim.report {
            self.reports.insert(report.key.clone(), report.clone());
        }
    }
}
