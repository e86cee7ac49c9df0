//! Google's list of revoked attestation certificates, given as data: the JSON that
//! <https://developer.android.com/privacy-and-security/security-key-attestation> names. The
//! verifier opens no connection; fetching the list, daily for instance, is the bank's.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::error::{AttestationError, Result, malformed};

/// Longest list, in bytes of JSON.
pub const MAX_LIST_LEN: usize = 16 << 20;

/// Serial numbers that are not believed any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevocationList {
    serials: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Status {
    entries: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    status: String,
}

impl RevocationList {
    /// Reads the list. Every entry counts, whatever its status says: there are only `REVOKED` and
    /// `SUSPENDED`, and another word is no leave.
    ///
    /// ```
    /// use yufu_verifier::attestation::RevocationList;
    ///
    /// let json = br#"{"entries": {"2c8cdddfd5e03bfc": {"status": "REVOKED", "reason": "KEY_COMPROMISE"}}}"#;
    /// let list = RevocationList::from_json(json)?;
    /// assert_eq!(list.len(), 1);
    /// # Ok::<(), yufu_verifier::attestation::AttestationError>(())
    /// ```
    ///
    /// # Errors
    /// [`AttestationError::TooLarge`] above [`MAX_LIST_LEN`]; [`AttestationError::Malformed`].
    pub fn from_json(json: &[u8]) -> Result<Self> {
        if json.len() > MAX_LIST_LEN {
            return Err(AttestationError::TooLarge);
        }
        let status: Status = serde_json::from_slice(json).map_err(malformed)?;
        let serials = status
            .entries
            .into_iter()
            .map(|(serial, entry)| {
                let digits = !serial.is_empty() && serial.bytes().all(|b| b.is_ascii_hexdigit());
                let serial = serial.to_ascii_lowercase();
                (digits && !entry.status.is_empty())
                    .then(|| serial.trim_start_matches('0').to_owned())
                    .ok_or(AttestationError::Malformed)
            })
            .collect::<Result<_>>()?;
        Ok(Self { serials })
    }

    /// How many serial numbers it has.
    pub fn len(&self) -> usize {
        self.serials.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.serials.is_empty()
    }

    pub(super) fn contains(&self, serial: &[u8]) -> bool {
        self.serials.contains(hex::encode(serial).trim_start_matches('0'))
    }
}
