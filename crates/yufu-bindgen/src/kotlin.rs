//! The Kotlin API: bindings/kotlin/src/main/generated.

use std::fmt::Write;

mod values;

use crate::Files;
use crate::docs::kdoc;
use crate::model::{Call, Kind, Model, Object, Ty};
use crate::names::{BODY, Way, camel, kotlin, native, takes_buffer, way};

/// The object that holds the functions.
pub const FUNCTIONS: &str = "Yufu";

const FOLDER: &str = "bindings/kotlin/src/main/generated/dev/yufu";
const HEAD: &str = "// Made by `cargo xtask generate`. Do not edit.\npackage dev.yufu\n";
const THROWS: &str = "@Throws(YufuException::class)";
/// The calls that every request on its way has, as the interface `Pending` declares them.
const PENDING: [&str; 4] = ["request", "hardware_base", "attach_hardware_signature", "receive"];

/// Adds the Kotlin files.
pub fn write(model: &Model, files: &mut Files) {
    let mut add = |name: &str, text: String| {
        files.insert(format!("{FOLDER}/{name}.kt"), text);
    };
    for (place, found) in model.objects.iter().enumerate() {
        add(&found.name, object(found, place));
    }
    for found in &model.records {
        add(&found.name, values::record(found));
    }
    for found in &model.enums {
        add(&found.name, values::enumeration(found));
    }
    if let Some(error) = &model.error {
        let detail = model.records.iter().find(|r| Some(r.name.as_str()) == error.detail());
        add(
            "YufuException",
            values::exception(error, detail.map(|r| r.fields.as_slice()).unwrap_or(&[])),
        );
    }
    add(FUNCTIONS, functions(model));
    add("Natives", natives(model));
    add("Values", values::values(model));
}

/// Parameters as a caller sees them; with `buffer` the content is a direct buffer. Optional ones at
/// the end may be left out.
pub fn parameters(call: &Call, buffer: bool) -> String {
    let last_required = call.parameters.iter().rposition(|p| !matches!(p.ty, Ty::Option(_)));
    let parameter = |(place, p): (usize, &crate::model::Parameter)| {
        let ty = if buffer && p.name == BODY { "ByteBuffer".to_owned() } else { kotlin(&p.ty) };
        let optional = last_required.is_none_or(|last| place > last);
        format!("{}: {ty}{}", camel(&p.name), if optional { " = null" } else { "" })
    };
    call.parameters.iter().enumerate().map(parameter).collect::<Vec<_>>().join(", ")
}

/// The type that a call returns.
pub fn returns(call: &Call) -> String {
    call.returns.as_ref().map_or_else(|| "Unit".to_owned(), kotlin)
}

/// The annotation that gives Java a form for each optional parameter.
fn overloads(call: &Call) -> &'static str {
    match call.parameters.last() {
        Some(last) if matches!(last.ty, Ty::Option(_)) => "@JvmOverloads ",
        _ => "",
    }
}

fn object(object: &Object, place: usize) -> String {
    let name = &object.name;
    let pending = pending(object);
    let mut text = HEAD.to_owned();
    if object.constructors.iter().chain(&object.methods).any(takes_buffer) {
        text.push_str("\nimport java.nio.ByteBuffer\n");
    }
    text.push('\n');
    text.push_str(&kdoc(&object.docs, &[], ""));
    let interface = pending.as_ref().map(|ty| format!(", Pending<{ty}>")).unwrap_or_default();
    let _ = writeln!(
        text,
        "public class {name} internal constructor(handle: Handle) : NativeObject(handle, {place}){interface} {{"
    );
    for call in object.constructors.iter().filter(|call| call.name == "new") {
        text.push_str(&kdoc(&call.docs, &[], "    "));
        let (overloads, parameters) = (overloads(call), parameters(call, false));
        let _ = writeln!(
            text,
            "    {THROWS}\n    {overloads}public constructor({parameters}) : this(Handle({}))\n",
            call_native(call, false)
        );
    }
    for call in &object.methods {
        let overrides = call.name == "close" || (pending.is_some() && is_pending(call));
        text.push_str(&method(call, "    ", overrides));
    }
    let named: Vec<&Call> = object.constructors.iter().filter(|c| c.name != "new").collect();
    if !named.is_empty() {
        text.push_str("    /** Other ways to make one. */\n    public companion object {\n");
        for call in named {
            text.push_str(&function(call));
        }
        text.push_str("    }\n");
    }
    format!("{}\n}}\n", text.trim_end())
}

/// What the answer to a request on its way is read as, if the object is such a request.
pub fn pending(object: &Object) -> Option<String> {
    let all = PENDING.iter().all(|name| object.methods.iter().any(|call| call.name == *name));
    let receive = object.methods.iter().find(|call| call.name == "receive")?;
    all.then(|| returns(receive))
}

fn is_pending(call: &Call) -> bool {
    PENDING.contains(&call.name.as_str())
}

fn method(call: &Call, indent: &str, overrides: bool) -> String {
    let visibility = if overrides { "override" } else { "public" };
    let (name, returns) = (camel(&call.name), returns(call));
    let mut text = String::new();
    for buffer in [false, true] {
        if buffer && !takes_buffer(call) {
            continue;
        }
        let docs = if buffer {
            format!(
                "The same with the content in a direct buffer, from its position to its limit.\n\n{}",
                call.docs
            )
        } else {
            call.docs.clone()
        };
        text.push_str(&kdoc(&docs, &[], indent));
        let overloads = overloads(call);
        let parameters = parameters(call, buffer);
        let value = from_native(call.returns.as_ref(), &call_native(call, buffer));
        let _ = writeln!(
            text,
            "{indent}{THROWS}\n{indent}{overloads}{visibility} fun {name}({parameters}): {returns} =\n{indent}    {value}\n"
        );
    }
    text
}

/// A function without an object, or a constructor with a name of its own.
fn function(call: &Call) -> String {
    let (name, returns) = (camel(&call.name), returns(call));
    let indent = "        ";
    let mut text = kdoc(&call.docs, &[], indent);
    let value = from_native(call.returns.as_ref(), &call_native(call, false));
    let (overloads, parameters) = (overloads(call), parameters(call, false));
    let _ = writeln!(
        text,
        "{indent}{THROWS}\n{indent}@JvmStatic\n{indent}{overloads}public fun {name}({parameters}): {returns} =\n{indent}    {value}\n"
    );
    text
}

fn functions(model: &Model) -> String {
    let docs = "What belongs to no object: version, self-test, masks, amounts.";
    let mut text = format!("{HEAD}\n{}public object {FUNCTIONS} {{\n", kdoc(docs, &[], ""));
    for call in &model.functions {
        text.push_str(
            &function(call).replace("\n        ", "\n    ").replacen("        ", "    ", 1),
        );
    }
    format!("{}\n}}\n", text.trim_end())
}

/// The call of the native method.
fn call_native(call: &Call, buffer: bool) -> String {
    let mut arguments = Vec::new();
    if call.kind == Kind::Method {
        arguments.push("this, handle".to_owned());
    }
    for parameter in &call.parameters {
        let name = camel(&parameter.name);
        arguments.push(match way(&parameter.ty) {
            _ if buffer && parameter.name == BODY => {
                format!("direct({name}), {name}.position(), {name}.remaining()")
            }
            Way::Int if matches!(parameter.ty, Ty::Enum(_)) => format!("{name}.ordinal"),
            Way::Object => format!("{name}, {name}.handle"),
            Way::OptionalObject => format!("{name}, {name}?.handle ?: 0L"),
            Way::Encoded => format!("encoded {{ {} }}", values::put(&parameter.ty, &name)),
            _ => name,
        });
    }
    let suffix = if buffer { "Buffer" } else { "" };
    format!("Natives.{}{suffix}({})", native(call), arguments.join(", "))
}

/// The value of what a native method returned.
fn from_native(returns: Option<&Ty>, made: &str) -> String {
    let Some(ty) = returns else { return made.to_owned() };
    match (way(ty), ty) {
        (Way::Int, Ty::Enum(name)) => format!("{name}.at({made})"),
        (Way::Object, Ty::Object(name)) => format!("{name}(Handle({made}))"),
        (Way::OptionalObject, Ty::Option(inner)) => {
            format!("{made}.takeIf {{ it != 0L }}?.let {{ {}(Handle(it)) }}", kotlin(inner))
        }
        (Way::Encoded, _) => format!("decoded({made}) {{ {} }}", values::get(ty)),
        _ => made.to_owned(),
    }
}

fn natives(model: &Model) -> String {
    let mut text = format!(
        "{HEAD}
import java.nio.ByteBuffer

/** The native methods. The library binds them when it is loaded. */
internal object Natives {{
    init {{
        System.loadLibrary(\"yufu_jni\")
    }}

    @JvmStatic
    external fun free(kind: Int, handle: Long)
"
    );
    for call in model.calls() {
        for buffer in [false, true] {
            if !buffer || takes_buffer(call) {
                let mut parameters = Vec::new();
                if call.kind == Kind::Method {
                    parameters.push("self: Any, handle: Long".to_owned());
                }
                for parameter in &call.parameters {
                    let name = camel(&parameter.name);
                    parameters.push(match way(&parameter.ty) {
                        _ if buffer && parameter.name == BODY => {
                            format!("{name}: ByteBuffer, offset: Int, length: Int")
                        }
                        Way::Object => format!("{name}: Any, {name}Handle: Long"),
                        Way::OptionalObject => format!("{name}: Any?, {name}Handle: Long"),
                        other => format!("{name}: {}", crossing(other)),
                    });
                }
                let returns = call.returns.as_ref().map(|ty| crossing(way(ty)));
                let returns = returns.map(|ty| format!(": {ty}")).unwrap_or_default();
                let suffix = if buffer { "Buffer" } else { "" };
                let parameters = parameters.join(", ");
                let _ = write!(
                    text,
                    "\n    @JvmStatic\n    external fun {}{suffix}({parameters}){returns}\n",
                    native(call)
                );
            }
        }
    }
    text.push_str("}\n");
    text
}

fn crossing(way: Way) -> &'static str {
    match way {
        Way::Int => "Int",
        Way::Long | Way::Object | Way::OptionalObject => "Long",
        Way::Boolean => "Boolean",
        Way::Text => "String",
        Way::OptionalText => "String?",
        Way::Bytes | Way::Encoded => "ByteArray",
        Way::OptionalBytes => "ByteArray?",
    }
}
