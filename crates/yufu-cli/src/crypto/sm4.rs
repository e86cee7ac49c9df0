//! `yufu sm4`: encryption of files under a key of one's own.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use yufu_sm::sm4::ccm::{self, Sm4Ccm};
use yufu_sm::sm4::ctr::Sm4Ctr;
use yufu_sm::sm4::gcm::{Sealer, Sm4Gcm};
use yufu_sm::sm4::{Key, cbc};
use zeroize::Zeroizing;

use super::{no, read_hex_key};
use crate::files::{self, Input, Output, PIECE};
use crate::output::{Failure, Outcome};

/// Bytes of the tag that GCM and CCM append.
const TAG: usize = 16;
/// Longest additional data, in bytes.
const MAX_AAD: u64 = 64 << 20;

/// Commands of `yufu sm4`.
#[derive(Subcommand, Debug)]
pub enum Sm4Command {
    /// Encrypts a file
    #[command(
        after_help = "Example (the IV is an example; never use one twice under one key):\n  \
        head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \\n' > sm4.key\n  \
        yufu sm4 encrypt --mode gcm --key-file sm4.key --iv 000102030405060708090a0b \
        /etc/hostname sealed"
    )]
    Encrypt(CipherArgs),
    /// Decrypts a file
    #[command(after_help = "Example:\n  \
        yufu sm4 decrypt --mode gcm --key-file sm4.key --iv 000102030405060708090a0b \
        sealed opened")]
    Decrypt(CipherArgs),
}

/// Arguments of both directions.
#[derive(Args, Debug)]
pub struct CipherArgs {
    /// gcm and ccm append a tag of 16 bytes and detect every change; ctr and cbc detect none
    #[arg(long)]
    mode: Mode,
    /// The key, 32 hexadecimal digits in a file
    #[arg(long, value_name = "FILE")]
    key_file: PathBuf,
    /// 16 bytes for ctr and cbc, 12 for gcm and ccm, in hexadecimal; never twice under one key
    #[arg(long, value_name = "HEX", value_parser = parse_iv)]
    iv: Iv,
    /// Data that gcm and ccm authenticate beside the file
    #[arg(long, value_name = "FILE")]
    aad_file: Option<PathBuf>,
    /// What is read (`-` for standard input)
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// What is written, whole or not at all (`-` for standard output)
    #[arg(value_name = "OUT")]
    output: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Mode {
    Ctr,
    Cbc,
    Gcm,
    Ccm,
}

#[derive(Clone, Debug)]
struct Iv(Vec<u8>);

fn parse_iv(text: &str) -> Result<Iv, String> {
    hex::decode(text).map(Iv).map_err(|_| "an IV is hexadecimal digits".to_owned())
}

/// Why a file was not decrypted.
enum Refused {
    /// Wrong key, IV or additional data, or a changed file.
    NotGenuine,
    /// Something else went wrong.
    Other(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

/// Encrypts or decrypts.
pub fn run(command: &Sm4Command) -> Result<Outcome, Failure> {
    let (args, encrypt) = match command {
        Sm4Command::Encrypt(args) => (args, true),
        Sm4Command::Decrypt(args) => (args, false),
    };
    let key = read_hex_key(&args.key_file)?;
    let key = Key::from_slice(&key)
        .map_err(|_| files::refused(&args.key_file, "an SM4 key has 32 hexadecimal digits"))?;
    let aad = additional_data(args)?;
    let mut input = Input::open(&args.input)?;
    let mut output = Output::create(&args.output)?;
    let result = match (args.mode, encrypt) {
        (Mode::Ctr, _) => ctr(&key, iv(args)?, &mut input, &mut output),
        (Mode::Cbc, true) => cbc_encrypt(&key, iv(args)?, &mut input, &mut output),
        (Mode::Cbc, false) => cbc_decrypt(&key, iv(args)?, &mut input, &mut output),
        (Mode::Gcm, true) => gcm_encrypt(&key, iv(args)?, &aad, &mut input, &mut output),
        (Mode::Gcm, false) => gcm_decrypt(&key, iv(args)?, &aad, &mut input, &mut output),
        (Mode::Ccm, _) => ccm(&key, iv(args)?, &aad, args, encrypt, &mut output),
    };
    drop(input);
    match result {
        Ok(()) => output.finish().map(|()| Outcome::Yes),
        Err(Refused::Other(failure)) => Err(failure),
        Err(Refused::NotGenuine) => {
            Ok(no(&args.input, "wrong key, IV or additional data, or a changed file"))
        }
    }
}

fn additional_data(args: &CipherArgs) -> Result<Zeroizing<Vec<u8>>, Failure> {
    match (&args.aad_file, args.mode) {
        (None, _) => Ok(Zeroizing::default()),
        (Some(path), Mode::Gcm | Mode::Ccm) => files::read(path, MAX_AAD),
        (Some(_), _) => {
            Err(Failure::Input("--aad-file: only gcm and ccm authenticate anything".to_owned()))
        }
    }
}

fn iv<const N: usize>(args: &CipherArgs) -> Result<[u8; N], Failure> {
    <[u8; N]>::try_from(args.iv.0.as_slice())
        .map_err(|_| Failure::Input(format!("--iv: this mode takes {} hexadecimal digits", 2 * N)))
}

fn too_long(_: yufu_sm::Error) -> Failure {
    Failure::Input("the file is longer than this mode encrypts under one IV".to_owned())
}

fn ctr(key: &Key, iv: [u8; 16], input: &mut Input, output: &mut Output) -> Result<(), Refused> {
    let mut stream = Sm4Ctr::new(key, &iv);
    input.each(|piece| {
        stream.apply(piece);
        output.write(piece)
    })?;
    Ok(())
}

/// Hands each piece to `update`, which appends what becomes of it, and writes that.
fn piecewise(
    input: &mut Input,
    output: &mut Output,
    mut update: impl FnMut(&[u8], &mut Vec<u8>),
) -> Result<(), Failure> {
    let mut out = Zeroizing::new(Vec::with_capacity(PIECE + 16));
    input.each(|piece| {
        out.clear();
        update(piece, &mut out);
        output.write(&out)
    })
}

fn cbc_encrypt(
    key: &Key,
    iv: [u8; 16],
    input: &mut Input,
    output: &mut Output,
) -> Result<(), Refused> {
    let mut encryptor = cbc::Encryptor::new(key, &iv);
    piecewise(input, output, |piece, out| encryptor.update(piece, out))?;
    let mut last = Vec::new();
    encryptor.finish(&mut last);
    Ok(output.write(&last)?)
}

fn cbc_decrypt(
    key: &Key,
    iv: [u8; 16],
    input: &mut Input,
    output: &mut Output,
) -> Result<(), Refused> {
    let mut decryptor = cbc::Decryptor::new(key, &iv);
    piecewise(input, output, |piece, out| decryptor.update(piece, out))?;
    let mut last = Zeroizing::new(Vec::with_capacity(16));
    decryptor.finish(&mut last).map_err(|_| Refused::NotGenuine)?;
    Ok(output.write(&last)?)
}

fn sealer(key: &Key, iv: [u8; 12], aad: &[u8]) -> Result<Sealer, Failure> {
    Sm4Gcm::new(key).sealer(iv, aad).map_err(too_long)
}

fn gcm_encrypt(
    key: &Key,
    iv: [u8; 12],
    aad: &[u8],
    input: &mut Input,
    output: &mut Output,
) -> Result<(), Refused> {
    let mut sealer = sealer(key, iv, aad)?;
    input.each(|piece| {
        sealer.update(piece).map_err(too_long)?;
        output.write(piece)
    })?;
    Ok(output.write(&sealer.finish())?)
}

/// Decrypts into an output that nobody sees before the tag was checked. The tag of what came out
/// is the tag of what went in, so each piece is sealed again.
fn gcm_decrypt(
    key: &Key,
    iv: [u8; 12],
    aad: &[u8],
    input: &mut Input,
    output: &mut Output,
) -> Result<(), Refused> {
    let mut sealer = sealer(key, iv, aad)?;
    // The counter of the first block of data (SP 800-38D 7.1).
    let mut counter = [0; 16];
    counter.iter_mut().zip(iv).for_each(|(to, from)| *to = from);
    counter[15] = 2;
    let mut stream = Sm4Ctr::new(key, &counter);
    // Up to 16 bytes are held back: the last ones are the tag.
    let mut held = Zeroizing::new(Vec::with_capacity(PIECE + TAG));
    input.each(|piece| {
        held.extend_from_slice(piece);
        let data = held.len().saturating_sub(TAG);
        let plain = held.get_mut(..data).unwrap_or_default();
        stream.apply(plain);
        output.write(plain)?;
        sealer.update(plain).map_err(too_long)?;
        held.drain(..data);
        Ok(())
    })?;
    let expected = sealer.finish();
    if held.len() == TAG && same(&expected, &held) { Ok(()) } else { Err(Refused::NotGenuine) }
}

/// In constant time: a tag that is known byte by byte is forged byte by byte.
fn same(expected: &[u8], received: &[u8]) -> bool {
    let differing = expected.iter().zip(received).fold(0, |all, (one, other)| all | (one ^ other));
    std::hint::black_box(differing) == 0
}

/// CCM needs the length first, and takes at most 16 MiB: the file is held in memory.
fn ccm(
    key: &Key,
    iv: [u8; 12],
    aad: &[u8],
    args: &CipherArgs,
    encrypt: bool,
    output: &mut Output,
) -> Result<(), Refused> {
    let extra = if encrypt { 0 } else { TAG };
    let content = read_whole(&args.input, ccm::MAX_PLAINTEXT + extra)?;
    let cipher = Sm4Ccm::new(key);
    if encrypt {
        let sealed = cipher.seal(iv, aad, &content).map_err(too_long)?;
        return Ok(output.write(&sealed)?);
    }
    let opened = cipher.open(iv, aad, &content).map_err(|_| Refused::NotGenuine)?;
    Ok(output.write(&opened)?)
}

fn read_whole(path: &Path, max: usize) -> Result<Zeroizing<Vec<u8>>, Failure> {
    files::read(path, max as u64)
}
