//! Loopback ports. Only where the app asks for it: it opens a socket on this device.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::{Deadline, Probed};
use crate::environment::evidence::{Answer, Port};

/// The ports that a Frida server listens on unless told otherwise.
const PORTS: [u16; 2] = [27042, 27043];
/// How long a port may take to answer: it is on this device.
const PATIENCE: Duration = Duration::from_millis(20);

pub(super) fn knock(deadline: Deadline) -> Probed<Vec<Port>> {
    let mut ports = Vec::new();
    for number in PORTS {
        deadline.check()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, number));
        let answer = match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(mut stream) => match speaks_d_bus(&mut stream) {
                true => Answer::DBus,
                false => Answer::Open,
            },
            Err(_) => Answer::Closed,
        };
        ports.push(Port { number, answer });
    }
    Ok(ports)
}

/// A D-Bus server rejects an `AUTH` that offers no mechanism and names those that it takes (D-Bus
/// specification, "Authentication Protocol").
fn speaks_d_bus(stream: &mut TcpStream) -> bool {
    let mut answer = [0; 6];
    stream.set_read_timeout(Some(PATIENCE)).is_ok()
        && stream.set_write_timeout(Some(PATIENCE)).is_ok()
        && stream.write_all(b"\0AUTH\r\n").is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && &answer == b"REJECT"
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    fn answers(answer: &'static [u8]) -> bool {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.read_exact(&mut [0; 7]).unwrap();
            stream.write_all(answer).unwrap();
        });
        let speaks = speaks_d_bus(&mut TcpStream::connect(address).unwrap());
        server.join().unwrap();
        speaks
    }

    #[test]
    fn a_d_bus_server_is_known_by_its_rejection() {
        assert!(answers(b"REJECTED ANONYMOUS\r\n"));
        assert!(!answers(b"HTTP/1.1 400 Bad Request\r\n"));
        assert!(!answers(b""));
    }
}
