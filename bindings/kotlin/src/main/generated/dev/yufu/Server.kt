// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

import java.nio.ByteBuffer

/**
 * The bank's server as the app sees it before there is a session.
 */
public class Server internal constructor(handle: Handle) : NativeObject(handle, 33) {
    /**
     * `authority` is the host and, unless it is the default, the port, as in the Host field.
     *
     * @throws YufuException Code 7001 if the trust is closed.
     */
    @Throws(YufuException::class)
    public constructor(authority: String, trust: Trust) : this(Handle(Natives.serverNew(authority, trust, trust.handle)))

    /**
     * Begins a login: asks for the challenge that it answers.
     *
     * @throws YufuException Code 5001 if the random source fails.
     */
    @Throws(YufuException::class)
    public fun beginLogin(device: Device): PendingLogin =
        PendingLogin(Handle(Natives.serverBeginLogin(this, handle, device, device.handle)))

    /**
     * Asks for the challenge that an enrolment answers.
     *
     * @throws YufuException Code 5001 if the random source fails.
     */
    @Throws(YufuException::class)
    public fun challenge(): PendingOffer =
        PendingOffer(Handle(Natives.serverChallenge(this, handle)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.serverClose(this, handle)

    /**
     * The request for the key bundle.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun keysRequest(): HttpRequest =
        decoded(Natives.serverKeysRequest(this, handle)) { this.httpRequest() }

    /**
     * Takes the answer to `keys_request`. `now` is the device's clock in seconds since 1970.
     *
     * @throws YufuException Codes 5102 to 5104 and 5406; the bundle in use then stays.
     */
    @Throws(YufuException::class)
    public fun loadKeys(status: Int, headers: List<HttpHeader>, body: ByteArray, now: Long): Unit =
        Natives.serverLoadKeys(this, handle, status, encoded { list(headers) { this.httpHeader(it) } }, body, now)

    /**
     * The same with the content in a direct buffer, from its position to its limit.
     *
     * Takes the answer to `keys_request`. `now` is the device's clock in seconds since 1970.
     *
     * @throws YufuException Codes 5102 to 5104 and 5406; the bundle in use then stays.
     */
    @Throws(YufuException::class)
    public fun loadKeys(status: Int, headers: List<HttpHeader>, body: ByteBuffer, now: Long): Unit =
        Natives.serverLoadKeysBuffer(this, handle, status, encoded { list(headers) { this.httpHeader(it) } }, direct(body), body.position(), body.remaining(), now)
}
