// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Why a whole value may be shown.
 */
public enum class RevealGround {
    /**
     * The user confirms whom they are about to pay.
     */
    PAYEE_CONFIRMATION,
    /**
     * The user reads the statement of their own account.
     */
    ACCOUNT_STATEMENT;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): RevealGround = all[place]
    }
}
