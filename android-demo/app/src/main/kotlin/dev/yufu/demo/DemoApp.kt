package dev.yufu.demo

import android.app.Activity
import android.app.Application
import android.os.Handler
import android.os.Looper
import android.util.Base64
import dev.yufu.Session
import dev.yufu.android.LifecycleGuard
import dev.yufu.demo.bank.BankAddress
import dev.yufu.demo.bank.Branch
import dev.yufu.demo.bank.Teller
import java.lang.ref.WeakReference
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/** Holds what outlives a rotation: the teller, and the guard of its session. Nothing of it is written down. */
open class DemoApp : Application() {
    internal lateinit var teller: Teller
        private set
    private var guard: LifecycleGuard? = null
    private var shown = WeakReference<Activity>(null)

    override fun onCreate() {
        super.onCreate()
        val main = Handler(Looper.getMainLooper())
        val handset = AndroidHandset(this)
        teller = Teller(Branch(bank(), handset), handset, Executors.newSingleThreadExecutor(), Executor { main.post(it) })
        teller.onSession = ::guard
    }

    internal open fun bank() = BankAddress(
        getString(R.string.bank_authority),
        getString(R.string.bank_scheme),
        Base64.decode(getString(R.string.bank_root), Base64.DEFAULT),
    )

    internal fun shows(activity: Activity) {
        shown = WeakReference(activity)
    }

    internal fun touched() {
        guard?.touch()
    }

    private fun guard(session: Session?) {
        guard?.close()
        guard = session?.let { LifecycleGuard(this, it) { teller.loginRequired() } }
        shown.get()?.let { guard?.watch(it) }
    }
}
