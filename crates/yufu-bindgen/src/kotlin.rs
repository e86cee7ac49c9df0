//! The Kotlin API: bindings/kotlin/src/main/generated.

use std::fmt::Write;

use heck::ToLowerCamelCase;

use crate::Files;
use crate::docs::kdoc;
use crate::model::{Call, Enum, Field, Kind, Model, Object, Record, Ty};
use crate::names::{BODY, Way, camel, entry, kotlin, native, takes_buffer, way};

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
        add(&found.name, record(found));
    }
    for found in &model.enums {
        add(&found.name, enumeration(found));
    }
    if let Some(error) = &model.error {
        let detail = model.records.iter().find(|r| Some(r.name.as_str()) == error.detail());
        add("YufuException", exception(error, detail.map(|r| r.fields.as_slice()).unwrap_or(&[])));
    }
    add(FUNCTIONS, functions(model));
    add("Natives", natives(model));
    add("Values", values(model));
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
            Way::Encoded => format!("encoded {{ {} }}", put(&parameter.ty, &name)),
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
        (Way::Encoded, _) => format!("decoded({made}) {{ {} }}", get(ty)),
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

fn record(record: &Record) -> String {
    let name = &record.name;
    let tag = |field: &Field| format!("@property {} {}", camel(&field.name), field.docs);
    let tags: Vec<String> = record.fields.iter().map(tag).collect();
    let last_required = record.fields.iter().rposition(|f| !matches!(f.ty, Ty::Option(_)));
    let mut text = format!("{HEAD}\n{}public data class {name}", kdoc(&record.docs, &tags, ""));
    let optional_end = last_required.is_none_or(|last| last + 1 < record.fields.len());
    text.push_str(if optional_end { " @JvmOverloads constructor(\n" } else { "(\n" });
    for (place, field) in record.fields.iter().enumerate() {
        let optional = last_required.is_none_or(|last| place > last);
        let default = if optional { " = null" } else { "" };
        let _ = writeln!(
            text,
            "    public val {}: {}{default},",
            camel(&field.name),
            kotlin(&field.ty)
        );
    }
    text.push(')');
    if record.fields.iter().any(|field| field.ty == Ty::Bytes) {
        text.push_str(&equality(record));
    }
    text.push('\n');
    text
}

/// Arrays compare by identity, which is not what a data class is for.
fn equality(record: &Record) -> String {
    let name = &record.name;
    let is_bytes = |field: &Field| field.ty == Ty::Bytes;
    let equal = |field: &Field| {
        let field_name = camel(&field.name);
        if is_bytes(field) {
            format!("{field_name}.contentEquals(other.{field_name})")
        } else {
            format!("{field_name} == other.{field_name}")
        }
    };
    let hash = |field: &Field| {
        let field_name = camel(&field.name);
        if is_bytes(field) {
            format!("{field_name}.contentHashCode()")
        } else {
            format!("{field_name}.hashCode()")
        }
    };
    let equal: Vec<String> = record.fields.iter().map(equal).collect();
    let hash: Vec<String> = record.fields.iter().map(hash).collect();
    format!(
        " {{
    override fun equals(other: Any?): Boolean =
        other is {name} && {}

    override fun hashCode(): Int =
        intArrayOf({}).contentHashCode()
}}",
        equal.join(" && "),
        hash.join(", ")
    )
}

fn enumeration(found: &Enum) -> String {
    let name = &found.name;
    let mut text = format!("{HEAD}\n{}public enum class {name} {{\n", kdoc(&found.docs, &[], ""));
    for (place, variant) in found.variants.iter().enumerate() {
        let end = if place + 1 == found.variants.len() { ";\n" } else { "," };
        text.push_str(&kdoc(&variant.docs, &[], "    "));
        let _ = writeln!(text, "    {}{end}", entry(&variant.name));
    }
    let _ = write!(
        text,
        "    internal companion object {{\n        private val all = values()\n\n        @JvmSynthetic\n        internal fun at(place: Int): {name} = all[place]\n    }}\n}}\n"
    );
    text
}

fn exception(error: &Enum, fields: &[Field]) -> String {
    let detail = error.detail().unwrap_or_default();
    let read = detail.to_lower_camel_case();
    let mut text = format!(
        "{HEAD}\n{}public sealed class YufuException(\n    /** Code and words. */\n    \
         @field:Transient public val detail: {detail},\n) : Exception(detail.message) {{\n",
        kdoc(&error.docs, &[], "")
    );
    for field in fields.iter().filter(|field| field.name != "message") {
        text.push_str(&kdoc(&field.docs, &[], "    "));
        let name = camel(&field.name);
        let _ = writeln!(
            text,
            "    public val {name}: {}\n        get() = detail.{name}\n",
            kotlin(&field.ty)
        );
    }
    for variant in &error.variants {
        text.push_str(&kdoc(&variant.docs, &[], "    "));
        let name = &variant.name;
        let _ = writeln!(
            text,
            "    public class {name} internal constructor(detail: {detail}) : YufuException(detail)\n"
        );
    }
    text = format!("{}\n}}\n", text.trim_end());
    text.push_str(
        "\n/** Makes the exceptions of the native side, which calls it by this name. */
internal object Errors {
    @JvmStatic
    fun of(bytes: ByteArray): YufuException = decoded(bytes) {
        val place = int()
        val detail = ",
    );
    let _ = writeln!(text, "{read}()\n        when (place) {{");
    let last = error.variants.len() - 1;
    for (place, variant) in error.variants.iter().enumerate() {
        let place = if place == last { "else".to_owned() } else { place.to_string() };
        let _ = writeln!(text, "            {place} -> YufuException.{}(detail)", variant.name);
    }
    text.push_str("        }\n    }\n}\n");
    text
}

/// Readers of what comes out and writers of what goes in.
fn values(model: &Model) -> String {
    let mut text = format!("{HEAD}\n// Values on their way through one byte array.\n");
    for record in &model.records {
        let (name, function) = (&record.name, record.name.to_lower_camel_case());
        if model.outputs().contains(name) {
            let fields: Vec<String> = record.fields.iter().map(|f| get(&f.ty)).collect();
            let _ = writeln!(
                text,
                "\n@JvmSynthetic\ninternal fun Reader.{function}(): {name} =\n    {name}({})",
                fields.join(", ")
            );
        }
        if model.inputs().contains(name) {
            let put =
                |f: &Field| format!("    {}\n", put(&f.ty, &format!("value.{}", camel(&f.name))));
            let fields: String = record.fields.iter().map(put).collect();
            let _ = writeln!(
                text,
                "\n@JvmSynthetic\ninternal fun Writer.{function}(value: {name}) {{\n{fields}}}"
            );
        }
    }
    text
}

/// The expression that reads a value.
fn get(ty: &Ty) -> String {
    match ty {
        Ty::U8 => "byte()".to_owned(),
        Ty::U16 => "short()".to_owned(),
        Ty::U32 => "int()".to_owned(),
        Ty::U64 => "long()".to_owned(),
        Ty::Bool => "bool()".to_owned(),
        Ty::Text => "text()".to_owned(),
        Ty::Bytes => "bytes()".to_owned(),
        Ty::Enum(name) => format!("{name}.at(int())"),
        // The receiver keeps a method of that name, of the class around it, out of the way.
        Ty::Record(name) => format!("this.{}()", name.to_lower_camel_case()),
        Ty::Option(inner) => format!("option {{ {} }}", get(inner)),
        Ty::List(inner) => format!("list {{ {} }}", get(inner)),
        Ty::Object(name) => format!("error(\"{name} inside a value\")"),
    }
}

/// The statement that writes a value.
fn put(ty: &Ty, value: &str) -> String {
    match ty {
        Ty::U8 => format!("byte({value})"),
        Ty::U16 => format!("short({value})"),
        Ty::U32 => format!("int({value})"),
        Ty::U64 => format!("long({value})"),
        Ty::Bool => format!("bool({value})"),
        Ty::Text => format!("text({value})"),
        Ty::Bytes => format!("bytes({value})"),
        Ty::Enum(_) => format!("int({value}.ordinal)"),
        Ty::Record(name) => format!("this.{}({value})", name.to_lower_camel_case()),
        Ty::Option(inner) => format!("option({value}) {{ {} }}", put(inner, "it")),
        Ty::List(inner) => format!("list({value}) {{ {} }}", put(inner, "it")),
        Ty::Object(name) => format!("error(\"{name} inside a value\")"),
    }
}
