//! What lies between a phone and its bank, each on a port of its own: a server that redirects, a proxy
//! that compresses, one that compresses whether asked or not, one whose line breaks after it has passed a
//! transfer on, and a server that says more than anyone reads.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// One request as it came.
pub struct Request {
    bytes: Vec<u8>,
    body_at: usize,
}

impl Request {
    /// The path that it asks for.
    pub fn target(&self) -> &str {
        self.head().split(' ').nth(1).unwrap_or_default()
    }

    /// Its content.
    pub fn body(&self) -> &[u8] {
        &self.bytes[self.body_at..]
    }

    fn head(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.body_at]).unwrap_or_default()
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.head().lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut request = Self { bytes: Vec::new(), body_at: usize::MAX };
        let mut block = [0; 16 << 10];
        loop {
            let read = stream.read(&mut block).ok().filter(|read| *read > 0)?;
            request.bytes.extend_from_slice(&block[..read]);
            let end = request.bytes.windows(4).position(|four| four == b"\r\n\r\n");
            let Some(end) = end else { continue };
            request.body_at = end + 4;
            let length = request.field("content-length").map_or(0, |text| text.parse().unwrap());
            if request.body().len() >= length {
                return Some(request);
            }
        }
    }
}

/// Serves each connection on a thread of its own: one request, one answer or none.
pub fn serve(work: impl Fn(&Request) -> Option<Vec<u8>> + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let work = Arc::new(work);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (Ok(mut stream), work) = (stream, work.clone()) else { continue };
            thread::spawn(move || {
                let request = Request::read(&mut stream)?;
                stream.write_all(&work(&request)?).ok()
            });
        }
    });
    address
}

/// An answer after which the connection ends.
pub fn answer(status: &str, fields: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n");
    for (name, value) in fields {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    [head.as_bytes(), body].concat()
}

/// The ports between phone and bank.
pub struct Street {
    ports: [(&'static str, SocketAddr); 5],
}

impl Street {
    pub fn open(gateway: SocketAddr) -> Self {
        let location = format!("http://{gateway}/v1/keys");
        let redirecting = move |_: &Request| {
            Some(answer("307 Temporary Redirect", &[("location", &location)], b""))
        };
        let compressing = move |request: &Request| {
            let asked = request.field("accept-encoding").is_some_and(|all| all.contains("gzip"));
            let answer = pass(gateway, request);
            Some(if asked { compressed(&answer) } else { answer })
        };
        let stubborn = move |request: &Request| Some(compressed(&pass(gateway, request)));
        let transfers = AtomicUsize::new(0);
        let breaking = move |request: &Request| match request.target() {
            "/transfers" => {
                let count = transfers.load(Ordering::SeqCst).to_string();
                Some(answer("200 OK", &[], count.as_bytes()))
            }
            "/v1/transfer" => {
                transfers.fetch_add(1, Ordering::SeqCst);
                pass(gateway, request);
                None
            }
            _ => Some(pass(gateway, request)),
        };
        // The end of the connection is the end of the content.
        let endless =
            |_: &Request| Some([b"HTTP/1.1 200 OK\r\n\r\n", &[b' '; 1 << 20][..]].concat());
        Self {
            ports: [
                ("YUFU_REDIRECTING", serve(redirecting)),
                ("YUFU_COMPRESSING", serve(compressing)),
                ("YUFU_STUBBORN", serve(stubborn)),
                ("YUFU_BREAKING", serve(breaking)),
                ("YUFU_ENDLESS", serve(endless)),
            ],
        }
    }

    pub fn tell(&self, command: &mut Command) {
        for (name, address) in self.ports {
            command.env(name, address.to_string());
        }
    }
}

/// Passes a request on unchanged, and gives the whole answer.
pub fn pass(gateway: SocketAddr, request: &Request) -> Vec<u8> {
    let mut stream = TcpStream::connect(gateway).unwrap();
    let close = b"connection: close\r\n\r\n";
    let head = request.head().trim_end_matches("\r\n");
    let kept = head.lines().filter(|line| !line.to_lowercase().starts_with("connection:"));
    let head: String = kept.map(|line| format!("{line}\r\n")).collect();
    stream.write_all(&[head.as_bytes(), close, request.body()].concat()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// The answer with its content in gzip (RFC 1952), in one block that stores it.
fn compressed(plain: &[u8]) -> Vec<u8> {
    let end = plain.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let (head, body) = (std::str::from_utf8(&plain[..end]).unwrap(), &plain[end + 4..]);
    let len = u16::try_from(body.len()).unwrap();
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1];
    gzip.extend(len.to_le_bytes());
    gzip.extend((!len).to_le_bytes());
    gzip.extend(body);
    gzip.extend(crc32(body).to_le_bytes());
    gzip.extend(u32::from(len).to_le_bytes());
    let kept = head.lines().filter(|line| !line.to_lowercase().starts_with("content-length:"));
    let head: String = kept.map(|line| format!("{line}\r\n")).collect();
    let fields = format!("content-encoding: gzip\r\ncontent-length: {}\r\n\r\n", gzip.len());
    [head.as_bytes(), fields.as_bytes(), &gzip].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}
