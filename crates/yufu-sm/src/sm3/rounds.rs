//! The rounds of SM3 (GB/T 32905 5.3), written once over any kind of word.
//!
//! A word is a `u32`, or a vector that holds the same word of several independent messages. A
//! module that has `Word`, `add`, `and`, `xor`, `rotate`, `p0`, `p1` and `splat` in scope gets
//! `rounds` from [`define_rounds`].
//!
//! Two forms differ from the standard's text and equal it:
//! - FF for j >= 16 is the majority, (a & b) | (a & c) | (b & c) = (b & c) ^ (a & (b ^ c)); GG is
//!   the choice, (e & f) | (!e & g) = g ^ (e & (f ^ g)).
//! - In vectors, rot17 is rot9 after rot8, hence P0(x) = x ^ rot9(x ^ rot8(x)), and likewise P1(x) =
//!   x ^ rot15(x ^ rot8(x)): a rotation by whole bytes is one shuffle in most vector units.

/// Expands to `fn rounds(state, words)`; the attributes are put on each function.
macro_rules! define_rounds {
    ($($attribute:meta)?) => {
        /// Runs the state through one block of message words, which are overwritten.
        $(#[$attribute])?
        #[inline]
        fn rounds(state: &mut [Word; 8], words: &mut [Word; 16]) {
            let [first, middle @ .., last] = $crate::sm3::rounds::QUARTERS;
            let mut v = *state;
            sixteen_rounds::<true, false>(&mut v, words, &first);
            for constants in &middle {
                sixteen_rounds::<false, false>(&mut v, words, constants);
            }
            sixteen_rounds::<false, true>(&mut v, words, &last);
            for (word, new) in state.iter_mut().zip(v) {
                *word = xor(*word, new);
            }
        }

        /// Sixteen rounds. Round j leaves W_(j+16) in the place of W_j, except that the last
        /// rounds need no more than W_67.
        $(#[$attribute])?
        #[inline]
        fn sixteen_rounds<const FIRST: bool, const LAST: bool>(
            v: &mut [Word; 8],
            words: &mut [Word; 16],
            constants: &[u32; 16],
        ) {
            let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *v;
            let w = words;
            $crate::sm3::rounds::four_rounds!(w, constants, 0, a b c d e f g h);
            $crate::sm3::rounds::four_rounds!(w, constants, 4, a b c d e f g h);
            $crate::sm3::rounds::four_rounds!(w, constants, 8, a b c d e f g h);
            $crate::sm3::rounds::four_rounds!(w, constants, 12, a b c d e f g h);
            *v = [a, b, c, d, e, f, g, h];
        }

        /// One round in place: b, d, f and h take the values that the standard then calls C, A,
        /// G and E.
        $(#[$attribute])?
        #[inline]
        #[allow(clippy::too_many_arguments, reason = "the registers of the standard")]
        fn round<const FIRST: bool>(
            a: Word,
            b: &mut Word,
            c: Word,
            d: &mut Word,
            e: Word,
            f: &mut Word,
            g: Word,
            h: &mut Word,
            constant: u32,
            w: Word,
            w4: Word,
        ) {
            let a12 = rotate::<12, 20>(a);
            let ss1 = rotate::<7, 25>(add(add(a12, splat(constant)), e));
            let ss2 = xor(ss1, a12);
            let ff = if FIRST {
                xor(xor(*b, c), a)
            } else {
                xor(and(*b, c), and(xor(*b, c), a))
            };
            let gg = if FIRST { xor(xor(*f, g), e) } else { xor(and(xor(*f, g), e), g) };
            *d = add(add(ff, add(*d, xor(w, w4))), ss2);
            let tt2 = add(add(gg, add(*h, w)), ss1);
            *h = p0(tt2);
            *b = rotate::<9, 23>(*b);
            *f = rotate::<19, 13>(*f);
        }

        /// W_j of the expansion (5.3.2) from W_(j-16), W_(j-9), W_(j-3), W_(j-13), W_(j-6).
        $(#[$attribute])?
        #[inline]
        fn expand(w16: Word, w9: Word, w3: Word, w13: Word, w6: Word) -> Word {
            let x = xor(xor(w16, w9), rotate::<15, 17>(w3));
            xor(xor(p1(x), rotate::<7, 25>(w13)), w6)
        }
    };
}

/// Four rounds from `$j` on; the names turn instead of the values.
macro_rules! four_rounds {
    ($w:ident, $t:ident, $j:literal, $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident) => {
        $crate::sm3::rounds::step!($w, $t, $j, $a $b $c $d $e $f $g $h);
        $crate::sm3::rounds::step!($w, $t, ($j + 1), $d $a $b $c $h $e $f $g);
        $crate::sm3::rounds::step!($w, $t, ($j + 2), $c $d $a $b $g $h $e $f);
        $crate::sm3::rounds::step!($w, $t, ($j + 3), $b $c $d $a $f $g $h $e);
    };
}

/// One round, and the word that takes the place of the one it used.
macro_rules! step {
    ($w:ident, $t:ident, $j:expr, $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident) => {
        let [word, later] = [$w[$j], $w[($j + 4) % 16]];
        round::<FIRST>($a, &mut $b, $c, &mut $d, $e, &mut $f, $g, &mut $h, $t[$j], word, later);
        if !LAST || $j < 4 {
            $w[$j] = expand(
                word,
                $w[($j + 7) % 16],
                $w[($j + 13) % 16],
                $w[($j + 3) % 16],
                $w[($j + 10) % 16],
            );
        }
    };
}

pub(super) use {define_rounds, four_rounds, step};

/// The round constants by sixteen.
pub(super) const QUARTERS: [[u32; 16]; 4] = {
    let (quarters, _) = super::compress::ROUND_CONSTANTS.as_chunks::<16>();
    match quarters {
        [first, second, third, fourth] => [*first, *second, *third, *fourth],
        _ => unreachable!(),
    }
};
