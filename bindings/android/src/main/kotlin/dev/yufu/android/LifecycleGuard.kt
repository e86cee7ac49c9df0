package dev.yufu.android

import android.app.Activity
import android.app.Application
import android.graphics.Color
import android.graphics.drawable.ColorDrawable
import android.graphics.drawable.Drawable
import dev.yufu.Session
import dev.yufu.SessionState
import dev.yufu.YufuException
import java.util.WeakHashMap

/**
 * Tells a session when the app leaves the foreground and comes back, covers what the overview of recent
 * apps would show, and asks for a new login where the session wants one.
 *
 * @param onLoginRequired Called when the session signs no more, with its state.
 */
public class LifecycleGuard(
    private val application: Application,
    private val session: Session,
    private val onLoginRequired: OnLoginRequired,
) : AutoCloseable {
    /** What the app does when its session signs no more. */
    public fun interface OnLoginRequired {
        /** Shows the login. */
        public fun show(state: SessionState)
    }

    private val started = mutableSetOf<Activity>()
    private val covers = WeakHashMap<Activity, Drawable>()

    private var rotating = false

    private val callbacks = object : ActivityCallbacks() {
        override fun onActivityStarted(activity: Activity) {
            if (started.isEmpty() && !rotating) ask(Session::enterForeground)
            rotating = false
            started += activity
        }

        override fun onActivityResumed(activity: Activity) = uncover(activity)

        override fun onActivityPaused(activity: Activity) = cover(activity)

        override fun onActivityStopped(activity: Activity) {
            started -= activity
            rotating = started.isEmpty() && activity.isChangingConfigurations
            if (started.isEmpty() && !rotating) ask(Session::enterBackground)
        }
    }

    init {
        application.registerActivityLifecycleCallbacks(callbacks)
    }

    /** Counts an activity that was started before this guard was made. */
    public fun watch(activity: Activity) {
        started += activity
    }

    /** Tells the session that the user did something. */
    public fun touch() {
        ask(Session::touch)
    }

    /** Guards no longer. The session is the app's and stays open. */
    override fun close() {
        application.unregisterActivityLifecycleCallbacks(callbacks)
        covers.keys.toList().forEach(::uncover)
    }

    private fun ask(call: (Session) -> SessionState) {
        val state = try {
            call(session)
        } catch (_: YufuException) {
            // A session that can't answer is treated as one that was locked.
            SessionState.LOCKED_BY_FAULT
        }
        if (state != SessionState.ACTIVE) onLoginRequired.show(state)
    }

    /** An overlay is drawn with the next frame, without a layout before it. */
    private fun cover(activity: Activity) {
        if (activity in covers) return
        val window = activity.window.decorView
        val cover = ColorDrawable(Color.BLACK)
        cover.setBounds(0, 0, window.width, window.height)
        window.overlay.add(cover)
        covers[activity] = cover
    }

    private fun uncover(activity: Activity) {
        covers.remove(activity)?.let { activity.window.decorView.overlay.remove(it) }
    }
}
