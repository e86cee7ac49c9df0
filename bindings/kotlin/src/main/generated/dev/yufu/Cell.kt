// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A rectangle to draw and to touch.
 *
 * @property kind What it is for.
 * @property row Row, from 0 at the top.
 * @property column Left edge, in units of which `columns` fill the width.
 * @property span Width in the same units.
 */
public data class Cell(
    public val kind: CellKind,
    public val row: Int,
    public val column: Int,
    public val span: Int,
)
