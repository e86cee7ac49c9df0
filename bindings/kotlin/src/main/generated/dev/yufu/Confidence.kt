// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * How sure a check is.
 */
public enum class Confidence {
    /**
     * Ordinary devices show it, too.
     */
    LOW,
    /**
     * Few ordinary devices show it.
     */
    MEDIUM,
    /**
     * No ordinary device shows it.
     */
    HIGH;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Confidence = all[place]
    }
}
