//! The Swift API: what UniFFI writes, under the names that a Swift reader expects.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use heck::ToLowerCamelCase;
use uniffi_bindgen::bindings::{SwiftBindingsOptions, generate_swift_bindings};

use crate::model::{Call, Enum, Kind, Model};
use crate::{Files, kotlin};

/// The folder of the generated Swift files.
pub const FOLDER: &str = "bindings/swift/Sources/Yufu/generated";
const HEADER: &str = "bindings/swift/Sources/YufuFFI/include/YufuFFI.h";
/// Words of Swift that an error's case may want to have as its name.
const KEYWORDS: [&str; 6] = ["default", "internal", "in", "private", "public", "protocol"];
const HEAD: &str = "// Made by `cargo xtask generate`. Do not edit.\n";

/// Adds the Swift files and the header of the C functions behind them.
pub fn write(model: &Model, library: &Path, files: &mut Files) -> Result<()> {
    let (swift, header) = by_uniffi(library)?;
    let swift = match &model.error {
        Some(error) => lower_cases(tidy(&swift), error)?,
        None => tidy(&swift),
    };
    let surface = surface(&swift);
    parity(model, &surface)?;
    files.insert("tests/surface/swift.txt".to_owned(), crate::surface::finish(surface));
    files.insert(format!("{FOLDER}/Yufu.swift"), swift);
    files.insert(format!("{FOLDER}/PendingRequests.swift"), pending(model));
    files.insert(HEADER.to_owned(), tidy(&header));
    Ok(())
}

/// What UniFFI makes of the library, beside which it leaves its files.
fn by_uniffi(library: &Path) -> Result<(String, String)> {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("swift.toml");
    let folder = library.with_extension("swift");
    generate_swift_bindings(SwiftBindingsOptions {
        generate_swift_sources: true,
        generate_headers: true,
        source: library.to_owned().try_into()?,
        out_dir: folder.clone().try_into()?,
        config: Some(config.try_into()?),
        ..Default::default()
    })?;
    let read = |name| fs::read_to_string(folder.join(name)).context("UniFFI wrote no such file");
    Ok((read("Yufu.swift")?, read("YufuFFI.h")?))
}

/// The same text with our first lines instead of UniFFI's joke, no space at the end of a line, methods
/// indented, classes that can't be subclassed, and errors documented as Swift documents them.
fn tidy(text: &str) -> String {
    let mut tidy = HEAD.to_owned();
    let mut before = "";
    let text =
        text.replace("public \nenum ", "public enum ").replace("public\nenum ", "public enum ");
    for line in text.lines().map(str::trim_end) {
        let joke = line.starts_with("// This file was auto") || line.starts_with("// Trust me,");
        let errors = line.trim_start() == "* # Errors";
        if joke || errors || (before.is_empty() && line.is_empty()) {
            before = if errors { "errors" } else { before };
            continue;
        }
        let mut kept = line.replace(")throws ", ") throws ").replace("  ->", " ->");
        if before == "errors" {
            kept = kept.replacen("* ", "* - Throws: ", 1);
        }
        for member in ["open func ", "public static func ", "public convenience init("] {
            if line.starts_with(member) {
                kept = format!("    {}", with_defaults(&kept));
            }
        }
        if let Some(field) = line.trim_start().strip_prefix("*/").filter(|rest| !rest.is_empty()) {
            kept = format!("         */\n        {}", with_default(field));
        }
        kept = kept.replace("    open func ", "    public func ");
        kept = kept.replace("open class ", "public final class ");
        tidy.push_str(&kept);
        tidy.push('\n');
        before = line;
    }
    tidy
}

/// Lets optional parameters at the end be left out.
fn with_defaults(declaration: &str) -> String {
    let Some((head, rest)) = declaration.split_once('(') else { return declaration.to_owned() };
    let Some((parameters, end)) = rest.split_once(") throws") else {
        return declaration.to_owned();
    };
    let mut parameters: Vec<String> = parameters.split(", ").map(str::to_owned).collect();
    for parameter in parameters.iter_mut().rev() {
        if !parameter.ends_with('?') {
            break;
        }
        *parameter = with_default(parameter);
    }
    format!("{head}({}) throws{end}", parameters.join(", "))
}

/// The same for one, with what follows it.
fn with_default(parameter: &str) -> String {
    match parameter.split_once('?') {
        Some((name, end)) if ["", ",", ") {"].contains(&end) => format!("{name}? = nil{end}"),
        _ => parameter.to_owned(),
    }
}

/// Gives the error's cases the names that cases have in Swift: UniFFI begins them with a capital.
fn lower_cases(mut swift: String, error: &Enum) -> Result<String> {
    for variant in &error.variants {
        let lower = match variant.name.to_lower_camel_case() {
            keyword if KEYWORDS.contains(&keyword.as_str()) => format!("`{keyword}`"),
            name => name,
        };
        for before in ["    case ", "return .", "case let ."] {
            let (from, to) = (format!("{before}{}(", variant.name), format!("{before}{lower}("));
            ensure!(swift.matches(&from).count() == 1, "UniFFI writes errors in another way");
            swift = swift.replace(&from, &to);
        }
    }
    Ok(swift)
}

/// That each request on its way is one.
fn pending(model: &Model) -> String {
    let mut text = HEAD.to_owned();
    for object in model.objects.iter().filter(|object| kotlin::pending(object).is_some()) {
        let _ = write!(text, "\nextension {}: Pending {{}}\n", object.name);
    }
    text
}

/// What a caller sees, one line an item, read from the Swift source itself. A call without
/// documentation stays out, which the parity notices.
fn surface(swift: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut owner = "";
    // A value or an enum: its head, and its fields or cases.
    let mut open: Option<(String, Vec<&str>)> = None;
    let mut before = "";
    for line in swift.lines() {
        let name = |rest: &'_ str| rest.split([':', ' ']).next().unwrap_or_default().to_owned();
        let ends = ["    public init(", "extension ", "#if "].iter().any(|s| line.starts_with(s));
        if ends || line.starts_with("public ") {
            let value = open.take().filter(|(head, fields)| !head.is_empty() && !fields.is_empty());
            lines.extend(value.map(|(head, fields)| format!("{head} {{ {} }}", fields.join(", "))));
        }
        if let Some(rest) = line.strip_prefix("public final class ") {
            owner = rest.split(':').next().unwrap_or_default();
        } else if let Some(rest) = line.strip_prefix("public struct ") {
            open = Some((format!("struct {}", name(rest)), Vec::new()));
        } else if let Some(rest) = line.strip_prefix("public enum ") {
            open = Some((format!("enum {}", name(rest)), Vec::new()));
        } else if let Some((_, fields)) = &mut open {
            fields.extend(line.strip_prefix("    public var "));
            let case = line.strip_prefix("    case ").and_then(|case| case.split('(').next());
            fields.extend(case);
        }
        let documented = before.trim_start() == "*/";
        let signature =
            |rest: &str| rest.split('{').next().unwrap_or_default().trim_end().to_owned();
        let method = line.strip_prefix("    public func ");
        if let Some(rest) = method.or_else(|| line.strip_prefix("    public static func "))
            && documented
        {
            lines.push(format!("{owner}.{}", signature(rest)));
        } else if let Some(rest) = line.strip_prefix("    public convenience init")
            && documented
        {
            lines.push(format!("{owner}{}", signature(rest)));
        } else if let Some(rest) = line.strip_prefix("public func ")
            && documented
        {
            lines.push(signature(rest));
        }
        if !line.is_empty() {
            before = line;
        }
    }
    lines
}

/// That Swift has each call of the definition and no other, each with its documentation.
fn parity(model: &Model, surface: &[String]) -> Result<()> {
    let expected: BTreeSet<String> = model.calls().map(swift_name).collect();
    let calls = surface.iter().filter(|line| !line.contains('{'));
    let head = |line: &String| line.split_inclusive('(').next().unwrap_or_default().to_owned();
    let found: BTreeSet<String> = calls.map(head).collect();
    let differ: Vec<_> = expected.symmetric_difference(&found).collect();
    ensure!(differ.is_empty(), "undocumented, or in one language alone: {differ:?}");
    Ok(())
}

/// A call's name in Swift, up to its parameters.
fn swift_name(call: &Call) -> String {
    let name = call.name.to_lower_camel_case();
    match (&call.owner, call.kind, call.name.as_str()) {
        (Some(owner), Kind::Constructor, "new") => format!("{owner}("),
        (Some(owner), ..) => format!("{owner}.{name}("),
        (None, ..) => format!("{name}("),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASS: &str = "\
// This file was autogenerated by some hot garbage.
import Foundation


open class Pad: PadProtocol, @unchecked Sendable {
    /**
     * Ends it.
     *
     * # Errors
     * Code 7001.
     */
open func end(at: UInt8, why: Data?)throws  -> String  {
    return 1
}

open func silent()throws   {
}
}

public enum Press: Equatable {
    /**
     * One.
     */
    case typed
}

#if compiler(>=6)
";

    #[test]
    fn text_is_tidied_and_errors_are_what_swift_calls_throws() {
        let tidied = tidy(CLASS);
        assert!(
            tidied.starts_with("// Made by `cargo xtask generate`. Do not edit.\nimport Found")
        );
        assert!(tidied.contains("public final class Pad: PadProtocol"));
        assert!(tidied.contains("     * Ends it.\n     *\n     * - Throws: Code 7001.\n"));
        let end = "    public func end(at: UInt8, why: Data? = nil) throws -> String  {\n";
        assert!(tidied.contains(end), "{tidied}");
    }

    #[test]
    fn surface_leaves_out_what_has_no_documentation() {
        let lines = surface(&tidy(CLASS));
        assert_eq!(
            lines,
            ["Pad.end(at: UInt8, why: Data? = nil) throws -> String", "enum Press { typed }"]
        );
    }

    #[test]
    fn a_call_in_one_language_alone_is_refused() {
        let mut model = Model::default();
        assert!(parity(&model, &[]).is_ok());
        assert!(parity(&model, &["extra() throws".to_owned()]).is_err());
        model.functions.push(Call {
            owner: None,
            kind: Kind::Function,
            name: "self_test".to_owned(),
            docs: "Docs.".to_owned(),
            parameters: Vec::new(),
            returns: None,
        });
        assert!(parity(&model, &[]).is_err());
        assert!(parity(&model, &["selfTest() throws".to_owned()]).is_ok());
    }

    #[test]
    fn cases_of_the_error_begin_with_a_small_letter() {
        let detail = None;
        let variants = vec![crate::model::Variant {
            name: "LoginRequired".to_owned(),
            docs: String::new(),
            detail,
        }];
        let error = Enum { name: "E".to_owned(), docs: String::new(), variants };
        let text =
            "    case LoginRequired(a)\nreturn .LoginRequired(b)\ncase let .LoginRequired(c)";
        let lower = lower_cases(text.to_owned(), &error).unwrap();
        assert_eq!(lower.matches("loginRequired(").count(), 3);
        assert!(lower_cases("other".to_owned(), &error).is_err());
    }
}
