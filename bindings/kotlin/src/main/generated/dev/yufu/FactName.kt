// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A fact that the host may give, and the kind of its value.
 */
public enum class FactName {
    /**
     * Those of the packages that the pack asks for which are installed. Needs `<queries>`. A list.
     */
    PACKAGES,
    /**
     * Those of the classes that the pack asks for which can be loaded. A list.
     */
    CLASSES,
    /**
     * Those of the URL schemes that the pack asks for which another app answers (iOS). A list.
     */
    URL_SCHEMES,
    /**
     * SM3 of the certificate that the package manager names for this app, in hex. A text, or
     * as bytes the certificate itself in DER.
     */
    SIGNER,
    /**
     * The package that installed this app; empty if it was side-loaded. A text.
     */
    INSTALLER,
    /**
     * The app's manifest allows a debugger. A flag.
     */
    APP_DEBUGGABLE,
    /**
     * A Java debugger is connected. A flag.
     */
    DEBUGGER_CONNECTED,
    /**
     * Developer options are on. A flag.
     */
    DEVELOPER_OPTIONS,
    /**
     * ADB is on. A flag.
     */
    ADB,
    /**
     * Enabled accessibility services that are not part of the system. A list.
     */
    ACCESSIBILITY_SERVICES,
    /**
     * Enabled input methods that are not part of the system. A list.
     */
    INPUT_METHODS,
    /**
     * Another window covered the app's own while it was touched. A flag.
     */
    OVERLAY,
    /**
     * Apps that hold device administration. A list.
     */
    DEVICE_ADMINISTRATORS,
    /**
     * The screen is being recorded or captured. A flag.
     */
    SCREEN_CAPTURED,
    /**
     * The screen is shown on another display. A flag.
     */
    SCREEN_MIRRORED,
    /**
     * The audio mode: `normal`, `ringtone`, `in_call` or `in_communication`. A text.
     */
    AUDIO_MODE,
    /**
     * A VPN carries the traffic. A flag.
     */
    VPN,
    /**
     * A proxy is set. A flag.
     */
    PROXY,
    /**
     * Certificate authorities that the user added. A number.
     */
    USER_CERTIFICATES,
    /**
     * The TLS version of the connection to the bank, as `TLSv1.3`. A text.
     */
    TLS_VERSION,
    /**
     * The TLS cipher suite of the connection to the bank, by its IANA name. A text.
     */
    TLS_SUITE,
    /**
     * A screen lock is set. A flag.
     */
    SCREEN_LOCK,
    /**
     * The location is a mock one. A flag.
     */
    MOCK_LOCATION,
    /**
     * How many sensors the device has. A number.
     */
    SENSORS,
    /**
     * The device has telephony hardware. A flag.
     */
    TELEPHONY,
    /**
     * The number of the Android user or profile that the app runs in. A number.
     */
    USER_ID,
    /**
     * The profile is managed by an employer. A flag.
     */
    WORK_PROFILE,
    /**
     * The app's data folder is another's than its package's. A flag.
     */
    FOREIGN_DATA_FOLDER,
    /**
     * Frames of the zygote's start that stand twice in one stack. A number.
     */
    ZYGOTE_FRAMES,
    /**
     * The attestation object or certificate chain, as the platform gave it. Bytes.
     */
    ATTESTATION;

    internal companion object {
        private val all = values()

        @JvmSynthetic
        internal fun at(place: Int): FactName = all[place]
    }
}
