// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Which of the customer's secrets is changed.
 */
public enum class SecretKind {
    /**
     * The password of a login.
     */
    LOGIN,
    /**
     * The PIN that approves a transaction.
     */
    TRANSACTION;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): SecretKind = all[place]
    }
}
