//! What crosses the wire, and what the app shows.

use serde_json::{Value, json};
use yufu::mask::{self, Kind};
use yufu_protocol::id::{AccountRef, InputNonce, KeyId, OrderNumber, SessionId, Thumbprint};
use yufu_protocol::input::{self, Code, Context, Field, Purpose, SlotIndex};
use yufu_protocol::transaction::{Amount, Currency, Transaction, TransactionKind};
use yufu_sm::sm2::DecryptingKey;

use super::Stream;

fn sample() -> Transaction {
    Transaction::new(
        TransactionKind::Transfer,
        OrderNumber::new("20251125-0001").expect("valid"),
        AccountRef::new("acct-1").expect("valid"),
        AccountRef::new("6222021234567890128").expect("valid"),
        "王小明",
        Amount::new(10_000, Currency::CNY).expect("valid"),
    )
    .and_then(|transaction| transaction.with_remark("房租"))
    .expect("valid")
}

pub(super) fn transaction() -> Value {
    let transaction = sample();
    json!({
        "order": "20251125-0001",
        "kind": "transfer",
        "payer": "acct-1",
        "payee_account": "6222021234567890128",
        "payee_name": "王小明",
        "amount_minor": "10000",
        "currency": "CNY",
        "remark": "房租",
        "der_hex": hex::encode(transaction.to_der().expect("encodes")),
        "digest_hex": hex::encode(transaction.digest().expect("encodes").as_bytes()),
    })
}

pub(super) fn sealed_input() -> Value {
    let mut rng = Stream::new(b"sealed input");
    let key = DecryptingKey::generate(&mut rng).expect("the stream does not fail");
    let context = Context {
        purpose: Purpose::Transaction,
        field: Field::new("pin").expect("valid"),
        input_nonce: InputNonce::random(&mut rng).expect("as above"),
        session: Some(SessionId::random(&mut rng).expect("as above")),
        account: Some(AccountRef::new("acct-1").expect("valid")),
        device: Thumbprint::of_spki(b"the device key's SubjectPublicKeyInfo"),
        input_key: KeyId::new("input-1").expect("valid"),
        transaction: Some(sample().digest().expect("encodes")),
    };
    let mut chain = [0; 32];
    let wrapped =
        input::begin(&context, key.encrypting_key(), &mut rng, &mut chain).expect("as above");
    let mut slots = Vec::new();
    let mut index = SlotIndex::FIRST;
    for digit in b"135790" {
        slots.push(input::keystroke(&mut chain, index, Code::new(*digit).expect("visible")));
        index = index.next().expect("short");
    }
    let sealed = input::seal(&mut chain, &context, wrapped, &slots).expect("short");
    json!({
        "private_key_hex": hex::encode(*key.to_bytes()),
        "context_hex": hex::encode(context.to_der().expect("encodes")),
        "typed": "135790",
        "sealed_hex": hex::encode(sealed.to_der().expect("encodes")),
    })
}

pub(super) fn masks() -> Vec<Value> {
    [
        (Kind::CardNumber, "6222 0212 3456 7890 128"),
        (Kind::CardNumber, "622202"),
        (Kind::ChineseId, "11010519491231002X"),
        (Kind::Mobile, "13800138000"),
        (Kind::Name, "欧阳娜娜"),
        (Kind::Name, "王小明"),
        (Kind::Name, "John Smith"),
        (Kind::Email, "zhang@example.com"),
        (Kind::Address, "广东省深圳市南山区科技园1号"),
        (Kind::Passport, "E12345678"),
        (Kind::CreditCode, "91350100M000100Y43"),
        (Kind::Amount, "¥1,234.56"),
        (Kind::Account, "6222021234567890128"),
        (Kind::Mobile, "not a number"),
    ]
    .map(|(kind, value)| {
        json!({ "kind": kind.to_string(), "value": value, "masked": mask::mask(kind, value) })
    })
    .into()
}
