//! Values of the Kotlin API: records, enumerations, the exception, and how each is read and written.

use std::fmt::Write;

use heck::ToLowerCamelCase;

use super::HEAD;
use crate::docs::kdoc;
use crate::model::{Enum, Field, Model, Record, Ty};
use crate::names::{camel, entry, kotlin};

pub fn record(record: &Record) -> String {
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

pub fn enumeration(found: &Enum) -> String {
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

pub fn exception(error: &Enum, fields: &[Field]) -> String {
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
pub fn values(model: &Model) -> String {
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
pub fn get(ty: &Ty) -> String {
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
pub fn put(ty: &Ty, value: &str) -> String {
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
