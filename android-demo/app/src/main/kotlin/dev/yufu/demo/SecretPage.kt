package dev.yufu.demo

import android.view.View
import dev.yufu.Press
import dev.yufu.SecureInput
import dev.yufu.YufuException
import dev.yufu.android.SecureKeypadView
import dev.yufu.demo.bank.Screen
import dev.yufu.demo.bank.Teller

/** A field for a secret over its keypad: login, PIN, new PIN. The page knows how many characters there are. */
internal class SecretPage(view: View, teller: Teller) : Page(view, teller), SecureKeypadView.Listener {
    private val pad: SecureKeypadView = view.the(R.id.pad)
    private var input: SecureInput? = null
    private var opened = 0

    init {
        pad.listener = this
        tap(R.id.again) { teller.prepareLogin() }
        tap(R.id.security) { teller.security() }
        tap(R.id.cancel) { teller.back() }
    }

    override fun takes(next: Screen) = next is Screen.Login || next is Screen.NewPin || next is Screen.Pin

    override fun update(screen: Screen) {
        super.update(screen)
        when (screen) {
            is Screen.Login -> words(string(R.string.login_title), string(R.string.login_text, screen.account))
            is Screen.NewPin -> newPin(screen)
            is Screen.Pin ->
                words(string(R.string.pin_title), string(R.string.pin_text, screen.amount, screen.payee))
            else -> return
        }
        val login = screen as? Screen.Login
        show(R.id.security, login != null)
        show(R.id.again, login != null && !login.ready && !teller.busy)
        show(R.id.cancel, screen is Screen.Pin || screen is Screen.NewPin && !screen.first)
        if (login?.ready == false) {
            close()
        } else if (opened != teller.pads) {
            open()
        }
        typed()
    }

    private fun newPin(screen: Screen.NewPin) = when (screen.field) {
        Screen.NewPin.Field.OLD -> words(
            string(if (screen.first) R.string.pin_old_title else R.string.pin_change_title),
            string(if (screen.first) R.string.pin_old_text else R.string.pin_change_text),
        )
        Screen.NewPin.Field.NEW -> words(string(R.string.pin_new_title), string(R.string.pin_new_text))
        Screen.NewPin.Field.REPEAT -> words(string(R.string.pin_repeat_title), string(R.string.pin_repeat_text))
    }

    private fun words(title: String, text: String) {
        say(R.id.title, title)
        say(R.id.text, text)
    }

    private fun open() {
        opened = teller.pads
        close()
        input = teller.pad()?.also(pad::open)
    }

    private fun close() {
        pad.wipe()
        input = null
    }

    /** Shows a mask character for each that was typed, and what is wrong with a new PIN. */
    private fun typed() {
        val length = try {
            input?.length() ?: 0
        } catch (_: YufuException.Closed) {
            0
        }
        say(R.id.dots, "•".repeat(length))
        val spoken = if (length == 0) string(R.string.field_empty) else string(R.string.field_length, length)
        text(R.id.dots).contentDescription = spoken
        val weak = length > 0 && input?.findings().orEmpty().any { it != TOO_SHORT }
        if (weak) say(R.id.weak, string(R.string.pin_weak))
        show(R.id.weak, weak)
    }

    override fun onPress(press: Press) {
        val input = input ?: return
        if (press == Press.DONE) teller.typed(input) else typed()
    }

    override fun onObscured() = teller.obscured()

    override fun onRefusal(error: YufuException) {
        typed()
        teller.refused(error)
    }

    override fun left() {
        close()
        typed()
    }

    override fun returned() {
        opened = 0
    }

    private companion object {
        const val TOO_SHORT = "too_short"
    }
}
