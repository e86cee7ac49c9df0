//! Peers in processes of their own, timed in the same rounds.
//!
//! A worker reads lines and answers each with one. Its first line is its name and version.
//!
//! | line | answer |
//! |---|---|
//! | `cases` | the ids of the cases that it has, with spaces between |
//! | `result ID` | what the first run gives: one word |
//! | `time ID N` | nanoseconds that N runs took |
//!
//! An answer that begins with `!` says what went wrong. The worker ends with its input.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;
use std::time::Duration;

use crate::{Subject, Timed};

/// Answers lines until the input ends. `subject` makes the work of a case; a case whose work was
/// made keeps it.
///
/// # Errors
/// Those of reading and writing.
pub fn serve(
    version: &str,
    cases: &[&str],
    mut subject: impl FnMut(&str) -> Result<Subject, String>,
    input: impl BufRead,
    mut output: impl Write,
) -> io::Result<()> {
    writeln!(output, "{version}")?;
    output.flush()?;
    let mut made: HashMap<String, Subject> = HashMap::new();
    for line in input.lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let answer = match *words.as_slice() {
            ["cases"] => Ok(cases.join(" ")),
            ["result", id] => subject(id).map(|mut subject| subject.result()),
            ["time", id, times] => {
                times.parse().map_err(|_| format!("no number: {times}")).and_then(|times| {
                    let subject = match made.get_mut(id) {
                        Some(subject) => subject,
                        None => made.entry(id.into()).or_insert(subject(id)?),
                    };
                    subject.time(1)?; // brings code and tables back into the caches
                    Ok(subject.time(times)?.as_nanos().to_string())
                })
            }
            _ => Err(format!("no such request: {line}")),
        };
        match answer {
            Ok(answer) => writeln!(output, "{answer}")?,
            Err(reason) => writeln!(output, "!{}", reason.replace('\n', " "))?,
        }
        output.flush()?;
    }
    Ok(())
}

/// A worker that was started. It ends when it is dropped.
pub struct Worker {
    version: String,
    cases: Vec<String>,
    talk: Rc<RefCell<Talk>>,
}

struct Talk {
    name: String,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Worker {
    /// Starts a worker; `name` is what errors call it.
    ///
    /// # Errors
    /// That it does not start or does not speak as a worker does.
    pub fn start(name: &str, command: &mut Command) -> Result<Self, String> {
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.map_err(|error| format!("{name}: cannot start: {error}"))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(format!("{name}: no pipes"));
        };
        let output = BufReader::new(output);
        let mut talk = Talk { name: name.into(), child, input: Some(input), output };
        let version = talk.answer()?;
        let cases = talk.ask("cases")?.split_whitespace().map(String::from).collect();
        Ok(Self { version, cases, talk: Rc::new(RefCell::new(talk)) })
    }

    /// Its name and version, in its own words.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether it has this case.
    pub fn has(&self, id: &str) -> bool {
        self.cases.iter().any(|case| case == id)
    }

    /// What the first run of a case gives.
    ///
    /// # Errors
    /// The worker's own words.
    pub fn result(&self, id: &str) -> Result<String, String> {
        self.talk.borrow_mut().ask(&format!("result {id}"))
    }

    /// A case of this worker, to be timed.
    pub fn runner(&self, id: &str) -> impl Timed + use<> {
        Remote { id: id.into(), talk: self.talk.clone() }
    }
}

impl Talk {
    fn ask(&mut self, line: &str) -> Result<String, String> {
        let input = self.input.as_mut().ok_or("ended")?;
        writeln!(input, "{line}")
            .and_then(|()| input.flush())
            .map_err(|error| format!("{}: {line}: {error}", self.name))?;
        let answer = self.answer()?;
        match answer.strip_prefix('!') {
            Some(reason) => Err(format!("{}: {line}: {reason}", self.name)),
            None => Ok(answer),
        }
    }

    fn answer(&mut self) -> Result<String, String> {
        let mut line = String::new();
        match self.output.read_line(&mut line) {
            Ok(0) => Err(format!("{}: ended without an answer", self.name)),
            Ok(_) => Ok(line.trim_end().to_owned()),
            Err(error) => Err(format!("{}: {error}", self.name)),
        }
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        drop(self.input.take());
        // It ends with its input; one that does not is ended. Nobody is left to tell of errors.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Remote {
    id: String,
    talk: Rc<RefCell<Talk>>,
}

impl Timed for Remote {
    fn time(&mut self, times: u32) -> Result<Duration, String> {
        let mut talk = self.talk.borrow_mut();
        let answer = talk.ask(&format!("time {} {times}", self.id))?;
        match answer.parse() {
            Ok(nanoseconds) => Ok(Duration::from_nanos(nanoseconds)),
            Err(_) => Err(format!("{}: no number: {answer}", talk.name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(lines: &str) -> Vec<String> {
        let subject = |id: &str| match id {
            "double" => Ok(Subject::new(1_u32, |n| *n * 2, |_, done| done.to_string())),
            _ => Err(format!("no case {id}")),
        };
        let mut output = Vec::new();
        serve("peer 1.0", &["double"], subject, lines.as_bytes(), &mut output).unwrap();
        String::from_utf8(output).unwrap().lines().map(String::from).collect()
    }

    #[test]
    fn each_line_has_its_answer() {
        let got =
            answers("cases\nresult double\ntime double 7\nresult other\ntime double x\nhello\n");
        assert_eq!(got[..3], ["peer 1.0", "double", "2"]);
        assert!(got[3].parse::<u64>().is_ok(), "{}", got[3]);
        assert_eq!(got[4..], ["!no case other", "!no number: x", "!no such request: hello"]);
    }

    #[test]
    fn a_program_that_is_no_worker_is_an_error_and_not_a_hang() {
        let Err(error) = Worker::start("true", &mut Command::new("true")) else {
            panic!("started");
        };
        assert_eq!(error, "true: ended without an answer");
        assert!(Worker::start("none", &mut Command::new("/does/not/exist")).is_err());
    }

    #[test]
    fn a_worker_is_asked_and_timed() {
        let script = "echo 'peer 2.0'; while read verb id times; do \
            case $verb in cases) echo 'a b';; result) echo ok;; time) echo $times;; esac; done";
        let worker = Worker::start("sh", Command::new("sh").args(["-c", script])).unwrap();
        assert_eq!(worker.version(), "peer 2.0");
        assert!(worker.has("b") && !worker.has("c"));
        assert_eq!(worker.result("a").unwrap(), "ok");
        assert_eq!(worker.runner("a").time(12).unwrap(), Duration::from_nanos(12));
    }
}
