// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A sealed PIN or password: good for the one step that it was opened for, and sent once.
 */
public class SealedInput internal constructor(handle: Handle) : NativeObject(handle, 28) {
    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.sealedInputClose(this, handle)
}
