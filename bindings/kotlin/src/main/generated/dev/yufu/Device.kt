// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A device that the bank knows.
 */
public class Device internal constructor(handle: Handle) : NativeObject(handle, 2) {
    /**
     * The customer's account that the enrolment bound the device to: the payer of a transfer. Show
     * it masked.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun account(): String =
        Natives.deviceAccount(this, handle)

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.deviceClose(this, handle)

    /**
     * Whether a hardware key was enrolled, which then has to sign each request.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun hasHardwareKey(): Boolean =
        Natives.deviceHasHardwareKey(this, handle)

    /**
     * The device's name at the bank.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun id(): String =
        Natives.deviceId(this, handle)

    /**
     * The name under which the device key signs.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun keyId(): String =
        Natives.deviceKeyId(this, handle)

    /**
     * SM3 of the device key's SubjectPublicKeyInfo, 32 bytes.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun thumbprint(): ByteArray =
        Natives.deviceThumbprint(this, handle)

    /**
     * The device as an encrypted record for the host to keep, at most 4096 bytes. `secret` is the
     * 32 bytes that the platform's key store keeps for the app.
     *
     * @throws YufuException Code 7003 if the secret has another length.
     */
    @Throws(YufuException::class)
    public fun toRecord(secret: ByteArray): ByteArray =
        Natives.deviceToRecord(this, handle, secret)
}
