//! `yufu mask` and `yufu validate`: values on standard input, a line each.

use std::io::{self, BufRead, Read, Write};

use clap::Args;
use serde::Serialize;
use yufu::mask::{self, Kind};
use yufu::validate::{self, Invalid, LinkPolicy};

use crate::output::{Failure, Outcome};

/// Longest line that is read, in bytes.
const MAX_LINE: u64 = 4096;

/// Arguments of `yufu mask`.
#[derive(Args, Debug)]
pub struct MaskArgs {
    /// What the values are: card-number, chinese-id, mobile, name, email, address, passport,
    /// credit-code, amount or account
    #[arg(value_parser = parse_kind)]
    kind: Kind,
}

/// Arguments of `yufu validate`.
#[derive(Args, Debug)]
pub struct ValidateArgs {
    /// What the values are: a kind of `yufu mask`, or `link`
    #[arg(value_parser = parse_subject)]
    kind: Subject,
    /// For `link`: a scheme that is allowed (repeatable)
    #[arg(long = "scheme", value_name = "SCHEME", default_value = "https")]
    schemes: Vec<String>,
    /// For `link`: a host that is allowed, as m.bank.example or *.bank.example (repeatable)
    #[arg(long = "host", value_name = "HOST", required_if_eq("kind", "link"))]
    hosts: Vec<String>,
    /// Prints one JSON object a line instead
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug)]
enum Subject {
    Kind(Kind),
    Link,
}

/// A verdict on one line. It never holds the value.
#[derive(Serialize)]
struct Verdict {
    line: u64,
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

fn parse_kind(name: &str) -> Result<Kind, String> {
    name.parse().map_err(|_| {
        let names: Vec<_> = Kind::ALL.into_iter().map(Kind::as_str).collect();
        format!("choose one of {}", names.join(", "))
    })
}

fn parse_subject(name: &str) -> Result<Subject, String> {
    if name == "link" { Ok(Subject::Link) } else { parse_kind(name).map(Subject::Kind) }
}

/// Masks each line of standard input.
pub fn mask(args: &MaskArgs) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    each_line(|_, line| {
        // What is not even text is not recognised, and so hidden wholly.
        let masked =
            line.map_or_else(|| mask::HIDDEN.to_owned(), |text| mask::mask(args.kind, text));
        writeln!(out, "{masked}").map_err(Failure::io("standard output"))
    })?;
    Ok(Outcome::Yes)
}

/// Judges each line of standard input: `valid`, or `invalid` with the reason.
pub fn validate(args: &ValidateArgs) -> Result<Outcome, Failure> {
    let policy = match args.kind {
        Subject::Link => Some(link_policy(args)?),
        Subject::Kind(_) => None,
    };
    let judge = |text: &str| match (args.kind, &policy) {
        (Subject::Kind(kind), _) => validate::check(kind, text).map(drop),
        (Subject::Link, Some(policy)) => policy.check(text).map(drop),
        (Subject::Link, None) => Err(Invalid::Policy),
    };
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::Yes;
    let read = each_line(|number, line| {
        let verdict = line.map_or(Err(Invalid::Character), judge);
        if verdict.is_err() {
            outcome = Outcome::No;
        }
        let text = if args.json { as_json(number, verdict)? } else { as_text(verdict) };
        writeln!(out, "{text}").map_err(Failure::io("standard output"))
    })?;
    if read == 0 {
        return Err(Failure::Input(
            "nothing to validate: give the values on standard input, a line each".to_owned(),
        ));
    }
    Ok(outcome)
}

fn link_policy(args: &ValidateArgs) -> Result<LinkPolicy, Failure> {
    let schemes: Vec<_> = args.schemes.iter().map(String::as_str).collect();
    let hosts: Vec<_> = args.hosts.iter().map(String::as_str).collect();
    LinkPolicy::new(&schemes, &hosts).map_err(|e| Failure::Input(format!("--scheme, --host: {e}")))
}

fn as_text(verdict: Result<(), Invalid>) -> String {
    match verdict {
        Ok(()) => "valid".to_owned(),
        Err(why) => format!("invalid {}: {why}", why.code()),
    }
}

fn as_json(line: u64, verdict: Result<(), Invalid>) -> Result<String, Failure> {
    let why = verdict.err();
    let verdict = Verdict {
        line,
        valid: why.is_none(),
        code: why.map(Invalid::code),
        reason: why.map(|why| why.to_string()),
    };
    serde_json::to_string(&verdict).map_err(|e| Failure::Input(e.to_string()))
}

/// Hands each line to `handle` with its number, `None` where it is too long or not UTF-8, and
/// returns how many there were.
fn each_line(
    mut handle: impl FnMut(u64, Option<&str>) -> Result<(), Failure>,
) -> Result<u64, Failure> {
    let mut input = io::stdin().lock();
    let mut line = zeroize::Zeroizing::new(Vec::new());
    let mut number = 0;
    loop {
        line.clear();
        let read = input
            .by_ref()
            .take(MAX_LINE)
            .read_until(b'\n', &mut line)
            .map_err(Failure::io("standard input"))?;
        if read == 0 {
            return Ok(number);
        }
        number += 1;
        let whole = line.ends_with(b"\n") || input.fill_buf().is_ok_and(<[u8]>::is_empty);
        if !whole {
            input.skip_until(b'\n').map_err(Failure::io("standard input"))?;
            handle(number, None)?;
            continue;
        }
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        handle(number, std::str::from_utf8(text).ok())?;
    }
}
