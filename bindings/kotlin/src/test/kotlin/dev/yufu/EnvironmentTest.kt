package dev.yufu

import java.nio.file.Files
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Host facts under a pack whose rules look at nothing else, and the store of the device. */
class EnvironmentTest {
    private val root = System.getenv("YUFU_FACT_ROOT").chunked(2).map { it.toInt(16).toByte() }.toByteArray()
    private val pack = Pack.embedded().update(System.getenv("YUFU_FACT_PACK"), listOf(root), now())
    private val expected = Expected(emptyList(), listOf("com.example.store"))

    private fun look(facts: HostFacts, expected: Expected? = this.expected): Report =
        Environment(expected, pack).collect(facts, ByteArray(32), null, 200)

    private fun Report.states(): Map<String, FindingState> = findings().associate { it.code to it.state }

    private fun facts(bad: Boolean) = HostFacts().apply {
        setFlag(FactName.OVERLAY, bad)
        setList(FactName.PACKAGES, listOf(if (bad) "com.example.root" else "com.example.reader"))
        setNumber(FactName.SENSORS, if (bad) 3 else 12)
        setText(FactName.TLS_VERSION, if (bad) "TLSv1.1" else "TLSv1.3")
        setText(FactName.INSTALLER, if (bad) "com.example.elsewhere" else "com.example.store")
    }

    @Test
    fun `each host fact leads to its finding`() {
        val report = look(facts(bad = true))
        assertEquals(5, report.states().size)
        assertTrue(report.findings().all { it.state == FindingState.DETECTED && it.layer == Layer.HOST })
        assertEquals(Severity.MEDIUM, report.severity())
        assertEquals(CategoryScore("fraud", 40), report.scores().single { it.category == "fraud" })
        assertEquals(Decision.WARN, report.offlineDecision())
    }

    @Test
    fun `harmless host facts are clean`() {
        val report = look(facts(bad = false))
        assertTrue(report.states().values.all { it == FindingState.CLEAN }, "${report.states()}")
        assertEquals(Decision.ALLOW, report.offlineDecision())
    }

    @Test
    fun `a missing host fact is unobservable and never a finding`() {
        val denied = HostFacts().apply {
            FactName.values().forEach { setUnobservable(it, UnobservableCause.DENIED) }
        }
        for (report in listOf(look(HostFacts()), look(denied), look(HostFacts(), null))) {
            assertTrue(report.states().values.all { it == FindingState.UNOBSERVABLE })
            assertEquals(Severity.INFO, report.severity())
            assertTrue(report.scores().all { it.score == 0 })
        }
        // Without an expectation the installer alone says nothing.
        val states = look(facts(bad = true), null).states()
        assertEquals(FindingState.UNOBSERVABLE, states["tamper.installer"])
    }

    @Test
    fun `a pack that is old, foreign or spoilt leaves the one in use`() {
        val own = Pack.embedded()
        assertEquals(own.id(), pack.id())
        assertTrue(own.version() < pack.version())
        assertEquals(listOf("com.example.root"), pack.asks().packages)
        val token = System.getenv("YUFU_FACT_PACK")
        val refused = { call: () -> Unit -> assertThrows(YufuException.Failed::class.java, call).code }
        assertTrue(refused { own.update(token, emptyList(), now()) } in 1001..2899)
        assertTrue(refused { own.update(token, listOf(root), now() + 7200) } in 1001..2899)
        assertTrue(refused { own.update(token.dropLast(9), listOf(root), now()) } in 1001..2899)
        assertEquals(own.version(), Pack.embedded().version())
    }

    @Test
    fun `the store keeps a device and gives it to its secret alone`() {
        val folder = Files.createTempDirectory("yufu").resolve("device")
        val secret = ByteArray(32) { 3 }
        val store = FileStore(folder.toString())
        assertNull(store.load(secret))
        store.saveNew(NewDevice(), secret)
        assertEquals(false, store.load(secret)!!.isEnrolled())
        assertEquals(5203, assertThrows(YufuException::class.java) { store.load(ByteArray(32)) }.code)
        val letter = Bank.first.letter()
        val phone = Phone.enrol(Bank.first, letter)
        store.save(phone.device, secret)
        assertEquals(phone.device.id(), store.load(secret)!!.device().id())
        assertEquals(false, phone.logIn(letter).mustChangePassword())
        store.erase()
        assertNull(store.load(secret))
    }
}
