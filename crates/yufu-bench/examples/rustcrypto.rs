//! RustCrypto's crates as a worker of `cargo xtask bench --peers`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a peer that fails has to be seen"
)]

use std::io;

use aes_gcm::aead::AeadInOut;
use aes_gcm::aead::consts::{U12, U16};
use cipher::{
    Block, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, KeyInit, KeyIvInit, StreamCipher,
};
use digest::{Digest, Mac};
use elliptic_curve::Generate;
use getrandom::SysRng;
use signature::{Signer, Verifier};
use sm2::{SecretKey, dsa, pke};
use sm3::Sm3;
use sm4::Sm4;
use yufu_bench::{Subject, worker};

type Gcm = aes_gcm::AesGcm<Sm4, U12>;
type Ccm = ccm::Ccm<Sm4, U16, U12>;

const KEY: [u8; 16] = *b"0123456789abcdef";
const IV: [u8; 16] = [7; 16];
const NONCE: [u8; 12] = [7; 12];
const AAD: [u8; 13] = [1; 13];
const FILL: u8 = 5;
const MESSAGE: [u8; 64] = [FILL; 64];
const PLAINTEXT: [u8; 32] = [FILL; 32];
const ID: &str = "1234567812345678";

const CASES: [&str; 34] = [
    "sm3/64",
    "sm3/1024",
    "sm3/16384",
    "hmac/64",
    "hmac/1024",
    "hmac/16384",
    "sm4-ctr/64",
    "sm4-ctr/1024",
    "sm4-ctr/16384",
    "sm4-ecb/64",
    "sm4-ecb/1024",
    "sm4-ecb/16384",
    "sm4-cbc-encrypt/64",
    "sm4-cbc-encrypt/1024",
    "sm4-cbc-encrypt/16384",
    "sm4-cbc-decrypt/64",
    "sm4-cbc-decrypt/1024",
    "sm4-cbc-decrypt/16384",
    "sm4-gcm-seal/64",
    "sm4-gcm-seal/1024",
    "sm4-gcm-seal/16384",
    "sm4-gcm-open/64",
    "sm4-gcm-open/1024",
    "sm4-gcm-open/16384",
    "sm4-gcm-new-key/64",
    "sm4-ccm-seal/64",
    "sm4-ccm-seal/1024",
    "sm4-ccm-seal/16384",
    "sm4-block",
    "sm2-keygen",
    "sm2-sign",
    "sm2-verify",
    "sm2-encrypt",
    "sm2-decrypt",
];

fn main() -> io::Result<()> {
    let version = "RustCrypto sm2 0.14, sm3 0.5, sm4 0.6";
    worker::serve(version, &CASES, subject, io::stdin().lock(), io::stdout().lock())
}

fn subject(id: &str) -> Result<Subject, String> {
    let (name, bytes) = id.split_once('/').unwrap_or((id, "16"));
    let bytes = bytes.parse().map_err(|_| format!("no case {id}"))?;
    symmetric(name, vec![FILL; bytes])
        .or_else(|| asymmetric(name))
        .ok_or_else(|| format!("no case {id}"))
}

fn last(blocks: &[Block<Sm4>]) -> String {
    hex::encode(blocks[blocks.len() - 1])
}

fn symmetric(name: &str, mut data: Vec<u8>) -> Option<Subject> {
    let (key, iv) = (KEY.into(), IV.into());
    let blocks = vec![[FILL; 16].into(); data.len() / 16];
    Some(match name {
        "sm3" => Subject::new(data, |data| Sm3::digest(data), |_, hash| hex::encode(hash)),
        "hmac" => Subject::new(
            (hmac::Hmac::<Sm3>::new_from_slice(&[9; 32]).expect("a key"), data),
            |(key, data)| key.clone().chain_update(data).finalize().into_bytes(),
            |_, mac| hex::encode(mac),
        ),
        "sm4-ctr" => Subject::new(
            (ctr::Ctr128BE::<Sm4>::new(&key, &iv), data),
            |(stream, data)| stream.apply_keystream(data),
            |(_, data), ()| hex::encode(&data[data.len() - 16..]),
        ),
        "sm4-ecb" => Subject::new(
            (Sm4::new(&key), blocks),
            |(key, blocks)| key.encrypt_blocks(blocks),
            |(_, blocks), ()| last(blocks),
        ),
        "sm4-cbc-encrypt" => Subject::new(
            (cbc::Encryptor::<Sm4>::new(&key, &iv), blocks),
            |(mode, blocks)| mode.encrypt_blocks(blocks),
            |(_, blocks), ()| last(blocks),
        ),
        "sm4-cbc-decrypt" => Subject::new(
            (cbc::Decryptor::<Sm4>::new(&key, &iv), blocks),
            |(mode, blocks)| mode.decrypt_blocks(blocks),
            // The last block stays out: with padding it would be held back.
            |(_, blocks), ()| last(&blocks[..blocks.len() - 1]),
        ),
        "sm4-gcm-seal" => seal(Gcm::new(&key), data),
        "sm4-ccm-seal" => seal(Ccm::new(&key), data),
        "sm4-gcm-new-key" => Subject::new(
            data,
            |data| {
                let (key, data) = (Gcm::new(&KEY.into()), data.as_mut_slice().into());
                key.encrypt_inout_detached(&NONCE.into(), &AAD, data)
            },
            |_, tag| hex::encode(tag.expect("sealed")),
        ),
        "sm4-gcm-open" => {
            let (key, plain) = (Gcm::new(&key), data.clone());
            let sealed = data.as_mut_slice().into();
            let tag = key.encrypt_inout_detached(&NONCE.into(), &AAD, sealed).expect("sealed");
            Subject::new(
                (key, data, plain),
                move |(key, sealed, out)| {
                    out.copy_from_slice(sealed);
                    let out = out.as_mut_slice().into();
                    key.decrypt_inout_detached(&NONCE.into(), &AAD, out, &tag)
                },
                |(_, _, out), opened| {
                    opened.expect("opened");
                    hex::encode(&out[out.len() - 16..])
                },
            )
        }
        "sm4-block" => Subject::new(
            (Sm4::new(&key), iv),
            |(key, block)| key.encrypt_block(block),
            |(_, block), ()| hex::encode(*block),
        ),
        _ => return None,
    })
}

fn seal<K>(key: K, data: Vec<u8>) -> Subject
where
    K: AeadInOut<NonceSize = U12, TagSize = U16> + 'static,
{
    Subject::new(
        (key, data),
        |(key, data)| {
            let data = data.as_mut_slice().into();
            key.encrypt_inout_detached(&NONCE.into(), &AAD, data)
        },
        |_, tag| hex::encode(tag.expect("sealed")),
    )
}

fn asymmetric(name: &str) -> Option<Subject> {
    let signing = dsa::SigningKey::from_bytes(ID, &[0x42; 32].into()).expect("a key");
    let verifying = signing.verifying_key().clone();
    let secret = SecretKey::from_bytes(&[0x42; 32].into()).expect("a key");
    let decrypting =
        pke::DecryptingKey::new_with_mode(secret.to_nonzero_scalar(), pke::Mode::C1C3C2);
    let encrypting = decrypting.encrypting_key().clone();
    Some(match name {
        "sm2-keygen" => Subject::new(
            (),
            |()| {
                let key = SecretKey::try_generate_from_rng(&mut SysRng).expect("randomness");
                key.public_key()
            },
            move |(), key| if key == secret.public_key() { "known" } else { "fresh" }.into(),
        ),
        "sm2-sign" => Subject::new(
            signing,
            |key| -> dsa::Signature { key.sign(&MESSAGE) },
            move |_, signature| {
                verifying.verify(&MESSAGE, &signature).expect("verified");
                "signed".into()
            },
        ),
        "sm2-verify" => {
            let signature: dsa::Signature = signing.sign(&MESSAGE);
            Subject::new(
                verifying,
                move |key| key.verify(&MESSAGE, &signature),
                |_, verified| {
                    verified.expect("verified");
                    "verified".into()
                },
            )
        }
        "sm2-encrypt" => Subject::new(
            encrypting,
            |key| key.encrypt(&mut SysRng, &PLAINTEXT).expect("encrypted"),
            move |_, sealed| {
                assert_eq!(decrypting.decrypt(&sealed).expect("decrypted"), PLAINTEXT);
                "encrypted".into()
            },
        ),
        "sm2-decrypt" => {
            let sealed = encrypting.encrypt(&mut SysRng, &PLAINTEXT).expect("encrypted");
            Subject::new(
                decrypting,
                move |key| key.decrypt(&sealed).expect("decrypted"),
                |_, opened| hex::encode(opened),
            )
        }
        _ => return None,
    })
}
