//! Bundles: what is taken, what is refused, and that a bad one never costs a good one.

use getrandom::SysRng;
use yufu::Error;
use yufu::trust::CLOCK_TOLERANCE;
use yufu_protocol::bundle::{BundleClaims, KeyPurpose};
use yufu_protocol::encoding::Bytes;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::{DecryptingKey, SigningKey};

use super::bank::{Bank, DAY, START, kid};

fn signed(bank: &Bank, claims: &BundleClaims) -> String {
    claims.sign(&bank.root, &mut SysRng).unwrap()
}

#[test]
fn bundle_of_another_root_is_refused() {
    let (bank, other) = (Bank::new(), Bank::new());
    let trust = bank.trust();
    assert_eq!(trust.load(&other.bundle(1), START), Err(Error::BundleInvalid));
    assert_eq!(trust.input_key(START), Err(Error::NoBundle));
}

#[test]
fn a_bad_bundle_leaves_the_good_one_in_use() {
    let bank = Bank::new();
    let trust = bank.trust();
    trust.load(&bank.bundle(5), START).unwrap();
    let good = trust.input_key(START).unwrap();
    let mut changed = bank.bundle(6);
    changed.replace_range(200..201, if &changed[200..201] == "A" { "B" } else { "A" });
    let forged = bank.claims(9).sign(&SigningKey::generate(&mut SysRng).unwrap(), &mut SysRng);
    let expired = signed(
        &bank,
        &BundleClaims {
            issued_at: START.saturating_sub(9 * DAY),
            expires_at: START.saturating_sub(4 * DAY),
            ..bank.claims(7)
        },
    );
    for (bundle, error) in [
        (changed, Error::BundleInvalid),
        (forged.unwrap(), Error::BundleInvalid),
        (bank.bundle(4), Error::BundleRolledBack),
        (expired, Error::BundleExpired),
        (String::new(), Error::BundleInvalid),
        ("a.b.c".repeat(100_000), Error::BundleInvalid),
    ] {
        assert_eq!(trust.load(&bundle, START), Err(error));
        assert_eq!(trust.input_key(START).as_ref(), Ok(&good));
        assert_eq!(trust.sequence(), 5);
    }
}

#[test]
fn sequence_does_not_go_back_across_a_restart() {
    let bank = Bank::new();
    let trust = bank.trust();
    trust.load(&bank.bundle(7), START).unwrap();
    let restarted = bank.trust().with_minimum_sequence(trust.sequence());
    assert_eq!(restarted.load(&bank.bundle(6), START), Err(Error::BundleRolledBack));
    restarted.load(&bank.bundle(7), START).unwrap();
    restarted.load(&bank.bundle(7), START).unwrap();
}

#[test]
fn two_bundles_of_one_number_are_refused() {
    let bank = Bank::new();
    let trust = bank.trust();
    trust.load(&bank.bundle(1), START).unwrap();
    let mut other = bank.claims(1);
    other.keys.truncate(2);
    assert_eq!(trust.load(&signed(&bank, &other), START), Err(Error::BundleRolledBack));
}

#[test]
fn a_wall_clock_a_day_off_either_way_loads_the_bundle() {
    let bank = Bank::new();
    for now in [START.saturating_sub(DAY), START.saturating_add(DAY), UnixSeconds(0)] {
        bank.trust().load(&bank.bundle(1), now).unwrap();
    }
    let end = bank.claims(1).expires_at;
    let late = |by: u64| bank.trust().load(&bank.bundle(1), end.saturating_add(by));
    assert_eq!(late(CLOCK_TOLERANCE - 1), Ok(()));
    assert_eq!(late(CLOCK_TOLERANCE), Err(Error::BundleExpired));
}

#[test]
fn by_the_servers_time_no_key_is_used_a_second_too_long() {
    let bank = Bank::new();
    let trust = bank.trust();
    let claims = bank.claims(1);
    trust.load(&bank.bundle(1), START).unwrap();
    let end = claims.expires_at;
    assert!(trust.input_key(end.saturating_sub(1)).is_ok());
    assert_eq!(trust.input_key(end), Err(Error::BundleExpired));
    let response = trust.response_key(&kid("response-1")).unwrap();
    assert!(response.is_valid_at(end.saturating_sub(1)));
    assert!(!response.is_valid_at(end));
}

#[test]
fn overlapping_keys_hand_over_without_a_gap() {
    let bank = Bank::new();
    let mut claims = bank.claims(2);
    let next = DecryptingKey::generate(&mut SysRng).unwrap();
    let mut successor = claims.keys[1].clone();
    successor.kid = kid("input-2");
    successor.public_key = Bytes::from(next.encrypting_key().to_spki_der());
    successor.not_before = START.saturating_add(5 * DAY);
    claims.keys[1].not_after = START.saturating_add(6 * DAY);
    claims.keys.push(successor);
    let trust = bank.trust();
    trust.load(&signed(&bank, &claims), START).unwrap();
    let name = |days: u64| {
        trust.input_key(START.saturating_add(days * DAY)).unwrap().id().as_str().to_owned()
    };
    assert_eq!([name(0), name(4)], ["input-1", "input-1"]);
    assert_eq!([name(5), name(7)], ["input-2", "input-2"]);
}

#[test]
fn a_key_serves_its_own_purpose_only() {
    let bank = Bank::new();
    let trust = bank.trust();
    trust.load(&bank.bundle(1), START).unwrap();
    assert_eq!(trust.response_key(&kid("input-1")), Err(Error::NoKeyForPurpose));
    let mut claims = bank.claims(2);
    claims.keys.retain(|key| key.purpose != KeyPurpose::ReportEncryption);
    trust.load(&signed(&bank, &claims), START).unwrap();
    assert_eq!(trust.report_key(START), Err(Error::NoKeyForPurpose));
    assert!(trust.input_key(START).is_ok());
}
