package dev.yufu.android

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyPairGeneratorSpi
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.ProviderException
import java.security.PublicKey
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.ECGenParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/**
 * Stands in software for AndroidKeyStore and AndroidCAStore, which Robolectric has not: it takes the same
 * calls, and forgets everything when it is closed.
 */
internal class Vault(private val hasStrongBox: Boolean = true) : AutoCloseable {
    val keys = mutableMapOf<String, Key>()
    val chains = mutableMapOf<String, List<Certificate>>()
    val specs = mutableListOf<KeyGenParameterSpec>()
    var authorities = listOf<String>()

    /** Thrown by the next calls for a key. */
    var failure: Exception? = null

    init {
        for (provider in listOf(Keys(), Authorities())) {
            Security.removeProvider(provider.name)
            Security.addProvider(provider)
        }
    }

    override fun close() = listOf("AndroidKeyStore", "AndroidCAStore").forEach(Security::removeProvider)

    private fun take(spec: AlgorithmParameterSpec): KeyGenParameterSpec {
        spec as KeyGenParameterSpec
        specs += spec
        if (spec.isStrongBoxBacked && !hasStrongBox) throw ProviderException("no StrongBox")
        return spec
    }

    private inner class Keys : Standing("AndroidKeyStore") {
        init {
            serve("KeyStore", "AndroidKeyStore") { Store() }
            serve("KeyGenerator", "HmacSHA256") { MacKeys() }
            serve("KeyPairGenerator", "EC") { SigningKeys() }
        }
    }

    private inner class Authorities : Standing("AndroidCAStore") {
        init {
            serve("KeyStore", "AndroidCAStore") { Authority() }
        }
    }

    private inner class MacKeys : KeyGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun engineInit(random: SecureRandom?) = throw UnsupportedOperationException()

        override fun engineInit(size: Int, random: SecureRandom?) = throw UnsupportedOperationException()

        override fun engineInit(given: AlgorithmParameterSpec, random: SecureRandom?) {
            spec = take(given)
        }

        override fun engineGenerateKey(): SecretKey {
            val bytes = ByteArray(32).also(SecureRandom()::nextBytes)
            return SecretKeySpec(bytes, "HmacSHA256").also { keys[spec.keystoreAlias] = it }
        }
    }

    private inner class SigningKeys : KeyPairGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun initialize(size: Int, random: SecureRandom?) = throw UnsupportedOperationException()

        override fun initialize(given: AlgorithmParameterSpec, random: SecureRandom?) {
            spec = take(given)
        }

        override fun generateKeyPair(): KeyPair {
            val curve = (spec.algorithmParameterSpec as ECGenParameterSpec).name
            val maker = KeyPairGenerator.getInstance("EC")
            val pair = maker.apply { initialize(ECGenParameterSpec(curve)) }.generateKeyPair()
            keys[spec.keystoreAlias] = pair.private
            chains[spec.keystoreAlias] = listOf(Stated(pair.public, spec.attestationChallenge!!), Stated(pair.public, byteArrayOf(9)))
            return pair
        }
    }

    private inner class Store : Reading() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? {
            failure?.let { throw it }
            return keys[alias]
        }

        override fun engineContainsAlias(alias: String) = alias in keys

        override fun engineGetCertificateChain(alias: String) = chains[alias]?.toTypedArray()

        override fun engineDeleteEntry(alias: String) {
            keys -= alias
            chains -= alias
        }
    }

    private inner class Authority : Reading() {
        override fun engineAliases(): Enumeration<String> = Collections.enumeration(authorities)
    }
}

/** Java loads a service's class by its name, which Robolectric's class loader hides from it. */
private abstract class Standing(name: String) : Provider(name, 1.0, "stands for Android's") {
    protected fun serve(type: String, name: String, make: () -> Any) = putService(
        object : Service(this, type, name, "made below", null, null) {
            override fun newInstance(parameter: Any?) = make()
        },
    )
}

/** A certificate in nothing but the name: what it states stands in it as it is. */
private class Stated(private val key: PublicKey, private val content: ByteArray) : Certificate("test") {
    override fun getEncoded() = content

    override fun verify(key: PublicKey) = Unit

    override fun verify(key: PublicKey, provider: String) = Unit

    override fun toString() = "test"

    override fun getPublicKey() = key
}

private abstract class Reading : KeyStoreSpi() {
    override fun engineGetKey(alias: String, password: CharArray?): Key? = null

    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

    override fun engineGetCertificate(alias: String): Certificate? = null

    override fun engineGetCreationDate(alias: String): Date? = null

    override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?) = no()

    override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?) = no()

    override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = no()

    override fun engineDeleteEntry(alias: String): Unit = no()

    override fun engineAliases(): Enumeration<String> = Collections.emptyEnumeration()

    override fun engineContainsAlias(alias: String) = false

    override fun engineSize() = 0

    override fun engineIsKeyEntry(alias: String) = false

    override fun engineIsCertificateEntry(alias: String) = false

    override fun engineGetCertificateAlias(certificate: Certificate): String? = null

    override fun engineStore(stream: OutputStream?, password: CharArray?) = no()

    override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit

    private fun no(): Nothing = throw UnsupportedOperationException()
}
