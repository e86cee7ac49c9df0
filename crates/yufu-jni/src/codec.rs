//! Lists, records and optional numbers on their way through one byte array.
//!
//! Numbers are big-endian; a text, a byte string and a list begin with their length in 32 bits, an
//! optional value with a byte that is 0 or 1, an enum is its place in the list of variants. The
//! Kotlin side has the same in Codec.kt.

use yufu_ffi::{Result, YufuError};
use zeroize::Zeroizing;

use crate::env::Env;
use crate::value::{self, Given};

/// Writes what a shim returns.
#[derive(Default)]
pub struct Writer(Zeroizing<Vec<u8>>);

impl Writer {
    pub fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    pub fn u16(&mut self, value: u16) {
        self.0.extend(value.to_be_bytes());
    }

    pub fn u32(&mut self, value: u32) {
        self.0.extend(value.to_be_bytes());
    }

    pub fn u64(&mut self, value: u64) {
        self.0.extend(value.to_be_bytes());
    }

    pub fn bool(&mut self, value: bool) {
        self.u8(value.into());
    }

    pub fn text(&mut self, value: String) {
        self.bytes(value.into_bytes());
    }

    pub fn bytes(&mut self, value: Vec<u8>) {
        self.count(value.len());
        self.0.extend_from_slice(&value);
    }

    pub fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.bool(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub fn list<T>(&mut self, values: Vec<T>, write: impl Fn(&mut Self, T)) {
        self.count(values.len());
        for value in values {
            write(self, value);
        }
    }

    /// The whole as a byte array of the JVM.
    pub fn give(&self, env: &Env) -> Result<Given> {
        value::bytes(env, &self.0)
    }

    /// No value of this API comes near 4 GiB; a reader refuses one that did.
    fn count(&mut self, count: usize) {
        self.u32(u32::try_from(count).unwrap_or(u32::MAX));
    }
}

/// Reads an argument.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn u8(&mut self) -> Result<u8> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    pub fn u16(&mut self) -> Result<u16> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    pub fn u64(&mut self) -> Result<u64> {
        Ok(u64::from_be_bytes(self.array()?))
    }

    pub fn bool(&mut self) -> Result<bool> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(YufuError::argument()),
        }
    }

    pub fn text(&mut self) -> Result<String> {
        String::from_utf8(self.bytes()?).map_err(|_| YufuError::argument())
    }

    pub fn bytes(&mut self) -> Result<Vec<u8>> {
        let count = self.count()?;
        let (bytes, rest) = self.0.split_at_checked(count).ok_or_else(YufuError::argument)?;
        self.0 = rest;
        Ok(bytes.to_vec())
    }

    pub fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        if self.bool()? { read(self).map(Some) } else { Ok(None) }
    }

    pub fn list<T>(&mut self, read: impl Fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        // Grows as it reads: a length alone reserves nothing.
        (0..self.count()?).map(|_| read(self)).collect()
    }

    /// Nothing may be left over.
    pub fn end(&self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(YufuError::argument()) }
    }

    fn count(&mut self) -> Result<usize> {
        usize::try_from(self.u32()?).map_err(|_| YufuError::argument())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk().ok_or_else(YufuError::argument)?;
        self.0 = rest;
        Ok(*array)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut writer = Writer::default();
        writer.u16(7);
        writer.option(Some("鱼符".to_owned()), Writer::text);
        writer.list(vec![1, 2, 3], Writer::u64);
        let mut reader = Reader::new(&writer.0);
        assert_eq!(reader.u16(), Ok(7));
        assert_eq!(reader.option(Reader::text), Ok(Some("鱼符".to_owned())));
        assert_eq!(reader.list(Reader::u64), Ok(vec![1, 2, 3]));
        assert_eq!(reader.end(), Ok(()));
    }

    #[test]
    fn truncated_and_boastful_encodings_are_refused() {
        for bytes in [&[][..], &[0, 0, 0], &[0xff; 4], &[0, 0, 0, 2, b'x'], &[0, 0, 0, 1, 0xff]] {
            assert_eq!(Reader::new(bytes).text(), Err(YufuError::argument()), "{bytes:?}");
            assert_eq!(Reader::new(bytes).list(Reader::u64), Err(YufuError::argument()));
        }
        assert_eq!(Reader::new(&[2]).bool(), Err(YufuError::argument()));
        assert_eq!(Reader::new(&[0]).end(), Err(YufuError::argument()));
    }
}
