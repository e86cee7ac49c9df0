// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * That the user proved their identity a moment ago. It serves for one reveal within 60 seconds.
 */
public class IdentityProof internal constructor(handle: Handle) : NativeObject(handle, 8) {
    /**
     * A proof by a check that the server has just accepted.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    public constructor(check: IdentityCheck) : this(Handle(Natives.identityProofNew(check.ordinal)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.identityProofClose(this, handle)
}
