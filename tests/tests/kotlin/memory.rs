//! The memory attack on an app in a JVM: what Kotlin, the JVM and the bridge leave of a typed secret.
//!
//! As in the package `yufu-memory`, the attacker alone knows the secret; the app is told cells, one at a
//! time. Trying every window of a JVM's memory as a key would take minutes, so this attacker holds the
//! bank's input key, knows all keys of the input afterwards and looks for pieces of them.

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use yufu_memory::dump::{Dump, Region, gcore};
use yufu_memory::forms::{self, Form};
use yufu_memory::recorded::{self, Record};
use yufu_memory::sm4::RoundKeys;
use yufu_protocol::encoding::from_base64url;
use yufu_protocol::error::Format;
use yufu_protocol::id::{AccountRef, InputNonce, Thumbprint};
use yufu_protocol::input::{Context, Field, Purpose, SealedInput};
use yufu_sm::rand_core::TryRng;
use yufu_sm::sm2::CiphertextFormat;
use yufu_sm::{kdf, sm3};
use yufu_verifier::keys::KeyFolder;

use crate::jvm;

/// Characters of the secret.
const LENGTH: usize = 24;
/// So many symbols in a row are as good as the secret. A JVM's memory is full of text and of small
/// numbers: of 50 MB of letters, at 24 strides, in two directions, six of a secret's letters would
/// stand by chance a hundred times over, and twelve once in a hundred thousand dumps.
const RUN: usize = 12;
/// After so many keys the process is dumped.
const MOMENTS: [usize; 3] = [0, 13, LENGTH];

/// A JVM as small as it gets: there is less to search.
const SMALL: [&str; 7] = [
    "-Xmx24m",
    "-XX:+UseSerialGC",
    "-Xint",
    "-Xshare:off",
    "-XX:ReservedCodeCacheSize=8m",
    "-XX:CompressedClassSpaceSize=16m",
    "-Xcheck:jni",
];

struct Victim {
    child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Victim {
    fn start(bank: &jvm::Bank, arguments: &[&str]) -> Self {
        let mut java = Command::new("java");
        java.args(SMALL).arg(format!("-Djava.library.path={}", jvm::library().display()));
        java.arg("-cp").arg(class_path()).arg("dev.yufu.MemoryVictim").args(arguments);
        // glibc reserves 64 MiB for each thread's heap otherwise.
        java.env("MALLOC_ARENA_MAX", "1");
        bank.tell(&mut java);
        bank.tell_as("YUFU_OTHER_GATEWAY", "YUFU_OTHER_ROOT", &mut java);
        java.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = java.spawn().unwrap();
        let commands = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, commands, answers }
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        assert!(line.ends_with('\n'), "the victim stopped after {line:?}");
        line.trim_end().to_owned()
    }

    fn command(&mut self, command: &[u8]) -> String {
        self.commands.write_all(command).unwrap();
        self.answer()
    }

    /// The process as a debugger sees it.
    fn dump(&self, folder: &Path) -> Dump {
        gcore(self.child.id(), folder).unwrap().without_zeros()
    }

    /// Every object of the heap, garbage included.
    fn heap(&self, folder: &Path) -> Dump {
        let file = folder.join("heap.hprof");
        let mut jcmd = Command::new("jcmd");
        jcmd.arg(self.child.id().to_string()).args(["GC.heap_dump", "-all"]);
        jvm::done(jcmd.arg(&file));
        let bytes = fs::read(&file).unwrap();
        fs::remove_file(file).unwrap();
        assert!(bytes.starts_with(b"JAVA PROFILE"));
        let regions = vec![Region { name: "heap dump".to_owned(), bytes }];
        Dump { regions, hidden: Vec::new() }
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// That of the tests that ran last.
fn class_path() -> String {
    let reports = jvm::project().join("target/surefire-reports");
    let report = fs::read_to_string(reports.join("TEST-dev.yufu.VectorReplay.xml")).unwrap();
    let (_, rest) = report.split_once("\"surefire.test.class.path\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// What the attacker found out of one app.
struct Loot {
    /// The name of the moment, what kind of dump, the dump, and how many keys were pressed.
    dumps: Vec<(String, Dump, usize)>,
    forms: Vec<Form>,
    /// The secrets of the input, and after how many keys each should be gone.
    secrets: Vec<(Record, usize)>,
}

fn attack(bank: &jvm::Bank, keys: &Path, careless: bool) -> Loot {
    let folder = tempfile::tempdir().unwrap();
    let arguments: &[&str] = if careless { &["careless"] } else { &[] };
    let mut victim = Victim::start(bank, arguments);
    let about = victim.answer();
    let labels = victim.answer();
    let labels: Vec<&str> = labels.split(' ').collect();
    let cells = random_cells(&labels);
    let secret: Vec<u8> =
        cells.iter().map(|cell| labels[usize::from(*cell)].as_bytes()[0]).collect();

    let mut dumps = Vec::new();
    let mut pressed = 0;
    for moment in MOMENTS {
        for cell in &cells[pressed..moment] {
            assert_eq!(victim.command(&[b'p', *cell]), "typed");
        }
        pressed = moment;
        dumps.push((format!("after {moment} keys, process"), victim.dump(folder.path()), moment));
    }
    dumps.push(("before seal, heap".to_owned(), victim.heap(folder.path()), LENGTH));
    let body = decoded(&victim.command(b"s"));
    let secrets = secrets_of(&body, &context_of(&about), keys);
    if careless {
        let (chain, _) = secrets.iter().find(|(record, _)| record.label == "chain 5").unwrap();
        assert_eq!(victim.command(&[b"k", chain.value.as_slice()].concat()), "kept");
    }
    // After seal nothing of the input is needed any more.
    let never = LENGTH + 1;
    dumps.push(("after seal, process".to_owned(), victim.dump(folder.path()), never));
    dumps.push(("after seal, heap".to_owned(), victim.heap(folder.path()), never));
    let forms = forms::of_at_least(&secret, &cells, RUN);
    Loot { dumps, forms, secrets }
}

/// Cells of the first page that type one character, no three in a row alike.
fn random_cells(labels: &[&str]) -> Vec<u8> {
    let typing: Vec<u8> = (0_u8..)
        .zip(labels)
        .filter(|(_, label)| label.len() == 1 && label.as_bytes()[0].is_ascii_alphanumeric())
        .map(|(cell, _)| cell)
        .collect();
    assert!(typing.len() >= 26, "{labels:?}");
    loop {
        let mut bytes = [0; LENGTH];
        getrandom::SysRng.try_fill_bytes(&mut bytes).unwrap();
        let cells: Vec<u8> =
            bytes.iter().map(|byte| typing[usize::from(*byte) % typing.len()]).collect();
        if cells.windows(RUN).all(|part| part.iter().collect::<HashSet<_>>().len() >= RUN / 2) {
            return cells;
        }
    }
}

fn decoded(text: &str) -> Vec<u8> {
    from_base64url(text, 1 << 16, Format::Api).unwrap()
}

/// The context of a login as the server builds it; docs/formats/sealed-input.md.
fn context_of(about: &str) -> impl Fn(&SealedInput) -> Context {
    let words: Vec<&str> = about.split(' ').collect();
    let nonce: [u8; 32] = decoded(words[0]).try_into().unwrap();
    let device: [u8; 32] = decoded(words[1]).try_into().unwrap();
    let account = AccountRef::new(words[2]).unwrap();
    move |sealed| Context {
        purpose: Purpose::Login,
        field: Field::new("password").unwrap(),
        input_nonce: InputNonce::from_bytes(nonce),
        session: None,
        account: Some(account.clone()),
        device: Thumbprint::from_bytes(device),
        input_key: sealed.input_key().clone(),
        transaction: None,
    }
}

/// All secrets of the input in a login's body, and how many pressed keys end each.
fn secrets_of(
    body: &[u8],
    context: &impl Fn(&SealedInput) -> Context,
    keys: &Path,
) -> Vec<(Record, usize)> {
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    let der = decoded(body["password"].as_str().unwrap());
    let sealed = SealedInput::from_der(&der).unwrap();
    let folder = KeyFolder::open(keys).unwrap();
    let ring = folder.keys.input.as_ref().unwrap();
    let seed = ring
        .iter()
        .find_map(|held| held.key.decrypt(wrapped_seed(&der), CiphertextFormat::Der).ok())
        .expect("the bank's key opens its own input");
    let salt = sm3::hash(&context(&sealed).to_der().unwrap());
    let mut chain = *kdf::hkdf_extract(&salt, &seed);
    let record = |label: String, value: &[u8]| Record { label, value: value.to_vec() };
    let mut secrets = vec![(record("seed".to_owned(), &seed), 0)];
    for slot in 1..=LENGTH {
        let index = u16::try_from(slot).unwrap().to_be_bytes();
        let mut key = [0; 16];
        kdf::hkdf_expand(&chain, &[b"yufu input slot", &index], &mut key).unwrap();
        let rounds: Vec<u8> =
            RoundKeys::of_key(&key).0.iter().flat_map(|word| word.to_le_bytes()).collect();
        secrets.push((record(format!("chain {slot}"), &chain), slot));
        secrets.push((record(format!("key {slot}"), &key), slot));
        secrets.push((record(format!("round keys {slot}"), &rounds), slot));
        let mut next = [0; 32];
        kdf::hkdf_expand(&chain, &[b"yufu input chain", &index], &mut next).unwrap();
        chain = next;
    }
    secrets
}

/// The fourth member of a sealed input: version, suite, key, and this.
fn wrapped_seed(der: &[u8]) -> &[u8] {
    let member = |bytes: &[u8]| match bytes[1] {
        short @ 0..=0x7f => (2, usize::from(short)),
        0x81 => (3, usize::from(bytes[2])),
        _ => (4, usize::from(u16::from_be_bytes([bytes[2], bytes[3]]))),
    };
    let mut rest = &der[member(der).0..];
    for _ in 0..3 {
        let (head, length) = member(rest);
        rest = &rest[head + length..];
    }
    let (head, length) = member(rest);
    &rest[head..head + length]
}

/// Everything that was found where it must not be.
fn findings(loot: &Loot) -> Vec<String> {
    let mut found = Vec::new();
    for (moment, dump, pressed) in &loot.dumps {
        let records = |gone: bool| -> Vec<Record> {
            let of = loot.secrets.iter().filter(|(_, end)| (end <= pressed) == gone);
            of.map(|(record, _)| record.clone()).collect()
        };
        // The value that the next key needs is there and has to be.
        let live = if *pressed > LENGTH { Vec::new() } else { records(false) };
        let mut here = forms::search(dump, &loot.forms);
        here.extend(recorded::search(dump, &records(true), &live));
        found.extend(here.into_iter().map(|finding| format!("{moment}: {finding:?}")));
    }
    found
}

/// The attack finds nothing of an app that does as the guide says, and all of a careless one.
pub fn finds_nothing_but_of_a_careless_app(bank: &jvm::Bank, keys: &Path) {
    let loot = attack(bank, keys, true);
    let found = findings(&loot).join("\n");
    for place in ["process", "heap"] {
        for what in ["the PIN as text", "the PIN as touched cells", "a piece of chain 5"] {
            let seen = |line: &str| line.contains(place) && line.contains(what);
            assert!(found.lines().any(seen), "the control has {what} in its {place}: {found}");
        }
    }
    let loot = attack(bank, keys, false);
    let bytes: usize = loot.dumps.iter().map(|(_, dump, _)| dump.size()).sum();
    let found = findings(&loot);
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    println!("{} dumps of {} KiB, {} secrets", loot.dumps.len(), bytes / 1024, loot.secrets.len());
}
