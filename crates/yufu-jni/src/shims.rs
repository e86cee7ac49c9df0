// Made by `cargo xtask generate`. Do not edit.
//! A function for each native method of `dev.yufu.Natives`, and the values that they exchange.
#![allow(clippy::too_many_arguments, reason = "a record may have many fields")]

use jni::sys::{jboolean, jint, jlong};
use yufu_ffi::{Result, YufuError};

use crate::codec::{Reader, Writer};
use crate::env::{Env, call};
use crate::handle::{Handle, Keep};
use crate::value::{self, Buffer, Bytes, Given, Text};

extern "system" fn mask_value(env: Env, _: Keep, kind: jint, value: Text) -> Given {
    call(env, |env| {
        let value = value.copy(env)?;
        value::text(env, &yufu_ffi::mask_value(value_kind_at(value::narrow(kind)?)?, &value)?)
    })
}

extern "system" fn memory_warnings(env: Env, _: Keep) -> Given {
    call(env, |env| {
        let given = yufu_ffi::memory_warnings()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                write_memory_warning(writer, value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn parse_amount(env: Env, _: Keep, text: Text, decimals: jint) -> jlong {
    call(env, |env| {
        let text = text.copy(env)?;
        value::long(yufu_ffi::parse_amount(&text, value::narrow(decimals)?)?)
    })
}

extern "system" fn self_test(env: Env, _: Keep) -> Given {
    call(env, |env| {
        let given = yufu_ffi::self_test()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                writer.text(value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn version(env: Env, _: Keep) -> Given {
    call(env, |env| value::text(env, &yufu_ffi::version()?))
}

extern "system" fn card_expiry_new(env: Env, _: Keep, expiry: Bytes) -> jlong {
    call(env, |env| {
        let expiry = expiry.copy(env)?;
        Ok(Handle::give(yufu_ffi::CardExpiry::new(&expiry)?))
    })
}

extern "system" fn card_expiry_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::CardExpiry>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn card_expiry_shown(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::CardExpiry>,
    stage: jint,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.shown(stage_at(value::narrow(stage)?)?)?))
}

extern "system" fn deny_list_new(env: Env, _: Keep) -> jlong {
    call(env, |_| Ok(Handle::give(yufu_ffi::DenyList::new()?)))
}

extern "system" fn deny_list_add_birthday(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::DenyList>,
    year: jint,
    month: jint,
    day: jint,
) {
    call(env, |_| {
        this.get()?.add_birthday(value::narrow(year)?, value::narrow(month)?, value::narrow(day)?)
    })
}

extern "system" fn deny_list_add_card_number(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::DenyList>,
    number: Bytes,
) {
    call(env, |env| {
        let number = number.copy(env)?;
        this.get()?.add_card_number(&number)
    })
}

extern "system" fn deny_list_add_id_number(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::DenyList>,
    number: Bytes,
) {
    call(env, |env| {
        let number = number.copy(env)?;
        this.get()?.add_id_number(&number)
    })
}

extern "system" fn deny_list_add_mobile_number(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::DenyList>,
    number: Bytes,
) {
    call(env, |env| {
        let number = number.copy(env)?;
        this.get()?.add_mobile_number(&number)
    })
}

extern "system" fn deny_list_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::DenyList>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn device_account(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Device>,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.account()?))
}

extern "system" fn device_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Device>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn device_has_hardware_key(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Device>,
) -> jboolean {
    call(env, |_| this.get()?.has_hardware_key())
}

extern "system" fn device_id(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Device>) -> Given {
    call(env, |env| value::text(env, &this.get()?.id()?))
}

extern "system" fn device_key_id(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Device>,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.key_id()?))
}

extern "system" fn device_thumbprint(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Device>,
) -> Given {
    call(env, |env| value::bytes(env, &this.get()?.thumbprint()?))
}

extern "system" fn device_to_record(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Device>,
    secret: Bytes,
) -> Given {
    call(env, |env| {
        let secret = secret.copy(env)?;
        value::bytes(env, &this.get()?.to_record(&secret)?)
    })
}

extern "system" fn enrolled_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Enrolled>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn enrolment_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Enrolment>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn enrolment_hardware_message(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Enrolment>,
) -> Given {
    call(env, |env| {
        this.get()?
            .hardware_message()?
            .map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn enrolment_sign(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Enrolment>,
    _: Keep,
    device: Handle<yufu_ffi::NewDevice>,
    _: Keep,
    server: Handle<yufu_ffi::Server>,
    hardware_signature: Bytes,
    attestation: Bytes,
) -> jlong {
    call(env, |env| {
        Ok(Handle::give(this.get()?.sign(
            device.get()?,
            server.get()?,
            hardware_signature.optional(env)?,
            attestation.optional(env)?,
        )?))
    })
}

extern "system" fn environment_new(
    env: Env,
    _: Keep,
    expected: Bytes,
    _: Keep,
    pack: Handle<yufu_ffi::Pack>,
) -> jlong {
    call(env, |env| {
        let expected = expected.decode(env, |reader| reader.option(read_expected))?;
        Ok(Handle::give(yufu_ffi::Environment::new(expected, pack.share())?))
    })
}

extern "system" fn environment_allow_loopback_ports(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Environment>,
) {
    call(env, |_| this.get()?.allow_loopback_ports())
}

extern "system" fn environment_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Environment>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn environment_collect(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Environment>,
    _: Keep,
    facts: Handle<yufu_ffi::HostFacts>,
    challenge: Bytes,
    transaction: Bytes,
    budget_millis: jint,
) -> jlong {
    call(env, |env| {
        let challenge = challenge.copy(env)?;
        Ok(Handle::give(this.get()?.collect(
            facts.get()?,
            &challenge,
            transaction.optional(env)?,
            value::narrow(budget_millis)?,
        )?))
    })
}

extern "system" fn file_store_new(env: Env, _: Keep, folder: Text) -> jlong {
    call(env, |env| {
        let folder = folder.copy(env)?;
        Ok(Handle::give(yufu_ffi::FileStore::new(&folder)?))
    })
}

extern "system" fn file_store_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::FileStore>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn file_store_erase(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::FileStore>) {
    call(env, |_| this.get()?.erase())
}

extern "system" fn file_store_load(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::FileStore>,
    secret: Bytes,
) -> jlong {
    call(env, |env| {
        let secret = secret.copy(env)?;
        Ok(this.get()?.load(&secret)?.map_or(0, Handle::give))
    })
}

extern "system" fn file_store_save(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::FileStore>,
    _: Keep,
    device: Handle<yufu_ffi::Device>,
    secret: Bytes,
) {
    call(env, |env| {
        let secret = secret.copy(env)?;
        this.get()?.save(device.get()?, &secret)
    })
}

extern "system" fn file_store_save_new(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::FileStore>,
    _: Keep,
    device: Handle<yufu_ffi::NewDevice>,
    secret: Bytes,
) {
    call(env, |env| {
        let secret = secret.copy(env)?;
        this.get()?.save_new(device.get()?, &secret)
    })
}

extern "system" fn host_facts_new(env: Env, _: Keep) -> jlong {
    call(env, |_| Ok(Handle::give(yufu_ffi::HostFacts::new()?)))
}

extern "system" fn host_facts_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::HostFacts>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn host_facts_set_bytes(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::HostFacts>,
    fact: jint,
    value: Bytes,
) {
    call(env, |env| {
        let value = value.copy(env)?;
        this.get()?.set_bytes(fact_name_at(value::narrow(fact)?)?, &value)
    })
}

extern "system" fn host_facts_set_flag(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::HostFacts>,
    fact: jint,
    value: jboolean,
) {
    call(env, |_| this.get()?.set_flag(fact_name_at(value::narrow(fact)?)?, value))
}

extern "system" fn host_facts_set_list(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::HostFacts>,
    fact: jint,
    values: Bytes,
) {
    call(env, |env| {
        let values = values.decode(env, |reader| reader.list(Reader::text))?;
        this.get()?.set_list(fact_name_at(value::narrow(fact)?)?, values)
    })
}

extern "system" fn host_facts_set_number(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::HostFacts>,
    fact: jint,
    value: jlong,
) {
    call(env, |_| {
        this.get()?.set_number(fact_name_at(value::narrow(fact)?)?, value::unsigned(value)?)
    })
}

extern "system" fn host_facts_set_text(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::HostFacts>,
    fact: jint,
    value: Text,
) {
    call(env, |env| {
        let value = value.copy(env)?;
        this.get()?.set_text(fact_name_at(value::narrow(fact)?)?, &value)
    })
}

extern "system" fn host_facts_set_unobservable(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::HostFacts>,
    fact: jint,
    cause: jint,
) {
    call(env, |_| {
        this.get()?.set_unobservable(
            fact_name_at(value::narrow(fact)?)?,
            unobservable_cause_at(value::narrow(cause)?)?,
        )
    })
}

extern "system" fn identity_proof_new(env: Env, _: Keep, check: jint) -> jlong {
    call(env, |_| {
        Ok(Handle::give(yufu_ffi::IdentityProof::new(identity_check_at(value::narrow(check)?)?)?))
    })
}

extern "system" fn identity_proof_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::IdentityProof>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn keypad_new(env: Env, _: Keep, layout: jint, order: jint, style: jint) -> jlong {
    call(env, |_| {
        Ok(Handle::give(yufu_ffi::Keypad::new(
            layout_at(value::narrow(layout)?)?,
            order_at(value::narrow(order)?)?,
            keypad_style_at(value::narrow(style)?)?,
        )?))
    })
}

extern "system" fn keypad_appearance(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Keypad>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.appearance()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_appearance(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn keypad_cells(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Keypad>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.cells()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                write_cell(writer, value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn keypad_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Keypad>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn keypad_columns(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Keypad>,
) -> jint {
    call(env, |_| value::int(this.get()?.columns()?))
}

extern "system" fn keypad_label(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Keypad>,
    cell: jint,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.label(value::narrow(cell)?)?))
}

extern "system" fn link_policy_new(
    env: Env,
    _: Keep,
    schemes: Bytes,
    hosts: Bytes,
    ports: Bytes,
) -> jlong {
    call(env, |env| {
        let schemes = schemes.decode(env, |reader| reader.list(Reader::text))?;
        let hosts = hosts.decode(env, |reader| reader.list(Reader::text))?;
        let ports = ports.decode(env, |reader| reader.list(Reader::u16))?;
        Ok(Handle::give(yufu_ffi::LinkPolicy::new(schemes, hosts, ports)?))
    })
}

extern "system" fn link_policy_check(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::LinkPolicy>,
    link: Text,
) -> Given {
    call(env, |env| {
        let link = link.copy(env)?;
        let given = this.get()?.check(&link)?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_link(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn link_policy_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::LinkPolicy>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn login_challenge(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Login>,
) -> Given {
    call(env, |env| value::bytes(env, &this.get()?.challenge()?))
}

extern "system" fn login_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Login>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn login_open_input(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Login>,
    _: Keep,
    keypad: Handle<yufu_ffi::Keypad>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.open_input(keypad.get()?)?)))
}

extern "system" fn login_seal_report(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Login>,
    _: Keep,
    report: Handle<yufu_ffi::Report>,
    app: Bytes,
) -> jlong {
    call(env, |env| {
        let app = app.decode(env, read_app_info)?;
        Ok(Handle::give(this.get()?.seal_report(report.get()?, app)?))
    })
}

extern "system" fn login_submit(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Login>,
    _: Keep,
    password: Handle<yufu_ffi::SealedInput>,
    _: Keep,
    report: Handle<yufu_ffi::SealedReport>,
    limits: Bytes,
) -> jlong {
    call(env, |env| {
        let limits = limits.decode(env, read_session_limits)?;
        Ok(Handle::give(this.get()?.submit(password.get()?, report.get()?, limits)?))
    })
}

extern "system" fn new_device_new(env: Env, _: Keep, hardware_key: Bytes) -> jlong {
    call(env, |env| Ok(Handle::give(yufu_ffi::NewDevice::new(hardware_key.optional(env)?)?)))
}

extern "system" fn new_device_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::NewDevice>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn new_device_enrolled(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::NewDevice>,
    _: Keep,
    enrolled: Handle<yufu_ffi::Enrolled>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.enrolled(enrolled.get()?)?)))
}

extern "system" fn new_device_enrolment(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::NewDevice>,
    _: Keep,
    offer: Handle<yufu_ffi::Offer>,
    activation_code: Bytes,
) -> jlong {
    call(env, |env| {
        let activation_code = activation_code.copy(env)?;
        Ok(Handle::give(this.get()?.enrolment(offer.get()?, &activation_code)?))
    })
}

extern "system" fn new_device_to_record(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::NewDevice>,
    secret: Bytes,
) -> Given {
    call(env, |env| {
        let secret = secret.copy(env)?;
        value::bytes(env, &this.get()?.to_record(&secret)?)
    })
}

extern "system" fn offer_challenge(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Offer>,
) -> Given {
    call(env, |env| value::bytes(env, &this.get()?.challenge()?))
}

extern "system" fn offer_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Offer>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn offer_server_time(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Offer>,
) -> jlong {
    call(env, |_| value::long(this.get()?.server_time()?))
}

extern "system" fn pack_embedded(env: Env, _: Keep) -> jlong {
    call(env, |_| Ok(Handle::give(yufu_ffi::Pack::embedded()?)))
}

extern "system" fn pack_asks(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Pack>) -> Given {
    call(env, |env| {
        let given = this.get()?.asks()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_asks(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pack_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Pack>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pack_id(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Pack>) -> Given {
    call(env, |env| value::text(env, &this.get()?.id()?))
}

extern "system" fn pack_update(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Pack>,
    token: Text,
    roots: Bytes,
    now: jlong,
) -> jlong {
    call(env, |env| {
        let token = token.copy(env)?;
        let roots = roots.decode(env, |reader| reader.list(Reader::bytes))?;
        Ok(Handle::give(this.get()?.update(&token, roots, value::unsigned(now)?)?))
    })
}

extern "system" fn pack_version(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Pack>) -> jlong {
    call(env, |_| value::long(this.get()?.version()?))
}

extern "system" fn pending_answer_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingAnswer>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_answer_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingAnswer>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_answer_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingAnswer>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_answer_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingAnswer>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> Given {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        let given = this.get()?.receive(value::narrow(status)?, headers, &body)?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_answer(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_answer_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingAnswer>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> Given {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        let given = this.get()?.receive(value::narrow(status)?, headers, &body)?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_answer(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_answer_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingAnswer>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_change_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingChange>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_change_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingChange>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_change_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingChange>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_change_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingChange>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> Given {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        let given = this.get()?.receive(value::narrow(status)?, headers, &body)?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_change_result(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_change_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingChange>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> Given {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        let given = this.get()?.receive(value::narrow(status)?, headers, &body)?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_change_result(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_change_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingChange>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_enrolment_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingEnrolment>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_enrolment_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingEnrolment>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_enrolment_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingEnrolment>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_enrolment_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingEnrolment>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_enrolment_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingEnrolment>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_enrolment_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingEnrolment>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_login_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogin>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_login_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogin>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_login_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogin>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_login_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogin>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_login_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogin>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_login_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogin>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_logout_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogout>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_logout_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogout>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_logout_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogout>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_logout_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogout>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        this.get()?.receive(value::narrow(status)?, headers, &body)
    })
}

extern "system" fn pending_logout_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogout>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        this.get()?.receive(value::narrow(status)?, headers, &body)
    })
}

extern "system" fn pending_logout_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingLogout>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_offer_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingOffer>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_offer_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingOffer>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_offer_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingOffer>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_offer_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingOffer>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_offer_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingOffer>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_offer_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingOffer>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_receipt_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingReceipt>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_receipt_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingReceipt>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_receipt_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingReceipt>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_receipt_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingReceipt>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> Given {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        let given = this.get()?.receive(value::narrow(status)?, headers, &body)?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_receipt(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_receipt_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingReceipt>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> Given {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        let given = this.get()?.receive(value::narrow(status)?, headers, &body)?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_receipt(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_receipt_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingReceipt>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_secret_change_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSecretChange>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_secret_change_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSecretChange>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_secret_change_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSecretChange>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_secret_change_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSecretChange>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_secret_change_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSecretChange>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_secret_change_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSecretChange>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_session_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSession>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_session_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSession>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_session_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSession>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_session_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSession>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_session_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSession>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_session_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingSession>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn pending_transfer_attach_hardware_signature(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingTransfer>,
    signature: Bytes,
) {
    call(env, |env| {
        let signature = signature.copy(env)?;
        this.get()?.attach_hardware_signature(&signature)
    })
}

extern "system" fn pending_transfer_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingTransfer>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn pending_transfer_hardware_base(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingTransfer>,
) -> Given {
    call(env, |env| {
        this.get()?.hardware_base()?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))
    })
}

extern "system" fn pending_transfer_receive(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingTransfer>,
    status: jint,
    headers: Bytes,
    body: Bytes,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_transfer_receive_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingTransfer>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> jlong {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        Ok(Handle::give(this.get()?.receive(value::narrow(status)?, headers, &body)?))
    })
}

extern "system" fn pending_transfer_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::PendingTransfer>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn report_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Report>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn report_findings(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Report>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.findings()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                write_finding(writer, value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn report_offline_decision(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Report>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.offline_decision()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.option(given, |writer, value| {
                writer.u32(decision_place(value));
            });
        }
        writer.give(env)
    })
}

extern "system" fn report_scores(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Report>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.scores()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                write_category_score(writer, value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn report_severity(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Report>,
) -> jint {
    call(env, |_| value::int(severity_place(this.get()?.severity()?)))
}

extern "system" fn request_signer_new(
    env: Env,
    _: Keep,
    _: Keep,
    session: Handle<yufu_ffi::Session>,
) -> jlong {
    call(env, |_| Ok(Handle::give(yufu_ffi::RequestSigner::new(session.get()?)?)))
}

extern "system" fn request_signer_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::RequestSigner>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn request_signer_sign(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::RequestSigner>,
    head: Bytes,
    body: Bytes,
) -> jlong {
    call(env, |env| {
        let head = head.decode(env, read_request_head)?;
        let body = body.copy(env)?;
        Ok(Handle::give(this.get()?.sign(head, &body)?))
    })
}

extern "system" fn request_signer_sign_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::RequestSigner>,
    head: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
) -> jlong {
    call(env, |env| {
        let head = head.decode(env, read_request_head)?;
        let body = body.copy(env, offset, len)?;
        Ok(Handle::give(this.get()?.sign(head, &body)?))
    })
}

extern "system" fn saved_device_new(env: Env, _: Keep, record: Bytes, secret: Bytes) -> jlong {
    call(env, |env| {
        let record = record.copy(env)?;
        let secret = secret.copy(env)?;
        Ok(Handle::give(yufu_ffi::SavedDevice::new(&record, &secret)?))
    })
}

extern "system" fn saved_device_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SavedDevice>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn saved_device_device(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SavedDevice>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.device()?)))
}

extern "system" fn saved_device_is_enrolled(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SavedDevice>,
) -> jboolean {
    call(env, |_| this.get()?.is_enrolled())
}

extern "system" fn saved_device_new_device(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SavedDevice>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.new_device()?)))
}

extern "system" fn sealed_input_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SealedInput>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn sealed_report_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SealedReport>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn secret_change_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecretChange>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn secret_change_open_new(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecretChange>,
    _: Keep,
    keypad: Handle<yufu_ffi::Keypad>,
    kind: jint,
    _: Keep,
    deny: Handle<yufu_ffi::DenyList>,
) -> jlong {
    call(env, |_| {
        Ok(Handle::give(this.get()?.open_new(
            keypad.get()?,
            secret_kind_at(value::narrow(kind)?)?,
            deny.get()?,
        )?))
    })
}

extern "system" fn secret_change_open_old(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecretChange>,
    _: Keep,
    keypad: Handle<yufu_ffi::Keypad>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.open_old(keypad.get()?)?)))
}

extern "system" fn secret_change_open_repeat(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecretChange>,
    _: Keep,
    keypad: Handle<yufu_ffi::Keypad>,
    kind: jint,
    _: Keep,
    deny: Handle<yufu_ffi::DenyList>,
) -> jlong {
    call(env, |_| {
        Ok(Handle::give(this.get()?.open_repeat(
            keypad.get()?,
            secret_kind_at(value::narrow(kind)?)?,
            deny.get()?,
        )?))
    })
}

extern "system" fn secret_change_submit(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecretChange>,
    _: Keep,
    old: Handle<yufu_ffi::SealedInput>,
    _: Keep,
    new: Handle<yufu_ffi::SealedInput>,
    _: Keep,
    repeat: Handle<yufu_ffi::SealedInput>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.submit(old.get()?, new.get()?, repeat.get()?)?)))
}

extern "system" fn secure_input_appearance(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.appearance()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_appearance(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn secure_input_backspace(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) {
    call(env, |_| this.get()?.backspace())
}

extern "system" fn secure_input_cells(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.cells()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                write_cell(writer, value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn secure_input_clear(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) {
    call(env, |_| this.get()?.clear())
}

extern "system" fn secure_input_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn secure_input_columns(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) -> jint {
    call(env, |_| value::int(this.get()?.columns()?))
}

extern "system" fn secure_input_findings(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.findings()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                writer.text(value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn secure_input_label(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
    cell: jint,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.label(value::narrow(cell)?)?))
}

extern "system" fn secure_input_length(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) -> jint {
    call(env, |_| value::int(this.get()?.length()?))
}

extern "system" fn secure_input_masked(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.masked()?))
}

extern "system" fn secure_input_press(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
    cell: jint,
) -> jint {
    call(env, |_| value::int(press_place(this.get()?.press(value::narrow(cell)?)?)))
}

extern "system" fn secure_input_seal(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::SecureInput>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.seal()?)))
}

extern "system" fn sensitive_new(env: Env, _: Keep, kind: jint, value: Text) -> jlong {
    call(env, |env| {
        let value = value.copy(env)?;
        Ok(Handle::give(yufu_ffi::Sensitive::new(value_kind_at(value::narrow(kind)?)?, &value)?))
    })
}

extern "system" fn sensitive_validated(env: Env, _: Keep, kind: jint, value: Text) -> jlong {
    call(env, |env| {
        let value = value.copy(env)?;
        Ok(Handle::give(yufu_ffi::Sensitive::validated(
            value_kind_at(value::narrow(kind)?)?,
            &value,
        )?))
    })
}

extern "system" fn sensitive_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Sensitive>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn sensitive_kind(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Sensitive>,
) -> jint {
    call(env, |_| value::int(value_kind_place(this.get()?.kind()?)))
}

extern "system" fn sensitive_masked(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Sensitive>,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.masked()?))
}

extern "system" fn sensitive_reveal(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Sensitive>,
    ground: jint,
) -> Given {
    call(env, |env| {
        value::text(env, &this.get()?.reveal(reveal_ground_at(value::narrow(ground)?)?)?)
    })
}

extern "system" fn sensitive_reveal_to(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Sensitive>,
    _: Keep,
    proof: Handle<yufu_ffi::IdentityProof>,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.reveal_to(proof.get()?)?))
}

extern "system" fn sensitive_shown(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Sensitive>,
    stage: jint,
) -> Given {
    call(env, |env| value::text(env, &this.get()?.shown(stage_at(value::narrow(stage)?)?)?))
}

extern "system" fn server_new(
    env: Env,
    _: Keep,
    authority: Text,
    _: Keep,
    trust: Handle<yufu_ffi::Trust>,
) -> jlong {
    call(env, |env| {
        let authority = authority.copy(env)?;
        Ok(Handle::give(yufu_ffi::Server::new(&authority, trust.get()?)?))
    })
}

extern "system" fn server_begin_login(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Server>,
    _: Keep,
    device: Handle<yufu_ffi::Device>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.begin_login(device.get()?)?)))
}

extern "system" fn server_challenge(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Server>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.challenge()?)))
}

extern "system" fn server_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Server>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn server_keys_request(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Server>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.keys_request()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            write_http_request(writer, given);
        }
        writer.give(env)
    })
}

extern "system" fn server_load_keys(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Server>,
    status: jint,
    headers: Bytes,
    body: Bytes,
    now: jlong,
) {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env)?;
        this.get()?.load_keys(value::narrow(status)?, headers, &body, value::unsigned(now)?)
    })
}

extern "system" fn server_load_keys_buffer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Server>,
    status: jint,
    headers: Bytes,
    body: Buffer,
    offset: jint,
    len: jint,
    now: jlong,
) {
    call(env, |env| {
        let headers = headers.decode(env, |reader| reader.list(read_http_header))?;
        let body = body.copy(env, offset, len)?;
        this.get()?.load_keys(value::narrow(status)?, headers, &body, value::unsigned(now)?)
    })
}

extern "system" fn session_accounts(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.accounts()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                writer.text(value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn session_begin_secret_change(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
    kind: jint,
) -> jlong {
    call(env, |_| {
        Ok(Handle::give(this.get()?.begin_secret_change(secret_kind_at(value::narrow(kind)?)?)?))
    })
}

extern "system" fn session_begin_transfer(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
    _: Keep,
    transaction: Handle<yufu_ffi::Transaction>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.begin_transfer(transaction.get()?)?)))
}

extern "system" fn session_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Session>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn session_enter_background(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> jint {
    call(env, |_| value::int(session_state_place(this.get()?.enter_background()?)))
}

extern "system" fn session_enter_foreground(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> jint {
    call(env, |_| value::int(session_state_place(this.get()?.enter_foreground()?)))
}

extern "system" fn session_last_login(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.last_login()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.option(given, |writer, value| {
                writer.u64(value);
            });
        }
        writer.give(env)
    })
}

extern "system" fn session_lock(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Session>) {
    call(env, |_| this.get()?.lock())
}

extern "system" fn session_logout(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.logout()?)))
}

extern "system" fn session_must_change_password(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> jboolean {
    call(env, |_| this.get()?.must_change_password())
}

extern "system" fn session_must_change_pin(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> jboolean {
    call(env, |_| this.get()?.must_change_pin())
}

extern "system" fn session_order(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
    order: Text,
) -> jlong {
    call(env, |env| {
        let order = order.copy(env)?;
        Ok(Handle::give(this.get()?.order(&order)?))
    })
}

extern "system" fn session_server_time(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> jlong {
    call(env, |_| value::long(this.get()?.server_time()?))
}

extern "system" fn session_state(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> jint {
    call(env, |_| value::int(session_state_place(this.get()?.state()?)))
}

extern "system" fn session_touch(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Session>,
) -> jint {
    call(env, |_| value::int(session_state_place(this.get()?.touch()?)))
}

extern "system" fn transaction_new(
    env: Env,
    _: Keep,
    kind: jint,
    order: Text,
    payer: Text,
    payee_account: Text,
    payee_name: Text,
    amount: Bytes,
    remark: Text,
) -> jlong {
    call(env, |env| {
        let order = order.copy(env)?;
        let payer = payer.copy(env)?;
        let payee_account = payee_account.copy(env)?;
        let payee_name = payee_name.copy(env)?;
        let amount = amount.decode(env, read_amount)?;
        Ok(Handle::give(yufu_ffi::Transaction::new(
            transaction_kind_at(value::narrow(kind)?)?,
            &order,
            &payer,
            &payee_account,
            &payee_name,
            amount,
            remark.optional(env)?,
        )?))
    })
}

extern "system" fn transaction_close(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transaction>,
) {
    call(env, |_| this.get()?.close())
}

extern "system" fn transaction_digest(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transaction>,
) -> Given {
    call(env, |env| value::bytes(env, &this.get()?.digest()?))
}

extern "system" fn transfer_challenge(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transfer>,
) -> Given {
    call(env, |env| value::bytes(env, &this.get()?.challenge()?))
}

extern "system" fn transfer_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Transfer>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn transfer_digest(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transfer>,
) -> Given {
    call(env, |env| value::bytes(env, &this.get()?.digest()?))
}

extern "system" fn transfer_is_of(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transfer>,
    digest: Bytes,
) -> jboolean {
    call(env, |env| {
        let digest = digest.copy(env)?;
        this.get()?.is_of(&digest)
    })
}

extern "system" fn transfer_open_input(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transfer>,
    _: Keep,
    keypad: Handle<yufu_ffi::Keypad>,
) -> jlong {
    call(env, |_| Ok(Handle::give(this.get()?.open_input(keypad.get()?)?)))
}

extern "system" fn transfer_required_factors(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transfer>,
) -> Given {
    call(env, |env| {
        let given = this.get()?.required_factors()?;
        let mut writer = Writer::default();
        {
            let writer = &mut writer;
            writer.list(given, |writer, value| {
                writer.u32(factor_place(value));
            });
        }
        writer.give(env)
    })
}

extern "system" fn transfer_seal_report(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transfer>,
    _: Keep,
    report: Handle<yufu_ffi::Report>,
    app: Bytes,
) -> jlong {
    call(env, |env| {
        let app = app.decode(env, read_app_info)?;
        Ok(Handle::give(this.get()?.seal_report(report.get()?, app)?))
    })
}

extern "system" fn transfer_submit(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Transfer>,
    confirmed: Bytes,
    _: Keep,
    pin: Handle<yufu_ffi::SealedInput>,
    _: Keep,
    report: Handle<yufu_ffi::SealedReport>,
) -> jlong {
    call(env, |env| {
        let confirmed = confirmed.copy(env)?;
        Ok(Handle::give(this.get()?.submit(&confirmed, pin.share(), report.share())?))
    })
}

extern "system" fn trust_new(env: Env, _: Keep, root: Bytes, minimum_sequence: jlong) -> jlong {
    call(env, |env| {
        let root = root.copy(env)?;
        Ok(Handle::give(yufu_ffi::Trust::new(&root, value::unsigned(minimum_sequence)?)?))
    })
}

extern "system" fn trust_close(env: Env, _: Keep, _: Keep, this: Handle<yufu_ffi::Trust>) {
    call(env, |_| this.get()?.close())
}

extern "system" fn trust_expires_at(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Trust>,
) -> jlong {
    call(env, |_| value::long(this.get()?.expires_at()?))
}

extern "system" fn trust_load(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Trust>,
    bundle: Text,
    now: jlong,
) {
    call(env, |env| {
        let bundle = bundle.copy(env)?;
        this.get()?.load(&bundle, value::unsigned(now)?)
    })
}

extern "system" fn trust_sequence(
    env: Env,
    _: Keep,
    _: Keep,
    this: Handle<yufu_ffi::Trust>,
) -> jlong {
    call(env, |_| value::long(this.get()?.sequence()?))
}

extern "system" fn free(env: Env, _: Keep, class: jint, handle: Handle<()>) {
    call(env, |_| {
        match class {
            0 => handle.of_class::<yufu_ffi::CardExpiry>().free(),
            1 => handle.of_class::<yufu_ffi::DenyList>().free(),
            2 => handle.of_class::<yufu_ffi::Device>().free(),
            3 => handle.of_class::<yufu_ffi::Enrolled>().free(),
            4 => handle.of_class::<yufu_ffi::Enrolment>().free(),
            5 => handle.of_class::<yufu_ffi::Environment>().free(),
            6 => handle.of_class::<yufu_ffi::FileStore>().free(),
            7 => handle.of_class::<yufu_ffi::HostFacts>().free(),
            8 => handle.of_class::<yufu_ffi::IdentityProof>().free(),
            9 => handle.of_class::<yufu_ffi::Keypad>().free(),
            10 => handle.of_class::<yufu_ffi::LinkPolicy>().free(),
            11 => handle.of_class::<yufu_ffi::Login>().free(),
            12 => handle.of_class::<yufu_ffi::NewDevice>().free(),
            13 => handle.of_class::<yufu_ffi::Offer>().free(),
            14 => handle.of_class::<yufu_ffi::Pack>().free(),
            15 => handle.of_class::<yufu_ffi::PendingAnswer>().free(),
            16 => handle.of_class::<yufu_ffi::PendingChange>().free(),
            17 => handle.of_class::<yufu_ffi::PendingEnrolment>().free(),
            18 => handle.of_class::<yufu_ffi::PendingLogin>().free(),
            19 => handle.of_class::<yufu_ffi::PendingLogout>().free(),
            20 => handle.of_class::<yufu_ffi::PendingOffer>().free(),
            21 => handle.of_class::<yufu_ffi::PendingReceipt>().free(),
            22 => handle.of_class::<yufu_ffi::PendingSecretChange>().free(),
            23 => handle.of_class::<yufu_ffi::PendingSession>().free(),
            24 => handle.of_class::<yufu_ffi::PendingTransfer>().free(),
            25 => handle.of_class::<yufu_ffi::Report>().free(),
            26 => handle.of_class::<yufu_ffi::RequestSigner>().free(),
            27 => handle.of_class::<yufu_ffi::SavedDevice>().free(),
            28 => handle.of_class::<yufu_ffi::SealedInput>().free(),
            29 => handle.of_class::<yufu_ffi::SealedReport>().free(),
            30 => handle.of_class::<yufu_ffi::SecretChange>().free(),
            31 => handle.of_class::<yufu_ffi::SecureInput>().free(),
            32 => handle.of_class::<yufu_ffi::Sensitive>().free(),
            33 => handle.of_class::<yufu_ffi::Server>().free(),
            34 => handle.of_class::<yufu_ffi::Session>().free(),
            35 => handle.of_class::<yufu_ffi::Transaction>().free(),
            36 => handle.of_class::<yufu_ffi::Transfer>().free(),
            37 => handle.of_class::<yufu_ffi::Trust>().free(),
            _ => return Err(YufuError::argument()),
        }
        Ok(())
    })
}

fn cell_kind_place(value: yufu_ffi::CellKind) -> u32 {
    match value {
        yufu_ffi::CellKind::Key => 0,
        yufu_ffi::CellKind::Delete => 1,
        yufu_ffi::CellKind::Clear => 2,
        yufu_ffi::CellKind::Shift => 3,
        yufu_ffi::CellKind::Symbols => 4,
        yufu_ffi::CellKind::Letters => 5,
        yufu_ffi::CellKind::Done => 6,
    }
}

fn confidence_place(value: yufu_ffi::Confidence) -> u32 {
    match value {
        yufu_ffi::Confidence::Low => 0,
        yufu_ffi::Confidence::Medium => 1,
        yufu_ffi::Confidence::High => 2,
    }
}

fn decision_place(value: yufu_ffi::Decision) -> u32 {
    match value {
        yufu_ffi::Decision::Allow => 0,
        yufu_ffi::Decision::Warn => 1,
        yufu_ffi::Decision::StepUp => 2,
        yufu_ffi::Decision::Refuse => 3,
    }
}

fn fact_name_at(place: u32) -> Result<yufu_ffi::FactName> {
    match place {
        0 => Ok(yufu_ffi::FactName::Packages),
        1 => Ok(yufu_ffi::FactName::Classes),
        2 => Ok(yufu_ffi::FactName::UrlSchemes),
        3 => Ok(yufu_ffi::FactName::Signer),
        4 => Ok(yufu_ffi::FactName::Installer),
        5 => Ok(yufu_ffi::FactName::AppDebuggable),
        6 => Ok(yufu_ffi::FactName::DebuggerConnected),
        7 => Ok(yufu_ffi::FactName::DeveloperOptions),
        8 => Ok(yufu_ffi::FactName::Adb),
        9 => Ok(yufu_ffi::FactName::AccessibilityServices),
        10 => Ok(yufu_ffi::FactName::InputMethods),
        11 => Ok(yufu_ffi::FactName::Overlay),
        12 => Ok(yufu_ffi::FactName::DeviceAdministrators),
        13 => Ok(yufu_ffi::FactName::ScreenCaptured),
        14 => Ok(yufu_ffi::FactName::ScreenMirrored),
        15 => Ok(yufu_ffi::FactName::AudioMode),
        16 => Ok(yufu_ffi::FactName::Vpn),
        17 => Ok(yufu_ffi::FactName::Proxy),
        18 => Ok(yufu_ffi::FactName::UserCertificates),
        19 => Ok(yufu_ffi::FactName::TlsVersion),
        20 => Ok(yufu_ffi::FactName::TlsSuite),
        21 => Ok(yufu_ffi::FactName::ScreenLock),
        22 => Ok(yufu_ffi::FactName::MockLocation),
        23 => Ok(yufu_ffi::FactName::Sensors),
        24 => Ok(yufu_ffi::FactName::Telephony),
        25 => Ok(yufu_ffi::FactName::UserId),
        26 => Ok(yufu_ffi::FactName::WorkProfile),
        27 => Ok(yufu_ffi::FactName::ForeignDataFolder),
        28 => Ok(yufu_ffi::FactName::ZygoteFrames),
        29 => Ok(yufu_ffi::FactName::Attestation),
        _ => Err(YufuError::argument()),
    }
}

fn factor_place(value: yufu_ffi::Factor) -> u32 {
    match value {
        yufu_ffi::Factor::DeviceKey => 0,
        yufu_ffi::Factor::EnvironmentReport => 1,
        yufu_ffi::Factor::TransactionPin => 2,
        yufu_ffi::Factor::HardwareKey => 3,
    }
}

fn finding_state_place(value: yufu_ffi::FindingState) -> u32 {
    match value {
        yufu_ffi::FindingState::Detected => 0,
        yufu_ffi::FindingState::Clean => 1,
        yufu_ffi::FindingState::Unobservable => 2,
        yufu_ffi::FindingState::Error => 3,
    }
}

fn identity_check_at(place: u32) -> Result<yufu_ffi::IdentityCheck> {
    match place {
        0 => Ok(yufu_ffi::IdentityCheck::Password),
        1 => Ok(yufu_ffi::IdentityCheck::HardwareKey),
        _ => Err(YufuError::argument()),
    }
}

fn keypad_style_at(place: u32) -> Result<yufu_ffi::KeypadStyle> {
    match place {
        0 => Ok(yufu_ffi::KeypadStyle::Standard),
        1 => Ok(yufu_ffi::KeypadStyle::Large),
        _ => Err(YufuError::argument()),
    }
}

fn layer_place(value: yufu_ffi::Layer) -> u32 {
    match value {
        yufu_ffi::Layer::Native => 0,
        yufu_ffi::Layer::Host => 1,
        yufu_ffi::Layer::Attestation => 2,
    }
}

fn layout_at(place: u32) -> Result<yufu_ffi::Layout> {
    match place {
        0 => Ok(yufu_ffi::Layout::Digits),
        1 => Ok(yufu_ffi::Layout::Qwerty),
        _ => Err(YufuError::argument()),
    }
}

fn order_at(place: u32) -> Result<yufu_ffi::Order> {
    match place {
        0 => Ok(yufu_ffi::Order::Fixed),
        1 => Ok(yufu_ffi::Order::Shuffled),
        _ => Err(YufuError::argument()),
    }
}

fn order_state_place(value: yufu_ffi::OrderState) -> u32 {
    match value {
        yufu_ffi::OrderState::Pending => 0,
        yufu_ffi::OrderState::Completed => 1,
        yufu_ffi::OrderState::Refused => 2,
    }
}

fn press_place(value: yufu_ffi::Press) -> u32 {
    match value {
        yufu_ffi::Press::Typed => 0,
        yufu_ffi::Press::Deleted => 1,
        yufu_ffi::Press::Cleared => 2,
        yufu_ffi::Press::Page => 3,
        yufu_ffi::Press::Done => 4,
    }
}

fn reveal_ground_at(place: u32) -> Result<yufu_ffi::RevealGround> {
    match place {
        0 => Ok(yufu_ffi::RevealGround::PayeeConfirmation),
        1 => Ok(yufu_ffi::RevealGround::AccountStatement),
        _ => Err(YufuError::argument()),
    }
}

fn secret_kind_at(place: u32) -> Result<yufu_ffi::SecretKind> {
    match place {
        0 => Ok(yufu_ffi::SecretKind::Login),
        1 => Ok(yufu_ffi::SecretKind::Transaction),
        _ => Err(YufuError::argument()),
    }
}

fn session_state_place(value: yufu_ffi::SessionState) -> u32 {
    match value {
        yufu_ffi::SessionState::Active => 0,
        yufu_ffi::SessionState::LockedIdle => 1,
        yufu_ffi::SessionState::LockedBackground => 2,
        yufu_ffi::SessionState::LockedByHost => 3,
        yufu_ffi::SessionState::LockedByFault => 4,
        yufu_ffi::SessionState::EndedByLogout => 5,
        yufu_ffi::SessionState::EndedByServer => 6,
        yufu_ffi::SessionState::EndedByLifetime => 7,
    }
}

fn severity_place(value: yufu_ffi::Severity) -> u32 {
    match value {
        yufu_ffi::Severity::Info => 0,
        yufu_ffi::Severity::Low => 1,
        yufu_ffi::Severity::Medium => 2,
        yufu_ffi::Severity::High => 3,
    }
}

fn stage_at(place: u32) -> Result<yufu_ffi::Stage> {
    match place {
        0 => Ok(yufu_ffi::Stage::BeforeLogin),
        1 => Ok(yufu_ffi::Stage::AfterLogin),
        _ => Err(YufuError::argument()),
    }
}

fn transaction_kind_at(place: u32) -> Result<yufu_ffi::TransactionKind> {
    match place {
        0 => Ok(yufu_ffi::TransactionKind::Transfer),
        1 => Ok(yufu_ffi::TransactionKind::Payment),
        _ => Err(YufuError::argument()),
    }
}

fn unobservable_cause_at(place: u32) -> Result<yufu_ffi::UnobservableCause> {
    match place {
        0 => Ok(yufu_ffi::UnobservableCause::Denied),
        1 => Ok(yufu_ffi::UnobservableCause::Missing),
        2 => Ok(yufu_ffi::UnobservableCause::OutOfTime),
        3 => Ok(yufu_ffi::UnobservableCause::TooLarge),
        4 => Ok(yufu_ffi::UnobservableCause::Unsupported),
        5 => Ok(yufu_ffi::UnobservableCause::NotAsked),
        6 => Ok(yufu_ffi::UnobservableCause::Failed),
        _ => Err(YufuError::argument()),
    }
}

fn value_kind_at(place: u32) -> Result<yufu_ffi::ValueKind> {
    match place {
        0 => Ok(yufu_ffi::ValueKind::CardNumber),
        1 => Ok(yufu_ffi::ValueKind::ChineseId),
        2 => Ok(yufu_ffi::ValueKind::Mobile),
        3 => Ok(yufu_ffi::ValueKind::Name),
        4 => Ok(yufu_ffi::ValueKind::Email),
        5 => Ok(yufu_ffi::ValueKind::Address),
        6 => Ok(yufu_ffi::ValueKind::Passport),
        7 => Ok(yufu_ffi::ValueKind::CreditCode),
        8 => Ok(yufu_ffi::ValueKind::Amount),
        9 => Ok(yufu_ffi::ValueKind::Account),
        _ => Err(YufuError::argument()),
    }
}

fn value_kind_place(value: yufu_ffi::ValueKind) -> u32 {
    match value {
        yufu_ffi::ValueKind::CardNumber => 0,
        yufu_ffi::ValueKind::ChineseId => 1,
        yufu_ffi::ValueKind::Mobile => 2,
        yufu_ffi::ValueKind::Name => 3,
        yufu_ffi::ValueKind::Email => 4,
        yufu_ffi::ValueKind::Address => 5,
        yufu_ffi::ValueKind::Passport => 6,
        yufu_ffi::ValueKind::CreditCode => 7,
        yufu_ffi::ValueKind::Amount => 8,
        yufu_ffi::ValueKind::Account => 9,
    }
}

fn read_amount(reader: &mut Reader<'_>) -> Result<yufu_ffi::Amount> {
    Ok(yufu_ffi::Amount { minor: reader.u64()?, currency: reader.text()? })
}

fn write_amount(writer: &mut Writer, value: yufu_ffi::Amount) {
    writer.u64(value.minor);
    writer.text(value.currency);
}

fn write_answer(writer: &mut Writer, value: yufu_ffi::Answer) {
    writer.u16(value.status);
    writer.bytes(value.body);
    writer.u64(value.created);
}

fn read_app_info(reader: &mut Reader<'_>) -> Result<yufu_ffi::AppInfo> {
    Ok(yufu_ffi::AppInfo { id: reader.text()?, version: reader.text()? })
}

fn write_appearance(writer: &mut Writer, value: yufu_ffi::Appearance) {
    writer.u16(value.cell_height);
    writer.u16(value.gap);
    writer.u16(value.label_size);
    writer.u16(value.border_width);
    writer.u32(value.background);
    writer.u32(value.key);
    writer.u32(value.key_label);
    writer.u32(value.control);
    writer.u32(value.control_label);
    writer.u32(value.border);
}

fn write_asks(writer: &mut Writer, value: yufu_ffi::Asks) {
    writer.list(value.packages, |writer, value| {
        writer.text(value);
    });
    writer.list(value.classes, |writer, value| {
        writer.text(value);
    });
    writer.list(value.url_schemes, |writer, value| {
        writer.text(value);
    });
}

fn write_category_score(writer: &mut Writer, value: yufu_ffi::CategoryScore) {
    writer.text(value.category);
    writer.u8(value.score);
}

fn write_cell(writer: &mut Writer, value: yufu_ffi::Cell) {
    writer.u32(cell_kind_place(value.kind));
    writer.u8(value.row);
    writer.u8(value.column);
    writer.u8(value.span);
}

fn write_change_result(writer: &mut Writer, value: yufu_ffi::ChangeResult) {
    writer.bool(value.changed);
    writer.list(value.findings, |writer, value| {
        writer.text(value);
    });
}

fn write_error_detail(writer: &mut Writer, value: yufu_ffi::ErrorDetail) {
    writer.u16(value.code);
    writer.text(value.message);
    writer.text(value.advice);
    writer.text(value.advice_zh);
    writer.option(value.correlation, |writer, value| {
        writer.text(value);
    });
}

fn read_expected(reader: &mut Reader<'_>) -> Result<yufu_ffi::Expected> {
    Ok(yufu_ffi::Expected {
        signers: reader.list(Reader::text)?,
        installers: reader.list(Reader::text)?,
    })
}

fn write_finding(writer: &mut Writer, value: yufu_ffi::Finding) {
    writer.text(value.code);
    writer.text(value.category);
    writer.u32(severity_place(value.severity));
    writer.u32(confidence_place(value.confidence));
    writer.u32(finding_state_place(value.state));
    writer.u32(layer_place(value.layer));
    writer.text(value.title);
    writer.text(value.title_zh);
    writer.u32(value.micros);
}

fn read_http_header(reader: &mut Reader<'_>) -> Result<yufu_ffi::HttpHeader> {
    Ok(yufu_ffi::HttpHeader { name: reader.text()?, value: reader.text()? })
}

fn write_http_header(writer: &mut Writer, value: yufu_ffi::HttpHeader) {
    writer.text(value.name);
    writer.text(value.value);
}

fn write_http_request(writer: &mut Writer, value: yufu_ffi::HttpRequest) {
    writer.text(value.method);
    writer.text(value.authority);
    writer.text(value.target);
    writer.list(value.headers, |writer, value| {
        write_http_header(writer, value);
    });
    writer.bytes(value.body);
}

fn write_link(writer: &mut Writer, value: yufu_ffi::Link) {
    writer.text(value.link);
    writer.text(value.scheme);
    writer.text(value.host);
}

fn write_memory_warning(writer: &mut Writer, value: yufu_ffi::MemoryWarning) {
    writer.u16(value.code);
    writer.text(value.message);
}

fn write_receipt(writer: &mut Writer, value: yufu_ffi::Receipt) {
    writer.text(value.order);
    writer.u32(order_state_place(value.state));
    writer.bytes(value.digest);
    writer.u64(value.completed_at);
    writer.text(value.payee_account);
    writer.text(value.payee_name);
    write_amount(writer, value.amount);
    writer.text(value.amount_text);
}

fn read_request_head(reader: &mut Reader<'_>) -> Result<yufu_ffi::RequestHead> {
    Ok(yufu_ffi::RequestHead {
        method: reader.text()?,
        target: reader.text()?,
        media_type: reader.option(Reader::text)?,
        submit_token: reader.option(Reader::text)?,
        lifetime_seconds: reader.option(Reader::u32)?,
    })
}

fn read_session_limits(reader: &mut Reader<'_>) -> Result<yufu_ffi::SessionLimits> {
    Ok(yufu_ffi::SessionLimits {
        idle_seconds: reader.option(Reader::u32)?,
        background_seconds: reader.u32()?,
    })
}

/// Writes an error: its place among the variants, and its detail.
pub fn write_yufu_error(writer: &mut Writer, error: YufuError) {
    let (place, detail) = match error {
        YufuError::Rejected { detail } => (0, detail),
        YufuError::LoginRequired { detail } => (1, detail),
        YufuError::Untrusted { detail } => (2, detail),
        YufuError::Invalid { detail } => (3, detail),
        YufuError::Failed { detail } => (4, detail),
        YufuError::Closed { detail } => (5, detail),
        YufuError::Internal { detail } => (6, detail),
        YufuError::Argument { detail } => (7, detail),
    };
    writer.u32(place);
    write_error_detail(writer, *detail);
}

/// The native methods by signature: each signature with the names of its methods, all of these with a
/// zero behind them, and another zero at the end.
pub const METHODS: &str = concat!(
    "()J\0denyListNew\0hostFactsNew\0packEmbedded\0\0",
    "()Ljava/lang/String;\0version\0\0",
    "()[B\0memoryWarnings\0selfTest\0\0",
    "(I)J\0identityProofNew\0\0",
    "(III)J\0keypadNew\0\0",
    "(IJ)V\0free\0\0",
    "(ILjava/lang/String;)J\0sensitiveNew\0sensitiveValidated\0\0",
    "(ILjava/lang/String;)Ljava/lang/String;\0maskValue\0\0",
    "(ILjava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;[BLjava/lang/String;)J\0transactionNew\0\0",
    "(Ljava/lang/Object;J)I\0keypadColumns\0reportSeverity\0secureInputColumns\0secureInputLength\0sensitiveKind\0sessionEnterBackground\0sessionEnterForeground\0sessionState\0sessionTouch\0\0",
    "(Ljava/lang/Object;J)J\0offerServerTime\0packVersion\0requestSignerNew\0savedDeviceDevice\0savedDeviceNewDevice\0secureInputSeal\0serverChallenge\0sessionLogout\0sessionServerTime\0trustExpiresAt\0trustSequence\0\0",
    "(Ljava/lang/Object;J)Ljava/lang/String;\0deviceAccount\0deviceId\0deviceKeyId\0packId\0secureInputMasked\0sensitiveMasked\0\0",
    "(Ljava/lang/Object;J)V\0cardExpiryClose\0denyListClose\0deviceClose\0enrolledClose\0enrolmentClose\0environmentAllowLoopbackPorts\0environmentClose\0fileStoreClose\0fileStoreErase\0hostFactsClose\0identityProofClose\0keypadClose\0linkPolicyClose\0loginClose\0newDeviceClose\0offerClose\0packClose\0pendingAnswerClose\0pendingChangeClose\0pendingEnrolmentClose\0pendingLoginClose\0pendingLogoutClose\0pendingOfferClose\0pendingReceiptClose\0pendingSecretChangeClose\0pendingSessionClose\0pendingTransferClose\0reportClose\0requestSignerClose\0savedDeviceClose\0sealedInputClose\0sealedReportClose\0secretChangeClose\0secureInputBackspace\0secureInputClear\0secureInputClose\0sensitiveClose\0serverClose\0sessionClose\0sessionLock\0transactionClose\0transferClose\0trustClose\0\0",
    "(Ljava/lang/Object;J)Z\0deviceHasHardwareKey\0savedDeviceIsEnrolled\0sessionMustChangePassword\0sessionMustChangePin\0\0",
    "(Ljava/lang/Object;J)[B\0deviceThumbprint\0enrolmentHardwareMessage\0keypadAppearance\0keypadCells\0loginChallenge\0offerChallenge\0packAsks\0pendingAnswerHardwareBase\0pendingAnswerRequest\0pendingChangeHardwareBase\0pendingChangeRequest\0pendingEnrolmentHardwareBase\0pendingEnrolmentRequest\0pendingLoginHardwareBase\0pendingLoginRequest\0pendingLogoutHardwareBase\0pendingLogoutRequest\0pendingOfferHardwareBase\0pendingOfferRequest\0pendingReceiptHardwareBase\0pendingReceiptRequest\0pendingSecretChangeHardwareBase\0pendingSecretChangeRequest\0pendingSessionHardwareBase\0pendingSessionRequest\0pendingTransferHardwareBase\0pendingTransferRequest\0reportFindings\0reportOfflineDecision\0reportScores\0secureInputAppearance\0secureInputCells\0secureInputFindings\0serverKeysRequest\0sessionAccounts\0sessionLastLogin\0transactionDigest\0transferChallenge\0transferDigest\0transferRequiredFactors\0\0",
    "(Ljava/lang/Object;JI)I\0secureInputPress\0\0",
    "(Ljava/lang/Object;JI)J\0sessionBeginSecretChange\0\0",
    "(Ljava/lang/Object;JI)Ljava/lang/String;\0cardExpiryShown\0keypadLabel\0secureInputLabel\0sensitiveReveal\0sensitiveShown\0\0",
    "(Ljava/lang/Object;JII)V\0hostFactsSetUnobservable\0\0",
    "(Ljava/lang/Object;JIII)V\0denyListAddBirthday\0\0",
    "(Ljava/lang/Object;JIJ)V\0hostFactsSetNumber\0\0",
    "(Ljava/lang/Object;JILjava/lang/String;)V\0hostFactsSetText\0\0",
    "(Ljava/lang/Object;JIZ)V\0hostFactsSetFlag\0\0",
    "(Ljava/lang/Object;JI[B)V\0hostFactsSetBytes\0hostFactsSetList\0\0",
    "(Ljava/lang/Object;JI[BLjava/nio/ByteBuffer;II)J\0pendingEnrolmentReceiveBuffer\0pendingLoginReceiveBuffer\0pendingOfferReceiveBuffer\0pendingSecretChangeReceiveBuffer\0pendingSessionReceiveBuffer\0pendingTransferReceiveBuffer\0\0",
    "(Ljava/lang/Object;JI[BLjava/nio/ByteBuffer;II)V\0pendingLogoutReceiveBuffer\0\0",
    "(Ljava/lang/Object;JI[BLjava/nio/ByteBuffer;II)[B\0pendingAnswerReceiveBuffer\0pendingChangeReceiveBuffer\0pendingReceiptReceiveBuffer\0\0",
    "(Ljava/lang/Object;JI[BLjava/nio/ByteBuffer;IIJ)V\0serverLoadKeysBuffer\0\0",
    "(Ljava/lang/Object;JI[B[B)J\0pendingEnrolmentReceive\0pendingLoginReceive\0pendingOfferReceive\0pendingSecretChangeReceive\0pendingSessionReceive\0pendingTransferReceive\0\0",
    "(Ljava/lang/Object;JI[B[B)V\0pendingLogoutReceive\0\0",
    "(Ljava/lang/Object;JI[B[B)[B\0pendingAnswerReceive\0pendingChangeReceive\0pendingReceiptReceive\0\0",
    "(Ljava/lang/Object;JI[B[BJ)V\0serverLoadKeys\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;J)J\0loginOpenInput\0newDeviceEnrolled\0secretChangeOpenOld\0serverBeginLogin\0sessionBeginTransfer\0transferOpenInput\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;J)Ljava/lang/String;\0sensitiveRevealTo\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;JILjava/lang/Object;J)J\0secretChangeOpenNew\0secretChangeOpenRepeat\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;JLjava/lang/Object;JLjava/lang/Object;J)J\0secretChangeSubmit\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;JLjava/lang/Object;J[B)J\0loginSubmit\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;JLjava/lang/Object;J[B[B)J\0enrolmentSign\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;J[B)J\0loginSealReport\0newDeviceEnrolment\0transferSealReport\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;J[B)V\0fileStoreSave\0fileStoreSaveNew\0\0",
    "(Ljava/lang/Object;JLjava/lang/Object;J[B[BI)J\0environmentCollect\0\0",
    "(Ljava/lang/Object;JLjava/lang/String;)J\0sessionOrder\0\0",
    "(Ljava/lang/Object;JLjava/lang/String;)[B\0linkPolicyCheck\0\0",
    "(Ljava/lang/Object;JLjava/lang/String;J)V\0trustLoad\0\0",
    "(Ljava/lang/Object;JLjava/lang/String;[BJ)J\0packUpdate\0\0",
    "(Ljava/lang/Object;J[B)J\0fileStoreLoad\0\0",
    "(Ljava/lang/Object;J[B)V\0denyListAddCardNumber\0denyListAddIdNumber\0denyListAddMobileNumber\0pendingAnswerAttachHardwareSignature\0pendingChangeAttachHardwareSignature\0pendingEnrolmentAttachHardwareSignature\0pendingLoginAttachHardwareSignature\0pendingLogoutAttachHardwareSignature\0pendingOfferAttachHardwareSignature\0pendingReceiptAttachHardwareSignature\0pendingSecretChangeAttachHardwareSignature\0pendingSessionAttachHardwareSignature\0pendingTransferAttachHardwareSignature\0\0",
    "(Ljava/lang/Object;J[B)Z\0transferIsOf\0\0",
    "(Ljava/lang/Object;J[B)[B\0deviceToRecord\0newDeviceToRecord\0\0",
    "(Ljava/lang/Object;J[BLjava/lang/Object;JLjava/lang/Object;J)J\0transferSubmit\0\0",
    "(Ljava/lang/Object;J[BLjava/nio/ByteBuffer;II)J\0requestSignerSignBuffer\0\0",
    "(Ljava/lang/Object;J[B[B)J\0requestSignerSign\0\0",
    "(Ljava/lang/String;)J\0fileStoreNew\0\0",
    "(Ljava/lang/String;I)J\0parseAmount\0\0",
    "(Ljava/lang/String;Ljava/lang/Object;J)J\0serverNew\0\0",
    "([B)J\0cardExpiryNew\0newDeviceNew\0\0",
    "([BJ)J\0trustNew\0\0",
    "([BLjava/lang/Object;J)J\0environmentNew\0\0",
    "([B[B)J\0savedDeviceNew\0\0",
    "([B[B[B)J\0linkPolicyNew\0\0",
);

/// The shims of these methods, in the same order.
pub fn shims() -> [*const (); 213] {
    [
        deny_list_new as *const (),
        host_facts_new as *const (),
        pack_embedded as *const (),
        version as *const (),
        memory_warnings as *const (),
        self_test as *const (),
        identity_proof_new as *const (),
        keypad_new as *const (),
        free as *const (),
        sensitive_new as *const (),
        sensitive_validated as *const (),
        mask_value as *const (),
        transaction_new as *const (),
        keypad_columns as *const (),
        report_severity as *const (),
        secure_input_columns as *const (),
        secure_input_length as *const (),
        sensitive_kind as *const (),
        session_enter_background as *const (),
        session_enter_foreground as *const (),
        session_state as *const (),
        session_touch as *const (),
        offer_server_time as *const (),
        pack_version as *const (),
        request_signer_new as *const (),
        saved_device_device as *const (),
        saved_device_new_device as *const (),
        secure_input_seal as *const (),
        server_challenge as *const (),
        session_logout as *const (),
        session_server_time as *const (),
        trust_expires_at as *const (),
        trust_sequence as *const (),
        device_account as *const (),
        device_id as *const (),
        device_key_id as *const (),
        pack_id as *const (),
        secure_input_masked as *const (),
        sensitive_masked as *const (),
        card_expiry_close as *const (),
        deny_list_close as *const (),
        device_close as *const (),
        enrolled_close as *const (),
        enrolment_close as *const (),
        environment_allow_loopback_ports as *const (),
        environment_close as *const (),
        file_store_close as *const (),
        file_store_erase as *const (),
        host_facts_close as *const (),
        identity_proof_close as *const (),
        keypad_close as *const (),
        link_policy_close as *const (),
        login_close as *const (),
        new_device_close as *const (),
        offer_close as *const (),
        pack_close as *const (),
        pending_answer_close as *const (),
        pending_change_close as *const (),
        pending_enrolment_close as *const (),
        pending_login_close as *const (),
        pending_logout_close as *const (),
        pending_offer_close as *const (),
        pending_receipt_close as *const (),
        pending_secret_change_close as *const (),
        pending_session_close as *const (),
        pending_transfer_close as *const (),
        report_close as *const (),
        request_signer_close as *const (),
        saved_device_close as *const (),
        sealed_input_close as *const (),
        sealed_report_close as *const (),
        secret_change_close as *const (),
        secure_input_backspace as *const (),
        secure_input_clear as *const (),
        secure_input_close as *const (),
        sensitive_close as *const (),
        server_close as *const (),
        session_close as *const (),
        session_lock as *const (),
        transaction_close as *const (),
        transfer_close as *const (),
        trust_close as *const (),
        device_has_hardware_key as *const (),
        saved_device_is_enrolled as *const (),
        session_must_change_password as *const (),
        session_must_change_pin as *const (),
        device_thumbprint as *const (),
        enrolment_hardware_message as *const (),
        keypad_appearance as *const (),
        keypad_cells as *const (),
        login_challenge as *const (),
        offer_challenge as *const (),
        pack_asks as *const (),
        pending_answer_hardware_base as *const (),
        pending_answer_request as *const (),
        pending_change_hardware_base as *const (),
        pending_change_request as *const (),
        pending_enrolment_hardware_base as *const (),
        pending_enrolment_request as *const (),
        pending_login_hardware_base as *const (),
        pending_login_request as *const (),
        pending_logout_hardware_base as *const (),
        pending_logout_request as *const (),
        pending_offer_hardware_base as *const (),
        pending_offer_request as *const (),
        pending_receipt_hardware_base as *const (),
        pending_receipt_request as *const (),
        pending_secret_change_hardware_base as *const (),
        pending_secret_change_request as *const (),
        pending_session_hardware_base as *const (),
        pending_session_request as *const (),
        pending_transfer_hardware_base as *const (),
        pending_transfer_request as *const (),
        report_findings as *const (),
        report_offline_decision as *const (),
        report_scores as *const (),
        secure_input_appearance as *const (),
        secure_input_cells as *const (),
        secure_input_findings as *const (),
        server_keys_request as *const (),
        session_accounts as *const (),
        session_last_login as *const (),
        transaction_digest as *const (),
        transfer_challenge as *const (),
        transfer_digest as *const (),
        transfer_required_factors as *const (),
        secure_input_press as *const (),
        session_begin_secret_change as *const (),
        card_expiry_shown as *const (),
        keypad_label as *const (),
        secure_input_label as *const (),
        sensitive_reveal as *const (),
        sensitive_shown as *const (),
        host_facts_set_unobservable as *const (),
        deny_list_add_birthday as *const (),
        host_facts_set_number as *const (),
        host_facts_set_text as *const (),
        host_facts_set_flag as *const (),
        host_facts_set_bytes as *const (),
        host_facts_set_list as *const (),
        pending_enrolment_receive_buffer as *const (),
        pending_login_receive_buffer as *const (),
        pending_offer_receive_buffer as *const (),
        pending_secret_change_receive_buffer as *const (),
        pending_session_receive_buffer as *const (),
        pending_transfer_receive_buffer as *const (),
        pending_logout_receive_buffer as *const (),
        pending_answer_receive_buffer as *const (),
        pending_change_receive_buffer as *const (),
        pending_receipt_receive_buffer as *const (),
        server_load_keys_buffer as *const (),
        pending_enrolment_receive as *const (),
        pending_login_receive as *const (),
        pending_offer_receive as *const (),
        pending_secret_change_receive as *const (),
        pending_session_receive as *const (),
        pending_transfer_receive as *const (),
        pending_logout_receive as *const (),
        pending_answer_receive as *const (),
        pending_change_receive as *const (),
        pending_receipt_receive as *const (),
        server_load_keys as *const (),
        login_open_input as *const (),
        new_device_enrolled as *const (),
        secret_change_open_old as *const (),
        server_begin_login as *const (),
        session_begin_transfer as *const (),
        transfer_open_input as *const (),
        sensitive_reveal_to as *const (),
        secret_change_open_new as *const (),
        secret_change_open_repeat as *const (),
        secret_change_submit as *const (),
        login_submit as *const (),
        enrolment_sign as *const (),
        login_seal_report as *const (),
        new_device_enrolment as *const (),
        transfer_seal_report as *const (),
        file_store_save as *const (),
        file_store_save_new as *const (),
        environment_collect as *const (),
        session_order as *const (),
        link_policy_check as *const (),
        trust_load as *const (),
        pack_update as *const (),
        file_store_load as *const (),
        deny_list_add_card_number as *const (),
        deny_list_add_id_number as *const (),
        deny_list_add_mobile_number as *const (),
        pending_answer_attach_hardware_signature as *const (),
        pending_change_attach_hardware_signature as *const (),
        pending_enrolment_attach_hardware_signature as *const (),
        pending_login_attach_hardware_signature as *const (),
        pending_logout_attach_hardware_signature as *const (),
        pending_offer_attach_hardware_signature as *const (),
        pending_receipt_attach_hardware_signature as *const (),
        pending_secret_change_attach_hardware_signature as *const (),
        pending_session_attach_hardware_signature as *const (),
        pending_transfer_attach_hardware_signature as *const (),
        transfer_is_of as *const (),
        device_to_record as *const (),
        new_device_to_record as *const (),
        transfer_submit as *const (),
        request_signer_sign_buffer as *const (),
        request_signer_sign as *const (),
        file_store_new as *const (),
        parse_amount as *const (),
        server_new as *const (),
        card_expiry_new as *const (),
        new_device_new as *const (),
        trust_new as *const (),
        environment_new as *const (),
        saved_device_new as *const (),
        link_policy_new as *const (),
    ]
}
