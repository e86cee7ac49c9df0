//! What every SM2 public key is: a point that was checked.

use super::{
    POINT_LEN,
    arithmetic::{AffinePoint, PARAMETERS, Point},
};
use crate::{Error, Result, publish};

/// A point on the curve, neither infinity nor -G.
///
/// -G belongs to d = n-1, with which signing would divide by zero. The curve's cofactor is 1, so
/// a point on it has order n.
#[derive(Clone)]
pub(super) struct PublicPoint {
    point: AffinePoint,
    encoded: [u8; POINT_LEN],
}

impl PublicPoint {
    /// Checks the uncompressed form 04 ‖ x ‖ y.
    pub(super) fn from_sec1_bytes(bytes: &[u8]) -> Result<Self> {
        let (x, y) = split(bytes).ok_or(Error::InvalidPoint)?;
        let point = AffinePoint::from_coordinates(x, y).ok_or(Error::InvalidPoint)?;
        let [_, _, x_g, y_g] = &PARAMETERS;
        if x == x_g && y != y_g {
            return Err(Error::InvalidPoint);
        }
        Ok(Self { point, encoded: join(x, y) })
    }

    /// Checks a point that was computed.
    pub(super) fn from_point(point: &Point) -> Result<Self> {
        let coordinates = point.coordinates().ok_or(Error::InvalidPoint)?;
        // PUBLISHED: a public key.
        let encoded = publish(join(&coordinates.x, &coordinates.y));
        Self::from_sec1_bytes(&encoded)
    }

    pub(super) fn point(&self) -> &AffinePoint {
        &self.point
    }

    /// 04 ‖ x ‖ y.
    pub(super) fn to_sec1_bytes(&self) -> [u8; POINT_LEN] {
        self.encoded
    }

    /// x ‖ y.
    pub(super) fn coordinates(&self) -> &[u8] {
        let [_, coordinates @ ..] = &self.encoded;
        coordinates
    }
}

impl PartialEq for PublicPoint {
    fn eq(&self, other: &Self) -> bool {
        self.encoded == other.encoded
    }
}

impl Eq for PublicPoint {}

/// x and y of an uncompressed point, or none for any other form.
pub(super) fn split(bytes: &[u8]) -> Option<(&[u8; 32], &[u8; 32])> {
    let bytes: &[u8; POINT_LEN] = bytes.try_into().ok()?;
    let [0x04, coordinates @ ..] = bytes else { return None };
    Some((coordinates.first_chunk()?, coordinates.last_chunk()?))
}

/// 04 ‖ x ‖ y.
pub(super) fn join(x: &[u8; 32], y: &[u8; 32]) -> [u8; POINT_LEN] {
    let mut out = [0x04; POINT_LEN];
    out.iter_mut().skip(1).zip(x.iter().chain(y)).for_each(|(to, from)| *to = *from);
    out
}

/// Inherent methods that every public key type has.
macro_rules! public_key_methods {
    ($key:ident) => {
        impl $key {
            /// Checks and takes the uncompressed form 04 ‖ x ‖ y.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidPoint`](crate::Error::InvalidPoint) for any other form, a"]
            #[doc = "point off the curve, infinity, or -G."]
            pub fn from_sec1_bytes(bytes: &[u8]) -> crate::Result<Self> {
                crate::sm2::public::PublicPoint::from_sec1_bytes(bytes).map(Self)
            }

            /// The uncompressed form 04 ‖ x ‖ y.
            pub fn to_sec1_bytes(&self) -> [u8; crate::sm2::POINT_LEN] {
                self.0.to_sec1_bytes()
            }

            /// Reads a SubjectPublicKeyInfo (RFC 5280 4.1) in DER.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidEncoding`](crate::Error::InvalidEncoding) when it is not"]
            #[doc = "strict DER or not an SM2 key, and as [`Self::from_sec1_bytes`]."]
            pub fn from_spki_der(der: &[u8]) -> crate::Result<Self> {
                crate::sm2::encoding::public_from_der(der).map(Self)
            }

            /// The SubjectPublicKeyInfo in DER.
            pub fn to_spki_der(&self) -> alloc::vec::Vec<u8> {
                crate::sm2::encoding::public_to_der(&self.0)
            }

            /// Reads a SubjectPublicKeyInfo in PEM, `PUBLIC KEY`.
            ///
            /// # Errors
            /// As [`Self::from_spki_der`].
            pub fn from_spki_pem(pem: &str) -> crate::Result<Self> {
                crate::sm2::encoding::public_from_pem(pem).map(Self)
            }

            /// The SubjectPublicKeyInfo in PEM, `PUBLIC KEY`.
            ///
            /// # Errors
            #[doc = "[`Error::InvalidEncoding`](crate::Error::InvalidEncoding) never in practice."]
            pub fn to_spki_pem(&self) -> crate::Result<alloc::string::String> {
                crate::sm2::encoding::public_to_pem(&self.0)
            }
        }

        impl core::fmt::Debug for $key {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($key), "("))?;
                self.to_sec1_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
                f.write_str(")")
            }
        }
    };
}
pub(super) use public_key_methods;
