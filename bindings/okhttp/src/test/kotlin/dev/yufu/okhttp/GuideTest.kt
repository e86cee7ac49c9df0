package dev.yufu.okhttp

import dev.yufu.Bank
import dev.yufu.RequestSigner
import dev.yufu.Session
import okhttp3.OkHttpClient
import okhttp3.Request
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The snippets on OkHttp of docs/bindings/kotlin.md, word for word; kotlin.rs compares them. */
class GuideTest {
    @Test
    fun `an order is asked for through the app's own client`() {
        val walk = Walk(Bank.first.authority)
        val client = signing(OkHttpClient(), walk.session, walk.phone.hardware::sign)
        val pin = walk.phone.drawPin(walk.session, walk.letter)
        val order = walk.transport.send(walk.phone.prepare(walk.session, pin)).order
        assertTrue(order in orderText(client, "http://${Bank.first.authority}", order))
        assertThrows(TransportException::class.java) {
            orderText(client, "http://${Bank.first.authority}", "20270115-0001")
        }
    }

    private fun signing(client: OkHttpClient, session: Session, hardware: HardwareSigner): OkHttpClient =
        client.newBuilder()
            .addNetworkInterceptor(SigningInterceptor(RequestSigner(session), hardware))
            .build()

    private fun orderText(client: OkHttpClient, bank: String, order: String): String {
        val request = Request.Builder().url("$bank/v1/orders/$order").build()
        return client.newCall(request).execute().use { it.body!!.string() }
    }
}
