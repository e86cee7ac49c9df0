//! `yufu sm2`: key pairs, signatures and encryption. OpenSSL 3 reads and writes the same files.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use getrandom::SysRng;
use yufu_sm::hazmat::{sign_prehash, verify_prehash};
use yufu_sm::sm2::{
    CiphertextFormat, EncryptingKey, Signature, SignerId, SigningKey, VerifyingKey,
};
use yufu_sm::sm3::Sm3;

use super::{no, read_decrypting_key, read_signing_key, signer_id};
use crate::files::{self, Input, Output};
use crate::language::text;
use crate::output::{self, Failure, Outcome};

/// Longest file that SM2 encrypts itself, in bytes.
const MAX_MESSAGE: u64 = 64 << 20;
/// What the format adds to a message, at most.
const MAX_OVERHEAD: u64 = 256;
/// Longest signature file, in bytes.
const MAX_SIGNATURE: u64 = 128;

/// Commands of `yufu sm2`.
#[derive(Subcommand, Debug)]
pub enum Sm2Command {
    /// Makes a key pair: PKCS#8 and SubjectPublicKeyInfo, both in PEM
    #[command(after_help = "Example:\n  yufu sm2 keygen --out sm2.key --public sm2.pub")]
    Keygen(KeygenArgs),
    /// Signs a file, the signature to standard output
    #[command(after_help = "Example:\n  \
        yufu sm2 sign --key sm2.key /etc/hostname > hostname.sig\n\n\
        OpenSSL verifies it with -rawin -digest sm3 -pkeyopt distid:1234567812345678")]
    Sign(SignArgs),
    /// Verifies the signature of a file
    #[command(after_help = "Example:\n  \
        yufu sm2 verify --key sm2.pub --signature hostname.sig /etc/hostname")]
    Verify(VerifyArgs),
    /// Encrypts a file of at most 64 MiB to a public key
    #[command(after_help = "Example:\n  yufu sm2 encrypt --key sm2.pub /etc/hostname sealed")]
    Encrypt(CipherArgs),
    /// Decrypts a file with a private key
    #[command(after_help = "Example:\n  yufu sm2 decrypt --key sm2.key sealed opened")]
    Decrypt(CipherArgs),
}

/// Arguments of `yufu sm2 keygen`.
#[derive(Args, Debug)]
pub struct KeygenArgs {
    /// The private key; a file that exists is left alone
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The public key
    #[arg(long, value_name = "FILE")]
    public: PathBuf,
}

/// Arguments of `yufu sm2 sign`.
#[derive(Args, Debug)]
pub struct SignArgs {
    /// The private key in PEM
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The signer's ID
    #[arg(long, value_name = "TEXT", default_value = "1234567812345678")]
    id: String,
    /// DER, or r and s in 64 bytes
    #[arg(long, default_value = "der")]
    format: SignatureFormat,
    /// What is signed (`-` for standard input)
    file: PathBuf,
}

/// Arguments of `yufu sm2 verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// The public key in PEM
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The signature
    #[arg(long, value_name = "FILE")]
    signature: PathBuf,
    /// The signer's ID
    #[arg(long, value_name = "TEXT", default_value = "1234567812345678")]
    id: String,
    /// DER, or r and s in 64 bytes
    #[arg(long, default_value = "der")]
    format: SignatureFormat,
    /// What was signed (`-` for standard input)
    file: PathBuf,
}

/// Arguments of `yufu sm2 encrypt` and `decrypt`.
#[derive(Args, Debug)]
pub struct CipherArgs {
    /// The public key to encrypt, the private key to decrypt; in PEM
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// DER of GM/T 0009, or the parts as they are
    #[arg(long, default_value = "der")]
    format: Format,
    /// What is read (`-` for standard input)
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// What is written, whole or not at all (`-` for standard output)
    #[arg(value_name = "OUT")]
    output: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SignatureFormat {
    Der,
    Raw,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Der,
    C1c3c2,
    C1c2c3,
}

impl From<Format> for CiphertextFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Der => Self::Der,
            Format::C1c3c2 => Self::C1C3C2,
            Format::C1c2c3 => Self::C1C2C3,
        }
    }
}

/// Runs one of the commands.
pub fn run(command: &Sm2Command) -> Result<Outcome, Failure> {
    match command {
        Sm2Command::Keygen(args) => keygen(args),
        Sm2Command::Sign(args) => sign(args),
        Sm2Command::Verify(args) => verify(args),
        Sm2Command::Encrypt(args) => encrypt(args),
        Sm2Command::Decrypt(args) => decrypt(args),
    }
}

fn keygen(args: &KeygenArgs) -> Result<Outcome, Failure> {
    let mut private = Output::create_secret(&args.out)?;
    let mut public = Output::create(&args.public)?;
    let key = SigningKey::generate(&mut SysRng).map_err(primitive)?;
    private.write(key.to_pkcs8_pem().map_err(primitive)?.as_bytes())?;
    public.write(key.verifying_key().to_spki_pem().map_err(primitive)?.as_bytes())?;
    private.finish()?;
    // Both appear, or neither does.
    public.finish().inspect_err(|_| drop(fs::remove_file(&args.out)))?;
    Ok(Outcome::Yes)
}

fn sign(args: &SignArgs) -> Result<Outcome, Failure> {
    let key = read_signing_key(&args.key)?;
    let id = signer_id(&args.id)?;
    let digest = digest(key.verifying_key(), &id, &args.file)?;
    let signature = sign_prehash(&key, &digest, &mut SysRng).map_err(primitive)?;
    let mut out = Output::create(Path::new("-"))?;
    match args.format {
        SignatureFormat::Der => out.write(&signature.to_der())?,
        SignatureFormat::Raw => out.write(&signature.to_bytes())?,
    }
    out.finish()?;
    Ok(Outcome::Yes)
}

fn verify(args: &VerifyArgs) -> Result<Outcome, Failure> {
    let key = files::read_public_key(&args.key)?;
    let id = signer_id(&args.id)?;
    let signature = files::read(&args.signature, MAX_SIGNATURE)?;
    let signature = match args.format {
        SignatureFormat::Der => Signature::from_der(&signature),
        SignatureFormat::Raw => Signature::from_slice(&signature),
    };
    let Ok(signature) = signature else {
        return Ok(no(&args.signature, "no signature of this format"));
    };
    let digest = digest(&key, &id, &args.file)?;
    if verify_prehash(&key, &digest, &signature).is_err() {
        return Ok(no(&args.file, "the signature does not fit"));
    }
    output::line(text("the signature fits", "签名有效"))?;
    Ok(Outcome::Yes)
}

fn encrypt(args: &CipherArgs) -> Result<Outcome, Failure> {
    let key = files::read_public_key(&args.key)?;
    let key = EncryptingKey::from_sec1_bytes(&key.to_sec1_bytes()).map_err(primitive)?;
    let message = files::read(&args.input, MAX_MESSAGE)?;
    if message.is_empty() {
        return Err(files::refused(&args.input, "empty, which SM2 does not encrypt"));
    }
    let mut out = Output::create(&args.output)?;
    out.write(&key.encrypt(&message, args.format.into(), &mut SysRng).map_err(primitive)?)?;
    out.finish()?;
    Ok(Outcome::Yes)
}

fn decrypt(args: &CipherArgs) -> Result<Outcome, Failure> {
    let key = read_decrypting_key(&args.key)?;
    let sealed = files::read(&args.input, MAX_MESSAGE + MAX_OVERHEAD)?;
    let mut out = Output::create(&args.output)?;
    let Ok(message) = key.decrypt(&sealed, args.format.into()) else {
        return Ok(no(&args.input, "wrong key or format, or a changed file"));
    };
    out.write(&message)?;
    out.finish()?;
    Ok(Outcome::Yes)
}

/// e = SM3(Z ‖ file), so that a file may be longer than memory.
fn digest(key: &VerifyingKey, id: &SignerId<'_>, file: &Path) -> Result<[u8; 32], Failure> {
    let mut input = Input::open(file)?;
    let mut hash = Sm3::new();
    hash.update(&key.z(id));
    input.each(|piece| {
        hash.update(piece);
        Ok(())
    })?;
    Ok(hash.finish())
}

fn primitive(error: yufu_sm::Error) -> Failure {
    Failure::Client(error.into())
}
