//! The attack itself: a PIN is typed while an attacker dumps the process again and again.

use std::collections::HashSet;

use yufu_memory::dump::{Dump, gcore, proc_mem};
use yufu_memory::forms::{self, Form};
use yufu_memory::keys::{Search, Target};
use yufu_memory::process::Victim;
use yufu_memory::recorded::{self, Record};
use yufu_memory::scene::Scene;
use yufu_protocol::bundle::{BundleClaims, KeyPurpose, ServerKey};
use yufu_protocol::encoding::{from_base64url, to_base64url};
use yufu_protocol::error::Format;
use yufu_protocol::id::KeyId;
use yufu_protocol::input::{OpenedInput, SealedInput, open};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::rand_core::TryRng;
use yufu_sm::sm2::{DecryptingKey, SigningKey};
use yufu_sm::sm3;

const LENGTH: usize = 12;
/// A mistake is made after so many keys: enough of the PIN precedes it to be found in every form.
const MISTAKE_AFTER: usize = 10;

/// A moment's copies of the victim, and how much of the log had been written.
struct Moment {
    name: String,
    dumps: [(&'static str, Dump); 2],
    slots: usize,
}

struct Attack {
    scene: Scene,
    victim: Victim,
    key: DecryptingKey,
    nonce: [u8; 32],
    pin: Vec<u8>,
    cells: Vec<u8>,
    forms: Vec<Form>,
    moments: Vec<Moment>,
    /// Slots of the log, and the numbers of those that a backspace has overwritten.
    slots: usize,
    deleted: Vec<usize>,
    records: Vec<Record>,
    /// The chain value that the victim needs for the next keystroke.
    live: Vec<Record>,
    problems: Vec<String>,
}

impl Attack {
    /// Starts the victim and lets it open its input.
    fn start(scene: Scene, backing: &str) -> Self {
        let mut rng = getrandom::SysRng;
        let root = SigningKey::generate(&mut rng).expect("a root key");
        let key = DecryptingKey::generate(&mut rng).expect("an input key");
        let mut nonce = [0; 32];
        rng.try_fill_bytes(&mut nonce).expect("random bytes");
        let bundle = bundle(&root, &key);
        let mut victim = Victim::start(env!("CARGO_BIN_EXE_typist"), &[scene.name(), backing]);
        let root = to_base64url(&root.verifying_key().to_spki_der());
        let (labels, records) =
            victim.command(format!("{}\n{root}\n{bundle}\no", to_base64url(&nonce)).as_bytes());
        let pin = random_pin(scene.alphabet());
        let labels: Vec<&str> = labels.split(' ').collect();
        let cells: Vec<u8> = pin.iter().map(|digit| cell_of(&labels, *digit)).collect();
        let forms = forms::of(&pin, &cells);
        let mut attack = Self {
            scene,
            victim,
            key,
            nonce,
            pin,
            cells,
            forms,
            moments: Vec::new(),
            slots: 0,
            deleted: Vec::new(),
            records: Vec::new(),
            live: Vec::new(),
            problems: Vec::new(),
        };
        attack.record(records);
        attack
    }

    fn command(&mut self, command: &[u8]) -> String {
        let (answer, records) = self.victim.command(command);
        self.record(records);
        answer
    }

    fn record(&mut self, records: Vec<Record>) {
        if let Some(chain) = records.iter().rev().find(|record| record.label == "input chain") {
            self.live = vec![chain.clone()];
        }
        self.records.extend(records);
    }

    fn press(&mut self, cell: u8) {
        self.command(&[b'p', cell]);
        self.slots += 1;
    }

    fn backspace(&mut self) {
        self.command(b"b");
        if self.scene == Scene::NewPin {
            self.restarted();
        } else {
            self.deleted.push(self.slots);
            self.slots += 1;
        }
    }

    fn clear(&mut self) {
        self.command(b"c");
        self.restarted();
    }

    /// The log begins anew: what was dumped before belongs to ciphertexts that nobody sees.
    fn restarted(&mut self) {
        (self.slots, self.deleted) = (0, Vec::new());
        for moment in &mut self.moments {
            moment.slots = 0;
        }
    }

    /// Dumps the victim in both ways, and looks for what needs no ciphertext.
    fn dump(&mut self, name: &str) {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let pid = self.victim.pid();
        let dumps = [
            ("/proc/PID/mem", proc_mem(pid).expect("the victim can be read")),
            ("gcore", gcore(pid, folder.path()).expect("gcore dumps the victim")),
        ];
        for (way, dump) in &dumps {
            let mut findings = forms::search(dump, &self.forms);
            findings.extend(recorded::search(dump, &self.records, &self.live));
            for finding in findings {
                self.problems.push(format!("{name}, {way}: {finding:?}"));
            }
        }
        self.moments.push(Moment { name: name.to_owned(), dumps, slots: self.slots });
    }

    /// Types the whole PIN, dumping after every third key, with one mistake on the way.
    fn type_pin(&mut self) {
        self.type_keys(0..MISTAKE_AFTER);
        self.press(self.cells[0]);
        self.dump("after a mistake");
        self.backspace();
        self.dump("after backspace");
        let rest = if self.slots == 0 { 0 } else { MISTAKE_AFTER };
        self.type_keys(rest..LENGTH);
        self.dump("before seal");
    }

    fn type_keys(&mut self, keys: std::ops::Range<usize>) {
        for (typed, cell) in (1..).zip(self.cells[keys].to_vec()) {
            self.press(cell);
            if typed % 3 == 0 {
                self.dump(&format!("after {typed} keys in a row"));
            }
        }
    }

    /// Seals, and looks again at every dump with the ciphertexts that went over the network.
    fn finish(mut self) {
        let sealed = from_base64url(&self.command(b"s"), 4096, Format::Api).expect("base64url");
        self.live.clear();
        self.dump("after seal");
        self.assert_pin(&sealed);

        let slots = slots_of(&sealed);
        let context = self.scene.server_context(self.nonce).to_der().expect("encodes");
        let mut search = Search::new(sm3::hash(&context));
        let mut targets: Vec<Vec<Target>> = vec![Vec::new()];
        for (index, slot) in (1_u16..).zip(slots).take(self.slots) {
            let mut until = targets.last().expect("never empty").clone();
            if !self.deleted.contains(&index.into()) {
                until.push(Target { index, slot });
            }
            targets.push(until);
        }
        for moment in &self.moments {
            for (way, dump) in &moment.dumps {
                for finding in search.search(dump, &targets[moment.slots]) {
                    self.problems.push(format!("{}, {way}: {finding:?}", moment.name));
                }
            }
        }
        self.report(&search);
    }

    fn report(&self, search: &Search) {
        let dumps: Vec<&Dump> =
            self.moments.iter().flat_map(|moment| &moment.dumps).map(|(_, dump)| dump).collect();
        let bytes: usize = dumps.iter().map(|dump| dump.size()).sum();
        println!(
            "{} dumps, {} KiB, {} windows tried as keys, {} recorded values",
            dumps.len(),
            bytes / 1024,
            search.windows_tried(),
            self.records.len(),
        );
        let labels: HashSet<&str> =
            self.records.iter().map(|record| record.label.as_str()).collect();
        println!("recorded: {labels:?}");
        assert!(
            self.problems.is_empty(),
            "{} findings:\n{}",
            self.problems.len(),
            self.problems.join("\n")
        );
        assert!(search.windows_tried() > 0, "nothing was tried");
        if cfg!(yufu_trace) {
            for label in [
                "input chain",
                "input block key",
                "sm4.key",
                "hmac.state",
                "sm2.encrypt.ephemeral",
                "sm2.encrypt.stream",
            ] {
                assert!(labels.contains(label), "the traced build does not report {label}");
            }
        }
    }

    /// The victim did type the PIN that the attack is looking for.
    fn assert_pin(&self, sealed: &[u8]) {
        let mut opened = OpenedInput::new();
        let sealed = SealedInput::from_der(sealed).expect("a sealed input");
        let context = self.scene.server_context(self.nonce);
        open(&sealed, &context, &self.key, &mut getrandom::SysRng, &mut opened).expect("opens");
        assert_eq!(opened.as_bytes(), self.pin);
    }

    fn hidden(&self) -> bool {
        let last = self.moments.last().expect("a dump");
        last.dumps[0].1.hidden.iter().any(|name| name.contains("secretmem"))
    }
}

/// A bundle that names the input key.
fn bundle(root: &SigningKey, key: &DecryptingKey) -> String {
    let input = ServerKey {
        kid: KeyId::new("input").expect("a key's name"),
        purpose: KeyPurpose::InputEncryption,
        public_key: key.encrypting_key().to_spki_der().into(),
        not_before: UnixSeconds(1_790_000_000),
        not_after: UnixSeconds(1_810_000_000),
    };
    let claims = BundleClaims {
        version: 1,
        issuer: "bank.example".to_owned(),
        sequence: 1,
        issued_at: UnixSeconds(1_790_000_000),
        expires_at: UnixSeconds(1_810_000_000),
        keys: vec![input],
    };
    claims.sign(root, &mut getrandom::SysRng).expect("a bundle")
}

/// A PIN of which no six characters in a row have fewer than four different ones, so that it is
/// not found by chance.
fn random_pin(alphabet: &[u8]) -> Vec<u8> {
    loop {
        let mut bytes = [0; LENGTH];
        getrandom::SysRng.try_fill_bytes(&mut bytes).expect("random bytes");
        let pin: Vec<u8> =
            bytes.iter().map(|byte| alphabet[usize::from(*byte) % alphabet.len()]).collect();
        let varied = |part: &[u8]| part.iter().collect::<HashSet<_>>().len() >= 4;
        if pin.windows(6).all(varied) {
            return pin;
        }
    }
}

fn cell_of(labels: &[&str], character: u8) -> u8 {
    let shows = |label: &&str| label.as_bytes() == [character];
    let cell = labels.iter().position(shows).expect("the keypad shows every character");
    u8::try_from(cell).expect("few cells")
}

/// The ciphertexts in a sealed input: its OCTET STRING of 64 times 16 bytes.
fn slots_of(sealed: &[u8]) -> Vec<[u8; 16]> {
    const HEADER: [u8; 4] = [0x04, 0x82, 0x04, 0x00];
    let at = sealed.windows(4).position(|bytes| bytes == HEADER).expect("slots") + 4;
    let (slots, _) = sealed[at..at + 1024].as_chunks();
    slots.to_vec()
}

fn attack(scene: Scene, backing: &str) {
    let mut attack = Attack::start(scene, backing);
    attack.dump("after open");
    let hidden = attack.hidden();
    if backing == "locked" {
        assert!(!hidden, "locked pages can be read");
    } else if !hidden {
        assert!(std::env::var_os("YUFU_REQUIRE_ALL").is_none(), "this kernel has no memfd_secret");
        println!("this kernel has no memfd_secret: attacked without");
    }
    attack.type_pin();
    attack.finish();
}

#[test]
#[cfg_attr(debug_assertions, ignore = "the claim is about optimised builds")]
fn a_pin_is_not_found_in_locked_pages() {
    attack(Scene::Pin, "locked");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "the claim is about optimised builds")]
fn a_pin_is_not_found_with_memfd_secret() {
    attack(Scene::Pin, "kernel");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "the claim is about optimised builds")]
fn a_password_is_not_found() {
    attack(Scene::Password, "locked");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "the claim is about optimised builds")]
fn a_new_pin_is_not_found_while_it_is_judged() {
    attack(Scene::NewPin, "locked");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "the claim is about optimised builds")]
fn a_cleared_pin_is_not_found() {
    let mut attack = Attack::start(Scene::Pin, "locked");
    attack.type_pin();
    attack.clear();
    attack.dump("after clear");
    attack.type_keys(0..LENGTH);
    attack.finish();
}
