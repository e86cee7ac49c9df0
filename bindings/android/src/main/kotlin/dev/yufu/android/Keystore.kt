package dev.yufu.android

import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.Key
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.PrivateKey
import java.security.ProviderException
import java.security.Signature
import java.security.UnrecoverableKeyException
import java.security.cert.Certificate
import java.security.spec.ECGenParameterSpec
import javax.crypto.KeyGenerator
import javax.crypto.Mac

/** The provider AndroidKeyStore: keys that stay in StrongBox, or else in the TEE. */
internal object Keystore {
    private const val PROVIDER = "AndroidKeyStore"

    fun requireSupport() {
        if (Build.VERSION.SDK_INT < 23) throw KeystoreException(KeystoreException.Kind.UNSUPPORTED)
    }

    fun has(alias: String): Boolean = asking { store().containsAlias(alias) }

    fun erase(alias: String): Unit = asking { store().deleteEntry(alias) }

    @Newer
    fun makeMacKey(alias: String): Unit = asking {
        inStrongBoxOrTee { strong ->
            val spec = KeyGenParameterSpec.Builder(alias, KeyProperties.PURPOSE_SIGN)
                .setDigests(KeyProperties.DIGEST_SHA256)
            if (strong) wantStrongBox(spec)
            val maker = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_HMAC_SHA256, PROVIDER)
            maker.init(spec.build())
            maker.generateKey()
        }
    }

    @Newer
    fun makeSigningKey(alias: String, challenge: ByteArray): Unit = asking {
        inStrongBoxOrTee { strong ->
            val spec = KeyGenParameterSpec.Builder(alias, KeyProperties.PURPOSE_SIGN)
                .setDigests(KeyProperties.DIGEST_SHA256)
                .setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1"))
            if (Build.VERSION.SDK_INT >= 24) spec.setAttestationChallenge(challenge)
            if (strong) wantStrongBox(spec)
            val maker = KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, PROVIDER)
            maker.initialize(spec.build())
            maker.generateKeyPair()
        }
    }

    fun mac(alias: String, message: ByteArray): ByteArray = asking {
        val key = key(alias, KeystoreException.Kind.LOST)
        Mac.getInstance("HmacSHA256").run {
            init(key)
            doFinal(message)
        }
    }

    fun sign(alias: String, message: ByteArray): ByteArray = asking {
        val key = key(alias, KeystoreException.Kind.ABSENT) as PrivateKey
        Signature.getInstance("SHA256withECDSA").run {
            initSign(key)
            update(message)
            sign()
        }
    }

    fun chain(alias: String): List<Certificate> = asking {
        val chain = store().getCertificateChain(alias) ?: throw KeystoreException(KeystoreException.Kind.ABSENT)
        chain.toList()
    }

    private fun key(alias: String, missing: KeystoreException.Kind): Key =
        store().getKey(alias, null) ?: throw KeystoreException(missing)

    private fun store(): KeyStore = KeyStore.getInstance(PROVIDER).apply { load(null) }

    @Newer
    private fun wantStrongBox(spec: KeyGenParameterSpec.Builder) {
        spec.setIsStrongBoxBacked(true)
    }

    /** A phone without StrongBox says so by an exception; what fails in both is passed on. */
    private inline fun inStrongBoxOrTee(make: (Boolean) -> Unit) {
        if (Build.VERSION.SDK_INT >= 28) {
            try {
                return make(true)
            } catch (_: ProviderException) {
                // Below.
            }
        }
        make(false)
    }

    /** Every failure of the provider as one of ours. */
    private inline fun <T> asking(call: () -> T): T {
        requireSupport()
        try {
            return call()
        } catch (error: GeneralSecurityException) {
            throw refusal(error)
        } catch (error: ProviderException) {
            throw refusal(error)
        } catch (error: IOException) {
            throw refusal(error)
        }
    }

    @Newer
    private fun refusal(error: Exception): KeystoreException {
        val lost = error is UnrecoverableKeyException || error is KeyPermanentlyInvalidatedException
        return KeystoreException(if (lost) KeystoreException.Kind.LOST else KeystoreException.Kind.FAILED, error)
    }
}
