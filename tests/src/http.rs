//! A plain HTTP client that sends to one address whatever authority a request was signed for.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use yufu_protocol::http::{Request, Response, text};

/// Sends a request to `address` (host and port) as it was signed, and waits for the answer.
pub fn send(address: &str, request: &Request) -> Response {
    let mut stream = TcpStream::connect(address).expect("the gateway listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut request = request.clone();
    request.push_header("connection", "close");
    stream.write_all(&text::write_request(&request)).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    text::parse_response(&answer).expect("a whole answer")
}
