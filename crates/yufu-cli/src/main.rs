//! The desktop harness: both halves of Yufu without a phone.

#![forbid(unsafe_code)]

mod attestation;
mod bench;
mod crypto;
mod demo;
mod environment;
mod explain;
mod files;
mod keypad;
mod language;
mod message;
mod output;
mod pack;
mod request;
mod selftest;
mod serve;
mod values;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::output::{BAD, Failure, Outcome, paint};

/// Both halves of Yufu without a phone. Without a command it plays the demo, with the demo's options.
///
/// Secrets come from files or standard input, never from arguments. Exit status: 0 all as it should
/// be, 1 a check said no, 2 bad usage or input.
#[derive(Parser, Debug)]
#[command(name = "yufu", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    demo: demo::DemoArgs,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Plays one transfer end to end over HTTP, then the attacks on it
    #[command(after_help = "Example:\n  yufu demo --amount 300 --json")]
    Demo(demo::DemoArgs),
    /// Asks for a PIN or a password on the keypad, and shows what became of it
    #[command(after_help = "Example:\n  yufu keypad --set")]
    Keypad(keypad::KeypadArgs),
    /// Serves the reference gateway
    #[command(after_help = "Example:\n  yufu serve --listen 127.0.0.1:8089")]
    Serve(serve::ServeArgs),
    /// Masks the values on standard input, a line each
    #[command(after_help = "Example:\n  echo '6222 0212 3456 7890 128' | yufu mask card-number")]
    Mask(values::MaskArgs),
    /// Validates the values on standard input, a line each
    #[command(after_help = "Example:\n  echo 11010519491231002X | yufu validate chinese-id")]
    Validate(values::ValidateArgs),
    /// Reports what the environment looks like from inside this process
    #[command(
        after_help = "Example:\n  yufu env --capture here.json; yufu env --replay here.json --json"
    )]
    Env(environment::EnvArgs),
    /// Names the signature component or rule that a rejected request failed on
    #[command(after_help = "Example:\n  yufu demo --keep kept --json\n  \
        yufu explain kept/*-changed-amount.request kept/*-changed-amount.response \
        --key kept/device.pub")]
    Explain(explain::ExplainArgs),
    /// Signs and verifies HTTP requests in files
    #[command(subcommand)]
    Request(request::RequestCommand),
    /// Makes SM2 keys, signs, verifies, encrypts and decrypts files
    #[command(subcommand)]
    Sm2(crypto::sm2::Sm2Command),
    /// Checks, signs and verifies the rule packs of `yufu env`
    #[command(subcommand)]
    Pack(pack::PackCommand),
    /// Prints SM3 digests of files as sha256sum does
    #[command(after_help = "Example:\n  yufu sm3 /etc/hostname")]
    Sm3(crypto::sm3::Sm3Args),
    /// Encrypts and decrypts files with SM4
    #[command(subcommand)]
    Sm4(crypto::sm4::Sm4Command),
    /// Seals, opens, signs and verifies files in CMS (RFC 5652, GM/T 0010)
    #[command(subcommand)]
    Cms(crypto::cms::CmsCommand),
    /// Times both halves and their primitives on this machine, and holds them to their budgets
    #[command(after_help = "Example:\n  yufu bench sm3 sm4-gcm --rounds 20")]
    Bench(bench::BenchArgs),
    /// Computes the known answers of SM2, SM3 and SM4
    #[command(after_help = "Example:\n  yufu selftest")]
    Selftest(selftest::SelftestArgs),
}

fn main() -> ExitCode {
    // Without a command the demo's options work, too; its own help tells them.
    let command = Cli::command().mut_args(|option| option.hide(true));
    let cli = Cli::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    let result = match &cli.command {
        None => demo::run(&cli.demo),
        Some(Command::Demo(args)) => demo::run(args),
        Some(Command::Keypad(args)) => keypad::run(args),
        Some(Command::Serve(args)) => serve::run(args),
        Some(Command::Mask(args)) => values::mask(args),
        Some(Command::Validate(args)) => values::validate(args),
        Some(Command::Env(args)) => environment::run(args),
        Some(Command::Pack(command)) => pack::run(command),
        Some(Command::Explain(args)) => explain::run(args),
        Some(Command::Request(command)) => request::run(command),
        Some(Command::Sm2(command)) => crypto::sm2::run(command),
        Some(Command::Sm3(args)) => crypto::sm3::run(args),
        Some(Command::Sm4(command)) => crypto::sm4::run(command),
        Some(Command::Cms(command)) => crypto::cms::run(command),
        Some(Command::Bench(args)) => bench::run(args),
        Some(Command::Selftest(args)) => selftest::run(args),
    };
    finish(result)
}

fn finish(result: Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(outcome) => outcome.into(),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(Failure::Interrupted(signal)) => {
            ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX))
        }
        Err(failure) => {
            output::complain(format!("{} {failure}", paint(BAD, "yufu:")));
            if let Failure::Client(error) = &failure {
                let advice = error.advice();
                output::complain(language::text(advice.en, advice.zh));
            }
            ExitCode::from(2)
        }
    }
}
