//! Yufu's own work, a [`Subject`] for each [`Case`](crate::Case).

#[cfg(feature = "halves")]
mod bank;
#[cfg(feature = "halves")]
mod halves;
#[cfg(feature = "halves")]
mod memory;
mod rng;
mod sm2;
mod sm3;
mod sm4;

use crate::Subject;

#[cfg(feature = "halves")]
pub use memory::peak_of_environment_pass;

/// The byte that messages are made of.
const FILL: u8 = 5;

/// The work of a case.
///
/// # Errors
/// That there is no such case, or why it can't be set up here.
pub fn subject(id: &str) -> Result<Subject, String> {
    let (name, bytes) = id.split_once('/').unwrap_or((id, "0"));
    let bytes = bytes.parse().map_err(|_| format!("no case {id}"))?;
    #[cfg(feature = "halves")]
    if let Some(subject) = halves::subject(name) {
        return subject;
    }
    sm3::subject(name, bytes)
        .or_else(|| sm4::subject(name, bytes))
        .or_else(|| sm2::subject(name))
        .unwrap_or_else(|| Err(format!("no case {id}")))
}

/// What may fail while a case is set up, in words.
fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The outcome of work that gives no value to compare.
fn outcome<T, E: std::fmt::Display>(word: &str, done: Result<T, E>) -> String {
    done.map_or_else(|error| format!("failed:{error}").replace(' ', "_"), |_| word.to_owned())
}

#[cfg(all(test, feature = "halves"))]
mod tests {
    use super::*;
    use crate::Case;

    /// What each case does, checked by the call that is timed. A value in hexadecimal was computed
    /// by the peers, too: `cargo xtask bench --peers` compares before it times.
    #[test]
    fn every_case_does_what_it_says() {
        let plaintext = hex::encode([FILL; 32]);
        for case in Case::all() {
            let mut subject = subject(&case.id).unwrap_or_else(|e| panic!("{}: {e}", case.id));
            let result = subject.result();
            let expected = match case.id.as_str() {
                "keystroke" => "typed",
                "input-open" => "0",
                "input-seal" => "sealed",
                "input-verify" => "opened",
                "request-sign" => "signed",
                "request-verify" => "accepted",
                "environment" => "reported",
                "mask" | "validate" => "****_0128",
                "sm2-keygen" => "fresh",
                "sm2-sign" => "signed",
                "sm2-verify" | "sm2-verify-prepared" => "verified",
                "sm2-verify-batch" => "verified:16",
                "sm2-encrypt" => "encrypted",
                "sm2-decrypt" => plaintext.as_str(),
                "sm2-agree" => "agreed",
                _ => {
                    let hexadecimal = result.len() >= 32 && hex::decode(&result).is_ok();
                    assert!(hexadecimal, "{}: {result}", case.id);
                    continue;
                }
            };
            assert_eq!(result, expected, "{}", case.id);
        }
    }

    #[test]
    fn known_answers_are_those_of_the_standards_algorithms() {
        let result = |id: &str| subject(id).unwrap().result();
        let message = [FILL; 1024];
        assert_eq!(result("sm3/1024"), hex::encode(yufu_sm::sm3::hash(&message)));
        let mac = yufu_sm::sm3::hmac(&[9; 32], &[&message]);
        assert_eq!(result("hmac/1024"), hex::encode(*mac));
        let key = yufu_sm::sm4::Key::from(*b"0123456789abcdef");
        let sealed = yufu_sm::sm4::gcm::Sm4Gcm::new(&key).seal([7; 12], &[1; 13], &message);
        assert_eq!(result("sm4-gcm-seal/1024"), hex::encode(&sealed.unwrap()[1024..]));
    }

    #[test]
    fn what_is_no_case_is_refused() {
        for id in
            ["", "/", "sm3", "sm3/", "sm3/x", "sm4-ctr/0", "sm4-ctr/17", "sm3/99999999", "x/64"]
        {
            assert!(subject(id).is_err(), "{id}");
        }
    }
}
