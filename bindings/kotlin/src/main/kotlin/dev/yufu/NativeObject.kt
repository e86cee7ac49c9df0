package dev.yufu

import java.lang.ref.PhantomReference
import java.lang.ref.ReferenceQueue
import java.util.Collections
import java.util.concurrent.ConcurrentHashMap

/**
 * What all objects of the SDK are: something to close, which holds its secrets until then.
 *
 * A call after [close] throws [YufuException.Closed]; closing twice does not. A call that uses an
 * object up closes it. Objects may be shared between threads; calls on one take turns.
 *
 * An object that is forgotten is freed when the garbage collector has found it and a next object is
 * made: no thread of the SDK waits for it. Rely on [close].
 */
public abstract class NativeObject internal constructor(handle: Handle, kind: Int) : AutoCloseable {
    @JvmSynthetic
    @JvmField
    internal val handle: Long = handle.number

    init {
        Reaper.watch(this, handle.number, kind)
    }

    /**
     * Frees what this object holds and wipes its secrets.
     *
     * @throws YufuException only for a fault inside the SDK.
     */
    @Throws(YufuException::class)
    abstract override fun close()
}

/** A number that the native side gave, on its way into its object. */
internal class Handle(@JvmField val number: Long)

/**
 * Gives native shells back once their objects are unreachable. `java.lang.ref.Cleaner` would need
 * Android's API 33.
 *
 * A native method takes the object beside its handle, so none is unreachable while it is in use.
 */
internal object Reaper {
    private val queue = ReferenceQueue<Any>()
    private val shells = Collections.newSetFromMap(ConcurrentHashMap<Shell, Boolean>())

    private class Shell(target: Any, val number: Long, val kind: Int) :
        PhantomReference<Any>(target, queue)

    fun watch(target: Any, number: Long, kind: Int) {
        drain()
        shells.add(Shell(target, number, kind))
    }

    /** How many shells there are, for tests. */
    val count: Int
        get() = shells.size

    fun drain() {
        while (true) {
            val shell = queue.poll() as Shell? ?: return
            if (shells.remove(shell)) {
                Natives.free(shell.kind, shell.number)
            }
        }
    }
}
