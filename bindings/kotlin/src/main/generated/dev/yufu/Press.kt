// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What a touch did to the field.
 */
public enum class Press {
    /**
     * One character more.
     */
    TYPED,
    /**
     * One character less; where a new secret is set, the field is empty now.
     */
    DELETED,
    /**
     * The field is empty now.
     */
    CLEARED,
    /**
     * The keypad shows another page: draw its cells anew.
     */
    PAGE,
    /**
     * The user is done: call `seal`.
     */
    DONE;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): Press = all[place]
    }
}
