package dev.yufu.okhttp

import dev.yufu.Bank
import dev.yufu.OrderState
import dev.yufu.RequestHead
import dev.yufu.RequestSigner
import dev.yufu.Server
import dev.yufu.SessionState
import dev.yufu.Trust
import dev.yufu.YufuException
import java.io.IOException
import java.util.UUID
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The transport against a running gateway, and against what may stand before it. */
class TransportTest {
    private val bank = Bank.first.authority

    @Test
    fun `signed requests are sent byte for byte and accepted`() {
        val walk = Walk(bank)
        val pin = walk.phone.drawPin(walk.session, walk.letter)
        val receipt = walk.transport.send(walk.phone.prepare(walk.session, pin))
        assertEquals(OrderState.COMPLETED, receipt.state)
        assertEquals(receipt, walk.transport.send(walk.session.order(receipt.order)))

        val head = RequestHead("GET", "/v1/orders/${receipt.order}?x=a%20b")
        val answer = walk.transport.send(RequestSigner(walk.session).sign(head, ByteArray(0)))
        assertEquals(200, answer.status)
        walk.transport.send(walk.session.logout())
        assertEquals(SessionState.ENDED_BY_LOGOUT, walk.session.state())
    }

    @Test
    fun `what OkHttp would write differently is not sent`() {
        val walk = Walk(bank)
        val head = RequestHead("GET", "/v1/orders/../orders/x")
        val thrown = assertThrows(Exception::class.java) {
            walk.transport.send(RequestSigner(walk.session).sign(head, ByteArray(0)))
        }
        val refusedBySdk = (thrown as? YufuException)?.code == 5401
        assertTrue(refusedBySdk || kind(thrown) == TransportException.Kind.MALFORMED_REQUEST, "$thrown")
    }

    @Test
    fun `a redirect is not followed`() {
        val redirecting = port("YUFU_REDIRECTING")
        // The control: a client that follows redirects gets the bank's true keys.
        assertTrue("\"bundle\"" in read(OkHttpClient(), "http://$redirecting/v1/keys"))
        val server = Server(redirecting, Trust(Bank.first.root, 0))
        val refused = assertThrows(YufuException::class.java) {
            Transport(OkHttpClient(), null, "http").loadKeys(server)
        }
        assertEquals(5406, refused.code)
    }

    @Test
    fun `no compression is asked for`() {
        val compressing = port("YUFU_COMPRESSING")
        // The control: a client that asks for it gets it.
        val request = Request.Builder().url("http://$compressing/v1/keys").header("accept-encoding", "gzip").build()
        OkHttpClient().newCall(request).execute().use { assertEquals("gzip", it.header("content-encoding")) }
        assertEquals(SessionState.ACTIVE, Walk(compressing).session.state())
    }

    @Test
    fun `an answer that is compressed all the same is refused`() {
        val refused = assertThrows(TransportException::class.java) { Walk(port("YUFU_STUBBORN")) }
        assertEquals(TransportException.Kind.UNREADABLE_ANSWER, refused.kind)
    }

    @Test
    fun `an endless answer is cut off`() {
        val refused = assertThrows(TransportException::class.java) { Walk(port("YUFU_ENDLESS")) }
        assertEquals(TransportException.Kind.ANSWER_TOO_LARGE, refused.kind)
    }

    @Test
    fun `a broken line sends nothing twice and the order is asked for`() {
        val breaking = named(port("YUFU_BREAKING"))
        val walk = Walk(breaking, twice())
        val pin = walk.phone.drawPin(walk.session, walk.letter)
        val order = "kotlin-${UUID.randomUUID()}"
        val transfer = walk.transport.send(walk.session.beginTransfer(walk.phone.transaction(order = order)))
        val pending = walk.phone.sign(transfer, walk.phone.sealPin(transfer, pin), walk.phone.sealReport(transfer))

        // The control: a plain client with two addresses sends it twice.
        val before = transfers()
        val plain = Request.Builder().url("http://$breaking/v1/transfer").post("{}".toRequestBody()).build()
        assertThrows(IOException::class.java) { twice().newCall(plain).execute() }
        assertEquals(before + 2, transfers())

        assertThrows(IOException::class.java) { walk.transport.send(pending) }
        assertEquals(before + 3, transfers())
        assertEquals(OrderState.COMPLETED, walk.transport.send(walk.session.order(order)).state)
    }

    private fun transfers() = read(OkHttpClient(), "http://${port("YUFU_BREAKING")}/transfers").toInt()
}

internal fun kind(thrown: Throwable): TransportException.Kind? = (thrown as? TransportException)?.kind
