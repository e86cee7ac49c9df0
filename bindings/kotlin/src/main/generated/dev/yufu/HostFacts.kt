// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The facts that the host has gathered for one look at the environment.
 *
 * Every fact may be left out: it is then unobservable, which is never a suspicion. A fact that
 * is given twice has the later value.
 */
public class HostFacts internal constructor(handle: Handle) : NativeObject(handle, 7) {
    /**
     * No facts yet.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    public constructor() : this(Handle(Natives.hostFactsNew()))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.hostFactsClose(this, handle)

    /**
     * Gives at most 32 KiB of bytes. Reports hold their SM3 alone.
     *
     * @throws YufuException Code 5811 if the fact is of another kind, 5812 if there are more bytes.
     */
    @Throws(YufuException::class)
    public fun setBytes(fact: FactName, value: ByteArray): Unit =
        Natives.hostFactsSetBytes(this, handle, fact.ordinal, value)

    /**
     * Gives a flag.
     *
     * @throws YufuException Code 5811 if the fact is of another kind.
     */
    @Throws(YufuException::class)
    public fun setFlag(fact: FactName, value: Boolean): Unit =
        Natives.hostFactsSetFlag(this, handle, fact.ordinal, value)

    /**
     * Gives a list of at most 256 texts of at most 256 bytes. Reports say how many there are, and
     * not which.
     *
     * @throws YufuException Code 5811 if the fact is of another kind, 5812 if the list or a text is longer.
     */
    @Throws(YufuException::class)
    public fun setList(fact: FactName, values: List<String>): Unit =
        Natives.hostFactsSetList(this, handle, fact.ordinal, encoded { list(values) { text(it) } })

    /**
     * Gives a number.
     *
     * @throws YufuException Code 5811 if the fact is of another kind, 5812 for a number of 2^53 or more.
     */
    @Throws(YufuException::class)
    public fun setNumber(fact: FactName, value: Long): Unit =
        Natives.hostFactsSetNumber(this, handle, fact.ordinal, value)

    /**
     * Gives a text of at most 256 bytes.
     *
     * @throws YufuException Code 5811 if the fact is of another kind, 5812 if the text is longer.
     */
    @Throws(YufuException::class)
    public fun setText(fact: FactName, value: String): Unit =
        Natives.hostFactsSetText(this, handle, fact.ordinal, value)

    /**
     * Says why a fact can't be given.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun setUnobservable(fact: FactName, cause: UnobservableCause): Unit =
        Natives.hostFactsSetUnobservable(this, handle, fact.ordinal, cause.ordinal)
}
