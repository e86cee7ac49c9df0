//! Makes calls, and keeps them with what they gave.

use std::path::PathBuf;

use serde_json::{Map, Value, json};
use yufu_protocol::http::{Request, Response};
use yufu_sdk_vectors::{Made, Objects, calls};
use yufu_tests::bank::{AUTHORITY, Bank, START};
use yufu_tests::facts::FactPack;

/// Cases as they are made, and the bank that answers.
pub struct Recorder {
    /// The bank.
    pub bank: Bank,
    /// Its rule pack.
    pub pack: FactPack,
    /// Where a store of the case is.
    folder: PathBuf,
    objects: Objects,
    /// Name and class of the objects of the case.
    made: Vec<(String, String)>,
    steps: Vec<Value>,
    name: String,
    cases: Vec<Value>,
}

impl Recorder {
    pub fn new() -> Self {
        let pack = FactPack::at(START);
        let folder = std::env::temp_dir().join(format!("yufu-vectors-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self {
            folder,
            bank: Bank::with_pack(pack.record()),
            pack,
            objects: Objects::default(),
            made: Vec::new(),
            steps: Vec::new(),
            name: String::new(),
            cases: Vec::new(),
        }
    }

    /// Begins a case. The very first call begins the random numbers, which go on from case to case.
    pub fn case(&mut self, name: &str) {
        self.finish();
        self.name = name.to_owned();
        if self.cases.is_empty() {
            self.value("version", "", json!([]));
        }
    }

    pub fn cases(mut self) -> Vec<Value> {
        self.finish();
        std::fs::remove_dir_all(&self.folder).unwrap();
        self.cases
    }

    /// Closes every object of the case, twice one of them: closing twice is no error.
    fn finish(&mut self) {
        let made = std::mem::take(&mut self.made);
        for (name, class) in made.iter().chain(made.last()) {
            self.value(&format!("{class}.close"), name, json!([]));
        }
        let steps = std::mem::take(&mut self.steps);
        if !steps.is_empty() {
            self.cases.push(json!({ "name": self.name, "steps": steps }));
        }
        self.objects = Objects::default();
    }

    fn keep(&mut self, call: &str, on: &str, given: Value, result: Option<(&str, Value)>) {
        let mut step = Map::new();
        step.insert("call".to_owned(), json!(call));
        if !on.is_empty() {
            step.insert("on".to_owned(), json!(on));
        }
        step.insert("arguments".to_owned(), given);
        if let Some((member, value)) = result {
            step.insert(member.to_owned(), value);
        }
        self.steps.push(Value::Object(step));
    }

    fn make(&self, call: &str, on: &str, given: &Value) -> yufu_ffi::Result<Made> {
        let folder = self.folder.to_str().unwrap();
        let given: Vec<Value> = given
            .as_array()
            .unwrap()
            .iter()
            .map(|value| match value {
                Value::String(text) => json!(text.replace("${folder}", folder)),
                other => other.clone(),
            })
            .collect();
        calls::call(&self.objects, call, on, &given)
    }

    /// A call that gives a value, which every language has to give.
    pub fn value(&mut self, call: &str, on: &str, given: Value) -> Value {
        let value = self.look(call, on, given.clone());
        self.keep(call, on, given, Some(("returns", value.clone())));
        value
    }

    /// A call whose value depends on the machine.
    pub fn any(&mut self, call: &str, on: &str, given: Value) {
        self.look(call, on, given.clone());
        self.keep(call, on, given, None);
    }

    /// A call that is no step: a look at what changes nothing.
    pub fn look(&self, call: &str, on: &str, given: Value) -> Value {
        match self.make(call, on, &given) {
            Ok(Made::Value(value)) => value,
            other => panic!("{}: {call} {given}: {other:?}", self.name),
        }
    }

    /// A call that gives an object.
    pub fn object(&mut self, call: &str, on: &str, given: Value, gives: &str) {
        match self.make(call, on, &given) {
            Ok(Made::Object(object)) => {
                let shown = format!("{object:?}");
                let class = shown.split('(').next().unwrap().to_owned();
                self.objects.keep(gives, object);
                self.made.retain(|(name, _)| name != gives);
                self.made.push((gives.to_owned(), class));
            }
            other => panic!("{}: {call} {given}: {other:?}", self.name),
        }
        self.keep(call, on, given, Some(("gives", json!(gives))));
    }

    /// A call that fails.
    pub fn error(&mut self, call: &str, on: &str, given: Value, code: u16) {
        match self.make(call, on, &given) {
            Err(error) => assert_eq!(error.code(), code, "{}: {call} {given}: {error}", self.name),
            other => panic!("{}: {call} {given}: {other:?}", self.name),
        }
        self.keep(call, on, given, Some(("error", json!(code))));
    }

    /// Sends what is pending, and receives the answer.
    pub fn exchange(&mut self, class: &str, pending: &str, gives: &str) -> Value {
        self.exchange_with(class, pending, gives, |_| None)
    }

    /// The same with a hardware key.
    pub fn exchange_with(
        &mut self,
        class: &str,
        pending: &str,
        gives: &str,
        hardware: impl Fn(&[u8]) -> Option<Vec<u8>>,
    ) -> Value {
        let given = self.answer(class, pending, hardware);
        let receive = format!("{class}.receive");
        if gives.is_empty() {
            return self.value(&receive, pending, given);
        }
        self.object(&receive, pending, given, gives);
        Value::Null
    }

    /// The bank's answer to what is pending, as arguments of `receive`.
    pub fn answer(
        &mut self,
        class: &str,
        pending: &str,
        hardware: impl Fn(&[u8]) -> Option<Vec<u8>>,
    ) -> Value {
        let base = self.value(&format!("{class}.hardware_base"), pending, json!([]));
        let attach = format!("{class}.attach_hardware_signature");
        let signature = base.as_str().and_then(|base| hardware(&hex::decode(base).unwrap()));
        match signature {
            Some(signature) => {
                self.value(&attach, pending, json!([hex::encode(signature)]));
            }
            None => self.error(&attach, pending, json!(["00"]), 5206),
        }
        let request = self.value(&format!("{class}.request"), pending, json!([]));
        let answer = self.bank.answer(&request_of(&request));
        answer_of(&answer)
    }

    /// Opens a keypad and types a secret into the input that `open` gives.
    pub fn type_into(&mut self, input: &str, secret: &str) {
        for wanted in secret.chars().map(String::from) {
            let cell = self.find(input, &wanted);
            self.value("SecureInput.press", input, json!([cell]));
        }
    }

    fn find(&mut self, input: &str, wanted: &str) -> usize {
        for turn in ["", "shift", "symbols", "letters", "shift"] {
            let cells = self.look("SecureInput.cells", input, json!([]));
            let cells = cells.as_array().unwrap().clone();
            if let Some(turn) = cells.iter().position(|cell| cell["kind"] == turn) {
                self.value("SecureInput.press", input, json!([turn]));
            }
            let label = |at: usize| self.look("SecureInput.label", input, json!([at]));
            let cells = self.look("SecureInput.cells", input, json!([]));
            let count = cells.as_array().unwrap().len();
            if let Some(found) = (0..count).find(|at| label(*at) == wanted) {
                return found;
            }
        }
        panic!("no key for {wanted}")
    }

    /// The bank's server with its keys loaded, as `trust` and `server`.
    pub fn server(&mut self) {
        self.object("Trust.new", "", json!([hex::encode(self.bank.root()), 0]), "trust");
        self.object("Server.new", "", json!([AUTHORITY, "trust"]), "server");
        let request = self.value("Server.keys_request", "server", json!([]));
        let mut given = answer_of(&self.bank.answer(&request_of(&request)));
        given.as_array_mut().unwrap().push(json!(START));
        self.value("Server.load_keys", "server", given);
    }
}

pub fn request_of(request: &Value) -> Request {
    let text = |name: &str| request[name].as_str().unwrap();
    let (path, query) = text("target").split_once('?').unwrap_or((text("target"), ""));
    let header = |header: &Value| {
        let member = |name: &str| header[name].as_str().unwrap();
        (member("name").to_owned(), member("value").as_bytes().to_vec())
    };
    let mut made = Request::new(text("method"), text("authority"), path);
    made.query = query.to_owned();
    made.headers = request["headers"].as_array().unwrap().iter().map(header).collect();
    made.body = hex::decode(text("body")).unwrap();
    made
}

fn answer_of(answer: &Response) -> Value {
    let header = |(name, value): &(String, Vec<u8>)| json!({ "name": name, "value": String::from_utf8(value.clone()).unwrap() });
    let headers: Vec<Value> = answer.headers.iter().map(header).collect();
    json!([answer.status, headers, hex::encode(&answer.body)])
}
