package dev.yufu.demo

import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.TextView
import dev.yufu.demo.bank.Screen
import dev.yufu.demo.bank.Teller

/** A page's views. */
internal abstract class Page(val view: View, protected val teller: Teller) {
    /** Whether [next] is shown by the same views. */
    open fun takes(next: Screen): Boolean = false

    /** After each change of the teller. */
    open fun update(screen: Screen) {
        view.allButtons { it.isEnabled = !teller.busy }
    }

    /** The page goes, or the app leaves the screen. */
    open fun left() = Unit

    /** The app is back. */
    open fun returned() = Unit

    protected fun text(id: Int): TextView = view.the(id)

    protected fun say(id: Int, words: CharSequence) {
        text(id).text = words
    }

    protected fun string(id: Int, vararg values: Any): String = view.resources.getString(id, *values)

    protected fun tap(id: Int, act: () -> Unit) = view.the<View>(id).setOnClickListener { act() }

    protected fun show(id: Int, shown: Boolean) {
        view.the<View>(id).visibility = if (shown) View.VISIBLE else View.GONE
    }
}

/** A view that the layout has. */
internal fun <T : View> View.the(id: Int): T = findViewById<T>(id)!!

private fun View.allButtons(each: (View) -> Unit) {
    if (this is Button) each(this)
    if (this is ViewGroup) for (place in 0 until childCount) getChildAt(place).allButtons(each)
}

internal fun pageOf(screen: Screen, inflater: LayoutInflater, room: ViewGroup, teller: Teller): Page {
    fun view(layout: Int) = inflater.inflate(layout, room, false)
    return when (screen) {
        is Screen.Starting -> object : Page(view(R.layout.starting), teller) {}
        is Screen.Enrol -> EnrolPage(view(R.layout.enrol), teller)
        is Screen.Login, is Screen.NewPin, is Screen.Pin -> SecretPage(view(R.layout.secret), teller)
        is Screen.Home -> HomePage(view(R.layout.home), teller)
        is Screen.Form -> FormPage(view(R.layout.form), teller)
        is Screen.Confirm -> ConfirmPage(view(R.layout.confirm), teller)
        is Screen.Unsure -> UnsurePage(view(R.layout.unsure), teller)
        is Screen.Done -> ReceiptPage(view(R.layout.receipt), teller)
        is Screen.Security -> SecurityPage(view(R.layout.security), teller, inflater)
    }
}
