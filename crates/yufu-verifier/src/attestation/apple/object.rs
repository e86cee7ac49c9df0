//! The CBOR of App Attest (RFC 8949) and WebAuthn's authenticator data (section 6.1).

use minicbor::Decoder;

use crate::attestation::error::{AttestationError, Result, malformed};

/// Flag of authenticator data: a credential follows.
const ATTESTED_CREDENTIAL: u8 = 0x40;

pub(super) struct AttestationObject<'a> {
    /// Leaf first.
    pub chain: Vec<&'a [u8]>,
    pub auth_data: &'a [u8],
}

impl<'a> AttestationObject<'a> {
    pub fn from_cbor(cbor: &'a [u8]) -> Result<Self> {
        let mut decoder = Decoder::new(cbor);
        let (mut format, mut chain, mut auth_data) = (None, None, None);
        map(&mut decoder, |name, decoder| match name {
            "fmt" => set(&mut format, decoder.str()),
            "attStmt" => set(&mut chain, Ok::<_, AttestationError>(statement(decoder)?)),
            "authData" => set(&mut auth_data, decoder.bytes()),
            _ => Err(AttestationError::Malformed),
        })?;
        at_end(&decoder, cbor)?;
        match (format, chain, auth_data) {
            (Some("apple-appattest"), Some(chain), Some(auth_data)) => {
                Ok(Self { chain, auth_data })
            }
            _ => Err(AttestationError::Malformed),
        }
    }
}

/// The certificates of the statement; the receipt is for Apple's servers.
fn statement<'a>(decoder: &mut Decoder<'a>) -> Result<Vec<&'a [u8]>> {
    let (mut chain, mut receipt) = (None, None);
    map(decoder, |name, decoder| match name {
        "x5c" => {
            let length = decoder.array().map_err(malformed)?.ok_or(AttestationError::Malformed)?;
            let certificates =
                (0..length).map(|_| decoder.bytes().map_err(malformed)).collect::<Result<_>>();
            set(&mut chain, Ok::<_, AttestationError>(certificates?))
        }
        "receipt" => set(&mut receipt, decoder.bytes()),
        _ => Err(AttestationError::Malformed),
    })?;
    chain.ok_or(AttestationError::Malformed)
}

pub(super) struct AssertionObject<'a> {
    pub signature: &'a [u8],
    pub auth_data: &'a [u8],
}

impl<'a> AssertionObject<'a> {
    pub fn from_cbor(cbor: &'a [u8]) -> Result<Self> {
        if cbor.len() > crate::attestation::MAX_LEN {
            return Err(AttestationError::TooLarge);
        }
        let mut decoder = Decoder::new(cbor);
        let (mut signature, mut auth_data) = (None, None);
        map(&mut decoder, |name, decoder| match name {
            "signature" => set(&mut signature, decoder.bytes()),
            "authenticatorData" => set(&mut auth_data, decoder.bytes()),
            _ => Err(AttestationError::Malformed),
        })?;
        at_end(&decoder, cbor)?;
        match (signature, auth_data) {
            (Some(signature), Some(auth_data)) => Ok(Self { signature, auth_data }),
            _ => Err(AttestationError::Malformed),
        }
    }
}

/// Hands each entry of a map of definite length to `take`.
fn map<'a>(
    decoder: &mut Decoder<'a>,
    mut take: impl FnMut(&'a str, &mut Decoder<'a>) -> Result<()>,
) -> Result<()> {
    let length = decoder.map().map_err(malformed)?.ok_or(AttestationError::Malformed)?;
    for _ in 0..length {
        let name = decoder.str().map_err(malformed)?;
        take(name, decoder)?;
    }
    Ok(())
}

/// Takes a value that stands there once.
fn set<T, E>(place: &mut Option<T>, value: std::result::Result<T, E>) -> Result<()> {
    match place.replace(value.map_err(malformed)?) {
        None => Ok(()),
        Some(_) => Err(AttestationError::Malformed),
    }
}

fn at_end(decoder: &Decoder<'_>, cbor: &[u8]) -> Result<()> {
    if decoder.position() == cbor.len() { Ok(()) } else { Err(AttestationError::Malformed) }
}

pub(super) struct AuthenticatorData<'a> {
    pub rp_id_hash: &'a [u8; 32],
    pub counter: u32,
    pub credential: Option<Credential<'a>>,
}

pub(super) struct Credential<'a> {
    pub aaguid: &'a [u8; 16],
    pub id: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let read = || {
            let (rp_id_hash, rest) = bytes.split_first_chunk::<32>()?;
            let ([flags], rest) = rest.split_first_chunk::<1>()?;
            let (counter, rest) = rest.split_first_chunk::<4>()?;
            let credential = if flags & ATTESTED_CREDENTIAL != 0 {
                let (aaguid, rest) = rest.split_first_chunk::<16>()?;
                let (length, rest) = rest.split_first_chunk::<2>()?;
                let id = rest.get(..usize::from(u16::from_be_bytes(*length)))?;
                // The key follows once more, in COSE; the certificate's counts.
                Some(Credential { aaguid, id })
            } else {
                rest.is_empty().then_some(())?;
                None
            };
            Some(Self { rp_id_hash, counter: u32::from_be_bytes(*counter), credential })
        };
        read().ok_or(AttestationError::Malformed)
    }
}
