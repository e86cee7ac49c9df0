// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What the server made of a new secret.
 *
 * @property changed Whether the new secret is in force.
 * @property findings Names of the rules that it broke; empty when changed.
 */
public data class ChangeResult(
    public val changed: Boolean,
    public val findings: List<String>,
)
