package dev.yufu.android

import android.content.Context
import android.util.AtomicFile
import java.io.File
import java.io.IOException
import java.security.SecureRandom

/**
 * The platform's 32 secret bytes, under which the record of a device is encrypted.
 *
 * They are the HMAC-SHA256 of a salt under a key of the AndroidKeyStore, which lies in StrongBox (API 28 on,
 * where there is one) or else in the TEE, is used for nothing else and never leaves it. It sees no key of the
 * SDK. The salt is 32 random bytes, made once and kept in the app's folder that no backup takes. It need not
 * be secret; without the key it is worth nothing, and without it neither is the key.
 *
 * A secret is never made in silence: [make] is called at an enrolment, and a key that is lost is an error.
 * Needs Android 6.0 (API 23); below, every call is refused with [KeystoreException.Kind.UNSUPPORTED].
 */
public class KeystoreSecret @JvmOverloads constructor(context: Context, private val name: String = "dev.yufu") {
    /** What is done with the secret. */
    public fun interface Use<T> {
        /** Takes the 32 bytes, which are overwritten as soon as this returns. */
        public fun with(secret: ByteArray): T
    }

    private val alias = "$name.secret"
    private val salt = AtomicFile(File(context.noBackupFilesDir, "$name.salt"))

    /** Whether one was made and not erased since. The key may be lost all the same. */
    public fun exists(): Boolean = salt.baseFile.exists()

    /**
     * Makes a new secret.
     *
     * @throws KeystoreException [KeystoreException.Kind.PRESENT] if there is one; UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    @Synchronized
    public fun make() {
        if (exists()) throw KeystoreException(KeystoreException.Kind.PRESENT)
        Keystore.makeMacKey(alias)
        val bytes = ByteArray(LENGTH).also(SecureRandom()::nextBytes)
        try {
            val out = salt.startWrite()
            out.write(bytes)
            salt.finishWrite(out)
        } catch (error: IOException) {
            throw KeystoreException(KeystoreException.Kind.FAILED, error)
        }
    }

    /**
     * Lends the secret to [work], and overwrites it whatever comes of it.
     *
     * @throws KeystoreException ABSENT before [make]; LOST if the key is gone; UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun <T> use(work: Use<T>): T {
        val secret = Keystore.mac(alias, readSalt())
        try {
            return work.with(secret)
        } finally {
            secret.fill(0)
        }
    }

    /**
     * Deletes key and salt: a record that was kept is useless from here on.
     *
     * @throws KeystoreException UNSUPPORTED or FAILED.
     */
    @Throws(KeystoreException::class)
    public fun erase() {
        Keystore.erase(alias)
        salt.delete()
    }

    private fun readSalt(): ByteArray {
        Keystore.requireSupport()
        if (!exists()) throw KeystoreException(KeystoreException.Kind.ABSENT)
        val bytes = try {
            salt.readFully()
        } catch (error: IOException) {
            throw KeystoreException(KeystoreException.Kind.FAILED, error)
        }
        if (bytes.size != LENGTH) throw KeystoreException(KeystoreException.Kind.LOST)
        return bytes
    }

    private companion object {
        const val LENGTH = 32
    }
}
