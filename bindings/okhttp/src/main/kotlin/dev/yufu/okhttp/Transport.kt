package dev.yufu.okhttp

import dev.yufu.HttpRequest
import dev.yufu.Pending
import dev.yufu.Server
import dev.yufu.YufuException
import java.io.IOException
import okhttp3.Authenticator
import okhttp3.CookieJar
import okhttp3.HttpUrl.Companion.toHttpUrlOrNull
import okhttp3.OkHttpClient
import okhttp3.Request

/** A P-256 key of the phone that signs requests, as Android's key store holds one. */
public fun interface HardwareSigner {
    /** The ECDSA-Sig-Value in DER over [message], hashed with SHA-256. */
    public fun sign(message: ByteArray): ByteArray
}

/**
 * Sends what is pending over OkHttp, byte for byte as it was signed, and gives the answer to the SDK,
 * which checks its signature.
 *
 * It follows no redirect, asks for no compression, keeps no cache and no cookies, and sends nothing
 * twice. When a connection breaks, what became of a transfer is asked with `Session.order`.
 *
 * @param client Brings timeouts, a proxy and TLS settings of the app's own. Its interceptors, cache,
 * cookies and authenticator are left out.
 * @param hardware The key that was enrolled with the device, if one was.
 * @param scheme https but in tests.
 */
public class Transport @JvmOverloads constructor(
    client: OkHttpClient,
    private val hardware: HardwareSigner? = null,
    private val scheme: String = "https",
) {
    private val client: OkHttpClient = client.newBuilder()
        .followRedirects(false)
        .followSslRedirects(false)
        .cache(null)
        .cookieJar(CookieJar.NO_COOKIES)
        .authenticator(Authenticator.NONE)
        .apply {
            interceptors().clear()
            networkInterceptors().clear()
        }
        .addNetworkInterceptor(Once())
        .build()

    /**
     * Signs with the hardware key where that is wanted, sends, and reads the answer. It blocks.
     *
     * @throws YufuException What the SDK says of the request or the answer.
     * @throws IOException The connection's; [TransportException] where this adapter gave up.
     */
    @Throws(YufuException::class, IOException::class)
    public fun <T> send(pending: Pending<T>): T {
        if (hardware != null) {
            pending.hardwareBase()?.let { pending.attachHardwareSignature(hardware.sign(it)) }
        }
        return exchange(pending.request()) { status, headers, body -> pending.receive(status, headers.forSdk(), body) }
    }

    /**
     * Fetches the key bundle into the server's trust. It blocks.
     *
     * @param now The device's clock, in seconds since 1970.
     * @throws YufuException What the SDK says of the bundle.
     * @throws IOException The connection's; [TransportException] where this adapter gave up.
     */
    @JvmOverloads
    @Throws(YufuException::class, IOException::class)
    public fun loadKeys(server: Server, now: Long = System.currentTimeMillis() / 1000) {
        exchange(server.keysRequest()) { status, headers, body -> server.loadKeys(status, headers.forSdk(), body, now) }
    }

    private fun <T> exchange(request: HttpRequest, read: (Int, okhttp3.Headers, ByteArray) -> T): T {
        val url = "$scheme://${request.authority}${request.target}".toHttpUrlOrNull()
        // OkHttp rewrites what it finds odd; then something else would be sent than was signed.
        if (url == null || url.target() != request.target) {
            throw TransportException(TransportException.Kind.MALFORMED_REQUEST)
        }
        return client.newCall(Request.Builder().url(url).signed(request).build()).execute().use {
            read(it.code, it.headers, it.content())
        }
    }
}
