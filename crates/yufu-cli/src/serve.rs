//! `yufu serve`: the reference gateway, ready without configuration.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use yufu::environment::Pack;
use yufu_gateway::{Config, Gateway};
use yufu_verifier::audit::{AuditRecord, Decision};
use yufu_verifier::report::PackRecord;

use crate::attestation;
use crate::language::text;
use crate::output::{self, BAD, Failure, GOOD, Outcome, paint};

/// Arguments of `yufu serve`.
#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8089")]
    listen: SocketAddr,
    /// Folder of the server's keys, made on the first start [default: yufu/server-keys below the
    /// user's data folder]
    #[arg(long, value_name = "FOLDER")]
    keys: Option<PathBuf>,
    /// Serves requests to this host and port alone, as the `Host` field names them; may stand several
    /// times [default: any]
    #[arg(long, value_name = "HOST[:PORT]")]
    authority: Vec<String>,
    /// The bank's policy on hardware attestation in TOML: roots, revoked certificates, apps, and when
    /// one is required [default: none is looked at]
    #[arg(long, value_name = "FILE")]
    attestation: Option<PathBuf>,
    /// Makes up customers on request even where others than this machine can ask
    #[arg(long, conflicts_with = "no_sandbox")]
    sandbox: bool,
    /// Makes up no customers
    #[arg(long)]
    no_sandbox: bool,
    /// Says nothing about single decisions
    #[arg(long)]
    quiet: bool,
}

/// Serves until interrupted.
pub fn run(args: &ServeArgs) -> Result<Outcome, Failure> {
    let keys = match &args.keys {
        Some(folder) => folder.clone(),
        None => default_keys()?,
    };
    let sandbox = args.sandbox || (args.listen.ip().is_loopback() && !args.no_sandbox);
    let audit: Option<Box<dyn Fn(AuditRecord) + Send + Sync>> =
        if args.quiet { None } else { Some(Box::new(|record| tell(&record))) };
    let attestation = args.attestation.as_deref().map(attestation::read).transpose()?;
    let config = Config {
        listen: args.listen,
        authorities: args.authority.clone(),
        packs: packs(),
        attestation: attestation.unwrap_or_default(),
        sandbox,
        audit,
        ..Config::new(&keys)
    };
    let failed = |error: std::io::Error| Failure::Server(format!("cannot start: {error}"));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let gateway =
            Gateway::bind(config).await.map_err(|error| Failure::Server(error.to_string()))?;
        // Before anybody is told that it runs: who knows may end it.
        let stop = shutdown().map_err(failed)?;
        output::line(format!("{} http://{}", text("listening on", "监听"), gateway.address()))?;
        output::line(format!(
            "{} {}",
            text("root key", "根公钥"),
            keys.join("root.pub").display()
        ))?;
        if sandbox {
            output::line(text(
                "sandbox: POST /v1/sandbox/customers makes up customers",
                "沙箱：POST /v1/sandbox/customers 可生成虚构客户",
            ))?;
        }
        gateway.serve(stop).await;
        Ok(Outcome::Yes)
    })
}

/// Where `yufu serve` keeps its keys unless told otherwise.
pub fn default_keys() -> Result<PathBuf, Failure> {
    let data = std::env::var_os("XDG_DATA_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share")));
    let data = data.ok_or_else(|| {
        Failure::Input(
            "neither XDG_DATA_HOME nor HOME is set: name the folder of the keys".to_owned(),
        )
    })?;
    Ok(data.join("yufu").join("server-keys"))
}

/// The verifier's own records of the checks that this version's client makes.
pub fn packs() -> Vec<PackRecord> {
    Pack::all_embedded().iter().map(|pack| PackRecord::of(pack.claims())).collect()
}

/// A line on standard error for one decision. It holds no personal data.
fn tell(record: &AuditRecord) {
    let key = record.key.as_ref().map_or("-", |key| key.as_str());
    let verdict = match record.decision {
        Decision::Rejected(reason) => paint(BAD, reason),
        _ => paint(GOOD, "ok"),
    };
    output::complain(format!(
        "{} {} {key} {verdict} {}",
        record.at, record.route, record.correlation
    ));
}

/// Completes at the first interrupt or request to end.
fn shutdown() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
