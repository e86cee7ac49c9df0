//! Plays the shared vectors of the foreign API.
//!
//! tests/vectors/README.md describes the file. Results are the same in every language and every
//! run only under `--cfg yufu_fixed_rng`, which fixes chance, time and the device.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a suite fails by panicking"
)]

pub mod calls;

use std::collections::BTreeMap;

use serde_json::Value;

use calls::Object;

/// What a call gave.
#[derive(Debug)]
pub enum Made {
    /// A value; null for nothing.
    Value(Value),
    /// An object.
    Object(Object),
}

/// The objects of a case by their names.
#[derive(Debug, Default)]
pub struct Objects(BTreeMap<String, Object>);

impl Objects {
    /// Names an object.
    pub fn keep(&mut self, name: &str, object: Object) {
        self.0.insert(name.to_owned(), object);
    }

    /// An object.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &Object {
        self.0.get(name).unwrap_or_else(|| panic!("no object {name}"))
    }
}

/// How much was played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Cases.
    pub cases: usize,
    /// Their steps.
    pub steps: usize,
}

/// Plays every case of the file.
///
/// # Panics
/// At the first step that gives something else.
#[must_use]
pub fn play(file: &Value) -> Count {
    let cases = file["cases"].as_array().expect("a list of cases");
    let steps = cases.iter().map(play_case).sum();
    Count { cases: cases.len(), steps }
}

fn play_case(case: &Value) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().to_str().expect("a plain path");
    let mut objects = Objects::default();
    let steps = case["steps"].as_array().expect("a list of steps");
    for (at, step) in steps.iter().enumerate() {
        let place = format!("{}, step {at}: {}", word(&case["name"]), word(&step["call"]));
        let on = step["on"].as_str().unwrap_or_default();
        let given: Vec<Value> = list(&step["arguments"], |v| in_folder(v, folder));
        let made = calls::call(&objects, word(&step["call"]), on, &given);
        let wrong = match (made, step.get("error"), step.get("gives"), step.get("returns")) {
            (Err(error), Some(code), _, _) => error.code() != number::<u16>(code),
            (Err(error), None, _, _) => panic!("{place}: {} {error}", error.code()),
            (Ok(Made::Object(object)), None, Some(name), _) => {
                objects.keep(word(name), object);
                false
            }
            (Ok(Made::Value(value)), None, None, Some(wanted)) => {
                assert!(matches(wanted, &value), "{place}: {value} is not {wanted}");
                false
            }
            (Ok(Made::Value(_)), None, None, None) => false,
            _ => true,
        };
        assert!(!wrong, "{place}: another kind of result");
    }
    steps.len()
}

/// The folder of a case in the place of its mark.
fn in_folder(value: &Value, folder: &str) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace("${folder}", folder)),
        other => other.clone(),
    }
}

/// Whether a result is the wanted one. Members that are not wanted are not compared.
fn matches(wanted: &Value, found: &Value) -> bool {
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            wanted.iter().all(|(name, value)| found.get(name).is_some_and(|f| matches(value, f)))
        }
        (Value::Array(wanted), Value::Array(found)) => {
            wanted.len() == found.len() && wanted.iter().zip(found).all(|(w, f)| matches(w, f))
        }
        _ => wanted == found,
    }
}

fn number<T: TryFrom<u64>>(value: &Value) -> T {
    let number = value.as_u64().unwrap_or_else(|| panic!("{value} is no number"));
    T::try_from(number).unwrap_or_else(|_| panic!("{number} is too large"))
}

fn flag(value: &Value) -> bool {
    value.as_bool().expect("a flag")
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn text(value: &Value) -> String {
    word(value).to_owned()
}

fn bytes(value: &Value) -> Vec<u8> {
    hex::decode(word(value)).expect("hexadecimal")
}

fn option<T>(value: &Value, read: impl FnOnce(&Value) -> T) -> Option<T> {
    if value.is_null() { None } else { Some(read(value)) }
}

fn list<T>(value: &Value, read: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(read).collect()
}
