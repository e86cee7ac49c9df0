// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What one check found.
 *
 * @property code The check's stable name.
 * @property category What kind of thing it looks for.
 * @property severity How grave it is where detected.
 * @property confidence How sure the check is where detected.
 * @property state What came out.
 * @property layer Who looked.
 * @property title What it means, in English.
 * @property titleZh What it means, in Chinese.
 * @property micros How long the check took, in microseconds.
 */
public data class Finding(
    public val code: String,
    public val category: String,
    public val severity: Severity,
    public val confidence: Confidence,
    public val state: FindingState,
    public val layer: Layer,
    public val title: String,
    public val titleZh: String,
    public val micros: Int,
)
