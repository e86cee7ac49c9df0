//! A customer's secret: opened into a buffer that is wiped, kept only as a hash.
//!
//! The hash is PBKDF2-HMAC-SM3 (GM/T 0091) under a pepper that is not in the store: a six-digit PIN
//! has too few values for a salt alone.

use rand_core::TryCryptoRng;
use subtle::{Choice, ConstantTimeEq};
use yufu_sm::{kdf, sm3};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Longest secret in bytes: one for each slot of a sealed input.
pub const MAX_SECRET_LEN: usize = 64;

/// A secret in memory: wiped on drop, compared in constant time, never printed or copied.
///
/// A secret that could not be opened is one too. It equals nothing, and everything done with it
/// takes as long as with a right one.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret {
    bytes: [u8; MAX_SECRET_LEN],
    len: usize,
    opened: u8,
}

impl Secret {
    /// Takes the bytes of a secret, at most [`MAX_SECRET_LEN`]; longer ones count as not opened.
    pub fn new(bytes: &[u8]) -> Self {
        let mut secret = Self::unopened();
        if let Some(room) = secret.bytes.get_mut(..bytes.len()) {
            room.copy_from_slice(bytes);
            secret.len = bytes.len();
            secret.opened = 1;
        }
        secret
    }

    /// A secret that could not be opened.
    pub const fn unopened() -> Self {
        Self { bytes: [0; MAX_SECRET_LEN], len: 0, opened: 0 }
    }

    /// Whether both secrets were opened and are the same.
    pub fn same_as(&self, other: &Self) -> bool {
        let same = self.bytes.ct_eq(&other.bytes)
            & self.len.ct_eq(&other.len)
            & Choice::from(self.opened)
            & Choice::from(other.opened);
        same.into()
    }

    /// Gives the bytes to a judgement that has to see them. What it returns must not tell them.
    pub fn with_exposed<T>(&self, judge: impl FnOnce(&[u8]) -> T) -> T {
        judge(self.exposed())
    }

    pub(crate) fn exposed(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(crate) fn is_opened(&self) -> Choice {
        Choice::from(self.opened)
    }
}

impl core::fmt::Debug for Secret {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// What is kept of a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretRecord {
    /// PBKDF2 iterations; at least [`SecretHasher::MIN_ITERATIONS`].
    pub iterations: u32,
    /// Drawn anew each time the secret is set.
    pub salt: [u8; 16],
    /// HMAC-SM3 under the pepper of PBKDF2-HMAC-SM3 of the secret, 32 bytes.
    pub hash: [u8; 32],
    /// The bank set it: the customer has to choose another before paying (JR/T 0092 5.1.4b).
    pub must_change: bool,
}

impl core::fmt::Debug for SecretRecord {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SecretRecord")
            .field("iterations", &self.iterations)
            .field("must_change", &self.must_change)
            .finish_non_exhaustive()
    }
}

/// Makes and checks [`SecretRecord`]s.
#[derive(ZeroizeOnDrop)]
pub struct SecretHasher {
    pepper: [u8; 32],
    #[zeroize(skip)]
    iterations: u32,
}

impl SecretHasher {
    /// The least that any record may have (RFC 8018, section 4.2, asks for 1,000).
    pub const MIN_ITERATIONS: u32 = 1_024;
    /// What new records get by default.
    pub const DEFAULT_ITERATIONS: u32 = 100_000;
    /// No record makes a check longer than this many iterations.
    pub const MAX_ITERATIONS: u32 = 10_000_000;

    /// A hasher; `iterations` of new records are moved into the bounds of this type.
    pub fn new(pepper: [u8; 32], iterations: u32) -> Self {
        Self { pepper, iterations: iterations.clamp(Self::MIN_ITERATIONS, Self::MAX_ITERATIONS) }
    }

    /// Makes the record of a secret.
    ///
    /// # Errors
    /// `EntropyFailed` when there is no randomness for the salt, `InvalidLength` for a secret that
    /// was not opened or is empty.
    pub fn record<R: TryCryptoRng + ?Sized>(
        &self,
        secret: &Secret,
        must_change: bool,
        rng: &mut R,
    ) -> yufu_sm::Result<SecretRecord> {
        if !bool::from(secret.is_opened()) || secret.len == 0 {
            return Err(yufu_sm::Error::InvalidLength);
        }
        let mut salt = [0; 16];
        rng.try_fill_bytes(&mut salt).map_err(|_| yufu_sm::Error::EntropyFailed)?;
        let hash = *self.hash(secret, &salt, self.iterations)?;
        Ok(SecretRecord { iterations: self.iterations, salt, hash, must_change })
    }

    /// Whether `secret` is the one of `record`.
    ///
    /// Takes as long for a secret that could not be opened, and without a record, as for a wrong
    /// one.
    pub fn matches(&self, secret: &Secret, record: Option<&SecretRecord>) -> bool {
        let (salt, iterations, hash) = match record {
            Some(record) => (record.salt, record.iterations, record.hash),
            None => ([0; 16], self.iterations, [0; 32]),
        };
        let iterations = iterations.clamp(Self::MIN_ITERATIONS, Self::MAX_ITERATIONS);
        let Ok(computed) = self.hash(secret, &salt, iterations) else { return false };
        let known = Choice::from(u8::from(record.is_some()));
        (computed.ct_eq(&hash) & secret.is_opened() & known).into()
    }

    fn hash(
        &self,
        secret: &Secret,
        salt: &[u8; 16],
        iterations: u32,
    ) -> yufu_sm::Result<Zeroizing<[u8; 32]>> {
        let mut stretched = Zeroizing::new([0; 32]);
        kdf::pbkdf2(secret.exposed(), salt, iterations, stretched.as_mut_slice())?;
        Ok(sm3::hmac(&self.pepper, &[b"yufu secret", stretched.as_slice()]))
    }
}

impl core::fmt::Debug for SecretHasher {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SecretHasher").field("iterations", &self.iterations).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use getrandom::SysRng;

    use super::*;

    fn hasher() -> SecretHasher {
        SecretHasher::new([7; 32], 0)
    }

    #[test]
    fn record_matches_its_secret_and_no_other() {
        let record = hasher().record(&Secret::new(b"246813"), false, &mut SysRng).unwrap();
        assert_eq!(record.iterations, SecretHasher::MIN_ITERATIONS);
        assert!(hasher().matches(&Secret::new(b"246813"), Some(&record)));
        assert!(!hasher().matches(&Secret::new(b"246814"), Some(&record)));
        assert!(!hasher().matches(&Secret::new(b""), Some(&record)));
        assert!(!hasher().matches(&Secret::unopened(), Some(&record)));
        assert!(!hasher().matches(&Secret::new(b"246813"), None));
    }

    #[test]
    fn record_is_worthless_without_the_pepper() {
        let record = hasher().record(&Secret::new(b"246813"), false, &mut SysRng).unwrap();
        let other = SecretHasher::new([8; 32], 0);
        assert!(!other.matches(&Secret::new(b"246813"), Some(&record)));
    }

    #[test]
    fn unopened_secret_equals_nothing_and_has_no_record() {
        assert!(!Secret::unopened().same_as(&Secret::unopened()));
        assert!(!Secret::unopened().same_as(&Secret::new(b"")));
        assert!(hasher().record(&Secret::unopened(), false, &mut SysRng).is_err());
        assert!(hasher().record(&Secret::new(b""), false, &mut SysRng).is_err());
        assert!(!Secret::new(&[b'1'; 65]).same_as(&Secret::new(&[b'1'; 65])));
    }

    #[test]
    fn same_secret_of_another_length_differs() {
        assert!(Secret::new(b"1357").same_as(&Secret::new(b"1357")));
        assert!(!Secret::new(b"1357").same_as(&Secret::new(b"1357\0")));
    }

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(format!("{:?}", Secret::new(b"246813")), "Secret(..)");
    }
}
