//! Names and types in the style of each language.

use heck::{ToLowerCamelCase, ToShoutySnakeCase};

use crate::model::{Call, Ty};

/// The Kotlin name of a call, parameter or field.
pub fn camel(name: &str) -> String {
    name.to_lower_camel_case()
}

/// The Kotlin name of an enum's entry.
pub fn entry(name: &str) -> String {
    name.to_shouty_snake_case()
}

/// The Kotlin name of a native method.
pub fn native(call: &Call) -> String {
    camel(&call.unique_name())
}

/// The Kotlin type.
pub fn kotlin(ty: &Ty) -> String {
    match ty {
        Ty::U8 | Ty::U16 | Ty::U32 => "Int".to_owned(),
        Ty::U64 => "Long".to_owned(),
        Ty::Bool => "Boolean".to_owned(),
        Ty::Text => "String".to_owned(),
        Ty::Bytes => "ByteArray".to_owned(),
        Ty::Enum(name) | Ty::Record(name) | Ty::Object(name) => name.clone(),
        Ty::Option(inner) => format!("{}?", kotlin(inner)),
        Ty::List(inner) => format!("List<{}>", kotlin(inner)),
    }
}

/// How a value crosses the border of the JVM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As an Int: small numbers, and the place of an enum's entry.
    Int,
    /// As a Long: large numbers.
    Long,
    Boolean,
    Text,
    OptionalText,
    Bytes,
    OptionalBytes,
    /// As the object and its handle; a result as a handle.
    Object,
    /// The same; without an object null and 0.
    OptionalObject,
    /// Encoded in a byte array.
    Encoded,
}

/// How a value of this type crosses.
pub fn way(ty: &Ty) -> Way {
    match ty {
        Ty::U8 | Ty::U16 | Ty::U32 | Ty::Enum(_) => Way::Int,
        Ty::U64 => Way::Long,
        Ty::Bool => Way::Boolean,
        Ty::Text => Way::Text,
        Ty::Bytes => Way::Bytes,
        Ty::Object(_) => Way::Object,
        Ty::Record(_) | Ty::List(_) => Way::Encoded,
        Ty::Option(inner) => match **inner {
            Ty::Text => Way::OptionalText,
            Ty::Bytes => Way::OptionalBytes,
            Ty::Object(_) => Way::OptionalObject,
            _ => Way::Encoded,
        },
    }
}

/// Whether a parameter of this name has a form that takes a direct buffer: content of HTTP messages,
/// the one thing that grows large.
pub fn takes_buffer(call: &Call) -> bool {
    call.parameters.iter().any(|parameter| parameter.name == BODY && parameter.ty == Ty::Bytes)
}

/// The parameter's name.
pub const BODY: &str = "body";
