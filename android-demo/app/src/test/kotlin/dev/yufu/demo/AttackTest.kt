package dev.yufu.demo

import android.content.Context
import android.graphics.Color
import android.os.Bundle
import android.os.Parcel
import android.view.MotionEvent
import dev.yufu.CellKind
import dev.yufu.YufuException
import dev.yufu.demo.bank.Screen
import java.io.File
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner

/** What happens to the app between the main path's steps: the background, a second tap, a cut line. */
@RunWith(RobolectricTestRunner::class)
class AttackTest {
    private val stand = Stand()

    @After
    fun close() = stand.close()

    private fun atPin(): ByteArray {
        stand.home()
        stand.approve()
        return stand.pin
    }

    @Test
    fun `the background wipes the field and blanks the preview`() {
        val pin = atPin()
        stand.type(pin.copyOf(3))
        val input = stand.input!!
        assertNotEquals("the control", Color.BLACK, middle())
        stand.controller.pause()
        assertEquals("the preview", Color.BLACK, middle())
        stand.controller.stop()
        assertThrows(YufuException.Closed::class.java) { input.length() }
        assertEquals("", stand.text(R.id.dots))
        stand.controller.restart().start().resume()
        stand.settle()
        assertEquals("a new field", 0, stand.input!!.length())
        assertEquals("", stand.text(R.id.dots))
        stand.type(pin)
        stand.done()
        stand.at<Screen.Done>()
    }

    @Test
    fun `a session that locks in the background asks for a login, and nothing was paid`() {
        atPin()
        stand.controller.pause().stop()
        // What the guard calls. The session counts by the system's own clock, which no test turns.
        stand.teller.loginRequired()
        stand.controller.restart().start().resume()
        stand.settle()
        stand.at<Screen.Login>()
        assertEquals("You were away: please log in again.", stand.said())
        assertEquals(0, stand.relay.sentTransfers)
        stand.logIn()
        stand.at<Screen.Home>()
    }

    @Test
    fun `a second tap on submit is sent once`() {
        stand.type(atPin())
        val done = stand.input!!.cells().indexOfFirst { it.kind == CellKind.DONE }
        repeat(2) {
            // Where the key is, whether or not there is a field any more.
            if (stand.input != null) runCatching { stand.tapCell(done) } else stand.touch(R.id.pad)
        }
        stand.settle()
        stand.at<Screen.Done>()
        assertEquals(1, stand.relay.sentTransfers)
    }

    @Test
    fun `an obscured touch is refused`() {
        atPin()
        val key = stand.input!!.cells().indexOfFirst { it.kind == CellKind.KEY }
        for (flag in listOf(MotionEvent.FLAG_WINDOW_IS_OBSCURED, 2)) stand.tapCell(key, flag)
        assertEquals(0, stand.input!!.length())
        assertEquals("Another app covers the screen. Close it, then type again.", stand.said())
        stand.tapCell(key)
        assertEquals("the control", 1, stand.input!!.length())
        assertTrue(stand.teller.back())
        stand.tap(R.id.review)
        stand.touch(R.id.approve, MotionEvent.FLAG_WINDOW_IS_OBSCURED)
        stand.settle()
        stand.at<Screen.Confirm>()
        stand.tap(R.id.approve)
        stand.at<Screen.Pin>()
    }

    @Test
    fun `a rotated activity keeps no secret`() {
        val pin = atPin()
        stand.type(pin.copyOf(4))
        val input = stand.input!!
        stand.controller.recreate()
        stand.settle()
        assertThrows(YufuException.Closed::class.java) { input.length() }
        assertEquals("", stand.text(R.id.dots))
        stand.at<Screen.Pin>()
        stand.type(pin)
        stand.done()
        stand.at<Screen.Done>()
    }

    @Test
    fun `a form outlasts a rotation in memory, and nothing of it is saved`() {
        stand.home()
        stand.tap(R.id.transfer)
        stand.write(R.id.name, "张三丰")
        stand.write(R.id.account, Stand.PAYEE)
        stand.controller.recreate()
        stand.settle()
        assertEquals("张三丰", stand.text(R.id.name))
        val saved = saved()
        assertFalse(Stand.PAYEE in saved || "张三丰" in saved)
    }

    @Test
    fun `a killed and restored activity keeps nothing`() {
        stand.open()
        stand.write(R.id.code, "a code that was typed")
        assertFalse("a code" in saved())
        stand.tap(R.id.enrol)
        stand.write(R.id.code, String(stand.letter.activationCode))
        stand.tap(R.id.enrol)
        stand.type(stand.letter.password)
        val saved = Bundle()
        stand.controller.saveInstanceState(saved).pause().stop().destroy()
        stand.app.onCreate() // another process has nothing of the first
        stand.controller = Robolectric.buildActivity(MainActivity::class.java).setup(saved)
        stand.settle()
        stand.at<Screen.Login>()
        assertEquals(0, stand.input!!.length())
        stand.logIn()
        stand.at<Screen.NewPin>()
    }

    @Test
    fun `an enrolment that was cut is begun anew, with a key that is attested for the new challenge`() {
        stand.open()
        stand.relay.losesEnrolments = true
        stand.write(R.id.code, String(stand.letter.activationCode))
        stand.tap(R.id.enrol)
        stand.at<Screen.Enrol>()
        val challenges = { stand.vault.specs.mapNotNull { it.attestationChallenge?.toList() }.distinct() }
        assertEquals(1, challenges().size)
        val before = stand.relay.sentAttestations
        stand.relay.losesEnrolments = false
        stand.write(R.id.code, String(stand.letter.activationCode))
        stand.tap(R.id.enrol)
        stand.at<Screen.Login>()
        assertEquals(2, challenges().size)
        assertEquals(before + 1, stand.relay.sentAttestations)
        stand.logIn()
        stand.at<Screen.NewPin>()
    }

    @Test
    fun `a gateway that is gone leaves the page as it was`() {
        stand.home()
        stand.relay.isCut = true
        stand.review()
        assertEquals("The bank can't be reached. Nothing was changed.", stand.said())
        stand.at<Screen.Form>()
        assertEquals("128.50", stand.text(R.id.amount))
        stand.relay.isCut = false
        stand.tap(R.id.review)
        stand.at<Screen.Confirm>()
    }

    @Test
    fun `a gateway that dies in mid transfer leaves the state before`() {
        val pin = atPin()
        stand.relay.isCut = true
        stand.type(pin)
        stand.done()
        stand.at<Screen.Unsure>()
        stand.tap(R.id.ask)
        stand.at<Screen.Unsure>()
        assertEquals("The bank can't be reached. Nothing was changed.", stand.said())
        stand.relay.isCut = false
        stand.tap(R.id.ask)
        stand.at<Screen.Form>()
        assertEquals("The order did not reach the bank: nothing was paid. You can send it again.", stand.said())
        assertEquals("128.50", stand.text(R.id.amount))
        stand.tap(R.id.review)
        stand.tap(R.id.approve)
        stand.type(pin)
        stand.done()
        stand.at<Screen.Done>()
        assertEquals(1, stand.relay.sentTransfers)
    }

    @Test
    fun `a lost receipt is asked for and nothing is paid twice, even by another process`() {
        val pin = atPin()
        stand.relay.losesReceipts = true
        stand.type(pin)
        stand.done()
        val order = stand.at<Screen.Unsure>().order
        stand.relay.losesReceipts = false
        stand.controller.pause().stop().destroy()
        stand.app.onCreate()
        stand.controller = Robolectric.buildActivity(MainActivity::class.java).setup()
        stand.settle()
        stand.logIn()
        assertEquals(order, stand.at<Screen.Unsure>().order)
        stand.tap(R.id.ask)
        assertEquals(order, stand.text(R.id.order))
        assertEquals("Paid", stand.text(R.id.title))
        assertFalse("this process never knew the payee", stand.view(R.id.reveal).isShown)
        assertEquals(1, stand.relay.sentTransfers)
    }

    @Test
    fun `nothing that was typed is in the app's folders`() {
        val pin = atPin()
        stand.type(pin)
        stand.done()
        stand.at<Screen.Done>()
        val context: Context = stand.app
        val texts = File(context.dataDir.path).walk().filter(File::isFile).map { it.readBytes().toString(Charsets.ISO_8859_1) }
        val joined = texts.joinToString("\n")
        assertTrue("the control", "sequence" in joined)
        for (secret in listOf(pin, stand.letter.password, stand.letter.pin, Stand.PAYEE.toByteArray())) {
            assertFalse(secret.toString(Charsets.ISO_8859_1) in joined)
        }
    }

    private fun saved(): String {
        val state = Bundle()
        stand.controller.saveInstanceState(state)
        val parcel = Parcel.obtain()
        state.writeToParcel(parcel, 0)
        val bytes = parcel.marshall().also { parcel.recycle() }
        return bytes.toString(Charsets.UTF_16LE) + bytes.drop(1).toByteArray().toString(Charsets.UTF_16LE) +
            bytes.toString(Charsets.UTF_8)
    }

    private fun middle(): Int = stand.picture().run { getPixel(width / 2, height / 2) }
}
