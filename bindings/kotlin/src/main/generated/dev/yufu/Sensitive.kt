// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Personal financial information of one kind, which shows itself masked.
 */
public class Sensitive internal constructor(handle: Handle) : NativeObject(handle, 32) {
    /**
     * Takes a value. It need not be valid: one that is not recognised shows as hidden wholly.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    public constructor(kind: ValueKind, value: String) : this(Handle(Natives.sensitiveNew(kind.ordinal, value)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.sensitiveClose(this, handle)

    /**
     * The kind of the value.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun kind(): ValueKind =
        ValueKind.at(Natives.sensitiveKind(this, handle))

    /**
     * The value's mask.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun masked(): String =
        Natives.sensitiveMasked(this, handle)

    /**
     * The whole value, on a ground that reaches name, account, card number, credit code and amount.
     *
     * @throws YufuException Code 5751 for any other kind.
     */
    @Throws(YufuException::class)
    public fun reveal(ground: RevealGround): String =
        Natives.sensitiveReveal(this, handle, ground.ordinal)

    /**
     * The whole value of any kind, because the user has just proved again who they are. The proof
     * is used up.
     *
     * @throws YufuException Code 5752 if the proof is older than 60 seconds.
     */
    @Throws(YufuException::class)
    public fun revealTo(proof: IdentityProof): String =
        Natives.sensitiveRevealTo(this, handle, proof, proof.handle)

    /**
     * What a screen may show: after login the mask; before login the masks of name and mobile
     * number, and nothing of other kinds.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun shown(stage: Stage): String =
        Natives.sensitiveShown(this, handle, stage.ordinal)

    /** Other ways to make one. */
    public companion object {
        /**
         * Takes a value that is valid, in its canonical form.
         *
         * @throws YufuException Codes 5701 to 5712 that say what is wrong with it.
         */
        @Throws(YufuException::class)
        @JvmStatic
        public fun validated(kind: ValueKind, value: String): Sensitive =
            Sensitive(Handle(Natives.sensitiveValidated(kind.ordinal, value)))

    }
}
