// One 32-byte call out of the SDK and one into it, each by four ways in one JVM, as a worker of
// `cargo xtask bench --bindings`; the protocol is in crates/yufu-bench/src/worker.rs.
//
// Both are the cheapest of the API in their direction, so that the bridge is most of what is timed:
//
// - out: `Device.thumbprint`, 32 bytes that the object holds. Nothing is computed.
// - in: `HostFacts.setBytes`, here with 32 bytes. They go into a map.
//
// No call takes 32 bytes and gives 32 back.
package bench

import dev.yufu.Device
import dev.yufu.FactName
import dev.yufu.HostFacts
import dev.yufu.SavedDevice
import java.nio.ByteBuffer

/** One way to make a call. */
private interface Way {
    /** What the call gives on an open object, and that it is refused on a closed one. */
    fun result(): String

    /** Nanoseconds of so many calls. */
    fun time(times: Int): Long
}

/** Inlined: each way has a loop of its own, which the JVM compiles for it alone. */
private inline fun timed(times: Int, call: () -> Unit): Long {
    val start = System.nanoTime()
    for (i in 0 until times) call()
    return System.nanoTime() - start
}

private inline fun refused(call: () -> Unit): String =
    try {
        call()
        "taken"
    } catch (expected: Exception) {
        "refused"
    }

/** Keeps the JVM from dropping what nobody reads. */
@Volatile
private var given: ByteArray? = null

private val value = ByteArray(32) { it.toByte() }
private val tooLong = ByteArray(32 * 1024 + 1)

private fun given(name: String): ByteArray = unhex(System.getenv(name))

/** The record of an enrolled device, and what opens it. */
private fun record() = given("YUFU_BENCH_RECORD")

private fun secret() = given("YUFU_BENCH_SECRET")

private fun unhex(text: String) = text.chunked(2).map { it.toInt(16).toByte() }.toByteArray()

private fun hex(bytes: ByteArray) = bytes.joinToString("") { "%02x".format(it) }

private class YufuOut : Way {
    private val device = open()

    private fun open(): Device = SavedDevice(record(), secret()).device()

    override fun time(times: Int) = timed(times) { given = device.thumbprint() }

    override fun result(): String {
        val other = open()
        val first = hex(other.thumbprint())
        other.close()
        return first + "," + refused { other.thumbprint() }
    }
}

private class RawOut : Way {
    private val device = open()

    private fun open(): Long = Raw.device(record(), secret())

    override fun time(times: Int) = timed(times) { given = Raw.thumbprint(device) }

    override fun result(): String {
        val other = open()
        val first = hex(Raw.thumbprint(other))
        Raw.closeDevice(other)
        return first + "," + refused { Raw.thumbprint(other) }
    }
}

private class JnaOut : Way {
    private val device = open()

    private fun open() = uniffi.yufu.SavedDevice(direct(record()), direct(secret())).device()

    override fun time(times: Int) = timed(times) { given = device.thumbprint() }

    override fun result(): String {
        val other = open()
        val first = hex(other.thumbprint())
        other.close()
        return first + "," + refused { other.thumbprint() }
    }
}

private class YufuIn : Way {
    private val facts = HostFacts()

    override fun time(times: Int) = timed(times) { facts.setBytes(FactName.ATTESTATION, value) }

    override fun result(): String {
        val other = HostFacts()
        other.setBytes(FactName.ATTESTATION, value)
        val long = refused { other.setBytes(FactName.ATTESTATION, tooLong) }
        other.close()
        return long + "," + refused { other.setBytes(FactName.ATTESTATION, value) }
    }
}

private class RawIn : Way {
    private val facts = Raw.facts()

    override fun time(times: Int) = timed(times) { Raw.setBytes(facts, value) }

    override fun result(): String {
        val other = Raw.facts()
        Raw.setBytes(other, value)
        val long = refused { Raw.setBytes(other, tooLong) }
        Raw.closeFacts(other)
        return long + "," + refused { Raw.setBytes(other, value) }
    }
}

/** UniFFI takes bytes in a direct buffer alone: a host that has an array copies it into one. */
private fun direct(bytes: ByteArray): ByteBuffer =
    ByteBuffer.allocateDirect(bytes.size).put(bytes).rewind() as ByteBuffer

private class JnaIn : Way {
    private val fact = uniffi.yufu.FactName.ATTESTATION
    private val facts = uniffi.yufu.HostFacts()

    /** One buffer for all calls: to make one is dear. */
    private val buffer = ByteBuffer.allocateDirect(32)

    override fun time(times: Int) =
        timed(times) {
            buffer.clear()
            buffer.put(value)
            buffer.flip()
            facts.setBytes(fact, buffer)
        }

    override fun result(): String {
        val other = uniffi.yufu.HostFacts()
        other.setBytes(fact, direct(value))
        val long = refused { other.setBytes(fact, direct(tooLong)) }
        other.close()
        return long + "," + refused { other.setBytes(fact, direct(value)) }
    }
}

/** What the core does, without a call between the languages. */
private class Work(private val run: (Long) -> Long) : Way {
    override fun time(times: Int) = run(times.toLong())

    override fun result() = if (run(1) >= 0) "done" else "failed"
}

private val WAYS: Map<String, () -> Way> =
    mapOf(
        "out/yufu" to ::YufuOut,
        "out/raw" to ::RawOut,
        "out/jna" to ::JnaOut,
        "out/work" to {
            val device = Raw.device(record(), secret())
            Work { Raw.thumbprintWork(device, it) }
        },
        "in/yufu" to ::YufuIn,
        "in/raw" to ::RawIn,
        "in/jna" to ::JnaIn,
        "in/work" to {
            val facts = Raw.facts()
            Work { Raw.setBytesWork(facts, it) }
        },
    )

private val made = HashMap<String, Way>()

private fun answer(words: List<String>): String {
    if (words[0] == "cases") return WAYS.keys.joinToString(" ")
    val way = made.getOrPut(words[1]) { WAYS.getValue(words[1])() }
    if (words[0] == "result") return way.result()
    way.time(100) // brings code and tables back into the caches
    return way.time(words[2].toInt()).toString()
}

fun main() {
    val java = System.getProperty("java.version")
    println("Java $java, Kotlin ${KotlinVersion.CURRENT}, JNA ${com.sun.jna.Native.VERSION}")
    for (line in generateSequence(::readLine)) {
        println(
            try {
                answer(line.split(" "))
            } catch (error: Throwable) {
                "!$error"
            }
        )
    }
}
