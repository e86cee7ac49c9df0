package dev.yufu.android

import android.os.Build
import android.security.keystore.KeyPermanentlyInvalidatedException
import dev.yufu.NewDevice
import dev.yufu.SavedDevice
import dev.yufu.YufuException
import java.io.File
import java.security.KeyFactory
import java.security.ProviderException
import java.security.Signature
import java.security.UnrecoverableKeyException
import java.security.spec.X509EncodedKeySpec
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.util.ReflectionHelpers

/** The platform's secret and the signing key, over a key store in software. */
@RunWith(RobolectricTestRunner::class)
class KeystoreTest {
    private var vault = Vault()
    private val context = RuntimeEnvironment.getApplication()
    private val secret = KeystoreSecret(context)
    private val hardware = HardwareKey()
    private val salt = File(context.noBackupFilesDir, "dev.yufu.salt")

    @After
    fun close() = vault.close()

    private fun refused(call: () -> Unit) = assertThrows(KeystoreException::class.java, call).kind

    private fun copy() = secret.use(ByteArray::copyOf)

    @Test
    fun `the secret opens a record again, and another one does not`() {
        secret.make()
        val record = secret.use { NewDevice().toRecord(it) }
        assertFalse(KeystoreSecret(context).use { SavedDevice(record, it).isEnrolled() })
        val other = KeystoreSecret(context, "other").apply { make() }
        val error = assertThrows(YufuException::class.java) { other.use { SavedDevice(record, it) } }
        assertEquals(5203, error.code)
        assertEquals(32, salt.length())
        assertFalse("the salt is not the secret", salt.readBytes().contentEquals(copy()))
    }

    @Test
    fun `the secret is overwritten, also after a failure`() {
        secret.make()
        val seen = mutableListOf<ByteArray>()
        secret.use { bytes ->
            assertTrue("the control", bytes.any { it != 0.toByte() })
            seen += bytes
        }
        assertThrows(IllegalStateException::class.java) {
            secret.use<Unit> { bytes ->
                seen += bytes
                error("the app fails")
            }
        }
        assertEquals(2, seen.size)
        seen.forEach { assertArrayEquals(ByteArray(32), it) }
    }

    @Test
    fun `a secret is never made in silence, and a lost key stays lost`() {
        assertEquals(KeystoreException.Kind.ABSENT, refused { copy() })
        assertTrue("nothing was made", vault.keys.isEmpty() && !secret.exists())
        secret.make()
        val first = copy()
        assertEquals(KeystoreException.Kind.PRESENT, refused { secret.make() })
        assertArrayEquals("the refusal changed nothing", first, copy())
        val failures = listOf(
            KeyPermanentlyInvalidatedException() to KeystoreException.Kind.LOST,
            UnrecoverableKeyException() to KeystoreException.Kind.LOST,
            ProviderException() to KeystoreException.Kind.FAILED,
        )
        for ((failure, kind) in failures) {
            vault.failure = failure
            assertEquals(kind, refused { copy() })
            assertEquals(KeystoreException.Kind.PRESENT, refused { secret.make() })
        }
        vault.failure = null
        assertArrayEquals("what failed for a while is the same again", first, copy())
        vault.keys.clear()
        repeat(2) { assertEquals(KeystoreException.Kind.LOST, refused { copy() }) }
        assertTrue(vault.keys.isEmpty())
        secret.erase()
        assertEquals(KeystoreException.Kind.ABSENT, refused { copy() })
        secret.make()
        assertFalse(first.contentEquals(copy()))
        salt.writeBytes(ByteArray(31))
        assertEquals(KeystoreException.Kind.LOST, refused { copy() })
    }

    @Test
    fun `keys lie in StrongBox, or else in the TEE`() {
        secret.make()
        hardware.make(ByteArray(32))
        assertEquals(listOf(true, true), vault.specs.map { it.isStrongBoxBacked })
        vault.close()
        vault = Vault(hasStrongBox = false)
        secret.erase()
        secret.make()
        hardware.make(ByteArray(32))
        assertEquals(listOf(true, false, true, false), vault.specs.map { it.isStrongBoxBacked })
        assertEquals(32, copy().size)
    }

    @Test
    fun `the hardware key signs and is attested`() {
        val challenge = byteArrayOf(1, 2, 3)
        assertEquals(KeystoreException.Kind.ABSENT, refused { hardware.publicKey() })
        assertEquals(KeystoreException.Kind.ABSENT, refused { hardware.sign(challenge) })
        hardware.make(challenge)
        assertEquals(KeystoreException.Kind.PRESENT, refused { hardware.make(challenge) })
        assertArrayEquals(challenge, vault.specs.single().attestationChallenge)
        assertEquals(2, hardware.certificates().size)
        assertArrayEquals("leaf first", challenge + 9, hardware.attestation())
        val key = KeyFactory.getInstance("EC").generatePublic(X509EncodedKeySpec(hardware.publicKey()))
        val verifier = Signature.getInstance("SHA256withECDSA").apply { initVerify(key) }
        verifier.update(challenge)
        assertTrue(verifier.verify(hardware.sign(challenge)))
        NewDevice(hardware.publicKey()).close()
        vault.failure = KeyPermanentlyInvalidatedException()
        assertEquals(KeystoreException.Kind.LOST, refused { hardware.sign(challenge) })
        hardware.erase()
        assertFalse(hardware.exists())
    }

    @Test
    fun `before Android 6 everything is refused`() {
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", 22)
        val calls = listOf<() -> Unit>(
            { secret.make() }, { copy() }, { secret.erase() }, { hardware.exists() },
            { hardware.make(ByteArray(3)) }, { hardware.publicKey() }, { hardware.sign(ByteArray(3)) }, { hardware.erase() },
        )
        for (call in calls) assertEquals(KeystoreException.Kind.UNSUPPORTED, refused(call))
        assertTrue(vault.keys.isEmpty() && !salt.exists())
    }
}
