// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A list of rules with a name and a version.
 */
public class Pack internal constructor(handle: Handle) : NativeObject(handle, 14) {
    /**
     * What the host looks for.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun asks(): Asks =
        decoded(Natives.packAsks(this, handle)) { this.asks() }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.packClose(this, handle)

    /**
     * The pack's name.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun id(): String =
        Natives.packId(this, handle)

    /**
     * Reads a newer pack to be used in the place of this one, which stays as it is. The host keeps
     * the token and offers it again at the next start.
     *
     * `roots` are the SubjectPublicKeyInfos in DER of the bank's pack root keys, `now` is the
     * device's clock in seconds since 1970.
     *
     * @throws YufuException Code 1001 to 1005 if a root is no SM2 public key; 1001 to 2899 if the token is no pack that
     * one of them signed, is not in force, is another platform's, or is older than this one.
     */
    @Throws(YufuException::class)
    public fun update(token: String, roots: List<ByteArray>, now: Long): Pack =
        Pack(Handle(Natives.packUpdate(this, handle, token, encoded { list(roots) { bytes(it) } }, now)))

    /**
     * The pack's version; grows with every change of a rule.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun version(): Long =
        Natives.packVersion(this, handle)

    /** Other ways to make one. */
    public companion object {
        /**
         * The pack that is compiled in for this platform.
         *
         * @throws YufuException Code 7002 on a platform that has none.
         */
        @Throws(YufuException::class)
        @JvmStatic
        public fun embedded(): Pack =
            Pack(Handle(Natives.packEmbedded()))

    }
}
