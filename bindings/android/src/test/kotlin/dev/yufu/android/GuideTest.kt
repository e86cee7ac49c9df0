package dev.yufu.android

import android.app.Activity
import android.content.Context
import android.widget.FrameLayout
import dev.yufu.CellKind
import dev.yufu.FactName
import dev.yufu.FileStore
import dev.yufu.HostFacts
import dev.yufu.Layout
import dev.yufu.NewDevice
import dev.yufu.Press
import dev.yufu.SavedDevice
import dev.yufu.SecureInput
import dev.yufu.Session
import dev.yufu.SessionLimits
import dev.yufu.SessionState
import dev.yufu.YufuException
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner

/** The snippets on Android of docs/bindings/kotlin.md, word for word; kotlin.rs compares them. */
@RunWith(RobolectricTestRunner::class)
class GuideTest {
    private val shown = mutableListOf<Any>()
    private var finished = 0

    @Test
    fun `a pad tells what is typed and a guard asks for a login`() {
        val controller = Robolectric.buildActivity(Activity::class.java).setup()
        val activity = controller.get()
        val waiting = Waiting()
        val input = waiting.input(Layout.QWERTY)
        val pad = pad(activity, input)
        activity.setContentView(FrameLayout(activity).apply { addView(pad) })
        settle()
        type(pad, input, waiting.letter.password)
        tap(pad, input.cells().indexOfFirst { it.kind == CellKind.DONE })
        assertEquals(waiting.letter.password.size, (shown.last() as String).length)
        assertEquals(1, finished)
        val pending = waiting.login.submit(input.seal(), waiting.report, SessionLimits(null, 0))
        guard(activity, waiting.phone.exchange(pending)).use { controller.pause().stop() }
        assertEquals(SessionState.LOCKED_BACKGROUND, shown.last())
    }

    private fun pad(activity: Activity, input: SecureInput): SecureKeypadView {
        val pad = SecureKeypadView(activity)
        pad.listener = object : SecureKeypadView.Listener {
            override fun onPress(press: Press) = if (press == Press.DONE) finish() else show(input.masked())
            override fun onObscured() = show("another app covers the screen")
            override fun onRefusal(error: YufuException) = show(error.advice)
        }
        pad.open(input)
        return pad
    }

    private fun guard(activity: Activity, session: Session): LifecycleGuard {
        val guard = LifecycleGuard(activity.application, session) { state -> askForLogin(state) }
        guard.watch(activity)
        return guard
    }

    private fun facts(context: Context, pad: SecureKeypadView, key: HardwareKey): HostFacts {
        val facts = EnvironmentCollector(context).collect(pad.wasObscured)
        facts.setBytes(FactName.ATTESTATION, key.attestation())
        return facts
    }

    private fun newDevice(context: Context, store: FileStore, challenge: ByteArray): NewDevice {
        val key = HardwareKey()
        key.make(challenge) // the bank's: the attestation is bound to it
        val device = NewDevice(key.publicKey())
        val secret = KeystoreSecret(context)
        secret.make()
        secret.use { store.saveNew(device, it) } // overwritten when this returns
        return device
    }

    private fun load(context: Context, store: FileStore): SavedDevice? =
        KeystoreSecret(context).use { store.load(it) }

    @Test
    fun `host facts hold an attestation, and a device is kept under the platform's secret`() {
        val activity = Robolectric.buildActivity(Activity::class.java).setup().get()
        val store = FileStore(File(activity.filesDir, "device").path)
        Vault().use {
            newDevice(activity, store, ByteArray(32)).close()
            facts(activity, SecureKeypadView(activity), HardwareKey()).close()
            assertEquals(false, load(activity, store)!!.isEnrolled())
        }
    }

    private fun finish() {
        finished++
    }

    private fun show(text: String) {
        shown += text
    }

    private fun askForLogin(state: SessionState) {
        shown += state
    }
}
