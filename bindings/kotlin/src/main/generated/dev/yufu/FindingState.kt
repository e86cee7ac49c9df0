// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Outcome of a check.
 */
public enum class FindingState {
    /**
     * It is there.
     */
    DETECTED,
    /**
     * It was looked for and is not there.
     */
    CLEAN,
    /**
     * The platform does not let this process look. Never suspicion.
     */
    UNOBSERVABLE,
    /**
     * The look failed. Never suspicion.
     */
    ERROR;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): FindingState = all[place]
    }
}
