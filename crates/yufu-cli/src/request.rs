//! `yufu request`: signatures on HTTP messages in files (RFC 9421, docs/formats/request-signature.md).

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Subcommand};
use getrandom::SysRng;
use yufu_protocol::error::{Error, Format};
use yufu_protocol::http::{self, Limits, Request};
use yufu_protocol::id::{KeyId, Nonce, SessionId};
use yufu_protocol::request::{
    self, DEFAULT_LIFETIME, MAX_LIFETIME, MacKey, ParsedRequest, RequestParameters, Sequence,
};
use yufu_protocol::signature::Algorithm;
use yufu_protocol::time::UnixSeconds;

use crate::crypto::{read_hex_key, read_signing_key, signer_id};
use crate::files::{self, Output};
use crate::language::{is_chinese, text};
use crate::message;
use crate::output::{self, BAD, Failure, GOOD, Outcome, paint};

/// Commands of `yufu request`.
#[derive(Subcommand, Debug)]
pub enum RequestCommand {
    /// Signs a request: adds content-digest, yufu-request-nonce, signature-input and signature
    #[command(after_help = "Example:\n  yufu sm2 keygen --out sm2.key --public sm2.pub\n  \
        printf 'GET /v1/orders/7 HTTP/1.1\\r\\nHost: bank.example\\r\\n\\r\\n' |\n    \
        yufu request sign --key sm2.key --key-id device-1 - signed.http")]
    Sign(SignArgs),
    /// Verifies a signed request: covered components, lifetime, signature, digest
    #[command(after_help = "Example:\n  yufu request verify --key sm2.pub signed.http")]
    Verify(VerifyArgs),
}

/// Arguments of `yufu request sign`.
#[derive(Args, Debug)]
pub struct SignArgs {
    #[command(flatten)]
    key: Keys,
    /// The key's name at the server, 1 to 64 of A-Z a-z 0-9 _ - .
    #[arg(long, value_name = "NAME")]
    key_id: String,
    /// Seconds since 1970 when it is signed [default: now]
    #[arg(long, value_name = "SECONDS")]
    created: Option<u64>,
    /// Seconds that it lives
    #[arg(long, value_name = "SECONDS", default_value_t = DEFAULT_LIFETIME,
        value_parser = clap::value_parser!(u64).range(1..=MAX_LIFETIME))]
    lifetime: u64,
    /// The request; its own yufu-session, yufu-sequence, yufu-submit-token and yufu-challenge are
    /// covered (`-` for standard input)
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// The signed request, written whole or not at all (`-` for standard output)
    #[arg(value_name = "OUT")]
    output: PathBuf,
}

/// Arguments of `yufu request verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    #[command(flatten)]
    key: Keys,
    /// Seconds since 1970 at which its lifetime is judged [default: now]
    #[arg(long, value_name = "SECONDS")]
    at: Option<u64>,
    /// The signed request (`-` for standard input)
    file: PathBuf,
}

/// One key, which fixes the algorithm.
#[derive(Args, Debug)]
struct Keys {
    /// sm2-sm3: the private key to sign, the public key to verify; in PEM
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "mac_key_file",
        conflicts_with = "mac_key_file"
    )]
    key: Option<PathBuf>,
    /// The signer's ID of --key
    #[arg(long, value_name = "TEXT", default_value = "1234567812345678")]
    id: String,
    /// hmac-sm3, never for money: the shared key, 64 hexadecimal digits in a file
    #[arg(long, value_name = "FILE")]
    mac_key_file: Option<PathBuf>,
}

impl Keys {
    /// The one key that the arguments name: of SM2, or shared.
    fn choice(&self) -> Result<Key<'_>, Failure> {
        match (&self.key, &self.mac_key_file) {
            (Some(path), None) => Ok(Key::Sm2(path)),
            (None, Some(path)) => read_mac_key(path).map(Key::Mac),
            _ => Err(Failure::Input("give --key or --mac-key-file".to_owned())),
        }
    }
}

enum Key<'a> {
    Sm2(&'a Path),
    Mac(MacKey),
}

/// Runs one of the commands.
pub fn run(command: &RequestCommand) -> Result<Outcome, Failure> {
    match command {
        RequestCommand::Sign(args) => sign(args),
        RequestCommand::Verify(args) => verify(args),
    }
}

fn sign(args: &SignArgs) -> Result<Outcome, Failure> {
    let key_id = KeyId::new(&args.key_id)
        .map_err(|_| Failure::Input("--key-id: 1 to 64 of A-Z a-z 0-9 _ - .".to_owned()))?;
    let mut request = message::read_request(&args.input)?;
    let refused = |error: Error| files::refused(&args.input, &error.to_string());
    let nonce = Nonce::random(&mut SysRng).map_err(yufu::Error::from)?;
    let created = args.created.map_or_else(now, UnixSeconds);
    let mut parameters = RequestParameters::new(key_id, created, nonce);
    parameters.expires = created.saturating_add(args.lifetime);
    parameters.session = taken::<SessionId>(&mut request, http::SESSION).map_err(refused)?;
    parameters.sequence = taken::<Sequence>(&mut request, http::SEQUENCE).map_err(refused)?;
    parameters.submit_token = taken(&mut request, http::SUBMIT_TOKEN).map_err(refused)?;
    parameters.challenge = taken(&mut request, http::CHALLENGE).map_err(refused)?;
    match args.key.choice()? {
        Key::Sm2(path) => {
            let key = read_signing_key(path)?;
            request::sign(&mut request, &parameters, &key, &signer_id(&args.key.id)?, &mut SysRng)
        }
        Key::Mac(key) => request::sign_with_mac(&mut request, &parameters, &key),
    }
    .map_err(refused)?;
    let mut out = Output::create(&args.output)?;
    out.write(&message::write_request(&request))?;
    out.finish()?;
    Ok(Outcome::Yes)
}

fn verify(args: &VerifyArgs) -> Result<Outcome, Failure> {
    let (key, id) = (args.key.choice()?, signer_id(&args.key.id)?);
    let public = match &key {
        Key::Sm2(path) => Some(files::read_public_key(path)?),
        Key::Mac(_) => None,
    };
    let request = message::read_request(&args.file)?;
    let judged = ParsedRequest::parse(&request, &Limits::DEFAULT).and_then(|parsed| {
        parsed.require(&[])?;
        parsed.check_lifetime(args.at.map_or_else(now, UnixSeconds))?;
        Ok(parsed)
    });
    let judged = judged.and_then(|parsed| {
        match (&key, &public) {
            (Key::Mac(key), _) => parsed.verify_mac(key)?,
            (Key::Sm2(_), Some(key)) => parsed.verify(key, &id)?,
            (Key::Sm2(_), None) => return Err(Error::UnknownKey(Format::Request)),
        }
        Ok(parsed)
    });
    match judged.and_then(|parsed| parsed.check_digest().map(|()| parsed)) {
        Ok(parsed) => accepted(&parsed),
        Err(error) => rejected(&error),
    }
}

fn accepted(parsed: &ParsedRequest<'_>) -> Result<Outcome, Failure> {
    let covered: Vec<_> =
        parsed.covered().iter().map(|one| one.identifier().trim_matches('"')).collect();
    let (algorithm, key_id): (Algorithm, _) = (parsed.algorithm(), parsed.key_id());
    let verdict = paint(GOOD, text("the signature fits", "签名有效"));
    output::line(format!("{verdict}: {} keyid {key_id}", algorithm.name()))?;
    output::line(format!("{} {}", text("covers", "覆盖"), covered.join(" ")))?;
    Ok(Outcome::Yes)
}

fn rejected(error: &Error) -> Result<Outcome, Failure> {
    let reason = request::reason(error);
    let explanation = if is_chinese() { reason.explain_zh() } else { reason.explain() };
    output::line(format!("{} {error}", paint(BAD, reason.name())))?;
    output::line(explanation)?;
    Ok(Outcome::No)
}

/// Takes one of our own fields out of the message: signing adds it again.
fn taken<T: FromStr<Err = Error>>(request: &mut Request, name: &str) -> Result<Option<T>, Error> {
    let value = request.header(name)?.map(str::parse).transpose()?;
    request.headers.retain(|(field, _)| !field.eq_ignore_ascii_case(name));
    Ok(value)
}

fn read_mac_key(path: &Path) -> Result<MacKey, Failure> {
    let key = read_hex_key(path)?;
    let key: &[u8; 32] = key
        .as_slice()
        .try_into()
        .map_err(|_| files::refused(path, "a key of hmac-sm3 has 64 hexadecimal digits"))?;
    Ok(MacKey::from_bytes(key))
}

pub fn now() -> UnixSeconds {
    UnixSeconds(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs())
}
