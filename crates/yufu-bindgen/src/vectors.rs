//! The calls of the shared vectors in Rust: tests/sdk/src/calls.rs.
//!
//! A step of tests/vectors/sdk.json names a call and gives its arguments as JSON. Kotlin finds the
//! call by reflection; Rust has none, so the table of all calls is written here.

use std::fmt::Write;

use heck::ToSnakeCase;

use crate::Files;
use crate::jni::formatted;
use crate::model::{Call, Kind, Model, Ty};

const HEAD: &str = "// Made by `cargo xtask generate`. Do not edit.
//! Every call of the foreign API by its name, with arguments and results as JSON.
#![allow(missing_docs, reason = \"the foreign API has the words\")]
#![allow(clippy::redundant_closure, clippy::too_many_lines, reason = \"a table\")]

use std::sync::Arc;

use serde_json::{Map, Value, json};
use yufu_ffi::Result;

use crate::{Made, Objects, bytes, flag, list, number, option, text, word};
";

/// Adds the table.
pub fn write(model: &Model, files: &mut Files) {
    let mut out = HEAD.to_owned();
    out.push_str("\n/// An object of any class.\n#[derive(Clone, Debug)]\npub enum Object {\n");
    for object in &model.objects {
        let _ = writeln!(out, "{0}(Arc<yufu_ffi::{0}>),", object.name);
    }
    out.push_str("}\n\nimpl Objects {\n");
    for object in &model.objects {
        let (name, snake) = (&object.name, object.name.to_snake_case());
        let _ = write!(
            out,
            "fn {snake}(&self, name: &str) -> Arc<yufu_ffi::{name}> {{ match self.get(name) {{
             Object::{name}(object) => object.clone(), other => panic!(\"{{name}} is {{other:?}}\") }} }}\n"
        );
    }
    out.push_str("}\n\n/// Makes a call.\n///\n/// # Errors\n/// Those of the call.\n");
    out.push_str(
        "pub fn call(objects: &Objects, name: &str, on: &str, given: &[Value]) -> Result<Made> {\n\
         Ok(match name {\n",
    );
    for call in model.calls() {
        let _ = writeln!(out, "\"{}\" => {},", name(call), made(call));
    }
    out.push_str("_ => panic!(\"no call {name}\"),\n})\n}\n");
    values(model, &mut out);
    files.insert("tests/sdk/src/calls.rs".to_owned(), formatted(&out));
}

/// The name of a call in the vectors.
pub fn name(call: &Call) -> String {
    match &call.owner {
        Some(owner) => format!("{owner}.{}", call.name),
        None => call.name.clone(),
    }
}

fn made(call: &Call) -> String {
    let arguments: Vec<String> = call
        .parameters
        .iter()
        .enumerate()
        .map(|(at, parameter)| {
            let read = read(&parameter.ty, &format!("&given[{at}]"));
            if parameter.by_ref { format!("&{read}") } else { read }
        })
        .collect();
    let arguments = arguments.join(", ");
    let owner = call.owner.clone().unwrap_or_default();
    let code = match call.kind {
        Kind::Function => format!("yufu_ffi::{}({arguments})?", call.name),
        Kind::Constructor => format!("yufu_ffi::{owner}::{}({arguments})?", call.name),
        Kind::Method => {
            format!("objects.{}(on).{}({arguments})?", owner.to_snake_case(), call.name)
        }
    };
    match &call.returns {
        None => format!("{{ {code}; Made::Value(Value::Null) }}"),
        Some(Ty::Object(name)) => format!("Made::Object(Object::{name}({code}))"),
        Some(Ty::Option(inner)) if matches!(**inner, Ty::Object(_)) => {
            let Ty::Object(name) = &**inner else { return String::new() };
            format!("{code}.map_or(Made::Value(Value::Null), |v| Made::Object(Object::{name}(v)))")
        }
        Some(ty) => format!("Made::Value({})", shown(ty, &code)),
    }
}

/// The expression that reads a value.
fn read(ty: &Ty, from: &str) -> String {
    match ty {
        Ty::U8 | Ty::U16 | Ty::U32 | Ty::U64 => format!("number({from})"),
        Ty::Bool => format!("flag({from})"),
        Ty::Text => format!("text({from})"),
        Ty::Bytes => format!("bytes({from})"),
        Ty::Enum(name) | Ty::Record(name) => format!("{}_of({from})", name.to_snake_case()),
        Ty::Object(name) => format!("objects.{}(word({from}))", name.to_snake_case()),
        Ty::Option(inner) => format!("option({from}, |v| {})", read(inner, "v")),
        Ty::List(inner) => format!("list({from}, |v| {})", read(inner, "v")),
    }
}

/// The expression that shows a value as JSON.
fn shown(ty: &Ty, value: &str) -> String {
    match ty {
        Ty::U8 | Ty::U16 | Ty::U32 | Ty::U64 | Ty::Bool | Ty::Text => format!("json!({value})"),
        Ty::Bytes => format!("json!(hex::encode({value}))"),
        Ty::Enum(name) | Ty::Record(name) => format!("{}_json({value})", name.to_snake_case()),
        Ty::Option(inner) => {
            format!("{value}.map_or(Value::Null, |v| {})", shown(inner, "v"))
        }
        Ty::List(inner) => {
            format!("Value::Array({value}.into_iter().map(|v| {}).collect())", shown(inner, "v"))
        }
        // `Model::read` lets none through.
        Ty::Object(name) => format!("compile_error!(\"{name} inside a value\")"),
    }
}

fn values(model: &Model, out: &mut String) {
    let (inputs, outputs) = (model.inputs(), model.outputs());
    for found in &model.enums {
        let (name, snake) = (&found.name, found.name.to_snake_case());
        if inputs.contains(name) {
            let arm = |v: &crate::model::Variant| {
                format!("\"{}\" => yufu_ffi::{name}::{},", v.name.to_snake_case(), v.name)
            };
            let arms: String = found.variants.iter().map(arm).collect();
            let _ = write!(
                out,
                "\nfn {snake}_of(value: &Value) -> yufu_ffi::{name} {{ match word(value) {{ {arms} \
                 other => panic!(\"no {name} {{other}}\") }} }}\n"
            );
        }
        if outputs.contains(name) {
            let arm = |v: &crate::model::Variant| {
                format!("yufu_ffi::{name}::{} => \"{}\",", v.name, v.name.to_snake_case())
            };
            let arms: String = found.variants.iter().map(arm).collect();
            let _ = write!(
                out,
                "\nfn {snake}_json(value: yufu_ffi::{name}) -> Value {{ json!(match value {{ {arms} }}) }}\n"
            );
        }
    }
    for record in &model.records {
        let (name, snake) = (&record.name, record.name.to_snake_case());
        if inputs.contains(name) {
            let field = |f: &crate::model::Field| {
                format!("{}: {},", f.name, read(&f.ty, &format!("&value[\"{}\"]", f.name)))
            };
            let fields: String = record.fields.iter().map(field).collect();
            let _ = write!(
                out,
                "\nfn {snake}_of(value: &Value) -> yufu_ffi::{name} {{ yufu_ffi::{name} {{ {fields} }} }}\n"
            );
        }
        // Errors are compared by their codes.
        if outputs.contains(name) && name != "ErrorDetail" {
            let field = |f: &crate::model::Field| {
                let shown = shown(&f.ty, &format!("value.{}", f.name));
                format!("map.insert(\"{}\".to_owned(), {shown});", f.name)
            };
            let fields: String = record.fields.iter().map(field).collect();
            let _ = write!(
                out,
                "\nfn {snake}_json(value: yufu_ffi::{name}) -> Value {{ let mut map = Map::new(); \
                 {fields} Value::Object(map) }}\n"
            );
        }
    }
}
