//! Speeds of the primitives: `cargo xtask bench`.
//!
//! `--peers` times RustCrypto's crates beside ours, in one interleaved run. `--counts` runs every
//! case once between callgrind's requests instead: instruction counts, which repeat exactly.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may panic and prints")]
#![allow(missing_docs, reason = "a program")]

mod harness;

use aes_gcm::aead::AeadInOut;
use aes_gcm::{AesGcm, aead::consts::U12};
use cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit, StreamCipher};
use digest::{Digest as _, KeyInit as _, Mac as _};
use getrandom::SysRng;
use harness::{Bench, Work, asked, rounds};
use signature::{Signer as _, Verifier as _};
use sm2::{SecretKey, dsa, elliptic_curve::Generate, pke};
use std::hint::black_box;
use yufu_sm::sm2::exchange::{ExchangeKey, Initiator, Party, Responder};
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, SignerId, SigningKey};
use yufu_sm::sm3::{self, HmacKey};
use yufu_sm::sm4::gcm::{self, Sm4Gcm};
use yufu_sm::sm4::{Key, cbc, ctr};

type PeerGcm = AesGcm<::sm4::Sm4, U12>;

const KEY: [u8; 16] = *b"0123456789abcdef";
const NONCE: [u8; 12] = [7; 12];
const COUNTER: [u8; 16] = [7; 16];
const AAD: [u8; 13] = [1; 13];

fn main() {
    let mut bench = Bench::default();
    for (bytes, size) in [(64, "64 B"), (1024, "1 KiB"), (16_384, "16 KiB")] {
        hashes(&mut bench, bytes, size);
        ciphers(&mut bench, bytes, size);
    }
    blocks(&mut bench);
    sm2_cases(&mut bench);
    if asked("--counts") {
        count(bench);
    } else {
        bench.run(asked("--peers"), rounds(300));
    }
}

fn work(work: impl FnMut() + 'static) -> Work {
    Box::new(work)
}

fn peer(peer: impl FnMut() + 'static) -> Option<Work> {
    Some(Box::new(peer))
}

fn hashes(bench: &mut Bench, bytes: usize, size: &str) {
    let data = vec![5; bytes];
    let theirs = data.clone();
    bench.case(
        &format!("SM3 {size}"),
        bytes,
        work(move || {
            black_box(sm3::hash(black_box(&data)));
        }),
        peer(move || {
            black_box(::sm3::Sm3::digest(black_box(&theirs)));
        }),
    );
    let data = vec![5; bytes];
    let theirs = data.clone();
    bench.case(
        &format!("SM3 of 8 messages, {size} each"),
        bytes * 8,
        work(move || {
            black_box(sm3::hash_many(black_box(&[data.as_slice(); 8])));
        }),
        peer(move || {
            for _ in 0..8 {
                black_box(::sm3::Sm3::digest(black_box(&theirs)));
            }
        }),
    );
    let data = vec![5; bytes];
    let theirs = data.clone();
    let key = HmacKey::new(&[9; 32]);
    let their_key = hmac::Hmac::<::sm3::Sm3>::new_from_slice(&[9; 32]).unwrap();
    bench.case(
        &format!("HMAC-SM3 {size}, one key"),
        bytes,
        work(move || {
            black_box(key.mac(black_box(&[&data])));
        }),
        peer(move || {
            let mut mac = their_key.clone();
            mac.update(black_box(&theirs));
            black_box(mac.finalize().into_bytes());
        }),
    );
}

fn ciphers(bench: &mut Bench, bytes: usize, size: &str) {
    let key = || Key::from(KEY);
    let their_key = <::sm4::Sm4 as cipher::KeyInit>::new(&KEY.into());
    let mut data = vec![5; bytes];
    let mut theirs = data.clone();
    let (ours, peers) = (key(), their_key.clone());
    bench.case(
        &format!("SM4-CTR {size}"),
        bytes,
        work(move || ctr::apply(&ours, black_box(&COUNTER), &mut data)),
        peer(move || {
            use cipher::InnerIvInit as _;
            let core = ::ctr::CtrCore::inner_iv_init(peers.clone(), black_box(&COUNTER.into()));
            ::ctr::Ctr128BE::from_core(core).apply_keystream(&mut theirs);
        }),
    );
    let data = vec![5; bytes];
    let ciphertext = cbc::encrypt(&key(), &COUNTER, &data);
    let mut theirs = vec![[5; 16].into(); bytes / 16];
    let ours = key();
    bench.case(
        &format!("SM4-CBC encrypt {size}"),
        bytes,
        work(move || {
            black_box(cbc::encrypt(&ours, black_box(&COUNTER), &data));
        }),
        peer(move || {
            let mut mode =
                ::cbc::Encryptor::<::sm4::Sm4>::new(&KEY.into(), black_box(&COUNTER.into()));
            mode.encrypt_blocks(&mut theirs); // without padding
        }),
    );
    let (ours, copy) = (key(), ciphertext.clone());
    let mut buffer = Vec::with_capacity(ciphertext.len());
    let mut theirs = vec![[5; 16].into(); ciphertext.len() / 16];
    let their_copy = theirs.clone();
    bench.case(
        &format!("SM4-CBC decrypt {size}"),
        bytes,
        work(move || {
            buffer.clear();
            buffer.extend_from_slice(&copy);
            cbc::decrypt_in_place(&ours, black_box(&COUNTER), &mut buffer).unwrap();
        }),
        peer(move || {
            theirs.copy_from_slice(&their_copy);
            let mut mode =
                ::cbc::Decryptor::<::sm4::Sm4>::new(&KEY.into(), black_box(&COUNTER.into()));
            mode.decrypt_blocks(&mut theirs); // without padding
        }),
    );
    gcm(bench, &key(), bytes, size);
}

fn gcm(bench: &mut Bench, key: &Key, bytes: usize, size: &str) {
    let (ours, theirs) = (Sm4Gcm::new(key), <PeerGcm as cipher::KeyInit>::new(&KEY.into()));
    let mut data = vec![5; bytes];
    let mut their_data = data.clone();
    let (sealing, their_sealing) = (Sm4Gcm::new(key), theirs.clone());
    bench.case(
        &format!("SM4-GCM seal {size}"),
        bytes,
        work(move || {
            black_box(sealing.seal_in_place(black_box(NONCE), &AAD, &mut data).unwrap());
        }),
        peer(move || {
            let buffer = their_data.as_mut_slice().into();
            let sealed =
                their_sealing.encrypt_inout_detached(black_box(&NONCE.into()), &AAD, buffer);
            black_box(sealed.unwrap());
        }),
    );
    let mut ciphertext = vec![5; bytes];
    let tag = ours.seal_in_place(NONCE, &AAD, &mut ciphertext).unwrap();
    let (mut buffer, mut their_buffer, their_ciphertext) =
        (ciphertext.clone(), ciphertext.clone(), ciphertext.clone());
    bench.case(
        &format!("SM4-GCM open {size}"),
        bytes,
        work(move || {
            buffer.copy_from_slice(&ciphertext);
            ours.open_in_place(black_box(NONCE), &AAD, &mut buffer, &tag).unwrap();
        }),
        peer(move || {
            their_buffer.copy_from_slice(&their_ciphertext);
            let buffer = their_buffer.as_mut_slice().into();
            let tag = (&tag).into();
            theirs.decrypt_inout_detached(black_box(&NONCE.into()), &AAD, buffer, tag).unwrap();
        }),
    );
    if bytes > 64 {
        return;
    }
    let mut data = vec![5; bytes];
    let mut their_data = data.clone();
    bench.case(
        &format!("SM4-GCM seal {size}, new key"),
        bytes,
        work(move || {
            let key = Key::from(black_box(KEY));
            black_box(gcm::seal_once(&key, NONCE, &AAD, &mut data).unwrap());
        }),
        peer(move || {
            let key = <PeerGcm as cipher::KeyInit>::new(black_box(&KEY.into()));
            let buffer = their_data.as_mut_slice().into();
            black_box(key.encrypt_inout_detached(&NONCE.into(), &AAD, buffer).unwrap());
        }),
    );
}

/// One block at a time, where nothing hides the latency.
fn blocks(bench: &mut Bench) {
    use cipher::BlockCipherEncrypt as _;
    let ours = yufu_sm::hazmat::Sm4::from_key(&Key::from(KEY));
    let theirs = <::sm4::Sm4 as cipher::KeyInit>::new(&KEY.into());
    let (mut block, mut their_block) = (KEY.into(), KEY.into());
    bench.case(
        "SM4 one block",
        16,
        work(move || ours.encrypt_block(black_box(&mut block))),
        peer(move || theirs.encrypt_block(black_box(&mut their_block))),
    );
    bench.case(
        "SM4 key schedule",
        0,
        work(|| {
            black_box(yufu_sm::hazmat::Sm4::from_key(&Key::from(black_box(KEY))));
        }),
        peer(|| {
            black_box(<::sm4::Sm4 as cipher::KeyInit>::new(black_box(&KEY.into())));
        }),
    );
}

fn sm2_cases(bench: &mut Bench) {
    let message = [5; 64];
    bench.case(
        "SM2 generate a key",
        0,
        work(|| {
            black_box(SigningKey::generate(&mut SysRng).unwrap());
        }),
        peer(|| {
            let key = SecretKey::try_generate_from_rng(&mut SysRng).unwrap();
            black_box(key.public_key());
        }),
    );
    let key = SigningKey::from_bytes(&[0x42; 32]).unwrap();
    let theirs = dsa::SigningKey::from_bytes("1234567812345678", &[0x42; 32].into()).unwrap();
    let signature = key.sign(&SignerId::DEFAULT, &message, &mut SysRng).unwrap();
    let their_signature = dsa::Signature::from_bytes((&signature.to_bytes()).into()).unwrap();
    let (verifying, their_verifying) =
        (key.verifying_key().clone(), *theirs.verifying_key().as_affine());
    let their_verifying =
        dsa::VerifyingKey::from_affine("1234567812345678", their_verifying).unwrap();
    bench.case(
        "SM2 sign",
        0,
        work(move || {
            black_box(key.sign(&SignerId::DEFAULT, black_box(&message), &mut SysRng).unwrap());
        }),
        peer(move || {
            let signature: dsa::Signature = theirs.sign(black_box(&message));
            black_box(signature);
        }),
    );
    bench.case(
        "SM2 verify",
        0,
        work(move || {
            verifying.verify(&SignerId::DEFAULT, black_box(&message), &signature).unwrap();
        }),
        peer(move || their_verifying.verify(black_box(&message), &their_signature).unwrap()),
    );
    encryption(bench);
    agreement(bench);
}

fn encryption(bench: &mut Bench) {
    let message = [5; 32];
    let format = CiphertextFormat::C1C3C2;
    let key = DecryptingKey::from_bytes(&[0x42; 32]).unwrap();
    let encrypting = key.encrypting_key().clone();
    let secret = SecretKey::from_bytes(&[0x42; 32].into()).unwrap();
    let theirs = pke::DecryptingKey::new_with_mode(secret.to_nonzero_scalar(), pke::Mode::C1C3C2);
    let their_encrypting = theirs.encrypting_key().clone();
    let ciphertext = encrypting.encrypt(&message, format, &mut SysRng).unwrap();
    let their_ciphertext = ciphertext.clone();
    bench.case(
        "SM2 encrypt 32 B",
        0,
        work(move || {
            black_box(encrypting.encrypt(black_box(&message), format, &mut SysRng).unwrap());
        }),
        peer(move || {
            black_box(their_encrypting.encrypt(&mut SysRng, black_box(&message)).unwrap());
        }),
    );
    bench.case(
        "SM2 decrypt 32 B",
        0,
        work(move || {
            black_box(key.decrypt(black_box(&ciphertext), format).unwrap());
        }),
        peer(move || {
            black_box(theirs.decrypt(black_box(&their_ciphertext)).unwrap());
        }),
    );
}

fn agreement(bench: &mut Bench) {
    let id = SignerId::DEFAULT;
    // The party borrows its key for as long as the program runs.
    let ours: &ExchangeKey = Box::leak(Box::new(ExchangeKey::from_bytes(&[0x42; 32]).unwrap()));
    let peer_key = ExchangeKey::from_bytes(&[0x43; 32]).unwrap();
    let party = Party::new(ours.public_key(), id);
    let initiator =
        Initiator::start(ours, id, Party::new(peer_key.public_key(), id), &mut SysRng).unwrap();
    let point = *initiator.point();
    bench.case(
        "SM2 agree on a key, responder",
        0,
        work(move || {
            let party = party.clone();
            black_box(Responder::respond(&peer_key, id, party, &point, 16, &mut SysRng).unwrap());
        }),
        None,
    );
}

/// Runs every case once to warm up, then once between requests to callgrind.
#[cfg(yufu_ct)]
fn count(bench: Bench) {
    /// Callgrind's requests begin with its letters.
    const CALLGRIND: usize = 0x4354_0000;
    let names: Vec<String> = bench
        .into_work()
        .map(|(name, mut work)| {
            work();
            yufu_sm::ct::request(CALLGRIND | 2, 0, 0); // toggles the collection
            work();
            yufu_sm::ct::request(CALLGRIND | 2, 0, 0);
            yufu_sm::ct::request(CALLGRIND, 0, 0); // dumps and clears the counts
            name
        })
        .collect();
    println!("{}", serde_json::json!(names));
}

#[cfg(not(yufu_ct))]
fn count(_: Bench) {
    println!("counting needs a build with --cfg yufu_ct: cargo xtask bench --counts");
}
