//! A gateway on a free port, and a client that speaks to it byte by byte.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use tempfile::TempDir;
use yufu_gateway::{Background, Config, ConnectionLimits, Gateway};
use yufu_protocol::api::{self, KeysResponse, Problem};
use yufu_protocol::bundle::{BundleClaims, KeyPurpose, ServerKey};
use yufu_protocol::http::{self, Request, Response};
use yufu_protocol::id::Nonce;
use yufu_protocol::rejection::Reason;
use yufu_protocol::report::Severity;
use yufu_protocol::response::verify_response;
use yufu_protocol::time::UnixSeconds;
use yufu_verifier::{Clock, KeyFolder, PackRecord, SystemClock};

/// The one check of the tests' rule pack.
pub const CHECK: (&str, Severity) = ("debugger.tracer", Severity::High);

pub struct Server {
    pub gateway: Background,
    pub bundle: BundleClaims,
    _folder: TempDir,
}

impl Server {
    pub fn start() -> Self {
        Self::with(|config| config)
    }

    pub fn with(change: impl FnOnce(Config) -> Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            packs: vec![PackRecord::new("test-pack", "1", [CHECK])],
            sandbox: true,
            connections: ConnectionLimits {
                header_time: Duration::from_millis(400),
                drain_time: Duration::from_secs(6),
                ..ConnectionLimits::default()
            },
            ..Config::new(folder.path())
        };
        let gateway = Gateway::start(change(config)).unwrap();
        let answer = send(gateway.address(), &Request::new("GET", "bank.example", api::ROUTE_KEYS));
        let keys: KeysResponse = api::decode(&answer.body).unwrap();
        let root = KeyFolder::read_root(folder.path()).unwrap();
        let bundle = BundleClaims::verify(&keys.bundle, &[root], now(), None).unwrap();
        Self { gateway, bundle, _folder: folder }
    }

    pub fn address(&self) -> SocketAddr {
        self.gateway.address()
    }

    pub fn key(&self, purpose: KeyPurpose) -> &ServerKey {
        self.bundle.current(purpose, now()).unwrap()
    }

    /// Sends a request and checks that the answer is the server's own answer to it.
    pub fn send(&self, request: &Request) -> Response {
        let answer = send(self.address(), request);
        let now = Some(now());
        let lookup = |kid: &_| {
            let key = self.bundle.find(kid, KeyPurpose::ResponseSignature, now?)?;
            key.verifying_key().ok()
        };
        verify_response(request, &answer, now, lookup).unwrap();
        answer
    }

    /// Sends an unsigned request with a nonce.
    pub fn ask(&self, request: Request) -> Response {
        self.send(&with_nonce(request))
    }

    /// The reason of a signed refusal, whose problem has to be complete.
    pub fn refusal(&self, request: &Request) -> Reason {
        problem(&self.send(request))
    }
}

/// Checks a refusal's form and returns its reason.
pub fn problem(answer: &Response) -> Reason {
    let media_type = answer.header(http::CONTENT_TYPE).unwrap();
    assert_eq!(media_type, Some(api::PROBLEM_MEDIA_TYPE), "{}", answer.status);
    assert_eq!(answer.header("cache-control").unwrap(), Some("no-store"));
    let problem: Problem = api::decode(&answer.body).unwrap();
    let reason = problem.known_reason().unwrap();
    assert_eq!((problem.status, reason.http_status()), (answer.status, answer.status));
    assert_eq!(problem.code, reason.code());
    assert_eq!(problem.correlation_id.to_string().len(), 22);
    assert!(problem.correlation_id.as_bytes() != &[0; 16]);
    reason
}

pub fn now() -> UnixSeconds {
    SystemClock.now()
}

pub fn post(path: &str, body: &[u8]) -> Request {
    Request::new("POST", "bank.example", path).with_body(api::MEDIA_TYPE, body.to_vec())
}

pub fn with_nonce(mut request: Request) -> Request {
    let nonce = Nonce::random(&mut getrandom::SysRng).unwrap();
    request.push_header(http::REQUEST_NONCE, &nonce.to_string());
    request
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    stream
}

pub fn send(address: SocketAddr, request: &Request) -> Response {
    let mut stream = connect(address);
    // A server that refuses early closes before everything was written.
    let _ = stream.write_all(&bytes(request));
    receive(&mut stream)
}

/// A request on the wire, after which the connection closes.
pub fn bytes(request: &Request) -> Vec<u8> {
    let query = if request.query.is_empty() { "" } else { "?" };
    let target = format!("{}{query}{}", request.path, request.query);
    let start = format!("{} {target} HTTP/1.1\r\nhost: {}\r\n", request.method, request.authority);
    let mut out = start.into_bytes();
    for (name, value) in &request.headers {
        out.extend_from_slice(format!("{name}: ").as_bytes());
        out.extend_from_slice(value);
        out.extend_from_slice(b"\r\n");
    }
    let end = format!("content-length: {}\r\nconnection: close\r\n\r\n", request.body.len());
    out.extend_from_slice(end.as_bytes());
    out.extend_from_slice(&request.body);
    out
}

/// Reads one answer to the end of the connection.
pub fn receive(stream: &mut TcpStream) -> Response {
    let mut bytes = Vec::new();
    // What was received before a reset counts.
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()))
        .collect();
    Response { status, headers, body: bytes[end + 4..].to_vec() }
}
