//! The key schedule, and the kernels' operands from its keys.

/// Expects the vector type and its functions, `map`, `Schedule`, `operands` and `round_under` in
/// scope; defines the expansion of keys.
macro_rules! schedule {
    ($features:literal) => {
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
                let made = round_under(b0, b1, b2, b3, round_key);
                (b0, b1, b2, b3) = (b1, b2, b3, made);
            }
            let mut hash_key = [0; 16];
            for (to, word) in hash_key.as_chunks_mut().0.iter_mut().zip([b3, b2, b1, b0]) {
                *to = first_word(map(word, &P_INVERSE)).to_ne_bytes();
            }
            (operands(&mut words), hash_key)
        }
    };
}
