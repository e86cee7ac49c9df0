//! Values that the shims exchange: readers of what goes in and writers of what comes out.

use std::fmt::Write;

use heck::ToSnakeCase;

use crate::model::{Model, Ty};

/// The functions for all of them.
pub fn write(model: &Model) -> String {
    let (inputs, outputs) = (model.inputs(), model.outputs());
    let mut text = String::new();
    for found in &model.enums {
        let name = &found.name;
        let snake = name.to_snake_case();
        if inputs.contains(name) {
            let mut arms = String::new();
            for (place, variant) in found.variants.iter().enumerate() {
                let _ = write!(arms, "{place} => Ok(yufu_ffi::{name}::{}),", variant.name);
            }
            let _ = write!(
                text,
                "\nfn {snake}_at(place: u32) -> Result<yufu_ffi::{name}> {{ match place {{ {arms} \
                 _ => Err(YufuError::argument()) }} }}\n"
            );
        }
        if outputs.contains(name) {
            let mut arms = String::new();
            for (place, variant) in found.variants.iter().enumerate() {
                let _ = write!(arms, "yufu_ffi::{name}::{} => {place},", variant.name);
            }
            let _ = write!(
                text,
                "\nfn {snake}_place(value: yufu_ffi::{name}) -> u32 {{ match value {{ {arms} }} }}\n"
            );
        }
    }
    for record in &model.records {
        let name = &record.name;
        let snake = name.to_snake_case();
        if inputs.contains(name) {
            let mut fields = String::new();
            for field in &record.fields {
                let _ = write!(fields, "{}: {}?,", field.name, read(&field.ty));
            }
            let _ = write!(
                text,
                "\nfn read_{snake}(reader: &mut Reader<'_>) -> Result<yufu_ffi::{name}> {{ \
                 Ok(yufu_ffi::{name} {{ {fields} }}) }}\n"
            );
        }
        if outputs.contains(name) {
            let mut fields = String::new();
            for field in &record.fields {
                fields.push_str(&wrote(&field.ty, &format!("value.{}", field.name)));
            }
            let _ = write!(
                text,
                "\nfn write_{snake}(writer: &mut Writer, value: yufu_ffi::{name}) {{ {fields} }}\n"
            );
        }
    }
    if let Some(error) = &model.error {
        let (name, snake) = (&error.name, error.name.to_snake_case());
        let detail = error.detail().unwrap_or_default().to_snake_case();
        let mut arms = String::new();
        for (place, variant) in error.variants.iter().enumerate() {
            let variant = &variant.name;
            let _ = write!(arms, "{name}::{variant} {{ detail }} => ({place}, detail),");
        }
        let _ = write!(
            text,
            "\n/// Writes an error: its place among the variants, and its detail.
             pub fn write_{snake}(writer: &mut Writer, error: {name}) {{
             let (place, detail) = match error {{ {arms} }};
             writer.u32(place); write_{detail}(writer, *detail); }}\n"
        );
    }
    text
}

/// The expression that reads a value, a `Result`.
fn read(ty: &Ty) -> String {
    match ty {
        Ty::U8 => "reader.u8()".to_owned(),
        Ty::U16 => "reader.u16()".to_owned(),
        Ty::U32 => "reader.u32()".to_owned(),
        Ty::U64 => "reader.u64()".to_owned(),
        Ty::Bool => "reader.bool()".to_owned(),
        Ty::Text => "reader.text()".to_owned(),
        Ty::Bytes => "reader.bytes()".to_owned(),
        Ty::Enum(name) => format!("{}_at(reader.u32()?)", name.to_snake_case()),
        Ty::Record(name) => format!("read_{}(reader)", name.to_snake_case()),
        Ty::Option(inner) => format!("reader.option({})", reader(inner)),
        Ty::List(inner) => format!("reader.list({})", reader(inner)),
        // `Model::read` lets none through.
        Ty::Object(name) => format!("compile_error!(\"{name} inside a value\")"),
    }
}

/// The function that reads a value.
pub fn reader(ty: &Ty) -> String {
    match ty {
        Ty::Record(name) => format!("read_{}", name.to_snake_case()),
        Ty::Enum(_) | Ty::Option(_) | Ty::List(_) | Ty::Object(_) => {
            format!("|reader| {}", read(ty))
        }
        plain => read(plain).replace("reader.", "Reader::").replace("()", ""),
    }
}

/// The statement that writes a value.
pub fn wrote(ty: &Ty, value: &str) -> String {
    match ty {
        Ty::U8 => format!("writer.u8({value});"),
        Ty::U16 => format!("writer.u16({value});"),
        Ty::U32 => format!("writer.u32({value});"),
        Ty::U64 => format!("writer.u64({value});"),
        Ty::Bool => format!("writer.bool({value});"),
        Ty::Text => format!("writer.text({value});"),
        Ty::Bytes => format!("writer.bytes({value});"),
        Ty::Enum(name) => format!("writer.u32({}_place({value}));", name.to_snake_case()),
        Ty::Record(name) => format!("write_{}(writer, {value});", name.to_snake_case()),
        Ty::Option(inner) => {
            format!("writer.option({value}, |writer, value| {{ {} }});", wrote(inner, "value"))
        }
        Ty::List(inner) => {
            format!("writer.list({value}, |writer, value| {{ {} }});", wrote(inner, "value"))
        }
        Ty::Object(name) => format!("compile_error!(\"{name} inside a value\");"),
    }
}
