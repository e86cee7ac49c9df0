package dev.yufu.android

import android.content.Context
import android.content.pm.ApplicationInfo
import android.os.Debug
import android.os.Looper
import android.os.Process
import dev.yufu.Asks
import dev.yufu.FactName
import dev.yufu.HostFacts
import dev.yufu.Pack
import dev.yufu.UnobservableCause
import dev.yufu.YufuException

/**
 * Collects what only the app's own language sees: the host facts of a report.
 *
 * What fails, or what the system forbids to this app, is unobservable with its cause and never a
 * suspicion. It asks for no permission and takes what the app has anyway: VPN needs
 * `ACCESS_NETWORK_STATE`, mock locations the permission for the location, screen recording
 * `DETECT_SCREEN_RECORDING` (API 35 on).
 *
 * From API 30 on the system hides other apps. A list that has entries is given; an empty one only if the app
 * may see all, or if its manifest says that it lists under `<queries>` what the pack asks for and the
 * services of accessibility and input, by `<meta-data android:name="dev.yufu.queries" android:value="true"/>`.
 *
 * Not collected: TLS and attestation, which the app adds from its connection and from [HardwareKey].
 *
 * @param pack Names what to look for; the embedded one if there is none.
 */
public class EnvironmentCollector @JvmOverloads constructor(
    private val context: Context,
    private val pack: Pack? = null,
) {
    private val apps = AppQuestions(context)
    private val phone = PhoneQuestions(context)
    private val network = NetworkQuestions(context)

    /**
     * The facts of this moment. Takes some milliseconds: call it off the thread that draws.
     *
     * @param obscured [SecureKeypadView.wasObscured]; null if no keypad was shown.
     * @throws YufuException None but codes 7001 and 7002.
     */
    @JvmOverloads
    @Throws(YufuException::class)
    public fun collect(obscured: Boolean? = null): HostFacts {
        val facts = HostFacts()
        val asks = pack?.asks() ?: Pack.embedded().use(Pack::asks)
        for ((fact, answer) in answers(asks, obscured)) {
            try {
                facts.give(fact, answer)
            } catch (error: YufuException) {
                if (error.code != TOO_LARGE) throw error
                facts.setUnobservable(fact, UnobservableCause.TOO_LARGE)
            }
        }
        return facts
    }

    /** The value of each fact, or why there is none. */
    internal fun answers(asks: Asks, obscured: Boolean?): Map<FactName, Any> =
        questions(asks, obscured).mapValues { (_, read) ->
            try {
                read()
            } catch (refusal: Unobservable) {
                refusal.reason
            } catch (_: SecurityException) {
                UnobservableCause.DENIED
            } catch (_: Exception) {
                UnobservableCause.FAILED
            } catch (_: LinkageError) {
                UnobservableCause.FAILED // a maker's Android that lacks a call
            }
        }

    private fun questions(asks: Asks, obscured: Boolean?): Map<FactName, () -> Any> = mapOf(
        FactName.PACKAGES to { apps.installed(asks.packages) },
        FactName.CLASSES to { asks.classes.filter(::canLoad) },
        FactName.URL_SCHEMES to { UnobservableCause.UNSUPPORTED },
        FactName.SIGNER to apps::signer,
        FactName.INSTALLER to apps::installer,
        FactName.APP_DEBUGGABLE to { context.applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0 },
        FactName.DEBUGGER_CONNECTED to { Debug.isDebuggerConnected() },
        FactName.DEVELOPER_OPTIONS to phone::hasDeveloperOptions,
        FactName.ADB to phone::hasAdb,
        FactName.ACCESSIBILITY_SERVICES to apps::accessibilityServices,
        FactName.INPUT_METHODS to apps::inputMethods,
        FactName.OVERLAY to { obscured ?: UnobservableCause.NOT_ASKED },
        FactName.DEVICE_ADMINISTRATORS to apps::administrators,
        FactName.SCREEN_CAPTURED to phone::isScreenRecorded,
        FactName.SCREEN_MIRRORED to phone::isScreenMirrored,
        FactName.AUDIO_MODE to phone::audioMode,
        FactName.VPN to network::hasVpn,
        FactName.PROXY to network::hasProxy,
        FactName.USER_CERTIFICATES to network::userCertificates,
        FactName.TLS_VERSION to { UnobservableCause.NOT_ASKED },
        FactName.TLS_SUITE to { UnobservableCause.NOT_ASKED },
        FactName.SCREEN_LOCK to phone::hasScreenLock,
        FactName.MOCK_LOCATION to phone::isLocationMocked,
        FactName.SENSORS to phone::sensors,
        FactName.TELEPHONY to phone::hasTelephony,
        FactName.USER_ID to { Process.myUid() / UIDS_OF_A_USER },
        FactName.WORK_PROFILE to apps::isWorkProfile,
        FactName.FOREIGN_DATA_FOLDER to { isForeign(context.applicationInfo.dataDir, context.packageName) },
        FactName.ZYGOTE_FRAMES to { zygoteFrames(Looper.getMainLooper().thread.stackTrace) },
        FactName.ATTESTATION to { UnobservableCause.NOT_ASKED },
    )

    private fun canLoad(name: String): Boolean = try {
        context.classLoader.loadClass(name)
        true
    } catch (_: ClassNotFoundException) {
        false
    }

    internal companion object {
        private const val TOO_LARGE = 5812
        private const val UIDS_OF_A_USER = 100_000

        private fun HostFacts.give(fact: FactName, answer: Any) = when (answer) {
            is UnobservableCause -> setUnobservable(fact, answer)
            is Boolean -> setFlag(fact, answer)
            is Int -> setNumber(fact, answer.toLong())
            is String -> setText(fact, answer)
            is ByteArray -> setBytes(fact, answer)
            is List<*> -> setList(fact, answer.map { it.toString() })
            else -> setUnobservable(fact, UnobservableCause.FAILED)
        }

        private val HOME = Regex("^(?:/data/data|(?:/data|/mnt/expand/[^/]+)/user(?:_de)?/\\d+)/([^/]+)")

        /** An app that runs inside another lives in the other's folder. A place that Android does not use says nothing. */
        internal fun isForeign(folder: String, packageName: String): Boolean {
            val owner = HOME.find(folder) ?: throw Unobservable(UnobservableCause.UNSUPPORTED)
            return owner.groupValues[1] != packageName
        }

        /** The zygote starts an app once; a framework that hooks it stands there as well. */
        internal fun zygoteFrames(stack: Array<StackTraceElement>): Int =
            stack.count { it.className == "com.android.internal.os.ZygoteInit" && it.methodName == "main" }
    }
}

/** A fact that can't be given. */
internal class Unobservable(val reason: UnobservableCause) : Exception()

/** A service of the system's; a phone without it has nothing to tell. */
internal inline fun <reified T> Context.service(name: String): T =
    getSystemService(name) as? T ?: throw Unobservable(UnobservableCause.MISSING)
