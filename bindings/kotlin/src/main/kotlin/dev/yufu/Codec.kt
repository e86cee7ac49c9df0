package dev.yufu

import java.io.ByteArrayOutputStream
import java.io.DataOutputStream
import java.nio.ByteBuffer

// The encoding of lists, records and optional numbers; the native side has the same in codec.rs.

/** Reads a value from what a native method returned. */
internal inline fun <T> decoded(bytes: ByteArray, read: Reader.() -> T): T =
    Reader(ByteBuffer.wrap(bytes)).read()

/** Writes a value for a native method. */
internal inline fun encoded(write: Writer.() -> Unit): ByteArray = Writer().apply(write).end()

/** A buffer that lies outside the heap, as the native side needs it. */
internal fun direct(buffer: ByteBuffer): ByteBuffer =
    if (buffer.isDirect) buffer else throw badArgument("the buffer is not direct")

/** What the native side would throw, for an argument that can't be written for it. */
internal fun badArgument(message: String): YufuException =
    YufuException.Argument(
        ErrorDetail(7003, message, "Report this to the app's developers.", "请联系应用开发者。"),
    )

internal class Reader(private val buffer: ByteBuffer) {
    fun byte(): Int = buffer.get().toInt() and 0xff

    fun short(): Int = buffer.short.toInt() and 0xffff

    fun int(): Int = buffer.int

    fun long(): Long = buffer.long

    fun bool(): Boolean = byte() != 0

    fun bytes(): ByteArray = ByteArray(int()).also { buffer.get(it) }

    fun text(): String = String(bytes(), Charsets.UTF_8)

    inline fun <T> option(read: Reader.() -> T): T? = if (bool()) read() else null

    inline fun <T> list(read: Reader.() -> T): List<T> = List(int()) { read() }
}

internal class Writer {
    private val bytes = ByteArrayOutputStream()
    private val data = DataOutputStream(bytes)

    fun byte(value: Int) {
        data.writeByte(inRange(value, 0xff))
    }

    fun short(value: Int) {
        data.writeShort(inRange(value, 0xffff))
    }

    fun int(value: Int) {
        data.writeInt(inRange(value, Int.MAX_VALUE))
    }

    fun long(value: Long) {
        if (value < 0) throw badArgument("a number is negative")
        data.writeLong(value)
    }

    fun bool(value: Boolean) {
        data.writeBoolean(value)
    }

    fun bytes(value: ByteArray) {
        int(value.size)
        data.write(value)
    }

    fun text(value: String) {
        bytes(value.toByteArray(Charsets.UTF_8))
    }

    inline fun <T> option(value: T?, write: Writer.(T) -> Unit) {
        bool(value != null)
        if (value != null) {
            write(value)
        }
    }

    inline fun <T> list(values: List<T>, write: Writer.(T) -> Unit) {
        int(values.size)
        values.forEach { write(it) }
    }

    fun end(): ByteArray = bytes.toByteArray()

    /** The native side's numbers have no sign. */
    private fun inRange(value: Int, max: Int): Int =
        if (value in 0..max) value else throw badArgument("a number is out of range")
}
