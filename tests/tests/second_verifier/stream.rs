//! A reproducible stream in the place of randomness, so that the file is the same each time.

use std::convert::Infallible;

use yufu_sm::rand_core::{TryCryptoRng, TryRng};
use yufu_sm::sm3;

/// SM3(label ‖ counter), counter from 0 in 8 bytes, concatenated.
pub struct Stream {
    label: Vec<u8>,
    counter: u64,
    rest: Vec<u8>,
}

impl Stream {
    pub fn new(label: &[u8]) -> Self {
        Self { label: label.to_vec(), counter: 0, rest: Vec::new() }
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        while self.rest.len() < out.len() {
            self.rest.extend(sm3::hash_parts(&[&self.label, &self.counter.to_be_bytes()]));
            self.counter += 1;
        }
        let tail = self.rest.split_off(out.len());
        out.copy_from_slice(&self.rest);
        self.rest = tail;
        Ok(())
    }
}

impl TryCryptoRng for Stream {}
