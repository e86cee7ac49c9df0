//! The calls of the shared vectors in Swift, which has no reflection either: see [`crate::vectors`].

use std::fmt::Write;

use heck::{ToLowerCamelCase, ToSnakeCase};

use crate::Files;
use crate::model::{Call, Enum, Field, Kind, Model, Record, Ty, Variant};
use crate::vectors::name;

const HEAD: &str = "// Made by `cargo xtask generate`. Do not edit.
import Foundation
import Yufu

/// Makes a call by its name in Rust, with arguments and result as JSON.
func call(_ objects: Objects, _ name: String, _ on: String, _ given: [Json]) throws -> Made {
    switch name {
";

/// Adds the table.
pub fn write(model: &Model, files: &mut Files) {
    let mut out = HEAD.to_owned();
    for call in model.calls() {
        let _ = writeln!(out, "    case \"{}\":\n        {}", name(call), made(call));
    }
    out.push_str("    default: fatalError(\"no call \\(name)\")\n    }\n}\n");
    let (inputs, outputs) = (model.inputs(), model.outputs());
    for found in &model.enums {
        enumeration(found, inputs.contains(&found.name), outputs.contains(&found.name), &mut out);
    }
    for found in &model.records {
        // Errors are compared by their codes.
        let shown = outputs.contains(&found.name) && found.name != "ErrorDetail";
        record(found, inputs.contains(&found.name), shown, &mut out);
    }
    files.insert("bindings/swift/Tests/YufuTests/generated/Calls.swift".to_owned(), out);
}

fn made(call: &Call) -> String {
    let argument = |(at, parameter): (usize, &crate::model::Parameter)| {
        let label = parameter.name.to_lower_camel_case();
        format!("{label}: {}", read(&parameter.ty, &format!("given[{at}]")))
    };
    let arguments: Vec<String> = call.parameters.iter().enumerate().map(argument).collect();
    let arguments = arguments.join(", ");
    let owner = call.owner.clone().unwrap_or_default();
    let method = call.name.to_lower_camel_case();
    let code = match (call.kind, call.name.as_str()) {
        (Kind::Function, _) => format!("Yufu.{method}({arguments})"),
        (Kind::Constructor, "new") => format!("{owner}({arguments})"),
        (Kind::Constructor, _) => format!("{owner}.{method}({arguments})"),
        (Kind::Method, _) => format!("objects.get(on, {owner}.self).{method}({arguments})"),
    };
    match &call.returns {
        None => format!("try {code}\n        return .value(.null)"),
        Some(Ty::Object(_)) => format!("return .object(try {code})"),
        Some(Ty::Option(inner)) if matches!(**inner, Ty::Object(_)) => {
            format!("return try {code}.map {{ .object($0) }} ?? .value(.null)")
        }
        Some(ty) => {
            format!("let found = try {code}\n        return .value({})", shown(ty, "found"))
        }
    }
}

/// The expression that reads a value.
fn read(ty: &Ty, from: &str) -> String {
    match ty {
        Ty::U8 | Ty::U16 | Ty::U32 | Ty::U64 => format!("{from}.number()"),
        Ty::Bool => format!("{from}.flag"),
        Ty::Text => format!("{from}.word"),
        Ty::Bytes => format!("{from}.bytes"),
        Ty::Enum(name) | Ty::Record(name) => format!("{}Of({from})", name.to_lower_camel_case()),
        Ty::Object(name) => format!("objects.get({from}.word, {name}.self)"),
        Ty::Option(inner) => format!("{from}.optional.map {{ {} }}", read(inner, "$0")),
        Ty::List(inner) => format!("{from}.list.map {{ {} }}", read(inner, "$0")),
    }
}

/// The expression that shows a value as JSON.
fn shown(ty: &Ty, value: &str) -> String {
    match ty {
        Ty::U8 | Ty::U16 | Ty::U32 | Ty::U64 => format!("Json.number(UInt64({value}))"),
        Ty::Bool => format!("Json.flag({value})"),
        Ty::Text => format!("Json.text({value})"),
        Ty::Bytes => format!("Json.text(hexadecimal({value}))"),
        Ty::Enum(name) | Ty::Record(name) => format!("{}Json({value})", name.to_lower_camel_case()),
        Ty::Option(inner) => format!("({value}.map {{ {} }} ?? Json.null)", shown(inner, "$0")),
        Ty::List(inner) => format!("Json.list({value}.map {{ {} }})", shown(inner, "$0")),
        // `Model::read` lets none through.
        Ty::Object(name) => format!("#error(\"{name} inside a value\")"),
    }
}

fn enumeration(found: &Enum, goes_in: bool, comes_out: bool, out: &mut String) {
    let (name, function) = (&found.name, found.name.to_lower_camel_case());
    let words = |v: &Variant| (v.name.to_snake_case(), v.name.to_lower_camel_case());
    if goes_in {
        let arm = |v| {
            let (word, case) = words(v);
            format!("    case \"{word}\": return .{case}\n")
        };
        let arms: String = found.variants.iter().map(arm).collect();
        let _ = write!(
            out,
            "\nprivate func {function}Of(_ value: Json) -> {name} {{\n    switch value.word {{\n{arms}    default: fatalError(\"no {name}: \\(value)\")\n    }}\n}}\n"
        );
    }
    if comes_out {
        let arm = |v| {
            let (word, case) = words(v);
            format!("    case .{case}: return .text(\"{word}\")\n")
        };
        let arms: String = found.variants.iter().map(arm).collect();
        let _ = write!(
            out,
            "\nprivate func {function}Json(_ value: {name}) -> Json {{\n    switch value {{\n{arms}    }}\n}}\n"
        );
    }
}

fn record(found: &Record, goes_in: bool, comes_out: bool, out: &mut String) {
    let (name, function) = (&found.name, found.name.to_lower_camel_case());
    let camel = |f: &Field| f.name.to_lower_camel_case();
    if goes_in {
        let field =
            |f: &Field| format!("{}: {}", camel(f), read(&f.ty, &format!("value[\"{}\"]", f.name)));
        let fields: Vec<String> = found.fields.iter().map(field).collect();
        let fields = fields.join(",\n        ");
        let _ = write!(
            out,
            "\nprivate func {function}Of(_ value: Json) -> {name} {{\n    {name}(\n        {fields})\n}}\n"
        );
    }
    if comes_out {
        let field =
            |f: &Field| format!("\"{}\": {}", f.name, shown(&f.ty, &format!("value.{}", camel(f))));
        let fields: Vec<String> = found.fields.iter().map(field).collect();
        let fields = fields.join(",\n        ");
        let _ = write!(
            out,
            "\nprivate func {function}Json(_ value: {name}) -> Json {{\n    .object([\n        {fields},\n    ])\n}}\n"
        );
    }
}
