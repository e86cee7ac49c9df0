//! Setting a customer's secrets: by the bank at first, by the customer ever after
//! (JR/T 0092 5.1.4).

use getrandom::SysRng;
use yufu_protocol::{
    api::PinResponse,
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

    /// Completes POST /v1/pin: the old PIN is checked, the new one judged and set.
    ///
    /// The new PIN must not be the old one, must not be the login password, and must not be easy to
    /// guess for someone who knows what `personal` holds. A weak one is no rejection but an answer
    /// that names the rules it breaks.
    ///
    /// # Errors
    /// [`Reason::InputRejected`] for a wrong old PIN, or an input that could not be opened;
    /// [`Reason::SecretUnchanged`]; [`Reason::SecretsNotIndependent`]; [`Reason::StepOutOfOrder`]
    /// for anything but an accepted change of PIN.
    pub fn change_pin(
        &self,
        accepted: Accepted,
        personal: &Personal,
    ) -> Result<PinResponse, Rejection> {
        let (correlation, key) = (accepted.correlation, accepted.device.key.clone());
        let result = self.try_change_pin(accepted, personal);
        self.conclude("pin_change", Some(key), correlation, result)
    }

    fn try_change_pin(
        &self,
        accepted: Accepted,
        personal: &Personal,
    ) -> Result<PinResponse, Reason> {
        let AcceptedContent::ChangePin { old, new, attempt } = accepted.content else {
            return Err(Reason::StepOutOfOrder);
        };
        let customer = &accepted.device.customer;
        self.confirm_secret(&old, attempt)?;
        let (Opened::Secret(old), Opened::Secret(new)) = (old, new) else {
            return Err(Reason::StepOutOfOrder);
        };
        if !bool::from(new.is_opened()) {
            return Err(Reason::InputRejected);
        }
        if new.same_as(&old) {
            return Err(Reason::SecretUnchanged);
        }
        let login = self.store.secret(customer, SecretKind::Login)?;
        if self.hasher.matches(&new, login.as_ref()) {
            return Err(Reason::SecretsNotIndependent);
        }
        let findings = new.with_exposed(|pin| judge(pin, &Rules::PIN, personal));
        if !findings.is_empty() {
            let findings = findings.iter().map(|finding| finding.name().to_owned()).collect();
            return Ok(PinResponse { changed: false, findings });
        }
        let record = self.hasher.record(&new, false, &mut SysRng);
        let record = record.map_err(|_| Reason::Internal)?;
        self.store.put_secret(customer, SecretKind::Transaction, record)?;
        Ok(PinResponse { changed: true, findings: Vec::new() })
    }
}
