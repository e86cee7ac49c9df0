package dev.yufu.android

import android.app.Activity
import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.os.Bundle
import android.view.View

/** Tells a view when its activity leaves the screen and comes back. */
internal class BackgroundWatch(
    private val view: View,
    private val left: () -> Unit,
    private val returned: () -> Unit,
) : ActivityCallbacks() {
    private var activity: Activity? = null

    fun begin() {
        activity = activityOf(view.context)
        application()?.registerActivityLifecycleCallbacks(this)
    }

    fun end() {
        application()?.unregisterActivityLifecycleCallbacks(this)
        activity = null
    }

    private fun application() = view.context.applicationContext as? Application

    override fun onActivityStarted(activity: Activity) {
        if (activity === this.activity) returned()
    }

    override fun onActivityStopped(activity: Activity) {
        if (activity === this.activity) left()
    }
}

internal tailrec fun activityOf(context: Context?): Activity? = when (context) {
    is Activity -> context
    is ContextWrapper -> activityOf(context.baseContext)
    else -> null
}

/** The callbacks that nobody here asks for. */
internal abstract class ActivityCallbacks : Application.ActivityLifecycleCallbacks {
    override fun onActivityCreated(activity: Activity, state: Bundle?) = Unit

    override fun onActivityStarted(activity: Activity) = Unit

    override fun onActivityResumed(activity: Activity) = Unit

    override fun onActivityPaused(activity: Activity) = Unit

    override fun onActivityStopped(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit
}
