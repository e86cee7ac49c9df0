// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Which keys there are.
 */
public enum class Layout {
    /**
     * The ten digits, for a PIN.
     */
    DIGITS,
    /**
     * Digits, letters of both cases and the 32 ASCII symbols, on three pages.
     */
    QWERTY;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Layout = all[place]
    }
}
