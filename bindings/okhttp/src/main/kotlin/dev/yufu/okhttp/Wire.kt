package dev.yufu.okhttp

import dev.yufu.HttpHeader
import dev.yufu.HttpRequest
import java.util.Locale
import java.util.WeakHashMap
import okhttp3.Call
import okhttp3.Headers
import okhttp3.Interceptor
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import okhttp3.Response

/** The largest content, in bytes, that the SDK signs or believes. */
internal const val LARGEST: Long = 128L shl 10

/** Calls whose request has been handed to a connection. */
internal class Sent {
    private val calls = WeakHashMap<Call, Unit>()

    /** Whether this is the first time. */
    fun first(call: Call): Boolean = synchronized(calls) { calls.put(call, Unit) == null }
}

/** Lets each call reach a connection once, whatever OkHttp would try after that. */
internal class Once : Interceptor {
    private val sent = Sent()

    override fun intercept(chain: Interceptor.Chain): Response {
        if (!sent.first(chain.call())) throw TransportException(TransportException.Kind.SENT_ALREADY)
        return chain.proceed(chain.request())
    }
}

/** Puts the signed request in the place of what is there. */
internal fun Request.Builder.signed(request: HttpRequest): Request.Builder = apply {
    for (name in request.headers.map { it.name.lowercase(Locale.ROOT) }.toSet()) removeHeader(name)
    for (header in request.headers) addHeader(header.name, header.value)
    // Without this OkHttp asks for gzip and unpacks it.
    header("accept-encoding", "identity")
    // Without a media type of its own: the signed header says it.
    val wants = request.method != "GET" && request.method != "HEAD"
    method(request.method, if (wants) request.body.toRequestBody(null) else null)
}

/** Reads the whole content, up to the largest. */
internal fun Response.content(): ByteArray {
    val encoding = header("content-encoding")
    if (encoding != null && !encoding.equals("identity", ignoreCase = true)) {
        throw TransportException(TransportException.Kind.UNREADABLE_ANSWER)
    }
    val source = body?.source() ?: return ByteArray(0)
    if (source.request(LARGEST + 1)) throw TransportException(TransportException.Kind.ANSWER_TOO_LARGE)
    return source.readByteArray()
}

internal fun Headers.forSdk(): List<HttpHeader> = map { (name, value) -> HttpHeader(name, value) }
