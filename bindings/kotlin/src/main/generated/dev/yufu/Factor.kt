// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What the server may require of a transfer.
 */
public enum class Factor {
    /**
     * The device key's signature: always.
     */
    DEVICE_KEY,
    /**
     * An environment report for this transaction.
     */
    ENVIRONMENT_REPORT,
    /**
     * The transaction PIN, sealed for this transaction.
     */
    TRANSACTION_PIN,
    /**
     * The second signature, by the hardware key.
     */
    HARDWARE_KEY;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Factor = all[place]
    }
}
