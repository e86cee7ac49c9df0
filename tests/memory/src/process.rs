//! Driving a victim: commands go down a pipe, one at a time, and the victim waits in between.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use super::recorded::Record;

/// The label of the record with which a victim ends each step.
pub const STEP: &str = "step";

/// A child process that obeys one command at a time.
pub struct Victim {
    child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
    records: Receiver<Record>,
}

impl Victim {
    /// Starts a victim.
    #[must_use]
    pub fn start(program: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the victim starts");
        let commands = child.stdin.take().expect("piped");
        let answers = BufReader::new(child.stdout.take().expect("piped"));
        let mut reports = child.stderr.take().expect("piped");
        let (sender, records) = channel();
        thread::spawn(move || {
            while let Some(record) = read_record(&mut reports) {
                if sender.send(record).is_err() {
                    break;
                }
            }
        });
        Self { child, commands, answers, records }
    }

    /// The victim's process.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a command and waits until the victim is done with it: its answer, a line, and the
    /// secret values that it reported meanwhile.
    pub fn command(&mut self, command: &[u8]) -> (String, Vec<Record>) {
        self.commands.write_all(command).expect("the victim listens");
        let mut answer = String::new();
        self.answers.read_line(&mut answer).expect("the victim answers");
        assert!(
            answer.ends_with('\n'),
            "the victim stopped after {answer:?}: {:?}",
            self.last_words()
        );
        let step = |record: &Record| record.label == STEP;
        let records = self.records.iter().take_while(|record| !step(record)).collect();
        (answer.trim_end().to_owned(), records)
    }

    /// What a victim that died wrote last.
    fn last_words(&mut self) -> Vec<Record> {
        self.records.iter().collect()
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        // It may have gone already; all that matters is that it does not stay.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a record so that `read_record` understands it, without a buffer in between that would
/// keep a copy of the value.
///
/// # Errors
/// Those of the writer.
pub fn write_record(to: &mut impl Write, label: &str, value: &[u8]) -> std::io::Result<()> {
    let length = u32::try_from(value.len()).map_err(std::io::Error::other)?;
    to.write_all(&[u8::try_from(label.len()).map_err(std::io::Error::other)?])?;
    to.write_all(label.as_bytes())?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(value)
}

/// Reads a record; `None` at the end. What is no record, such as a panic's message, becomes one.
fn read_record(from: &mut impl Read) -> Option<Record> {
    let mut length = [0];
    from.read_exact(&mut length).ok()?;
    let label = read(from, length[0].into());
    let mut length = [0; 4];
    let value = match from.read_exact(&mut length) {
        Ok(()) => read(from, u32::from_be_bytes(length) as usize),
        Err(_) => Vec::new(),
    };
    Some(Record { label: String::from_utf8_lossy(&label).into_owned(), value })
}

fn read(from: &mut impl Read, length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Shorter at the end of the stream; the caller sees what there was.
    let _ = from.take(length as u64).read_to_end(&mut bytes);
    bytes
}
