//! A plain HTTP client that sends to one address whatever authority a request was signed for.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use yufu_protocol::http::{Request, Response};

/// Sends a request to `address` (host and port) as it was signed, and waits for the answer.
pub fn send(address: &str, request: &Request) -> Response {
    let mut stream = TcpStream::connect(address).expect("the gateway listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let query = if request.query.is_empty() { "" } else { "?" };
    let mut head = format!(
        "{} {}{query}{} HTTP/1.1\r\nhost: {}\r\ncontent-length: {}\r\nconnection: close\r\n",
        request.method,
        request.path,
        request.query,
        request.authority,
        request.body.len()
    )
    .into_bytes();
    for (name, value) in &request.headers {
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value);
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head.extend_from_slice(&request.body);
    stream.write_all(&head).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    parse(&answer)
}

/// Reads an answer whose connection was closed behind it.
fn parse(answer: &[u8]) -> Response {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a whole head");
    let head = std::str::from_utf8(&answer[..end]).expect("an ASCII head");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status line");
    let headers = lines.filter_map(|line| line.split_once(": "));
    Response {
        status: status.parse().expect("a status"),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()))
            .collect(),
        body: answer[end + 4..].to_vec(),
    }
}
