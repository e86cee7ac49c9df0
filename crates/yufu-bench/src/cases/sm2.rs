//! SM2: messages of 64 bytes, plaintexts of 32, keys of 16 bytes agreed on.

use yufu_sm::sm2::exchange::{ExchangeKey, Initiator, Party, Responder};
use yufu_sm::sm2::{
    CiphertextFormat, Claim, DecryptingKey, Signature, SignerId, SigningKey, VerifyingKey,
    verify_batch,
};

use super::rng::{Rng, rng};
use super::{FILL, outcome, words};
use crate::Subject;

const MESSAGE: [u8; 64] = [FILL; 64];
const PLAINTEXT: [u8; 32] = [FILL; 32];
const ID: SignerId<'static> = SignerId::DEFAULT;
const FORMAT: CiphertextFormat = CiphertextFormat::C1C3C2;
/// Signatures that are verified together.
const BATCH: usize = 16;

pub(super) fn subject(name: &str) -> Option<Result<Subject, String>> {
    Some(match name {
        "sm2-keygen" => Ok(Subject::new(rng(), SigningKey::generate, keygen_result)),
        "sm2-sign" => sign(),
        "sm2-verify" => signed().map(|(key, signature)| {
            let verify = move |key: &mut VerifyingKey| key.verify(&ID, &MESSAGE, &signature);
            Subject::new(key, verify, |_, done| outcome("verified", done))
        }),
        "sm2-verify-prepared" => signed().map(|(key, signature)| {
            let verify = move |key: &mut _| {
                let key: &yufu_sm::sm2::PreparedVerifyingKey = key;
                key.verify(&ID, &MESSAGE, &signature)
            };
            Subject::new(key.prepare(), verify, |_, done| outcome("verified", done))
        }),
        "sm2-verify-batch" => signed().map(batch),
        "sm2-encrypt" => decrypting().map(|key| {
            Subject::new(
                (key, rng()),
                |(key, rng)| key.encrypting_key().encrypt(&PLAINTEXT, FORMAT, rng),
                |(key, _), sealed| match sealed.and_then(|sealed| key.decrypt(&sealed, FORMAT)) {
                    Ok(opened) if *opened == PLAINTEXT => "encrypted".into(),
                    _ => "wrong".into(),
                },
            )
        }),
        "sm2-decrypt" => decrypt(),
        "sm2-agree" => agree(),
        _ => return None,
    })
}

fn keygen_result(rng: &mut Rng, key: yufu_sm::Result<SigningKey>) -> String {
    let other = SigningKey::generate(rng).and_then(|other| {
        let signature = key?.sign(&ID, &MESSAGE, rng)?;
        // Keys are drawn anew: another one's signature is refused.
        Ok(other.verifying_key().verify(&ID, &MESSAGE, &signature).is_err())
    });
    if other == Ok(true) { "fresh".into() } else { "wrong".into() }
}

fn signing() -> Result<SigningKey, String> {
    SigningKey::from_bytes(&[0x42; 32]).map_err(words)
}

fn decrypting() -> Result<DecryptingKey, String> {
    DecryptingKey::from_bytes(&[0x42; 32]).map_err(words)
}

fn signed() -> Result<(VerifyingKey, Signature), String> {
    let key = signing()?;
    let signature = key.sign(&ID, &MESSAGE, &mut rng()).map_err(words)?;
    Ok((key.verifying_key().clone(), signature))
}

fn sign() -> Result<Subject, String> {
    Ok(Subject::new(
        (signing()?, rng()),
        |(key, rng)| key.sign(&ID, &MESSAGE, rng),
        |(key, _), signature| {
            outcome(
                "signed",
                signature
                    .and_then(|signature| key.verifying_key().verify(&ID, &MESSAGE, &signature)),
            )
        },
    ))
}

fn batch((key, signature): (VerifyingKey, Signature)) -> Subject {
    Subject::new(
        (key, signature),
        |(key, signature)| {
            verify_batch(&[Claim { key, id: ID, message: &MESSAGE, signature }; BATCH])
        },
        |_, done| format!("verified:{}", done.iter().filter(|one| one.is_ok()).count()),
    )
}

fn decrypt() -> Result<Subject, String> {
    let key = decrypting()?;
    let sealed = key.encrypting_key().encrypt(&PLAINTEXT, FORMAT, &mut rng()).map_err(words)?;
    Ok(Subject::new(
        (key, sealed),
        |(key, sealed)| key.decrypt(sealed, FORMAT),
        |_, opened| opened.map_or_else(words, |opened| hex::encode(&*opened)),
    ))
}

fn agree() -> Result<Subject, String> {
    // The parties borrow their keys for as long as the program runs.
    let key = |fill| {
        let key = ExchangeKey::from_bytes(&[fill; 32]).map_err(words)?;
        Ok::<&'static ExchangeKey, String>(Box::leak(Box::new(key)))
    };
    let (one, other) = (key(0x42)?, key(0x43)?);
    let party = Party::new(one.public_key(), ID);
    let start = Initiator::start(one, ID, Party::new(other.public_key(), ID), &mut rng());
    let start = start.map_err(words)?;
    let point = *start.point();
    Ok(Subject::new(
        (rng(), Some(start)),
        move |(rng, _)| Responder::respond(other, ID, party.clone(), &point, 16, rng),
        |(_, start), responder| {
            let agreed = start.take().zip(responder.ok()).and_then(|(start, responder)| {
                let (s_b, r_b) = (responder.confirmation(), responder.point());
                let (key, s_a) = start.finish(r_b, s_b, 16).ok()?;
                Some(key == responder.confirm(&s_a).ok()?)
            });
            if agreed == Some(true) { "agreed".into() } else { "wrong".into() }
        },
    ))
}
