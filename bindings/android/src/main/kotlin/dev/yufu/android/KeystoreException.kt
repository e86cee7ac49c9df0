package dev.yufu.android

/**
 * Why the platform's key store gave nothing.
 *
 * @property kind What the app does about it; the names are stable.
 */
public class KeystoreException internal constructor(public val kind: Kind, cause: Throwable? = null) :
    Exception(kind.text, cause) {
    /** What the app does about it. */
    public enum class Kind(internal val text: String) {
        /** Android before 6.0 (API 23) has no such keys: ask for the platform's secret elsewhere, or refuse. */
        UNSUPPORTED("the key store needs Android 6.0"),

        /** None was made: make it at the enrolment. */
        ABSENT("none was made"),

        /** There is one: what it protects would be lost. Erase it first, by intention. */
        PRESENT("there is one already"),

        /** There was one, and it can't be recovered. Erase, and enrol the device anew. */
        LOST("the key is lost"),

        /** The key store failed. Try again later; nothing is lost. */
        FAILED("the key store failed"),
    }
}
