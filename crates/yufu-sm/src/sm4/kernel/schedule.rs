//! The key schedule, and the kernels' operands from its keys.

/// Expects the vector type and its functions in scope; defines `expand`.
macro_rules! schedule {
    ($features:literal) => {
        /// A linear map on each byte.
        #[target_feature(enable = $features)]
        #[inline]
        fn map(x: V, tables: &Map) -> V {
            let (low, high) = split(x);
            xor(shuffle(load(&tables.0[0]), low), shuffle(load(&tables.0[1]), high))
        }

        /// Expands a key (GB/T 32907 7.3), for encryption or for decryption.
        #[target_feature(enable = $features)]
        fn expand_inner(key: &Block, inverse: bool) -> Operands {
            let mut state = [splat(0); 4];
            for (i, bytes) in key.as_chunks::<4>().0.iter().enumerate() {
                state[i] = xor(map(splat(u32::from_ne_bytes(*bytes)), &P), splat(KEY_FAMILY[i]));
            }
            let [mut s0, mut s1, mut s2, mut s3] = state;
            let (input, output) = (splat(INPUT), splat(OUTPUT));
            let mut words = Zeroizing::new([0_u32; 32]);
            let mut constants = KEY_CONSTANTS.iter();
            for four in words.as_chunks_mut::<4>().0 {
                for word in four {
                    let constant = constants.next().copied().unwrap_or_default();
                    let y = aes(xor(s3, xor(xor(s1, s2), splat(constant))), output);
                    let mut made = xor(s0, shuffle(map(y, &SCHEDULE[0]), load(&ROUND.rotate.0[0])));
                    for m in 1..4 {
                        made = xor(made, shuffle(map(y, &SCHEDULE[m]), load(&ROUND.rotate.0[m])));
                    }
                    (s0, s1, s2, s3) = (s1, s2, s3, made);
                    *word = first_word(xor(made, input));
                }
            }
            if inverse {
                words.reverse();
            }
            operands(&words)
        }

        /// The state's offsets and the rounds' operands; `words` are P·rk + φ(c).
        #[target_feature(enable = $features)]
        #[inline]
        fn operands(words: &[u32; 32]) -> Operands {
            let mut operands = Operands::ZERO;
            operands.enter = [words[0]; 8];
            let [mut o0, mut o1, mut o2, mut o3] = [0, words[0], 0, 0];
            let mut changes = Zeroizing::new([0_u32; 32]);
            for i in 0..32 {
                // The next round's key is the sum of its three offsets; the last word has none.
                let made = if i < 31 { words[i + 1] ^ o2 ^ o3 } else { 0 };
                changes[i] = made ^ o0;
                (o0, o1, o2, o3) = (o1, o2, o3, made);
            }
            operands.leave = [[o0; 8], [o1; 8], [o2; 8]];
            let eights = changes.as_chunks::<8>().0;
            for (to, eight) in operands.round.as_chunks_mut::<8>().0.iter_mut().zip(eights) {
                let change = load_words(eight);
                let mut sum = splat(OUTPUT);
                for m in 0..4 {
                    sum = xor(sum, shuffle(map(change, &ROUND_INVERSE[m]), load(&ROTATE.0[m])));
                }
                let mut eight = Zeroizing::new([0; 8]);
                store_words(&mut eight, sum);
                for (to, operand) in to.iter_mut().zip(*eight) {
                    *to = [operand; 8];
                }
            }
            operands
        }
    };
}
