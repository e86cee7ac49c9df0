//! Integers of 256 bits as four words of 64, the least significant first.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "indices are below the arrays' lengths; a cast keeps the low word on purpose"
)]
#![allow(unsafe_code, reason = "the optimisation barrier is an empty assembly line")]

/// An integer below 2^256.
pub(crate) type Limbs = [u64; 4];

/// a + b + carry, and the carry out (0 or 1).
#[inline(always)]
pub(crate) const fn adc(a: u64, b: u64, carry: u64) -> (u64, u64) {
    let sum = a as u128 + b as u128 + carry as u128;
    (sum as u64, (sum >> 64) as u64)
}

/// a - b - borrow, and the borrow out (0 or 1).
#[inline(always)]
pub(crate) const fn sbb(a: u64, b: u64, borrow: u64) -> (u64, u64) {
    let difference = (a as u128).wrapping_sub(b as u128).wrapping_sub(borrow as u128);
    (difference as u64, (difference >> 64) as u64 & 1)
}

/// sum + a b + carry, low and high word; it can't overflow.
#[inline(always)]
pub(crate) const fn mac(sum: u64, a: u64, b: u64, carry: u64) -> (u64, u64) {
    let product = a as u128 * b as u128 + sum as u128 + carry as u128;
    (product as u64, (product >> 64) as u64)
}

/// a + b and the carry out.
#[inline(always)]
pub(crate) const fn add(a: &Limbs, b: &Limbs) -> (Limbs, u64) {
    let (s0, carry) = adc(a[0], b[0], 0);
    let (s1, carry) = adc(a[1], b[1], carry);
    let (s2, carry) = adc(a[2], b[2], carry);
    let (s3, carry) = adc(a[3], b[3], carry);
    ([s0, s1, s2, s3], carry)
}

/// a - b and the borrow out.
#[inline(always)]
pub(crate) const fn sub(a: &Limbs, b: &Limbs) -> (Limbs, u64) {
    let (d0, borrow) = sbb(a[0], b[0], 0);
    let (d1, borrow) = sbb(a[1], b[1], borrow);
    let (d2, borrow) = sbb(a[2], b[2], borrow);
    let (d3, borrow) = sbb(a[3], b[3], borrow);
    ([d0, d1, d2, d3], borrow)
}

/// a + b mod m, for a and b below m.
#[inline(always)]
pub(crate) fn add_mod(a: &Limbs, b: &Limbs, m: &Limbs) -> Limbs {
    let (sum, carry) = add(a, b);
    reduce_once(&sum, carry, m)
}

/// a - b mod m, for a and b below m.
#[inline(always)]
pub(crate) fn sub_mod(a: &Limbs, b: &Limbs, m: &Limbs) -> Limbs {
    let (difference, borrow) = sub(a, b);
    let mask = mask(borrow);
    add(&difference, &[m[0] & mask, m[1] & mask, m[2] & mask, m[3] & mask]).0
}

/// carry 2^256 + a, which is below 2 m, modulo m.
#[inline(always)]
pub(crate) fn reduce_once(a: &Limbs, carry: u64, m: &Limbs) -> Limbs {
    let (difference, borrow) = sub(a, m);
    // Negative exactly when the subtraction borrows and there is no carry to borrow from.
    select(mask(borrow & !carry), a, &difference)
}

/// a b in eight words.
#[inline(always)]
pub(crate) const fn mul_wide(a: &Limbs, b: &Limbs) -> [u64; 8] {
    let mut out = [0; 8];
    let mut i = 0;
    while i < 4 {
        let mut carry = 0;
        let mut j = 0;
        while j < 4 {
            (out[i + j], carry) = mac(out[i + j], a[j], b[i], carry);
            j += 1;
        }
        out[i + 4] = carry;
        i += 1;
    }
    out
}

/// All ones for 1, zero for 0, hidden from the optimiser.
#[inline(always)]
pub(crate) fn mask(bit: u64) -> u64 {
    hide(bit.wrapping_neg())
}

/// All ones for a = 0, zero otherwise, hidden from the optimiser.
#[inline(always)]
pub(crate) fn zero_mask(a: &Limbs) -> u64 {
    let any = a[0] | a[1] | a[2] | a[3];
    mask(1 ^ (any | any.wrapping_neg()) >> 63)
}

/// `yes` where `mask` is all ones, `no` where it is zero.
#[inline(always)]
pub(crate) fn select(mask: u64, yes: &Limbs, no: &Limbs) -> Limbs {
    core::array::from_fn(|i| no[i] ^ (mask & (yes[i] ^ no[i])))
}

/// The same value, of which the optimiser knows nothing any more.
///
/// LLVM recognises a mask of all ones or none and turns what it selects into a branch on a secret.
/// It can't for a value that came out of an assembly line, even an empty one.
#[inline(always)]
#[cfg(not(any(target_arch = "wasm32", miri)))]
pub(crate) fn hide(word: u64) -> u64 {
    #[cfg(target_pointer_width = "64")]
    {
        let mut word = word;
        // SAFETY: the assembly is empty.
        unsafe {
            core::arch::asm!(
                "/* {0} */",
                inout(reg) word,
                options(pure, nomem, nostack, preserves_flags)
            );
        }
        word
    }
    #[cfg(not(target_pointer_width = "64"))]
    {
        let (mut low, mut high) = (word as u32, (word >> 32) as u32);
        // SAFETY: the assembly is empty.
        unsafe {
            core::arch::asm!(
                "/* {0} {1} */",
                inout(reg) low,
                inout(reg) high,
                options(pure, nomem, nostack, preserves_flags)
            );
        }
        u64::from(high) << 32 | u64::from(low)
    }
}

/// The same value, of which the optimiser knows nothing any more.
#[inline(always)]
#[cfg(any(target_arch = "wasm32", miri))]
pub(crate) fn hide(word: u64) -> u64 {
    core::hint::black_box(word)
}

/// Whether a = 0. The answer may be branched on only where it is public.
#[inline(always)]
pub(crate) const fn is_zero(a: &Limbs) -> bool {
    a[0] | a[1] | a[2] | a[3] == 0
}

/// The integer of 32 big-endian bytes.
pub(crate) fn from_be_bytes(bytes: &[u8; 32]) -> Limbs {
    let (words, _) = bytes.as_chunks::<8>();
    core::array::from_fn(|i| u64::from_be_bytes(words[3 - i]))
}

/// 32 big-endian bytes.
pub(crate) fn to_be_bytes(a: &Limbs) -> [u8; 32] {
    let mut bytes = [0; 32];
    let (words, _) = bytes.as_chunks_mut::<8>();
    words.iter_mut().zip(a.iter().rev()).for_each(|(to, from)| *to = from.to_be_bytes());
    bytes
}

/// 2^exponent mod m, for m above 2^255; for constants.
pub(crate) const fn power_of_two(exponent: usize, m: &Limbs) -> Limbs {
    let mut value = [1, 0, 0, 0];
    let mut i = 0;
    while i < exponent {
        let (double, carry) = add(&value, &value);
        let (difference, borrow) = sub(&double, m);
        value = if carry == 1 || borrow == 0 { difference } else { double };
        i += 1;
    }
    value
}
