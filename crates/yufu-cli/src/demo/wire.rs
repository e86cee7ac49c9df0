//! The demo's network: what an app's own HTTP client does, and what an attacker on the way can do.

use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::http;
use yufu_protocol::http::{Request, Response};
use yufu_sm::sm2::VerifyingKey;

use super::keep::Keep;
use crate::output::Failure;

/// Largest answer that is read, in bytes.
const MAX_ANSWER: u64 = 1 << 20;

/// Sends requests to one server, byte for byte as they were signed.
#[derive(Clone)]
pub struct Wire {
    agent: Agent,
    authority: String,
    keep: Option<Arc<Keep>>,
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
        Ok(Self { agent: config.into(), authority: authority.to_string(), keep: None })
    }

    /// The same wire, which leaves a copy of each message in a folder.
    pub fn kept(self, keep: Arc<Keep>) -> Self {
        Self { keep: Some(keep), ..self }
    }

    /// Leaves a copy of the request that the next message was made of.
    pub fn keep_signed(&self, request: &Request) -> Result<(), Failure> {
        self.keep.as_ref().map_or(Ok(()), |keep| keep.signed(request))
    }

    /// Leaves a copy of the device's public key.
    pub fn keep_key(&self, key: &VerifyingKey) -> Result<(), Failure> {
        self.keep.as_ref().map_or(Ok(()), |keep| keep.key(key))
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
        let response = Response { status: parts.status.as_u16(), headers, body };
        if let Some(keep) = &self.keep {
            keep.exchange(request, &response)?;
        }
        Ok(response)
    }
}
