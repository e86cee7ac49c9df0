package dev.yufu.android

import android.content.Context
import android.graphics.Bitmap
import android.graphics.Canvas
import android.media.AudioManager
import android.os.Bundle
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager
import android.view.accessibility.AccessibilityManager
import android.view.accessibility.AccessibilityNodeInfo
import dev.yufu.CellKind
import dev.yufu.KeypadStyle
import dev.yufu.Layout
import dev.yufu.Press
import dev.yufu.SecureInput
import dev.yufu.SessionLimits
import dev.yufu.SessionState
import dev.yufu.YufuException
import java.util.concurrent.TimeUnit
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.AudioDeviceInfoBuilder
import org.robolectric.shadows.ShadowSystemClock

/** The real view with the real library, touched as a finger touches it. */
@RunWith(RobolectricTestRunner::class)
class SecureKeypadViewTest {
    private val heard = Heard()
    private lateinit var controller: ActivityController<PadActivity>

    private fun show(input: SecureInput): SecureKeypadView {
        controller = Robolectric.buildActivity(PadActivity::class.java).setup()
        val pad = controller.get().pad
        pad.listener = heard
        pad.open(input)
        settle()
        return pad
    }

    private fun digits() = Waiting().input(Layout.DIGITS)

    private fun keyOf(input: SecureInput) = input.cells().indexOfFirst { it.kind == CellKind.KEY }

    private fun drawn(pad: View): Set<Int> {
        val picture = Bitmap.createBitmap(pad.width, pad.height, Bitmap.Config.ARGB_8888)
        pad.draw(Canvas(picture))
        val pixels = IntArray(pad.width * pad.height)
        picture.getPixels(pixels, 0, pad.width, 0, 0, pad.width, pad.height)
        return pixels.toSet()
    }

    private fun assertWiped(pad: SecureKeypadView, input: SecureInput) {
        assertThrows(YufuException.Closed::class.java) { input.length() }
        assertNull(pad.page)
        assertTrue("nothing is drawn", drawn(pad) == setOf(0))
    }

    @Test
    fun `a password typed by touch logs in`() {
        val waiting = Waiting()
        val input = waiting.input()
        val pad = show(input)
        type(pad, input, waiting.letter.password)
        assertEquals(waiting.letter.password.size, input.length())
        tap(pad, input.cells().indexOfFirst { it.kind == CellKind.DONE })
        assertEquals(Press.DONE, heard.presses.last())
        val pending = waiting.login.submit(input.seal(), waiting.report, SessionLimits(null, 0))
        assertEquals(SessionState.ACTIVE, waiting.phone.exchange(pending).state())
    }

    @Test
    fun `the window is secure before anything is drawn`() {
        controller = Robolectric.buildActivity(PadActivity::class.java).create()
        val secure = { controller.get().window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE }
        assertEquals(0, secure())
        controller.start().resume().visible()
        assertNotEquals(0, secure())
        val alone = SecureKeypadView(controller.get())
        alone.layout(0, 0, 600, 900)
        alone.open(digits())
        settle()
        assertNotNull(alone.page)
        assertTrue("outside of a window", drawn(alone) == setOf(0))
    }

    @Test
    fun `an obscured touch is refused, wholly or in part`() {
        val input = digits()
        val pad = show(input)
        for (flag in listOf(1, 2, 3)) tap(pad, keyOf(input), flag)
        assertEquals(0, input.length())
        assertEquals(3, heard.obscured)
        assertTrue(pad.wasObscured)
        tap(pad, keyOf(input))
        assertEquals("the control", 1, input.length())
    }

    @Test
    fun `a touched key looks like any other, and a finger that slides off presses nothing`() {
        val input = digits()
        val pad = show(input)
        val before = drawn(pad)
        assertTrue(before.size > 2)
        tap(pad, keyOf(input))
        assertTrue(before == drawn(pad))
        assertFalse(pad.isPressed)
        touch(pad, 0f, 0f)
        assertEquals(1, input.length())
    }

    @Test
    fun `a keypad that leaves its window wipes its input`() {
        val input = digits()
        val pad = show(input)
        pad.backgroundMillis = 30_000 // so that this is not what wipes it
        tap(pad, keyOf(input))
        (pad.parent as ViewGroup).removeView(pad)
        assertWiped(pad, input)
    }

    @Test
    fun `the background wipes it at once, or after the time that the app allows`() {
        val input = digits()
        val pad = show(input)
        controller.pause().stop()
        assertWiped(pad, input)

        val second = digits()
        val patient = show(second)
        patient.backgroundMillis = 30_000
        controller.pause().stop()
        assertTrue("nothing is drawn meanwhile", drawn(patient) == setOf(0))
        ShadowSystemClock.advanceBy(29, TimeUnit.SECONDS)
        settle()
        controller.restart().start().resume()
        tap(patient, keyOf(second))
        assertEquals("the control", 1, second.length())
        controller.pause().stop()
        ShadowSystemClock.advanceBy(30, TimeUnit.SECONDS)
        settle()
        assertWiped(patient, second)
    }

    @Test
    fun `a rotated or restored activity keeps nothing`() {
        val input = digits()
        val pad = show(input)
        pad.backgroundMillis = 30_000
        tap(pad, keyOf(input))
        val state = Bundle()
        controller.saveInstanceState(state)
        assertFalse(state.keySet().any { "yufu" in it.lowercase() })
        controller.recreate()
        assertWiped(pad, input)
        assertNull(controller.get().pad.page)
    }

    @Test
    fun `TalkBack hears places, and digits only in the ear`() {
        val input = digits()
        val pad = show(input)
        val key = keyOf(input)
        val said = { pad.accessibilityNodeProvider.createAccessibilityNodeInfo(key)!!.contentDescription.toString() }
        val label = input.label(key)
        val accessibility = pad.context.getSystemService(Context.ACCESSIBILITY_SERVICE) as AccessibilityManager
        val audio = pad.context.getSystemService(Context.AUDIO_SERVICE) as AudioManager
        val headset = AudioDeviceInfoBuilder.newBuilder().setType(3).build()
        assertEquals("row 1, key 1", said())
        shadowOf(accessibility).setTouchExplorationEnabled(true)
        assertEquals("row 1, key 1", said())
        shadowOf(audio).setOutputDevices(listOf(headset))
        assertEquals(label, said())
        shadowOf(accessibility).setTouchExplorationEnabled(false)
        assertEquals("row 1, key 1", said())

        val host = pad.accessibilityNodeProvider.createAccessibilityNodeInfo(View.NO_ID)!!
        assertEquals(input.cells().size, host.childCount)
        assertTrue(pad.accessibilityNodeProvider.performAction(key, AccessibilityNodeInfo.ACTION_CLICK, null))
        assertEquals(1, input.length())
        assertTrue(pad.isAccessibilityDataSensitive)
    }

    @Test
    fun `the large form is larger`() {
        val standard = show(digits()).page!!.height
        val large = show(Waiting().input(Layout.DIGITS, KeypadStyle.LARGE)).page!!.height
        assertTrue(large > standard)
    }
}
