// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * One keyboard for one input, which takes it over when it is opened.
 */
public class Keypad internal constructor(handle: Handle) : NativeObject(handle, 9) {
    /**
     * Lays the keys out.
     *
     * @throws YufuException Code 5001 when a shuffled order can't be drawn.
     */
    @Throws(YufuException::class)
    public constructor(layout: Layout, order: Order, style: KeypadStyle) : this(Handle(Natives.keypadNew(layout.ordinal, order.ordinal, style.ordinal)))

    /**
     * Sizes and colours.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun appearance(): Appearance =
        decoded(Natives.keypadAppearance(this, handle)) { this.appearance() }

    /**
     * The cells of the page that is shown now. A cell's place in this list is what the host reports
     * when it is touched; it holds until the page changes.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun cells(): List<Cell> =
        decoded(Natives.keypadCells(this, handle)) { list { this.cell() } }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.keypadClose(this, handle)

    /**
     * Width of the page in the units of a cell's `column` and `span`.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun columns(): Int =
        Natives.keypadColumns(this, handle)

    /**
     * What to draw on a cell: one character on a key, nothing on the others.
     *
     * @throws YufuException Code 5602 if there is no such cell.
     */
    @Throws(YufuException::class)
    public fun label(cell: Int): String =
        Natives.keypadLabel(this, handle, cell)
}
