// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The device's environment. One for the whole process is enough.
 */
public class Environment internal constructor(handle: Handle) : NativeObject(handle, 5) {
    /**
     * An environment that is judged by `pack`, or by the pack that is compiled in. `expected` is
     * what the app expects of itself; without it nothing about the app's origin is judged.
     *
     * @throws YufuException Code 7001 if the pack is closed.
     */
    @Throws(YufuException::class)
    @JvmOverloads public constructor(expected: Expected? = null, pack: Pack? = null) : this(Handle(Natives.environmentNew(encoded { option(expected) { this.expected(it) } }, pack, pack?.handle ?: 0L)))

    /**
     * Lets every look from now on knock at the loopback ports of hook tools: the only one that
     * opens a socket, which never leaves the device.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun allowLoopbackPorts(): Unit =
        Natives.environmentAllowLoopbackPorts(this, handle)

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
     * digest of 32 bytes. `facts` are what the host saw; they stay as they are. It takes at most
     * about `budget_millis`; call it off the thread that draws.
     *
     * @throws YufuException Code 7003 for a challenge or digest of another length.
     */
    @Throws(YufuException::class)
    public fun collect(facts: HostFacts, challenge: ByteArray, transaction: ByteArray?, budgetMillis: Int): Report =
        Report(Handle(Natives.environmentCollect(this, handle, facts, facts.handle, challenge, transaction, budgetMillis)))
}
