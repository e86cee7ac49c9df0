//! Submit tokens: the server's permission to submit one transaction once (JR/T 0092 5.5.3.5b).

use getrandom::SysRng;
use yufu_protocol::{
    api::{Factor, SubmitTokenResponse},
    id::{Challenge, InputNonce},
    rejection::{Reason, Rejection},
    submit_token::{StoreKey, SubmitToken},
    transaction::Amount,
};

use crate::{
    accepted::{Accepted, AcceptedContent},
    attempts::SecretKind,
    store::TokenRecord,
    verifier::Verifier,
};

impl Verifier {
    /// Completes POST /v1/submit-token: issues a token for one transaction, with the input nonce
    /// for its PIN, the challenge for its report, and the factors that it will need.
    ///
    /// A new payee, which this request does not name, may add to the factors later.
    ///
    /// # Errors
    /// [`Reason::PinChangeRequired`] while the first PIN is in force, [`Reason::LimitExceeded`]
    /// where no set of factors is enough, [`Reason::StepOutOfOrder`] for anything but an accepted
    /// request for a token.
    pub fn issue_submit_token(&self, accepted: Accepted) -> Result<SubmitTokenResponse, Rejection> {
        let (correlation, key) = (accepted.correlation, accepted.device.key.clone());
        let result = self.try_issue(accepted);
        self.conclude("submit_token_issued", Some(key), correlation, result)
    }

    fn try_issue(&self, accepted: Accepted) -> Result<SubmitTokenResponse, Reason> {
        let (AcceptedContent::SubmitToken(request), Some(session)) =
            (accepted.content, accepted.session)
        else {
            return Err(Reason::StepOutOfOrder);
        };
        let (now, device) = (self.now(), accepted.device);
        let pin = self.store.secret(&device.customer, SecretKind::Transaction)?;
        if pin.is_some_and(|record| record.must_change) {
            return Err(Reason::PinChangeRequired);
        }
        let amount = Amount::new(request.amount_minor, request.currency)
            .map_err(|_| Reason::TransactionMalformed)?;
        let situation = self.situation(amount, &session, &device, now);
        let required =
            self.policy.required(&situation).map_err(|_| Reason::LimitExceeded)?.to_wire();
        // A report is always needed: without one nobody would know that there is nothing to see.
        let report =
            (!required.contains(&Factor::EnvironmentReport)).then_some(Factor::EnvironmentReport);

        let rng = &mut SysRng;
        let failed = |_| Reason::Internal;
        let submit_token = SubmitToken::random(rng).map_err(failed)?;
        let record = TokenRecord {
            id: StoreKey::of(&submit_token),
            session: session.id,
            digest: request.transaction_digest,
            amount,
            input_nonce: InputNonce::random(rng).map_err(failed)?,
            challenge: Challenge::random(rng).map_err(failed)?,
            expires_at: now.saturating_add(self.policy.lifetimes.submit_token),
        };
        let response = SubmitTokenResponse {
            submit_token,
            input_nonce: record.input_nonce,
            challenge: record.challenge,
            required_factors: required.into_iter().chain(report).collect(),
            expires_at: record.expires_at,
        };
        self.store.put_token(record, now)?;
        Ok(response)
    }
}
