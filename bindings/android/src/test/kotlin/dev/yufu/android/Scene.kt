package dev.yufu.android

import android.app.Activity
import android.os.Bundle
import android.os.Looper
import android.os.SystemClock
import android.view.MotionEvent
import android.view.ViewGroup
import android.widget.FrameLayout
import dev.yufu.APP
import dev.yufu.Bank
import dev.yufu.CellKind
import dev.yufu.HostFacts
import dev.yufu.Keypad
import dev.yufu.KeypadStyle
import dev.yufu.Layout
import dev.yufu.Letter
import dev.yufu.Login
import dev.yufu.Order
import dev.yufu.Phone
import dev.yufu.Press
import dev.yufu.SealedReport
import dev.yufu.SecureInput
import dev.yufu.YufuException
import org.robolectric.Shadows.shadowOf

/** An activity with nothing but a keypad. */
class PadActivity : Activity() {
    lateinit var pad: SecureKeypadView

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        pad = SecureKeypadView(this)
        val room = FrameLayout(this)
        room.addView(pad, FrameLayout.LayoutParams(ViewGroup.LayoutParams.MATCH_PARENT, 900))
        setContentView(room)
    }
}

/** What a keypad said. */
class Heard : SecureKeypadView.Listener {
    val presses = mutableListOf<Press>()
    var obscured = 0
    val refusals = mutableListOf<YufuException>()

    override fun onPress(press: Press) {
        presses += press
    }

    override fun onObscured() {
        obscured++
    }

    override fun onRefusal(error: YufuException) {
        refusals += error
    }
}

/** A login that waits for its password. */
internal class Waiting {
    val letter: Letter = Bank.first.letter()
    val phone: Phone = Phone.enrol(Bank.first, letter)
    val login: Login = phone.exchange(phone.server.beginLogin(phone.device))
    val report: SealedReport =
        login.sealReport(phone.environment.collect(HostFacts(), login.challenge(), null, 200), APP)

    fun input(layout: Layout = Layout.QWERTY, style: KeypadStyle = KeypadStyle.STANDARD): SecureInput =
        login.openInput(Keypad(layout, Order.SHUFFLED, style))
}

internal fun settle() = shadowOf(Looper.getMainLooper()).idle()

/** A tap of one finger in the middle of a cell. */
internal fun tap(pad: SecureKeypadView, cell: Int, flags: Int = 0) {
    val frame = pad.page!!.frames[cell]
    touch(pad, frame.centerX(), frame.centerY(), flags)
}

internal fun touch(pad: SecureKeypadView, x: Float, y: Float, flags: Int = 0) {
    val now = SystemClock.uptimeMillis()
    for (action in listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
        val properties = arrayOf(MotionEvent.PointerProperties().also { it.id = 0 })
        val place = arrayOf(MotionEvent.PointerCoords().also { it.x = x; it.y = y; it.pressure = 1f; it.size = 1f })
        val event = MotionEvent.obtain(now, now, action, 1, properties, place, 0, 0, 1f, 1f, 0, 0, 0, flags)
        pad.dispatchTouchEvent(event)
        event.recycle()
    }
    settle()
}

/** Types by the labels on the screen, as a person does. */
internal fun type(pad: SecureKeypadView, input: SecureInput, secret: ByteArray) {
    for (byte in secret) {
        val wanted = byte.toInt().toChar().toString()
        val found = listOf(null, CellKind.SHIFT, CellKind.SYMBOLS, CellKind.LETTERS).firstNotNullOf { turn ->
            val turned = input.cells().indexOfFirst { it.kind == turn }
            if (turned >= 0) tap(pad, turned)
            input.cells().indices.firstOrNull { input.label(it) == wanted }
        }
        tap(pad, found)
    }
}
