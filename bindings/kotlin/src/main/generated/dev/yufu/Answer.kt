// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A success whose signature verified.
 *
 * @property status The HTTP status, 200 to 299.
 * @property body The content, byte for byte.
 * @property created When the server signed it, in seconds since 1970.
 */
public data class Answer(
    public val status: Int,
    public val body: ByteArray,
    public val created: Long,
) {
    override fun equals(other: Any?): Boolean =
        other is Answer && status == other.status && body.contentEquals(other.body) && created == other.created

    override fun hashCode(): Int =
        intArrayOf(status.hashCode(), body.contentHashCode(), created.hashCode()).contentHashCode()
}
