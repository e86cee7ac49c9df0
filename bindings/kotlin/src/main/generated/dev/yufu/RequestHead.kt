// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Everything of a request but its content.
 *
 * @property method The method in upper case, such as GET.
 * @property target Path and, after a question mark, query, percent-encoded as sent.
 * @property mediaType The media type of the content; absent if there is none.
 * @property submitToken The server's one-time permission, if the route asks for one.
 * @property lifetimeSeconds Seconds for which the request is valid, 1 to 120; 60 if absent.
 */
public data class RequestHead @JvmOverloads constructor(
    public val method: String,
    public val target: String,
    public val mediaType: String? = null,
    public val submitToken: String? = null,
    public val lifetimeSeconds: Int? = null,
)
