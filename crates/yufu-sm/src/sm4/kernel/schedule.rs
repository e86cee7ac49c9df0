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

        /// Expands a key (GB/T 32907 7.3), for encryption or for decryption.
        #[target_feature(enable = $features)]
        fn expand_inner(key: &Block, inverse: bool) -> Operands {
            let mut words = [0; 32];
            let mut schedule = Schedule::new(key);
            for (word, constant) in words.iter_mut().zip(&KEY_CONSTANTS) {
                *word = first_word(schedule.next(*constant));
            }
            if inverse {
                words.reverse();
            }
            operands(&mut words)
        }

        /// The keys for encryption, and SM4 of zeros, GHASH's key: its rounds take the keys as they
        /// come and run in the shadow of the schedule's.
        #[target_feature(enable = $features)]
        fn expand_for_gcm_inner(key: &Block) -> (Operands, Block) {
            let mut words = [0; 32];
            let mut schedule = Schedule::new(key);
            let [mut b0, mut b1, mut b2, mut b3] = [splat(0); 4];
            for (word, constant) in words.iter_mut().zip(&KEY_CONSTANTS) {
                let round_key = schedule.next(*constant);
                *word = first_word(round_key);
                let made = round(b0, xor(b1, round_key), b2, b3, &OUTPUTS);
                (b0, b1, b2, b3) = (b1, b2, b3, made);
            }
            let mut hash_key = [0; 16];
            for (to, word) in hash_key.as_chunks_mut().0.iter_mut().zip([b3, b2, b1, b0]) {
                *to = first_word(map(word, &P_INVERSE)).to_ne_bytes();
            }
            (operands(&mut words), hash_key)
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
    };
}
