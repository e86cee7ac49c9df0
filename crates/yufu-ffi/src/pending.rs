//! Requests on their way, each the only thing that can read its answer.
//!
//! All of them have the same calls; what `receive` gives differs.

use std::sync::Arc;

use yufu::device::HardwareSignature;
use yufu::request::Pending;
use yufu::{device, request, session, transaction};

use crate::error::Result;
use crate::http::{Answer, HttpHeader, HttpRequest, response};
use crate::secret_change::ChangeResult;
use crate::slot::object;
use crate::transfer::Receipt;
use crate::{Enrolled, Login, Offer, SecretChange, Session, Transfer};

macro_rules! pending {
    ($(#[$doc:meta])* $name:ident($core:ty) -> $given:ty, $read:expr) => {
        object! {
            $(#[$doc])*
            ///
            /// Send the request as it is, with the hardware key's signature attached where one is
            /// wanted, and give the answer to `receive`.
            $name(Pending<$core>)
        }

        #[cfg_attr(feature = "scaffolding", uniffi::export)]
        impl $name {
            /// The request to send, unchanged.
            ///
            /// # Errors
            /// Code 7001 after `receive`.
            pub fn request(&self) -> Result<HttpRequest> {
                self.0.with(|pending| HttpRequest::of(pending.request()))
            }

            /// What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
            /// request is sent; nothing if there is no such key or the signature is attached.
            ///
            /// # Errors
            /// Code 7001 after `receive`.
            pub fn hardware_base(&self) -> Result<Option<Vec<u8>>> {
                self.0.with(|pending| Ok(pending.hardware_base()?))
            }

            /// Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
            /// as Android's and Apple's key stores give it.
            ///
            /// # Errors
            /// Code 5206 if none is wanted or this is none.
            pub fn attach_hardware_signature(&self, signature: &[u8]) -> Result<()> {
                self.0.with(|pending| {
                    let signature = HardwareSignature::from_der(signature)?;
                    Ok(pending.attach_hardware_signature(&signature)?)
                })
            }

            /// Checks the answer and reads it. The request is used up, whatever comes of it.
            ///
            /// # Errors
            /// The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
            /// what became of a transfer has to be asked by its order number.
            pub fn receive(
                &self,
                status: u16,
                headers: Vec<HttpHeader>,
                body: &[u8],
            ) -> Result<$given> {
                let pending = self.0.take()?;
                crate::error::guard(|| {
                    let read: fn($core) -> Result<$given> = $read;
                    read(pending.receive(&response(status, headers, body))?)
                })
            }
        }
    };
}

pending! {
    /// A request for a challenge.
    PendingOffer(session::Offer) -> Arc<Offer>, |offer| Ok(Offer::holding(offer))
}

pending! {
    /// An enrolment.
    PendingEnrolment(device::Enrolled) -> Arc<Enrolled>, |enrolled| Ok(Enrolled::holding(enrolled))
}

pending! {
    /// A request for the challenge of a login.
    PendingLogin(session::Login) -> Arc<Login>, |login| Ok(Login::holding(login))
}

pending! {
    /// A login.
    PendingSession(session::Session) -> Arc<Session>, |session| Ok(Session::holding(session))
}

pending! {
    /// A logout.
    PendingLogout(()) -> (), Ok
}

pending! {
    /// A request for the one-time permission of a transfer.
    PendingTransfer(transaction::Transfer) -> Arc<Transfer>,
    |transfer| Ok(Transfer::holding(transfer))
}

pending! {
    /// A transfer, or a question about an order.
    PendingReceipt(transaction::Receipt) -> Receipt, Receipt::of
}

pending! {
    /// A request for the challenge of a change of a secret.
    PendingSecretChange(session::SecretChange) -> Arc<SecretChange>,
    |change| Ok(SecretChange::holding(change))
}

pending! {
    /// A change of a secret.
    PendingChange(session::SecretChangeResponse) -> ChangeResult,
    |answer| Ok(ChangeResult { changed: answer.changed, findings: answer.findings })
}

pending! {
    /// Any other request.
    PendingAnswer(request::Answer) -> Answer,
    |answer| {
        let request::Answer { status, body, created } = answer;
        Ok(Answer { status, body, created: created.get() })
    }
}
