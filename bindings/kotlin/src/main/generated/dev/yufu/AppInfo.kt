// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The app that hosts the SDK, as each report names it.
 *
 * @property id Package name or bundle id, 1 to 64 ASCII characters.
 * @property version Version, 1 to 64 ASCII characters.
 */
public data class AppInfo(
    public val id: String,
    public val version: String,
)
