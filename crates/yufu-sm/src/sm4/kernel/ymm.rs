//! Vectors of 256 bits (AVX2), for the modules with AES instructions of 256 and of 128 bits.

/// Defines the vector type and its functions.
macro_rules! ymm {
    ($features:literal) => {
        type V = __m256i;

        #[target_feature(enable = $features)]
        #[inline]
        fn load(bytes: &Bytes) -> V {
            // SAFETY: 32 bytes are readable; the load may be unaligned.
            unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn store(bytes: &mut Bytes, x: V) {
            // SAFETY: 32 bytes are writable; the store may be unaligned.
            unsafe { _mm256_storeu_si256(bytes.as_mut_ptr().cast(), x) }
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn first_word(x: V) -> u32 {
            _mm256_cvtsi256_si32(x).cast_unsigned()
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn splat(word: u32) -> V {
            _mm256_set1_epi32(word.cast_signed())
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn xor(a: V, b: V) -> V {
            _mm256_xor_si256(a, b)
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn add(a: V, b: V) -> V {
            _mm256_add_epi32(a, b)
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn shuffle(x: V, indices: V) -> V {
            _mm256_shuffle_epi8(x, indices)
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn transpose([x0, x1, x2, x3]: [V; 4]) -> [V; 4] {
            let (a, b) = (_mm256_unpacklo_epi32(x0, x1), _mm256_unpackhi_epi32(x0, x1));
            let (c, d) = (_mm256_unpacklo_epi32(x2, x3), _mm256_unpackhi_epi32(x2, x3));
            [
                _mm256_unpacklo_epi64(a, c),
                _mm256_unpackhi_epi64(a, c),
                _mm256_unpacklo_epi64(b, d),
                _mm256_unpackhi_epi64(b, d),
            ]
        }
    };
}

/// Defines what `offsets!` expects beside; `$aes` are the instructions that apply AES's S-box and
/// ShiftRows to `t0` and add the key at `k`, with `t1` to spare.
macro_rules! ymm_round {
    ($features:literal, aes: [$($aes:literal),*]) => {
        /// Side by side, three chains hide the latency of a round.
        const CHAINS: usize = 3;

        #[target_feature(enable = $features)]
        #[inline]
        fn load_words(words: &[u32; 8]) -> V {
            // SAFETY: 32 bytes are readable; the load may be unaligned.
            unsafe { _mm256_loadu_si256(words.as_ptr().cast()) }
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn store_words(words: &mut [u32; 8], x: V) {
            // SAFETY: 32 bytes are writable; the store may be unaligned.
            unsafe { _mm256_storeu_si256(words.as_mut_ptr().cast(), x) }
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn split(x: V) -> (V, V) {
            let low_bits = _mm256_set1_epi8(15);
            (_mm256_and_si256(x, low_bits), _mm256_and_si256(_mm256_srli_epi16(x, 4), low_bits))
        }

        /// In assembly, because the compiler would spill the state of three chains to keep tables
        /// in registers, which the instructions read from memory as fast.
        #[target_feature(enable = $features)]
        #[inline]
        fn round(a: V, b: V, c: V, d: V, key: &[u32; 8]) -> V {
            let mut made = a;
            // SAFETY: reads the 32 bytes of `key` and the 288 of `ROUND`, which is aligned as its
            // loads want, and writes nothing but the registers named.
            unsafe {
                core::arch::asm!(
                    "vpxor {t0}, {b}, {c}",
                    "vpxor {t0}, {t0}, {d}",
                    $($aes,)*
                    "vpsrlw {t1}, {t0}, 4",
                    "vpand {t0}, {t0}, ymmword ptr [{tables}]",
                    "vpand {t1}, {t1}, ymmword ptr [{tables}]",
                    "vmovdqa {t2}, ymmword ptr [{tables} + 160]",
                    "vpshufb {t2}, {t2}, {t0}",
                    "vmovdqa {t3}, ymmword ptr [{tables} + 192]",
                    "vpshufb {t3}, {t3}, {t1}",
                    "vpxor {t2}, {t2}, {t3}", // v
                    "vmovdqa {t3}, ymmword ptr [{tables} + 224]",
                    "vpshufb {t0}, {t3}, {t0}",
                    "vmovdqa {t3}, ymmword ptr [{tables} + 256]",
                    "vpshufb {t1}, {t3}, {t1}",
                    "vpxor {t0}, {t0}, {t1}", // u
                    "vpshufb {t1}, {t2}, ymmword ptr [{tables} + 64]",
                    "vpshufb {t3}, {t0}, ymmword ptr [{tables} + 32]",
                    "vpxor {made}, {made}, {t1}",
                    "vpxor {t0}, {t0}, {t2}", // u + v
                    "vpshufb {t2}, {t2}, ymmword ptr [{tables} + 96]",
                    "vpxor {made}, {made}, {t3}",
                    "vpshufb {t0}, {t0}, ymmword ptr [{tables} + 128]",
                    "vpxor {t2}, {t2}, {t0}",
                    "vpxor {made}, {made}, {t2}",
                    made = inout(ymm_reg) made,
                    b = in(ymm_reg) b,
                    c = in(ymm_reg) c,
                    d = in(ymm_reg) d,
                    k = in(reg) key,
                    tables = in(reg) &ROUND,
                    t0 = out(ymm_reg) _,
                    t1 = out(ymm_reg) _,
                    t2 = out(ymm_reg) _,
                    t3 = out(ymm_reg) _,
                    options(pure, readonly, nostack, preserves_flags)
                );
            }
            made
        }
    };
}
