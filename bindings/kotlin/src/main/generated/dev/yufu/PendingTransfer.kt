// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

import java.nio.ByteBuffer

/**
 * A request for the one-time permission of a transfer.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public class PendingTransfer internal constructor(handle: Handle) : NativeObject(handle, 24), Pending<Transfer> {
    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * @throws YufuException Code 5206 if none is wanted or this is none.
     */
    @Throws(YufuException::class)
    override fun attachHardwareSignature(signature: ByteArray): Unit =
        Natives.pendingTransferAttachHardwareSignature(this, handle, signature)

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.pendingTransferClose(this, handle)

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * @throws YufuException Code 7001 after `receive`.
     */
    @Throws(YufuException::class)
    override fun hardwareBase(): ByteArray? =
        Natives.pendingTransferHardwareBase(this, handle)

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * @throws YufuException The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    @Throws(YufuException::class)
    override fun receive(status: Int, headers: List<HttpHeader>, body: ByteArray): Transfer =
        Transfer(Handle(Natives.pendingTransferReceive(this, handle, status, encoded { list(headers) { this.httpHeader(it) } }, body)))

    /**
     * The same with the content in a direct buffer, from its position to its limit.
     *
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * @throws YufuException The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    @Throws(YufuException::class)
    override fun receive(status: Int, headers: List<HttpHeader>, body: ByteBuffer): Transfer =
        Transfer(Handle(Natives.pendingTransferReceiveBuffer(this, handle, status, encoded { list(headers) { this.httpHeader(it) } }, direct(body), body.position(), body.remaining())))

    /**
     * The request to send, unchanged.
     *
     * @throws YufuException Code 7001 after `receive`.
     */
    @Throws(YufuException::class)
    override fun request(): HttpRequest =
        decoded(Natives.pendingTransferRequest(this, handle)) { this.httpRequest() }
}
