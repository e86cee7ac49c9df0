// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * One PIN or password while it is typed. Every touch is encrypted at once for the server, and
 * the key that did it is wiped before the call returns.
 */
public class SecureInput internal constructor(handle: Handle) : NativeObject(handle, 31) {
    /**
     * Sizes and colours of the keypad.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun appearance(): Appearance =
        decoded(Natives.secureInputAppearance(this, handle)) { this.appearance() }

    /**
     * Deletes the last character; where a new secret is set, all of them.
     *
     * @throws YufuException Code 5601 as of `press`.
     */
    @Throws(YufuException::class)
    public fun backspace(): Unit =
        Natives.secureInputBackspace(this, handle)

    /**
     * The cells of the page that the keypad shows now.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun cells(): List<Cell> =
        decoded(Natives.secureInputCells(this, handle)) { list { this.cell() } }

    /**
     * Empties the field; the keys keep their places.
     *
     * @throws YufuException Code 5001 if the random source fails.
     */
    @Throws(YufuException::class)
    public fun clear(): Unit =
        Natives.secureInputClear(this, handle)

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.secureInputClose(this, handle)

    /**
     * Width of the page in the units of a cell's `column` and `span`.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun columns(): Int =
        Natives.secureInputColumns(this, handle)

    /**
     * Names of the rules that a new secret breaks so far; always empty where none is set. The
     * server judges again, and its verdict counts.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun findings(): List<String> =
        decoded(Natives.secureInputFindings(this, handle)) { list { text() } }

    /**
     * What to draw on a cell: one character on a key, nothing on the others.
     *
     * @throws YufuException Code 5602 if there is no such cell.
     */
    @Throws(YufuException::class)
    public fun label(cell: Int): String =
        Natives.secureInputLabel(this, handle, cell)

    /**
     * Characters in the field.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun length(): Int =
        Natives.secureInputLength(this, handle)

    /**
     * What the field shows: one mask character for each that was typed.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun masked(): String =
        Natives.secureInputMasked(this, handle)

    /**
     * Takes a touch on the cell of this index, as `cells` lists them.
     *
     * @throws YufuException Code 5602, which changes nothing, if there is no such cell; 5601 when 64 keystrokes and
     * corrections were made: the field was emptied and takes input again.
     */
    @Throws(YufuException::class)
    public fun press(cell: Int): Press =
        Press.at(Natives.secureInputPress(this, handle, cell))

    /**
     * Ends the input and gives its sealed form. This object is used up, also by an error.
     *
     * @throws YufuException Code 5603 if nothing was typed.
     */
    @Throws(YufuException::class)
    public fun seal(): SealedInput =
        SealedInput(Handle(Natives.secureInputSeal(this, handle)))
}
