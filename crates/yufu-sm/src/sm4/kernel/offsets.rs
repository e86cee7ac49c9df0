//! The rounds on AES instructions, whose keys are offsets of the state.

/// Expects the vector type and its functions, `aes` and `round` in scope; defines what `schedule!`
/// and `modes!` expect of the rounds.
macro_rules! offsets {
    ($features:literal) => {
        /// A linear map on each byte.
        #[target_feature(enable = $features)]
        #[inline]
        fn map(x: V, tables: &Map) -> V {
            let (low, high) = split(x);
            xor(shuffle(load(&tables.0[0]), low), shuffle(load(&tables.0[1]), high))
        }

        /// A linear map on a word that fills the vector, so that ShiftRows has left it as it was.
        #[target_feature(enable = $features)]
        #[inline]
        fn map_word(x: V, maps: &[Map; 4]) -> V {
            let (low, high) = split(x);
            let [m0, m1, m2, m3] = [0, 1, 2, 3].map(|m| {
                let [of_low, of_high] = &maps[m].0;
                let byte = xor(shuffle(load(of_low), low), shuffle(load(of_high), high));
                shuffle(byte, load(&ROTATE.0[m]))
            });
            xor(xor(m0, m1), xor(m2, m3))
        }

        /// The key schedule's state: each word, under P, fills a vector.
        struct Schedule([V; 4]);

        impl Schedule {
            #[target_feature(enable = $features)]
            #[inline]
            fn new(key: &Block) -> Self {
                let mut state = [splat(0); 4];
                for (i, bytes) in key.as_chunks::<4>().0.iter().enumerate() {
                    let word = map(splat(u32::from_ne_bytes(*bytes)), &P);
                    state[i] = xor(word, splat(KEY_FAMILY[i]));
                }
                Self(state)
            }

            /// The next round key as P·rk + φ(c).
            #[target_feature(enable = $features)]
            #[inline]
            fn next(&mut self, constant: u32) -> V {
                let [s0, s1, s2, s3] = self.0;
                let y = aes(xor(s3, xor(xor(s1, s2), splat(constant))), splat(OUTPUT));
                let made = xor(s0, map_word(y, &SCHEDULE));
                self.0 = [s1, s2, s3, made];
                xor(made, splat(INPUT))
            }
        }

        /// The state's offsets and the rounds' operands; `words` are P·rk + φ(c), and wiped.
        #[target_feature(enable = $features)]
        #[inline]
        fn operands(words: &mut [u32; 32]) -> Operands {
            let mut operands = Operands::ZERO;
            operands.enter = [words[0]; 8];
            let [mut o0, mut o1, mut o2, mut o3] = [0, words[0], 0, 0];
            for i in 0..32 {
                // The next round's key is the sum of its three offsets; the last word has none.
                let made = if i < 31 { words[i + 1] ^ o2 ^ o3 } else { 0 };
                // A word gives way to the change that its round makes.
                words[i] = made ^ o0;
                (o0, o1, o2, o3) = (o1, o2, o3, made);
            }
            operands.leave = [[o0; 8], [o1; 8], [o2; 8]];
            let mut eight = [0; 8];
            let rounds = operands.round.as_chunks_mut::<8>().0;
            for (to, changes) in rounds.iter_mut().zip(words.as_chunks::<8>().0) {
                let made = map_word(load_words(changes), &ROUND_INVERSE);
                store_words(&mut eight, xor(made, splat(OUTPUT)));
                for (to, operand) in to.iter_mut().zip(eight) {
                    *to = [operand; 8];
                }
            }
            crate::wipe::array(&mut eight);
            crate::wipe::array(words);
            operands
        }

        /// A round whose key is added as it is, to words without offsets.
        #[target_feature(enable = $features)]
        #[inline]
        fn round_under(a: V, b: V, c: V, d: V, round_key: V) -> V {
            round(a, xor(b, round_key), c, d, &OUTPUTS)
        }

        /// Encrypts one block, which fills the vectors.
        #[target_feature(enable = $features)]
        fn single(keys: &Operands, block: &mut Block) {
            let mut state = [[zero()]; 4];
            for (vector, bytes) in state.iter_mut().zip(block.as_chunks().0) {
                *vector = [map(splat(u32::from_ne_bytes(*bytes)), &P)];
            }
            let [[out, ..]] = rounds(keys, state, |_| ());
            let mut twice = [0; 32];
            store(&mut twice, out);
            block.copy_from_slice(&twice[..16]);
            wipe(&mut twice);
        }

        /// The rounds on N chains. `beside` is called after every fourth, for work that fills gaps.
        #[target_feature(enable = $features)]
        #[inline]
        fn rounds<const N: usize>(
            keys: &Operands,
            state: [[V; N]; 4],
            mut beside: impl FnMut(usize),
        ) -> [[V; 4]; N] {
            let [mut a, mut b, mut c, mut d] = state;
            for b in &mut b {
                *b = xor(*b, load_words(&keys.enter));
            }
            for (step, [k0, k1, k2, k3]) in keys.round.as_chunks::<4>().0.iter().enumerate() {
                for i in 0..N {
                    a[i] = round(a[i], b[i], c[i], d[i], k0);
                }
                for i in 0..N {
                    b[i] = round(b[i], c[i], d[i], a[i], k1);
                }
                beside(step);
                for i in 0..N {
                    c[i] = round(c[i], d[i], a[i], b[i], k2);
                }
                for i in 0..N {
                    d[i] = round(d[i], a[i], b[i], c[i], k3);
                }
            }
            let mut out = [[zero(); 4]; N];
            for i in 0..N {
                out[i] = transpose([
                    map(d[i], &P_INVERSE),
                    map(xor(c[i], load_words(&keys.leave[2])), &P_INVERSE),
                    map(xor(b[i], load_words(&keys.leave[1])), &P_INVERSE),
                    map(xor(a[i], load_words(&keys.leave[0])), &P_INVERSE),
                ]);
            }
            out
        }
    };
}
