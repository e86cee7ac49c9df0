//! `yufu pack`: rule packs, from their source in TOML to a signed object.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use getrandom::SysRng;
use yufu::environment::Pack;
use yufu::environment::evidence::Platform;
use yufu_protocol::error::Error;
use yufu_protocol::pack::PackClaims;

use crate::crypto::read_signing_key;
use crate::files::{self, Output, refused};
use crate::language::text;
use crate::output::{self, BAD, DIM, Failure, GOOD, Outcome, paint};
use crate::request::now;

/// Longest source, in bytes.
const MAX_SOURCE: u64 = 1 << 20;
/// Seconds of a day.
const DAY: u64 = 86_400;

/// Commands of `yufu pack`.
#[derive(Subcommand, Debug)]
pub enum PackCommand {
    /// Prints the source of a pack that is compiled in, to start one's own from
    #[command(after_help = "Example:\n  yufu pack source linux > linux.toml")]
    Source(SourceArgs),
    /// Prints what an app has to declare so that a pack that is compiled in sees it: packages on Android,
    /// URL schemes on iOS
    #[command(after_help = "Example:\n  yufu pack declare android")]
    Declare(SourceArgs),
    /// Checks a pack's source strictly and writes its canonical form
    #[command(after_help = "Example:\n  yufu pack compile linux.toml --out linux.json")]
    Compile(CompileArgs),
    /// Signs a pack with the bank's pack root key, for a number of days
    #[command(after_help = "Example:\n  \
        yufu pack sign linux.toml --key sm2.key --days 90 --out linux.pack")]
    Sign(SignArgs),
    /// Verifies a signed pack and lists its rules
    #[command(after_help = "Example:\n  yufu pack verify linux.pack --key sm2.pub")]
    Verify(VerifyArgs),
}

/// Arguments of `yufu pack source` and `declare`.
#[derive(Args, Debug)]
pub struct SourceArgs {
    /// The pack's platform
    platform: Source,
}

/// The platforms that have a pack.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Source {
    /// Linux desktops and servers
    Linux,
    /// Android
    Android,
    /// iOS
    Ios,
}

/// Arguments of `yufu pack compile`.
#[derive(Args, Debug)]
pub struct CompileArgs {
    /// The source in TOML
    source: PathBuf,
    /// Where the pack goes (`-` for standard output)
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Writes nothing; says no where the file is not current
    #[arg(long)]
    check: bool,
}

/// Arguments of `yufu pack sign`.
#[derive(Args, Debug)]
pub struct SignArgs {
    /// The source in TOML
    source: PathBuf,
    /// The private key of the pack root in PEM
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// How many days from now the pack may be loaded
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u64).range(1..=366))]
    days: u64,
    /// Where the signed pack goes (`-` for standard output)
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Arguments of `yufu pack verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// The signed pack
    pack: PathBuf,
    /// The public key of the pack root in PEM
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
}

/// Runs a command of `yufu pack`.
pub fn run(command: &PackCommand) -> Result<Outcome, Failure> {
    match command {
        PackCommand::Source(args) => source(args.platform),
        PackCommand::Declare(args) => declare(args.platform),
        PackCommand::Compile(args) => compile(args),
        PackCommand::Sign(args) => sign(args),
        PackCommand::Verify(args) => verify(args),
    }
}

fn source(platform: Source) -> Result<Outcome, Failure> {
    let source = match platform {
        Source::Linux => include_str!("../../yufu/packs/linux.toml"),
        Source::Android => include_str!("../../yufu/packs/android.toml"),
        Source::Ios => include_str!("../../yufu/packs/ios.toml"),
    };
    output::line(source.trim_end())?;
    Ok(Outcome::Yes)
}

fn declare(platform: Source) -> Result<Outcome, Failure> {
    let platform = match platform {
        Source::Linux => Platform::Linux,
        Source::Android => Platform::Android,
        Source::Ios => Platform::Ios,
    };
    if let Some(pack) = Pack::embedded(platform) {
        let asks = pack.asks();
        for name in asks.packages.iter().chain(&asks.url_schemes) {
            output::line(name)?;
        }
    }
    Ok(Outcome::Yes)
}

fn compile(args: &CompileArgs) -> Result<Outcome, Failure> {
    let canonical = read_source(&args.source)?.to_json().map_err(|e| no(&args.source, e))?;
    if args.check {
        let current = fs::read(&args.out).is_ok_and(|written| written == canonical);
        if !current {
            output::complain(format!(
                "{}: {}",
                args.out.display(),
                text("not current", "不是最新")
            ));
        }
        return Ok(if current { Outcome::Yes } else { Outcome::No });
    }
    write(&args.out, &canonical)
}

fn sign(args: &SignArgs) -> Result<Outcome, Failure> {
    let mut claims = read_source(&args.source)?;
    claims.issued_at = now();
    claims.expires_at = claims.issued_at.checked_add(args.days * DAY);
    let key = read_signing_key(&args.key)?;
    let token = claims.sign(&key, &mut SysRng).map_err(|e| no(&args.source, e))?;
    write(&args.out, token.as_bytes())
}

fn verify(args: &VerifyArgs) -> Result<Outcome, Failure> {
    let token = files::read(&args.pack, yufu_protocol::jws::MAX_TOKEN_LEN as u64)?;
    let token = String::from_utf8_lossy(&token);
    let root = files::read_public_key(&args.key)?;
    let claims = match PackClaims::verify(token.trim_end(), &[root], now(), None) {
        Ok(claims) => claims,
        Err(error) => {
            let code = error.code();
            output::complain(format!("{} {error} ({code})", paint(BAD, args.pack.display())));
            return Ok(Outcome::No);
        }
    };
    let pack = Pack::new(claims);
    output::line(format!("{} {}", paint(GOOD, pack.id()), pack.version()))?;
    for rule in pack.rules() {
        let title = text_of(&rule.title.en, &rule.title.zh);
        output::line(format!("{:<28} {:>3} {}", rule.code, rule.weight, paint(DIM, title)))?;
    }
    for rule in pack.unknown() {
        let unknown = text("is of a kind that this version does not know", "属于本版本未知的类型");
        output::complain(format!("{} {unknown}", rule.code));
    }
    Ok(Outcome::Yes)
}

/// Reads a source; what a client would skip is an error here.
fn read_source(path: &Path) -> Result<PackClaims, Failure> {
    let bytes = files::read(path, MAX_SOURCE)?;
    let source = std::str::from_utf8(&bytes).map_err(|_| refused(path, "not UTF-8"))?;
    let claims: PackClaims =
        toml::from_str(source).map_err(|error| refused(path, &error.to_string()))?;
    let pack = Pack::new(claims);
    if let Some((code, why)) = pack.faults().first() {
        return Err(refused(path, &format!("{code}: {why}")));
    }
    Ok(pack.claims().clone())
}

fn write(path: &Path, bytes: &[u8]) -> Result<Outcome, Failure> {
    let mut out = Output::create(path)?;
    out.write(bytes)?;
    out.finish()?;
    Ok(Outcome::Yes)
}

fn no(path: &Path, error: Error) -> Failure {
    refused(path, &error.to_string())
}

fn text_of<'t>(en: &'t str, zh: &'t str) -> &'t str {
    if crate::language::is_chinese() { zh } else { en }
}
