//! SM4-CTR (GB/T 17964): a key stream from a counter. Encrypts only; see [`super::gcm`].

use super::{BLOCK_LEN, Block, Key, cipher::RoundKeys, cipher::xor};
use ::cipher::{StreamCipher, StreamCipherError, inout::InOutBuf};
use core::fmt;
use zeroize::Zeroizing;

/// XORs the key stream of `key` that starts at `counter` onto `data`: encrypts and decrypts.
///
/// Two messages whose counters overlap under one key reveal each other.
pub fn apply(key: &Key, counter: &[u8; BLOCK_LEN], data: &mut [u8]) {
    Sm4Ctr::new(key, counter).apply(data);
}

/// A key stream in use, for data that comes in pieces; wiped on drop.
///
/// The counter is the whole block, big endian, as in openssl's `sm4-ctr`. Implements
/// `cipher::StreamCipher`.
pub struct Sm4Ctr {
    cipher: RoundKeys,
    /// The next counter block. Bytes, since an aligned integer would leave padding around it,
    /// and padding carries along what lay on the stack.
    counter: Zeroizing<Block>,
    /// The key stream's current block, of which `unused` last bytes are still to be used.
    block: Zeroizing<Block>,
    unused: usize,
}

impl Sm4Ctr {
    /// The key stream of `key` that starts at `counter`.
    pub fn new(key: &Key, counter: &[u8; BLOCK_LEN]) -> Self {
        Self::with_cipher(RoundKeys::new(key), *counter)
    }

    pub(super) fn with_cipher(cipher: RoundKeys, counter: Block) -> Self {
        Self { cipher, counter: Zeroizing::new(counter), block: Zeroizing::default(), unused: 0 }
    }

    /// XORs the next `data.len()` bytes of the key stream onto `data`.
    pub fn apply(&mut self, data: &mut [u8]) {
        let (head, data) = data.split_at_mut(self.unused.min(data.len()));
        self.apply_unused(head);
        if !data.is_empty() {
            self.block = self.cipher.ctr(&mut self.counter, data);
            self.unused = data.len().next_multiple_of(BLOCK_LEN) - data.len();
        }
    }

    /// Uses bytes of the current block; `data` is no longer than what is left of it.
    fn apply_unused(&mut self, data: &mut [u8]) {
        xor(data, self.block.get(BLOCK_LEN - self.unused..).unwrap_or_default());
        self.unused -= data.len();
    }
}

impl fmt::Debug for Sm4Ctr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sm4Ctr { .. }")
    }
}

impl StreamCipher for Sm4Ctr {
    /// Never fails: the counter has 128 bits.
    fn check_remaining(&self, _data_len: usize) -> Result<(), StreamCipherError> {
        Ok(())
    }

    fn unchecked_apply_keystream_inout(&mut self, mut data: InOutBuf<'_, '_, u8>) {
        let mut stream = Zeroizing::new([0_u8; 24 * BLOCK_LEN]);
        while !data.is_empty() {
            let len = data.len().min(stream.len());
            let (mut part, rest) = data.split_at(len);
            let stream = stream.get_mut(..part.len()).unwrap_or_default();
            self.unchecked_write_keystream(stream);
            part.xor_in2out(stream);
            data = rest;
        }
    }

    fn unchecked_write_keystream(&mut self, stream: &mut [u8]) {
        stream.fill(0);
        self.apply(stream);
    }
}
