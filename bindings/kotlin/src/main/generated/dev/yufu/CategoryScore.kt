// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The score of one category of threats.
 *
 * @property category The category, as in the findings.
 * @property score 0 for nothing detected, to 100.
 */
public data class CategoryScore(
    public val category: String,
    public val score: Int,
)
