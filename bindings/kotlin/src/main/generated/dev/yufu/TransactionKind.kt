// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What the payer orders.
 */
public enum class TransactionKind {
    /**
     * Money to a person's or a company's account.
     */
    TRANSFER,
    /**
     * Payment to a merchant.
     */
    PAYMENT;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): TransactionKind = all[place]
    }
}
