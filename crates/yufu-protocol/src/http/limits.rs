//! How much of a message is read at all: sizes come before the form.

use crate::error::{Error, Format, Result};

/// How much of a message is read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Most header fields.
    pub header_fields: usize,
    /// Most bytes in method, authority, path, query, and the names and values of all fields.
    pub header_bytes: usize,
    /// Most bytes of content.
    pub body_bytes: usize,
}

impl Limits {
    /// The strict limits that apply unless a caller sets others.
    pub const DEFAULT: Self =
        Self { header_fields: 64, header_bytes: 16 * 1024, body_bytes: 128 * 1024 };

    pub(super) fn check_sizes(
        &self,
        target_bytes: usize,
        headers: &[(String, Vec<u8>)],
        body: &[u8],
    ) -> Result<()> {
        let field_bytes =
            || headers.iter().map(|(name, value)| name.len().saturating_add(value.len()));
        if headers.len() > self.header_fields
            || field_bytes().fold(target_bytes, usize::saturating_add) > self.header_bytes
            || body.len() > self.body_bytes
        {
            return Err(Error::TooLarge(Format::Http));
        }
        Ok(())
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
