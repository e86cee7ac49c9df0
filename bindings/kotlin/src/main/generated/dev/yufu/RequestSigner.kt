// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

import java.nio.ByteBuffer

/**
 * Signs requests in a session: each with a number, a nonce, the server's time and the device
 * key's signature over all of it.
 */
public class RequestSigner internal constructor(handle: Handle) : NativeObject(handle, 26) {
    /**
     * Signs for this session, which goes on to be used beside it.
     *
     * @throws YufuException Code 7001 if the session object is closed.
     */
    @Throws(YufuException::class)
    public constructor(session: Session) : this(Handle(Natives.requestSignerNew(session, session.handle)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.requestSignerClose(this, handle)

    /**
     * Signs a request. `body` is the content, at most 128 KiB; it is never compressed.
     *
     * @throws YufuException Codes 5301 to 5304 if the session can't sign; 5401 if the request can't be signed; 7003 for
     * content without a media type.
     */
    @Throws(YufuException::class)
    public fun sign(head: RequestHead, body: ByteArray): PendingAnswer =
        PendingAnswer(Handle(Natives.requestSignerSign(this, handle, encoded { this.requestHead(head) }, body)))

    /**
     * The same with the content in a direct buffer, from its position to its limit.
     *
     * Signs a request. `body` is the content, at most 128 KiB; it is never compressed.
     *
     * @throws YufuException Codes 5301 to 5304 if the session can't sign; 5401 if the request can't be signed; 7003 for
     * content without a media type.
     */
    @Throws(YufuException::class)
    public fun sign(head: RequestHead, body: ByteBuffer): PendingAnswer =
        PendingAnswer(Handle(Natives.requestSignerSignBuffer(this, handle, encoded { this.requestHead(head) }, direct(body), body.position(), body.remaining())))
}
