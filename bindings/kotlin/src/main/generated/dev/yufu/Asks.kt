// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The names that a pack asks the host for. The host looks for these and for no others.
 *
 * @property packages Packages (Android), for the fact `Packages`.
 * @property classes Java classes (Android), for the fact `Classes`.
 * @property urlSchemes URL schemes (iOS), for the fact `UrlSchemes`.
 */
public data class Asks(
    public val packages: List<String>,
    public val classes: List<String>,
    public val urlSchemes: List<String>,
)
