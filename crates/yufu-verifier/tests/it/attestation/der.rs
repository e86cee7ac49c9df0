//! DER and certificates composed by hand, so that a test may put anything in any place.

use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, KeyPair,
    RSA_PKCS1_SHA256, RsaKeyPair,
};

/// One element.
pub fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    tagged(&[tag], &parts.concat())
}

/// `[number] EXPLICIT`.
pub fn explicit(number: u32, content: &[u8]) -> Vec<u8> {
    if number < 31 {
        return tagged(&[0xa0 | u8::try_from(number).unwrap()], content);
    }
    let (high, low) = (u8::try_from(number >> 7).unwrap(), u8::try_from(number & 0x7f).unwrap());
    if high == 0 {
        tagged(&[0xbf, low], content)
    } else {
        tagged(&[0xbf, 0x80 | high, low], content)
    }
}

fn tagged(tag: &[u8], content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let length = &length[length.iter().position(|byte| *byte != 0).unwrap_or(7)..];
    let mut der = tag.to_vec();
    if content.len() > 0x7f {
        der.push(0x80 | u8::try_from(length.len()).unwrap());
    }
    [&der, length, content].concat()
}

pub fn integer(value: u32) -> Vec<u8> {
    let bytes = [&[0][..], &value.to_be_bytes()].concat();
    let mut rest = bytes.as_slice();
    while rest.len() > 1 && rest[0] == 0 && rest[1] < 0x80 {
        rest = &rest[1..];
    }
    tlv(2, &[rest])
}

pub fn octets(bytes: &[u8]) -> Vec<u8> {
    tlv(4, &[bytes])
}

fn name(text: &str) -> Vec<u8> {
    let attribute = tlv(0x30, &[b"\x06\x03\x55\x04\x03", &tlv(0x0c, &[text.as_bytes()])]);
    tlv(0x30, &[&tlv(0x31, &[&attribute])])
}

/// A key that signs certificates.
pub enum Signer {
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

impl Signer {
    pub fn p256() -> Self {
        let (rng, with) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(with, &rng).unwrap();
        Self::P256(EcdsaKeyPair::from_pkcs8(with, pkcs8.as_ref(), &rng).unwrap())
    }

    /// The key of a phone.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Self {
        let (rng, with) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        Self::P256(EcdsaKeyPair::from_pkcs8(with, pkcs8, &rng).unwrap())
    }

    pub fn p384() -> Self {
        let (rng, with) = (SystemRandom::new(), &ECDSA_P384_SHA384_ASN1_SIGNING);
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(with, &rng).unwrap();
        Self::P384(EcdsaKeyPair::from_pkcs8(with, pkcs8.as_ref(), &rng).unwrap())
    }

    /// ring makes no RSA keys.
    pub fn rsa() -> Self {
        let args = ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];
        let ran = std::process::Command::new("openssl")
            .args(args)
            .args(["-outform", "DER"])
            .output()
            .unwrap();
        Self::Rsa(RsaKeyPair::from_der(&ran.stdout).unwrap())
    }

    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let rng = SystemRandom::new();
        match self {
            Self::P256(key) | Self::P384(key) => key.sign(&rng, message).unwrap().as_ref().to_vec(),
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &rng, message, &mut signature).unwrap();
                signature
            }
        }
    }

    /// The point, or the RSAPublicKey.
    pub fn public(&self) -> Vec<u8> {
        match self {
            Self::P256(key) | Self::P384(key) => key.public_key().as_ref().to_vec(),
            Self::Rsa(key) => key.public_key().as_ref().to_vec(),
        }
    }

    pub fn spki(&self) -> Vec<u8> {
        let ec = b"\x06\x07\x2a\x86\x48\xce\x3d\x02\x01";
        let algorithm = match self {
            Self::P256(_) => tlv(0x30, &[ec, b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"]),
            Self::P384(_) => tlv(0x30, &[ec, b"\x06\x05\x2b\x81\x04\x00\x22"]),
            Self::Rsa(_) => {
                tlv(0x30, &[b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", b"\x05\x00"])
            }
        };
        tlv(0x30, &[&algorithm, &tlv(3, &[&[0], &self.public()])])
    }

    fn algorithm(&self) -> Vec<u8> {
        match self {
            Self::P256(_) => tlv(0x30, &[b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02"]),
            Self::P384(_) => tlv(0x30, &[b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03"]),
            Self::Rsa(_) => {
                tlv(0x30, &[b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", b"\x05\x00"])
            }
        }
    }
}

/// What a certificate says.
#[derive(Clone)]
pub struct Draft {
    pub serial: u32,
    pub issuer: String,
    pub subject: String,
    /// UTCTime.
    pub dates: [&'static str; 2],
    pub extensions: Vec<Vec<u8>>,
}

impl Draft {
    pub fn new(issuer: &str, subject: &str) -> Self {
        Self {
            serial: 7,
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
            dates: ["200101000000Z", "400101000000Z"],
            extensions: Vec::new(),
        }
    }

    pub fn authority(issuer: &str, subject: &str) -> Self {
        let ca = extension(b"\x06\x03\x55\x1d\x13", true, &tlv(0x30, &[b"\x01\x01\xff"]));
        let key_cert_sign = extension(b"\x06\x03\x55\x1d\x0f", true, b"\x03\x02\x02\x04");
        Self::new(issuer, subject).with(|it| it.extensions = vec![ca, key_cert_sign])
    }

    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub fn sign(&self, spki: &[u8], by: &Signer) -> Vec<u8> {
        let [from, to] = self.dates.map(|date| tlv(0x17, &[date.as_bytes()]));
        let extensions = tlv(0x30, &[&self.extensions.concat()]);
        let tbs = tlv(
            0x30,
            &[
                &explicit(0, &integer(2)),
                &integer(self.serial),
                &by.algorithm(),
                &name(&self.issuer),
                &tlv(0x30, &[&from, &to]),
                &name(&self.subject),
                spki,
                &if self.extensions.is_empty() { Vec::new() } else { explicit(3, &extensions) },
            ],
        );
        tlv(0x30, &[&tbs, &by.algorithm(), &tlv(3, &[&[0], &by.sign(&tbs)])])
    }
}

pub fn extension(oid: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    let critical: &[u8] = if critical { b"\x01\x01\xff" } else { b"" };
    tlv(0x30, &[oid, critical, &octets(value)])
}
