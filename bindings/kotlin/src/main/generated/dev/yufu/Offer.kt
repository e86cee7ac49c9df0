// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What the server offers for one enrolment: its challenge and its time.
 */
public class Offer internal constructor(handle: Handle) : NativeObject(handle, 13) {
    /**
     * The challenge that the enrolment answers, 32 bytes: what a hardware key is attested for.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun challenge(): ByteArray =
        Natives.offerChallenge(this, handle)

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.offerClose(this, handle)

    /**
     * The server's time now, in seconds since 1970.
     *
     * @throws YufuException Code 5002 if the monotonic clock went backwards.
     */
    @Throws(YufuException::class)
    public fun serverTime(): Long =
        Natives.offerServerTime(this, handle)
}
