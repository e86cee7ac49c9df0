// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * How identity was checked a moment ago.
 */
public enum class IdentityCheck {
    /**
     * The server accepted the login or the transaction password.
     */
    PASSWORD,
    /**
     * A hardware key that the user's biometrics release signed for the server.
     */
    HARDWARE_KEY;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): IdentityCheck = all[place]
    }
}
