//! One case: what is read, under which circumstances, and what the reader should say.

use serde_json::{Value, json};

/// Replaces `remove` bytes at `at`.
#[derive(Clone, Debug)]
pub struct Edit {
    pub at: usize,
    pub remove: usize,
    pub insert: Vec<u8>,
}

impl Edit {
    pub fn of(&self, data: &[u8]) -> Vec<u8> {
        let mut out = data.to_vec();
        out.splice(self.at..self.at + self.remove, self.insert.iter().copied());
        out
    }
}

#[derive(Clone, Debug)]
pub struct Case {
    pub format: &'static str,
    pub name: String,
    /// The object's bytes; empty where the format is a whole exchange.
    pub data: Vec<u8>,
    /// What the reader knows besides.
    pub given: Value,
    /// What the author of the case expects, if anything.
    pub accepted: Option<bool>,
    /// The case and the edit from which `data` comes.
    pub origin: Option<(String, Edit)>,
}

impl Case {
    pub fn new(format: &'static str, name: &str, data: Vec<u8>, given: Value) -> Self {
        let name = format!("{format}: {name}");
        Self { format, name, data, given, accepted: None, origin: None }
    }

    pub fn good(mut self) -> Self {
        self.accepted = Some(true);
        self
    }

    pub fn bad(mut self) -> Self {
        self.accepted = Some(false);
        self
    }

    pub fn edited(&self, edit: Edit) -> Self {
        Self {
            name: format!(
                "{} [{}-{}+{}]",
                self.name,
                edit.at,
                edit.remove,
                hex::encode(&edit.insert)
            ),
            data: edit.of(&self.data),
            accepted: None,
            origin: Some((self.name.clone(), edit)),
            ..self.clone()
        }
    }

    pub fn to_json(&self) -> Value {
        let mut value = json!({ "format": self.format, "name": self.name, "given": self.given });
        match &self.origin {
            None if self.data.is_empty() => {}
            None => value["data_hex"] = hex::encode(&self.data).into(),
            Some((name, edit)) => {
                value["of"] = name.as_str().into();
                value["edit"] = json!([edit.at, edit.remove, hex::encode(&edit.insert)]);
            }
        }
        value
    }
}
