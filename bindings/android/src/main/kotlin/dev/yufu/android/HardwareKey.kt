package dev.yufu.android

/**
 * A P-256 key of the AndroidKeyStore that signs requests beside the device key, attested by the phone's
 * hardware.
 *
 * It lies in StrongBox (API 28 on, where there is one) or else in the TEE, and never leaves it. Attestation
 * needs Android 7.0 (API 24): on Android 6.0 the chain is one certificate that states nothing. Below 6.0 every
 * call is refused with [KeystoreException.Kind.UNSUPPORTED].
 */
public class HardwareKey @JvmOverloads constructor(name: String = "dev.yufu") {
    private val alias = "$name.signing"

    /**
     * Whether there is one.
     *
     * @throws KeystoreException UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun exists(): Boolean = Keystore.has(alias)

    /**
     * Makes a new key.
     *
     * @param challenge Comes from the bank's server, at most 128 bytes; the attestation is bound to it.
     * @throws KeystoreException PRESENT if there is one; UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun make(challenge: ByteArray) {
        if (exists()) throw KeystoreException(KeystoreException.Kind.PRESENT)
        Keystore.makeSigningKey(alias, challenge)
    }

    /**
     * SubjectPublicKeyInfo in DER, for `NewDevice`.
     *
     * @throws KeystoreException ABSENT, LOST, UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun publicKey(): ByteArray = Keystore.chain(alias).first().publicKey.encoded

    /**
     * The certificates that attest the key, in DER, the key's own first.
     *
     * @throws KeystoreException ABSENT, LOST, UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun certificates(): List<ByteArray> = Keystore.chain(alias).map { it.encoded }

    /**
     * The same, one after the other: what the server judges, and the fact `ATTESTATION`.
     *
     * @throws KeystoreException ABSENT, LOST, UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun attestation(): ByteArray = certificates().fold(ByteArray(0), ByteArray::plus)

    /**
     * The ECDSA-Sig-Value in DER over [message], hashed with SHA-256.
     *
     * @throws KeystoreException ABSENT, LOST, UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun sign(message: ByteArray): ByteArray = Keystore.sign(alias, message)

    /**
     * Deletes the key: the bank takes no request of this device any more.
     *
     * @throws KeystoreException UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun erase(): Unit = Keystore.erase(alias)
}
