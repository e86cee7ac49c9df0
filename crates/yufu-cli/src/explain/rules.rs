//! What each reason of the server is about: a component, a parameter, a member of the body, or a
//! rule that only the server can check.

use yufu_protocol::rejection::Reason;

/// What failed, by the server's reason alone; nothing where the reason alone does not tell.
pub fn rule(reason: Reason) -> Option<&'static str> {
    let name = reason.name();
    Some(match reason {
        Reason::MalformedRequest => "message",
        Reason::RequestTooLarge => "size limits",
        Reason::ContentEncodingRefused => "content-encoding",
        Reason::UnknownRoute => "@method, @path",
        Reason::SignatureMissing => "signature",
        Reason::SignatureAmbiguous => "tag",
        Reason::SignatureMalformed | Reason::ComponentMissing => "signature-input",
        Reason::KeyUnknown | Reason::KeyRevoked => "keyid",
        Reason::AlgorithmRefused => "alg",
        // Some covered component changed, or another key signed: which, the reason does not say.
        Reason::SignatureInvalid => return None,
        Reason::HardwareSignatureMissing | Reason::HardwareSignatureInvalid => "hw",
        Reason::LifetimeTooLong | Reason::RequestExpired => "expires",
        Reason::RequestFromFuture => "created",
        Reason::DigestMissing | Reason::DigestMismatch => "content-digest",
        Reason::BodyMalformed => "body",
        Reason::TransactionMalformed => "body member transaction",
        Reason::Replayed => "nonce",
        Reason::SequenceReused | Reason::SequenceJump => "yufu-sequence",
        Reason::ChallengeUnknown | Reason::ChallengeExpired => "yufu-challenge",
        Reason::InputNonceUnknown | Reason::InputRejected => "sealed input",
        _ if name.starts_with("submit_token") => "yufu-submit-token",
        _ if name.starts_with("session") => "yufu-session",
        _ if name.starts_with("report") || reason == Reason::EnvironmentRefused => {
            "body member report"
        }
        _ if name.starts_with("attestation") => "body member attestation",
        _ => reason.name(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_but_a_wrong_signature_is_about_something() {
        for reason in Reason::ALL {
            let about = rule(*reason);
            assert_eq!(about.is_none(), *reason == Reason::SignatureInvalid, "{reason}");
        }
    }
}
