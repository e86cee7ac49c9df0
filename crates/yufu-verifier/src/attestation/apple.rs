//! App Attest: attestation objects and assertions
//! (<https://developer.apple.com/documentation/devicecheck/validating-apps-that-connect-to-your-server>).

mod object;

use ring::digest::{Context, SHA256, digest};
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::{Decode, asn1::AnyRef, asn1::OctetStringRef};
use yufu_protocol::report::{Confidence, Severity};

use self::object::{AssertionObject, AttestationObject, AuthenticatorData, Credential};
use super::chain::{self, Root};
use super::error::{AttestationError, Result, malformed};
use super::findings::Findings;
use super::revocation::RevocationList;
use super::{Attestation, Expectations, Platform, SecurityLevel};

/// The extension that holds the nonce.
const NONCE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113635.100.8.2");
const PRODUCTION: &[u8; 16] = b"appattest\0\0\0\0\0\0\0";
const DEVELOPMENT: &[u8; 16] = b"appattestdevelop";

/// What a bank takes from Apple devices. Nothing by default: it has no root and no app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplePolicy {
    /// Roots that end a chain: Apple's App Attestation Root CA.
    pub roots: Vec<Root>,
    /// The bank's apps: team identifier, dot, bundle identifier.
    pub apps: Vec<String>,
    /// Keys of the development environment are no finding.
    pub development: bool,
}

pub(super) fn judge(
    blob: &[u8],
    policy: &ApplePolicy,
    expected: &Expectations<'_>,
) -> Result<Attestation> {
    if policy.roots.is_empty() {
        return Err(AttestationError::Platform);
    }
    let object = AttestationObject::from_cbor(blob)?;
    let links =
        chain::check(&object.chain, &policy.roots, &RevocationList::default(), expected.now)?;
    let leaf = links.first().ok_or(AttestationError::Malformed)?;
    let data = AuthenticatorData::read(object.auth_data)?;
    let credential = data.credential.as_ref().ok_or(AttestationError::NoStatement)?;

    let stated = leaf.extension(NONCE)?.ok_or(AttestationError::NoStatement)?;
    if stated_nonce(stated)? != nonce(object.auth_data, expected.challenge) {
        return Err(AttestationError::Challenge);
    }
    let point = chain::p256_point(leaf.spki())?;
    if credential.id != digest(&SHA256, point).as_ref() {
        return Err(AttestationError::OtherKey);
    }
    if expected.key.is_some_and(|key| key != leaf.spki()) {
        return Err(AttestationError::OtherKey);
    }
    let app = own_app(policy, &data)?;
    if data.counter != 0 {
        return Err(AttestationError::Counter);
    }
    Ok(Attestation {
        platform: Platform::Apple,
        security_level: SecurityLevel::SecureElement,
        public_key: leaf.spki().to_vec(),
        counter: Some(0),
        boot_verified: None,
        os_major: None,
        apps: vec![app],
        findings: findings(credential, policy)?.into_sorted(),
        digest: super::digest(blob),
    })
}

fn findings(credential: &Credential<'_>, policy: &ApplePolicy) -> Result<Findings> {
    let development = match credential.aaguid {
        PRODUCTION => false,
        DEVELOPMENT => !policy.development,
        _ => return Err(AttestationError::Malformed),
    };
    let mut findings = Findings::default();
    let code = "attestation.development";
    findings.add(code, Severity::High, Confidence::High, Some(development));
    Ok(findings)
}

/// A key that an attestation object was accepted for, as the bank keeps it.
#[derive(Clone, Copy, Debug)]
pub struct AttestedKey<'a> {
    /// SubjectPublicKeyInfo in DER: [`Attestation::public_key`].
    pub public_key: &'a [u8],
    /// The counter of the last assertion, 0 after the attestation.
    pub counter: u32,
}

/// Checks an assertion: a signature by an attested key over `client_data`, such as a challenge and
/// a request. Gives the counter to keep for the next one; keep it in the same step in which the
/// assertion is accepted, or two at once pass with one number.
///
/// # Errors
/// [`AttestationError::TooLarge`], [`AttestationError::Malformed`],
/// [`AttestationError::Signature`], [`AttestationError::OtherApp`], [`AttestationError::Counter`].
pub fn check_assertion(
    blob: &[u8],
    client_data: &[u8],
    key: &AttestedKey<'_>,
    policy: &ApplePolicy,
) -> Result<u32> {
    let object = AssertionObject::from_cbor(blob)?;
    let data = AuthenticatorData::read(object.auth_data)?;
    chain::verify_p256(key.public_key, &nonce(object.auth_data, client_data), object.signature)?;
    own_app(policy, &data)?;
    if data.counter <= key.counter {
        return Err(AttestationError::Counter);
    }
    Ok(data.counter)
}

/// SHA-256 of the authenticator data and of the digest of what the client was asked to sign.
fn nonce(auth_data: &[u8], client_data: &[u8]) -> Vec<u8> {
    let mut context = Context::new(&SHA256);
    context.update(auth_data);
    context.update(digest(&SHA256, client_data).as_ref());
    context.finish().as_ref().to_vec()
}

/// SEQUENCE { [1] EXPLICIT OCTET STRING }.
fn stated_nonce(extension: &[u8]) -> Result<&[u8]> {
    let outer = AnyRef::from_der(extension).map_err(malformed)?;
    let tagged = AnyRef::from_der(outer.value()).map_err(malformed)?;
    let nonce = <&OctetStringRef>::from_der(tagged.value()).map_err(malformed)?;
    Ok(nonce.as_bytes())
}

fn own_app(policy: &ApplePolicy, data: &AuthenticatorData<'_>) -> Result<String> {
    policy
        .apps
        .iter()
        .find(|app| digest(&SHA256, app.as_bytes()).as_ref() == data.rp_id_hash)
        .cloned()
        .ok_or(AttestationError::OtherApp)
}
