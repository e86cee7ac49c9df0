// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The device's environment, and the facts about it that the host has gathered.
 */
public class Environment internal constructor(handle: Handle) : NativeObject(handle, 5) {
    /**
     * An environment with the host's facts, at most 64.
     *
     * @throws YufuException Code 7003 if there are more facts, or one has another form.
     */
    @Throws(YufuException::class)
    public constructor(facts: List<Fact>) : this(Handle(Natives.environmentNew(encoded { list(facts) { this.fact(it) } })))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.environmentClose(this, handle)

    /**
     * Looks at the environment for a challenge of 32 bytes and, if it is for money, a transaction's
     * digest of 32 bytes. It takes at most about `budget_millis`; call it off the thread that draws.
     *
     * @throws YufuException Code 7003 for a challenge or digest of another length.
     */
    @Throws(YufuException::class)
    public fun collect(challenge: ByteArray, transaction: ByteArray?, budgetMillis: Int): Report =
        Report(Handle(Natives.environmentCollect(this, handle, challenge, transaction, budgetMillis)))
}
