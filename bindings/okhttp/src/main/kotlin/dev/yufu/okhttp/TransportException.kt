package dev.yufu.okhttp

import java.net.ProtocolException

/** Why this adapter gave up. OkHttp tries nothing again after it. */
public class TransportException internal constructor(
    /** The reason. */
    public val kind: Kind,
    cause: Throwable? = null,
) : ProtocolException(kind.text) {
    init {
        initCause(cause)
    }

    /** The reasons. */
    public enum class Kind(internal val text: String) {
        /** The request goes elsewhere than to the bank, has no length, or is no plain HTTP. */
        MALFORMED_REQUEST("the request can't be signed"),

        /** The content to sign is larger than 128 KiB. */
        REQUEST_TOO_LARGE("the content is larger than 128 KiB"),

        /** The content was encoded on the way: its signature can't be checked. */
        UNREADABLE_ANSWER("the answer is encoded"),

        /** The answer is larger than the SDK believes: 128 KiB. */
        ANSWER_TOO_LARGE("the answer is larger than 128 KiB"),

        /** OkHttp wanted to send again what may have arrived: ask what became of it. */
        SENT_ALREADY("nothing is sent twice"),

        /** The SDK refused to sign or to believe: the cause is its YufuException. */
        REFUSED("the SDK refused"),
    }
}
