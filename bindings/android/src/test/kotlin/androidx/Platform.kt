// Stands for androidx.test, which comes as an archive that Maven puts on no class path. Robolectric calls it.
package androidx.test.platform.app

import android.app.Instrumentation
import android.os.Bundle

object InstrumentationRegistry {
    private var instrumentation: Instrumentation? = null
    private var arguments = Bundle()

    @JvmStatic fun getInstrumentation(): Instrumentation? = instrumentation

    @JvmStatic fun getArguments(): Bundle = Bundle(arguments)

    @JvmStatic fun registerInstance(instance: Instrumentation?, given: Bundle) {
        instrumentation = instance
        arguments = given
    }
}
