// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What became of an order.
 */
public enum class OrderState {
    /**
     * Taken on, not yet booked.
     */
    PENDING,
    /**
     * Booked.
     */
    COMPLETED,
    /**
     * Not booked, and never will be.
     */
    REFUSED;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): OrderState = all[place]
    }
}
