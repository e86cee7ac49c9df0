package dev.yufu.demo

import android.app.Activity
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager
import android.widget.TextView
import dev.yufu.KeypadStyle
import dev.yufu.demo.bank.Screen
import dev.yufu.demo.bank.Teller

/** The one window. It shows the teller's page and passes taps on; it saves nothing. */
class MainActivity : Activity() {
    private val app get() = application as DemoApp
    private val teller: Teller get() = app.teller
    private val clock = Handler(Looper.getMainLooper())
    private var shown: Screen? = null
    internal var page: Page? = null
        private set

    override fun onCreate(state: Bundle?) {
        super.onCreate(null)
        window.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
        setContentView(R.layout.main)
    }

    /** Nothing was saved; what the system saved by itself is not restored. */
    override fun onSaveInstanceState(state: Bundle) = Unit

    override fun onRestoreInstanceState(state: Bundle) = Unit

    override fun onStart() {
        super.onStart()
        app.shows(this)
        teller.style = if (resources.configuration.fontScale >= LARGE) KeypadStyle.LARGE else KeypadStyle.STANDARD
        teller.watcher = ::render
        teller.start()
        page?.returned()
        render()
        tick()
    }

    override fun onStop() {
        clock.removeCallbacksAndMessages(null)
        page?.left()
        if (isChangingConfigurations) leave()
        teller.watcher = null
        super.onStop()
    }

    override fun onDestroy() {
        leave()
        super.onDestroy()
    }

    override fun onUserInteraction() = app.touched()

    @Suppress("OVERRIDE_DEPRECATION")
    override fun onBackPressed() {
        if (!teller.back()) moveTaskToBack(true)
    }

    private fun tick() {
        teller.check()
        clock.postDelayed(::tick, CHECK_MILLIS)
    }

    private fun leave() {
        page?.left()
        page = null
        shown = null
        window.decorView.the<ViewGroup>(R.id.room).removeAllViews()
    }

    private fun render() {
        val screen = teller.screen
        if (screen !== shown) {
            val room = window.decorView.the<ViewGroup>(R.id.room)
            val kept = page?.takes(screen) == true
            shown = screen
            if (!kept) {
                page?.left()
                room.removeAllViews()
                page = pageOf(screen, layoutInflater, room, teller)
                page?.view?.let { view -> room.addView(view) }
            }
        }
        page?.update(screen)
        window.decorView.the<View>(R.id.progress).visibility = if (teller.busy) View.VISIBLE else View.INVISIBLE
        notice()
    }

    private fun notice() {
        val view = window.decorView.the<TextView>(R.id.notice)
        val notice = teller.notice
        view.visibility = if (notice == null) View.GONE else View.VISIBLE
        if (notice == null) return
        view.text = notice.words(resources)
        view.setTextColor(getColorOf(if (notice.isWrong) R.color.warn else R.color.accent))
        view.setBackgroundResource(if (notice.isWrong) R.drawable.notice_wrong else R.drawable.notice)
    }

    @Suppress("DEPRECATION")
    private fun getColorOf(color: Int) = resources.getColor(color)

    private companion object {
        const val LARGE = 1.3f
        const val CHECK_MILLIS = 5_000L
    }
}
