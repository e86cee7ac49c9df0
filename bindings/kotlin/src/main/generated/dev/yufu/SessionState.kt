// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What a session allows now.
 */
public enum class SessionState {
    /**
     * Requests can be signed.
     */
    ACTIVE,
    /**
     * Locked: no touch for the idle limit. Log in again.
     */
    LOCKED_IDLE,
    /**
     * Locked: too long in the background. Log in again.
     */
    LOCKED_BACKGROUND,
    /**
     * Locked by the host. Log in again.
     */
    LOCKED_BY_HOST,
    /**
     * Locked: a clock went backwards or the lock itself failed. Log in again.
     */
    LOCKED_BY_FAULT,
    /**
     * Over: the user logged out.
     */
    ENDED_BY_LOGOUT,
    /**
     * Over: the server ended it.
     */
    ENDED_BY_SERVER,
    /**
     * Over: its lifetime has passed.
     */
    ENDED_BY_LIFETIME;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): SessionState = all[place]
    }
}
