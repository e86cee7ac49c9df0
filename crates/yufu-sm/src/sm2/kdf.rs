//! SM2's key derivation function (GB/T 32918.4 5.4.3).

use crate::{Error, Result, sm3::Sm3};
use subtle::{Choice, ConstantTimeEq as _};

/// Fills `out` with the stream derived from `parts`. Returns whether it is all zero, which
/// encryption can't use.
pub(super) fn derive(parts: &[&[u8]], out: &mut [u8]) -> Result<Choice> {
    let mut prefix = Sm3::new();
    for part in parts {
        prefix.update(part);
    }
    let mut any = 0_u8;
    for (index, chunk) in out.chunks_mut(32).enumerate() {
        let counter = u32::try_from(index)
            .ok()
            .and_then(|index| index.checked_add(1))
            .ok_or(Error::InvalidLength)?;
        let mut state = prefix.clone();
        state.update(&counter.to_be_bytes());
        let block = zeroize::Zeroizing::new(state.finish());
        for (to, from) in chunk.iter_mut().zip(block.iter()) {
            *to = *from;
            any |= *from;
        }
    }
    Ok(any.ct_eq(&0))
}
