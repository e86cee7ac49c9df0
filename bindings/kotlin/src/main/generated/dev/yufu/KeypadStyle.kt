// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The two ways in which a keypad looks.
 */
public enum class KeypadStyle {
    /**
     * For most people.
     */
    STANDARD,
    /**
     * Large and of high contrast.
     */
    LARGE;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): KeypadStyle = all[place]
    }
}
