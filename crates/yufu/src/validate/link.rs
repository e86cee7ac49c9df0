//! Links that reach the app from outside: web addresses and deep links (X 5.3.2b, H 5.3.6).
//!
//! A link is read by the strict grammar of RFC 3986. What a browser would repair (a backslash, a
//! line break, a letter outside ASCII) is refused here, so that no two readers see two hosts.

use std::fmt;

use fluent_uri::Uri;

use super::Invalid;
use super::text::is_hidden;

/// Longest link in bytes.
const MAX_LENGTH: usize = 2048;

/// Schemes that run code or read the device: no policy can allow them.
const FORBIDDEN_SCHEMES: [&str; 12] = [
    "about",
    "android-app",
    "blob",
    "content",
    "data",
    "file",
    "filesystem",
    "ftp",
    "intent",
    "javascript",
    "vbscript",
    "view-source",
];

/// Which links the app follows: a list of schemes and a list of hosts. What is not listed is refused.
///
/// ```
/// use yufu::validate::{Invalid, LinkPolicy};
///
/// let policy = LinkPolicy::new(&["https"], &["m.bank.example", "*.pay.bank.example"])?;
/// let link = policy.check("https://m.bank.example/transfer?order=42")?;
/// assert_eq!(link.host(), "m.bank.example");
/// assert_eq!(policy.check("https://m.bank.example.evil.example/"), Err(Invalid::Host));
/// # Ok::<(), Invalid>(())
/// ```
#[derive(Clone, Debug)]
pub struct LinkPolicy {
    schemes: Vec<String>,
    hosts: Vec<String>,
    ports: Vec<u16>,
}

impl LinkPolicy {
    /// A policy of schemes (`https`, or the app's own as `bankapp`) and hosts. A host is a whole
    /// name, or `*.` and a name of at least two labels, which allows every name below it but not
    /// that name itself. For a deep link the host is what stands after `//`.
    ///
    /// # Errors
    /// `Policy` if a list is empty, a scheme runs code, reads the device or is not encrypted
    /// (`http`, `ws`), or a host is not a plain name: no address, no `xn--`, no `*` elsewhere.
    pub fn new(schemes: &[&str], hosts: &[&str]) -> Result<Self, Invalid> {
        let acceptable = !schemes.is_empty()
            && !hosts.is_empty()
            && schemes.iter().all(|scheme| is_scheme(scheme))
            && hosts.iter().all(|host| is_pattern(host));
        if !acceptable {
            return Err(Invalid::Policy);
        }
        let lower = |items: &[&str]| items.iter().map(|item| item.to_ascii_lowercase()).collect();
        Ok(Self { schemes: lower(schemes), hosts: lower(hosts), ports: Vec::new() })
    }

    /// Allows these ports beside the scheme's own.
    #[must_use]
    pub fn with_ports(mut self, ports: &[u16]) -> Self {
        self.ports = ports.to_vec();
        self
    }

    /// Checks a link of at most 2,048 bytes against the policy.
    ///
    /// # Errors
    /// The first rule that the link breaks; see [`Invalid`].
    pub fn check(&self, link: &str) -> Result<CheckedLink, Invalid> {
        if link.is_empty() {
            return Err(Invalid::Empty);
        }
        if link.len() > MAX_LENGTH {
            return Err(Invalid::Length);
        }
        if !link.is_ascii() {
            return Err(if host_is_ascii(link) { Invalid::Character } else { Invalid::Homograph });
        }
        if !link.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') {
            return Err(Invalid::Character);
        }
        let uri = Uri::parse(link).map_err(|_| Invalid::Format)?;
        let scheme = uri.scheme().as_str().to_ascii_lowercase();
        if !self.schemes.contains(&scheme) {
            return Err(Invalid::Scheme);
        }
        let authority = uri.authority().ok_or(Invalid::Host)?;
        if authority.has_userinfo() {
            return Err(Invalid::UserInfo);
        }
        let host = authority.host().to_ascii_lowercase();
        if host.split('.').any(|label| label.starts_with("xn--")) {
            return Err(Invalid::Homograph);
        }
        if !self.hosts.iter().any(|pattern| matches(pattern, &host)) {
            return Err(Invalid::Host);
        }
        self.check_port(authority.port().map(|port| port.as_str()))?;
        check_path(uri.path().as_str())?;
        for part in [uri.query().map(|q| q.as_str()), uri.fragment().map(|f| f.as_str())] {
            decoded(part.unwrap_or_default())?;
        }
        Ok(CheckedLink { link: link.to_owned(), scheme, host })
    }

    fn check_port(&self, port: Option<&str>) -> Result<(), Invalid> {
        let Some(port) = port else { return Ok(()) };
        let port: u16 = port.parse().map_err(|_| Invalid::Port)?;
        let own = port == 443 && self.schemes.iter().any(|scheme| scheme == "https");
        if own || self.ports.contains(&port) { Ok(()) } else { Err(Invalid::Port) }
    }
}

/// A link that a policy allowed. Its Debug shows scheme and host only: a query may hold secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckedLink {
    link: String,
    scheme: String,
    host: String,
}

impl CheckedLink {
    /// The link as it was checked, byte for byte.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.link
    }

    /// The scheme in small letters.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The host in small letters.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl fmt::Debug for CheckedLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CheckedLink({}://{}/…)", self.scheme, self.host)
    }
}

fn is_scheme(scheme: &str) -> bool {
    let lower = scheme.to_ascii_lowercase();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
        && scheme.bytes().all(plain)
        && !FORBIDDEN_SCHEMES.contains(&lower.as_str())
        && !matches!(lower.as_str(), "http" | "ws")
}

fn is_pattern(pattern: &str) -> bool {
    let (name, labels) = match pattern.strip_prefix("*.") {
        Some(parent) => (parent, 2),
        None => (pattern, 1),
    };
    let label = |label: &str| {
        !label.is_empty()
            && !label.to_ascii_lowercase().starts_with("xn--")
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let number = |label: &str| label.bytes().all(|b| b.is_ascii_digit());
    name.split('.').count() >= labels
        && name.split('.').all(label)
        && !name.rsplit('.').next().is_none_or(number)
}

fn matches(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(suffix) => host.strip_suffix(suffix).is_some_and(|below| {
            below.split('.').all(|label| {
                !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            })
        }),
        None => pattern == host,
    }
}

/// Whether the part of a broken link that would be its host is in ASCII.
fn host_is_ascii(link: &str) -> bool {
    let rest = link.split_once("//").map_or(link, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().is_none_or(str::is_ascii)
}

fn check_path(path: &str) -> Result<(), Invalid> {
    for segment in path.split('/') {
        let plain = decoded(segment)?;
        // A percent sign that is left after decoding is an encoding within the encoding.
        if plain == "." || plain == ".." || plain.contains(['/', '\\', '%', ';']) {
            return Err(Invalid::Traversal);
        }
    }
    Ok(())
}

/// The text with its percent encodings resolved once.
fn decoded(part: &str) -> Result<String, Invalid> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = (rest.next().and_then(hex), rest.next().and_then(hex));
                let (Some(high), Some(low)) = digits else { return Err(Invalid::Encoding) };
                high << 4 | low
            }
            byte => byte,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| Invalid::Encoding)?;
    if text.chars().any(is_hidden) { Err(Invalid::Encoding) } else { Ok(text) }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn web() -> LinkPolicy {
        LinkPolicy::new(&["https"], &["m.bank.example", "*.pay.bank.example"]).unwrap()
    }

    #[test]
    fn allowed_links_pass_unchanged() {
        for link in [
            "https://m.bank.example",
            "https://m.bank.example/",
            "HTTPS://M.Bank.Example/a/b?x=1&y=%E5%BC%A0#top",
            "https://m.bank.example:443/a",
            "https://a.pay.bank.example/x",
            "https://a.b.pay.bank.example/%E8%BD%AC%E8%B4%A6",
        ] {
            assert_eq!(web().check(link).unwrap().as_str(), link);
        }
        let deep = LinkPolicy::new(&["yufubank"], &["transfer", "card"]).unwrap();
        assert_eq!(deep.check("yufubank://transfer?to=1").unwrap().host(), "transfer");
        assert_eq!(deep.check("yufubank://settings"), Err(Invalid::Host));
        assert_eq!(deep.check("yufubank:transfer"), Err(Invalid::Host));
    }

    #[test]
    fn each_attack_has_its_own_code() {
        for (link, error) in [
            ("", Invalid::Empty),
            ("http://m.bank.example/", Invalid::Scheme),
            ("javascript:alert(1)", Invalid::Scheme),
            ("intent://m.bank.example/#Intent;scheme=https;end", Invalid::Scheme),
            ("file:///etc/passwd", Invalid::Scheme),
            ("//m.bank.example/", Invalid::Format),
            ("https:m.bank.example", Invalid::Host),
            ("https:///m.bank.example", Invalid::Host),
            ("https://evil.example/", Invalid::Host),
            ("https://m.bank.example.evil.example/", Invalid::Host),
            ("https://evilm.bank.example/", Invalid::Host),
            ("https://pay.bank.example/", Invalid::Host),
            ("https://.pay.bank.example/", Invalid::Host),
            ("https://evil.example%2f.pay.bank.example/", Invalid::Host),
            ("https://m.bank.example./", Invalid::Host),
            ("https://127.0.0.1/", Invalid::Host),
            ("https://[::1]/", Invalid::Host),
            ("https://m.bank.example@evil.example/", Invalid::UserInfo),
            ("https://user:pw@m.bank.example/", Invalid::UserInfo),
            ("https://@m.bank.example/", Invalid::UserInfo),
            ("https://m.bank.example:8443/", Invalid::Port),
            ("https://m.bank.example:99999/", Invalid::Port),
            ("https://m.bаnk.example/", Invalid::Homograph), // Cyrillic а
            ("https://xn--bnk-7cd.pay.bank.example/", Invalid::Homograph),
            ("https://a.XN--bnk-7cd.pay.bank.example/", Invalid::Homograph),
            ("https://m。bank。example/", Invalid::Homograph),
            ("https://m.bank.example/\u{202e}gpj", Invalid::Character),
            ("https://m.bank.example/转账", Invalid::Character),
            ("https://m.bank.example\\@evil.example/", Invalid::Character),
            ("https://m.bank.example/a b", Invalid::Character),
            ("https://m.bank.example/\r\nHost: x", Invalid::Character),
            ("\thttps://m.bank.example/", Invalid::Character),
            ("https://m.bank.example/../admin", Invalid::Traversal),
            ("https://m.bank.example/a/./b", Invalid::Traversal),
            ("https://m.bank.example/%2e%2e/admin", Invalid::Traversal),
            ("https://m.bank.example/.%2E/admin", Invalid::Traversal),
            ("https://m.bank.example/a%2fb", Invalid::Traversal),
            ("https://m.bank.example/a%5cb", Invalid::Traversal),
            ("https://m.bank.example/%252e%252e/admin", Invalid::Traversal),
            ("https://m.bank.example/..;/admin", Invalid::Traversal),
            ("https://m.bank.example/%00", Invalid::Encoding),
            ("https://m.bank.example/?x=%0d%0aSet-Cookie", Invalid::Encoding),
            ("https://m.bank.example/?x=%E2%80%AE", Invalid::Encoding),
            ("https://m.bank.example/#%c0%ae", Invalid::Encoding),
            ("https://m.bank.example/%zz", Invalid::Format),
        ] {
            assert_eq!(web().check(link), Err(error), "{link}");
        }
        let long = format!("https://m.bank.example/{}", "a".repeat(2048));
        assert_eq!(web().check(&long), Err(Invalid::Length));
    }

    #[test]
    fn a_policy_cannot_allow_what_runs_code() {
        for (scheme, host) in [
            ("javascript", "m.bank.example"),
            ("JavaScript", "m.bank.example"),
            ("http", "m.bank.example"),
            ("data", "m.bank.example"),
            ("https", "*"),
            ("https", "*.example"),
            ("https", "m.*.example"),
            ("https", "127.0.0.1"),
            ("https", "xn--bnk-7cd.example"),
            ("https", ""),
            ("", "m.bank.example"),
        ] {
            assert_eq!(LinkPolicy::new(&[scheme], &[host]).unwrap_err(), Invalid::Policy);
        }
        assert!(LinkPolicy::new(&[], &["m.bank.example"]).is_err());
        assert!(LinkPolicy::new(&["https"], &[]).is_err());
    }

    #[test]
    fn debug_shows_no_query() {
        let link = web().check("https://m.bank.example/a?token=secret").unwrap();
        assert_eq!(format!("{link:?}"), "CheckedLink(https://m.bank.example/…)");
    }

    proptest! {
        #[test]
        fn any_text_is_judged_without_a_panic(text in ".{0,300}") {
            let _ = web().check(&text);
        }

        #[test]
        fn an_allowed_link_starts_with_an_allowed_host(tail in "[!-~]{0,40}") {
            if let Ok(link) = web().check(&format!("https://m.bank.example{tail}")) {
                prop_assert!(link.host() == "m.bank.example");
                let after = link.as_str().strip_prefix("https://m.bank.example").unwrap();
                prop_assert!(after.is_empty() || after.starts_with(['/', '?', '#', ':']));
            }
        }
    }
}
