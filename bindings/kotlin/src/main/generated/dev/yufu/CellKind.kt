// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What a cell is for.
 */
public enum class CellKind {
    /**
     * Types the character of its label.
     */
    KEY,
    /**
     * Deletes the last character.
     */
    DELETE,
    /**
     * Empties the field.
     */
    CLEAR,
    /**
     * Changes between lower and upper case.
     */
    SHIFT,
    /**
     * Shows the symbols.
     */
    SYMBOLS,
    /**
     * Shows the letters again.
     */
    LETTERS,
    /**
     * Ends the input.
     */
    DONE;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): CellKind = all[place]
    }
}
