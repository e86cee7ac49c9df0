// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What an app expects of itself. An empty list says nothing.
 *
 * @property signers SM3 of the signing certificates, in DER, that the bank signs its app with, in lower-case hex.
 * @property installers Package names of the app stores that the bank ships through.
 */
public data class Expected(
    public val signers: List<String>,
    public val installers: List<String>,
)
