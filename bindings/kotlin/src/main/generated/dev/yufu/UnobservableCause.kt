// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Why a fact can't be given.
 */
public enum class UnobservableCause {
    /**
     * The system forbids it to this app: a permission or a `<queries>` entry is missing.
     */
    DENIED,
    /**
     * It does not exist here.
     */
    MISSING,
    /**
     * There was no time for it.
     */
    OUT_OF_TIME,
    /**
     * It is larger than a fact may be.
     */
    TOO_LARGE,
    /**
     * This platform has nothing of the kind.
     */
    UNSUPPORTED,
    /**
     * The app did not look: what a fact that was never given is.
     */
    NOT_ASKED,
    /**
     * The system gave an error.
     */
    FAILED;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): UnobservableCause = all[place]
    }
}
