// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What a host needs to know about an error. It holds no input, key or account number.
 *
 * @property code The stable code, as docs/errors.md lists it.
 * @property message What happened, in English, for logs.
 * @property advice What the user or the app should do next, in English.
 * @property adviceZh The same in Chinese.
 * @property correlation Names the case at the bank, if the server refused.
 */
public data class ErrorDetail @JvmOverloads constructor(
    public val code: Int,
    public val message: String,
    public val advice: String,
    public val adviceZh: String,
    public val correlation: String? = null,
)
