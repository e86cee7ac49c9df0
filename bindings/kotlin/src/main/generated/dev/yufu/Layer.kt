// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Where a check ran.
 */
public enum class Layer {
    /**
     * In native code, by reading the system.
     */
    NATIVE,
    /**
     * In the host's language, handed in as a fact.
     */
    HOST,
    /**
     * In hardware-backed attestation.
     */
    ATTESTATION;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Layer = all[place]
    }
}
