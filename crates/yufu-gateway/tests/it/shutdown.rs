//! The end of a gateway.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use yufu_protocol::api;

use crate::server::{Server, bytes, connect, post, receive, with_nonce};

#[test]
fn request_in_flight_is_finished_and_then_nobody_is_served() {
    let server = Server::start();
    let address = server.address();
    let mut request = with_nonce(post(api::ROUTE_SANDBOX_CUSTOMERS, b"{}"));
    request.push_header("expect", "100-continue");
    let request = bytes(&request);
    let (head, tail) = request.split_at(request.len() - 2);
    let mut stream = connect(address);
    stream.write_all(head).unwrap();
    // The server has the headers and asks for the content.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    let ending = thread::spawn(move || drop(server));
    thread::sleep(Duration::from_millis(300));
    assert!(!ending.is_finished());
    stream.write_all(tail).unwrap();
    assert_eq!(receive(&mut stream).status, 200);
    ending.join().unwrap();
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn idle_connections_do_not_hold_the_end_up() {
    let server = Server::start();
    let idle: Vec<_> = (0..4).map(|_| connect(server.address())).collect();
    let started = Instant::now();
    drop(server);
    assert!(started.elapsed() < Duration::from_secs(8));
    drop(idle);
}

#[test]
fn keys_outlive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let listen = ([127, 0, 0, 1], 0).into();
        let config = yufu_gateway::Config { listen, ..yufu_gateway::Config::new(folder.path()) };
        yufu_gateway::Gateway::start(config).unwrap()
    };
    let root = || std::fs::read(folder.path().join("root.pub")).unwrap();
    drop(start());
    let first = root();
    drop(start());
    assert_eq!(root(), first);
}

#[test]
fn address_in_use_is_an_error_that_names_it() {
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let config = yufu_gateway::Config {
        listen: server.address(),
        ..yufu_gateway::Config::new(folder.path())
    };
    let error = yufu_gateway::Gateway::start(config).unwrap_err().to_string();
    assert!(error.contains(&server.address().to_string()), "{error}");
}
