//! `signature-input` and `signature`: choosing our signature among those of a message, and the
//! signature base (RFC 9421 sections 2.5 and 4).

use sfv::{BareItem, InnerList, Item, ListEntry};

use super::{Algorithm, Component, SIGNATURE, SIGNATURE_INPUT, field};
use crate::error::{Error, Format, Result};
use crate::http;
use crate::id::{KeyId, Nonce};
use crate::time::UnixSeconds;

const TAG: &str = "tag";

/// The parameters of one signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parameters {
    pub created: UnixSeconds,
    pub expires: Option<UnixSeconds>,
    pub nonce: Option<Nonce>,
    pub key_id: KeyId,
    pub algorithm: Algorithm,
}

/// One member of `signature-input`: what is covered, and under which parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignatureInput {
    pub components: Vec<Component>,
    pub parameters: Parameters,
    /// The member's value in its canonical form: the `@signature-params` of the base.
    text: String,
}

impl SignatureInput {
    /// Puts the parameters in the order that Yufu writes.
    ///
    /// No value needs an escape: identifiers, algorithm and tag are constants, nonce and key id
    /// have alphabets without quotes.
    pub fn new(components: Vec<Component>, parameters: Parameters, tag: &str) -> Result<Self> {
        let identifiers: Vec<_> = components.iter().map(|one| one.identifier()).collect();
        let mut text = format!("({})", identifiers.join(" "));
        text += &format!(";created={}", integer("created", parameters.created)?);
        if let Some(expires) = parameters.expires {
            text += &format!(";expires={}", integer("expires", expires)?);
        }
        if let Some(nonce) = parameters.nonce {
            text += &format!(";nonce=\"{nonce}\"");
        }
        let (key_id, algorithm) = (&parameters.key_id, parameters.algorithm.name());
        text += &format!(";keyid=\"{key_id}\";alg=\"{algorithm}\";tag=\"{tag}\"");
        Ok(Self { components, parameters, text })
    }

    fn from_entry(entry: &ListEntry) -> Result<Self> {
        let ListEntry::InnerList(list) = entry else {
            return Err(Error::Malformed(Format::Signature));
        };
        let mut components = Vec::with_capacity(list.items.len());
        for item in &list.items {
            let text = field::value(&ListEntry::Item(item.clone()));
            let component = Component::from_identifier(&text)
                .filter(|component| !components.contains(component))
                .ok_or(Error::Field(Format::Signature, "component"))?;
            components.push(component);
        }
        Ok(Self { components, parameters: read_parameters(list)?, text: field::value(entry) })
    }

    /// The member of `signature-input` under a label.
    pub fn member(&self, label: &str) -> String {
        format!("{label}={}", self.text)
    }
}

/// The signature that was chosen by its tag.
#[derive(Clone, Debug)]
pub(crate) struct Selected {
    pub input: SignatureInput,
    pub signature: Vec<u8>,
}

/// Finds the one signature with the tag, which must stand under the label.
///
/// `None` when no member has the tag.
pub(crate) fn select(
    headers: &[(String, Vec<u8>)],
    tag: &'static str,
    label: &str,
) -> Result<Option<Selected>> {
    let Some(inputs) = http::combined(headers, SIGNATURE_INPUT)? else {
        return Ok(None);
    };
    let inputs = field::parse(&inputs)?;
    let mut tagged = inputs.iter().filter(|(_, entry)| has_tag(entry, tag));
    let (found, entry) = match (tagged.next(), tagged.next()) {
        (None, _) => return Ok(None),
        (Some(found), None) => found,
        (Some(_), Some(_)) => return Err(Error::Field(Format::Signature, TAG)),
    };
    if found.as_str() != label {
        return Err(Error::Field(Format::Signature, "label"));
    }
    let input = SignatureInput::from_entry(entry)?;

    let signatures =
        http::combined(headers, SIGNATURE)?.ok_or(Error::Missing(Format::Signature, SIGNATURE))?;
    match field::parse(&signatures)?.get(label) {
        Some(ListEntry::Item(Item { bare_item: BareItem::ByteSequence(signature), params }))
            if params.is_empty() =>
        {
            Ok(Some(Selected { input, signature: signature.clone() }))
        }
        Some(_) => Err(Error::Malformed(Format::Signature)),
        None => Err(Error::Missing(Format::Signature, SIGNATURE)),
    }
}

/// The signature base (RFC 9421 section 2.5).
pub(crate) fn base(
    input: &SignatureInput,
    value: impl Fn(Component) -> Result<String>,
) -> Result<Vec<u8>> {
    let mut base = String::with_capacity(1024);
    for component in &input.components {
        base.push_str(component.identifier());
        base.push_str(": ");
        base.push_str(&value(*component)?);
        base.push('\n');
    }
    base.push_str("\"@signature-params\": ");
    base.push_str(&input.text);
    Ok(base.into_bytes())
}

fn has_tag(entry: &ListEntry, tag: &str) -> bool {
    match entry {
        ListEntry::InnerList(list) => {
            matches!(list.params.get(TAG), Some(BareItem::String(value)) if value.as_str() == tag)
        }
        ListEntry::Item(_) => false,
    }
}

/// Reads the parameters; one that the format does not know is refused.
fn read_parameters(list: &InnerList) -> Result<Parameters> {
    let (mut created, mut expires, mut nonce) = (None, None, None);
    let (mut key_id, mut algorithm) = (None, None);
    for (name, value) in &list.params {
        match name.as_str() {
            "created" => created = Some(seconds("created", value)?),
            "expires" => expires = Some(seconds("expires", value)?),
            "nonce" => nonce = Some(text("nonce", value, |text| text.parse().ok())?),
            "keyid" => key_id = Some(text("keyid", value, |text| KeyId::new(text).ok())?),
            "alg" => algorithm = Some(text("alg", value, Algorithm::from_name)?),
            TAG => {}
            _ => return Err(Error::Field(Format::Signature, "parameter")),
        }
    }
    let missing = |name| Error::Missing(Format::Signature, name);
    Ok(Parameters {
        created: created.ok_or(missing("created"))?,
        expires,
        nonce,
        key_id: key_id.ok_or(missing("keyid"))?,
        algorithm: algorithm.ok_or(missing("alg"))?,
    })
}

/// RFC 9651 integers have at most 15 digits.
fn integer(name: &'static str, seconds: UnixSeconds) -> Result<u64> {
    if seconds.get() < 1_000_000_000_000_000 {
        Ok(seconds.get())
    } else {
        Err(Error::Field(Format::Signature, name))
    }
}

fn seconds(name: &'static str, value: &BareItem) -> Result<UnixSeconds> {
    match value {
        BareItem::Integer(seconds) => u64::try_from(i64::from(*seconds)).ok().map(UnixSeconds),
        _ => None,
    }
    .ok_or(Error::Field(Format::Signature, name))
}

fn text<T>(
    name: &'static str,
    value: &BareItem,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T> {
    match value {
        BareItem::String(text) => read(text.as_str()),
        _ => None,
    }
    .ok_or(Error::Field(Format::Signature, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> SignatureInput {
        let parameters = Parameters {
            created: UnixSeconds(1_760_000_000),
            expires: Some(UnixSeconds(1_760_000_060)),
            nonce: Some(Nonce::from_bytes([7; 16])),
            key_id: KeyId::new("device-7.A_z").unwrap(),
            algorithm: Algorithm::Sm2Sm3,
        };
        let components = vec![Component::Method, Component::RequestSignature];
        SignatureInput::new(components, parameters, "yufu-request-v1").unwrap()
    }

    fn headers(inputs: &str, signatures: &str) -> Vec<(String, Vec<u8>)> {
        vec![("Signature-Input".into(), inputs.into()), ("Signature".into(), signatures.into())]
    }

    fn choose(inputs: &str) -> Result<Option<Selected>> {
        select(&headers(inputs, "yufu=:AAAA:, hw=:AAAB:"), "yufu-request-v1", "yufu")
    }

    #[test]
    fn what_is_written_is_read_back() {
        let chosen = choose(&input().member("yufu")).unwrap().unwrap();
        assert_eq!(chosen.input, input());
        assert_eq!(chosen.signature, [0, 0, 0]);
    }

    #[test]
    fn base_ends_with_the_parameters_and_no_line_break() {
        let base = base(&input(), |component| Ok(format!("{component:?}"))).unwrap();
        assert_eq!(
            String::from_utf8(base).unwrap(),
            "\"@method\": Method\n\"signature\";key=\"yufu\";req: RequestSignature\n\
             \"@signature-params\": (\"@method\" \"signature\";key=\"yufu\";req)\
             ;created=1760000000;expires=1760000060;nonce=\"BwcHBwcHBwcHBwcHBwcHBw\"\
             ;keyid=\"device-7.A_z\";alg=\"sm2-sm3\";tag=\"yufu-request-v1\""
        );
    }

    #[test]
    fn signatures_of_others_are_ignored_and_two_of_ours_are_refused() {
        let ours = input().member("yufu");
        assert!(choose("").is_err());
        assert_eq!(choose("proxy=(\"x\");tag=\"proxy\", other=1").unwrap().map(|_| ()), None);
        let beside = format!("proxy=(\"x\";sf);tag=\"proxy\", {ours}");
        assert_eq!(choose(&beside).unwrap().unwrap().input, input());
        assert_eq!(
            choose(&format!("{ours}, {}", input().member("hw"))).unwrap_err(),
            Error::Field(Format::Signature, "tag")
        );
        assert_eq!(
            choose(&input().member("hw")).unwrap_err(),
            Error::Field(Format::Signature, "label")
        );
        assert!(choose(&format!("{ours}, {ours}")).is_err());
        let mut twice = headers(&ours, "yufu=:AAAA:");
        twice.push(("signature-input".into(), ours.into_bytes()));
        assert!(select(&twice, "yufu-request-v1", "yufu").is_err());
    }

    #[test]
    fn unknown_and_repeated_components_and_parameters_are_refused() {
        let ours = input().member("yufu");
        for (from, to) in [
            ("\"@method\"", "\"@method\" \"@method\""),
            ("\"@method\"", "\"@method\";sf"),
            ("\"@method\"", "\"@method\";tr"),
            ("\"@method\"", "\"@method\";bs"),
            ("\"@method\"", "\"@METHOD\""),
            ("\"@method\"", "\"@target-uri\""),
            ("\"@method\"", "\"@query-param\";name=\"a\""),
            ("\"@method\"", "method"),
            ("key=\"yufu\"", "key=\"hw\""),
            (";created=", ";created=-"),
            (";created=1760000000", ""),
            (";created=1760000000", ";created=1760000000;created=1"),
            (";created=1760000000", ";created=@1760000000"),
            (";created=1760000000", ";created=\"1760000000\""),
            (";alg=\"sm2-sm3\"", ""),
            (";alg=\"sm2-sm3\"", ";alg=sm2-sm3"),
            (";alg=\"sm2-sm3\"", ";alg=\"none\""),
            (";keyid=\"device-7.A_z\"", ""),
            ("device-7.A_z", ""),
            ("device-7.A_z", "a b"),
            ("BwcHBwcHBwcHBwcHBwcHBw", "BwcHBwcHBwcHBwcHBwcHBx"),
            (";tag=", ";context=1;tag="),
        ] {
            assert!(ours.contains(from));
            assert!(choose(&ours.replace(from, to)).is_err(), "{from} -> {to}");
        }
    }

    #[test]
    fn a_signature_must_be_plain_bytes_under_the_label() {
        let ours = input().member("yufu");
        for signatures in
            ["yufu=1", "yufu=(:AAAA:)", "yufu=:AAAA:;a", "yufu", "hw=:AAAA:", "yufu=:A:"]
        {
            let headers = headers(&ours, signatures);
            assert!(select(&headers, "yufu-request-v1", "yufu").is_err(), "{signatures}");
        }
    }

    #[test]
    fn times_of_more_than_fifteen_digits_are_not_written() {
        let parameters =
            Parameters { created: UnixSeconds(1_000_000_000_000_000), ..input().parameters };
        assert!(SignatureInput::new(Vec::new(), parameters, "t").is_err());
    }
}
