// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A bank card's expiry: it may be shown after login, and has no other way out.
 */
public class CardExpiry internal constructor(handle: Handle) : NativeObject(handle, 0) {
    /**
     * Takes an expiry as MM/YY or MMYY in ASCII.
     *
     * @throws YufuException Code 7003 for anything else.
     */
    @Throws(YufuException::class)
    public constructor(expiry: ByteArray) : this(Handle(Natives.cardExpiryNew(expiry)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.cardExpiryClose(this, handle)

    /**
     * MM/YY after login, before it nothing but mask characters.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun shown(stage: Stage): String =
        Natives.cardExpiryShown(this, handle, stage.ordinal)
}
