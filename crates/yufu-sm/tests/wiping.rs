//! Secrets leave nothing where they lay once they are dropped, and are never printed.
//!
//! Each test puts a value into a buffer of its own, drops it in place, and reads the buffer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it ran"
)]

use core::mem::{MaybeUninit, size_of};
use yufu_sm::drbg::HmacSm3Drbg;
use yufu_sm::sm2::exchange::{ExchangeKey, Initiator, Party, Responder};
use yufu_sm::sm2::{DecryptingKey, SignerId, SigningKey};
use yufu_sm::sm3::{HmacKey, HmacSm3, Sm3};
use yufu_sm::sm4::{self, Key};

/// The bytes that `value` occupies before and after it is dropped in place.
fn before_and_after_drop<T>(value: T) -> (Vec<u8>, Vec<u8>) {
    let mut place = Box::new(MaybeUninit::<T>::zeroed());
    place.write(value);
    let read = |place: &MaybeUninit<T>| {
        let start = place.as_ptr().cast::<u8>();
        (0..size_of::<T>())
            // SAFETY: the offset is inside the box, which lives on; the place was zeroed before
            // `value` was written to it, and padding is only ever compared, never interpreted.
            .map(|offset| unsafe { start.add(offset).read_volatile() })
            .collect::<Vec<u8>>()
    };
    let before = read(&place);
    // SAFETY: the value was written above and is not used afterwards.
    unsafe { place.assume_init_drop() };
    (before, read(&place))
}

/// No eight bytes in a row survive, but where one of `public` stood, and zeros.
#[track_caller]
fn assert_wiped<T>(value: T, public: &[&[u8]]) {
    let (before, after) = before_and_after_drop(value);
    assert!(before.iter().any(|byte| *byte != 0), "the control: there was something to wipe");
    let mut excused = vec![false; before.len()];
    for public in public {
        for start in 0..=before.len() - public.len() {
            if before[start..].starts_with(public) {
                excused[start..start + public.len()].fill(true);
            }
        }
    }
    let survived =
        |index: usize| before[index] == after[index] && before[index] != 0 && !excused[index];
    for start in 0..before.len().saturating_sub(7) {
        let run = (start..start + 8).all(survived);
        assert!(!run, "{:02x?} survived at {start}", &after[start..start + 8]);
    }
}

const SCALAR: [u8; 32] = *b"\x39\x45\x20\x8f\x7b\x21\x44\xb1\x3f\x36\xe3\x8a\xc6\xd3\x9f\x95\
                            \x88\x93\x93\x69\x28\x60\xb5\x1a\x42\xfb\x81\xef\x4d\xf7\xc5\xb8";

#[test]
fn signing_key_is_wiped_on_drop() {
    let key = SigningKey::from_bytes(&SCALAR).unwrap();
    let public = key.verifying_key().to_sec1_bytes();
    assert_wiped(key, &[&public]);
}

#[test]
fn decrypting_key_is_wiped_on_drop() {
    let key = DecryptingKey::from_bytes(&SCALAR).unwrap();
    let public = key.encrypting_key().to_sec1_bytes();
    assert_wiped(key, &[&public]);
}

#[test]
fn exchange_key_is_wiped_on_drop() {
    let key = ExchangeKey::from_bytes(&SCALAR).unwrap();
    let public = key.public_key().to_sec1_bytes();
    assert_wiped(key, &[&public]);
}

#[test]
fn sm4_key_is_wiped_on_drop() {
    assert_wiped(Key::from_bytes(b"sixteen byte key"), &[]);
}

#[test]
fn sm4_states_are_wiped_on_drop() {
    let key = Key::from_bytes(b"sixteen byte key");
    let data = b"a message that is longer than a block";
    assert_wiped(sm4::gcm::Sm4Gcm::new(&key), &[]);
    assert_wiped(sm4::ccm::Sm4Ccm::new(&key), &[]);
    assert_wiped(yufu_sm::hazmat::Sm4::from_key(&key), &[]);
    let mut ctr = sm4::ctr::Sm4Ctr::new(&key, &[7; 16]);
    ctr.apply(&mut data.to_vec());
    assert_wiped(ctr, &[]);
    let mut cmac = sm4::cmac::Sm4Cmac::from_key(&key);
    cmac.update(data);
    assert_wiped(cmac, &[]);
    let mut sealer = sm4::gcm::Sm4Gcm::new(&key).sealer([7; 12], b"").unwrap();
    sealer.update(&mut data.to_vec()).unwrap();
    assert_wiped(sealer, &[]);
    let mut encryptor = sm4::cbc::Encryptor::new(&key, &[7; 16]);
    let mut ciphertext = Vec::new();
    encryptor.update(data, &mut ciphertext);
    assert_wiped(encryptor, &[&ciphertext[16..]]); // the chain is the last ciphertext block
    let mut decryptor = sm4::cbc::Decryptor::new(&key, &[7; 16]);
    decryptor.update(data, &mut Vec::new());
    assert_wiped(decryptor, &[]);
}

#[test]
fn sm3_states_are_wiped_on_drop() {
    let mut state = Sm3::new();
    state.update(b"a secret that waits in the buffer");
    assert_wiped(state, &[]);
    assert_wiped(HmacKey::new(b"a secret key"), &[]);
    let mut mac = HmacSm3::from_key(b"a secret key");
    mac.update(b"a secret that waits in the buffer");
    assert_wiped(mac, &[]);
}

#[test]
fn drbg_is_wiped_on_drop() {
    assert_wiped(HmacSm3Drbg::new(&[7; 32], b"nonce", b"").unwrap(), &[]);
}

#[test]
fn decrypting_key_debug_prints_no_scalar() {
    let key = DecryptingKey::from_bytes(&SCALAR).unwrap();
    assert_eq!(format!("{key:?}"), "DecryptingKey { .. }");
    assert_eq!(format!("{key:#?}"), "DecryptingKey { .. }");
}

/// Debug output of a secret is its type's name and nothing that depends on its value.
#[test]
fn no_secret_type_prints_its_content() {
    let mut rng = getrandom::SysRng;
    let id = SignerId::DEFAULT;
    let mut print = || {
        let key = Key::generate(&mut rng).unwrap();
        let gcm = sm4::gcm::Sm4Gcm::new(&key);
        let exchange = ExchangeKey::generate(&mut rng).unwrap();
        let party = Party::new(exchange.public_key(), id);
        let initiator = Initiator::start(&exchange, id, party.clone(), &mut rng).unwrap();
        let responder =
            Responder::respond(&exchange, id, party, initiator.point(), 16, &mut rng).unwrap();
        let mut text = String::new();
        let secrets: [&dyn core::fmt::Debug; 16] = [
            &SigningKey::generate(&mut rng).unwrap(),
            &DecryptingKey::generate(&mut rng).unwrap(),
            &exchange,
            &initiator,
            &responder,
            &gcm,
            &gcm.sealer([0; 12], b"").unwrap(),
            &sm4::ccm::Sm4Ccm::new(&key),
            &sm4::ctr::Sm4Ctr::new(&key, &[0; 16]),
            &sm4::cbc::Encryptor::new(&key, &[0; 16]),
            &sm4::cbc::Decryptor::new(&key, &[0; 16]),
            &sm4::cmac::Sm4Cmac::from_key(&key),
            &yufu_sm::hazmat::Sm4::from_key(&key),
            &HmacSm3::from_key(key.as_bytes()),
            &HmacSm3Drbg::new(&[key.as_bytes().as_slice(); 2].concat(), b"", b"").unwrap(),
            &key,
        ];
        for secret in secrets {
            text += &format!("{secret:#?}\n");
        }
        text
    };
    assert_eq!(print(), print());
}

/// Reads this thread's stack through the kernel, from 24 KiB below `frame` up to it.
#[cfg(target_os = "linux")]
fn stack_below(frame: *const u8) -> Vec<u8> {
    use std::os::unix::fs::FileExt as _;
    let mut below = vec![0; 24 * 1024];
    let start = u64::try_from(frame.addr() - below.len()).unwrap();
    let memory = std::fs::File::open("/proc/self/mem").unwrap();
    memory.read_exact_at(&mut below, start).unwrap();
    below
}

#[cfg(target_os = "linux")]
#[test]
fn stack_below_the_caller_is_overwritten() {
    /// Leaves copies of a pattern that is nowhere else: its complement is what the binary holds.
    #[inline(never)]
    fn litter(complement: &[u8; 16]) {
        let pattern = complement.map(|byte| !byte);
        let mut copies = [[0; 16]; 512];
        copies.fill(pattern);
        core::hint::black_box(&mut copies);
    }
    let complement = *b"sixteen of these";
    let copies = |below: &[u8]| {
        let is_pattern =
            |window: &&[u8]| window.iter().zip(&complement).all(|(byte, other)| *byte == !*other);
        below.windows(16).filter(is_pattern).count()
    };
    // The stack has to be mapped this far down before it can be read.
    yufu_sm::wipe::stack();
    let frame = 0_u8;
    let frame = core::hint::black_box(&raw const frame);
    litter(&complement);
    let before = copies(&stack_below(frame));
    litter(&complement);
    yufu_sm::wipe::stack();
    let after = copies(&stack_below(frame));
    assert!(before > 100, "the control: {before} copies were left");
    assert_eq!(after, 0);
}

/// The vector registers after a secret has been in one and `between` has run.
#[cfg(target_arch = "x86_64")]
#[inline(never)]
fn registers_after(secret: &[u8; 16], between: impl FnOnce()) -> [[u8; 16]; 16] {
    let mut registers = [[0; 16]; 16];
    // SAFETY: reads 16 bytes of `secret` into a register that is declared.
    unsafe { core::arch::asm!("movups xmm9, [{0}]", in(reg) secret, out("xmm9") _) };
    between();
    // SAFETY: writes 16 registers of 16 bytes to the array.
    unsafe {
        core::arch::asm!(
            "movups [{0}], xmm0", "movups [{0} + 16], xmm1", "movups [{0} + 32], xmm2",
            "movups [{0} + 48], xmm3", "movups [{0} + 64], xmm4", "movups [{0} + 80], xmm5",
            "movups [{0} + 96], xmm6", "movups [{0} + 112], xmm7", "movups [{0} + 128], xmm8",
            "movups [{0} + 144], xmm9", "movups [{0} + 160], xmm10", "movups [{0} + 176], xmm11",
            "movups [{0} + 192], xmm12", "movups [{0} + 208], xmm13", "movups [{0} + 224], xmm14",
            "movups [{0} + 240], xmm15",
            in(reg) registers.as_mut_ptr(),
        );
    }
    registers
}

#[test]
#[cfg(target_arch = "x86_64")]
fn vector_registers_are_overwritten() {
    let secret = std::hint::black_box(*b"a block's secret");
    let control = registers_after(&secret, || ());
    assert!(control.contains(&secret), "the control: nothing else clears the register");
    assert!(!registers_after(&secret, yufu_sm::wipe::stack).contains(&secret));
}
