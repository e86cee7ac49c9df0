//! `yufu cms`: files for one recipient or from one signer (docs/formats/cms.md).

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Subcommand};
use getrandom::SysRng;
use yufu_protocol::cms::{
    self, Certificate, ContentTypes, MAX_CERTIFICATE_LEN, MAX_CONTENT_LEN, MAX_DER_LEN, Recipient,
    Signer, TrustedSigner,
};
use yufu_protocol::error::Error;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::{EncryptingKey, SignerId, VerifyingKey};
use yufu_sm::sm3::Sm3;
use zeroize::Zeroizing;

use super::{no, read_decrypting_key, read_signing_key, signer_id};
use crate::files::{self, Input, Output};
use crate::language::text;
use crate::output::{self, Failure, Outcome};

/// Commands of `yufu cms`.
#[derive(Subcommand, Debug)]
pub enum CmsCommand {
    /// Encrypts a file of at most 64 MiB: AuthEnvelopedData, SM2 and SM4-GCM, in DER
    #[command(after_help = "Example:\n  yufu cms seal --key sm2.pub /etc/hostname sealed.p7m")]
    Seal(SealArgs),
    /// Decrypts a file; EnvelopedData with SM4-CBC only inside a SignedData, given its signer
    #[command(after_help = "Example:\n  yufu cms open --key sm2.key sealed.p7m opened")]
    Open(OpenArgs),
    /// Signs a file of at most 64 MiB, with --detached of any length: SignedData, SM2, in DER
    #[command(after_help = "Example:\n  \
        yufu cms sign --key sm2.key /etc/hostname hostname.p7m\n  \
        yufu cms sign --key sm2.key --detached /etc/hostname hostname.p7s")]
    Sign(SignArgs),
    /// Verifies a SignedData by a key or certificate of yours, never by one inside it
    #[command(after_help = "Example:\n  \
        yufu cms verify --key sm2.pub hostname.p7m verified\n  \
        yufu cms verify --key sm2.pub --content /etc/hostname hostname.p7s")]
    Verify(VerifyArgs),
}

/// Arguments of `yufu cms seal`.
#[derive(Args, Debug)]
pub struct SealArgs {
    #[command(flatten)]
    recipient: PublicKey,
    /// What is read (`-` for standard input)
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// The message, written whole or not at all (`-` for standard output)
    #[arg(value_name = "OUT")]
    output: PathBuf,
}

/// Arguments of `yufu cms open`.
#[derive(Args, Debug)]
pub struct OpenArgs {
    /// The recipient's private key in PEM
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The signer's public key in PEM: the file is SignedData around EnvelopedData
    #[arg(long, value_name = "FILE", conflicts_with = "signer_certificate")]
    signer_key: Option<PathBuf>,
    /// The signer's certificate in PEM or DER, instead of its key
    #[arg(long, value_name = "FILE")]
    signer_certificate: Option<PathBuf>,
    /// The signer's ID
    #[arg(long, value_name = "TEXT", default_value = "1234567812345678")]
    id: String,
    /// The message (`-` for standard input)
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// What was in it, written whole or not at all (`-` for standard output)
    #[arg(value_name = "OUT")]
    output: PathBuf,
}

/// Arguments of `yufu cms sign`.
#[derive(Args, Debug)]
pub struct SignArgs {
    /// The private key in PEM
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The key's certificate in PEM or DER: names the signer and goes along
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// The signer's ID
    #[arg(long, value_name = "TEXT", default_value = "1234567812345678")]
    id: String,
    /// Leaves the content out of the message
    #[arg(long)]
    detached: bool,
    /// Writes the content types of GM/T 0010 in the place of RFC 5652's
    #[arg(long, requires = "certificate")]
    gm: bool,
    /// States no signing time
    #[arg(long)]
    no_time: bool,
    /// What is signed (`-` for standard input)
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// The message, written whole or not at all (`-` for standard output)
    #[arg(value_name = "OUT")]
    output: PathBuf,
}

/// Arguments of `yufu cms verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    #[command(flatten)]
    signer: PublicKey,
    /// The signer's ID
    #[arg(long, value_name = "TEXT", default_value = "1234567812345678")]
    id: String,
    /// What was signed, where the message does not carry it
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    content: Option<PathBuf>,
    /// The message (`-` for standard input)
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// What was signed, written only if the signature fits (`-` for standard output)
    #[arg(value_name = "OUT")]
    output: Option<PathBuf>,
}

/// A public key, bare or in a certificate that is taken as it is.
#[derive(Args, Debug)]
struct PublicKey {
    /// The public key in PEM
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "certificate",
        conflicts_with = "certificate"
    )]
    key: Option<PathBuf>,
    /// A certificate in PEM or DER, which you vouch for: neither dates nor chain are judged
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
}

/// What the arguments of [`PublicKey`] name.
enum Named {
    Key(VerifyingKey),
    Certificate(Box<Certificate>),
}

impl Named {
    fn read(key: Option<&Path>, certificate: Option<&Path>) -> Result<Option<Self>, Failure> {
        match (key, certificate) {
            (Some(path), _) => files::read_public_key(path).map(Self::Key).map(Some),
            (None, Some(path)) => {
                read_certificate(path).map(|read| Some(Self::Certificate(Box::new(read))))
            }
            (None, None) => Ok(None),
        }
    }

    fn signer<'a>(&'a self, id: SignerId<'a>) -> TrustedSigner<'a> {
        match self {
            Self::Key(key) => TrustedSigner::new(key),
            Self::Certificate(certificate) => TrustedSigner::with_certificate(certificate),
        }
        .with_id(id)
    }
}

impl PublicKey {
    fn read(&self) -> Result<Named, Failure> {
        Named::read(self.key.as_deref(), self.certificate.as_deref())?
            .ok_or_else(|| Failure::Input("give --key or --certificate".to_owned()))
    }
}

/// Runs one of the commands.
pub fn run(command: &CmsCommand) -> Result<Outcome, Failure> {
    match command {
        CmsCommand::Seal(args) => seal(args),
        CmsCommand::Open(args) => open(args),
        CmsCommand::Sign(args) => sign(args),
        CmsCommand::Verify(args) => verify(args),
    }
}

fn seal(args: &SealArgs) -> Result<Outcome, Failure> {
    let named = args.recipient.read()?;
    let key;
    let recipient = match &named {
        Named::Certificate(certificate) => Recipient::with_certificate(certificate),
        Named::Key(public) => {
            key = EncryptingKey::from_sec1_bytes(&public.to_sec1_bytes()).map_err(made)?;
            Recipient::new(&key)
        }
    };
    let content = read_content(&args.input)?;
    write(&args.output, &cms::seal(&recipient, &content, &mut SysRng).map_err(made)?)
}

fn open(args: &OpenArgs) -> Result<Outcome, Failure> {
    let key = read_decrypting_key(&args.key)?;
    let signer = Named::read(args.signer_key.as_deref(), args.signer_certificate.as_deref())?;
    let message = files::read(&args.input, MAX_DER_LEN as u64)?;
    let opened = match &signer {
        None => cms::open(&message, &key),
        Some(named) => cms::verify(&message, &named.signer(signer_id(&args.id)?))
            .and_then(|signed| signed.open(&key)),
    };
    match opened {
        Ok(content) => write(&args.output, &content),
        Err(error) => Ok(refused(&args.input, &error)),
    }
}

fn sign(args: &SignArgs) -> Result<Outcome, Failure> {
    let key = read_signing_key(&args.key)?;
    let certificate = args.certificate.as_deref().map(read_certificate).transpose()?;
    let mut signer = Signer::new(&key).with_id(signer_id(&args.id)?);
    if let (Some(certificate), Some(path)) = (&certificate, &args.certificate) {
        signer = signer
            .with_certificate(certificate)
            .map_err(|_| files::refused(path, "not the certificate of --key"))?;
    }
    if args.gm {
        signer = signer.with_content_types(ContentTypes::Gmt0010);
    }
    if !args.no_time {
        signer = signer.at(now());
    }
    let message = if args.detached {
        signer.sign_detached(&digest(&args.input)?, &mut SysRng)
    } else {
        signer.sign(&read_content(&args.input)?, &mut SysRng)
    };
    write(&args.output, &message.map_err(made)?)
}

fn verify(args: &VerifyArgs) -> Result<Outcome, Failure> {
    let named = args.signer.read()?;
    let signer = named.signer(signer_id(&args.id)?);
    let message = files::read(&args.input, MAX_DER_LEN as u64)?;
    let checked = match &args.content {
        Some(path) => {
            cms::verify_detached(&message, &digest(path)?, &signer).map(|time| (None, time))
        }
        None => cms::verify(&message, &signer)
            .map(|signed| (Some(signed.data()), signed.signing_time())),
    };
    let (content, time) = match checked {
        Ok(checked) => checked,
        Err(error) => return Ok(refused(&args.input, &error)),
    };
    if let Some(path) = &args.output {
        let Some(content) = content.flatten() else {
            let why = "the signature fits, and the content is encrypted: use `yufu cms open`";
            return Ok(no(&args.input, why));
        };
        return write(path, content);
    }
    output::line(text("the signature fits", "签名有效"))?;
    if let Some(time) = time {
        let stated = text("signed, by the signer's word, at", "签名人自称的签名时间");
        output::line(format!("{stated} {}", time.to_utc()))?;
    }
    Ok(Outcome::Yes)
}

/// Says why a message is not taken: nothing was written.
fn refused(path: &Path, error: &Error) -> Outcome {
    no(path, &format!("{error} (error {})", error.code()))
}

fn made(error: impl Into<Error>) -> Failure {
    Failure::Client(error.into().into())
}

fn write(path: &Path, bytes: &[u8]) -> Result<Outcome, Failure> {
    let mut out = Output::create(path)?;
    out.write(bytes)?;
    out.finish()?;
    Ok(Outcome::Yes)
}

/// What a message carries, held in memory: DER states each length before its bytes.
fn read_content(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    files::read(path, MAX_CONTENT_LEN as u64)
}

/// The digest of a content that travels apart, which may be longer than memory.
fn digest(path: &Path) -> Result<[u8; 32], Failure> {
    let mut hash = Sm3::new();
    Input::open(path)?.each(|piece| {
        hash.update(piece);
        Ok(())
    })?;
    Ok(hash.finish())
}

fn read_certificate(path: &Path) -> Result<Certificate, Failure> {
    // Base64 and the lines around it.
    let bytes = files::read(path, 2 * MAX_CERTIFICATE_LEN as u64)?;
    let read = match std::str::from_utf8(&bytes) {
        Ok(pem) if pem.starts_with("-----BEGIN") => Certificate::from_pem(pem),
        _ => Certificate::from_der(&bytes),
    };
    read.map_err(|error| files::refused(path, &format!("no certificate of an SM2 key: {error}")))
}

fn now() -> UnixSeconds {
    UnixSeconds(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs())
}
