//! The foreign API as the generator sees it: what UniFFI's metadata says, and nothing that the
//! languages have no form for.

use std::collections::BTreeSet;

use anyhow::{Result, bail, ensure};
use uniffi_meta::{FieldMetadata, FnParamMetadata, Metadata, ObjectImpl, Type};

use crate::metadata;

/// Everything that is exported, each list in alphabetical order.
#[derive(Debug, Default)]
pub struct Model {
    pub functions: Vec<Call>,
    pub objects: Vec<Object>,
    pub records: Vec<Record>,
    pub enums: Vec<Enum>,
    pub error: Option<Enum>,
}

/// A function, a constructor or a method. Each may fail with the one error.
#[derive(Debug)]
pub struct Call {
    /// The object that it belongs to.
    pub owner: Option<String>,
    pub kind: Kind,
    pub name: String,
    pub docs: String,
    pub parameters: Vec<Parameter>,
    pub returns: Option<Ty>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Function,
    Constructor,
    Method,
}

#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub ty: Ty,
    pub by_ref: bool,
}

#[derive(Debug)]
pub struct Object {
    pub name: String,
    pub docs: String,
    pub constructors: Vec<Call>,
    pub methods: Vec<Call>,
}

#[derive(Debug)]
pub struct Record {
    pub name: String,
    pub docs: String,
    pub fields: Vec<Field>,
}

#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub docs: String,
    pub ty: Ty,
}

#[derive(Debug)]
pub struct Enum {
    pub name: String,
    pub docs: String,
    pub variants: Vec<Variant>,
}

#[derive(Debug)]
pub struct Variant {
    pub name: String,
    pub docs: String,
    /// Of the error alone: one field, the same record in each variant.
    pub detail: Option<Ty>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    U8,
    U16,
    U32,
    U64,
    Bool,
    Text,
    Bytes,
    Enum(String),
    Record(String),
    Object(String),
    Option(Box<Ty>),
    List(Box<Ty>),
}

impl Model {
    /// Reads the metadata of a library.
    pub fn read(library: &[u8]) -> Result<Self> {
        let items = metadata::read(library)?;
        let mut model = Self::default();
        let mut members = Vec::new();
        for item in items {
            match item {
                Metadata::Namespace(_) => {}
                Metadata::Func(call) => {
                    ensure!(!call.is_async, "{} is async", call.name);
                    let name = call.name.clone();
                    let (returns, throws) = (call.return_type, call.throws);
                    model.functions.push(Call::new(
                        Kind::Function,
                        None,
                        name,
                        call.docstring,
                        call.inputs,
                        returns,
                        throws,
                    )?);
                }
                Metadata::Constructor(call) => {
                    ensure!(!call.is_async, "{} is async", call.name);
                    let owner = call.self_name.clone();
                    members.push(Call::new(
                        Kind::Constructor,
                        Some(owner.clone()),
                        call.name,
                        call.docstring,
                        call.inputs,
                        Some(object(&owner)),
                        call.throws,
                    )?);
                }
                Metadata::Method(call) => {
                    ensure!(!call.is_async, "{} is async", call.name);
                    members.push(Call::new(
                        Kind::Method,
                        Some(call.self_name),
                        call.name,
                        call.docstring,
                        call.inputs,
                        call.return_type,
                        call.throws,
                    )?);
                }
                Metadata::Object(object) => {
                    ensure!(object.imp == ObjectImpl::Struct, "{} is a trait", object.name);
                    let docs = documented(object.docstring, &object.name)?;
                    let (constructors, methods) = (Vec::new(), Vec::new());
                    model.objects.push(Object { name: object.name, docs, constructors, methods });
                }
                Metadata::Record(record) => {
                    let docs = documented(record.docstring, &record.name)?;
                    let fields = record.fields.into_iter().map(|f| Field::new(f, &record.name));
                    let fields = fields.collect::<Result<_>>()?;
                    model.records.push(Record { name: record.name, docs, fields });
                }
                Metadata::Enum(found) if found.shape.is_error() => {
                    ensure!(model.error.is_none(), "{} is a second error type", found.name);
                    model.error = Some(Enum::new(found, true)?);
                }
                Metadata::Enum(found) => model.enums.push(Enum::new(found, false)?),
                other => bail!("no language has a form for {other:?}"),
            }
        }
        for member in members {
            let owner = member.owner.clone().unwrap_or_default();
            let object = model.objects.iter_mut().find(|object| object.name == owner);
            let Some(object) = object else { bail!("{} has no object {owner}", member.name) };
            match member.kind {
                Kind::Constructor => object.constructors.push(member),
                _ => object.methods.push(member),
            }
        }
        for object in &mut model.objects {
            // The one called `new` first.
            object.constructors.sort_by_key(|call| (call.name != "new", call.name.clone()));
            object.methods.sort_by(|a, b| a.name.cmp(&b.name));
            let closes = object.methods.iter().any(|call| call.name == "close");
            ensure!(closes, "{} has no close", object.name);
        }
        ensure!(model.error.is_some(), "there is no error type");
        for call in model.calls() {
            let outer = call.parameters.iter().map(|p| &p.ty).chain(&call.returns);
            ensure!(outer.into_iter().all(Ty::has_form), "{}: an object in a value", call.name);
        }
        for field in model.records.iter().flat_map(|record| &record.fields) {
            ensure!(!field.ty.holds_object(), "{}: an object in a record", field.name);
        }
        model.functions.sort_by(|a, b| a.name.cmp(&b.name));
        model.objects.sort_by(|a, b| a.name.cmp(&b.name));
        model.records.sort_by(|a, b| a.name.cmp(&b.name));
        model.enums.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(model)
    }

    /// Every call, functions first.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        let members = self.objects.iter().flat_map(|o| o.constructors.iter().chain(&o.methods));
        self.functions.iter().chain(members)
    }

    /// Names of the records and enums that go in.
    pub fn inputs(&self) -> BTreeSet<String> {
        self.reached(self.calls().flat_map(|call| call.parameters.iter().map(|p| &p.ty)))
    }

    /// Names of the records and enums that come out.
    pub fn outputs(&self) -> BTreeSet<String> {
        let details = self.error.iter().flat_map(|error| &error.variants);
        let details = details.filter_map(|variant| variant.detail.as_ref());
        self.reached(self.calls().filter_map(|call| call.returns.as_ref()).chain(details))
    }

    fn reached<'m>(&'m self, from: impl Iterator<Item = &'m Ty>) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&Ty> = from.collect();
        while let Some(ty) = open.pop() {
            match ty {
                Ty::Option(inner) | Ty::List(inner) => open.push(inner),
                Ty::Enum(name) | Ty::Record(name) if reached.insert(name.clone()) => {
                    let record = self.records.iter().filter(|record| record.name == *name);
                    open.extend(record.flat_map(|record| &record.fields).map(|field| &field.ty));
                }
                _ => {}
            }
        }
        reached
    }
}

impl Call {
    fn new(
        kind: Kind,
        owner: Option<String>,
        name: String,
        docs: Option<String>,
        inputs: Vec<FnParamMetadata>,
        returns: Option<Type>,
        throws: Option<Type>,
    ) -> Result<Self> {
        let full = owner.iter().chain([&name]).cloned().collect::<Vec<_>>().join("::");
        ensure!(throws.is_some(), "{full} returns no Result");
        let docs = documented(docs, &full)?;
        let parameter = |input: FnParamMetadata| {
            Ok(Parameter { name: input.name, ty: Ty::new(&input.ty)?, by_ref: input.by_ref })
        };
        let parameters = inputs.into_iter().map(parameter).collect::<Result<_>>()?;
        let returns = returns.as_ref().map(Ty::new).transpose()?;
        Ok(Self { owner, kind, name, docs, parameters, returns })
    }

    /// The name that no other call has, in snake case.
    pub fn unique_name(&self) -> String {
        use heck::ToSnakeCase;
        match &self.owner {
            Some(owner) => format!("{}_{}", owner.to_snake_case(), self.name),
            None => self.name.clone(),
        }
    }
}

impl Field {
    fn new(field: FieldMetadata, owner: &str) -> Result<Self> {
        let docs = documented(field.docstring, &format!("{owner}.{}", field.name))?;
        Ok(Self { ty: Ty::new(&field.ty)?, name: field.name, docs })
    }
}

impl Enum {
    fn new(found: uniffi_meta::EnumMetadata, is_error: bool) -> Result<Self> {
        let docs = documented(found.docstring, &found.name)?;
        let mut variants = Vec::new();
        for variant in found.variants {
            let full = format!("{}::{}", found.name, variant.name);
            let docs = documented(variant.docstring, &full)?;
            let detail = match variant.fields.as_slice() {
                [] if !is_error => None,
                [FieldMetadata { ty: Type::Box { inner_type }, .. }] if is_error => {
                    Some(Ty::new(inner_type)?)
                }
                _ => bail!("{full}: an error carries one record in a box, another enum nothing"),
            };
            variants.push(Variant { name: variant.name, docs, detail });
        }
        let same = variants.iter().all(|v| Some(&v.detail) == variants.first().map(|v| &v.detail));
        ensure!(same, "{}: every variant carries the same record", found.name);
        Ok(Self { name: found.name, docs, variants })
    }

    /// The record that an error carries.
    pub fn detail(&self) -> Option<&str> {
        match self.variants.first()?.detail.as_ref()? {
            Ty::Record(name) => Some(name),
            _ => None,
        }
    }
}

impl Ty {
    /// Objects cross by themselves or as an option, not inside other values.
    fn has_form(&self) -> bool {
        match self {
            Self::Object(_) => true,
            Self::Option(inner) => matches!(**inner, Self::Object(_)) || !inner.holds_object(),
            other => !other.holds_object(),
        }
    }

    fn holds_object(&self) -> bool {
        match self {
            Self::Object(_) => true,
            Self::Option(inner) | Self::List(inner) => inner.holds_object(),
            _ => false,
        }
    }

    fn new(ty: &Type) -> Result<Self> {
        Ok(match ty {
            Type::UInt8 => Self::U8,
            Type::UInt16 => Self::U16,
            Type::UInt32 => Self::U32,
            Type::UInt64 => Self::U64,
            Type::Boolean => Self::Bool,
            Type::String => Self::Text,
            Type::Bytes => Self::Bytes,
            Type::Enum { name, .. } => Self::Enum(name.clone()),
            Type::Record { name, .. } => Self::Record(name.clone()),
            Type::Object { name, .. } => Self::Object(name.clone()),
            Type::Optional { inner_type } => Self::Option(Box::new(Self::new(inner_type)?)),
            Type::Sequence { inner_type } if **inner_type == Type::UInt8 => Self::Bytes,
            Type::Sequence { inner_type } => Self::List(Box::new(Self::new(inner_type)?)),
            other => bail!("no language has a form for {other:?}"),
        })
    }
}

fn object(name: &str) -> Type {
    let (module_path, name) = (String::new(), name.to_owned());
    Type::Object { module_path, name, imp: ObjectImpl::Struct }
}

/// Every item has documentation, which all languages carry over.
fn documented(docs: Option<String>, name: &str) -> Result<String> {
    match docs {
        Some(docs) if !docs.trim().is_empty() => Ok(docs.trim().to_owned()),
        _ => bail!("{name} has no documentation"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(docs: Option<&str>, returns: Type, throws: Option<Type>) -> Result<Call> {
        let docs = docs.map(str::to_owned);
        Call::new(Kind::Function, None, "f".to_owned(), docs, Vec::new(), Some(returns), throws)
    }

    fn error() -> Option<Type> {
        Some(Type::Enum { module_path: String::new(), name: "E".to_owned() })
    }

    #[test]
    fn a_call_without_documentation_or_result_is_refused() {
        assert!(call(Some("Docs."), Type::Boolean, error()).is_ok());
        assert!(call(None, Type::Boolean, error()).is_err());
        assert!(call(Some(" "), Type::Boolean, error()).is_err());
        assert!(call(Some("Docs."), Type::Boolean, None).is_err());
    }

    #[test]
    fn a_form_that_a_language_lacks_is_refused() {
        for ty in [Type::Float64, Type::Int32, Type::Timestamp, Type::Duration] {
            assert!(call(Some("Docs."), ty, error()).is_err());
        }
    }

    #[test]
    fn objects_cross_alone_or_as_an_option() {
        let object = Ty::Object("Keypad".to_owned());
        assert!(object.has_form() && Ty::Option(Box::new(object.clone())).has_form());
        assert!(!Ty::List(Box::new(object)).has_form());
    }
}
