// Stands for androidx.test: see Platform.kt.
package androidx.test.runner.lifecycle

import android.app.Activity

enum class ApplicationStage { PRE_ON_CREATE, CREATED }

enum class Stage { PRE_ON_CREATE, CREATED, STARTED, RESUMED, PAUSED, STOPPED, RESTARTED, DESTROYED }

interface ApplicationLifecycleMonitor

interface ActivityLifecycleCallback {
    fun onActivityLifecycleChanged(activity: Activity, stage: Stage)
}

interface ActivityLifecycleMonitor {
    fun addLifecycleCallback(callback: ActivityLifecycleCallback)

    fun removeLifecycleCallback(callback: ActivityLifecycleCallback)

    fun getLifecycleStageOf(activity: Activity): Stage?

    fun getActivitiesInStage(stage: Stage): Collection<Activity>
}

object ActivityLifecycleMonitorRegistry {
    private var monitor: ActivityLifecycleMonitor? = null

    @JvmStatic fun getInstance(): ActivityLifecycleMonitor = checkNotNull(monitor)

    @JvmStatic fun registerInstance(given: ActivityLifecycleMonitor) {
        monitor = given
    }
}

object ApplicationLifecycleMonitorRegistry {
    private var monitor: ApplicationLifecycleMonitor? = null

    @JvmStatic fun getInstance(): ApplicationLifecycleMonitor = checkNotNull(monitor)

    @JvmStatic fun registerInstance(given: ApplicationLifecycleMonitor) {
        monitor = given
    }
}
