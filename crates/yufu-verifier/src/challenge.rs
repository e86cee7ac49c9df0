//! Challenges that cost the server no memory until they are used.
//!
//! Anybody may ask for a challenge before a login, so remembering each would let strangers fill the
//! store. A challenge instead carries its end and a tag under a key of the server; only its use is
//! remembered, and only a signed request can use it.
//!
//! ```text
//! challenge   = expires_at (8 bytes, big-endian) ‖ random (8) ‖ tag (16)
//! tag         = first 16 bytes of HMAC-SM3(key, "yufu challenge" ‖ expires_at ‖ random)
//! input nonce = HMAC-SM3(key, "yufu challenge input" ‖ challenge)
//! ```

use rand_core::TryCryptoRng;
use subtle::ConstantTimeEq;
use yufu_protocol::{
    id::{Challenge, InputNonce},
    rejection::Reason,
    time::UnixSeconds,
};
use yufu_sm::sm3;
use zeroize::ZeroizeOnDrop;

/// Issues challenges and recognises its own.
#[derive(ZeroizeOnDrop)]
pub(crate) struct Challenger {
    key: [u8; 32],
}

/// A challenge, the input nonce that goes with it, and when both end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuedChallenge {
    /// A login, a change of PIN, or a report answers it.
    pub challenge: Challenge,
    /// Inputs of the same request are sealed under it.
    pub input_nonce: InputNonce,
    /// When both end.
    pub expires_at: UnixSeconds,
}

impl Challenger {
    pub(crate) const fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    pub(crate) fn issue<R: TryCryptoRng + ?Sized>(
        &self,
        expires_at: UnixSeconds,
        rng: &mut R,
    ) -> yufu_sm::Result<IssuedChallenge> {
        let mut random = [0; 8];
        rng.try_fill_bytes(&mut random).map_err(|_| yufu_sm::Error::EntropyFailed)?;
        let mut bytes = [0; 32];
        let parts = expires_at.get().to_be_bytes().into_iter().chain(random);
        let tag = self.tag(&expires_at.get().to_be_bytes(), &random);
        for (byte, value) in bytes.iter_mut().zip(parts.chain(tag)) {
            *byte = value;
        }
        let challenge = Challenge::from_bytes(bytes);
        Ok(IssuedChallenge { challenge, input_nonce: self.input_nonce(&challenge), expires_at })
    }

    /// Recognises a challenge of this server and tells when it ends.
    pub(crate) fn check(
        &self,
        challenge: &Challenge,
        now: UnixSeconds,
    ) -> Result<IssuedChallenge, Reason> {
        let malformed = Reason::ChallengeUnknown;
        let (expires, rest) = challenge.as_bytes().split_first_chunk::<8>().ok_or(malformed)?;
        let (random, tag) = rest.split_first_chunk::<8>().ok_or(malformed)?;
        if !bool::from(self.tag(expires, random).ct_eq(tag)) {
            return Err(Reason::ChallengeUnknown);
        }
        let expires_at = UnixSeconds(u64::from_be_bytes(*expires));
        if now >= expires_at {
            return Err(Reason::ChallengeExpired);
        }
        let input_nonce = self.input_nonce(challenge);
        Ok(IssuedChallenge { challenge: *challenge, input_nonce, expires_at })
    }

    fn tag(&self, expires_at: &[u8; 8], random: &[u8; 8]) -> [u8; 16] {
        let mac = sm3::hmac(&self.key, &[b"yufu challenge", expires_at, random]);
        mac.first_chunk().copied().unwrap_or_default()
    }

    fn input_nonce(&self, challenge: &Challenge) -> InputNonce {
        let mac = sm3::hmac(&self.key, &[b"yufu challenge input", challenge.as_bytes()]);
        InputNonce::from_bytes(*mac)
    }
}

#[cfg(test)]
mod tests {
    use getrandom::SysRng;

    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_760_000_000);

    #[test]
    fn own_challenge_is_recognised_until_it_ends() {
        let challenger = Challenger::new([7; 32]);
        let end = NOW.saturating_add(300);
        let issued = challenger.issue(end, &mut SysRng).unwrap();
        assert_eq!(challenger.check(&issued.challenge, NOW), Ok(issued));
        assert_eq!(challenger.check(&issued.challenge, end), Err(Reason::ChallengeExpired));
    }

    #[test]
    fn challenge_of_another_server_or_with_any_changed_bit_is_unknown() {
        let challenger = Challenger::new([7; 32]);
        let issued = challenger.issue(NOW.saturating_add(300), &mut SysRng).unwrap();
        let other = Challenger::new([8; 32]);
        assert_eq!(other.check(&issued.challenge, NOW), Err(Reason::ChallengeUnknown));
        for bit in 0..256 {
            let mut bytes = *issued.challenge.as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let changed = challenger.check(&Challenge::from_bytes(bytes), NOW);
            assert_eq!(changed, Err(Reason::ChallengeUnknown), "bit {bit}");
        }
    }

    #[test]
    fn challenges_and_their_input_nonces_differ() {
        let challenger = Challenger::new([7; 32]);
        let first = challenger.issue(NOW, &mut SysRng).unwrap();
        let second = challenger.issue(NOW, &mut SysRng).unwrap();
        assert_ne!(first.challenge, second.challenge);
        assert_ne!(first.input_nonce, second.input_nonce);
        assert_ne!(first.input_nonce.as_bytes(), first.challenge.as_bytes());
    }
}
