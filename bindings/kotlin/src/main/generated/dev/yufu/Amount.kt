// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A positive sum.
 *
 * @property minor Minor units: fen for CNY, yen for JPY.
 * @property currency The currency's three letters by ISO 4217.
 */
public data class Amount(
    public val minor: Long,
    public val currency: String,
)
