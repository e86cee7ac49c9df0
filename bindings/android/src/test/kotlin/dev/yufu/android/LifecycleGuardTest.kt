package dev.yufu.android

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.view.View
import dev.yufu.Bank
import dev.yufu.Phone
import dev.yufu.Session
import dev.yufu.SessionLimits
import dev.yufu.SessionState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** A session whose app comes and goes. */
@RunWith(RobolectricTestRunner::class)
class LifecycleGuardTest {
    private val states = mutableListOf<SessionState>()

    private fun session(background: Int): Session {
        val letter = Bank.first.letter()
        return Phone.enrol(Bank.first, letter).logIn(letter, SessionLimits(null, background))
    }

    private fun guarded(background: Int) =
        LifecycleGuard(RuntimeEnvironment.getApplication(), session(background)) { states += it }

    @Test
    fun `the background asks for a new login`() {
        guarded(0).use {
            val controller = Robolectric.buildActivity(PadActivity::class.java).setup()
            assertTrue(states.isEmpty())
            controller.pause().stop()
            assertEquals(listOf(SessionState.LOCKED_BACKGROUND), states)
            controller.restart().start()
            assertEquals(2, states.size)
        }
    }

    @Test
    fun `a short leave and a rotation are none, and a closed guard says nothing`() {
        val guard = guarded(60)
        val controller = Robolectric.buildActivity(PadActivity::class.java).setup()
        controller.pause().stop().restart().start().resume()
        controller.recreate()
        assertTrue(states.isEmpty())
        guard.close()
        controller.pause().stop()
        assertTrue(states.isEmpty())
    }

    @Test
    fun `what the overview would show is covered`() {
        guarded(60).use {
            val controller = Robolectric.buildActivity(PadActivity::class.java).setup()
            val window = controller.get().window.decorView
            assertNotEquals(Color.BLACK, middle(window))
            controller.pause()
            assertEquals(Color.BLACK, middle(window))
            controller.resume()
            assertNotEquals(Color.BLACK, middle(window))
        }
    }

    private fun middle(view: View): Int {
        val picture = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        view.draw(Canvas(picture))
        return picture.getPixel(view.width / 2, view.height / 2)
    }
}
