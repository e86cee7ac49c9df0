//! What an app hands to the client: a saved record, values and links.

use yufu::device::{PlatformSecret, Saved};
use yufu::mask::{self, CardExpiry, Kind, Stage};
use yufu::validate::{self, LinkPolicy};
use yufu_sm::{kdf, sm3};

use crate::make::tlv;

/// The platform secret of the seeds.
pub(super) const SECRET: [u8; 32] = [0x5e; 32];

/// The bytes as a record, and as the content of one with the right tag.
pub fn device_record(data: &[u8]) {
    let secret = || PlatformSecret::take(&mut SECRET.clone());
    let _ = Saved::from_record(data, &secret());
    // The salt stands behind the version: SEQUENCE, INTEGER, OCTET STRING.
    let salt = data.windows(34).find(|window| window.starts_with(&[0x04, 0x20]));
    let slow = data.windows(2).any(|pair| pair == [0x02, 0x03] || pair == [0x02, 0x04]);
    let Some(salt) = salt.filter(|_| !slow && data.len() < 4096).map(|salt| &salt[2..]) else {
        return;
    };
    let mut key = [0; 32];
    let label: &[u8] = b"yufu device record tag v1";
    kdf::hkdf(salt, &SECRET, &[label], &mut key).expect("32 bytes");
    let tag = sm3::hmac(&key, &[data]);
    let record = tlv(0x30, &[&tlv(0x04, &[data]), &tlv(0x04, &[tag.as_slice()])]);
    let _ = Saved::from_record(&record, &secret());
}

/// The text as a value of each kind: a mask hides something, and a valid value stays valid.
pub fn values(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for kind in Kind::ALL {
        let masked = mask::mask(kind, text);
        assert!(masked.contains('*'), "{kind} shows all");
        if let Ok(value) = validate::check(kind, text) {
            assert!(value.to_string().contains('*'), "{kind} shows all");
        }
    }
    for decimals in 0..=3 {
        let _ = validate::amount(text, decimals);
    }
    let _ = validate::chinese_passport(text);
    if let Some(expiry) = CardExpiry::parse(text) {
        assert_eq!(*expiry.show(Stage::BeforeLogin), "**/**");
        assert_eq!(expiry.show(Stage::AfterLogin).len(), 5);
    }
}

/// The text as a link: one that is followed has a host of the list.
pub fn link(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let policy = LinkPolicy::new(&["https", "bankapp"], &["m.bank.example", "*.pay.bank.example"])
        .expect("valid");
    if let Ok(link) = policy.check(text) {
        let host = link.host();
        assert!(host == "m.bank.example" || host.ends_with(".pay.bank.example"), "{host}");
        assert!(policy.check(link.as_str()).is_ok());
    }
    // The bytes as lists of schemes and hosts.
    let words: Vec<&str> = text.split(' ').collect();
    let _ = LinkPolicy::new(&words, &words);
}
