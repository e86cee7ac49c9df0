// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A report that the device key signed and only the server can read. It is sent once.
 */
public class SealedReport internal constructor(handle: Handle) : NativeObject(handle, 29) {
    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.sealedReportClose(this, handle)
}
