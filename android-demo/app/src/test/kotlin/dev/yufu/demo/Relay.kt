package dev.yufu.demo

import java.io.IOException
import java.io.InputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.Collections
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread

/** The line to the bank: it counts what is sent, and can be cut. */
internal class Relay(bank: String) : AutoCloseable {
    private val host = bank.substringBefore(':')
    private val port = bank.substringAfter(':').toInt()
    private val listener = ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))
    private val open = Collections.synchronizedSet(mutableSetOf<Socket>())
    private val transfers = AtomicInteger()
    private val attestations = AtomicInteger()

    val authority = "127.0.0.1:${listener.localPort}"

    /** Nothing reaches the bank. */
    @Volatile
    var isCut = false
        set(value) {
            field = value
            if (value) drop()
        }

    /** What the bank answers to a transfer is lost. */
    @Volatile
    var losesReceipts = false

    /** What the app sends to be enrolled does not arrive. */
    @Volatile
    var losesEnrolments = false

    /** How many requests carried an attestation. */
    val sentAttestations: Int get() = attestations.get()

    /** How many transfers were sent. */
    val sentTransfers: Int get() = transfers.get()

    init {
        thread(isDaemon = true) {
            while (!listener.isClosed) {
                val phone = try {
                    listener.accept()
                } catch (_: IOException) {
                    return@thread
                }
                thread(isDaemon = true) { serve(phone) }
            }
        }
    }

    private fun serve(phone: Socket) = phone.use {
        if (isCut) return@use
        open += phone
        try {
            Socket(host, port).use { bank ->
                open += bank
                val (asked, answered) = phone.getInputStream() to bank.getInputStream()
                val back = thread(isDaemon = true) { copy(answered, phone, isAnswer = true) }
                copy(asked, bank, isAnswer = false)
                back.join(WAIT_MILLIS)
            }
        } catch (_: IOException) {
            // The other end sees it.
        }
    }

    private fun copy(from: InputStream, to: Socket, isAnswer: Boolean) {
        val block = ByteArray(16 shl 10)
        var lost = false
        try {
            while (true) {
                val read = from.read(block)
                if (read < 0) return to.shutdownOutput()
                val text = String(block, 0, read, Charsets.ISO_8859_1)
                if (!isAnswer && text.startsWith("POST /v1/transfer ")) {
                    transfers.incrementAndGet()
                    loses = losesReceipts
                }
                if (!isAnswer && "\"attestation\":\"" in text) attestations.incrementAndGet()
                lost = lost || isAnswer && loses
                lost = lost || !isAnswer && losesEnrolments && text.startsWith("POST /v1/enrol ")
                if (lost) return drop()
                to.getOutputStream().write(block, 0, read)
            }
        } catch (_: IOException) {
            // Closed.
        }
    }

    @Volatile
    private var loses = false

    private fun drop() {
        synchronized(open) { open.toList() }.forEach(Socket::close)
        open.clear()
        loses = false
    }

    override fun close() {
        listener.close()
        drop()
    }

    private companion object {
        const val WAIT_MILLIS = 2_000L
    }
}
