// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Keeps one device record in a folder of its own, which only the app's user can reach. A write
 * replaces the record as a whole or not at all.
 *
 * `secret` is everywhere the 32 bytes that the platform's key store keeps for the app.
 */
public class FileStore internal constructor(handle: Handle) : NativeObject(handle, 6) {
    /**
     * Names the folder, which is made at the first save; the one around it must exist. Choose one
     * that is in no backup.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    public constructor(folder: String) : this(Handle(Natives.fileStoreNew(folder)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.fileStoreClose(this, handle)

    /**
     * Removes the record. Destroy the platform's secret too: a flash disk may keep the bytes.
     *
     * @throws YufuException Codes 5201 and 5204.
     */
    @Throws(YufuException::class)
    public fun erase(): Unit =
        Natives.fileStoreErase(this, handle)

    /**
     * Reads the record; absent if there is none.
     *
     * @throws YufuException Codes 5201 to 5204; 7003 if the secret has another length.
     */
    @Throws(YufuException::class)
    public fun load(secret: ByteArray): SavedDevice? =
        Natives.fileStoreLoad(this, handle, secret).takeIf { it != 0L }?.let { SavedDevice(Handle(it)) }

    /**
     * Saves an enrolled device in place of what was there.
     *
     * @throws YufuException As `save_new`.
     */
    @Throws(YufuException::class)
    public fun save(device: Device, secret: ByteArray): Unit =
        Natives.fileStoreSave(this, handle, device, device.handle, secret)

    /**
     * Saves a device whose enrolment is not finished, before the request is sent: once the
     * activation code is used up, a lost key costs the customer a new letter.
     *
     * @throws YufuException Codes 5201 and 5204; 7003 if the secret has another length; the old record is then still
     * there.
     */
    @Throws(YufuException::class)
    public fun saveNew(device: NewDevice, secret: ByteArray): Unit =
        Natives.fileStoreSaveNew(this, handle, device, device.handle, secret)
}
