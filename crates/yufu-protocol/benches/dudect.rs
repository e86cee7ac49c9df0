//! Does time tell a fixed secret from random ones? `cargo bench -p yufu-protocol --bench dudect`.
//!
//! In the manner of O. Reparaz, J. Balasch and I. Verbauwhede, "Dude, is my code constant time?"
//! (2017): measurements of two classes in random order, slow ones cut off at several thresholds,
//! and Welch's t of each cut. Above [`LIMIT`] the classes differ; below it nothing was seen, which
//! is no proof. The control compares byte by byte and has to be seen. Not in CI: a busy machine
//! hides a leak and never makes one up, so run it where nothing else runs.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a benchmark may panic and prints"
)]
#![allow(missing_docs, reason = "a program")]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use getrandom::SysRng;
use yufu_protocol::id::{InputNonce, KeyId, Thumbprint};
use yufu_protocol::input::{
    Code, Context, Field, OpenedInput, Purpose, SealedInput, SlotIndex, begin, keystroke, open,
    seal,
};
use yufu_sm::hazmat::Sm4;
use yufu_sm::rand_core::TryRng as _;
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, SignerId, SigningKey};
use yufu_sm::{sm3, sm4};

/// |t| from which on two classes are told apart.
const LIMIT: f64 = 10.0;
/// Measurements that are prepared together, so that preparing does not disturb measuring.
const BATCH: usize = 500;
/// How much of all measurements is kept, the fastest first, in per cent.
const CUTS: [usize; 6] = [100, 99, 95, 90, 75, 50];

fn main() -> ExitCode {
    let scale = std::env::args().skip_while(|argument| argument != "--scale").nth(1);
    let scale: usize = scale.and_then(|number| number.parse().ok()).unwrap_or(1);
    println!("{:<44}{:>10}{:>9}", "fixed against random", "measured", "t");
    let mut seen = ciphers(scale);
    seen |= codes(scale);
    seen |= signatures(scale);
    seen |= inputs(scale);
    let control = control(scale);
    if !control {
        println!("the control was not seen: measure longer, --scale N, or on a quieter machine");
    }
    if control && !seen { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).unwrap();
    bytes
}

/// Measures `work` on inputs of class fixed (true) and random (false); whether they differ.
fn compare<I, T>(
    name: &str,
    measurements: usize,
    mut input: impl FnMut(bool) -> I,
    mut work: impl FnMut(&mut I) -> T,
) -> bool {
    let mut times: Vec<(f64, bool)> = Vec::with_capacity(measurements);
    while times.len() < measurements {
        let classes: Vec<bool> = random::<BATCH>().iter().map(|byte| byte & 1 == 1).collect();
        let mut inputs: Vec<I> = classes.iter().map(|fixed| input(*fixed)).collect();
        for (fixed, input) in classes.into_iter().zip(&mut inputs) {
            let start = Instant::now();
            black_box(work(black_box(input)));
            times.push((start.elapsed().as_secs_f64(), fixed));
        }
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let cuts = CUTS.iter().map(|percent| times.get(..times.len() * percent / 100));
    let t = cuts.flatten().map(|kept| welch(kept).abs()).fold(0.0, f64::max);
    let verdict = if t > LIMIT { "differ" } else { "" };
    println!("{name:<44}{:>10}{t:>9.1}  {verdict}", times.len());
    t > LIMIT
}

/// Welch's t of the two classes.
fn welch(times: &[(f64, bool)]) -> f64 {
    let (mut one, mut other) = (Moments::default(), Moments::default());
    for (time, fixed) in times {
        if *fixed { one.take(*time) } else { other.take(*time) }
    }
    (one.mean - other.mean) / (one.error() + other.error()).sqrt().max(f64::MIN_POSITIVE)
}

/// Mean and variance, updated value by value (Welford).
#[derive(Default)]
struct Moments {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn take(&mut self, value: f64) {
        self.count += 1.0;
        let difference = value - self.mean;
        self.mean += difference / self.count;
        self.squares += difference * (value - self.mean);
    }

    /// The variance of the mean.
    fn error(&self) -> f64 {
        self.squares / (self.count - 1.0).max(1.0) / self.count.max(1.0)
    }
}

fn ciphers(scale: usize) -> bool {
    let key = Sm4::from_key(&sm4::Key::from([0x42; 16]));
    let block = |fixed: bool| if fixed { [0; 16] } else { random() };
    let mut seen = compare("SM4 block, the plaintext", 200_000 * scale, block, |block| {
        use cipher::BlockCipherEncrypt as _;
        key.encrypt_block(block.into());
    });
    seen |= compare("SM4 key and block, the key", 100_000 * scale, block, |key| {
        use cipher::BlockCipherEncrypt as _;
        let mut block = [7; 16];
        Sm4::from_key(&sm4::Key::from(*key)).encrypt_block((&mut block).into());
        block
    });
    seen
}

/// A wrong code that begins right and one that begins wrong.
fn codes(scale: usize) -> bool {
    let right = *sm3::hmac(&[0x42; 32], &[b"message"]);
    let code = |fixed: bool| {
        let mut code = right;
        code[if fixed { 31 } else { 0 }] ^= 1;
        code
    };
    compare("HMAC-SM3, where the code is wrong", 100_000 * scale, code, |code| {
        sm3::hmac_verify(&[0x42; 32], &[b"message"], code).is_ok()
    })
}

fn signatures(scale: usize) -> bool {
    let scalar = |fixed: bool| if fixed { [0x42; 32] } else { random() };
    let signing = |fixed| loop {
        if let Ok(key) = SigningKey::from_bytes(&scalar(fixed)) {
            break key;
        }
    };
    let mut seen = compare("SM2 sign, the key", 10_000 * scale, signing, |key| {
        key.sign(&SignerId::DEFAULT, b"message", &mut SysRng).unwrap()
    });
    let format = CiphertextFormat::C1C3C2;
    let decrypting = |fixed| loop {
        if let Ok(key) = DecryptingKey::from_bytes(&scalar(fixed)) {
            let sealed = key.encrypting_key().encrypt(&[7; 32], format, &mut SysRng).unwrap();
            break (key, sealed);
        }
    };
    seen |= compare("SM2 decrypt, the key", 5_000 * scale, decrypting, |(key, sealed)| {
        key.decrypt(sealed, format).unwrap()
    });
    let key = DecryptingKey::from_bytes(&[0x42; 32]).unwrap();
    let sealed = key.encrypting_key().encrypt(&[7; 32], format, &mut SysRng).unwrap();
    let ciphertext = |right: bool| {
        let mut sealed = sealed.clone();
        *sealed.last_mut().unwrap() ^= u8::from(!right);
        sealed
    };
    seen |= compare("SM2 decrypt, right or wrong", 5_000 * scale, ciphertext, |sealed| {
        yufu_sm::hazmat::decrypt_masked(&key, sealed, format).unwrap()
    });
    seen
}

fn inputs(scale: usize) -> bool {
    let key = DecryptingKey::from_bytes(&[0x42; 32]).unwrap();
    let context = Context {
        purpose: Purpose::Login,
        field: Field::new("password").unwrap(),
        input_nonce: InputNonce::from_bytes([1; 32]),
        session: None,
        account: None,
        device: Thumbprint::from_bytes([2; 32]),
        input_key: KeyId::new("input-1").unwrap(),
        transaction: None,
    };
    let mut chain = [0; 32];
    let wrapped = begin(&context, key.encrypting_key(), &mut SysRng, &mut chain).unwrap();
    let slots = [keystroke(&mut chain, SlotIndex::FIRST, Code::new(b'7').unwrap())];
    let right = seal(&mut chain, &context, wrapped, &slots).unwrap().to_der().unwrap();
    // The tag is at the end; before it the slots, and before them the end of the wrapped seed.
    let changed = |from_end: usize, right_one: bool| {
        let mut bytes = right.clone();
        let at = bytes.len() - from_end;
        bytes[at] ^= u8::from(!right_one);
        SealedInput::from_der(&bytes).unwrap()
    };
    let opening = |name: &str, from_end: usize| {
        let input = |fixed| changed(from_end, fixed);
        compare(name, 2_000 * scale, input, |sealed| {
            let mut opened = OpenedInput::new();
            open(sealed, &context, &key, &mut SysRng, &mut opened).is_ok()
        })
    };
    let tag = opening("input opened, right or a wrong tag", 1);
    tag | opening("input opened, right or a wrong seed", 2 + 32 + 4 + 64 * 16 + 1)
}

/// Compares byte by byte and leaves at the first that differs.
fn control(scale: usize) -> bool {
    let right = black_box([0x42_u8; 64]);
    let guess = |fixed: bool| if fixed { [0x42; 64] } else { random() };
    compare("control: bytes compared one by one", 200_000 * scale, guess, |guess| {
        for (a, b) in guess.iter().zip(&right) {
            if black_box(*a) != black_box(*b) {
                return false;
            }
        }
        true
    })
}
