//! What each language offers, one line an item: golden files that a reviewer reads as a diff.

use crate::kotlin;
use crate::model::{Call, Kind, Model, Ty};
use crate::{Files, names};

/// Adds the surface files.
pub fn write(model: &Model, files: &mut Files) {
    files.insert("tests/surface/rust.txt".to_owned(), rust(model));
    files.insert("tests/surface/kotlin.txt".to_owned(), kotlin_surface(model));
}

fn rust(model: &Model) -> String {
    let mut lines = Vec::new();
    for call in model.calls() {
        let mut parameters: Vec<String> = Vec::new();
        if call.kind == Kind::Method {
            parameters.push("&self".to_owned());
        }
        parameters.extend(call.parameters.iter().map(|p| {
            let mark = if p.by_ref { "&" } else { "" };
            format!("{}: {mark}{}", p.name, rust_type(&p.ty))
        }));
        let owner = call.owner.as_ref().map(|owner| format!("{owner}::")).unwrap_or_default();
        let returns = call.returns.as_ref().map_or_else(|| "()".to_owned(), rust_type);
        let parameters = parameters.join(", ");
        lines.push(format!("fn {owner}{}({parameters}) -> Result<{returns}>", call.name));
    }
    for record in &model.records {
        let field = |f: &crate::model::Field| format!("{}: {}", f.name, rust_type(&f.ty));
        let fields: Vec<_> = record.fields.iter().map(field).collect();
        lines.push(format!("struct {} {{ {} }}", record.name, fields.join(", ")));
    }
    for found in model.enums.iter().chain(&model.error) {
        let variants: Vec<_> = found.variants.iter().map(|v| v.name.as_str()).collect();
        lines.push(format!("enum {} {{ {} }}", found.name, variants.join(", ")));
    }
    finish(lines)
}

fn kotlin_surface(model: &Model) -> String {
    let mut lines: Vec<String> = model.calls().map(kotlin_call).collect();
    for record in &model.records {
        let field = |f: &crate::model::Field| {
            format!("{}: {}", names::camel(&f.name), names::kotlin(&f.ty))
        };
        let fields: Vec<_> = record.fields.iter().map(field).collect();
        lines.push(format!("class {}({})", record.name, fields.join(", ")));
    }
    for found in &model.enums {
        let entries: Vec<_> = found.variants.iter().map(|v| names::entry(&v.name)).collect();
        lines.push(format!("enum {} {{ {} }}", found.name, entries.join(", ")));
    }
    if let Some(found) = &model.error {
        let variants: Vec<_> = found.variants.iter().map(|v| v.name.as_str()).collect();
        lines.push(format!("exception YufuException {{ {} }}", variants.join(", ")));
    }
    finish(lines)
}

fn kotlin_call(call: &Call) -> String {
    let owner = call.owner.clone().unwrap_or_else(|| kotlin::FUNCTIONS.to_owned());
    let parameters = kotlin::parameters(call, false);
    match (call.kind, call.name.as_str()) {
        (Kind::Constructor, "new") => format!("{owner}({parameters})"),
        _ => {
            let returns = kotlin::returns(call);
            format!("{owner}.{}({parameters}): {returns}", names::camel(&call.name))
        }
    }
}

fn rust_type(ty: &Ty) -> String {
    match ty {
        Ty::U8 => "u8".to_owned(),
        Ty::U16 => "u16".to_owned(),
        Ty::U32 => "u32".to_owned(),
        Ty::U64 => "u64".to_owned(),
        Ty::Bool => "bool".to_owned(),
        Ty::Text => "String".to_owned(),
        Ty::Bytes => "Vec<u8>".to_owned(),
        Ty::Enum(name) | Ty::Record(name) | Ty::Object(name) => name.clone(),
        Ty::Option(inner) => format!("Option<{}>", rust_type(inner)),
        Ty::List(inner) => format!("Vec<{}>", rust_type(inner)),
    }
}

/// Sorted, under a line that says where they come from.
pub fn finish(mut lines: Vec<String>) -> String {
    lines.sort();
    let mut text = "# Made by `cargo xtask generate`.\n".to_owned();
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}
