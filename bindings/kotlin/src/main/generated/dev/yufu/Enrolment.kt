// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * An enrolment that is not signed yet.
 */
public class Enrolment internal constructor(handle: Handle) : NativeObject(handle, 4) {
    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.enrolmentClose(this, handle)

    /**
     * What the hardware key has to sign (ECDSA P-256 with SHA-256); nothing without such a key.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun hardwareMessage(): ByteArray? =
        Natives.enrolmentHardwareMessage(this, handle)

    /**
     * Signs with the device key and seals the whole to the server. `hardware_signature` is the
     * hardware key's ECDSA-Sig-Value in DER over `hardware_message`; `attestation` is what hardware
     * attested for the offer's challenge: Android's certificates of the hardware key in DER, the
     * key's own first, one after the other, or App Attest's object, at most 32,768 bytes.
     *
     * @throws YufuException Code 5206 if the hardware signature is missing, malformed or not wanted, 5502 if the offer
     * has expired, 5101, 5103 or 5105 without a server key.
     */
    @Throws(YufuException::class)
    @JvmOverloads public fun sign(device: NewDevice, server: Server, hardwareSignature: ByteArray? = null, attestation: ByteArray? = null): PendingEnrolment =
        PendingEnrolment(Handle(Natives.enrolmentSign(this, handle, device, device.handle, server, server.handle, hardwareSignature, attestation)))
}
