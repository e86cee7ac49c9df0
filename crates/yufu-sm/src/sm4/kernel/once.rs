//! GCM of a short message under a new key, in one pass through the rounds.
//!
//! The message's blocks, GHASH's key and the tag's mask are one chain of eight, whose rounds take
//! the round keys as the schedule makes them: both wait for the latency of an S-box, and do it
//! together. Words carry no offsets here, so each round adds its key.

/// Expects what `schedule!`, `rounds!` and `modes!` define in scope.
macro_rules! once {
    ($features:literal) => {
        /// Encrypts or decrypts `data`, of at most [`SHORT`](super::SHORT) bytes, and returns the
        /// tag.
        #[target_feature(enable = $features)]
        fn once_inner(key: &Block, message: &Message<'_>, data: &mut [u8]) -> Block {
            // Block 0 is zeros, whose encryption is GHASH's key; block 1 the first counter.
            let [[w0], [w1], [w2], [w3]] = counters(message.first_counter.wrapping_sub(1)).next();
            let [mut b0, mut b1, mut b2, mut b3] =
                [w0, w1, w2, w3].map(|word| shuffle(word, load(&super::WITHOUT_FIRST)));
            let mut schedule = Schedule::new(key);
            for constant in &KEY_CONSTANTS {
                let made = round_under(b0, b1, b2, b3, schedule.next(*constant));
                (b0, b1, b2, b3) = (b1, b2, b3, made);
            }
            let out = transpose([b3, b2, b1, b0].map(|word| map(word, &P_INVERSE)));
            let mut out = out.map(|vector| {
                let mut bytes = [0; 32];
                store(&mut bytes, vector);
                bytes
            });

            let [first, stream @ ..] = &out;
            let [hash_key, mask] = *first.as_chunks::<16>().0 else { return [0; 16] };
            let powers = ghash::powers(&hash_key);
            let bits = (message.aad.len() as u128) << 67 | (data.len() as u128) << 3;
            let lengths = bits.to_be_bytes();
            let mut y = ghash::absorb(&powers, ghash::from_u128(0), message.aad, None);
            if message.mode == Mode::Open {
                y = ghash::absorb(&powers, y, data, Some(&lengths));
            }
            let (whole, rest) = data.as_chunks_mut::<32>();
            for (to, key) in rest.iter_mut().zip(&stream.as_flattened()[32 * whole.len()..]) {
                *to ^= *key;
            }
            for (to, key) in whole.iter_mut().zip(stream) {
                store(to, xor(load(to), load(key)));
            }
            if message.mode == Mode::Seal {
                y = ghash::absorb(&powers, y, data, Some(&lengths));
            }
            out.iter_mut().for_each(wipe);
            (ghash::to_u128(y).swap_bytes() ^ u128::from_ne_bytes(mask)).to_ne_bytes()
        }
    };
}
