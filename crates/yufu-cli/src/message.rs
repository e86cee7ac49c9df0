//! HTTP messages in files; their form is [`text`]'s.

use std::path::Path;

pub use yufu_protocol::http::text::{is_response, parse_response, write_request, write_response};
use yufu_protocol::http::{Request, text};

use crate::files;
use crate::output::Failure;

/// Longest message that is read, in bytes.
const MAX_MESSAGE: u64 = 1 << 20;

/// Reads a request; its `host` field becomes the authority.
pub fn read_request(path: &Path) -> Result<Request, Failure> {
    let bytes = files::read(path, MAX_MESSAGE)?;
    text::parse_request(&bytes).map_err(|why| files::refused(path, &why.to_string()))
}
