// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A kind of personal financial information.
 */
public enum class ValueKind {
    /**
     * The number of a bank card.
     */
    CARD_NUMBER,
    /**
     * A citizen's identity number, of 15 or 18 characters.
     */
    CHINESE_ID,
    /**
     * A mobile number of mainland China.
     */
    MOBILE,
    /**
     * A person's name.
     */
    NAME,
    /**
     * An email address.
     */
    EMAIL,
    /**
     * A postal address.
     */
    ADDRESS,
    /**
     * The number of a passport.
     */
    PASSPORT,
    /**
     * A unified social credit code.
     */
    CREDIT_CODE,
    /**
     * An amount of money.
     */
    AMOUNT,
    /**
     * The number of an account.
     */
    ACCOUNT;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): ValueKind = all[place]
    }
}
