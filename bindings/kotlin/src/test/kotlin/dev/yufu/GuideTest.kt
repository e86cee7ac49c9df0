package dev.yufu

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The snippets of docs/bindings/kotlin.md, as they stand there. */
class GuideTest {
    private val bank = Bank.first
    private val letter = bank.letter()
    private val secureElement = SecureElement()
    private val platformSecret = ByteArray(32) { 7 }
    private val http = bank
    private var kept: ByteArray? = null
    private val shown = StringBuilder()

    private fun keep(record: ByteArray) {
        kept = record
    }

    private fun draw(cell: Cell, label: String) {
        shown.append(label).append(cell.kind)
    }

    private fun show(text: String) {
        shown.append(text)
    }

    /** A hand that reads the labels, turning pages where it has to. */
    private fun touches(input: SecureInput): Sequence<Int> = sequence {
        val turns = listOf(CellKind.SHIFT, CellKind.SYMBOLS, CellKind.LETTERS)
        for (wanted in letter.password.map { it.toInt().toChar().toString() }) {
            val left = turns.iterator()
            while (true) {
                val cells = input.cells()
                val key = cells.indices.firstOrNull { input.label(it) == wanted }
                if (key != null) {
                    yield(key)
                    break
                }
                val turn = left.next()
                cells.indexOfFirst { it.kind == turn }.takeIf { it >= 0 }?.let { yield(it) }
            }
        }
    }

    private fun <T> send(pending: Pending<T>): T {
        pending.hardwareBase()?.let { pending.attachHardwareSignature(secureElement.sign(it)) }
        val answer = http.send(pending.request())
        return pending.receive(answer.status, answer.headers, answer.body)
    }

    private fun trust(root: ByteArray, lastSequence: Long): Server {
        val trust = Trust(root, lastSequence)
        val server = Server(bank.authority, trust)
        val keys = http.send(server.keysRequest())
        server.loadKeys(keys.status, keys.headers, keys.body, System.currentTimeMillis() / 1000)
        return server
    }

    private fun enrol(server: Server, activationCode: ByteArray): Device {
        val device = NewDevice(secureElement.publicKey)
        val offer = send(server.challenge())
        val enrolment = device.enrolment(offer, activationCode)
        val proof = enrolment.hardwareMessage()?.let { secureElement.sign(it) }
        keep(device.toRecord(platformSecret)) // before it is sent: the code works once
        val enrolled = send(enrolment.sign(device, server, proof))
        return device.enrolled(enrolled).also { keep(it.toRecord(platformSecret)) }
    }

    private fun logIn(server: Server, device: Device): Session {
        val login = send(server.beginLogin(device))
        val app = AppInfo("com.bank.app", "1.0.0")
        val facts = HostFacts()
        facts.setFlag(FactName.ADB, false)
        facts.setUnobservable(FactName.PACKAGES, UnobservableCause.DENIED)
        val found = Environment().collect(facts, login.challenge(), null, 200)
        val report = login.sealReport(found, app)
        login.openInput(Keypad(Layout.QWERTY, Order.SHUFFLED, KeypadStyle.STANDARD)).use { input ->
            input.cells().forEachIndexed { index, cell -> draw(cell, input.label(index)) }
            for (touched in touches(input)) input.press(touched) // the index of the cell
            show(input.masked())
            val password = input.seal()
            return send(login.submit(password, report, SessionLimits(null, 0)))
        }
    }

    private fun ask(session: Session): Answer {
        val signer = RequestSigner(session)
        return send(signer.sign(RequestHead("GET", "/v1/orders/20270115-0001"), ByteArray(0)))
    }

    @Test
    fun `the guide's snippets do what the guide says`() {
        val server = trust(bank.root, 0)
        val device = enrol(server, letter.activationCode)
        assertTrue(SavedDevice(kept!!, platformSecret).isEnrolled())
        val session = logIn(server, device)
        assertEquals(SessionState.ACTIVE, session.state())
        val unknown = assertThrows(YufuException.Rejected::class.java) { ask(session) }
        assertTrue(unknown.code in 3001..4299 && unknown.correlation!!.isNotEmpty())
        assertTrue("•" in shown)
    }
}
