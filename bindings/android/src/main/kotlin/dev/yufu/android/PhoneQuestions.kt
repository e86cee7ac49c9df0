package dev.yufu.android

import android.Manifest
import android.app.KeyguardManager
import android.content.Context
import android.content.pm.PackageManager
import android.hardware.Sensor
import android.hardware.SensorManager
import android.hardware.display.DisplayManager
import android.location.LocationManager
import android.media.AudioManager
import android.os.Build
import android.provider.Settings
import android.view.Display
import android.view.WindowManager
import dev.yufu.UnobservableCause

/** Questions about the phone, its screen and its settings. */
internal class PhoneQuestions(private val context: Context) {
    fun hasDeveloperOptions(): Boolean = isOn(Settings.Global.DEVELOPMENT_SETTINGS_ENABLED)

    fun hasAdb(): Boolean = isOn(Settings.Global.ADB_ENABLED)

    /** What nobody ever turned on is off. */
    private fun isOn(setting: String) = Settings.Global.getInt(context.contentResolver, setting, 0) != 0

    fun isScreenRecorded(): Boolean {
        if (Build.VERSION.SDK_INT < 35) throw Unobservable(UnobservableCause.UNSUPPORTED)
        return askRecording()
    }

    /** The call that registers a listener gives the present state. */
    @Newer
    private fun askRecording(): Boolean {
        val manager = context.service<WindowManager>(Context.WINDOW_SERVICE)
        val listener = java.util.function.Consumer<Int> { }
        val state = manager.addScreenRecordingCallback(Runnable::run, listener)
        manager.removeScreenRecordingCallback(listener)
        return state == WindowManager.SCREEN_RECORDING_STATE_VISIBLE
    }

    fun isScreenMirrored(): Boolean = context.service<DisplayManager>(Context.DISPLAY_SERVICE)
        .getDisplays(DisplayManager.DISPLAY_CATEGORY_PRESENTATION)
        .any { it.state != Display.STATE_OFF }

    /** A call that another device took over is still one. */
    fun audioMode(): String = when (context.service<AudioManager>(Context.AUDIO_SERVICE).mode) {
        AudioManager.MODE_NORMAL -> "normal"
        AudioManager.MODE_RINGTONE -> "ringtone"
        AudioManager.MODE_IN_CALL, CALL_REDIRECT -> "in_call"
        AudioManager.MODE_IN_COMMUNICATION, COMMUNICATION_REDIRECT -> "in_communication"
        else -> throw Unobservable(UnobservableCause.UNSUPPORTED)
    }

    fun hasScreenLock(): Boolean {
        val keyguard = context.service<KeyguardManager>(Context.KEYGUARD_SERVICE)
        return if (Build.VERSION.SDK_INT >= 23) isSecure(keyguard) else keyguard.isKeyguardSecure
    }

    @Newer
    private fun isSecure(keyguard: KeyguardManager) = keyguard.isDeviceSecure

    /** Judges the last known locations, and asks for none. */
    @Suppress("DEPRECATION")
    fun isLocationMocked(): Boolean {
        val permissions = listOf(Manifest.permission.ACCESS_FINE_LOCATION, Manifest.permission.ACCESS_COARSE_LOCATION)
        val granted = permissions.any { context.checkCallingOrSelfPermission(it) == PackageManager.PERMISSION_GRANTED }
        if (!granted) throw Unobservable(UnobservableCause.DENIED)
        val manager = context.service<LocationManager>(Context.LOCATION_SERVICE)
        val known = manager.getProviders(true).mapNotNull(manager::getLastKnownLocation)
        if (known.isEmpty()) throw Unobservable(UnobservableCause.MISSING)
        return known.any { it.isFromMockProvider }
    }

    fun sensors(): Int = context.service<SensorManager>(Context.SENSOR_SERVICE).getSensorList(Sensor.TYPE_ALL).size

    fun hasTelephony(): Boolean = context.packageManager.hasSystemFeature(PackageManager.FEATURE_TELEPHONY)

    private companion object {
        /** Of API 33. */
        const val CALL_REDIRECT = 5
        const val COMMUNICATION_REDIRECT = 6
    }
}
