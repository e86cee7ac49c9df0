//! The rules that a request shows by itself, in the verifier's order.

use serde::Serialize;
use yufu_protocol::error::Error;
use yufu_protocol::http::{Limits, Request};
use yufu_protocol::rejection::Reason;
use yufu_protocol::request::{MAX_LIFETIME, ParsedRequest, reason};
use yufu_protocol::signature::Component;
use yufu_protocol::time::UnixSeconds;
use yufu_verifier::RouteRule;

/// Whether a rule was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// It was.
    Yes,
    /// It was not.
    No,
    /// This message alone does not show it.
    Unknown,
}

/// One rule.
#[derive(Serialize)]
pub struct Check {
    /// Stable name.
    pub name: &'static str,
    /// Whether it was kept.
    pub held: Held,
    /// The component, parameter or rule that it is about; the one that failed, where one did.
    pub component: String,
    /// More about it; empty if there is nothing to say.
    pub detail: String,
    /// The server's reasons that this rule explains.
    #[serde(skip)]
    pub reasons: Vec<Reason>,
}

/// Checks everything that needs no key. `at` is when the server judged.
pub fn run(request: &Request, at: Option<UnixSeconds>, stated: Option<Reason>) -> Vec<Check> {
    let mut checks = vec![of("form", "message", request.check(&Limits::DEFAULT))];
    let parsed = match ParsedRequest::parse(request, &Limits::DEFAULT) {
        Ok(parsed) => parsed,
        Err(error) => {
            checks.push(of("signature fields", "signature", Err(error)));
            return checks;
        }
    };
    let detail = format!("{}, keyid {}", parsed.algorithm().name(), parsed.key_id());
    checks.push(Check { detail, ..of("signature fields", "signature", Ok(())) });
    let demanded = demanded(request, stated);
    checks.push(of("covered components", "signature-input", parsed.require(&demanded)));
    checks.push(lifetime(&parsed, at));
    checks.push(of("content digest", "content-digest", parsed.check_digest()));
    match parsed.hw_signature() {
        Ok(None) => {}
        hardware => checks.push(of("second signature", "hw", hardware.map(drop))),
    }
    checks
}

/// Whether the device's key made the signature.
pub fn of_key(verifies: bool) -> Check {
    let result = if verifies {
        Ok(())
    } else {
        Err(Error::Signature(yufu_protocol::error::Format::Request))
    };
    of("signature by --key", "signature", result)
}

fn of(name: &'static str, component: &str, result: Result<(), Error>) -> Check {
    let Err(error) = result else {
        let component = component.to_owned();
        let (held, detail, reasons) = (Held::Yes, String::new(), Vec::new());
        return Check { name, held, component, detail, reasons };
    };
    let component = match error {
        Error::Field(_, named) | Error::Missing(_, named) => named.trim_matches('"'),
        Error::Expired(_) => "expires",
        Error::NotYetValid(_) => "created",
        Error::Algorithm(_) => "alg",
        _ => component,
    };
    let (component, detail) = (component.to_owned(), error.to_string());
    Check { name, held: Held::No, component, detail, reasons: vec![reason(&error)] }
}

fn lifetime(parsed: &ParsedRequest<'_>, at: Option<UnixSeconds>) -> Check {
    let (created, expires) = (parsed.created(), parsed.expires());
    let span = format!("created {created}, expires {expires}, at most {MAX_LIFETIME} s apart");
    // Without the server's clock the span alone can be judged: as if at the moment of signing.
    let mut check = of("lifetime", "expires", parsed.check_lifetime(at.unwrap_or(created)));
    check.detail = match at {
        Some(at) => format!("{span}; judged at {at}"),
        None => format!("{span}; give --at to judge it at a time"),
    };
    if at.is_none() && check.held == Held::Yes {
        check.held = Held::Unknown;
    }
    check
}

/// What the route demands besides, as far as the route is one of the SDK's own.
fn demanded(request: &Request, stated: Option<Reason>) -> Vec<Component> {
    let rule = RouteRule::find(&request.method, &request.path);
    // The server's own reasons tell that a session or token was demanded on a route of the bank's.
    let session = rule.is_some_and(|rule| rule.session) || stated == Some(Reason::SessionMissing);
    let token =
        rule.is_some_and(|rule| rule.submit_token) || stated == Some(Reason::SubmitTokenMissing);
    let challenge = rule.is_some_and(|rule| rule.challenge);
    let session = [Component::Session, Component::Sequence].into_iter().filter(|_| session);
    session
        .chain(token.then_some(Component::SubmitToken))
        .chain(challenge.then_some(Component::Challenge))
        .collect()
}
