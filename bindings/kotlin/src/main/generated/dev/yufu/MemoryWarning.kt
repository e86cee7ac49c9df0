// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A protection of secret memory that this process goes without.
 *
 * @property code The stable code, 5901 to 5907.
 * @property message What the system did not grant, in English.
 */
public data class MemoryWarning(
    public val code: Int,
    public val message: String,
)
