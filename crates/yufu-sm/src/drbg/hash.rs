//! Hash-DRBG over SM3 (NIST SP 800-90A 10.1.1, which GM/T 0105 builds its generator from SM3 on).
//!
//! The generator of signing nonces: from a seed to its first 32 bytes it takes five compressions,
//! where HMAC-DRBG takes sixteen (docs/adr/0016-signing-nonces.md).

use crate::sm3::{DIGEST_LEN, hash};
use crate::wipe;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Bytes of V and C: 440 bits (SP 800-90A 10.1, table 2).
const SEED_LEN: usize = 55;
/// A counter and the number of bits wanted, which Hash_df puts before its input.
const PREFIX: usize = 5;

/// A generator that gives 32 bytes a request; wiped on drop.
#[derive(ZeroizeOnDrop)]
pub(crate) struct HashSm3Drbg {
    value: Zeroizing<[u8; SEED_LEN]>,
    /// C, which nothing needs before the second request: it is computed then.
    constant: Zeroizing<[u8; SEED_LEN]>,
    #[zeroize(skip)]
    requests: u64,
}

impl HashSm3Drbg {
    /// A generator whose seed material, in the standard's order, is `entropy` and a `nonce`. Both
    /// parts of the entropy count as one.
    pub(crate) fn new(entropy: [&[u8; 32]; 2], nonce: &[u8; 32]) -> Self {
        let [first, second] = entropy;
        let mut input = Zeroizing::new([0; PREFIX + 3 * 32]);
        let (_, material) = input.split_at_mut(PREFIX);
        let parts = [first, second, nonce];
        material.as_chunks_mut().0.iter_mut().zip(parts).for_each(|(to, from)| *to = *from);
        Self { value: hash_df(&mut input), constant: Zeroizing::new([0; SEED_LEN]), requests: 0 }
    }

    /// The next request of 32 bytes: Hashgen, where one hash is enough.
    ///
    /// The change of state that ends a request is put off until more are wanted. It keeps what was
    /// given out from being computed from a state that leaks later; a generator that is wiped after
    /// one request doesn't need it.
    pub(crate) fn next_block(&mut self, out: &mut [u8; DIGEST_LEN]) {
        if self.requests > 0 {
            self.advance();
        }
        self.requests += 1;
        *out = hash(&*self.value);
    }

    /// V = V + SM3(3 ‖ V) + C + requests modulo 2^440.
    #[cold]
    fn advance(&mut self) {
        let mut input = Zeroizing::new([0; SEED_LEN + 1]);
        let mut after_prefix = |first, value: &[u8; SEED_LEN]| {
            let [place, rest @ ..] = &mut *input;
            (*place, *rest) = (first, *value);
            Zeroizing::new(hash(&*input))
        };
        let digest = after_prefix(3, &self.value);
        if self.requests == 1 {
            let mut input = Zeroizing::new([0; PREFIX + 1 + SEED_LEN]);
            if let Some(place) = input.last_chunk_mut() {
                *place = *self.value;
            }
            self.constant = hash_df(&mut input);
        }
        add(&mut self.value, &*digest);
        add(&mut self.value, &*self.constant);
        add(&mut self.value, &self.requests.to_be_bytes());
    }
}

/// Hash_df (SP 800-90A 10.3.1) for 440 bits, of what stands in `input` behind its first five bytes.
fn hash_df<const N: usize>(input: &mut [u8; N]) -> Zeroizing<[u8; SEED_LEN]> {
    let mut out = Zeroizing::new([0; SEED_LEN]);
    for (counter, to) in (1..).zip(out.chunks_mut(DIGEST_LEN)) {
        if let Some(prefix) = input.first_chunk_mut::<PREFIX>() {
            *prefix = [counter, 0, 0, 0x01, 0xb8];
        }
        let mut digest = hash(input);
        to.iter_mut().zip(&digest).for_each(|(to, from)| *to = *from);
        wipe::array(&mut digest);
    }
    out
}

/// Adds a shorter big-endian integer, modulo 2^440.
fn add(value: &mut [u8; SEED_LEN], addend: &[u8]) {
    let mut carry = 0;
    let addend = addend.iter().rev().copied().chain(core::iter::repeat(0));
    for (byte, addend) in value.iter_mut().rev().zip(addend) {
        let [low, high] = (u16::from(*byte) + u16::from(addend) + carry).to_le_bytes();
        (*byte, carry) = (low, u16::from(high));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::sm3::digest::Digest as _;
    use alloc::vec::Vec;
    use num_bigint::BigUint;

    fn sm3_of(parts: &[&[u8]]) -> Vec<u8> {
        parts
            .iter()
            .fold(::sm3::Sm3::new(), |hash, part| hash.chain_update(part))
            .finalize()
            .to_vec()
    }

    /// Hash_df as 10.3.1 writes it, for any number of bits that is whole bytes.
    fn reference_df(input: &[u8], bits: u32) -> Vec<u8> {
        let mut temp = Vec::new();
        let mut counter = 1_u8;
        while temp.len() * 8 < bits as usize {
            temp.extend(sm3_of(&[&[counter], &bits.to_be_bytes(), input]));
            counter += 1;
        }
        temp.truncate(bits as usize / 8);
        temp
    }

    /// 10.1.1.2 to 10.1.1.4 with big integers: the outputs of `requests` requests of 256 bits.
    fn reference(seed_material: &[u8], requests: u32) -> Vec<Vec<u8>> {
        let modulus = BigUint::from(1_u8) << 440_u32;
        let mut v = reference_df(seed_material, 440);
        let c = BigUint::from_bytes_be(&reference_df(&[&[0], v.as_slice()].concat(), 440));
        let mut outputs = Vec::new();
        for reseed_counter in 1..=requests {
            // Hashgen: one hash gives all 256 bits.
            outputs.push(sm3_of(&[&v]));
            let h = BigUint::from_bytes_be(&sm3_of(&[&[3], &v]));
            let sum = (BigUint::from_bytes_be(&v) + h + &c + reseed_counter) % &modulus;
            let bytes = sum.to_bytes_be();
            v = [&alloc::vec![0; 55 - bytes.len()], bytes.as_slice()].concat();
        }
        outputs
    }

    #[test]
    fn output_equals_the_standards_pseudocode() {
        for fill in 0..40_u8 {
            let (key, fresh, nonce) = ([fill; 32], [fill ^ 0x5a; 32], [!fill; 32]);
            let mut drbg = HashSm3Drbg::new([&key, &fresh], &nonce);
            for expected in reference(&[key, fresh, nonce].concat(), 5) {
                let mut out = [0; 32];
                drbg.next_block(&mut out);
                assert_eq!(out.as_slice(), expected);
            }
        }
    }

    #[test]
    fn addition_carries_through_all_bytes_and_drops_the_last_carry() {
        let mut value = [0xff; SEED_LEN];
        add(&mut value, &[1]);
        assert_eq!(value, [0; SEED_LEN]);
        value[..].fill(0xff);
        value[0] = 0x7f;
        add(&mut value, &[0, 1]);
        assert_eq!((value[0], &value[1..]), (0x80, [0; SEED_LEN - 1].as_slice()));
    }
}
