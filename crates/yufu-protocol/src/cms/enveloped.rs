//! EnvelopedData with SM2 and SM4-CBC (RFC 5652, section 6; GM/T 0010), opened out of a verified
//! signature alone.
//!
//! SM4-CBC by itself is malleable, and whoever sees which ciphertexts open reads them. A
//! signature over the ciphertext leaves nobody but its signer a ciphertext to try.

use der::asn1::OctetStringRef;
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey};
use yufu_sm::sm4::{self, cbc};
use zeroize::Zeroizing;

use super::asn1::{self, EnvelopedData, Identifier};
use super::authenticated::recipient_version;
use super::verify::{Content, Signed};
use super::{ContentTypes, FORMAT};
use crate::error::{Error, Result};

const IV_LEN: usize = 16;
const CEK_LEN: usize = 16;

impl Signed<'_> {
    /// Decrypts a content that is EnvelopedData with one recipient. Whom it names is not looked
    /// at: the key fits or not.
    ///
    /// # Errors
    /// [`Error::Decryption`] for every failure: not encrypted, malformed, another algorithm, wrong
    /// key, wrong padding. The content is decrypted, and its padding judged, whether or not the
    /// key for it could be had.
    pub fn open(&self, key: &DecryptingKey) -> Result<Zeroizing<Vec<u8>>> {
        self.try_open(key).map_err(|_| Error::Decryption(FORMAT))
    }

    fn try_open(&self, key: &DecryptingKey) -> Result<Zeroizing<Vec<u8>>> {
        let Content::Enveloped(content) = self.content else {
            return Err(Error::Decryption(FORMAT));
        };
        let malformed = Error::Malformed(FORMAT);
        let content = der::asn1::AnyRef::try_from(content).map_err(|_| malformed)?;
        let message: EnvelopedData<'_> = asn1::read(FORMAT, content)?;
        let recipient = asn1::single(FORMAT, &message.recipients)?;
        self.check_versions(message.version, recipient.version, &recipient.identifier)?;
        let encrypted = &message.encrypted;
        if !asn1::is_plain(&recipient.key_encryption, asn1::SM2_ENCRYPTION)
            || encrypted.algorithm.oid != asn1::SM4_CBC
            || !matches!(encrypted.content_type, asn1::DATA | asn1::GM_DATA)
        {
            return Err(Error::Algorithm(FORMAT));
        }
        let iv: &OctetStringRef =
            asn1::read(FORMAT, encrypted.algorithm.parameters.ok_or(malformed)?)?;
        let iv: [u8; IV_LEN] = iv.as_bytes().try_into().map_err(|_| malformed)?;

        let mut cek = Zeroizing::new([0; CEK_LEN]);
        let decrypted = key.decrypt(recipient.encrypted_key.as_bytes(), CiphertextFormat::Der);
        let fits = decrypted.is_ok_and(|bytes| {
            bytes.as_slice().try_into().map(|bytes: &[u8; CEK_LEN]| *cek = *bytes).is_ok()
        });
        let cek = sm4::Key::from_slice(cek.as_ref())?;
        let content = cbc::decrypt(&cek, &iv, encrypted.content.as_bytes());
        if fits { Ok(content?) } else { Err(Error::Decryption(FORMAT)) }
    }

    /// RFC 5652, section 6.1: 2 where a recipient is named by key identifier, else 0. Writers of
    /// GM/T 0010 put 1 everywhere, some 0 for the recipient.
    fn check_versions(
        &self,
        message: u8,
        recipient: u8,
        identifier: &Identifier<'_>,
    ) -> Result<()> {
        let holds = match self.types {
            ContentTypes::Rfc5652 => {
                message == recipient && recipient == recipient_version(identifier)
            }
            ContentTypes::Gmt0010 => message == 1 && matches!(recipient, 0 | 1),
        };
        if holds { Ok(()) } else { Err(Error::Version(FORMAT)) }
    }
}
