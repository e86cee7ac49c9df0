package dev.yufu

import java.nio.ByteBuffer

/**
 * A request on its way, and the only thing that can read its answer.
 *
 * Send [request] unchanged, with the hardware key's signature attached where [hardwareBase] gives
 * something to sign, and give the answer to [receive].
 *
 * @param T what a good answer means.
 */
public interface Pending<out T> : AutoCloseable {
    /** The request to send, unchanged. */
    @Throws(YufuException::class)
    public fun request(): HttpRequest

    /** What the hardware key has to sign before the request is sent; null if nothing. */
    @Throws(YufuException::class)
    public fun hardwareBase(): ByteArray?

    /** Adds the hardware key's signature, an ECDSA-Sig-Value in DER. */
    @Throws(YufuException::class)
    public fun attachHardwareSignature(signature: ByteArray)

    /** Checks the answer and reads it. The request is used up, whatever comes of it. */
    @Throws(YufuException::class)
    public fun receive(status: Int, headers: List<HttpHeader>, body: ByteArray): T

    /** The same with the content in a direct buffer, from its position to its limit. */
    @Throws(YufuException::class)
    public fun receive(status: Int, headers: List<HttpHeader>, body: ByteBuffer): T

    @Throws(YufuException::class)
    override fun close()
}
