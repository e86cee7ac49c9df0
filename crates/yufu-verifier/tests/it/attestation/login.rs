//! The attestation that a login carries beside its report.

use yufu_protocol::encoding::to_base64url;
use yufu_protocol::rejection::Reason;
use yufu_protocol::report::{ReportClaims, State};
use yufu_verifier::Accepted;
use yufu_verifier::attestation::{AttestationPolicy, MAX_LEN, Root};
use yufu_verifier::report::Verdict;

use super::chain::{Chain, Statement};
use super::stage::{Stage, digest, fact};

/// A login with an attestation beside its report, each as the bank likes it but for a change.
struct Login {
    statement: Statement,
    /// The app asks for the attestation with another challenge.
    other_challenge: bool,
    /// The key is the device's hardware key.
    own_key: bool,
    /// The report names this digest; none if `None`.
    named: Option<fn(&[u8]) -> String>,
    /// What becomes of the attestation on its way into the body.
    sent: fn(Vec<u8>) -> Option<Vec<u8>>,
    report: fn(&mut ReportClaims),
    policy: fn(&mut AttestationPolicy),
}

const LOGIN: fn() -> Login = || Login {
    statement: Statement::default(),
    other_challenge: false,
    own_key: true,
    named: Some(digest),
    sent: Some,
    report: |_| {},
    policy: |_| {},
};

impl Login {
    fn accept(self) -> Result<Accepted, Reason> {
        let stage = Stage::new(self.own_key, |policy| {
            policy.at_login = true;
            (self.policy)(policy);
        });
        let stage = stage.enrolled();
        let offer = stage.bank.verifier.challenge().unwrap();
        let blob = stage.attest(self.statement, &offer.challenge, self.other_challenge);
        stage.log_in(&offer, (self.sent)(blob.clone()), |claims| {
            claims.facts = self.named.map(|named| fact(named(&blob))).into_iter().collect();
            (self.report)(claims);
        })
    }

    fn refused(self) -> Reason {
        self.accept().unwrap_err()
    }
}

#[test]
fn attestation_of_a_login_is_judged_and_its_findings_stand_beside_the_reports() {
    let accepted = LOGIN().accept().unwrap();
    let weighed = accepted.attestation().unwrap();
    assert_eq!((accepted.verdict(), weighed.verdict), (Some(Verdict::Clean), Verdict::Clean));
    assert!(weighed.findings().any(|finding| finding.code == "contradiction.root"));
    assert!(weighed.findings().all(|finding| finding.state != State::Detected));

    // A contradiction of medium severity asks for more, one of high severity refuses.
    let older = Login { report: |claims| claims.osversion = "9".to_owned(), ..LOGIN() };
    assert_eq!(older.accept().unwrap().verdict(), Some(Verdict::StepUp));
    let other_app = Login { report: |claims| claims.app.id = "other".to_owned(), ..LOGIN() };
    assert_eq!(other_app.refused(), Reason::EnvironmentRefused);
    let unlocked = Login { statement: Statement::default().unlocked(), ..LOGIN() };
    assert_eq!(unlocked.refused(), Reason::EnvironmentRefused);
}

#[test]
fn hostile_attestation_of_a_login_is_refused() {
    let refused = |login: Login| assert_eq!(login.refused(), Reason::AttestationRefused);
    refused(Login { other_challenge: true, ..LOGIN() });
    refused(Login { own_key: false, ..LOGIN() });
    refused(Login { named: None, ..LOGIN() });
    refused(Login { named: Some(|_| to_base64url(&[7; 32])), ..LOGIN() });
    refused(Login { sent: |blob| Some(blob[..blob.len() - 1].to_vec()), ..LOGIN() });
    refused(Login { sent: |blob| Some([blob.as_slice(), &[0; MAX_LEN]].concat()), ..LOGIN() });
    refused(Login { sent: |_| Some(vec![0x30; 64]), ..LOGIN() });
    refused(Login { policy: |it| it.android.roots = other_roots(), ..LOGIN() });
}

fn other_roots() -> Vec<Root> {
    Chain::new().policy.android.roots
}

#[test]
fn login_without_an_attestation_is_refused_where_the_bank_wants_one() {
    let none = || Login { sent: |_| None, ..LOGIN() };
    assert_eq!(none().refused(), Reason::AttestationMissing);
    let accepted = Login { policy: |it| it.at_login = false, ..none() }.accept().unwrap();
    assert!(accepted.attestation().is_none());
    // A bank that takes none of this platform does not look at it, and can't be content with it.
    let closed = Login { policy: |it| it.android.roots.clear(), ..LOGIN() };
    assert_eq!(closed.refused(), Reason::AttestationMissing);
    let policy = |it: &mut AttestationPolicy| *it = AttestationPolicy::default();
    assert!(Login { policy, ..LOGIN() }.accept().unwrap().attestation().is_none());
}
