//! What hostile bytes may reach, as functions of any bytes: each decoder, the state machines, and
//! SM2 and SM4 beside a second implementation.
//!
//! A target returns, or it has found a fault: by a panic in the code under test, or by a property
//! of its own that does not hold. `cargo xtask fuzz` lets LLVM's fuzzer look for such bytes; the
//! suite `fuzz` runs each target on its seeds and on every input that once was a fault.

mod app;
mod enveloped;
mod environment;
mod foreign;
mod formats;
mod keys;
mod machines;
mod messages;
pub mod seeds;

use crate::vectors::Stream;

/// A function of any bytes.
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Words that its inputs are made of: a file of tests/fuzz.
    pub dictionary: Option<&'static str>,
    /// The decoders that it reaches, as the suite `fuzz` finds them in the sources.
    pub decoders: &'static [&'static str],
    /// Runs it.
    pub run: fn(&[u8]),
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target {
        name: "transaction",
        dictionary: Some("der"),
        decoders: &["yufu-protocol/transaction::from_der"],
        run: formats::transaction,
    },
    Target {
        name: "jws",
        dictionary: Some("json"),
        decoders: &["yufu-protocol/jws::verify"],
        run: formats::jws,
    },
    Target {
        name: "bundle",
        dictionary: Some("json"),
        decoders: &["yufu-protocol/bundle::verify", "yufu/trust::load"],
        run: formats::bundle,
    },
    Target {
        name: "report",
        dictionary: Some("json"),
        decoders: &["yufu-protocol/report::verify"],
        run: formats::report,
    },
    Target {
        name: "enrolment",
        dictionary: Some("der"),
        decoders: &["yufu-protocol/enrolment::from_der"],
        run: formats::enrolment,
    },
    Target {
        name: "envelope",
        dictionary: Some("der"),
        decoders: &[
            "yufu-protocol/envelope::open",
            "yufu-protocol/envelope::recipient",
            "yufu-protocol/enrolment::open",
            "yufu-protocol/report::open",
        ],
        run: formats::envelope,
    },
    Target {
        name: "sealed_input",
        dictionary: Some("der"),
        decoders: &["yufu-protocol/input/sealed::from_der"],
        run: formats::sealed_input,
    },
    Target {
        name: "api",
        dictionary: Some("json"),
        decoders: &[
            "yufu-protocol/api::decode",
            "yufu-protocol/encoding::from_json",
            "yufu-protocol/encoding::from_json_exact",
        ],
        run: formats::api,
    },
    Target {
        name: "texts",
        dictionary: Some("text"),
        decoders: &[
            "yufu-protocol/encoding::from_base64url",
            "yufu-protocol/id/bytes::from_str",
            "yufu-protocol/id/text::from_str",
            "yufu-protocol/rejection::from_name",
            "yufu-protocol/request::from_str",
            "yufu-protocol/strength::from_name",
            "yufu-protocol/transaction/currency::from_str",
            "yufu-protocol/transaction/digest::from_str",
            "yufu/mask/kind::from_str",
        ],
        run: formats::texts,
    },
    Target {
        name: "message",
        dictionary: Some("http"),
        decoders: &[
            "yufu-protocol/http/text::parse_request",
            "yufu-protocol/http/text::parse_response",
        ],
        run: messages::text,
    },
    Target {
        name: "request",
        dictionary: Some("http"),
        decoders: &["yufu-protocol/request/parse::parse"],
        run: messages::request,
    },
    Target {
        name: "response",
        dictionary: Some("http"),
        decoders: &["yufu-protocol/response::verify_response"],
        run: messages::response,
    },
    Target {
        name: "keys",
        dictionary: Some("der"),
        decoders: &[
            "yufu-sm/sm2/private::from_encrypted_pkcs8_der",
            "yufu-sm/sm2/private::from_encrypted_pkcs8_pem",
            "yufu-sm/sm2/private::from_pkcs8_der",
            "yufu-sm/sm2/private::from_pkcs8_pem",
            "yufu-sm/sm2/private::from_sec1_der",
            "yufu-sm/sm2/private::from_sec1_pem",
            "yufu-sm/sm2/public::from_sec1_bytes",
            "yufu-sm/sm2/public::from_spki_der",
            "yufu-sm/sm2/public::from_spki_pem",
            "yufu/device/hardware::from_der",
            "yufu/device/hardware::from_spki",
        ],
        run: keys::encodings,
    },
    Target {
        name: "sm2",
        dictionary: None,
        decoders: &[
            "yufu-sm/sm2/encryption::decrypt",
            "yufu-sm/sm2/signature::from_der",
            "yufu-sm/sm2/signature::from_slice",
            "yufu-sm/sm2/verifying::verify",
        ],
        run: keys::sm2,
    },
    Target {
        name: "sm4",
        dictionary: None,
        decoders: &[
            "yufu-sm/sm4/cbc::decrypt",
            "yufu-sm/sm4/ccm::open",
            "yufu-sm/sm4/gcm::open",
            "yufu-sm/sm4::from_slice",
        ],
        run: keys::sm4,
    },
    Target {
        name: "device_record",
        dictionary: Some("der"),
        decoders: &["yufu/device/record::from_record"],
        run: app::device_record,
    },
    Target {
        name: "capture",
        dictionary: Some("json"),
        decoders: &["yufu/environment/evidence::from_json"],
        run: environment::capture,
    },
    Target {
        name: "kernel_text",
        dictionary: None,
        decoders: &[
            "yufu/environment/evidence/maps::parse_maps",
            "yufu/environment/evidence/addresses::parse_local_addresses",
            "yufu/environment/evidence/mounts::parse_mountinfo",
            "yufu/environment/evidence/mounts::parse_mounts",
            "yufu/environment/evidence/status::parse_status",
        ],
        run: environment::kernel_text,
    },
    Target {
        name: "pack",
        dictionary: Some("json"),
        decoders: &["yufu-protocol/pack::from_own_json", "yufu-protocol/pack::verify"],
        run: environment::pack,
    },
    Target {
        name: "property_area",
        dictionary: None,
        decoders: &["yufu/environment/evidence/properties::parse_property_area"],
        run: environment::property_area,
    },
    Target {
        name: "package",
        dictionary: None,
        decoders: &["yufu/environment/evidence/apk::parse_signing_block"],
        run: environment::package,
    },
    Target {
        name: "program",
        dictionary: None,
        decoders: &[
            "yufu/environment/evidence/darwin::parse_code_signature",
            "yufu/environment/evidence/darwin::parse_mach_o",
        ],
        run: environment::program,
    },
    Target {
        name: "cms",
        dictionary: Some("der"),
        decoders: &[
            "yufu-protocol/cms/authenticated::open",
            "yufu-protocol/cms/certificate::from_der",
            "yufu-protocol/cms/certificate::from_pem",
            "yufu-protocol/cms/verify::verify",
        ],
        run: foreign::cms,
    },
    Target {
        name: "attestation",
        dictionary: Some("der"),
        decoders: &[
            "yufu-verifier/attestation/android/description::from_der",
            "yufu-verifier/attestation/apple/object::from_cbor",
            "yufu-verifier/attestation/chain::from_der",
            "yufu-verifier/attestation/revocation::from_json",
        ],
        run: foreign::attestation,
    },
    Target {
        name: "values",
        dictionary: Some("text"),
        decoders: &["yufu/mask/policy::parse", "yufu/validate::check"],
        run: app::values,
    },
    Target {
        name: "link",
        dictionary: Some("text"),
        decoders: &["yufu/validate/link::check"],
        run: app::link,
    },
    Target { name: "ratchet", dictionary: None, decoders: &[], run: machines::ratchet },
    Target { name: "pin_pad", dictionary: None, decoders: &[], run: machines::pin_pad },
    Target { name: "session", dictionary: None, decoders: &[], run: machines::session },
];

/// Functions that look like decoders and read nothing that comes from outside.
pub const NOT_DECODERS: &[(&str, &str)] = &[
    ("yufu-sm/sm2/prepared::verify", "the same check as VerifyingKey::verify, on a prepared key"),
    ("yufu-sm/sm3/hmac::from_key", "takes a key of any bytes"),
    ("yufu-sm/sm4/cmac::verify", "compares a tag"),
];

/// The target of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// The same stream in the place of randomness each time, so that a fault happens again.
fn fixed() -> Stream {
    Stream::new(b"fuzz")
}
