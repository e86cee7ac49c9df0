// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What the app believes about the bank's servers: the root key that is compiled in, and the
 * bundle of keys that it signed. One for the whole process.
 */
public class Trust internal constructor(handle: Handle) : NativeObject(handle, 37) {
    /**
     * Trusts what `root` signs, and nothing yet.
     *
     * `root` is the SubjectPublicKeyInfo of the bank's SM2 root key in DER. `minimum_sequence` is
     * what `sequence` gave in an earlier run and the host has kept, at first 0: older bundles are
     * refused.
     *
     * @throws YufuException Code 1001 to 1005 if `root` is no SM2 public key.
     */
    @Throws(YufuException::class)
    public constructor(root: ByteArray, minimumSequence: Long) : this(Handle(Natives.trustNew(root, minimumSequence)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.trustClose(this, handle)

    /**
     * When the bundle in use ends, in seconds since 1970; fetch the next one before.
     *
     * @throws YufuException Code 5101 if none is loaded.
     */
    @Throws(YufuException::class)
    public fun expiresAt(): Long =
        Natives.trustExpiresAt(this, handle)

    /**
     * Takes a bundle of server keys. `now` is the device's clock in seconds since 1970.
     *
     * @throws YufuException Codes 5102 to 5104; the bundle in use then stays.
     */
    @Throws(YufuException::class)
    public fun load(bundle: String, now: Long): Unit =
        Natives.trustLoad(this, handle, bundle, now)

    /**
     * The sequence number below which bundles are refused, for the host to keep.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun sequence(): Long =
        Natives.trustSequence(this, handle)
}
