//! Setting a customer's secrets: by the bank at first, by the customer ever after
//! (JR/T 0092 5.1.4).

use getrandom::SysRng;
use yufu_protocol::{
    api::SecretChangeResponse,
    id::AccountRef,
    rejection::{Reason, Rejection},
    strength::{Personal, Rules, judge},
};

use crate::{
    accepted::{Accepted, AcceptedContent},
    attempts::SecretKind,
    input::Opened,
    secret::Secret,
    verifier::Verifier,
};

impl Verifier {
    /// Sets a secret for a customer: what the bank's letter holds. `must_change` makes the customer
    /// choose another before the first payment.
    ///
    /// # Errors
    /// [`Reason::StoreUnavailable`], or [`Reason::Internal`] when there is no randomness.
    pub fn set_secret(
        &self,
        customer: &AccountRef,
        kind: SecretKind,
        secret: &Secret,
        must_change: bool,
    ) -> Result<(), Rejection> {
        self.decide("set_secret", |_, _| {
            let record = self.hasher.record(secret, must_change, &mut SysRng);
            let record = record.map_err(|_| Reason::Internal)?;
            Ok(self.store.put_secret(customer, kind, record)?)
        })
    }

    /// Completes POST /v1/pin and POST /v1/password: the old secret is checked, the new one compared
    /// with its repetition, judged, and set.
    ///
    /// The new secret must not be the old one, must not be the customer's other secret, and must not
    /// be easy to guess for someone who knows what `personal` holds. A weak one is no rejection but
    /// an answer that names the rules it breaks.
    ///
    /// # Errors
    /// [`Reason::InputRejected`] for a wrong old secret, or an input that could not be opened;
    /// [`Reason::SecretsDiffer`]; [`Reason::SecretUnchanged`]; [`Reason::SecretsNotIndependent`];
    /// [`Reason::StepOutOfOrder`] for anything but an accepted change of a secret.
    pub fn change_secret(
        &self,
        accepted: Accepted,
        personal: &Personal,
    ) -> Result<SecretChangeResponse, Rejection> {
        let (correlation, key) = (accepted.correlation, accepted.device.key.clone());
        let result = self.try_change(accepted, personal);
        self.conclude("secret_change", Some(key), correlation, result)
    }

    fn try_change(
        &self,
        accepted: Accepted,
        personal: &Personal,
    ) -> Result<SecretChangeResponse, Reason> {
        let AcceptedContent::ChangeSecret { kind, old, new, repeat, attempt } = accepted.content
        else {
            return Err(Reason::StepOutOfOrder);
        };
        let customer = &accepted.device.customer;
        self.confirm_secret(&old, attempt)?;
        let (Opened::Secret(old), Opened::Secret(new), Opened::Secret(repeat)) = (old, new, repeat)
        else {
            return Err(Reason::StepOutOfOrder);
        };
        if !bool::from(new.is_opened() & repeat.is_opened()) {
            return Err(Reason::InputRejected);
        }
        if !new.same_as(&repeat) {
            return Err(Reason::SecretsDiffer);
        }
        let (rules, other) = match kind {
            SecretKind::Login => (Rules::PASSWORD, SecretKind::Transaction),
            SecretKind::Transaction => (Rules::PIN, SecretKind::Login),
        };
        // Before the comparison with the other secret: what breaks a rule is never compared, so that
        // nobody tries out PINs, which no attempt would count, as new passwords.
        let findings = new.with_exposed(|secret| judge(secret, &rules, personal));
        if !findings.is_empty() {
            let findings = findings.iter().map(|finding| finding.name().to_owned()).collect();
            return Ok(SecretChangeResponse { changed: false, findings });
        }
        if new.same_as(&old) {
            return Err(Reason::SecretUnchanged);
        }
        let other = self.store.secret(customer, other)?;
        if self.hasher.matches(&new, other.as_ref()) {
            return Err(Reason::SecretsNotIndependent);
        }
        let record = self.hasher.record(&new, false, &mut SysRng);
        let record = record.map_err(|_| Reason::Internal)?;
        self.store.put_secret(customer, kind, record)?;
        Ok(SecretChangeResponse { changed: true, findings: Vec::new() })
    }
}
