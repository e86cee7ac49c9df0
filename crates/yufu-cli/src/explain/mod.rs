//! `yufu explain`: which signature component or rule a rejected request failed on.
//!
//! What the message itself shows is checked here; what only the server knows (records, sessions,
//! tokens) is taken from its reason.

mod checks;
mod difference;
mod rules;
mod show;
mod undo;

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use yufu_protocol::api::{self, Problem};
use yufu_protocol::http::{Limits, Request, Response};
use yufu_protocol::rejection::Reason;
use yufu_protocol::request::ParsedRequest;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::SignerId;

use self::checks::{Check, Held};
use self::difference::Change;
use self::undo::Undone;
use crate::output::{self, Failure, Outcome};
use crate::{files, message};

/// Longest rejection that is read, in bytes.
const MAX_REJECTION: u64 = 64 * 1024;

/// Arguments of `yufu explain`.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The request as the server received it: an HTTP message (`-` for standard input)
    request: PathBuf,
    /// The server's answer: an HTTP message, or its problem+json alone
    rejection: Option<PathBuf>,
    /// The request as the client signed it, to compare with
    #[arg(long, value_name = "FILE")]
    sent: Option<PathBuf>,
    /// The device's public key in PEM: the signature is verified, and usual changes undone
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The signer's ID in the key's record
    #[arg(long, value_name = "TEXT", default_value = "1234567812345678")]
    id: String,
    /// An authority that the client may have signed, as bank.example (repeatable)
    #[arg(long = "authority", value_name = "HOST")]
    authorities: Vec<String>,
    /// Seconds since 1970 when the server judged [default: as its signed answer says]
    #[arg(long, value_name = "SECONDS")]
    at: Option<u64>,
    /// Prints one JSON object
    #[arg(long)]
    json: bool,
}

/// What came out.
#[derive(Serialize)]
struct Explanation {
    request: String,
    /// The server's reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    rejection: Option<Stated>,
    /// What the signature covers.
    covered: Vec<&'static str>,
    checks: Vec<Check>,
    /// What differs from the request as it was signed.
    changed: Vec<Change>,
    /// The one change under which the signature verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<Undone>,
    /// The component or rule that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<String>,
}

/// The server's word.
#[derive(Serialize)]
struct Stated {
    code: u16,
    reason: String,
    correlation_id: String,
    explanation: String,
    #[serde(skip)]
    known: Option<Reason>,
}

/// Explains; says no where nothing that failed could be named.
pub fn run(args: &ExplainArgs) -> Result<Outcome, Failure> {
    let request = message::read_request(&args.request)?;
    let (answer, problem) = match &args.rejection {
        Some(path) => read_rejection(path).map(|(answer, problem)| (answer, Some(problem)))?,
        None => (None, None),
    };
    let sent = args.sent.as_deref().map(message::read_request).transpose()?;
    let key = args.key.as_deref().map(files::read_public_key).transpose()?;
    let id = SignerId::new(args.id.as_bytes())
        .map_err(|_| Failure::Input("--id: longer than 8191 bytes".to_owned()))?;
    let at = args.at.map(UnixSeconds).or_else(|| answer.as_ref().and_then(judged_at));
    let rejection = problem.map(stated);

    let mut checks = checks::run(&request, at, rejection.as_ref().and_then(|one| one.known));
    let mut undone = None;
    if let Some(key) = &key {
        let verifies = undo::verifies(&request, key, &id);
        checks.push(checks::of_key(verifies));
        if !verifies {
            undone = undo::search(&request, key, &id, &args.authorities);
        }
    }
    let changed = sent.as_ref().map_or_else(Vec::new, |sent| difference::between(sent, &request));
    let covered = covered(&request);
    let line = format!("{} {}", request.method, request.path);
    let mut explanation =
        Explanation { request: line, rejection, covered, checks, changed, undone, failed: None };
    explanation.failed = verdict(&explanation);
    if args.json {
        output::json(&explanation)?;
    } else {
        show::print(&explanation)?;
    }
    Ok(if explanation.failed.is_some() { Outcome::Yes } else { Outcome::No })
}

/// The strongest evidence first: a difference that was seen, a change that explains the signature,
/// a check that failed here, and last the server's word.
fn verdict(explanation: &Explanation) -> Option<String> {
    let stated = explanation.rejection.as_ref().and_then(|one| one.known);
    let about_signature = stated
        .is_none_or(|reason| matches!(reason, Reason::SignatureInvalid | Reason::DigestMismatch));
    if about_signature {
        // A digest that the body does not fit speaks for itself.
        let digest = explanation.checks.iter().find(|check| check.component == "content-digest");
        if digest.is_some_and(|check| check.held == Held::No) {
            return Some("content-digest".to_owned());
        }
        if let Some(change) = explanation.changed.iter().find(|change| change.covered) {
            return Some(change.component.clone());
        }
        if let Some(undone) = &explanation.undone {
            return Some(undone.component.to_owned());
        }
    }
    let failed = explanation.checks.iter().filter(|check| check.held == Held::No);
    match stated {
        Some(reason) => {
            let rule = rules::rule(reason);
            let mut failed = failed.filter(|check| check.reasons.contains(&reason));
            failed.next().map(|check| check.component.clone()).or_else(|| rule.map(str::to_owned))
        }
        None => failed.map(|check| check.component.clone()).next(),
    }
}

fn covered(request: &Request) -> Vec<&'static str> {
    let parsed = ParsedRequest::parse(request, &Limits::DEFAULT);
    parsed.map_or_else(
        |_| Vec::new(),
        |parsed| parsed.covered().iter().map(|one| one.identifier().trim_matches('"')).collect(),
    )
}

fn stated(problem: Problem) -> Stated {
    let known = problem.known_reason();
    let explanation = match known {
        Some(reason) if crate::language::is_chinese() => reason.explain_zh().to_owned(),
        Some(reason) => reason.explain().to_owned(),
        None => problem.detail,
    };
    let correlation_id = problem.correlation_id.to_string();
    Stated { code: problem.code, reason: problem.reason, correlation_id, explanation, known }
}

/// A response with its problem, or the problem alone.
fn read_rejection(path: &std::path::Path) -> Result<(Option<Response>, Problem), Failure> {
    let bytes = files::read(path, MAX_REJECTION)?;
    let answer = if message::is_response(&bytes) {
        Some(
            message::parse_response(&bytes)
                .map_err(|why| files::refused(path, &why.to_string()))?,
        )
    } else {
        None
    };
    let body = answer.as_ref().map_or(bytes.as_slice(), |answer| answer.body.as_slice());
    let problem = api::decode(body).map_err(|_| files::refused(path, "no problem+json of Yufu"))?;
    Ok((answer, problem))
}

/// When the server signed its answer, by its own word.
fn judged_at(answer: &Response) -> Option<UnixSeconds> {
    let input = answer.header("signature-input").ok()??;
    let (_, after) = input.split_once(";created=")?;
    let end = after.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(after.len());
    after.get(..end)?.parse().ok().map(UnixSeconds)
}
