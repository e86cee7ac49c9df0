// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What a record held: an enrolled device, or a key whose enrolment was not finished.
 */
public class SavedDevice internal constructor(handle: Handle) : NativeObject(handle, 27) {
    /**
     * Opens a record with the platform's 32 secret bytes.
     *
     * @throws YufuException Code 5202 if these bytes are no record, 5203 if the secret is another one or a byte was
     * changed, 7003 if the secret has another length.
     */
    @Throws(YufuException::class)
    public constructor(record: ByteArray, secret: ByteArray) : this(Handle(Natives.savedDeviceNew(record, secret)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.savedDeviceClose(this, handle)

    /**
     * The enrolled device. This object is used up.
     *
     * @throws YufuException Code 7003 if the enrolment was not finished.
     */
    @Throws(YufuException::class)
    public fun device(): Device =
        Device(Handle(Natives.savedDeviceDevice(this, handle)))

    /**
     * Whether the enrolment was finished: then take `device`, else `new_device`.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun isEnrolled(): Boolean =
        Natives.savedDeviceIsEnrolled(this, handle)

    /**
     * The key whose enrolment was not finished. This object is used up.
     *
     * @throws YufuException Code 7003 if it was.
     */
    @Throws(YufuException::class)
    public fun newDevice(): NewDevice =
        NewDevice(Handle(Natives.savedDeviceNewDevice(this, handle)))
}
