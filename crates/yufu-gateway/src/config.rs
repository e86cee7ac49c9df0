//! What a gateway needs to know before it starts.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use yufu_verifier::Policy;
use yufu_verifier::attestation::AttestationPolicy;
use yufu_verifier::audit::AuditRecord;
use yufu_verifier::report::PackRecord;

use crate::server::ConnectionLimits;

/// What a gateway needs to know before it starts. The defaults are strict.
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder of the server's keys, made on the first start.
    pub keys: PathBuf,
    /// The bank's name in the key bundle.
    pub issuer: String,
    /// The authorities that are served, host and port as in the `Host` field; empty serves any. See
    /// [`Verifier::with_authority`](yufu_verifier::Verifier::with_authority).
    pub authorities: Vec<String>,
    /// Factors, limits and lifetimes.
    pub policy: Policy,
    /// The rule packs whose reports are accepted.
    pub packs: Vec<PackRecord>,
    /// Roots, revoked certificates and apps of hardware attestation. The default takes none.
    pub attestation: AttestationPolicy,
    /// Whether `POST /v1/sandbox/customers` makes up customers. Never on a bank's own service.
    pub sandbox: bool,
    /// Limits on connections.
    pub connections: ConnectionLimits,
    /// Called with each decision, on the request's thread.
    pub audit: Option<Box<dyn Fn(AuditRecord) + Send + Sync>>,
}

impl Config {
    /// A gateway on 127.0.0.1:8089 with its keys in `keys`, without sandbox and rule packs.
    pub fn new(keys: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8089)),
            keys: keys.into(),
            issuer: "yufu-gateway".to_owned(),
            authorities: Vec::new(),
            policy: Policy::default(),
            packs: Vec::new(),
            attestation: AttestationPolicy::default(),
            sandbox: false,
            connections: ConnectionLimits::default(),
            audit: None,
        }
    }
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("keys", &self.keys)
            .field("sandbox", &self.sandbox)
            .finish_non_exhaustive()
    }
}
