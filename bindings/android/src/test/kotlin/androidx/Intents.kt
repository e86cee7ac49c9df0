// Stands for androidx.test: see Platform.kt.
package androidx.test.runner.intent

import android.app.Instrumentation.ActivityResult
import android.content.Intent

interface IntentStubber {
    fun getActivityResultForIntent(intent: Intent): ActivityResult?
}

interface IntentMonitor

object IntentStubberRegistry {
    @JvmStatic fun isLoaded() = false

    @JvmStatic fun getInstance(): IntentStubber = error("none")
}

object IntentMonitorRegistry {
    private var monitor: IntentMonitor? = null

    @JvmStatic fun getInstance(): IntentMonitor = checkNotNull(monitor)

    @JvmStatic fun registerInstance(given: IntentMonitor) {
        monitor = given
    }
}
