package dev.yufu

import java.lang.reflect.InvocationTargetException
import java.nio.ByteBuffer
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What a host does wrong ends in an exception with a code: no crash, no wrong answer. */
class MisuseTest {
    private val bank = Bank.first

    private fun code(call: () -> Unit): Int = assertThrows(YufuException::class.java, call).code

    @Test
    fun `null is refused before it reaches native code`() {
        val load = Trust::class.java.getMethod("load", String::class.java, Long::class.java)
        val trust = Trust(bank.root, 0)
        val thrown = assertThrows(InvocationTargetException::class.java) { load.invoke(trust, null, 0L) }
        assertTrue(thrown.cause is NullPointerException)
    }

    @Test
    fun `empty, huge and wrong-length arguments have codes`() {
        val huge = ByteArray(64 shl 20)
        val text = String(CharArray(64 shl 20) { 'x' })
        val trust = Trust(bank.root, 0)
        assertEquals(7003, code { Trust(huge, 0) })
        assertEquals(7003, code { trust.load(text, 0) })
        assertEquals(5102, code { trust.load("", 0) })
        assertTrue(code { Trust(ByteArray(0), 0) } in 1001..1999)
        assertEquals(7003, code { SavedDevice(ByteArray(0), ByteArray(31)) })
        assertEquals(5202, code { SavedDevice(ByteArray(0), ByteArray(32)) })
        assertEquals(5205, code { NewDevice(ByteArray(0)) })
        val facts = HostFacts()
        assertEquals(7003, code { Environment().collect(facts, ByteArray(31), null, 1) })
        assertEquals(7003, code { Environment().collect(facts, ByteArray(32), ByteArray(33), 1) })
        assertEquals(5811, code { facts.setText(FactName.VPN, "true") })
        assertEquals(5812, code { facts.setList(FactName.PACKAGES, List(257) { "" }) })
        assertEquals(7003, code { FileStore("/").load(ByteArray(33)) })
        assertEquals(7003, code { CardExpiry(ByteArray(0)) })
        assertEquals(7003, code { Trust(bank.root, -1) })
        assertEquals(7003, code { pad().label(-1) })
        assertEquals(5602, code { pad().label(99) })
        // A lone half of a surrogate pair is no text.
        assertEquals(7003, code { trust.load("\ud83d", 0) })
        assertEquals("********", Yufu.maskValue(ValueKind.NAME, "\ud83d\udc1f"))
    }

    @Test
    fun `content too large to be signed or believed is refused`() {
        val letter = bank.letter()
        val phone = Phone.enrol(bank, letter)
        val signer = RequestSigner(phone.logIn(letter))
        val head = RequestHead("POST", "/v1/any", "application/octet-stream")
        assertEquals(5401, code { signer.sign(head, ByteArray(1 shl 20)) })
        assertEquals(7003, code { signer.sign(head, ByteArray(64 shl 20)) })
        assertEquals(7003, code { signer.sign(head, ByteBuffer.allocateDirect(64 shl 20)) })
        assertEquals(7003, code { signer.sign(head, ByteBuffer.allocate(1)) })
        assertEquals(7003, code { signer.sign(RequestHead("POST", "/v1/any"), ByteArray(1)) })
        assertEquals(7003, code { bank.server().loadKeys(70_000, emptyList(), ByteArray(0), 0) })
    }

    @Test
    fun `a closed object refuses and closing twice does not`() {
        val keypad = pad()
        keypad.close()
        keypad.close()
        assertThrows(YufuException.Closed::class.java) { keypad.cells() }
        assertEquals(7001, code { keypad.cells() })
        val trust = Trust(bank.root, 0).apply { close() }
        assertEquals(7001, code { Server(bank.authority, trust) })
    }

    @Test
    fun `what was used up is closed`() {
        val letter = bank.letter()
        val phone = Phone.enrol(bank, letter)
        val login = phone.exchange(phone.server.beginLogin(phone.device))
        val keypad = pad()
        val input = login.openInput(keypad)
        assertEquals(7001, code { keypad.cells() })
        assertEquals(7001, code { login.openInput(keypad) })
        assertEquals(5603, code { input.seal() })
        assertEquals(7001, code { input.press(0) })
    }

    @Test
    fun `sixteen threads on one input lose no keystroke`() {
        val letter = bank.letter()
        val phone = Phone.enrol(bank, letter)
        val input = phone.exchange(phone.server.beginLogin(phone.device)).openInput(pad())
        val key = input.cells().indexOfFirst { it.kind == CellKind.KEY }
        val threads = Executors.newFixedThreadPool(16)
        val presses = (1..60).map { Callable { input.press(key) } }
        assertTrue(threads.invokeAll(presses).all { it.get() == Press.TYPED })
        assertEquals(60, input.length())

        // Closing under their hands: each call ends, and with Closed if not with a result.
        val touches = (1..64).map { at ->
            Callable {
                try {
                    if (at == 32) input.close() else input.masked()
                    0
                } catch (closed: YufuException.Closed) {
                    closed.code
                }
            }
        }
        assertTrue(threads.invokeAll(touches).all { it.get() == 0 || it.get() == 7001 })
        threads.shutdown()
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS))
    }

    @Test
    fun `forgotten objects are freed, and none that is in use`() {
        val stop = AtomicBoolean()
        val collector = Thread {
            while (!stop.get()) {
                System.gc()
                Reaper.drain()
                Thread.sleep(1)
            }
        }
        collector.start()
        try {
            // The temporary is unreachable as soon as its call has begun.
            repeat(2_000) { assertEquals(13, pad().cells().size) }
        } finally {
            stop.set(true)
            collector.join()
        }
        val deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20)
        while (Reaper.count > 500 && System.nanoTime() < deadline) {
            System.gc()
            Reaper.drain()
            Thread.sleep(20)
        }
        assertTrue(Reaper.count <= 500, "${Reaper.count} shells are left")
    }

    @Test
    fun `a call under a pending exception does nothing and leaves the exception`() {
        Yufu.version() // binds the natives
        val thrown = assertThrows(IllegalStateException::class.java) { Misuse.callWithPending() }
        assertEquals("from before", thrown.message)
        assertTrue(Yufu.version().isNotEmpty())
    }

    @Test
    fun `neither a child process nor a bare fork disturbs an open input`() {
        val letter = bank.letter()
        val phone = Phone.enrol(bank, letter)
        val input = phone.exchange(phone.server.beginLogin(phone.device)).openInput(pad())
        val key = input.cells().indexOfFirst { it.kind == CellKind.KEY }
        input.press(key)
        assertEquals(0, ProcessBuilder("true").start().waitFor())
        assertEquals(Press.TYPED, input.press(key))
        assertEquals(0, Misuse.forkAndCall())
        assertEquals(Press.TYPED, input.press(key))
        assertEquals("•••", input.masked())
        input.seal().close()
    }
}
