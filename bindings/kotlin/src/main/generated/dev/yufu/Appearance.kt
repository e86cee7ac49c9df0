// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Sizes and colours. Sizes are in density-independent pixels (points on iOS), the label's in scaled
 * pixels; a colour is 0xRRGGBB.
 *
 * @property cellHeight Height of a cell.
 * @property gap Space between two cells, part of neither.
 * @property labelSize Size of a label.
 * @property borderWidth Width of a cell's border.
 * @property background Colour behind the cells.
 * @property key Colour of a key.
 * @property keyLabel Colour of a key's label.
 * @property control Colour of a cell that is not a key.
 * @property controlLabel Colour of the sign on a cell that is not a key.
 * @property border Colour of every border.
 */
public data class Appearance(
    public val cellHeight: Int,
    public val gap: Int,
    public val labelSize: Int,
    public val borderWidth: Int,
    public val background: Int,
    public val key: Int,
    public val keyLabel: Int,
    public val control: Int,
    public val controlLabel: Int,
    public val border: Int,
)
