//! Limits on size and time.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use yufu_protocol::api;
use yufu_protocol::http::{Limits, Request};
use yufu_protocol::rejection::Reason;

use crate::server::{Server, connect, post, problem, receive, send, with_nonce};

#[test]
fn body_at_the_limit_is_read_and_one_byte_more_is_refused() {
    let server = Server::start();
    let body = vec![b' '; Limits::DEFAULT.body_bytes];
    let request = with_nonce(post(api::ROUTE_VERIFY, &body));
    assert_eq!(server.refusal(&request), Reason::BodyMalformed);
    let body = vec![b' '; Limits::DEFAULT.body_bytes + 1];
    let answer = send(server.address(), &with_nonce(post(api::ROUTE_VERIFY, &body)));
    assert_eq!(problem(&answer), Reason::RequestTooLarge);
}

#[test]
fn too_many_header_fields_are_refused() {
    let server = Server::start();
    let mut request = with_nonce(Request::new("GET", "bank.example", api::ROUTE_HEALTH));
    for number in 0..Limits::DEFAULT.header_fields {
        request.push_header(&format!("x-{number}"), "1");
    }
    assert_eq!(problem(&send(server.address(), &request)), Reason::RequestTooLarge);
}

#[test]
fn headers_beyond_the_buffer_are_refused_by_the_connection() {
    let server = Server::start();
    let mut request = Request::new("GET", "bank.example", api::ROUTE_HEALTH);
    request.push_header("x-long", &"a".repeat(64 * 1024));
    assert_eq!(send(server.address(), &request).status, 431);
}

#[test]
fn content_encoding_is_refused() {
    let server = Server::start();
    let mut request = with_nonce(post(api::ROUTE_VERIFY, b"{}"));
    request.push_header("content-encoding", "gzip");
    assert_eq!(problem(&send(server.address(), &request)), Reason::ContentEncodingRefused);
}

#[test]
fn slow_headers_end_the_connection() {
    let server = Server::start();
    let mut stream = connect(server.address());
    let started = Instant::now();
    stream.write_all(b"GET /v1/health HTTP/1.1\r\nhost: bank").unwrap();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    assert!(started.elapsed() < Duration::from_secs(10));
    assert!(!rest.starts_with(b"HTTP/1.1 200"));
}

#[test]
fn slow_client_does_not_keep_others_waiting() {
    let server = Server::start();
    let waiting: Vec<_> = (0..16).map(|_| connect(server.address())).collect();
    let request = Request::new("GET", "bank.example", api::ROUTE_HEALTH);
    assert_eq!(send(server.address(), &request).status, 200);
    drop(waiting);
}

#[test]
fn bytes_that_are_no_http_are_answered_by_the_connection() {
    let server = Server::start();
    let mut stream = connect(server.address());
    stream.write_all(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n").unwrap();
    assert_eq!(receive(&mut stream).status, 400);
}
