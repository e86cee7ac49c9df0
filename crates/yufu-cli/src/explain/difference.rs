//! The request as it was signed beside the request as it was received.

use serde::Serialize;
use yufu_protocol::http::{Limits, Request};
use yufu_protocol::request::ParsedRequest;

/// Longest text of a value that is shown, in characters.
const SHOWN: usize = 80;

/// One difference.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The component, or `content`.
    pub component: String,
    /// Whether the signature covers it.
    pub covered: bool,
    /// The value as signed.
    pub signed: String,
    /// The value as received.
    pub received: String,
}

/// What changed, covered components first and in their order.
pub fn between(sent: &Request, received: &Request) -> Vec<Change> {
    let mut changes = Vec::new();
    let (signed, arrived) = (lines(sent), lines(received));
    for (component, value) in &signed {
        let other = arrived.iter().find(|(name, _)| name == component);
        let other = other.map(|(_, value)| value.as_str());
        if other != Some(value) {
            changes.push(change(component, true, value, other.unwrap_or("(absent)")));
        }
    }
    for (component, value) in &arrived {
        if !signed.iter().any(|(name, _)| name == component) {
            changes.push(change(component, true, "(absent)", value));
        }
    }
    if sent.body != received.body {
        let (before, after) = members(&sent.body, &received.body).unwrap_or_else(|| {
            (format!("{} bytes", sent.body.len()), format!("{} bytes", received.body.len()))
        });
        changes.push(change("content", false, &before, &after));
    }
    changes
}

fn change(component: &str, covered: bool, signed: &str, received: &str) -> Change {
    let shown = |value: &str| {
        let mut text: String = value.chars().take(SHOWN).collect();
        if value.chars().count() > SHOWN {
            text.push('…');
        }
        text
    };
    let component = component.trim_matches('"').to_owned();
    Change { component, covered, signed: shown(signed), received: shown(received) }
}

/// The lines of the signature base. Where a covered component is not there, those that are.
fn lines(request: &Request) -> Vec<(String, String)> {
    let Ok(parsed) = ParsedRequest::parse(request, &Limits::DEFAULT) else {
        return Vec::new();
    };
    let Ok(base) = parsed.signature_base() else {
        let named = parsed.covered().iter().filter_map(|component| {
            let value = request.header(component.field_name()?).ok()??;
            Some((component.identifier().to_owned(), value.to_owned()))
        });
        let derived = [
            ("\"@method\"", request.method.clone()),
            ("\"@authority\"", request.normalized_authority()),
            ("\"@path\"", request.path.clone()),
            ("\"@query\"", format!("?{}", request.query)),
        ];
        let derived = derived.into_iter().map(|(name, value)| (name.to_owned(), value));
        return derived.chain(named).collect();
    };
    String::from_utf8_lossy(&base)
        .split('\n')
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Names of the members in which two JSON objects differ: never their values, which may be
/// anybody's data.
fn members(sent: &[u8], received: &[u8]) -> Option<(String, String)> {
    type Object = serde_json::Map<String, serde_json::Value>;
    let sent: Object = serde_json::from_slice(sent).ok()?;
    let received: Object = serde_json::from_slice(received).ok()?;
    let differing = |of: &Object, from: &Object| -> Vec<String> {
        of.iter()
            .filter(|(name, value)| from.get(*name) != Some(value))
            .map(|(name, _)| name.clone())
            .collect()
    };
    let (before, after) = (differing(&sent, &received), differing(&received, &sent));
    if before.is_empty() && after.is_empty() {
        return Some(("JSON".to_owned(), "the same JSON, written otherwise".to_owned()));
    }
    Some((format!("member {}", before.join(", ")), format!("member {}", after.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differing_members_are_named_without_their_values() {
        let (before, after) =
            members(br#"{"pin":"secret","a":1}"#, br#"{"pin":"other","a":1,"b":2}"#).unwrap();
        assert_eq!((before.as_str(), after.as_str()), ("member pin", "member b, pin"));
        assert!(members(br#"{"a":1}"#, br#"{ "a": 1 }"#).unwrap().1.contains("otherwise"));
        assert_eq!(members(b"a", b"b"), None);
    }
}
