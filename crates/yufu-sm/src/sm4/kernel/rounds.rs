//! What goes into the rounds.

/// Expects the vector type and its functions, and `map` in scope.
macro_rules! rounds {
    ($features:literal) => {
        #[target_feature(enable = $features)]
        #[inline]
        fn zero() -> V {
            splat(0)
        }

        /// Eight blocks into the form of the rounds.
        #[target_feature(enable = $features)]
        #[inline]
        fn enter(blocks: [V; 4]) -> [V; 4] {
            let mut words = transpose(blocks);
            for word in &mut words {
                *word = map(*word, &P);
            }
            words
        }

        /// Counter blocks as the rounds take them: three words that stay, and the counting one.
        struct Counters {
            fixed: [V; 3],
            /// Little endian.
            counting: V,
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn counters(first: u128) -> Counters {
            let bytes = first.to_be_bytes();
            let [w0, w1, w2, _] = [0, 1, 2, 3]
                .map(|i| bytes.as_chunks().0.get(i).map_or(0, |word| u32::from_ne_bytes(*word)));
            let [low @ .., _, _, _, _, _, _, _, _, _, _, _, _] = first.to_le_bytes();
            Counters {
                fixed: [map(splat(w0), &P), map(splat(w1), &P), map(splat(w2), &P)],
                counting: add(splat(u32::from_le_bytes(low)), load(&BLOCK_NUMBERS)),
            }
        }

        impl Counters {
            /// The next N chains.
            #[target_feature(enable = $features)]
            #[inline]
            fn next<const N: usize>(&mut self) -> [[V; N]; 4] {
                let [w0, w1, w2] = self.fixed;
                let mut state = [[w0; N], [w1; N], [w2; N], [w0; N]];
                for last in &mut state[3] {
                    *last = map(shuffle(self.counting, load(&SWAP_WORDS)), &P);
                    self.counting = add(self.counting, splat(8));
                }
                state
            }
        }
    };
}
