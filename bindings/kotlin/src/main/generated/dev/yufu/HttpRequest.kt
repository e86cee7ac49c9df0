// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A request to send unchanged: no header added that it has already, no compression, no redirect.
 *
 * @property method The method in upper case, such as POST.
 * @property authority Host and, unless it is the default, port.
 * @property target Path and, after a question mark, query, percent-encoded.
 * @property headers Header fields, in their order.
 * @property body The content, byte for byte; empty if there is none.
 */
public data class HttpRequest(
    public val method: String,
    public val authority: String,
    public val target: String,
    public val headers: List<HttpHeader>,
    public val body: ByteArray,
) {
    override fun equals(other: Any?): Boolean =
        other is HttpRequest && method == other.method && authority == other.authority && target == other.target && headers == other.headers && body.contentEquals(other.body)

    override fun hashCode(): Int =
        intArrayOf(method.hashCode(), authority.hashCode(), target.hashCode(), headers.hashCode(), body.contentHashCode()).contentHashCode()
}
