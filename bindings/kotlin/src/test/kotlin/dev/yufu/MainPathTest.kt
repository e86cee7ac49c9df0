package dev.yufu

import java.nio.ByteBuffer
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** From the bank's letter to the receipt and the logout, against a running gateway. */
class MainPathTest {
    @Test
    fun `a transfer is accepted from enrolment to receipt`() {
        assertEquals(9, Yufu.selfTest().size)
        val bank = Bank.first
        val letter = bank.letter()
        val phone = Phone.enrol(bank, letter)
        assertTrue(phone.device.hasHardwareKey())

        val session = phone.logIn(letter)
        assertEquals(SessionState.ACTIVE, session.state())
        assertTrue(session.mustChangePin())
        assertTrue(session.accounts().contains(phone.device.account()))
        assertTrue(session.serverTime() - now() in -60..60)

        val easy = phone.changePin(session, letter, "111111".toByteArray())
        assertFalse(easy.changed)
        assertTrue(easy.findings.isNotEmpty())
        val pin = phone.drawPin(session, letter)

        val transfer = phone.begin(session)
        assertTrue(Factor.TRANSACTION_PIN in transfer.requiredFactors())
        val digest = transfer.digest()
        assertTrue(transfer.isOf(digest))
        assertFalse(transfer.isOf(ByteArray(32)))
        val sealed = phone.sealPin(transfer, pin)
        val receipt = phone.exchange(phone.sign(transfer, sealed, phone.sealReport(transfer)))
        assertEquals(OrderState.COMPLETED, receipt.state)
        assertArrayEquals(digest, receipt.digest)
        assertEquals("**** 0128", receipt.payeeAccount)
        assertEquals("张**", receipt.payeeName)
        assertEquals(Amount(1234, "CNY"), receipt.amount)
        assertEquals("12.34 CNY", receipt.amountText)

        assertEquals(receipt, phone.exchange(session.order(receipt.order)))

        val logout = session.logout()
        phone.exchange(logout)
        assertEquals(SessionState.ENDED_BY_LOGOUT, session.state())
        val ended = assertThrows(YufuException.LoginRequired::class.java) { session.order("any") }
        assertEquals(5303, ended.code)
    }

    @Test
    fun `the app's own request is signed and its answer read from a direct buffer`() {
        val letter = Bank.first.letter()
        val phone = Phone.enrol(Bank.first, letter)
        val session = phone.logIn(letter)
        val pin = phone.drawPin(session, letter)
        val receipt = phone.exchange(phone.prepare(session, pin))

        val signer = RequestSigner(session)
        val pending = signer.sign(RequestHead("GET", "/v1/orders/${receipt.order}"), ByteArray(0))
        phone.signByHardware(pending)
        val answer = Bank.first.send(pending.request())
        val padded = ByteBuffer.allocateDirect(answer.body.size + 7)
        padded.position(7)
        padded.put(answer.body).position(7)
        val read = pending.receive(answer.status, answer.headers, padded)
        assertArrayEquals(answer.body, read.body)
    }

    @Test
    fun `a device record opens with its secret alone`() {
        val letter = Bank.first.letter()
        val phone = Phone.enrol(Bank.first, letter)
        val secret = ByteArray(32) { it.toByte() }
        val record = phone.device.toRecord(secret)

        val saved = SavedDevice(record, secret)
        assertTrue(saved.isEnrolled())
        val device = saved.device()
        assertEquals(phone.device.id(), device.id())
        assertArrayEquals(phone.device.thumbprint(), device.thumbprint())

        val other = assertThrows(YufuException.Failed::class.java) {
            SavedDevice(record, ByteArray(32))
        }
        assertEquals(5203, other.code)
        val fresh = NewDevice()
        val unfinished = SavedDevice(fresh.toRecord(secret), secret)
        assertFalse(unfinished.isEnrolled())
        unfinished.newDevice().close()
    }

    @Test
    fun `a session that went to the background asks for a new login`() {
        val letter = Bank.first.letter()
        val phone = Phone.enrol(Bank.first, letter)
        val strict = phone.logIn(letter)
        assertEquals(SessionState.LOCKED_BACKGROUND, strict.enterBackground())
        val error = assertThrows(YufuException.LoginRequired::class.java) { phone.begin(strict) }
        assertEquals(5302, error.code)
        assertEquals("请重新登录。", error.adviceZh)

        val lenient = phone.logIn(letter, SessionLimits(null, 60))
        assertEquals(SessionState.ACTIVE, lenient.enterBackground())
        assertEquals(SessionState.ACTIVE, lenient.enterForeground())
        lenient.lock()
        assertEquals(SessionState.LOCKED_BY_HOST, lenient.touch())
    }
}
