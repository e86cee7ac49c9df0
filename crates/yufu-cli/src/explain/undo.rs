//! What proxies usually do to a request, undone one change at a time: the change under which the
//! signature verifies names the component.

use serde::Serialize;
use yufu_protocol::http::{self, Limits, Request, content_digest};
use yufu_protocol::request::ParsedRequest;
use yufu_sm::sm2::{SignerId, VerifyingKey};

/// Fields in which a proxy tells what it replaced.
const FORWARDED_HOST: [&str; 2] = ["x-forwarded-host", "x-original-host"];
/// Ports that proxies add, drop or change.
const PORTS: [&str; 4] = [":80", ":443", ":8080", ":8443"];
/// Media types with the parameters that libraries add or drop.
const CHARSETS: [&str; 4] = ["", "; charset=utf-8", ";charset=utf-8", "; charset=UTF-8"];
/// Methods that are taken for each other.
const METHODS: [&str; 5] = ["GET", "HEAD", "POST", "PUT", "PATCH"];

/// The change that was undone.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// The one component, or `signer id`.
    pub component: &'static str,
    /// Its value under which the signature verifies.
    pub signed: String,
    /// Its value as received.
    pub received: String,
}

/// Whether the key made the signature over the request as it is.
pub fn verifies(request: &Request, key: &VerifyingKey, id: &SignerId<'_>) -> bool {
    ParsedRequest::parse(request, &Limits::DEFAULT)
        .and_then(|parsed| parsed.verify(key, id))
        .is_ok()
}

/// The first usual change whose undoing makes the signature verify.
pub fn search(
    request: &Request,
    key: &VerifyingKey,
    id: &SignerId<'_>,
    authorities: &[String],
) -> Option<Undone> {
    let with = |change: &dyn Fn(&mut Request, &str), value: &str| {
        let mut other = request.clone();
        change(&mut other, value);
        verifies(&other, key, id)
    };
    let found = |component, received: &str, signed: String| {
        Some(Undone { component, signed, received: received.to_owned() })
    };
    let set_authority = |other: &mut Request, value: &str| value.clone_into(&mut other.authority);
    for value in authority_guesses(request, authorities) {
        if with(&set_authority, &value) {
            return found("@authority", &request.authority, value);
        }
    }
    let set_path = |other: &mut Request, value: &str| value.clone_into(&mut other.path);
    for value in path_guesses(request) {
        if with(&set_path, &value) {
            return found("@path", &request.path, value);
        }
    }
    let set_query = |other: &mut Request, value: &str| value.clone_into(&mut other.query);
    for value in query_guesses(&request.query) {
        if with(&set_query, &value) {
            return found("@query", &request.query, value);
        }
    }
    let set_method = |other: &mut Request, value: &str| value.clone_into(&mut other.method);
    for value in METHODS {
        if with(&set_method, value) {
            return found("@method", &request.method, value.to_owned());
        }
    }
    let media_type = text(request, http::CONTENT_TYPE);
    let set_type = |other: &mut Request, value: &str| set(other, http::CONTENT_TYPE, value);
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    for essence in [essence, &essence.to_ascii_lowercase()] {
        for charset in CHARSETS {
            let value = format!("{essence}{charset}");
            if with(&set_type, &value) {
                return found("content-type", media_type, value);
            }
        }
    }
    let digest = text(request, http::CONTENT_DIGEST);
    let set_digest = |other: &mut Request, value: &str| set(other, http::CONTENT_DIGEST, value);
    for body in body_guesses(&request.body) {
        let value = content_digest(&body);
        if with(&set_digest, &value) {
            return found("content-digest", digest, value);
        }
    }
    if *id != SignerId::DEFAULT && verifies(request, key, &SignerId::DEFAULT) {
        let default = String::from_utf8_lossy(SignerId::DEFAULT.as_bytes()).into_owned();
        return found("signer id", &String::from_utf8_lossy(id.as_bytes()), default);
    }
    None
}

fn authority_guesses(request: &Request, given: &[String]) -> Vec<String> {
    let own = &request.authority;
    let bare = match own.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => own,
    };
    let forwarded = FORWARDED_HOST.iter().map(|name| text(request, name).to_owned());
    let with_ports = |host: &str| -> Vec<String> {
        let ports = PORTS.iter().map(|port| format!("{host}{port}"));
        std::iter::once(host.to_owned()).chain(ports).collect()
    };
    given
        .iter()
        .cloned()
        .chain(forwarded.filter(|host| !host.is_empty()))
        .chain(std::iter::once(bare.to_owned()))
        .flat_map(|host| with_ports(&host))
        .collect()
}

fn path_guesses(request: &Request) -> Vec<String> {
    let path = request.path.as_str();
    let mut guesses = vec![
        path.trim_end_matches('/').to_owned(),
        format!("{path}/"),
        path.replace("//", "/"),
        recased(path, u8::to_ascii_uppercase),
        recased(path, u8::to_ascii_lowercase),
        decoded(path, is_unreserved),
        decoded(path, |byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#')),
    ];
    for reserved in [":", "@", "!", "$", "&", "'", "(", ")", "*", "+", ",", ";", "=", "~"] {
        let byte = reserved.as_bytes().first().copied().unwrap_or_default();
        for encoded in [format!("%{byte:02X}"), format!("%{byte:02x}")] {
            guesses.push(path.replace(reserved, &encoded));
            guesses.push(path.replace(&encoded, reserved));
        }
    }
    let prefix = text(request, "x-forwarded-prefix").trim_end_matches('/');
    guesses.push(format!("{prefix}{path}"));
    // A prefix that a proxy put before the path: leave out one segment after the other.
    for (at, _) in path.match_indices('/').skip(1) {
        guesses.push(path.get(at..).unwrap_or_default().to_owned());
    }
    let original = text(request, "x-original-uri");
    guesses.push(original.split('?').next().unwrap_or_default().to_owned());
    guesses.retain(|guess| guess.starts_with('/'));
    guesses
}

fn query_guesses(query: &str) -> Vec<String> {
    let mut sorted: Vec<_> = query.split('&').collect();
    let reversed: Vec<_> = sorted.iter().rev().copied().collect();
    sorted.sort_unstable();
    vec![
        String::new(),
        query.replace('+', "%20"),
        query.replace("%20", "+"),
        recased(query, u8::to_ascii_uppercase),
        recased(query, u8::to_ascii_lowercase),
        decoded(query, is_unreserved),
        query.trim_end_matches(['=', '&']).to_owned(),
        format!("{query}="),
        sorted.join("&"),
        reversed.join("&"),
    ]
}

/// Bodies that libraries make of one another. The digest that was signed is that of one of them
/// when somebody recomputed it on the way.
fn body_guesses(body: &[u8]) -> Vec<Vec<u8>> {
    let mut guesses = vec![body.to_vec(), body.trim_ascii_end().to_vec(), compact(body)];
    for end in [&b"\n"[..], b"\r\n"] {
        guesses.push([body, end].concat());
    }
    guesses.push(Vec::new());
    guesses
}

/// JSON without the white space between its tokens.
fn compact(json: &[u8]) -> Vec<u8> {
    let (mut inside, mut escaped) = (false, false);
    json.iter()
        .copied()
        .filter(|byte| {
            let keep = inside || !byte.is_ascii_whitespace();
            match byte {
                b'"' if !escaped => inside = !inside,
                _ => {}
            }
            escaped = inside && *byte == b'\\' && !escaped;
            keep
        })
        .collect()
}

/// Changes the case of the hexadecimal digits in percent-encodings.
fn recased(text: &str, case: fn(&u8) -> u8) -> String {
    let mut left = 0;
    text.bytes()
        .map(|byte| {
            let digit = left > 0;
            left = if byte == b'%' { 2 } else { i32::max(left - 1, 0) };
            char::from(if digit { case(&byte) } else { byte })
        })
        .collect()
}

/// Decodes the percent-encodings of the bytes that `plain` takes.
fn decoded(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, encoded) = rest.split_at(at);
        out.push_str(before);
        let byte = encoded.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte.filter(|byte| plain(*byte)) {
            Some(byte) => {
                out.push(char::from(byte));
                rest = encoded.get(3..).unwrap_or_default();
            }
            None => {
                out.push('%');
                rest = encoded.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// RFC 3986, section 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn text<'r>(request: &'r Request, name: &str) -> &'r str {
    request.header(name).ok().flatten().unwrap_or_default()
}

fn set(request: &mut Request, name: &str, value: &str) {
    for (field, old) in &mut request.headers {
        if field.eq_ignore_ascii_case(name) {
            *old = value.as_bytes().to_vec();
        }
    }
}

#[cfg(test)]
mod tests {
    use yufu_protocol::id::{KeyId, Nonce};
    use yufu_protocol::request::{self, RequestParameters};
    use yufu_protocol::time::UnixSeconds;
    use yufu_sm::sm2::SigningKey;

    use super::*;

    type Change<'c> = (&'static str, &'c dyn Fn(&mut Request));

    fn signed(id: &SignerId<'_>) -> (Request, VerifyingKey) {
        let rng = &mut getrandom::SysRng;
        let key = SigningKey::generate(rng).unwrap();
        let mut request = Request::new("POST", "bank.example", "/a%2Fb/c:d?q=1+2&a=%2f")
            .with_body("application/json; charset=utf-8", br#"{"a":"b \" c"}"#.to_vec());
        let nonce = Nonce::random(rng).unwrap();
        let key_id = KeyId::new("device").unwrap();
        let parameters = RequestParameters::new(key_id, UnixSeconds(1_760_000_000), nonce);
        request::sign(&mut request, &parameters, &key, id, rng).unwrap();
        (request, key.verifying_key().clone())
    }

    #[test]
    fn each_usual_change_is_undone_and_named() {
        let (request, key) = signed(&SignerId::DEFAULT);
        assert!(verifies(&request, &key, &SignerId::DEFAULT));
        let changes: [Change<'_>; 11] = [
            ("@authority", &|r| r.authority = "10.0.0.7:8080".to_owned()),
            ("@authority", &|r| r.authority = "bank.example:8443".to_owned()),
            ("@path", &|r| r.path = "/a%2fb/c:d".to_owned()),
            ("@path", &|r| r.path = "/a%2Fb/c%3Ad".to_owned()),
            ("@path", &|r| r.path = "/api/a%2Fb/c:d".to_owned()),
            ("@path", &|r| r.path.push('/')),
            ("@query", &|r| r.query = "q=1%202&a=%2f".to_owned()),
            ("@query", &|r| r.query = "a=%2f&q=1+2".to_owned()),
            ("@method", &|r| r.method = "PUT".to_owned()),
            ("content-type", &|r| set(r, http::CONTENT_TYPE, "application/json;charset=UTF-8")),
            ("content-digest", &|r| {
                r.body = b"{ \"a\" : \"b \\\" c\" }\n".to_vec();
                let digest = content_digest(&r.body);
                set(r, http::CONTENT_DIGEST, &digest);
            }),
        ];
        for (component, change) in changes {
            let mut changed = request.clone();
            change(&mut changed);
            assert!(!verifies(&changed, &key, &SignerId::DEFAULT));
            let given = ["bank.example".to_owned()];
            let undone = search(&changed, &key, &SignerId::DEFAULT, &given).unwrap();
            assert_eq!(undone.component, component);
        }
    }

    #[test]
    fn another_signer_id_is_named_and_another_key_is_not_excused() {
        let (request, key) = signed(&SignerId::DEFAULT);
        let other = SignerId::new(b"ALICE").unwrap();
        assert_eq!(search(&request, &key, &other, &[]).unwrap().component, "signer id");
        let (_, stranger) = signed(&SignerId::DEFAULT);
        assert_eq!(search(&request, &stranger, &SignerId::DEFAULT, &[]), None);
    }

    #[test]
    fn percent_encodings_are_taken_apart_without_a_panic() {
        for text in ["%", "%2", "%zz", "%2F%", "%%41", "a%41%7E%2f", "\u{e9}%\u{e9}"] {
            let _ = recased(text, u8::to_ascii_uppercase);
            let _ = decoded(text, is_unreserved);
        }
        assert_eq!(decoded("a%41%7E%2f%", is_unreserved), "aA~%2f%");
    }
}
