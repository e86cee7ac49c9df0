//! SM3 and HMAC-SM3.

use yufu_sm::sm3::{self, HmacKey};

use super::FILL;
use crate::Subject;

/// The largest message, in bytes.
const MOST: usize = 1 << 20;

pub(super) fn subject(name: &str, bytes: usize) -> Option<Result<Subject, String>> {
    let message = (1..=MOST).contains(&bytes).then(|| vec![FILL; bytes])?;
    Some(Ok(match name {
        "sm3" => Subject::new(message, |message| sm3::hash(message), |_, hash| hex::encode(hash)),
        "sm3-many" => Subject::new(
            message,
            |message| sm3::hash_many(&[message.as_slice(); 8]),
            |_, hashes| hex::encode(hashes.concat()),
        ),
        "hmac" => Subject::new(
            (HmacKey::new(&[9; 32]), message),
            |(key, message)| key.mac(&[message]),
            |_, mac| hex::encode(*mac),
        ),
        _ => return None,
    }))
}
