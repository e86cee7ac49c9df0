//! Documentation on its way from Rust to another language.

/// The documentation as a KDoc comment at this indentation, with further tags after it.
pub fn kdoc(docs: &str, tags: &[String], indent: &str) -> String {
    let (text, errors) = split(docs);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut tags = tags.to_vec();
    if let Some(errors) = errors {
        let mut errors = errors.lines();
        tags.push(format!("@throws YufuException {}", errors.next().unwrap_or_default()));
        tags.extend(errors.map(str::to_owned));
    }
    if !tags.is_empty() {
        lines.push(String::new());
        lines.extend(tags);
    }
    let mut comment = format!("{indent}/**\n");
    for line in lines {
        let line = line.replace("*/", "* /");
        comment.push_str(format!("{indent} * {line}").trim_end());
        comment.push('\n');
    }
    comment.push_str(&format!("{indent} */\n"));
    comment
}

/// The text, and what stands under its heading `# Errors`.
pub fn split(docs: &str) -> (&str, Option<&str>) {
    match docs.split_once("# Errors\n") {
        Some((text, errors)) => (text.trim(), Some(errors.trim())),
        None => (docs.trim(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_become_a_tag_and_nothing_ends_the_comment() {
        let docs = "Takes a touch */ here.\n\n# Errors\nCode 5602.";
        let comment = "    /**\n     * Takes a touch * / here.\n     *\n     * @throws YufuException Code 5602.\n     */\n";
        assert_eq!(kdoc(docs, &[], "    "), comment);
    }
}
