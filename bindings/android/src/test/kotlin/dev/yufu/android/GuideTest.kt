package dev.yufu.android

import android.app.Activity
import android.widget.FrameLayout
import dev.yufu.CellKind
import dev.yufu.Layout
import dev.yufu.Press
import dev.yufu.SecureInput
import dev.yufu.Session
import dev.yufu.SessionLimits
import dev.yufu.SessionState
import dev.yufu.YufuException
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner

/** The snippets on Android of docs/bindings/kotlin.md, word for word; kotlin.rs compares them. */
@RunWith(RobolectricTestRunner::class)
class GuideTest {
    private val shown = mutableListOf<Any>()
    private var finished = 0

    @Test
    fun `a pad tells what is typed and a guard asks for a login`() {
        val controller = Robolectric.buildActivity(Activity::class.java).setup()
        val activity = controller.get()
        val waiting = Waiting()
        val input = waiting.input(Layout.QWERTY)
        val pad = pad(activity, input)
        activity.setContentView(FrameLayout(activity).apply { addView(pad) })
        settle()
        type(pad, input, waiting.letter.password)
        tap(pad, input.cells().indexOfFirst { it.kind == CellKind.DONE })
        assertEquals(waiting.letter.password.size, (shown.last() as String).length)
        assertEquals(1, finished)
        val pending = waiting.login.submit(input.seal(), waiting.report, SessionLimits(null, 0))
        guard(activity, waiting.phone.exchange(pending)).use { controller.pause().stop() }
        assertEquals(SessionState.LOCKED_BACKGROUND, shown.last())
    }

    private fun pad(activity: Activity, input: SecureInput): SecureKeypadView {
        val pad = SecureKeypadView(activity)
        pad.listener = object : SecureKeypadView.Listener {
            override fun onPress(press: Press) = if (press == Press.DONE) finish() else show(input.masked())
            override fun onObscured() = show("another app covers the screen")
            override fun onRefusal(error: YufuException) = show(error.advice)
        }
        pad.open(input)
        return pad
    }

    private fun guard(activity: Activity, session: Session): LifecycleGuard {
        val guard = LifecycleGuard(activity.application, session) { state -> askForLogin(state) }
        guard.watch(activity)
        return guard
    }

    private fun finish() {
        finished++
    }

    private fun show(text: String) {
        shown += text
    }

    private fun askForLogin(state: SessionState) {
        shown += state
    }
}
