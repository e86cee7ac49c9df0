package dev.yufu

import java.util.Base64
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

/**
 * The demo's attacks, made from Kotlin, and rejected for the same reasons. The thirteenth, a report
 * with a check removed, needs the device key in the attacker's hands, which this API gives nobody.
 */
class AttackTest {
    private val bank = Bank.first
    private val letter = bank.letter()
    private val phone = Phone.enrol(bank, letter)
    private val session = phone.logIn(letter)
    private val pin = phone.drawPin(session, letter)

    @Test
    fun `replay and reused token`() {
        val captured = phone.prepare(session, pin).request()
        assertNull(bank.send(captured).reason)
        assertEquals("replayed", bank.send(captured).reason)

        val token = captured.headers.single { it.name == "yufu-submit-token" }.value
        val head = RequestHead("POST", "/v1/transfer", "application/json", token)
        val again = RequestSigner(session).sign(head, captured.body)
        phone.signByHardware(again)
        val answer = bank.send(again.request())
        assertEquals("submit_token_used", answer.reason)
        val error = assertThrows(YufuException.Rejected::class.java) { receive(again, answer) }
        assertEquals(answer.code, error.code)
        assertEquals(member(answer.text, "correlation_id"), error.correlation)
    }

    @Test
    fun `changed payee and changed amount`() {
        val request = phone.prepare(session, pin).request()
        val payee = Phone.PAYEE.toByteArray()
        val body = edit(request.body, payee, "9900000000000000019".toByteArray())
        val headers = request.headers.filter { it.name != "content-digest" } +
            HttpHeader("content-digest", contentDigest(body))
        val redirected = request.copy(headers = headers, body = body)
        assertEquals("signature_invalid", bank.send(redirected).reason)

        val second = phone.prepare(session, pin).request()
        // INTEGER 1234 becomes INTEGER 32722.
        val dearer = edit(second.body, byteArrayOf(2, 2, 4, 0xd2.toByte()), byteArrayOf(2, 2, 0x7f, 0xd2.toByte()))
        assertEquals("digest_mismatch", bank.send(second.copy(body = dearer)).reason)
    }

    @Test
    fun `request that was held back`() {
        val head = RequestHead("GET", "/v1/orders/held-back", lifetimeSeconds = 1)
        val pending = RequestSigner(session).sign(head, ByteArray(0))
        phone.signByHardware(pending)
        Thread.sleep(2_100)
        assertEquals("request_expired", bank.send(pending.request()).reason)
    }

    @Test
    fun `PIN of one transfer in another`() {
        val small = phone.begin(session)
        val sealed = phone.sealPin(small, pin)
        val other = phone.begin(session)
        val pending = phone.sign(other, sealed, phone.sealReport(other))
        assertEquals("input_rejected", bank.send(pending.request()).reason)
    }

    @Test
    fun `report of another device`() {
        val secondLetter = bank.letter()
        val second = Phone.enrol(bank, secondLetter)
        val helper = second.exchange(second.server.beginLogin(second.device))
        val transfer = phone.begin(session)
        val report = second.environment.collect(HostFacts(), transfer.challenge(), transfer.digest(), 200)
        val borrowed = helper.sealReport(report, APP)
        val pending = phone.sign(transfer, phone.sealPin(transfer, pin), borrowed)
        assertEquals("report_of_another_device", bank.send(pending.request()).reason)
    }

    @Test
    fun `key that this bank never saw`() {
        val otherLetter = Bank.other.letter()
        val stranger = Phone.enrol(Bank.other, otherLetter)
        val strange = stranger.logIn(otherLetter)
        val head = RequestHead("GET", "/v1/orders/any")
        val pending = RequestSigner(strange).sign(head, ByteArray(0))
        stranger.signByHardware(pending)
        assertEquals("key_unknown", bank.send(pending.request()).reason)
    }

    @Test
    fun `key bundle of another root`() {
        val trust = Trust(bank.root, 0)
        val answer = Bank.other.send(bank.server(trust).keysRequest())
        val error = assertThrows(YufuException.Untrusted::class.java) {
            trust.load(member(answer.text, "bundle"), now())
        }
        assertEquals(5102, error.code)
    }

    @Test
    fun `forged and swapped responses`() {
        val first = phone.prepare(session, pin)
        val honest = bank.send(first.request())
        val forged = honest.text.replace("completed", "refused").toByteArray()
        val error = assertThrows(YufuException.Untrusted::class.java) {
            first.receive(honest.status, honest.headers, forged)
        }
        assertEquals(5404, error.code)

        val second = phone.prepare(session, pin)
        bank.send(second.request())
        val swapped = assertThrows(YufuException.Untrusted::class.java) { receive(second, honest) }
        assertEquals(5407, swapped.code)
    }

    @Test
    fun `sixth guess at a PIN`() {
        val wrong = pin.clone()
        wrong[0] = if (wrong[0] == '9'.code.toByte()) '0'.code.toByte() else (wrong[0] + 1).toByte()
        repeat(5) {
            assertEquals("input_rejected", bank.send(phone.prepare(session, wrong).request()).reason)
        }
        assertEquals("attempts_exhausted", bank.send(phone.prepare(session, pin).request()).reason)
    }

    /** Changes bytes of the transaction inside a transfer's body, and nothing else. */
    private fun edit(body: ByteArray, from: ByteArray, to: ByteArray): ByteArray {
        val text = String(body, Charsets.UTF_8)
        val field = member(text, "transaction")
        val der = Base64.getUrlDecoder().decode(field)
        val places = (0..der.size - from.size).filter { at ->
            der.copyOfRange(at, at + from.size).contentEquals(from)
        }
        to.copyInto(der, places.single())
        val edited = Base64.getUrlEncoder().withoutPadding().encodeToString(der)
        return text.replace(field, edited).toByteArray()
    }
}
