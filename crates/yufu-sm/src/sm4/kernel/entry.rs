//! The way into a kernel: safe functions that only one who has asked the processor can call.

/// Expects `schedule!` and `modes!` in scope; defines `Path`, the proof that the processor has the
/// features, and the kernel's functions as its methods.
macro_rules! entry {
    ($features:literal, $detect:expr) => {
        /// Proof that this processor has what this module needs.
        #[derive(Clone, Copy)]
        pub(in crate::sm4) struct Path(());

        impl Path {
            pub(in crate::sm4) fn detect() -> Option<Self> {
                $detect.then_some(Self(()))
            }

            /// Expands `key`, for encryption or for decryption.
            pub(in crate::sm4) fn expand(self, key: &Block, inverse: bool) -> Operands {
                // SAFETY: `self` exists only where the features do.
                unsafe { expand_inner(key, inverse) }
            }

            /// Expands `key` for encryption, and gives SM4 of zeros beside it.
            pub(in crate::sm4) fn expand_for_gcm(self, key: &Block) -> (Operands, Block) {
                // SAFETY: `self` exists only where the features do.
                unsafe { expand_for_gcm_inner(key) }
            }

            /// Encrypts each block in place.
            pub(in crate::sm4) fn encrypt_blocks(self, keys: &Operands, blocks: &mut [Block]) {
                // SAFETY: `self` exists only where the features do.
                unsafe { blocks_inner(keys, blocks.as_flattened_mut(), None) }
            }

            /// Decrypts blocks chained by CBC in place; `keys` are for decryption.
            pub(in crate::sm4) fn cbc_decrypt(
                self,
                keys: &Operands,
                chain: &mut Block,
                blocks: &mut [Block],
            ) {
                // SAFETY: `self` exists only where the features do.
                unsafe { blocks_inner(keys, blocks.as_flattened_mut(), Some(chain)) }
            }

            /// XORs the key stream from `counter` onto `data`; the counter's last 32 bits must not
            /// overflow. Returns the block of the stream from which the last byte took, when that
            /// block has bytes left.
            pub(in crate::sm4) fn ctr(
                self,
                keys: &Operands,
                counter: u128,
                data: &mut [u8],
            ) -> Block {
                // SAFETY: `self` exists only where the features do.
                unsafe { ctr_inner(keys, counter, data) }
            }

            /// Encrypts or decrypts `data` in place, and returns the tag.
            pub(in crate::sm4) fn gcm(
                self,
                keys: &Operands,
                powers: &Powers,
                message: &Message<'_>,
                data: &mut [u8],
            ) -> Block {
                // SAFETY: `self` exists only where the features do.
                unsafe { gcm_inner(keys, powers, message, data) }
            }

            /// Encrypts or decrypts `data`, of at most [`SHORT`](super::SHORT) bytes, in place
            /// under a new key, and returns the tag.
            pub(in crate::sm4) fn once(
                self,
                key: &Block,
                message: &Message<'_>,
                data: &mut [u8],
            ) -> Block {
                // SAFETY: `self` exists only where the features do.
                unsafe { once_inner(key, message, data) }
            }

            /// The powers of a hash key.
            pub(in crate::sm4) fn powers(self, hash_key: &Block) -> Powers {
                // SAFETY: `self` exists only where the features do.
                unsafe { powers_inner(hash_key) }
            }

            /// Takes `data`, filled up with zeros to whole blocks, into the hash `y`.
            pub(in crate::sm4) fn hash(self, powers: &Powers, y: &mut Block, data: &[u8]) {
                // SAFETY: `self` exists only where the features do.
                unsafe { hash_inner(powers, y, data) }
            }
        }

        #[target_feature(enable = $features)]
        fn powers_inner(hash_key: &Block) -> Powers {
            ghash::powers(hash_key)
        }

        #[target_feature(enable = $features)]
        fn hash_inner(powers: &Powers, y: &mut Block, data: &[u8]) {
            let x = ghash::from_u128(u128::from_be_bytes(*y));
            *y = ghash::to_u128(ghash::absorb(powers, x, data, None)).to_be_bytes();
        }
    };
}
