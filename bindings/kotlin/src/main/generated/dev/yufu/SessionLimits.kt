// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Limits of a session.
 *
 * @property idleSeconds Seconds without a `touch` after which the session locks; the server's own limit if absent or
longer.
 * @property backgroundSeconds Seconds in the background after which the session locks, at most 300; 0 locks at once.
 */
public data class SessionLimits(
    public val idleSeconds: Int?,
    public val backgroundSeconds: Int,
)
