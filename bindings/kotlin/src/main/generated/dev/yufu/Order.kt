// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * In what order the keys stand.
 */
public enum class Order {
    /**
     * The usual order.
     */
    FIXED,
    /**
     * A random order, every one equally likely.
     */
    SHUFFLED;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Order = all[place]
    }
}
