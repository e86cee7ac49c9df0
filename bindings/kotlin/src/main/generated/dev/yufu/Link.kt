// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A link that a policy allowed.
 *
 * @property link The link as it was checked, byte for byte.
 * @property scheme The scheme in small letters.
 * @property host The host in small letters.
 */
public data class Link(
    public val link: String,
    public val scheme: String,
    public val host: String,
)
