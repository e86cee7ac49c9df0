// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A fact that only the host can see, as data.
 *
 * @property name The fact's stable name: 1 to 64 of a-z, 0-9, full stop, underscore and hyphen.
 * @property value Its value, at most 256 bytes of UTF-8.
 */
public data class Fact(
    public val name: String,
    public val value: String,
)
