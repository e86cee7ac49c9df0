package dev.yufu.android

import android.Manifest
import android.accessibilityservice.AccessibilityServiceInfo
import android.app.KeyguardManager
import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import android.content.ContentResolver
import android.content.Context
import android.content.ContextWrapper
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.ResolveInfo
import android.content.pm.ServiceInfo
import android.content.pm.Signature
import android.content.pm.SigningInfo
import android.hardware.Sensor
import android.hardware.SensorManager
import android.location.Location
import android.location.LocationManager
import android.media.AudioManager
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import android.os.Build
import android.os.Bundle
import android.os.UserManager
import android.provider.Settings
import android.view.accessibility.AccessibilityManager
import android.view.inputmethod.InputMethodInfo
import android.view.inputmethod.InputMethodManager
import dev.yufu.Asks
import dev.yufu.Environment
import dev.yufu.Expected
import dev.yufu.FactName
import dev.yufu.FindingState
import dev.yufu.Pack
import dev.yufu.UnobservableCause
import dev.yufu.now
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowNetworkCapabilities
import org.robolectric.shadows.ShadowSensor
import org.robolectric.util.ReflectionHelpers

/** Each fact as the system tells it, and what the library makes of all. */
@RunWith(RobolectricTestRunner::class)
class EnvironmentCollectorTest {
    private val context = RuntimeEnvironment.getApplication()
    private val collector = EnvironmentCollector(context)
    private val packages = shadowOf(context.packageManager)
    private val asks = Asks(listOf("com.example.root"), listOf("java.lang.String", "com.example.Hook"), emptyList())

    private fun answer(fact: FactName, obscured: Boolean? = null) = collector.answers(asks, obscured).getValue(fact)

    private inline fun <reified T> service(name: String) = context.getSystemService(name) as T

    private fun declareQueries() {
        val own = packages.getInternalMutablePackageInfo(context.packageName)
        own.applicationInfo!!.metaData = Bundle().apply { putBoolean("dev.yufu.queries", true) }
    }

    private fun app(name: String, flags: Int = 0) = ApplicationInfo().also {
        it.packageName = name
        it.flags = flags
    }

    private fun service(app: ApplicationInfo) = ResolveInfo().also {
        it.serviceInfo = ServiceInfo().apply {
            applicationInfo = app
            packageName = app.packageName
            name = "Service"
        }
    }

    private fun install(name: String) = packages.installPackage(PackageInfo().apply {
        packageName = name
        applicationInfo = app(name)
    })

    @Test
    fun `an app is told if it is seen, and that none is there only where it would be`() {
        val lists = listOf(FactName.PACKAGES, FactName.ACCESSIBILITY_SERVICES, FactName.INPUT_METHODS)
        for (fact in lists) assertEquals(fact.name, UnobservableCause.DENIED, answer(fact))
        install("com.example.other")
        declareQueries()
        for (fact in lists) assertEquals(fact.name, emptyList<String>(), answer(fact))
        install("com.example.root")
        assertEquals(listOf("com.example.root"), answer(FactName.PACKAGES))
    }

    @Test
    fun `a permission for all packages does as well`() {
        shadowOf(context).grantPermissions("android.permission.QUERY_ALL_PACKAGES")
        assertEquals(emptyList<String>(), answer(FactName.PACKAGES))
    }

    @Test
    fun `services of accessibility and input are told unless they are the system's`() {
        val apps = listOf(app("com.example.help"), app("com.android.talkback", ApplicationInfo.FLAG_SYSTEM))
        val services = apps.map { app ->
            AccessibilityServiceInfo().also { ReflectionHelpers.setField(it, "mResolveInfo", service(app)) }
        }
        shadowOf(service<AccessibilityManager>(Context.ACCESSIBILITY_SERVICE)).setEnabledAccessibilityServiceList(services)
        assertEquals(listOf("com.example.help"), answer(FactName.ACCESSIBILITY_SERVICES))
        val methods = apps.map { app ->
            InputMethodInfo(app.packageName, "Keys", "keys", null).also { it.serviceInfo.applicationInfo = app }
        }
        shadowOf(service<InputMethodManager>(Context.INPUT_METHOD_SERVICE)).setEnabledInputMethodInfoList(methods)
        assertEquals(listOf("com.example.help"), answer(FactName.INPUT_METHODS))
    }

    @Test
    fun `the app's own origin and state`() {
        assertEquals("a system that tells nothing", UnobservableCause.FAILED, answer(FactName.INSTALLER))
        packages.setInstallSourceInfo(context.packageName, null, null)
        assertEquals("", answer(FactName.INSTALLER))
        packages.setInstallSourceInfo(context.packageName, "com.example.store", "com.example.store")
        assertEquals("com.example.store", answer(FactName.INSTALLER))
        val own = context.applicationInfo
        for (debuggable in listOf(false, true)) {
            own.flags = if (debuggable) ApplicationInfo.FLAG_DEBUGGABLE else 0
            assertEquals(debuggable, answer(FactName.APP_DEBUGGABLE))
        }
        assertEquals(false, answer(FactName.DEBUGGER_CONNECTED))
        assertEquals(listOf("java.lang.String"), answer(FactName.CLASSES))
        for (obscured in listOf(false, true)) assertEquals(obscured, answer(FactName.OVERLAY, obscured))
        assertEquals(UnobservableCause.NOT_ASKED, answer(FactName.OVERLAY))
    }

    @Test
    fun `an app that runs inside another lives in its folder`() {
        val own = listOf("/data/data/a.b", "/data/user/0/a.b", "/data/user_de/10/a.b", "/mnt/expand/1-2/user/0/a.b")
        for (folder in own) assertFalse(folder, EnvironmentCollector.isForeign(folder, "a.b"))
        for (folder in own) assertTrue(folder, EnvironmentCollector.isForeign("$folder.c/virtual/a.b", "a.b"))
        assertEquals("not a place of Android's", UnobservableCause.UNSUPPORTED, answer(FactName.FOREIGN_DATA_FOLDER))
    }

    @Test
    fun `a zygote that starts the app twice is counted`() {
        val start = StackTraceElement("com.android.internal.os.ZygoteInit", "main", null, 1)
        val other = StackTraceElement("com.android.internal.os.ZygoteInit\$MethodAndArgsCaller", "run", null, 1)
        assertEquals(1, EnvironmentCollector.zygoteFrames(arrayOf(other, start)))
        assertEquals(2, EnvironmentCollector.zygoteFrames(arrayOf(start, other, start)))
        assertEquals(0, answer(FactName.ZYGOTE_FRAMES))
    }

    @Test
    fun `settings, lock, sensors and telephony`() {
        val settings = mapOf(
            FactName.ADB to Settings.Global.ADB_ENABLED,
            FactName.DEVELOPER_OPTIONS to Settings.Global.DEVELOPMENT_SETTINGS_ENABLED,
        )
        for ((fact, setting) in settings) {
            for (on in listOf(0, 1)) {
                Settings.Global.putInt(context.contentResolver, setting, on)
                assertEquals(on == 1, answer(fact))
            }
        }
        for (locked in listOf(true, false)) {
            shadowOf(service<KeyguardManager>(Context.KEYGUARD_SERVICE)).setIsDeviceSecure(locked)
            assertEquals(locked, answer(FactName.SCREEN_LOCK))
        }
        val before = answer(FactName.SENSORS) as Int
        val sensors = shadowOf(service<SensorManager>(Context.SENSOR_SERVICE))
        sensors.addSensor(ShadowSensor.newInstance(Sensor.TYPE_GYROSCOPE))
        assertEquals(before + 1, answer(FactName.SENSORS))
        for (has in listOf(true, false)) {
            packages.setSystemFeature(PackageManager.FEATURE_TELEPHONY, has)
            assertEquals(has, answer(FactName.TELEPHONY))
        }
    }

    @Test
    fun `a call is told by the audio mode`() {
        val audio = service<AudioManager>(Context.AUDIO_SERVICE)
        val modes = listOf("normal", "ringtone", "in_call", "in_communication")
        for ((mode, text) in modes.withIndex()) {
            audio.mode = mode
            assertEquals(text, answer(FactName.AUDIO_MODE))
        }
        audio.mode = AudioManager.MODE_CALL_SCREENING
        assertEquals(UnobservableCause.UNSUPPORTED, answer(FactName.AUDIO_MODE))
    }

    @Test
    fun `the network's VPN, proxy and authorities`() {
        val manager = service<ConnectivityManager>(Context.CONNECTIVITY_SERVICE)
        val found = ShadowNetworkCapabilities.newInstance()
        shadowOf(manager).setNetworkCapabilities(manager.activeNetwork, found)
        assertEquals(false, answer(FactName.VPN))
        shadowOf(found).addTransportType(NetworkCapabilities.TRANSPORT_VPN)
        assertEquals(true, answer(FactName.VPN))
        assertEquals(false, answer(FactName.PROXY))
        System.setProperty("http.proxyHost", "127.0.0.1")
        try {
            assertEquals(true, answer(FactName.PROXY))
        } finally {
            System.clearProperty("http.proxyHost")
        }
        assertEquals("no such store", UnobservableCause.FAILED, answer(FactName.USER_CERTIFICATES))
        Vault().use {
            it.authorities = listOf("system:1", "user:2")
            assertEquals(1, answer(FactName.USER_CERTIFICATES))
        }
    }

    @Test
    fun `a mock location is told with the permission alone`() {
        assertEquals(UnobservableCause.DENIED, answer(FactName.MOCK_LOCATION))
        shadowOf(context).grantPermissions(Manifest.permission.ACCESS_FINE_LOCATION)
        assertEquals(UnobservableCause.MISSING, answer(FactName.MOCK_LOCATION))
        val locations = shadowOf(service<LocationManager>(Context.LOCATION_SERVICE))
        locations.setProviderEnabled(LocationManager.GPS_PROVIDER, true)
        for (mock in listOf(false, true)) {
            val place = Location(LocationManager.GPS_PROVIDER).apply { isMock = mock }
            locations.simulateLocation(LocationManager.GPS_PROVIDER, place)
            assertEquals(mock, answer(FactName.MOCK_LOCATION))
        }
    }

    @Test
    fun `administrators and profiles`() {
        assertEquals(emptyList<String>(), answer(FactName.DEVICE_ADMINISTRATORS))
        val policy = shadowOf(service<DevicePolicyManager>(Context.DEVICE_POLICY_SERVICE))
        policy.setActiveAdmin(ComponentName("com.example.work", "Admin"))
        assertEquals(listOf("com.example.work"), answer(FactName.DEVICE_ADMINISTRATORS))
        assertEquals(0, answer(FactName.USER_ID))
        assertEquals(false, answer(FactName.WORK_PROFILE))
        shadowOf(service<UserManager>(Context.USER_SERVICE)).setManagedProfile(true)
        assertEquals(true, answer(FactName.WORK_PROFILE))
    }

    @Test
    fun `the certificate that signed the app goes in as it is, on each Android`() {
        val certificate = byteArrayOf(0x30, 1, 2)
        val own = packages.getInternalMutablePackageInfo(context.packageName)
        for (version in listOf(35, 28, 27, 21)) {
            ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", version)
            own.signingInfo = null
            own.signatures = null
            assertEquals(UnobservableCause.MISSING, answer(FactName.SIGNER))
            val signatures = arrayOf(Signature(certificate), Signature(byteArrayOf(9)))
            if (version >= 28) {
                own.signingInfo = SigningInfo().also { shadowOf(it).setSignatures(signatures) }
            } else {
                own.signatures = signatures
            }
            assertArrayEquals("$version", certificate, answer(FactName.SIGNER) as ByteArray)
            collector.collect().close()
        }
    }

    @Test
    fun `every fact has an answer, and those that Android lacks say so`() {
        val answers = collector.answers(asks, null)
        assertEquals(FactName.values().toSet(), answers.keys)
        assertEquals(UnobservableCause.UNSUPPORTED, answers[FactName.URL_SCHEMES])
        for (fact in listOf(FactName.TLS_VERSION, FactName.TLS_SUITE, FactName.ATTESTATION)) {
            assertEquals(UnobservableCause.NOT_ASKED, answers[fact])
        }
    }

    private val pack by lazy {
        val root = System.getenv("YUFU_FACT_ROOT").chunked(2).map { it.toInt(16).toByte() }.toByteArray()
        Pack.embedded().update(System.getenv("YUFU_FACT_PACK"), listOf(root), now())
    }

    private fun states(context: Context, obscured: Boolean): Map<String, FindingState> {
        val facts = EnvironmentCollector(context, pack).collect(obscured)
        val environment = Environment(Expected(emptyList(), listOf("com.example.store")), pack)
        return environment.collect(facts, ByteArray(32), null, 200).findings().associate { it.code to it.state }
    }

    @Test
    fun `the library judges all facts by the pack`() {
        install("com.example.root")
        packages.setInstallSourceInfo(context.packageName, "com.example.shop", "com.example.shop")
        val found = states(context, obscured = true)
        val host = listOf("emulator.sensors", "fraud.overlay", "root.package", "tamper.installer")
        for (code in host) assertEquals(code, FindingState.DETECTED, found[code])
        assertEquals(FindingState.UNOBSERVABLE, found["network.tls"])
    }

    @Test
    fun `a system that refuses or fails accuses nobody`() {
        for (fault in listOf(SecurityException(), IllegalStateException(), NoSuchMethodError())) {
            val broken = object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = throw fault
                override fun getPackageManager(): PackageManager = throw fault
                override fun getContentResolver(): ContentResolver = throw fault
                override fun getApplicationInfo(): ApplicationInfo = throw fault
                override fun getPackageName(): String = throw fault
                override fun getClassLoader(): ClassLoader = throw fault
                override fun checkCallingOrSelfPermission(permission: String): Int = throw fault
            }
            val cause = if (fault is SecurityException) UnobservableCause.DENIED else UnobservableCause.FAILED
            val answers = EnvironmentCollector(broken).answers(asks, null)
            assertEquals(cause, answers[FactName.VPN])
            assertEquals(cause, answers[FactName.PACKAGES])
            val values = answers.filterValues { it !is UnobservableCause }.keys
            val own = setOf(FactName.DEBUGGER_CONNECTED, FactName.PROXY, FactName.USER_ID, FactName.ZYGOTE_FRAMES)
            assertTrue("$values", own.containsAll(values))
            assertTrue(states(broken, obscured = false).none { it.value == FindingState.DETECTED })
        }
        val lacking = object : ContextWrapper(context) {
            override fun getSystemService(name: String): Any? = null
        }
        assertEquals(UnobservableCause.MISSING, EnvironmentCollector(lacking).answers(asks, null)[FactName.SENSORS])
    }
}
