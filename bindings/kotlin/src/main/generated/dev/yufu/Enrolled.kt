// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The server's word that it knows the device.
 */
public class Enrolled internal constructor(handle: Handle) : NativeObject(handle, 3) {
    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.enrolledClose(this, handle)
}
