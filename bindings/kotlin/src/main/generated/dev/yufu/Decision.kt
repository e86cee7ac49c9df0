// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What the app may do by itself while the server can't be asked. The server decides otherwise.
 */
public enum class Decision {
    /**
     * Go on.
     */
    ALLOW,
    /**
     * Warn the customer and go on.
     */
    WARN,
    /**
     * Go on with a stronger proof of who acts.
     */
    STEP_UP,
    /**
     * Do nothing that moves money.
     */
    REFUSE;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Decision = all[place]
    }
}
