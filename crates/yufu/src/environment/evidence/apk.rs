//! Who signed an Android package: its signing block, read without the package manager.
//!
//! The block stands before the ZIP's central directory and holds the schemes v2, v3 and v3.1 as
//! pairs of id and value (AOSP, "APK Signature Scheme v2" and "v3"). Only the certificates are
//! read here; that the signature fits was checked by the system at installation.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A certificate that a package was signed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The scheme that names it.
    pub scheme: Scheme,
    /// SM3 of the certificate in DER, in hex.
    pub certificate: String,
}

/// A scheme of package signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// Android 7.
    V2,
    /// Android 9, with rotation of keys.
    V3,
    /// Android 13.
    V31,
}

const END_LEN: usize = 22;
const FOOTER_LEN: usize = 24;
const FOOTER_MAGIC: &[u8; 16] = b"APK Sig Block 42";
/// Largest signing block, in bytes; larger ones carry padding or foreign data.
const MAX_BLOCK: u64 = 4 << 20;
/// Bytes at the end of a package in which the end of its directory is looked for.
const MAX_TAIL: u64 = 64 << 10;
/// Most signers and certificates that are read.
const MAX_SIGNERS: usize = 16;

/// The range of a package's signing block. `read` fills a buffer from an offset on and says whether
/// it could; `len` is the package's length.
///
/// `None` if the package has no such block or is no package.
pub fn find_signing_block(
    len: u64,
    mut read: impl FnMut(u64, &mut [u8]) -> bool,
) -> Option<Range<u64>> {
    let tail_len = len.min(MAX_TAIL);
    let mut tail = vec![0; usize::try_from(tail_len).ok()?];
    let tail_at = len - tail_len;
    read(tail_at, &mut tail).then_some(())?;
    let end = tail.windows(END_LEN).rposition(|window| window.starts_with(b"PK\x05\x06"))?;
    let directory = tail.get(end + 16..end + 20)?;
    let directory = u64::from(u32::from_le_bytes(directory.try_into().ok()?));
    let mut footer = [0; FOOTER_LEN];
    read(directory.checked_sub(FOOTER_LEN as u64)?, &mut footer).then_some(())?;
    let (size, magic) = footer.split_at(8);
    if magic != FOOTER_MAGIC {
        return None;
    }
    // The size counts everything but its own first copy.
    let size = u64::from_le_bytes(size.try_into().ok()?);
    let start = directory.checked_sub(size.checked_add(8)?)?;
    (size <= MAX_BLOCK && size >= FOOTER_LEN as u64).then_some(start..directory)
}

/// The certificates of a signing block, as [`find_signing_block`] ranges it; `None` if it is broken.
#[must_use]
pub fn parse_signing_block(block: &[u8]) -> Option<Vec<Signer>> {
    let mut pairs = block.get(8..block.len().checked_sub(FOOTER_LEN)?)?;
    let mut signers = Vec::new();
    while !pairs.is_empty() {
        let (len, rest) = pairs.split_at_checked(8)?;
        let len = usize::try_from(u64::from_le_bytes(len.try_into().ok()?)).ok()?;
        let (pair, rest) = rest.split_at_checked(len)?;
        pairs = rest;
        let (id, value) = pair.split_at_checked(4)?;
        let scheme = match u32::from_le_bytes(id.try_into().ok()?) {
            0x7109_871a => Scheme::V2,
            0xf053_68c0 => Scheme::V3,
            0x1b93_ad61 => Scheme::V31,
            _ => continue, // padding, source stamps
        };
        let (mut list, _) = prefixed(value)?;
        while !list.is_empty() && signers.len() < MAX_SIGNERS {
            let (signer, rest) = prefixed(list)?;
            list = rest;
            // Of the signed data: digests, then certificates, the first of which is the signer's.
            let (signed, _) = prefixed(signer)?;
            let (_digests, signed) = prefixed(signed)?;
            let (certificates, _) = prefixed(signed)?;
            let (certificate, _) = prefixed(certificates)?;
            let certificate = hex(&yufu_sm::sm3::hash(certificate));
            signers.push(Signer { scheme, certificate });
        }
    }
    Some(signers)
}

/// A field with its length of four bytes before it, and what follows.
fn prefixed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (len, rest) = bytes.split_at_checked(4)?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(len.try_into().ok()?)).ok()?)
}

pub(in super::super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn field(content: &[u8]) -> Vec<u8> {
        let mut out = u32::try_from(content.len()).unwrap().to_le_bytes().to_vec();
        out.extend(content);
        out
    }

    fn pair(id: u32, value: &[u8]) -> Vec<u8> {
        let mut out = u64::try_from(value.len() + 4).unwrap().to_le_bytes().to_vec();
        out.extend(id.to_le_bytes());
        out.extend(value);
        out
    }

    /// A package with the certificates `v2` and `v3` and padding, built after AOSP's description.
    fn package() -> Vec<u8> {
        let signer = |certificate: &[u8], more: &[u8]| {
            let certificates = field(&field(certificate));
            let signed = [field(&field(b"digest")), certificates, more.to_vec()].concat();
            field(&[field(&signed), field(b"signatures"), field(b"key")].concat())
        };
        let pairs = [
            pair(0x7109_871a, &field(&signer(b"v2", &field(b"")))),
            pair(0x4272_6577, &[0; 40]),
            pair(0xf053_68c0, &field(&signer(b"v3", &[0; 12]))),
        ]
        .concat();
        let size = u64::try_from(pairs.len() + FOOTER_LEN).unwrap().to_le_bytes();
        let mut package = b"entries of the archive".to_vec();
        package.extend([&size[..], &pairs, &size, FOOTER_MAGIC].concat());
        let directory = u32::try_from(package.len()).unwrap();
        package.extend(b"PK\x01\x02 central directory");
        package.extend(b"PK\x05\x06");
        package.extend([0; 12]);
        package.extend(directory.to_le_bytes());
        package.extend([0; 2]);
        package
    }

    fn signers(package: &[u8]) -> Option<Vec<Signer>> {
        let read = |at: u64, buffer: &mut [u8]| {
            let at = usize::try_from(at).unwrap();
            let Some(bytes) = package.get(at..at + buffer.len()) else { return false };
            buffer.copy_from_slice(bytes);
            true
        };
        let range = find_signing_block(u64::try_from(package.len()).unwrap(), read)?;
        let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
        parse_signing_block(&package[range])
    }

    #[test]
    fn the_certificates_of_both_schemes_are_read() {
        let signer = |scheme, certificate: &[u8]| Signer {
            scheme,
            certificate: hex(&yufu_sm::sm3::hash(certificate)),
        };
        let expected = [signer(Scheme::V2, b"v2"), signer(Scheme::V3, b"v3")];
        assert_eq!(signers(&package()).unwrap(), expected);
    }

    #[test]
    fn what_is_no_signed_package_has_no_signers() {
        assert_eq!(signers(b""), None);
        assert_eq!(signers(&[0; 4096]), None);
        let mut unsigned = package();
        let magic = unsigned.windows(16).position(|window| window == FOOTER_MAGIC).unwrap();
        unsigned[magic] ^= 1;
        assert_eq!(signers(&unsigned), None);
    }

    proptest! {
        #[test]
        fn any_package_is_read_without_a_panic(at in 0_usize..250, byte: u8, cut in 0_usize..250) {
            let mut bytes = package();
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            let _ = signers(&bytes);
            let _ = signers(&bytes[..cut.min(bytes.len())]);
        }
    }
}
