package dev.yufu.okhttp

import dev.yufu.PendingAnswer
import dev.yufu.RequestHead
import dev.yufu.RequestSigner
import dev.yufu.YufuException
import okhttp3.HttpUrl
import okhttp3.Interceptor
import okhttp3.Request
import okhttp3.Response
import okhttp3.ResponseBody.Companion.toResponseBody
import okio.Buffer
import okio.ForwardingSink
import okio.buffer

/**
 * Signs an app's own requests in a session, exactly the bytes that are sent, and lets only answers
 * through whose signature verified.
 *
 * Add it to a client for the bank alone, and with `addNetworkInterceptor`: it has to stand where each
 * attempt passes, after everything else that changes a request.
 *
 * - A redirect is refused and never signed anew.
 * - GET and HEAD that OkHttp tries again are signed anew, with a new nonce. Anything else reaches a
 *   connection once.
 * - Content is read once into memory, 128 KiB at most, whether it is one-shot, streamed or of unknown
 *   length; duplex content is refused.
 * - No compression is asked for, and a compressed answer is refused. Nothing is cached.
 *
 * What goes wrong is a [TransportException]; its cause is the YufuException where the SDK refused.
 *
 * @param signer Signs for the session.
 * @param hardware The key that was enrolled with the device, if one was.
 */
public class SigningInterceptor @JvmOverloads constructor(
    private val signer: RequestSigner,
    private val hardware: HardwareSigner? = null,
) : Interceptor {
    private val sent = Sent()

    override fun intercept(chain: Interceptor.Chain): Response {
        val request = chain.request()
        checkNotNull(chain.connection()) { "SigningInterceptor belongs to addNetworkInterceptor" }
        val repeatable = request.method == "GET" || request.method == "HEAD"
        if (!repeatable && !sent.first(chain.call())) {
            throw TransportException(TransportException.Kind.SENT_ALREADY)
        }
        try {
            return sign(request).use { pending ->
                chain.proceed(signed(request, pending)).use { checked(it, pending) }
            }
        } catch (refusal: YufuException) {
            throw TransportException(TransportException.Kind.REFUSED, refusal)
        }
    }

    private fun sign(request: Request): PendingAnswer {
        val type = request.body?.contentType()?.toString() ?: request.header("content-type")
        val pending = signer.sign(RequestHead(request.method, request.url.target(), type), request.content())
        if (hardware != null) {
            pending.hardwareBase()?.let { pending.attachHardwareSignature(hardware.sign(it)) }
        }
        return pending
    }

    private fun signed(request: Request, pending: PendingAnswer): Request {
        val signed = pending.request()
        // A request for anyone else than the session's bank would carry a signature to them.
        if (!request.url.authority().equals(signed.authority, ignoreCase = true)) {
            pending.close()
            throw TransportException(TransportException.Kind.MALFORMED_REQUEST)
        }
        return request.newBuilder().removeHeader("transfer-encoding").signed(signed).apply {
            if (signed.body.isNotEmpty()) header("content-length", signed.body.size.toString())
        }.build()
    }

    private fun checked(response: Response, pending: PendingAnswer): Response {
        val answer = pending.receive(response.code, response.headers.forSdk(), response.content())
        return response.newBuilder()
            .header("cache-control", "no-store")
            .body(answer.body.toResponseBody(response.body?.contentType()))
            .build()
    }
}

/** Path and query as OkHttp sends them. */
internal fun HttpUrl.target(): String = encodedQuery?.let { "$encodedPath?$it" } ?: encodedPath

/** Host and, unless it is the default, port. */
private fun HttpUrl.authority(): String {
    val host = if (':' in host) "[$host]" else host
    return if (port == HttpUrl.defaultPort(scheme)) host else "$host:$port"
}

/** The whole content, up to the largest. */
private fun Request.content(): ByteArray {
    val body = body ?: return ByteArray(0)
    if (body.isDuplex()) throw TransportException(TransportException.Kind.MALFORMED_REQUEST)
    val all = Buffer()
    val bounded = object : ForwardingSink(all) {
        override fun write(source: Buffer, byteCount: Long) {
            if (all.size + byteCount > LARGEST) throw TransportException(TransportException.Kind.REQUEST_TOO_LARGE)
            super.write(source, byteCount)
        }
    }
    bounded.buffer().let {
        body.writeTo(it)
        it.flush()
    }
    return all.readByteArray()
}
