package dev.yufu.demo

import android.content.Context
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.os.SystemClock
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import dev.yufu.Bank
import dev.yufu.CellKind
import dev.yufu.Letter
import dev.yufu.SecureInput
import dev.yufu.android.SecureKeypadView
import dev.yufu.android.Vault
import dev.yufu.demo.bank.BankAddress
import dev.yufu.demo.bank.Screen
import java.security.SecureRandom
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController

/** The app, whose bank is the running gateway behind a [Relay]. */
class TestApp : DemoApp() {
    internal val relay by lazy { Relay(Bank.first.authority) }

    override fun bank() = BankAddress(relay.authority, "http", Bank.first.root)
}

/** A phone with the app in a hand that sees the screen, and touches it. */
internal class Stand : AutoCloseable {
    val vault = Vault()
    val letter: Letter = Bank.first.letter()
    val app get() = RuntimeEnvironment.getApplication() as TestApp
    val teller get() = app.teller
    val relay get() = app.relay
    var controller: ActivityController<MainActivity> = Robolectric.buildActivity(MainActivity::class.java)
    val activity: MainActivity get() = controller.get()
    lateinit var pin: ByteArray

    override fun close() {
        controller.close()
        relay.close()
        vault.close()
    }

    fun open() {
        controller.setup()
        settle()
    }

    fun settle() {
        val end = System.nanoTime() + 60_000_000_000
        do {
            shadowOf(Looper.getMainLooper()).idle()
            if (!teller.busy) break
            Thread.sleep(5)
        } while (System.nanoTime() < end)
        check(!teller.busy) { "the bank does not answer" }
        shadowOf(Looper.getMainLooper()).idle()
    }

    inline fun <reified T : Screen> at(): T = teller.screen as? T ?: error("at ${teller.screen::class.simpleName}, ${said()}")

    fun view(id: Int): View = activity.window.decorView.the(id)

    fun text(id: Int): String = (view(id) as TextView).text.toString()

    fun said(): String? = view(R.id.notice).takeIf { it.visibility == View.VISIBLE }?.let { text(R.id.notice) }

    fun write(id: Int, text: String) {
        (view(id) as TextView).text = text
    }

    /** A finger on a view. */
    fun tap(id: Int, flags: Int = 0) {
        touch(id, flags)
        settle()
    }

    fun touch(id: Int, flags: Int = 0) {
        val view = view(id)
        check(view.isShown) { "not on the screen" }
        touch(view, view.width / 2f, view.height / 2f, flags)
        shadowOf(Looper.getMainLooper()).idle()
    }

    val pad: SecureKeypadView get() = view(R.id.pad) as SecureKeypadView

    /** What the view shows, which the hand reads off the screen. */
    val input: SecureInput? get() = SecureKeypadView::class.java.getDeclaredField("input")
        .apply { isAccessible = true }.get(pad) as SecureInput?

    fun tapCell(cell: Int, flags: Int = 0) {
        val input = input!!
        val look = input.appearance()
        val density = activity.resources.displayMetrics.density
        val (gap, row) = look.gap * density to look.cellHeight * density
        val unit = (pad.width - gap) / input.columns()
        val place = input.cells()[cell]
        val x = gap + place.column * unit + (place.span * unit - gap) / 2
        touch(pad, x, gap + place.row * (row + gap) + row / 2, flags)
        shadowOf(Looper.getMainLooper()).idle()
    }

    fun type(secret: ByteArray) {
        for (byte in secret) {
            val wanted = byte.toInt().toChar().toString()
            val found = listOf(null, CellKind.SHIFT, CellKind.SYMBOLS, CellKind.LETTERS).firstNotNullOf { turn ->
                val turned = input!!.cells().indexOfFirst { it.kind == turn }
                if (turned >= 0) tapCell(turned)
                input!!.cells().indices.firstOrNull { input!!.label(it) == wanted }
            }
            tapCell(found)
        }
    }

    fun done() {
        tapCell(input!!.cells().indexOfFirst { it.kind == CellKind.DONE })
        settle()
    }

    fun enrol() {
        open()
        at<Screen.Enrol>()
        write(R.id.code, String(letter.activationCode))
        tap(R.id.enrol)
        at<Screen.Login>()
    }

    fun logIn() = logInFrom(0)

    /** Types the rest of the password. */
    fun logInFrom(typed: Int) {
        type(letter.password.drop(typed).toByteArray())
        done()
    }

    /** Replaces the letter's PIN by a drawn one that is hard enough to guess. */
    fun choosePin() {
        val random = SecureRandom()
        while (teller.screen is Screen.NewPin) {
            pin = ByteArray(6) { ('0'.code + random.nextInt(10)).toByte() }
            for (secret in listOf(letter.pin, pin, pin)) {
                type(secret)
                done()
            }
        }
    }

    fun home() {
        enrol()
        logIn()
        choosePin()
        at<Screen.Home>()
    }

    fun review(amount: String = "128.50") {
        tap(R.id.transfer)
        write(R.id.name, "张三丰")
        write(R.id.account, PAYEE)
        write(R.id.amount, amount)
        tap(R.id.review)
    }

    /** Up to the field of the PIN. */
    fun approve() {
        review()
        at<Screen.Confirm>()
        tap(R.id.approve)
        at<Screen.Pin>()
    }

    fun picture(): Bitmap {
        val window = activity.window.decorView
        val picture = Bitmap.createBitmap(window.width, window.height, Bitmap.Config.ARGB_8888)
        window.draw(Canvas(picture))
        return picture
    }

    companion object {
        const val PAYEE = "6222021234567890128"
    }
}

private fun touch(view: View, x: Float, y: Float, flags: Int) {
    val now = SystemClock.uptimeMillis()
    for (action in listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
        val properties = arrayOf(MotionEvent.PointerProperties().also { it.id = 0 })
        val place = arrayOf(MotionEvent.PointerCoords().also { it.x = x; it.y = y; it.pressure = 1f; it.size = 1f })
        val event = MotionEvent.obtain(now, now, action, 1, properties, place, 0, 0, 1f, 1f, 0, 0, 0, flags)
        view.dispatchTouchEvent(event)
        event.recycle()
    }
}
