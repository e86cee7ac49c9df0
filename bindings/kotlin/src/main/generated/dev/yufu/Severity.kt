// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * How grave a finding is.
 */
public enum class Severity {
    /**
     * For the record; never raises the verdict.
     */
    INFO,
    /**
     * Weak.
     */
    LOW,
    /**
     * Worth a second factor.
     */
    MEDIUM,
    /**
     * Worth a refusal of money.
     */
    HIGH;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Severity = all[place]
    }
}
