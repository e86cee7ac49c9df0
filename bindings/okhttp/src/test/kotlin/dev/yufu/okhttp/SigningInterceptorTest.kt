package dev.yufu.okhttp

import dev.yufu.Bank
import dev.yufu.RequestSigner
import dev.yufu.YufuException
import java.io.IOException
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicReference
import okhttp3.Call
import okhttp3.Callback
import okhttp3.Interceptor
import okhttp3.MediaType
import okhttp3.MediaType.Companion.toMediaType
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody
import okhttp3.RequestBody.Companion.toRequestBody
import okhttp3.Response
import okhttp3.ResponseBody.Companion.toResponseBody
import okio.BufferedSink
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** An app's own requests, signed on their way through its own client. */
class SigningInterceptorTest {
    private val bank = Bank.first.authority

    private fun signing(walk: Walk) = SigningInterceptor(RequestSigner(walk.session), walk.phone.hardware::sign)

    private fun client(walk: Walk, next: Interceptor? = null, from: OkHttpClient = OkHttpClient()): OkHttpClient =
        from.newBuilder().addNetworkInterceptor(signing(walk)).apply { next?.let { addNetworkInterceptor(it) } }.build()

    private fun order(walk: Walk): String {
        val pin = walk.phone.drawPin(walk.session, walk.letter)
        return walk.transport.send(walk.phone.prepare(walk.session, pin)).order
    }

    private fun get(url: String) = Request.Builder().url(url).build()

    @Test
    fun `an app's own request is accepted and its answer checked`() {
        val walk = Walk(bank)
        val order = order(walk)
        val url = "http://$bank/v1/orders/$order"
        client(walk).newCall(get(url)).execute().use {
            assertEquals(200, it.code)
            assertTrue(order in it.body!!.string())
            assertEquals("no-store", it.header("cache-control"))
        }
        // The control: without a signature the bank refuses.
        OkHttpClient().newCall(get(url)).execute().use { assertTrue(it.code >= 400) }
    }

    @Test
    fun `an answer that was changed on its way is refused`() {
        val walk = Walk(bank)
        val url = "http://$bank/v1/orders/${order(walk)}"
        val changing = Interceptor { chain ->
            val answer = chain.proceed(chain.request())
            val text = answer.body!!.string().replace("12.34", "99.34")
            answer.newBuilder().body("$text ".toResponseBody(answer.body!!.contentType())).build()
        }
        val refused = refusal(client(walk, changing), get(url))
        assertEquals(TransportException.Kind.REFUSED, refused.kind)
        assertTrue(refused.cause is YufuException.Untrusted, "${refused.cause}")
    }

    @Test
    fun `a refusal of the bank keeps its code, and reaches an asynchronous call`() {
        val walk = Walk(bank)
        val failure = AtomicReference<IOException>()
        val done = CountDownLatch(1)
        client(walk).newCall(get("http://$bank/v1/orders/20270115-0001")).enqueue(object : Callback {
            override fun onFailure(call: Call, e: IOException) = failure.set(e).also { done.countDown() }
            override fun onResponse(call: Call, response: Response) = done.countDown()
        })
        done.await()
        val cause = failure.get().cause as YufuException.Rejected
        assertTrue(cause.code in 3001..4299)
    }

    @Test
    fun `a redirect is refused and never signed anew`() {
        val walk = Walk(bank)
        val sent = AtomicInteger()
        val redirecting = Interceptor { chain ->
            sent.incrementAndGet()
            val answer = chain.proceed(chain.request())
            answer.newBuilder().code(307).header("location", "http://$bank/v1/orders/other").build()
        }
        val refused = refusal(client(walk, redirecting), get("http://$bank/v1/orders/x"))
        assertEquals(TransportException.Kind.REFUSED, refused.kind)
        assertEquals(1, sent.get())
    }

    @Test
    fun `a request for another server is not signed`() {
        val walk = Walk(bank)
        val sent = AtomicInteger()
        val counting = Interceptor { chain -> sent.incrementAndGet().let { chain.proceed(chain.request()) } }
        val refused = refusal(client(walk, counting), get("http://${Bank.other.authority}/v1/orders/x"))
        assertEquals(TransportException.Kind.MALFORMED_REQUEST, refused.kind)
        assertEquals(0, sent.get())
    }

    @Test
    fun `what is tried again is signed anew if it reads, and refused if it writes`() {
        val authority = named(bank)
        val walk = Walk(authority, twice())
        val nonces = mutableListOf<String>()
        val breaking = Interceptor { chain ->
            nonces += chain.request().header("signature-input")!!
            if (nonces.size == 1) chain.connection()!!.socket().close()
            chain.proceed(chain.request())
        }
        val order = order(walk)
        client(walk, breaking, twice()).newCall(get("http://$authority/v1/orders/$order")).execute().use {
            assertEquals(200, it.code)
        }
        assertEquals(2, nonces.size)
        assertNotEquals(nonces[0], nonces[1])

        nonces.clear()
        val post = Request.Builder().url("http://$authority/v1/orders/$order").post("{}".toRequestBody(JSON)).build()
        assertEquals(TransportException.Kind.SENT_ALREADY, refusal(client(walk, breaking, twice()), post).kind)
        assertEquals(1, nonces.size)
    }

    @Test
    fun `content of any kind is sent exactly as it was signed`() {
        val walk = Walk(bank)
        for (body in listOf(Streamed("{\"a\":1}", 7), Streamed("{\"a\":1}", -1), "{\"a\":1}".toRequestBody(JSON))) {
            val seen = AtomicReference<Request>()
            val catching = Interceptor { chain ->
                seen.set(chain.request())
                chain.proceed(chain.request())
            }
            val post = Request.Builder().url("http://$bank/v1/orders/none").post(body).build()
            // No such route: but the bank has read the signature before it says so.
            refusal(client(walk, catching), post)
            val sent = seen.get()
            assertEquals("7", sent.header("content-length"))
            assertNull(sent.header("transfer-encoding"))
            assertEquals("identity", sent.header("accept-encoding"))
            val digest = dev.yufu.contentDigest("{\"a\":1}".toByteArray())
            assertEquals(digest, sent.header("content-digest"))
        }
    }

    @Test
    fun `content that is too large or duplex is not sent`() {
        val walk = Walk(bank)
        val url = "http://$bank/v1/orders/none"
        val large = Request.Builder().url(url).post(ByteArray((128 shl 10) + 1).toRequestBody(JSON)).build()
        assertEquals(TransportException.Kind.REQUEST_TOO_LARGE, refusal(client(walk), large).kind)
        val duplex = Request.Builder().url(url).post(Streamed("{}", 2, duplex = true)).build()
        assertEquals(TransportException.Kind.MALFORMED_REQUEST, refusal(client(walk), duplex).kind)
    }

    @Test
    fun `in the wrong place it signs nothing`() {
        val misplaced = OkHttpClient.Builder().addInterceptor(signing(Walk(bank))).build()
        val call = misplaced.newCall(get("http://$bank/v1/orders/x"))
        assertThrows(IllegalStateException::class.java) { call.execute() }
    }

    private fun refusal(client: OkHttpClient, request: Request): TransportException =
        assertThrows(TransportException::class.java) { client.newCall(request).execute().close() }

    private class Streamed(val text: String, val length: Long, val duplex: Boolean = false) : RequestBody() {
        private var read = false

        override fun contentType(): MediaType = JSON
        override fun contentLength(): Long = length
        override fun isOneShot() = true
        override fun isDuplex() = duplex
        override fun writeTo(sink: BufferedSink) {
            check(!read) { "read twice" }
            read = true
            for (character in text) sink.writeUtf8(character.toString()).flush()
        }
    }

    private companion object {
        val JSON = "application/json".toMediaType()
    }
}
