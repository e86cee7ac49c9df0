// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Why a call failed, sorted by what the app does about it.
 */
public sealed class YufuException(
    /** Code and words. */
    @field:Transient public val detail: ErrorDetail,
) : Exception(detail.message) {
    /**
     * The stable code, as docs/errors.md lists it.
     */
    public val code: Int
        get() = detail.code

    /**
     * What the user or the app should do next, in English.
     */
    public val advice: String
        get() = detail.advice

    /**
     * The same in Chinese.
     */
    public val adviceZh: String
        get() = detail.adviceZh

    /**
     * Names the case at the bank, if the server refused.
     */
    public val correlation: String?
        get() = detail.correlation

    /**
     * The server refused, in a response whose signature verified: codes 3001 to 4299.
     */
    public class Rejected internal constructor(detail: ErrorDetail) : YufuException(detail)

    /**
     * The session is locked or over, and the user has to log in again: codes 5301 to 5304.
     */
    public class LoginRequired internal constructor(detail: ErrorDetail) : YufuException(detail)

    /**
     * What came is not the bank's or is out of date: a key bundle, a response.
     */
    public class Untrusted internal constructor(detail: ErrorDetail) : YufuException(detail)

    /**
     * A value that was entered is not valid, or may not be shown: codes 5701 to 5799.
     */
    public class Invalid internal constructor(detail: ErrorDetail) : YufuException(detail)

    /**
     * Any other failure of the client.
     */
    public class Failed internal constructor(detail: ErrorDetail) : YufuException(detail)

    /**
     * The object was closed or used up before: code 7001.
     */
    public class Closed internal constructor(detail: ErrorDetail) : YufuException(detail)

    /**
     * A fault inside the SDK: code 7002. The object in which it happened is closed.
     */
    public class Internal internal constructor(detail: ErrorDetail) : YufuException(detail)

    /**
     * An argument of the wrong length, form or size: code 7003; for host facts 5811 and 5812.
     */
    public class Argument internal constructor(detail: ErrorDetail) : YufuException(detail)
}

/** Makes the exceptions of the native side, which calls it by this name. */
internal object Errors {
    @JvmStatic
    fun of(bytes: ByteArray): YufuException = decoded(bytes) {
        val place = int()
        val detail = errorDetail()
        when (place) {
            0 -> YufuException.Rejected(detail)
            1 -> YufuException.LoginRequired(detail)
            2 -> YufuException.Untrusted(detail)
            3 -> YufuException.Invalid(detail)
            4 -> YufuException.Failed(detail)
            5 -> YufuException.Closed(detail)
            6 -> YufuException.Internal(detail)
            else -> YufuException.Argument(detail)
        }
    }
}
