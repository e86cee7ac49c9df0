//! The ASN.1 `Attribute` of PKCS#10 and CMS (RFC 2986, section 4.1; RFC 5652, section 5.3).

use der::asn1::{Any, ObjectIdentifier, SetOfVec};
use der::{EncodeValue, Sequence, Tagged, ValueOrd};

/// A type and its values; every attribute of this crate has one.
#[derive(Sequence, ValueOrd)]
pub(crate) struct Attribute {
    pub oid: ObjectIdentifier,
    pub values: SetOfVec<Any>,
}

impl Attribute {
    /// An attribute with one value.
    pub fn single<T: EncodeValue + Tagged>(oid: ObjectIdentifier, value: &T) -> der::Result<Self> {
        Ok(Self { oid, values: SetOfVec::from_iter([Any::encode_from(value)?])? })
    }
}
