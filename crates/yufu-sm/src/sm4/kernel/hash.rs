//! GHASH (NIST SP 800-38D 6.4) by carry-less multiplication, eight blocks to a reduction.
//!
//! GHASH numbers the bits of a block from the top of its first byte. Reversing the bytes gives a
//! polynomial whose bits stand in reverse order, in which a product comes out one place too low
//! and reduces from below (RFC 8452, appendix A): GHASH over H is POLYVAL over x·H, with
//! a∘b = a·b·x^-128 modulo x^128 + x^127 + x^126 + x^121 + 1. Two folds by the 64-bit constant
//! x^63 + x^62 + x^57 take the lower 128 bits of a product away.
//!
//! Eight blocks are multiplied by H^8 … H^1 and summed before one reduction. A product of two
//! 128-bit polynomials takes three multiplications (Karatsuba); for the middle one the sum of the
//! halves of each power is kept.

/// Expects a vector `G` of two blocks and a block `X` in scope, with functions on them: `load`,
/// `reversed` (bytes of each block), `xor`, `low` and `high` (products of the 64-bit halves),
/// `swapped` (halves of each block), `widen` (into the first block), `fold` (sum of the blocks),
/// `reduce`, `from_u128` and `to_u128`.
macro_rules! hash {
    ($features:literal) => {
        /// A sum of unreduced products.
        #[derive(Clone, Copy)]
        pub(super) struct Sum {
            low: G,
            middle: G,
            high: G,
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn product(x: G, power: G, folded: G) -> Sum {
            Sum {
                low: low(x, power),
                middle: low(xor(x, swapped(x)), folded),
                high: high(x, power),
            }
        }

        /// The products of the first two blocks of eight, with `y` on the first.
        #[target_feature(enable = $features)]
        #[inline]
        pub(super) fn start(powers: &Powers, y: X, pair: &Bytes) -> Sum {
            let x = xor(reversed(load(pair)), widen(y));
            product(x, load(&powers.pairs[0]), load(&powers.folded[0]))
        }

        /// Adds the products of pair `index` of eight blocks.
        #[target_feature(enable = $features)]
        #[inline]
        pub(super) fn accumulate(sum: &mut Sum, powers: &Powers, index: usize, pair: &Bytes) {
            let x = reversed(load(pair));
            add(sum, product(x, load(&powers.pairs[index]), load(&powers.folded[index])));
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn add(sum: &mut Sum, more: Sum) {
            sum.low = xor(sum.low, more.low);
            sum.middle = xor(sum.middle, more.middle);
            sum.high = xor(sum.high, more.high);
        }

        #[target_feature(enable = $features)]
        #[inline]
        pub(super) fn finish(sum: Sum) -> X {
            reduce(fold(sum.low), fold(sum.middle), fold(sum.high))
        }

        /// Takes in `data`, filled up with zeros to whole blocks, and then `last`.
        #[target_feature(enable = $features)]
        #[inline]
        pub(super) fn absorb(powers: &Powers, mut y: X, data: &[u8], last: Option<&Block>) -> X {
            let (eights, rest) = data.as_chunks::<128>();
            for eight in eights {
                let pairs = eight.as_chunks::<32>().0;
                let mut sum = start(powers, y, &pairs[0]);
                for index in 1..4 {
                    accumulate(&mut sum, powers, index, &pairs[index]);
                }
                y = finish(sum);
            }
            match last {
                Some(last) if rest.len() > 112 => {
                    short(powers, short(powers, y, rest, None), last, None)
                }
                last => short(powers, y, rest, last),
            }
        }

        /// The same for eight blocks at most, which take the lowest powers. After an odd number of
        /// blocks the pair is filled up with a block of zeros and a power that is zero.
        #[target_feature(enable = $features)]
        #[inline]
        fn short(powers: &Powers, y: X, data: &[u8], last: Option<&Block>) -> X {
            let count = data.len().div_ceil(16) + usize::from(last.is_some());
            if count == 0 {
                return y;
            }
            let (whole, rest) = data.as_chunks::<32>();
            let mut end = [[0; 32]; 2];
            let bytes = end.as_flattened_mut();
            bytes[..rest.len()].copy_from_slice(rest);
            if let Some(last) = last {
                bytes[rest.len().next_multiple_of(16)..][..16].copy_from_slice(last);
            }
            let flat = (powers.pairs.as_flattened(), powers.folded.as_flattened());
            let mut sum = Sum { low: zero(), middle: zero(), high: zero() };
            let mut y = widen(y);
            let starts = (16 * (8 - count)..128).step_by(32);
            for (start, pair) in starts.zip(whole.iter().chain(&end)) {
                if let (Some(power), Some(folded)) =
                    (flat.0[start..].first_chunk(), flat.1[start..].first_chunk())
                {
                    let x = xor(reversed(load(pair)), y);
                    add(&mut sum, product(x, load(power), load(folded)));
                }
                y = zero();
            }
            finish(sum)
        }

        /// The eight powers of `hash_key`, which is SM4 of zeros.
        #[target_feature(enable = $features)]
        #[inline]
        pub(super) fn powers(hash_key: &Block) -> Powers {
            let h = u128::from_be_bytes(*hash_key);
            // Times x; what leaves at the top is reduced.
            let carry = (h >> 127).wrapping_neg() & 0xc200_0000_0000_0000_0000_0000_0000_0001;
            let h1 = from_u128((h << 1) ^ carry);
            let h2 = multiply(h1, h1);
            let (h3, h4) = (multiply(h2, h1), multiply(h2, h2));
            let (h5, h6) = (multiply(h4, h1), multiply(h4, h2));
            let (h7, h8) = (multiply(h4, h3), multiply(h4, h4));
            let mut powers = Powers::ZERO;
            for (index, pair) in [[h8, h7], [h6, h5], [h4, h3], [h2, h1]].into_iter().enumerate() {
                for (half, power) in pair.into_iter().enumerate() {
                    let power = to_u128(power);
                    let folded = power ^ power.rotate_left(64);
                    powers.pairs[index][16 * half..][..16].copy_from_slice(&power.to_le_bytes());
                    powers.folded[index][16 * half..][..16].copy_from_slice(&folded.to_le_bytes());
                }
            }
            powers
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn multiply(a: X, b: X) -> X {
            let (a, b) = (widen(a), widen(b));
            finish(product(a, b, xor(b, swapped(b))))
        }
    };
}
