// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A device key that the bank does not know yet.
 */
public class NewDevice internal constructor(handle: Handle) : NativeObject(handle, 12) {
    /**
     * Makes a new device key. `hardware_key` is the SubjectPublicKeyInfo in DER of the phone's own
     * P-256 key, if it has one, to be enrolled with it.
     *
     * @throws YufuException Code 5205 if the hardware key is no P-256 public key, 5001 if the random source fails.
     */
    @Throws(YufuException::class)
    @JvmOverloads public constructor(hardwareKey: ByteArray? = null) : this(Handle(Natives.newDeviceNew(hardwareKey)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.newDeviceClose(this, handle)

    /**
     * Takes the names that the server gave this device. This object and `enrolled` are used up.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun enrolled(enrolled: Enrolled): Device =
        Device(Handle(Natives.newDeviceEnrolled(this, handle, enrolled, enrolled.handle)))

    /**
     * Makes the enrolment, bound to the challenge in `offer` and to the activation code of the
     * bank's letter, as ASCII.
     *
     * @throws YufuException Code 5502 if the offer has expired; 2001 to 2899 if the code has another form.
     */
    @Throws(YufuException::class)
    public fun enrolment(offer: Offer, activationCode: ByteArray): Enrolment =
        Enrolment(Handle(Natives.newDeviceEnrolment(this, handle, offer, offer.handle, activationCode)))

    /**
     * The key as an encrypted record, to be kept before the enrolment is sent: once the activation
     * code is used up, a lost key costs the customer a new letter.
     *
     * `secret` is 32 bytes that the platform's key store keeps for the app.
     *
     * @throws YufuException Code 7003 if the secret has another length.
     */
    @Throws(YufuException::class)
    public fun toRecord(secret: ByteArray): ByteArray =
        Natives.newDeviceToRecord(this, handle, secret)
}
