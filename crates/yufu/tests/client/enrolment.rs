//! Enrolment: the code stays sealed, and the two keys vouch for each other.

use getrandom::SysRng;
use yufu::Error;
use yufu::device::{ActivationCode, Device, HardwareKey, HardwareSignature, PlatformSecret, Saved};
use yufu_protocol::rejection::Reason;

use super::bank::{Bank, CODE, account};

/// SubjectPublicKeyInfo of P-256's base point.
fn hardware_key() -> HardwareKey {
    let spki = "3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6e563\
                a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b\
                315ececbb6406837bf51f5";
    HardwareKey::from_spki(&bytes(spki)).unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect()
}

#[test]
fn enrolled_device_has_the_servers_names() {
    let bank = Bank::new();
    let device = bank.device(&bank.server());
    assert_eq!(device.id().as_str(), "device-1");
    assert_eq!(device.key_id().as_str(), "key-1");
    assert_eq!(device.account(), &account());
}

#[test]
fn activation_code_is_not_readable_on_the_way() {
    let bank = Bank::new();
    let server = bank.server();
    let offer = bank.exchange(server.challenge(&mut SysRng).unwrap()).unwrap();
    let new = Device::create(&mut SysRng).unwrap();
    let code = ActivationCode::new(CODE).unwrap();
    let pending = new.enrol(&server, &offer, code, &mut SysRng).unwrap();
    let sent = format!("{:?} {:?}", pending, pending.request());
    let body = String::from_utf8(pending.request().body.clone()).unwrap();
    assert!(!sent.contains(CODE) && !body.contains(CODE));
}

#[test]
fn wrong_activation_code_is_the_servers_signed_refusal() {
    let bank = Bank::new();
    let server = bank.server();
    let offer = bank.exchange(server.challenge(&mut SysRng).unwrap()).unwrap();
    let new = Device::create(&mut SysRng).unwrap();
    let code = ActivationCode::new("AAAA-BBBB-CCCC").unwrap();
    let refused = bank.exchange(new.enrol(&server, &offer, code, &mut SysRng).unwrap());
    let Err(error @ Error::Rejected(rejection)) = refused else { panic!("{refused:?}") };
    assert_eq!(rejection.reason, Reason::ActivationCodeRejected);
    assert_eq!(error.correlation().unwrap().as_bytes(), &[9; 16]);
    assert_eq!(error.advice().zh, Reason::ActivationCodeRejected.explain_zh());
}

#[test]
fn an_offer_is_not_used_after_its_end() {
    let bank = Bank::new();
    let server = bank.server();
    let offer = bank.exchange(server.challenge(&mut SysRng).unwrap()).unwrap();
    bank.clock.advance(300);
    let new = Device::create(&mut SysRng).unwrap();
    let code = ActivationCode::new(CODE).unwrap();
    let refused = new.enrol(&server, &offer, code, &mut SysRng);
    assert_eq!(refused.err(), Some(Error::OfferExpired));
}

#[test]
fn hardware_key_signs_the_enrolment_and_every_request() {
    let bank = Bank::new();
    let server = bank.server();
    let offer = bank.exchange(server.challenge(&mut SysRng).unwrap()).unwrap();
    let new = Device::create(&mut SysRng).unwrap().with_hardware_key(hardware_key());
    let code = ActivationCode::new(CODE).unwrap();
    let enrolment = new.enrolment(&offer, code).unwrap();
    assert!(enrolment.hardware_message().is_some());
    let missing = enrolment.sign(&new, &server, None, &mut SysRng);
    assert_eq!(missing.err(), Some(Error::HardwareSignature));

    let signature = HardwareSignature::from_bytes([7; 64]);
    let pending = enrolment.sign(&new, &server, Some(&signature), &mut SysRng).unwrap();
    let device = new.enrolled(bank.exchange(pending).unwrap());
    assert_eq!(device.hardware_key(), Some(&hardware_key()));

    let login = bank.begin(&server, &std::sync::Arc::new(device));
    let report = super::bank::login_report(&login);
    let mut pending = login.submit(bank.sealed(), report, &mut SysRng).unwrap();
    let base = pending.hardware_base().unwrap().unwrap();
    assert!(String::from_utf8(base).unwrap().contains("tag=\"yufu-hw-v1\""));
    pending.attach_hardware_signature(&signature).unwrap();
    assert_eq!(pending.hardware_base(), Ok(None));
    let twice = pending.attach_hardware_signature(&signature);
    assert_eq!(twice, Err(Error::HardwareSignature));
    bank.exchange(pending).unwrap();
}

#[test]
fn an_enrolled_device_comes_back_from_its_record_and_logs_in() {
    let bank = Bank::new();
    let server = bank.server();
    let offer = bank.exchange(server.challenge(&mut SysRng).unwrap()).unwrap();
    let new = Device::create(&mut SysRng).unwrap().with_hardware_key(hardware_key());
    let enrolment = new.enrolment(&offer, ActivationCode::new(CODE).unwrap()).unwrap();
    let signature = HardwareSignature::from_bytes([7; 64]);
    let pending = enrolment.sign(&new, &server, Some(&signature), &mut SysRng).unwrap();
    let device = new.enrolled(bank.exchange(pending).unwrap());

    let secret = || PlatformSecret::take(&mut [7; 32]);
    let record = device.to_record(&secret(), &mut SysRng).unwrap();
    let Saved::Enrolled(again) = Saved::from_record(&record, &secret()).unwrap() else {
        panic!("the record lost the enrolment")
    };
    assert_eq!((again.id(), again.key_id()), (device.id(), device.key_id()));
    assert_eq!((again.account(), again.thumbprint()), (device.account(), device.thumbprint()));
    assert_eq!(again.hardware_key(), device.hardware_key());
    let login = bank.begin(&server, &std::sync::Arc::new(again));
    let report = super::bank::login_report(&login);
    bank.exchange(login.submit(bank.sealed(), report, &mut SysRng).unwrap()).unwrap();
}

#[test]
fn the_record_on_the_format_page_opens() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/device-record.md");
    let page = std::fs::read_to_string(page).unwrap();
    let block = |name: &str| {
        let (_, rest) = page.split_once(&format!("```text {name}\n")).unwrap();
        let digits: String = rest.split_once("```").unwrap().0.split_whitespace().collect();
        bytes(&digits)
    };
    let mut secret = yufu_sm::sm3::hash(b"yufu example platform secret");
    assert_eq!(secret.to_vec(), block("platform-secret"));
    let secret = PlatformSecret::take(&mut secret);
    let Saved::Enrolled(device) = Saved::from_record(&block("record"), &secret).unwrap() else {
        panic!("the example is an enrolled device")
    };
    assert_eq!(device.thumbprint().as_bytes().to_vec(), block("thumbprint"));
    assert_eq!((device.id().as_str(), device.key_id().as_str()), ("device-1", "key-1"));
}

#[test]
fn a_server_that_drops_the_hardware_key_is_not_believed() {
    let bank = Bank::new();
    let server = bank.server();
    let offer = bank.exchange(server.challenge(&mut SysRng).unwrap()).unwrap();
    let new = Device::create(&mut SysRng).unwrap().with_hardware_key(hardware_key());
    let enrolment = new.enrolment(&offer, ActivationCode::new(CODE).unwrap()).unwrap();
    let signature = HardwareSignature::from_bytes([7; 64]);
    let pending = enrolment.sign(&new, &server, Some(&signature), &mut SysRng).unwrap();
    let genuine = bank.answer(pending.request());
    let body = String::from_utf8(genuine.body).unwrap();
    let body = body.replace("\"hardware_key\":true", "\"hardware_key\":false");
    let response = bank.sign(pending.request(), 200, "application/json", body.into_bytes());
    assert_eq!(pending.receive(&response).err(), Some(Error::ResponseMalformed));
}
