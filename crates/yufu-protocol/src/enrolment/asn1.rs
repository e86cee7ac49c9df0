//! The ASN.1 of an enrolment request: RFC 2986, section 4; RFC 2985, sections 5.4.1 and 5.3; X.509
//! (2019), section 9.8.

use der::asn1::{
    AnyRef, BitStringRef, ObjectIdentifier, OctetStringRef, PrintableStringRef, SetOfVec,
};
use der::{Decode, Encode, Sequence};
use zeroize::Zeroizing;

use super::{ActivationCode, FORMAT, HardwareKey, MAX_DER_LEN};
use crate::attribute::Attribute;
use crate::error::{Error, Result};
use crate::id::Challenge;

/// SM2 signature with SM3 (GM/T 0006).
const SM2_WITH_SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.501");
const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const CHALLENGE_PASSWORD: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.7");
const RANDOM_NONCE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.25.3");
const SUBJECT_ALT_PUBLIC_KEY_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.72");
const ALT_SIGNATURE_ALGORITHM: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.73");
const ALT_SIGNATURE_VALUE: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.74");

/// Name with one attribute: commonName, UTF8String "yufu device". The server names the device; a
/// name of the client's choice would only be one more thing to distrust.
const SUBJECT: &[u8] = b"\x30\x16\x31\x14\x30\x12\x06\x03\x55\x04\x03\x0c\x0byufu device";

/// SubjectPublicKeyInfo of P-256 up to the coordinates of an uncompressed point (RFC 5480).
const P256_SPKI_PREFIX: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\
    \x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00\x04";
const P256_SPKI_LEN: usize = 91;
/// Bounds of an ECDSA-Sig-Value on P-256.
const ECDSA_SIGNATURE_LEN: std::ops::RangeInclusive<usize> = 8..=72;

/// What the request says.
pub(super) struct Fields<'a> {
    pub device_spki: &'a [u8],
    pub code: &'a str,
    pub challenge: &'a Challenge,
    pub hardware_spki: Option<&'a [u8]>,
    pub hardware_signature: Option<&'a [u8]>,
}

/// What was read; the device key's signature is still to be checked.
pub(super) struct Parsed {
    pub device_spki: Vec<u8>,
    pub code: ActivationCode,
    pub challenge: Challenge,
    pub hardware: Option<HardwareKey>,
    pub info: Zeroizing<Vec<u8>>,
    pub signature: Vec<u8>,
}

pub(super) fn is_p256_spki(spki: &[u8]) -> bool {
    spki.len() == P256_SPKI_LEN && spki.starts_with(P256_SPKI_PREFIX)
}

/// The CertificationRequestInfo in DER.
pub(super) fn request_info(fields: &Fields<'_>) -> Result<Zeroizing<Vec<u8>>> {
    if fields.hardware_signature.is_some_and(|s| !ECDSA_SIGNATURE_LEN.contains(&s.len())) {
        return Err(Error::Field(FORMAT, "hardware_signature"));
    }
    let encode = || {
        let mut attributes = SetOfVec::new();
        let code = PrintableStringRef::new(fields.code)?;
        attributes.insert(Attribute::single(CHALLENGE_PASSWORD, &code)?)?;
        let nonce = OctetStringRef::new(fields.challenge.as_bytes())?;
        attributes.insert(Attribute::single(RANDOM_NONCE, &nonce)?)?;
        if let Some(spki) = fields.hardware_spki {
            let spki = AnyRef::from_der(spki)?;
            attributes.insert(Attribute::single(SUBJECT_ALT_PUBLIC_KEY_INFO, &spki)?)?;
            let algorithm = Algorithm { algorithm: ECDSA_WITH_SHA256 };
            attributes.insert(Attribute::single(ALT_SIGNATURE_ALGORITHM, &algorithm)?)?;
        }
        if let Some(signature) = fields.hardware_signature {
            let value = BitStringRef::from_bytes(signature)?;
            attributes.insert(Attribute::single(ALT_SIGNATURE_VALUE, &value)?)?;
        }
        RequestInfo {
            version: 0,
            subject: AnyRef::from_der(SUBJECT)?,
            spki: AnyRef::from_der(fields.device_spki)?,
            attributes,
        }
        .to_der()
    };
    encode().map(Zeroizing::new).map_err(|_: der::Error| Error::Malformed(FORMAT))
}

/// The CertificationRequest in DER.
pub(super) fn request(info: &[u8], signature: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let encode = || {
        Request {
            info: AnyRef::from_der(info)?,
            algorithm: Algorithm { algorithm: SM2_WITH_SM3 },
            signature: BitStringRef::from_bytes(signature)?,
        }
        .to_der()
    };
    encode().map(Zeroizing::new).map_err(|_: der::Error| Error::Malformed(FORMAT))
}

/// Reads a CertificationRequest: the attributes that this format has, each at most once, and
/// nothing else.
pub(super) fn read(der: &[u8]) -> Result<Parsed> {
    if der.len() > MAX_DER_LEN {
        return Err(Error::TooLarge(FORMAT));
    }
    let malformed = |_| Error::Malformed(FORMAT);
    let request = Request::from_der(der).map_err(malformed)?;
    if request.algorithm.algorithm != SM2_WITH_SM3 {
        return Err(Error::Algorithm(FORMAT));
    }
    let signature = request.signature.as_bytes().ok_or(Error::Malformed(FORMAT))?.to_vec();
    let info_der = Zeroizing::new(request.info.to_der().map_err(malformed)?);
    let info = RequestInfo::from_der(&info_der).map_err(malformed)?;
    if info.version != 0 {
        return Err(Error::Version(FORMAT));
    }
    let device_spki = info.spki.to_der().map_err(malformed)?;

    let code = value(&info, CHALLENGE_PASSWORD)
        .ok_or(Error::Missing(FORMAT, "challenge_password"))?
        .decode_as::<PrintableStringRef<'_>>()
        .map_err(malformed)?;
    let code = ActivationCode::new(code.as_str())?;
    let challenge = value(&info, RANDOM_NONCE)
        .ok_or(Error::Missing(FORMAT, "random_nonce"))?
        .decode_as::<&OctetStringRef>()
        .map_err(malformed)?;
    let challenge = <[u8; Challenge::LEN]>::try_from(challenge.as_bytes())
        .map(Challenge::from_bytes)
        .map_err(|_| Error::Field(FORMAT, "random_nonce"))?;
    let mut fields = Fields {
        device_spki: &device_spki,
        code: code.as_str(),
        challenge: &challenge,
        hardware_spki: None,
        hardware_signature: None,
    };
    let hardware = match value(&info, SUBJECT_ALT_PUBLIC_KEY_INFO) {
        None => None,
        Some(spki) => {
            let spki = spki.to_der().map_err(malformed)?;
            if !is_p256_spki(&spki) {
                return Err(Error::Field(FORMAT, "hardware_key"));
            }
            let signature = value(&info, ALT_SIGNATURE_VALUE)
                .ok_or(Error::Missing(FORMAT, "hardware_signature"))?
                .decode_as::<BitStringRef<'_>>()
                .map_err(malformed)?;
            let signature = signature.as_bytes().ok_or(Error::Malformed(FORMAT))?.to_vec();
            let message = request_info(&Fields { hardware_spki: Some(&spki), ..fields })?;
            Some(HardwareKey { spki, message, signature })
        }
    };
    if let Some(hardware) = &hardware {
        fields.hardware_spki = Some(&hardware.spki);
        fields.hardware_signature = Some(&hardware.signature);
    }
    // Written again, the same fields give the same bytes: nothing else was in there.
    if *request_info(&fields)? != *info_der || *self::request(&info_der, &signature)? != *der {
        return Err(Error::Malformed(FORMAT));
    }
    Ok(Parsed { code, challenge, hardware, signature, info: info_der.clone(), device_spki })
}

/// The one value of the attribute of this type.
fn value<'a>(info: &'a RequestInfo<'_>, oid: ObjectIdentifier) -> Option<AnyRef<'a>> {
    let attribute = info.attributes.iter().find(|attribute| attribute.oid == oid)?;
    match attribute.values.as_slice() {
        [value] => Some(value.to_ref()),
        _ => None,
    }
}

#[derive(Sequence)]
struct Request<'a> {
    info: AnyRef<'a>,
    algorithm: Algorithm,
    signature: BitStringRef<'a>,
}

#[derive(Sequence)]
struct RequestInfo<'a> {
    version: u8,
    subject: AnyRef<'a>,
    spki: AnyRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT")]
    attributes: SetOfVec<Attribute>,
}

/// AlgorithmIdentifier without parameters.
#[derive(Sequence)]
struct Algorithm {
    algorithm: ObjectIdentifier,
}
