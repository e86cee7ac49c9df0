// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * One header field.
 *
 * @property name The field's name; case does not matter.
 * @property value The field's value, without line breaks.
 */
public data class HttpHeader(
    public val name: String,
    public val value: String,
)
