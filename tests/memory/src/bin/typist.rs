//! The victim of the memory attack: types what it is told to, by the number of the cell.
//!
//! `typist SCENE BACKING`; standard input begins with the input nonce, the root key and the bundle,
//! a line each, and goes on with commands of one byte. Nothing is buffered: what is found in this
//! process, Yufu left there. Bytes are base64url: among hexadecimal digits chance shows six of a PIN's
//! in a row once in twenty attacks.
#![allow(clippy::expect_used, reason = "a victim that fails fails the attack")]

use std::fs::File;
use std::io::{Read, Result, Write};
use std::os::fd::AsFd;

use yufu::input::SecureInput;
use yufu::keypad::{Appearance, Keypad, Order};
use yufu::rng::SystemRng;
use yufu::secret::{self, Backing};
use yufu::strength::{DenyList, Rules, Standard};
use yufu::trust::{InputKey, Trust};
use yufu_memory::process::{STEP, write_record};
use yufu_memory::scene::Scene;
use yufu_protocol::encoding::{from_base64url, to_base64url};
use yufu_protocol::error::Format;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::VerifyingKey;

fn main() -> Result<()> {
    #[cfg(yufu_trace)]
    yufu_sm::trace::set_sink(|label, value| {
        write_record(&mut std::io::stderr(), label, value).expect("the attacker listens");
    });
    let mut arguments = std::env::args().skip(1);
    let (scene, backing) =
        (arguments.next().expect("a scene"), arguments.next().expect("a backing"));
    let scene = Scene::ALL.into_iter().find(|known| known.name() == scene).expect("a scene");
    let backing = if backing == "locked" { Backing::LockedPages } else { Backing::KernelSecret };
    secret::configure(backing).expect("nothing is secret yet");

    let mut commands = File::from(std::io::stdin().as_fd().try_clone_to_owned()?);
    let mut answers = File::from(std::io::stdout().as_fd().try_clone_to_owned()?);
    let nonce: [u8; 32] = decoded(&line(&mut commands)?).try_into().expect("32 bytes");
    let key = input_key(&line(&mut commands)?, &line(&mut commands)?);

    let mut input = None;
    let mut command = [0];
    while commands.read_exact(&mut command).is_ok() {
        let answer = match &command {
            b"o" => labels(input.insert(open(scene, nonce, &key))),
            b"p" => {
                commands.read_exact(&mut command)?;
                let typing = input.as_mut().expect("an open input");
                typing.press(usize::from(command[0])).expect("a key");
                String::new()
            }
            b"b" => input
                .as_mut()
                .expect("an open input")
                .backspace()
                .map(|()| String::new())
                .expect("a key"),
            b"c" => input
                .as_mut()
                .expect("an open input")
                .clear()
                .map(|()| String::new())
                .expect("a key"),
            b"s" => {
                let sealed = input.take().expect("an open input").seal().expect("a typed input");
                to_base64url(&sealed.to_der().expect("encodes"))
            }
            _ => format!("{:?}", secret::backing()),
        };
        write_record(&mut std::io::stderr(), STEP, &[])?;
        answers.write_all(format!("{answer}\n").as_bytes())?;
    }
    Ok(())
}

fn open(scene: Scene, nonce: [u8; 32], key: &InputKey) -> SecureInput {
    let mut rng = SystemRng::new().expect("a random source");
    let keypad = Keypad::new(scene.layout(), Order::Shuffled, Appearance::STANDARD, &mut rng);
    let keypad = keypad.expect("a keypad");
    let context = scene.context(nonce);
    match scene {
        Scene::NewPin => {
            let standard = Standard { rules: Rules::PIN, deny: DenyList::new() };
            SecureInput::open_to_set(context, key, keypad, standard, rng)
        }
        Scene::Pin | Scene::Password => SecureInput::open(context, key, keypad, rng),
    }
    .expect("an input")
}

/// The labels of the cells, as a screen shows them, separated by blanks; `-` where there is none.
fn labels(input: &mut SecureInput) -> String {
    let keypad = input.keypad();
    let label = |cell| keypad.label(cell).filter(|label| !label.is_empty()).unwrap_or("-");
    (0..keypad.cells().len()).map(label).collect::<Vec<_>>().join(" ")
}

fn input_key(root: &str, bundle: &str) -> InputKey {
    let root = VerifyingKey::from_spki_der(&decoded(root)).expect("a root key");
    let trust = Trust::new(root);
    trust.load(bundle, UnixSeconds(0)).expect("a bundle of the root key");
    trust.input_key(UnixSeconds(1_800_000_000)).expect("an input key")
}

fn line(from: &mut File) -> Result<String> {
    let mut text = String::new();
    let mut byte = [0];
    loop {
        from.read_exact(&mut byte)?;
        if byte == *b"\n" {
            return Ok(text);
        }
        text.push(char::from(byte[0]));
    }
}

fn decoded(text: &str) -> Vec<u8> {
    from_base64url(text, 4096, Format::Api).expect("base64url")
}
