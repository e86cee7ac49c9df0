//! The modes over the rounds, in groups of up to four chains.

/// Expects a vector type, `load`, `store`, `xor` and `zero`, what `rounds!` defines, and a GHASH in
/// scope.
macro_rules! modes {
    ($features:literal) => {
        /// ECB, or CBC decryption when there is a `chain`; `data` is whole blocks.
        #[target_feature(enable = $features)]
        fn blocks_inner(keys: &Operands, mut data: &mut [u8], mut chain: Option<&mut Block>) {
            if let (Ok(block), None) = (<&mut Block>::try_from(&mut *data), &chain) {
                return single(keys, block);
            }
            while !data.is_empty() {
                let chains = chains_for(data.len());
                let (group, rest) = data.split_at_mut((128 * chains).min(data.len()));
                data = rest;
                if group.len() == 128 * chains {
                    blocks_group(keys, group, chains, chain.as_deref_mut());
                } else {
                    let last = group.last_chunk().copied();
                    let mut whole = [[0; 32]; 4 * CHAINS];
                    let bytes = &mut whole.as_flattened_mut()[..128 * chains];
                    bytes[..group.len()].copy_from_slice(group);
                    blocks_group(keys, bytes, chains, chain.as_deref_mut());
                    group.copy_from_slice(&bytes[..group.len()]);
                    whole[..4 * chains].iter_mut().for_each(wipe);
                    if let (Some(chain), Some(last)) = (&mut chain, last) {
                        **chain = last;
                    }
                }
            }
        }

        /// How many chains to run side by side on `len` bytes.
        #[inline(always)]
        fn chains_for(len: usize) -> usize {
            len.div_ceil(128).clamp(1, CHAINS)
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn blocks_group(
            keys: &Operands,
            group: &mut [u8],
            chains: usize,
            chain: Option<&mut Block>,
        ) {
            match chains {
                4 if CHAINS >= 4 => blocks_chains::<4>(keys, group, chain),
                3 if CHAINS >= 3 => blocks_chains::<3>(keys, group, chain),
                2 if CHAINS >= 2 => blocks_chains::<2>(keys, group, chain),
                _ => blocks_chains::<1>(keys, group, chain),
            }
        }

        /// The same for N whole chains.
        #[target_feature(enable = $features)]
        #[inline]
        fn blocks_chains<const N: usize>(
            keys: &Operands,
            group: &mut [u8],
            chain: Option<&mut Block>,
        ) {
            let vectors = group.as_chunks::<32>().0;
            let mut state = [[zero(); N]; 4];
            for (i, four) in vectors.as_chunks::<4>().0.iter().enumerate().take(N) {
                let words = enter([load(&four[0]), load(&four[1]), load(&four[2]), load(&four[3])]);
                for (state, word) in state.iter_mut().zip(words) {
                    state[i] = word;
                }
            }
            let mut out = rounds(keys, state, |_| ());
            let out = out.as_flattened_mut();
            if let Some(chain) = chain {
                // Each block takes the ciphertext before it.
                let bytes = &group[..128 * N];
                let mut before = [0; 32];
                before[..16].copy_from_slice(chain);
                before[16..].copy_from_slice(&bytes[..16]);
                out[0] = xor(out[0], load(&before));
                for i in 1..4 * N {
                    if let Some(before) = bytes[32 * i - 16..].first_chunk() {
                        out[i] = xor(out[i], load(before));
                    }
                }
                *chain = bytes.last_chunk().copied().unwrap_or_default();
            }
            for (to, out) in group.as_chunks_mut().0.iter_mut().zip(out) {
                store(to, *out);
            }
        }

        /// A message on its way through CTR, and GHASH beside it.
        struct Stream<'m> {
            keys: &'m Operands,
            counters: Counters,
            powers: &'m Powers,
            mode: Mode,
            y: ghash::X,
            /// What the hash takes in at last, until it has.
            lengths: Option<&'m Block>,
            /// How many bytes have been hashed, and how many encrypted or decrypted.
            hashed: usize,
            done: usize,
            /// The key stream of the first counter block, and of the last vector if it was partial.
            mask: Bytes,
            last: Bytes,
        }

        /// One group of N chains; in the first of GCM, 32 bytes of key stream go into the mask.
        #[target_feature(enable = $features)]
        #[inline]
        fn stream_chains<const N: usize, const FIRST: bool>(s: &mut Stream<'_>, data: &mut [u8]) {
            let skip = usize::from(FIRST);
            let capacity = 128 * N - 32 * skip;
            let hashable = match s.mode {
                Mode::Ctr => 0,
                Mode::Seal => s.done - s.hashed,
                Mode::Open => data.len() - s.hashed,
            };
            let eights = N.min(hashable / 128);
            let halves = data[s.hashed..][..128 * eights].as_chunks::<64>().0;
            let (powers, mut y) = (s.powers, s.y);
            let mut sum = None;
            let out = rounds::<N>(s.keys, s.counters.next::<N>(), |step| {
                if let Some(half) = halves.get(step) {
                    let pairs = half.as_chunks::<32>().0;
                    match &mut sum {
                        None => {
                            let mut first = ghash::start(powers, y, &pairs[0]);
                            ghash::accumulate(&mut first, powers, 1, &pairs[1]);
                            sum = Some(first);
                        }
                        Some(whole) => {
                            ghash::accumulate(whole, powers, 2, &pairs[0]);
                            ghash::accumulate(whole, powers, 3, &pairs[1]);
                            y = ghash::finish(*whole);
                            sum = None;
                        }
                    }
                }
            });
            s.y = y;
            s.hashed += 128 * eights;
            let out = out.as_flattened();
            if FIRST {
                store(&mut s.mask, out[0]);
            }
            let end = data.len().min(s.done + capacity);
            // What the rounds left over belongs to this group or the next: before it is overwritten.
            if s.mode == Mode::Open && data.len() - s.hashed < 128 {
                finish_hash(s, data);
            }
            let part = &mut data[s.done..end];
            if part.len() == capacity {
                for (to, out) in part.as_chunks_mut().0.iter_mut().zip(&out[skip..]) {
                    store(to, xor(load(to), *out));
                }
            } else {
                let (whole, rest) = part.as_chunks_mut();
                let used = skip + whole.len();
                for (to, out) in whole.iter_mut().zip(&out[skip..]) {
                    store(to, xor(load(to), *out));
                }
                if !rest.is_empty() {
                    store(&mut s.last, out[used]);
                    for (to, key) in rest.iter_mut().zip(&s.last) {
                        *to ^= *key;
                    }
                }
            }
            s.done = end;
            if s.mode == Mode::Seal && end == data.len() {
                finish_hash(s, data);
            }
        }

        /// Takes in what has not been hashed yet, and the lengths.
        #[target_feature(enable = $features)]
        #[inline]
        fn finish_hash(s: &mut Stream<'_>, data: &[u8]) {
            if let Some(lengths) = s.lengths.take() {
                s.y = ghash::absorb(s.powers, s.y, &data[s.hashed..], Some(lengths));
                s.hashed = data.len();
            }
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn stream_rest(s: &mut Stream<'_>, data: &mut [u8]) {
            while s.done < data.len() {
                match chains_for(data.len() - s.done) {
                    4 if CHAINS >= 4 => stream_chains::<4, false>(s, data),
                    3 if CHAINS >= 3 => stream_chains::<3, false>(s, data),
                    2 if CHAINS >= 2 => stream_chains::<2, false>(s, data),
                    _ => stream_chains::<1, false>(s, data),
                }
            }
        }

        #[target_feature(enable = $features)]
        fn ctr_inner(keys: &Operands, counter: u128, data: &mut [u8]) -> Block {
            let mut stream = Stream {
                keys,
                counters: counters(counter),
                powers: &Powers::ZERO,
                mode: Mode::Ctr,
                y: ghash::from_u128(0),
                lengths: None,
                hashed: 0,
                done: 0,
                mask: [0; 32],
                last: [0; 32],
            };
            stream_rest(&mut stream, data);
            let [first, second] = *stream.last.as_chunks::<16>().0 else { return [0; 16] };
            wipe(&mut stream.last);
            if data.len() % 32 > 16 { second } else { first }
        }

        #[target_feature(enable = $features)]
        fn gcm_inner(
            keys: &Operands,
            powers: &Powers,
            message: &Message<'_>,
            data: &mut [u8],
        ) -> Block {
            // The first vector is a spare block and the mask, so that the data's are whole.
            let first = message.first_counter.wrapping_sub(1);
            let bits = (message.aad.len() as u128) << 67 | (data.len() as u128) << 3;
            let lengths = bits.to_be_bytes();
            let mut stream = Stream {
                keys,
                counters: counters(first),
                powers,
                mode: message.mode,
                y: ghash::absorb(powers, ghash::from_u128(0), message.aad, None),
                lengths: Some(&lengths),
                hashed: 0,
                done: 0,
                mask: [0; 32],
                last: [0; 32],
            };
            match chains_for(data.len() + 32) {
                4 if CHAINS >= 4 => stream_chains::<4, true>(&mut stream, data),
                3 if CHAINS >= 3 => stream_chains::<3, true>(&mut stream, data),
                2 if CHAINS >= 2 => stream_chains::<2, true>(&mut stream, data),
                _ => stream_chains::<1, true>(&mut stream, data),
            }
            stream_rest(&mut stream, data);
            let [.., mask] = *stream.mask.as_chunks::<16>().0 else { return [0; 16] };
            wipe(&mut stream.mask);
            wipe(&mut stream.last);
            (ghash::to_u128(stream.y).swap_bytes() ^ u128::from_ne_bytes(mask)).to_ne_bytes()
        }
    };
}
