//! Enrolment: one code, one device, few tries.

use getrandom::SysRng;
use yufu_protocol::{encoding::Bytes, enrolment::ActivationCode, id::Challenge, rejection::Reason};

use crate::{bank::Bank, phone::Phone};

fn refused(bank: &Bank, phone: &Phone, code: ActivationCode) -> Reason {
    bank.verifier.enrol(&phone.enrolment(bank, code)).unwrap_err().reason
}

/// The code with its last character replaced.
fn wrong(code: &ActivationCode) -> ActivationCode {
    let (rest, last) = code.as_str().split_at(code.as_str().len() - 1);
    ActivationCode::new(&format!("{rest}{}", if last == "0" { "1" } else { "0" })).unwrap()
}

#[test]
fn activation_code_serves_once() {
    let bank = Bank::new();
    let code = bank.code();
    bank.verifier.enrol(&Phone::new().enrolment(&bank, code.clone())).unwrap();
    assert_eq!(refused(&bank, &Phone::new(), code), Reason::ActivationCodeRejected);
}

#[test]
fn activation_code_survives_four_wrong_secrets_and_not_five() {
    for (wrongs, enrols) in [(4, true), (5, false)] {
        let bank = Bank::new();
        let code = bank.code();
        for _ in 0..wrongs {
            let reason = refused(&bank, &Phone::new(), wrong(&code));
            assert_eq!(reason, Reason::ActivationCodeRejected);
        }
        let enrolled = bank.verifier.enrol(&Phone::new().enrolment(&bank, code));
        assert_eq!(enrolled.is_ok(), enrols, "after {wrongs} wrong ones");
    }
}

#[test]
fn activation_code_ends() {
    let bank = Bank::new();
    let code = bank.code();
    bank.pass(bank.verifier.policy().lifetimes.activation);
    assert_eq!(refused(&bank, &Phone::new(), code), Reason::ActivationCodeRejected);
}

#[test]
fn enrolment_answers_a_challenge_of_this_server_once() {
    let bank = Bank::new();
    let foreign = Challenge::random(&mut SysRng).unwrap();
    let request = Phone::new().enrolment_for(&bank, bank.code(), foreign, |_| {});
    assert_eq!(bank.verifier.enrol(&request).unwrap_err().reason, Reason::ChallengeUnknown);

    let challenge = bank.verifier.challenge().unwrap().challenge;
    let request = Phone::new().enrolment_for(&bank, bank.code(), challenge, |_| {});
    bank.verifier.enrol(&request).unwrap();
    let again = Phone::new().enrolment_for(&bank, bank.code(), challenge, |_| {});
    assert_eq!(bank.verifier.enrol(&again).unwrap_err().reason, Reason::ChallengeUnknown);

    let late = Phone::new().enrolment(&bank, bank.code());
    bank.pass(300);
    assert_eq!(bank.verifier.enrol(&late).unwrap_err().reason, Reason::ChallengeExpired);
}

#[test]
fn device_key_is_enrolled_once() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let again = phone.enrolment(&bank, bank.code());
    assert_eq!(bank.verifier.enrol(&again).unwrap_err().reason, Reason::DeviceAlreadyEnrolled);
}

#[test]
fn hardware_key_is_enrolled_with_its_proof_only() {
    let bank = Bank::new();
    Phone::with_hardware().enrol(&bank);
    let phone = Phone::with_hardware();
    let challenge = bank.verifier.challenge().unwrap().challenge;
    let request =
        phone.enrolment_for(&bank, bank.code(), challenge, |proof| *proof.last_mut().unwrap() ^= 1);
    assert_eq!(bank.verifier.enrol(&request).unwrap_err().reason, Reason::HardwareProofInvalid);
}

#[test]
fn hostile_envelopes_are_refused() {
    let bank = Bank::new();
    let mut request = Phone::new().enrolment(&bank, bank.code());
    *request.envelope.0.last_mut().unwrap() ^= 1;
    assert_eq!(bank.verifier.enrol(&request).unwrap_err().reason, Reason::EnrolmentMalformed);
    for bytes in [vec![], vec![0x30], vec![0xff; 5_000]] {
        request.envelope = Bytes(bytes);
        let reason = bank.verifier.enrol(&request).unwrap_err().reason;
        assert_eq!(reason, Reason::EnrolmentMalformed);
    }
}
