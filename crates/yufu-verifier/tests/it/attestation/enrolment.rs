//! The attestation that comes with an enrolment, and what it is worth beside the reports after it.

use yufu_protocol::encoding::Bytes;
use yufu_protocol::rejection::Reason;
use yufu_protocol::report::{ReportClaims, State};
use yufu_verifier::Accepted;
use yufu_verifier::attestation::{AttestationPolicy, MAX_LEN};
use yufu_verifier::report::Verdict;

use super::chain::{Chain, Statement};
use super::finding;
use super::stage::{Stage, digest, fact};
use crate::bank::Bank;
use crate::phone::Phone;

/// An enrolment with an attestation, as the bank likes it but for a change.
struct Enrolment {
    statement: Statement,
    /// The key was attested for another challenge.
    other_challenge: bool,
    /// The key is the device's hardware key.
    own_key: bool,
    /// What becomes of the attestation on its way into the body.
    sent: fn(Vec<u8>) -> Option<Vec<u8>>,
    policy: fn(&mut AttestationPolicy),
}

const ENROLMENT: fn() -> Enrolment = || Enrolment {
    statement: Statement::default(),
    other_challenge: false,
    own_key: true,
    sent: Some,
    policy: |_| {},
};

/// A phone that the bank knows, and the attestation that came with its enrolment.
struct Known {
    stage: Stage,
    blob: Vec<u8>,
}

impl Enrolment {
    fn accept(self) -> Result<Known, Reason> {
        let stage = Stage::new(self.own_key, |policy| {
            policy.at_enrolment = true;
            (self.policy)(policy);
        });
        let Stage { bank, phone, .. } = &stage;
        let challenge = bank.verifier.challenge().unwrap().challenge;
        let blob = stage.attest(self.statement, &challenge, self.other_challenge);
        let mut request = phone.enrolment_for(bank, bank.code(), challenge, |_| {});
        request.attestation = (self.sent)(blob.clone()).map(Bytes);
        let enrolled = bank.verifier.enrol(&request).map_err(|rejection| rejection.reason);
        enrolled.map(|_| Known { stage, blob })
    }

    fn refused(self) -> Reason {
        self.accept().err().unwrap()
    }
}

impl Known {
    /// A login without an attestation, or with that of the enrolment once more.
    fn log_in(&self, again: bool, alter: fn(&mut ReportClaims)) -> Result<Accepted, Reason> {
        let Self { stage, blob } = self;
        let offer = stage.bank.verifier.challenge().unwrap();
        stage.log_in(&offer, again.then(|| blob.clone()), |claims| {
            if again {
                claims.facts = vec![fact(digest(blob))];
            }
            alter(claims);
        })
    }
}

#[test]
fn key_that_hardware_attested_for_the_enrolment_is_known_at_each_login() {
    let known = ENROLMENT().accept().unwrap();
    for again in [false, true] {
        let accepted = known.log_in(again, |_| {}).unwrap();
        let weighed = accepted.attestation().unwrap();
        assert_eq!((accepted.verdict(), weighed.verdict), (Some(Verdict::Clean), Verdict::Clean));
        assert!(weighed.attestation.is_hardware());
        assert!(weighed.findings().all(|finding| finding.state != State::Detected));
    }
}

#[test]
fn enrolment_with_an_attestation_that_is_not_believed_is_refused_and_costs_no_try() {
    let refused = |it: Enrolment| assert_eq!(it.refused(), Reason::AttestationRefused);
    refused(Enrolment { other_challenge: true, ..ENROLMENT() });
    refused(Enrolment { own_key: false, ..ENROLMENT() });
    refused(Enrolment { sent: |blob| Some(blob[..blob.len() - 1].to_vec()), ..ENROLMENT() });
    refused(Enrolment { sent: |blob| Some([&blob[..], &[0; MAX_LEN]].concat()), ..ENROLMENT() });
    refused(Enrolment { sent: |_| Some(Vec::new()), ..ENROLMENT() });
    refused(Enrolment {
        policy: |it| it.android.roots = Chain::new().policy.android.roots,
        ..ENROLMENT()
    });
    let unlocked = Enrolment { statement: Statement::default().unlocked(), ..ENROLMENT() };
    assert_eq!(unlocked.refused(), Reason::EnvironmentRefused);

    // The letter's code is still good after more refusals than it survives wrong secrets.
    let chain = Chain::new();
    let mut bank = Bank::new();
    bank.verifier = bank.verifier.with_attestation(chain.policy.clone());
    let (phone, code) = (Phone::with_hardware(), bank.code());
    for _ in 0..6 {
        let mut request = phone.enrolment(&bank, code.clone());
        request.attestation = Some(Bytes(chain.attest(&Statement::default())));
        let refused = bank.verifier.enrol(&request).unwrap_err().reason;
        assert_eq!(refused, Reason::AttestationRefused);
    }
    bank.verifier.enrol(&phone.enrolment(&bank, code)).unwrap();
}

#[test]
fn enrolment_without_an_attestation_is_refused_where_the_bank_wants_one() {
    let none = || Enrolment { sent: |_| None, ..ENROLMENT() };
    assert_eq!(none().refused(), Reason::AttestationMissing);
    let known = Enrolment { policy: |it| it.at_enrolment = false, ..none() }.accept().unwrap();
    assert!(known.log_in(false, |_| {}).unwrap().attestation().is_none());
    // A bank that takes none of this platform does not look at it, and can't be content with it.
    let closed = Enrolment { policy: |it| it.android.roots.clear(), ..ENROLMENT() };
    assert_eq!(closed.refused(), Reason::AttestationMissing);
    let policy = |it: &mut AttestationPolicy| *it = AttestationPolicy::default();
    for sent in [Some as fn(_) -> _, |_| Some(b"what a test's key store gives".to_vec())] {
        let known = Enrolment { policy, sent, ..ENROLMENT() }.accept().unwrap();
        assert!(known.log_in(false, |_| {}).unwrap().attestation().is_none());
    }
}

#[test]
fn login_is_content_with_what_came_with_the_enrolment() {
    let policy = |it: &mut AttestationPolicy| it.at_login = true;
    let known = Enrolment { policy, ..ENROLMENT() }.accept().unwrap();
    known.log_in(false, |_| {}).unwrap();
    // Something else that answers no challenge of this login is not.
    let other = Known { blob: known.blob[1..].to_vec(), ..known };
    assert_eq!(other.log_in(true, |_| {}).unwrap_err(), Reason::AttestationRefused);
}

#[test]
fn later_report_that_tells_another_story_than_the_enrolment_is_a_contradiction() {
    let known = ENROLMENT().accept().unwrap();
    let verdict = |alter| known.log_in(false, alter).map(|accepted| accepted.verdict());
    assert_eq!(verdict(|it| it.osname = "Linux".into()), Err(Reason::EnvironmentRefused));
    assert_eq!(verdict(|it| it.app.id = "other".into()), Err(Reason::EnvironmentRefused));
    let rooted = |it: &mut ReportClaims| {
        it.findings.push(finding("root.magisk_mount", "root", State::Detected));
    };
    assert_eq!(verdict(rooted), Err(Reason::EnvironmentRefused));
    // The system may have been updated since.
    assert_eq!(verdict(|it| it.osversion = "15".into()), Ok(Some(Verdict::Clean)));
}
