//! The demo's network: what an app's own HTTP client does, and what an attacker on the way can do.

use std::time::Duration;

use ureq::Agent;
use ureq::http;
use yufu_protocol::http::{Request, Response};

use crate::output::Failure;

/// Largest answer that is read, in bytes.
const MAX_ANSWER: u64 = 1 << 20;

/// Sends requests to one server, byte for byte as they were signed.
#[derive(Clone)]
pub struct Wire {
    agent: Agent,
    authority: String,
}

impl Wire {
    /// A wire to `url`, as `http://127.0.0.1:8089`.
    pub fn new(url: &str) -> Result<Self, Failure> {
        let uri: http::Uri = url.parse().map_err(|_| {
            Failure::Input(format!("--server {url}: this is no URL; give http://HOST:PORT"))
        })?;
        let plain = uri.scheme_str() == Some("http") && matches!(uri.path(), "" | "/");
        let authority = uri.authority().filter(|_| plain).ok_or_else(|| {
            Failure::Input(format!(
                "--server {url}: give http://HOST:PORT; TLS ends before the gateway"
            ))
        })?;
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        Ok(Self { agent: config.into(), authority: authority.to_string() })
    }

    /// Host and port, as the `Host` field carries them.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Sends a request and waits for its answer.
    pub fn send(&self, request: &Request) -> Result<Response, Failure> {
        let query = if request.query.is_empty() { "" } else { "?" };
        let uri = format!("http://{}{}{query}{}", self.authority, request.path, request.query);
        let mut builder = http::Request::builder().method(request.method.as_str()).uri(uri);
        for (name, value) in &request.headers {
            builder = builder.header(name.as_str(), value.as_slice());
        }
        let failed = |error: &dyn std::fmt::Display| {
            Failure::Server(format!("no answer from {}: {error}", self.authority))
        };
        let answer = if request.method == "GET" {
            builder
                .body(())
                .map_err(|e| failed(&e))
                .and_then(|r| self.agent.run(r).map_err(|e| failed(&e)))
        } else {
            let sent = builder.body(request.body.as_slice()).map_err(|e| failed(&e))?;
            self.agent.run(sent).map_err(|e| failed(&e))
        };
        let (parts, mut body) = answer?.into_parts();
        let body = body.with_config().limit(MAX_ANSWER).read_to_vec().map_err(|e| failed(&e))?;
        let headers = parts
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
            .collect();
        Ok(Response { status: parts.status.as_u16(), headers, body })
    }
}
