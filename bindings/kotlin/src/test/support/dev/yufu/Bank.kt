package dev.yufu

import java.io.File
import java.net.HttpURLConnection
import java.net.URL
import java.util.Base64
import org.bouncycastle.crypto.digests.SM3Digest

/** What came over the wire. */
internal class Response(val status: Int, val headers: List<HttpHeader>, val body: ByteArray) {
    val text: String get() = String(body, Charsets.UTF_8)

    /** The reason of a refusal; null for a success. */
    val reason: String? get() = when {
        status < 300 -> null
        "\"reason\":" in text -> member(text, "reason")
        else -> "status $status: $text"
    }

    val code: Int get() = Regex("\"code\":(\\d+)").find(text)!!.groupValues[1].toInt()
}

/** A running gateway and the way to it: what an app's own HTTP client does. */
internal class Bank(val authority: String, rootFile: String) {
    private val pem = File(rootFile).readLines().filterNot { it.startsWith("-") }.joinToString("")

    /** SubjectPublicKeyInfo of the bank's root key, as an app has it compiled in. */
    val root: ByteArray = Base64.getDecoder().decode(pem)

    fun send(request: HttpRequest): Response {
        val connection = URL("http://$authority${request.target}").openConnection() as HttpURLConnection
        connection.instanceFollowRedirects = false
        connection.requestMethod = request.method
        request.headers.forEach { connection.addRequestProperty(it.name, it.value) }
        if (request.method != "GET") {
            connection.doOutput = true
            connection.outputStream.use { it.write(request.body) }
        }
        val status = connection.responseCode
        val stream = if (status < 400) connection.inputStream else connection.errorStream
        val body = stream?.use { it.readBytes() } ?: ByteArray(0)
        val fields = connection.headerFields.filterKeys { it != null }
        val headers = fields.flatMap { (name, values) -> values.map { HttpHeader(name!!, it) } }
        return Response(status, headers, body)
    }

    /** The letter to a customer whom the gateway's sandbox makes up. */
    fun letter(): Letter {
        val json = listOf(HttpHeader("content-type", "application/json"))
        val ask = HttpRequest("POST", authority, "/v1/sandbox/customers", json, "{}".toByteArray())
        return Letter(send(ask).text)
    }

    fun server(trust: Trust = Trust(root, 0)): Server {
        val server = Server(authority, trust)
        val answer = send(server.keysRequest())
        server.loadKeys(answer.status, answer.headers, answer.body, now())
        return server
    }

    companion object {
        val first = Bank(env("YUFU_GATEWAY"), env("YUFU_ROOT"))

        /** Another bank, whose keys the first knows nothing of. */
        val other by lazy { Bank(env("YUFU_OTHER_GATEWAY"), env("YUFU_OTHER_ROOT")) }

        private fun env(name: String) =
            System.getenv(name) ?: error("$name is not set: run `cargo xtask test Kotlin`")
    }
}

internal class Letter(json: String) {
    val activationCode = member(json, "activation_code").toByteArray()
    val password = member(json, "login_password").toByteArray()
    val pin = member(json, "initial_pin").toByteArray()
    private val birthday = member(json, "birthday")
    private val idNumber = member(json, "id_number")
    private val mobile = member(json, "mobile")
    private val cards = Regex("\"cards\":\\[([^]]*)]").find(json)!!.groupValues[1]

    fun denyList() = DenyList().also { list ->
        val (year, month, day) = listOf(0..3, 4..5, 6..7).map { birthday.substring(it).toInt() }
        list.addBirthday(year, month, day)
        list.addIdNumber(idNumber.toByteArray())
        list.addMobileNumber(mobile.toByteArray())
        cards.split(',').map { it.trim('"') }.filter { it.isNotEmpty() }
            .forEach { list.addCardNumber(it.toByteArray()) }
    }
}

internal fun member(json: String, name: String): String =
    Regex("\"$name\":\"([^\"]*)\"").find(json)?.groupValues?.get(1) ?: error("no $name")

internal fun now(): Long = System.currentTimeMillis() / 1000

internal fun contentDigest(body: ByteArray): String {
    val digest = SM3Digest()
    digest.update(body, 0, body.size)
    val out = ByteArray(32).also { digest.doFinal(it, 0) }
    return "sm3=:${Base64.getEncoder().encodeToString(out)}:"
}
