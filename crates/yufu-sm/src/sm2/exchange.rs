//! Key agreement with key confirmation (GB/T 32918.3).
//!
//! Both sides hold a long-term [`ExchangeKey`] and know the other's public key and ID beforehand.
//! Three messages: the initiator's point R_A; the responder's point R_B with its confirmation S_B;
//! the initiator's confirmation S_A. A side that checked the other's confirmation knows that the
//! peer holds the private key and derived the same shared key. The shared key does not stay secret
//! once a long-term key and the ephemeral scalars of that run are both revealed.
//!
//! ```
//! use yufu_sm::sm2::{SignerId, exchange::{ExchangeKey, Initiator, Party, Responder}};
//!
//! let mut rng = getrandom::SysRng;
//! let (alice, bob) = (ExchangeKey::generate(&mut rng)?, ExchangeKey::generate(&mut rng)?);
//! let alice_party = Party::new(alice.public_key(), SignerId::new(b"alice")?);
//! let bob_party = Party::new(bob.public_key(), SignerId::new(b"bob")?);
//!
//! let initiator = Initiator::start(&alice, alice_party.id(), bob_party.clone(), &mut rng)?;
//! let responder =
//!     Responder::respond(&bob, bob_party.id(), alice_party, initiator.point(), 16, &mut rng)?;
//! let (key, s_a) = initiator.finish(responder.point(), responder.confirmation(), 16)?;
//! assert_eq!(*key, *responder.confirm(&s_a)?);
//! # Ok::<(), yufu_sm::Error>(())
//! ```

use super::{
    POINT_LEN, SignerId,
    arithmetic::{AffinePoint, Coordinates, Point, Scalar},
    kdf, nonce,
    private::{PrivateScalar, private_key_methods},
    public::{PublicPoint, public_key_methods},
};
use crate::{Error, Result, publish, sm3, wipe};
use alloc::{vec, vec::Vec};
use core::fmt;
use rand_core::TryCryptoRng;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// Bytes in a confirmation S_A or S_B.
pub const CONFIRMATION_LEN: usize = sm3::DIGEST_LEN;

/// A long-term public key for key agreement.
#[derive(Clone, PartialEq, Eq)]
pub struct ExchangePublicKey(PublicPoint);

public_key_methods!(ExchangePublicKey);

/// A long-term private key for key agreement; wiped on drop, never printed.
pub struct ExchangeKey {
    private: PrivateScalar,
    public: ExchangePublicKey,
}

private_key_methods!(ExchangeKey, private, Self::from_private);

impl ExchangeKey {
    /// The public key of this key.
    pub fn public_key(&self) -> &ExchangePublicKey {
        &self.public
    }

    fn from_private(private: PrivateScalar) -> Result<Self> {
        let public = ExchangePublicKey(private.public().clone());
        Ok(Self { private, public })
    }
}

/// One side as the other knows it: its long-term public key and its ID.
#[derive(Clone, Debug)]
pub struct Party<'a> {
    key: &'a ExchangePublicKey,
    id: SignerId<'a>,
}

impl<'a> Party<'a> {
    /// The holder of `key`, named `id`.
    pub const fn new(key: &'a ExchangePublicKey, id: SignerId<'a>) -> Self {
        Self { key, id }
    }

    /// The party's ID.
    pub const fn id(&self) -> SignerId<'a> {
        self.id
    }

    fn z(&self) -> [u8; sm3::DIGEST_LEN] {
        self.id.z(&self.key.0)
    }
}

/// The side that sends the first message; wiped on drop.
pub struct Initiator<'a> {
    key: &'a ExchangeKey,
    id: SignerId<'a>,
    peer: Party<'a>,
    ephemeral: Ephemeral,
}

impl<'a> Initiator<'a> {
    /// Starts an agreement with `peer`.
    ///
    /// # Errors
    /// [`Error::EntropyFailed`] when `rng` fails.
    pub fn start<R: TryCryptoRng + ?Sized>(
        key: &'a ExchangeKey,
        id: SignerId<'a>,
        peer: Party<'a>,
        rng: &mut R,
    ) -> Result<Self> {
        let ephemeral = Ephemeral::new(nonce::random_scalar(rng)?)?;
        wipe::stack();
        Ok(Self { key, id, peer, ephemeral })
    }

    /// R_A, the first message.
    pub fn point(&self) -> &[u8; POINT_LEN] {
        &self.ephemeral.point
    }

    /// Takes R_B and S_B; returns the shared key of `key_len` bytes and S_A for the responder.
    ///
    /// # Errors
    /// [`Error::InvalidPoint`] when R_B is no point of the curve, [`Error::ConfirmationFailed`]
    /// when S_B doesn't match, [`Error::InvalidLength`] for a key of no bytes.
    pub fn finish(
        self,
        r_b: &[u8],
        s_b: &[u8],
        key_len: usize,
    ) -> Result<(Zeroizing<Vec<u8>>, [u8; CONFIRMATION_LEN])> {
        let own = Party::new(self.key.public_key(), self.id);
        let agreed = self
            .ephemeral
            .shared_point(self.key, &self.peer, r_b)
            .and_then(|shared| Agreed::new(&shared, &own, &self.peer, self.point(), r_b, key_len));
        wipe::stack();
        let agreed = agreed?;
        // PUBLISHED: whether the peer's confirmation matches, as the result says.
        if !publish(bool::from(agreed.s_b.ct_eq(s_b))) {
            return Err(Error::ConfirmationFailed);
        }
        Ok((agreed.key, agreed.s_a))
    }
}

impl fmt::Debug for Initiator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Initiator { .. }")
    }
}

/// The side that answers; wiped on drop. Its key is given out once the initiator has confirmed.
pub struct Responder {
    point: [u8; POINT_LEN],
    agreed: Agreed,
}

impl Responder {
    /// Answers R_A of `peer`, for a shared key of `key_len` bytes.
    ///
    /// # Errors
    /// [`Error::InvalidPoint`] when R_A is no point of the curve, [`Error::EntropyFailed`] when
    /// `rng` fails, [`Error::InvalidLength`] for a key of no bytes.
    pub fn respond<R: TryCryptoRng + ?Sized>(
        key: &ExchangeKey,
        id: SignerId<'_>,
        peer: Party<'_>,
        r_a: &[u8],
        key_len: usize,
        rng: &mut R,
    ) -> Result<Self> {
        let responder = nonce::random_scalar(rng)
            .and_then(|scalar| Self::with_ephemeral(key, id, &peer, r_a, key_len, scalar));
        wipe::stack();
        responder
    }

    fn with_ephemeral(
        key: &ExchangeKey,
        id: SignerId<'_>,
        peer: &Party<'_>,
        r_a: &[u8],
        key_len: usize,
        scalar: Scalar,
    ) -> Result<Self> {
        let own = Party::new(key.public_key(), id);
        let ephemeral = Ephemeral::new(scalar)?;
        let shared = ephemeral.shared_point(key, peer, r_a)?;
        let agreed = Agreed::new(&shared, peer, &own, r_a, &ephemeral.point, key_len)?;
        Ok(Self { point: ephemeral.point, agreed })
    }

    /// R_B, the second message's first part.
    pub fn point(&self) -> &[u8; POINT_LEN] {
        &self.point
    }

    /// S_B, the second message's second part.
    pub fn confirmation(&self) -> &[u8; CONFIRMATION_LEN] {
        &self.agreed.s_b
    }

    /// Takes S_A and gives the shared key out.
    ///
    /// # Errors
    /// [`Error::ConfirmationFailed`] when S_A doesn't match.
    pub fn confirm(self, s_a: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        // PUBLISHED: whether the peer's confirmation matches, as the result says.
        if publish(bool::from(self.agreed.s_a.ct_eq(s_a))) {
            Ok(self.agreed.key)
        } else {
            Err(Error::ConfirmationFailed)
        }
    }
}

impl fmt::Debug for Responder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Responder { .. }")
    }
}

/// An ephemeral scalar r and its point R = r G.
struct Ephemeral {
    scalar: Scalar,
    point: [u8; POINT_LEN],
}

impl Ephemeral {
    fn new(scalar: Scalar) -> Result<Self> {
        let Coordinates { x, y } =
            Point::mul_base(&scalar).coordinates().ok_or(Error::EntropyFailed)?;
        // PUBLISHED: R, which is sent to the peer.
        let point = publish(super::public::join(&x, &y));
        Ok(Self { scalar, point })
    }

    /// U = V = (d + x̄ r) (P + x̄' R') (GB/T 32918.3 6.1 A4 to A7; the cofactor is 1).
    fn shared_point(
        &self,
        key: &ExchangeKey,
        peer: &Party<'_>,
        peer_point: &[u8],
    ) -> Result<Coordinates> {
        let (x, y) = super::public::split(peer_point).ok_or(Error::InvalidPoint)?;
        let peer_ephemeral = AffinePoint::from_coordinates(x, y).ok_or(Error::InvalidPoint)?;
        let (own_x, _) = super::public::split(&self.point).ok_or(Error::InvalidPoint)?;
        let t = key.private.scalar().add(&reduced_x(own_x).mul(&self.scalar));
        let sum = peer.key.0.point().add_multiple_vartime(&reduced_x(x), &peer_ephemeral);
        sum.ok_or(Error::InvalidPoint)?.mul(&t).coordinates().ok_or(Error::InvalidPoint)
    }
}

/// x̄ = 2^127 + (x mod 2^127).
fn reduced_x(x: &[u8; 32]) -> Scalar {
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(x).skip(16).for_each(|(to, from)| *to = *from);
    bytes[16] |= 0x80;
    Scalar::reduce(&bytes)
}

/// What both sides derive from the shared point. Always in the initiator's order.
struct Agreed {
    key: Zeroizing<Vec<u8>>,
    s_a: [u8; CONFIRMATION_LEN],
    s_b: [u8; CONFIRMATION_LEN],
}

impl Agreed {
    fn new(
        shared: &Coordinates,
        initiator: &Party<'_>,
        responder: &Party<'_>,
        r_a: &[u8],
        r_b: &[u8],
        key_len: usize,
    ) -> Result<Self> {
        if key_len == 0 {
            return Err(Error::InvalidLength);
        }
        let (x, y) = (shared.x.as_slice(), shared.y.as_slice());
        let (z_a, z_b) = (initiator.z(), responder.z());
        let mut key = Zeroizing::new(vec![0; key_len]);
        kdf::derive(&[x, y, &z_a, &z_b], &mut key)?;
        let (x1, y1) = super::public::split(r_a).ok_or(Error::InvalidPoint)?;
        let (x2, y2) = super::public::split(r_b).ok_or(Error::InvalidPoint)?;
        let inner = Zeroizing::new(sm3::hash_parts(&[x, &z_a, &z_b, x1, y1, x2, y2]));
        let confirmation = |tag: u8| sm3::hash_parts(&[&[tag], y, inner.as_slice()]);
        Ok(Self { key, s_a: confirmation(0x03), s_b: confirmation(0x02) })
    }
}

#[cfg(test)]
mod tests;
