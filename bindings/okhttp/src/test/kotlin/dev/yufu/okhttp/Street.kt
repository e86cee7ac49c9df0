package dev.yufu.okhttp

import dev.yufu.AppInfo
import dev.yufu.Bank
import dev.yufu.HostFacts
import dev.yufu.HttpRequest
import dev.yufu.Keypad
import dev.yufu.KeypadStyle
import dev.yufu.Layout
import dev.yufu.Letter
import dev.yufu.Order
import dev.yufu.Phone
import dev.yufu.Response
import dev.yufu.Server
import dev.yufu.Session
import dev.yufu.SessionLimits
import dev.yufu.Trust
import dev.yufu.type
import java.net.InetAddress
import okhttp3.Dns
import okhttp3.OkHttpClient
import okhttp3.Request

/** A phone whose login went through the transport, to the bank or what stands before it. */
internal class Walk(authority: String, client: OkHttpClient = OkHttpClient()) {
    val letter: Letter = Bank.first.letter()
    val phone: Phone = Phone.enrol(Bank.first, letter)
    val transport = Transport(client, phone.hardware::sign, "http")
    val session: Session

    init {
        phone.wire = { plain(client, it) }
        val server = Server(authority, Trust(Bank.first.root, 0))
        transport.loadKeys(server)
        val login = transport.send(server.beginLogin(phone.device))
        val report = phone.environment.collect(HostFacts(), login.challenge(), null, 200)
        val sealed = login.sealReport(report, AppInfo("dev.yufu.test", "0.1.0"))
        val input = login.openInput(Keypad(Layout.QWERTY, Order.SHUFFLED, KeypadStyle.STANDARD))
        type(input, letter.password)
        session = transport.send(login.submit(input.seal(), sealed, SessionLimits(null, 0)))
    }
}

/** What a client does that knows nothing of the SDK's rules. */
private fun plain(client: OkHttpClient, asked: HttpRequest): Response {
    val request = Request.Builder().url("http://${asked.authority}${asked.target}").signed(asked).build()
    return client.newCall(request).execute().use { Response(it.code, it.headers.forSdk(), it.body!!.bytes()) }
}

/** What tests/tests/swift/street.rs put on a port of its own. */
internal fun port(name: String): String =
    System.getenv(name) ?: error("$name is not set: run `cargo xtask test Kotlin`")

/** The same port under a name that has two addresses, which OkHttp tries one after the other. */
internal fun named(authority: String): String = "bank.test:${authority.substringAfter(':')}"

/** A client that finds two addresses for every name. */
internal fun twice(): OkHttpClient {
    val here = InetAddress.getByName("127.0.0.1")
    return OkHttpClient.Builder().dns(object : Dns {
        override fun lookup(hostname: String) = listOf(here, here)
    }).build()
}

/** What a plain client reads. */
internal fun read(client: OkHttpClient, url: String): String =
    client.newCall(Request.Builder().url(url).build()).execute().use { it.body!!.string() }
