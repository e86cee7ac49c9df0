//! The JNI shims: crates/yufu-jni/src/shims.rs.

mod values;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Write as _;
use std::process::{Command, Stdio};

use heck::ToSnakeCase;

use crate::Files;
use crate::model::{Call, Kind, Model, Parameter, Ty};
use crate::names::{BODY, Way, native, takes_buffer, way};
use values::{reader, wrote};

const HEAD: &str = "// Made by `cargo xtask generate`. Do not edit.
//! A function for each native method of `dev.yufu.Natives`, and the values that they exchange.
#![allow(clippy::too_many_arguments, reason = \"a record may have many fields\")]

use jni::sys::{jboolean, jint, jlong};
use yufu_ffi::{Result, YufuError};

use crate::codec::{Reader, Writer};
use crate::env::{Env, call};
use crate::handle::{Handle, Keep};
use crate::value::{self, Buffer, Bytes, Given, Text};
";

/// Adds the shims.
pub fn write(model: &Model, files: &mut Files) {
    let mut text = HEAD.to_owned();
    // By signature, because many methods have the same.
    let mut methods: BTreeMap<_, Vec<_>> = BTreeMap::new();
    methods.entry("(IJ)V".to_owned()).or_default().push(("free".to_owned(), "free".to_owned()));
    for call in model.calls() {
        for buffer in [false, true] {
            if !buffer || takes_buffer(call) {
                text.push_str(&shim(call, buffer));
                let java = format!("{}{}", native(call), if buffer { "Buffer" } else { "" });
                let same = methods.entry(signature(call, buffer)).or_default();
                same.push((java, name(call, buffer)));
            }
        }
    }
    text.push_str(&free(model));
    text.push_str(&values::write(model));
    text.push_str(&table(&methods));
    files.insert("crates/yufu-jni/src/shims.rs".to_owned(), formatted(&text));
}

fn name(call: &Call, buffer: bool) -> String {
    let suffix = if buffer { "_buffer" } else { "" };
    format!("{}{suffix}", call.unique_name())
}

fn is_buffer(parameter: &Parameter, buffer: bool) -> bool {
    buffer && parameter.name == BODY
}

fn shim(call: &Call, buffer: bool) -> String {
    let owner = call.owner.clone().unwrap_or_default();
    let mut parameters = "env: Env, _: Keep".to_owned();
    if call.kind == Kind::Method {
        let _ = write!(parameters, ", _: Keep, this: Handle<yufu_ffi::{owner}>");
    }
    let mut lifted = String::new();
    let mut passed = Vec::new();
    for parameter in &call.parameters {
        let ty = match way(&parameter.ty) {
            _ if is_buffer(parameter, buffer) => "Buffer",
            Way::Int => "jint",
            Way::Long => "jlong",
            Way::Boolean => "jboolean",
            Way::Text | Way::OptionalText => "Text",
            Way::Bytes | Way::OptionalBytes | Way::Encoded => "Bytes",
            Way::Object | Way::OptionalObject => "",
        };
        let Parameter { name, ty: rust, .. } = parameter;
        if let Some(object) = object_name(rust) {
            let _ = write!(parameters, ", _: Keep, {name}: Handle<yufu_ffi::{object}>");
        } else if is_buffer(parameter, buffer) {
            let _ = write!(parameters, ", {name}: Buffer, offset: jint, len: jint");
        } else {
            let _ = write!(parameters, ", {name}: {ty}");
        }
        let (lift, pass) = argument(parameter, buffer);
        lifted.push_str(&lift);
        passed.push(pass);
    }
    let passed = passed.join(", ");
    let made = match call.kind {
        Kind::Function => format!("yufu_ffi::{}({passed})", call.name),
        Kind::Constructor => format!("yufu_ffi::{owner}::{}({passed})", call.name),
        Kind::Method => format!("this.get()?.{}({passed})", call.name),
    };
    let (ty, given) = result(call.returns.as_ref(), &made);
    let body = format!("{lifted}{given}");
    let env = if body.contains("env") { "env" } else { "_" };
    let arrow = if ty.is_empty() { String::new() } else { format!(" -> {ty}") };
    let name = name(call, buffer);
    format!(
        "\nextern \"system\" fn {name}({parameters}){arrow} {{ call(env, |{env}| {{ {body} }}) }}\n"
    )
}

/// How an argument is taken in, and how it is passed on.
fn argument(parameter: &Parameter, buffer: bool) -> (String, String) {
    let Parameter { name, ty, by_ref } = parameter;
    let mark = if *by_ref { "&" } else { "" };
    match way(ty) {
        _ if is_buffer(parameter, buffer) => {
            (format!("let {name} = {name}.copy(env, offset, len)?;"), format!("&{name}"))
        }
        Way::Int => match ty {
            Ty::Enum(found) => {
                let at = found.to_snake_case();
                (String::new(), format!("{at}_at(value::narrow({name})?)?"))
            }
            _ => (String::new(), format!("value::narrow({name})?")),
        },
        Way::Long => (String::new(), format!("value::unsigned({name})?")),
        Way::Boolean => (String::new(), name.clone()),
        Way::Text | Way::Bytes if *by_ref => {
            (format!("let {name} = {name}.copy(env)?;"), format!("&{name}"))
        }
        Way::Text | Way::Bytes => (
            format!("let mut {name} = {name}.copy(env)?;"),
            format!("std::mem::take(&mut *{name})"),
        ),
        Way::OptionalText | Way::OptionalBytes => (String::new(), format!("{name}.optional(env)?")),
        Way::Object if *by_ref => (String::new(), format!("{name}.get()?")),
        Way::Object => (String::new(), format!("{name}.share().ok_or_else(YufuError::argument)?")),
        Way::OptionalObject => (String::new(), format!("{name}.share()")),
        Way::Encoded => {
            let reader = reader(ty);
            (format!("let {name} = {name}.decode(env, {reader})?;"), format!("{mark}{name}"))
        }
    }
}

/// The type that a shim returns, and the code that makes it from the call.
fn result(returns: Option<&Ty>, made: &str) -> (&'static str, String) {
    let Some(ty) = returns else { return ("", made.to_owned()) };
    match way(ty) {
        Way::Int => match ty {
            Ty::Enum(found) => {
                ("jint", format!("value::int({}_place({made}?))", found.to_snake_case()))
            }
            _ => ("jint", format!("value::int({made}?)")),
        },
        Way::Long => ("jlong", format!("value::long({made}?)")),
        Way::Boolean => ("jboolean", made.to_owned()),
        Way::Text => ("Given", format!("value::text(env, &{made}?)")),
        Way::Bytes => ("Given", format!("value::bytes(env, &{made}?)")),
        Way::OptionalText => (
            "Given",
            format!("{made}?.map_or_else(|| Ok(Given::default()), |v| value::text(env, &v))"),
        ),
        Way::OptionalBytes => (
            "Given",
            format!("{made}?.map_or_else(|| Ok(Given::default()), |v| value::bytes(env, &v))"),
        ),
        Way::Object => ("jlong", format!("Ok(Handle::give({made}?))")),
        Way::OptionalObject => ("jlong", format!("Ok({made}?.map_or(0, Handle::give))")),
        Way::Encoded => {
            let wrote = wrote(ty, "given");
            let code = format!(
                "let given = {made}?; let mut writer = Writer::default(); \
                 {{ let writer = &mut writer; {wrote} }} writer.give(env)"
            );
            ("Given", code)
        }
    }
}

fn object_name(ty: &Ty) -> Option<&str> {
    match ty {
        Ty::Object(name) => Some(name),
        Ty::Option(inner) => object_name(inner),
        _ => None,
    }
}

/// A call's signature as the JNI writes it.
fn signature(call: &Call, buffer: bool) -> String {
    let mut signature = "(".to_owned();
    if call.kind == Kind::Method {
        signature.push_str("Ljava/lang/Object;J");
    }
    for parameter in &call.parameters {
        signature.push_str(match way(&parameter.ty) {
            _ if is_buffer(parameter, buffer) => "Ljava/nio/ByteBuffer;II",
            Way::Int => "I",
            Way::Long => "J",
            Way::Boolean => "Z",
            Way::Text | Way::OptionalText => "Ljava/lang/String;",
            Way::Bytes | Way::OptionalBytes | Way::Encoded => "[B",
            Way::Object | Way::OptionalObject => "Ljava/lang/Object;J",
        });
    }
    signature.push(')');
    signature.push_str(match call.returns.as_ref().map(way) {
        None => "V",
        Some(Way::Int) => "I",
        Some(Way::Long | Way::Object | Way::OptionalObject) => "J",
        Some(Way::Boolean) => "Z",
        Some(Way::Text | Way::OptionalText) => "Ljava/lang/String;",
        Some(Way::Bytes | Way::OptionalBytes | Way::Encoded) => "[B",
    });
    signature
}

/// The native methods: names of Java's and of their shims, by signature.
fn table(methods: &BTreeMap<String, Vec<(String, String)>>) -> String {
    let (mut names, mut shims, mut count) = (String::new(), String::new(), 0);
    for (signature, same) in methods {
        let _ = write!(names, "\"{signature}\\0");
        for (java, shim) in same {
            let _ = write!(names, "{java}\\0");
            let _ = writeln!(shims, "{shim} as *const (),");
            count += 1;
        }
        names.push_str("\\0\",\n");
    }
    format!(
        "
/// The native methods by signature: each signature with the names of its methods, all of these with a
/// zero behind them, and another zero at the end.
pub const METHODS: &str = concat!(\n{names});

/// The shims of these methods, in the same order.
pub fn shims() -> [*const (); {count}] {{\n[{shims}]\n}}\n"
    )
}

/// The shim by which the reaper gives an object back, whose class it names by its place.
fn free(model: &Model) -> String {
    let mut arms = String::new();
    for (place, object) in model.objects.iter().enumerate() {
        let _ = write!(arms, "{place} => handle.of_class::<yufu_ffi::{}>().free(),", object.name);
    }
    format!(
        "\nextern \"system\" fn free(env: Env, _: Keep, class: jint, handle: Handle<()>) {{
         call(env, |_| {{ match class {{ {arms} _ => return Err(YufuError::argument()) }} Ok(()) }}) }}\n"
    )
}

/// The text as rustfmt writes it; as it is where rustfmt is missing.
pub fn formatted(text: &str) -> String {
    let run = || {
        let config = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let mut rustfmt = Command::new("rustfmt")
            .args(["--edition", "2024", "--config-path", config])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        rustfmt.stdin.take()?.write_all(text.as_bytes()).ok()?;
        let output = rustfmt.wait_with_output().ok()?;
        output.status.success().then(|| String::from_utf8(output.stdout).ok()).flatten()
    };
    run().unwrap_or_else(|| text.to_owned())
}
