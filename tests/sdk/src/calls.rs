// Made by `cargo xtask generate`. Do not edit.
//! Every call of the foreign API by its name, with arguments and results as JSON.
#![allow(missing_docs, reason = "the foreign API has the words")]
#![allow(clippy::redundant_closure, clippy::too_many_lines, reason = "a table")]

use std::sync::Arc;

use serde_json::{Map, Value, json};
use yufu_ffi::Result;

use crate::{Made, Objects, bytes, flag, list, number, option, text, word};

/// An object of any class.
#[derive(Clone, Debug)]
pub enum Object {
    CardExpiry(Arc<yufu_ffi::CardExpiry>),
    DenyList(Arc<yufu_ffi::DenyList>),
    Device(Arc<yufu_ffi::Device>),
    Enrolled(Arc<yufu_ffi::Enrolled>),
    Enrolment(Arc<yufu_ffi::Enrolment>),
    Environment(Arc<yufu_ffi::Environment>),
    FileStore(Arc<yufu_ffi::FileStore>),
    HostFacts(Arc<yufu_ffi::HostFacts>),
    IdentityProof(Arc<yufu_ffi::IdentityProof>),
    Keypad(Arc<yufu_ffi::Keypad>),
    LinkPolicy(Arc<yufu_ffi::LinkPolicy>),
    Login(Arc<yufu_ffi::Login>),
    NewDevice(Arc<yufu_ffi::NewDevice>),
    Offer(Arc<yufu_ffi::Offer>),
    Pack(Arc<yufu_ffi::Pack>),
    PendingAnswer(Arc<yufu_ffi::PendingAnswer>),
    PendingChange(Arc<yufu_ffi::PendingChange>),
    PendingEnrolment(Arc<yufu_ffi::PendingEnrolment>),
    PendingLogin(Arc<yufu_ffi::PendingLogin>),
    PendingLogout(Arc<yufu_ffi::PendingLogout>),
    PendingOffer(Arc<yufu_ffi::PendingOffer>),
    PendingReceipt(Arc<yufu_ffi::PendingReceipt>),
    PendingSecretChange(Arc<yufu_ffi::PendingSecretChange>),
    PendingSession(Arc<yufu_ffi::PendingSession>),
    PendingTransfer(Arc<yufu_ffi::PendingTransfer>),
    Report(Arc<yufu_ffi::Report>),
    RequestSigner(Arc<yufu_ffi::RequestSigner>),
    SavedDevice(Arc<yufu_ffi::SavedDevice>),
    SealedInput(Arc<yufu_ffi::SealedInput>),
    SealedReport(Arc<yufu_ffi::SealedReport>),
    SecretChange(Arc<yufu_ffi::SecretChange>),
    SecureInput(Arc<yufu_ffi::SecureInput>),
    Sensitive(Arc<yufu_ffi::Sensitive>),
    Server(Arc<yufu_ffi::Server>),
    Session(Arc<yufu_ffi::Session>),
    Transaction(Arc<yufu_ffi::Transaction>),
    Transfer(Arc<yufu_ffi::Transfer>),
    Trust(Arc<yufu_ffi::Trust>),
}

impl Objects {
    fn card_expiry(&self, name: &str) -> Arc<yufu_ffi::CardExpiry> {
        match self.get(name) {
            Object::CardExpiry(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn deny_list(&self, name: &str) -> Arc<yufu_ffi::DenyList> {
        match self.get(name) {
            Object::DenyList(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn device(&self, name: &str) -> Arc<yufu_ffi::Device> {
        match self.get(name) {
            Object::Device(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn enrolled(&self, name: &str) -> Arc<yufu_ffi::Enrolled> {
        match self.get(name) {
            Object::Enrolled(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn enrolment(&self, name: &str) -> Arc<yufu_ffi::Enrolment> {
        match self.get(name) {
            Object::Enrolment(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn environment(&self, name: &str) -> Arc<yufu_ffi::Environment> {
        match self.get(name) {
            Object::Environment(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn file_store(&self, name: &str) -> Arc<yufu_ffi::FileStore> {
        match self.get(name) {
            Object::FileStore(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn host_facts(&self, name: &str) -> Arc<yufu_ffi::HostFacts> {
        match self.get(name) {
            Object::HostFacts(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn identity_proof(&self, name: &str) -> Arc<yufu_ffi::IdentityProof> {
        match self.get(name) {
            Object::IdentityProof(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn keypad(&self, name: &str) -> Arc<yufu_ffi::Keypad> {
        match self.get(name) {
            Object::Keypad(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn link_policy(&self, name: &str) -> Arc<yufu_ffi::LinkPolicy> {
        match self.get(name) {
            Object::LinkPolicy(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn login(&self, name: &str) -> Arc<yufu_ffi::Login> {
        match self.get(name) {
            Object::Login(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn new_device(&self, name: &str) -> Arc<yufu_ffi::NewDevice> {
        match self.get(name) {
            Object::NewDevice(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn offer(&self, name: &str) -> Arc<yufu_ffi::Offer> {
        match self.get(name) {
            Object::Offer(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pack(&self, name: &str) -> Arc<yufu_ffi::Pack> {
        match self.get(name) {
            Object::Pack(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_answer(&self, name: &str) -> Arc<yufu_ffi::PendingAnswer> {
        match self.get(name) {
            Object::PendingAnswer(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_change(&self, name: &str) -> Arc<yufu_ffi::PendingChange> {
        match self.get(name) {
            Object::PendingChange(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_enrolment(&self, name: &str) -> Arc<yufu_ffi::PendingEnrolment> {
        match self.get(name) {
            Object::PendingEnrolment(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_login(&self, name: &str) -> Arc<yufu_ffi::PendingLogin> {
        match self.get(name) {
            Object::PendingLogin(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_logout(&self, name: &str) -> Arc<yufu_ffi::PendingLogout> {
        match self.get(name) {
            Object::PendingLogout(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_offer(&self, name: &str) -> Arc<yufu_ffi::PendingOffer> {
        match self.get(name) {
            Object::PendingOffer(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_receipt(&self, name: &str) -> Arc<yufu_ffi::PendingReceipt> {
        match self.get(name) {
            Object::PendingReceipt(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_secret_change(&self, name: &str) -> Arc<yufu_ffi::PendingSecretChange> {
        match self.get(name) {
            Object::PendingSecretChange(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_session(&self, name: &str) -> Arc<yufu_ffi::PendingSession> {
        match self.get(name) {
            Object::PendingSession(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn pending_transfer(&self, name: &str) -> Arc<yufu_ffi::PendingTransfer> {
        match self.get(name) {
            Object::PendingTransfer(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn report(&self, name: &str) -> Arc<yufu_ffi::Report> {
        match self.get(name) {
            Object::Report(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn request_signer(&self, name: &str) -> Arc<yufu_ffi::RequestSigner> {
        match self.get(name) {
            Object::RequestSigner(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn saved_device(&self, name: &str) -> Arc<yufu_ffi::SavedDevice> {
        match self.get(name) {
            Object::SavedDevice(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn sealed_input(&self, name: &str) -> Arc<yufu_ffi::SealedInput> {
        match self.get(name) {
            Object::SealedInput(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn sealed_report(&self, name: &str) -> Arc<yufu_ffi::SealedReport> {
        match self.get(name) {
            Object::SealedReport(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn secret_change(&self, name: &str) -> Arc<yufu_ffi::SecretChange> {
        match self.get(name) {
            Object::SecretChange(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn secure_input(&self, name: &str) -> Arc<yufu_ffi::SecureInput> {
        match self.get(name) {
            Object::SecureInput(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn sensitive(&self, name: &str) -> Arc<yufu_ffi::Sensitive> {
        match self.get(name) {
            Object::Sensitive(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn server(&self, name: &str) -> Arc<yufu_ffi::Server> {
        match self.get(name) {
            Object::Server(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn session(&self, name: &str) -> Arc<yufu_ffi::Session> {
        match self.get(name) {
            Object::Session(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn transaction(&self, name: &str) -> Arc<yufu_ffi::Transaction> {
        match self.get(name) {
            Object::Transaction(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn transfer(&self, name: &str) -> Arc<yufu_ffi::Transfer> {
        match self.get(name) {
            Object::Transfer(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
    fn trust(&self, name: &str) -> Arc<yufu_ffi::Trust> {
        match self.get(name) {
            Object::Trust(object) => object.clone(),
            other => panic!("{name} is {other:?}"),
        }
    }
}

/// Makes a call.
///
/// # Errors
/// Those of the call.
pub fn call(objects: &Objects, name: &str, on: &str, given: &[Value]) -> Result<Made> {
    Ok(match name {
        "mask_value" => {
            Made::Value(json!(yufu_ffi::mask_value(value_kind_of(&given[0]), &text(&given[1]))?))
        }
        "memory_warnings" => Made::Value(Value::Array(
            yufu_ffi::memory_warnings()?.into_iter().map(|v| memory_warning_json(v)).collect(),
        )),
        "parse_amount" => {
            Made::Value(json!(yufu_ffi::parse_amount(&text(&given[0]), number(&given[1]))?))
        }
        "self_test" => Made::Value(Value::Array(
            yufu_ffi::self_test()?.into_iter().map(|v| json!(v)).collect(),
        )),
        "version" => Made::Value(json!(yufu_ffi::version()?)),
        "CardExpiry.new" => {
            Made::Object(Object::CardExpiry(yufu_ffi::CardExpiry::new(&bytes(&given[0]))?))
        }
        "CardExpiry.close" => {
            objects.card_expiry(on).close()?;
            Made::Value(Value::Null)
        }
        "CardExpiry.shown" => {
            Made::Value(json!(objects.card_expiry(on).shown(stage_of(&given[0]))?))
        }
        "DenyList.new" => Made::Object(Object::DenyList(yufu_ffi::DenyList::new()?)),
        "DenyList.add_birthday" => {
            objects.deny_list(on).add_birthday(
                number(&given[0]),
                number(&given[1]),
                number(&given[2]),
            )?;
            Made::Value(Value::Null)
        }
        "DenyList.add_card_number" => {
            objects.deny_list(on).add_card_number(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "DenyList.add_id_number" => {
            objects.deny_list(on).add_id_number(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "DenyList.add_mobile_number" => {
            objects.deny_list(on).add_mobile_number(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "DenyList.close" => {
            objects.deny_list(on).close()?;
            Made::Value(Value::Null)
        }
        "Device.account" => Made::Value(json!(objects.device(on).account()?)),
        "Device.close" => {
            objects.device(on).close()?;
            Made::Value(Value::Null)
        }
        "Device.has_hardware_key" => Made::Value(json!(objects.device(on).has_hardware_key()?)),
        "Device.id" => Made::Value(json!(objects.device(on).id()?)),
        "Device.key_id" => Made::Value(json!(objects.device(on).key_id()?)),
        "Device.thumbprint" => Made::Value(json!(hex::encode(objects.device(on).thumbprint()?))),
        "Device.to_record" => {
            Made::Value(json!(hex::encode(objects.device(on).to_record(&bytes(&given[0]))?)))
        }
        "Enrolled.close" => {
            objects.enrolled(on).close()?;
            Made::Value(Value::Null)
        }
        "Enrolment.close" => {
            objects.enrolment(on).close()?;
            Made::Value(Value::Null)
        }
        "Enrolment.hardware_message" => Made::Value(
            objects
                .enrolment(on)
                .hardware_message()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "Enrolment.sign" => Made::Object(Object::PendingEnrolment(objects.enrolment(on).sign(
            &objects.new_device(word(&given[0])),
            &objects.server(word(&given[1])),
            option(&given[2], |v| bytes(v)),
            option(&given[3], |v| bytes(v)),
        )?)),
        "Environment.new" => Made::Object(Object::Environment(yufu_ffi::Environment::new(
            option(&given[0], |v| expected_of(v)),
            option(&given[1], |v| objects.pack(word(v))),
        )?)),
        "Environment.allow_loopback_ports" => {
            objects.environment(on).allow_loopback_ports()?;
            Made::Value(Value::Null)
        }
        "Environment.close" => {
            objects.environment(on).close()?;
            Made::Value(Value::Null)
        }
        "Environment.collect" => Made::Object(Object::Report(objects.environment(on).collect(
            &objects.host_facts(word(&given[0])),
            &bytes(&given[1]),
            option(&given[2], |v| bytes(v)),
            number(&given[3]),
        )?)),
        "FileStore.new" => {
            Made::Object(Object::FileStore(yufu_ffi::FileStore::new(&text(&given[0]))?))
        }
        "FileStore.close" => {
            objects.file_store(on).close()?;
            Made::Value(Value::Null)
        }
        "FileStore.erase" => {
            objects.file_store(on).erase()?;
            Made::Value(Value::Null)
        }
        "FileStore.load" => objects
            .file_store(on)
            .load(&bytes(&given[0]))?
            .map_or(Made::Value(Value::Null), |v| Made::Object(Object::SavedDevice(v))),
        "FileStore.save" => {
            objects.file_store(on).save(&objects.device(word(&given[0])), &bytes(&given[1]))?;
            Made::Value(Value::Null)
        }
        "FileStore.save_new" => {
            objects
                .file_store(on)
                .save_new(&objects.new_device(word(&given[0])), &bytes(&given[1]))?;
            Made::Value(Value::Null)
        }
        "HostFacts.new" => Made::Object(Object::HostFacts(yufu_ffi::HostFacts::new()?)),
        "HostFacts.close" => {
            objects.host_facts(on).close()?;
            Made::Value(Value::Null)
        }
        "HostFacts.set_bytes" => {
            objects.host_facts(on).set_bytes(fact_name_of(&given[0]), &bytes(&given[1]))?;
            Made::Value(Value::Null)
        }
        "HostFacts.set_flag" => {
            objects.host_facts(on).set_flag(fact_name_of(&given[0]), flag(&given[1]))?;
            Made::Value(Value::Null)
        }
        "HostFacts.set_list" => {
            objects
                .host_facts(on)
                .set_list(fact_name_of(&given[0]), list(&given[1], |v| text(v)))?;
            Made::Value(Value::Null)
        }
        "HostFacts.set_number" => {
            objects.host_facts(on).set_number(fact_name_of(&given[0]), number(&given[1]))?;
            Made::Value(Value::Null)
        }
        "HostFacts.set_text" => {
            objects.host_facts(on).set_text(fact_name_of(&given[0]), &text(&given[1]))?;
            Made::Value(Value::Null)
        }
        "HostFacts.set_unobservable" => {
            objects
                .host_facts(on)
                .set_unobservable(fact_name_of(&given[0]), unobservable_cause_of(&given[1]))?;
            Made::Value(Value::Null)
        }
        "IdentityProof.new" => Made::Object(Object::IdentityProof(yufu_ffi::IdentityProof::new(
            identity_check_of(&given[0]),
        )?)),
        "IdentityProof.close" => {
            objects.identity_proof(on).close()?;
            Made::Value(Value::Null)
        }
        "Keypad.new" => Made::Object(Object::Keypad(yufu_ffi::Keypad::new(
            layout_of(&given[0]),
            order_of(&given[1]),
            keypad_style_of(&given[2]),
        )?)),
        "Keypad.appearance" => Made::Value(appearance_json(objects.keypad(on).appearance()?)),
        "Keypad.cells" => Made::Value(Value::Array(
            objects.keypad(on).cells()?.into_iter().map(|v| cell_json(v)).collect(),
        )),
        "Keypad.close" => {
            objects.keypad(on).close()?;
            Made::Value(Value::Null)
        }
        "Keypad.columns" => Made::Value(json!(objects.keypad(on).columns()?)),
        "Keypad.label" => Made::Value(json!(objects.keypad(on).label(number(&given[0]))?)),
        "LinkPolicy.new" => Made::Object(Object::LinkPolicy(yufu_ffi::LinkPolicy::new(
            list(&given[0], |v| text(v)),
            list(&given[1], |v| text(v)),
            list(&given[2], |v| number(v)),
        )?)),
        "LinkPolicy.check" => {
            Made::Value(link_json(objects.link_policy(on).check(&text(&given[0]))?))
        }
        "LinkPolicy.close" => {
            objects.link_policy(on).close()?;
            Made::Value(Value::Null)
        }
        "Login.challenge" => Made::Value(json!(hex::encode(objects.login(on).challenge()?))),
        "Login.close" => {
            objects.login(on).close()?;
            Made::Value(Value::Null)
        }
        "Login.open_input" => Made::Object(Object::SecureInput(
            objects.login(on).open_input(&objects.keypad(word(&given[0])))?,
        )),
        "Login.seal_report" => Made::Object(Object::SealedReport(
            objects
                .login(on)
                .seal_report(&objects.report(word(&given[0])), app_info_of(&given[1]))?,
        )),
        "Login.submit" => Made::Object(Object::PendingSession(objects.login(on).submit(
            &objects.sealed_input(word(&given[0])),
            &objects.sealed_report(word(&given[1])),
            session_limits_of(&given[2]),
        )?)),
        "NewDevice.new" => {
            Made::Object(Object::NewDevice(yufu_ffi::NewDevice::new(option(&given[0], |v| {
                bytes(v)
            }))?))
        }
        "NewDevice.close" => {
            objects.new_device(on).close()?;
            Made::Value(Value::Null)
        }
        "NewDevice.enrolled" => Made::Object(Object::Device(
            objects.new_device(on).enrolled(&objects.enrolled(word(&given[0])))?,
        )),
        "NewDevice.enrolment" => Made::Object(Object::Enrolment(
            objects.new_device(on).enrolment(&objects.offer(word(&given[0])), &bytes(&given[1]))?,
        )),
        "NewDevice.to_record" => {
            Made::Value(json!(hex::encode(objects.new_device(on).to_record(&bytes(&given[0]))?)))
        }
        "Offer.challenge" => Made::Value(json!(hex::encode(objects.offer(on).challenge()?))),
        "Offer.close" => {
            objects.offer(on).close()?;
            Made::Value(Value::Null)
        }
        "Offer.server_time" => Made::Value(json!(objects.offer(on).server_time()?)),
        "Pack.embedded" => Made::Object(Object::Pack(yufu_ffi::Pack::embedded()?)),
        "Pack.asks" => Made::Value(asks_json(objects.pack(on).asks()?)),
        "Pack.close" => {
            objects.pack(on).close()?;
            Made::Value(Value::Null)
        }
        "Pack.id" => Made::Value(json!(objects.pack(on).id()?)),
        "Pack.update" => Made::Object(Object::Pack(objects.pack(on).update(
            &text(&given[0]),
            list(&given[1], |v| bytes(v)),
            number(&given[2]),
        )?)),
        "Pack.version" => Made::Value(json!(objects.pack(on).version()?)),
        "PendingAnswer.attach_hardware_signature" => {
            objects.pending_answer(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingAnswer.close" => {
            objects.pending_answer(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingAnswer.hardware_base" => Made::Value(
            objects
                .pending_answer(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingAnswer.receive" => Made::Value(answer_json(objects.pending_answer(on).receive(
            number(&given[0]),
            list(&given[1], |v| http_header_of(v)),
            &bytes(&given[2]),
        )?)),
        "PendingAnswer.request" => {
            Made::Value(http_request_json(objects.pending_answer(on).request()?))
        }
        "PendingChange.attach_hardware_signature" => {
            objects.pending_change(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingChange.close" => {
            objects.pending_change(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingChange.hardware_base" => Made::Value(
            objects
                .pending_change(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingChange.receive" => {
            Made::Value(change_result_json(objects.pending_change(on).receive(
                number(&given[0]),
                list(&given[1], |v| http_header_of(v)),
                &bytes(&given[2]),
            )?))
        }
        "PendingChange.request" => {
            Made::Value(http_request_json(objects.pending_change(on).request()?))
        }
        "PendingEnrolment.attach_hardware_signature" => {
            objects.pending_enrolment(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingEnrolment.close" => {
            objects.pending_enrolment(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingEnrolment.hardware_base" => Made::Value(
            objects
                .pending_enrolment(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingEnrolment.receive" => {
            Made::Object(Object::Enrolled(objects.pending_enrolment(on).receive(
                number(&given[0]),
                list(&given[1], |v| http_header_of(v)),
                &bytes(&given[2]),
            )?))
        }
        "PendingEnrolment.request" => {
            Made::Value(http_request_json(objects.pending_enrolment(on).request()?))
        }
        "PendingLogin.attach_hardware_signature" => {
            objects.pending_login(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingLogin.close" => {
            objects.pending_login(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingLogin.hardware_base" => Made::Value(
            objects
                .pending_login(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingLogin.receive" => Made::Object(Object::Login(objects.pending_login(on).receive(
            number(&given[0]),
            list(&given[1], |v| http_header_of(v)),
            &bytes(&given[2]),
        )?)),
        "PendingLogin.request" => {
            Made::Value(http_request_json(objects.pending_login(on).request()?))
        }
        "PendingLogout.attach_hardware_signature" => {
            objects.pending_logout(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingLogout.close" => {
            objects.pending_logout(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingLogout.hardware_base" => Made::Value(
            objects
                .pending_logout(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingLogout.receive" => {
            objects.pending_logout(on).receive(
                number(&given[0]),
                list(&given[1], |v| http_header_of(v)),
                &bytes(&given[2]),
            )?;
            Made::Value(Value::Null)
        }
        "PendingLogout.request" => {
            Made::Value(http_request_json(objects.pending_logout(on).request()?))
        }
        "PendingOffer.attach_hardware_signature" => {
            objects.pending_offer(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingOffer.close" => {
            objects.pending_offer(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingOffer.hardware_base" => Made::Value(
            objects
                .pending_offer(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingOffer.receive" => Made::Object(Object::Offer(objects.pending_offer(on).receive(
            number(&given[0]),
            list(&given[1], |v| http_header_of(v)),
            &bytes(&given[2]),
        )?)),
        "PendingOffer.request" => {
            Made::Value(http_request_json(objects.pending_offer(on).request()?))
        }
        "PendingReceipt.attach_hardware_signature" => {
            objects.pending_receipt(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingReceipt.close" => {
            objects.pending_receipt(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingReceipt.hardware_base" => Made::Value(
            objects
                .pending_receipt(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingReceipt.receive" => {
            Made::Value(receipt_json(objects.pending_receipt(on).receive(
                number(&given[0]),
                list(&given[1], |v| http_header_of(v)),
                &bytes(&given[2]),
            )?))
        }
        "PendingReceipt.request" => {
            Made::Value(http_request_json(objects.pending_receipt(on).request()?))
        }
        "PendingSecretChange.attach_hardware_signature" => {
            objects.pending_secret_change(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingSecretChange.close" => {
            objects.pending_secret_change(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingSecretChange.hardware_base" => Made::Value(
            objects
                .pending_secret_change(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingSecretChange.receive" => {
            Made::Object(Object::SecretChange(objects.pending_secret_change(on).receive(
                number(&given[0]),
                list(&given[1], |v| http_header_of(v)),
                &bytes(&given[2]),
            )?))
        }
        "PendingSecretChange.request" => {
            Made::Value(http_request_json(objects.pending_secret_change(on).request()?))
        }
        "PendingSession.attach_hardware_signature" => {
            objects.pending_session(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingSession.close" => {
            objects.pending_session(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingSession.hardware_base" => Made::Value(
            objects
                .pending_session(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingSession.receive" => {
            Made::Object(Object::Session(objects.pending_session(on).receive(
                number(&given[0]),
                list(&given[1], |v| http_header_of(v)),
                &bytes(&given[2]),
            )?))
        }
        "PendingSession.request" => {
            Made::Value(http_request_json(objects.pending_session(on).request()?))
        }
        "PendingTransfer.attach_hardware_signature" => {
            objects.pending_transfer(on).attach_hardware_signature(&bytes(&given[0]))?;
            Made::Value(Value::Null)
        }
        "PendingTransfer.close" => {
            objects.pending_transfer(on).close()?;
            Made::Value(Value::Null)
        }
        "PendingTransfer.hardware_base" => Made::Value(
            objects
                .pending_transfer(on)
                .hardware_base()?
                .map_or(Value::Null, |v| json!(hex::encode(v))),
        ),
        "PendingTransfer.receive" => {
            Made::Object(Object::Transfer(objects.pending_transfer(on).receive(
                number(&given[0]),
                list(&given[1], |v| http_header_of(v)),
                &bytes(&given[2]),
            )?))
        }
        "PendingTransfer.request" => {
            Made::Value(http_request_json(objects.pending_transfer(on).request()?))
        }
        "Report.close" => {
            objects.report(on).close()?;
            Made::Value(Value::Null)
        }
        "Report.findings" => Made::Value(Value::Array(
            objects.report(on).findings()?.into_iter().map(|v| finding_json(v)).collect(),
        )),
        "Report.offline_decision" => Made::Value(
            objects.report(on).offline_decision()?.map_or(Value::Null, |v| decision_json(v)),
        ),
        "Report.scores" => Made::Value(Value::Array(
            objects.report(on).scores()?.into_iter().map(|v| category_score_json(v)).collect(),
        )),
        "Report.severity" => Made::Value(severity_json(objects.report(on).severity()?)),
        "RequestSigner.new" => Made::Object(Object::RequestSigner(yufu_ffi::RequestSigner::new(
            &objects.session(word(&given[0])),
        )?)),
        "RequestSigner.close" => {
            objects.request_signer(on).close()?;
            Made::Value(Value::Null)
        }
        "RequestSigner.sign" => Made::Object(Object::PendingAnswer(
            objects.request_signer(on).sign(request_head_of(&given[0]), &bytes(&given[1]))?,
        )),
        "SavedDevice.new" => Made::Object(Object::SavedDevice(yufu_ffi::SavedDevice::new(
            &bytes(&given[0]),
            &bytes(&given[1]),
        )?)),
        "SavedDevice.close" => {
            objects.saved_device(on).close()?;
            Made::Value(Value::Null)
        }
        "SavedDevice.device" => Made::Object(Object::Device(objects.saved_device(on).device()?)),
        "SavedDevice.is_enrolled" => Made::Value(json!(objects.saved_device(on).is_enrolled()?)),
        "SavedDevice.new_device" => {
            Made::Object(Object::NewDevice(objects.saved_device(on).new_device()?))
        }
        "SealedInput.close" => {
            objects.sealed_input(on).close()?;
            Made::Value(Value::Null)
        }
        "SealedReport.close" => {
            objects.sealed_report(on).close()?;
            Made::Value(Value::Null)
        }
        "SecretChange.close" => {
            objects.secret_change(on).close()?;
            Made::Value(Value::Null)
        }
        "SecretChange.open_new" => {
            Made::Object(Object::SecureInput(objects.secret_change(on).open_new(
                &objects.keypad(word(&given[0])),
                secret_kind_of(&given[1]),
                &objects.deny_list(word(&given[2])),
            )?))
        }
        "SecretChange.open_old" => Made::Object(Object::SecureInput(
            objects.secret_change(on).open_old(&objects.keypad(word(&given[0])))?,
        )),
        "SecretChange.open_repeat" => {
            Made::Object(Object::SecureInput(objects.secret_change(on).open_repeat(
                &objects.keypad(word(&given[0])),
                secret_kind_of(&given[1]),
                &objects.deny_list(word(&given[2])),
            )?))
        }
        "SecretChange.submit" => {
            Made::Object(Object::PendingChange(objects.secret_change(on).submit(
                &objects.sealed_input(word(&given[0])),
                &objects.sealed_input(word(&given[1])),
                &objects.sealed_input(word(&given[2])),
            )?))
        }
        "SecureInput.appearance" => {
            Made::Value(appearance_json(objects.secure_input(on).appearance()?))
        }
        "SecureInput.backspace" => {
            objects.secure_input(on).backspace()?;
            Made::Value(Value::Null)
        }
        "SecureInput.cells" => Made::Value(Value::Array(
            objects.secure_input(on).cells()?.into_iter().map(|v| cell_json(v)).collect(),
        )),
        "SecureInput.clear" => {
            objects.secure_input(on).clear()?;
            Made::Value(Value::Null)
        }
        "SecureInput.close" => {
            objects.secure_input(on).close()?;
            Made::Value(Value::Null)
        }
        "SecureInput.columns" => Made::Value(json!(objects.secure_input(on).columns()?)),
        "SecureInput.findings" => Made::Value(Value::Array(
            objects.secure_input(on).findings()?.into_iter().map(|v| json!(v)).collect(),
        )),
        "SecureInput.label" => {
            Made::Value(json!(objects.secure_input(on).label(number(&given[0]))?))
        }
        "SecureInput.length" => Made::Value(json!(objects.secure_input(on).length()?)),
        "SecureInput.masked" => Made::Value(json!(objects.secure_input(on).masked()?)),
        "SecureInput.press" => {
            Made::Value(press_json(objects.secure_input(on).press(number(&given[0]))?))
        }
        "SecureInput.seal" => Made::Object(Object::SealedInput(objects.secure_input(on).seal()?)),
        "Sensitive.new" => Made::Object(Object::Sensitive(yufu_ffi::Sensitive::new(
            value_kind_of(&given[0]),
            &text(&given[1]),
        )?)),
        "Sensitive.validated" => Made::Object(Object::Sensitive(yufu_ffi::Sensitive::validated(
            value_kind_of(&given[0]),
            &text(&given[1]),
        )?)),
        "Sensitive.close" => {
            objects.sensitive(on).close()?;
            Made::Value(Value::Null)
        }
        "Sensitive.kind" => Made::Value(value_kind_json(objects.sensitive(on).kind()?)),
        "Sensitive.masked" => Made::Value(json!(objects.sensitive(on).masked()?)),
        "Sensitive.reveal" => {
            Made::Value(json!(objects.sensitive(on).reveal(reveal_ground_of(&given[0]))?))
        }
        "Sensitive.reveal_to" => Made::Value(json!(
            objects.sensitive(on).reveal_to(&objects.identity_proof(word(&given[0])))?
        )),
        "Sensitive.shown" => Made::Value(json!(objects.sensitive(on).shown(stage_of(&given[0]))?)),
        "Server.new" => Made::Object(Object::Server(yufu_ffi::Server::new(
            &text(&given[0]),
            &objects.trust(word(&given[1])),
        )?)),
        "Server.begin_login" => Made::Object(Object::PendingLogin(
            objects.server(on).begin_login(&objects.device(word(&given[0])))?,
        )),
        "Server.challenge" => Made::Object(Object::PendingOffer(objects.server(on).challenge()?)),
        "Server.close" => {
            objects.server(on).close()?;
            Made::Value(Value::Null)
        }
        "Server.keys_request" => Made::Value(http_request_json(objects.server(on).keys_request()?)),
        "Server.load_keys" => {
            objects.server(on).load_keys(
                number(&given[0]),
                list(&given[1], |v| http_header_of(v)),
                &bytes(&given[2]),
                number(&given[3]),
            )?;
            Made::Value(Value::Null)
        }
        "Session.accounts" => Made::Value(Value::Array(
            objects.session(on).accounts()?.into_iter().map(|v| json!(v)).collect(),
        )),
        "Session.begin_secret_change" => Made::Object(Object::PendingSecretChange(
            objects.session(on).begin_secret_change(secret_kind_of(&given[0]))?,
        )),
        "Session.begin_transfer" => Made::Object(Object::PendingTransfer(
            objects.session(on).begin_transfer(&objects.transaction(word(&given[0])))?,
        )),
        "Session.close" => {
            objects.session(on).close()?;
            Made::Value(Value::Null)
        }
        "Session.enter_background" => {
            Made::Value(session_state_json(objects.session(on).enter_background()?))
        }
        "Session.enter_foreground" => {
            Made::Value(session_state_json(objects.session(on).enter_foreground()?))
        }
        "Session.last_login" => {
            Made::Value(objects.session(on).last_login()?.map_or(Value::Null, |v| json!(v)))
        }
        "Session.lock" => {
            objects.session(on).lock()?;
            Made::Value(Value::Null)
        }
        "Session.logout" => Made::Object(Object::PendingLogout(objects.session(on).logout()?)),
        "Session.must_change_password" => {
            Made::Value(json!(objects.session(on).must_change_password()?))
        }
        "Session.must_change_pin" => Made::Value(json!(objects.session(on).must_change_pin()?)),
        "Session.order" => {
            Made::Object(Object::PendingReceipt(objects.session(on).order(&text(&given[0]))?))
        }
        "Session.server_time" => Made::Value(json!(objects.session(on).server_time()?)),
        "Session.state" => Made::Value(session_state_json(objects.session(on).state()?)),
        "Session.touch" => Made::Value(session_state_json(objects.session(on).touch()?)),
        "Transaction.new" => Made::Object(Object::Transaction(yufu_ffi::Transaction::new(
            transaction_kind_of(&given[0]),
            &text(&given[1]),
            &text(&given[2]),
            &text(&given[3]),
            &text(&given[4]),
            amount_of(&given[5]),
            option(&given[6], |v| text(v)),
        )?)),
        "Transaction.close" => {
            objects.transaction(on).close()?;
            Made::Value(Value::Null)
        }
        "Transaction.digest" => Made::Value(json!(hex::encode(objects.transaction(on).digest()?))),
        "Transfer.challenge" => Made::Value(json!(hex::encode(objects.transfer(on).challenge()?))),
        "Transfer.close" => {
            objects.transfer(on).close()?;
            Made::Value(Value::Null)
        }
        "Transfer.digest" => Made::Value(json!(hex::encode(objects.transfer(on).digest()?))),
        "Transfer.is_of" => Made::Value(json!(objects.transfer(on).is_of(&bytes(&given[0]))?)),
        "Transfer.open_input" => Made::Object(Object::SecureInput(
            objects.transfer(on).open_input(&objects.keypad(word(&given[0])))?,
        )),
        "Transfer.required_factors" => Made::Value(Value::Array(
            objects.transfer(on).required_factors()?.into_iter().map(|v| factor_json(v)).collect(),
        )),
        "Transfer.seal_report" => Made::Object(Object::SealedReport(
            objects
                .transfer(on)
                .seal_report(&objects.report(word(&given[0])), app_info_of(&given[1]))?,
        )),
        "Transfer.submit" => Made::Object(Object::PendingReceipt(objects.transfer(on).submit(
            &bytes(&given[0]),
            option(&given[1], |v| objects.sealed_input(word(v))),
            option(&given[2], |v| objects.sealed_report(word(v))),
        )?)),
        "Trust.new" => {
            Made::Object(Object::Trust(yufu_ffi::Trust::new(&bytes(&given[0]), number(&given[1]))?))
        }
        "Trust.close" => {
            objects.trust(on).close()?;
            Made::Value(Value::Null)
        }
        "Trust.expires_at" => Made::Value(json!(objects.trust(on).expires_at()?)),
        "Trust.load" => {
            objects.trust(on).load(&text(&given[0]), number(&given[1]))?;
            Made::Value(Value::Null)
        }
        "Trust.sequence" => Made::Value(json!(objects.trust(on).sequence()?)),
        _ => panic!("no call {name}"),
    })
}

fn cell_kind_json(value: yufu_ffi::CellKind) -> Value {
    json!(match value {
        yufu_ffi::CellKind::Key => "key",
        yufu_ffi::CellKind::Delete => "delete",
        yufu_ffi::CellKind::Clear => "clear",
        yufu_ffi::CellKind::Shift => "shift",
        yufu_ffi::CellKind::Symbols => "symbols",
        yufu_ffi::CellKind::Letters => "letters",
        yufu_ffi::CellKind::Done => "done",
    })
}

fn confidence_json(value: yufu_ffi::Confidence) -> Value {
    json!(match value {
        yufu_ffi::Confidence::Low => "low",
        yufu_ffi::Confidence::Medium => "medium",
        yufu_ffi::Confidence::High => "high",
    })
}

fn decision_json(value: yufu_ffi::Decision) -> Value {
    json!(match value {
        yufu_ffi::Decision::Allow => "allow",
        yufu_ffi::Decision::Warn => "warn",
        yufu_ffi::Decision::StepUp => "step_up",
        yufu_ffi::Decision::Refuse => "refuse",
    })
}

fn fact_name_of(value: &Value) -> yufu_ffi::FactName {
    match word(value) {
        "packages" => yufu_ffi::FactName::Packages,
        "classes" => yufu_ffi::FactName::Classes,
        "url_schemes" => yufu_ffi::FactName::UrlSchemes,
        "signer" => yufu_ffi::FactName::Signer,
        "installer" => yufu_ffi::FactName::Installer,
        "app_debuggable" => yufu_ffi::FactName::AppDebuggable,
        "debugger_connected" => yufu_ffi::FactName::DebuggerConnected,
        "developer_options" => yufu_ffi::FactName::DeveloperOptions,
        "adb" => yufu_ffi::FactName::Adb,
        "accessibility_services" => yufu_ffi::FactName::AccessibilityServices,
        "input_methods" => yufu_ffi::FactName::InputMethods,
        "overlay" => yufu_ffi::FactName::Overlay,
        "device_administrators" => yufu_ffi::FactName::DeviceAdministrators,
        "screen_captured" => yufu_ffi::FactName::ScreenCaptured,
        "screen_mirrored" => yufu_ffi::FactName::ScreenMirrored,
        "audio_mode" => yufu_ffi::FactName::AudioMode,
        "vpn" => yufu_ffi::FactName::Vpn,
        "proxy" => yufu_ffi::FactName::Proxy,
        "user_certificates" => yufu_ffi::FactName::UserCertificates,
        "tls_version" => yufu_ffi::FactName::TlsVersion,
        "tls_suite" => yufu_ffi::FactName::TlsSuite,
        "screen_lock" => yufu_ffi::FactName::ScreenLock,
        "mock_location" => yufu_ffi::FactName::MockLocation,
        "sensors" => yufu_ffi::FactName::Sensors,
        "telephony" => yufu_ffi::FactName::Telephony,
        "user_id" => yufu_ffi::FactName::UserId,
        "work_profile" => yufu_ffi::FactName::WorkProfile,
        "foreign_data_folder" => yufu_ffi::FactName::ForeignDataFolder,
        "zygote_frames" => yufu_ffi::FactName::ZygoteFrames,
        "attestation" => yufu_ffi::FactName::Attestation,
        other => panic!("no FactName {other}"),
    }
}

fn factor_json(value: yufu_ffi::Factor) -> Value {
    json!(match value {
        yufu_ffi::Factor::DeviceKey => "device_key",
        yufu_ffi::Factor::EnvironmentReport => "environment_report",
        yufu_ffi::Factor::TransactionPin => "transaction_pin",
        yufu_ffi::Factor::HardwareKey => "hardware_key",
    })
}

fn finding_state_json(value: yufu_ffi::FindingState) -> Value {
    json!(match value {
        yufu_ffi::FindingState::Detected => "detected",
        yufu_ffi::FindingState::Clean => "clean",
        yufu_ffi::FindingState::Unobservable => "unobservable",
        yufu_ffi::FindingState::Error => "error",
    })
}

fn identity_check_of(value: &Value) -> yufu_ffi::IdentityCheck {
    match word(value) {
        "password" => yufu_ffi::IdentityCheck::Password,
        "hardware_key" => yufu_ffi::IdentityCheck::HardwareKey,
        other => panic!("no IdentityCheck {other}"),
    }
}

fn keypad_style_of(value: &Value) -> yufu_ffi::KeypadStyle {
    match word(value) {
        "standard" => yufu_ffi::KeypadStyle::Standard,
        "large" => yufu_ffi::KeypadStyle::Large,
        other => panic!("no KeypadStyle {other}"),
    }
}

fn layer_json(value: yufu_ffi::Layer) -> Value {
    json!(match value {
        yufu_ffi::Layer::Native => "native",
        yufu_ffi::Layer::Host => "host",
        yufu_ffi::Layer::Attestation => "attestation",
    })
}

fn layout_of(value: &Value) -> yufu_ffi::Layout {
    match word(value) {
        "digits" => yufu_ffi::Layout::Digits,
        "qwerty" => yufu_ffi::Layout::Qwerty,
        other => panic!("no Layout {other}"),
    }
}

fn order_of(value: &Value) -> yufu_ffi::Order {
    match word(value) {
        "fixed" => yufu_ffi::Order::Fixed,
        "shuffled" => yufu_ffi::Order::Shuffled,
        other => panic!("no Order {other}"),
    }
}

fn order_state_json(value: yufu_ffi::OrderState) -> Value {
    json!(match value {
        yufu_ffi::OrderState::Pending => "pending",
        yufu_ffi::OrderState::Completed => "completed",
        yufu_ffi::OrderState::Refused => "refused",
    })
}

fn press_json(value: yufu_ffi::Press) -> Value {
    json!(match value {
        yufu_ffi::Press::Typed => "typed",
        yufu_ffi::Press::Deleted => "deleted",
        yufu_ffi::Press::Cleared => "cleared",
        yufu_ffi::Press::Page => "page",
        yufu_ffi::Press::Done => "done",
    })
}

fn reveal_ground_of(value: &Value) -> yufu_ffi::RevealGround {
    match word(value) {
        "payee_confirmation" => yufu_ffi::RevealGround::PayeeConfirmation,
        "account_statement" => yufu_ffi::RevealGround::AccountStatement,
        other => panic!("no RevealGround {other}"),
    }
}

fn secret_kind_of(value: &Value) -> yufu_ffi::SecretKind {
    match word(value) {
        "login" => yufu_ffi::SecretKind::Login,
        "transaction" => yufu_ffi::SecretKind::Transaction,
        other => panic!("no SecretKind {other}"),
    }
}

fn session_state_json(value: yufu_ffi::SessionState) -> Value {
    json!(match value {
        yufu_ffi::SessionState::Active => "active",
        yufu_ffi::SessionState::LockedIdle => "locked_idle",
        yufu_ffi::SessionState::LockedBackground => "locked_background",
        yufu_ffi::SessionState::LockedByHost => "locked_by_host",
        yufu_ffi::SessionState::LockedByFault => "locked_by_fault",
        yufu_ffi::SessionState::EndedByLogout => "ended_by_logout",
        yufu_ffi::SessionState::EndedByServer => "ended_by_server",
        yufu_ffi::SessionState::EndedByLifetime => "ended_by_lifetime",
    })
}

fn severity_json(value: yufu_ffi::Severity) -> Value {
    json!(match value {
        yufu_ffi::Severity::Info => "info",
        yufu_ffi::Severity::Low => "low",
        yufu_ffi::Severity::Medium => "medium",
        yufu_ffi::Severity::High => "high",
    })
}

fn stage_of(value: &Value) -> yufu_ffi::Stage {
    match word(value) {
        "before_login" => yufu_ffi::Stage::BeforeLogin,
        "after_login" => yufu_ffi::Stage::AfterLogin,
        other => panic!("no Stage {other}"),
    }
}

fn transaction_kind_of(value: &Value) -> yufu_ffi::TransactionKind {
    match word(value) {
        "transfer" => yufu_ffi::TransactionKind::Transfer,
        "payment" => yufu_ffi::TransactionKind::Payment,
        other => panic!("no TransactionKind {other}"),
    }
}

fn unobservable_cause_of(value: &Value) -> yufu_ffi::UnobservableCause {
    match word(value) {
        "denied" => yufu_ffi::UnobservableCause::Denied,
        "missing" => yufu_ffi::UnobservableCause::Missing,
        "out_of_time" => yufu_ffi::UnobservableCause::OutOfTime,
        "too_large" => yufu_ffi::UnobservableCause::TooLarge,
        "unsupported" => yufu_ffi::UnobservableCause::Unsupported,
        "not_asked" => yufu_ffi::UnobservableCause::NotAsked,
        "failed" => yufu_ffi::UnobservableCause::Failed,
        other => panic!("no UnobservableCause {other}"),
    }
}

fn value_kind_of(value: &Value) -> yufu_ffi::ValueKind {
    match word(value) {
        "card_number" => yufu_ffi::ValueKind::CardNumber,
        "chinese_id" => yufu_ffi::ValueKind::ChineseId,
        "mobile" => yufu_ffi::ValueKind::Mobile,
        "name" => yufu_ffi::ValueKind::Name,
        "email" => yufu_ffi::ValueKind::Email,
        "address" => yufu_ffi::ValueKind::Address,
        "passport" => yufu_ffi::ValueKind::Passport,
        "credit_code" => yufu_ffi::ValueKind::CreditCode,
        "amount" => yufu_ffi::ValueKind::Amount,
        "account" => yufu_ffi::ValueKind::Account,
        other => panic!("no ValueKind {other}"),
    }
}

fn value_kind_json(value: yufu_ffi::ValueKind) -> Value {
    json!(match value {
        yufu_ffi::ValueKind::CardNumber => "card_number",
        yufu_ffi::ValueKind::ChineseId => "chinese_id",
        yufu_ffi::ValueKind::Mobile => "mobile",
        yufu_ffi::ValueKind::Name => "name",
        yufu_ffi::ValueKind::Email => "email",
        yufu_ffi::ValueKind::Address => "address",
        yufu_ffi::ValueKind::Passport => "passport",
        yufu_ffi::ValueKind::CreditCode => "credit_code",
        yufu_ffi::ValueKind::Amount => "amount",
        yufu_ffi::ValueKind::Account => "account",
    })
}

fn amount_of(value: &Value) -> yufu_ffi::Amount {
    yufu_ffi::Amount { minor: number(&value["minor"]), currency: text(&value["currency"]) }
}

fn amount_json(value: yufu_ffi::Amount) -> Value {
    let mut map = Map::new();
    map.insert("minor".to_owned(), json!(value.minor));
    map.insert("currency".to_owned(), json!(value.currency));
    Value::Object(map)
}

fn answer_json(value: yufu_ffi::Answer) -> Value {
    let mut map = Map::new();
    map.insert("status".to_owned(), json!(value.status));
    map.insert("body".to_owned(), json!(hex::encode(value.body)));
    map.insert("created".to_owned(), json!(value.created));
    Value::Object(map)
}

fn app_info_of(value: &Value) -> yufu_ffi::AppInfo {
    yufu_ffi::AppInfo { id: text(&value["id"]), version: text(&value["version"]) }
}

fn appearance_json(value: yufu_ffi::Appearance) -> Value {
    let mut map = Map::new();
    map.insert("cell_height".to_owned(), json!(value.cell_height));
    map.insert("gap".to_owned(), json!(value.gap));
    map.insert("label_size".to_owned(), json!(value.label_size));
    map.insert("border_width".to_owned(), json!(value.border_width));
    map.insert("background".to_owned(), json!(value.background));
    map.insert("key".to_owned(), json!(value.key));
    map.insert("key_label".to_owned(), json!(value.key_label));
    map.insert("control".to_owned(), json!(value.control));
    map.insert("control_label".to_owned(), json!(value.control_label));
    map.insert("border".to_owned(), json!(value.border));
    Value::Object(map)
}

fn asks_json(value: yufu_ffi::Asks) -> Value {
    let mut map = Map::new();
    map.insert(
        "packages".to_owned(),
        Value::Array(value.packages.into_iter().map(|v| json!(v)).collect()),
    );
    map.insert(
        "classes".to_owned(),
        Value::Array(value.classes.into_iter().map(|v| json!(v)).collect()),
    );
    map.insert(
        "url_schemes".to_owned(),
        Value::Array(value.url_schemes.into_iter().map(|v| json!(v)).collect()),
    );
    Value::Object(map)
}

fn category_score_json(value: yufu_ffi::CategoryScore) -> Value {
    let mut map = Map::new();
    map.insert("category".to_owned(), json!(value.category));
    map.insert("score".to_owned(), json!(value.score));
    Value::Object(map)
}

fn cell_json(value: yufu_ffi::Cell) -> Value {
    let mut map = Map::new();
    map.insert("kind".to_owned(), cell_kind_json(value.kind));
    map.insert("row".to_owned(), json!(value.row));
    map.insert("column".to_owned(), json!(value.column));
    map.insert("span".to_owned(), json!(value.span));
    Value::Object(map)
}

fn change_result_json(value: yufu_ffi::ChangeResult) -> Value {
    let mut map = Map::new();
    map.insert("changed".to_owned(), json!(value.changed));
    map.insert(
        "findings".to_owned(),
        Value::Array(value.findings.into_iter().map(|v| json!(v)).collect()),
    );
    Value::Object(map)
}

fn expected_of(value: &Value) -> yufu_ffi::Expected {
    yufu_ffi::Expected {
        signers: list(&value["signers"], |v| text(v)),
        installers: list(&value["installers"], |v| text(v)),
    }
}

fn finding_json(value: yufu_ffi::Finding) -> Value {
    let mut map = Map::new();
    map.insert("code".to_owned(), json!(value.code));
    map.insert("category".to_owned(), json!(value.category));
    map.insert("severity".to_owned(), severity_json(value.severity));
    map.insert("confidence".to_owned(), confidence_json(value.confidence));
    map.insert("state".to_owned(), finding_state_json(value.state));
    map.insert("layer".to_owned(), layer_json(value.layer));
    map.insert("title".to_owned(), json!(value.title));
    map.insert("title_zh".to_owned(), json!(value.title_zh));
    map.insert("micros".to_owned(), json!(value.micros));
    Value::Object(map)
}

fn http_header_of(value: &Value) -> yufu_ffi::HttpHeader {
    yufu_ffi::HttpHeader { name: text(&value["name"]), value: text(&value["value"]) }
}

fn http_header_json(value: yufu_ffi::HttpHeader) -> Value {
    let mut map = Map::new();
    map.insert("name".to_owned(), json!(value.name));
    map.insert("value".to_owned(), json!(value.value));
    Value::Object(map)
}

fn http_request_json(value: yufu_ffi::HttpRequest) -> Value {
    let mut map = Map::new();
    map.insert("method".to_owned(), json!(value.method));
    map.insert("authority".to_owned(), json!(value.authority));
    map.insert("target".to_owned(), json!(value.target));
    map.insert(
        "headers".to_owned(),
        Value::Array(value.headers.into_iter().map(|v| http_header_json(v)).collect()),
    );
    map.insert("body".to_owned(), json!(hex::encode(value.body)));
    Value::Object(map)
}

fn link_json(value: yufu_ffi::Link) -> Value {
    let mut map = Map::new();
    map.insert("link".to_owned(), json!(value.link));
    map.insert("scheme".to_owned(), json!(value.scheme));
    map.insert("host".to_owned(), json!(value.host));
    Value::Object(map)
}

fn memory_warning_json(value: yufu_ffi::MemoryWarning) -> Value {
    let mut map = Map::new();
    map.insert("code".to_owned(), json!(value.code));
    map.insert("message".to_owned(), json!(value.message));
    Value::Object(map)
}

fn receipt_json(value: yufu_ffi::Receipt) -> Value {
    let mut map = Map::new();
    map.insert("order".to_owned(), json!(value.order));
    map.insert("state".to_owned(), order_state_json(value.state));
    map.insert("digest".to_owned(), json!(hex::encode(value.digest)));
    map.insert("completed_at".to_owned(), json!(value.completed_at));
    map.insert("payee_account".to_owned(), json!(value.payee_account));
    map.insert("payee_name".to_owned(), json!(value.payee_name));
    map.insert("amount".to_owned(), amount_json(value.amount));
    map.insert("amount_text".to_owned(), json!(value.amount_text));
    Value::Object(map)
}

fn request_head_of(value: &Value) -> yufu_ffi::RequestHead {
    yufu_ffi::RequestHead {
        method: text(&value["method"]),
        target: text(&value["target"]),
        media_type: option(&value["media_type"], |v| text(v)),
        submit_token: option(&value["submit_token"], |v| text(v)),
        lifetime_seconds: option(&value["lifetime_seconds"], |v| number(v)),
    }
}

fn session_limits_of(value: &Value) -> yufu_ffi::SessionLimits {
    yufu_ffi::SessionLimits {
        idle_seconds: option(&value["idle_seconds"], |v| number(v)),
        background_seconds: number(&value["background_seconds"]),
    }
}
