// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Where the user stands.
 */
public enum class Stage {
    /**
     * Nobody has logged in: anyone may hold the phone.
     */
    BEFORE_LOGIN,
    /**
     * The session's user looks at the screen.
     */
    AFTER_LOGIN;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Stage = all[place]
    }
}
